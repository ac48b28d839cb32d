"""The command line: `detente`.

Each command's module imports what it needs inside the command, so that help costs nothing.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from detente import __version__
from detente.errors import DetenteError
from detente.show.call import Call
from detente.show.commands import actors, evaluate, events, parts, reference, reports
from detente.show.screen import Screen

app = typer.Typer(
    name="detente",
    help="Reads news reports about states in conflict and in talks, and keeps a sourced record: "
    "who did, said, demanded, threatened or denied what, to whom, and who says so.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
REPORTS, RECORD, MORE = "Reports", "The record", "Look up and measure"
COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (
    (REPORTS, reports.demo),
    (REPORTS, reports.read),
    (REPORTS, reports.ingest),
    (RECORD, events.events),
    (RECORD, events.why),
    (RECORD, events.show),
    (RECORD, events.brief),
    (RECORD, events.export),
    (RECORD, events.correct),
    (RECORD, events.undo),
    (MORE, reference.types),
)
for panel, command in COMMANDS:
    app.command(rich_help_panel=panel)(command)
app.add_typer(actors.app, name="actors", rich_help_panel=MORE)
app.add_typer(parts.app, name="parts", rich_help_panel=MORE)
app.add_typer(evaluate.app, name="evaluate", rich_help_panel=MORE)


def _version(asked: bool) -> None:
    if asked:
        print(f"detente {__version__}")
        raise typer.Exit


@app.callback()
def settle(
    context: typer.Context,
    settings: Annotated[
        Path | None,
        typer.Option(
            "--settings", metavar="FILE", help="The settings file, instead of detente.toml here."
        ),
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option(
            "--record", metavar="FILE", help="The record to use, instead of the settings'."
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Tell on standard error what is going on.")
    ] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """What every command is called with."""
    _log(verbose)
    context.obj = Call(settings, record, verbose)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; the exit code: 0 done, 1 our mistake, 2 the caller's, 130 broken off."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the model has a thread of its own
    _prepare_streams()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        code = _run(words)
    return _flushed(code)


def _run(words: list[str]) -> int:
    screen = Screen()
    try:
        app(args=words, prog_name="detente")
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(bool(left.code))
    except DetenteError as error:
        screen.say(f"detente: {error}")
        logging.getLogger("detente").info("the way there", exc_info=error)
        return error.exit_code
    except Exception as error:
        screen.say(
            f"detente: this is our mistake: {type(error).__name__}: {error} (-v shows where)"
        )
        logging.getLogger("detente").info("the way there", exc_info=error)
        return 1
    return 0


def _log(verbose: bool) -> None:
    ours = logging.getLogger("detente")
    ours.handlers.clear()
    ours.propagate = False
    handler = logging.StreamHandler(sys.stderr) if verbose else logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    ours.addHandler(handler)
    ours.setLevel(logging.DEBUG if verbose else logging.WARNING)


def _prepare_streams() -> None:
    """UTF-8 whatever the locale; what cannot be written is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _flushed(code: int) -> int:
    """The code, after the last words went out; a reader that has left is no error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


if __name__ == "__main__":
    sys.exit(main())
