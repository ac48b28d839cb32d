"""An event as JSON, exactly as the codebook's section 10 writes it; needs no record."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from detente.types import Event, Link, Participant, Place, Report, Span, When

Json = dict[str, object]

_UNSAFE = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def event_json(event: Event, report: Report, act: str | None = None) -> Json:
    """The event as a JSON object; every "text" is cut from the report's clean text."""
    text = report.text
    return {
        "id": event.id,
        "report": event.report,
        "act": act,
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "status": event.status,
        "confidence": _figure(event.confidence),
        "trigger": span_json(event.trigger, text),
        "sources": [participant_json(one, text) for one in event.sources],
        "targets": [participant_json(one, text) for one in event.targets],
        "content": span_json(event.content, text),
        "content_type": event.content_type,
        "condition": span_json(event.condition, text),
        "attribution": [link_json(link, text) for link in event.attribution],
        "date": when_json(event.when, text),
        "place": place_json(event.place, text),
        "sentence": {"start": event.sentence.start, "stop": event.sentence.stop},
        "why": [
            {"field": one.field, "rule": one.rule, "score": _figure(one.score)} for one in event.why
        ],
    }


def json_line(found: Json) -> str:
    """The object as one line, whatever a reader takes for the end of a line.

    What a terminal would obey or hide (C1 controls, changes of direction) is escaped too.
    """
    line = json.dumps(found, ensure_ascii=False)
    return _UNSAFE.sub(lambda hit: f"\\u{ord(hit[0]):04x}", line) + "\n"


def span_json(span: Span | None, text: str) -> Json | None:
    """`{"start", "stop", "text"}`, None for no span."""
    return None if span is None else _words(span, text)


def participant_json(participant: Participant, text: str) -> Json:
    """The participant's words (nulls where it is understood) and its actor's identity."""
    actor = participant.actor
    return {
        **_words(participant.span, text),
        "name": actor.name,
        "id": actor.id,
        "country": actor.country,
        "sector": actor.sector,
        "wikidata": actor.wikidata,
        "key": actor.key,
    }


def link_json(link: Link, text: str) -> Json:
    """One voice: who, of which kind, the cue words and the voice's own words."""
    return {
        "name": link.name,
        "id": link.id,
        "kind": link.kind,
        "cue": span_json(link.cue, text),
        "country": link.country,
        **_words(link.span, text),
    }


def when_json(when: When | None, text: str) -> Json | None:
    """The interval in ISO days, its basis, and the words that say so with their offsets."""
    if when is None:
        return None
    return {
        "start": when.start.isoformat(),
        "stop": when.stop.isoformat(),
        "basis": when.basis,
        "text": when.span.of(text) if when.span else None,
        "span": {"start": when.span.start, "stop": when.span.stop} if when.span else None,
    }


def place_json(place: Place | None, text: str) -> Json | None:
    """The place's name, words, country and WGS84 degrees."""
    if place is None:
        return None
    return {
        **_words(place.span, text),
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
    }


def _words(span: Span | None, text: str) -> Json:
    if span is None:
        return {"start": None, "stop": None, "text": None}
    return {"start": span.start, "stop": span.stop, "text": span.of(text)}


def _figure(value: float) -> float:
    return round(value, 4)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a format has no place for an event."""

    reason: str
