"""Rules for years and longer, for seasons, quarters and halves: "1944", "the mid-1990s"."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.parse.timex import calendar as cal
from detente.parse.timex.absolute import year_near
from detente.parse.timex.calendar import Period
from detente.parse.timex.clock import Clock, nearest
from detente.parse.timex.rule import Part, Parts, Rule, fixed, group, rule, whole
from detente.parse.timex.words import (
    MOD,
    ORDINALS,
    SEASON_CODES,
    SHORT_YEAR,
    TENS,
    YEAR,
    S,
    modifier_of,
    year_of,
)

# --- years ----------------------------------------------------------------------------

_LED_IN = re.compile(
    r"(?:\b(?:in|since|by|of|from|until|till|to|through|throughout|before|after|during|between|and|"
    r"around|circa|c\.|about|late|early|mid|year|years|the|its|their|his|her|last|for|fiscal|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"spring|summer|autumn|fall|winter|election|back in|or|than|class of|on|into|"
    r"towards?|within|with|when|that|again|as|was|of the)\s+|"
    r"[(\[,;:–—/-]\s?|['’]s\s+|^|\n\s*)$",
    re.I,
)
_NOT_AFTER = re.compile(
    r"(?:\b(?:resolution|no|nos|number|numbers|boeing|airbus|flight|room|article|paragraph|page|"
    r"pages|section|order|figure|code|route|highway|model|series|bus|gate|unit|act|chapter|"
    r"some|nearly|almost|over|under|roughly|approximately|least|most|only|exactly|"
    r"more than|fewer than|less than|up to|total of|estimated|additional|another|other|"
    r"peugeot|windows|area|channel|building|house|street|decree|bill|law|"
    r"directive|regulation|protocol|document|case|(?-i:Vision|Agenda|Horizon|Euro|Expo|Strategy))\.?\s+|[$€£¥#№+.]\s?|\d[,.]|(?-i:\b[A-Z]-))$",
    re.I,
)
_COUNTED_AFTER = re.compile(
    r"(?:\s?(?:%|km\b|kg\b|m\b|per\s?cent|percent|GMT|UTC|hours|hrs|local\s+time|metres|meters|"
    r"miles|feet|ft\b|tons|tonnes|dollars|euros|roubles|rubles|Hz|MHz|o['’]clock)|"
    r"[-\s](?:strong|man|pound|mile|foot|year|day|metre|meter|seat|acre|page|word|hectare|ton)\b|"
    r"\s+(?:or\s+more\s+|more\s+|new\s+|additional\s+|[A-Z]?[a-z]+\s+)?(?:people|men|women|"
    r"children|troops|soldiers|members|civilians|inhabitants|aircraft|personnel|police|of\s+them)\b)",
)
_PLURAL_AFTER = re.compile(
    r"\s+(?!was|is|has|its|his|this|as|us|sanctions|elections|games|olympics|protests|talks|polls|"
    r"clashes|attacks|accords|agreements|hostilities|thus|always|perhaps|various|less|across|"
    r"towards|besides|unless|does|whereas|afterwards|nevertheless|relations|series|violations|"
    r"crisis|thousands|hundreds|dozens|millions)[a-z]{3,}s\b(?<!ss)(?!['’])",
)
_STRONG = re.compile(
    r"\b(?:in|since|until|till|during|from|before|after|by|late|early|mid|through|throughout|"
    r"between|spring|summer|autumn|winter)\s+$",
    re.I,
)


def is_year(match: re.Match[str], name: str = "year") -> bool:
    """True where four digits are a year and not a number of things or a name."""
    text, start, stop = match.string, match.start(name), match.end(name)
    before = text[max(0, start - 24) : start]
    if _NOT_AFTER.search(before):
        return False
    number = int(match.group(name))
    led = bool(_LED_IN.search(before))
    sure = bool(re.search(r"\b(?:the|year|fiscal|['’]s)\s+$", before, re.I))
    if _COUNTED_AFTER.match(text, stop):
        return sure
    if _PLURAL_AFTER.match(text, stop):
        return sure or (bool(_STRONG.search(before)) and 1500 <= number <= 2049)
    return led or (1900 <= number <= 2049 and not text[stop : stop + 1].isalpha())


def one_year(match: re.Match[str]) -> Parts:
    """A year, whole or a part of it; not numbers, resolutions and model names."""
    if not (group(match, "mod") or group(match, "word")) and not is_year(match):
        return ()
    number, part = int(match.group("year")), modifier_of(group(match, "mod"))
    return whole(match, fixed(cal.narrow(cal.year(number), part)))


def years_ranged(match: re.Match[str]) -> Parts:
    """1939-1945, 2014/15, "between 2014 and 2016": two years, joined."""
    if not is_year(match):
        return ()
    first, digits = int(match.group("year")), match.group("year2").lstrip("'’")
    second = int(digits) if len(digits) == 4 else first - first % 100 + int(digits)
    if not first < second <= first + 200:
        return ()
    words = match.group("sep").strip().lower()
    short = len(digits) == 2 and digits == match.group("year2")
    if short and words not in ("-", "–", "—", "/"):
        return ()
    link = "list" if words == "and" and not group(match, "between") else "range"
    spans = match.span("year"), match.span("year2")
    read = fixed(cal.year(first)), fixed(cal.year(second))
    return (Part(*spans[0], read[0], link=link), Part(*spans[1], read[1]))


def years_before_christ(match: re.Match[str]) -> Parts:
    """490 BC, 264-241 BC: a TIMEX value and no days, for the calendar has none."""
    parts = []
    for name in ("a", "b"):
        if group(match, name):
            timex = f"BC{int(match.group(name)):04}"
            stop = match.end() if name == "b" or not group(match, "b") else match.end(name)
            parts.append(Part(match.start(name), stop, fixed(cal.unknown(timex, "year"))))
    return tuple(parts)


def decade(match: re.Match[str]) -> Parts:
    """The 1990s, the mid-90s, the early eighties."""
    digits, word = group(match, "d").replace("'", "").replace("’", ""), group(match, "w").lower()
    if word:
        tens = {w[:-1] + "ies": n for w, n in TENS.items()}
        first = 1900 + tens[word]
    else:
        first = int(digits) if len(digits) == 4 else int(digits) + (2000 if digits < "20" else 1900)
    if not 1000 <= first < 2100:
        return ()
    if len(digits) == 4 and first % 100 == 0 and first < 2000:
        period = cal.years(first, first + 99, f"{first // 100}", "century")
        return whole(match, fixed(cal.narrow(period, modifier_of(group(match, "mod")))))
    period = cal.narrow(cal.decade(first), modifier_of(group(match, "mod")))
    return whole(match, fixed(period))


def _ordinal(words: str) -> int:
    """The number of "19th", "nineteenth" or "twenty first" (0: none)."""
    word = "-".join(words.lower().replace("-", " ").split())
    return ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0)


def century(match: re.Match[str]) -> Parts:
    """The 19th century, the early twentieth century, the 5th century BC."""
    number = _ordinal(match.group("n"))
    if not 1 <= number <= 30:
        return ()
    if group(match, "bc"):
        return whole(match, fixed(cal.unknown(f"BC{number - 1:02}", "century")))
    return whole(
        match,
        fixed(
            cal.narrow(
                cal.century(number), modifier_of(group(match, "mod") or group(match, "mod2"))
            )
        ),
    )


def centuries(match: re.Match[str]) -> Parts:
    """The 14th and 15th centuries: one stretch."""
    numbers = [_ordinal(match.group(n)) for n in ("n", "n2")]
    if not 1 <= numbers[0] < numbers[1] <= 30:
        return ()
    a, b = (cal.century(n) for n in numbers)
    return whole(match, fixed(replace(a, stop=b.stop, timex=f"{a.timex}/{b.timex}")))


def year_of_the_lord(match: re.Match[str]) -> Parts:
    """AD 79, 410 AD."""
    number = int(group(match, "a") or group(match, "b"))
    return whole(match, fixed(cal.year(number))) if number else ()


def short_year(match: re.Match[str]) -> Parts:
    """In '68: a year told by two digits after an apostrophe."""
    return whole(match, fixed(cal.year(year_of(match.group("x")))))


# --- seasons, quarters, halves --------------------------------------------------------


def season(match: re.Match[str]) -> Parts:
    """Summer 2014, the spring of 1919, last winter, in the autumn."""
    word, det = match.group("season").lower(), group(match, "det").lower()
    code, part = SEASON_CODES[word], modifier_of(group(match, "mod"))
    digits, rel = group(match, "year"), group(match, "rel")
    if not (digits or rel or det or group(match, "the")) and not part:
        return ()
    if word == "fall" and not (digits or rel) and match.string[match.end() :].startswith(" of"):
        return ()
    if re.match(r"\s+(?:Olympic|Games|Palace|School)", match.string[match.end() :]):
        return ()
    if digits:
        return whole(match, fixed(cal.narrow(cal.season(year_of(digits), code), part)))

    def read(clock: Clock) -> Period | None:
        if rel:
            number = year_near(clock, rel)
            return cal.season(number, code) if number else cal.unknown(f"XXXX-{code}")
        found = _season_near(clock, code, det)
        return cal.narrow(found, part) if found else cal.unknown(f"XXXX-{code}")

    return whole(match, read, "relative")


def _season_near(clock: Clock, code: str, det: str) -> Period | None:
    """The season that last, this, next, that or no word at all picks."""
    now = clock.now
    if det in ("last", "next", "past", "coming", "this") and now is not None:
        years = (now.year - 2, now.year - 1, now.year, now.year + 1)
        options = [cal.season(y, code) for y in years if y > 0]
        past = [p for p in options if p.stop is not None and p.stop < now]
        rest = [p for p in options if p not in past]
        if det in ("last", "past"):
            return past[-1]
        if det in ("next", "coming"):
            return next((p for p in rest if p.start is not None and p.start > now), None)
        current = rest[0]
        assert current.start is not None
        return current if (current.start - now).days < 200 else past[-1]
    if det in ("that", "the same", "same") and clock.then and clock.then.start:
        return cal.season(clock.then.start.year, code)
    return nearest(clock, lambda y: cal.season(y, code))


_PARTS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_PARTS |= {"latter": 4, "final": 4, "last": 4, "opening": 1, "1": 1, "2": 2, "3": 3, "4": 4}


def quarter(match: re.Match[str]) -> Parts:
    """The first quarter of 2020, Q3 2021, the second half of last year."""
    number, is_half = _PARTS[match.group("n").lower()], match.group("k").lower() in ("half", "h")
    if is_half:
        number = min(number, 2)
    digits, rel, this = group(match, "year"), group(match, "rel"), group(match, "the_year")
    make = cal.half if is_half else cal.quarter
    named = match.group("n").lower() in ("latter", "last", "final", "opening") or is_half
    spelled = len(match.group("k")) > 1
    if (
        not spelled
        and is_half
        and not digits
        and not _IN.search(match.string, max(0, match.start() - 8), match.start())
    ):
        return ()
    if spelled and not (digits or rel or this) and (named or not group(match, "the")):
        return ()
    if digits:
        return whole(match, fixed(make(int(digits), number)))
    blank = f"XXXX-{'H' if is_half else 'Q'}{number}"

    def read(clock: Clock) -> Period | None:
        if rel or this:
            year = year_near(clock, rel or "this year")
            return make(year, number) if year else cal.unknown(blank)
        return nearest(clock, lambda y: make(y, number)) or cal.unknown(blank)

    return whole(match, read, "relative")


_IN = re.compile(r"\b(?:in|for|by|during|of)\s$", re.I)


def part_of_century(match: re.Match[str]) -> Parts:
    """The first half of the 19th century; the second half of the 1980s."""
    first = match.group("n").lower() in ("first", "1st")
    if group(match, "century"):
        number = int(re.sub(r"\D", "", match.group("century")) or 0) or ORDINALS.get(
            match.group("century").lower(), 0
        )
        start, length, period = number * 100 - 99, 100, cal.century(max(1, number))
    else:
        start, length = int(match.group("decade")), 10
        period = cal.decade(start)
    if start < 1 or start > 2100:
        return ()
    begin = start if first else start + length // 2
    found = cal.years(begin, begin + length // 2 - 1, period.timex or "", period.grain)
    return whole(match, fixed(found))


# --- the rules ------------------------------------------------------------------------

_Y = rf"(?P<year>{YEAR})"
_MODG = rf"(?:(?P<mod>{MOD})(?:{S}|-))?"
_REL = (
    rf"(?P<rel>(?:last|this|next|that|"
    rf"the{S}(?:same|following|previous|next|current|coming)){S}year)"
)
_SEASON = "(?P<season>spring|summer|autumn|fall|winter)"
_ORD = "first|second|third|fourth|1st|2nd|3rd|4th|final|last|opening|latter"
_CENT = (
    r"\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    r"nineteenth|twentieth|twenty[-\s]first"
)
RULES: tuple[Rule, ...] = (
    rule(
        "year",
        "year",
        rf"(?<![\w,.$€£#-])(?:{_MODG}(?P<word>(?:the{S})?year{S}|fiscal{S})?|(?<=-))\b{_Y}"
        r"(?![\w%]|-\w)",
        one_year,
    ),
    rule("hyphened year", "year", rf"(?P<mod>\b(?:early|mid|late))-{_Y}\b(?!s)", one_year),
    rule("year pre", "year", rf"\b(?:pre|post)-(?P<x>(?P<word>){_Y})\b(?!s)", one_year),
    rule(
        "years",
        "year",
        rf"(?<![\w,.$€£#-])(?:\b(?P<between>between|from){S})?{_Y}"
        rf"(?P<sep>\s?[-–—/]\s?|{S}(?:to|and|until|through){S})(?P<year2>{YEAR}|['’]?\d\d)(?![\w%-]|[,.]\d)",
        years_ranged,
    ),
    rule(
        "BC",
        "bc",
        rf"(?<![\w,.-])(?P<a>\d{{1,4}})(?:(?:\s?[-–—]\s?|{S}(?:to|and|or){S})(?P<b>\d{{1,4}}))?"
        rf"{S}?(?:BCE|BC|B\.C\.)(?!\w)",
        years_before_christ,
    ),
    rule(
        "decade",
        "decade",
        rf"\b(?:(?P<mod>(?:the{S})?{MOD})(?:{S}|-))?(?:(?:the{S})?(?P<d>\d{{3}}0)['’]?s|"
        rf"(?:the{S}|(?<=early )|(?<=late )|(?<=mid-)|(?<=mid ))"
        rf"(?P<w>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
        decade,
    ),
    rule(
        "short decade",
        "decade",
        rf"(?<!\w)the{S}(?:(?P<mod>early|mid|late)(?:{S}|-))?['’]?(?P<d>\d0)['’]?s\b",
        decade,
    ),
    rule(
        "century",
        "century",
        rf"\b{_MODG}(?:the{S})?(?:(?P<mod2>early|mid|late)(?:{S}|-))?(?P<n>{_CENT})(?:{S}|-)"
        rf"century(?:{S}(?P<bc>BCE|BC|B\.C\.))?\b",
        century,
    ),
    rule(
        "season",
        "season",
        rf"\b(?:(?P<the>(?:in|by|during|since|until|before|after|through|throughout|over|for){S})"
        rf"(?=the{S}|spring|summer|autumn|winter))?"
        rf"(?P<x>{_MODG}(?:the{S})?(?:(?P<det>last|this|next|that|past|coming|same){S}(?:year's{S})?)?{_SEASON}"
        rf"(?:(?:,?{S}(?:of{S})?|-)(?P<year>{YEAR}|{SHORT_YEAR})(?:[-–/](?:\d\d)?\d\d(?!\d))?|{S}(?:of{S})?{_REL})?)\b"
        rf"(?!{S}(?:offensive|campaign|of{S}(?!\d))\w*)",
        season,
    ),
    rule(
        "quarter",
        "unit number",
        rf"\b(?P<the>the{S})?(?P<n>{_ORD}){S}(?P<k>quarter|half)\b"
        rf"(?:{S}of{S}(?:{_Y}|{_REL}|(?P<the_year>the{S}year)))?\b",
        quarter,
    ),
    rule(
        "short quarter",
        "quarter",
        rf"\b(?P<k>[QH])(?P<n>[1-4])(?:,?{S}(?:of{S})?(?:{_Y}|{_REL}))?\b",
        quarter,
    ),
    rule(
        "quarter short", "quarter", rf"\b(?P<n>[1-4])(?P<k>[QH])(?:,?{S}(?:of{S})?{_Y})?\b", quarter
    ),
    rule("year quarter", "quarter", rf"\b{_Y}(?:{S}|-)(?P<k>[QH])(?P<n>[1-4])\b", quarter),
    rule(
        "year's quarter",
        "unit",
        rf"\b(?:{_Y}|{_REL})['’]s?{S}(?P<n>{_ORD}){S}(?P<k>quarter|half)\b",
        quarter,
    ),
    rule(
        "centuries",
        "century",
        rf"\bthe{S}(?P<n>{_CENT}){S}(?:and|to){S}(?P<n2>{_CENT}){S}centuries\b",
        centuries,
    ),
    rule(
        "anno Domini",
        "bc",
        r"(?<![\w,.-])(?:(?-i:AD|A\.D\.) ?(?P<a>\d{1,4})|(?P<b>\d{1,4}) ?(?-i:AD|CE)\b)(?![\w,]\d)",
        year_of_the_lord,
    ),
    rule(
        "short year",
        "number",
        rf"(?<=\s)(?P<lead>in|of|since|until|by|from|to|and|before|after|late|early){S}(?P<x>{SHORT_YEAR})",
        short_year,
    ),
    rule(
        "half of a century",
        "century decade",
        rf"\bthe{S}(?P<n>first|second|1st|2nd|latter){S}half{S}of{S}the{S}"
        rf"(?:(?P<century>{_CENT}){S}century|(?P<decade>\d{{3}}0)s)\b",
        part_of_century,
    ),
)
