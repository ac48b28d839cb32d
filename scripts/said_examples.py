"""Attributions of a corpus in PolNeAR's form to training examples for the coder's model.

    python scripts/said_examples.py OUT.jsonl polnear_train.jsonl.gz [--reports N] [--sample N]

One sentence a line: its `words`, and for each cue in it `at` (its head word), `span`, and the
words of `source` (the head) and `content` that stand in the same sentence. The texts are their
publishers': the examples are for training alone and stay out of the project.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from detente.evaluate.polnear import report_of, rows
from detente.parse import language
from detente.types import Span, Token

SEED = 1
Pieces = Sequence[tuple[int, int]]


def examples(found: Sequence[dict[str, Any]]) -> Iterator[dict[str, object]]:
    """One example for each sentence of the reports."""
    parsed = language.parse_texts(report_of(row) for row in found)
    for row, (tokens, sentences) in zip(found, parsed, strict=True):
        for sentence in sentences:
            inside = tokens[sentence.first : sentence.last]
            said = [_said(a, inside) for a in row["attributions"] if a["cue"] and a["content"]]
            yield {
                "doc": row["doc"],
                "words": [t.text for t in inside],
                "events": [s for s in said if s is not None],
            }


def _said(attribution: dict[str, Pieces], tokens: Sequence[Token]) -> dict[str, object] | None:
    cue = _words(attribution["cue"], tokens)
    if not cue:
        return None
    source = _words(attribution["source"], tokens)
    return {
        "at": _head(cue, tokens),
        "span": cue,
        "source": [_head(source, tokens)] if source else [],
        "content": _words(attribution["content"], tokens),
    }


def _words(pieces: Pieces, tokens: Sequence[Token]) -> list[int]:
    spans = [Span(start, stop) for start, stop in pieces]
    return [n for n, t in enumerate(tokens) if any(s.overlaps(t.span) for s in spans)]


def _head(words: Sequence[int], tokens: Sequence[Token]) -> int:
    inside = {tokens[word].i for word in words}
    for word in words:
        head = tokens[word].head
        if head not in inside or head == tokens[word].i:
            return word
    return words[0]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the examples."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--reports", type=int)
    parser.add_argument("--sample", type=int, help="so many sentences of them, at random")
    asked = parser.parse_args(arguments)
    found = list(examples(list(rows(asked.corpus, asked.reports))))
    if asked.sample:
        found = random.Random(SEED).sample(found, min(asked.sample, len(found)))
    lines = (json.dumps(example, ensure_ascii=False) + "\n" for example in found)
    asked.out.write_text("".join(lines), encoding="utf-8")
    print(f"{len(found)} sentences -> {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
