"""Runs with a model: what is kept, what is said at the end, what another run asks again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from llm_samples import MEETING, WARNED, WARNING, Service, serving

from detente.errors import DetenteError
from detente.record.filter import Filter
from detente.record.query import events as page_of
from detente.record.store import Record
from detente.show.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("llm")) as running:
        yield running


@pytest.fixture
def run(
    service: Service,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Runs a command in a folder whose settings name the server, which behaves so."""
    service.begin()
    monkeypatch.chdir(tmp_path)
    rows = [
        {"id": "a", "outlet": "Harbour Wire", "published": "2021-12-15", "text": WARNING},
        {"id": "b", "outlet": "Harbour Wire", "published": "2021-12-16", "text": MEETING},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    def run(name: str, *words: str) -> tuple[int, str, str]:
        configure(tmp_path, service.address(name))
        code = main(list(words))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def configure(folder: Path, address: str, **options: object) -> None:
    lines = ["[llm]", f'address = "{address}"', 'model = "tiny"', "concurrency = 1"]
    lines += [f"{name} = {value}" for name, value in options.items()]
    (folder / "detente.toml").write_text("\n".join(lines) + "\n")


def rules(folder: Path) -> set[str]:
    """The rules that set the types of the record's current events."""
    with Record.open(folder / "detente.db", readonly=True) as held:
        found = page_of(held, Filter(), 50, None).rows
    return {row.event.why[0].rule for row in found}


def ingested(run: Run, name: str) -> tuple[dict[str, object], str]:
    code, out, err = run(name, "ingest", "in.jsonl", "--json")
    assert code == 0, err
    found: dict[str, object] = json.loads(out)
    return found, err


def test_reading_says_at_the_end_what_the_model_did(run: Run) -> None:
    code, out, err = run("good", "read", "--json", "in.jsonl")
    events = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and [event["why"][0]["rule"] for event in events] == ["llm:tiny"] * 2
    assert err == "llm:tiny coded 2 of 2 reports (2 requests, 14 tokens)\n"
    code, out, err = run("refusal", "read", "in.jsonl")
    assert code == 0 and "THREATEN" in out
    assert "coded 0 of 2 reports; 2 by the built-in coder (refusal 2)" in err


def test_ingest_counts_in_its_answer(run: Run, service: Service) -> None:
    service.knows({WARNING: [{**WARNED, "content": "no"}]})
    found, err = ingested(run, "good")
    assert found["llm"] == {
        "model": "tiny",
        "coded": 2,
        "fallen_back": {},
        "events_left_out": {},
        "fields_left_out": {"words that do not stand there": 1},
        "requests": 2,
        "tokens": 14,
    }
    assert "1 fields left out" in err


def test_why_names_the_model_and_the_run_its_settings(run: Run) -> None:
    ingested(run, "good")
    _, out, _ = run("good", "events", "--json", "--type", "THREATEN")
    [event] = [json.loads(line) for line in out.splitlines()]
    _, out, _ = run("good", "why", event["id"])
    assert "llm:tiny" in out and "0.80" in out
    _, out, _ = run("good", "why", event["id"], "--json")
    assert json.loads(out)["run"]["settings"]["llm.model"] == "tiny"


def test_what_is_held_is_not_asked_about_again(run: Run, service: Service) -> None:
    ingested(run, "good")
    found, _ = ingested(run, "good")
    assert found["files_skipped"] == 1
    assert len(service.requests(2, done=False)) == 2


def test_another_model_codes_again(run: Run, service: Service, tmp_path: Path) -> None:
    ingested(run, "good")
    assert rules(tmp_path) == {"llm:tiny"}
    found, _ = ingested(run, "fenced")  # another address
    assert (found["files_skipped"], found["unchanged"]) == (0, 2)


def test_a_report_that_could_not_be_asked_about_is_kept_and_asked_about_again(
    run: Run, service: Service, tmp_path: Path
) -> None:
    service.switch("redirect")
    first, err = ingested(run, "switch")
    assert (first["new"], first["failed"]) == (2, 0)
    assert "2 by the built-in coder (redirect 2)" in err
    assert not any(rule.startswith("llm:") for rule in rules(tmp_path))
    service.switch("good")
    second, _ = ingested(run, "switch")
    assert (second["files_skipped"], second["recoded"]) == (0, 2)
    assert rules(tmp_path) == {"llm:tiny"}
    third, _ = ingested(run, "switch")
    assert third["files_skipped"] == 1


def test_a_report_that_the_model_refuses_is_not_asked_about_again(
    run: Run, service: Service
) -> None:
    service.switch("refusal")
    ingested(run, "switch")
    second, _ = ingested(run, "switch")
    assert second["files_skipped"] == 1
    assert len(service.requests(2, done=False)) == 2


def test_a_server_that_comes_and_goes_loses_nothing(
    run: Run, service: Service, tmp_path: Path
) -> None:
    service.switch("good")
    ingested(run, "switch")
    with (tmp_path / "in.jsonl").open("a") as file:
        row = {"id": "c", "published": "2021-12-17", "text": WARNING}
        file.write(json.dumps(row) + "\n")
    service.switch("redirect")
    second, _ = ingested(run, "switch")
    assert (second["skipped"], second["new"], second["events_lost"]) == (2, 1, 0)


def test_a_missing_key_is_told_before_the_record_is_opened(
    run: Run, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_LLM_KEY_VARIABLE", "NO_SUCH_KEY")
    code, _, err = run("good", "ingest", "in.jsonl")
    assert code == 2 and "the environment has no NO_SUCH_KEY" in err
    assert not (tmp_path / "detente.db").exists()


def test_an_empty_address_in_the_environment_takes_the_model_away(
    run: Run, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_LLM_ADDRESS", "")
    code, out, err = run("good", "read", "in.jsonl")
    assert (code, err) == (0, "") and "THREATEN" in out
    assert service.requests() == []


def test_the_key_is_written_nowhere(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINY_KEY", "sesame-opens")
    monkeypatch.setenv("DETENTE_LLM_KEY_VARIABLE", "TINY_KEY")
    for name in ("locked", "good"):
        code, out, err = run(name, "-v", "ingest", "in.jsonl")
        assert code == 0 and "sesame" not in out + err
    assert b"sesame" not in (tmp_path / "detente.db").read_bytes()


def _kept(folder: Path) -> bool:
    """True once the record holds an event."""
    try:
        return bool(rules(folder))
    except DetenteError:
        return False


def test_breaking_off_does_not_wait_for_the_server(service: Service, tmp_path: Path) -> None:
    service.begin()
    configure(tmp_path, service.address("hang-second"), timeout=200)
    rows = ({"id": f"n{n}", "text": WARNING} for n in range(5))
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = (sys.executable, "-m", "detente", "ingest", "in.jsonl")
    process = subprocess.Popen(
        command, cwd=tmp_path, env={**os.environ}, stderr=subprocess.PIPE, text=True
    )
    assert len(service.requests(2, done=False)) == 2
    assert any(_kept(tmp_path) or time.sleep(0.5) for _ in range(200))
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=90)
    assert time.monotonic() - begun < 60  # the server would take 120
    assert process.returncode == 130 and "broken off" in err and "Traceback" not in err
    assert "llm:tiny coded 1 of 1 reports" in err
    assert rules(tmp_path) == {"llm:tiny"}
