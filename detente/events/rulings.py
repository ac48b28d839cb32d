"""The codebook's words on all types at once: what is a record, the statuses, the rulings in short.

    >>> load().statuses["negated"]
    'told as not done'

Read from `rulings.yaml`; a file that breaks the schema raises CodebookError with the place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.errors import CodebookError
from detente.events.entries import STATUSES
from detente.events.plain_yaml import read_yaml

_KEYS = ("records", "statuses", "rulings")


@dataclass(frozen=True, slots=True)
class Rulings:
    """What holds for every type; the statuses in the codebook's order."""

    records: tuple[str, ...]
    statuses: Mapping[str, str]
    rulings: tuple[str, ...]


@cache
def load() -> Rulings:
    """The rulings that ship with the package, read once."""
    return read_rulings(Path(__file__).with_name("rulings.yaml"))


def read_rulings(path: Path) -> Rulings:
    """The rulings of a file; CodebookError, with file and place, where it breaks the schema."""
    raw = read_yaml(path)
    if tuple(raw) != _KEYS:
        raise CodebookError(f"should hold {', '.join(_KEYS)}", path.name)
    statuses = raw["statuses"]
    if not isinstance(statuses, dict) or tuple(statuses) != STATUSES:
        raise CodebookError(f"should define {', '.join(STATUSES)}", f"{path.name}: statuses")
    return Rulings(
        _sentences(raw["records"], f"{path.name}: records"),
        dict(
            zip(STATUSES, _sentences([*statuses.values()], f"{path.name}: statuses"), strict=True)
        ),
        _sentences(raw["rulings"], f"{path.name}: rulings"),
    )


def _sentences(raw: object, place: str) -> tuple[str, ...]:
    if not isinstance(raw, list) or not raw:
        raise CodebookError("should be a list", place)
    for words in raw:
        if not isinstance(words, str) or not words.strip():
            raise CodebookError(f"{words!r} is no sentence", place)
    return tuple(" ".join(words.split()) for words in raw)
