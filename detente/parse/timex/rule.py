"""What a rule of the grammar is: a pattern, the words that call it, and the parts it reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from detente.parse.timex import calendar as cal
from detente.parse.timex.calendar import Period
from detente.parse.timex.clock import Clock

Reader = Callable[[Clock], Period | None]


@dataclass(frozen=True, slots=True)
class Part:
    """One time in the text, to be read when its clock is known.

    `link` joins it to the next part (`range`, `list` or ""); `role` is date, clock (a time of
    day), shift ("two days after", with `shift` in unit and signed count; `alone` is where it
    stands for a length if no day follows), prefix or suffix ("the night of", "at night");
    `moves` says whether later expressions may lean on it.
    """

    start: int
    stop: int
    read: Reader
    kind: str = "absolute"
    link: str = ""
    role: str = "date"
    shift: tuple[str, int] | None = None
    alone: tuple[int, int] | None = None
    moves: bool = True


Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern tried near the words of its classes; `parts` turns a match into times.

    The docstring of `parts` is the rule's documentation; no parts: the match is refused.
    """

    name: str
    near: tuple[str, ...]
    source: str
    parts: Callable[[re.Match[str]], Parts]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern (compiled at first use, not at import)."""
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def rule(name: str, near: str, pattern: str, parts: Callable[[re.Match[str]], Parts]) -> Rule:
    """A rule from its pattern's source; `near` is a list of word classes, by blanks."""
    return Rule(name, tuple(near.split()), pattern, parts)


def fixed(period: Period | None) -> Reader:
    """A reader that needs no clock."""
    return lambda _clock: period


def whole(match: re.Match[str], read: Reader, kind: str = "absolute", group: str = "x") -> Parts:
    """One part over the group `x` (over the whole match, where there is none)."""
    start, stop = match.span(group if group in match.re.groupindex else 0)
    return (Part(start, stop, read, kind),)


def group(match: re.Match[str], name: str) -> str:
    """The words of a group, or "" where the pattern or the match lacks it."""
    return (match.group(name) or "") if name in match.re.groupindex else ""


def shift(period: Period, unit: str, count: int) -> Period | None:
    """The period `count` units of days, weeks, months, years or decades from another's start.

    Back from its start, forward from its end; days and weeks from a day stay days, longer
    units give the whole month or year.
    """
    base = period.start if count < 0 else period.stop
    if base is None:
        return None
    if unit in ("D", "N"):
        return cal.day(cal.shift_days(base, count))
    if unit in ("W", "F"):
        moved = cal.shift_days(base, count * (14 if unit == "F" else 7))
        return cal.day(moved) if period.grain in ("day", "time") else cal.week(moved)
    if unit in ("M", "Q"):
        moved = cal.shift_months(base, count * (3 if unit == "Q" else 1))
        return cal.month(moved.year, moved.month)
    factor = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
    if factor is None:
        return cal.day(base)
    number = base.year + count * factor
    return cal.year(number) if 0 < number < 9998 else None
