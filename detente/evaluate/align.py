"""Where gold sentences stand in a report's clean text, when the two differ a little.

A reader may join, split or clean what a person copied by hand: quotation marks, dashes,
brackets, a doubled title. Words are compared folded, in order; a sentence has a place where
enough of its words have one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher

from detente.evaluate.gold import GoldReport, GoldSentence
from detente.evaluate.names import tokens
from detente.types import Span

ENOUGH = 0.6
"""Share of a sentence's words that must be found for it to have a place."""
NEAR = 30
"""Characters between two sentences that still belong to the second: a word not recognised."""

Placed = tuple[str, Span]


def place(report: GoldReport, text: str) -> GoldReport:
    """The gold report over another text of it: sentences that are not there have an empty span."""
    words = _placed(text)
    whole = _matched([_placed(s.text) for s in report.sentences], words)
    sentences, before = [], 0
    for sentence, found in zip(report.sentences, whole, strict=True):
        span = found or _matched([_placed(sentence.text)], words)[0] or Span(len(text), len(text))
        if before <= span.start <= before + NEAR and found:
            span = Span(before, span.stop)
        before = span.stop if found else before
        sentences.append(replace(sentence, span=span))
    return replace(report, text=text, sentences=tuple(sentences))


def lost(report: GoldReport) -> tuple[GoldSentence, ...]:
    """The sentences that `place` found no place for."""
    return tuple(s for s in report.sentences if s.span.start == s.span.stop)


def _placed(text: str) -> list[Placed]:
    """The words of a text, folded, with their characters."""
    found = []
    for match in re.finditer(r"\w[\w'’.-]*", text):
        word = "".join(tokens(match.group()))
        if word:
            found.append((word, Span(*match.span())))
    return found


def _matched(sentences: list[list[Placed]], words: list[Placed]) -> list[Span | None]:
    """The span of each sentence, where the sequence of all of them runs through `words`."""
    flat = [word for sentence in sentences for word, _ in sentence]
    matcher = SequenceMatcher(None, flat, [word for word, _ in words], autojunk=False)
    to: dict[int, int] = {}
    for start, other, size in matcher.get_matching_blocks():
        to.update((start + k, other + k) for k in range(size))
    spans, first = [], 0
    for sentence in sentences:
        hits = [to[k] for k in range(first, first + len(sentence)) if k in to]
        first += len(sentence)
        spans.append(_span(hits, len(sentence), words))
    return spans


def _span(hits: list[int], size: int, words: list[Placed]) -> Span | None:
    """From the first to the last word found, unless too few or too far apart."""
    if not size or len(hits) < ENOUGH * size or hits[-1] - hits[0] > 2 * size + 3:
        return None
    return Span(words[hits[0]][1].start, words[hits[-1]][1].stop)
