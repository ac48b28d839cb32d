"""Events on one line each, gold and found alike, in the order of the marked-up form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from detente.evaluate.gold import GoldActor, GoldEvent
from detente.evaluate.predicted import Party, Predicted


def gold_line(event: GoldEvent) -> str:
    """A gold event; unlike `markup.line` it shows any words, whether they could be read back."""
    sides = f"{_joined(map(_actor, event.source))} -> {_joined(map(_actor, event.target))}"
    head = _head(event.type, event.mode, event.status) + (" optional" if event.optional else "")
    return _fields(
        (head, event.trigger, sides),
        {
            "content": event.content,
            "if": event.condition,
            "by": " <- ".join(event.attribution),
            "date": _days(event.date),
        },
    )


def found_line(event: Predicted) -> str:
    """A found event; `?` stands for a country that the coder does not know."""
    sides = f"{_joined(map(_party, event.source))} -> {_joined(map(_party, event.target))}"
    voices = (v.name or "unnamed" for v in event.voices if v.kind != "outlet")
    return _fields(
        (_head(event.type, event.mode, event.status), event.trigger, sides),
        {
            "content": event.content,
            "if": event.condition,
            "by": " <- ".join(voices),
            "date": _days(event.date),
        },
    )


def _fields(first: Iterable[str], named: dict[str, str]) -> str:
    fields = [*first, *(f"{key}: {value}" for key, value in named.items() if value)]
    return " | ".join(" ".join(field.split()) for field in fields)


def _head(kind: str, mode: str, status: str) -> str:
    return f"{kind}/{mode} {status}" if mode else f"{kind} {status}"


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _actor(actor: GoldActor) -> str:
    sector = f"/{actor.sector}" if actor.sector else ""
    return f"{actor.text}={actor.country}{sector}" + (f":{actor.id}" if actor.id else "")


def _party(party: Party) -> str:
    return f"{party.text}={party.country or '?'}" + (f":{party.id}" if party.id else "")


def _days(interval: tuple[date, date] | None) -> str:
    return "/".join(dict.fromkeys(day.isoformat() for day in interval or ()))
