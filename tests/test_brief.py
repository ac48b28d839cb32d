"""The brief says what the record says: by day, who told it first, what contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from record_samples import COURIER, NATO, PUTIN, RUSSIA, UKRAINE, WIRE, report
from rich.console import Console

from detente.record.store import Record, Run
from detente.show.brief import Brief, write
from detente.show.page import page
from detente.types import Actor, Event, Link, Outlet, Participant, Report, Sentence, Span, When

TEXT = "Putin attacked the town and warned NATO to leave, if it can."
DAY = date(2021, 12, 14)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "r.db") as opened:
        yield opened


def told(name: str, outlet: Outlet, hour: int) -> Report:
    at = datetime(2021, 12, 14, hour, tzinfo=UTC)
    return report(name, f"{TEXT} ({name})", outlet=outlet, agency=None, published=at, date=DAY)


def event(of: Report, kind: str, source: Actor, target: Actor, **changes: object) -> Event:
    made = Event(
        id=f"{of.id}-{kind}-{changes.get('status', 'actual')}",
        report=of.id,
        type=kind,
        mode="",
        quad=4 if kind == "ASSAULT" else 3,
        status="actual",
        confidence=0.8,
        trigger=Span(6, 14),
        sentence=Span(0, len(TEXT)),
        sources=(Participant(source, Span(0, 5), 1.0, "name"),),
        targets=(Participant(target, Span(35, 39), 1.0, "name"),),
        when=When(DAY, DAY, "report"),
        attribution=(Link(of.outlet.name if of.outlet else "", "outlet"),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def keep(record: Record, run: Run, of: Report, *events: Event) -> None:
    sentence = Sentence(0, Span(0, len(TEXT)), 0, 12)
    record.add(of, (sentence,), events, run)


def brief_of(record: Record) -> Brief:
    """Two outlets tell an attack, one of a denial and of a threat."""
    run = record.begin_run()
    late, early, last = told("r1", COURIER, 12), told("r2", WIRE, 8), told("r3", COURIER, 20)
    keep(record, run, late, event(late, "ASSAULT", PUTIN, UKRAINE))
    keep(record, run, early, event(early, "ASSAULT", RUSSIA, UKRAINE))
    denied = event(last, "ASSAULT", RUSSIA, UKRAINE, status="denied")
    threat = event(
        last, "THREATEN", PUTIN, NATO, content=Span(40, 48), condition=Span(50, 59), confidence=0.9
    )
    keep(record, run, last, denied, threat)
    return write(record)


def test_one_act_of_many_reports_is_one_line_with_who_told_it_first(record: Record) -> None:
    [day] = brief_of(record).days
    assert day.day == DAY
    act = day.acts[0]
    assert act.best.event.type == "ASSAULT"
    assert act.outlets == ("Harbour Wire", "The Northern Courier")
    assert act.first.report.id == "r2"
    assert day.left_out == 1


def test_what_is_told_and_denied_is_a_contradiction(record: Record) -> None:
    [one] = brief_of(record).contradictions
    assert (one.done.first.report.id, one.undone.first.report.id) == ("r2", "r3")


def test_threats_stand_with_their_words_and_condition(record: Record) -> None:
    brief = brief_of(record)
    [stake] = brief.stakes
    assert stake.best.event.type == "THREATEN"
    words = printed(brief)
    assert "Vladimir Putin (RUS) → NATO – threat: “to leave” [if it can]" in words


def test_the_page_names_the_first_and_the_others(record: Record) -> None:
    words = printed(brief_of(record))
    assert "Tuesday 14 December 2021" in words
    assert "(first: Harbour Wire; also The Northern Courier)" in words
    assert "attack, denied" in words


def test_days_outside_are_not_on_the_page(record: Record) -> None:
    brief_of(record)
    assert write(record, since=date(2021, 12, 15)).days == ()
    assert write(record, until=date(2021, 12, 14)).days != ()


def test_an_empty_record_has_an_empty_page(record: Record) -> None:
    assert "0 events in 0 reports" in printed(write(record))


def printed(brief: Brief) -> str:
    console = Console(width=300, color_system=None)
    with console.capture() as caught:
        console.print(page(brief))
    return caught.get()
