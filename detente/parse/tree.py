"""The dependency parse as a tree: subtrees, and who a verb's subject or agent is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.types import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
EDGES = frozenset({",", ":", ";", "—", "–", "-", "--", ".", "and", "but"})


class Tree:
    """Children and subtrees over a document's tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.children: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                self.children[token.head].append(token.i)

    def subtree(self, i: int) -> set[int]:
        """The token and all that hangs on it."""
        out: set[int] = set()
        stack = [i]
        while stack:
            node = stack.pop()
            if node not in out:
                out.add(node)
                stack.extend(self.children[node])
        return out

    def core(self, i: int) -> set[int]:
        """The subtree without a relative clause behind a comma."""
        out = self.subtree(i)
        for c in self.children[i]:
            loose = self.tokens[c].dep in {"relcl", "acl"} and c > i
            if loose and any(self.tokens[n].text == "," for n in range(i, self.left(c) + 1)):
                out -= self.subtree(c)
        return out

    def left(self, i: int) -> int:
        """The first token of the subtree."""
        return min(self.subtree(i))

    def above(self, i: int) -> Iterator[int]:
        """The words that `i` hangs below, nearest first."""
        steps = 0
        while self.tokens[i].head != i and steps < 100:
            i, steps = self.tokens[i].head, steps + 1
            yield i

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of `i` that hangs by one of `deps`."""
        for child in self.children[i]:
            if self.tokens[child].dep in deps:
                return child
        return None


def is_passive(tree: Tree, i: int) -> bool:
    """True for "was told", and for a bare participle after its noun."""
    if tree.child(i, "auxpass", "nsubjpass") is not None:
        return True
    token = tree.tokens[i]
    bare = token.tag == "VBN" and tree.child(i, "aux", *SUBJECTS) is None
    return bare and (
        token.dep in {"acl", "amod"} or (token.dep == "advcl" and token.lemma == "ask")
    )


def cue_tokens(tree: Tree, i: int) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation and particle."""
    parts = {"aux", "auxpass", "neg", "prt"}
    return tuple(sorted([i, *(c for c in tree.children[i] if tree.tokens[c].dep in parts)]))


def source_of(tree: Tree, i: int) -> tuple[int, set[int]]:
    """Head and tokens of whoever says what the verb `i` says; `(-1, set())` for nobody named."""
    if is_passive(tree, i):
        return _agent(tree, i)
    subject = _subject(tree, i)
    if subject is None:
        return -1, set()
    return subject, phrase(tree, subject, i)


def _agent(tree: Tree, i: int) -> tuple[int, set[int]]:
    for c in tree.children[i]:
        if tree.tokens[c].dep in {"agent", "prep"} and tree.tokens[c].text.lower() == "by":
            inner = tree.child(c, "pobj")
            if inner is not None:
                return inner, tree.subtree(inner)
    return -1, set()


def _subject(tree: Tree, i: int, depth: int = 0) -> int | None:
    """The head of the subject of a verb, understood ones included."""
    own = tree.child(i, *SUBJECTS)
    if own is not None:
        return None if tree.tokens[own].dep == "expl" else own
    token = tree.tokens[i]
    governor = token.head
    if depth > 6 or governor == i:
        return None
    if token.dep == "acl":
        return governor if tree.tokens[governor].pos not in {"VERB", "AUX"} else None
    if token.dep == "xcomp":
        return tree.child(governor, "dobj") or _subject(tree, governor, depth + 1)
    if token.dep == "pcomp":
        preposition, governor = governor, tree.tokens[governor].head
        if tree.tokens[preposition].text.lower() == "as":
            return tree.child(governor, "dobj", "nsubjpass") or _subject(tree, governor, depth + 1)
        return _subject(tree, governor, depth + 1)
    shares = token.dep in {"conj", "advcl", "ccomp", "dep", "parataxis"}
    if shares and tree.tokens[governor].pos in {"VERB", "AUX"}:
        return _subject(tree, governor, depth + 1)
    return None


def phrase(tree: Tree, head: int, outside: int) -> set[int]:
    """The noun phrase of `head`, without what stands beyond the verb `outside`."""
    words = (
        tree.subtree(head) - tree.subtree(outside)
        if head not in tree.children[outside]
        else (tree.subtree(head))
    )
    words.add(head)
    edge = {n for n in words if (n < outside) == (head < outside)}
    return edge or {head}


def trim(tree: Tree, words: set[int]) -> tuple[int, ...]:
    """The words in order, without commas and conjunctions at either end."""
    order = sorted(words)
    while order and tree.tokens[order[0]].text in EDGES:
        order.pop(0)
    while order and tree.tokens[order[-1]].text in EDGES:
        order.pop()
    return tuple(order)
