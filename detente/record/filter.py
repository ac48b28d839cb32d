"""Which events are asked for, and the SQL that finds them; every value is a bound parameter."""

from __future__ import annotations

import base64
import binascii
import json
import re
import sqlite3
from dataclasses import asdict, dataclass
from datetime import date

from detente.errors import QueryError
from detente.events.entries import MODES, QUADS, STATUSES
from detente.record.codec import dump
from detente.record.database import Value
from detente.record.rows import folded
from detente.record.schema import CURRENT

Clause = tuple[str, tuple[Value, ...]]

_ACTOR = """SELECT pk FROM actors WHERE country = upper(?) OR key = ? COLLATE NOCASE
OR id = ? COLLATE NOCASE OR wikidata = upper(?) OR words LIKE ?"""
_TEXT = """(e.sentence IN (SELECT rowid FROM sentence_words WHERE sentence_words MATCH ?)
OR e.version IN (SELECT s.version FROM sentences s WHERE s.block = 'title' AND s.pk IN
(SELECT rowid FROM sentence_words WHERE sentence_words MATCH ?)))"""
_OUTLET = """e.report IN (SELECT r.pk FROM reports r JOIN outlets o ON o.id = r.outlet
WHERE o.id = ? OR o.name = ? COLLATE NOCASE)"""
_AFTER = "(e.day < ? OR (e.day = ? AND (e.id > ? OR (e.id = ? AND e.pk > ?))))"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are asked for; what is None asks nothing.

    `actor`, `source` and `target` are a country code, an actor's id or key, or words of a
    name; `type`, `mode` and `status` may list several, with commas. `since` and `until` ask
    that the event's days meet theirs (the report's day stands in for an event without).
    `text` are words that the sentence or the report's title must hold, "quoted" for a phrase;
    `place` a country code or words of the place's name; `outlet` an id or name.
    """

    actor: str | None = None
    source: str | None = None
    target: str | None = None
    type: str | None = None
    mode: str | None = None
    status: str | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    text: str | None = None
    place: str | None = None
    report: str | None = None
    min_confidence: float | None = None

    def __post_init__(self) -> None:
        """QueryError where no record could answer."""
        _check_words("type", self.type, tuple(QUADS))
        _check_words("mode", self.mode, tuple(sorted({m for ms in MODES.values() for m in ms})))
        _check_words("status", self.status, STATUSES)
        if self.since and self.until and self.since > self.until:
            raise QueryError(f"since {self.since} is after until {self.until}")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise QueryError(f"min_confidence must lie from 0 to 1, not {self.min_confidence}")

    def as_json(self) -> dict[str, object]:
        """What is asked, as JSON; fields that ask nothing are left out."""
        asked: dict[str, object] = json.loads(dump(asdict(self)))
        return {name: value for name, value in asked.items() if value is not None}


def where(asked: Filter) -> Clause:
    """The condition on `events e` for what is asked, and the values it binds."""
    clauses: list[Clause] = [(CURRENT, ())]
    clauses += [_listed("type", asked.type), _listed("mode", asked.mode)]
    clauses += [_listed("status", asked.status), _person(asked.actor, "source", "target")]
    clauses += [_person(asked.source, "source"), _person(asked.target, "target")]
    clauses += [_days(asked), _words(asked.text), _place(asked.place)]
    if asked.outlet:
        clauses.append((_OUTLET, (asked.outlet, asked.outlet)))
    if asked.report:
        clauses.append(("e.report IN (SELECT pk FROM reports WHERE id = ?)", (asked.report,)))
    if asked.min_confidence is not None:
        clauses.append(("e.confidence >= ?", (asked.min_confidence,)))
    said = [clause for clause in clauses if clause[0]]
    return " AND ".join(c[0] for c in said), tuple(v for c in said for v in c[1])


def after(cursor: str | None) -> Clause:
    """The condition for what comes after a cursor; QueryError where it is not one of ours."""
    if cursor is None:
        return "1", ()
    try:
        day, name, pk = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii")))
        values = (str(day), str(day), str(name), str(name), int(pk))
    except (ValueError, TypeError, binascii.Error) as error:
        raise QueryError("this cursor did not come from an answer of the record") from error
    return f"e.day <= ? AND {_AFTER}", (values[0], *values)


def cursor_of(row: sqlite3.Row) -> str:
    """Where a page ended, to be handed back for the next."""
    words = json.dumps([row["day"], row["id"], row["pk"]])
    return base64.urlsafe_b64encode(words.encode()).decode("ascii")


def search_words(text: str) -> str | None:
    """A user's words as a full-text query in which nothing is an operator; None for no words.

    >>> search_words('troops "eastern border" NOT')
    '"troops" "eastern border" "NOT"'
    """
    found = (phrase or word for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', text))
    kept = [part.replace("\0", " ") for part in found if any(c.isalnum() for c in part)]
    return " ".join(f'"{part}"' for part in kept) or None


def _check_words(name: str, asked: str | None, known: tuple[str, ...]) -> None:
    for word in _list(asked):
        if word not in known:
            raise QueryError(f"no such {name}: {word} (known: {', '.join(known)})")


def _list(asked: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in asked.split(",") if word.strip()) if asked else ()


def _listed(column: str, asked: str | None) -> Clause:
    words = _list(asked)
    return (f"e.{column} IN ({', '.join('?' * len(words))})", words) if words else ("", ())


def _person(asked: str | None, *roles: str) -> Clause:
    if not asked:
        return "", ()
    words = folded(asked)
    name = f"%{words}%" if words.strip() else ""
    marks = ", ".join("?" * len(roles))
    return (
        f"e.pk IN (SELECT event FROM participants WHERE actor IN ({_ACTOR}) AND role IN ({marks}))",
        (asked, asked, asked, asked, name, *roles),
    )


def _days(asked: Filter) -> Clause:
    parts: list[Clause] = []
    if asked.since:
        parts.append(("e.last_day >= ?", (asked.since.isoformat(),)))
    if asked.until:
        parts.append(("e.day <= ? AND e.day != ''", (asked.until.isoformat(),)))
    return " AND ".join(p[0] for p in parts), tuple(v for p in parts for v in p[1])


def _words(asked: str | None) -> Clause:
    if asked is None or not asked.strip():
        return "", ()
    words = search_words(asked)
    return (_TEXT, (words, words)) if words else ("0", ())


def _place(asked: str | None) -> Clause:
    if not asked:
        return "", ()
    words = folded(asked)
    name = f"%{words}%" if words.strip() else ""
    return "(e.place_country = upper(?) OR e.place_words LIKE ?)", (asked, name)
