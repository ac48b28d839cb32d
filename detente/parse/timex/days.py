"""Rules for days told against the date line: "Wednesday", "yesterday", "the next day"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from detente.parse.timex import calendar as cal
from detente.parse.timex.calendar import Period
from detente.parse.timex.clock import Clock, resolve_weekday
from detente.parse.timex.rule import Parts, Rule, group, rule, shift, whole
from detente.parse.timex.words import (
    ANY_WEEKDAY,
    DAY_PARTS,
    MONTHS,
    NUMBER,
    PART_OF_DAY,
    UNIT,
    VAGUE,
    WEEKDAY,
    S,
    weekday_of,
)

# --- weekdays -------------------------------------------------------------------------

_NAMED = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|World|Sun|School|Business|Independent|"
    r"Tribune|Star|People|Morning\sHerald|Night\sLive|Club|Island|Addams|Agreement|Massacre|Next|"
    r"Review|Worship|Service|Movement|Mercury|Mail)\b"
)
_NAMED_BEFORE = re.compile(
    r"\b(?:Bloody|Black|Good|Ash|Palm|Easter|Holy|Cyber|Super|Maundy|Whit|Ruby|Man|Mail\son|Sheffield)\s$"
)


def with_part(period: Period | None, part: str) -> Period | None:
    """The same day with the part of the day in its TIMEX ("2021-12-15TNI")."""
    code = DAY_PARTS.get(part.lower().strip())
    if period is None or code is None or period.grain != "day":
        return period
    return replace(period, timex=f"{period.timex}T{code}")


def weekday(match: re.Match[str]) -> Parts:
    """A weekday, with last, next, this or a part of the day; not the Sunday Times."""
    text, number = match.string, weekday_of(match.group("wd"))
    if _NAMED.match(text, match.end("wd")) or _NAMED_BEFORE.search(
        text[max(0, match.start("wd") - 10) : match.start("wd")]
    ):
        return ()
    det, tail, part = (group(match, n).lower() for n in ("det", "tail", "part"))
    part = part or group(match, "pre").lower()

    def read(clock: Clock) -> Period | None:
        found = _weekday_near(clock, number, det, " ".join(tail.split()))
        if found is None:
            return cal.unknown(f"XXXX-WXX-{number + 1}")
        return with_part(cal.day(found), part)

    return whole(match, read, "relative")


def _weekday_near(clock: Clock, number: int, det: str, tail: str) -> date | None:
    then, now = clock.then, clock.now
    if det.startswith(("the previous", "the following", "that", "the same", "the next", "the")):
        base = then.start if then else None
        if base is not None and det != "the":
            back = det.startswith("the prev")
            step = -(((base.weekday() - number - 1) % 7) + 1)
            return cal.shift_days(base, step if back else step + (7 if step > -7 else 14))
    if now is None:
        return None
    monday = cal.shift_days(now, -now.weekday())
    if tail == "week":
        return cal.shift_days(resolve_weekday(number, now, tense="future"), 7)
    if "week" in tail or "week" in det:
        words = f"{det} {tail}"
        weeks = -1 if "last" in words else 1 if "next" in words else 0
        return cal.shift_days(monday, number + 7 * weeks)
    if det in ("last", "past"):
        return cal.shift_days(now, -(((now.weekday() - number - 1) % 7) + 1))
    if det == "next":
        return cal.shift_days(monday, number + 7)
    if det in ("coming", "this coming"):
        return cal.shift_days(now, ((number - now.weekday() - 1) % 7) + 1)
    if det == "this":
        return cal.shift_days(monday, number)
    if clock.narrative and clock.anchor is not None:
        return resolve_weekday(number, now, tense="future")
    return resolve_weekday(number, now, tense=clock.tense())


def weekday_the_nth(match: re.Match[str]) -> Parts:
    """Saturday the 14th: the nearest day of that number that is such a weekday."""
    weekday, number = weekday_of(match.group("wd")), int(match.group("day")[:-2])
    if not 1 <= number <= 31:
        return ()

    def read(clock: Clock) -> Period | None:
        base = clock.now
        if base is None:
            return cal.unknown(f"XXXX-XX-{number:02}")
        ahead = (-1, 1) if clock.tense() == "future" else (1, -1)
        days = []
        for step in range(-13, 14):
            month = cal.shift_months(base.replace(day=1), step)
            found = cal.safe_date(month.year, month.month, number)
            if found is not None and found.weekday() == weekday:
                gap = (found - base).days
                days.append((gap * ahead[0] > 0, abs(gap), found))
        return cal.day(min(days)[2]) if days else cal.unknown(f"XXXX-XX-{number:02}")

    return whole(match, read, "relative")


def overnight(match: re.Match[str]) -> Parts:
    """Overnight: the night that ended on the report's day, which is its value.

    Of what is to come it says how fast, and is no date. Beside a day of its own ("overnight on
    Monday", "overnight into Sunday") it adds nothing.
    """
    if group(match, "into") or _DAY_BEFORE.search(
        match.string, max(0, match.start() - 16), match.start()
    ):
        return ()

    def read(clock: Clock) -> Period | None:
        if clock.now is None:
            return cal.unknown("XXXX-XX-XXTNI")
        if clock.tense() == "future":
            return None
        evening = cal.shift_days(clock.now, -1)
        return Period(clock.now, clock.now, f"{evening.isoformat()}TNI", "none")

    return whole(match, read, "relative")


_DAY_BEFORE = re.compile(rf"(?:{WEEKDAY}|yesterday|today|tomorrow),?\s+$")
_MONTHS = "|".join(sorted(MONTHS, key=len, reverse=True))

# --- days -----------------------------------------------------------------------------

_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def deictic_day(match: re.Match[str]) -> Parts:
    """today, yesterday, tomorrow, tonight, last night, this morning."""
    word = " ".join(match.group("w").lower().split())
    part = group(match, "part") or next((p for p in DAY_PARTS if word.endswith(p)), "")
    if word == "tonight":
        part = "night"
    count = _DAYS.get(word.split()[-1], -1 if word == "last night" else 0)
    if "day before" in word:
        count = -2
    elif "day after" in word:
        count = 2

    def read(clock: Clock) -> Period | None:
        if clock.now is None:
            return cal.unknown(None)
        return with_part(cal.day(cal.shift_days(clock.now, count)), part)

    return whole(match, read, "relative")


def anaphoric_day(match: re.Match[str]) -> Parts:
    """The next day, the day before, the same day, that night: against the last date."""
    word = " ".join(match.group("w").lower().split())
    count = 0
    if re.search(r"next|following|after|later", word):
        count = 1
    elif re.search(r"previous|before|earlier|preceding", word):
        count = -1
    part = next((p for p in DAY_PARTS if p in word), "") or group(match, "part")
    if word.startswith("the night before"):
        part = "night"

    def read(clock: Clock) -> Period | None:
        base = clock.then
        if base is None or base.grain not in ("day", "time"):
            return _vague_day(clock, count, part)
        found = shift(base, "D", count) if count else cal.day(base.start) if base.start else None
        return with_part(found, part)

    return whole(match, read, "relative")


def _vague_day(clock: Clock, count: int, part: str) -> Period:
    """A day inside a longer stretch: no days, but the stretch in the TIMEX."""
    base = clock.then
    code = DAY_PARTS.get(part)
    days = f"{base.timex}-XX" if base and base.timex and base.grain == "month" else "XXXX-XX-XX"
    return cal.unknown(days + (f"T{code}" if code else ""))


# --- the rules ------------------------------------------------------------------------

_DET_WD = (
    rf"(?P<det>last{S}week's|next{S}week's|this{S}week's|last|next|this{S}coming|this|past|coming|"
    rf"the{S}(?:previous|following|next|same)|that)"
)
_WHEN = rf"(?:(?P<when>(?:early|late|mid)(?:{S}on)?)(?:{S}|-))"
_N = rf"(?P<n>{NUMBER}|an?|{VAGUE})"
_UNITS = rf"(?P<unit>(?:{UNIT})s?)"
_PART = rf"(?:{S}(?:in{S}the{S}|at{S})?(?:early{S}|late{S})?(?P<part>{PART_OF_DAY}))"
_DAY_NOUN = "(?:day|date|morning|afternoon|evening|night)"
RULES: tuple[Rule, ...] = (
    rule(
        "weekday",
        "weekday",
        rf"\b{_WHEN}?(?:(?P<of>(?:the{S})?(?P<pre>{PART_OF_DAY}|night){S}of{S}))?(?:{_DET_WD}{S})?"
        rf"(?P<wd>{WEEKDAY})\b(?:{S}(?:of{S})?(?P<tail>(?:last|next|this){S}week|"
        rf"(?<=(?-i:day) )week(?!{S}(?:of|in|that|after|before|later|earlier|ending)|['’-])))?"
        rf"{_PART}?\b",
        weekday,
    ),
    rule(
        "week on weekday",
        "weekday",
        rf"\b(?P<tail>(?:last|next|this){S}week),?{S}on{S}(?P<wd>{WEEKDAY})\b{_PART}?\b",
        weekday,
    ),
    rule(
        "weekday the nth",
        "weekday",
        rf"\b(?P<wd>{ANY_WEEKDAY}),?{S}(?:the{S})?(?P<day>\d{{1,2}}(?:st|nd|rd|th))\b"
        rf"(?!{S}(?:of|{_MONTHS})\b|-)",
        weekday_the_nth,
    ),
    rule(
        "overnight",
        "day_part",
        rf"(?<!\ban )(?<!\bthe )(?<!\bits )\b(?P<x>overnight)\b"
        rf"(?:{S}(?P<into>into|on|to|from){S})?"
        rf"(?!{S}(?:stays?|trains?|flights?|bags?|success|hours|lows?|highs?|rates?))",
        overnight,
    ),
    rule(
        "deictic day",
        "deictic day_part",
        rf"\b(?:(?:early|late|earlier|later)(?:{S}on)?{S})?(?P<w>(?:the{S})?day{S}(?:before{S}yesterday|after{S}tomorrow)|"
        rf"today|tonight|yesterday|tomorrow|last{S}night|this{S}(?:morning|afternoon|evening))"
        rf"{_PART}?\b",
        deictic_day,
    ),
    rule(
        "in the day",
        "unit",
        rf"\b(?P<w>(?:earlier|later|late|early){S}in{S}the{S}day)\b",
        deictic_day,
    ),
    rule(
        "anaphoric day",
        "unit day_part",
        rf"\b(?:(?:early|late|later){S}(?:on{S})?)?(?P<w>"
        rf"the{S}(?:very{S})?(?:next|following|same|previous|preceding){S}{_DAY_NOUN}|"
        rf"(?:(?<=[.;,\n(] )|(?<=\n)|(?<!.))(?:next|same){S}day(?=[, ])|"
        rf"that{S}(?:same{S}|very{S})?{_DAY_NOUN}|"
        rf"the{S}day{S}(?:before|after|earlier)"
        rf"(?=[,.;:)]|{S}(?:and|but|in|at|when|that|he|she|it|they)\b|$)|"
        rf"the{S}(?:night|evening|morning){S}(?:before|after)(?=[,.;:)]|$)|"
        rf"(?:a|one){S}day{S}(?:later|earlier|before(?=[,.;:)]|$)))"
        rf"(?:{S}(?P<part>{PART_OF_DAY}))?\b",
        anaphoric_day,
    ),
)
