"""The spine: bytes -> Report -> Document -> Events -> record.

read.report.read_path     bytes    -> Report      clean text, outlet, date line
parse.parse_many          Report   -> Document    sentences, mentions, dates, quotations
actors.cast.cast          Document -> Cast        who is meant, on the report's date
events.coder.code         Document -> Events      clauses read by the codebook
record.store.Record.add   Events   -> record      one transaction a report
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from detente.actors import registry
from detente.actors.cast import cast
from detente.events import codebook, coder, pair
from detente.events.pair import Verdict
from detente.parse import parse_many
from detente.types import Block, Document, Event, Report, Span

log = logging.getLogger("detente")


@dataclass(frozen=True)
class Failure:
    """A report that could not be coded: which one and why; the batch went on without it."""

    report: str
    reason: str


@dataclass(frozen=True)
class Pipeline:
    """The loaded parts that turn reports into events; loading happens at the first report."""

    language: str = "auto"
    user_tables: tuple[Path, ...] = ()

    @cached_property
    def actors(self) -> registry.Registry:
        """The actor tables with the user's own merged over them."""
        return registry.load(self.user_tables)

    @cached_property
    def book(self) -> codebook.Codebook:
        """The codebook."""
        return codebook.load()

    def code(self, reports: Iterable[Report]) -> Iterator[tuple[Document, tuple[Event, ...]]]:
        """Each report parsed and coded, in order."""
        for document in parse_many(reports, self.language):
            yield document, self.events(document)

    def events(self, document: Document) -> tuple[Event, ...]:
        """The events of one document."""
        return coder.code(document, cast(document, self.actors), self.book)

    def classify(self, text: str, source: Span, target: Span) -> Verdict:
        """The type of what the source does to the target in a text."""
        report = Report("-", "-", text, (Block("body", Span(0, len(text))),))
        document = next(iter(parse_many([report], self.language)))
        return pair.classify(document, cast(document, self.actors), self.book, source, target)


def code_reports(reports: Iterable[Report]) -> Iterator[tuple[Document, tuple[Event, ...]]]:
    """Each report parsed and coded with the shipped tables, in order."""
    return Pipeline().code(reports)
