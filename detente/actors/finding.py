"""Who is meant by a phrase, how sure that is, and who else might be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.actors import identity
from detente.actors.asking import Ask, Resolution, Setting, of_entry
from detente.actors.names import normalise
from detente.actors.offices import term_on
from detente.actors.phrase import Phrase, read
from detente.actors.registry import Entry, Registry
from detente.actors.resolve import NOTHING, countries_of, resolve_in, resolve_phrase
from detente.types import Actor

GUESS = 0.7
"""Below this score an answer is a guess: the day, the country or the name leaves it open."""

_MOST = 8
_LANDS = frozenset({"country", "territory", "place"})
_OF_CONTEXT = frozenset({"role:context", "holder:context", "none"})


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer for a phrase; `others` bear the same name, likeliest first."""

    phrase: str
    on: date | None
    answer: Resolution
    others: tuple[Actor, ...] = ()

    @property
    def is_guess(self) -> bool:
        """True where the answer may well be wrong."""
        return self.answer.actor is not None and self.answer.score < GUESS


def find(
    phrase: str,
    registry: Registry,
    on: date | None = None,
    country: Entry | None = None,
    context: str | None = None,
) -> Finding:
    """Whom the phrase names on a day, in a country or in a sentence where one is given."""
    answer = _answer(phrase, registry, on, country, context)
    return Finding(phrase, on, answer, _others(phrase, registry, on, answer))


def _answer(
    phrase: str, registry: Registry, on: date | None, country: Entry | None, context: str | None
) -> Resolution:
    if country is None:
        return resolve_phrase(phrase, registry, on=on, context=context)
    around = countries_of(context, registry) if context else ()
    setting = Setting(on, (country.key, *around))
    answer = resolve_in(phrase, registry, setting)
    if answer.rule not in _OF_CONTEXT or not read(phrase, registry).role:
        return answer
    owned = resolve_in(phrase, registry, Setting(on, setting.countries, _state(country)))
    return owned if owned.actor is not None else answer


def _state(country: Entry) -> Actor:
    return identity.government(country)


def _others(
    phrase: str, registry: Registry, on: date | None, answer: Resolution
) -> tuple[Actor, ...]:
    """Whom else the words name: the readings of the whole, and people of that surname."""
    found = [match.entry for match in registry.find(phrase)]
    found += registry.surname(_bare_name(read(phrase, registry), answer))
    chosen = answer.actor.key if answer.actor else ""
    people = {one.key: one for one in found if one.key != chosen}
    ask = Ask(Phrase(phrase, ()), Setting(on), registry, lambda text, setting: NOTHING)
    ranked = sorted(people.values(), key=lambda one: _standing(one, registry, on))
    actors = [of_entry(entry, ask) for entry in ranked]
    return tuple(one for one in actors if one is not None and one.key != chosen)[:_MOST]


def _bare_name(phrase: Phrase, answer: Resolution) -> str:
    """The surname that stands alone or behind a title; empty where a full name does."""
    words = phrase.core
    if len(words) < 2:
        return " ".join(words)
    name = normalise(answer.actor.name).split() if answer.actor else []
    full = normalise(words[-2]) in name
    return "" if full or not words[-1][:1].isupper() else words[-1]


def _standing(entry: Entry, registry: Registry, on: date | None) -> tuple[bool, bool]:
    """The sort key: in office on the day first, then whoever held one."""
    if entry.kind != "person":
        return False, False
    term, covers = term_on(registry, entry.key, on)
    return not covers, term is None


def country_named(words: str, registry: Registry) -> Entry | None:
    """The country of a code or a name."""
    known = registry.country(words.strip().upper())
    if known is not None or not normalise(words):
        return known
    named = (match.entry for match in registry.find(words))
    return next((registry.country(one.country or "") for one in named if one.kind in _LANDS), None)
