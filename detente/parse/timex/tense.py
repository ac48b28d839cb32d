"""Is a time in the past or still to come? Told by the nearest verb of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

_IRREGULAR = (
    "was|were|had|did|said|told|met|held|sent|made|took|gave|went|came|began|fell|rose|left|won|"
    "lost|fought|broke|brought|built|fled|flew|found|got|hit|kept|knew|led|ran|saw|sold|shot|"
    "spoke|spent|stood|struck|threw|wrote|drove|drew|became|swore|sought|thought|bore|sank|"
    "overthrew|withdrew|laid|paid|taught|caught|dealt|meant|felt|hung|rang|rode|chose|froze|"
    "forbade|has been|have been|has|have|ago"
)
_NOT_PAST = frozenset(
    "united armed need indeed proceed exceed hundred speed embed planned scheduled expected "
    "supposed allied unprecedented breed shed seed feed greed creed succeed agreed indebted "
    "continued renewed so-called limited combined extended".split()
)
# Words that look ahead, by what must follow them; the first three are the pattern's branches.
_MODALS = "will won't shall would must should can could may might".split()
_INTENTS = (
    "due set scheduled expected expect expects planned plan plans planning slated poised likely "
    "ready intend intends intended hope hopes hoped want wants wanted agree agreed agrees invite "
    "invited invites promise promises promised pledge pledges pledged vow vows vowed offer offers "
    "offered prepare prepares preparing prepared continue proposed proposes proposing ask asks "
    "asked urge urges urged order orders ordered seek seeks sought means"
).split()
_SLOTS = (
    "scheduled planned plan plans due set slated expected called invited booked "
    "preparing deadline reset rescheduled"
).split()
_PUT_OFF = (
    "postponed put delayed deferred adjourned extended moved pushed remanded shifted suspended"
).split()
_DEADLINES = (
    "demand demands demanded gave given asked asks urge urges urged call calls called ordered "
    "orders tells told want wants must should deadline ultimatum has have"
).split()
_ALONE = (
    "begin begins start starts open opens expire expires convene convenes resume resumes tomorrow "
    "unless upcoming forthcoming ll"
).split()
# Verbs in the present that tell a set plan: "leaders meet on Monday", "the truce ends Friday".
_PLAIN = (
    "meets arrives travels flies hosts faces ends departs goes holds hears sits appears".split()
)
_NOUNS_TOO = "votes visits returns".split()
_PLURAL = "meet arrive travel fly gather vote go depart".split()
_POINTS = "is are comes falls".split()
_PRESENT = frozenset((*_PLAIN, *_NOUNS_TOO, *_PLURAL, *_POINTS))
_OTHER = "going gonna ahead is are was were take takes".split()
_TRIGGERS = frozenset(
    (*_MODALS, "won", *_INTENTS, *_SLOTS, *_PUT_OFF, *_DEADLINES, *_ALONE, *_OTHER, *_PRESENT)
)
_WORD = re.compile(r"[a-z]+")


def _any(words: list[str]) -> str:
    return "|".join(words)


_FUTURE = re.compile(
    rf"(?:(?:{_any(_MODALS)})(?:\s+(?:not|also|then|only))?(?:\s+be\s+\w+)?|"
    r"going\s+to(?:\s+be\s+\w+)?|gonna|ahead\s+of|"
    rf"(?:{_any(_INTENTS)})\s+(?:\w+\s+){{0,2}}?to(?:\s+be\s+\w+)?|"
    r"(?:is|are|was|were)\s+to(?:\s+be\s+\w+)?|(?:is|are)\s+(?:also\s+)?\w+ing|"
    rf"(?:{_any(_SLOTS)})\s+(?:\w+\s+){{0,3}}?(?:for|until|by|on|in)|"
    rf"(?:{_any(_DEADLINES)})\s+(?:[\w'’-]+\s+){{0,7}}?(?:by|until)|"
    rf"(?:{_any(_PUT_OFF)})\s+(?:\w+\s+){{0,3}}?(?:until|till|to)|"
    rf"(?:{_any(_POINTS)})(?=\s+(?:on\s+)?$)|{_any(_PLAIN)}|"
    rf"(?<!the )(?<!of )(?<!\d )(?<!ir )(?<!is )(?<!its )(?<!re )(?<!nd )(?:{_any(_NOUNS_TOO)})|"
    rf"(?<=[a-z]s )(?<!is )(?<!its )(?:{_any(_PLURAL)})|"
    rf"takes?\s+(?:place|effect|office)|{_any(_ALONE)})\b"
)
_PAST = re.compile(rf"\b(?:{_IRREGULAR}|[a-z-]{{2,}}ed)\b")
_INFINITIVE = re.compile(r"\bto\s+(?!the\b|a\b|an\b|his\b|its\b|their\b)[a-z]+\b")
_PLANNED_AFTER = re.compile(
    r"\s*['’]s\s+(?:planned|scheduled|upcoming|expected|deadline|forthcoming)\b"
)
_STOP = re.compile(
    r"(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?][\"”’)]*\s+(?=[^a-z])|[;\n]"
)
_MAY = re.compile(r"(?<=[\w,;] )May\b|^May(?= \d)")
_REACH = 140


def of(text: str, start: int, stop: int) -> str:
    """`past`, `future`, `present` (a set plan) or `none`, by the verbs around the words."""
    before, after = _around(text, start, stop)
    if _PLANNED_AFTER.match(text, stop):
        return "future"
    future, name = _last_future(_small(before))
    past = _last_past(before)
    if future < 0 and past < 0:
        if _INFINITIVE.search(before):
            return "future"
        return _ahead(after)
    return name if future >= past else "past"


def _small(words: str) -> str:
    """The words in small letters, a month of May left out: it is no verb."""
    return (_MAY.sub("   ", words) if "May" in words else words).lower()


def _name(match: re.Match[str]) -> str:
    """`present` for a verb that tells a set plan, `future` for what looks ahead by itself."""
    return "present" if match.group() in _PRESENT else "future"


def _around(text: str, start: int, stop: int) -> tuple[str, str]:
    """The words of the sentence before and after a stretch, at most `_REACH` each."""
    before = text[max(0, start - _REACH) : start]
    cut = 0
    for match in _STOP.finditer(before):
        cut = match.end()
    after = text[stop : stop + _REACH]
    end = _STOP.search(after)
    return before[cut:], after[: end.start()] if end else after


def _futures(words: str) -> Iterator[re.Match[str]]:
    """The matches of what looks ahead, in small letters, tried only at the words that may."""
    for word in _WORD.finditer(words):
        if word.group() in _TRIGGERS:
            match = _FUTURE.match(words, word.start())
            if match:
                yield match


def _last_future(words: str) -> tuple[int, str]:
    """Where the last word that looks ahead ends (-1: none), and its tense."""
    return max(((match.end(), _name(match)) for match in _futures(words)), default=(-1, "none"))


def _last_past(words: str) -> int:
    place = -1
    for match in _PAST.finditer(words):
        if match.group() not in _NOT_PAST:
            place = match.end()
    return place


def _ahead(words: str) -> str:
    """The tense of the first verb after the time, where none stands before it."""
    future = next(_futures(_small(words)), None)
    past = next((m for m in _PAST.finditer(words) if m.group() not in _NOT_PAST), None)
    if future and (past is None or future.start() <= past.start()):
        return _name(future)
    if past:
        return "past"
    return "none"
