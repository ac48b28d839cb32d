"""Own sentences coded with the real pipeline, and the questions that tests ask of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.actors.cast import Cast, cast
from detente.events import classify, coder, select
from detente.events.classify import Reading, Scene
from detente.parse import parse
from detente.pipeline import Pipeline
from detente.types import Block, Document, Event, Outlet, Participant, Report, Span

DAY = date(2022, 2, 9)  # a Wednesday
COURIER = Outlet("courier.example", "Baltic Courier", "newspaper", "EST", "independent")
WIRE = Outlet("wire.example", "Northern Wire", "agency", "NOR", "independent")


def report(
    text: str,
    *,
    kind: str = "body",
    day: date | None = DAY,
    outlet: Outlet | None = None,
    agency: Outlet | None = None,
    id_: str = "x",
) -> Report:
    """A report of one block."""
    blocks = (Block(kind, Span(0, len(text))),)
    return Report(id_, "v", text, blocks, date=day, outlet=outlet, agency=agency)


@cache
def pipeline() -> Pipeline:
    """The pipeline with the shipped tables and the rules alone, loaded once."""
    return Pipeline(evidence="rules")


@dataclass(frozen=True)
class Coded:
    """A coded report with what coding it went through."""

    document: Document
    cast: Cast
    scene: Scene
    events: tuple[Event, ...]

    @property
    def text(self) -> str:
        """The clean text."""
        return self.document.report.text

    def words(self, span: Span | None) -> str | None:
        """The words of a span."""
        return None if span is None else span.of(self.text)

    def types(self) -> list[str]:
        """The types of the events, in text order."""
        return [e.type for e in self.events]

    def one(self, kind: str) -> Event:
        """The only event of a type."""
        found = [e for e in self.events if e.type == kind]
        assert len(found) == 1, self.told()
        return found[0]

    def told(self) -> list[tuple[str, str, str]]:
        """(type, trigger, content) of each event, to read where a test fails."""
        return [(e.type, e.trigger.of(self.text), self.words(e.content) or "") for e in self.events]

    def token(self, word: str) -> int:
        """The index of the first token that is `word`."""
        return next(t.i for t in self.document.tokens if t.text == word)

    def readings(self) -> tuple[Reading, ...]:
        """The best reading of every clause, before any is left out."""
        return coder.all_readings(self.document, self.scene)

    def records(self) -> tuple[Reading, ...]:
        """The readings that are records."""
        return select.records(self.readings(), self.scene)

    def reading(self, word: str) -> Reading:
        """The best reading of the predicate `word`."""
        at = self.token(word)
        return next(r for r in self.readings() if r.clause.head == at)


def coded_report(given: Report) -> Coded:
    """A report, coded."""
    document = parse(given)
    found = cast(document, pipeline().actors)
    scene = classify.scene(document, found, pipeline().book)
    return Coded(document, found, scene, pipeline().events(document))


@cache
def coded(text: str, *, kind: str = "body", day: date | None = DAY) -> Coded:
    """A text as a report of one block, coded; the same text is coded once."""
    return coded_report(report(text, kind=kind, day=day))


def countries(people: tuple[Participant, ...]) -> list[str | None]:
    """The countries of participants, in order."""
    return [p.actor.country for p in people]
