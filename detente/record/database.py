"""A SQLite connection whose errors are ours and whose transactions nest."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from detente.errors import RecordError

Value = str | int | float | bytes | None
Values = Sequence[Value]

_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(value: Value) -> Value:
    """The value as SQLite can hold it: a lone surrogate becomes U+FFFD, so offsets stand."""
    if isinstance(value, str) and not value.isascii():
        return _SURROGATE.sub("\ufffd", value)
    return value


class Database:
    """One open file. Every failure of SQLite is raised as RecordError naming the file."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self._connection.row_factory = sqlite3.Row
        self._depth = 0
        self.path = path

    def execute(self, sql: str, values: Values = ()) -> int:
        """Runs one statement; the row id of an INSERT."""
        with self._named():
            return self._connection.execute(sql, [storable(v) for v in values]).lastrowid or 0

    def change(self, sql: str, values: Values = ()) -> int:
        """Runs one statement; how many rows it changed."""
        with self._named():
            return self._connection.execute(sql, [storable(v) for v in values]).rowcount

    def many(self, sql: str, rows: Iterable[Values]) -> None:
        """Runs one statement for each row of values."""
        with self._named():
            self._connection.executemany(sql, [[storable(v) for v in row] for row in rows])

    def all(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        with self._named():
            return self._connection.execute(sql, [storable(v) for v in values]).fetchall()

    def one(self, sql: str, values: Values = ()) -> sqlite3.Row | None:
        """The first row of a query, None where there is none."""
        with self._named():
            row: sqlite3.Row | None = self._connection.execute(
                sql, [storable(v) for v in values]
            ).fetchone()
            return row

    def number(self, sql: str, values: Values = ()) -> int:
        """The one number that a query gives; 0 where it gives none."""
        row = self.one(sql, values)
        return int(row[0] or 0) if row else 0

    @contextmanager
    def transaction(self, *, write: bool = True) -> Iterator[None]:
        """All or nothing; inside another transaction, a part that can fail alone.

        A reading transaction (`write=False`) sees one state of the file throughout.
        """
        begin, commit, rollback = _steps(self._depth, write)
        self.execute(begin)
        self._depth += 1
        try:
            yield
            self.execute(commit)
        except BaseException:
            self._undo(rollback)
            raise
        finally:
            self._depth -= 1

    def _undo(self, rollback: str) -> None:
        if self._connection.in_transaction:
            for statement in rollback.split(";"):
                self.execute(statement)

    def close(self) -> None:
        """Closes the file; an open transaction is undone."""
        self._connection.close()

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise RecordError(_explain(error), self.path) from error


def _steps(depth: int, write: bool) -> tuple[str, str, str]:
    if depth == 0:
        return ("BEGIN IMMEDIATE" if write else "BEGIN", "COMMIT", "ROLLBACK")
    name = f"part_{depth}"
    return (f"SAVEPOINT {name}", f"RELEASE {name}", f"ROLLBACK TO {name};RELEASE {name}")


def _explain(error: sqlite3.DatabaseError) -> str:
    words = str(error)
    if "not a database" in words:
        return "this file is not a record (not an SQLite file)"
    if "malformed" in words or "corrupt" in words:
        return f"the record is damaged ({words})"
    if "locked" in words or "busy" in words:
        return "another process is writing to the record; try again when it is done"
    if "readonly" in words or "read-only" in words:
        return "the record was opened for reading only"
    return words
