"""Sentences a second of the whole pipeline and of the parser alone, in one run.

    python bench/speed.py [--reports N]

The reports are the demo's own, repeated. Parser alone: tokens and sentences from the
language pipeline, nothing else. All are measured in turns, so that what else the machine does
falls on each; the ratio is what counts. The model has a thread of its own, so the whole pipeline
uses two cores: seconds of the wall, and beside them of the processor.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import detente.demo
from detente.errors import ReadError
from detente.parse import language
from detente.pipeline import Pipeline
from detente.read.report import read_paths
from detente.types import Report

REPORTS = Path(detente.demo.__file__).parent / "reports"


def reports(count: int) -> Iterator[Report]:
    """`count` reports: the demo's, repeated with new ids."""
    found = [r for r in read_paths([REPORTS]) if not isinstance(r, ReadError)]
    for n in range(count):
        yield replace(found[n % len(found)], id=f"bench-{n}")


class Clock:
    """Seconds of the wall and of the processor since it was made."""

    def __init__(self) -> None:
        self.began = time.perf_counter(), time.process_time()

    def read(self) -> tuple[float, float]:
        """(wall, processor)."""
        return time.perf_counter() - self.began[0], time.process_time() - self.began[1]


def parser_alone(count: int) -> tuple[int, int, tuple[float, float]]:
    """Sentences, no events, and the seconds of the parse alone."""
    clock = Clock()
    sentences = sum(len(s) for _, s in language.parse_texts(reports(count)))
    return sentences, 0, clock.read()


def whole(count: int, evidence: str) -> tuple[int, int, tuple[float, float]]:
    """Sentences, events and the seconds of the whole pipeline."""
    clock = Clock()
    sentences = events = 0
    for document, found in Pipeline(evidence=evidence).code(reports(count)):
        sentences += len(document.sentences)
        events += len(found)
    return sentences, events, clock.read()


def main() -> None:
    """Print the speeds and their ratios to the parser alone."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=80)
    count = options.parse_args().reports
    list(Pipeline().code(reports(2)))  # load everything before the clock runs
    turns = [
        {
            "parser alone": parser_alone(count),
            "rules alone": whole(count, "rules"),
            "whole pipeline": whole(count, "both"),
        }
        for _ in range(3)
    ]
    print(f"{'':16}{'sentences/s':>12}{'ratio':>8}{'by processor':>14}{'ratio':>8}{'events':>8}")
    first: tuple[float, float] | None = None
    for name in turns[0]:
        rates = [
            max(n / seconds[clock] for n, _, seconds in (turn[name] for turn in turns))
            for clock in (0, 1)
        ]
        first = first or (rates[0], rates[1])
        ratios = [rate / alone for rate, alone in zip(rates, first, strict=True)]
        print(
            f"{name:16}{rates[0]:12.1f}{ratios[0]:8.2f}{rates[1]:14.1f}{ratios[1]:8.2f}"
            f"{turns[0][name][1]:8}"
        )
    print("floors: 100 sentences/s and a ratio of .50 for the whole pipeline, by the wall")


if __name__ == "__main__":
    main()
