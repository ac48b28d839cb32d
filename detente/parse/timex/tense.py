"""Is a time in the past or still to come? Told by the nearest verb of its sentence."""

from __future__ import annotations

import re

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
    "continued renewed so-called limited combined".split()
)
_FUTURE = re.compile(
    r"\b(?:(?:will|won't|shall|would|must|should)(?:\s+(?:not|also|then|only))?(?:\s+be\s+\w+)?|"
    r"going\s+to(?:\s+be\s+\w+)?|upcoming|forthcoming|ahead\s+of|"
    r"(?:due|set|scheduled|expected|expects?|planned|plans?|planning|slated|poised|likely|ready|"
    r"intends?|intended|hopes?|hoped|wants?|wanted|agreed?|invited?|promised?|promises|pledged?|"
    r"pledges|vowed|vows|offered|offers?|prepares?|preparing|prepared|continue)\s+(?:\w+\s+){0,2}?to"
    r"(?:\s+be\s+\w+)?|(?:is|are|was|were)\s+to(?:\s+be\s+\w+)?|(?:is|are)\s+(?!said\b)(?:also\s+)?\w+ing|"
    r"(?:scheduled|planned|plans?|due|set|slated|expected|postponed|called|invited|booked|"
    r"preparing|deadline|reset|rescheduled)\s+(?:\w+\s+){0,3}?(?:for|until|by|on|in)|"
    r"(?:demands?|demanded|gave|given|asked|asks|urges?|urged|calls?|called|ordered|orders|"
    r"tells|told|wants?|must|should|deadline|ultimatum|has|have)\s+(?:[\w'’-]+\s+){0,7}?"
    r"(?:by|until)|"
    r"(?:begins?|starts?|opens?|expires?|convenes?|takes?\s+(?:place|effect|office)|resumes?)|"
    r"tomorrow|must|can|could|may|might|should|unless)\b|\w['’]ll\b",
    re.I,
)
_PAST = re.compile(rf"\b(?:{_IRREGULAR}|[a-z-]{{2,}}ed)\b")
_INFINITIVE = re.compile(r"\bto\s+(?!the\b|a\b|an\b|his\b|its\b|their\b)[a-z]+\b")
_PLANNED_AFTER = re.compile(
    r"\s*['’]s\s+(?:planned|scheduled|upcoming|expected|deadline|forthcoming)\b"
)
_STOP = re.compile(r"[.!?;\n]\s|\n|[“”\"]")
_REACH = 140


def of(text: str, start: int, stop: int) -> str:
    """`past`, `future` or `none` for the words `text[start:stop]`, by the verbs around them."""
    before, after = _around(text, start, stop)
    if _PLANNED_AFTER.match(text, stop):
        return "future"
    future = _last(_FUTURE, before)
    past = _last_past(before)
    if future < 0 and past < 0:
        if _INFINITIVE.search(before):
            return "future"
        return _ahead(after)
    return "future" if future >= past else "past"


def _around(text: str, start: int, stop: int) -> tuple[str, str]:
    """The words of the sentence before and after a stretch, at most `_REACH` each."""
    before = text[max(0, start - _REACH) : start]
    cut = 0
    for match in _STOP.finditer(before):
        cut = match.end()
    after = text[stop : stop + _REACH]
    end = _STOP.search(after)
    return before[cut:], after[: end.start()] if end else after


def _last(pattern: re.Pattern[str], words: str) -> int:
    """Where the last match of a pattern ends (-1: none)."""
    place = -1
    for match in pattern.finditer(words):
        place = match.end()
    return place


def _last_past(words: str) -> int:
    place = -1
    for match in _PAST.finditer(words):
        if match.group() not in _NOT_PAST:
            place = match.end()
    return place


def _ahead(words: str) -> str:
    """The tense of the first verb after the time, where none stands before it."""
    future = _FUTURE.search(words)
    past = next((m for m in _PAST.finditer(words) if m.group() not in _NOT_PAST), None)
    if future and (past is None or future.start() <= past.start()):
        return "future"
    if past:
        return "past"
    return "none"
