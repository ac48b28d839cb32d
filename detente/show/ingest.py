"""Reports into the record: whole reports only, in any number of goes.

1. A file that was read to its end by a run that codes alike is passed over by its hash.
2. A report that is held and coded just so is passed over.
3. The others are coded, and added one transaction each, in the order of the files.
4. A file is noted as done when the last of its reports is in the record.
5. A report for which a language model could not be asked is kept as the built-in coder codes
   it, marked so that the same command asks again.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Protocol

from detente.errors import ReadError, RecordError
from detente.pipeline import Coded, Failure, Pipeline
from detente.read.report import source_files
from detente.record.store import Record, Run, SourceFile
from detente.settings import Settings
from detente.show.source import STDIN, Known, from_file, open_source
from detente.types import Report

CHUNK = 1 << 20
OPEN = "+open"
"""Ends the fingerprint of a coding that another run with the same settings makes anew."""


@dataclass(slots=True)
class Summary:
    """How many files and reports were taken in, passed over or refused."""

    files: int = 0
    files_skipped: int = 0
    reports: int = 0
    new: int = 0
    changed: int = 0
    recoded: int = 0
    unchanged: int = 0
    superseded: int = 0
    skipped: int = 0
    unread: int = 0
    failed: int = 0
    events: int = 0
    events_lost: int = 0

    def as_json(self) -> dict[str, object]:
        """The counts by name."""
        return asdict(self)

    def __str__(self) -> str:
        """One line for people; counts of nothing are left out."""
        said = ("new", "changed", "recoded", "unchanged", "superseded", "skipped", "failed")
        counts = [f"{getattr(self, name)} {name}" for name in said if getattr(self, name)]
        held = f", {self.files_skipped} held already" if self.files_skipped else ""
        unread = f"; {self.unread} could not be read" if self.unread else ""
        lost = f", {self.events_lost} retired" if self.events_lost else ""
        reports = f"{self.reports} reports" + (f": {', '.join(counts)}" if counts else "")
        return f"{self.files} files{held}; {reports}{unread}; {self.events} new events{lost}"


class Listener(Protocol):
    """Who is told how far it is."""

    def files(self, total: int) -> None:
        """So many files there are."""

    def file_done(self) -> None:
        """Another file is done or passed over."""

    def report_done(self, summary: Summary) -> None:
        """Another report is in the record or passed over."""

    def wrong(self, what: ReadError | Failure) -> None:
        """A report that could not be read or coded."""


@dataclass(slots=True)
class _File:
    """A file on its way: `open` reports of it are not in the record yet."""

    path: Path
    known: SourceFile | None
    open: int = 0
    reports: int = 0
    errors: int = 0
    open_again: int = 0
    read: bool = False


@dataclass(slots=True)
class Ingest:
    """One go at taking reports into a record."""

    record: Record
    pipeline: Pipeline
    settings: Settings
    listener: Listener
    known: Known = field(default_factory=Known)
    summary: Summary = field(default_factory=Summary)
    _waiting: deque[_File] = field(default_factory=deque)

    def take(self, paths: Sequence[Path]) -> Summary:
        """Codes and adds the reports of the paths; what is in the record already stays."""
        files = [path for named in paths for path in _files(named)]
        self.listener.files(len(files))
        run = self.record.begin_run(
            settings=self.settings.coding(), models=dict(self.pipeline.models())
        )
        for outcome in self.pipeline.outcomes(self._wanted(files, run)):
            file = self._waiting.popleft()
            self._keep(outcome, file, run)
            file.open -= 1
            self._settle(file, run)
        self.record.end_run(run)
        return self.summary

    def _wanted(self, files: Sequence[Path], run: Run) -> Iterator[Report]:
        """The reports that are to be coded, file by file."""
        for path in files:
            known = _look(path)
            file = _File(path, known)
            self.summary.files += 1
            if known and self.known == Known() and self.record.holds_file(known, run):
                self.summary.files_skipped += 1
                self.listener.file_done()
                continue
            yield from self._of_file(file, run)
            file.read = True
            self._settle(file, run)

    def _of_file(self, file: _File, run: Run) -> Iterator[Report]:
        for found in _reports(file.path, self.known):
            if isinstance(found, ReadError):
                file.errors += 1
                self.summary.unread += 1
                self.listener.wrong(found)
                continue
            file.reports += 1
            self.summary.reports += 1
            if self.record.holds(found, run):
                self.summary.skipped += 1
                self.listener.report_done(self.summary)
                continue
            file.open += 1
            self._waiting.append(file)
            yield found

    def _keep(self, outcome: Coded | Failure, file: _File, run: Run) -> None:
        if not isinstance(outcome, Failure):
            if self.pipeline.is_open(outcome[0].report):
                file.open_again += 1
                run = replace(run, fingerprint=run.fingerprint + OPEN)
            outcome = self._add(outcome, run)
        if isinstance(outcome, Failure):
            file.errors += 1
            self.summary.failed += 1
            self.listener.wrong(outcome)
        self.listener.report_done(self.summary)

    def _add(self, coded: Coded, run: Run) -> Coded | Failure:
        document, events = coded
        report = document.report
        try:
            added = self.record.add(report, document.sentences, events, run)
        except RecordError as error:
            if error.place == self.record.db.path:
                raise
            return Failure(report.id, report.origin, str(error))
        setattr(self.summary, added.outcome, getattr(self.summary, added.outcome) + 1)
        self.summary.events += added.gained
        self.summary.events_lost += added.lost
        return coded

    def _settle(self, file: _File, run: Run) -> None:
        """Notes a file that is read to its end and whose reports are all in the record."""
        if not file.read or file.open:
            return
        self.listener.file_done()
        if file.known is None:
            return
        known = file.known
        state = "failed" if file.errors or file.open_again else "done"
        self.record.note_file(
            SourceFile(
                known.path, known.size, known.mtime_ns, known.hash, state, file.reports, file.errors
            ),
            run,
        )


def _files(named: Path) -> list[Path]:
    """The files under a path; what is missing stays, so that the reader tells of it."""
    if named == STDIN or not named.exists():
        return [named]
    return source_files((named,))


def _reports(path: Path, known: Known) -> Iterator[Report | ReadError]:
    return open_source((path,), known).reports if path == STDIN else _told(path, known)


def _told(path: Path, known: Known) -> Iterator[Report | ReadError]:
    if not path.exists():
        yield ReadError("no such file or folder", str(path))
        return
    yield from (known.tell(found) for found in from_file(path, known))


def _look(path: Path) -> SourceFile | None:
    """The file's path, size, time and hash; None for what cannot be looked at."""
    try:
        stat = path.stat()
        whole = hashlib.sha256()
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                whole.update(chunk)
    except OSError:
        return None
    return SourceFile(
        str(path.absolute()), stat.st_size, stat.st_mtime_ns, whole.hexdigest(), "started"
    )
