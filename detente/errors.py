"""Every error that detente raises on purpose.

DetenteError
├── UserError                 the caller's mistake: exit code 2
│   ├── ReadError             a report that cannot be read (names file and place)
│   ├── TableError            a user's own table that is wrong (names file and line)
│   ├── SettingsError         an option that is unknown or has an impossible value
│   ├── QueryError            a filter that cannot be answered
│   ├── GoldError             a gold file that breaks its schema (names file and line)
│   └── NotFoundError         an id that the record does not hold
└── InternalError             our mistake: exit code 1
    ├── CodebookError         a codebook file that breaks its own schema
    ├── ModelError            a language pipeline or model missing or not as pinned
    └── RecordError           a record file that is damaged or from a later version
"""

from __future__ import annotations


class DetenteError(Exception):
    """Base of all errors raised on purpose; `place` says where, as `file:line` or an id."""

    exit_code = 1

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        self.place = place


class UserError(DetenteError):
    """Something the caller can mend."""

    exit_code = 2


class ReadError(UserError):
    """A report that cannot be read."""


class TableError(UserError):
    """A user's table of actors or outlets that is wrong."""


class SettingsError(UserError):
    """An option that is unknown or has an impossible value."""


class QueryError(UserError):
    """A filter or range that cannot be answered."""


class GoldError(UserError):
    """A gold file that breaks its schema."""


class NotFoundError(UserError):
    """An id that the record does not hold."""


class InternalError(DetenteError):
    """Something only the developers can mend."""


class CodebookError(InternalError):
    """A codebook file that breaks its own schema."""


class ModelError(InternalError):
    """A language pipeline or model that is missing or not the pinned one."""


class RecordError(InternalError):
    """A record file that is damaged or written by a later version."""
