"""All that the tables say of one actor: names, memberships, offices, each with its source."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date

from detente.actors.index import Holding, Index, Membership
from detente.actors.names import normalise
from detente.actors.registry import Entry, Registry
from detente.actors.tables import Term, precision
from detente.errors import NotFoundError

HEADS = ("HOS", "HOG", "LEADER", "IO-HEAD")
NAMES = ("name", "alias", "adjective", "demonym", "metonym", "short")
_SURE = 0.85
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Office:
    """A term with its days as the table writes them (`2019-03`: the day is not known)."""

    person: Entry
    office: str
    position: str
    country: str
    org: str | None
    sector: str
    start: str
    stop: str
    source: str

    @property
    def precision(self) -> str:
        """How exactly the days are known: day, month or year; nothing where none is."""
        return precision(self.start, self.stop) if self.start or self.stop else ""

    def covers(self, on: date) -> bool:
        """True where the office was held on that day."""
        return _covers(self.start, self.stop, on)


@dataclass(frozen=True, slots=True)
class Member:
    """One membership: the body's or the state's entry, and the days as the table writes them."""

    entry: Entry
    start: str
    stop: str

    def covers(self, on: date) -> bool:
        """True where the membership held on that day."""
        return _covers(self.start, self.stop, on)


@dataclass(frozen=True, slots=True)
class Portrait:
    """An actor: `offices` are its own terms, `holders` those who hold its offices.

    `names` are by kind, as `NAMES` lists them. `member_of` is for states, `members` for
    bodies. `namesakes` bear the name that was asked for too.
    """

    entry: Entry
    names: dict[str, tuple[str, ...]]
    parent: Entry | None
    parts: tuple[Entry, ...]
    member_of: tuple[Member, ...]
    members: tuple[Member, ...]
    offices: tuple[Office, ...]
    holders: tuple[Office, ...]
    namesakes: tuple[Entry, ...] = ()


def _covers(start: str, stop: str, on: date) -> bool:
    return Membership("", start, stop).covers(on)


def entries_of(named: str, registry: Registry, index: Index) -> tuple[Entry, ...]:
    """Who has this code, Wikidata id or exact name, best first; NotFoundError with near names."""
    code = registry.entry(named) or registry.entry(named.upper())
    if code is not None:
        return (code,)
    ids = [e for e in index.entries.values() if named.upper() in (e.wikidata, e.id)]
    if ids:
        return tuple(ids)
    matches = [match for match in registry.find(named) if match.score >= _SURE]
    if matches:
        return tuple(match.entry for match in matches)
    near = near_names(named, registry, index)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise NotFoundError(f"no actor of this id or name{hint}", named[:60])


def near_names(named: str, registry: Registry, index: Index) -> tuple[str, ...]:
    """Names and codes that look or sound like these words, with the ids they belong to."""
    close = [match.entry for match in registry.find(named)] + [*registry.surname(named)]
    codes = difflib.get_close_matches(named[:60].upper(), index.entries, 2, 0.75)
    key = normalise(named[:60])
    pool = [
        form
        for form in (*index.names, *index.forms)
        if form[:1] == key[:1] and abs(len(form) - len(key)) < 4
    ]
    forms = difflib.get_close_matches(key, pool, _NEAR, 0.75)
    keys = [*codes, *(index.named(form)[0].key for form in forms)]
    found = [*close, *filter(None, map(index.entry, keys))]
    told = dict.fromkeys(f"{entry.key} ({entry.name})" for entry in found)
    return tuple(told)[:_NEAR]


def portrait(entries: tuple[Entry, ...], registry: Registry, index: Index) -> Portrait:
    """The first of the entries, with all that the tables say of it."""
    entry = entries[0]
    parent = registry.parent(entry.key)
    parts = (index.entry(key) for key, whole in index.parents.items() if whole == entry.key)
    return Portrait(
        entry,
        _names(entry, index),
        registry.entry(parent) if parent else None,
        tuple(part for part in parts if part is not None),
        _member_of(entry, index),
        _members(index.members.get(entry.key, ()), index),
        _offices(entry, registry, index),
        _holders(entry, registry, index),
        tuple(one for one in entries[1:] if one.key != entry.key),
    )


def _names(entry: Entry, index: Index) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {"name": {entry.name: None}}
    for _, shelf in index.shelves():
        for name in shelf:
            if name.key == entry.key:
                how = name.how if name.how in NAMES else "alias"
                found.setdefault(how, {})[name.words] = None
    own = found["name"]
    return {
        how: tuple(words for words in found[how] if how == "name" or words not in own)
        for how in NAMES
        if how in found
    }


def _member_of(entry: Entry, index: Index) -> tuple[Member, ...]:
    found = [
        Member(body, one.start, one.stop)
        for org, members in index.members.items()
        for one in members
        if one.country == entry.key and (body := index.entry(org)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.entry.name, one.start)))


def _members(
    members: tuple[Membership, ...] | list[Membership], index: Index
) -> tuple[Member, ...]:
    found = [
        Member(state, one.start, one.stop)
        for one in members
        if (state := index.entry(one.country)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.entry.name, one.start)))


def _offices(entry: Entry, registry: Registry, index: Index) -> tuple[Office, ...]:
    held = [_as_written(entry, holding) for holding in index.held_by(entry.key)]
    said = {_cut(one) for one in held}
    more = [_as_known(term) for term in registry.terms(entry.key)]
    return _latest_first(held + [one for one in more if _cut(one) not in said])


def _cut(one: Office) -> tuple[str, ...]:
    """A term with its days cut to the least exact, as the registry knows it."""
    size = {"year": 4, "month": 7}.get(one.precision, 10)
    return one.office, one.position, one.country, one.start[:size], one.stop[:size]


def _holders(entry: Entry, registry: Registry, index: Index) -> tuple[Office, ...]:
    if entry.kind == "person":
        return ()
    found = [
        _as_written(who, holding)
        for whose, office in index.offices
        if whose == entry.key
        for holding in index.held_in(whose, office)
        if (who := registry.entry(holding.person)) is not None
    ]
    return _latest_first(found)


def _as_written(person: Entry, holding: Holding) -> Office:
    _, office, position, country, org, *rest = holding
    return Office(person, office, position, country, org or None, *rest)


def _as_known(term: Term) -> Office:
    cut = {"year": 4, "month": 7}.get(term.precision, 10)
    days = [day.isoformat()[:cut] if day else "" for day in (term.start, term.stop)]
    return Office(
        term.person,
        term.office,
        term.position,
        term.country,
        term.org,
        term.sector,
        days[0],
        days[1],
        term.source,
    )


def _latest_first(found: list[Office]) -> tuple[Office, ...]:
    by_name = sorted(found, key=lambda one: (one.office not in HEADS, one.office, one.position))
    return tuple(sorted(by_name, key=lambda one: one.start, reverse=True))
