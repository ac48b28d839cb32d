"""Where a report is set: the countries that it speaks of by weight, and those of its sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from detente.actors.gazetteer import town
from detente.actors.registry import Registry
from detente.actors.resolve import Setting, countries_of, resolve_in
from detente.types import Document, Mention, Outlet

_WEIGHT, _EARLY = 2, (3, 4)  # of a mention; in the first and second sentence
_FIRST = 4  # the country that a report names first is mostly the one it is about
_TOWN = 1.5  # things happen in towns
_OUTLET = 6  # a country or town in the outlet's name
_OFFICIAL = 1000  # an office speaks of its own country
_PLACING = frozenset("in at near across inside around outside from to into through".split())
_HERE = frozenset("in at near across inside around".split())
_LABELS = frozenset({"GPE", "LOC", "FAC"})
_OFFICES = frozenset({"GOV", "MIL"})


def shares_of(document: Document, registry: Registry) -> dict[str, float]:
    """The share of each country in what the report speaks of, weightiest first."""
    counts: defaultdict[str, float] = defaultdict(float)
    for mention in document.mentions:
        if mention.kind in {"name", "adjective"}:
            country, factor = _country_of(mention, document, registry)
            if country is None or _is_inside(mention, document):
                continue
            early = document.tokens[mention.head].sentence
            weight = factor * (_EARLY[early] if early < len(_EARLY) else _WEIGHT)
            weight += 0 if counts else _FIRST
            counts[country] += weight
    if document.report.outlet is not None:
        _add_outlet(counts, document.report.outlet, registry)
    whole = sum(counts.values())
    ranked = sorted(counts, key=lambda country: -counts[country])
    return {country: counts[country] / whole for country in ranked}


def _country_of(
    mention: Mention, document: Document, registry: Registry
) -> tuple[str | None, float]:
    """The country that a name speaks of, and how much a town weighs."""
    known = countries_of(mention.text, registry)[:1]
    if known:
        return known[0], 1.0
    token = document.tokens[mention.head]
    prep = document.tokens[token.head].lemma if token.dep == "pobj" else ""
    if mention.kind != "name" or not (prep in _PLACING or token.ent in _LABELS):
        return None, 0.0
    if registry.find(mention.text) or registry.surname(mention.text):
        return None, 0.0
    found = town(mention.text)
    return (found.entry.country, _TOWN) if found is not None else (None, 0.0)


def _is_inside(mention: Mention, document: Document) -> bool:
    """True for "South" in "South Africa"."""
    return any(
        other.kind == "name" and other.i != mention.i and other.span.covers(mention.span)
        for other in document.mentions[max(0, mention.i - 2) : mention.i + 3]
        if len(other.text) > len(mention.text)
    )


def _add_outlet(counts: defaultdict[str, float], outlet: Outlet, registry: Registry) -> None:
    office = office_of(outlet, registry)
    if office is not None:
        counts[office] += _OFFICIAL
    elif outlet.country:
        if not counts:
            counts[outlet.country] = 1
    else:
        for country in countries_of(f"in {outlet.name}", registry)[:1]:
            counts[country] += _OUTLET


def office_of(outlet: Outlet | None, registry: Registry) -> str | None:
    """The country whose authority publishes ("Ministry of Foreign Affairs of Ecuador")."""
    if outlet is None:
        return None
    if outlet.country and outlet.kind == "government":
        return outlet.country
    answer = resolve_in(outlet.name, registry, Setting())
    actor = answer.actor
    if actor is None or answer.rule != "role:owner" or actor.sector not in _OFFICES:
        return None
    return actor.country if registry.country(actor.country or "") is not None else None


def places_of(document: Document, registry: Registry) -> Mapping[int, tuple[str, ...]]:
    """By sentence: the countries of the places after "in", "at" and the like."""
    found: dict[int, tuple[str, ...]] = {}
    for mention in document.mentions:
        token = document.tokens[mention.head]
        if mention.kind != "name" or token.dep != "pobj":
            continue
        if document.tokens[token.head].lemma in _HERE:
            here = countries_of(mention.text, registry)
            found[token.sentence] = (*found.get(token.sentence, ()), *here)
    return found
