"""The tables, indexed: names to keys, people to terms, offices to holders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from detente.actors.names import is_acronym, normalise, surnames
from detente.actors.tables import Entry, Role, first_day, last_day

SCORES = {
    "name": 1.0,
    "alias": 0.95,
    "adjective": 0.95,
    "demonym": 0.95,
    "seat": 0.95,
    "capital": 0.9,
    "metonym": 0.85,
    "region": 0.9,
    "city": 0.7,
    "short": 0.6,
}
MAX_WORDS = 9


class Name(NamedTuple):
    """A name as a table writes it, and the key of what it names."""

    key: str
    words: str
    how: str
    score: float


class Holding(NamedTuple):
    """A term as a table writes it: dates are ISO 8601, maybe without day or month."""

    person: str
    office: str
    position: str
    country: str
    org: str
    sector: str
    start: str
    stop: str
    source: str


class Membership(NamedTuple):
    """A state in an organisation, both days included; dates as in `Holding`."""

    country: str
    start: str
    stop: str

    def covers(self, on: date | None) -> bool:
        """True where the state was a member on that day (None: is one)."""
        if on is None:
            return not self.stop
        start, stop = first_day(self.start), last_day(self.stop)
        return (start is None or start <= on) and (stop is None or on <= stop)


@dataclass(slots=True)
class Index:
    """All tables in one place while they are read; `Registry` reads it and never writes."""

    entries: dict[str, Entry] = field(default_factory=dict)
    unmade: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    sounds: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, list[Name]] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    shorts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    people: dict[str, list[Holding]] = field(default_factory=lambda: defaultdict(list))
    offices: dict[tuple[str, str], list[Holding]] = field(default_factory=lambda: defaultdict(list))
    members: dict[str, list[Membership]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[str, Role] = field(default_factory=dict)
    coordinates: dict[str, tuple[float, float]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    _prepared: list[tuple[str, str, str]] = field(default_factory=list)

    def entry(self, key: str) -> Entry | None:
        """What has this key; people of the large table are made when first asked for."""
        found = self.entries.get(key)
        if found is None and key in self.unmade:
            name, country, sector = self.unmade[key]
            found = Entry(key, name, "person", country, sector, key, key)
            self.entries[key] = found
        return found

    def add_entry(self, entry: Entry) -> None:
        """Keep the entry, in place of one with the same key."""
        self.entries[entry.key] = entry

    def add_name(self, key: str, words: str, how: str, *, first: bool = False) -> None:
        """Let `words` name `key`; with `first` before all that they named until now."""
        name = Name(key, words, how, SCORES[how])
        self._shelve(normalise(words), name, first)
        if "'s " in words:
            self._shelve(normalise(words.replace("'s ", " ")), name, first)

    def add_prepared(self, row: Sequence[str]) -> None:
        """A row of the large table: a term, then the person's key forms, worked out before."""
        key, name, office, position, country, org, sector, start, stop, source = row[:10]
        if key not in self.unmade:
            if key in self.entries:
                self.add_full_name(key, name)
            else:
                self.unmade[key] = (name, country, sector)
                self._shelve(row[10], Name(key, name, "name", 1.0), False)
                self._prepared.append((key, row[11], row[12]))
        self.add_holding(Holding(key, office, position, country, org, sector, start, stop, source))

    def short(self, form: str) -> list[str]:
        """Keys of the people whom news calls by this short form."""
        self._finish()
        return self.shorts.get(form, [])

    def sound(self) -> dict[str, list[str]]:
        """Keys of the people of the large table by the sound of their names."""
        self._finish()
        return self.sounds

    def _finish(self) -> None:
        """Take in the short forms of the large table, which wait until one is asked for."""
        for key, shorts, sound in self._prepared:
            self._add_shorts(key, shorts.split(";"))
            self.sounds[sound].append(key)
        self._prepared.clear()

    def _shelve(self, form: str, name: Name, first: bool) -> None:
        shelf = self.names.get(form)
        if shelf is None:
            if not form:
                return
            self.names[form] = [name]
            head, *rest = form.split()
            if self.heads.get(head, 0) <= len(rest) < MAX_WORDS:
                self.heads[head] = len(rest) + 1
        elif name not in shelf:
            shelf.insert(0, name) if first else shelf.append(name)

    def add_names(self, key: str, words: Iterable[str], how: str, *, first: bool = False) -> None:
        """`add_name` for each of `words`."""
        for one in words:
            self.add_name(key, one, how, first=first)

    def add_person(self, entry: Entry, aliases: Iterable[str], shorts: Iterable[str] = ()) -> None:
        """Keep a person with full names, and the short forms that follow from them."""
        self.add_entry(entry)
        self.add_name(entry.key, entry.name, "name")
        self._add_shorts(entry.key, [normalise(short) for short in shorts])
        self._add_shorts(entry.key, surnames(entry.name, entry.country))
        for alias in aliases:
            self.add_full_name(entry.key, alias)

    def add_full_name(self, key: str, words: str) -> None:
        """Another full name of a person that has an entry."""
        self.add_name(key, words, "alias")
        entry = self.entry(key)
        if " " in words and not is_acronym(words) and entry is not None:
            self._add_shorts(key, surnames(words, entry.country))

    def _add_shorts(self, key: str, forms: Iterable[str]) -> None:
        for form in forms:
            keys = self.shorts[form]
            if key not in keys:
                keys.append(key)

    def add_holding(self, holding: Holding) -> None:
        """Keep a term of a person that has an entry, under the state or the body served."""
        self.people[holding.person].append(holding)
        self.offices[holding.org or holding.country, holding.office].append(holding)
