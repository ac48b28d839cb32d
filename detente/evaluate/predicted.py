"""A coder's events as the scorer sees them, read from one JSON object each or from our own types.

Any coder that writes one event a line in the documented JSON form can be scored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.errors import GoldError
from detente.types import Event, Link, Participant, Span


@dataclass(frozen=True, slots=True)
class Party:
    """A predicted source or target; None for what the coder does not know."""

    text: str
    name: str
    country: str | None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One predicted link of an attribution, nearest first; `name` "" for an unnamed voice."""

    name: str
    kind: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Predicted:
    """One predicted event; `start` is the trigger's offset in the report's text."""

    report: str
    type: str
    status: str
    start: int
    trigger: str = ""
    mode: str = ""
    source: tuple[Party, ...] = ()
    target: tuple[Party, ...] = ()
    content: str = ""
    condition: str = ""
    voices: tuple[Voice, ...] = ()
    date: tuple[date, date] | None = None


def from_event(event: Event, text: str) -> Predicted:
    """One of our own events, over the clean text that its spans point into."""
    return Predicted(
        report=event.report,
        type=event.type,
        status=event.status,
        start=event.trigger.start,
        trigger=event.trigger.of(text),
        mode=event.mode,
        source=tuple(_party(p, text) for p in event.sources),
        target=tuple(_party(p, text) for p in event.targets),
        content=_words(event.content, text),
        condition=_words(event.condition, text),
        voices=tuple(_voice(link) for link in event.attribution),
        date=(event.when.start, event.when.stop) if event.when else None,
    )


def _words(span: Span | None, text: str) -> str:
    return span.of(text) if span else ""


def _party(participant: Participant, text: str) -> Party:
    actor = participant.actor
    return Party(_words(participant.span, text), actor.name, actor.country, actor.id)


def _voice(link: Link) -> Voice:
    return Voice(link.name, link.kind, link.id)


def load(path: Path) -> tuple[Predicted, ...]:
    """Read predicted events, one JSON object a line; a fault is a GoldError with its line."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"cannot be read: {error}", str(path)) from error
    found = []
    for n, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(from_json(json.loads(line)))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise GoldError(f"is no event: {error!r}", f"{path}:{n}") from error
    return tuple(found)


def from_json(row: Mapping[str, object]) -> Predicted:
    """One event in its JSON form; KeyError, TypeError or ValueError where it breaks the form."""
    trigger = _object(row["trigger"], "trigger")
    return Predicted(
        report=str(row["report"]),
        type=str(row["type"]),
        status=str(row.get("status") or "actual"),
        start=_whole(trigger["start"]),
        trigger=str(trigger.get("text") or ""),
        mode=str(row.get("mode") or ""),
        source=tuple(_json_party(p) for p in _list(row.get("sources"))),
        target=tuple(_json_party(p) for p in _list(row.get("targets"))),
        content=_json_words(row.get("content")),
        condition=_json_words(row.get("condition")),
        voices=tuple(_json_voice(v) for v in _list(row.get("attribution"))),
        date=_json_date(row.get("date")),
    )


def _object(raw: object, name: str) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise TypeError(f"{name} is not an object")
    return raw


def _list(raw: object) -> tuple[Mapping[str, object], ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list):
        raise TypeError(f"{raw!r} is not a list")
    return tuple(_object(item, "an item of a list") for item in raw)


def _whole(raw: object) -> int:
    if not isinstance(raw, int):
        raise TypeError(f"{raw!r} is not a whole number")
    return raw


def _or_none(raw: object) -> str | None:
    return str(raw) if raw else None


def _json_party(row: Mapping[str, object]) -> Party:
    text, name = str(row.get("text") or ""), str(row.get("name") or "")
    return Party(text, name, _or_none(row.get("country")), _or_none(row.get("id")))


def _json_voice(row: Mapping[str, object]) -> Voice:
    kind = str(row.get("kind") or "indirect")
    return Voice(str(row.get("name") or ""), kind, _or_none(row.get("id")))


def _json_words(raw: object) -> str:
    if raw is None or isinstance(raw, str):
        return raw or ""
    return str(_object(raw, "content or condition").get("text") or "")


def _json_date(raw: object) -> tuple[date, date] | None:
    if raw is None:
        return None
    row = _object(raw, "date")
    if not row.get("start") or not row.get("stop"):
        return None
    return date.fromisoformat(str(row["start"])), date.fromisoformat(str(row["stop"]))
