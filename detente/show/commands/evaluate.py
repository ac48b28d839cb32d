"""Commands that measure: against gold, against sets of others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.show.call import AsJson, Call, call_of

if TYPE_CHECKING:
    from detente.evaluate.score import Score

app = typer.Typer(
    help="How good the coder is: figures against gold and against sets of others.",
    no_args_is_help=True,
)

Gold = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="Gold: files or folders of .gold, or JSON Lines."),
]
ReportFile = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Code this report as published instead."),
]
EventsFile = Annotated[
    Path | None,
    typer.Option("--events", metavar="FILE", help="Score these events (JSON Lines) instead."),
]
SetFile = Annotated[Path, typer.Argument(metavar="FILE", help="The set's file.")]


@app.command()
def gold(
    context: typer.Context,
    files: Gold,
    report: ReportFile = None,
    events: EventsFile = None,
    as_json: AsJson = False,
) -> None:
    """The codebook's figures: precision, recall and F1, and the accuracy of each field."""
    from detente.evaluate import tables

    call = call_of(context)
    found = _score(call, files, report, events)
    if as_json:
        call.screen.write(json.dumps(found.figures()) + "\n")
        return
    name = files[0].stem if len(files) == 1 else "all"
    call.screen.write(f"{tables.figures({name: found})}\n\n{tables.by_type(found)}\n")


@app.command()
def errors(
    context: typer.Context,
    files: Gold,
    report: ReportFile = None,
    events: EventsFile = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many of each cause.")] = 20,
) -> None:
    """What the coder gets wrong, by cause, sentence by sentence."""
    from detente.evaluate import tables
    from detente.show.plain import plain

    call = call_of(context)
    found = _score(call, files, report, events)
    call.screen.write(plain(f"{tables.causes(found)}\n\n{tables.errors(found, limit=limit)}"))


@app.command()
def sets(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="gsr (PLOVER's records) or plv (typed pairs).")],
    file: SetFile,
) -> None:
    """Figures over a set that others published."""
    from detente.errors import UserError
    from detente.evaluate.sets import main

    if name not in ("gsr", "plv"):
        raise UserError("no such set (known: gsr, plv)", name)
    figures = main([name, str(_there(file))])
    call_of(context).screen.write(json.dumps(figures, indent=1) + "\n")


@app.command()
def polnear(
    file: SetFile,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="How many reports are read at most.")
    ] = None,
    misses: Annotated[int, typer.Option("--misses", help="How many faults are shown.")] = 0,
) -> None:
    """Attributions, on PolNeAR's reports."""
    from detente.evaluate.polnear import main

    words = [str(_there(file)), "--misses", str(misses)]
    main([*words, "--limit", str(limit)] if limit else words)


@app.command()
def wikiwars(file: SetFile) -> None:
    """Date expressions, on WikiWars."""
    from detente.evaluate.wikiwars import main

    main([str(_there(file))])


@app.command()
def actors(
    file: SetFile,
    faults: Annotated[bool, typer.Option("--faults", help="Show what is wrong.")] = False,
) -> None:
    """Who is meant by a phrase, on a file of tests."""
    from detente.evaluate.actor_tests import main

    main([str(_there(file)), *(["--faults"] if faults else [])])


def _score(call: Call, files: list[Path], report: Path | None, events: Path | None) -> Score:
    from detente.errors import UserError
    from detente.evaluate import markup, predicted
    from detente.evaluate.measure import measure, measure_report
    from detente.evaluate.score import score

    golds = [gold for file in files for gold in markup.load(_there(file))]
    if events is not None:
        return score(golds, predicted.load(_there(events)))
    if report is not None and len(golds) != 1:
        raise UserError(f"goes with the gold of one report, not of {len(golds)}", "--report")
    code = call.pipeline.code
    found = measure_report(golds[0], _there(report), code) if report else measure(golds, code)
    call.tell_of_model(call.pipeline)
    return found


def _there(file: Path) -> Path:
    from detente.errors import ReadError

    if not file.exists():
        raise ReadError("no such file or folder", str(file))
    return file
