"""Actors for people and for programs: who is meant by a phrase, and who somebody is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.actors.portrait import HEADS, Member, Office, Portrait
from detente.show.plain import line

if TYPE_CHECKING:
    from detente.actors.finding import Finding
    from detente.actors.registry import Entry
    from detente.types import Actor

Json = dict[str, Any]
LABELS = {
    "name": "name",
    "alias": "also",
    "adjective": "adjective",
    "demonym": "people",
    "metonym": "called",
    "short": "short",
}
ALIASES = 24


# --- find -----------------------------------------------------------------------------


def finding_json(found: Finding) -> Json:
    """The answer with its rule and score, and whom else the words may name."""
    actor, answer = found.answer.actor, found.answer
    why = [{"field": r.field, "rule": r.rule, "score": round(r.score, 4)} for r in answer.why]
    nobody = dict.fromkeys(("name", "key", "kind", "actor", "country", "sector", "office"))
    return {
        "phrase": found.phrase,
        "on": found.on.isoformat() if found.on else None,
        **(_actor_json(actor) if actor else nobody),
        "score": round(answer.score, 4) if actor else None,
        "guess": found.is_guess,
        "why": why,
        "others": [_actor_json(one) for one in found.others],
    }


def _actor_json(actor: Actor) -> Json:
    return {
        "name": actor.name,
        "key": actor.key,
        "kind": actor.kind,
        "actor": actor.wikidata or actor.id,
        "country": actor.country,
        "sector": actor.sector or None,
        "office": actor.office,
    }


def finding_lines(found: Finding) -> Iterator[str]:
    """The answer in a line, and one for each other whom the words may name."""
    actor, answer = found.answer.actor, found.answer
    if actor is not None:
        guess = "a guess, " if found.is_guess else ""
        yield f"{_actor_line(actor)} ({guess}rule {answer.rule} {answer.score:.2f})"
    if found.others:
        yield "others of that name:" if actor else "several bear that name:"
    for one in found.others:
        yield f"  {_actor_line(one)}"


def _actor_line(actor: Actor) -> str:
    known = {
        "country": actor.country,
        "sector": actor.sector,
        "office": actor.office,
        "identity": actor.wikidata or actor.id,
    }
    told = ", ".join(f"{label} {value}" for label, value in known.items() if value)
    return line(f"{actor.name}: {told}" if told else actor.name)


# --- show -----------------------------------------------------------------------------


def portrait_json(found: Portrait, on: date | None) -> Json:
    """All that the tables say of an actor; with a day only what held then."""
    entry = found.entry
    return {
        **_entry_json(entry),
        "sector": entry.sector or None,
        "wikidata": entry.wikidata,
        "start": entry.start.isoformat() if entry.start else None,
        "stop": entry.stop.isoformat() if entry.stop else None,
        "names": {how: list(words) for how, words in found.names.items()},
        "part_of": found.parent.key if found.parent else None,
        "parts": [part.key for part in found.parts],
        "member_of": [_member_json(one) for one in _at(found.member_of, on)],
        "members": [_member_json(one) for one in _at(found.members, on)],
        "offices": [_office_json(one) for one in found.offices if on is None or one.covers(on)],
        "holders": [_office_json(one) for one in _holders(found, on)],
        "namesakes": [_entry_json(one) for one in found.namesakes],
    }


def _entry_json(entry: Entry) -> Json:
    return {"key": entry.key, "name": entry.name, "kind": entry.kind, "country": entry.country}


def _member_json(one: Member) -> Json:
    days = {"start": one.start or None, "stop": one.stop or None}
    return {"key": one.entry.key, "name": one.entry.name, **days}


def _office_json(one: Office) -> Json:
    return {
        "person": one.person.name,
        "key": one.person.key,
        "office": one.office,
        "position": one.position,
        "country": one.country or None,
        "org": one.org,
        "sector": one.sector or None,
        "start": one.start or None,
        "stop": one.stop or None,
        "precision": one.precision or None,
        "source": one.source or None,
    }


def _at(found: Sequence[Member], on: date | None) -> list[Member]:
    return [one for one in found if on is None or one.covers(on)]


def _holders(found: Portrait, on: date | None) -> list[Office]:
    """On a day all who held an office then; without one the heads who are in office."""
    if on is not None:
        return [one for one in found.holders if one.covers(on)]
    return [one for one in found.holders if one.office in HEADS and not one.stop]


def portrait_view(found: Portrait, on: date | None) -> RenderableType:
    """The same for people."""
    entry = found.entry
    head = Text(line(entry.name), style="bold")
    known = dict.fromkeys((entry.key, entry.kind, entry.sector, entry.wikidata))
    head.append(f"  ({', '.join(line(one) for one in known if one)})", style="not bold dim")
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for label, words in _facts(found, on):
        grid.add_row(label, line(words))
    parts: list[RenderableType] = [head, Padding(grid, (0, 0, 0, 1))]
    offices = [one for one in found.offices if on is None or one.covers(on)]
    parts += _terms("offices", offices, entry)
    day = f"in office on {on}" if on else "in office"
    return Group(*parts, *_terms(day, _holders(found, on), entry))


def _facts(found: Portrait, on: date | None) -> Iterator[tuple[str, str]]:
    entry = found.entry
    if entry.country and entry.country != entry.key:
        yield "country", entry.country
    if entry.start or entry.stop:
        yield "existed", _from_to(_iso(entry.start), _iso(entry.stop))
    for how, words in found.names.items():
        if how == "name" and len(words) == 1:
            continue
        rest = f" and {len(words) - ALIASES} more" if len(words) > ALIASES else ""
        yield LABELS[how], "; ".join(words[:ALIASES]) + rest
    if found.parent:
        yield "part of", f"{found.parent.name} ({found.parent.key})"
    if found.parts:
        yield "parts", _listed(f"{part.name} ({part.key})" for part in found.parts)
    for label, members in (("member of", found.member_of), ("members", found.members)):
        if told := _at(members, on):
            yield label, _listed(map(_member, told))
    if found.namesakes:
        yield "same name", _listed(f"{one.name} ({one.key})" for one in found.namesakes)


def _listed(words: Iterable[str]) -> str:
    return "; ".join(words)


def _member(one: Member) -> str:
    days = f", {_from_to(one.start, one.stop)}" if one.start or one.stop else ""
    return f"{one.entry.name} ({one.entry.key}{days})"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _from_to(start: str, stop: str) -> str:
    if start and stop:
        return f"{start} to {stop}"
    return f"since {start}" if start else f"until {stop}" if stop else "days unknown"


def _terms(title: str, offices: Sequence[Office], entry: Entry) -> Iterator[RenderableType]:
    if not offices:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for fixed in (True, True, False, True, False):
        table.add_column(no_wrap=fixed, overflow="fold")
    for one in offices:
        who = one.org or one.country if one.person.key == entry.key else one.person.name
        table.add_row(
            line(one.office),
            _from_to(one.start, one.stop),
            line(f"{one.position}, {who}"),
            one.precision,
            Text(line(one.source), style="dim"),
        )
    yield Text(f" {title}", style="dim")
    yield Padding(table, (0, 0, 0, 3))
