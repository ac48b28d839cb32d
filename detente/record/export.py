"""Exports: a file of events in somebody's format, and beside it what was asked and of what.

`events.csv` comes with `events.csv.about.json`: the query, how many rows were written and
left out and why, the runs that coded them, the versions, and the file's hash. Both are
written whole or not at all.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from detente import __version__
from detente.errors import QueryError
from detente.record import gdelt, plover, spreadsheet
from detente.record.query import Filter, counts, stream
from detente.record.shape import Json, LeftOut, event_json, json_line
from detente.record.store import Record, Run
from detente.record.stored import StoredEvent

Render = Callable[[StoredEvent], tuple[str, ...] | LeftOut]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that events can be written in."""

    name: str
    suffix: str
    help: str
    render: Render
    header: Callable[[], str] = str


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: `rows` lines for `events` events; `left_out` says why not more."""

    path: Path
    about: Path
    rows: int
    events: int
    left_out: tuple[tuple[str, int], ...]


def render_json(stored: StoredEvent) -> tuple[str, ...] | LeftOut:
    """The event's line as the codebook's section 10 writes it."""
    return (json_line(event_json(stored.event, stored.report)),)


FORMATS: tuple[Format, ...] = (
    Format("jsonl", ".jsonl", "One event a line, with offsets and reasons.", render_json),
    Format(
        "csv",
        ".csv",
        "One row an event; opens in Excel.",
        spreadsheet.render,
        spreadsheet.header,
    ),
    Format("plover", ".plover.jsonl", "PLOVER's record fields, one event a line.", plover.render),
    Format("gdelt", ".export.CSV", "GDELT 2.0's 61 columns, tab separated.", gdelt.render),
)


def format_named(name: str) -> Format:
    """The format of a name; QueryError names those there are."""
    for one in FORMATS:
        if one.name == name:
            return one
    known = ", ".join(one.name for one in FORMATS)
    raise QueryError(f"no such format: {name} (known: {known})")


def export(
    record: Record, path: Path, asked: Filter | None = None, *, format_name: str = "jsonl"
) -> Exported:
    """Writes the events asked for to `path`, and `<path>.about.json` beside it."""
    chosen = format_named(format_name)
    query = asked or Filter()
    tally = _Tally()
    with record.snapshot(), _whole_file(path) as file:
        for line in rendered(chosen, stream(record, query), tally):
            tally.write(file, line)
        about = _about(record, chosen, query, tally)
    beside = path.with_name(path.name + ".about.json")
    with _whole_file(beside) as file:
        file.write((json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode())
    return Exported(path, beside, tally.rows, tally.events, tuple(sorted(tally.left_out.items())))


class _Tally:
    """What has been written so far."""

    def __init__(self) -> None:
        self.rows = 0
        self.events = 0
        self.left_out: Counter[str] = Counter()
        self.runs: dict[int, Run] = {}
        self.hash = sha256()

    def write(self, file: IO[bytes], line: str) -> None:
        """One line to the file and into its hash."""
        words = line.encode("utf-8", "replace")
        self.hash.update(words)
        file.write(words)


def rendered(
    chosen: Format, events: Iterable[StoredEvent], tally: _Tally | None = None
) -> Iterator[str]:
    """The lines of the events, the header first; also for standard output."""
    so_far = tally or _Tally()
    if head := chosen.header():
        yield head
    for stored in events:
        lines = chosen.render(stored)
        if isinstance(lines, LeftOut):
            so_far.left_out[lines.reason] += 1
            continue
        so_far.events += 1
        so_far.rows += len(lines)
        so_far.runs[stored.run.pk] = stored.run
        yield from lines


def _about(record: Record, chosen: Format, query: Filter, tally: _Tally) -> Json:
    held = counts(record)
    return {
        "format": chosen.name,
        "query": query.as_json(),
        "rows": tally.rows,
        "events": tally.events,
        "left_out": dict(sorted(tally.left_out.items())),
        "sha256": tally.hash.hexdigest(),
        "written": record.time(),
        "detente": __version__,
        "record": {
            "reports": held.reports,
            "events": held.events,
            "first_day": held.first_day,
            "last_day": held.last_day,
            "corrections": held.corrections,
            "last_change": held.last_change,
        },
        "runs": [_run_json(run) for _, run in sorted(tally.runs.items())],
    }


def _run_json(run: Run) -> Json:
    found: Json = asdict(run)
    found["run"] = found.pop("pk")
    found["settings"] = json.loads(run.settings)
    found["models"] = json.loads(run.models)
    return found


@contextmanager
def _whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only when all of it is on the disk."""
    with NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False
    ) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    _publish(Path(file.name), path)


def _publish(part: Path, path: Path) -> None:
    mask = os.umask(0)
    os.umask(mask)
    part.chmod(0o666 & ~mask)
    part.replace(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
