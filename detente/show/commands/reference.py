"""The command that looks up the codebook's types."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.show.call import call_of


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
