"""The words of content: what is demanded, threatened, promised, refused, alleged or backed."""

from __future__ import annotations

from collections.abc import Sequence

from detente.events.classify import Reading, Scene
from detente.events.roles import actors_at
from detente.events.status import condition_at
from detente.types import Participant, Span

MARKERS = frozenset({"that", "to", "whether", "for"})
LEFT_OUT = frozenset({"aux", "mark", "neg"})


def content_heads(reading: Reading) -> tuple[int, ...]:
    """The heads of the phrases that are the content, by the first slot of the frame that is filled."""
    for slot in reading.group.frame.content:
        heads = reading.clause.slots.get(slot, ())
        fillers = [h for h in heads if not _is_role(reading, h)]
        if fillers:
            return tuple(fillers)
    return ()


def _is_role(reading: Reading, head: int) -> bool:
    """True where the filler is itself a source or target ("condemned Russia": no content)."""
    slots = reading.clause.slots
    return any(
        head in slots.get(slot, ()) and _names(reading.targets, slots, slot)
        for slot in reading.group.frame.target
        if slot in {"object", "iobj", "to"}
    )


def _names(targets: Sequence[Participant], slots: object, slot: str) -> bool:
    return bool(targets)


def content_span(head: int, reading: Reading, scene: Scene) -> Span | None:
    """The words of one content, without its condition and without a subject that is the source."""
    tree = scene.tree
    token = tree.tokens[head]
    left_out: set[int] = set()
    condition = condition_at(tree, head)
    for kid in tree.children(head):
        inner = tree.tokens[kid]
        if (
            (
                condition is not None
                and condition.covers(inner.span)
                and inner.dep in {"advcl", "prep"}
            )
            or inner.dep == "mark"
            or (inner.dep == "aux" and inner.tag == "TO")
            or (
                inner.dep == "conj"
                and len(content_heads(reading)) > 1
                and kid in content_heads(reading)
            )
            or (inner.dep == "cc" and len(content_heads(reading)) > 1)
            or (inner.dep == "prep" and inner.text.lower() == "including")
        ):
            left_out.add(kid)
    subjects = tree.children(head, "nsubj", "nsubjpass")
    if subjects and token.pos in {"VERB", "AUX"} and _same_as_source(subjects[0], reading, scene):
        left_out.add(subjects[0])
        left_out.update(k for k in tree.children(head, "aux") if k < head)
    return tree.span(tree.subtree(head, frozenset(left_out)))


def _same_as_source(subject: int, reading: Reading, scene: Scene) -> bool:
    found = actors_at((subject,), scene.tree, scene.cast)
    keys = {p.actor.country for p in reading.sources} | {p.actor.id for p in reading.sources}
    keys.discard(None)
    return any(p.actor.country in keys or p.actor.id in keys for p in found)
