"""What a user says of an actor in words, as the row of a table: names become codes."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.actors.index import Index
from detente.actors.names import normalise, slug
from detente.actors.tables import WITHOUT_STATE, Entry
from detente.actors.user_checks import KINDS, known_key
from detente.actors.user_rows import LINE_END
from detente.errors import UserError

NEW = tuple(kind for kind in KINDS if kind not in ("office", "member", "role", "alias", "place"))
"""The kinds of actors that are added by `--kind`."""

_BY_CODE = frozenset({"country", "organisation", "outlet"})
_COLUMNS = {
    "alias": ("aliases", "source"),
    "office": ("aliases", "position", "country", "org", "sector", "qid", "start", "stop", "source"),
    "member": ("start", "stop", "source"),
}
_OF_ACTORS = ("key", "aliases", "country", "sector", "qid", "start", "stop", "source")
_OPTIONS = {"aliases": "alias", "start": "from", "stop": "until"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a call: one of `alias_of`, `kind`, `office`, `member_of`, and plain cells."""

    name: str
    alias_of: str | None = None
    kind: str | None = None
    office: str | None = None
    member_of: str | None = None
    cells: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def way(self) -> str:
        """What is to be added: alias, office, member or actor; UserError where that is open."""
        given = {
            "alias": self.alias_of,
            "office": self.office,
            "member": self.member_of,
            "actor": self.kind,
        }
        ways = [way for way, words in given.items() if words]
        if ways == ["office", "actor"] and (self.kind or "").lower() == "person":
            return "office"
        if len(ways) != 1:
            raise UserError("say one of --alias-of, --kind, --office, --member-of", self.name[:60])
        return ways[0]


def whole(words: Sequence[str]) -> tuple[str, ...]:
    """The words; UserError where one holds what parts several in a cell."""
    for one in words:
        if ";" in one:
            raise UserError(f"a name holds no semicolon: {one[:60]!r}", "--alias")
    return tuple(words)


def cells_of(asked: Asked, index: Index) -> dict[str, str]:
    """The row for what is asked, its actors and countries as codes; UserError names the option."""
    way = asked.way
    cells = {column: words for column, words in asked.cells.items() if words}
    for words in (asked.name, *cells.values()):
        if LINE_END.search(words):
            raise UserError("must stand on one line", repr(words[:60]))
    for column in cells:
        if column not in _COLUMNS.get(way, _OF_ACTORS):
            option = _OPTIONS.get(column, column)
            raise UserError(f"has no meaning for what is added here ({way})", f"--{option}")
    for column in ("sector", "qid"):
        if column in cells:
            cells[column] = cells[column].upper()
    if "country" in cells:
        cells["country"] = _country(cells["country"], index, "--country")
    return _ROWS[way](asked, cells, index)


def _alias(asked: Asked, cells: dict[str, str], index: Index) -> dict[str, str]:
    entry = _entry(asked.alias_of or "", index, "--alias-of")
    return {"kind": "alias", "key": entry.key, "name": asked.name, **cells}


def _office(asked: Asked, cells: dict[str, str], index: Index) -> dict[str, str]:
    office = (asked.office or "").upper()
    known = {code for _, code in index.offices} | {r.office for r in index.roles.values()} - {None}
    codes = sorted(code for code in known if code)
    if office not in codes:
        near = difflib.get_close_matches(office[:20], codes, 3, 0.5)
        usual = "HOS, HOG, FM, DM, IM, FIN, NSA, SPOKES"
        hint = f"near it: {', '.join(near)}" if near else f"such as {usual}"
        raise UserError(f"no such office: {office[:20]!r} ({hint})", "--office")
    person = index.entry(asked.name)
    name = asked.name
    if person is not None and person.kind == "person":
        name = person.name
        cells.setdefault("qid", person.wikidata or "")
    if "org" in cells:
        org = _entry(cells["org"], index, "--org")
        cells["org"] = org.key
        cells.setdefault("country", org.country or "")
    if not cells.get("country"):
        raise UserError("an office needs a country, or a body (--org)", "--country")
    return {"kind": "office", "name": name, "office": office, **cells}


def _member(asked: Asked, cells: dict[str, str], index: Index) -> dict[str, str]:
    org = _entry(asked.member_of or "", index, "--member-of")
    country = _country(asked.name, index, asked.name[:60])
    return {"kind": "member", "country": country, "org": org.key, **cells}


def _actor(asked: Asked, cells: dict[str, str], index: Index) -> dict[str, str]:
    kind = (asked.kind or "").lower()
    if kind not in NEW:
        raise UserError(f"must be one of {', '.join(NEW)}, not {kind[:60]!r}", "--kind")
    if kind == "country" and "key" not in cells:
        raise UserError("a country needs a code of three capitals", "--key")
    if kind in _BY_CODE:
        cells.setdefault("key", slug(asked.name).upper())
    return {"kind": kind, "name": asked.name, **cells}


_ROWS: dict[str, Callable[[Asked, dict[str, str], Index], dict[str, str]]] = {
    "alias": _alias,
    "office": _office,
    "member": _member,
    "actor": _actor,
}


def _country(words: str, index: Index, option: str) -> str:
    code = words.strip().upper()
    if code in WITHOUT_STATE:
        return code
    entry = index.entry(code) or _named(words, index, ("country",))
    if entry is None or entry.kind != "country":
        raise UserError(f"unknown country {words[:60]!r}", option)
    return entry.key


def _entry(words: str, index: Index, option: str) -> Entry:
    """Who has this code, Wikidata id or exact name."""
    entry = index.entry(known_key(index, words) or words.upper()) or _named(words, index)
    if entry is None:
        raise UserError(f"unknown actor {words[:60]!r}", option)
    return entry


def _named(words: str, index: Index, kinds: Sequence[str] = ()) -> Entry | None:
    names = index.named(normalise(words))
    found = [index.entry(name.key) for name in names if name.how in ("name", "alias")]
    return next((one for one in found if one and (not kinds or one.kind in kinds)), None)
