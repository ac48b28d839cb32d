"""Document -> clauses: each predicate with its arguments and how it is embedded.

A predicate is a verb, a noun that may tell an act, or a predicative adjective. Its
arguments are filled as a reader fills them: the subject of an infinitive or participle
from the clause around it, the object of a passive from its subject, a relative pronoun
from its antecedent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.events.slots import noun_slots, verb_slots
from detente.events.tree import Tree

STATES = frozenset(  # "is opposed to", "are prepared to": a state of the subject, no passive
    "oppose prepare commit determine concern worry interest involve engage dedicate poise".split()
)
AUXILIARY = frozenset({"aux", "auxpass"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate: `slots` maps a slot's name to the heads of the phrases that fill it.

    `kind` is verb, noun or adjective; `words` the lemmas that may be a second word of the
    trigger (particles, adverbs, prepositions); `passive` is true where the surface subject
    is who undergoes it; `relation` its dependency label.
    """

    head: int
    kind: str
    lemma: str
    words: frozenset[str]
    before: frozenset[str]
    slots: Mapping[str, tuple[int, ...]]
    passive: bool
    relation: str


def find(tree: Tree) -> tuple[Clause, ...]:
    """All clauses of a document in text order."""
    out = []
    for token in tree.tokens:
        kind = _kind(tree, token.i)
        if kind:
            out.append(_clause(tree, token.i, kind))
    return tuple(out)


def at(tree: Tree, i: int) -> Clause:
    """The clause of any token, read as a verb's or, where it is none, as a noun's."""
    verbal = tree.tokens[i].pos in {"VERB", "AUX"}
    return _clause(tree, i, _kind(tree, i) or ("verb" if verbal else "noun"))


def _kind(tree: Tree, i: int) -> str:
    token = tree.tokens[i]
    if token.dep in AUXILIARY:
        return ""
    if token.lemma == "blame" and token.dep == "xcomp" and tree.lemma(token.head) == "be":
        return ""  # "is to blame" blames the subject: `said` reads it
    if token.pos in {"VERB", "AUX"} and token.dep not in {"amod", "compound"}:
        return "verb"
    if token.pos == "NOUN":
        return "noun"
    if token.pos == "PROPN" and token.dep != "compound" and not token.ent:
        return "noun"
    if token.pos == "ADJ" and token.dep in {"acomp", "oprd", "advcl", "ROOT", "conj", "ccomp"}:
        return "adjective"
    return ""


def _clause(tree: Tree, i: int, kind: str) -> Clause:
    token = tree.tokens[i]
    passive = kind == "verb" and is_passive(tree, i)
    slots = noun_slots(tree, i) if kind == "noun" else verb_slots(tree, i, passive=passive)
    return Clause(
        head=i,
        kind=kind,
        lemma=token.lemma,
        words=_second_words(tree, i),
        before=_words_before(tree, i),
        slots=slots,
        passive=passive,
        relation=token.dep,
    )


def is_passive(tree: Tree, i: int) -> bool:
    """True for passives with their auxiliary and for participles that stand alone."""
    token = tree.tokens[i]
    if token.lemma in STATES and not tree.children(i, "agent"):
        return False
    if tree.children(i, "nsubjpass", "auxpass"):
        return True
    if token.tag != "VBN":
        return False
    if tree.children(i, "aux"):
        return False
    if token.dep == "conj":
        return is_passive(tree, token.head) and not tree.children(i, "nsubj")
    if tree.children(i, "nsubj", "dobj"):
        return False
    return token.dep in {"acl", "advcl", "relcl", "ROOT", "ccomp", "xcomp", "pcomp"}


def _second_words(tree: Tree, i: int) -> frozenset[str]:
    words = set()
    for kid in tree.children(i):
        token = tree.tokens[kid]
        times = [k in tree.times for k in tree.children(kid, "pobj")]
        if token.dep == "prep" and times and all(times):
            continue
        if token.dep in {"prt", "advmod", "prep", "agent", "dative", "acomp", "oprd", "npadvmod"}:
            words.add(token.lemma)
            words.add(token.text.lower())
    if i + 1 < len(tree.tokens) and tree.tokens[i + 1].dep in {"prt", "advmod", "prep", "mark"}:
        words.add(tree.tokens[i + 1].lemma)
    for kid in tree.children(i, "dobj"):  # "put on hold", "call the talks off"
        words.update(tree.lemma(k) for k in tree.children(kid, "prt"))
    return frozenset(words)


def _words_before(tree: Tree, i: int) -> frozenset[str]:
    """Modifiers of a noun and the preposition that governs it ("phone call", "at war")."""
    words = {tree.lemma(k) for k in tree.children(i, "compound", "amod", "nmod") if k < i}
    words |= {tree.tokens[k].text.lower() for k in tree.children(i, "compound", "amod") if k < i}
    if tree.tokens[i].dep == "pobj":
        words.add(tree.lemma(tree.tokens[i].head))
    return frozenset(words)
