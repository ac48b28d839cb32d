"""The tokens of a document while their parse is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.types import Token

SAYING = frozenset("say tell announce claim add warn report write confirm insist".split())
CONTENT = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "TO"})
AUXILIARIES = frozenset({"aux", "auxpass"})


class Draft:
    """The tokens of a document while they are mended; `set` changes one."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = list(tokens)
        self.changed = False

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    def set(self, i: int, *, head: int | None = None, dep: str = "", tag: str = "") -> None:
        """Gives a token a new head, label or tag (and the part of speech of the tag)."""
        token = self.tokens[i]
        self.tokens[i] = replace(
            token,
            head=token.head if head is None else head,
            dep=dep or token.dep,
            tag=tag or token.tag,
            pos="VERB" if tag.startswith("VB") else token.pos,
        )
        self.changed = True

    def children(self, i: int, first: int, last: int) -> list[int]:
        """The tokens of the sentence `[first, last)` that hang on `i`."""
        return [n for n in range(first, last) if self.tokens[n].head == i and n != i]

    def child(self, i: int, first: int, last: int, deps: frozenset[str]) -> int | None:
        """The first child of `i` with one of the labels."""
        for n in self.children(i, first, last):
            if self.tokens[n].dep in deps:
                return n
        return None

    def under(self, i: int, top: int) -> bool:
        """True where `i` is `top` or hangs below it."""
        steps = 0
        while i != top and self.tokens[i].head != i and steps < 200:
            i = self.tokens[i].head
            steps += 1
        return i == top
