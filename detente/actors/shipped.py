"""The shipped tables, read into an index."""

from __future__ import annotations

import csv
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from detente.actors.index import Holding, Index, Membership
from detente.actors.names import normalise, slug
from detente.actors.tables import DATA, Entry, Role, Row, first_day, last_day, rows
from detente.errors import InternalError

_OFFICE = "qid,person,office,position,country,org,sector,start,stop,source"
OFFICE_COLUMNS = _OFFICE.split(",")
FORM_COLUMNS = ["form", "shorts", "sound"]


def read_shipped(folder: Path = DATA) -> Index:
    """All shipped tables of `folder` as one index."""
    index = Index()
    with _collector_paused():
        for name, add in _READERS:
            for row in rows(folder / name):
                add(index, row)
        for path in terms_by_hand(folder):
            for row in rows(path):
                _add_holding(index, row)
        _read_officeholders(index, folder / "officeholders.csv")
        _read_members(index, folder / "memberships.csv")
    return index


def terms_by_hand(folder: Path = DATA) -> tuple[Path, ...]:
    """The tables of office terms that are kept by hand, by name."""
    return tuple(sorted((folder / "terms").glob("*.csv")))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No search for garbage while nothing dies: it took a third of the loading time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _add_country(index: Index, row: Row) -> None:
    key = row.get("key")
    start, stop = first_day(row.get("start")), last_day(row.get("stop"))
    index.add_entry(
        Entry(
            key,
            row.get("name"),
            "country",
            row.get("country") or key,
            "GOV",
            wikidata=row.get("qid") or None,
            start=start,
            stop=stop,
        )
    )
    index.add_name(key, row.get("name"), "name")
    index.add_names(key, row.many("aliases"), "alias")
    index.add_names(key, row.many("adjectives"), "adjective")
    index.add_names(key, row.many("demonyms"), "demonym")
    index.add_names(key, row.many("short"), "short")


def _add_place(index: Index, row: Row) -> None:
    kind, name = row.get("kind"), row.get("name")
    how = kind if kind in ("capital", "seat", "metonym", "region") else "city"
    key = row.get("key") or f"place:{slug(name)}:{row.get('country').lower()}"
    sector = row.get("sector") or ("" if how in ("city", "region") else "GOV")
    entry_kind = "territory" if how == "region" else "place"
    index.add_entry(
        Entry(
            key,
            name,
            entry_kind,
            row.get("country") or None,
            sector,
            wikidata=row.get("qid") or None,
            start=first_day(row.get("start")),
            stop=last_day(row.get("stop")),
        )
    )
    index.add_name(key, name, how)
    index.add_names(key, row.many("aliases"), how)
    index.add_names(key, row.many("adjectives"), "adjective")
    index.add_names(key, row.many("demonyms"), "demonym")
    if row.get("lat") and row.get("lon"):
        index.coordinates[key] = (float(row.get("lat")), float(row.get("lon")))


def _add_organisation(index: Index, row: Row) -> None:
    key = row.get("key")
    index.add_entry(
        Entry(
            key,
            row.get("name"),
            row.get("kind") or "organisation",
            row.get("country") or None,
            row.get("sector"),
            id=row.get("id") or key,
            wikidata=row.get("qid") or None,
            start=first_day(row.get("start")),
            stop=last_day(row.get("stop")),
        )
    )
    index.add_name(key, row.get("name"), "name")
    index.add_names(key, row.many("aliases"), "alias")
    index.add_names(key, row.many("epithets"), "metonym")
    index.add_names(key, row.many("adjectives"), "adjective")
    index.add_names(key, row.many("demonyms"), "demonym")
    if row.get("part_of"):
        index.parents[key] = row.get("part_of")


def _add_group(index: Index, row: Row) -> None:
    name = row.get("name")
    key = row.get("key") or f"group:{slug(name)}"
    country = row.get("country") or None
    index.add_entry(Entry(key, name, "group", country, row.get("sector")))
    index.add_name(key, name, "name")
    index.add_names(key, row.many("aliases"), "alias")
    index.add_names(key, row.many("adjectives"), "adjective")
    index.add_names(key, row.many("demonyms"), "demonym")


def person_key(row: Row, name: str) -> str:
    """The QID of the row's person, or `p:slug` where it has none."""
    return row.get("qid") or f"p:{slug(name)}"


def _add_person(index: Index, row: Row) -> None:
    name = row.get("name")
    qid = row.get("qid") or None
    entry = Entry(
        person_key(row, name),
        name,
        "person",
        row.get("country") or None,
        row.get("sector"),
        id=qid,
        wikidata=qid,
        start=first_day(row.get("start")),
        stop=last_day(row.get("stop")),
    )
    index.add_person(entry, row.many("aliases"), row.many("short"))


def _add_holding(index: Index, row: Row) -> None:
    name = row.get("person")
    cells = [row.get(column) for column in OFFICE_COLUMNS[2:]]
    holding = Holding(person_key(row, name), *cells)
    entry = index.entry(holding.person)
    if entry is None:
        qid = row.get("qid") or None
        country, sector = holding.country, holding.sector
        entry = Entry(holding.person, name, "person", country, sector, qid, qid)
        index.add_person(entry, ())
    elif entry.name != name:
        index.add_full_name(entry.key, name)
    index.add_holding(holding)


def _read_officeholders(index: Index, path: Path) -> None:
    """The large table, whose last columns hold the key forms of each name."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        if next(reader) != [*OFFICE_COLUMNS, *FORM_COLUMNS]:
            raise InternalError("has other columns than expected", str(path))
        for row in reader:
            index.add_prepared(row)


def _read_members(index: Index, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for org, country, start, stop, _ in reader:
            index.members[org].append(Membership(country, start, stop))


def _add_role(index: Index, row: Row) -> None:
    person = row.get("person") != "0"
    for words in (row.get("words"), *row.many("aliases")):
        role = Role(words, row.get("sector"), row.get("office") or None, person)
        index.roles.setdefault(normalise(words), role)


_READERS: tuple[tuple[str, Callable[[Index, Row], None]], ...] = (
    ("countries.csv", _add_country),
    ("organisations.csv", _add_organisation),
    ("places.csv", _add_place),
    ("groups.csv", _add_group),
    ("armed_groups.csv", _add_organisation),
    ("persons.csv", _add_person),
    ("roles.csv", _add_role),
)
