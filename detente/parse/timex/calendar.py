"""Stretches of days: months, weeks, seasons, quarters, parts of them, and movable feasts."""

from __future__ import annotations

import calendar as _months
from dataclasses import dataclass, replace
from datetime import date, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Days `[start, stop]`, both included (None: unknown), with TIMEX3 value and grain.

    `grain` is one of time, day, week, month, season, quarter, year, decade, century, none.
    """

    start: date | None
    stop: date | None
    timex: str | None
    grain: str

    @property
    def value(self) -> tuple[date, date] | None:
        """Both ends, or None where they are unknown or fell off the calendar's edge."""
        if self.start is None or self.stop is None or self.start > self.stop:
            return None
        return self.start, self.stop


def unknown(timex: str | None, grain: str = "none") -> Period:
    """A period whose days cannot be told."""
    return Period(None, None, timex, grain)


def day(when: date) -> Period:
    """One day."""
    return Period(when, when, when.isoformat(), "day")


def safe_date(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    if not (1 <= year <= 9998 and 1 <= month <= 12):
        return None
    last = _months.monthrange(year, month)[1]
    return date(year, month, number) if 1 <= number <= last else None


def shift_months(when: date, count: int) -> date:
    """The same day `count` months on (the month's last day where it is shorter)."""
    index = when.year * 12 + when.month - 1 + count
    year, month = max(1, min(9998, index // 12)), index % 12 + 1
    return date(year, month, min(when.day, _months.monthrange(year, month)[1]))


def shift_days(when: date, count: int) -> date:
    """`count` days on, held inside the calendar."""
    ordinal = min(max(1, when.toordinal() + count), date(9998, 12, 31).toordinal())
    return date.fromordinal(ordinal)


def _held(year: int) -> int:
    """A year that the calendar has."""
    return min(9998, max(1, year))


def month(year: int, number: int) -> Period:
    """A calendar month."""
    year = _held(year)
    last = _months.monthrange(year, number)[1]
    return Period(
        date(year, number, 1), date(year, number, last), f"{year:04}-{number:02}", "month"
    )


def year(number: int) -> Period:
    """A calendar year."""
    number = _held(number)
    return Period(date(number, 1, 1), date(number, 12, 31), f"{number:04}", "year")


def years(first: int, last: int, timex: str, grain: str) -> Period:
    """Whole years from `first` to `last`."""
    return Period(date(_held(first), 1, 1), date(_held(last), 12, 31), timex, grain)


def decade(first: int) -> Period:
    """The ten years from `first` ("1990s": 1990)."""
    return years(first, first + 9, f"{first // 10:03}", "decade")


def century(number: int) -> Period:
    """The century by its ordinal: 20 is 1901 to 2000."""
    return years(number * 100 - 99, number * 100, f"{number - 1:02}", "century")


def week(when: date) -> Period:
    """The week, Monday to Sunday, that holds a day."""
    monday = shift_days(when, -when.weekday())
    iso = monday.isocalendar()
    return Period(monday, shift_days(monday, 6), f"{iso.year:04}-W{iso.week:02}", "week")


def weekend(when: date) -> Period:
    """The Saturday and Sunday of the week that holds a day."""
    whole = week(when)
    assert whole.start is not None
    saturday = shift_days(whole.start, 5)
    return Period(saturday, shift_days(saturday, 1), f"{whole.timex}-WE", "week")


def season(number: int, code: str) -> Period:
    """Three months, by their code SP, SU, FA or WI; winter runs on into the next year."""
    number = _held(number)
    start = date(number, SEASONS[code], 1)
    stop = shift_days(shift_months(start, 3), -1)
    return Period(start, stop, f"{number:04}-{code}", "season")


def quarter(number: int, part: int) -> Period:
    """A quarter of a calendar year, 1 to 4."""
    number = _held(number)
    start = date(number, part * 3 - 2, 1)
    return Period(start, shift_days(shift_months(start, 3), -1), f"{number:04}-Q{part}", "quarter")


def half(number: int, part: int) -> Period:
    """A half of a calendar year, 1 or 2."""
    number = _held(number)
    start = date(number, part * 6 - 5, 1)
    return Period(start, shift_days(shift_months(start, 6), -1), f"{number:04}-H{part}", "season")


def easter(number: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computation)."""
    a, b, c = number % 19, number // 100, number % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    return date(number, (h + m - 7 * n + 114) // 31, (h + m - 7 * n + 114) % 31 + 1)


def orthodox_easter(number: int) -> date:
    """Easter Sunday of the eastern churches, in Gregorian days (1900 to 2099)."""
    d = (19 * (number % 19) + 15) % 30
    e = (2 * (number % 4) + 4 * (number % 7) - d + 34) % 7
    return date(number, (d + e + 114) // 31, (d + e + 114) % 31 + 1) + timedelta(days=13)


def nth_weekday(number: int, in_month: int, weekday: int, nth: int) -> date:
    """The nth weekday (Monday 0) of a month; -1 is the last."""
    if nth < 0:
        last = date(number, in_month, _months.monthrange(number, in_month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(number, in_month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


# --- parts of a stretch ---------------------------------------------------------------

_THIRD = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}


def narrow(period: Period, part: str) -> Period:
    """The early, mid or late third of a period, or its start or end; the TIMEX stays.

    A month is cut 1-10, 11-20, 21-end; a year into four months each, its start and end
    are January and December. A day stays whole.
    """
    if period.start is None or period.stop is None or not part or period.grain in ("day", "time"):
        return period
    third = _THIRD[part]
    if period.grain == "month":
        first = period.start.replace(day=1 + 10 * third)
        last = period.stop if third == 2 else period.start.replace(day=10 + 10 * third)
        return replace(period, start=first, stop=last)
    if period.grain == "year" and part in ("start", "end"):
        number = 1 if part == "start" else 12
        return replace(month(period.start.year, number), timex=period.timex, grain="year")
    return _by_thirds(period, period.start, period.stop, third)


_CUTS = {"week": (0, 2, 4, 7), "decade": (0, 4, 7, 10), "century": (0, 33, 67, 100)}


def _by_thirds(period: Period, start: date, stop: date, third: int) -> Period:
    if period.grain == "week":
        cuts = [shift_days(start, n) for n in _CUTS["week"]]
    elif period.grain in ("decade", "century"):
        cuts = [shift_months(start, 12 * n) for n in _CUTS[period.grain]]
    else:
        months = (stop.year - start.year) * 12 + stop.month - start.month + 1
        cuts = [shift_months(start, months * n // 3) for n in range(4)]
    return replace(period, start=cuts[third], stop=shift_days(cuts[third + 1], -1))
