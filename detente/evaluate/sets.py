"""Adapters for published sets: the PLOVER gold standard records and the PLV sentences.

`python -m detente.evaluate.sets gsr FILE` and `... plv FILE` print the figures.

PLOVER gold standard records: a sentence counts as right where one event has the record's
type and shares a country (or non-state code) with its source and with its target; a side
that the record leaves empty is not asked. Codes that the set misspells are mended.

PLV: one type for a sentence with a given source and target, fifteen roots: YIELD is
CONCEDE and RETREAT together; STATE is none of them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.errors import GoldError
from detente.events.pair import Verdict
from detente.types import Block, Document, Event, Participant, Report, Span

MENDED = {
    "VTN": "VNM",
    "ITL": "ITA",
    "JAP": "JPN",
    "GER": "DEU",
    "UK": "GBR",
    "ROM": "ROU",
    "UNO": "IGO",
    "EUR": "IGO",
}
NONSTATE = frozenset({"IGO", "NGO", "MNC", "IMG", "GRP", "NGM", "INT", "ISM"})
SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
YIELD = frozenset({"CONCEDE", "RETREAT"})

Coder = Callable[[Iterable[Report]], Iterable[tuple[Document, tuple[Event, ...]]]]
Classifier = Callable[[str, Span, Span], Verdict]


@dataclass(frozen=True, slots=True)
class GsrFigures:
    """Shares of the records; `asked` is their number."""

    asked: int
    type: float
    both: float
    source: float
    target: float
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeFigures:
    """Accuracy and macro-F1 over the types of the gold."""

    asked: int
    accuracy: float
    macro_f1: float
    confusions: tuple[tuple[str, str, int], ...]


def rows(path: Path) -> Iterator[dict[str, object]]:
    """The lines of a JSON Lines file; GoldError naming file and line where one is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"not JSON: {error}", f"{path}:{number}") from error
        yield row


def text_report(name: str, text: str) -> Report:
    """A report of one bare sentence."""
    return Report(name, "0", text, (Block("body", Span(0, len(text))),))


def gsr(path: Path, coder: Coder) -> GsrFigures:
    """The figures on the PLOVER gold standard records."""
    golds = {str(row["id"]): row for row in rows(path)}
    reports = (text_report(name, str(row["text"]).strip()) for name, row in golds.items())
    counts: Counter[str] = Counter()
    missed = []
    for document, events in coder(reports):
        gold = golds[document.report.id]
        typed = [e for e in events if e.type == gold["event"]]
        source, target = _codes(gold["source"]), _codes(gold["target"])
        counts["type"] += bool(typed)
        counts["source"] += any(_on_side(source, e.sources, e) for e in events)
        counts["target"] += any(_on_side(target, e.targets, e) for e in events)
        both = any(_sides(e, source, target) for e in typed)
        counts["both"] += both
        if not both:
            missed.append(document.report.id)
    total = len(golds) or 1
    share = {k: v / total for k, v in counts.items()}
    return GsrFigures(
        len(golds),
        share.get("type", 0.0),
        share.get("both", 0.0),
        share.get("source", 0.0),
        share.get("target", 0.0),
        tuple(missed),
    )


def _codes(raw: object) -> frozenset[str]:
    if not isinstance(raw, list):
        return frozenset()
    out = set()
    for actor in raw:
        code = actor.get("code") if isinstance(actor, dict) else None
        if isinstance(code, str) and code.strip():
            code = code.strip().upper()
            out.add(MENDED.get(code, code))
    return frozenset(out)


def _on_side(codes: frozenset[str], people: Sequence[Participant], event: Event) -> bool:
    """True where one side has such a country; of an act of both, where either has."""
    both = event.type in SYMMETRIC and bool(event.targets)
    return _fits(codes, (*event.sources, *event.targets) if both else people)


def _sides(event: Event, source: frozenset[str], target: frozenset[str]) -> bool:
    straight = _fits(source, event.sources) and _fits(target, event.targets)
    turned = _fits(source, event.targets) and _fits(target, event.sources)
    together = (*event.sources, *event.targets)
    joint = not target and _fits(source, together)
    return straight or joint or (event.type in SYMMETRIC and turned)


def _fits(codes: frozenset[str], people: Sequence[Participant]) -> bool:
    if not codes:
        return True
    found = {p.actor.country or "" for p in people}
    if codes & found:
        return True
    return bool(codes & NONSTATE) and bool({f for f in found if f in NONSTATE or not f})


def types(path: Path, classify: Classifier) -> TypeFigures:
    """Accuracy and macro-F1 of a classifier of sentences with given source and target."""
    pairs: list[tuple[str, str]] = []
    for row in rows(path):
        text = str(row["text"])
        source = _span(row["source_span"], row["source"], text)
        target = _span(row["target_span"], row["target"], text)
        scores = classify(text, source, target).scores
        pairs.append((str(row["root"]), root(scores)))
    return _figures(pairs)


def _span(raw: object, words: object, text: str) -> Span:
    """The given span, or where the words stand; the whole text where neither is to be had."""
    if isinstance(raw, list) and len(raw) == 2:
        return Span(int(raw[0]), int(raw[1]))
    start = text.lower().find(str(words).lower()) if words else -1
    return Span(start, start + len(str(words))) if start >= 0 else Span(0, len(text))


def root(scores: Mapping[str, float]) -> str:
    """The best of the fifteen roots by their scores, STATE left out."""
    merged: defaultdict[str, float] = defaultdict(float)
    for kind, score in scores.items():
        if kind != "STATE":
            merged["YIELD" if kind in YIELD else kind] += score
    return max(merged, key=lambda k: merged[k]) if merged else "STATE"


def _figures(pairs: Sequence[tuple[str, str]]) -> TypeFigures:
    kinds = sorted({gold for gold, _ in pairs})
    f1 = []
    for kind in kinds:
        hits = sum(1 for g, p in pairs if g == p == kind)
        asked = sum(1 for g, _ in pairs if g == kind)
        given = sum(1 for _, p in pairs if p == kind)
        f1.append(2 * hits / (asked + given) if asked + given else 0.0)
    wrong = Counter((g, p) for g, p in pairs if g != p)
    return TypeFigures(
        asked=len(pairs),
        accuracy=sum(1 for g, p in pairs if g == p) / (len(pairs) or 1),
        macro_f1=sum(f1) / (len(f1) or 1),
        confusions=tuple((g, p, n) for (g, p), n in wrong.most_common(25)),
    )


def main(words: Sequence[str]) -> dict[str, object]:
    """The figures of one set, by its name and file."""
    from detente.pipeline import Pipeline

    name, path = words
    pipeline = Pipeline()
    if name == "gsr":
        found = gsr(Path(path), pipeline.code)
        return {
            "records": found.asked,
            "type": found.type,
            "type + both countries": found.both,
            "source": found.source,
            "target": found.target,
        }
    figures = types(Path(path), pipeline.classify)
    return {
        "sentences": figures.asked,
        "accuracy": figures.accuracy,
        "macro-F1": figures.macro_f1,
        "confusions": figures.confusions,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:]), indent=1) + "\n")
