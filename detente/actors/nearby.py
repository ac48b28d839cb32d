"""Rules that need whom the surroundings name: counterparts, epithets, former office-holders."""

from __future__ import annotations

from detente.actors import identity, offices
from detente.actors.asking import Ask, Resolution, of_matches
from detente.actors.epithets import BODIES
from detente.actors.owners import owner_of, words_of
from detente.actors.phrase import is_plural
from detente.types import Actor

_COUNTERPARTS = frozenset({"counterpart", "opposite"})


def counterpart_of_somebody(ask: Ask) -> Resolution | None:
    """ "his Peruvian counterpart": the holder of the office that somebody named near it holds."""
    phrase = ask.phrase
    if not phrase.core or phrase.core[-1].lower() not in _COUNTERPARTS or not phrase.names:
        return None
    there = of_matches(phrase.names[-1].matches, ask)
    held = [a for a in ask.setting.around if a.kind == "person" and a.office]
    first = next((a for a in held if there is not None and a.country != there.country), None)
    if there is None or first is None or there.country is None:
        return None
    position = next((t.position for t in ask.registry.terms(first.key)), "")
    on = ask.setting.on
    term = offices.counterpart(ask.registry, first.office or "", position, there.country, on)
    if term is None:
        made = identity.unnamed(there.country, first.sector, words_of(phrase), first.office)
        return Resolution(made, 0.86, "counterpart:unnamed")
    return Resolution(identity.person(term), 0.9, "counterpart")


def epithet_of_body(ask: Ask) -> Resolution | None:
    """ "the bloc", "the Fund": the body named near it that such a word can stand for."""
    phrase = ask.phrase
    if not phrase.definite or not phrase.core or is_plural(phrase.core[-1]):
        return None
    fits = BODIES.get(phrase.core[-1].lower())
    based = {words for verb, words in phrase.tied if verb == "based"}
    free = not phrase.owner and (not phrase.names or bool(based))
    if fits is None or not free:
        return None
    for actor in ask.setting.around:
        if actor.kind == "organisation" and fits(actor):
            return Resolution(actor, 0.9, "epithet:near")
    return None


def former_holder(ask: Ask) -> Resolution | None:
    """ "the former Thai prime minister": of those named near it the one who was."""
    phrase = ask.phrase
    role = phrase.role
    if not phrase.former or role is None or role.office is None or phrase.plural:
        return None
    whose, _ = owner_of(ask)
    for actor in ask.setting.around:
        if actor.kind == "person" and _was(actor, role.office, whose, ask):
            return Resolution(actor, 0.9, "former:near")
    return None


def _was(actor: Actor, office: str, whose: Actor | None, ask: Ask) -> bool:
    return any(
        term.office == office and (whose is None or term.country == whose.country)
        for term in ask.registry.terms(actor.key)
        if not (ask.setting.on and term.covers(ask.setting.on))
    )
