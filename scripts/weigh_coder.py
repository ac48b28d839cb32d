"""Fit the weights with which rules and model are weighed, on the corpus part kept for choosing.

    python scripts/weigh_coder.py [corpus/dev]

Every candidate of the coder is an example, right where the gold of its sentence holds an event of
its type that no likelier candidate took. A logistic regression gives the weights of the chance;
`likely` is the chance from which on a candidate is a record: half of the best F1. Also prints how
well the chances are calibrated. Writes `detente/events/weights.json`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from detente.actors.cast import cast
from detente.evaluate import markup, measure
from detente.evaluate.gold import GoldReport, either
from detente.events import classify, coder, select, weigh
from detente.events.model import hearing
from detente.parse import parse_many
from detente.pipeline import Pipeline
from detente.types import Document

DEFAULT = Path(__file__).parent.parent / "corpus" / "dev"
OUT = Path(weigh.__file__).with_name("weights.json")
RIDGE = 0.01
FIELDS = ("constant", "model", "record", "read", "score")
Row = tuple[list[float], bool]


def rows(golds: Sequence[GoldReport], pipeline: Pipeline) -> Iterator[Row]:
    """The features of each candidate and whether it is right; optional events are left out."""
    documents = parse_many(measure.read(golds))
    for gold, document in zip(golds, documents, strict=True):
        yield from _of_report(gold, document, pipeline)


def _of_report(gold: GoldReport, document: Document, pipeline: Pipeline) -> Iterator[Row]:
    people = cast(document, pipeline.actors)
    scene = classify.scene(document, people, pipeline.book, hearing.hear(document))
    best = coder.all_readings(document, scene)
    told = list(weigh.candidates(best, select.records(best, scene), scene))
    tokens = scene.tree.tokens
    for sentence in gold.sentences:
        inside = [c for c in told if sentence.span.covers(tokens[c.reading.clause.head].span)]
        inside = [c for c in inside if c.reading.group.type != "STATE"]
        open_events = list(sentence.events)
        for candidate in sorted(inside, key=lambda c: -c.chance):
            kind = candidate.reading.group.type
            event = next((e for e in open_events if kind in either(e.type)), None)
            if event is not None:
                open_events.remove(event)
                if event.optional:
                    continue
            features = [
                1.0,
                weigh.odds(candidate.heard),
                float(candidate.rules == "record"),
                float(candidate.rules == "read"),
                candidate.score - weigh.USUAL if candidate.rules else 0.0,
            ]
            yield features, event is not None


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a ridge logistic regression, by Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - y) + RIDGE * weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + RIDGE * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def best_cut(chance: np.ndarray, y: np.ndarray, asked: int) -> tuple[float, float]:
    """The least chance to take, and the best F1: of calibrated chances, half of that F1.

    After Lipton et al. 2014; on so few examples a searched cut is mostly chance.
    """
    scored = []
    for cut in np.arange(0.2, 0.61, 0.01):
        hits, found = float(y[chance >= cut].sum()), int((chance >= cut).sum())
        scored.append(2 * hits / (found + asked))
    return round(max(scored) / 2, 2), max(scored)


def reliability(chance: np.ndarray, y: np.ndarray) -> Iterator[str]:
    """For each tenth of chance: how many, how likely they were said to be, how many were right."""
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.any():
            said, right = chance[inside].mean(), y[inside].mean()
            yield f"{low:.1f}-{low + 0.1:.1f}  {inside.sum():5}  said {said:.2f}  right {right:.2f}"


def main(arguments: Sequence[str]) -> int:
    """Fit, print and write."""
    golds = markup.load(Path(arguments[0]) if arguments else DEFAULT)
    found = list(rows(golds, Pipeline()))
    x, y = np.array([f for f, _ in found]), np.array([float(right) for _, right in found])
    events = [e for g in golds for s in g.sentences for e in s.events if not e.optional]
    asked = sum("STATE" not in either(e.type) for e in events)
    weights = fit(x, y)
    chance = 1 / (1 + np.exp(-x @ weights))
    cut, f1 = best_cut(chance, y, asked)
    print(f"{len(y)} candidates, {int(y.sum())} right, {asked} asked; F1 {f1:.3f} above {cut}")
    print("\n".join(reliability(chance, y)))
    values = dict(zip(FIELDS, (round(float(w), 3) for w in weights), strict=True))
    chosen = replace(weigh.WEIGHTS, **values, likely=cut)
    OUT.write_text(json.dumps(asdict(chosen), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
