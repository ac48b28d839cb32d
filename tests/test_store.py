"""Adding reports: whole or not at all, once, and with their history."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import (
    BODY,
    COURIER,
    NATO,
    UKRAINE,
    blame,
    ingest,
    many,
    named,
    report,
    sentences,
    span,
    threat,
)

from detente.errors import RecordError
from detente.record import query
from detente.record.store import Added, Record, SourceFile
from detente.types import Participant, Span

HERE = Path(__file__).parent


@pytest.fixture
def record(tmp_path: Path):
    with Record.open(tmp_path / "r.db") as opened:
        yield opened


def content(record: Record) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, as they stand."""
    tables = record.db.all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sentence_words%'"
    )
    return {t[0]: [tuple(r) for r in record.db.all(f"SELECT * FROM {t[0]}")] for t in tables}


def test_what_went_in_comes_out(record: Record) -> None:
    one = report()
    warned, blamed = threat(one), blame(one)
    run = record.begin_run()
    assert record.add(one, sentences(one), (warned, blamed), run) == Added("new", gained=2)
    held = query.report(record, "r1")
    assert held.report == one
    assert held.sentences == sentences(one)
    assert tuple(stored.event for stored in held.events) == (warned, blamed)
    assert query.event(record, warned.id).run == run
    assert record.check() == ()


def test_adding_twice_changes_nothing(record: Record) -> None:
    one = report()
    run = record.begin_run()
    record.add(one, sentences(one), (threat(one), blame(one)), run)
    before = content(record)
    added = record.add(one, sentences(one), (threat(one), blame(one)), run)
    assert added == Added("unchanged", kept=2)
    assert content(record) == before


def test_the_same_event_named_twice_is_one_row(record: Record) -> None:
    one = report()
    record.add(one, sentences(one), (threat(one), threat(one)), record.begin_run())
    assert query.counts(record).events == 1


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(record: Record) -> None:
    old, new = report(), report(text=BODY.replace("Monday", "Sunday"))
    new_event = replace(threat(old), trigger=span(new.text, "warned"), when=None)
    new_event = named(new_event, new)
    run = record.begin_run()
    record.add(old, sentences(old), (threat(old), blame(old)), run)
    assert record.add(new, sentences(new), (new_event,), run) == Added("changed", gained=1, lost=2)
    held = query.report(record, "r1")
    assert [v.current for v in held.versions] == [False, True]
    assert [stored.event for stored in held.events] == [new_event]
    assert query.counts(record).retired == 2
    stored = query.event(record, threat(old).id)
    assert stored.retired is not None and not stored.current
    assert stored.report == old


def test_an_older_text_read_again_changes_nothing(record: Record) -> None:
    old, new = report(), report(text=BODY + "\nMore.")
    run = record.begin_run()
    record.add(old, sentences(old), (threat(old),), run)
    record.add(new, sentences(new), (threat(new),), run)
    before = content(record)
    assert record.add(old, sentences(old), (threat(old),), run).outcome == "superseded"
    assert content(record) == before
    assert record.has(old.id, old.version, record.begin_run(code="another"))


def test_other_code_replaces_what_it_codes_otherwise(record: Record) -> None:
    one = report()
    first = record.begin_run(code="1")
    second = record.begin_run(code="2")
    record.add(one, sentences(one), (threat(one), blame(one)), first)
    assert not record.has(one.id, one.version, second)
    surer = replace(threat(one), confidence=0.99)
    assert record.add(one, sentences(one), (surer, blame(one)), second) == Added(
        "recoded", gained=1, lost=1, kept=1
    )
    assert record.has(one.id, one.version, second)
    assert query.event(record, surer.id).event.confidence == 0.99
    assert query.event(record, surer.id).run == second
    assert query.event(record, blame(one).id).run == first
    retired = record.db.all("SELECT c.run FROM events e JOIN codings c ON c.pk = e.retired")
    assert [row[0] for row in retired] == [second.pk]


def test_other_code_with_the_same_answer_is_noted(record: Record) -> None:
    one = report()
    second = record.begin_run(code="2")
    record.add(one, sentences(one), (blame(one),), record.begin_run(code="1"))
    assert record.add(one, sentences(one), (blame(one),), second).outcome == "unchanged"
    assert record.has(one.id, one.version, second)
    assert query.counts(record).retired == 0


def test_better_known_metadata_replaces_the_old(record: Record) -> None:
    one = report(title=None, outlet=None)
    record.add(one, sentences(one), (), record.begin_run())
    record.add(replace(one, title="Cold", outlet=COURIER), sentences(one), (), record.begin_run())
    held = query.report(record, "r1")
    assert (held.report.title, held.report.outlet) == ("Cold", COURIER)
    assert len(held.versions) == 1


def test_where_a_copy_came_from_does_not_make_it_another(record: Record) -> None:
    one = report()
    run = record.begin_run()
    record.add(one, sentences(one), (blame(one),), run)
    before = content(record)
    record.add(replace(one, origin="elsewhere.html"), sentences(one), (blame(one),), run)
    assert content(record) == before


def test_runs_code_alike_only_with_the_same_settings_and_models(record: Record) -> None:
    plain = record.begin_run(code="1")
    assert plain.fingerprint == record.begin_run(code="1").fingerprint
    assert plain.fingerprint != record.begin_run(code="1", settings={"a": 1}).fingerprint
    assert plain.fingerprint != record.begin_run(code="1", models={"m": "ff"}).fingerprint


def test_a_report_that_fails_leaves_nothing(record: Record) -> None:
    one = report()
    outside = replace(blame(one), content=Span(0, len(BODY) + 1))
    foreign = replace(blame(one), report="another")
    before = content(record)
    run = record.begin_run()
    for wrong in (outside, foreign):
        with pytest.raises(RecordError, match=wrong.id):
            record.add(one, sentences(one), (threat(one), wrong), run)
    assert content(record)["reports"] == before["reports"] == []
    assert content(record)["actors"] == []


def test_a_failure_in_the_middle_is_undone_and_does_not_poison_what_follows(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, run = report(), record.begin_run()
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("detente.record.store.reapply", _interrupt)
        record.add(one, sentences(one), (threat(one),), run)
    assert query.counts(record).reports == 0
    record.add(one, sentences(one), (threat(one),), run)
    assert query.event(record, threat(one).id).event == threat(one)
    assert record.check() == ()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_batch_is_all_or_nothing(record: Record) -> None:
    run = record.begin_run()
    first, second = many(2)
    with pytest.raises(ZeroDivisionError), record.batch():
        record.add(*first, run)
        record.add(*second, run)
        raise ZeroDivisionError
    assert query.counts(record).reports == 0
    with record.batch():
        record.add(*first, run)
        record.add(*second, run)
    assert query.counts(record).reports == 2


def test_search_stays_in_step_with_the_sentences(record: Record) -> None:
    one = report()
    run = record.begin_run()
    record.add(one, sentences(one), (blame(one),), run)
    whole = (replace(sentences(one)[0], span=Span(0, len(BODY))),)
    record.add(one, whole, (blame(one),), run)
    record.db.execute(
        "INSERT INTO sentence_words (sentence_words, rank) VALUES ('integrity-check', 1)"
    )
    found = query.events(record, query.Filter(text="Kyiv unhelpful"))
    assert [row.event for row in found.rows] == [blame(one)]


def test_half_a_surrogate_keeps_its_place(record: Record) -> None:
    one = report(text="\ud800" + BODY)
    record.add(one, (), (threat(one),), record.begin_run())
    held = query.event(record, threat(one).id)
    assert held.report.text == "\ufffd" + BODY
    assert held.event.trigger.of(held.report.text) == "warned"


def test_damage_inside_is_found(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    ingest(str(path), 40)
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 8192] = b"\xee" * 8192
    path.write_bytes(whole)
    with Record.open(path, readonly=True) as record:
        assert record.check() != ()


def test_files_are_remembered(record: Record) -> None:
    run = record.begin_run()
    assert record.source_file("in/a.jsonl") is None
    for state in ("started", "done"):
        file = SourceFile("in/a.jsonl", 10, 1_700_000_000_000_000_000, "ff", state, 3, 1)
        record.note_file(file, run)
        assert record.source_file("in/a.jsonl") == file


def test_a_reader_sees_the_record_while_a_writer_writes(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    first, second = many(2)
    with Record.open(path) as writer:
        run = writer.begin_run()
        writer.add(*first, run)
        with Record.open(path, readonly=True) as reader, writer.batch():
            writer.add(*second, run)
            start = time.monotonic()
            assert query.counts(reader).reports == 1
            assert time.monotonic() - start < 1
        with Record.open(path, readonly=True) as reader:
            assert query.counts(reader).reports == 2


def test_times_are_those_of_the_clock(tmp_path: Path) -> None:
    clock = datetime(2022, 2, 24, 4, tzinfo=UTC)
    one = report()
    with Record.open(tmp_path / "r.db", now=lambda: clock) as record:
        run = record.begin_run()
        record.add(one, sentences(one), (blame(one),), run)
        assert query.report(record, "r1").first_seen == "2022-02-24T04:00:00.000000+00:00"
        assert query.event(record, blame(one).id).added.startswith("2022-02-24T04")


CHOICES = st.lists(
    st.tuples(st.integers(0, 2), st.booleans(), st.booleans(), st.sampled_from(["1", "2"])),
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(steps=CHOICES)
def test_adding_anything_twice_in_a_row_is_adding_it_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, bool, bool, str]]
) -> None:
    with Record.open(tmp_path_factory.mktemp("p") / "r.db") as record:
        runs = {code: record.begin_run(code=code) for code in ("1", "2")}
        for number, longer, towards_ukraine, code in steps:
            one = report(f"r{number}", BODY + "\nMore." if longer else BODY)
            target = (Participant(UKRAINE if towards_ukraine else NATO, None, 0.5, "rule"),)
            events = (threat(one, targets=target), blame(one))
            record.add(one, sentences(one), events, runs[code])
            before = content(record)
            record.add(one, sentences(one), events, runs[code])
            assert content(record) == before
        assert record.check() == ()


def test_killed_at_any_moment_it_holds_whole_reports_and_goes_on(tmp_path: Path) -> None:
    path, straight, count = tmp_path / "killed.db", tmp_path / "straight.db", 200
    seed = 20211215
    moments = random.Random(seed)
    ingest(str(straight), count)
    command = [sys.executable, str(HERE / "record_samples.py"), str(path), str(count)]
    slowly = [*command, "0.004"]  # a rest after each report, so that a kill comes between
    environ = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    kills, held = 0, []
    for _ in range(6):
        process = subprocess.Popen(slowly, env=environ)
        _wait_for(path, process)
        time.sleep(moments.uniform(0.0, 0.12))
        process.send_signal(signal.SIGKILL)
        kills += process.wait() == -signal.SIGKILL
        held.append(_holds_whole_reports(path))
    assert kills >= 3
    assert any(0 < reports < count for reports in held)
    assert subprocess.run(command, env=environ, check=False).returncode == 0
    with Record.open(path, readonly=True) as record, Record.open(straight, readonly=True) as other:
        assert query.counts(record).reports == count
        assert query.counts(record).retired == 0
        assert record.fingerprint() == other.fingerprint()
        unfinished = "SELECT count(*) FROM runs WHERE ended IS NULL"
        assert record.db.number(unfinished) <= kills


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the run that was started has written its first row."""
    size = path.with_name(path.name + "-wal")
    before = size.stat().st_mtime_ns if size.exists() else 0
    while process.poll() is None:
        if size.exists() and size.stat().st_mtime_ns > before:
            return
        time.sleep(0.002)


def _holds_whole_reports(path: Path) -> int:
    expected = {one.id: (one, lines, events) for one, lines, events in many(200)}
    with Record.open(path) as record:
        assert record.check() == ()
        for row in record.db.all("SELECT id FROM reports"):
            one, lines, events = expected[row["id"]]
            held = query.report(record, one.id)
            assert held.report == one
            assert held.sentences == lines
            assert {stored.event.id for stored in held.events} == {e.id for e in events}
        twice = "SELECT id FROM events GROUP BY id HAVING count(*) > 1"
        assert record.db.all(twice) == []
        return query.counts(record).reports
