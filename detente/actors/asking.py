"""A question about a phrase and its answer, and which reading of a name is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from detente.actors import identity
from detente.actors.phrase import Phrase
from detente.actors.registry import Entry, Match, Registry
from detente.types import Actor, Reason


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to "who is this?": no actor where the phrase names none."""

    actor: Actor | None
    score: float
    rule: str
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a phrase: the day, the countries talked of, likeliest first, whose it
    is where that is already known ("his aide"), and the people and bodies named around it."""

    on: date | None = None
    countries: tuple[str, ...] = ()
    owner: Actor | None = None
    around: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: a phrase in parts, where it stands, and the registry to ask."""

    phrase: Phrase
    setting: Setting
    registry: Registry
    on_to: Callable[[str, Setting], Resolution]

    def about(self, text: str, setting: Setting | None = None) -> Resolution:
        """The answer for a part of the phrase."""
        return self.on_to(text, setting or self.setting)


NOTHING = Resolution(None, 0.0, "none")
Rule = Callable[[Ask], Resolution | None]


def of_matches(matches: tuple[Match, ...], ask: Ask) -> Actor | None:
    """The likeliest reading of a name, where the surroundings may tip the balance."""
    best = max(matches, key=lambda m: likely(m, ask.setting))
    return of_entry(best.entry, ask)


def likely(match: Match, setting: Setting) -> float:
    score = match.score
    entry, on = match.entry, setting.on
    if on and ((entry.start and on < entry.start) or (entry.stop and entry.stop < on)):
        score -= 0.3
    if entry.country in setting.countries:
        score += 0.1 - 0.02 * setting.countries.index(entry.country)
    if any(actor.key == entry.key for actor in setting.around):
        score += 0.1
    return score


def of_entry(entry: Entry, ask: Ask, name: str = "") -> Actor | None:
    if entry.kind == "person":
        return identity.person_on(ask.registry, entry, ask.setting.on, name)
    if entry.kind in {"country", "territory"}:
        return identity.government(entry) if entry.country else None
    if entry.kind == "place":
        return _of_place(entry, ask.registry)
    return identity.body(entry)


def _of_place(entry: Entry, registry: Registry) -> Actor:
    """A city or seat as an actor is the government of its country; a parliament is itself."""
    if entry.sector not in {"", "GOV"}:
        return identity.unnamed(entry.country, entry.sector, entry.name)
    if entry.country and (country := registry.country(entry.country)):
        return identity.government(country)
    return identity.body(entry)
