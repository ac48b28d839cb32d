"""Office holders of the second rank, found by full name in a sorted file, which is never read
as a whole: ministers of every portfolio, governors, judges, ambassadors and the like.

A line begins with the sound of a name (`names.sound`), so that one search finds a name in all
its transliterations; lines are sorted bytewise.
"""

from __future__ import annotations

import csv
import mmap
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from detente.actors.index import SOURCES, Holding
from detente.actors.names import (
    FAMILY_FIRST,
    PARTICLES,
    normalise,
    skeleton,
    sound,
    without_middle,
)
from detente.actors.sorted_table import view
from detente.actors.tables import DATA, Entry

COLUMNS = tuple(
    "sound alias qid person office position country org sector start stop source".split()
)
_MOST_WORDS = 5
_LONG_ENOUGH = 8
_BLOCK = 2048
_SHORT_SYLLABLES = FAMILY_FIRST | {"VNM", "MMR", "SGP", "LAO", "KHM"}


class Line(NamedTuple):
    """One line of the table: a term, or with `alias` another name of a person."""

    sound: str
    alias: str
    qid: str
    person: str
    office: str
    position: str
    country: str
    org: str
    sector: str
    start: str
    stop: str
    source: str

    @property
    def name(self) -> str:
        """The name under which the line stands."""
        return self.alias or self.person


class Found(NamedTuple):
    """A person found by a full name; `exact` where only marks and middle names differ."""

    qid: str
    person: str
    exact: bool


class Lesser:
    """The sorted table: mapped into memory when first asked, searched in place."""

    def __init__(self, path: Path = DATA / "lesser.csv") -> None:
        self.path = path
        self.lines = lru_cache(maxsize=4096)(self._lines)
        self.opens = lru_cache(maxsize=4096)(self._opens)

    @property
    def is_open(self) -> bool:
        """True once something has been looked up."""
        return "_text" in self.__dict__

    @cached_property
    def _text(self) -> mmap.mmap | bytes:
        try:
            return view(self.path)
        except (FileNotFoundError, ValueError):  # none, or an empty one, which cannot be mapped
            return b""

    @cached_property
    def _marks(self) -> tuple[list[bytes], list[int]]:
        """The keys and places of a line in every few thousand bytes, to search between."""
        text, keys, places = self._text, [], []
        at = text.find(b"\n") + 1
        while 0 < at < len(text):
            keys.append(text[at : text.find(b",", at) + 1])
            places.append(at)
            at = text.find(b"\n", at + _BLOCK) + 1
        return keys, [*places, len(text)]

    def _first(self, key: bytes) -> int:
        """Where the first line that begins with `key` starts; -1 where none does."""
        keys, places = self._marks
        mark = bisect_left(keys, key)
        start, stop = places[max(mark - 1, 0)], places[mark] + len(key)
        return self._text.find(b"\n" + key, start - 1, stop) + 1 or -1

    def _lines(self, key: str) -> tuple[Line, ...]:
        """All lines of one sound."""
        wanted = f"{key},".encode()
        start, found, text = self._first(wanted) if key else -1, [], self._text
        while start >= 0 and text[start : start + len(wanted)] == wanted:
            stop = text.find(b"\n", start)
            found.append(text[start:stop].decode())
            start = stop + 1
        return tuple(Line(*cells) for cells in csv.reader(found))

    def _opens(self, word: str) -> bool:
        """True where some name starts with this word, or where the word has no sound."""
        first = skeleton(f"{normalise(word)} a").split()[:-1]
        return not first or self._first(f"{first[0]} ".encode()) >= 0

    def find(self, name: str) -> Found | None:
        """The one person of this full name; None where several people bear it.

        A name that only sounds alike must be long enough, and of no language whose names
        differ by a vowel.
        """
        key = without_middle(normalise(name))
        lines = self.lines(skeleton(key))
        exact = [line for line in lines if without_middle(normalise(line.name)) == key]
        people = {line.qid: line.person for line in exact or lines}
        if len(people) != 1 or (not exact and not self._alike(lines)):
            return None
        qid, person = next(iter(people.items()))
        return Found(qid, person, bool(exact))

    def _alike(self, lines: Sequence[Line]) -> bool:
        line = lines[0]
        near = {term.country for term in self.terms(line.qid, line.person)} & _SHORT_SYLLABLES
        return len(line.sound) > _LONG_ENOUGH and not near

    def terms(self, qid: str, person: str) -> tuple[Line, ...]:
        """The terms of a person whose name heads the terms."""
        return tuple(line for line in self.lines(sound(person)) if line.qid == qid and line.office)

    def holdings(self, qid: str, person: str) -> list[Holding]:
        """The terms of a person as the main tables write them."""
        return [
            Holding(qid, *line[4:11], SOURCES.get(line.source, line.source))
            for line in self.terms(qid, person)
        ]

    def entry(self, found: Found) -> Entry:
        """The person as an entry, of the country and sector of the latest term."""
        terms = self.terms(found.qid, found.person)
        last = max(terms, key=lambda line: (line.start, line.country), default=None)
        country, sector = (last.country, last.sector) if last is not None else (None, "")
        qid = found.qid
        return Entry(qid, found.person, "person", country, sector, qid, qid)


def is_full_name(words: Sequence[str]) -> bool:
    """True for two to five words with capitals, particles aside ("Sami al-Hassan")."""
    if not 2 <= len(words) <= _MOST_WORDS:
        return False
    large = sum(map(_is_large, words))
    fitting = all(map(_goes_on, words))
    return large >= 2 and fitting and words[-1].lower() not in PARTICLES


def _is_large(word: str) -> bool:
    return word[:1].isupper() or (word[:3].lower() in {"al-", "el-", "ad-", "as-", "ar-"})


def run_of_name(words: Sequence[str], at: int) -> int:
    """How many words a full name that starts at `words[at]` takes; 0 where none does.

    The whole run of capitals counts: a name inside a longer one is another's.
    """
    if not _is_large(words[at]) or at + 1 >= len(words):
        return 0
    stop = at + 1
    while stop < min(len(words), at + _MOST_WORDS + 1) and _goes_on(words[stop]):
        stop += 1
    while stop > at and not _is_large(words[stop - 1]):
        stop -= 1
    return stop - at if is_full_name(words[at:stop]) else 0


def _goes_on(word: str) -> bool:
    return _is_large(word) or word == "-" or word.lower() in PARTICLES
