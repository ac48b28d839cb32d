"""The shipped tables of actors, and the rows that they are read into."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

DATA = Path(__file__).parent / "data"

_SECTOR_CODES = (
    "GOV MIL LEG JUD PTY OPP REB COP SPY MED BUS CVL REL EDU LAB REF CRM AGR DEV ELI ENV HLH "
    "HRI SET UIS IMG IGO NGO MNC UNK JRN PRM UAF PRE SOC"
)
SECTORS = frozenset(_SECTOR_CODES.split())
WITHOUT_STATE = frozenset({"IGO", "NGO", "MNC", "IMG", "GRP"})


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that has a name.

    `key` is stable: ISO 3166 alpha-3, an organisation's short code, a person's QID (or
    `p:slug`). `kind` is country, territory, organisation, person, group, outlet or place;
    `id` a QID for people, a short code for organisations, None otherwise; `start` and
    `stop` bound its existence, both days included.
    """

    key: str
    name: str
    kind: str
    country: str | None
    sector: str
    id: str | None = None
    wikidata: str | None = None
    start: date | None = None
    stop: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """One reading of a name: `how` is name, alias, adjective, demonym, capital, seat,
    metonym, city, surname or short; `score` from 0 to 1."""

    entry: Entry
    how: str
    score: float


@dataclass(frozen=True, slots=True)
class Term:
    """A person in an office, from `start` to `stop` (both included; None: open).

    `office` is a class code (HOS, HOG, FM, DM, ...), `position` the words for it,
    `precision` day, month or year: how exactly the dates are known.
    """

    person: Entry
    office: str
    position: str
    country: str
    org: str | None
    sector: str
    start: date | None
    stop: date | None
    precision: str
    source: str

    def covers(self, on: date) -> bool:
        """True where the office was held on that day."""
        return (self.start is None or self.start <= on) and (self.stop is None or on <= self.stop)


@dataclass(frozen=True, slots=True)
class Role:
    """What a role noun says: the sector, the office class if any, and whether it is a person."""

    words: str
    sector: str
    office: str | None
    person: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its file, its line number, its cells by column."""

    path: Path
    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell, stripped; empty where the column is missing."""
        cell = self.cells.get(column)
        return cell.strip() if cell else ""

    def many(self, column: str) -> tuple[str, ...]:
        """The cell's values, separated by semicolons."""
        cell = self.cells.get(column)
        if not cell:
            return ()
        return tuple(part.strip() for part in cell.split(";") if part.strip())

    @property
    def place(self) -> str:
        """`file:line`, for messages."""
        return f"{self.path}:{self.line}"


def content(path: Path) -> bytes:
    """The bytes of a table, which a wheel holds packed (`name.csv.gz`)."""
    packed = path.with_name(f"{path.name}.gz")
    if not path.exists() and packed.exists():
        return gzip.decompress(packed.read_bytes())
    return path.read_bytes()


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The lines of a table with a header, whose cells have no blanks at their ends; none where
    the file does not exist."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        columns = next(reader)
        for cells in reader:
            yield dict(zip(columns, cells, strict=True))


def first_day(text: str) -> date | None:
    """The first day of `2021`, `2021-10` or `2021-10-05`; None for an empty cell."""
    if not text:
        return None
    return date.fromisoformat(text + "-01-01"[3 * text.count("-") :])


def last_day(text: str) -> date | None:
    """The last day of `2021`, `2021-10` or `2021-10-05`; None for an empty cell."""
    if not text or text.count("-") == 2:
        return first_day(text)
    first = date.fromisoformat(text + "-01-01"[3 * text.count("-") :])
    if "-" not in text:
        return date(first.year, 12, 31)
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def precision(*texts: str) -> str:
    """How exact the least exact of the dates is: day, month or year."""
    dashes = min((text.count("-") for text in texts if text), default=2)
    return ("year", "month", "day")[dashes]
