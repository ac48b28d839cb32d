"""Events and reports as canonical JSON and back, so that sameness is a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from typing import Any

from detente.types import Actor, Event, Link, Participant, Place, Reason, Report, Span, When


def dump(value: object) -> str:
    """Canonical JSON: sorted keys, no spaces, dates in ISO form, dataclasses as objects."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    )


def digest(words: str) -> str:
    """A short hash (128 bits) of a text."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def pack(event: Event) -> str:
    """The whole event as canonical JSON; `unpack` gives the same event back."""
    return dump(event)


def report_digest(report: Report) -> str:
    """A hash of all that is known of a report but for where the copy came from."""
    known = _fields(report)
    known.pop("origin")
    return digest(dump(known))


def unpack(words: str) -> Event:
    """The event that `pack` wrote."""
    found: dict[str, Any] = json.loads(words)
    for field in ("trigger", "sentence", "content", "condition"):
        found[field] = span_from(found[field])
    found["sources"] = tuple(participant_from(one) for one in found["sources"])
    found["targets"] = tuple(participant_from(one) for one in found["targets"])
    found["attribution"] = tuple(_link(one) for one in found["attribution"])
    found["when"] = _when(found["when"])
    found["place"] = _place(found["place"])
    found["why"] = tuple(Reason(**one) for one in found["why"])
    return Event(**found)


def span_from(found: Mapping[str, int] | None) -> Span | None:
    """A span from its JSON object."""
    return None if found is None else Span(found["start"], found["stop"])


def participant_from(found: Mapping[str, Any]) -> Participant:
    """A participant from its JSON object."""
    return Participant(
        Actor(**found["actor"]), span_from(found["span"]), found["score"], found["rule"]
    )


def _link(found: dict[str, Any]) -> Link:
    return Link(**{**found, "span": span_from(found["span"]), "cue": span_from(found["cue"])})


def _when(found: dict[str, Any] | None) -> When | None:
    if found is None:
        return None
    start, stop = date.fromisoformat(found["start"]), date.fromisoformat(found["stop"])
    return When(start, stop, found["basis"], span_from(found["span"]))


def _place(found: dict[str, Any] | None) -> Place | None:
    return None if found is None else Place(**{**found, "span": span_from(found["span"])})


def _fields(value: object) -> dict[str, object]:
    names = getattr(type(value), "__dataclass_fields__", ())
    return {name: getattr(value, name) for name in names}


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if is_dataclass(value):
        return _fields(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
