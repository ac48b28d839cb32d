"""Events as PLOVER records, one JSON object a line (PLOVER manual, "JSON Data Fields").

STATE is no PLOVER type and is left out, as is an event without any day (`date` is required).
Symmetric acts have all their actors as `actor` and no `recipient`. Our status becomes one of
PLOVER's auxiliary modes. Fields of our own (`status`, `confidence`, ...) come last.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from detente import __version__
from detente.record.cameo import cameo_of
from detente.record.rows import days_of
from detente.record.shape import Json, LeftOut, json_line
from detente.record.stored import StoredEvent
from detente.types import Participant, Report

_AUXILIARY: Mapping[str, str] = MappingProxyType(
    {
        "planned": "future",
        "possible": "hypothetical",
        "conditional": "hypothetical",
        "negated": "negation",
        "denied": "negation",
    }
)


def render(stored: StoredEvent) -> tuple[str, ...] | LeftOut:
    """The record's line."""
    record = plover_json(stored)
    if isinstance(record, LeftOut):
        return record
    return (json_line(record),)


def plover_json(stored: StoredEvent) -> Json | LeftOut:
    """The event under PLOVER's field names; a field that would be empty is not written."""
    event, report = stored.event, stored.report
    first, last = days_of(event, report)
    if event.type == "STATE":
        return LeftOut("STATE is no PLOVER type")
    if not first:
        return LeftOut("no day")
    mutual = is_mutual(event.sources, event.targets)
    record: Json = {
        "id": event.id,
        "has_event": True,
        "date": first,
        "enddate": last if last != first else None,
        "actor": [_entity(one, report) for one in event.sources],
        "recipient": [] if mutual else [_entity(one, report) for one in event.targets],
        "event": [event.type],
        "event_loc": _location(stored),
        "event_text": [event.trigger.of(report.text)],
        "quad_code": event.quad,
        "event_scale": cameo_of(event.type, event.mode)[1],
        "mode": [m for m in (event.mode, _AUXILIARY.get(event.status)) if m],
        "text_info": _text_info(stored),
        "cite_info": _cite_info(report),
        "coder": f"detente {stored.run.code}",
        "coded_date": stored.added[:10],
        "coded_time": stored.added[11:],
        "status": event.status,
        "confidence": round(event.confidence, 4),
        "date_basis": event.when.basis if event.when else "none",
    }
    return {name: value for name, value in record.items() if value not in (None, [], {})}


def is_mutual(sources: tuple[Participant, ...], targets: tuple[Participant, ...]) -> bool:
    """True where both sides are the same several actors, as in a meeting."""
    keys = {one.actor.key for one in sources}
    return len(keys) > 1 and keys == {one.actor.key for one in targets}


def _entity(one: Participant, report: Report) -> Json:
    actor = one.actor
    found: Json = {
        "code": actor.country,
        "sector": actor.sector,
        "entity_text": one.span.of(report.text) if one.span else None,
        "identifier_id": actor.wikidata or actor.id,
        "identifier_text": actor.name,
        "office": actor.office,
    }
    return {name: value for name, value in found.items() if value}


def _location(stored: StoredEvent) -> Json | None:
    place = stored.event.place
    if place is None:
        return None
    found: Json = {
        "name": place.name,
        "country": place.country,
        "latitude": place.lat,
        "longitude": place.lon,
    }
    return {name: value for name, value in found.items() if value is not None}


def _text_info(stored: StoredEvent) -> Json:
    sentence = stored.event.sentence
    return {"start": sentence.start, "end": sentence.stop, "text_story": stored.report.id}


def _cite_info(report: Report) -> Json:
    found: Json = {
        "url": report.url,
        "title": report.title,
        "language": report.language,
        "publication": report.outlet.name if report.outlet else None,
        "codebook": "PLOVER",
        "version": f"detente {__version__}",
    }
    return {name: value for name, value in found.items() if value}
