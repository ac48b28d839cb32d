"""Rules for days in figures: "2021-12-15", "15/12/2021", "15.12.2021", "2021/12/15"."""

from __future__ import annotations

import re
from datetime import date

from detente.parse.timex import calendar as cal
from detente.parse.timex.calendar import Period
from detente.parse.timex.clock import Clock
from detente.parse.timex.rule import Parts, Rule, fixed, group, rule, whole


def iso_day(match: re.Match[str]) -> Parts:
    """2021-12-15, with or without a clock time."""
    found = cal.safe_date(*(int(match.group(n)) for n in ("y", "m", "d")))
    if found is None:
        return ()
    clock = group(match, "t")
    timex = found.isoformat() + (f"T{clock}" if clock else "")
    return whole(match, fixed(Period(found, found, timex, "day")))


def numeric_day(match: re.Match[str]) -> Parts:
    """12/15/2021, 15/12/2021, 15.12.2021: the order that is possible, and fits the report."""
    a, b, digits = int(match.group("a")), int(match.group("b")), match.group("y")
    number = int(digits) if len(digits) == 4 else 2000 + int(digits)
    day_first, month_first = cal.safe_date(number, b, a), cal.safe_date(number, a, b)
    if day_first is None and month_first is None:
        return ()
    dots = match.group("sep") == "."

    def read(clock: Clock) -> Period | None:
        if day_first is None or month_first is None:
            only = day_first or month_first
            return cal.day(only) if only else None
        return cal.day(_order(clock, day_first, month_first, dots))

    return whole(match, read)


def _order(clock: Clock, day_first: date, month_first: date, dots: bool) -> date:
    """Which reading of 05/04/2021: that of the text's other dates, or the date line itself."""
    if clock.published in (day_first, month_first):
        return clock.published
    return day_first if dots or clock.day_first else month_first


# --- the rules ------------------------------------------------------------------------

RULES: tuple[Rule, ...] = (
    rule(
        "iso day",
        "number",
        r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
        r"(?:[T ](?P<t>\d{2}:\d{2}(?::\d{2})?)Z?)?(?![\d-])",
        iso_day,
    ),
    rule(
        "year first day",
        "year",
        r"(?<![\w/.-])(?P<y>(?:19|20)\d{2})/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/-])",
        iso_day,
    ),
    rule(
        "numeric day",
        "number",
        r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)"
        r"(?P<y>(?:19|20)\d{2}|(?<=/)\d{2})(?![\d/-]|\.\d)",
        numeric_day,
    ),
)
