"""A person's corrections: append-only, laid over what was coded, and kept through re-coding.

A correction belongs to an event and to its sentence. Where another run codes the sentence
anew and the event gets another id, the correction follows the words: same sentence, same
trigger (and same coded type where that alone does not decide). Undoing is a row of its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from detente.errors import NotFoundError, QueryError
from detente.events.entries import MODES, QUADS, STATUSES
from detente.record.codec import dump, pack, participant_from, unpack
from detente.record.database import Database
from detente.record.reports import load_report
from detente.record.rows import ActorRows, insert_parts, load_events, outside, update_event
from detente.types import Event, Participant, Report, Span, When

if TYPE_CHECKING:
    from detente.record.store import Record

DROPPED = "dropped"
"""The field whose correction to `true` says that this is no event."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One change that a person made; `old` and `new` are JSON."""

    pk: int
    event: str
    report: str
    sentence: str
    field: str
    old: str
    new: str
    reason: str
    who: str
    at: str
    undone: bool


def correct(
    record: Record, event_id: str, field: str, new: object, *, who: str, reason: str = ""
) -> int:
    """Lays a correction over the current event of this id; the correction's number.

    `new` is a type (which keeps the mode only where it has it), a mode or a status; for
    `date` `[first, last]` ISO days or None; for `content` and `condition` `[start, stop]` or
    None; for `sources` and `targets` a list of participants, as `participant_json` writes
    them; for `dropped` true or false. QueryError where the field or value is impossible.
    """
    db = record.db
    row = _current(db, event_id)
    report = load_report(db, row["version"])
    event = load_events(db, (row["pk"],))[row["pk"]]
    old = bool(row["dropped"]) if field == DROPPED else _value(event, field)
    if span := outside(_apply(event, field, _json(new), 0), len(report.text)):
        raise QueryError(f"{span} lies outside the report's text", event.id)
    with record.batch():
        pk = db.execute(
            "INSERT INTO corrections (event, report, sentence_start, sentence, trigger_words, "
            "coded_type, field, old, new, reason, who, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                event.id,
                event.report,
                event.sentence.start,
                event.sentence.of(report.text),
                event.trigger.of(report.text),
                _coded(db, row).type,
                field,
                dump(old),
                dump(_json(new)),
                reason,
                who,
                record.time(),
            ),
        )
        reapply(db, record.actors, report)
    return pk


def undo(record: Record, correction: int, *, who: str, reason: str = "") -> int:
    """Takes a correction back by a row of its own; NotFoundError where there is none."""
    db = record.db
    row = db.one("SELECT * FROM corrections WHERE pk = ? AND undoes IS NULL", (correction,))
    if row is None:
        raise NotFoundError("there is no such correction", str(correction))
    if db.one("SELECT 1 FROM corrections WHERE undoes = ?", (correction,)):
        raise QueryError("the correction has been taken back already", str(correction))
    with record.batch():
        pk = db.execute(
            "INSERT INTO corrections (event, report, sentence_start, sentence, trigger_words, "
            "coded_type, field, old, new, reason, who, at, undoes) "
            "SELECT event, report, sentence_start, sentence, trigger_words, coded_type, field, "
            "new, old, ?, ?, ?, pk FROM corrections WHERE pk = ?",
            (reason, who, record.time(), correction),
        )
        version = db.number("SELECT version FROM reports WHERE id = ?", (row["report"],))
        reapply(db, record.actors, load_report(db, version))
    return pk


def corrections_of(db: Database, event_id: str, report_id: str) -> tuple[Correction, ...]:
    """All corrections that hold or held for an event, oldest first."""
    row = db.one(
        "SELECT e.* FROM events e JOIN reports r ON r.pk = e.report "
        "WHERE e.id = ? AND r.id = ? ORDER BY e.retired IS NOT NULL, e.pk DESC LIMIT 1",
        (event_id, report_id),
    )
    rows = _of_report(db, report_id)
    if row is None or not rows:
        return ()
    owners = _owners(db, rows, report_id)
    mine = [one for one in rows if one["event"] == event_id or owners.get(one["pk"]) == row["pk"]]
    return tuple(_correction(one) for one in mine)


def reapply(db: Database, actors: ActorRows, report: Report) -> None:
    """Brings the current events of a report in step with its corrections."""
    rows = _of_report(db, report.id)
    if not rows:
        return
    owners = _owners(db, rows, report.id)
    for event_row in _current_rows(db, report.id):
        mine = [
            one for one in rows if owners.get(one["pk"]) == event_row["pk"] and not one["undone"]
        ]
        if mine or event_row["coded"] is not None:
            _lay_over(db, actors, event_row, mine)


def _lay_over(
    db: Database, actors: ActorRows, row: sqlite3.Row, corrections: list[sqlite3.Row]
) -> None:
    coded = _coded(db, row)
    event, dropped = coded, False
    report = load_report(db, row["version"])
    for one in corrections:
        if one["field"] == DROPPED:
            dropped = bool(json.loads(one["new"]))
        else:
            shift = event.sentence.start - one["sentence_start"]
            event = _apply(event, one["field"], json.loads(one["new"]), shift)
    update_event(db, row["pk"], event, report)
    insert_parts(db, actors, row["pk"], event)
    db.execute(
        "UPDATE events SET coded = ?, dropped = ? WHERE pk = ?",
        (pack(coded) if corrections else None, dropped, row["pk"]),
    )


def _of_report(db: Database, report_id: str) -> list[sqlite3.Row]:
    return db.all(
        "SELECT c.*, EXISTS (SELECT 1 FROM corrections u WHERE u.undoes = c.pk) AS undone "
        "FROM corrections c WHERE c.report = ? AND c.undoes IS NULL ORDER BY c.pk",
        (report_id,),
    )


def _current_rows(db: Database, report_id: str) -> list[sqlite3.Row]:
    return db.all(
        "SELECT e.*, v.text FROM events e JOIN reports r ON r.pk = e.report "
        "JOIN report_versions v ON v.pk = e.version WHERE r.id = ? AND e.retired IS NULL",
        (report_id,),
    )


def _owners(db: Database, corrections: list[sqlite3.Row], report_id: str) -> dict[int, int]:
    """For each correction, the row of the current event that it holds for."""
    events = _current_rows(db, report_id)
    by_id = {row["id"]: row["pk"] for row in events}
    owners: dict[int, int] = {}
    for one in corrections:
        found = by_id.get(one["event"]) or _by_words(db, one, events)
        if found:
            owners[one["pk"]] = found
    return owners


def _by_words(db: Database, correction: sqlite3.Row, events: list[sqlite3.Row]) -> int | None:
    same = [
        row
        for row in events
        if row["text"][row["sentence_start"] : row["sentence_stop"]] == correction["sentence"]
        and row["text"][row["trigger_start"] : row["trigger_stop"]] == correction["trigger_words"]
    ]
    if len(same) > 1:
        same = [row for row in same if _coded(db, row).type == correction["coded_type"]]
    return int(same[0]["pk"]) if len(same) == 1 else None


def _coded(db: Database, row: sqlite3.Row) -> Event:
    """The event as the machine coded it, whatever was corrected since."""
    if row["coded"] is not None:
        return unpack(row["coded"])
    return load_events(db, (row["pk"],))[row["pk"]]


def _current(db: Database, event_id: str) -> sqlite3.Row:
    rows = db.all("SELECT * FROM events WHERE id = ? AND retired IS NULL", (event_id,))
    if not rows:
        raise NotFoundError("the record holds no current event of this id", event_id)
    return rows[0]


def _correction(row: sqlite3.Row) -> Correction:
    names = Correction.__dataclass_fields__
    return Correction(**{**{n: row[n] for n in names}, "undone": bool(row["undone"])})


# --- fields and their values ----------------------------------------------------------


def participant_json(participant: Participant) -> dict[str, Any]:
    """A participant as a correction of `sources` or `targets` writes it."""
    found: dict[str, Any] = json.loads(dump(participant))
    return found


def _json(value: object) -> Any:
    return json.loads(dump(value))


def _value(event: Event, field: str) -> object:
    if field in ("sources", "targets"):
        return list(getattr(event, field))
    if field in ("content", "condition"):
        span: Span | None = getattr(event, field)
        return [span.start, span.stop] if span else None
    if field == "date":
        return [event.when.start, event.when.stop] if event.when else None
    return getattr(event, field, None)


def _apply(event: Event, field: str, new: Any, shift: int) -> Event:
    """The event with the field changed; spans moved by `shift`, as its sentence moved."""
    if field not in _CHANGES and field != DROPPED:
        known = ", ".join(sorted((*_CHANGES, DROPPED)))
        raise QueryError(f"no field to correct: {field} (known: {known})", event.id)
    if field == DROPPED:
        return event
    try:
        return _CHANGES[field](event, field, new, shift)
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        raise QueryError(f"{new!r} cannot be the {field} of an event", event.id) from error


def _type(event: Event, field: str, new: Any, shift: int) -> Event:
    mode = event.mode if event.mode in MODES.get(new, ()) else ""
    return replace(event, type=new, mode=mode, quad=QUADS[new])


def _mode(event: Event, field: str, new: Any, shift: int) -> Event:
    if new and new not in MODES.get(event.type, ()):
        raise ValueError(new)
    return replace(event, mode=new or "")


def _status(event: Event, field: str, new: Any, shift: int) -> Event:
    if new not in STATUSES:
        raise ValueError(new)
    return replace(event, status=new)


def _span(event: Event, field: str, new: Any, shift: int) -> Event:
    span = None if new is None else Span(int(new[0]) + shift, int(new[1]) + shift)
    if span and not 0 <= span.start <= span.stop:
        raise ValueError(new)
    return replace(event, content=span) if field == "content" else replace(event, condition=span)


def _date(event: Event, field: str, new: Any, shift: int) -> Event:
    if new is None:
        return replace(event, when=None)
    start, stop = date.fromisoformat(new[0]), date.fromisoformat(new[1])
    if start > stop:
        raise ValueError(new)
    return replace(event, when=When(start, stop, "stated"))


def _side(event: Event, field: str, new: Any, shift: int) -> Event:
    side = tuple(_moved(participant_from(_whole(one)), shift) for one in new)
    return replace(event, sources=side) if field == "sources" else replace(event, targets=side)


def _whole(found: Mapping[str, Any]) -> dict[str, Any]:
    actor = {"country": None, "sector": "", **found["actor"]}
    actor.setdefault("name", actor.get("key"))
    actor.setdefault("key", actor.get("id") or actor["name"])
    return {"span": None, "score": 1.0, "rule": "a person's correction", **found, "actor": actor}


def _moved(participant: Participant, shift: int) -> Participant:
    span = participant.span
    if span is None or not shift:
        return participant
    return replace(participant, span=Span(span.start + shift, span.stop + shift))


_CHANGES: Mapping[str, Callable[[Event, str, Any, int], Event]] = MappingProxyType(
    {
        "type": _type,
        "mode": _mode,
        "status": _status,
        "content": _span,
        "condition": _span,
        "date": _date,
        "sources": _side,
        "targets": _side,
    }
)
