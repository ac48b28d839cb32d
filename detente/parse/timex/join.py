"""Joins what belongs together: the ends of a range, a clock time and its day, "the eve of"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from detente.parse.timex import calendar as cal
from detente.parse.timex.calendar import Period
from detente.parse.timex.rule import Part, shift
from detente.parse.timex.words import WEEKDAY


@dataclass(frozen=True, slots=True)
class Found:
    """A part with the period it was read as."""

    part: Part
    period: Period


_TO = re.compile(
    r"\s*(?:[-–—]|(?:up\s+)?(?:to|until|till|through))\s+(?:(?:the|at|on)\s+)?$|\s?[-–—]\s?$", re.I
)
_AND = re.compile(r"\s+and\s+(?:(?:the|on)\s+)?$", re.I)
_LED = re.compile(r"\b(?P<w>from|between)\s+(?:(?:the|at|on)\s+)?$", re.I)
_CLOCK_GAP = re.compile(
    r",?\s+(?:(?:on|at|of|about|around|shortly|late|early)\s+)*$|\s*,\s*$", re.I
)
_OPERAND_GAP = re.compile(r"\s+(?:the\s+)?$", re.I)


def join(
    text: str, found: list[Found], published: date | None, *, ranges: bool = True
) -> list[Found]:
    """Shifts and clock times joined to their days, then (`ranges`) ends to intervals."""
    dated = [kept for item in _pairs(text, found) if (kept := _settled(item)) is not None]
    return _ranges(text, dated, published) if ranges else dated


def _settled(item: Found) -> Found | None:
    """What is left of a part that found no day: a shift's length, or nothing."""
    if item.part.role in ("date", "clock"):
        return item
    if item.part.alone is None:
        return None
    start, stop = item.part.alone
    part = replace(item.part, start=start, stop=stop, role="date", shift=None, kind="duration")
    return Found(part, item.period)


def _pairs(text: str, found: list[Found]) -> list[Found]:
    out: list[Found] = []
    for this in found:
        joined = _pair(text, out[-1], this) if out else None
        if joined is not None:
            out[-1] = joined
            if len(out) > 1 and (hours := _hours(text, out[-2], joined)) is not None:
                out[-2:] = [hours]
        else:
            out.append(this)
    return out


_HOURS_GAP = re.compile(r"\s*(?:[-–]|to|and|until|till)\s*$", re.I)


def _hours(text: str, clock: Found, day: Found) -> Found | None:
    """From 9 am to 5 pm on Sunday: both times are of the day that stands after them."""
    gap = text[clock.part.stop : day.part.start]
    if (
        clock.part.role != "clock"
        or "T" not in (day.period.timex or "")
        or day.period.start is None
    ):
        return None
    if len(gap) > 24 or not _HOURS_GAP.match(gap):
        return None
    code = (clock.period.timex or "").partition("T")[2]
    timex = f"{day.period.start.isoformat()}T{code}/{day.period.timex}"
    return _over(clock, day, replace(day.period, timex=timex), day.part.kind)


def _pair(text: str, left: Found, right: Found) -> Found | None:
    """One expression of a shift and its day, or of a day and a clock time; else None."""
    gap = text[left.part.stop : right.part.start]
    if len(gap) > 24:
        return None
    if left.part.role == "span" and right.part.role == "date" and _OPERAND_GAP.match(gap):
        return _up_to(left, right)
    if left.part.role == "shift" and right.part.role == "date" and _OPERAND_GAP.match(gap):
        assert left.part.shift is not None
        moved = shift(right.period, *left.part.shift) if right.period.value else None
        return None if moved is None else _over(left, right, moved, "relative")
    if left.part.role == "prefix" or right.part.role == "suffix":
        return _with_part_of_day(left, right, gap)
    roles = {left.part.role, right.part.role}
    if roles != {"date", "clock"} or not _CLOCK_GAP.fullmatch(gap):
        return None
    day, clock = (left, right) if left.part.role == "date" else (right, left)
    if day.period.grain != "day" or day.period.start is None or day.part.kind == "set":
        return None
    code = (clock.period.timex or "").partition("T")[2]
    timex = f"{day.period.start.isoformat()}T{code}"
    return _over(left, right, replace(day.period, timex=timex), day.part.kind)


def _up_to(left: Found, right: Found) -> Found | None:
    """The three months to June, the week of 9 October: the days that end in, or hold, another."""
    assert left.part.shift is not None
    (unit, _, how), count = left.part.shift[0].partition(":"), left.part.shift[1]
    start, stop = right.period.start, right.period.stop
    if start is None or stop is None or right.part.kind == "set":
        return None
    if right.period.grain not in (("day",) if unit in ("D", "W", "WE") else ("day", "month")):
        return None
    if how == "holds":
        around = cal.weekend(start) if unit == "WE" else cal.week(start)
        return _over(left, right, around, "relative")
    days, months = {"D": 1, "W": 7}.get(unit), {"M": count, "Y": 12 * count}.get(unit, 0)
    if how == "on":
        end = cal.shift_days(start, days * count) if days else cal.shift_months(start, months)
        found = (start, cal.shift_days(end, -1))
    else:
        after = cal.shift_days(stop, 1)
        found = (
            cal.shift_days(after, -days * count) if days else cal.shift_months(after, -months),
            stop,
        )
    timex = f"{found[0].isoformat()}/{found[1].isoformat()}"
    return _over(left, right, Period(*found, timex, "none"), "relative")


_OF = re.compile(r"\s+of\s+(?:the\s+)?", re.I)


def _with_part_of_day(left: Found, right: Found, gap: str) -> Found | None:
    """The night of a day, or a day at night; None where no single day stands beside it."""
    before = left.part.role == "prefix"
    day, part = (right, left) if before else (left, right)
    if day.part.role != "date" or day.period.grain != "day" or day.period.start is None:
        return None
    fits = _OF.fullmatch(gap) if before else not gap.strip(" \n")
    if not fits or "T" in (day.period.timex or ""):
        return None
    timex = f"{day.period.timex}{part.period.timex}"
    return _over(left, right, replace(day.period, timex=timex), day.part.kind)


def _over(left: Found, right: Found, period: Period, kind: str) -> Found:
    part = replace(
        left.part,
        stop=right.part.stop,
        kind=kind,
        role="date",
        shift=None,
        alone=None,
        link=right.part.link,
        moves=True,
    )
    return Found(part, period)


def _ranges(text: str, found: list[Found], published: date | None) -> list[Found]:
    out: list[Found] = []
    for this in found:
        joined = _range(text, out[-1], this, published) if out else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(this)
    return out


def _range(text: str, left: Found, right: Found, published: date | None) -> Found | None:
    """The interval of two ends, where the words between and before them say so."""
    gap = text[left.part.stop : right.part.start]
    a, b = left.period, right.period
    if not _linked(text, left, right, gap):
        return None
    if a.start is None or a.stop is None or b.start is None or b.stop is None:
        return _blank_range(left, right)
    if b.stop < a.start and published and _two_weekdays(text, left, right):
        return _around_the_week(left, right, published)
    if b.stop < a.start or left.part.kind in ("duration", "set") or right.part.role != "date":
        return None
    if left.part.link == "list" and (b.start - a.stop).days != 1:
        return None
    whole = Period(a.start, b.stop, f"{_plain(a.timex)}/{_plain(b.timex)}", a.grain)
    kind = "absolute" if left.part.kind == right.part.kind == "absolute" else "relative"
    return _over(left, right, whole, kind)


_WEEKDAYS = re.compile(rf"(?:{WEEKDAY})", re.I)


def _two_weekdays(text: str, left: Found, right: Found) -> bool:
    """True where both ends are weekdays and no more."""
    return all(
        _WEEKDAYS.fullmatch(text, end.part.start, end.part.stop) and end.period.grain == "day"
        for end in (left, right)
    )


def _around_the_week(left: Found, right: Found, published: date) -> Found | None:
    """From Monday to Thursday, where one end was read a week off: later, or earlier if past."""
    a, b = left.period.start, right.period.start
    assert a is not None and b is not None
    ahead = a >= published
    first = a if ahead else cal.shift_days(a, -7)
    last = cal.shift_days(b, 7) if ahead else b
    if not 0 < (last - first).days < 7:
        return None
    whole = Period(first, last, f"{first.isoformat()}/{last.isoformat()}", "day")
    return _over(left, right, whole, "relative")


def _blank_range(left: Found, right: Found) -> Found | None:
    """Two ends of a range whose year is unknown stay one expression without days."""
    if left.part.link != "range":
        return None
    timex = f"{left.period.timex}/{right.period.timex}"
    return _over(left, right, Period(None, None, timex, "none"), left.part.kind)


def _plain(timex: str | None) -> str:
    """The first or last piece of a TIMEX that is itself a range."""
    return (timex or "").split("/")[0]


_JUST_AND = re.compile(r"\s+and\s+$", re.I)
_NEXT = re.compile(r"\s+(?:and|to|into)\s+$", re.I)
_THROUGH = re.compile(r"\s+(?:through|thru)\s+$", re.I)
_MOVED = re.compile(
    r"\b(?:moved|shifted|postponed|delayed|changed|rescheduled|switched|put\s+off|pushed\s+back|"
    r"brought\s+forward)\s+(?:\w+\s+){0,4}$",
    re.I,
)


def _neighbours(text: str, left: Found, right: Found, gap: str) -> bool:
    """True for "Thursday and Friday", "Monday through Friday", "the night of 5 May to 6 May"."""
    a, b = left.period, right.period
    if a.grain != "day" or b.grain != "day" or a.start is None or b.start is None:
        return False
    if right.part.role != "date" or _GENITIVE.match(text, right.part.stop):
        return False
    if _THROUGH.fullmatch(gap):
        return True
    if (b.start - a.start).days != 1 or "T" in (b.timex or ""):
        return False
    return bool((_NEXT if (a.timex or "").endswith("TNI") else _JUST_AND).fullmatch(gap))


_GENITIVE = re.compile(r"['’]s?\b")


def _linked(text: str, left: Found, right: Found, gap: str) -> bool:
    if left.part.link in ("range", "list"):
        return True
    if len(gap) > 24 or left.part.kind in ("duration", "set") or left.part.role != "date":
        return False
    if gap.strip() in ("-", "–", "—"):
        return "\n" not in gap and (gap.strip() != "—")
    if _neighbours(text, left, right, gap):
        return True
    led = _LED.search(text, max(0, left.part.start - 16), left.part.start)
    if led is None or _MOVED.search(text, max(0, led.start() - 48), led.start()):
        return False
    return bool((_AND if led.group("w").lower() == "between" else _TO).match(gap))
