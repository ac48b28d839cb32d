"""The time at which a report was published, out of the many ways in which it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FIRST_YEAR, LAST_YEAR = 1600, 2199

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_YEAR = r"(?P<year>\d{4})"
_CALENDAR = tuple(
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d)",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        rf"{_MONTH}\s*{_DAY},?\s+{_YEAR}(?!\d)",
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}(?!\d)",
        rf"{_YEAR},?\s+{_MONTH}\s+{_DAY}(?!\d)",
        rf"{_YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})(?!\d)",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}(?!\d)",
    )
)
# 03/04/2021 means two days: only told apart where one number is above twelve.
_SLASHED = re.compile(rf"(?P<a>\d{{1,2}})[/-](?P<b>\d{{1,2}})[/-]{_YEAR}(?!\d)")
_TURN = re.compile(r"^(?:T(?=\d)|\s*(?:,|\||-|–|—|•|·|/|@)?\s*(?:at\s+)?)", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?P<fraction>[.,]\d{1,9})?)?)?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?(?:\s*(?:hrs|hours|h)\b)?",
    re.IGNORECASE,
)
_PACKED = re.compile(r"T(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?!\d)")
_OFFSET = re.compile(
    r"\(?(?:GMT|UTC)?\s*(?P<sign>[+\-−])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?\)?",
    re.IGNORECASE,
)
_ZONE_NAME = re.compile(r"\(?(?P<zone>[A-Z]{1,5}|[A-Z][a-z]+(?:\s+[Ss]tandard)?\s+[Tt]ime)\b\)?")
# Hours east of Greenwich. Left out: names of two zones (CST, IST, AST), which stay unknown.
_ZONES = {
    "Z": 0.0,
    "GMT": 0.0,
    "UTC": 0.0,
    "UT": 0.0,
    "WET": 0.0,
    "BST": 1.0,
    "WEST": 1.0,
    "CET": 1.0,
    "WAT": 1.0,
    "CEST": 2.0,
    "EET": 2.0,
    "SAST": 2.0,
    "CAT": 2.0,
    "EEST": 3.0,
    "MSK": 3.0,
    "TRT": 3.0,
    "EAT": 3.0,
    "IRST": 3.5,
    "GST": 4.0,
    "AFT": 4.5,
    "PKT": 5.0,
    "WIB": 7.0,
    "ICT": 7.0,
    "HKT": 8.0,
    "SGT": 8.0,
    "PHT": 8.0,
    "AWST": 8.0,
    "JST": 9.0,
    "KST": 9.0,
    "AEST": 10.0,
    "AEDT": 11.0,
    "NZST": 12.0,
    "NZDT": 13.0,
    "BRT": -3.0,
    "ART": -3.0,
    "EDT": -4.0,
    "EST": -5.0,
    "CDT": -5.0,
    "MDT": -6.0,
    "MST": -7.0,
    "PDT": -7.0,
    "PST": -8.0,
}
_PLACES = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "EASTERN TIME": "America/New_York",
    "MOSCOW TIME": "Europe/Moscow",
    "KYIV TIME": "Europe/Kiev",
    "KIEV TIME": "Europe/Kiev",
    "LONDON TIME": "Europe/London",
    "BEIJING TIME": "Asia/Shanghai",
    "TEHRAN TIME": "Asia/Tehran",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and, where the clock was told, the time; aware only where a zone was told."""

    day: date
    at: datetime | None = None

    @property
    def detail(self) -> int:
        """0 for a bare day, 1 with a clock, 2 with clock and zone."""
        if self.at is None:
            return 0
        return 1 if self.at.tzinfo is None else 2


def read_time(text: str, *, whole: bool = True) -> Moment | None:
    """The moment that `text` writes, None where it is none or an impossible one.

    With `whole` nothing else may stand beside it. The day is the one of its own zone.

    >>> read_time("15 Dec 2021 14:03 GMT").at.isoformat()
    '2021-12-15T14:03:00+00:00'
    >>> read_time("2021-02-30") is None
    True
    """
    text = " ".join(text[:200].split())
    day, rest = _read_day(text)
    if day is None:
        return None
    at, rest = _read_clock(day, rest)
    if whole and rest.strip(" .,;|)"):
        return None
    return Moment(day, at)


def starts_with_time(text: str) -> tuple[Moment, str] | None:
    """The moment at the start of `text` and what follows it, or None."""
    text = " ".join(text.split())
    day, rest = _read_day(text)
    if day is None:
        return None
    at, rest = _read_clock(day, rest)
    return Moment(day, at), rest


def day_in_address(url: str) -> date | None:
    """The day in a path such as `/2021/12/15/` or `/2021-12-15/`."""
    found = re.search(r"/((?:19|20)\d\d)[/-]([01]?\d|[a-z]{3})[/-]([0-3]?\d)(?=[/-]|$)", url)
    if not found:
        return None
    month = _MONTHS.get(found[2]) or (int(found[2]) if found[2].isdigit() else 0)
    return _date(int(found[1]), month, int(found[3]))


def _read_day(text: str) -> tuple[date | None, str]:
    for form in _CALENDAR:
        found = form.match(text)
        if found:
            month = found["month"].lower()
            number = int(month) if month.isdigit() else _MONTHS[month]
            return _date(int(found["year"]), number, int(found["day"])), text[found.end() :]
    found = _SLASHED.match(text)
    if found:
        return _slashed(int(found["a"]), int(found["b"]), int(found["year"])), text[found.end() :]
    return None, text


def _slashed(a: int, b: int, year: int) -> date | None:
    """Day-first or month-first where only one of the two is possible."""
    if a == b or a > 12:
        return _date(year, b, a)
    return _date(year, a, b) if b > 12 else None


def _date(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_clock(day: date, text: str) -> tuple[datetime | None, str]:
    """The time of day at the start of `text`, with its zone, and what follows."""
    found = _PACKED.match(text)
    if not found:
        turn = _TURN.match(text)
        start = turn.end() if turn else 0
        found = _CLOCK.match(text, start)
        if not found or not (found["minute"] or found["half"]):
            return None, text
    clock = _clock(found.groupdict())
    if clock is None:
        return None, text
    at = datetime.combine(day, clock)
    zone, rest = _read_zone(at, text[found.end() :])
    return (at.replace(tzinfo=zone) if zone else at), rest


def _clock(parts: dict[str, str | None]) -> time | None:
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    half = (parts.get("half") or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    fraction = (parts.get("fraction") or ".0")[1:7].ljust(6, "0")
    try:
        return time(hour, minute, min(int(parts["second"] or 0), 59), int(fraction))
    except ValueError:
        return None


def _read_zone(at: datetime, text: str) -> tuple[timezone | None, str]:
    bare = text.lstrip()
    found = _OFFSET.match(bare)
    if found:
        minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
        if minutes <= 14 * 60:
            sign = 1 if found["sign"] == "+" else -1
            return timezone(timedelta(minutes=sign * minutes)), bare[found.end() :]
    named = _ZONE_NAME.match(bare)
    if not named:
        return None, text
    name = " ".join(named["zone"].upper().split())
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name])), bare[named.end() :]
    if name in _PLACES:
        return _zone_at(_PLACES[name], at), bare[named.end() :]
    known = name in {"CST", "IST", "AST", "LOCAL TIME"}
    return None, (bare[named.end() :] if known else text)


def _zone_at(place: str, at: datetime) -> timezone | None:
    """The offset that a place kept at that time; None on a machine without the zone table."""
    try:
        offset = at.replace(tzinfo=ZoneInfo(place)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        return None
    return timezone(offset) if offset is not None else None
