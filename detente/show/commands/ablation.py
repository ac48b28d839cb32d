"""The command that measures variants of the coder side by side."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from detente.show.call import AsJson, call_of
from detente.show.commands.errors import Gold

Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="NAME", help="This variant alone; may be given often."),
]


def ablation(
    context: typer.Context, files: Gold, only: Only = None, as_json: AsJson = False
) -> None:
    """What each part of the coder is worth: variants over one gold, a row each.

    The rules alone, with the model, without coreference, with other parsers where they are
    installed. Speed is gold sentences a second of processor time. Exit code 1 where a variant
    could not be measured.
    """
    from detente.errors import UserError
    from detente.evaluate.ablation import Coders, shown, table, variants
    from detente.show.measuring import Measured, watched

    call = call_of(context)
    golds = Measured(files).golds()
    found = variants(call.pipeline)
    for name in only or ():
        if name not in found:
            raise UserError(f"no such variant (known: {', '.join(found)})", f"--only {name}")
    screen = call.screen
    coders: Coders = {
        name: watched(coder, len(golds), screen, name)
        for name, coder in found.items()
        if not only or name in only
    }
    rows = list(table(golds, coders))
    for row in rows:
        if row.fault:
            screen.say(f"detente: {row.name}: left out: {row.fault}")
    if as_json:
        screen.write(json.dumps({r.name: r.figures() for r in rows if not r.fault}) + "\n")
    else:
        screen.write(shown(rows) + "\n")
    if any(row.fault for row in rows):
        raise typer.Exit(1)
