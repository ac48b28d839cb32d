"""The user's own actors (CSV or TOML), checked line by line and laid over the shipped ones."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from detente.actors.index import Holding, Index, Membership
from detente.actors.names import normalise, slug
from detente.actors.tables import (
    SECTORS,
    WITHOUT_STATE,
    Entry,
    Role,
    Row,
    first_day,
    last_day,
)
from detente.errors import TableError

KINDS = (
    "country", "territory", "organisation", "person", "group", "outlet", "place",
    "office", "member", "role",
)  # fmt: skip
COLUMNS = frozenset(
    {
        "kind", "key", "name", "aliases", "short", "adjectives", "demonyms", "country",
        "sector", "qid", "start", "stop", "office", "position", "org", "lat", "lon", "source",
    }
)  # fmt: skip
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")
_QID = re.compile(r"Q[1-9]\d*$")
_KEYED_BY_CODE = frozenset({"country", "organisation", "outlet"})


def add_user_table(index: Index, path: Path) -> None:
    """Lay the table over the index: a key that is known is replaced, new names come first.

    Columns: kind (one of KINDS), key, name, aliases (`;` between them), short, adjectives,
    demonyms, country, sector, qid, start, stop, office, position, org, lat, lon, source.
    Kind `office` is a term of the person `name`; kind `member` puts `country` into `org`;
    kind `role` says the sector and office of the role noun `name`. Raises TableError with
    file and line where a row is wrong.
    """
    seen: dict[tuple[str, ...], Row] = {}
    for row in [*_read(path)]:
        _check(row, index)
        _check_repeat(row, seen)
        _ADD.get(row.get("kind"), _add_entry)(index, row)


def _read(path: Path) -> Iterator[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TableError(f"cannot be read ({error.strerror})", str(path)) from error
    except UnicodeDecodeError as error:
        raise TableError("is not UTF-8 text", str(path)) from error
    return _read_toml(path, text) if path.suffix.lower() == ".toml" else _read_csv(path, text)


def _read_csv(path: Path, text: str) -> Iterator[Row]:
    reader = csv.reader(text.splitlines())
    header = next(reader, [])
    columns = [column.strip().lower() for column in header]
    _check_columns(columns, f"{path}:1")
    if "kind" not in columns or "name" not in columns:
        raise TableError("needs at least the columns kind and name", f"{path}:1")
    for cells in reader:
        if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
            continue
        place = f"{path}:{reader.line_num}"
        if len(cells) > len(columns):
            raise TableError(f"{len(cells)} cells for {len(columns)} columns", place)
        yield Row(path, reader.line_num, dict(zip(columns, cells, strict=False)))


def _read_toml(path: Path, text: str) -> Iterator[Row]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise TableError(str(error), f"{path}:{found[1] if found else 1}") from error
    if set(tables) - {"actor"} or not isinstance(tables.get("actor", []), list):
        raise TableError("holds [[actor]] tables and nothing else", f"{path}:1")
    heads = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[actor]]"]
    for n, table in enumerate(tables.get("actor", [])):
        line = heads[n] if n < len(heads) else 1
        _check_columns([*table], f"{path}:{line}")
        cells = {
            column: ";".join(map(str, value)) if isinstance(value, list) else str(value)
            for column, value in table.items()
        }
        yield Row(path, line, cells)


def _check_columns(columns: list[str], place: str) -> None:
    for column in columns:
        if column not in COLUMNS:
            known = ", ".join(sorted(COLUMNS))
            raise TableError(f"unknown column {column!r}; known are {known}", place)
    for column in columns:
        if columns.count(column) > 1:
            raise TableError(f"column {column!r} stands twice", place)


def _check(row: Row, index: Index) -> None:
    kind = row.get("kind")
    if kind not in KINDS:
        raise TableError(f"unknown kind {kind!r}; known are {', '.join(KINDS)}", row.place)
    for column in _needed(kind):
        if not row.get(column):
            raise TableError(f"a row of kind {kind} needs {column}", row.place)
    sector, qid = row.get("sector"), row.get("qid")
    if sector and sector not in SECTORS:
        raise TableError(f"unknown sector {sector!r}", row.place)
    if qid and not _QID.match(qid):
        raise TableError(f"{qid!r} is no Wikidata id", row.place)
    _check_country(row, index)
    _check_dates(row)
    _check_degrees(row)


def _needed(kind: str) -> tuple[str, ...]:
    if kind in _KEYED_BY_CODE:
        return ("key", "name")
    more = {"office": ("office", "country"), "role": ("sector",), "member": ("org", "country")}
    return more.get(kind, ()) if kind == "member" else ("name", *more.get(kind, ()))


def _check_country(row: Row, index: Index) -> None:
    country = row.get("country")
    if not country or country in WITHOUT_STATE:
        return
    if row.get("kind") == "country" and country == row.get("key"):
        return
    entry = index.entry(country)
    if entry is None or entry.kind != "country":
        raise TableError(f"unknown country {country!r}", row.place)


def _check_dates(row: Row) -> None:
    for column in ("start", "stop"):
        text = row.get(column)
        if text and not _is_date(text):
            raise TableError(
                f"{column} {text!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)", row.place
            )
    start, stop = first_day(row.get("start")), last_day(row.get("stop"))
    if start and stop and stop < start:
        raise TableError(
            f"stops ({row.get('stop')}) before it starts ({row.get('start')})", row.place
        )


def _is_date(text: str) -> bool:
    if not _DAY.match(text):
        return False
    try:
        return first_day(text) is not None
    except ValueError:
        return False


def _check_degrees(row: Row) -> None:
    for column, most in (("lat", 90.0), ("lon", 180.0)):
        text = row.get(column)
        try:
            fits = not text or abs(float(text)) <= most
        except ValueError:
            fits = False
        if not fits:
            raise TableError(f"{column} {text!r} is no number of degrees", row.place)


def _check_repeat(row: Row, seen: dict[tuple[str, ...], Row]) -> None:
    """Two rows for one thing must agree; a second row may add names and terms."""
    told, columns = _said(row)
    before = seen.setdefault(told, row)
    for column in columns:
        if before.get(column) != row.get(column):
            raise TableError(
                f"{column} {row.get(column)!r} contradicts {before.get(column)!r} "
                f"of line {before.line}",
                row.place,
            )


def _said(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a row is about, and the columns in which rows about it must agree."""
    kind = row.get("kind")
    if kind in ("office", "member"):
        about = ("name", "office", "country", "org", "start")
        return (kind, *(row.get(column) for column in about)), ("stop", "sector", "qid")
    if kind == "role":
        return (kind, normalise(row.get("name"))), ("sector", "office")
    columns: tuple[str, ...] = ("name", "country", "sector", "qid")
    if kind != "person":
        columns = (*columns, "start", "stop")
    return (kind, _key(row)), columns


def _key(row: Row) -> str:
    kind, name = row.get("kind"), row.get("name")
    if kind in ("person", "office"):
        return row.get("key") or row.get("qid") or f"p:{slug(name)}"
    return row.get("key") or f"{kind}:{slug(name)}"


def _entry(row: Row) -> Entry:
    kind, key = row.get("kind"), _key(row)
    qid = row.get("qid") or None
    kind = "person" if kind == "office" else kind
    code = {"organisation": key, "outlet": key, "person": qid}.get(kind)
    country = row.get("country") or (key if kind == "country" else None)
    sector = row.get("sector") or ("GOV" if kind in ("country", "person") else "")
    start, stop = first_day(row.get("start")), last_day(row.get("stop"))
    if row.get("kind") == "office":
        start = stop = None
    return Entry(key, row.get("name"), kind, country, sector, code, qid, start, stop)


def _add_entry(index: Index, row: Row) -> None:
    entry = _entry(row)
    index.add_entry(entry)
    how = "city" if entry.kind == "place" else "name"
    index.add_name(entry.key, entry.name, how, first=True)
    alias = "city" if entry.kind == "place" else "alias"
    index.add_names(entry.key, row.many("aliases"), alias, first=True)
    index.add_names(entry.key, row.many("adjectives"), "adjective", first=True)
    index.add_names(entry.key, row.many("demonyms"), "demonym", first=True)
    if entry.kind != "person":
        index.add_names(entry.key, row.many("short"), "short", first=True)
    if row.get("lat") and row.get("lon"):
        index.coordinates[entry.key] = (float(row.get("lat")), float(row.get("lon")))


def _add_person(index: Index, row: Row) -> None:
    index.add_person(_entry(row), row.many("aliases"), row.many("short"))
    if row.get("office"):
        _add_term(index, row)


def _add_office(index: Index, row: Row) -> None:
    known = _known_person(index, row)
    if known is None:
        index.add_person(_entry(row), row.many("aliases"), row.many("short"))
    _add_term(index, row, known)


def _known_person(index: Index, row: Row) -> str | None:
    key = _key(row)
    if index.entry(key) is not None:
        return key
    if row.get("qid"):
        return None
    for name in index.names.get(normalise(row.get("name")), ()):
        entry = index.entry(name.key)
        if entry is not None and entry.kind == "person":
            return entry.key
    return None


def _add_term(index: Index, row: Row, known: str | None = None) -> None:
    index.add_holding(
        Holding(
            known or _key(row),
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


def _add_member(index: Index, row: Row) -> None:
    member = Membership(row.get("country"), row.get("start"), row.get("stop"))
    index.members[row.get("org")].append(member)


def _add_role(index: Index, row: Row) -> None:
    words = (row.get("name"), *row.many("aliases"))
    for one in words:
        role = Role(one, row.get("sector"), row.get("office") or None, True)
        index.roles[normalise(one)] = role


_ADD: dict[str, Callable[[Index, Row], None]] = {
    "person": _add_person,
    "office": _add_office,
    "member": _add_member,
    "role": _add_role,
}
