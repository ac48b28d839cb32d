"""Commands that measure: against gold, against sets of others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from detente.show.call import AsJson, call_of
from detente.show.commands.ablation import ablation
from detente.show.commands.errors import EventsFile, Gold, ReportFile, errors

app = typer.Typer(
    help="How good the coder is: figures against gold and against sets of others.",
    no_args_is_help=True,
)

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
    from detente.show.measuring import Measured

    call = call_of(context)
    what = Measured(files, report, events)
    found = what.score(what.golds(), call)
    if as_json:
        call.screen.write(json.dumps(found.figures()) + "\n")
        return
    name = files[0].stem if len(files) == 1 else "all"
    call.screen.write(f"{tables.figures({name: found})}\n\n{tables.by_type(found)}\n")


app.command()(errors)
app.command()(ablation)


@app.command()
def sets(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="gsr (PLOVER's records) or plv (typed pairs).")],
    file: SetFile,
) -> None:
    """Figures over a set that others published."""
    from detente.errors import UserError
    from detente.evaluate.sets import main
    from detente.show.measuring import there

    if name not in ("gsr", "plv"):
        raise UserError("no such set (known: gsr, plv)", name)
    figures = main([name, str(there(file))])
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
    from detente.show.measuring import there

    words = [str(there(file)), "--misses", str(misses)]
    main([*words, "--limit", str(limit)] if limit else words)


@app.command()
def wikiwars(file: SetFile) -> None:
    """Date expressions, on WikiWars."""
    from detente.evaluate.wikiwars import main
    from detente.show.measuring import there

    main([str(there(file))])


@app.command()
def actors(
    file: SetFile,
    faults: Annotated[bool, typer.Option("--faults", help="Show what is wrong.")] = False,
) -> None:
    """Who is meant by a phrase, on a file of tests."""
    from detente.evaluate.actor_tests import main
    from detente.show.measuring import there

    main([str(there(file)), *(["--faults"] if faults else [])])
