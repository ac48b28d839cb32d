"""Visits told as presence: an office-holder who "is in Moscow" or is back "after talks in Kyiv"."""

from __future__ import annotations

from dataclasses import replace

from detente.events.classify import Reading, Scene
from detente.events.entries import Frame, TriggerGroup
from detente.types import Participant

PRESENCE = TriggerGroup("presence", "CONSULT", Frame(), mode="visit")
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "SPY", "IGO"})


def visit_readings(scene: Scene) -> tuple[Reading, ...]:
    """One reading for each official who is told to be in another country."""
    out = []
    for clause in scene.clauses:
        if clause.kind != "verb" or clause.lemma != "be":
            continue
        people = [
            p
            for head in clause.slots.get("subject", ())
            for p in scene.cast.at(head)
            if official(p)
        ]
        hosts = [
            p
            for head in clause.slots.get("in", ())
            if _hangs_on(clause.head, head, scene)
            for p in scene.cast.at(head)
        ]
        hosts = [h for h in hosts if people and h.actor.country != people[0].actor.country]
        if people and hosts and not scene.tree.children(clause.head, "attr", "acomp"):
            plain = replace(clause, slots={"in": clause.slots["in"]})
            out.append(Reading(plain, PRESENCE, 0.8, tuple(people), tuple(hosts[:1])))
    return tuple(out)


def official(participant: Participant) -> bool:
    """True for a person who holds an office."""
    actor = participant.actor
    return actor.kind == "person" and (actor.sector in OFFICIAL or actor.office is not None)


def _hangs_on(verb: int, head: int, scene: Scene) -> bool:
    """The place stands right at the verb: "is in Moscow", and it is a place name."""
    token = scene.tree.tokens[head]
    prep = scene.tree.tokens[token.head]
    return prep.head == verb and token.pos == "PROPN"
