"""Who is meant by a phrase, on a date.

The phrase is read into parts (`phrase.py`); then each rule of `RULES` may answer with an
actor, a score and its reason, and the best answer wins. A phrase that names no actor ("the
rise in tensions") resolves to nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from detente.actors.asking import NOTHING, Ask, Resolution, Rule, Setting, of_matches
from detente.actors.groups import (
    GROUP_NOUNS,
    arms_of,
    group_of_states,
    led_coalition,
    members_of_body,
    staff_of,
)
from detente.actors.nearby import counterpart_of_somebody, epithet_of_body, former_holder
from detente.actors.people import apposed_name, full_name, last_name, surname_alone, titled_person
from detente.actors.phrase import Phrase, read, role_named
from detente.actors.registry import Registry
from detente.actors.roles import role_alone, role_of_someone
from detente.actors.towns import country_at
from detente.types import Actor, Reason

__all__ = [
    "NOTHING",
    "RULES",
    "Resolution",
    "Setting",
    "countries_of",
    "resolve_in",
    "resolve_phrase",
]

_DEPTH = 4


def resolve_phrase(
    phrase: str, registry: Registry, *, on: date | None = None, context: str | None = None
) -> Resolution:
    """The actor that a phrase names on a day; `context` is a sentence or a place around it."""
    if not context:
        return resolve_in(phrase, registry, Setting(on))
    around = named_in(context, registry, on)
    return resolve_in(phrase, registry, Setting(on, countries_of(context, registry), None, around))


@lru_cache(maxsize=50_000)
def resolve_in(phrase: str, registry: Registry, setting: Setting) -> Resolution:
    """As `resolve_phrase`, with the surroundings already read."""
    return _resolve(phrase, registry, setting, 0)


def _resolve(text: str, registry: Registry, setting: Setting, depth: int) -> Resolution:
    def on_to(part: str, around: Setting) -> Resolution:
        return _resolve(part, registry, around, depth + 1)

    whole = _whole(text, Ask(Phrase(text, ()), setting, registry, on_to))
    if whole is not None:
        return whole
    if _is_thing(text, registry):
        return NOTHING
    phrase = read(text, registry)
    if not phrase.core or depth > _DEPTH:
        return NOTHING
    ask = Ask(phrase, setting, registry, on_to)
    found = [answer for rule in RULES if (answer := rule(ask)) is not None]
    if not found:
        return NOTHING
    best = max(found, key=lambda r: r.score)
    return replace(best, why=(Reason("actor", best.rule, best.score),))


def _is_thing(text: str, registry: Registry) -> bool:
    """True for small words that end in no role, no group and no name: "the talks"."""
    if not text.islower() or "," in text:
        return False
    last = text.split()[-1]
    if last in GROUP_NOUNS or last.removesuffix("s") in GROUP_NOUNS:
        return False
    words = text.split()
    if any(registry.longest(words, at) for at in range(len(words))):
        return False
    return role_named(text, registry) is None


@lru_cache(maxsize=5_000)
def countries_of(text: str, registry: Registry) -> tuple[str, ...]:
    """The countries that a text speaks of, most often named first."""
    words = text.replace("’s", "").replace("'s", "").replace(",", " ").split()
    counts: dict[str, int] = {}
    at = 0
    while at < len(words):
        hit = registry.longest([w.strip('.;:!?()“”"') or w for w in words], at)
        if hit is None:
            town = country_at(words, at)
            if town is not None:
                counts[town[1]] = counts.get(town[1], 0) + 1
            at += town[0] if town is not None else 1
            continue
        iso3 = hit[1][0].entry.country
        if iso3 and len(iso3) == 3 and registry.country(iso3):
            counts[iso3] = counts.get(iso3, 0) + 1
        at += hit[0]
    return tuple(sorted(counts, key=lambda c: -counts[c]))


@lru_cache(maxsize=1_000)
def named_in(text: str, registry: Registry, on: date | None) -> tuple[Actor, ...]:
    """The people and bodies that a text names, in order, as they were on a day."""
    words = re.findall(r"[^\s,;:()“”\"]+|[,;]", text)
    ask = Ask(Phrase(text, ()), Setting(on, countries_of(text, registry)), registry, _nobody)
    found: dict[str, Actor] = {}
    at = 0
    while at < len(words):
        bare = [w.rstrip(".!?").removesuffix("’s").removesuffix("'s") or w for w in words]
        hit = registry.longest(bare, at) if words[at][:1].isupper() else None
        if hit is None:
            at += 1
            continue
        named = [m for m in hit[1] if m.how != "metonym"]
        actor = of_matches(tuple(named), ask) if named else None
        if actor is not None and actor.kind in {"person", "organisation"}:
            found.setdefault(actor.key, actor)
        at += hit[0]
    return tuple(found.values())


def _nobody(text: str, setting: Setting) -> Resolution:
    return NOTHING


def _whole(text: str, ask: Ask) -> Resolution | None:
    """The phrase as it stands is a name."""
    if not any(c.isalnum() for c in text):
        return NOTHING
    if "," in text or "-led " in text or not any(c.isupper() for c in text):
        return None
    matches = ask.registry.find(text)
    if not matches or matches[0].how == "demonym":
        return None
    actor = of_matches(matches, ask)
    if actor is None:
        return None
    score, rule = matches[0].score, f"name:{matches[0].how}"
    return Resolution(actor, score, rule, (Reason("actor", rule, score),))


RULES: tuple[Rule, ...] = (
    titled_person,
    apposed_name,
    led_coalition,
    group_of_states,
    members_of_body,
    staff_of,
    arms_of,
    role_of_someone,
    last_name,
    full_name,
    surname_alone,
    role_alone,
    counterpart_of_somebody,
    epithet_of_body,
    former_holder,
)
"""Each may answer; the best score wins, the earlier one where two are equal."""
