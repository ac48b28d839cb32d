"""Rules for a counted part of something longer: "the first week of May", "the last Sunday in June".

The first week of a month is its days 1 to 7, the last its last seven; halves of a month part
at the 15th.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from detente.parse.timex import calendar as cal
from detente.parse.timex.absolute import yearly
from detente.parse.timex.calendar import Period
from detente.parse.timex.clock import Clock
from detente.parse.timex.rule import Part, Parts, Reader, Rule, fixed, group, rule, whole
from detente.parse.timex.units import unit_around
from detente.parse.timex.words import (
    MONTH_YEAR,
    NUMBER,
    UNITS,
    WEEKDAY,
    YEAR,
    S,
    modifier_of,
    month_of,
    month_piece,
    number_of,
    weekday_of,
)

_NTH = {"first": 1, "1st": 1, "opening": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}
_NTH |= {"fourth": 4, "4th": 4, "last": -1, "final": -1, "closing": -1, "latter": -1}
_Cut = Callable[[Period], Period | None]


def weekday_of_month(match: re.Match[str]) -> Parts:
    """The first Monday in May, the last Sunday of October 2016."""
    number, nth = month_of(match.group("month")), _NTH[match.group("nth").lower()]
    weekday = weekday_of(match.group("wd"))
    if match.group("month").islower():
        return ()
    blank = f"XXXX-{number:02}-XX"
    return whole(
        match, *yearly(lambda y: cal.day(cal.nth_weekday(y, number, weekday, nth)), match, blank)
    )


def part_of_longer(match: re.Match[str]) -> Parts:
    """The first week of May, the last three months of 2016, the second half of September."""
    word, nth = match.group("unit").lower().rstrip("s"), _NTH[match.group("nth").lower()]
    counted = group(match, "n")
    plural = match.group("unit").lower().endswith("s")
    count = number_of(counted) if counted else None if plural else 1
    if group(match, "month") and (word == "month" or match.group("month").islower()):
        return ()

    def cut(period: Period) -> Period | None:
        if count is None:
            return cal.narrow(period, _few(word, nth))
        return _cut(period, nth, count, word)

    if group(match, "month"):
        number = month_of(match.group("month"))
        return whole(
            match, *yearly(lambda y: cut(cal.month(y, number)), match, f"XXXX-{number:02}")
        )
    digits = group(match, "only_year")
    if digits:
        return whole(match, fixed(cut(cal.year(int(digits)))))
    return whole(match, _of_unit(match, cut), "relative")


def _of_unit(match: re.Match[str], cut: _Cut) -> Reader:
    """A part of "the year", "last month", "that year"."""
    det, unit = match.group("det").lower(), match.group("whole").lower()

    def read(clock: Clock) -> Period | None:
        told = clock.narrative or det in ("that", "the same")
        base = clock.then.start if told and clock.then else clock.now
        if base is None:
            return cal.unknown(None)
        around = unit_around(base, unit, {"last": -1, "next": 1}.get(det, 0))
        return cut(around) if around else None

    return read


def _few(unit: str, nth: int) -> str:
    """The first months of a year are its first third, its first weeks and days its start."""
    if unit == "month":
        return "late" if nth < 0 else "early"
    return "end" if nth < 0 else "start"


def _cut(period: Period, nth: int, count: int, unit: str) -> Period | None:
    """The first, second ... or last `count` units of a period; None where they pass its edge."""
    start, stop = period.start, period.stop
    if start is None or stop is None:
        return None
    if unit == "half":
        begin, end = _half(period, start, stop, nth)
    elif nth < 0:
        begin, end = _moved(cal.shift_days(stop, 1), unit, -count), stop
    else:
        begin = _moved(start, unit, (nth - 1) * count)
        end = cal.shift_days(_moved(begin, unit, count), -1)
    if begin < start or end > stop:
        return None
    return replace(period, start=begin, stop=end, timex=_named(begin, end, unit), grain="none")


def _half(period: Period, start: date, stop: date, nth: int) -> tuple[date, date]:
    if period.grain == "month":
        cut = start.replace(day=16)
    else:
        months = (stop.year - start.year) * 12 + stop.month - start.month + 1
        cut = cal.shift_months(start, months // 2)
    return (start, cal.shift_days(cut, -1)) if nth == 1 else (cut, stop)


def _moved(when: date, unit: str, count: int) -> date:
    if unit == "month":
        return cal.shift_months(when, count)
    return cal.shift_days(when, count * (7 if unit == "week" else 1))


def _named(begin: date, end: date, unit: str) -> str:
    """The TIMEX of a stretch: months as months, days as days."""
    width = 7 if unit == "month" else 10
    ends = dict.fromkeys((begin.isoformat()[:width], end.isoformat()[:width]))
    return "/".join(ends)


def two_parts_of_month(match: re.Match[str]) -> Parts:
    """Mid to late September: from the start of one third to the end of the other."""
    number = month_of(match.group("month"))
    first, last = modifier_of(match.group("mod")), modifier_of(match.group("mod2"))

    def make(year: int) -> Period | None:
        a = cal.narrow(cal.month(year, number), first)
        return replace(a, stop=cal.narrow(cal.month(year, number), last).stop)

    return whole(match, *yearly(make, match, f"XXXX-{number:02}"))


def up_to(match: re.Match[str]) -> Parts:
    """The year to (March), the three months to (June), the week of (9 October): with its day."""
    unit = UNITS.get(match.group("unit").lower().rstrip("s"), "WE")
    count = number_of(group(match, "n") or "one")
    words = " ".join(match.group("dir").lower().split())
    if not count or unit not in ("D", "W", "M", "Y", "WE") or (unit == "WE" and words != "of"):
        return ()
    how = "holds" if words == "of" else "on" if words.startswith(("beg", "st", "com")) else "to"
    if how == "holds" and (unit[0] != "W" or group(match, "n")):
        return ()
    start, stop = match.span("x")
    alone = (match.start("n"), match.end("unit")) if group(match, "n") else None
    read = fixed(cal.unknown(f"P{count}{unit}"))
    shifted = (f"{unit}:{how}", count)
    return (
        Part(start, stop, read, "relative", role="span", shift=shifted, alone=alone, moves=False),
    )


# --- the rules ------------------------------------------------------------------------

_MONTH = rf"(?:the{S}month{S}of{S})?{month_piece()}{MONTH_YEAR}"
_WHOLE = (
    rf"(?:{_MONTH}|(?P<only_year>{YEAR})|(?P<det>this|last|next|that|the(?:{S}same)?){S}"
    r"(?P<whole>year|month|quarter)\b)"
)
_ORDINAL = "(?P<nth>first|second|third|fourth|last|final|opening|closing|1st|2nd|3rd|4th)"
_BOTH = "(?P<{}>early|mid|late)"

RULES: tuple[Rule, ...] = (
    rule(
        "weekday of month",
        "weekday",
        rf"\b(?:the{S})?{_ORDINAL}{S}(?P<wd>{WEEKDAY}){S}(?:of|in){S}{_MONTH}",
        weekday_of_month,
    ),
    rule(
        "part of longer",
        "unit",
        rf"\b(?:the{S})?{_ORDINAL}(?:{S}(?P<n>{NUMBER}|few|couple{S}of))?{S}"
        rf"(?P<unit>(?:day|week|month)s?){S}(?:of|in){S}{_WHOLE}",
        part_of_longer,
    ),
    rule(
        "half of month",
        "month unit",
        rf"\b(?:the{S})?(?P<nth>first|second|latter|last|1st|2nd){S}(?P<unit>half){S}of{S}{_WHOLE}",
        part_of_longer,
    ),
    rule(
        "parts of month",
        "month",
        rf"\b{_BOTH.format('mod')}(?:{S}|-)(?:to|and|or)(?:{S}|-){_BOTH.format('mod2')}(?:{S}|-)"
        rf"{_MONTH}",
        two_parts_of_month,
    ),
    rule(
        "up to",
        "unit",
        rf"\b(?P<x>the{S}(?:(?P<n>{NUMBER}){S})?(?P<unit>(?:day|week|weekend|month|year)s?){S}"
        rf"(?P<dir>ending(?:{S}on)?|ended(?:{S}on)?|to|through|up{S}to|of|beginning|starting|"
        r"commencing))\b",
        up_to,
    ),
)
