"""What the gate holds a coder to: floors with their history, the corpus hash, frozen output.

`baseline.json` is written by `python -m detente.evaluate.gate --update` and kept in the
repository, so that every change of a figure is a change in a diff.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from detente.errors import GoldError
from detente.evaluate.compare import same_type
from detente.evaluate.gold import GoldEvent
from detente.evaluate.markup import SUFFIX
from detente.evaluate.predicted import Predicted
from detente.evaluate.score import Outcome, Score, left_over

BASELINE = Path(__file__).with_name("baseline.json")

Floors = Mapping[str, Mapping[str, float]]
"""Set name -> figure name -> the least that the figure may be."""
Cases = Mapping[str, tuple[str, ...]]
"""`doc:i` of a sentence -> its outcome, an event a line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting of the floors: when, over which corpus, and why where any was lowered."""

    date: str
    corpus: str
    floors: Floors
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The recorded state; an empty one holds a coder to nothing."""

    corpus: str = ""
    floors: Floors = field(default_factory=dict)
    history: tuple[Entry, ...] = ()
    frozen: Cases = field(default_factory=dict)


def corpus_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of a folder's gold files."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob(f"*{SUFFIX}")):
        data = file.read_bytes()
        digest.update(f"{file.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


# --- the file -------------------------------------------------------------------------


def load(path: Path = BASELINE) -> Baseline:
    """The recorded baseline, an empty one where there is no file; a damaged one is a GoldError."""
    if not path.exists():
        return Baseline()
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Baseline(
            corpus=str(raw["corpus"]),
            floors=_floors(raw["floors"]),
            history=tuple(_entry(row) for row in raw["history"]),
            frozen={str(key): tuple(map(str, lines)) for key, lines in raw["frozen"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"is no baseline: {error!r}", str(path)) from error


def save(baseline: Baseline, path: Path = BASELINE) -> None:
    """Write the baseline so that a diff shows one figure or one event a line."""
    raw = {
        "corpus": baseline.corpus,
        "floors": baseline.floors,
        "history": [
            {"date": e.date, "corpus": e.corpus, "reason": e.reason, "floors": e.floors}
            for e in baseline.history
        ],
        "frozen": dict(sorted(baseline.frozen.items())),
    }
    text = json.dumps(raw, ensure_ascii=False, indent=1, default=dict)
    path.write_text(text + "\n", encoding="utf-8")


def _floors(raw: Mapping[str, Mapping[str, float]]) -> Floors:
    return {
        str(name): {str(figure): float(value) for figure, value in values.items()}
        for name, values in raw.items()
    }


def _entry(raw: Mapping[str, object]) -> Entry:
    floors = raw["floors"]
    if not isinstance(floors, dict):
        raise TypeError("floors of an entry are no object")
    return Entry(str(raw["date"]), str(raw["corpus"]), _floors(floors), str(raw["reason"]))


# --- the history ----------------------------------------------------------------------


def lowered(before: Floors, after: Floors) -> Iterator[str]:
    """The floors that `after` sets lower than `before`, or leaves out."""
    for name, values in before.items():
        for figure, value in values.items():
            now = after.get(name, {}).get(figure)
            if now is None:
                yield f"{name}: {figure}: floor {value:.3f} is gone"
            elif now < value:
                yield f"{name}: {figure}: floor {value:.3f} is now {now:.3f}"


def unexplained(baseline: Baseline) -> Iterator[str]:
    """Floors below what their own history says, with no entry that gives a reason."""
    before: Floors = {}
    for entry in baseline.history:
        if not entry.reason.strip():
            for fault in lowered(before, entry.floors):
                yield f"{fault} on {entry.date} without a reason"
        before = entry.floors
    for fault in lowered(before, baseline.floors):
        yield f"{fault} without an entry in the history"


# --- the frozen output ----------------------------------------------------------------


def cases(score: Score) -> Cases:
    """Each sentence's outcome: `=` right, `?` missed, `+` invented, `~` optional or a STATE."""
    found = {f"{o.sentence.doc}:{o.sentence.i}": tuple(sorted(_case(o))) for o in score.outcomes}
    return {key: lines for key, lines in found.items() if lines}


def _case(outcome: Outcome) -> Iterator[str]:
    invented, missed = left_over(outcome, outcome.matched)
    for event, gold in outcome.matched:
        free = gold.optional or event.type == "STATE"
        yield f"{'~' if free else '='} {_told(event)}"
    for event in invented:
        yield f"+ {_told(event)}"
    for gold in missed:
        near = any(same_type(event, gold) for event in invented)
        yield f"? {_wanted(gold)}{' (other actors)' if near else ''}"


def _told(event: Predicted) -> str:
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    sides = f"{_codes(p.country for p in event.source)}>{_codes(p.country for p in event.target)}"
    days = "/".join(dict.fromkeys(day.isoformat() for day in event.date or ()))
    voice = next((v.name or "unnamed" for v in event.voices if v.kind != "outlet"), "")
    rest = f" by {' '.join(voice.split())}" if voice else ""
    return f"{kind} {event.status} {sides} {event.trigger!r} {days or '-'}{rest}"


def _wanted(gold: GoldEvent) -> str:
    sides = f"{_codes(a.country for a in gold.source)}>{_codes(a.country for a in gold.target)}"
    return f"{gold.type} {gold.status} {sides} {gold.trigger!r}"


def _codes(countries: Iterable[str | None]) -> str:
    return ",".join(country or "?" for country in countries)
