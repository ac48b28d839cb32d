"""The command line: answers on standard output, mistakes in one line, exit codes that mean it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente import __version__
from detente.show.cli import main
from detente.show.fields import DATE, EVENT, PARTICIPANT, PLACE, VOICE

COMMAND = (sys.executable, "-m", "detente")
WARNING = (
    "Norway warned Peru on Monday that it would close the border unless the talks resumed, "
    "Foreign Minister Ada Field said."
)
MEETING = "The president of Kenya met the prime minister of Japan in Geneva last week."

Answer = tuple[int, str, str]
Run = Callable[..., Answer]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in an empty folder, with `stdin` on standard input."""
    monkeypatch.chdir(tmp_path)

    def run(*words: object, stdin: str | bytes = "") -> Answer:
        raw = stdin if isinstance(stdin, bytes) else stdin.encode()
        (tmp_path / ".stdin").write_bytes(raw)
        with (tmp_path / ".stdin").open("rb") as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    file = tmp_path / "in.jsonl"
    rows = [
        {"id": "a", "outlet": "Harbour Wire", "published": "2021-12-15", "text": WARNING},
        {"id": "b", "outlet": "Harbour Wire", "published": "2021-12-16", "text": MEETING},
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


# --- help -----------------------------------------------------------------------------


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from detente.show.cli import main; code = main(['--help']); "
        "heavy = {'spacy', 'lxml', 'yaml', 'sqlite3', 'numpy'} & set(sys.modules); "
        "sys.exit(f'{heavy} {code}' if heavy or code else 0)"
    )
    done = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "ingest" in done.stdout


def test_the_version(run: Run) -> None:
    assert run("--version") == (0, f"detente {__version__}\n", "")


@pytest.mark.parametrize("words", [("nonsense",), ("read", "--nonsense"), ("why",)])
def test_a_wrong_command_is_the_callers_mistake(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "Traceback" not in err


# --- read -----------------------------------------------------------------------------


def test_read_gives_events_as_the_codebook_writes_them(run: Run, inbox: Path) -> None:
    code, out, err = run("read", "--json", inbox)
    assert (code, err) == (0, "")
    found = objects(out)
    assert [one["report"] for one in found] == sorted(one["report"] for one in found)
    threat = next(one for one in found if one["type"] == "THREATEN")
    assert tuple(threat) == tuple(name for name, _ in EVENT)
    for name, fields in (("sources", PARTICIPANT), ("attribution", VOICE)):
        assert set(threat[name][0]) == {field for field, _ in fields}
    assert set(threat["date"]) == {name for name, _ in DATE}
    trigger = threat["trigger"]
    assert WARNING[trigger["start"] : trigger["stop"]] == trigger["text"] == "warned"
    assert threat["sources"][0]["country"] == "NOR"
    places = [one["place"] for one in found if one["place"]]
    assert places and set(places[0]) == {name for name, _ in PLACE}


def test_read_takes_standard_input_too(run: Run, inbox: Path) -> None:
    named = run("read", "--json", inbox)
    assert run("read", "--json", stdin=inbox.read_text()) == named
    assert run("read", "--json", "-", stdin=inbox.read_text()) == named


def test_read_for_people_marks_the_sentence_without_colour(run: Run, inbox: Path) -> None:
    code, out, _ = run("read", inbox)
    assert code == 0
    assert "[Norway|source] {warned|THREATEN} [Peru|target]" in out
    assert "[unless the talks resumed|condition]" in " ".join(out.split())
    assert "Ada Field" in out and "\x1b" not in out


def test_a_bad_report_is_named_with_its_place_and_the_rest_goes_on(run: Run, inbox: Path) -> None:
    inbox.write_text("{broken\n" + inbox.read_text() + '{"id": "c"}\n')
    code, out, err = run("read", "--json", "none.html", inbox)
    assert code == 2
    assert {one["report"] for one in objects(out)} == {"a", "b"}
    first, second, third = err.splitlines()
    assert "none.html: no such file" in first
    assert f"{inbox}:1: not JSON" in second
    assert f"{inbox}:4: `text` is missing" in third


def test_a_report_that_breaks_us_is_named_and_the_exit_code_says_so(
    run: Run, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.events import coder

    code_one = coder.code

    def breaking(document: Any, *rest: Any, **options: Any) -> Any:
        if document.report.id == "a":
            raise ZeroDivisionError("of course")
        return code_one(document, *rest, **options)

    monkeypatch.setattr(coder, "code", breaking)
    code, out, err = run("read", "--json", inbox)
    assert code == 1
    assert {one["report"] for one in objects(out)} == {"b"}
    assert "report a could not be coded, our mistake" in err and "Traceback" not in err
    assert "Traceback" in run("-v", "read", "--json", inbox)[2]


def test_the_caller_may_name_kind_outlet_and_day(run: Run) -> None:
    words = ("--format", "text", "--outlet", "Reuters", "--published", "2021-12-15")
    code, out, _ = run("read", "--json", *words, stdin=WARNING)
    assert code == 0
    threat = objects(out)[0]
    assert threat["attribution"][-1]["name"] == "Reuters"
    assert threat["date"]["start"] == "2021-12-13"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "pdf"), "--format: must be one of html"),
        (("--published", "soon"), "--published: this is no day"),
    ],
)
def test_an_impossible_option_is_named(run: Run, words: tuple[str, ...], told: str) -> None:
    code, out, err = run("read", *words)
    assert (code, out) == (2, "")
    assert told in err


def test_hostile_text_reaches_no_terminal(run: Run) -> None:
    text = "Norway \x1b[31mwarned\x07 Peru [bold]that it would close the border.\u202e"
    code, out, err = run("read", "--format", "text", stdin=text)
    assert code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(out + err)
    code, _, err = run("read", "no\x1b[31msuch")
    assert code == 2 and "\x1b" not in err


def test_events_come_while_the_input_is_still_open(inbox: Path) -> None:
    process = subprocess.Popen(
        (*COMMAND, "read", "--json"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin and process.stdout
    guard = threading.Timer(60, process.kill)
    guard.start()
    process.stdin.write(inbox.read_text().splitlines()[0] + "\n")
    process.stdin.flush()
    first = process.stdout.readline()
    guard.cancel()
    assert json.loads(first)["report"] == "a"
    process.stdin.close()
    process.wait(timeout=60)
    process.stdout.close()


@pytest.mark.skipif(os.name == "nt", reason="no pipes of this kind there")
def test_a_reader_that_leaves_is_no_error(inbox: Path) -> None:
    line = inbox.read_text().splitlines()[0]
    process = subprocess.Popen(
        (*COMMAND, "read", "--json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write(f"{line}\n".encode())
    process.stdin.flush()
    process.stdout.readline()
    process.stdout.close()
    process.stdin.write((f"{line}\n" * 40).encode())
    process.stdin.close()
    told = process.stderr.read()
    process.wait(timeout=60)
    process.stderr.close()
    assert told == b""


# --- the record -----------------------------------------------------------------------


@pytest.fixture
def record(run: Run, inbox: Path, tmp_path: Path) -> Path:
    assert run("ingest", inbox, "--record", "r.db")[0] == 0
    return tmp_path / "r.db"


def test_ingest_tells_what_it_did(run: Run, inbox: Path) -> None:
    code, out, _ = run("--record", "x.db", "ingest", inbox, "--json")
    [told] = objects(out)
    assert (code, told["new"], told["record"]) == (0, 2, "x.db")
    _, out, _ = run("ingest", inbox, "--record", "x.db")
    assert "1 held already" in out


def test_events_are_filtered_and_paged(run: Run, record: Path) -> None:
    _, out, _ = run("--record", record, "events", "--json", "--type", "threaten")
    assert {one["type"] for one in objects(out)} == {"THREATEN"}
    _, out, _ = run("--record", record, "events", "--json", "--since", "2021-12-16")
    assert {one["report"] for one in objects(out)} <= {"b"}
    _, everything, _ = run("events", "--json", "--record", record)
    code, first, hint = run("events", "--json", "--record", record, "--limit", "1")
    assert code == 0 and len(objects(first)) == 1
    cursor = hint.split()[-1]
    _, rest, _ = run("events", "--json", "--record", record, "--cursor", cursor)
    assert first + rest == everything
    _, out, _ = run("events", "--record", record, "--actor", "NOR")
    assert "THREATEN" in out and "Peru" in out


def test_why_and_show(run: Run, record: Path) -> None:
    _, out, _ = run("--record", record, "events", "--json", "--type", "THREATEN")
    name = objects(out)[0]["id"]
    code, out, _ = run("--record", record, "why", name[:6])
    assert code == 0
    assert "{warned|THREATEN}" in out and "codebook THREATEN/" in out and "Harbour Wire" in out
    _, out, _ = run("--record", record, "why", name, "--json")
    found = json.loads(out)
    assert found["words"] == WARNING and found["origin"]["outlet"] == "Harbour Wire"
    code, out, _ = run("--record", record, "show", "a")
    assert code == 0 and "{warned|1 THREATEN}" in out
    code, out, err = run("--record", record, "why", "zzz")
    assert (code, out) == (2, "") and "zzz: the record holds nothing of this id" in err


@pytest.mark.parametrize("name", ["jsonl", "csv", "plover", "gdelt"])
def test_export(run: Run, record: Path, tmp_path: Path, name: str) -> None:
    code, out, _ = run("--record", record, "export", "--format", name)
    assert code == 0 and "\n" in out
    code, _, _ = run("--record", record, "export", "--format", name, "-o", "out.x")
    assert code == 0
    assert (tmp_path / "out.x").read_bytes().decode() == out
    assert json.loads((tmp_path / "out.x.about.json").read_text())["format"] == name


def test_a_correction_and_back(run: Run, record: Path) -> None:
    _, out, _ = run("--record", record, "events", "--json", "--type", "THREATEN")
    name = objects(out)[0]["id"]
    words = ("correct", name, "status", "possible", "--reason", "a guess", "--who", "Ada")
    code, out, _ = run("--record", record, *words)
    assert code == 0 and "correction 1" in out
    _, out, _ = run("--record", record, "why", name)
    assert "Ada changed status" in out and "a guess" in out
    assert run("--record", record, "undo", "1")[0] == 0
    _, out, _ = run("--record", record, "why", name, "--json")
    assert json.loads(out)["status"] == "actual"
    code, _, err = run("--record", record, "correct", name, "status", "perhaps")
    assert code == 2 and "'perhaps' cannot be the status" in err


def test_a_missing_or_strange_record_is_named(run: Run, tmp_path: Path) -> None:
    code, _, err = run("--record", "none.db", "events")
    assert code == 2 and "none.db: there is no record here" in err
    (tmp_path / "text.db").write_text("this is no record" * 100)
    code, _, err = run("--record", "text.db", "events")
    assert code == 1 and "text.db" in err and "Traceback" not in err


def test_settings_are_read_and_named_where_they_are_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('record = "mine.db"\n')
    code, _, err = run("--settings", "own.toml", "events")
    assert code == 2 and "mine.db" in err
    (tmp_path / "own.toml").write_text("bach = 2\n")
    code, _, err = run("--settings", "own.toml", "events")
    assert code == 2 and "own.toml: bach: there is no such option (did you mean batch?)" in err


def test_our_own_mistake_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.show import codebook

    monkeypatch.setattr(codebook, "list_view", lambda book: 1 / 0)
    code, out, err = run("types")
    assert (code, out) == (1, "")
    assert "this is our mistake: ZeroDivisionError" in err and len(err.splitlines()) == 1
    assert "Traceback" in run("-v", "types")[2]


# --- looking up and measuring ---------------------------------------------------------


def test_types(run: Run) -> None:
    _, out, _ = run("types")
    assert "THREATEN" in out and "STATE" in out
    _, out, _ = run("types", "mobilize")
    assert "troops" in out
    code, _, err = run("types", "WAR")
    assert code == 2 and "WAR: no such type" in err


def test_an_actor_on_a_day(run: Run) -> None:
    code, out, _ = run("actors", "find", "the Russian president", "--on", "2021-12-15")
    assert code == 0 and "Vladimir Putin" in out and "RUS" in out
    code, out, err = run("actors", "find", "the rise in tensions")
    assert (code, out) == (2, "") and "nobody" in err


def test_the_demo_ends_by_itself_with_a_page_and_what_to_type_next(run: Run) -> None:
    began = time.monotonic()
    code, out, _ = run("demo", "--into", "here")
    assert code == 0
    assert time.monotonic() - began < 60
    assert "Brief" in out and "(first: " in out and "Told and denied" in out
    assert "detente --record here/demo.db why" in out


def test_evaluate_gold(run: Run) -> None:
    from detente.evaluate.markup import CORPUS

    file = sorted(CORPUS.glob("*.gold"))[0]
    code, out, _ = run("evaluate", "gold", file, "--json")
    assert code == 0 and 0 <= json.loads(out)["type F1"] <= 1
    code, out, _ = run("evaluate", "errors", file, "--limit", "1")
    assert code == 0 and "cases" in out
    code, _, err = run("evaluate", "gold", "none.gold")
    assert code == 2 and "none.gold" in err
