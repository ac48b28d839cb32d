"""Who wrote and who supplied a report: bylines, credits and datelines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..types import Outlet
from .outlets import find_outlet

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day)?\.?,? )?"
_DAY = rf"{_WEEKDAY}(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_UPPER = r"[A-Z\u00c0-\u00de]"
_CAPS = rf"{_UPPER}[A-Z\u00c0-\u00de.'’\- ]*(?:[/,] ?{_UPPER}[A-Z\u00c0-\u00de.'’\- ]*)*"
_WORD = rf"{_UPPER}[\w.'’\-]*"
_NAME = rf"{_WORD}(?: (?:d[aeiu]|del|al|el|and|of|the|{_WORD})){{0,4}}"
_PLACE = rf"{_NAME}(?:/{_NAME})*(?:, {_NAME})?"
_STROKE = r"(?: ?[-–—]{1,3}(?= |$)| ?[–—]|\s?:(?= ))"
_AGENCY = r"\((?P<agency>[^()\d]{2,60})\)"
_SLASHED = r"/(?P<slashed>[^/\d]{2,40})/"

# The forms of a dateline, the surest first; all stand at the very start of the body.
_DATELINES = (
    re.compile(rf"(?:{_PLACE}(?:, {_DAY})?|{_DAY}) ?{_AGENCY}(?:,? {_DAY})?{_STROKE} ?"),
    re.compile(rf"(?:{_PLACE}, {_DAY}) ?{_AGENCY}[.:]? ?"),
    re.compile(rf"{_AGENCY}{_STROKE} ?"),
    re.compile(rf"{_NAME}(?:, {_DAY})?\.? ?{_SLASHED}\.?(?:{_STROKE})? ?"),
    re.compile(rf"{_NAME}\. {_DAY}\. (?P<plain>[A-Z][\w’'\-]+(?:[ -][A-Z]\w+)?){_STROKE} ?"),
    re.compile(rf"{_CAPS}(?:, {_NAME})?(?:, {_DAY})?{_STROKE} ?"),
    re.compile(rf"{_PLACE},? {_DAY}{_STROKE} ?"),
    re.compile(rf"{_PLACE} ?[–—]{{1,2}} (?=[A-Z“\"])"),
)
_LOOSE = 5  # forms from here on need a place in capitals or a day; the last needs neither
_BY = re.compile(
    r"(?:(?:[Ww]ritten|[Rr]eported|[Pp]osted|[Ss]tory|[Aa]nalysis|[Ee]xclusive)\s+)?(?:by|By|BY)[:\s]\s*"
    r"|(?:[Aa]uthors?|[Bb]yline|[Rr]eporters?|[Cc]orrespondent)\s*:\s*"
)
_SPLIT = re.compile(r"\s*(?:,|;|/|\||\s&\s|\s+and\s+|\s+with\s+|\s+AND\s+|\s+WITH\s+)\s*")
_IN_PLACE = re.compile(r"\s+(?:in|from|at|IN|FROM|AT)\s+[A-Z].*$")
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|staff|bureau|columnist|analyst|producer|desk"
    r"|journalist|contributor|team|service|chief|special to|for)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    rf"{_WORD}(?: (?:d[aeiu]|de la|v[ao]n(?: de[rn]?)?|bin|ibn|al-?|el-?|{_WORD})){{1,5}}"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """The people and the agency that a byline names."""

    authors: tuple[str, ...] = ()
    agency: Outlet | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words of a dateline without its stroke, and the agency that it names."""

    words: str
    agency: Outlet | None


def find_agency(name: str) -> Outlet | None:
    """The news agency of that name, None for papers, people and the unknown."""
    outlet = find_outlet(name=name.strip(" .,:;*_()"))
    return outlet if outlet and outlet.kind == "agency" else None


def read_dateline(text: str) -> Dateline | None:
    """The dateline at the start of a body paragraph, or None.

    >>> read_dateline("KYIV, Jan 14 (Reuters) - Ukraine was hit").words
    'KYIV, Jan 14 (Reuters)'
    """
    head = text[:160]
    for number, form in enumerate(_DATELINES):
        found = form.match(head)
        if not found or len(text) - found.end() < 10:
            continue
        groups = found.groupdict()
        named = groups.get("agency") or groups.get("slashed") or groups.get("plain")
        agency = _any_agency(named) if named else None
        if (named and agency is None) or (number >= _LOOSE and not _is_place(found[0], number)):
            continue
        words = re.sub(r"[\s:–—.-]+$", "", found[0])
        return Dateline(words, agency)
    return None


def _any_agency(names: str) -> Outlet | None:
    """The first agency of `AP/Reuters` or `Reuters, AFP`, else an outlet (`(CNN) --`)."""
    parts = [names, *re.split(r"[/,;]| and ", names)]
    agencies = (find_agency(part) for part in parts)
    return next((hit for hit in agencies if hit), None) or find_outlet(name=names.strip())


def _is_place(words: str, number: int) -> bool:
    """True where a dateline without agency looks like a place, not a label or a sentence."""
    place = re.split(r"[,–—:]| -", words)[0].strip()
    if place.upper() in _LABELS or len(place.split()) > 4:
        return False
    if number == _LOOSE:
        return len(place) >= 3 and place.isupper()
    return number == _LOOSE + 1 or place in _BARE_PLACES


_LABELS = frozenset(
    "BREAKING UPDATE UPDATED EXCLUSIVE ANALYSIS OPINION LIVE WATCH CORRECTION NOTE EXPLAINER"
    " FACTBOX VIDEO PHOTOS FILE INTERVIEW COMMENT TIMELINE WRAPUP RECAP NATO USA UK UN EU".split()
)
# Capitals that papers set in mixed case before a long dash.
_BARE_PLACES = frozenset(
    "Ankara Athens Baghdad Beijing Beirut Belgrade Berlin Brussels Budapest Cairo Damascus"
    " Delhi Doha Geneva Islamabad Istanbul Jakarta Jerusalem Kabul Khartoum Kiev Kyiv"
    " Lisbon London Madrid Manila Minsk Moscow Nairobi Oslo Paris Prague Pretoria Pyongyang"
    " Riyadh Rome Sarajevo Seoul Singapore Sofia Stockholm Taipei Tallinn Tbilisi Tehran"
    " Tokyo Tripoli Tunis Vienna Vilnius Warsaw Washington Yerevan Zagreb".split()
) | {"New York", "New Delhi", "Addis Ababa", "Hong Kong", "Tel Aviv", "The Hague", "Kuala Lumpur"}


def is_person(text: str) -> bool:
    """True for two to five words that are written like a name, with or without `in Place`."""
    text = _IN_PLACE.sub("", text)
    return (
        2 <= len(text.split()) <= 5 and bool(_PERSON.fullmatch(text)) and not find_outlet(name=text)
    )


def read_byline(text: str, *, marked: bool = False) -> Byline | None:
    """The byline that a short line is, or None; `marked` where it is known to be one.

    >>> read_byline("By Jane Doe and John Roe in Kyiv").authors
    ('Jane Doe', 'John Roe')
    >>> read_byline("By Friday the talks had failed.") is None
    True
    """
    line = text.strip(" *_—–-|")
    by = _BY.match(line)
    if not (by or marked) or len(line) > 240:
        return None
    names = line[by.end() :] if by else line
    if by and line.endswith(".") and not re.search(r"\b(?:Jr|Sr|[A-Z])\.$", line):
        return None
    return _names(names, strict=not marked)


def _names(names: str, *, strict: bool) -> Byline | None:
    """Split a byline in people and agency; None where a part is neither."""
    authors: list[str] = []
    agency: Outlet | None = None
    for part in _SPLIT.split(names):
        part = re.sub(r"^(?:by|By|BY)\s+", "", part.strip(" .*_()•·—–-"))
        part = _IN_PLACE.sub("", part)
        known = find_agency(part) if part else None
        if known:
            agency = agency or known
            continue
        if not part or _ROLE.search(part) or find_outlet(name=part) or "@" in part:
            continue
        if _PERSON.fullmatch(part) or (not strict and part[:1].isupper() and len(part) < 60):
            authors.append(_case(part))
        elif strict and not authors and agency is None:
            return None
    if strict and not authors and agency is None and not _ROLE.search(names):
        return _outlet_only(names)
    return Byline(tuple(dict.fromkeys(authors)), agency)


def _outlet_only(names: str) -> Byline | None:
    """An empty byline where the line names only the paper itself."""
    return Byline() if find_outlet(name=names) else None


def _case(name: str) -> str:
    """`JANE DOE` as `Jane Doe`."""
    return name.title() if name.isupper() and " " in name else name
