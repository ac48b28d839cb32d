"""Which participants fill source and target, from the slots that a frame names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from detente.events.clauses import Clause
from detente.events.slots import OF
from detente.events.tree import Tree
from detente.types import Participant

PAPER = frozenset(
    (
        "deal agreement treaty accord pact resolution talk negotiation issue crisis war conflict "
        "question problem policy situation"
    ).split()
)
QUANTITY = frozenset(
    (
        "dozen hundred thousand million billion score number couple pair series handful wave group "
        "bunch string spate ton tonne rest most some many several part half majority one two three "
        "four five ten batch convoy round barrage volley scores lot all both load shipment kind"
    ).split()
)
PART_OF = frozenset({"of", "from", "among"})
GROUND = frozenset({"name:city", "name:region", "name:place"})
BODY = frozenset("member official people citizen side nation state leader government".split())


class Casting(Protocol):
    """Who the mentions of a document are: the answer of the actors stage."""

    def at(self, token: int) -> tuple[Participant, ...]:
        """The participants whose mention has its head at `token`."""
        ...


def fill(
    clause: Clause, slots: Sequence[str], tree: Tree, cast: Casting
) -> tuple[Participant, ...]:
    """The participants of the first of `slots` that holds any.

    A town or region is only taken where no later slot holds somebody ("captured Mosul from
    Islamic State").
    """
    places: tuple[Participant, ...] = ()
    for slot in slots:
        heads = clause.slots.get(slot, ())
        if slot.startswith("comp."):  # "promised to withdraw its troops": they are its own
            heads = tuple(h for h in heads if not is_owned(h, tree))
        found = actors_at(heads, tree, cast)
        if slot.startswith("comp."):
            found = tuple(p for p in found if not p.rule.endswith(":context"))
        if found and not all(is_ground(p) for p in found):
            return found
        places = places or found
    return places


def counted(head: int, tree: Tree) -> list[int]:
    """What is counted by a word of quantity: rockets in "dozens of rockets"."""
    token = tree.tokens[head]
    if token.pos != "NUM" and token.lemma not in QUANTITY:
        return []
    return tree.after(head, OF)


def is_owned(head: int, tree: Tree) -> bool:
    """True for "its troops": a thing of somebody named before."""
    return any(tree.tokens[k].tag == "PRP$" for k in tree.children(head, "poss"))


def is_ground(participant: Participant) -> bool:
    """True where the words name a town or region that stands for nobody but its country."""
    return participant.rule in GROUND


def actors_at(heads: Iterable[int], tree: Tree, cast: Casting) -> tuple[Participant, ...]:
    """Participants at these heads; where a thing stands there, whose thing it is."""
    out: list[Participant] = []
    for head in heads:
        out.extend(p for p in _at(head, tree, cast) if p not in out)
    return tuple(out)


def _at(head: int, tree: Tree, cast: Casting) -> tuple[Participant, ...]:
    if tree.tokens[head].text.lower() in REFLEXIVE and tree.tokens[head].dep in OBJECTS:
        return ()
    direct = cast.at(head)
    if direct:
        return direct
    token = tree.tokens[head]
    if token.pos == "VERB":  # a gerund as object: who does it
        return ()
    for deps in (("poss",), ("amod", "nmod", "compound")):
        for kid in tree.children(head, *deps):
            if kid > head:
                continue
            if deps != ("poss",) and token.lemma in PAPER:
                continue
            found = cast.at(kid)
            if found:
                return found
    if token.lemma in SIGNED:
        return _signers(head, tree, cast)
    if (
        token.lemma in BODY | QUANTITY
        or token.tag in {"CD", "DT", "PRP"}
        or token.pos in {"NUM", "DET"}
    ):
        return _after_of(head, tree, cast)
    return ()


OBJECTS = frozenset({"dobj", "pobj", "dative"})
REFLEXIVE = frozenset("himself herself itself themselves ourselves myself".split())
SIGNED = frozenset("petition letter statement appeal declaration resolution note".split())
SIGNING = frozenset("sign write issue send draft publish release submit post".split())


def _signers(head: int, tree: Tree, cast: Casting) -> tuple[Participant, ...]:
    """Who signed or wrote a paper that speaks: "a petition signed by 40,000 people"."""
    for clause in tree.children(head, "acl"):
        if tree.lemma(clause) in SIGNING:
            agents = [k for a in tree.children(clause, "agent") for k in tree.children(a, "pobj")]
            return tuple(p for each in agents for p in cast.at(each))
    heads = tree.after(head, frozenset({"by", "from"}))
    return tuple(p for each in heads for p in cast.at(each))


def _after_of(head: int, tree: Tree, cast: Casting) -> tuple[Participant, ...]:
    heads = [each for inner in tree.after(head, PART_OF) for each in tree.conjuncts(inner)]
    return tuple(p for each in heads for p in cast.at(each))


def without(
    participants: Sequence[Participant], others: Sequence[Participant]
) -> tuple[Participant, ...]:
    """`participants` that are not the very words or the identity of one of `others`."""
    spans = {p.span for p in others if p.span is not None}
    people = {p.actor.id for p in others if p.actor.id}
    return tuple(
        p
        for p in participants
        if p.span not in spans and (p.actor.id is None or p.actor.id not in people)
    )
