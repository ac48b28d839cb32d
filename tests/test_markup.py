"""The marked-up form of gold: what it holds, that it comes back, and every fault by line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gold_samples import PORT

from detente.errors import GoldError
from detente.evaluate import markup
from detente.evaluate.words import STATUSES, TYPES


def test_reads_a_report() -> None:
    report = markup.parse(PORT, "port.gold")
    assert (report.id, report.outlet, report.date) == (
        "port",
        "The Strait Gazette",
        date(2016, 3, 2),
    )
    assert report.why == "a threat and a strike"
    assert [len(s.events) for s in report.sentences] == [1, 1, 0]
    assert report.sentences[2].why == "markets"
    threat = report.sentences[0].events[0]
    assert (threat.type, threat.mode, threat.status) == ("THREATEN", "restrict", "actual")
    assert [(a.text, a.country, a.sector) for a in threat.source] == [("Oslo", "NOR", "GOV")]
    assert threat.target == ()
    assert (threat.content, threat.condition) == ("close the port", "unless the fleet left")
    assert threat.date == (date(2016, 3, 1), date(2016, 3, 1))


def test_spans_point_into_the_text() -> None:
    report = markup.parse(PORT, "port.gold")
    assert [s.span.of(report.text) for s in report.sentences] == [s.text for s in report.sentences]


def test_writes_what_it_read() -> None:
    assert markup.write(markup.parse(PORT, "port.gold")) == PORT


FULL = (
    "  CONCEDE|RETREAT/access planned|actual optional | lift | Mali=MLI/GOV; Mr A=IGO:UN|A -> "
    "Chad=TCD | content: the ban | if: if paid | by: B C <- officials | date: 2020-01-01/2020-01-03"
    " | place: Chad | act: ban | why: all fields"
)


def test_every_field_comes_back() -> None:
    text = f"doc: x\n\nMali and Mr A lift the ban on Chad if paid.\n{FULL}\n"
    report = markup.parse(text, "x")
    event = report.sentences[0].events[0]
    assert event.optional
    assert event.type == "CONCEDE|RETREAT"
    assert [a.id for a in event.source] == [None, "UN|A"]
    assert event.attribution == ("B C", "officials")
    assert event.date == (date(2020, 1, 1), date(2020, 1, 3))
    assert markup.write(report) == text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("  THREATEN actual | threatened | Oslo=NOR ->", "trigger"),
        ("  THREATEN actual | warned | Bergen=NOR ->", "source: 'Bergen'"),
        ("  THREATEN actual | warned | Oslo=NOR -> | content: open it", "content"),
        ("  THREATEN actual | warned | Oslo=NOR -> | if: if paid", "condition"),
        ("  THREATEN actual | warned | Oslo=NOR -> | place: Rome", "place"),
        ("  WARN actual | warned | Oslo=NOR ->", "unknown 'WARN'"),
        ("  THREATEN perhaps | warned | Oslo=NOR ->", "unknown 'perhaps'"),
        ("  THREATEN/strike actual | warned | Oslo=NOR ->", "no mode"),
        ("  THREATEN actual maybe | warned | Oslo=NOR ->", "optional"),
        ("  THREATEN actual | warned", "source -> target"),
        ("  THREATEN actual | warned | Oslo=NOR", "no `->`"),
        ("  THREATEN actual | warned | Oslo ->", "=COUNTRY"),
        ("  THREATEN actual | warned | Oslo=Norway ->", "three letters"),
        ("  THREATEN actual | warned | Oslo=NOR -> | colour: red", "is none of"),
        ("  THREATEN actual | warned | Oslo=NOR -> | why: a | why: b", "twice"),
        ("  THREATEN actual | warned | Oslo=NOR -> | date: 2016-13-01", "not a day"),
        ("  THREATEN actual | warned | Oslo=NOR -> | date: 2016-03-02/2016-03-01", "interval"),
        ("  none", "with its reason"),
        (" THREATEN actual | warned | Oslo=NOR ->", "one space"),
    ],
)
def test_a_fault_names_its_line(line: str, says: str) -> None:
    with pytest.raises(GoldError, match=r"x\.gold:4: ") as caught:
        markup.parse(f"doc: x\n\nOslo warned it would close the port.\n{line}\n", "x.gold")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("doc: x\ncolour: red\n\nA.\n", "x.gold:2"),
        ("doc: x\ndoc: y\n\nA.\n", "x.gold:2"),
        ("outlet: x\n\nA.\n", "x.gold:1"),
        ("doc: x\n\n  none | too early\nA.\n", "x.gold:3"),
        ("doc: x\n", "x.gold"),
        ("doc: x\ndate: soon\n\nA.\n", "x.gold"),
    ],
)
def test_a_faulty_frame_names_its_line(text: str, place: str) -> None:
    with pytest.raises(GoldError) as caught:
        markup.parse(text, "x.gold")
    assert caught.value.place == place


def test_none_stands_alone() -> None:
    text = "doc: x\n\nOslo warned.\n  none | a\n  STATE actual | warned | Oslo=NOR ->\n"
    with pytest.raises(GoldError, match="x:4"):
        markup.parse(text, "x")


def test_a_file_is_called_after_its_report(tmp_path: Path) -> None:
    (tmp_path / "harbour.gold").write_text(PORT)
    with pytest.raises(GoldError, match="name of the file"):
        markup.load(tmp_path)


def test_a_folder_without_gold_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no"):
        markup.load(tmp_path)


# --- our own corpus -------------------------------------------------------------------


def test_the_corpus_is_written_in_the_canonical_form() -> None:
    for file in sorted(markup.CORPUS.glob("*.gold")):
        text = file.read_text(encoding="utf-8")
        assert markup.write(markup.load_file(file)) == text, file.name


def test_the_corpus_covers_the_codebook() -> None:
    reports = markup.load(markup.CORPUS)
    sentences = [s for r in reports for s in r.sentences]
    events = [e for s in sentences for e in s.events]
    assert len(reports) >= 26
    assert len(sentences) >= 220
    assert sum(not s.events for s in sentences) >= 75
    assert {e.type for e in events} >= set(TYPES)
    assert {e.status for e in events} >= set(STATUSES)
    assert max(len(e.attribution) for e in events) >= 4
    assert all(r.why and r.outlet and r.date for r in reports)
    assert all(s.why for s in sentences if not s.events)
