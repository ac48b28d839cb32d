"""Rules without days of their own: durations, sets, "now", and times of day."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.parse.timex import calendar as cal
from detente.parse.timex.calendar import Period
from detente.parse.timex.clock import Clock
from detente.parse.timex.rule import Part, Parts, Rule, fixed, group, rule
from detente.parse.timex.words import (
    DAY_PARTS,
    MONTHS,
    NUMBER,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    S,
    number_of,
    weekday_of,
)


def _still(match: re.Match[str], timex: str | None, kind: str) -> Parts:
    """One part that has no days and that nothing leans on."""
    start, stop = match.span("x" if "x" in match.re.groupindex else 0)
    return (Part(start, stop, fixed(cal.unknown(timex)), kind, moves=False),)


# --- durations ------------------------------------------------------------------------

_TIME_UNITS = {"H": "H", "TM": "M", "S": "S"}


def span_value(number: str, unit: str) -> str:
    """The TIMEX of a length: P3Y, PT24H, P2W for a fortnight."""
    if unit in _TIME_UNITS:
        return f"PT{number}{_TIME_UNITS[unit]}"
    if unit == "F":
        return f"P{int(number) * 2 if number.isdecimal() else number}W"
    return f"P{number}{'D' if unit == 'N' else unit}"


_SOME_DAY = re.compile(r"some\s+(?:day|night|year)|(?-i:One)\s+(?:day|night)", re.I)
_NAMED_WAR = re.compile(r"['’]?\sWars?\b")


def duration(match: re.Match[str]) -> Parts:
    """Three years, a 24-hour truce, several months; not ages and not "a second time"."""
    text, word = match.string, match.group("unit").lower()
    if re.match(r"[-\s]old\b|[-\s]of[-\s]age\b", text[match.end() : match.end() + 8]):
        return ()
    if word in ("second", "quarter", "quarters") or _SOME_DAY.fullmatch(match.group("x")):
        return ()
    if _NAMED_WAR.match(text, match.end()) or re.match(r"['’]?\s*ago\b", text[match.end() :]):
        return ()
    count = number_of(group(match, "n"))
    number = "X" if count is None else str(count)
    if group(match, "half"):
        number = f"{count}.5" if count is not None else "X"
    return _still(match, span_value(number, UNITS[word.rstrip("s")]), "duration")


def long_thing(match: re.Match[str]) -> Parts:
    """A week-long strike, a decades-long war."""
    word = match.group("unit").lower()
    unit = UNITS[word.removesuffix("s")]
    return _still(match, span_value("X" if word.endswith("s") else "1", unit), "duration")


def and_a_half(match: re.Match[str]) -> Parts:
    """A week and a half, two-and-a-half years, 2.5 years."""
    number = number_of(group(match, "n") or group(match, "whole") or "one")
    unit = UNITS[match.group("unit").lower().removesuffix("s")]
    if number is None:
        return ()
    return _still(match, span_value(f"{number}.{group(match, 'part') or 5}", unit), "duration")


def article_duration(match: re.Match[str]) -> Parts:
    """For a year, within a month, after a week: an article is the number one."""
    return _still(match, span_value("1", UNITS[match.group("unit").lower()]), "duration")


def bare_duration(match: re.Match[str]) -> Parts:
    """For years, within days, after decades of war: lengths that nobody counted."""
    unit = UNITS[match.group("unit").lower().rstrip("s")]
    return _still(match, span_value("X", unit), "duration")


def half_duration(match: re.Match[str]) -> Parts:
    """Half a year, half an hour, half a century."""
    unit = UNITS[match.group("unit").lower()]
    halves = {"Y": "P6M", "H": "PT30M", "CE": "P50Y", "DE": "P5Y", "D": "PT12H"}
    return _still(match, halves.get(unit, span_value("0.5", unit)), "duration")


# --- sets -----------------------------------------------------------------------------

_ADVERBS = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "nightly": "P1D", "hourly": "PT1H"}


def repeated(match: re.Match[str]) -> Parts:
    """Every day, each year, every other week, twice a month."""
    word = match.group("u").lower().rstrip("s")
    if word in MONTHS:
        return _still(match, f"XXXX-{MONTHS[word]:02}", "set")
    count = group(match, "n").lower()
    number = {"": "1", "other": "2", "second": "2"}.get(count) or str(number_of(count) or "X")
    if word in UNITS:
        return _still(match, span_value(number, UNITS[word]), "set")
    if word in DAY_PARTS:
        return _still(match, f"XXXX-XX-XXT{DAY_PARTS[word]}", "set")
    if word in ("spring", "summer", "autumn", "winter"):
        codes = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
        return _still(match, f"XXXX-{codes[word]}", "set")
    return _still(match, f"XXXX-WXX-{'WE' if word == 'weekend' else weekday_of(word) + 1}", "set")


def adverb_of_time(match: re.Match[str]) -> Parts:
    """Daily, weekly, annually; not the Daily Mail."""
    word = match.group("w")
    if word[0].isupper() and match.start() > 0 and match.string[match.start() - 2] not in ".\n":
        return ()
    return _still(match, _ADVERBS.get(word.lower(), "P1Y"), "set")


def weekdays_of_habit(match: re.Match[str]) -> Parts:
    """On Mondays, at weekends."""
    word = match.group("u").lower().rstrip("s")
    timex = "XXXX-WXX-WE" if word == "weekend" else f"XXXX-WXX-{weekday_of(word) + 1}"
    return _still(match, timex, "set")


# --- now, lately, soon ----------------------------------------------------------------


def present(match: re.Match[str]) -> Parts:
    """Now, currently, at present; not "until now" alone, not a title."""
    return _still(match, "PRESENT_REF", "relative")


def past(match: re.Match[str]) -> Parts:
    """Recently, lately, in recent weeks, in the past."""
    return _still(match, "PAST_REF", "relative")


def future(match: re.Match[str]) -> Parts:
    """Soon, in the coming weeks, in the near future."""
    return _still(match, "FUTURE_REF", "relative")


# --- times of day ---------------------------------------------------------------------


def clock_time(match: re.Match[str]) -> Parts:
    """3 p.m., 10:30 a.m., 0600 GMT, noon: of the day told beside it, or of the last one."""
    hour, minute = int(match.group("h")), int(group(match, "m") or 0)
    half = group(match, "half").lower().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return ()
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 24 or minute > 59:
        return ()
    return _of_day(match, f"{hour:02}:{minute:02}")


def part_before_day(match: re.Match[str]) -> Parts:
    """The night of (5 May), the early hours of (Monday): nothing without the day after it."""
    words = match.group("w").lower()
    code = "MO" if "hours" in words else DAY_PARTS[words]
    start, stop = match.span("x")
    read = fixed(cal.unknown(f"T{code}"))
    return (Part(start, stop, read, "relative", role="prefix", moves=False),)


def part_after_day(match: re.Match[str]) -> Parts:
    """(5 May) at night, (15 December) in the morning: nothing without the day before it."""
    start, stop = match.span("x")
    read = fixed(cal.unknown(f"T{DAY_PARTS[match.group('w').lower()]}"))
    return (Part(start, stop, read, "relative", role="suffix", moves=False),)


def named_time(match: re.Match[str]) -> Parts:
    """Noon, midnight, dawn: of the day told beside it, or of the last one."""
    if match.group("led").lower() in ("after", "since") and match.group("w").lower() == "midnight":
        return _of_day(match, "00:00")
    return _of_day(match, DAY_PARTS[match.group("w").lower()])


def _of_day(match: re.Match[str], code: str) -> Parts:
    def read(clock: Clock) -> Period | None:
        base = clock.anchor if clock.near or clock.narrative else None
        if base is None or base.grain not in ("day", "time"):
            base = cal.day(clock.published) if clock.published else None
        if base is None or base.start is None:
            return cal.unknown(f"XXXX-XX-XXT{code}")
        return replace(base, timex=f"{base.start.isoformat()}T{code}", grain="day")

    start, stop = match.span("x" if "x" in match.re.groupindex else 0)
    return (Part(start, stop, read, "relative", role="clock", moves=False),)


# --- the rules ------------------------------------------------------------------------

_ABOUT = (
    rf"(?:(?:about|around|nearly|almost|over|roughly|some|at{S}least|"
    rf"more{S}than|less{S}than|up{S}to){S})?"
)
_ZONE = rf"(?:{S}?(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|MSK|Moscow{S}time|Kyiv{S}time|local{S}time))"
_MONTHS = "|".join(m for m in MONTHS if len(m) > 4 or m in ("may", "june", "july"))
RULES: tuple[Rule, ...] = (
    rule(
        "duration",
        "unit",
        rf"(?<![\w.,$€£-]){_ABOUT}(?:the{S}(?:first|last|final){S})?(?P<x>(?:\d{{1,3}}[-–])?(?P<n>{NUMBER}|{VAGUE})"
        rf"(?P<half>{S}and{S}a{S}half)?(?:{S}|-)(?:(?:full|long|whole|straight|consecutive|more){S})?"
        rf"(?P<unit>(?:{UNIT})s?))\b(?!{S}(?:and{S}a{S}half|ago|later|earlier)\b)",
        duration,
    ),
    rule(
        "long",
        "unit",
        rf"\b(?P<x>(?P<unit>(?:{UNIT})s?)-long)\b",
        long_thing,
    ),
    rule(
        "and a half",
        "unit",
        rf"\b(?:(?:an?|one){S}(?P<unit>{UNIT}){S}and{S}a{S}half)\b(?!{S}(?:ago|later|earlier)\b)",
        and_a_half,
    ),
    rule(
        "n and a half",
        "unit",
        rf"(?<![\w.,$€£-])(?:(?P<n>{NUMBER})-and-a-half|(?<!\d)(?P<whole>\d{{1,3}})\.(?P<part>\d))(?:{S}|-)"
        rf"(?P<unit>(?:{UNIT})s?)\b(?!{S}(?:ago|later|earlier)\b)",
        and_a_half,
    ),
    rule(
        "article duration",
        "unit",
        rf"\b(?:for|within|after|in|over|than|about|nearly|almost|lasted|lasting|of|under|just|only|least)"
        rf"{S}(?P<x>(?:an?|one)(?:{S}(?:full|whole|entire))?{S}(?P<unit>day|week|fortnight|month|year|decade|century|hour))\b"
        rf"(?!{S}(?:ago|later|earlier)\b|['’]s)",
        article_duration,
    ),
    rule(
        "bare duration",
        "unit",
        rf"\b(?:for|within|in|after|over|through|of|by|the|many|lasting|into){S}"
        rf"(?:(?:the|many){S})?(?P<x>(?P<unit>(?:day|week|month|year|decade|centurie|hour|minute)s))\b"
        rf"(?!{S}(?:ago|later|earlier|old|to{S}come)\b|['’]{S}time)",
        bare_duration,
    ),
    rule(
        "half duration",
        "unit",
        rf"\bhalf{S}an?{S}(?P<unit>hour|day|year|decade|century)\b",
        half_duration,
    ),
    rule(
        "every",
        "unit weekday day_part season month",
        rf"\b(?:every|each)(?:{S}(?P<n>other|second|{NUMBER}))?{S}(?P<u>(?:{UNIT}|weekend|{WEEKDAY}|morning|"
        rf"afternoon|evening|spring|summer|autumn|winter|{_MONTHS})s?)\b"
        rf"(?:(?<=day){S}(?:morning|afternoon|evening|night)|(?:{S}and{S}(?:{WEEKDAY}))+)?\b",
        repeated,
    ),
    rule(
        "times a",
        "times",
        rf"\b(?:once|twice|(?:{NUMBER}|several|many){S}times)(?P<n>){S}(?:an?|per|each|every){S}(?P<u>{UNIT})\b",
        repeated,
    ),
    rule(
        "adverb",
        "habit",
        r"\b(?P<w>daily|weekly|monthly|yearly|annual|annually|nightly|hourly)\b",
        adverb_of_time,
    ),
    rule(
        "weekdays",
        "weekday unit",
        rf"\b(?:on|at){S}(?P<x>(?P<u>(?:{WEEKDAY}|weekend)s)(?:{S}and{S}(?:{WEEKDAY})s)?)\b",
        weekdays_of_habit,
    ),
    rule(
        "present",
        "ref",
        rf"\b(?P<x>now|currently|presently|at{S}present|nowadays|these{S}days|at{S}the{S}moment|"
        rf"(?:the{S})?present{S}day)\b(?!-)",
        present,
    ),
    rule(
        "past",
        "ref unit",
        rf"\b(?P<x>recently|lately|previously|in{S}the{S}past(?!{S}(?:\d|{UNIT}|few|several|{NUMBER}))|"
        rf"(?:in{S}(?:the{S})?|over{S}|(?:the{S})?(?:more{S}|most{S})?)(?P<u>recent){S}"
        rf"(?:days|weeks|months|years|decades|times))\b",
        past,
    ),
    rule(
        "future",
        "ref unit",
        rf"\b(?P<x>in{S}the{S}(?:near|foreseeable){S}future|in{S}(?:the{S})?future|"
        rf"(?:the{S})?coming{S}(?:days|weeks|months|years)|"
        rf"in{S}the{S}(?:days|weeks|months|years){S}(?:ahead|to{S}come))\b",
        future,
    ),
    rule(
        "clock",
        "clock",
        rf"(?<![\w.,:$€£/-])(?P<x>(?P<h>\d{{1,2}})(?:[:.](?P<m>\d\d))?{S}?(?P<half>[ap]\.?m)\b\.?{_ZONE}?"
        rf"(?:{S}\(\d{{2}}[:.]?\d\d{_ZONE}\))?)",
        clock_time,
    ),
    rule(
        "clock 24",
        "clock",
        rf"(?<![\w.,:$€£/-])(?P<x>(?P<h>\d{{2}})[:.]?(?P<m>\d\d){_ZONE}\b)",
        clock_time,
    ),
    rule(
        "clock colon",
        "number",
        r"(?<=\bat )(?P<x>(?P<h>\d{1,2}):(?P<m>\d\d))(?![\d:])",
        clock_time,
    ),
    rule(
        "part of",
        "day_part unit",
        rf"\b(?P<x>(?:the{S})?(?:early{S}|late{S})?(?P<w>morning|afternoon|evening|night|small{S}hours|"
        rf"(?<=early )hours))(?={S}of{S})",
        part_before_day,
    ),
    rule(
        "at night",
        "day_part",
        rf"(?<=[\w,] )(?P<x>(?:at{S}|in{S}the{S})?(?:early{S}|late{S})?"
        rf"(?P<w>morning|afternoon|evening|night))\b(?!{S}of\b)",
        part_after_day,
    ),
    rule(
        "noon",
        "day_part",
        rf"\b(?P<led>at|by|before|after|since|until|around|from){S}(?P<x>(?P<w>noon|midday|midnight|dawn|dusk|daybreak|nightfall))\b",
        named_time,
    ),
)
