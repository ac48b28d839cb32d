"""Clauses to types: which groups of the codebook a predicate and its arguments satisfy.

1. groups by the predicate's lemma; 2. their second words; 3. tests on heads and slots;
4. the roles that must be actors; 5. the best by score, the more specific before the plainer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.events.clauses import Clause, find
from detente.events.codebook import Codebook, Heads, TriggerGroup
from detente.events.model.hearing import NOTHING, Hearing
from detente.events.roles import Casting, actors_at, counted, fill, without
from detente.events.status import PLANNED_MODALS, is_negated, modal
from detente.events.tree import Tree
from detente.types import Document, Participant

ASSERTING = frozenset("insist suggest advise ask tell recommend propose stress urge".split())
CAUTIONING = frozenset({"warn", "caution", "alert"})
TO_COME = frozenset("will would 'll could may might can must shall wo should".split())
PRICE = frozenset(
    (
        "face suffer pay regret meet be risk lose expect trigger bring lead result provoke prompt "
        "have see bear carry cost entail mean follow come"
    ).split()
)
AGENTLESS = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE"})  # "was arrested"
HELPERS = frozenset({"have", "do", "be"})
ASKED = frozenset({"", "must", "should", "ought"})
WILLED = PLANNED_MODALS | {"would", "can", "ca", "could"}
SPECIFIC = 0.02  # how much each thing that a group asks for beside its words adds to its score


@dataclass(frozen=True, slots=True)
class Reading:
    """One clause read as one type of act, with its participants."""

    clause: Clause
    group: TriggerGroup
    score: float
    sources: tuple[Participant, ...]
    targets: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is needed to read a document: its tree, cast and clauses, the codebook, the model."""

    tree: Tree
    cast: Casting
    book: Codebook
    clauses: tuple[Clause, ...]
    heard: Hearing = NOTHING


def scene(document: Document, cast: Casting, book: Codebook, heard: Hearing = NOTHING) -> Scene:
    """The scene of a document, its clauses found once."""
    tree = Tree(document)
    return Scene(tree, cast, book, find(tree), heard)


def groups_of(clause: Clause, book: Codebook) -> tuple[TriggerGroup, ...]:
    """The groups whose trigger words stand in the clause."""
    if clause.kind == "verb":
        found = book.verb_groups(clause.lemma)
    elif clause.kind == "noun":
        found = book.noun_groups(clause.lemma)
    else:
        found = book.adjective_groups(clause.lemma)
    return tuple(g for g in found if _second(g, clause))


def _second(group: TriggerGroup, clause: Clause) -> bool:
    if not group.second:
        return True
    if group.second_first:
        return group.second in clause.before
    return group.second in clause.words or group.second in clause.slots


def readings(clause: Clause, scene: Scene) -> tuple[Reading, ...]:
    """All readings of a clause that pass their tests, the best first."""
    found = []
    for group in groups_of(clause, scene.book):
        if not _passes(group, clause, scene):
            continue
        reading = cast_roles(group, clause, scene)
        if reading is not None:
            found.append(reading)
    return tuple(sorted(found, key=lambda r: -r.score))


def _passes(group: TriggerGroup, clause: Clause, scene: Scene) -> bool:
    """True where every test of the group holds."""
    slots = clause.slots
    asked = ((group.object, "object"), (group.subject, "subject"), (group.comp, "comp"))
    if any(heads and not _admits(heads, slots.get(name, ()), scene) for heads, name in asked):
        return False
    barred = ((group.object_not, "object"), (group.subject_not, "subject"))
    if any(heads and _admits(heads, slots.get(name, ()), scene) for heads, name in barred):
        return False
    if group.prep and not any(_admits(h, slots.get(name, ()), scene) for name, h in group.prep):
        return False
    if any(_admits(heads, slots.get(name, ()), scene) for name, heads in group.prep_not):
        return False
    if any(slots.get(slot) for slot in group.without):
        return False
    if group.negated and not is_negated(scene.tree, clause.head):
        return False
    if group.type == "REQUEST" and clause.lemma in ASSERTING and not _wished(clause, scene):
        return False
    if group.type == "THREATEN" and clause.lemma in CAUTIONING and not _harms(clause, scene):
        return False
    if group.modal and modal(scene.tree, clause.head) not in WILLED:
        return False
    times = scene.tree.times
    return all(
        any(k not in times for slot in options for k in slots.get(slot, ()))
        for options in group.needs
    )


def _harms(clause: Clause, scene: Scene) -> bool:
    """Ruling 6: a warning is a threat of what the speaker's side would do, or of its price."""
    tree = scene.tree
    own = {p.actor.country for p in actors_at(clause.slots.get("subject", ()), tree, scene.cast)}
    for head in clause.slots.get("that", ()):
        if not tree.is_verbal(head):
            continue
        doer = actors_at(tree.children(head, "nsubj"), tree, scene.cast)
        if modal(tree, head) not in TO_COME:
            return False
        if tree.lemma(head) in PRICE or tree.children(head, "agent"):
            continue
        if doer and not any(p.actor.country in own for p in doer):
            return False
    return True


def _wished(clause: Clause, scene: Scene) -> bool:
    """True but for "insists that it will not": what a that-clause in the indicative asserts."""
    finite = clause.slots.get("that", ())
    if not finite or clause.slots.get("inf"):
        return True
    tree = scene.tree
    plain = [k for k in finite if tree.tokens[k].tag in {"VB", "VBP"}]
    return any(
        modal(tree, k) in ASKED
        and not any(tree.lemma(a) in HELPERS for a in tree.children(k, "aux"))
        for k in plain
    )


def _admits(heads: Heads, fillers: Sequence[int], scene: Scene) -> bool:
    tree = scene.tree
    for filler in (*fillers, *(k for f in fillers for k in counted(f, tree))):
        is_actor = heads.actor and bool(scene.cast.at(filler))
        if filler in tree.times and tree.lemma(filler) not in heads.words:
            continue  # "for three days" is no reason
        if heads.admit(tree.lemma(filler), is_actor=is_actor):
            return True
        for word in tree.subtree(filler):  # "a no-fly zone", "joint military drills"
            before = word < filler and tree.tokens[word].dep in {"compound", "amod"}
            if before and heads.admit(f"{tree.lemma(word)} {tree.lemma(filler)}"):
                return True
    return False


def cast_roles(group: TriggerGroup, clause: Clause, scene: Scene) -> Reading | None:
    """The reading with its participants; None where a role that must be an actor is none."""
    sources = fill(clause, group.frame.source, scene.tree, scene.cast)
    slots = [s for s in group.frame.target if s not in group.frame.source or s != "subject"]
    targets = without(fill(clause, slots, scene.tree, scene.cast), sources)
    if group.symmetric and len(sources) < 2 and not targets:
        targets = without(fill(clause, ("with", "between", "and"), scene.tree, scene.cast), sources)
    for role in group.actors:
        unsaid = clause.passive and bool(targets) and group.type in AGENTLESS
        if role == "source" and not sources and not unsaid:
            return None
        if role == "target" and not (targets or (group.symmetric and len(sources) > 1)):
            return None
    if not sources and not targets:
        return None
    score = min(0.99, group.score + SPECIFIC * group.specificity)
    return Reading(clause, group, score, sources, targets)
