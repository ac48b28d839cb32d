"""Taking reports into the record: in any number of goes, killed at any moment, whole reports."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.errors import ReadError
from detente.pipeline import Failure, Pipeline
from detente.record.query import counts, report
from detente.record.store import Record
from detente.settings import Settings
from detente.show.ingest import Ingest, Summary
from detente.show.source import Known
from detente.types import Document, Event

COMMAND = (sys.executable, "-m", "detente.show.cli")
COUNTRIES = ("France", "Japan", "Brazil", "Kenya", "Norway", "Peru", "Egypt", "India")
DEEDS = (
    "{a} warned {b} on Monday that it would close the border if the talks failed.",
    "{a} rejected a demand by {b} to withdraw its troops, the foreign ministry said.",
    "The president of {a} met the prime minister of {b} in Geneva on Tuesday.",
    "{a} imposed sanctions on {b} after the attack, officials said.",
    "{a} called on {b} to release the prisoners.",
)


def line(number: int) -> str:
    """A made-up report of two sentences."""
    pick = random.Random(number)
    a, b = pick.sample(COUNTRIES, 2)
    text = " ".join(deed.format(a=a, b=b) for deed in pick.sample(DEEDS, 2))
    day = f"2021-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return json.dumps(
        {"id": f"n{number}", "outlet": "Harbour Wire", "published": day, "text": text}
    )


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for part in range(8):
        lines = [line(number) for number in range(part * 25, part * 25 + 25)]
        (folder / f"part{part}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


class Quiet:
    """A listener that only keeps what went wrong."""

    def __init__(self) -> None:
        self.mistakes: list[ReadError | Failure] = []

    def files(self, total: int) -> None:
        """Not asked."""

    def file_done(self) -> None:
        """Not asked."""

    def report_done(self, summary: Summary) -> None:
        """Not asked."""

    def wrong(self, what: ReadError | Failure) -> None:
        """Kept."""
        self.mistakes.append(what)


def taken(
    record: Path, *paths: Path, known: Known | None = None, pipeline: Pipeline | None = None
) -> tuple[Summary, list[ReadError | Failure]]:
    quiet = Quiet()
    with Record.open(record) as held:
        work = Ingest(held, pipeline or Pipeline(), Settings(), quiet, known or Known())
        return work.take(paths), quiet.mistakes


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (*COMMAND, *map(str, words)), capture_output=True, text=True, timeout=240, check=False
    )


def fingerprint(record: Path) -> str:
    with Record.open(record) as held:
        assert held.check() == ()
        return held.fingerprint()


def test_killed_at_any_moment_and_run_again_it_is_as_if_never_killed(
    inbox: Path, tmp_path: Path
) -> None:
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    assert run("ingest", inbox, "--record", whole).returncode == 0
    pick = random.Random(os.getpid())
    seen = []
    for _ in range(3):
        process = subprocess.Popen(
            (*COMMAND, "ingest", str(inbox), "--record", str(broken)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _until_more(process, broken)
        time.sleep(pick.random() * 0.25)
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen.append(_whole_reports(broken))
    assert 0 < seen[0] < 200, "the first kill came too late to mean anything"
    assert seen == sorted(seen)
    assert run("ingest", inbox, "--record", broken).returncode == 0
    assert _whole_reports(broken) == 200
    assert fingerprint(broken) == fingerprint(whole)


def _until_more(process: subprocess.Popen[str] | subprocess.Popen[bytes], record: Path) -> None:
    """Waits until the process has added a report or ended, a minute at most."""
    held, stop = _count(record), time.monotonic() + 60
    while time.monotonic() < stop and process.poll() is None and _count(record) <= held:
        time.sleep(0.02)


def _count(record: Path) -> int:
    if not record.exists():
        return 0
    with Record.open(record) as held:
        return counts(held).reports


def _whole_reports(record: Path) -> int:
    """How many reports there are, after a look that each is whole."""
    with Record.open(record) as held:
        assert held.check() == ()
        number = 0
        for name in (f"n{n}" for n in range(200)):
            if not held.db.number("SELECT count(*) FROM reports WHERE id = ?", (name,)):
                continue
            stored = report(held, name)
            assert len(stored.sentences) == 2
            assert stored.versions[-1].current
            number += 1
        return number


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT for one process there")
def test_ctrl_c_says_how_to_go_on(inbox: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    process = subprocess.Popen(
        (*COMMAND, "ingest", str(inbox), "--record", str(record)),
        stderr=subprocess.PIPE,
        text=True,
    )
    _until_more(process, record)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "broken off" in told and "goes on" in told
    assert "Traceback" not in told
    assert 0 < _whole_reports(record) < 200


def test_what_is_held_is_passed_over(inbox: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    first, _ = taken(record, inbox)
    assert (first.files, first.new, first.files_skipped) == (8, 200, 0)
    again, _ = taken(record, inbox)
    assert (again.files_skipped, again.reports, again.events) == (8, 0, 0)
    with (inbox / "part3.jsonl").open("a") as file:
        file.write(line(900) + "\n")
    more, _ = taken(record, inbox)
    assert (more.files_skipped, more.skipped, more.new) == (7, 25, 1)


def test_another_coder_codes_again(tmp_path: Path) -> None:
    file, record = tmp_path / "one.jsonl", tmp_path / "r.db"
    file.write_text(line(1))
    taken(record, file)
    again, _ = taken(record, file, pipeline=Pipeline(user_tables=(_table(tmp_path),)))
    assert (again.files_skipped, again.skipped, again.unchanged + again.recoded) == (0, 0, 1)


def _table(folder: Path) -> Path:
    path = folder / "own.csv"
    path.write_text("kind,key,name,country\norganisation,TERN,The Tern Front,NOR\n")
    return path


def test_a_bad_report_is_named_and_its_file_is_read_again(tmp_path: Path) -> None:
    file, record = tmp_path / "some.jsonl", tmp_path / "r.db"
    file.write_text(line(1) + "\n{broken\n" + line(2) + "\n")
    for new in (2, 0):
        summary, mistakes = taken(record, file, tmp_path / "missing.txt")
        assert (summary.new, summary.unread, summary.files_skipped) == (new, 2, 0)
        assert f"{file}:2" in str(mistakes[0])
        assert "missing.txt" in str(mistakes[1])


def test_a_report_that_breaks_the_coder_is_left_out(tmp_path: Path) -> None:
    file, record = tmp_path / "some.jsonl", tmp_path / "r.db"
    file.write_text("\n".join(line(number) for number in range(5)))
    summary, mistakes = taken(record, file, pipeline=Breaking())
    assert (summary.new, summary.failed) == (4, 1)
    assert "report n3" in str(mistakes[0]) and "our mistake" in str(mistakes[0])
    with Record.open(record) as held:
        assert counts(held).reports == 4
    mended, _ = taken(record, file)
    assert (mended.new, mended.skipped) == (1, 4)


class Breaking(Pipeline):
    """A coder that one report breaks."""

    def events(self, document: Document, heard: object = None) -> tuple[Event, ...]:
        if document.report.id == "n3":
            raise ZeroDivisionError("of course")
        return super().events(document)


def test_a_report_that_breaks_the_parser_does_not_take_its_batch_along(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from detente import pipeline

    def parse_many(reports: list[object], *rest: object) -> Iterator[Document]:
        if any(report.id == "n2" for report in reports):  # type: ignore[attr-defined]
            raise RecursionError("too deep")
        return parse(reports, *rest)  # type: ignore[arg-type]

    parse = pipeline.parse_many
    monkeypatch.setattr(pipeline, "parse_many", parse_many)
    file = tmp_path / "some.jsonl"
    file.write_text("\n".join(line(number) for number in range(5)))
    summary, mistakes = taken(tmp_path / "r.db", file)
    assert (summary.new, summary.failed) == (4, 1)
    assert "n2" in str(mistakes[0])


def test_the_caller_may_know_better(tmp_path: Path) -> None:
    file, record = tmp_path / "note.txt", tmp_path / "r.db"
    file.write_text("Norway warned Peru on Monday that it would close the border.")
    known = Known("text", "Harbour Wire", "2021-12-15")
    taken(record, file, known=known)
    with Record.open(record) as held:
        [row] = held.db.all("SELECT id FROM reports")
        stored = report(held, row["id"]).report
    assert stored.outlet and stored.outlet.name == "Harbour Wire"
    assert str(stored.date) == "2021-12-15"
