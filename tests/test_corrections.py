"""A person's corrections: seen in every answer, undone, and kept through re-coding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from record_samples import (
    BODY,
    UKRAINE,
    blame,
    named,
    report,
    sentences,
    threat,
)

from detente.errors import NotFoundError, QueryError
from detente.record import query
from detente.record.corrections import correct, participant_json, undo
from detente.record.query import Filter
from detente.record.store import Record
from detente.types import Participant, Span, When

ONE = report()
EVENT = threat(ONE)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "r.db") as opened:
        opened.add(ONE, sentences(ONE), (EVENT, blame(ONE)), opened.begin_run())
        yield opened


@pytest.mark.parametrize(
    ("field", "new", "expected"),
    [
        ("type", "ASSAULT", replace(EVENT, type="ASSAULT", mode="", quad=4)),
        ("mode", "expel", replace(EVENT, mode="expel")),
        ("mode", None, replace(EVENT, mode="")),
        ("status", "denied", replace(EVENT, status="denied")),
        ("content", [3, 9], replace(EVENT, content=Span(3, 9))),
        ("condition", None, replace(EVENT, condition=None)),
        (
            "date",
            ["2021-12-01", "2021-12-02"],
            replace(EVENT, when=When(date(2021, 12, 1), date(2021, 12, 2), "stated")),
        ),
        ("targets", [], replace(EVENT, targets=())),
    ],
)
def test_a_correction_is_what_the_record_then_says(
    record: Record, field: str, new: object, expected: object
) -> None:
    correct(record, EVENT.id, field, new, who="Ada", reason="misread")
    stored = query.event(record, EVENT.id)
    assert stored.event == expected
    assert stored.coded == EVENT
    (correction,) = stored.corrections
    assert (correction.field, correction.who, correction.undone) == (field, "Ada", False)
    assert record.check() == ()


def test_a_corrected_actor_is_found_by_the_filters(record: Record) -> None:
    ukraine = Participant(UKRAINE, Span(0, 5), 1.0, "a person's correction")
    correct(record, EVENT.id, "sources", [participant_json(ukraine)], who="Ada")
    assert query.events(record, Filter(source="UKR")).total == 1
    assert query.events(record, Filter(source="RUS")).total == 0
    correct(record, EVENT.id, "sources", [{"actor": {"name": "Iran", "country": "IRN"}}], who="B")
    assert query.events(record, Filter(source="Iran")).total == 1


def test_what_is_no_event_is_dropped_and_brought_back(record: Record) -> None:
    number = correct(record, EVENT.id, "dropped", True, who="Ada")
    assert query.events(record).total == 1
    assert query.event(record, EVENT.id).dropped
    undo(record, number, who="Ada")
    assert query.events(record).total == 2
    assert query.event(record, EVENT.id).corrections[0].undone


def test_undoing_brings_back_what_stood_before(record: Record) -> None:
    first = correct(record, EVENT.id, "status", "planned", who="Ada")
    second = correct(record, EVENT.id, "status", "possible", who="Bob")
    undo(record, second, who="Bob")
    assert query.event(record, EVENT.id).event.status == "planned"
    undo(record, first, who="Ada")
    stored = query.event(record, EVENT.id)
    assert (stored.event, stored.coded) == (EVENT, None)
    with pytest.raises(QueryError, match="already"):
        undo(record, first, who="Ada")
    with pytest.raises(NotFoundError):
        undo(record, 99, who="Ada")


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("type", "FIGHT"),
        ("mode", "visit"),
        ("status", "maybe"),
        ("colour", "red"),
        ("date", ["2021-12-02", "2021-12-01"]),
        ("date", "soon"),
        ("content", [9]),
        ("sources", ["Putin"]),
    ],
)
def test_an_impossible_correction_is_refused(record: Record, field: str, new: object) -> None:
    with pytest.raises(QueryError):
        correct(record, EVENT.id, field, new, who="Ada")
    assert query.event(record, EVENT.id).corrections == ()


def test_an_unknown_event_cannot_be_corrected(record: Record) -> None:
    with pytest.raises(NotFoundError):
        correct(record, "zzz", "type", "AID", who="Ada")


def test_it_survives_code_that_gives_the_event_another_id(record: Record) -> None:
    correct(record, EVENT.id, "status", "planned", who="Ada")
    other = named(replace(EVENT, targets=()), ONE)
    assert other.id != EVENT.id
    record.add(ONE, sentences(ONE), (other, blame(ONE)), record.begin_run(code="2"))
    stored = query.event(record, other.id)
    assert stored.event.status == "planned"
    assert [one.field for one in stored.corrections] == ["status"]


def test_it_survives_a_new_text_in_which_the_sentence_moved(record: Record) -> None:
    correct(record, EVENT.id, "content", [EVENT.content.start, EVENT.content.stop + 5], who="Ada")
    shifted = report(text="An opening line.\n" + BODY)
    move = len("An opening line.\n")
    moved = named(
        replace(
            threat(shifted),
            sentence=Span(move, move + EVENT.sentence.stop),
        ),
        shifted,
    )
    record.add(shifted, sentences(shifted), (moved,), record.begin_run())
    stored = query.event(record, moved.id)
    assert stored.event.content == Span(EVENT.content.start + move, EVENT.content.stop + 5 + move)


def test_it_stays_away_from_other_sentences(record: Record) -> None:
    correct(record, EVENT.id, "status", "planned", who="Ada")
    record.add(ONE, sentences(ONE), (blame(ONE),), record.begin_run(code="2"))
    assert query.event(record, blame(ONE).id).event == blame(ONE)
    record.add(ONE, sentences(ONE), (EVENT, blame(ONE)), record.begin_run(code="3"))
    assert query.event(record, EVENT.id).event.status == "planned"


def test_adding_again_what_was_corrected_changes_nothing(record: Record) -> None:
    correct(record, EVENT.id, "status", "planned", who="Ada")
    run = record.begin_run()
    assert record.add(ONE, sentences(ONE), (EVENT, blame(ONE)), run).outcome == "unchanged"
    assert query.event(record, EVENT.id).event.status == "planned"
