"""Gold as JSON Lines: reading, rebuilding the report, and every fault by line and field."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.errors import GoldError
from detente.evaluate import gold

EVENT: dict[str, Any] = {
    "trigger": "met",
    "type": "CONSULT",
    "mode": "visit",
    "status": "actual",
    "source": [{"text": "Oslo", "country": "NOR", "sector": "GOV"}],
    "target": [],
    "attribution": ["A B"],
    "date": ["2016-03-01", "2016-03-02"],
}
ROW: dict[str, Any] = {"doc": "d", "i": 0, "text": "Oslo met Rome.", "events": [EVENT]}


def _file(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_reads_sentences_into_reports(tmp_path: Path) -> None:
    rows = [
        ROW | {"date": "2016-03-02", "outlet": "O"},
        ROW | {"i": 1, "text": "Rome met Oslo.", "date": "2016-03-02", "outlet": "O"},
        ROW | {"doc": "e", "events": []},
    ]
    first, second = gold.load(_file(tmp_path, *rows))
    assert (first.id, first.date, first.outlet) == ("d", date(2016, 3, 2), "O")
    assert first.text == "Oslo met Rome.\nRome met Oslo."
    assert [s.span.of(first.text) for s in first.sentences] == ["Oslo met Rome.", "Rome met Oslo."]
    assert first.sentences[0].events[0].date == (date(2016, 3, 1), date(2016, 3, 2))
    assert (second.id, second.date, second.sentences[0].events) == ("e", None, ())


def test_report_json_gives_date_and_outlet(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text('{"doc": "d", "date": "2016-03-02", "outlet": "O"}')
    (report,) = gold.load(_file(tmp_path, ROW))
    assert (report.date, report.outlet) == (date(2016, 3, 2), "O")


def test_a_line_for_a_coder_leaves_out_what_is_unknown(tmp_path: Path) -> None:
    (report,) = gold.load(_file(tmp_path, ROW))
    assert report.as_line() == {"id": "d", "text": "Oslo met Rome."}


def test_alternatives() -> None:
    assert gold.either("A | B") == ("A", "B")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"type": "WARN"}, "events[0].type"),
        ({"type": "CONSULT|WARN"}, "events[0].type"),
        ({"status": "perhaps"}, "events[0].status"),
        ({"mode": "strike"}, "events[0].mode"),
        ({"trigger": "saw"}, "events[0].trigger"),
        ({"trigger": ""}, "events[0].trigger"),
        ({"source": [{"text": "Oslo"}]}, "events[0].source[0].country"),
        ({"source": [{"text": "Oslo", "country": "Norway"}]}, "events[0].source[0].country"),
        ({"source": [{"text": "Oslo", "country": "NOR", "age": 1}]}, "source[0].age"),
        ({"target": None}, "events[0].target"),
        ({"date": ["2016-03-02"]}, "events[0].date"),
        ({"date": ["2016-03-02", "2016-03-01"]}, "events[0].date"),
        ({"attribution": "A"}, "events[0].attribution"),
        ({"optional": "yes"}, "events[0].optional"),
        ({"colour": "red"}, "events[0].colour"),
    ],
)
def test_a_fault_names_line_and_field(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    path = _file(tmp_path, ROW, ROW | {"i": 1, "events": [EVENT | change]})
    with pytest.raises(GoldError) as caught:
        gold.load(path)
    assert caught.value.place == f"{path}:2"
    assert says in caught.value.message


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    event = {key: value for key, value in EVENT.items() if key != "status"}
    with pytest.raises(GoldError, match=r"events\[0\]\.status: missing"):
        gold.load(_file(tmp_path, ROW | {"events": [event]}))


@pytest.mark.parametrize(
    "rows",
    [
        (ROW, ROW),
        (ROW, ROW | {"i": 1, "outlet": "other"}),
        (ROW, ROW | {"doc": "e"}, ROW | {"i": 1}),
        (ROW | {"i": -1},),
        (ROW | {"i": True},),
        (ROW | {"date": "soon"},),
    ],
)
def test_documents_hold_together(tmp_path: Path, rows: tuple[dict[str, Any], ...]) -> None:
    with pytest.raises(GoldError):
        gold.load(_file(tmp_path, *rows))


def test_no_json_and_no_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("{")
    with pytest.raises(GoldError, match=":1: is not JSON"):
        gold.load(path)
    path.write_text("\n")
    with pytest.raises(GoldError, match="no sentence"):
        gold.load(path)
    with pytest.raises(GoldError, match="cannot be read"):
        gold.load(tmp_path / "none.jsonl")
