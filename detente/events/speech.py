"""Type and mode of a reading: the group's own, or what its content makes of it."""

from __future__ import annotations

from detente.events.classify import Reading, Scene
from detente.events.spans import content_span

HARM = frozenset({"ASSAULT", "COERCE"})
ATTACKS = frozenset("attack hit blast target strike savage assail lash assault slam".split())
POLITICS = frozenset({"GOV", "LEG", "PTY", "ELI", "OPP"})
VOWS = frozenset({"vow", "pledge", "promise", "swear", "threaten"})
HARM_MODE = {"ASSAULT": "violence", "COERCE": "restrict"}


def retyped(
    reading: Reading,
    head: int | None,
    by_head: dict[int, Reading],
    scene: Scene,
) -> tuple[str, str]:
    """Type and mode after the rulings on vows: a promise of harm is a threat."""
    kind = reading.group.type
    content = by_head.get(head) if head is not None else None
    if kind == "ASSAULT" and _in_words(reading):
        return "ACCUSE", "disapprove"
    vows = kind == "AGREE" and reading.clause.lemma in VOWS
    if vows and content is not None and content.group.type in HARM:
        return "THREATEN", HARM_MODE[content.group.type]
    return kind, mode_of(reading, head, scene)


def _in_words(reading: Reading) -> bool:
    """Politicians who "attack" one another do so in words."""
    people = (*reading.sources, *reading.targets)
    named = [p for p in people if p.actor.kind == "person" and p.actor.sector in POLITICS]
    return reading.clause.lemma in ATTACKS and len(named) == len(people) > 1


def mode_of(reading: Reading, head: int | None, scene: Scene) -> str:
    """The group's mode, or the one whose words stand in the content, else in the clause."""
    if reading.group.mode is not None:
        return reading.group.mode
    entry = scene.book.type(reading.group.type)
    if not entry.modes:
        return ""
    tree = scene.tree
    at = head if head is not None else reading.clause.head
    span = content_span(head, reading, scene) if head is not None else None
    inside = [k for k in tree.subtree(at) if span is None or span.covers(tree.tokens[k].span)]
    return entry.choose_mode([tree.lemma(k) for k in inside])
