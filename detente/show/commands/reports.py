"""Commands that take reports in: read, ingest, demo."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.show.call import AsJson, Call, Format, OutletName, Published, RecordFile, call_of
from detente.show.plain import plain
from detente.show.screen import Screen

if TYPE_CHECKING:
    from detente.errors import ReadError
    from detente.pipeline import Coded, Failure
    from detente.types import Report

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE]...",
        help="Files or folders of reports: HTML, text, Markdown, JSON Lines. "
        "“-”, or none: JSON Lines on standard input.",
        show_default=False,
    ),
]


def read(
    context: typer.Context,
    files: Files = None,
    json_lines: Annotated[
        bool, typer.Option("--json", help="One event a line as JSON, as docs/record.md says.")
    ] = False,
    kind: Format = None,
    outlet: OutletName = None,
    published: Published = None,
) -> None:
    """Code reports and print their events; nothing is kept.

    Exit code 2 where a report could not be read, 1 where one could not be coded; the others
    are coded all the same.
    """
    from detente.show.source import STDIN, Known, open_source

    call = call_of(context)
    paths = files or []
    if sys.stdin.isatty() and (not paths or STDIN in paths):
        call.screen.say("reading from the terminal; end with Ctrl-D")
    tally = Tally(call.screen)
    with call.outlets():
        source = open_source(paths, Known(kind, outlet, published))
        for outcome in call.pipeline.outcomes(tally.readable(source.reports), source.more):
            _print(outcome, call, tally, json_lines)
    call.tell_of_model(call.pipeline)
    tally.leave()


def _print(outcome: Coded | Failure, call: Call, tally: Tally, json_lines: bool) -> None:
    from detente.pipeline import Failure

    if isinstance(outcome, Failure):
        tally.failed(outcome)
        return
    document, events = outcome
    if json_lines:
        from detente.record.shape import event_json, json_line

        lines = (json_line(event_json(event, document.report)) for event in events)
        call.screen.write("".join(lines))
    else:
        from detente.show.table import report_view

        call.screen.show(report_view(document.report, events, colour=call.screen.colour))


class Tally:
    """Tells of what went wrong as it comes, and leaves with the exit code for it."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._count_unread = 0
        self._count_failed = 0

    def readable(self, found: Iterable[Report | ReadError]) -> Iterator[Report]:
        """The reports; errors are told and left out."""
        from detente.errors import ReadError

        for one in found:
            if isinstance(one, ReadError):
                self.unread(one)
            else:
                yield one

    def unread(self, error: ReadError) -> None:
        """Tells of a report that could not be read."""
        self._count_unread += 1
        self._screen.say(f"detente: {error}")

    def failed(self, failure: Failure) -> None:
        """Tells of a report that could not be coded."""
        self._count_failed += 1
        self._screen.say(f"detente: {failure}")

    def leave(self) -> None:
        """Ends the command where something went wrong: 1 our mistakes, 2 the reports'."""
        if self._count_failed or self._count_unread:
            raise typer.Exit(1 if self._count_failed else 2)


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="Files and folders of reports; “-”: JSON Lines on standard input.",
        ),
    ],
    record: RecordFile = None,
    as_json: AsJson = False,
    kind: Format = None,
    outlet: OutletName = None,
    published: Published = None,
) -> None:
    """Take reports into the record; what it holds already is passed over.

    It may be broken off at any moment: the record then holds whole reports only, and the same
    command goes on from there.
    """
    from detente.show.ingest import Ingest
    from detente.show.progress import Progress
    from detente.show.source import Known

    call = call_of(context)
    tally = Tally(call.screen)
    pipeline = call.pipeline_for(record)
    with (
        call.outlets(),
        call.record(record, readonly=False) as held,
        Progress(call.screen, tally) as progress,
    ):
        work = Ingest(held, pipeline, call.settings, progress, Known(kind, outlet, published))
        try:
            summary = work.take(paths)
        except KeyboardInterrupt:
            progress.stop()
            call.screen.say(f"broken off: {work.summary}")
            call.screen.say("the record holds whole reports only; the same command goes on")
            call.tell_of_model(pipeline)
            raise
    call.tell_of_model(pipeline)
    if as_json:
        told = {**summary.as_json(), "record": str(call.record_path(record))}
        if pipeline.model is not None:
            told["llm"] = pipeline.model.as_json()
        call.screen.write(json.dumps(told) + "\n")
    else:
        call.screen.write(f"{summary}\nthe record is {plain(str(call.record_path(record)))}\n")
    tally.leave()


def demo(
    context: typer.Context,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="FOLDER", help="Build the record here; else somewhere new."),
    ] = None,
) -> None:
    """Build a record from the sample reports that come along, and print its brief."""
    import tempfile

    from detente import demo as samples
    from detente.show.brief import write
    from detente.show.ingest import Ingest
    from detente.show.page import page
    from detente.show.progress import Progress

    call = call_of(context)
    folder = into or Path(tempfile.mkdtemp(prefix="detente-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "demo.db"
    call.screen.say("coding the sample reports (under a minute)")
    tally, pipeline = Tally(call.screen), call.pipeline_for(file)
    with call.record(file, readonly=False) as held:
        with call.outlets(samples.outlets_table()), Progress(call.screen, tally) as progress:
            work = Ingest(held, pipeline, call.settings, progress)
            summary = work.take([samples.reports_folder()])
        call.screen.show(page(write(held)))
    call.tell_of_model(pipeline)
    call.screen.write(f"\n{summary}\n{plain(_next_steps(file))}\n")
    tally.leave()


def _next_steps(file: Path) -> str:
    command = f"detente --record {shlex.quote(str(file))}"
    return "\n".join(
        (
            f"The record is {file}. What to type next:",
            f"  {command} events --actor RUS --type THREATEN",
            f"  {command} why ID          # the sentence and the rules behind a line",
            f"  {command} export --format csv -o events.csv",
            "  detente ingest YOUR-REPORTS --record your.db",
        )
    )
