"""The dependency tree of a document, as questions one asks of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from detente.types import Document, Span, Token

CONTENT_EDGE = frozenset({"“", "”", '"', "'", "‘", "’", ",", ";", ":", "—", "–", "-", "."})


class Tree:
    """Children, subtrees and spans over the tokens of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens

    @cached_property
    def _children(self) -> list[list[int]]:
        out: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                out[token.head].append(token.i)
        return out

    @cached_property
    def times(self) -> frozenset[int]:
        """The tokens that are part of a date expression, a duration included."""
        return self._inside([d.span for d in self.document.dates])

    @cached_property
    def points(self) -> frozenset[int]:
        """The tokens that are part of a date expression which is no duration."""
        return self._inside([d.span for d in self.document.dates if d.kind != "duration"])

    def _inside(self, spans: Sequence[Span]) -> frozenset[int]:
        starts = {t.span.start: t.i for t in self.tokens}
        out: set[int] = set()
        for span in spans:
            at = starts.get(span.start)
            while (
                at is not None and at < len(self.tokens) and self.tokens[at].span.stop <= span.stop
            ):
                out.add(at)
                at += 1
        return frozenset(out)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.span.start for token in self.tokens]

    def within(self, span: Span) -> list[int]:
        """The tokens that a span touches, in order."""
        out = []
        for i in range(max(0, bisect_right(self._starts, span.start) - 1), len(self.tokens)):
            if self.tokens[i].span.start >= span.stop:
                break
            if self.tokens[i].span.overlaps(span):
                out.append(i)
        return out

    def children(self, i: int, *deps: str) -> list[int]:
        """Indices of the dependants of `i`, in order; only those with one of `deps` if given."""
        kids = self._children[i]
        return kids if not deps else [k for k in kids if self.tokens[k].dep in deps]

    def child(self, i: int, *deps: str) -> int | None:
        """The first dependant of `i` with one of `deps`."""
        kids = self.children(i, *deps)
        return kids[0] if kids else None

    def after(self, i: int, prepositions: frozenset[str], *deps: str) -> list[int]:
        """Heads of the phrases after these prepositions at `i` (which hang by `deps`, or prep)."""
        return [
            inner
            for prep in self.children(i, *(deps or ("prep",)))
            if self.tokens[prep].text.lower() in prepositions
            for inner in self.children(prep, "pobj")
        ]

    def conjuncts(self, i: int) -> list[int]:
        """`i` and what is coordinated after it ("the U.S. and NATO"), in order."""
        out, queue = [i], [i]
        while queue:
            node = queue.pop()
            kids = [*self.children(node, "conj"), *self._listed(node)]
            fresh = [k for k in kids if k not in out]
            out.extend(fresh)
            queue.extend(fresh)
        return sorted(out)

    def _listed(self, i: int) -> list[int]:
        """Items of a list that the parse hung otherwise: "halt A, withdraw B and close C"."""
        own = self.tokens[i]
        out = []
        for kid in self.children(i, "dep", "appos"):
            token = self.tokens[kid]
            after_comma = self.tokens[kid - 1].text == "," if kid else False
            verbs = token.tag == own.tag == "VB" and after_comma
            things = token.dep == "appos" and bool(self.children(kid, "cc"))
            if kid > i and (verbs or things):
                out.append(kid)
        return out

    def first_conjunct(self, i: int) -> int:
        """The head of the coordination that `i` stands in (itself where it is the first)."""
        seen = 0
        while self.tokens[i].dep == "conj" and self.tokens[i].head != i and seen < 50:
            i, seen = self.tokens[i].head, seen + 1
        return i

    def subtree(self, i: int, without: frozenset[int] = frozenset()) -> list[int]:
        """All tokens under `i`, itself included, in order, leaving out branches in `without`."""
        out, stack = [], [i]
        while stack:
            node = stack.pop()
            out.append(node)
            stack.extend(k for k in self._children[node] if k not in without)
        return sorted(out)

    def ancestors(self, i: int) -> Iterator[int]:
        """The governors of `i`, nearest first."""
        seen = 0
        while self.tokens[i].head != i and seen < 200:
            i, seen = self.tokens[i].head, seen + 1
            yield i

    def span(self, indices: list[int]) -> Span | None:
        """The characters from the first to the last of `indices` without outer punctuation."""
        kept = list(indices)
        while kept and self._is_edge(kept[-1], kept):
            kept.pop()
        while kept and self.tokens[kept[0]].text in CONTENT_EDGE - {"“", '"', "‘", "'"}:
            kept.pop(0)
        if not kept:
            return None
        return Span(self.tokens[kept[0]].span.start, self.tokens[kept[-1]].span.stop)

    def _is_edge(self, i: int, kept: list[int]) -> bool:
        text = self.tokens[i].text
        if text in {"”", '"', "’"}:
            opener = {"”": "“", '"': '"', "’": "‘"}[text]
            return opener not in {self.tokens[k].text for k in kept[:-1]}
        return text in CONTENT_EDGE

    def token(self, i: int) -> Token:
        """The token at `i`."""
        return self.tokens[i]

    def lemma(self, i: int) -> str:
        """The lower-case lemma at `i`."""
        return self.tokens[i].lemma

    def is_verbal(self, i: int) -> bool:
        """True where the token is a verb (a participle before a noun is not)."""
        token = self.tokens[i]
        return token.pos in {"VERB", "AUX"} and token.dep not in {
            "amod",
            "compound",
            "aux",
            "auxpass",
        }
