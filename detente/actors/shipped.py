"""The shipped tables, read into an index."""

from __future__ import annotations

import csv
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from detente.actors.index import Index, Membership, Person
from detente.actors.names import normalise, slug
from detente.actors.tables import DATA, Entry, Role, content, first_day, last_day, rows
from detente.errors import InternalError

PEOPLE_COLUMNS = [*Person._fields]
TERM_COLUMNS = "key,office,country,org,start,stop,sector,position,person,source".split(",")

Cells = dict[str, str]


def read_shipped(folder: Path = DATA) -> Index:
    """All shipped tables of `folder` as one index."""
    index = Index()
    with _collector_paused():
        for name, add in _READERS:
            for row in rows(folder / name):
                add(index, row)
        index.add_people(_lines(folder / "people.csv", PEOPLE_COLUMNS))
        index.add_terms(_lines(folder / "officeholders.csv", TERM_COLUMNS))
        _read_members(index, folder / "memberships.csv")
    return index


def _many(cell: str) -> list[str]:
    return cell.split(";") if cell else []


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


def _add_country(index: Index, row: Cells) -> None:
    key = row["key"]
    index.add_entry(
        Entry(
            key,
            row["name"],
            "country",
            row["country"] or key,
            "GOV",
            wikidata=row["qid"] or None,
            start=first_day(row["start"]),
            stop=last_day(row["stop"]),
        )
    )
    index.add_name(key, row["name"], "name")
    index.add_names(key, _many(row["aliases"]), "alias")
    index.add_names(key, _many(row["adjectives"]), "adjective")
    index.add_names(key, _many(row["demonyms"]), "demonym")
    index.add_names(key, _many(row["short"]), "short")


def _add_place(index: Index, row: Cells) -> None:
    kind, name, country = row["kind"], row["name"], row["country"]
    how = kind if kind in ("capital", "seat", "metonym", "region") else "city"
    key = row["key"] or f"place:{slug(name)}:{country.lower()}"
    index.add_entry(
        Entry(
            key,
            name,
            "territory" if how == "region" else "place",
            country or None,
            row["sector"] or ("" if how in ("city", "region") else "GOV"),
            wikidata=row["qid"] or None,
            start=first_day(row["start"]),
            stop=last_day(row["stop"]),
        )
    )
    index.add_name(key, name, how)
    index.add_names(key, _many(row["aliases"]), how)
    index.add_names(key, _many(row["adjectives"]), "adjective")
    index.add_names(key, _many(row["demonyms"]), "demonym")
    if row["lat"] and row["lon"]:
        index.coordinates[key] = (float(row["lat"]), float(row["lon"]))


def _add_organisation(index: Index, row: Cells) -> None:
    key = row["key"]
    index.add_entry(
        Entry(
            key,
            row["name"],
            row["kind"] or "organisation",
            row["country"] or None,
            row["sector"],
            id=row["id"] or key,
            wikidata=row["qid"] or None,
            start=first_day(row["start"]),
            stop=last_day(row["stop"]),
        )
    )
    index.add_name(key, row["name"], "name")
    index.add_names(key, _many(row["aliases"]), "alias")
    index.add_names(key, _many(row["epithets"]), "metonym")
    index.add_names(key, _many(row["adjectives"]), "adjective")
    index.add_names(key, _many(row["demonyms"]), "demonym")
    if row["part_of"]:
        index.parents[key] = row["part_of"]


def _add_group(index: Index, row: Cells) -> None:
    name = row["name"]
    key = row["key"] or f"group:{slug(name)}"
    index.add_entry(Entry(key, name, "group", row["country"] or None, row["sector"]))
    index.add_name(key, name, "name")
    index.add_names(key, _many(row["aliases"]), "alias")
    index.add_names(key, _many(row["adjectives"]), "adjective")
    index.add_names(key, _many(row["demonyms"]), "demonym")


def person_key(qid: str, name: str) -> str:
    """The QID of a person, or `p:slug` where there is none."""
    return qid or f"p:{slug(name)}"


def _add_person(index: Index, row: Cells) -> None:
    name, qid = row["name"], row["qid"] or None
    entry = Entry(
        person_key(row["qid"], name),
        name,
        "person",
        row["country"] or None,
        row["sector"],
        id=qid,
        wikidata=qid,
        start=first_day(row["start"]),
        stop=last_day(row["stop"]),
    )
    index.add_person(entry, _many(row["aliases"]), _many(row["short"]))


def _lines(path: Path, columns: list[str]) -> list[str]:
    """The lines of a large table, which are taken apart when asked for."""
    header, *lines = content(path).decode().splitlines()
    if header.split(",") != columns:
        raise InternalError("has other columns than expected", str(path))
    return lines


def _read_members(index: Index, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for org, country, start, stop, _ in reader:
            index.members[org].append(Membership(country, start, stop))


def _add_role(index: Index, row: Cells) -> None:
    person = row["person"] != "0"
    for words in (row["words"], *_many(row["aliases"])):
        role = Role(words, row["sector"], row["office"] or None, person)
        index.roles.setdefault(normalise(words), role)


_READERS: tuple[tuple[str, Callable[[Index, Cells], None]], ...] = (
    ("countries.csv", _add_country),
    ("organisations.csv", _add_organisation),
    ("places.csv", _add_place),
    ("groups.csv", _add_group),
    ("armed_groups.csv", _add_organisation),
    ("persons.csv", _add_person),
    ("roles.csv", _add_role),
)
