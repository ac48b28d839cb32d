"""Nouns for several actors, and for somebody by age or fate: both sides, the two generals, the
pair, the fugitive."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.actors import identity
from detente.actors.anaphora import pair
from detente.actors.lookback import foremost, last_seen
from detente.actors.memory import Sighting
from detente.actors.phrase import role_named
from detente.actors.plays import plays, was
from detente.actors.resolve import resolve_in
from detente.actors.stage import Found, Stage, participants
from detente.types import Actor, Mention, Participant

_PAIRS = {
    "leaders": "person", "men": "person", "presidents": "person", "ministers": "person",
    "women": "person", "officials": "person", "diplomats": "person", "politicians": "person",
    "republics": "country", "kingdoms": "country", "claimants": "person", "premiers": "person",
    "countries": "country", "nations": "country", "states": "country", "neighbours": "country",
    "neighbors": "country", "powers": "country", "rivals": "any", "foes": "any",
    "governments": "country", "capitals": "country", "superpowers": "country", "allies": "any",
    "camps": "any", "factions": "any", "teams": "any",
    "sides": "any", "parties": "any", "adversaries": "any", "enemies": "any",
}  # fmt: skip
_MODIFIERS = frozenset("amod compound nmod".split())
_FROM = frozenset({"from", "of", "on"})
_EACH = {"side": "any", "party": "any", "camp": "any", "country": "country", "leader": "person"}


def pair_noun(stage: Stage, mention: Mention) -> Found:
    """ "the two leaders", "both sides", "the countries": two participants."""
    words = mention.text.lower().split()
    wanted = _PAIRS.get(words[-1])
    scene = stage.scene
    before = [scene.tokens[c].text.lower() for c in scene.children[mention.head]]
    both = {"both", "the"} & {*before, *words[:-1]}
    plain = all(w in {"two", "both", "the", "warring", "rival", "three"} for w in words[:-1])
    if words[-1] in _EACH and {"neither", "either", "each"} & {*before, *words[:-1]}:
        return pair(stage, mention, _EACH[words[-1]]) or _sides_at_home(stage, mention)
    count = next((_COUNT[w] for w in (*before, *words[:-1]) if w in _COUNT), 0)
    if count > 2 or (wanted == "country" and count):
        listed = _listed(stage, mention, count, wanted)
        if listed:
            return listed
    if wanted is not None and both and plain and count in {0, 2}:
        many = () if count or wanted != "person" else _people(stage, mention)
        found = many or pair(stage, mention, wanted)
        if not found and wanted == "person":
            found = pair(stage, mention, "country")
        return found or (_sides_at_home(stage, mention) if wanted == "any" else ())
    return several_of_role(stage, mention, count) if count else ()


def _sides_at_home(stage: Stage, mention: Mention) -> Found:
    """ "both camps" where the report names none: two camps of the country that it is set in."""
    for country in stage.scene.setting.countries[:1]:
        made = identity.unnamed(country, "", mention.text)
        return participants((made,), mention, 0.3, "sides:setting")
    return ()


def _people(stage: Stage, mention: Mention) -> Found:
    """ "the men", where unnamed people were spoken of: "forty-six soldiers"."""

    def fits(sighting: Sighting) -> bool:
        alone = len(sighting.actors) == 1 and sighting.plural
        return alone and sighting.actors[0].kind == "group" and not sighting.actors[0].id

    hit = last_seen(stage, mention, fits, 3)
    return participants(hit.actors, mention, 0.55, "people") if hit else ()


_OF_STATES = frozenset({"GOV", "MIL", "COP"})
_COUNT = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


def _listed(stage: Stage, mention: Mention, count: int, wanted: str | None) -> Found:
    """ "the four states": a list of that many that stood together."""

    def fits(sighting: Sighting) -> bool:
        kinds = {"person"} if wanted == "person" else {"country"}
        kinds |= {"organisation"} if wanted == "any" else set()
        alike = all(a.kind in kinds for a in sighting.actors)
        return len(sighting.actors) == count and alike and wanted is not None

    hit = last_seen(stage, mention, fits)
    return participants(hit.actors, mention, 0.75, "listed") if hit else ()


def named_before(stage: Stage, mention: Mention) -> Found:
    """ "French, British and German diplomats": one participant for each of the names."""
    scene = stage.scene
    names: list[int] = []
    waiting = [c for c in scene.children[mention.head] if scene.tokens[c].dep in _MODIFIERS]
    while waiting:
        at = waiting.pop(0)
        names.append(at)
        waiting += [c for c in scene.children[at] if scene.tokens[c].dep == "conj"]
    names = [n for n in names if scene.registry.find(scene.tokens[n].text)]
    if len(names) < 2 or max(names) >= mention.head:
        return ()
    noun = " ".join(scene.tokens[n].text for n in range(max(names) + 1, mention.head + 1))
    asked = [f"{scene.tokens[n].text} {noun}" for n in sorted(names)]
    answers = [resolve_in(text, scene.registry, scene.setting) for text in asked]
    return tuple(
        Participant(a.actor, mention.span, a.score, a.rule) for a in answers if a.actor is not None
    )


def from_sides(stage: Stage, mention: Mention) -> Found:
    """ "ministers from both sides", "companies of the two countries": one for each of them."""
    scene = stage.scene
    role = role_named(mention.text, scene.registry)
    if role is None or mention.number != "plur":
        return ()
    joints = [c for c in scene.children[mention.head] if scene.tokens[c].lemma in _FROM]
    for inner in (i for joint in joints for i in scene.children[joint]):
        other = scene.by_head.get(inner)
        if other is None or scene.mentions[other].kind == "name" or other == mention.i:
            continue
        found = stage.of(other)
        countries = list(dict.fromkeys(p.actor.country for p in found if p.actor.country))
        if len(countries) > 1:
            made = [identity.unnamed(c, role.sector, mention.text) for c in countries]
            return participants(tuple(made), mention, 0.6, "sides")
    return ()


def several_of_role(stage: Stage, mention: Mention, count: int) -> Found:
    """ "the two generals", "the former presidents": the people of that role lately named."""
    role = role_named(mention.text, stage.scene.registry)
    if role is None or mention.number != "plur" or not stage.scene.definite_or_both(mention):
        return ()
    former = "former" in mention.text.lower().split()
    found: dict[str, Actor] = {}
    for sighting in stage.memory.recent(stage.scene.head(mention).sentence, 8):
        for actor in sighting.actors:
            if sighting.token >= mention.head or actor.kind != "person":
                continue
            alone = replace(sighting, actors=(actor,))
            fits = was(stage, alone, role) if former else plays(stage, alone, role, "", None)
            if fits or role.words.rstrip("s") in sighting.words.split():
                found.setdefault(actor.key, actor)
    if len(found) < 2 or (not former and len(found) < count):
        people = _last_people(stage, mention, count)
        states = count == 2 and not people and role.sector in _OF_STATES
        return pair(stage, mention, "country") if states else people
    chosen = tuple(found.values()) if former else tuple(found.values())[:count]
    return participants(chosen, mention, 0.6, "roles")


def _last_people(stage: Stage, mention: Mention, count: int) -> Found:
    """The people of the two sentences before, where they are as many as is said."""
    found: dict[str, Actor] = {}
    for sighting in stage.memory.recent(stage.scene.head(mention).sentence, 1):
        for actor in sighting.actors:
            if actor.kind == "person" and sighting.token < mention.head:
                found.setdefault(actor.key, actor)
    if len(found) != count:
        return ()
    return participants(tuple(found.values()), mention, 0.5, "roles:last")


def somebody(stage: Stage, mention: Mention) -> Found:
    """ "the 60-year-old", "the fugitive", "the pair": the person, or two, most lately present."""
    low = mention.text.lower()
    if low in _TWO:
        return pair(stage, mention, "person")
    if low in _THREE:
        return _listed(stage, mention, 3, "person") or _last_people(stage, mention, 3)
    if not (_AGED.match(low) or low in _EPITHETS):
        return ()
    hit = foremost(stage, mention, lambda s: s.person and s.actors[0].kind == "person")
    return participants(hit.actors, mention, 0.5, "epithet:person") if hit else ()


_AGED = re.compile(r"\d+-year-old\b|old man$|former strongman$")
_EPITHETS = frozenset(
    "fugitive exile detainee prisoner defendant accused suspect strongman veteran laureate hostage "
    "captive deportee billionaire tycoon incumbent challenger frontrunner nominee".split()
)
_THREE = frozenset({"three", "trio"})
_TWO = frozenset({"pair", "duo", "two"})
