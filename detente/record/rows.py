"""Events as rows of the record, and rows as events."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from detente.record.database import Database, Value
from detente.types import Actor, Event, Link, Participant, Place, Reason, Report, Span, When

CHUNK = 500


def folded(words: str) -> str:
    """Words for matching: lower case, no accents, no punctuation, a space around each.

    >>> folded("Recep Tayyip Erdoğan")
    ' recep tayyip erdogan '
    """
    plain = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return f" {' '.join(''.join(c if c.isalnum() else ' ' for c in kept).split())} "


class ActorRows:
    """The actors seen, each distinct one a row; remembers the rows of this connection."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[Actor, int] = {}

    def forget(self) -> None:
        """Drops what is remembered, as after a transaction that was undone."""
        self._known.clear()

    def of(self, actor: Actor) -> int:
        """The row of an actor, made where it is new."""
        if actor not in self._known:
            self._known[actor] = self._find(actor) or self._insert(actor)
        return self._known[actor]

    def _find(self, actor: Actor) -> int:
        return self._db.number(
            "SELECT pk FROM actors WHERE key = ? COLLATE NOCASE AND key = ? AND name = ? "
            "AND country IS ? AND sector = ? AND id IS ? AND wikidata IS ? AND office IS ? "
            "AND kind = ?",
            (actor.key, *_actor_values(actor)),
        )

    def _insert(self, actor: Actor) -> int:
        return self._db.execute(
            "INSERT INTO actors (key, name, country, sector, id, wikidata, office, kind, words) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*_actor_values(actor), folded(actor.name)),
        )


def _actor_values(actor: Actor) -> tuple[Value, ...]:
    return (
        actor.key,
        actor.name,
        actor.country,
        actor.sector,
        actor.id,
        actor.wikidata,
        actor.office,
        actor.kind,
    )


def insert_event(db: Database, head: dict[str, Value], event: Event, report: Report) -> int:
    """A new row for the event; `head` holds the columns that say whose it is."""
    values = {**head, **_columns(event, report)}
    marks = ", ".join("?" * len(values))
    return db.execute(
        f"INSERT INTO events ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    )


def update_event(db: Database, pk: int, event: Event, report: Report) -> None:
    """Writes the event's own fields over those of its row."""
    columns = _columns(event, report)
    sets = ", ".join(f"{name} = ?" for name in columns)
    db.execute(f"UPDATE events SET {sets} WHERE pk = ?", (*columns.values(), pk))
    for table in ("participants", "attributions", "reasons"):
        db.execute(f"DELETE FROM {table} WHERE event = ?", (pk,))


def insert_parts(db: Database, actors: ActorRows, pk: int, event: Event) -> None:
    """The rows that hang on an event: its participants, voices and reasons."""
    sides = (("source", event.sources), ("target", event.targets))
    db.many(
        "INSERT INTO participants VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (pk, role, i, actors.of(one.actor), *_ends(one.span), one.score, one.rule)
            for role, side in sides
            for i, one in enumerate(side)
        ],
    )
    db.many(
        "INSERT INTO attributions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (pk, i, a.name, a.kind, a.id, a.country, *_ends(a.span), *_ends(a.cue))
            for i, a in enumerate(event.attribution)
        ],
    )
    db.many(
        "INSERT INTO reasons VALUES (?, ?, ?, ?, ?)",
        [(pk, i, one.field, one.rule, one.score) for i, one in enumerate(event.why)],
    )


def outside(event: Event, length: int) -> Span | None:
    """A span of the event that does not lie in a text of this length, None where all do."""
    spans: list[Span | None] = [event.trigger, event.sentence, event.content, event.condition]
    spans += [one.span for one in event.sources + event.targets]
    spans += [span for link in event.attribution for span in (link.span, link.cue)]
    spans += [event.when.span if event.when else None, event.place.span if event.place else None]
    return next((s for s in spans if s and not 0 <= s.start <= s.stop <= length), None)


def days_of(event: Event, report: Report) -> tuple[str, str]:
    """First and last ISO day of the event; the report's day where the event has none."""
    if event.when:
        return event.when.start.isoformat(), event.when.stop.isoformat()
    day = report_day(report) or ""
    return day, day


def report_day(report: Report) -> str | None:
    """The report's ISO day: its date line, else when it was published."""
    day = report.date or (report.published.date() if report.published else None)
    return day.isoformat() if day else None


def _columns(event: Event, report: Report) -> dict[str, Value]:
    when, place = event.when, event.place
    first_day, last_day = days_of(event, report)
    return {
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "status": event.status,
        "confidence": event.confidence,
        "content_type": event.content_type,
        "day": first_day,
        "last_day": last_day,
        "date_start": when.start.isoformat() if when else None,
        "date_stop": when.stop.isoformat() if when else None,
        "date_basis": when.basis if when else None,
        "place": place.name if place else None,
        "place_words": folded(place.name) if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        **_span_columns("trigger", event.trigger),
        **_span_columns("sentence", event.sentence),
        **_span_columns("content", event.content),
        **_span_columns("condition", event.condition),
        **_span_columns("date_span", when.span if when else None),
        **_span_columns("place", place.span if place else None),
    }


def _span_columns(name: str, span: Span | None) -> dict[str, Value]:
    start, stop = _ends(span)
    return {f"{name}_start": start, f"{name}_stop": stop}


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.stop) if span else (None, None)


def load_events(db: Database, pks: Sequence[int]) -> dict[int, Event]:
    """The events of these rows, by row; at most `CHUNK` at once."""
    marks = f"({', '.join('?' * len(pks))})"
    sides: defaultdict[tuple[int, str], list[Participant]] = defaultdict(list)
    for row in db.all(
        "SELECT p.event, p.role, p.start, p.stop, p.score, p.rule, a.* FROM participants p "
        f"JOIN actors a ON a.pk = p.actor WHERE p.event IN {marks} ORDER BY p.event, p.role, p.i",
        pks,
    ):
        sides[row["event"], row["role"]].append(_participant(row))
    links: defaultdict[int, list[Link]] = defaultdict(list)
    for row in db.all(f"SELECT * FROM attributions WHERE event IN {marks} ORDER BY event, i", pks):
        links[row["event"]].append(_link(row))
    reasons: defaultdict[int, list[Reason]] = defaultdict(list)
    for row in db.all(f"SELECT * FROM reasons WHERE event IN {marks} ORDER BY event, i", pks):
        reasons[row["event"]].append(Reason(row["field"], row["rule"], row["score"]))
    rows = db.all(
        "SELECT e.*, r.id AS report_id FROM events e JOIN reports r ON r.pk = e.report "
        f"WHERE e.pk IN {marks}",
        pks,
    )
    return {
        row["pk"]: _event(
            row,
            (tuple(sides[row["pk"], "source"]), tuple(sides[row["pk"], "target"])),
            tuple(links[row["pk"]]),
            tuple(reasons[row["pk"]]),
        )
        for row in rows
    }


def _event(
    row: sqlite3.Row,
    sides: tuple[tuple[Participant, ...], tuple[Participant, ...]],
    links: tuple[Link, ...],
    reasons: tuple[Reason, ...],
) -> Event:
    return Event(
        id=row["id"],
        report=row["report_id"],
        type=row["type"],
        mode=row["mode"],
        quad=row["quad"],
        status=row["status"],
        confidence=row["confidence"],
        trigger=Span(row["trigger_start"], row["trigger_stop"]),
        sentence=Span(row["sentence_start"], row["sentence_stop"]),
        sources=sides[0],
        targets=sides[1],
        content=_span(row, "content_"),
        content_type=row["content_type"],
        condition=_span(row, "condition_"),
        attribution=links,
        when=_when(row),
        place=_place(row),
        why=reasons,
    )


def _span(row: sqlite3.Row, prefix: str = "") -> Span | None:
    start = row[f"{prefix}start"]
    return None if start is None else Span(start, row[f"{prefix}stop"])


def _participant(row: sqlite3.Row) -> Participant:
    actor = Actor(
        key=row["key"],
        name=row["name"],
        country=row["country"],
        sector=row["sector"],
        id=row["id"],
        wikidata=row["wikidata"],
        office=row["office"],
        kind=row["kind"],
    )
    return Participant(actor, _span(row), row["score"], row["rule"])


def _link(row: sqlite3.Row) -> Link:
    return Link(
        name=row["name"],
        kind=row["kind"],
        id=row["id"],
        country=row["country"],
        span=_span(row),
        cue=_span(row, "cue_"),
    )


def _when(row: sqlite3.Row) -> When | None:
    if row["date_start"] is None:
        return None
    start, stop = date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_stop"])
    return When(start, stop, row["date_basis"], _span(row, "date_span_"))


def _place(row: sqlite3.Row) -> Place | None:
    if row["place"] is None:
        return None
    return Place(row["place"], _span(row, "place_"), row["place_country"], row["lat"], row["lon"])
