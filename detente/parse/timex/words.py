"""The words of the grammar: months, weekdays, numbers, units, and the regex pieces of them."""

from __future__ import annotations

MONTHS = {
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
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
NUMBERS = {word: n for n, word in enumerate(_SMALL)} | TENS | {"a": 1, "an": 1, "hundred": 100}
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
    "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
ORDINALS = {word: n for n, word in enumerate(_ORDINAL_WORDS, start=1)}
UNITS = {
    "second": "S",
    "minute": "TM",
    "hour": "H",
    "day": "D",
    "night": "N",
    "week": "W",
    "fortnight": "F",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "centurie": "CE",
}
DAY_PARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "overnight": "NI",
    "dawn": "MO",
    "noon": "12:00",
    "midday": "MI",
    "midnight": "24:00",
    "daybreak": "MO",
    "lunchtime": "MI",
    "dusk": "EV",
    "nightfall": "EV",
}
MODIFIERS = {
    "early": "early",
    "earlier": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "later": "late",
    "beginning": "start",
    "start": "start",
    "opening": "start",
    "end": "end",
    "close": "end",
    "turn": "start",
}

# --- regex pieces (used with re.IGNORECASE; each named piece takes a suffix) -----------

_MONTH_LONG = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_MONTH_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_WEEKDAY_LONG = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_WEEKDAY_SHORT = r"(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\b\.?"
GAP = r"[ \t\u00a0]{1,3}\n?[ \t\u00a0]{0,3}|\n[ \t\u00a0]{0,3}"
S = rf"(?:{GAP})"
YEAR = r"(?:1\d{3}|20\d{2}|21\d{2})(?![\d]|[,.]\d|-\d{2}-)"
SHORT_YEAR = r"['’]\d\d(?![\w'’])"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|,\d{3}|\.\d|:\d|[a-z%])"
REL_YEAR = (
    rf"(?:(?:of{S})?(?P<rel>(?:last|this|next|that|the{S}(?:same|following|previous|next|current|"
    rf"coming)){S}year))"
)
MONTH_YEAR = rf"(?:(?:,?{S}(?:of{S})?|-|/)(?P<year>{YEAR}|(?<=\s){SHORT_YEAR})|,?{S}{REL_YEAR})?"
"""The year after a month, if there is one: as digits, or as "last year"."""
WEEKDAY = _WEEKDAY_LONG
ANY_WEEKDAY = f"{_WEEKDAY_LONG}|{_WEEKDAY_SHORT}"
PART_OF_DAY = "morning|afternoon|evening|night|overnight"
UNIT = "day|week|fortnight|month|year|decade|century|centurie|hour|minute|second|night|quarter"
LONG_UNIT = "week|month|year|decade|century|quarter|weekend"
_NUMBER_WORD = (
    "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    "(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|"
    + "|".join(sorted(_SMALL[1:], key=len, reverse=True))
)
NUMBER = rf"\d{{1,4}}(?![\d]|[,.]\d)|{_NUMBER_WORD}|(?:a|one){S}hundred|a{S}dozen"
VAGUE = (
    rf"several|(?:a|the){S}(?:few|couple{S}of|number{S}of)|some|many|a{S}couple|couple{S}of|"
    rf"numerous|dozens{S}of|a{S}handful{S}of|countless"
)
MOD = (
    rf"(?:(?:(?:very|as){S})?(?:early|mid|late)(?:{S}(?:in|as)(?:{S}the)?)?|"
    rf"(?:end|start)(?=-)|(?<=by )end|"
    rf"(?:the{S})?(?:beginning|start|end|middle|close|turn|early{S}part|latter{S}part|"
    rf"early{S}days|final{S}days|last{S}days|first{S}days|closing{S}days){S}of(?:{S}the)?)"
)


def month_piece(suffix: str = "", *, short: bool = True) -> str:
    """A month, long or short, as the group `month` + suffix."""
    return rf"(?P<month{suffix}>(?:{_MONTH_LONG})\b{'|' + _MONTH_SHORT if short else ''})"


def number_of(words: str) -> int | None:
    """The number that digits or words name; None where they are vague ("several")."""
    text = words.lower().strip()
    if text.isdecimal():
        return int(text)
    if text.endswith("dozen") and text.startswith("a"):
        return 12
    if text.endswith("hundred"):
        return 100
    if "couple" in text:
        return 2
    tens, _, ones = text.partition("-")
    if tens in NUMBERS and (not ones or ones in NUMBERS):
        return NUMBERS[tens] + (NUMBERS[ones] if ones else 0)
    return None


def year_of(digits: str) -> int:
    """The year that four digits or two after an apostrophe name ('68: 1968, '14: 2014)."""
    number = int(digits.strip("'’"))
    return number if number > 99 else number + (2000 if number < 30 else 1900)


def month_of(words: str) -> int:
    """The number of a month's name, long or short."""
    return MONTHS[words.lower().rstrip(".")]


def weekday_of(words: str) -> int:
    """The number of a weekday's name, Monday 0."""
    return WEEKDAYS[words.lower().rstrip(".")]


def day_of(words: str) -> int:
    """The number of a day of the month, as digits with or without ending, or in words."""
    low = " ".join(words.lower().split()).replace(" ", "-")
    return ORDINALS[low] if low in ORDINALS else int(low.rstrip("sthndr"))


def modifier_of(words: str | None) -> str:
    """early, mid, late, start, end or "" of the words before a period."""
    low = " ".join((words or "").lower().replace("-", " ").split())
    if low.startswith("as ") and low.endswith(" as"):  # "as early as March": all of March
        return ""
    for word in low.split():
        if word in ("latter", "final", "last", "closing"):
            return "late"
        if word == "first":
            return "early"
        if word in MODIFIERS:
            return MODIFIERS[word]
    return ""
