"""The user's own actors (CSV or TOML), checked line by line and laid over the shipped ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from detente.actors.index import Holding, Index, Membership
from detente.actors.names import normalise
from detente.actors.shipped import read_shipped
from detente.actors.tables import Entry, Role, Row, first_day, last_day
from detente.actors.user_checks import KINDS, Told, check, key_of
from detente.actors.user_rows import COLUMNS, read_table, rows_of

__all__ = ["COLUMNS", "KINDS", "add_user_table", "laid"]


def add_user_table(index: Index, path: Path, text: str | None = None) -> int:
    """Lay the table over the index: a key that is known is replaced, new names come first.

    Columns: kind (one of KINDS), key, name, aliases (`;` between them), short, adjectives,
    demonyms, country, sector, qid, start, stop, office, position, org, lat, lon, source.
    Kind `office` is a term of the person `name`; kind `member` puts `country` into `org`;
    kind `role` says the sector and office of the role noun `name`; kind `alias` gives the
    known actor `key` the further name `name`. `text` stands for what the file holds. How
    many rows there were; TableError with file and line where one is wrong.
    """
    told, count = Told(), 0
    for row in rows_of(path, read_table(path) if text is None else text):
        check(row, index)
        key = key_of(row, index)
        told.check(row, key)
        _ADD.get(row.get("kind"), _add_entry)(index, row, key)
        count += 1
    return count


def laid(tables: Sequence[Path], instead: Mapping[Path, str] | None = None) -> Index:
    """The shipped tables with the user's laid over them, as an index.

    `instead` holds texts to be taken for what the files of these paths hold.
    """
    index, texts = read_shipped(), instead or {}
    for path in tables:
        add_user_table(index, path, texts.get(path))
    return index


def _entry(row: Row, key: str) -> Entry:
    kind, qid = row.get("kind"), row.get("qid") or None
    kind = "person" if kind == "office" else kind
    code = {"organisation": key, "outlet": key, "person": qid}.get(kind)
    country = row.get("country") or (key if kind == "country" else None)
    sector = row.get("sector") or ("GOV" if kind in ("country", "person") else "")
    start, stop = first_day(row.get("start")), last_day(row.get("stop"))
    if kind == "person" and row.get("office"):
        start = stop = None
    return Entry(key, row.get("name"), kind, country, sector, code, qid, start, stop)


def _add_entry(index: Index, row: Row, key: str) -> None:
    entry = _entry(row, key)
    index.add_entry(entry)
    how = "city" if entry.kind == "place" else "name"
    index.add_name(key, entry.name, how, first=True)
    alias = "city" if entry.kind == "place" else "alias"
    index.add_names(key, row.many("aliases"), alias, first=True)
    _add_more_names(index, row, key)
    if row.get("lat") and row.get("lon"):
        index.coordinates[key] = (float(row.get("lat")), float(row.get("lon")))


def _add_more_names(index: Index, row: Row, key: str) -> None:
    index.add_names(key, row.many("adjectives"), "adjective", first=True)
    index.add_names(key, row.many("demonyms"), "demonym", first=True)
    index.add_names(key, row.many("short"), "short", first=True)


def _add_alias(index: Index, row: Row, key: str) -> None:
    made, entry = key in index.entries, index.entry(key)
    words = (row.get("name"), *row.many("aliases"))
    index.add_names(key, words, "alias", first=True)
    if entry is not None and entry.kind == "person":
        for one in words:
            index.add_full_name(key, one)
    _add_more_names(index, row, key)
    if not made:  # a person of the large table, who has but a name more
        index.entries.pop(key, None)


def _add_person(index: Index, row: Row, key: str) -> None:
    index.add_name(key, row.get("name"), "name", first=True)
    index.add_names(key, row.many("aliases"), "alias", first=True)
    index.add_person(_entry(row, key), row.many("aliases"), row.many("short"))
    if row.get("office"):
        _add_term(index, row, key)


def _add_office(index: Index, row: Row, key: str) -> None:
    if index.entry(key) is None:
        _add_person(index, row, key)
        return
    index.add_names(key, row.many("aliases"), "alias", first=True)
    _add_term(index, row, key)


def _add_term(index: Index, row: Row, key: str) -> None:
    index.add_holding(
        Holding(
            key,
            row.get("office"),
            row.get("position") or row.get("office"),
            row.get("country"),
            row.get("org"),
            row.get("sector") or "GOV",
            row.get("start"),
            row.get("stop"),
            row.get("source") or row.path.name,
        )
    )


def _add_member(index: Index, row: Row, key: str) -> None:
    member = Membership(row.get("country"), row.get("start"), row.get("stop"))
    index.members[row.get("org")].append(member)


def _add_role(index: Index, row: Row, key: str) -> None:
    for one in (row.get("name"), *row.many("aliases")):
        role = Role(one, row.get("sector"), row.get("office") or None, True)
        index.roles[normalise(one)] = role


_ADD: dict[str, Callable[[Index, Row, str], None]] = {
    "person": _add_person,
    "office": _add_office,
    "member": _add_member,
    "role": _add_role,
    "alias": _add_alias,
}
