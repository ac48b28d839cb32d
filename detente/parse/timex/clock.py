"""What a time is told against: the date line, the expression before it, and the tense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from detente.parse.timex import calendar as cal
from detente.parse.timex import tense
from detente.parse.timex.calendar import Period


@dataclass(frozen=True, slots=True)
class Clock:
    """The state at one expression: `anchor` is the last dated one, `near` says same sentence.

    `stated` says that the anchor was told with its year.
    In a narrative the anchor stands in for the date line.
    """

    text: str
    start: int
    stop: int
    published: date | None
    anchor: Period | None
    near: bool = False
    stated: bool = False
    narrative: bool = False
    day_first: bool = False

    @property
    def now(self) -> date | None:
        """The day that "yesterday" and "last week" are told against."""
        if self.narrative and self.published is None:
            return self.anchor.start if self.anchor else None
        return self.published

    @property
    def then(self) -> Period | None:
        """What "the next day" and "two weeks later" are told against."""
        if self.anchor is not None and self.anchor.start is not None:
            return self.anchor
        return cal.day(self.published) if self.published else None

    def tense(self) -> str:
        """past, future, present or none, by the verbs near the expression."""
        return tense.of(self.text, self.start, self.stop)


def resolve_weekday(weekday: int, published: date, *, tense: str = "past") -> date:
    """The nearest such weekday (Monday 0) that the tense allows, `published` included."""
    if tense in ("future", "present"):
        return cal.shift_days(published, (weekday - published.weekday()) % 7)
    return cal.shift_days(published, -((published.weekday() - weekday) % 7))


Maker = Callable[[int], Period | None]


def nearest(clock: Clock, make: Maker) -> Period | None:
    """The yearly period (a month, a day, a feast) of the year that fits best, or None.

    A narrative goes on from its last date; news looks back, forward, or to the nearer
    side, as the verb says; a year named before in the same sentence holds.
    """
    if clock.narrative and clock.anchor and clock.anchor.start:
        return _onwards(clock.anchor, make)
    if clock.near and clock.stated and clock.anchor and clock.anchor.start:
        told = _onwards(clock.anchor, make)
        if told is not None and _goes_on(clock, told):
            return told
    if clock.published is None:
        return None
    year = clock.published.year
    if clock.near and clock.anchor and clock.anchor.start and _holds(clock.anchor, year):
        return make(clock.anchor.start.year)
    options = [p for y in (year - 1, year, year + 1) if 0 < y < 9998 and (p := make(y))]
    return min(options, key=_cost(clock.published, clock.tense()), default=None)


_SOON = 60


def _goes_on(clock: Clock, told: Period) -> bool:
    """True where "on 3 May 2016 ... on 6 May" may be one telling: soon after, or undated."""
    assert clock.anchor is not None and clock.anchor.start is not None
    if clock.published is None:
        return True
    if told.start is None or clock.anchor.grain not in ("day", "time", "month"):
        return False
    return abs((told.start - clock.anchor.start).days) <= _SOON


def _holds(anchor: Period, year: int) -> bool:
    return anchor.start is not None and anchor.start.year != year and anchor.grain == "year"


def _cost(published: date, direction: str) -> Callable[[Period], float]:
    """How far a period lies from the date line; the wrong side of it costs years."""

    def cost(period: Period) -> float:
        assert period.start is not None and period.stop is not None
        ahead, behind = (period.start - published).days, (published - period.stop).days
        if ahead <= 0 and behind <= 0:
            return 0.0
        if ahead > 0:
            return ahead + (9000.0 if direction == "past" else 0.0)
        return behind + (9000.0 if direction == "future" else 0.0)

    return cost


def _onwards(anchor: Period, make: Maker) -> Period | None:
    """The period that a telling which moves forward reaches from its last date."""
    assert anchor.start is not None and anchor.stop is not None
    first = anchor.start.year
    if anchor.grain in ("year", "decade", "century"):
        return make(first)
    best: Period | None = None
    best_cost = 1e9
    for number in (first - 1, first, first + 1):
        period = make(number) if 0 < number < 9998 else None
        if period is None or period.start is None or period.stop is None:
            continue
        if period.start >= anchor.start:
            cost = (period.start - anchor.start).days * 1.0
        else:
            cost = (anchor.start - period.stop).days * 1.4 + 10
        if cost < best_cost:
            best, best_cost = period, cost
    return best
