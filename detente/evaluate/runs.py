"""One measuring with all its errors, kept in a file: a head line, then a case a line.

A case is known by its report, sentence, trigger and type, so that it is found again when
other rules code the same gold.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar

from detente import __version__
from detente.errors import GoldError
from detente.evaluate.causes import Fault
from detente.evaluate.gold import GoldEvent, GoldReport
from detente.evaluate.predicted import Predicted
from detente.evaluate.score import Score
from detente.evaluate.told import found_line, gold_line
from detente.evaluate.triggers import found_at, spots
from detente.types import Span

FORM = 1
"""Version of the saved form."""

Place = tuple[str, int, str, str]
"""Report, sentence, trigger and type: what makes two cases of two runs the same."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One event of a case: its trigger, where that stands in the sentence, its type, its line."""

    trigger: str
    start: int
    stop: int
    type: str
    line: str


@dataclass(frozen=True, slots=True)
class Case:
    """A fault, flat: all that is needed to show it again; `key` names it from run to run."""

    key: str
    doc: str
    i: int
    cause: str
    sentence: str
    about: str = ""
    doubt: str = ""
    otherwise: str = ""
    missed: bool = False
    invented: bool = False
    gold: Reading | None = None
    found: Reading | None = None

    @property
    def place(self) -> Place:
        """The case without its cause; the gold's words where there is gold."""
        told = self.gold or self.found
        return (self.doc, self.i, told.trigger, told.type) if told else (self.doc, self.i, "", "")


@dataclass(frozen=True, slots=True)
class Run:
    """Cases and figures over some gold; `golds` is a hash a report, `day` when it was made."""

    cases: tuple[Case, ...]
    figures: Mapping[str, float | None]
    golds: Mapping[str, str]
    day: str = ""


def run(golds: Sequence[GoldReport], score: Score, faults: Iterable[Fault], day: str = "") -> Run:
    """What one measuring found."""
    seen: Counter[str] = Counter()
    cases = tuple(_case(fault, seen) for fault in faults)
    return Run(cases, score.figures(), {gold.id: _hash(gold) for gold in golds}, day)


def _hash(gold: GoldReport) -> str:
    lines = [line for s in gold.sentences for line in (s.text, *map(gold_line, s.events))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _case(fault: Fault, seen: Counter[str]) -> Case:
    sentence = fault.sentence
    gold = _gold_reading(fault.gold, sentence.text) if fault.gold else None
    found = _found_reading(fault.found, fault) if fault.found else None
    told = gold or found
    words = f"{told.type}:{told.trigger}" if told else ""
    key = f"{sentence.doc}:{sentence.i}:{words}:{fault.cause}"
    seen[key] += 1
    return Case(
        key=key if seen[key] == 1 else f"{key}:{seen[key]}",
        doc=sentence.doc,
        i=sentence.i,
        cause=fault.cause,
        sentence=sentence.text,
        about=fault.about,
        doubt=fault.doubt,
        otherwise=fault.otherwise,
        missed=fault.missed,
        invented=fault.invented,
        gold=gold,
        found=found,
    )


def _gold_reading(event: GoldEvent, text: str) -> Reading:
    span = next(iter(spots(event.trigger, text)), Span(0, 0))
    return Reading(event.trigger, span.start, span.stop, event.type, gold_line(event))


def _found_reading(event: Predicted, fault: Fault) -> Reading:
    """Where the sentence was aligned to another text, the trigger is looked for in it."""
    text, span = fault.sentence.text, found_at(event, fault.sentence)
    if span.start < 0 or span.of(text) != event.trigger:
        span = next(iter(spots(event.trigger.replace("|", " "), text)), Span(0, 0))
    return Reading(event.trigger, span.start, span.stop, event.type, found_line(event))


# --- the file -------------------------------------------------------------------------


def save(run: Run, path: Path) -> None:
    """Write a run, a case a line; a GoldError where the file cannot be written."""
    head = {
        "form": FORM,
        "detente": __version__,
        "day": run.day,
        "figures": run.figures,
        "golds": run.golds,
    }
    lines = [json.dumps(row, ensure_ascii=False) for row in (head, *map(as_json, run.cases))]
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise GoldError(f"cannot be written: {error.strerror}", str(path)) from error


def as_json(case: Case) -> dict[str, object]:
    """A case as one JSON object."""
    return asdict(case)


def load(path: Path) -> Run:
    """A saved run; a GoldError with file and line where it is none."""
    try:
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"cannot be read: {error}", str(path)) from error
    return Run(
        cases=tuple(_read(line, f"{path}:{n}") for n, line in enumerate(lines[1:], 2)),
        **_head(lines[0], f"{path}:1"),
    )


def _head(line: str, place: str) -> dict[str, Any]:
    raw = _object(line, place)
    figures, golds = raw.get("figures"), raw.get("golds")
    if raw.get("form") != FORM or not isinstance(figures, dict) or not isinstance(golds, dict):
        raise GoldError("is no saved run of this version (--save writes one)", place)
    shares = {k: float(v) if isinstance(v, int | float) else None for k, v in figures.items()}
    hashes = {k: str(v) for k, v in golds.items()}
    return {"figures": shares, "golds": hashes, "day": str(raw.get("day", ""))}


def _read(line: str, place: str) -> Case:
    raw = _object(line, place)
    for name in ("gold", "found"):
        raw[name] = _reading(raw.get(name), name, place)
    return _built(Case, raw, place)


def _reading(raw: object, name: str, place: str) -> Reading | None:
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise GoldError(f"{name}: not an object", place)
    return _built(Reading, raw, place)


_Row = TypeVar("_Row", Case, Reading)
_KINDS: Mapping[str, type | UnionType] = {
    "str": str,
    "int": int,
    "bool": bool,
    "Reading | None": Reading | None,
}


def _built(kind: type[_Row], raw: dict[str, Any], place: str) -> _Row:
    """A row of the file, each field of the type that it is declared with."""
    for field in fields(kind):
        if not isinstance(raw.get(field.name), _KINDS[str(field.type)]):
            raise GoldError(f"is no case: {field.name}: {raw.get(field.name)!r}", place)
    return kind(**{field.name: raw[field.name] for field in fields(kind)})


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        raw = json.loads(line)
    except ValueError as error:
        raise GoldError(f"is not JSON: {error}", place) from error
    if not isinstance(raw, dict):
        raise GoldError("is not an object", place)
    return raw
