"""Reports from files, folders and standard input, with what the caller knows better."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from detente.errors import ReadError, UserError
from detente.read.clean import MAX_BYTES
from detente.read.lines import MAX_LINE, read_lines
from detente.read.outlets import make_outlet
from detente.read.report import KINDS, read_bytes, read_path, source_files
from detente.read.times import read_time
from detente.show.inlet import Inlet
from detente.types import Report

STDIN = Path("-")
STDIN_NAME = "standard input"

Found = Report | ReadError


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller says of the reports: their kind, outlet and time of publication."""

    kind: str | None = None
    outlet: str | None = None
    published: str | None = None

    def __post_init__(self) -> None:
        """UserError where the kind or the time is none."""
        if self.kind is not None and self.kind not in KINDS:
            raise UserError(f"must be one of {', '.join(KINDS)}, not {self.kind!r}", "--format")
        if self.published is not None and read_time(self.published) is None:
            raise UserError(f"this is no day or time: {self.published!r}", "--published")

    def tell(self, found: Found) -> Found:
        """The report with the caller's word laid over what was read."""
        if isinstance(found, ReadError):
            return found
        if self.outlet:
            found = replace(found, outlet=make_outlet(name=self.outlet))
        moment = read_time(self.published) if self.published else None
        if moment is not None:
            found = replace(found, published=moment.at, date=moment.day)
        return found


@dataclass(frozen=True, slots=True)
class Source:
    """The reports asked for; `more` says whether another is at hand just now."""

    reports: Iterator[Found]
    more: Callable[[], bool]


def open_source(paths: Sequence[Path], known: Known) -> Source:
    """The reports of the paths in order; none, or "-", is standard input (JSON Lines)."""
    inlet = Inlet(sys.stdin.fileno(), MAX_LINE) if not paths or STDIN in paths else None
    found = (known.tell(one) for one in _reports(paths or (STDIN,), known, inlet))
    return Source(found, inlet.waiting if inlet and len(paths) < 2 else lambda: True)


def _reports(paths: Sequence[Path], known: Known, inlet: Inlet | None) -> Iterator[Found]:
    for path in paths:
        if path == STDIN and inlet is not None:
            yield from _from_stdin(inlet, known)
        elif not path.exists():
            yield ReadError("no such file or folder", str(path))
        else:
            for file in source_files((path,)):
                yield from from_file(file, known)


def _from_stdin(inlet: Inlet, known: Known) -> Iterator[Found]:
    if known.kind in (None, "jsonl"):
        return read_lines(inlet, STDIN_NAME)
    return read_bytes(inlet.read(), STDIN_NAME, known.kind)


def from_file(file: Path, known: Known) -> Iterator[Found]:
    """The reports of one file, of the kind that the caller named or else as it looks."""
    if known.kind is None:
        return read_path(file)
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return iter((ReadError(error.strerror or "cannot be opened", str(file)),))
    return read_bytes(raw, str(file), known.kind)
