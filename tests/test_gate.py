"""The gate: each of its rules fails when what it names is broken, with coders made up for it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gold_samples import PORT, RIGHT, Found, fake

from detente.errors import GoldError
from detente.evaluate import gate
from detente.evaluate.baseline import Baseline, Entry, corpus_hash, load, save, unexplained

WORSE: Found = {"warned": ("THREATEN", "NOR")}
TODAY = date(2026, 3, 2)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "port.gold").write_text(PORT)
    return folder


@pytest.fixture
def told(tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the gate's command with a coder's findings: its exit code and what it wrote."""

    def command(found: Found, *arguments: str) -> tuple[int, str]:
        paths = ("--corpus", str(corpus), "--baseline", str(tmp_path / "baseline.json"))
        code = gate.main([*paths, "--no-shared", *arguments], fake(found))
        return code, capsys.readouterr().out

    return command


def test_holds_after_an_update(told: Any) -> None:
    assert told(RIGHT, "--update")[0] == 0
    code, out = told(RIGHT)
    assert code == 0
    assert "the gate holds" in out
    assert "0 sentences moved" in out


def test_fails_without_a_baseline(told: Any) -> None:
    code, out = told(RIGHT)
    assert code == 1
    assert "the corpus is not the recorded one" in out


def test_fails_under_a_floor(told: Any) -> None:
    told(RIGHT, "--update")
    code, out = told(WORSE)
    assert code == 1
    assert "FAILED own: actors recall: 0.500 is under its floor 0.990" in out


def test_fails_where_the_corpus_changed(told: Any, corpus: Path) -> None:
    told(RIGHT, "--update")
    (corpus / "port.gold").write_text(PORT.replace("Herring was cheap.", "Herring was dear."))
    code, out = told(RIGHT)
    assert code == 1
    assert "the corpus is not the recorded one" in out


def test_fails_where_a_floor_was_lowered_by_hand(told: Any, tmp_path: Path) -> None:
    told(RIGHT, "--update")
    file = tmp_path / "baseline.json"
    raw = json.loads(file.read_text())
    raw["floors"]["own"]["actors recall"] = 0.4
    file.write_text(json.dumps(raw))
    code, out = told(WORSE)
    assert code == 1
    assert "actors recall: floor 0.990 is now 0.400 without an entry in the history" in out


def test_fails_where_a_floor_was_taken_out(told: Any, tmp_path: Path) -> None:
    told(RIGHT, "--update")
    file = tmp_path / "baseline.json"
    raw = json.loads(file.read_text())
    del raw["floors"]["own"]["actors recall"]
    file.write_text(json.dumps(raw))
    assert told(RIGHT)[0] == 1


def test_says_which_sentences_moved(told: Any) -> None:
    told(RIGHT, "--update")
    _, out = told(WORSE)
    assert "1 sentences moved" in out
    assert "port:1\n  - = PROTEST actual NOR> 'walked out' -\n  + ? PROTEST actual NOR>" in out


def test_an_update_raises_floors(told: Any, tmp_path: Path) -> None:
    told(WORSE, "--update")
    assert load(tmp_path / "baseline.json").floors["own"]["actors recall"] == 0.49
    told(RIGHT, "--update")
    after = load(tmp_path / "baseline.json")
    assert after.floors["own"]["actors recall"] == 0.99
    assert len(after.history) == 2


def test_a_field_of_few_cases_may_lose_two(told: Any, tmp_path: Path) -> None:
    told(RIGHT, "--update")
    floors = load(tmp_path / "baseline.json").floors["own"]
    assert (floors["status"], floors["actors recall"]) == (0.0, 0.99)


def test_an_update_keeps_a_floor_inside_the_margin(told: Any, tmp_path: Path) -> None:
    told(RIGHT, "--update")
    file = tmp_path / "baseline.json"
    before = load(file)
    floors = {"own": dict(before.floors["own"]) | {"actors recall": 0.995}}
    raised = replace(before, floors=floors, history=(Entry("2026-03-01", before.corpus, floors),))
    save(raised, file)
    told(RIGHT, "--update")
    assert load(file).floors["own"]["actors recall"] == 0.995


def test_an_update_refuses_to_lower(told: Any, tmp_path: Path) -> None:
    told(RIGHT, "--update")
    before = (tmp_path / "baseline.json").read_text()
    code, out = told(WORSE, "--update")
    assert code == 1
    assert "--reason" in out
    assert (tmp_path / "baseline.json").read_text() == before


def test_an_update_lowers_with_a_reason(told: Any, tmp_path: Path) -> None:
    told(RIGHT, "--update")
    assert told(WORSE, "--update", "--reason", "strikes are no longer coded")[0] == 0
    after = load(tmp_path / "baseline.json")
    assert after.floors["own"]["actors recall"] == 0.49
    assert after.history[-1].reason == "strikes are no longer coded"
    assert told(WORSE)[0] == 0


def test_an_update_in_place_adds_no_history(told: Any, tmp_path: Path) -> None:
    told(RIGHT, "--update")
    told(RIGHT, "--update")
    assert len(load(tmp_path / "baseline.json").history) == 1


def test_history_asks_for_reasons() -> None:
    high, low = {"own": {"type F1": 0.6}}, {"own": {"type F1": 0.5}}
    silent = (Entry("2026-01-01", "c", high), Entry("2026-01-02", "c", low, " "))
    assert list(unexplained(Baseline("c", low, silent)))
    reasoned = (silent[0], replace(silent[1], reason="a type was split"))
    assert not list(unexplained(Baseline("c", low, reasoned)))


def test_a_damaged_baseline_is_a_fault(told: Any, tmp_path: Path) -> None:
    (tmp_path / "baseline.json").write_text('{"corpus": "x"}')
    code, out = told(RIGHT)
    assert code == 1
    assert "is no baseline" in out


def test_the_hash_sees_names_and_bytes(corpus: Path) -> None:
    first = corpus_hash(corpus)
    (corpus / "port.gold").rename(corpus / "harbour.gold")
    assert corpus_hash(corpus) != first
    (corpus / "harbour.gold").rename(corpus / "port.gold")
    assert corpus_hash(corpus) == first


# --- shared sets ----------------------------------------------------------------------


def _shared(folder: Path) -> Path:
    """A folder with a `seed` set of one sentence and no `news`."""
    (folder / "data" / "seed").mkdir(parents=True)
    source = [{"text": "Oslo", "country": "NOR"}]
    event = {"trigger": "warned", "type": "THREATEN", "status": "actual", "source": source}
    row = {"doc": "s", "i": 0, "text": "Oslo warned.", "events": [event | {"target": []}]}
    (folder / "data" / "seed" / "gold.jsonl").write_text(json.dumps(row))
    return folder


def test_shared_sets_have_floors_of_their_own(corpus: Path, tmp_path: Path) -> None:
    shared = _shared(tmp_path / "shared")
    run = gate.run(fake(RIGHT), corpus, shared)
    assert (set(run.scores), run.skipped) == ({"own", "seed"}, ("news",))
    baseline = gate.updated(run, Baseline(), today=TODAY)
    silent = gate.run(fake({"walked out": ("PROTEST", "NOR")}), corpus, shared)
    assert any(line.startswith("seed: ") for line in gate.failures(silent, baseline))


def test_a_skipped_set_keeps_its_floors(corpus: Path, tmp_path: Path) -> None:
    full = gate.run(fake(RIGHT), corpus, _shared(tmp_path / "shared"))
    baseline = gate.updated(full, Baseline(), today=TODAY)
    alone = gate.run(fake(RIGHT), corpus)
    assert not list(gate.failures(alone, baseline))
    assert gate.updated(alone, baseline, today=TODAY).floors == baseline.floors
    assert any("skipped seed" in line for line in gate.report(alone, baseline))


def test_where_the_shared_folder_is_looked_for(tmp_path: Path) -> None:
    root, beside = tmp_path / "project", tmp_path / "shared"
    assert gate.shared_folder({}, root) is None
    beside.mkdir()
    assert gate.shared_folder({}, root) == beside
    assert gate.shared_folder({gate.VARIABLE: str(tmp_path)}, root) == tmp_path
    with pytest.raises(GoldError):
        gate.shared_folder({gate.VARIABLE: str(tmp_path / "none")}, root)


# --- the recorded baseline ------------------------------------------------------------


def test_the_recorded_baseline_is_in_order() -> None:
    baseline = load()
    assert baseline.floors
    assert not list(unexplained(baseline))
