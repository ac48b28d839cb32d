"""Commands about actors: find, show; the user's own: add, check."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.show.call import AsJson, Call, RecordFile, call_of
from detente.show.plain import line

if TYPE_CHECKING:
    from detente.actors.registry import Entry, Registry
    from detente.actors.user_entry import Asked

app = typer.Typer(help="Who is who, and your own actors.", no_args_is_help=True)

On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="On this day; else whoever fits best."),
]

AliasOf = Annotated[
    str | None, typer.Option("--alias-of", metavar="ID", help="Another name of this actor.")
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind", help="A new actor: person, organisation, group, country, territory, outlet."
    ),
]
OfficeCode = Annotated[
    str | None, typer.Option("--office", help="An office held: HOS, HOG, FM, DM, ...")
]
MemberOf = Annotated[
    str | None, typer.Option("--member-of", metavar="ID", help="A body that a state is in.")
]
Key = Annotated[
    str | None, typer.Option("--key", help="A new actor's code; a country's has 3 capitals.")
]
Aliases = Annotated[
    list[str] | None, typer.Option("--alias", help="Another name; may be given often.")
]
Position = Annotated[
    str | None, typer.Option("--position", help="The office in words: Defence Minister.")
]
Country = Annotated[
    str | None, typer.Option("--country", help="The actor's country: a code or a name.")
]
Org = Annotated[
    str | None, typer.Option("--org", metavar="ID", help="The body that the office is of.")
]
Sector = Annotated[
    str | None, typer.Option("--sector", help="GOV, MIL, OPP, REB, ... as events have it.")
]
Qid = Annotated[str | None, typer.Option("--qid", help="The Wikidata id.")]
From = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="From: 2024, 2024-05, 2024-05-01.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help="Until, that day included.")
]
Source = Annotated[str | None, typer.Option("--source", help="Where it is known from.")]
OnlyCheck = Annotated[bool, typer.Option("--check", help="Only say whether it could be added.")]


@app.command()
def find(
    context: typer.Context,
    phrase: Annotated[str, typer.Argument(help="Words for somebody: “the French president”.")],
    on: On = None,
    country: Annotated[
        str | None,
        typer.Option("--in", metavar="COUNTRY", help="Whose country is meant: a code or a name."),
    ] = None,
    near: Annotated[
        str | None, typer.Option("--context", help="A sentence or place around the phrase.")
    ] = None,
    as_json: AsJson = False,
    record: RecordFile = None,
) -> None:
    """Who is meant by a phrase, on a day. Exit code 2 where nobody is known by it."""
    from detente.actors import finding, registry
    from detente.show.actors import finding_json, finding_lines

    call = call_of(context)
    known = registry.load(call.actor_tables(record))
    land = _country(country, known) if country else None
    found = finding.find(phrase, known, _day(on), land, near)
    if as_json:
        call.screen.write(json.dumps(finding_json(found), ensure_ascii=False) + "\n")
    elif found.answer.actor is None:
        call.screen.say("nobody is known by these words")
    if not as_json:
        call.screen.write("".join(f"{words}\n" for words in finding_lines(found)))
    if found.answer.actor is None:
        raise typer.Exit(2)


@app.command()
def show(
    context: typer.Context,
    actor: Annotated[
        str,
        typer.Argument(metavar="ID", help="A country's or body's code, a Wikidata id, a name."),
    ],
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="What held on this day, offices too."),
    ] = None,
    as_json: AsJson = False,
    record: RecordFile = None,
) -> None:
    """Who somebody is: names, memberships and offices, with days and sources.

    Exit code 2, and what is near it, where nobody has this id or name.
    """
    from detente.actors import registry
    from detente.actors.portrait import entries_of, portrait
    from detente.actors.user_table import laid
    from detente.show.actors import portrait_json, portrait_view

    call = call_of(context)
    tables = call.actor_tables(record)
    known, index = registry.load(tables), laid(tables)
    found = portrait(entries_of(actor, known, index), known, index)
    if as_json:
        told = portrait_json(found, _day(on))
        call.screen.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        call.screen.show(portrait_view(found, _day(on)))


@app.command()
def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Tables; none: those that are in force."),
    ] = None,
    record: RecordFile = None,
) -> None:
    """Look whether tables of actors are right; nothing is written.

    Exit code 2, with file, line and reason, where one is wrong.
    """
    from detente.actors.shipped import read_shipped
    from detente.actors.user_table import add_user_table

    call = call_of(context)
    index = read_shipped()
    tables = files or call.actor_tables(record)
    for path in tables:
        call.screen.write(f"{line(str(path))}: {add_user_table(index, path)} rows, all right\n")
    if not tables:
        call.screen.write("there is no table of your own\n")


@app.command()
def add(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="The actor's name; for an alias, the alias; for a member, who.")
    ],
    *,
    alias_of: AliasOf = None,
    kind: Kind = None,
    office: OfficeCode = None,
    member_of: MemberOf = None,
    key: Key = None,
    aliases: Aliases = None,
    position: Position = None,
    country: Country = None,
    org: Org = None,
    sector: Sector = None,
    qid: Qid = None,
    start: From = None,
    stop: Until = None,
    source: Source = None,
    only_check: OnlyCheck = False,
    record: RecordFile = None,
) -> None:
    """Add an actor, an alias, an office or a membership to your own table.

    The table is checked as a whole before it is touched; what contradicts another row of it
    is refused with file and line. Coding the same reports again (`detente ingest`) takes it up.
    """
    from detente.actors.user_entry import Asked, whole

    cells = {
        "key": key,
        "aliases": ";".join(whole(aliases or ())),
        "position": position,
        "country": country,
        "org": org,
        "sector": sector,
        "qid": qid,
        "start": start,
        "stop": stop,
        "source": source,
    }
    asked = Asked(name, alias_of, kind, office, member_of, cells)
    _put_in(asked, call_of(context), record, only_check=only_check)


def _put_in(asked: Asked, call: Call, record: Path | None, *, only_check: bool) -> None:
    from detente.actors.user_entry import cells_of
    from detente.actors.user_file import addition
    from detente.actors.user_table import laid

    path = call.own_table(record)
    tables = [one for one in call.actor_tables(record) if one != path or one.exists()]
    cells = cells_of(asked, laid(tables))
    new = addition(tables, path, cells)
    place = line(f"{path}:{new.line}")
    if new.held:
        call.screen.write(f"{place} says so already\n")
        return
    if not only_check:
        new.write()
    told = line(", ".join(f"{column} {cell}" for column, cell in cells.items()))
    call.screen.write(f"{place}{' would say' if only_check else ''}: {told}\n")


def _day(on: datetime | None) -> date | None:
    return on.date() if on else None


def _country(words: str, known: Registry) -> Entry:
    from detente.actors.finding import country_named
    from detente.errors import UserError

    found = country_named(words, known)
    if found is None:
        raise UserError(f"no such country: {words[:60]!r}", "--in")
    return found
