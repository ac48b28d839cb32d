"""Filters, pages and single events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import (
    ERDOGAN,
    NATO,
    RUSSIA,
    UKRAINE,
    WIRE,
    blame,
    many,
    named,
    report,
    sentences,
    threat,
)

from detente.errors import NotFoundError, QueryError
from detente.record import query
from detente.record.filter import search_words
from detente.record.query import Filter
from detente.record.store import Record
from detente.types import Participant

FIRST = report("first")
SECOND = report("second", outlet=WIRE, title="Snow ahead", date=date(2021, 12, 20))
WARNED = threat(FIRST)
BLAMED = blame(FIRST)
PLANNED = threat(
    SECOND,
    type="AID",
    mode="",
    quad=2,
    status="planned",
    confidence=0.5,
    sources=(Participant(ERDOGAN, None, 0.5, "role"),),
    targets=(Participant(UKRAINE, None, 0.5, "name"),),
    when=None,
    place=None,
)
ALL = {"WARNED": WARNED, "BLAMED": BLAMED, "PLANNED": PLANNED}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("q") / "r.db") as opened:
        run = opened.begin_run()
        opened.add(FIRST, sentences(FIRST), (WARNED, BLAMED), run)
        opened.add(SECOND, sentences(SECOND), (PLANNED,), run)
        yield opened


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, "PLANNED BLAMED WARNED"),
        ({"actor": "RUS"}, "WARNED"),
        ({"actor": "rus"}, "WARNED"),
        ({"actor": "NATO"}, "BLAMED WARNED"),
        ({"actor": "Q7747"}, "WARNED"),
        ({"actor": "Putin"}, "WARNED"),
        ({"actor": "vladimir  PUTIN"}, "WARNED"),
        ({"actor": "Put"}, ""),
        ({"actor": "Erdogan"}, "PLANNED"),
        ({"actor": "ERDOĞAN"}, "PLANNED"),
        ({"actor": "UKR:GOV"}, "PLANNED"),
        ({"actor": "Q7184"}, "BLAMED WARNED"),
        ({"actor": "%"}, ""),
        ({"actor": "' OR 1=1 --"}, ""),
        ({"source": "NATO"}, "BLAMED"),
        ({"target": "NATO"}, "WARNED"),
        ({"source": "RUS", "target": "NATO"}, "WARNED"),
        ({"source": "NATO", "target": "RUS"}, ""),
        ({"type": "THREATEN"}, "WARNED"),
        ({"type": "THREATEN, AID"}, "PLANNED WARNED"),
        ({"mode": "violence"}, "WARNED"),
        ({"status": "planned"}, "PLANNED"),
        ({"status": "actual,planned"}, "PLANNED BLAMED WARNED"),
        ({"since": date(2021, 12, 14)}, "PLANNED BLAMED"),
        ({"until": date(2021, 12, 13)}, "WARNED"),
        ({"since": date(2021, 12, 13), "until": date(2021, 12, 13)}, "WARNED"),
        ({"outlet": "wire"}, "PLANNED"),
        ({"outlet": "the northern courier"}, "BLAMED WARNED"),
        ({"text": "unhelpful"}, "BLAMED"),
        ({"text": "cafe"}, "BLAMED"),
        ({"text": '"the talks fail" Kyiv'}, "PLANNED WARNED"),
        ({"text": '"talks the fail"'}, ""),
        ({"text": "snow"}, "PLANNED"),
        ({"text": "cold monday"}, "BLAMED WARNED"),
        ({"text": "?!"}, ""),
        ({"text": "  "}, "PLANNED BLAMED WARNED"),
        ({"place": "UKR"}, "WARNED"),
        ({"place": "kyiv"}, "WARNED"),
        ({"report": "second"}, "PLANNED"),
        ({"min_confidence": 0.6}, "BLAMED WARNED"),
        ({"min_confidence": 0.95}, ""),
    ],
)
def test_filters(record: Record, asked: dict[str, object], expected: str) -> None:
    page = query.events(record, Filter(**asked))  # type: ignore[arg-type]
    names = {event.id: name for name, event in ALL.items()}
    found = [names[stored.event.id] for stored in page.rows]
    assert sorted(found) == sorted(expected.split())
    assert page.total == len(found)


def test_latest_first(record: Record) -> None:
    days = [row.event.when or row.report.date for row in query.events(record).rows]
    assert days[0] == date(2021, 12, 20)
    assert query.events(record).rows[-1].event == WARNED


@settings(max_examples=200, deadline=None)
@given(words=st.text(max_size=30))
def test_no_words_break_the_search(record: Record, words: str) -> None:
    query.events(record, Filter(text=words, actor=words, place=words, outlet=words, report=words))


@pytest.mark.parametrize(
    "words",
    [
        '"',
        'a"b',
        "NEAR(a b)",
        "a AND",
        "NOT",
        "text:x",
        "-x",
        "*",
        "a*",
        "(",
        "^a",
        "x\0y",
        "\ud800",
    ],
)
def test_operators_are_words(record: Record, words: str) -> None:
    query.events(record, Filter(text=words))
    assert "*" not in (search_words("troop*") or "").replace('"troop*"', "")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"type": "FIGHT"}, "no such type: FIGHT"),
        ({"mode": "shouting"}, "no such mode"),
        ({"status": "done"}, "no such status"),
        ({"since": date(2022, 1, 2), "until": date(2022, 1, 1)}, "is after"),
        ({"min_confidence": 2.0}, "from 0 to 1"),
        ({"min_confidence": float("nan")}, "from 0 to 1"),
    ],
)
def test_impossible_filters_are_refused(asked: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        Filter(**asked)  # type: ignore[arg-type]


def test_pages_join_to_the_whole(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db") as record:
        run = record.begin_run()
        for one, lines, events in many(30):
            record.add(one, lines, events, run)
        whole = [stored.event.id for stored in query.stream(record)]
        for limit in (1, 7, 54, 100):
            found: list[str] = []
            cursor = None
            while True:
                page = query.events(record, limit=limit, cursor=cursor)
                assert page.total == 54
                found += [stored.event.id for stored in page.rows]
                cursor = page.next_cursor
                if cursor is None:
                    break
            assert found == whole
        assert len(set(whole)) == 54


def test_a_page_stays_in_place_while_reports_come_in(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db") as record:
        run = record.begin_run()
        samples = many(20)
        for one, lines, events in samples[:15]:
            record.add(one, lines, events, run)
        first = query.events(record, limit=5)
        for one, lines, events in samples[15:]:
            record.add(one, lines, events, run)
        second = query.events(record, limit=5, cursor=first.next_cursor)
        ids = [stored.event.id for stored in first.rows + second.rows]
        assert len(set(ids)) == 10


@pytest.mark.parametrize("cursor", ["", "x", "eyJhIjogMX0=", "WzEsIDJd", "é"])
def test_a_foreign_cursor_is_refused(record: Record, cursor: str) -> None:
    with pytest.raises(QueryError, match="cursor"):
        query.events(record, cursor=cursor)


@pytest.mark.parametrize("limit", [0, -1, 10_000])
def test_an_impossible_limit_is_refused(record: Record, limit: int) -> None:
    with pytest.raises(QueryError, match="limit"):
        query.events(record, limit=limit)


def test_one_event_by_the_start_of_its_id(record: Record) -> None:
    assert query.event(record, WARNED.id[:8]).event == WARNED
    assert query.event(record, WARNED.id).report == FIRST


def test_an_unknown_or_double_id(record: Record) -> None:
    with pytest.raises(NotFoundError, match="nothing of this id"):
        query.event(record, "zzz")
    with pytest.raises(QueryError):
        query.event(record, "")
    with pytest.raises(NotFoundError):
        query.report(record, "zzz")
    assert query.report(record, "fir").report == FIRST


def test_a_start_that_fits_several_is_refused(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db") as record:
        one = report("r1")
        pair = (replace(threat(one), id="abc1"), replace(blame(one), id="abc2"))
        record.add(one, sentences(one), pair, record.begin_run())
        with pytest.raises(QueryError, match="several"):
            query.event(record, "abc")
        assert query.event(record, "abc2").event == pair[1]


def test_reports_that_share_an_event_id_can_be_told_apart(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db") as record:
        run = record.begin_run()
        for name in ("r1", "r2"):
            one = report(name)
            record.add(one, sentences(one), (replace(threat(one), id="same"),), run)
        with pytest.raises(QueryError, match=r"r1.*r2"):
            query.event(record, "same")
        assert query.event(record, "same", report="r2").report.id == "r2"


def test_counts(record: Record) -> None:
    held = query.counts(record)
    assert (held.reports, held.versions, held.events, held.actors) == (2, 2, 3, 4)
    assert dict(held.types) == {"THREATEN": 1, "ACCUSE": 1, "AID": 1}
    assert (held.first_day, held.last_day) == ("2021-12-13", "2021-12-20")


def test_an_empty_record_answers(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db") as record:
        assert query.events(record) == query.Page((), None, 0)
        assert query.counts(record).first_day is None


def test_an_event_without_any_day_comes_last(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db") as record:
        one = report(date=None, published=None)
        record.add(one, sentences(one), (threat(one), blame(one)), record.begin_run())
        assert query.events(record).rows[-1].event == blame(one)
        assert query.events(record, Filter(until=date(2030, 1, 1))).total == 1


def test_both_sides_of_a_meeting_are_found_from_either(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db") as record:
        one = report()
        both = (Participant(RUSSIA, None, 1, "x"), Participant(NATO, None, 1, "x"))
        met = named(replace(blame(one), type="CONSULT", quad=1, sources=both, targets=both), one)
        record.add(one, sentences(one), (met,), record.begin_run())
        for source, target in (("RUS", "NATO"), ("NATO", "RUS")):
            assert query.events(record, Filter(source=source, target=target)).total == 1
