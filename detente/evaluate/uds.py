"""Status against UDS-IH2: did what a predicate tells happen, did it not, or is it uncertain?

    python -m detente.evaluate.uds uds_ih2_dev.jsonl.gz

The set gives each predicate a value from -3 (annotators are sure that it did not happen) to 3
(sure that it did), the mean of their answers. From `SURE` on it counts as happened, down from
`-SURE` as not, between as uncertain; what the model hears (`Hearing.fact`) is cut at `CUTS`, which
were chosen on a part of the train set. Source: White et al. 2016, Rudinger et al. 2018 (CC BY-SA
4.0).
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from detente.errors import GoldError
from detente.events.model import hearing
from detente.parse import parse_many
from detente.types import Block, Report, Span

SURE = 1.0
CUTS = (-0.8, 1.0)
CLASSES = ("happened", "not", "uncertain")
SPELLED = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}


def named(value: float, low: float = -SURE, high: float = SURE) -> str:
    """The class of a value."""
    return "happened" if value >= high else "not" if value <= low else "uncertain"


def rows(path: Path) -> Iterator[tuple[str, list[tuple[int, float]]]]:
    """Each sentence with its predicates: (character offset, value)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                words = [SPELLED.get(word, word) for word in row["text"].split(" ")]
                starts = [sum(len(w) + 1 for w in words[:n]) for n in range(len(words) + 1)]
                asked = [(starts[t["span1"][0]], float(t["label"])) for t in row["targets"]]
            except (ValueError, KeyError, TypeError, IndexError) as error:
                raise GoldError(f"is no row of UDS: {error}", f"{path}:{number}") from error
            yield " ".join(words), asked


def values(path: Path) -> Iterator[tuple[float, float]]:
    """(annotated, heard) of every predicate."""
    found = [row for row in rows(path) if row[1]]
    reports = (
        Report(str(n), "-", text, (Block("body", Span(0, len(text))),))
        for n, (text, _) in enumerate(found)
    )
    for (_, asked), document in zip(found, parse_many(reports), strict=True):
        heard = hearing.hear(document)
        tokens = {t.span.start: t.i for t in document.tokens}
        for start, value in asked:
            told = heard.fact(tokens.get(start, -1))
            yield value, 0.0 if told is None else told


def scores(
    pairs: Sequence[tuple[float, float]], cuts: tuple[float, float] = CUTS
) -> dict[str, float]:
    """F1 of each class, their mean, and accuracy."""
    told = Counter((named(gold), named(heard, *cuts)) for gold, heard in pairs)
    out: dict[str, float] = {}
    for kind in CLASSES:
        right = told[kind, kind]
        asked = sum(n for (gold, _), n in told.items() if gold == kind)
        found = sum(n for (_, heard), n in told.items() if heard == kind)
        out[kind] = 2 * right / max(1, asked + found)
    out["macro F1"] = sum(out[kind] for kind in CLASSES) / len(CLASSES)
    out["accuracy"] = sum(told[k, k] for k in CLASSES) / max(1, told.total())
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of a file."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    asked = parser.parse_args(arguments)
    pairs = list(values(asked.file))
    for name, value in scores(pairs).items():
        sys.stdout.write(f"{name:10} {value:.3f}\n")
    sys.stdout.write(f"{len(pairs)} predicates\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
