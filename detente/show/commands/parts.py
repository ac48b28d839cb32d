"""The parts, each alone: JSON Lines on standard input, one answer a line on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from detente.show.call import Call, call_of

if TYPE_CHECKING:
    from detente.show.inlet import Inlet

app = typer.Typer(
    help="One part alone: JSON Lines in, one answer a line out, in order. A line that is wrong "
    "is answered with “error”; the exit code is 2 then.",
    no_args_is_help=True,
)


@app.command()
def classify(context: typer.Context) -> None:
    """The type of what a source does to a target.

    In: {"id", "text", "source": [start, stop], "target": [start, stop]}.
    Out: {"id", "type", "mode", "scores", "why"}.
    """
    from detente.show import parts

    call = call_of(context)
    _answer(call, parts.answers(_inlet(), parts.classify, call.pipeline))


@app.command()
def resolve(context: typer.Context) -> None:
    """The actor that a phrase names, on a date.

    In: {"id", "text", "date"?, "context"?}.
    Out: {"id", "name", "actor", "country", "sector", "score", "why"}, nulls where unknown.
    """
    from detente.show import parts

    call = call_of(context)
    _answer(call, parts.answers(_inlet(), parts.resolve, call.pipeline))


@app.command()
def quotes(context: typer.Context) -> None:
    """Who is quoted in a report, and with which words.

    In: reports. Out: {"id", "attributions": [{"source", "cue", "content", "kind"}]}.
    """
    from detente.show import parts

    call = call_of(context)
    _answer(call, parts.attributions(_inlet(), call.pipeline))


@app.command()
def dates(context: typer.Context) -> None:
    """The date expressions of a text, resolved to days.

    In: {"id", "text", "published"?}.
    Out: {"id", "dates": [{"start", "stop", "text", "value", "timex"}]}.
    """
    from detente.show import parts

    call = call_of(context)
    _answer(call, parts.answers(_inlet(), parts.find_dates, call.pipeline))


def _inlet() -> Inlet:
    from detente.read.lines import MAX_LINE
    from detente.show.inlet import Inlet

    return Inlet(sys.stdin.fileno(), MAX_LINE)


def _answer(call: Call, answers: Iterator[dict[str, Any]]) -> None:
    from detente.record.shape import json_line

    wrong = False
    with call.outlets():
        for answer in answers:
            wrong = wrong or "error" in answer
            call.screen.write(json_line(answer))
    if wrong:
        raise typer.Exit(2)
