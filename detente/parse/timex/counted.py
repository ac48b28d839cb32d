"""Rules for counted times: "two weeks ago", "three days later", "the past month"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from detente.parse.timex import calendar as cal
from detente.parse.timex import tense
from detente.parse.timex.calendar import Period
from detente.parse.timex.clock import Clock, resolve_weekday
from detente.parse.timex.rule import Part, Parts, Reader, Rule, fixed, group, rule, shift, whole
from detente.parse.timex.words import (
    NUMBER,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    S,
    number_of,
    weekday_of,
)

# --- counted --------------------------------------------------------------------------


def _vague_ref(back: bool) -> Reader:
    return lambda _clock: cal.unknown("PAST_REF" if back else "FUTURE_REF")


def counted_ago(match: re.Match[str]) -> Parts:
    """Three weeks ago, in five days, two months from now: against the date line."""
    unit, count = UNITS[match.group("unit").lower().rstrip("s")], number_of(group(match, "n"))
    back = "ago" in match.group(0).lower()
    if count is None or unit in ("S", "TM") or (unit == "H" and count > 96):
        return whole(match, _vague_ref(back), "relative")
    unit, steps = ("D", count // 24) if unit == "H" else (unit, count)
    picked = any(group(match, name) for name in ("same", "tail", "wd"))

    def read(clock: Clock) -> Period | None:
        if clock.now is None:
            return _vague_ref(back)(clock)
        base = cal.day(clock.now)
        if picked:
            far = _far_end(clock.now, unit, -steps)
            return _same_day(match, far, unit, clock.now) if far else None
        if unit in ("W", "F"):
            days = steps * (14 if unit == "F" else 7) * (-1 if back else 1)
            return cal.week(cal.shift_days(clock.now, days))
        return shift(base, unit, -steps if back else steps)

    return whole(match, read, "relative")


def _same_day(match: re.Match[str], base: date, unit: str, now: date) -> Period | None:
    """The day, week or month that words after "ago" pick: "five years ago this month"."""
    if group(match, "same"):
        return cal.day(base)
    if group(match, "wd"):
        number = weekday_of(match.group("wd"))
        if unit in ("W", "F"):
            return cal.day(cal.shift_days(base, number - base.weekday()))
        near = resolve_weekday(number, now)
        return cal.day(cal.shift_days(base, (near - now).days))
    step = {"last": -1, "next": 1}.get(match.group("tail").lower(), 0)
    if match.group("around").lower() == "week":
        return cal.week(cal.shift_days(base, 7 * step))
    moved = cal.shift_months(base.replace(day=1), step)
    return cal.month(moved.year, moved.month)


def long_ago(match: re.Match[str]) -> Parts:
    """Years ago, long ago: before, and nobody says when."""
    return whole(match, _vague_ref(True), "relative")


def counted_ahead(match: re.Match[str]) -> Parts:
    """In five days: a date where the verb looks ahead, otherwise a length."""
    if tense.of(match.string, *match.span()) == "future":
        return counted_ago(match)
    unit, count = UNITS[match.group("unit").lower().rstrip("s")], number_of(group(match, "n"))
    number = "X" if count is None else str(count)
    timex = f"PT{number}{unit[-1]}" if unit in ("H", "TM", "S") else f"P{number}{unit}"
    start, stop = match.span("x")
    return (Part(start, stop, fixed(cal.unknown(timex)), "duration", moves=False),)


def counted_from_then(match: re.Match[str]) -> Parts:
    """Two days later, a week earlier: against the last date in the text."""
    unit, count = UNITS[match.group("unit").lower().rstrip("s")], number_of(group(match, "n"))
    back = match.group("dir").lower() in ("earlier", "before", "previously", "prior")
    if count is None or unit in ("S", "TM"):
        return whole(match, _vague_ref(back), "relative")
    unit, steps = ("D", count // 24) if unit == "H" else (unit, count)

    def read(clock: Clock) -> Period | None:
        if clock.then is None:
            return _vague_ref(back)(clock)
        return _step(clock.then, unit, -steps if back else steps)

    return whole(match, read, "relative")


def _step(base: Period, unit: str, count: int) -> Period | None:
    """Days from a whole month or year cannot be told; the stretch itself is kept."""
    if unit in ("D", "N", "W", "F") and base.grain not in ("day", "time", "week"):
        return replace(base, timex=f"{base.timex}-XX") if base.grain == "month" else base
    if unit in ("M", "Q") and base.grain in ("year", "decade", "century"):
        return base
    return shift(base, unit, count)


_LENGTHS = {"N": "D", "F": "W"}


def shift_operator(match: re.Match[str]) -> Parts:
    """Two days after (a date), the eve of (a feast), a week before (Monday's talks)."""
    if group(match, "eve"):
        unit, count, back = "D", 1, True
    else:
        unit = UNITS[match.group("unit").lower().rstrip("s")]
        count = number_of(group(match, "n") or "one") or 0
        back = match.group("dir").lower() in ("before", "prior to", "ahead of")
    if not count or unit in ("S", "TM", "H"):
        return ()
    start, stop = match.span("x")
    alone = (start, match.end("unit")) if group(match, "n") else None
    read = fixed(cal.unknown(f"P{count * 2 if unit == 'F' else count}{_LENGTHS.get(unit, unit)}"))
    steps = (unit, -count if back else count)
    return (
        Part(start, stop, read, "relative", role="shift", shift=steps, alone=alone, moves=False),
    )


def counted_past(match: re.Match[str]) -> Parts:
    """The past three weeks, the last 24 hours, the next five days: up to or from the report."""
    word = match.group("unit").lower().rstrip("s")
    unit, count = UNITS[word], number_of(group(match, "n"))
    back = match.group("det").lower() in ("last", "past", "previous")
    number = "X" if count is None else str(count)
    timex = f"PT{number}{unit[-1]}" if unit in ("H", "TM", "S") else f"P{number}{unit}"

    def read(clock: Clock) -> Period | None:
        now = clock.now
        if now is None or count is None or unit in ("S", "TM") or clock.narrative:
            return cal.unknown(timex)
        other = _far_end(now, unit, -count if back else count)
        if other is None:
            return cal.unknown(timex)
        return Period(min(now, other), max(now, other), timex, "none")

    start, stop = match.span()
    return (Part(start, stop, read, "relative", moves=False),)


def _far_end(now: date, unit: str, count: int) -> date | None:
    if unit == "H":
        return cal.shift_days(now, -(-abs(count) // 24) * (1 if count > 0 else -1))
    days = {"D": 1, "N": 1, "W": 7, "F": 14}.get(unit)
    if days:
        return cal.shift_days(now, days * count)
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120}.get(unit)
    return cal.shift_months(now, months * count) if months and abs(count) < 500 else None


# --- the rules ------------------------------------------------------------------------

_N = rf"(?P<n>{NUMBER}|an?|{VAGUE})"
_UNITS = rf"(?P<unit>(?:{UNIT})s?)"
_SAME = (
    rf"(?:{S}(?:(?:on{S})?(?P<same>today|this{S}very{S}day|this{S}day)|"
    rf"(?P<tail>this|last|next){S}(?P<around>week|month)|on{S}(?P<wd>{WEEKDAY})))?\b"
)
_FROM = rf"from(?={S}(?:(?:next|this){S})?(?:{WEEKDAY}|today|tomorrow|yesterday)\b)"
RULES: tuple[Rule, ...] = (
    rule(
        "ago",
        "ago",
        rf"\b(?:(?:about|around|nearly|almost|some|over|just|only){S}|more{S}than{S})?{_N}{S}"
        rf"(?:and{S}a{S}half{S})?{_UNITS}{S}ago\b{_SAME}",
        counted_ago,
    ),
    rule(
        "from now",
        "unit",
        rf"\b(?P<x>{_N}{S}{_UNITS}(?:['’]{S}time|{S}from{S}now|{S}hence))\b",
        counted_ago,
    ),
    rule(
        "in",
        "unit",
        rf"\b(?P<y>in{S}(?P<x>{_N}{S}(?P<unit>(?:day|week|fortnight|month|year|decade)s?)))\b"
        rf"(?!{S}(?:ago|from|later|earlier|of)\b|['’])",
        counted_ahead,
    ),
    rule(
        "later",
        "unit",
        rf"\b(?:(?:about|around|nearly|almost|some|over|just|only|exactly|barely){S}|more{S}than{S})?(?:{_N}{S})?{_UNITS}{S}"
        rf"(?P<dir>earlier|later|previously|thereafter|afterwards?|prior(?!{S}to)|"
        rf"before(?=[,.;:)]|$))\b",
        counted_from_then,
    ),
    rule(
        "shift",
        "unit",
        rf"\b(?P<x>(?:the|(?P<n>{NUMBER}|an?)){S}(?P<unit>(?:{UNIT})s?){S}(?P<dir>before|after|prior{S}to|"
        rf"ahead{S}of|{_FROM}))\b",
        shift_operator,
    ),
    rule(
        "week on",
        "unit",
        rf"\b(?P<x>(?P<n>a|two){S}(?P<unit>weeks?|fortnight){S}(?P<dir>on))(?={S}(?:{WEEKDAY})\b)",
        shift_operator,
    ),
    rule(
        "long ago",
        "ago",
        rf"\b(?:long|(?:a{S}(?:very{S})?long|some|quite{S}some){S}time|"
        rf"(?:many{S})?(?:{UNIT})s){S}ago\b",
        long_ago,
    ),
    rule("eve", "feast", rf"\b(?P<x>(?:the{S})?(?P<eve>eve){S}of)\b", shift_operator),
    rule(
        "counted past",
        "unit",
        rf"\b(?:the|these|those){S}(?P<det>last|past|next|coming|previous|following){S}"
        rf"(?P<n>{NUMBER}|few|several|couple{S}of){S}(?P<unit>(?:{UNIT})s?)\b",
        counted_past,
    ),
)
