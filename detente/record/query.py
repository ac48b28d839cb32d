"""Questions to the record: pages of events, one event or report with all that is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.errors import NotFoundError, QueryError
from detente.record.corrections import corrections_of
from detente.record.filter import Filter, after, cursor_of, where
from detente.record.reports import load_report, load_sentences
from detente.record.rows import CHUNK
from detente.record.schema import CURRENT
from detente.record.store import Record
from detente.record.stored import StoredEvent, load_stored
from detente.types import Report, Sentence

__all__ = [
    "Counts",
    "Filter",
    "Page",
    "StoredEvent",
    "StoredReport",
    "Version",
    "counts",
    "event",
    "events",
    "report",
    "stream",
]


@dataclass(frozen=True, slots=True)
class Page:
    """Some events of an answer; `total` counts all of it; `next_cursor` None at the end."""

    rows: tuple[StoredEvent, ...]
    next_cursor: str | None
    total: int


@dataclass(frozen=True, slots=True)
class Version:
    """One text that a report has had: its hash, when it was added and by which run."""

    version: str
    added: str
    run: int
    current: bool


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report in its current version, with its sentences, events and earlier versions."""

    report: Report
    first_seen: str
    sentences: tuple[Sentence, ...]
    events: tuple[StoredEvent, ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the record holds; events are the current ones unless named otherwise.

    `last_change` is when a report was last coded or an event last corrected.
    """

    reports: int
    versions: int
    sentences: int
    events: int
    retired: int
    dropped: int
    actors: int
    outlets: int
    corrections: int
    runs: int
    first_day: str | None
    last_day: str | None
    last_change: str | None
    types: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]


def events(
    record: Record, asked: Filter | None = None, limit: int = 50, cursor: str | None = None
) -> Page:
    """A page of the events asked for, latest day first, then by id.

    QueryError where the limit or the cursor is impossible.
    """
    if not 1 <= limit <= CHUNK:
        raise QueryError(f"limit must lie from 1 to {CHUNK}, not {limit}")
    condition, values = where(asked or Filter())
    later, later_values = after(cursor)
    with record.snapshot():
        found = record.db.all(
            f"SELECT e.pk, e.day, e.id FROM events e WHERE {condition} AND {later} "
            "ORDER BY e.day DESC, e.id, e.pk LIMIT ?",
            (*values, *later_values, limit + 1),
        )
        total = record.db.number(f"SELECT count(*) FROM events e WHERE {condition}", values)
        rows = load_stored(record.db, [int(row["pk"]) for row in found[:limit]])
    more = len(found) > limit
    return Page(rows, cursor_of(found[limit - 1]) if more else None, total)


def stream(record: Record, asked: Filter | None = None) -> Iterator[StoredEvent]:
    """All events asked for, in the order of `events`: those current at the start."""
    condition, values = where(asked or Filter())
    rows = record.db.all(
        f"SELECT e.pk FROM events e WHERE {condition} ORDER BY e.day DESC, e.id, e.pk", values
    )
    pks = [int(row["pk"]) for row in rows]
    for first in range(0, len(pks), CHUNK):
        yield from load_stored(record.db, pks[first : first + CHUNK])


def event(record: Record, event_id: str, *, report: str | None = None) -> StoredEvent:
    """The event of an id, or of the first letters of one, with its corrections.

    The current row comes before those that were retired. NotFoundError where there is none;
    QueryError where several are meant (name the `report` where they share the id).
    """
    _not_empty(event_id)
    rows = record.db.all(
        "SELECT e.pk, e.id, r.id AS report FROM events e JOIN reports r ON r.pk = e.report "
        "WHERE e.id >= ? AND e.id < ? ORDER BY e.id != ?, e.retired IS NOT NULL, e.pk DESC",
        (event_id, event_id + "\U0010ffff", event_id),
    )
    rows = [row for row in rows if report in (None, row["report"])]
    if any(row["id"] == event_id for row in rows):
        rows = [row for row in rows if row["id"] == event_id]
    _one_only(event_id, sorted({f"{row['id']} in report {row['report']}" for row in rows}))
    stored = load_stored(record.db, [int(rows[0]["pk"])])[0]
    found = corrections_of(record.db, stored.event.id, stored.report.id)
    return replace(stored, corrections=found)


def report(record: Record, report_id: str) -> StoredReport:
    """The report of an id, or of the first letters of one; errors as for `event`."""
    _not_empty(report_id)
    rows = record.db.all(
        "SELECT pk, id, version, first_seen FROM reports WHERE id >= ? AND id < ? "
        "ORDER BY id != ? LIMIT 20",
        (report_id, report_id + "\U0010ffff", report_id),
    )
    if rows and rows[0]["id"] == report_id:
        rows = rows[:1]
    _one_only(report_id, [row["id"] for row in rows])
    found = rows[0]
    pks = record.db.all(
        f"SELECT pk FROM events WHERE version = ? AND {CURRENT} ORDER BY trigger_start, id",
        (found["version"],),
    )
    versions = record.db.all(
        "SELECT version, added, run, pk = ? AS current FROM report_versions "
        "WHERE report = ? ORDER BY pk",
        (found["version"], found["pk"]),
    )
    return StoredReport(
        report=load_report(record.db, found["version"]),
        first_seen=found["first_seen"],
        sentences=load_sentences(record.db, found["version"]),
        events=load_stored(record.db, [int(row["pk"]) for row in pks]),
        versions=tuple(
            Version(one["version"], one["added"], one["run"], bool(one["current"]))
            for one in versions
        ),
    )


def counts(record: Record) -> Counts:
    """How much the record holds, and of what."""
    number = record.db.number
    with record.snapshot():
        days = record.db.one(
            f"SELECT min(day), max(last_day) FROM events WHERE {CURRENT} AND day != ''"
        )
        return Counts(
            reports=number("SELECT count(*) FROM reports"),
            versions=number("SELECT count(*) FROM report_versions"),
            sentences=number("SELECT count(*) FROM sentences"),
            events=number(f"SELECT count(*) FROM events WHERE {CURRENT}"),
            retired=number("SELECT count(*) FROM events WHERE retired IS NOT NULL"),
            dropped=number("SELECT count(*) FROM events WHERE retired IS NULL AND dropped"),
            actors=number("SELECT count(DISTINCT key) FROM actors"),
            outlets=number("SELECT count(*) FROM outlets"),
            corrections=number("SELECT count(*) FROM corrections"),
            runs=number("SELECT count(*) FROM runs"),
            first_day=days[0] if days else None,
            last_day=days[1] if days else None,
            last_change=_last_change(record),
            types=_tally(record, "type"),
            statuses=_tally(record, "status"),
        )


def _last_change(record: Record) -> str | None:
    row = record.db.one(
        "SELECT max(at) FROM (SELECT (SELECT at FROM codings ORDER BY pk DESC LIMIT 1) AS at "
        "UNION ALL SELECT (SELECT at FROM corrections ORDER BY pk DESC LIMIT 1))"
    )
    return row[0] if row else None


def _tally(record: Record, column: str) -> tuple[tuple[str, int], ...]:
    rows = record.db.all(
        f"SELECT {column}, count(*) FROM events WHERE {CURRENT} "
        f"GROUP BY {column} ORDER BY 2 DESC, 1"
    )
    return tuple((row[0], row[1]) for row in rows)


def _one_only(asked: str, candidates: list[str]) -> None:
    if not candidates:
        raise NotFoundError("the record holds nothing of this id", asked)
    if len(candidates) > 1:
        raise QueryError(f"several are meant: {', '.join(candidates[:8])}", asked)


def _not_empty(asked: str) -> None:
    if not asked:
        raise QueryError("an id is asked for, and none was given")
