"""The model's words -> what it says of each event, as its own claim: nothing is checked yet."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.events.llm.faults import Fault

DEFAULT_SCORE = 0.7
LONGEST = 4_000
MOST = 200
_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"^\s*```[a-z]*\s*\n(.*?)\n?\s*```\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Named:
    """A participant by the model's word."""

    words: str
    country: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One event by the model's word; "" and () for what it does not say."""

    sentence: int
    trigger: str
    type: str
    mode: str = ""
    status: str = ""
    sources: tuple[Named, ...] = ()
    targets: tuple[Named, ...] = ()
    content: str = ""
    condition: str = ""
    voices: tuple[str, ...] = ()
    date: str = ""
    place: str = ""
    score: float = DEFAULT_SCORE


def claims(words: str) -> tuple[tuple[Claim, ...], int]:
    """What an answer claims, and how many of its items are no events at all.

    Fault where it is no JSON of the form asked for.
    """
    found = _json(words)
    items = found.get("events") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise Fault("not the form asked for")
    read = [_claim(item) for item in items[:MOST]]
    kept = tuple(claim for claim in read if claim is not None)
    return kept, len(items) - len(kept)


def _json(words: str) -> object:
    """The JSON of an answer, also behind a train of thought or inside a fence."""
    plain = _THOUGHT.sub("", words)
    fenced = _FENCE.match(plain)
    try:
        found: object = json.loads(fenced[1] if fenced else plain)
    except (ValueError, RecursionError) as error:
        raise Fault("no JSON", type(error).__name__) from error
    return found


def _claim(item: object) -> Claim | None:
    if not isinstance(item, dict) or type(item.get("sentence")) is not int:
        return None
    return Claim(
        sentence=item["sentence"],
        trigger=_text(item, "trigger"),
        type=_text(item, "type").upper(),
        mode=_text(item, "mode").lower(),
        status=_text(item, "status").lower(),
        sources=_people(item.get("sources")),
        targets=_people(item.get("targets")),
        content=_text(item, "content"),
        condition=_text(item, "condition"),
        voices=_voices(item.get("attribution")),
        date=_text(item, "date"),
        place=_text(item, "place"),
        score=_score(item.get("score")),
    )


def _text(item: Mapping[str, Any], name: str) -> str:
    found = item.get(name)
    return found.strip()[:LONGEST] if isinstance(found, str) else ""


def _people(found: object) -> tuple[Named, ...]:
    """Participants: objects, or their words alone."""
    items = found[:MOST] if isinstance(found, list) else []
    people = []
    for item in items:
        one = {"words": item} if isinstance(item, str) else item
        if isinstance(one, dict) and _text(one, "words"):
            codes = (_text(one, name).upper() for name in ("country", "sector"))
            people.append(Named(_text(one, "words"), *codes))
    return tuple(people)


def _voices(found: object) -> tuple[str, ...]:
    items = found[:MOST] if isinstance(found, list) else [found]
    return tuple(item.strip()[:LONGEST] for item in items if isinstance(item, str) and item.strip())


def _score(found: object) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float) or not math.isfinite(found):
        return DEFAULT_SCORE
    return round(min(1.0, max(0.0, float(found))), 3)
