"""Parties that a report leaves unsaid because its reader knows them from the lines before.

Whom an attack hits is often only its place, and whom a refusal or a visit is about is often
the other side of the last act. Who acted is understood of one kind of act alone: those that
only a state's authorities can do ("was arrested in Laos"). Such a party has no span and a low
score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.types import Actor, Event, Participant

PLACED = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID", "CONCEDE", "RETREAT"})
PAIRED = frozenset(
    "ASSAULT COERCE SANCTION REJECT CONSULT THREATEN RETREAT CONCEDE AGREE AID".split()
)
AT_HOME = frozenset({"PROTEST", "REQUEST"})
PEOPLE = frozenset("CVL OPP REB LAB EDU REF REL SOC AGR LEG PTY".split())
RULERS = frozenset("GOV MIL COP LEG JUD".split())
DOMESTIC = {
    "COERCE": frozenset({"restrict", "curfew", "censor", "martial-law"}),
    "THREATEN": frozenset({"restrict", "arrest"}),
}
BY_AUTHORITIES = {
    "COERCE": frozenset({"arrest", "deport", "curfew", "martial-law", "censor", "restrict"}),
    "SANCTION": frozenset({"convict", "expel"}),
    "ACCUSE": frozenset({"investigate", "legal"}),
}
STATELESS = frozenset({"IMG", "IGO", "NGO", "MNC", "GRP"})
PAIRS_WITH = PAIRED | {"MOBILIZE"}
CONFLICT = 3  # quads of conflict: whom a threat is meant for, no friendly call tells
WINDOW = 6  # events back in which the other side may have been named
PLACE_SCORE = 0.4
PAIR_SCORE = 0.3


def complete(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with their understood targets filled in, in order."""
    out: list[Event] = []
    for event in events:
        out.append(_completed(event, out[-WINDOW:]))
    return tuple(out)


def _completed(event: Event, before: Sequence[Event]) -> Event:
    if not event.sources and event.targets:
        authorities = _of_authorities(event)
        return replace(event, sources=(authorities,)) if authorities is not None else event
    if event.targets or not event.sources:
        return event
    found = _of_place(event) or _of_home(event) or _at_home(event) or _of_pair(event, before)
    return replace(event, targets=(found,)) if found is not None else event


def _of_authorities(event: Event) -> Participant | None:
    """The authorities of the place, where only they can have done it."""
    country = event.place.country if event.place else None
    monopoly = event.mode in BY_AUTHORITIES.get(event.type, frozenset())
    if not monopoly or country is None or country in STATELESS:
        return None
    actor = Actor(country, country, country, "GOV", kind="country")
    return Participant(actor, None, PLACE_SCORE, "understood: authorities")


def _of_place(event: Event) -> Participant | None:
    """The people of the country where it took place."""
    country = event.place.country if event.place else None
    if event.type not in PLACED or country is None or country in STATELESS:
        return None
    actor = Actor(f"{country}:CVL", event.place.name if event.place else "", country, "CVL")
    return Participant(actor, None, PLACE_SCORE, "understood: place")


def _of_home(event: Event) -> Participant | None:
    """The government at home, where its people protest or demand and nobody else is named."""
    first = event.sources[0].actor
    if event.type not in AT_HOME or first.sector not in PEOPLE or len(first.country or "") != 3:
        return None
    country = str(first.country)
    if country in STATELESS:
        return None
    actor = Actor(country, country, country, "GOV", kind="country")
    return Participant(actor, None, PAIR_SCORE, "understood: at home")


def _at_home(event: Event) -> Participant | None:
    """The people at home, whom a government's curfew or ban, or the threat of one, is for."""
    first = event.sources[0].actor
    country = first.country or ""
    domestic = event.type in DOMESTIC and event.mode in DOMESTIC[event.type]
    if not domestic or first.sector not in RULERS or len(country) != 3 or country in STATELESS:
        return None
    if event.place is not None and event.place.country not in {None, country}:
        return None
    actor = Actor(f"{country}:CVL", country, country, "CVL")
    return Participant(actor, None, PAIR_SCORE, "understood: at home")


def _of_pair(event: Event, before: Sequence[Event]) -> Participant | None:
    """The other side of the last act that the source took part in."""
    if event.type not in PAIRED or event.status in {"negated", "denied"}:
        return None
    own = {_side(p) for p in event.sources}
    hostile = event.quad >= CONFLICT
    kin = [e for e in before if e.type in PAIRS_WITH and (e.quad >= CONFLICT or not hostile)]
    for earlier in reversed(kin):
        for mine, theirs in (
            (earlier.sources, earlier.targets),
            (earlier.targets, earlier.sources),
        ):
            others = [p for p in theirs if _side(p) not in own]
            if own & {_side(p) for p in mine} and others:
                other = others[0]
                return Participant(other.actor, None, PAIR_SCORE, "understood: other side")
    return None


def _side(participant: Participant) -> str:
    actor = participant.actor
    stateless = actor.country is None or actor.country in STATELESS
    return actor.key if stateless else str(actor.country)
