"""Whole statements without quotation marks, as governments publish them.

1. A paragraph that ends in "the minister said:" hands the floor to the paragraphs after it.
2. A report titled "Statement by X", "Remarks by X on Y" speaks with X's voice wherever it
says "I", "we" or "our".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.types import Document, Quote, Sentence, Span

HANDS_OVER = re.compile(
    r"^(?P<who>[^\n“\"]{3,160}?)\s+(?P<cue>said|says|added|stated|told \w+(?: \w+)?|commented|"
    r"made the following statement|issued the following statement)"
    r"(?P<rest>[^\n“\".]{0,80}):\s*$"
)
TITLED = re.compile(
    r"^(?:joint )?(?P<cue>statement|remarks|speech|message|address|comments?|press statement)\b"
    r"(?: to the press)?\s*(?:by|of|from|:|-|–|—)\s+(?P<who>.+?)"
    r"(?=\s+(?:on|at|about|to|regarding|in|for|after|following|marking|during)\s|\s*[,:;(–—]|\s*$)",
    re.IGNORECASE,
)
OWN = re.compile(r"\b(?:I|we|We|our|Our|my|us|me)\b")
ENDS = re.compile(
    r"^(?:further information|notes? to editors|notes?:|background|media (?:enquiries|contact)|"
    r"follow |read more|for more|contact|ends\b|###)",
    re.IGNORECASE,
)
MARKS = frozenset("“\"'‘«")


def find(document: Document) -> tuple[Quote, ...]:
    """The statements of a document as direct quotations of their speakers."""
    text = document.report.text
    handed = tuple(_handed_over(document.sentences, text))
    return handed or tuple(_titled(document.sentences, text))


def _handed_over(sentences: Sequence[Sentence], text: str) -> Iterator[Quote]:
    for n, sentence in enumerate(sentences):
        match = HANDS_OVER.match(sentence.span.of(text).strip())
        after = sentences[n + 1] if n + 1 < len(sentences) else None
        if match is None or after is None or text[after.span.start] in MARKS:
            continue
        content = tuple(_until_the_floor_is_taken(sentences[n + 1 :], text))
        if content:
            start = sentence.span.start
            source, cue = match.span("who"), match.span("cue")
            yield Quote(
                content,
                (Span(start + cue[0], start + cue[1]),),
                (Span(start + source[0], start + source[1]),),
                "direct",
            )


def _until_the_floor_is_taken(sentences: Sequence[Sentence], text: str) -> Iterator[Span]:
    for sentence in sentences:
        words = sentence.span.of(text).strip()
        if HANDS_OVER.match(words) or ENDS.match(words) or words[:1] in MARKS:
            return
        yield sentence.span


def _titled(sentences: Sequence[Sentence], text: str) -> Iterator[Quote]:
    if not sentences:
        return
    first = sentences[0]
    match = TITLED.match(first.span.of(text))
    if match is None:
        return
    content = tuple(s.span for s in sentences[1:] if OWN.search(s.span.of(text)))
    content = content and tuple(s.span for s in sentences[1:])
    if content:
        start = first.span.start
        yield Quote(
            content,
            (Span(start + match.start("cue"), start + match.end("cue")),),
            (Span(start + match.start("who"), start + match.end("who")),),
            "direct",
        )
