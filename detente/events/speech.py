"""Rules for what is said rather than done: hostile vows, and "must" with an addressee."""

from __future__ import annotations

from dataclasses import replace

from detente.events import attribution
from detente.events.classify import Reading, Scene
from detente.events.entries import Frame, TriggerGroup
from detente.events.roles import actors_at, without
from detente.events.spans import content_span
from detente.events.status import Status
from detente.parse.quotes import chain
from detente.types import Document, Participant

MUST = TriggerGroup("must", "REQUEST", Frame(content=("comp",)), mode="change", status="actual")

HARM = frozenset({"ASSAULT", "COERCE"})
VOWS = frozenset({"vow", "pledge", "promise", "swear", "threaten"})
HARM_MODE = {"ASSAULT": "violence", "COERCE": "restrict"}


def retyped(
    reading: Reading,
    head: int | None,
    found: Status,
    by_head: dict[int, Reading],
    scene: Scene,
) -> tuple[str, str]:
    """Type and mode after the rulings on vows: a promise of harm is a threat."""
    kind = reading.group.type
    content = by_head.get(head) if head is not None else None
    vows = kind == "AGREE" and reading.clause.lemma in VOWS
    if vows and content is not None and content.group.type in HARM:
        return "THREATEN", HARM_MODE[content.group.type]
    return kind, mode_of(reading, head, scene)


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


def must_readings(document: Document, scene: Scene) -> tuple[Reading, ...]:
    """Demands made with "must": "NATO must withdraw", said by somebody, is the speaker's."""
    out = []
    for clause in scene.clauses:
        if clause.kind != "verb" or not clause.slots.get("subject"):
            continue
        modal = _must(clause.head, scene)
        if modal is None:
            continue
        speakers = _speakers(clause.head, document, scene)
        asked = actors_at(clause.slots["subject"], scene.tree, scene.cast)
        if speakers and asked:
            slots = {"comp": (clause.head,), "subject": clause.slots["subject"]}
            said = replace(clause, head=modal, lemma="must", slots=slots, relation="aux")
            others = without(asked, speakers) or asked  # "we must all act": the own side too
            out.append(Reading(said, MUST, 0.75, speakers, others))
    return tuple(out)


def _must(i: int, scene: Scene) -> int | None:
    """The index of "must", or of the "need" or "have" that the infinitive at `i` hangs on."""
    tree = scene.tree
    for kid in tree.children(i, "aux"):
        if tree.tokens[kid].text.lower() in {"must", "should"}:
            return kid
    head = tree.tokens[i].head
    if tree.tokens[i].dep == "xcomp" and tree.lemma(head) in {"need", "have"}:
        return head
    return None


def _speakers(i: int, document: Document, scene: Scene) -> tuple[Participant, ...]:
    for quote in chain(document.quotes, scene.tree.tokens[i].span):
        if quote.source:
            return tuple(attribution.speakers(quote.source[0], document, scene))
    return ()
