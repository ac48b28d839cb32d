"""Where quoted words stand in a text: the very words, whatever the blanks and the kind of marks."""

from __future__ import annotations

import re

from detente.types import Span

LONGEST = 4_000
_ALIKE = ("'’‘ʼ`", '"“”„«»', "-–—‐‑")
_MARKS = {mark: f"[{re.escape(kind)}]" for kind in _ALIKE for mark in kind}
_EDGES = " \t\n\r\"'“”‘’.,;:"


def places(words: str, text: str, within: Span) -> tuple[Span, ...]:
    """The places of the words inside a span of the text; none where they do not stand there.

    Whole words only. Capitals count, unless the words stand nowhere as they are written;
    marks at their ends are left out where the text has them otherwise.

    >>> places("the  port.", "They shut the port", Span(0, 18))
    (Span(start=10, stop=18),)
    >>> places("por", "They shut the port", Span(0, 18))
    ()
    """
    for asked in dict.fromkeys((words.strip(), words.strip(_EDGES))):
        if not any(c.isalnum() for c in asked) or len(asked) > LONGEST:
            continue
        pattern = _pattern(asked)
        for flags in (0, re.IGNORECASE):
            found = re.compile(pattern, flags).finditer(text, within.start, within.stop)
            spans = tuple(Span(*match.span()) for match in found)
            if spans:
                return spans
    return ()


def _pattern(words: str) -> str:
    parts = ("".join(_MARKS.get(c, re.escape(c)) for c in part) for part in words.split())
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return before + r"\s+".join(parts) + after


def nearest(spans: tuple[Span, ...], to: Span) -> Span:
    """The one of several places that stands nearest; the earlier of two that stand alike."""
    return min(spans, key=lambda span: distance(span, to))


def distance(span: Span, other: Span) -> int:
    """How many characters lie between two spans; 0 where they touch or overlap."""
    return max(span.start - other.stop, other.start - span.stop, 0)
