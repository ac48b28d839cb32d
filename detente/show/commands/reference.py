"""Commands that look things up: the codebook's types, an actor by a phrase."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated

import typer

from detente.show.call import AsJson, call_of

actors = typer.Typer(help="Who is who.", no_args_is_help=True)


def types(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[TYPE]", help="A type; none: all of them.")
    ] = None,
) -> None:
    """The codebook: what each event type is, its modes, and examples."""
    from detente.errors import UserError
    from detente.events.entries import QUADS
    from detente.show.codebook import list_view, type_view

    call = call_of(context)
    if name is not None and name.upper() not in QUADS:
        raise UserError(f"no such type (known: {', '.join(QUADS)})", name)
    book = call.pipeline.book
    call.screen.show(type_view(book.type(name.upper())) if name else list_view(book))


@actors.command()
def find(
    context: typer.Context,
    phrase: Annotated[str, typer.Argument(help="Words for somebody: “the French president”.")],
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="On this day; else whoever fits best."),
    ] = None,
    near: Annotated[
        str | None, typer.Option("--context", help="A sentence or place around the phrase.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Who is meant by a phrase, on a day. Exit code 2 where nobody is known by it."""
    from detente.show import parts

    call = call_of(context)
    asked = {"text": phrase, "date": f"{on:%Y-%m-%d}" if on else None, "context": near}
    found = parts.resolve(asked, call.pipeline)
    if as_json:
        call.screen.write(json.dumps(found, ensure_ascii=False) + "\n")
    elif found["name"] is None:
        call.screen.say("nobody is known by these words")
    else:
        from detente.show.plain import line

        known = {"country": "country", "sector": "sector", "actor": "identity"}
        told = [f"{label} {found[key]}" for key, label in known.items() if found[key]]
        rule = ", ".join(f"{one['rule']} {one['score']:.2f}" for one in found["why"])
        call.screen.write(line(f"{found['name']}: {', '.join(told)} (rule {rule})") + "\n")
    if found["name"] is None:
        raise typer.Exit(2)
