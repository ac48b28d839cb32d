"""Whether a person sighted can be called by a role: "the minister", "the former president"."""

from __future__ import annotations

from detente.actors.epithets import ARMED
from detente.actors.given import sex as sex_of
from detente.actors.memory import Sighting
from detente.actors.registry import Role
from detente.actors.stage import Stage
from detente.types import Actor

_LEADING = frozenset("leader chief commander boss head chairman founder".split())
HIGH = frozenset({"HOS", "HOG"})
_SEATS = frozenset({"HOS", "HOG", "FM", "DM", "IM", "FIN"})


def _other_office(actor: Actor, known: Role, sighting: Sighting) -> bool:
    """True for "his minister" where "the prime minister" is asked for."""
    told = known.words in sighting.words or actor.office == known.office
    return known.office in _SEATS and " " in known.words and not told


_ANYBODY = frozenset(
    "official man woman politician activist lawyer leader campaigner dissident journalist writer "
    "blogger scientist engineer businessman cleric priest general officer soldier pilot prisoner "
    "diplomat envoy negotiator mediator lawmaker senator prosecutor judge commander spy".split()
)


def was(stage: Stage, sighting: Sighting, known: Role) -> bool:
    """True for a person who held the role's office and holds it no more, by the registry or by
    the report's own words ("the ousted prime minister")."""
    if not sighting.person:
        return False
    actor, on = sighting.actors[0], stage.scene.setting.on
    last = known.words.split()[-1]
    if actor.sector == "ELI" and last in sighting.words.split():
        return True
    if known.office is None:
        return actor.sector == "ELI"
    held = [t for t in stage.scene.registry.terms(actor.key) if t.office == known.office]
    past = [t for t in held if on is None or t.start is None or t.start <= on]
    return bool(past) and not any(on is not None and t.covers(on) for t in past)


def plays(stage: Stage, sighting: Sighting, known: Role, words: str, country: str | None) -> bool:
    """True where the person sighted can be called by the role."""
    if not sighting.person:
        return False
    actor = sighting.actors[0]
    if country is not None and actor.country != country:
        return False
    last = known.words.split()[-1]
    if sex_of(actor) == {"man": "f", "woman": "m"}.get(last, "-"):
        return False
    if last in sighting.words.split() and not _other_office(actor, known, sighting):
        return actor.sector == known.sector or last not in {"leader", "chief", "commander"}
    if last in {"leader", "strongman", "ruler", "head of state"} and known.sector == "GOV":
        return actor.office in HIGH
    if last in _LEADING and actor.office not in HIGH:
        armed = known.sector in ARMED and actor.sector in ARMED | {""}
        if actor.kind == "person" and (armed or known.sector == actor.sector != "GOV"):
            return True
    if known.office is not None and known.office not in {"CHIEF", "MINISTER", "OFFICIAL"}:
        return actor.office == known.office
    if last == "minister":
        return actor.office in {"FM", "DM", "IM", "FIN", "HOG", "MINISTER"}
    named = actor.kind == "person" and last in _ANYBODY and actor.office not in HIGH
    return named and actor.sector in {known.sector, ""}
