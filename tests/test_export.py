"""Files for others: their shape, what is beside them, and that none is ever half there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest
from record_samples import (
    NATO,
    PUTIN,
    RUSSIA,
    UKRAINE,
    blame,
    named,
    report,
    sentences,
    threat,
)

from detente.errors import QueryError
from detente.record import export as module
from detente.record import gdelt, query, spreadsheet
from detente.record.export import export
from detente.record.query import Filter
from detente.record.shape import event_json
from detente.record.store import Record
from detente.types import Event, Participant, Report

ONE = report(title="=cmd|'/c calc'!A1")
WARNED = threat(ONE)
CODED = pytest.mark.skipif(
    find_spec("detente.events.cameo") is None, reason="detente.events.cameo is not there yet"
)
BLAMED = blame(ONE)
PLANNED = named(replace(BLAMED, status="planned", type="AID", mode="", quad=2), ONE)
SAID = named(replace(BLAMED, type="STATE", mode="comment", quad=0), ONE)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "r.db") as opened:
        run = opened.begin_run(code="9.9", settings={"coreference": True})
        opened.add(ONE, sentences(ONE), (WARNED, BLAMED, PLANNED, SAID), run)
        yield opened


def stored(record: Record, one: Report, event: Event) -> query.StoredEvent:
    record.add(one, sentences(one), (event,), record.begin_run())
    return query.event(record, event.id)


def test_json_lines_are_section_10(record: Record, tmp_path: Path) -> None:
    done = export(record, tmp_path / "e.jsonl", Filter(type="THREATEN"))
    (line,) = done.path.read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == json.loads(json.dumps(event_json(WARNED, ONE)))


@pytest.mark.parametrize(
    "name",
    ["jsonl", "csv", pytest.param("plover", marks=CODED), pytest.param("gdelt", marks=CODED)],
)
def test_each_file_has_its_query_run_and_version_beside_it(
    record: Record, tmp_path: Path, name: str
) -> None:
    done = export(record, tmp_path / "e.out", Filter(actor="NATO"), format_name=name)
    about = json.loads(done.about.read_text(encoding="utf-8"))
    assert done.about.name == "e.out.about.json"
    assert about["query"] == {"actor": "NATO"}
    assert about["sha256"] == sha256(done.path.read_bytes()).hexdigest()
    assert about["rows"] == done.rows
    assert about["runs"][0]["code"] == "9.9"
    assert about["runs"][0]["settings"] == {"coreference": True}
    assert about["detente"] and about["record"]["reports"] == 1
    assert about["record"]["last_change"] == query.event(record, WARNED.id).added
    assert about["events"] + sum(about["left_out"].values()) == 4
    assert sorted(p.name for p in tmp_path.glob("*e.out*")) == ["e.out", "e.out.about.json"]


def test_csv_opens_in_excel(record: Record, tmp_path: Path) -> None:
    done = export(record, tmp_path / "e.csv", format_name="csv")
    raw = done.path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert len(rows) == 4
    row = next(row for row in rows if row["id"] == WARNED.id)
    assert row["source"] == "Vladimir Putin" and row["target_country"] == "IGO"
    assert row["attribution"] == "Harbour Wire <- The Northern Courier"
    assert row["title"] == "'=cmd|'/c calc'!A1"
    assert float(row["lat"]) == 50.45
    assert next(row for row in rows if row["id"] == BLAMED.id)["sentence"].count("café") == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert spreadsheet.guarded(start + "1+1") == "'" + start + "1+1"


@pytest.mark.parametrize("cell", ["plain", "1-2", "", None, -1.5, 7])
def test_harmless_cells_stay(cell: spreadsheet.Cell) -> None:
    assert spreadsheet.guarded(cell) == cell


@CODED
def test_plover_has_its_fields_and_no_others_it_requires(record: Record, tmp_path: Path) -> None:
    done = export(record, tmp_path / "e.jsonl", format_name="plover")
    assert dict(done.left_out) == {"STATE is no PLOVER type": 1}
    records = {r["id"]: r for r in map(json.loads, done.path.read_text("utf-8").splitlines())}
    for one in records.values():
        assert {"id", "date", "actor", "event"} <= set(one)
    warned = records[WARNED.id]
    assert warned["event"] == ["THREATEN"] and warned["mode"] == ["violence"]
    assert warned["date"] == "2021-12-13" and warned["quad_code"] == 3
    assert warned["actor"][0]["code"] == "RUS"
    assert warned["actor"][0]["identifier_id"] == "Q7747"
    assert warned["recipient"][0]["identifier_text"] == "NATO"
    assert warned["cite_info"]["publication"] == "The Northern Courier"
    assert "text" not in warned
    assert records[PLANNED.id]["mode"] == ["future"]


@CODED
def test_a_plover_meeting_has_all_its_actors_as_actors(tmp_path: Path) -> None:
    both = (Participant(RUSSIA, None, 1, "x"), Participant(NATO, None, 1, "x"))
    event = named(replace(BLAMED, type="CONSULT", mode="", quad=1, sources=both, targets=both), ONE)
    with Record.open(tmp_path / "r.db") as record:
        found = module.plover.plover_json(stored(record, ONE, event))
    assert isinstance(found, dict)
    assert len(found["actor"]) == 2 and "recipient" not in found  # type: ignore[arg-type]


@CODED
def test_gdelt_has_61_columns_in_their_order(record: Record, tmp_path: Path) -> None:
    done = export(record, tmp_path / "e.CSV", format_name="gdelt")
    assert dict(done.left_out) == {"status planned": 1}
    lines = done.path.read_text("utf-8").split("\n")[:-1]
    rows = [dict(zip(gdelt.COLUMNS, line.split("\t"), strict=True)) for line in lines]
    assert len(gdelt.COLUMNS) == 61 and gdelt.COLUMNS[60] == "SOURCEURL"
    assert (gdelt.COLUMNS[26], gdelt.COLUMNS[51]) == ("EventCode", "ActionGeo_Type")
    row = next(row for row in rows if row["SQLDATE"] == "20211213")
    assert row["MonthYear"] == "202112" and row["Year"] == "2021"
    assert row["FractionDate"] == "2021.9397"
    assert row["Actor1Code"] == "RUSGOV" and row["Actor1CountryCode"] == "RUS"
    assert row["Actor2KnownGroupCode"] == "NAT" and row["Actor2CountryCode"] == ""
    assert row["EventCode"].startswith("13") and row["EventRootCode"] == "13"
    assert row["QuadClass"] == "3" and float(row["GoldsteinScale"]) < 0
    assert row["ActionGeo_CountryCode"] == "UP" and row["ActionGeo_Lat"] == "50.45"
    assert row["IsRootEvent"] == "1"
    assert row["SOURCEURL"] == ONE.url
    assert len(row["DATEADDED"]) == 14
    assert len({row["GLOBALEVENTID"] for row in rows}) == len(rows) == 3
    assert all(int(row["GLOBALEVENTID"]) < 2**53 for row in rows)
    assert next(r for r in rows if r["EventRootCode"] == "01")["QuadClass"] == "1"
    assert next(r for r in rows if r["EventRootCode"] == "11")["IsRootEvent"] == "0"


@CODED
def test_gdelt_has_a_row_for_each_pair(tmp_path: Path) -> None:
    side = tuple(Participant(one, None, 1, "x") for one in (PUTIN, NATO, UKRAINE))
    met = named(replace(BLAMED, type="CONSULT", mode="", quad=1, sources=side, targets=side), ONE)
    told = named(replace(BLAMED, sources=side[:2], targets=side[2:]), ONE)
    with Record.open(tmp_path / "r.db") as record:
        assert len(gdelt.gdelt_rows(stored(record, ONE, met))) == 3  # type: ignore[arg-type]
        assert len(gdelt.gdelt_rows(stored(record, ONE, told))) == 2  # type: ignore[arg-type]


@CODED
def test_gdelt_cells_hold_no_tabs_or_lines(tmp_path: Path) -> None:
    name = "Up\tand\ndown"
    actor = replace(UKRAINE, name=name)
    event = named(replace(BLAMED, sources=(Participant(actor, None, 1, "x"),)), ONE)
    with Record.open(tmp_path / "r.db") as record:
        (line,) = gdelt.render(stored(record, ONE, event))  # type: ignore[misc]
    assert line.count("\t") == 60 and line.count("\n") == 1


def test_an_event_without_any_day_is_left_out_and_counted(tmp_path: Path) -> None:
    one = report(date=None, published=None)
    with Record.open(tmp_path / "r.db") as record:
        record.add(one, sentences(one), (blame(one),), record.begin_run())
        for name in ("gdelt", "plover"):
            done = export(record, tmp_path / name, format_name=name)
            assert dict(done.left_out) == {"no day": 1}


def test_an_export_that_fails_leaves_the_old_file(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "e.jsonl"
    export(record, path)
    before = path.read_bytes()
    calls = iter([False, True])

    def breaks(event: Event, one: Report) -> dict[str, object]:
        if next(calls):
            raise OSError("the disk is full")
        return event_json(event, one)

    monkeypatch.setattr(module, "event_json", breaks)
    with pytest.raises(OSError, match="full"):
        export(record, path)
    assert path.read_bytes() == before
    assert list(tmp_path.glob("*.part")) == []


def test_nothing_found_is_an_empty_file(record: Record, tmp_path: Path) -> None:
    done = export(record, tmp_path / "e.jsonl", Filter(since=date(2030, 1, 1)))
    assert done.path.read_bytes() == b"" and done.rows == 0


def test_an_unknown_format_is_refused(record: Record, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="known: jsonl, csv, plover, gdelt"):
        export(record, tmp_path / "e", format_name="xls")


def test_a_readonly_record_can_be_exported(record: Record, tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db", readonly=True) as reader:
        assert export(reader, tmp_path / "e.jsonl").rows == 4
