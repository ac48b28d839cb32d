"""Report -> Document: sentences, tokens, mentions, dates and quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee

from detente.parse import dates as dates
from detente.parse import language as language
from detente.parse import mentions as mentions
from detente.parse import quotes as quotes
from detente.types import Document, Report


def parse(report: Report, pipeline: str = "auto") -> Document:
    """The parsed report."""
    return next(parse_many([report], pipeline))


def parse_many(
    reports: Iterable[Report], pipeline: str = "auto", batch: int = 16
) -> Iterator[Document]:
    """Each report parsed, in order; `batch` reports go through the language pipeline at once."""
    inputs, texts = tee(reports)
    parsed = language.parse_texts(texts, pipeline, batch)
    for report, (tokens, sentences) in zip(inputs, parsed, strict=True):
        plain = Document(
            report=report,
            tokens=tokens,
            sentences=sentences,
            mentions=mentions.find(tokens, sentences, report.text),
            dates=dates.find(report.text, report.date),
        )
        yield Document(
            report=report,
            tokens=tokens,
            sentences=sentences,
            mentions=plain.mentions,
            dates=plain.dates,
            quotes=quotes.find(plain),
        )
