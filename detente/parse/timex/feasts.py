"""Rules for days with a name of their own: feasts, and 11 September 2001."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from detente.parse.timex import calendar as cal
from detente.parse.timex.absolute import year_near
from detente.parse.timex.calendar import Period
from detente.parse.timex.clock import Clock, nearest
from detente.parse.timex.rule import Parts, Rule, fixed, group, rule, whole
from detente.parse.timex.words import PART_OF_DAY, YEAR, S

_Feast = Callable[[int], date]


def _on(month: int, number: int) -> _Feast:
    return lambda year: date(year, month, number)


def _easter(days: int) -> _Feast:
    return lambda year: cal.easter(year) + timedelta(days=days)


def _weekday(month: int, weekday: int, nth: int) -> _Feast:
    return lambda year: cal.nth_weekday(year, month, weekday, nth)


FEASTS: dict[str, _Feast] = {
    "new year's eve": _on(12, 31),
    "new year's day": _on(1, 1),
    "new year's": _on(1, 1),
    "new year": _on(1, 1),
    "orthodox christmas": _on(1, 7),
    "orthodox easter": cal.orthodox_easter,
    "epiphany": _on(1, 6),
    "valentine's day": _on(2, 14),
    "st patrick's day": _on(3, 17),
    "good friday": _easter(-2),
    "palm sunday": _easter(-7),
    "ash wednesday": _easter(-46),
    "holy saturday": _easter(-1),
    "easter sunday": _easter(0),
    "easter monday": _easter(1),
    "easter": _easter(0),
    "ascension day": _easter(39),
    "pentecost": _easter(49),
    "may day": _on(5, 1),
    "victory day": _on(5, 9),
    "memorial day": _weekday(5, 0, -1),
    "the fourth of july": _on(7, 4),
    "fourth of july": _on(7, 4),
    "july fourth": _on(7, 4),
    "bastille day": _on(7, 14),
    "labor day": _weekday(9, 0, 1),
    "columbus day": _weekday(10, 0, 2),
    "halloween": _on(10, 31),
    "all saints' day": _on(11, 1),
    "armistice day": _on(11, 11),
    "veterans day": _on(11, 11),
    "thanksgiving": _weekday(11, 3, 4),
    "thanksgiving day": _weekday(11, 3, 4),
    "whit monday": _easter(50),
    "whit sunday": _easter(49),
    "pentecost monday": _easter(50),
    "pentecost sunday": _easter(49),
    "maundy thursday": _easter(-3),
    "shrove tuesday": _easter(-47),
    "all souls' day": _on(11, 2),
    "anzac day": _on(4, 25),
    "australia day": _on(1, 26),
    "canada day": _on(7, 1),
    "labour day": _on(5, 1),
    "international workers' day": _on(5, 1),
    "international women's day": _on(3, 8),
    "women's day": _on(3, 8),
    "world refugee day": _on(6, 20),
    "world press freedom day": _on(5, 3),
    "human rights day": _on(12, 10),
    "earth day": _on(4, 22),
    "europe day": _on(5, 9),
    "holocaust memorial day": _on(1, 27),
    "holocaust remembrance day": _on(1, 27),
    "martin luther king day": _weekday(1, 0, 3),
    "presidents' day": _weekday(2, 0, 3),
    "juneteenth": _on(6, 19),
    "remembrance day": _on(11, 11),
    "remembrance sunday": _weekday(11, 6, 2),
    "guy fawkes night": _on(11, 5),
    "bonfire night": _on(11, 5),
    "april fools' day": _on(4, 1),
    "april fool's day": _on(4, 1),
    "st george's day": _on(4, 23),
    "st andrew's day": _on(11, 30),
    "orthodox good friday": lambda year: cal.orthodox_easter(year) - timedelta(days=2),
    "orthodox new year": _on(1, 14),
    "christmas eve": _on(12, 24),
    "christmas day": _on(12, 25),
    "christmas": _on(12, 25),
    "boxing day": _on(12, 26),
}
_ONCE = {"9/11": date(2001, 9, 11), "d-day": date(1944, 6, 6), "ve day": date(1945, 5, 8)}
_NOT_AFTER = re.compile(
    r"\s+(?:Agreement|Accord|Tree|Card|Market|Gift|Present|Carol|Lights|Island|Song|Rising|"
    r"Offensive|Carnival|Shopping|Dinner|Sunday)s?\b",
    re.I,
)


def feast(match: re.Match[str]) -> Parts:
    """Christmas 2021, New Year's Eve, Easter (computed), the Fourth of July."""
    name = " ".join(match.group("feast").lower().replace("’", "'").split())
    if _NOT_AFTER.match(match.string, match.end()) or match.group("feast").islower():
        return ()
    if match.string[: match.start()].endswith(("Mr ", "Happy ", "happy ", "Merry ", "merry ")):
        return ()
    of = FEASTS[name]
    digits, rel = group(match, "year"), group(match, "rel")

    def make(year: int) -> Period | None:
        return cal.day(of(year)) if 1600 <= year < 2200 else None

    def read(clock: Clock) -> Period | None:
        det = group(match, "det").lower()
        number = year_near(clock, rel) if rel else None
        if number:
            return make(number)
        if det and clock.now:
            return _picked(make, clock.now, det)
        return nearest(clock, make)

    if digits:
        return whole(match, fixed(make(int(digits))))
    return whole(match, read, "relative")


def _picked(make: Callable[[int], Period | None], now: date, det: str) -> Period | None:
    """The feast before ("last") or after ("next") a day; "this": of its year."""
    step = {"last": -1, "next": 1}.get(det, 0)
    this = make(now.year)
    if step and this and this.start and (this.start < now if step < 0 else this.start > now):
        return this
    return make(now.year + step)


def known_day(match: re.Match[str]) -> Parts:
    """9/11 and the September 11 attacks: 2001-09-11, whatever the year of the report."""
    name = match.group("x").lower()
    return whole(match, fixed(cal.day(_ONCE.get(name, _ONCE["9/11"]))))


_NAMES = "|".join(
    re.escape(n).replace(r"\ ", S).replace("'", "['’]") for n in sorted(FEASTS, key=len)[::-1]
)
RULES: tuple[Rule, ...] = (
    rule(
        "feast",
        "feast month weekday unit day_part",
        rf"\b(?:(?P<det>last|next|this){S})?(?P<feast>{_NAMES})(?:,?{S}(?:of{S}|in{S})?(?P<year>{YEAR})|"
        rf"{S}(?P<rel>(?:last|this|next){S}year))?(?:{S}(?:{PART_OF_DAY}))?(?!\w)",
        feast,
    ),
    rule(
        "11 September",
        "month",
        rf"\b(?:the{S})?(?P<x>(?:Sept(?:ember|\.)?{S}11(?:th)?|11(?:th)?{S}September))"
        rf"(?={S}(?:(?:terror(?:ist)?|2001|hijack\w*|suicide){S})?"
        rf"(?:attack|hijack|terror|strike|atroc|bomb|plot)\w*)",
        known_day,
    ),
    rule("9/11", "number", r"(?<![\w/])(?P<x>9/11)(?![\w/])", known_day),
    rule("D-Day", "feast", r"\b(?P<x>D-Day|VE Day)\b", known_day),
)
