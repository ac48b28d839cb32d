"""Date expressions of English news, resolved to days against the report's date line.

The way: `timex.scan` finds the words, each is read against its clock (`timex.clock`: date
line, last date, tense), `timex.join` makes one expression of what belongs together.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from detente.parse.timex.clock import Clock, resolve_weekday
from detente.parse.timex.join import Found, join
from detente.parse.timex.rule import Part, Parts
from detente.parse.timex.scan import scan
from detente.types import DateExpression, Span

__all__ = ["find", "resolve_weekday", "to_json"]


def find(
    text: str, published: date | None, *, narrative: bool = False, ranges: bool = True
) -> tuple[DateExpression, ...]:
    """The date expressions of a text in order, resolved against its date line.

    With `narrative` a text that tells history carries its own time: "in March" goes on from
    the last date before it. With `ranges` "3 to 5 May" is one interval, otherwise two
    expressions. Open intervals ("since 2011") keep their TIMEX and have no value.

    >>> [d.timex for d in find("They met last week.", date(2021, 12, 15))]
    ['2021-W49']
    """
    clock = Clock(text, 0, 0, published, None, narrative=narrative, day_first=_day_first(text))
    joined = join(text, _read(scan(text), clock), published, ranges=ranges)
    return tuple(_expression(text, item) for item in joined)


def to_json(expressions: tuple[DateExpression, ...]) -> list[dict[str, object]]:
    """The expressions as plain values: start, stop, text, value (two ISO days or null), timex."""
    return [
        {
            "start": e.span.start,
            "stop": e.span.stop,
            "text": e.text,
            "value": [d.isoformat() for d in e.value] if e.value else None,
            "timex": e.timex,
        }
        for e in expressions
    ]


_BREAK = re.compile(r"(?<![A-Z])[.!?]\s+[\"“‘'(]?[A-Z]|\n\s*\n")
_DAY_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/\d{4}")


def _day_first(text: str) -> bool:
    """True where a date such as 15/12/2021 shows in which order the text writes them."""
    return bool(_DAY_FIRST.search(text))


def _read(matches: list[Parts], clock: Clock) -> list[Found]:
    """Reads the parts in order; each dated one becomes the anchor of those that follow."""
    found: list[Found] = []
    anchor, at, stated = clock.anchor, 0, False
    for parts in matches:
        for part in parts:
            near = _same_sentence(clock.text, at, part.start)
            now = replace(
                clock, start=part.start, stop=part.stop, anchor=anchor, near=near, stated=stated
            )
            period = part.read(now)
            if period is None:
                continue
            found.append(Found(part, period))
            if part.moves and period.value:
                anchor, at, stated = period, part.stop, part.kind == "absolute"
    return found


def _same_sentence(text: str, last: int, start: int) -> bool:
    """True where no sentence ends between two offsets (nor do 400 characters pass)."""
    return start - last < 400 and not _BREAK.search(text, last, start + 1)


_SINCE = re.compile(r"\b(?:since|ever since)\s+(?:(?:at least|about|around|the|as)\s+)*$", re.I)
_ONWARDS = re.compile(r"\s+(?:onwards?|on)\b(?=[,.;)]|\s+(?:the|a|it|he|she|they)\b)", re.I)


def _open(text: str, part: Part) -> bool:
    """True for "since 2011" and "from 2011 onwards"."""
    before = text[max(0, part.start - 24) : part.start]
    if _SINCE.search(before):
        return True
    return bool(re.search(r"\bfrom\s+$", before, re.I) and _ONWARDS.match(text, part.stop))


def _expression(text: str, item: Found) -> DateExpression:
    part, period = item.part, item.period
    value = None if _open(text, part) else period.value
    if value is not None and value[0] > value[1]:  # "later last week" at the end of days
        value = None
    span = Span(part.start, part.stop)
    return DateExpression(span, span.of(text), value, period.timex, part.kind)
