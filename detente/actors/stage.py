"""What the rules of reference share: the scene, what was mentioned, and a way to ask on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from detente.actors.memory import Memory
from detente.actors.scene import Scene
from detente.types import Actor, Mention, Participant

Found = tuple[Participant, ...]
HE = frozenset("he him his".split())
SHE = frozenset("she her".split())
IT = frozenset("it its".split())
THEY = frozenset("they them their".split())
WE = frozenset("we us our".split())
SELF = frozenset("i me my".split())
REFLEXIVES = frozenset("himself herself itself themselves ourselves myself".split())
RELATIVE = frozenset("who whom which that whose".split())


@dataclass(frozen=True, slots=True)
class Stage:
    """Where references are resolved: the scene, the memory so far, a way to ask on, and the
    bodies that the report says people belong to."""

    scene: Scene
    memory: Memory
    of: Callable[[int], Found]
    sides: dict[str, Actor] = field(default_factory=dict)


def renewed(found: Found, mention: Mention, score: float, rule: str) -> Found:
    return tuple(replace(p, span=mention.span, score=round(score, 3), rule=rule) for p in found)


def participants(actors: tuple[Actor, ...], mention: Mention, score: float, rule: str) -> Found:
    """The actors as named by the words of a mention."""
    return tuple(Participant(a, mention.span, round(score, 3), rule) for a in actors)
