"""An event as the record holds it: with its report, its runs and its corrections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from detente.record.codec import unpack
from detente.record.corrections import Correction
from detente.record.database import Database
from detente.record.reports import load_report
from detente.record.rows import CHUNK, load_events
from detente.record.store import Run
from detente.types import Event, Report

T = TypeVar("T")

_HEADS = """SELECT e.pk, e.version, e.coded, e.dropped, c.run, c.at, t.run AS retired
FROM events e JOIN codings c ON c.pk = e.coding LEFT JOIN codings t ON t.pk = e.retired
WHERE e.pk IN """


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as the record holds it, corrections laid over.

    `coded` is what the machine coded where a person changed it; `run` the run that coded it,
    `retired` the run that replaced it (None: current); `dropped`: a person said it is none.
    """

    event: Event
    report: Report
    run: Run
    added: str
    retired: Run | None = None
    coded: Event | None = None
    dropped: bool = False
    corrections: tuple[Correction, ...] = ()

    @property
    def current(self) -> bool:
        """True where the record now stands by it."""
        return self.retired is None and not self.dropped


def load_stored(db: Database, pks: Sequence[int]) -> tuple[StoredEvent, ...]:
    """The events of these rows, in this order, without their lists of corrections."""
    reports = _Once(lambda version: load_report(db, version))
    runs = _Once(lambda pk: load_run(db, pk))
    found: list[StoredEvent] = []
    for first in range(0, len(pks), CHUNK):
        part = pks[first : first + CHUNK]
        events = load_events(db, part)
        rows = db.all(f"{_HEADS} ({', '.join('?' * len(part))})", part)
        heads = {row["pk"]: row for row in rows}
        for pk in part:
            head = heads[pk]
            found.append(
                StoredEvent(
                    event=events[pk],
                    report=reports.get(head["version"]),
                    run=runs.get(head["run"]),
                    added=head["at"],
                    retired=runs.get(head["retired"]) if head["retired"] else None,
                    coded=unpack(head["coded"]) if head["coded"] else None,
                    dropped=bool(head["dropped"]),
                )
            )
    return tuple(found)


def load_run(db: Database, pk: int) -> Run:
    """The run of a row."""
    row = db.one("SELECT * FROM runs WHERE pk = ?", (pk,))
    assert row is not None
    return Run(**dict(row))


class _Once(Generic[T]):
    """Reads each row once."""

    def __init__(self, read: Callable[[int], T]) -> None:
        self._read = read
        self._held: dict[int, T] = {}

    def get(self, pk: int) -> T:
        """The thing of a row."""
        if pk not in self._held:
            self._held[pk] = self._read(pk)
        return self._held[pk]
