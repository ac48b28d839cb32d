"""Who publishes and supplies reports: a table of outlets and agencies, found by name or host."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..errors import InternalError, TableError
from ..types import Outlet
from .address import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

KINDS = frozenset(
    {"newspaper", "broadcaster", "agency", "online", "magazine", "government", "other"}
)
CONTROLS = frozenset({"independent", "public", "state", "party", "unknown"})

_COLUMNS = frozenset("id name aliases domains kind country control wikidata".split())
_MAX_BYTES = 5_000_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_COUNTRY = re.compile(r"[A-Z]{3}")
_Own = tuple[tuple["Path", str], ...]  # each table with the hash of what it held when it was read
_ALSO: ContextVar[_Own] = ContextVar("tables of the user's own outlets", default=())
_PASSING_ON = frozenset({"yahoo-news", "msn", "allafrica", "reliefweb"})
# Words that a name may carry or lack ("Interfax news agency", "Kommersant daily").
_OPTIONAL = re.compile(
    r" (?:news agency|press agency|wire|wire service|news service|newswires?|news wire|newspaper"
    r"|daily|website|online|agency|news|staff|magazine|television|tv|com|org|net)$"
)
_SORT = re.compile(r"^(?:news agency|press agency|news service|newspaper|broadcaster|daily) ")
_NATION = re.compile(
    r"^(?:russian?|china|chinese|iran(?:ian)?|japan(?:ese)?|south korea|turkey|turkish|syrian"
    r"|ukraine|ukrainian|state|official|state run|state owned|semi official|private|independent)s? "
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: the outlet, its other names and its domains."""

    outlet: Outlet
    aliases: tuple[str, ...]
    domains: tuple[str, ...]


def all_outlets() -> tuple[Outlet, ...]:
    """Every outlet and agency of the table, in the order of their ids."""
    return tuple(row.outlet for row in rows())


def names(outlet: Outlet) -> tuple[str, ...]:
    """The name and the other names of an outlet, the usual one first."""
    return next(
        ((row.outlet.name, *row.aliases) for row in rows() if row.outlet.id == outlet.id),
        (outlet.name,),
    )


def find_outlet(*, url: str | None = None, name: str | None = None) -> Outlet | None:
    """The outlet of an address or, failing that, of a name; None where neither is known.

    The address decides by its longest domain suffix, but a site that only passes on the
    reports of others decides last. A name may also be a domain or an id.

    >>> find_outlet(url="https://www.kyivpost.com/a/b").name
    'Kyiv Post'
    >>> find_outlet(name="interfax news agency").id
    'interfax'
    """
    host = _by_host(url) if url else None
    if host and host.id not in _PASSING_ON:
        return host
    return (_by_name(name) if name else None) or host


def make_outlet(*, url: str | None = None, name: str | None = None) -> Outlet | None:
    """The known outlet, or one made from the name or host so that origins can be counted."""
    known = find_outlet(url=url, name=name)
    if known:
        return known
    host = host_of(url) if url else None
    label = " ".join(name.split())[:120] if name else ""
    if not label and not host:
        return None
    bare = re.sub(r"^www\d?\.", "", host) if host else ""
    slug = bare or "-".join(normal(label).split()) or "unknown"
    return Outlet(slug, label or bare, "other", None, "unknown")


def normal(name: str) -> str:
    """A name as it is compared: no accents, case, punctuation or leading article.

    >>> normal("The Süddeutsche Zeitung")
    'suddeutsche zeitung'
    """
    bare = unicodedata.normalize("NFKD", name[:200])
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign)).casefold()
    bare = re.sub(r"['’`]", "", bare.replace("&", " and "))
    bare = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", bare)
    bare = re.sub(r"[\W_]+", " ", bare).strip()
    return re.sub(r"^the (?=\S)", "", bare)


def _by_name(name: str) -> Outlet | None:
    index = _names()
    wanted = normal(name)
    if wanted in index:
        return index[wanted]
    shorter = _SORT.sub("", _NATION.sub("", _NATION.sub("", wanted)))
    for _ in range(3):
        if shorter in index and len(shorter) > 2:
            return index[shorter]
        shorter = _OPTIONAL.sub("", shorter)
    if shorter in index and len(shorter) > 2:
        return index[shorter]
    return _by_host(name) if "." in name and " " not in name.strip() else None


def _by_host(url: str) -> Outlet | None:
    host = host_of(url)
    if not host:
        return None
    labels = host.split(".")
    for first in range(len(labels) - 1):
        found = _hosts().get(".".join(labels[first:]))
        if found:
            return found
    return None


@contextmanager
def also(*tables: Path) -> Iterator[None]:
    """Within the block, the user's own tables of outlets are read before the built-in one.

    They have the columns of `outlets.csv`; what is wrong in one is a TableError that names
    file and line, raised before anything is read.
    """
    for table in tables:
        _user_rows(table)
    read = tuple((table, sha256(table.read_bytes()).hexdigest()) for table in tables)
    token = _ALSO.set((*_ALSO.get(), *read))
    try:
        yield
    finally:
        _ALSO.reset(token)


def own_tables() -> tuple[Path, ...]:
    """The user's own tables that are read just now."""
    return tuple(table for table, _ in _ALSO.get())


def rows() -> tuple[Row, ...]:
    """The rows of the user's tables, then of `outlets.csv`."""
    return _rows(_ALSO.get())


@cache
def _rows(tables: _Own) -> tuple[Row, ...]:
    own = tuple(row for table, _ in tables for row in _user_rows(table))
    taken = {row.outlet.id for row in own}
    return own + tuple(row for row in _shipped() if row.outlet.id not in taken)


@cache
def _shipped() -> tuple[Row, ...]:
    source = resources.files("detente.read").joinpath("outlets.csv")
    lines = source.read_text(encoding="utf-8").splitlines()
    table = tuple(_row(fields) for fields in csv.DictReader(lines))
    ids = {row.outlet.id for row in table}
    if len(ids) != len(table):
        raise InternalError("an id occurs twice", "outlets.csv")
    return table


def _user_rows(table: Path) -> tuple[Row, ...]:
    """The rows of a user's table; TableError with file and line where one is wrong."""
    reader = csv.DictReader(io.StringIO(_user_text(table), newline=""), restval="", strict=True)
    found: list[Row] = []
    said: dict[str, tuple[int, Row]] = {}
    line = 1
    try:
        missing = sorted(_COLUMNS - set(reader.fieldnames or ()))
        if missing:
            raise TableError(f"lacks the columns {', '.join(missing)}", f"{table}:1")
        for fields in reader:
            line = reader.line_num
            row = _user_row(fields)
            _check_repeat(row, said, line)
            found.append(row)
    except InternalError as error:
        raise TableError(error.message, f"{table}:{line}") from error
    except csv.Error as error:
        raise TableError(f"this is no CSV ({error})", f"{table}:{line + 1}") from error
    return tuple(found)


def _user_text(table: Path) -> str:
    try:
        if table.exists() and not table.is_file():
            raise TableError("is no file", str(table))
        with table.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
        text = raw[:_MAX_BYTES].decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"cannot be read: {error}", str(table)) from error
    if len(raw) > _MAX_BYTES:
        raise TableError(f"is larger than {_MAX_BYTES // 1_000_000} MB", str(table))
    if wrong := _CONTROL.search(text):
        line = text.count("\n", 0, wrong.start()) + 1
        raise TableError(f"holds a control character (U+{ord(wrong[0]):04X})", f"{table}:{line}")
    return text


def _user_row(fields: dict[str, str]) -> Row:
    if None in fields:
        raise InternalError("has more cells than columns")
    if fields["country"] and not _COUNTRY.fullmatch(fields["country"]):
        raise InternalError(f"{fields['country'][:40]!r} is no country code of three capitals")
    return _row(fields)


def _check_repeat(row: Row, said: dict[str, tuple[int, Row]], line: int) -> None:
    """An id and a domain belong to one outlet of the table."""
    for word in (f"id {row.outlet.id}", *(f"domain {one}" for one in row.domains)):
        before, other = said.setdefault(word, (line, row))
        if other != row and (word.startswith("id ") or other.outlet.id != row.outlet.id):
            raise InternalError(f"{word[:60]!r} contradicts line {before}")


def _row(fields: dict[str, str]) -> Row:
    """A row of a table; raises InternalError where it breaks the schema."""
    if not fields["id"] or not fields["name"]:
        raise InternalError("an outlet needs an id and a name", "outlets.csv")
    if fields["kind"] not in KINDS or fields["control"] not in CONTROLS:
        raise InternalError(f"unknown kind or control of {fields['id']}", "outlets.csv")
    outlet = Outlet(
        fields["id"],
        fields["name"],
        fields["kind"],
        fields["country"] or None,
        fields["control"],
        fields["wikidata"] or None,
    )
    return Row(outlet, _split(fields["aliases"]), _split(fields["domains"]))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _names() -> Mapping[str, Outlet]:
    """Normal names to outlets: a proper name wins over an alias, an alias over an id."""
    return _name_index(_ALSO.get())


@cache
def _name_index(tables: _Own) -> Mapping[str, Outlet]:
    index: dict[str, Outlet] = {}
    for row in _rows(tables):
        index.setdefault(normal(row.outlet.name), row.outlet)
    for row in _rows(tables):
        for alias in row.aliases:
            index.setdefault(normal(alias), row.outlet)
    for row in _rows(tables):
        index.setdefault(normal(row.outlet.id), row.outlet)
    return MappingProxyType(index)


def _hosts() -> Mapping[str, Outlet]:
    return _host_index(_ALSO.get())


@cache
def _host_index(tables: _Own) -> Mapping[str, Outlet]:
    index: dict[str, Outlet] = {}
    for row in _rows(tables):
        for domain in row.domains:
            index.setdefault(domain, row.outlet)
    return MappingProxyType(index)
