"""Small gold reports and a fake coder for the tests of evaluate/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from detente.evaluate.gold import GoldActor, GoldEvent
from detente.evaluate.measure import Coder
from detente.evaluate.predicted import Party, Predicted, Voice
from detente.types import Actor, Document, Event, Participant, Report, Span

PORT = """\
doc: port
outlet: The Strait Gazette
date: 2016-03-02
why: a threat and a strike

Oslo warned on Tuesday that it would close the port unless the fleet left.
  THREATEN/restrict actual | warned | Oslo=NOR/GOV -> | content: close the port | \
if: unless the fleet left | date: 2016-03-01 | act: port | why: condition with unless

Dockers in Bergen walked out.
  PROTEST/strike actual | walked out | Dockers=NOR/LAB -> | date: 2016-03-02 | place: Bergen

Herring was cheap.
  none | markets
"""

Found = Mapping[str, tuple[str, str]]
"""Trigger words -> the type and the source country that the fake coder gives them."""
RIGHT: Found = {"warned": ("THREATEN", "NOR"), "walked out": ("PROTEST", "NOR")}


def fake(found: Found) -> Coder:
    """A coder that finds an event at each of the trigger words it is given."""

    def code(reports: Iterable[Report]) -> Iterator[tuple[Document, tuple[Event, ...]]]:
        for report in reports:
            events = (_event(report, words, *told) for words, told in found.items())
            yield Document(report, (), ()), tuple(event for event in events if event)

    return code


def _event(report: Report, words: str, kind: str, country: str) -> Event | None:
    start = report.text.find(words)
    if start < 0:
        return None
    span = Span(start, start + len(words))
    actor = Actor(f"{country}:GOV", country, country, "GOV")
    return Event(
        id=f"{report.id}:{start}",
        report=report.id,
        type=kind,
        mode="",
        quad=3,
        status="actual",
        confidence=1.0,
        trigger=span,
        sentence=span,
        sources=(Participant(actor, None, 1.0, "fake"),),
    )


def party(country: str | None, name: str = "", identity: str | None = None) -> Party:
    return Party(name, name, country, identity)


def actor(country: str, text: str = "", identity: str | None = None) -> GoldActor:
    return GoldActor(text, country, "", identity)


def predicted(
    kind: str, source: str | tuple[Party, ...] = "", target: str = "", **fields: object
) -> Predicted:
    """A predicted event of report `r`; countries as a string of codes, `AAA BBB`."""
    values: dict[str, object] = {"report": "r", "status": "actual", "start": 0}
    parties = tuple(map(party, source.split())) if isinstance(source, str) else source
    values |= {"source": parties}
    values |= {"target": tuple(map(party, target.split()))}
    return Predicted(type=kind, **(values | fields))  # type: ignore[arg-type]


def wanted(
    kind: str, source: str | tuple[GoldActor, ...] = "", target: str = "", **fields: object
) -> GoldEvent:
    """A gold event; countries as a string of codes, `AAA BBB`."""
    values: dict[str, object] = {"trigger": "did", "status": "actual"}
    actors = tuple(map(actor, source.split())) if isinstance(source, str) else source
    values |= {"source": actors}
    values |= {"target": tuple(map(actor, target.split()))}
    return GoldEvent(type=kind, **(values | fields))  # type: ignore[arg-type]


def voice(name: str, kind: str = "indirect") -> Voice:
    return Voice(name, kind)
