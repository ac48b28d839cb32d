"""Fits the weights of attribution cues on PolNeAR's training part.

    python -m detente.evaluate.cue_weights polnear_train.jsonl.gz cue_weights.tsv

Two logistic models, by full-batch Adam with an L2 penalty: is a word a cue (features that
begin with "c"), and does a frame of a cue hold its content (the others). What is written
are words and numbers, no sentence.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detente.evaluate import polnear
from detente.evaluate.polnear import Attribution, Words, overlap
from detente.parse import cues, direct, parse_many, quotes, speech
from detente.parse.speech import Frame
from detente.parse.tree import Tree
from detente.types import Document

SEEN = 15  # a feature seen less often has no weight
PENALTY = {"c": 8.0, "f": 2.0}
SMALLEST = 0.05
ROUNDS = 240
HEADER = "# feature, weight in log odds; fitted by detente.evaluate.cue_weights on PolNeAR train\n"


@dataclass(frozen=True, slots=True)
class Example:
    """Features and answer; `model` is "c" for cues and "f" for frames."""

    model: str
    features: tuple[str, ...]
    answer: bool


def examples(document: Document, gold: Sequence[Attribution], words: Words) -> Iterator[Example]:
    """All words that may be cues, and the frames of those that are."""
    tree = Tree(document.tokens)
    reader = direct.Reader(document.report.text, tree)
    verbs = {s.verb for s in reader.read() if s.verb >= 0}
    groups = [
        frames
        for frames in quotes.candidates(document, tree, reader, verbs)
        if not any(f.name in speech.CERTAIN for f in frames)
    ]
    heads = _heads(document, groups, gold, words)
    for n, frames in enumerate(groups):
        quoted = reader.quoted(frames[0].head)
        yield Example("c", tuple(cues.cue_features(tree, frames, quoted=quoted)), n in heads)
        for frame in frames if n in heads else ():
            value = _value(document, frame, heads[n], words)
            yield Example("f", tuple(cues.features(tree, frame)), value >= 0.5)


def _heads(
    document: Document, groups: Sequence[list[Frame]], gold: Sequence[Attribution], words: Words
) -> dict[int, list[Attribution]]:
    """Which group is the head of which gold cues: the last one with a fitting frame."""
    by_word: dict[int, list[Attribution]] = defaultdict(list)
    for attribution in gold:
        for word in attribution.cue:
            by_word[word].append(attribution)
    best: dict[Attribution, tuple[bool, int]] = {}
    for n, frames in enumerate(groups):
        span = document.tokens[frames[0].head].span
        for word in words.of([(span.start, span.stop)]):
            for attribution in by_word[word]:
                fits = max(_value(document, f, [attribution], words) for f in frames) >= 0.5
                best[attribution] = max(best.get(attribution, (False, -1)), (fits, n))
    out: dict[int, list[Attribution]] = defaultdict(list)
    for attribution, (_, n) in best.items():
        out[n].append(attribution)
    return out


def _value(document: Document, frame: Frame, gold: Sequence[Attribution], words: Words) -> float:
    spans = direct.token_spans(document.tokens, frame.content)
    content = words.of([(s.start, s.stop) for s in spans])
    return max(overlap(content, g.content) for g in gold)


def fit(data: Sequence[Example], penalty: float) -> dict[str, float]:
    """The weight of each feature that was seen often enough."""
    counts = Counter(f for e in data for f in set(e.features))
    names = sorted(f for f, n in counts.items() if n >= SEEN)
    index = {f: n for n, f in enumerate(names)}
    size, width = len(names), max(len(set(e.features)) for e in data)
    rows = np.full((len(data), width), size, dtype=np.int32)
    for n, example in enumerate(data):
        known = [index[f] for f in set(example.features) if f in index]
        rows[n, : len(known)] = known
    answers = np.array([e.answer for e in data], dtype=float)
    weights, first, second = (np.zeros(size + 1) for _ in range(3))
    for step in range(1, ROUNDS + 1):
        errors = 1.0 / (1.0 + np.exp(-weights[rows].sum(axis=1))) - answers
        pulled = np.bincount(rows.ravel(), np.repeat(errors, width), minlength=size + 1)
        slope = pulled.astype(np.float64) + penalty * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        rate = 0.08 if step < ROUNDS * 2 // 3 else 0.025
        scaled = np.sqrt(second / (1 - 0.99**step)) + 1e-6
        weights -= rate * (first / (1 - 0.9**step)) / scaled
        weights[size] = 0.0
    return {f: float(weights[n]) for f, n in index.items()}


def write(path: Path, data: Sequence[Example]) -> int:
    """Writes the table that `detente.parse.cues` reads; returns the number of weights."""
    lines = [HEADER]
    for model, penalty in PENALTY.items():
        part = [e for e in data if e.model == model]
        for feature, weight in sorted(fit(part, penalty).items()):
            if abs(weight) >= SMALLEST:
                lines.append(f"{feature}\t{weight:.2f}\n")
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines) - 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the training part, fits, and writes the table."""
    parser = argparse.ArgumentParser(prog="python -m detente.evaluate.cue_weights")
    parser.add_argument("file", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="reports to read at most")
    options = parser.parse_args(arguments)
    data: list[Example] = []
    source = list(polnear.rows(options.file, options.limit))
    reports = (polnear.report_of(r) for r in source)
    for row, document in zip(source, parse_many(reports), strict=True):
        words = Words(row["text"])
        data.extend(examples(document, polnear.gold_of(row, words), words))
    write(options.out, data)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
