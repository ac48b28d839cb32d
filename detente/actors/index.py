"""The tables, indexed: names to keys, people to terms, offices to holders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from detente.actors.names import is_acronym, normalise, surnames
from detente.actors.tables import Entry, Role

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


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a table writes it, and the key of what it names."""

    key: str
    words: str
    how: str
    score: float


@dataclass(frozen=True, slots=True)
class Holding:
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


@dataclass(frozen=True, slots=True)
class Membership:
    """A state in an organisation, both days included."""

    country: str
    start: date | None
    stop: date | None


@dataclass(slots=True)
class Index:
    """All tables in one place while they are read; `Registry` reads it and never writes."""

    entries: dict[str, Entry] = field(default_factory=dict)
    names: dict[str, list[Name]] = field(default_factory=lambda: defaultdict(list))
    heads: dict[str, int] = field(default_factory=dict)
    shorts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    people: dict[str, list[Holding]] = field(default_factory=lambda: defaultdict(list))
    offices: dict[tuple[str, str], list[Holding]] = field(default_factory=lambda: defaultdict(list))
    members: dict[str, list[Membership]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[str, Role] = field(default_factory=dict)
    coordinates: dict[str, tuple[float, float]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)

    def add_entry(self, entry: Entry) -> None:
        """Keep the entry, in place of one with the same key."""
        self.entries[entry.key] = entry

    def add_name(self, key: str, words: str, how: str, *, first: bool = False) -> None:
        """Let `words` name `key`; with `first` before all that they named until now."""
        name = Name(key, words, how, SCORES[how])
        forms = {normalise(words)}
        if "'s " in words:
            forms.add(normalise(words.replace("'s ", " ")))
        for form in forms:
            if not form:
                continue
            shelf = self.names[form]
            if any(old.key == key and old.how == how and old.words == words for old in shelf):
                continue
            shelf.insert(0, name) if first else shelf.append(name)
            self._add_head(form)

    def _add_head(self, form: str) -> None:
        pieces = form.split()
        if self.heads.get(pieces[0], 0) < len(pieces) <= MAX_WORDS:
            self.heads[pieces[0]] = len(pieces)

    def add_names(self, key: str, words: Iterable[str], how: str, *, first: bool = False) -> None:
        """`add_name` for each of `words`."""
        for one in words:
            self.add_name(key, one, how, first=first)

    def add_person(self, entry: Entry, aliases: Iterable[str], shorts: Iterable[str] = ()) -> None:
        """Keep a person with full names, and the short forms that follow from them."""
        self.add_entry(entry)
        self.add_name(entry.key, entry.name, "name")
        full = [entry.name]
        for alias in aliases:
            self.add_name(entry.key, alias, "alias")
            if " " in alias and not is_acronym(alias):
                full.append(alias)
        forms = [normalise(short) for short in shorts]
        for name in full:
            forms.extend(surnames(name, entry.country))
        for form in dict.fromkeys(forms):
            if entry.key not in self.shorts[form]:
                self.shorts[form].append(entry.key)

    def add_holding(self, holding: Holding) -> None:
        """Keep a term of a person that has an entry."""
        self.people[holding.person].append(holding)
        self.offices[holding.country, holding.office].append(holding)
        if holding.org and holding.org != holding.country:
            self.offices[holding.org, holding.office].append(holding)
