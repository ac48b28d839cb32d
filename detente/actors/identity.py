"""Actors made from what the registry knows: governments, bodies, people, unnamed groups."""

from __future__ import annotations

from datetime import date

from detente.actors.names import slug
from detente.actors.offices import term_on
from detente.actors.registry import Entry, Registry, Term
from detente.types import Actor

NOBODY = "---"


def government(entry: Entry) -> Actor:
    """A country or territory acting through its government."""
    sector = "PRE" if entry.sector == "PRE" else "GOV"
    qid = entry.wikidata
    return Actor(entry.key, entry.name, entry.country, sector, None, qid, None, "country")


def body(entry: Entry, name: str = "") -> Actor:
    """An organisation, armed group, outlet or company."""
    kind = entry.kind if entry.kind != "outlet" else "organisation"
    return Actor(
        entry.key,
        name or entry.name,
        entry.country,
        entry.sector,
        entry.id,
        entry.wikidata,
        None,
        kind,
    )


def unnamed(country: str | None, sector: str, words: str, office: str | None = None) -> Actor:
    """A group or an official without identity: only country and sector are known."""
    key = f"{country or NOBODY}:{sector}"
    return Actor(key, words, country, sector, None, None, office, "group")


def person(term: Term, name: str = "") -> Actor:
    """The holder of an office, acting for it."""
    who = term.person
    return Actor(
        who.key,
        name or who.name,
        term.country,
        term.sector,
        who.id or who.name,
        who.wikidata or who.id,
        term.office,
        "person",
    )


def person_on(registry: Registry, entry: Entry, on: date | None, name: str = "") -> Actor:
    """A known person on a day: for the office then held; out of office, ELI."""
    term, covers = term_on(registry, entry.key, on)
    if term is None:
        return Actor(
            entry.key,
            name or entry.name,
            entry.country,
            entry.sector,
            entry.id or entry.name,
            entry.wikidata or entry.id,
            None,
            "person",
        )
    made = person(term, name)
    if covers or (term.precision != "day" and _near(term, on)):
        return made
    sector = "ELI" if term.sector in {"GOV", "LEG", "MIL", ""} else term.sector
    if on is not None and term.start is not None and on < term.start:
        sector = entry.sector if entry.sector not in {"GOV", "MIL", "LEG"} else sector
    country = term.country if term.country != "IGO" else entry.country or term.country
    return Actor(made.key, made.name, country, sector, made.id, made.wikidata, None, "person")


def _near(term: Term, on: date | None) -> bool:
    """True where a term known only to the month or year ends or starts about that day."""
    slack = 31 if term.precision == "month" else 366
    edges = [edge for edge in (term.start, term.stop) if edge is not None]
    return on is not None and any(abs((edge - on).days) <= slack for edge in edges)


def stranger(name: str, country: str | None, sector: str, office: str | None = None) -> Actor:
    """A named person whom the registry does not hold; the name is the identity."""
    return Actor(f"p:{slug(name)}", name, country, sector, name, None, office, "person")
