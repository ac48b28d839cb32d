"""Rules for days, months and years by name: "15 December 2021", "early March", "1944"."""

from __future__ import annotations

import re
from functools import lru_cache

from detente.parse.timex import calendar as cal
from detente.parse.timex.calendar import Period
from detente.parse.timex.clock import Clock, Maker, nearest
from detente.parse.timex.rule import Part, Parts, Reader, Rule, fixed, group, rule, whole
from detente.parse.timex.words import (
    ANY_WEEKDAY,
    DAY,
    MOD,
    MONTH_YEAR,
    REL_YEAR,
    YEAR,
    S,
    day_of,
    modifier_of,
    month_of,
    month_piece,
    year_of,
)

_SEP = rf"(?:\s?[-–—/]\s?|{S}(?:to|and|until|till|through|or){S})"
_YEAR_TAIL = rf"(?:(?:,{S}|{S}|{S}of{S}|,)(?P<year>{YEAR})|{S}{REL_YEAR})?"
_WD = rf"(?:(?:{ANY_WEEKDAY})(?:,{S}|{S})(?:the{S})?)?"
_THINGS = re.compile(
    r"\s+(?:people|troops|soldiers|civilians|others|countries|states|percent|per\s+cent|men|"
    r"women|children|members|officers|deaths|cases|tons|tonnes|miles|km|aircraft|tanks|ships)\b",
    re.I,
)


def year_near(clock: Clock, words: str) -> int | None:
    """The year that "last year", "that year", "the following year" name."""
    word = words.lower().split()
    if word[0] in ("that", "the") and word[1] not in ("current", "coming", "next"):
        base = clock.then.start if clock.then and clock.then.start else None
    else:
        base = clock.now
    if base is None:
        return None
    step = {"last": -1, "next": 1, "previous": -1, "following": 1, "coming": 1}
    return base.year + step.get(word[1] if word[0] == "the" else word[0], 0)


def yearly(make: Maker, match: re.Match[str], blank: str) -> tuple[Reader, str]:
    """A reader for what comes once a year, with the year as it stands in the match."""
    digits, words = group(match, "year") or group(match, "year2"), group(match, "rel")
    if digits:
        return fixed(make(year_of(digits))), "absolute"

    def read(clock: Clock) -> Period | None:
        if words:
            number = year_near(clock, words)
            return make(number) if number else cal.unknown(blank)
        return nearest(clock, make) or cal.unknown(blank)

    return read, "relative"


def _day_maker(month: int, number: int) -> Maker:
    def make(year: int) -> Period | None:
        found = cal.safe_date(year, month, number)
        return cal.day(found) if found else None

    return make


def _blank(month: int, number: int | None = None) -> str:
    return f"XXXX-{month:02}" + (f"-{number:02}" if number else "")


def _named_day(match: re.Match[str], day: str, month: str) -> tuple[Reader, str] | None:
    number, of = day_of(match.group(day)), month_of(match.group(month))
    if not 1 <= number <= 31 or cal.safe_date(2000, of, number) is None:
        return None
    digits = group(match, "year") or group(match, "year2")
    if digits and cal.safe_date(int(digits), of, number) is None:
        return None
    return yearly(_day_maker(of, number), match, _blank(of, number))


def one_day(match: re.Match[str]) -> Parts:
    """A day and month in either order, with or without weekday and year."""
    found = _named_day(match, "day", "month")
    if found is None or _counts_things(match):
        return ()
    if match.group("month").islower() and match.group("month") in ("may", "march", "mar", "dec"):
        return ()
    return whole(match, *found)


def day_of_some_month(match: re.Match[str]) -> Parts:
    """On the 15th: of the month of the last date, or nearest to the report."""
    number, det = day_of(group(match, "day") or match.group("word")), group(match, "det").lower()
    if not 1 <= number <= 31:
        return ()

    def read(clock: Clock) -> Period | None:
        if det and clock.now and not (clock.narrative or det == "that"):
            step = {"last": -1, "next": 1}.get(det, 0)
            of = cal.shift_months(clock.now.replace(day=1), step)
            there = cal.safe_date(of.year, of.month, number)
            return cal.day(there) if there else cal.unknown(f"{of.year:04}-{of.month:02}")
        base = clock.anchor if clock.narrative or clock.near else None
        start = base.start if base else clock.published
        if start is None:
            return cal.unknown(f"XXXX-XX-{number:02}")
        ahead = clock.tense() == "future" and not base and number < start.day
        behind = not base and not ahead and clock.tense() != "future" and number > start.day
        moved = cal.shift_months(start.replace(day=1), 1 if ahead else -1 if behind else 0)
        found = cal.safe_date(moved.year, moved.month, number)
        return cal.day(found) if found else cal.unknown(f"XXXX-XX-{number:02}")

    return whole(match, read, "relative")


def _counts_things(match: re.Match[str]) -> bool:
    """True for "in March 15 people died"."""
    last = match.end() == match.end("day")
    return last and bool(_THINGS.match(match.string, match.end()))


def days_listed(match: re.Match[str]) -> Parts:
    """Days of one month: "3-5 May", "May 3 and 4", "between 3 and 5 May 2014"."""
    names = [n for n in ("day", "day3", "day2") if group(match, n)]
    found = [_named_day(match, n, "month") for n in names]
    if any(f is None for f in found) or _THINGS.match(match.string, match.end()):
        return ()
    numbers = [day_of(match.group(n)) for n in names]
    if numbers != sorted(set(numbers)):
        return ()
    link = _link(match)
    spans = [match.span(n) for n in names]
    start, stop = match.span("x")
    spans[0] = (start, spans[0][1])
    spans[-1] = (spans[-1][0], stop)
    return tuple(
        Part(a, b, f[0], f[1], link if i + 1 < len(names) else "")
        for i, ((a, b), f) in enumerate(zip(spans, found, strict=True))
        if f is not None
    )


def _link(match: re.Match[str]) -> str:
    """range or list, by the words between the ends and before them."""
    words = match.group("sep").lower().strip()
    if words == "and" and not group(match, "between"):
        return "list"
    return "" if words == "or" else "range"


def days_over_months(match: re.Match[str]) -> Parts:
    """Two days of two months that share a year: "30 April to 3 May 2014"."""
    first, second = _named_day(match, "day", "month"), _named_day(match, "day2", "month2")
    if first is None or second is None:
        return ()
    (a, b), (c, d) = match.span("x1"), match.span("x2")
    return (Part(a, b, *first, _link(match)), Part(c, d, *second))


# --- months ---------------------------------------------------------------------------

_BEFORE_MONTH = re.compile(
    r"(?:^|[\s(\"“‘'—–-])(?:in|since|until|till|by|of|last|next|this|that|early|mid|late|from|to|"
    r"during|before|after|through|throughout|between|and|or|for|each|every|the|following|previous|"
    r"past|coming|around|about|as|when|on|same|until)[\s-]+$",
    re.I,
)
_SURE_BEFORE = re.compile(
    r"(?:\b(?:in|since|last|next|during|early|mid|late|until|throughout|every|end of|"
    r"beginning of|start of|middle of|month of|this|between|from|by|until)[\s-]+)$",
    re.I,
)
_PERSON_MAY = re.compile(
    r"\b(?:Theresa|Mr\.?|Mrs\.?|Ms\.?|Minister|Brian|James|Philip|Lord|Lady)\s+May\b"
)
_NOT_MONTH_AFTER = re.compile(
    r"\s+(?:Revolution|Uprising|Fourth|Day|Square|Manifesto|Monarchy|on\b|for\s+(?:Our|Life)|Group|"
    r"of\s+(?:Dimes|Return)|Fool)"
)
_PERSON = re.compile(
    r"\s+[A-Z][a-z]+(?:-[A-Z][a-z]+)?,?['’]?\s+[a-z]|\s+(?:said|told|says|denied)\b"
)
_TITLED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Judge|Senator|Minister)\.?|Black)\s$")
_BARE = re.compile(r"(?:^|[.!?\n][\s\"“]*|[a-z],?\s)$")


@lru_cache(maxsize=4)
def _names_a_may(text: str) -> bool:
    return bool(_PERSON_MAY.search(text))


def month_or_not(match: re.Match[str]) -> bool:
    """True where the word is a month: not "may" the verb, "March" the walk, a person May."""
    word, text, start = match.group("month"), match.string, match.start("month")
    low = word.lower().rstrip(".")
    if low in ("may", "march", "august", "mar") and word.islower():
        return False
    if group(match, "year") or group(match, "rel"):
        return True
    if _NOT_MONTH_AFTER.match(text, match.end("month")):
        return False
    before = text[max(0, start - 24) : start]
    if _TITLED.search(before) or _is_person(before, text, match.end("month")):
        return False
    if low == "may":
        if _names_a_may(text):
            return bool(re.search(r"\b(?:in|since|last|next|late|early|this)[\s-]+$", before))
        return bool(_SURE_BEFORE.search(before)) or bool(group(match, "mod"))
    if low in ("march", "august"):
        return bool(_BEFORE_MONTH.search(before)) and not re.search(r"\b(?:the|on)\s+$", before)
    if len(low) <= 4 and low not in ("june", "july"):
        return bool(_SURE_BEFORE.search(before)) and word[0].isupper()
    return True


def _is_person(before: str, text: str, stop: int) -> bool:
    """True for "April Glaspie met" and "lawyer Jan Egeland, who": a name goes on, no "in" leads."""
    if not _BARE.search(before) or (before and _BEFORE_MONTH.search(before)):
        return False
    return bool(_PERSON.match(text, stop))


def one_month(match: re.Match[str]) -> Parts:
    """A month, whole or its early, mid or late part, with or without a year."""
    if not month_or_not(match):
        return ()
    number, part = month_of(match.group("month")), modifier_of(group(match, "mod"))
    read, kind = yearly(lambda y: cal.narrow(cal.month(y, number), part), match, _blank(number))
    return whole(match, _deictic_month(match, read, number, part), kind)


def _deictic_month(match: re.Match[str], read: Reader, number: int, part: str) -> Reader:
    """ "last March", "next March", "this March": strictly before, after, or of this year."""
    word = group(match, "det").lower()
    if not word:
        return read

    def deictic(clock: Clock) -> Period | None:
        now = clock.now
        if now is None:
            return cal.unknown(_blank(number))
        if word in ("last", "past"):
            return cal.narrow(cal.month(now.year - (number >= now.month), number), part)
        if word in ("next", "coming"):
            return cal.narrow(cal.month(now.year + (number <= now.month), number), part)
        return cal.narrow(cal.month(now.year, number), part)

    return deictic


def months_ranged(match: re.Match[str]) -> Parts:
    """Two months that share a year: "March-May 2014", "between March and May"."""
    numbers = month_of(match.group("month")), month_of(match.group("month2"))
    text, year = match.string, bool(group(match, "year") or group(match, "rel"))
    for name in ("month", "month2"):
        word = match.group(name)
        if word.islower() and word in ("may", "march", "august", "mar", "sep", "dec", "jan"):
            return ()
    if not year and "may" in (match.group("month").lower(), match.group("month2").lower()):
        before = text[max(0, match.start() - 24) : match.start()]
        if not group(match, "between") and not _SURE_BEFORE.search(before):
            return ()
    spans = match.span("x1"), match.span("x2")
    parts = []
    for i, ((a, b), number) in enumerate(zip(spans, numbers, strict=True)):
        part = modifier_of(group(match, f"mod{i + 1}"))
        back = year and i == 0 and numbers[0] > numbers[1] and _link(match) == "range"
        read, kind = yearly(_month_maker(number, part, int(back)), match, _blank(number))
        parts.append(Part(a, b, read, kind, "" if i else _link(match)))
    return tuple(parts)


def _month_maker(number: int, part: str, back: int) -> Maker:
    return lambda y: cal.narrow(cal.month(y - back, number), part)


_M, _M2 = month_piece(), month_piece("2")
_D, _D2, _D3 = rf"(?P<day>{DAY})", rf"(?P<day2>{DAY})", rf"(?P<day3>{DAY})"
_ORD = (
    r"(?P<day>(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    r"thirtieth)"
)
_ORD_WORD = _ORD.replace("day>", "word>")
_BETWEEN = rf"(?:\b(?P<between>between|from){S}(?:the{S})?)?"
_SEP_G = rf"(?P<sep>{_SEP})(?:the{S})?"
_MODG = rf"(?:(?P<mod>{MOD})(?:{S}|-))?"

RULES: tuple[Rule, ...] = (
    rule(
        "day month",
        "month",
        rf"(?<![\d.,/$€£-])\b{_WD}{_D}(?:{S}(?:of{S})?|-){_M}(?:-(?P<year2>{YEAR})|{_YEAR_TAIL})",
        one_day,
    ),
    rule("month day", "month", rf"\b{_WD}{_M}{S}(?:the{S})?{_D}{_YEAR_TAIL}", one_day),
    rule("ordinal of month", "month", rf"\bthe{S}{_ORD}{S}of{S}{_M}{_YEAR_TAIL}", one_day),
    rule("month the ordinal", "month", rf"\b{_M}{S}(?:the{S})?{_ORD}\b{_YEAR_TAIL}", one_day),
    rule(
        "the nth",
        "number",
        rf"\b(?:on|by|until|since|from|of){S}(?P<x>the{S}(?P<day>\d{{1,2}}(?:st|nd|rd|th)))\b"
        rf"(?!{S}(?!and\b|to\b|in\b|at\b|the\b|when\b|but\b|of{S}(?:the|this|last|next|that){S}month)\w|-)",
        day_of_some_month,
    ),
    rule(
        "the nth of the month",
        "number unit",
        rf"\b(?P<x>the{S}(?:(?P<day>\d{{1,2}}(?:st|nd|rd|th))|{_ORD_WORD}){S}"
        rf"of{S}(?P<det>the|this|last|next|that){S}month)\b",
        day_of_some_month,
    ),
    rule(
        "days month",
        "month",
        rf"(?<![\d.,/$€£-])\b{_BETWEEN}(?P<x>{_D}(?:,{S}{_D3})?{_SEP_G}{_D2}{S}(?:of{S})?{_M}{_YEAR_TAIL})",
        days_listed,
    ),
    rule(
        "month days",
        "month",
        rf"\b{_BETWEEN}(?P<x>{_M}{S}{_D}(?:,{S}{_D3})?,?{_SEP_G}{_D2}{_YEAR_TAIL})",
        days_listed,
    ),
    rule(
        "day month to day month",
        "month",
        rf"(?<![\d.,/$€£-])\b{_BETWEEN}(?P<x1>{_D}{S}(?:of{S})?{_M}){_SEP_G}"
        rf"(?P<x2>{_D2}{S}(?:of{S})?{_M2}{_YEAR_TAIL})",
        days_over_months,
    ),
    rule(
        "month day to month day",
        "month",
        rf"\b{_BETWEEN}(?P<x1>{_M}{S}{_D}){_SEP_G}(?P<x2>{_M2}{S}{_D2}{_YEAR_TAIL})",
        days_over_months,
    ),
    rule(
        "month",
        "month",
        rf"\b{_MODG}(?:(?P<det>last|next|this|past|coming){S}(?:year's{S})?)?{_M}"
        rf"{MONTH_YEAR}",
        one_month,
    ),
    rule(
        "months",
        "month",
        rf"\b{_BETWEEN}(?P<x1>(?:(?P<mod1>{MOD})(?:{S}|-))?{_M}){_SEP_G}"
        rf"(?P<x2>(?:(?P<mod2>{MOD})(?:{S}|-))?{_M2}(?:,?{S}(?:of{S})?(?P<year>{YEAR})|,?{S}{REL_YEAR})?)"
        rf"(?!{S}{DAY})",
        months_ranged,
    ),
)
