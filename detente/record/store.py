"""The store: one writer adds whole reports; readers never wait.

A report goes in with `Record.add`, in one transaction:

    1 the report's row   2 its version   3 its sentences   4 its events   5 corrections

Adding what is held already changes nothing. A changed text is a new version: the old one
is kept and its events are retired. The same text coded otherwise keeps the events that
stayed the same, retires the others and adds the new ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from detente import __version__
from detente.errors import RecordError
from detente.record import reports
from detente.record.codec import digest, dump, pack, report_digest
from detente.record.corrections import reapply
from detente.record.database import Database, Value
from detente.record.rows import ActorRows, insert_event, insert_parts, outside
from detente.record.schema import open_database
from detente.types import Event, Report, Sentence

Outcome = Literal["new", "changed", "recoded", "unchanged", "superseded"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the coder: what coded, with which settings and models.

    `fingerprint` is the same for two runs that must code alike.
    """

    pk: int
    code: str
    settings: str
    models: str
    fingerprint: str
    started: str
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What `Record.add` did.

    `outcome` is new (report not seen before), changed (new text), recoded (same text, other
    events), unchanged, or superseded (an older text of a report that has a newer one:
    nothing is written).
    """

    outcome: Outcome
    gained: int = 0
    lost: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that reports were read from; `state` is started, done or failed."""

    path: str
    size: int
    mtime_ns: int
    hash: str
    state: str
    reports: int = 0
    errors: int = 0


class Record:
    """An open record file. Use as a context manager; one process writes at a time."""

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self.db = db
        self._now = now
        self.actors = ActorRows(db)

    @classmethod
    def open(
        cls,
        path: Path | str,
        readonly: bool = False,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Self:
        """The record at `path`, made where there is none (unless `readonly`).

        RecordError where the file is damaged, no record, or from a later version.
        """
        return cls(open_database(Path(path), readonly=readonly), now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self.db.close()

    def time(self) -> str:
        """Now, as the record writes it (ISO, UTC, microseconds)."""
        return self._now().astimezone(UTC).isoformat(timespec="microseconds")

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Groups several changes in one transaction: faster, and all or none of them."""
        try:
            with self.db.transaction():
                yield
        except BaseException:
            self.actors.forget()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads inside it all see the record as it was at the first one."""
        with self.db.transaction(write=False):
            yield

    # --- runs -------------------------------------------------------------------------

    def begin_run(
        self,
        *,
        code: str = __version__,
        settings: Mapping[str, object] | None = None,
        models: Mapping[str, str] | None = None,
    ) -> Run:
        """A new run. `settings` are those that change what is coded; `models` name -> hash."""
        words = (code, dump(dict(settings or {})), dump(dict(models or {})))
        print_ = digest(dump(words))
        started = self.time()
        pk = self.db.execute(
            "INSERT INTO runs (code, settings, models, fingerprint, started) "
            "VALUES (?, ?, ?, ?, ?)",
            (*words, print_, started),
        )
        return Run(pk, *words, print_, started)

    def end_run(self, run: Run) -> None:
        """Notes when the run ended; one that was killed has no end."""
        self.db.execute("UPDATE runs SET ended = ? WHERE pk = ?", (self.time(), run.pk))

    # --- reports ----------------------------------------------------------------------

    def has(self, report_id: str, version: str, run: Run | None = None) -> bool:
        """True where this version of the report is held: with `run`, coded just so.

        An older version of a report needs no coding again, so it counts as held.
        """
        row = self.db.one(
            "SELECT v.pk, r.version = v.pk AS newest FROM report_versions v "
            "JOIN reports r ON r.pk = v.report WHERE r.id = ? AND v.version = ?",
            (report_id, version),
        )
        if row is None or run is None or not row["newest"]:
            return row is not None
        return self._is_coded(row["pk"], run)

    def holds(self, report: Report, run: Run) -> bool:
        """True where `add` has nothing to do: the report is held as it is, and coded just so.

        An older version of a report needs no coding again, so it counts as held.
        """
        row = self.db.one(
            "SELECT v.pk, v.digest, r.version = v.pk AS newest FROM report_versions v "
            "JOIN reports r ON r.pk = v.report WHERE r.id = ? AND v.version = ?",
            (report.id, report.version),
        )
        if row is None or not row["newest"]:
            return row is not None
        return row["digest"] == report_digest(report) and self._is_coded(row["pk"], run)

    def add(
        self, report: Report, sentences: Sequence[Sentence], events: Sequence[Event], run: Run
    ) -> Added:
        """Keeps the report with its events: whole or, where this raises, not at all.

        RecordError where an event belongs to another report or points outside its text.
        """
        for event in events:
            _check(event, report)
        with self.batch():
            at = self.time()
            pk = reports.save_report(self.db, report, at)
            held = self.db.one(
                "SELECT v.pk, v.digest, r.version = v.pk AS newest FROM report_versions v "
                "JOIN reports r ON r.pk = v.report WHERE v.report = ? AND v.version = ?",
                (pk, report.version),
            )
            if held is None:
                return self._add_version(_Place(pk, report, run, at), sentences, events)
            if not held["newest"]:
                return Added("superseded")
            place = _Place(pk, report, run, at, held["pk"])
            return self._recode(place, sentences, events, held["digest"])

    def _add_version(
        self, place: _Place, sentences: Sequence[Sentence], events: Sequence[Event]
    ) -> Added:
        report, at = place.report, place.at
        version = reports.save_version(self.db, place.report_pk, report, place.run.pk, at)
        place = _Place(place.report_pk, report, place.run, at, version)
        reports.make_current(self.db, place.report_pk, version, report)
        reports.save_sentences(self.db, version, report, sentences)
        coding = self._code(place)
        lost = self.db.change(
            "UPDATE events SET retired = ? WHERE report = ? AND retired IS NULL",
            (coding, place.report_pk),
        )
        older = self.db.number(
            "SELECT count(*) FROM report_versions WHERE report = ?", (place.report_pk,)
        )
        gained = self._insert(place, coding, _unique(events))
        return Added("changed" if older > 1 else "new", gained=gained, lost=lost)

    def _recode(
        self, place: _Place, sentences: Sequence[Sentence], events: Sequence[Event], known: str
    ) -> Added:
        wanted = _unique(events)
        held = {
            (row["id"], row["digest"]): int(row["pk"])
            for row in self.db.all(
                "SELECT pk, id, digest FROM events WHERE version = ? AND retired IS NULL",
                (place.version,),
            )
        }
        lost = [pk for same, pk in held.items() if same not in wanted]
        gained = {same: event for same, event in wanted.items() if same not in held}
        if known != report_digest(place.report):
            reports.update_version(self.db, place.version, place.report)
            reports.make_current(self.db, place.report_pk, place.version, place.report)
        moved = reports.save_sentences(self.db, place.version, place.report, sentences)
        kept = len(held) - len(lost)
        if lost or gained or not self._is_coded(place.version, place.run):
            coding = self._code(place)
            self.db.many(
                "UPDATE events SET retired = ? WHERE pk = ?", [(coding, pk) for pk in lost]
            )
            self._insert(place, coding, gained)
        if moved:
            self._link_sentences(place.version)
        outcome: Outcome = "recoded" if lost or gained else "unchanged"
        return Added(outcome, gained=len(gained), lost=len(lost), kept=kept)

    def _insert(self, place: _Place, coding: int, wanted: Mapping[tuple[str, str], Event]) -> int:
        for (_, words), event in wanted.items():
            head: dict[str, Value] = {
                "id": event.id,
                "report": place.report_pk,
                "version": place.version,
                "coding": coding,
                "digest": words,
            }
            pk = insert_event(self.db, head, event, place.report)
            insert_parts(self.db, self.actors, pk, event)
        if wanted:
            self._link_sentences(place.version)
            reapply(self.db, self.actors, place.report)
        return len(wanted)

    def _link_sentences(self, version: int) -> None:
        self.db.execute(
            "UPDATE events SET sentence = (SELECT s.pk FROM sentences s "
            "WHERE s.version = events.version AND s.start <= events.trigger_start "
            "AND s.stop >= events.trigger_stop ORDER BY s.start DESC LIMIT 1) "
            "WHERE version = ? AND sentence IS NULL",
            (version,),
        )

    def _code(self, place: _Place) -> int:
        return self.db.execute(
            "INSERT INTO codings (version, run, fingerprint, at) VALUES (?, ?, ?, ?)",
            (place.version, place.run.pk, place.run.fingerprint, place.at),
        )

    def _is_coded(self, version: int, run: Run) -> bool:
        """True where the last coding of the version was by a run that codes alike."""
        last = self.db.one(
            "SELECT fingerprint FROM codings WHERE version = ? ORDER BY pk DESC LIMIT 1",
            (version,),
        )
        return last is not None and last["fingerprint"] == run.fingerprint

    # --- source files -----------------------------------------------------------------

    def source_file(self, path: str) -> SourceFile | None:
        """What is known of a file that reports were read from."""
        row = self.db.one(
            "SELECT path, size, mtime_ns, hash, state, reports, errors FROM source_files "
            "WHERE path = ?",
            (path,),
        )
        return SourceFile(**dict(row)) if row else None

    def holds_file(self, file: SourceFile, run: Run) -> bool:
        """True where a file of this path and hash was read to its end by a run that codes alike."""
        row = self.db.one(
            "SELECT 1 FROM source_files f JOIN runs r ON r.pk = f.run "
            "WHERE f.path = ? AND f.hash = ? AND f.state = 'done' AND r.fingerprint = ?",
            (file.path, file.hash, run.fingerprint),
        )
        return row is not None

    def note_file(self, file: SourceFile, run: Run) -> None:
        """Keeps how far a file got, for a later run to go on from."""
        self.db.execute(
            "INSERT OR REPLACE INTO source_files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                file.path,
                file.size,
                file.mtime_ns,
                file.hash,
                file.state,
                file.reports,
                file.errors,
                run.pk,
                self.time(),
            ),
        )

    # --- health -----------------------------------------------------------------------

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, in SQLite's words; empty where all is well."""
        try:
            wrong = [str(row[0]) for row in self.db.all("PRAGMA integrity_check")]
            wrong += [
                f"a row of {row[0]} points to a missing row of {row[2]}"
                for row in self.db.all("PRAGMA foreign_key_check")
            ]
        except RecordError as error:
            return (error.message,)
        return tuple(words for words in wrong if words != "ok")

    def fingerprint(self) -> str:
        """A hash of what the record says, whatever the order, time and runs it came in."""
        whole = hashlib.sha256()
        for row in self.db.all(
            "SELECT r.id, v.version, v.digest, r.version = v.pk, v.pk FROM reports r "
            "JOIN report_versions v ON v.report = r.pk ORDER BY r.id, v.version"
        ):
            events = self.db.all(
                "SELECT id, digest FROM events WHERE version = ? AND retired IS NULL ORDER BY id",
                (row[4],),
            )
            sentences = self.db.all(
                "SELECT i, start, stop, block, text FROM sentences WHERE version = ? ORDER BY i",
                (row[4],),
            )
            whole.update(dump([list(row)[:4], *map(list, events), *map(list, sentences)]).encode())
        for row in self.db.all(
            "SELECT event, field, new, reason, who FROM corrections ORDER BY pk"
        ):
            whole.update(dump(list(row)).encode())
        return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an addition goes: the report's row, its version's row, the run and the time."""

    report_pk: int
    report: Report
    run: Run
    at: str
    version: int = 0


def _unique(events: Sequence[Event]) -> dict[tuple[str, str], Event]:
    """Each event once, by its id and the hash of all it says; the first of an id stays."""
    first = {event.id: event for event in reversed(events)}
    return {(one.id, digest(pack(one))): one for one in reversed(first.values())}


def _check(event: Event, report: Report) -> None:
    if event.report != report.id:
        raise RecordError(f"the event belongs to report {event.report}", event.id)
    if span := outside(event, len(report.text)):
        raise RecordError(f"{span} lies outside the report's text", event.id)
