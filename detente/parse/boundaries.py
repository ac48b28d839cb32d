"""Where sentences certainly begin, certainly do not, and where the parser may decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum


class Mark(Enum):
    """What is known of a token's place before the parse."""

    START = 1
    NEVER = 2
    OPEN = 3


START, NEVER, OPEN = Mark.START, Mark.NEVER, Mark.OPEN

CLOSERS = "\"'”’)]»"
OPENERS = "\"'“‘([«"
END = re.compile(r"[.!?…]+[\"'”’)\]»]*$")
ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'])(?:Mr|Mrs|Ms|Dr|Prof|Rev|Fr|St|Gen|Maj|Lt|Col|Capt|Cmdr|Cpl|Sgt|Adm|Brig|Sen|Rep"
    r"|Gov|Pres|Amb|Hon|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Nos|vs|etc|Co|Corp"
    r"|Inc|Ltd|Dept|Est|approx|Mt|Ft|Art|para|pp|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
INITIALS = re.compile(r"(?:[A-Z]\.){2,}$")  # U.S., U.N., E.U.: may also end a sentence
DATELINE = re.compile(  # "KYIV, Jan 14 (Reuters) - ", "PARIS — " at the head of a paragraph
    r"(?:^|\n)[A-Z][A-Z'’.\- ]{2,40}(?:/[A-Z][A-Z'’.\- ]{2,30})?(?:, [A-Z][A-Za-z.]{2,20}){0,2}"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)? ?(?:\([^)\n]{2,40}\) ?)?(?:--?|[—–]) *(?=\S)"
)
LOWER = re.compile(r"[a-z]")


def sentence_starts(text: str, tokens: Sequence[tuple[int, int]]) -> list[Mark]:
    """One mark a token, from its offsets `(start, stop)` in `text`.

    A blank line, or a line end that is not in mid-sentence, starts a sentence. So does a
    capital, a digit or an opening quotation mark after `.`, `!` or `?` that does not belong
    to an abbreviation, and what follows a dateline. After "U.S." and the like the parser may
    decide.
    """
    marks: list[Mark] = []
    quote = _QuoteState(text)
    after_datelines = {m.end() for m in DATELINE.finditer(text)}
    for n, (start, stop) in enumerate(tokens):
        if n == 0:
            marks.append(START)
            continue
        if start in after_datelines:
            marks.append(START)
            continue
        gap = text[tokens[n - 1][1] : start]
        if not text[start:stop].strip():
            marks.append(NEVER)
            continue
        before = text[max(0, start - 60) : start]
        marks.append(_mark(before, text[start : start + 40], gap, quote.closing(start)))
    return marks


def _mark(before: str, after: str, gap: str, closing: bool) -> Mark:
    line_end = before[len(before.rstrip()) :].count("\n")
    stripped = before.rstrip()
    if line_end >= 2:
        return START
    if line_end == 1:
        return NEVER if LOWER.match(after) and not END.search(stripped) else START
    if not stripped or closing or not before[-1:].isspace():
        return _glued(stripped, after, gap)
    if not END.search(stripped):
        return NEVER
    first = after.lstrip(OPENERS)[:1]
    if first and (first.islower() or first in ",;:—–-"):
        return NEVER
    bare = stripped.rstrip(CLOSERS)
    if INITIALS.search(bare):
        return OPEN
    if ABBREVIATION.search(bare):
        return NEVER
    if stripped.endswith(("...", "…")):
        return OPEN
    return START


def _glued(stripped: str, after: str, gap: str) -> Mark:
    """No white space before: only 'end.”Next' or 'end.Next' as careless copies have it."""
    if gap or not after[:1].isupper() or len(stripped) < 3:
        return NEVER
    return OPEN if stripped[-1] in ".!?" and stripped[-2].islower() else NEVER


class _QuoteState:
    """Tells whether a straight quotation mark at a place closes one that is open."""

    def __init__(self, text: str) -> None:
        self.places: set[int] = set()
        is_open = False
        for n, char in enumerate(text):
            if char == "\n" and text[n : n + 2] == "\n\n":
                is_open = False
            elif char == '"':
                if is_open:
                    self.places.add(n)
                is_open = not is_open

    def closing(self, place: int) -> bool:
        return place in self.places
