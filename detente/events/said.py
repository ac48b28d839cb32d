"""Acts that no single trigger tells, but who says what of whom.

1. "NATO must withdraw", said by X: a demand of X. 2. "X will not attend", said by X: a
refusal. 3. "the attack was barbaric", "Y is to blame", said by X: X accuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.events import attribution
from detente.events.classify import Reading, Scene
from detente.events.clauses import Clause
from detente.events.entries import Frame, TriggerGroup
from detente.events.roles import actors_at, without
from detente.events.speech import HARM
from detente.events.status import is_negated, modal
from detente.parse.quotes import chain
from detente.types import Document, Participant

CONTENT = Frame(content=("comp",))
MUST = TriggerGroup("must", "REQUEST", CONTENT, mode="change", status="actual")
REFUSAL = TriggerGroup("will not", "REJECT", CONTENT, status="actual")
JUDGED = TriggerGroup("judged", "ACCUSE", CONTENT, mode="disapprove", status="actual")
BLAMED = TriggerGroup("blamed", "ACCUSE", CONTENT, mode="allege", status="actual")

OWN_WILL = frozenset({"will", "wo", "would", "'ll", "cannot", "ca"})
GUILTY = frozenset("responsible guilty complicit culpable accountable liable blame".split())
BAD = frozenset(
    (
        "absurd abhorrent appalling barbaric brutal cowardly cruel dangerous deplorable "
        "despicable disastrous disgraceful disgusting dishonest foolish heinous hideous "
        "horrendous horrible horrific hostile hypocritical illegal illegitimate immoral "
        "indefensible inexcusable inhuman inhumane insane insulting intolerable irresponsible "
        "outrageous provocative reckless reprehensible ridiculous scandalous shameful "
        "shocking terrible unacceptable unconscionable undemocratic unfair unforgivable "
        "unjust unjustified unlawful unprovoked disgrace disaster outrage scandal crime "
        "insult farce travesty provocation aggression atrocity betrayal catastrophe shame "
        "mockery "
    ).split()
)


def readings(document: Document, scene: Scene) -> tuple[Reading, ...]:
    """The readings of all three kinds."""
    out: list[Reading] = []
    for clause in scene.clauses:
        if clause.kind == "verb" and clause.slots.get("subject"):
            out.extend(_of(clause, document, scene))
    return tuple(out)


def _of(clause: Clause, document: Document, scene: Scene) -> Iterator[Reading]:
    must = _must(clause.head, scene)
    refusing = is_negated(scene.tree, clause.head) and modal(scene.tree, clause.head) in OWN_WILL
    judged = _judged(clause, scene)
    if must is None and not refusing and judged is None:
        return
    speakers = speakers_at(clause.head, document, scene)
    subject = actors_at(clause.slots["subject"], scene.tree, scene.cast)
    if not speakers:
        return
    if must is not None and subject and not refusing:
        others = without(subject, speakers)
        if not others and not _is_we(clause, scene):  # "he must leave" of himself
            return
        others = others or subject  # "we must hold on": the own side too
        if scene.tree.tokens[must].lemma == "should" and not any(_is_real(p) for p in others):
            return
        yield Reading(_told_by(must, clause, scene), MUST, 0.75, speakers, others)
    elif refusing and subject and _same(subject, speakers):
        for word in scene.tree.children(clause.head, "aux")[:1]:  # none: the one before has it
            yield Reading(_told_by(word, clause, scene), REFUSAL, 0.7, speakers, ())
    elif judged is not None:
        yield from _verdict(judged, clause, speakers, scene)


def _is_we(clause: Clause, scene: Scene) -> bool:
    words = {scene.tree.tokens[k].text.lower() for k in clause.slots["subject"]}
    return bool(words & {"we", "they", "us"})


def _is_real(participant: Participant) -> bool:
    """A state, a body or a person with a name, not "a president" or "people"."""
    return participant.actor.id is not None or participant.actor.kind == "country"


def _told_by(word: int, clause: Clause, scene: Scene) -> Clause:
    """The clause as content of its own modal, which is the trigger."""
    slots = {"comp": (clause.head,), "subject": clause.slots["subject"]}
    lemma = scene.tree.lemma(word)
    return replace(clause, head=word, lemma=lemma, slots=slots, relation="aux")


def _must(i: int, scene: Scene) -> int | None:
    """The index of "must", or of the "need" or "have" that the infinitive at `i` hangs on."""
    tree = scene.tree
    for kid in tree.children(i, "aux"):
        if tree.tokens[kid].text.lower() in {"must", "should"} and tree.tokens[kid].dep == "aux":
            return kid
    head = tree.tokens[i].head
    if tree.tokens[i].dep == "xcomp" and tree.lemma(head) in {"need", "have"}:
        return head
    return None


def _judged(clause: Clause, scene: Scene) -> int | None:
    """The predicate of "is barbaric", "was a disgrace", "is to blame", unless negated."""
    tree = scene.tree
    if clause.lemma != "be" or is_negated(tree, clause.head):
        return None
    for kid in tree.children(clause.head, "acomp", "attr", "xcomp"):
        words = {tree.lemma(kid), *(tree.lemma(k) for k in tree.children(kid, "amod"))}
        if words & (BAD | GUILTY):
            return kid
    return None


def _verdict(
    word: int, clause: Clause, speakers: tuple[Participant, ...], scene: Scene
) -> Iterator[Reading]:
    """Blame of the subject, or judgement of what the subject names, towards whose it is."""
    tree = scene.tree
    guilty = tree.lemma(word) in GUILTY
    targets = without(actors_at(clause.slots["subject"], tree, scene.cast), speakers)
    if guilty and not targets:
        return
    causes = [
        k
        for prep in (*tree.children(word, "prep"), *tree.children(clause.head, "prep"))
        if tree.tokens[prep].text.lower() == "for"
        for k in tree.children(prep, "pobj", "pcomp")
    ]
    content = tuple(causes) if guilty else clause.slots["subject"]
    slots = {"comp": content, "subject": clause.slots["subject"]}
    said = replace(clause, head=word, lemma=tree.lemma(word), slots=slots, relation="acomp")
    yield Reading(said, BLAMED if guilty else JUDGED, 0.7 if guilty else 0.6, speakers, targets)


def is_vow(reading: Reading, status: str, document: Document, scene: Scene) -> bool:
    """Ruling 18: "we will strike", said by the one who would do it, is a threat."""
    if reading.group.type not in HARM or status != "planned":
        return False
    speakers = speakers_at(reading.clause.head, document, scene)
    return bool(speakers) and bool(reading.sources) and _same(reading.sources, speakers)


def _same(one: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
    """True where a speaker speaks of himself or of his own government or side."""
    keys = {p.actor.key for p in other}
    sides = {(p.actor.country, p.actor.sector) for p in other if p.actor.country}
    return any(p.actor.key in keys or (p.actor.country, p.actor.sector) in sides for p in one)


def speakers_at(i: int, document: Document, scene: Scene) -> tuple[Participant, ...]:
    """The nearest voice around a token, as participants; () where nobody is quoted."""
    for quote in chain(document.quotes, scene.tree.tokens[i].span):
        if quote.source:
            return tuple(attribution.speakers(quote.source[0], document, scene))
    return ()
