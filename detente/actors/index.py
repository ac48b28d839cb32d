"""The tables, indexed: names to keys, people to terms, offices to holders."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
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
SOURCES = {
    "2023": "Wikidata (CC0), 2023",
    "2025": "Wikidata (CC0), 2025",
    "2023?": "Wikidata (CC0), 2023; end not known",
    "2025?": "Wikidata (CC0), 2025; end not known",
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


class Person(NamedTuple):
    """A line of the table of people: a name, its key forms, and whose it is."""

    key: str
    form: str
    shorts: str
    sound: str
    country: str
    sector: str
    name: str


@lru_cache(maxsize=32768)
def _person(line: str) -> Person:
    return Person(*next(csv.reader([line])))


@lru_cache(maxsize=32768)
def _holding(line: str) -> Holding:
    """A line of the large table: key, office, country, org, start, stop, sector, position, ..."""
    key, office, country, org, start, stop, sector, position, _, source = next(csv.reader([line]))
    return Holding(
        key, office, position, country, org, sector, start, stop, SOURCES.get(source, source)
    )


Held = list[str | Holding]


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
    """All tables in one place while they are read; `Registry` reads it and never writes.

    The large tables are kept as lines, taken apart when asked for: people by key in `unmade`
    and by the form of a name in `forms` (`entry`, `named`), terms in `people` and `offices`
    (`held_by`, `held_in`). `retold` are the people of whom a user's table tells terms.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    unmade: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    sounds: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, list[Name]] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    shorts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    people: dict[str, Held] = field(default_factory=lambda: defaultdict(list))
    offices: dict[tuple[str, str], Held] = field(default_factory=lambda: defaultdict(list))
    retold: set[str] = field(default_factory=set)
    members: dict[str, list[Membership]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[str, Role] = field(default_factory=dict)
    coordinates: dict[str, tuple[float, float]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    _finished: bool = False

    def entry(self, key: str) -> Entry | None:
        """What has this key; people of the large table are made when first asked for."""
        found = self.entries.get(key)
        if found is None and key in self.unmade:
            person = _person(self.unmade[key])
            qid = None if key.startswith("p:") else key
            found = Entry(key, person.name, "person", person.country, person.sector, qid, qid)
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

    def add_people(self, lines: Iterable[str]) -> None:
        """Lines of the table of people: a name each, with its key forms worked out before."""
        entries, unmade, forms = self.entries, self.unmade, self.forms
        for line in lines:
            key, form, _ = line.split(",", 2)
            if key in entries:
                self.add_full_name(key, _person(line).name)
                continue
            unmade.setdefault(key, line)
            forms[form] = f"{forms[form]}\n{line}" if form in forms else line
            self._open(form)

    def named(self, form: str) -> list[Name]:
        """What has a name of this form."""
        found = self.names.get(form, ())
        lines = self.forms.get(form)
        return [*found, *map(self._name, lines.split("\n"))] if lines else [*found]

    def shelves(self) -> Iterator[tuple[str, list[Name]]]:
        """All forms of names, and what has them."""
        for form in dict.fromkeys((*self.names, *self.forms)):
            yield form, self.named(form)

    def _name(self, line: str) -> Name:
        person = _person(line)
        how = "name" if self.unmade[person.key] == line else "alias"
        return Name(person.key, person.name, how, SCORES[how])

    def add_terms(self, lines: Iterable[str]) -> None:
        """Lines of the table of terms."""
        people, offices = self.people, self.offices
        for line in lines:
            key, office, country, org, _ = line.split(",", 4)
            people[key].append(line)
            offices[org or country, office].append(line)

    def held_by(self, key: str) -> list[Holding]:
        """The terms of a person."""
        return [_made(held) for held in self.people.get(key, ())]

    def held_in(self, owner: str, office: str) -> list[Holding]:
        """The terms in an office of a state or body."""
        return [_made(held) for held in self.offices.get((owner, office), ())]

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
        if self._finished:
            return
        self._finished = True
        for line in (line for lines in self.forms.values() for line in lines.split("\n")):
            person = _person(line)
            if person.shorts:
                self._add_shorts(person.key, person.shorts.split(";"))
            if person.sound and person.key not in self.sounds[person.sound]:
                self.sounds[person.sound].append(person.key)

    def _shelve(self, form: str, name: Name, first: bool) -> None:
        shelf = self.names.get(form)
        if shelf is None:
            if not form:
                return
            self.names[form] = [name]
            self._open(form)
        elif name not in shelf:
            shelf.insert(0, name) if first else shelf.append(name)

    def _open(self, form: str) -> None:
        head, more = form.partition(" ")[0], form.count(" ")
        if self.heads.get(head, 0) <= more < MAX_WORDS:
            self.heads[head] = more + 1

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
        self.retold.add(holding.person)
        self.people[holding.person].append(holding)
        self.offices[holding.org or holding.country, holding.office].append(holding)


def _made(held: str | Holding) -> Holding:
    return held if isinstance(held, Holding) else _holding(held)
