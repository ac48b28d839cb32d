"""Sentences a second of the whole pipeline and of the parser alone, in one run.

    python bench/speed.py [--reports N]

The reports are the demo's own, repeated. Parser alone: tokens and sentences from the
language pipeline, nothing else. Both are measured in turns, by processor time, so that what
else the machine does falls on both; the ratio is what counts.
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


def parser_alone(count: int) -> tuple[int, float]:
    """Sentences and processor seconds of the parse alone."""
    start = time.process_time()
    sentences = sum(len(s) for _, s in language.parse_texts(reports(count)))
    return sentences, time.process_time() - start


def whole(count: int) -> tuple[int, int, float]:
    """Sentences, events and processor seconds of the whole pipeline."""
    start = time.process_time()
    sentences = events = 0
    for document, found in Pipeline().code(reports(count)):
        sentences += len(document.sentences)
        events += len(found)
    return sentences, events, time.process_time() - start


def main() -> None:
    """Print both speeds and their ratio."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=80)
    count = options.parse_args().reports
    list(Pipeline().code(reports(2)))  # load everything before the clock runs
    alone, full = [], []
    for _ in range(3):
        alone.append(parser_alone(count))
        full.append(whole(count))
    parse_rate = max(n / s for n, s in alone)
    rate = max(n / s for n, _, s in full)
    print(f"parser alone   {parse_rate:8.1f} sentences/s")
    print(f"whole pipeline {rate:8.1f} sentences/s   {full[0][1]} events")
    print(f"ratio          {rate / parse_rate:8.2f}   (floor .50)")


if __name__ == "__main__":
    main()
