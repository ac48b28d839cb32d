"""Coding gold reports with a coder and scoring what it finds: gold in, figures out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from detente.errors import GoldError, ReadError
from detente.evaluate.align import place
from detente.evaluate.gold import GoldReport
from detente.evaluate.predicted import Predicted, from_event
from detente.evaluate.score import Score, score
from detente.read.report import read_bytes, read_path
from detente.types import Document, Event, Report

Coder = Callable[[Iterable[Report]], Iterable[tuple[Document, tuple[Event, ...]]]]
"""Codes reports, in order: what the pipeline's `code_reports` does."""


def measure(golds: Sequence[GoldReport], coder: Coder) -> Score:
    """Code the gold's own sentences, as JSON Lines reports, and score the events."""
    return score(golds, code(read(golds), coder))


def measure_report(gold: GoldReport, path: Path, coder: Coder) -> Score:
    """Code the report file of a gold document as it was published, and score the events."""
    found = list(read_path(path))
    if len(found) != 1:
        raise GoldError(f"holds {len(found)} reports, not one", str(path))
    report = found[0]
    if isinstance(report, ReadError):
        raise report
    placed = place(gold, report.text)
    events = [_of(gold.id, event) for event in code([report], coder)]
    return score([placed], events)


def read(golds: Iterable[GoldReport]) -> Iterator[Report]:
    """The gold reports as the reader gives them, text unchanged."""
    lines = "\n".join(json.dumps(gold.as_line(), ensure_ascii=False) for gold in golds)
    for report in read_bytes(lines.encode("utf-8"), "gold", kind="jsonl"):
        if isinstance(report, ReadError):
            raise report
        yield report


def code(reports: Iterable[Report], coder: Coder) -> Iterator[Predicted]:
    """The events that a coder finds in reports, as the scorer sees them."""
    for document, events in coder(reports):
        for event in events:
            yield from_event(event, document.report.text)


def _of(report: str, event: Predicted) -> Predicted:
    return replace(event, report=report)
