"""What must hold of a user's rows: each by itself, and none against another."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from detente.actors.index import Index
from detente.actors.names import normalise, slug
from detente.actors.tables import SECTORS, WITHOUT_STATE, Row, first_day, last_day
from detente.actors.user_rows import shown
from detente.errors import TableError

KINDS = {
    "country": "a state; `key` is its code of three capitals",
    "territory": "a land that is no state, of `country`",
    "organisation": "a body with members or an armed group; `key` is its code",
    "person": "a person, for office or not",
    "group": "people without a body: a people, a faith, a movement",
    "outlet": "a newspaper or agency as an actor; `key` is its code",
    "place": "a town or region of `country`, at `lat` and `lon`",
    "office": "a person's term in an `office` (HOS, HOG, FM, DM, ...) of `country` or `org`",
    "member": "`country` is a member of `org`",
    "role": "a noun for people of a `sector`, or the holders of an `office`",
    "alias": "another name of the actor with this `key`",
}
"""What a row may be, and what it says then."""

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_QID = re.compile(r"Q[1-9]\d*", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{3}")
_NAMESAKES = 100
NEEDED = {
    "country": ("key", "name"),
    "organisation": ("key", "name"),
    "outlet": ("key", "name"),
    "alias": ("key", "name"),
    "office": ("name", "office", "country"),
    "role": ("name", "sector"),
    "member": ("org", "country"),
}


def key_of(row: Row, index: Index) -> str:
    """The key of what the row is about, in the index or to be."""
    kind, name = row.get("kind"), row.get("name")
    if kind == "alias":
        return known_key(index, row.get("key")) or row.get("key")
    if kind not in ("person", "office"):
        return row.get("key") or f"{kind}:{slug(name)}"
    own = row.get("key") or row.get("qid") or f"p:{slug(name)}"
    return (_known_person(index, row, own) if kind == "office" else None) or own


def known_key(index: Index, named: str) -> str | None:
    """The key of whom a key, code or Wikidata id means; None where nobody has it."""
    if named in index.entries or named in index.unmade:
        return named
    ids = (e.key for e in index.entries.values() if named and named in (e.wikidata, e.id))
    return next(ids, None)


def _known_person(index: Index, row: Row, own: str) -> str | None:
    if index.entry(own) is not None:
        return own
    if row.get("qid"):
        return None
    for name in index.named(normalise(row.get("name"))):
        entry = index.entry(name.key)
        if entry is not None and entry.kind == "person":
            return entry.key
    return None


# --- one row --------------------------------------------------------------------------


def check(row: Row, index: Index) -> None:
    """TableError with file and line where the row alone is wrong."""
    kind = row.get("kind")
    if kind not in KINDS:
        raise TableError(f"unknown kind {shown(kind)}; known are {', '.join(KINDS)}", row.place)
    for column in NEEDED.get(kind, ("name",)):
        if not row.get(column):
            raise TableError(f"a row of kind {kind} needs {column}", row.place)
    sector, qid = row.get("sector"), row.get("qid")
    if sector and sector not in SECTORS:
        raise TableError(f"unknown sector {shown(sector)}", row.place)
    if qid and not _QID.fullmatch(qid):
        raise TableError(f"{shown(qid)} is no Wikidata id", row.place)
    for words in (row.get("name"), *row.many("aliases"), *row.many("short")):
        if words and not normalise(words):
            raise TableError(f"{shown(words)} is no name", row.place)
    _check_country(row, index)
    _check_known(row, index)
    _check_dates(row)
    _check_degrees(row)


def _check_country(row: Row, index: Index) -> None:
    country = row.get("country")
    if row.get("kind") == "country":
        if not _COUNTRY.fullmatch(row.get("key")):
            raise TableError(f"{shown(row.get('key'))} is no code of three capitals", row.place)
        if country in ("", row.get("key")):
            return
    if not country or (country in WITHOUT_STATE and row.get("kind") != "member"):
        return
    entry = index.entry(country)
    if entry is None or entry.kind != "country":
        raise TableError(f"unknown country {shown(country)}", row.place)


def _check_known(row: Row, index: Index) -> None:
    """Whom an alias is for, and the body of a membership or office, must be known."""
    if row.get("kind") == "alias" and known_key(index, row.get("key")) is None:
        raise TableError(f"unknown actor {shown(row.get('key'))}", row.place)
    org = row.get("org")
    if org and index.entry(org) is None and org not in index.members:
        raise TableError(f"unknown organisation {shown(org)}", row.place)


def _check_dates(row: Row) -> None:
    for column in ("start", "stop"):
        text = row.get(column)
        if text and not _is_date(text):
            raise TableError(
                f"{column} {shown(text)} is no date (YYYY, YYYY-MM or YYYY-MM-DD)", row.place
            )
    start, stop = first_day(row.get("start")), last_day(row.get("stop"))
    if start and stop and stop < start:
        raise TableError(
            f"stops ({row.get('stop')}) before it starts ({row.get('start')})", row.place
        )


def _is_date(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        return first_day(text) is not None and last_day(text) is not None
    except (ValueError, OverflowError):
        return False


def _check_degrees(row: Row) -> None:
    for column, most in (("lat", 90.0), ("lon", 180.0)):
        text = row.get(column)
        try:
            fits = not text or abs(float(text)) <= most
        except ValueError:
            fits = False
        if not fits:
            raise TableError(f"{column} {shown(text)} is no number of degrees", row.place)


# --- one row against those before -----------------------------------------------------


class Spell(NamedTuple):
    """From when to when a row's office or membership ran for sure."""

    start: date
    stop: date
    row: Row


@dataclass(slots=True)
class Told:
    """What the rows of a table have said so far."""

    about: dict[tuple[str, ...], Row] = field(default_factory=dict)
    spells: dict[tuple[str, ...], list[Spell]] = field(default_factory=dict)
    names: dict[str, list[tuple[str, bool, Row]]] = field(default_factory=dict)

    def check(self, row: Row, key: str) -> None:
        """TableError that names both lines where the row contradicts one before."""
        self._check_columns(row, key)
        self._check_spells(row, key)
        self._check_names(row, key)

    def _check_columns(self, row: Row, key: str) -> None:
        """Two rows for one thing must agree; a second row may add names and terms."""
        about, columns = _said(row, key)
        before = self.about.setdefault(about, row)
        for column in columns:
            if before.get(column) != row.get(column):
                raise TableError(
                    f"{column} {shown(row.get(column))} contradicts "
                    f"{shown(before.get(column))} of line {before.line}",
                    row.place,
                )

    def _check_spells(self, row: Row, key: str) -> None:
        """Nobody holds an office twice at a time, no state is a member twice at a time."""
        about, spell = _held(row, key), _spell(row)
        if about is None or spell.stop <= spell.start:
            return
        held = self.spells.setdefault(about, [])
        at = bisect.bisect(held, spell.start, key=lambda one: one.start)
        for before in held[max(0, at - 1) : at + 1]:
            if _from_to(before.row) == _from_to(row):
                return
            if before.start < spell.stop and spell.start < before.stop:
                raise TableError(
                    f"{_from_to(row)} overlaps {_from_to(before.row)} of line {before.row.line}",
                    row.place,
                )
        held.insert(at, spell)

    def _check_names(self, row: Row, key: str) -> None:
        """An alias means one actor of the table; namesakes by their own names may be several."""
        kind = row.get("kind")
        if kind in ("member", "role"):
            return
        said = [(row.get("name"), kind == "alias"), *((one, True) for one in row.many("aliases"))]
        for words, alias in said:
            claims = self.names.setdefault(normalise(words), [])
            for other, also, before in claims:
                if other != key and (alias or also):
                    raise TableError(
                        f"{shown(words)} means {shown(key)} here and {shown(other)} "
                        f"in line {before.line}",
                        row.place,
                    )
            if len(claims) == _NAMESAKES:
                raise TableError(f"more than {_NAMESAKES} are called {shown(words)}", row.place)
            if not any(claim[:2] == (key, alias) for claim in claims):
                claims.append((key, alias, row))


def _said(row: Row, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a row is about, and the columns in which rows about it must agree."""
    kind = row.get("kind")
    if kind in ("office", "member"):
        about = (key, *(row.get(column) for column in ("office", "country", "org", "start")))
        return (kind, *about), ("stop", "sector", "qid")
    if kind == "role":
        return (kind, normalise(row.get("name"))), ("sector", "office")
    if kind == "alias":
        return (kind, key, normalise(row.get("name"))), ()
    columns: tuple[str, ...] = ("kind", "name", "country", "sector", "qid")
    return ("entry", key), columns if kind == "person" else (*columns, "start", "stop")


def _held(row: Row, key: str) -> tuple[str, ...] | None:
    """What a row says that somebody held for a while: an office, a membership."""
    kind = row.get("kind")
    if kind == "member":
        return kind, row.get("org"), row.get("country")
    if kind in ("office", "person") and row.get("office"):
        return "office", key, row.get("office"), row.get("country"), row.get("org")
    return None


def _spell(row: Row) -> Spell:
    """The days for sure: from the last that may be the first to the first that may be the last."""
    start, stop = last_day(row.get("start")), first_day(row.get("stop"))
    return Spell(start or date.min, stop or date.max, row)


def _from_to(row: Row) -> str:
    return f"{row.get('start') or '…'} to {row.get('stop') or '…'}"
