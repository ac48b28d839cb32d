"""Whether two names mean one voice, however they are written in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache


def _words(line: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", line))


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"shch|sch|sh", "s"),
    (r"tch|ch", "c"),
    (r"kh", "h"),
    (r"zh", "z"),
    (r"gh|q(?=a)", "g"),
    (r"q|ck", "k"),
    (r"ph", "f"),
    (r"ks", "x"),
    (r"[yj]u|oo|ou", "u"),
    (r"[yj]a", "a"),
    (r"[yj]e", "e"),
    (r"[yj]o", "o"),
    (r"w", "v"),
    (r"ee", "i"),
    (r"[iyj]+", "i"),
    (r"(.)\1", r"\1"),
)
"""Spellings of one sound by different romanisations, folded into one letter each."""

_TITLES = _words(
    "mr mrs ms dr sir lord lady dame prof professor general gen colonel col admiral marshal "
    "president prime minister premier chancellor king queen prince crown foreign defence defense "
    "secretary senator sen representative rep governor gov ambassador spokesman spokeswoman "
    "spokesperson deputy vice former leader chief head sheikh ayatollah imam pope archbishop "
    "the a an of for and news agency state us"
)
_BODIES = _words(
    "ministry department office council commission committee army navy police parliament senate "
    "congress court party union government command service staff embassy assembly group "
    "board bank administration cabinet pentagon kremlin"
)
_UNNAMED = _words(
    "official officials source sources report reports reportedly witness witnesses analyst "
    "analysts resident residents diplomat diplomats people media observer observers expert "
    "experts critic critics activist activists aide aides rumour rumours rumor rumors unnamed "
    "anonymous lawmaker lawmakers officer officers adviser advisers insider insiders someone "
    "some others locals spokesman spokeswoman spokesperson newspapers statement villagers "
    "survivors medics doctors monitors campaigners soldiers commanders commander allegedly"
)


def tokens(name: str) -> tuple[str, ...]:
    """The words of a name, without diacritics, possessives and punctuation, lower case."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’`]s\b", "", plain)
    plain = re.sub(r"['’`.]", "", plain)
    return tuple(re.findall(r"[^\W_]+", plain))


@cache
def fold(word: str) -> str:
    """A word as romanisations have in common: `fold("Yury") == fold("Yuri")`."""
    found = tokens(word)
    plain = "".join(found)
    for pattern, letter in _SPELLINGS:
        plain = re.sub(pattern, letter, plain)
    return plain


def unnamed(name: str) -> bool:
    """True for a voice with no identity: no words, no capital, or a role such as officials."""
    found = tokens(name)
    if not found or not any(c.isupper() for c in name):
        return True
    head = tokens(re.split(r"\b(?:in|from|at|with|of|close|familiar)\b", name)[0])
    return bool(head) and head[-1] in _UNNAMED


def same_name(one: str, two: str) -> bool:
    """True where two names mean one person or body; two unnamed voices are one voice."""
    if unnamed(one) or unnamed(two):
        return unnamed(one) and unnamed(two)
    first, second = _core(one), _core(two)
    small, large = sorted((first, second), key=len)
    if _bodies(first) != _bodies(second):
        return first == second
    if all(any(_alike(word, other) for other in large) for word in small):
        return True
    return (
        not _bodies(first)
        and len(small) > 1
        and _alike(first[-1], second[-1])
        and (first[0][0] == second[0][0])
    )


def _core(name: str) -> tuple[str, ...]:
    """The folded words that carry identity: no titles, unless there is nothing else."""
    found = tokens(name)
    kept = tuple(word for word in found if word not in _TITLES or word in _BODIES)
    if any(word in _BODIES for word in found):
        kept = tuple(w for w in found if w not in {"the", "a", "an", "of", "for", "and"})
    return tuple(fold(word) for word in kept or found)


def _bodies(folded: tuple[str, ...]) -> frozenset[str]:
    return frozenset(folded) & _folded_bodies()


@cache
def _folded_bodies() -> frozenset[str]:
    return frozenset(fold(word) for word in _BODIES)


def _alike(one: str, two: str) -> bool:
    if one == two:
        return True
    if min(len(one), len(two)) < 5:
        return False
    short, long = sorted((one, two), key=len)
    if long.startswith(short[:-1]) and len(long) - len(short) <= 2:
        return True
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= 0.9
