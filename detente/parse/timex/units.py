"""Rules for weeks, months and years around a day: "last week", "the following month"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from detente.parse.timex import calendar as cal
from detente.parse.timex.calendar import Period
from detente.parse.timex.clock import Clock
from detente.parse.timex.rule import Parts, Rule, group, rule, whole
from detente.parse.timex.words import (
    LONG_UNIT,
    MOD,
    S,
    modifier_of,
)

# --- weeks, months, years -------------------------------------------------------------

_STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
    "subsequent": 1,
    "ensuing": 1,
}


def unit_around(base: date, unit: str, step: int) -> Period | None:
    """The week, month, year ... `step` away from the one that holds a day."""
    if unit == "week":
        return cal.week(cal.shift_days(base, 7 * step))
    if unit == "weekend":
        return cal.weekend(cal.shift_days(base, 7 * step))
    if unit == "month":
        moved = cal.shift_months(base.replace(day=1), step)
        return cal.month(moved.year, moved.month)
    if unit == "quarter":
        moved = cal.shift_months(base.replace(day=1), 3 * step)
        return cal.quarter(moved.year, (moved.month + 2) // 3)
    if unit == "year":
        return cal.year(max(1, base.year + step))
    if unit == "decade":
        return cal.decade(base.year // 10 * 10 + 10 * step)
    if unit == "century":
        return cal.century((base.year + 99) // 100 + step)
    return None


def deictic_unit(match: re.Match[str]) -> Parts:
    """Last week, this month, next year, earlier this week, late last year."""
    word, unit = match.group("det").lower().split()[-1], match.group("unit").lower()
    step, mod = _STEPS.get(word, 0), group(match, "mod").lower()
    trailing = " ".join(match.group("det").lower().split()) in ("the past", "the last")
    trailing = trailing and unit in _LENGTHS and not mod

    def read(clock: Clock) -> Period | None:
        if clock.now is None:
            return cal.unknown(None)
        if trailing and not clock.narrative:
            first = _back(clock.now, unit)
            return Period(first, clock.now, f"P1{_LENGTHS[unit]}", "none")
        found = unit_around(clock.now, unit, step)
        if unit == "weekend" and step >= 0:
            found = _weekend(clock, step)
        if found is not None and mod.startswith(("earlier", "later")) and step == 0:
            return _side_of(found, clock.now, mod)
        return cal.narrow(found, modifier_of(mod)) if found else None

    return whole(match, read, "relative")


_LENGTHS = {"week": "W", "month": "M", "year": "Y", "decade": "DE"}


def _back(now: date, unit: str) -> date:
    """The day one week, month, year or decade before another."""
    if unit == "week":
        return cal.shift_days(now, -7)
    return cal.shift_months(now, -{"month": 1, "year": 12, "decade": 120}[unit])


def _side_of(period: Period, now: date, mod: str) -> Period:
    """ "earlier this week": up to the day before; "later this year": from the next day."""
    assert period.start is not None and period.stop is not None
    if mod.startswith("earlier"):
        return replace(period, stop=max(period.start, cal.shift_days(now, -1)))
    return replace(period, start=min(period.stop, cal.shift_days(now, 1)))


def _weekend(clock: Clock, step: int) -> Period | None:
    """This weekend or the next one, by the tense where it is not said."""
    now = clock.now
    if now is None:
        return None
    if step == 0 and clock.tense() == "past" and now.weekday() < 5:
        step = -1
    return cal.weekend(cal.shift_days(now, 7 * step))


def bare_weekend(match: re.Match[str]) -> Parts:
    """Over the weekend: the last one, or the coming one where the verb looks ahead."""

    def read(clock: Clock) -> Period | None:
        now = clock.now
        if now is None:
            return cal.unknown("XXXX-WXX-WE")
        back = now.weekday() < 5 and clock.tense() not in ("future", "present")
        return cal.weekend(cal.shift_days(now, -7 if back else 0))

    return whole(match, read, "relative")


def the_end_of(match: re.Match[str]) -> Parts:
    """By the end of the year, at year's end, the beginning of the month."""
    unit = match.group("unit").lower()
    mod = modifier_of(group(match, "mod") or "end")

    def read(clock: Clock) -> Period | None:
        told = clock.narrative or (
            clock.near and clock.anchor and clock.anchor.grain in ("day", "month")
        )
        told = told and (clock.narrative or clock.tense() == "past")
        base = clock.then.start if told and clock.then else clock.now
        if base is None:
            return cal.unknown(None)
        found = unit_around(base, unit, 0)
        return cal.narrow(found, mod) if found else None

    return whole(match, read, "relative")


def anaphoric_unit(match: re.Match[str]) -> Parts:
    """The previous week, the following month, that year: against the last date."""
    det, unit = " ".join(match.group("det").lower().split()), match.group("unit").lower()
    step, mod = _STEPS.get(det.split()[-1], 0), modifier_of(group(match, "mod"))

    def read(clock: Clock) -> Period | None:
        base = clock.then
        if det in ("the coming", "the next") and not (clock.anchor and clock.tense() == "past"):
            base = cal.day(clock.now) if clock.now and not clock.narrative else base
        if base is None or base.start is None:
            return cal.unknown(None)
        found = unit_around(base.start, unit, step)
        return cal.narrow(found, mod) if found else None

    return whole(match, read, "relative")


def unit_beyond(match: re.Match[str]) -> Parts:
    """The week before last, the month after next: two steps away."""
    unit = match.group("unit").lower()
    step = -2 if match.group("dir").lower().startswith("before") else 2

    def read(clock: Clock) -> Period | None:
        if clock.now is None:
            return cal.unknown(None)
        if unit == "night":
            night = cal.day(cal.shift_days(clock.now, step))
            return replace(night, timex=f"{night.timex}TNI")
        return unit_around(clock.now, unit, step)

    return whole(match, read, "relative")


def unit_beside(match: re.Match[str]) -> Parts:
    """The month before, the year after, at the end of a clause: beside the last date."""
    step = -1 if match.group("dir").lower() == "before" else 1

    def read(clock: Clock) -> Period | None:
        base = clock.then
        if base is None or base.start is None:
            return cal.unknown(None)
        return unit_around(base.start, match.group("unit").lower(), step)

    return whole(match, read, "relative")


# --- the rules ------------------------------------------------------------------------

_OVER_THE_LAST = "|".join(
    f"(?<={word} )the{S}last" for word in ("over", "during", "within", "for", "in")
)
RULES: tuple[Rule, ...] = (
    rule(
        "deictic unit",
        "unit",
        rf"\b(?:(?P<mod>earlier(?:{S}in)?|later(?:{S}in)?|{MOD})(?:{S}|-))?"
        rf"(?P<det>last|this|next|past|(?<=er in )the|{_OVER_THE_LAST}|"
        rf"(?:this|the){S}(?:past|coming|current)){S}(?P<unit>{LONG_UNIT})\b"
        rf"(?!['’]?s?{S}(?:week|year)\b)",
        deictic_unit,
    ),
    rule(
        "weekend",
        "unit",
        rf"\b(?:over|at|on|during|for){S}(?P<x>the{S}weekend)\b(?!{S}of)",
        bare_weekend,
    ),
    rule(
        "end of unit",
        "unit",
        rf"\b(?:(?P<mod>{MOD}){S})(?P<unit>year|month|week|decade|century|quarter)\b",
        the_end_of,
    ),
    rule(
        "unit beyond",
        "unit day_part",
        rf"\bthe{S}(?P<unit>{LONG_UNIT}|night){S}(?P<dir>before{S}last|after{S}next)\b",
        unit_beyond,
    ),
    rule(
        "unit beside",
        "unit",
        rf"\bthe{S}(?P<unit>week|month|year|decade){S}(?P<dir>before|after)(?=[,.;:)]|$)",
        unit_beside,
    ),
    rule("year's end", "unit", rf"\b(?P<unit>year|month)(?:['’]s{S}|-)end\b", the_end_of),
    rule(
        "anaphoric unit",
        "unit season",
        rf"\b(?:(?P<mod>{MOD}){S})?(?:(?:later|earlier|early|late){S})?(?P<det>the{S}(?:very{S})?(?:previous|preceding|following|same|"
        rf"next|subsequent|ensuing|coming)|that(?:{S}same)?){S}(?P<unit>{LONG_UNIT})\b",
        anaphoric_unit,
    ),
)
