"""`detente evaluate errors`: what it prints, keeps, compares and refuses."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from error_samples import CAUSE_OF, QUAY, RIGHT, WRONG
from gold_samples import RIGHT as READ
from gold_samples import fake
from rich.console import Console

from detente.evaluate.predicted import Predicted
from detente.pipeline import Coded, Failure, Pipeline
from detente.show.cli import main
from detente.show.measuring import telling, watched
from detente.types import Report

Answer = tuple[int, str, str]
Run = Callable[..., Answer]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `detente evaluate errors` in a folder with gold and two sets of found events."""
    monkeypatch.chdir(tmp_path)
    Path("quay.gold").write_text(QUAY)
    Path("wrong.jsonl").write_text("".join(map(_line, WRONG)))
    Path("right.jsonl").write_text("".join(map(_line, RIGHT)))

    def run(*words: str) -> Answer:
        code = main(["evaluate", "errors", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def _line(event: Predicted) -> str:
    row: dict[str, object] = {
        "report": event.report,
        "type": event.type,
        "status": event.status,
        "trigger": {"start": event.start, "text": event.trigger},
        "sources": [{"text": p.text, "country": p.country} for p in event.source],
        "targets": [{"text": p.text, "country": p.country} for p in event.target],
        "content": event.content or None,
        "condition": event.condition or None,
        "attribution": [{"name": v.name, "kind": v.kind} for v in event.voices],
    }
    if event.date:
        row["date"] = {"start": str(event.date[0]), "stop": str(event.date[1])}
    return json.dumps(row) + "\n"


def _objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


WRONGLY = ("quay.gold", "--events", "wrong.jsonl")
RIGHTLY = ("quay.gold", "--events", "right.jsonl")


def test_every_cause_is_told_with_its_sentence(run: Run) -> None:
    code, out, err = run(*WRONGLY)
    assert (code, err) == (0, "")
    assert all(f"\n{cause} (" in out for cause in CAUSE_OF)
    assert "  quay:2 Kenya [asked] Japan for rice." in out


def test_what_is_right_is_an_empty_table(run: Run) -> None:
    code, out, _ = run(*RIGHTLY)
    assert code == 0 and out.split() == "cause cases share missed invented all 0 - 0 0".split()


def test_json_is_an_object_a_case(run: Run) -> None:
    code, out, _ = run(*WRONGLY, "--json", "--limit", "1")
    rows = _objects(out)
    assert code == 0 and [row["cause"] for row in rows] == list(CAUSE_OF)
    assert rows[1]["gold"]["type"] == "ACCUSE" and rows[1]["found"]["type"] == "STATE"
    assert rows[0]["found"] is None and rows[0]["key"] == "quay:0:THREATEN:warned:no clause"


@pytest.mark.parametrize("name", ["wrong type", "wrong-type", "WRONG_TYPE", "wrong t"])
def test_one_cause_alone(run: Run, name: str) -> None:
    code, out, _ = run(*WRONGLY, "--cause", name, "--json")
    assert code == 0 and [row["i"] for row in _objects(out)] == [1]
    assert "condemned" in run(*WRONGLY, "--cause", name)[1]
    assert "thanked" not in run(*WRONGLY, "--cause", name)[1]


def test_the_limit_is_of_each_cause(run: Run) -> None:
    Path("none.jsonl").write_text("")
    out = run("quay.gold", "--events", "none.jsonl", "--limit", "2")[1]
    assert out.count("    gold   ") == 2 and "… and 8 more" in out


def test_a_run_is_kept_and_compared(run: Run) -> None:
    assert run(*WRONGLY, "--save", "last.json")[0] == 0
    code, out, _ = run(*RIGHTLY, "--against", "last.json", "--save", "last.json")
    assert code == 0 and "mended: 11" in out and "new: 0" in out
    code, out, _ = run(*WRONGLY, "--against", "last.json")
    assert code == 0 and "mended: 0" in out and "new: 11" in out


def test_what_moved_as_json(run: Run) -> None:
    run(*WRONGLY, "--save", "last.json")
    rows = _objects(run(*RIGHTLY, "--against", "last.json", "--json")[1])
    assert {row["move"] for row in rows} == {"mended"} and len(rows) == 11
    rows = _objects(run(*WRONGLY, "--against", "last.json", "--json")[1])
    assert {row["move"] for row in rows} == {"same"} and len(rows) == 11
    one = _objects(run(*RIGHTLY, "--against", "last.json", "--json", "--cause", "no-clause")[1])
    assert [row["i"] for row in one] == [0]


def test_one_cause_of_what_moved_but_all_of_it_is_kept(run: Run) -> None:
    run(*WRONGLY, "--save", "last.json", "--cause", "no-clause")
    out = run(*RIGHTLY, "--against", "last.json", "--cause", "wrong-date")[1]
    assert "mended: 1\n" in out and "freed" in out and "warned" not in out


def test_a_second_coding(run: Run) -> None:
    Path("second").mkdir()
    Path("second/quay.gold").write_text(QUAY.replace("THREATEN/restrict", "AGREE"))
    rows = _objects(run(*WRONGLY, "--second", "second", "--json")[1])
    assert rows[0]["cause"] == "gold doubtful" and rows[0]["otherwise"] == "no clause"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("none.gold",), "none.gold"),
        (("bad.gold",), "bad.gold:4"),
        (("quay.gold", "quay.gold"), "quay: stands twice"),
        (("quay.gold", "--events", "bad.jsonl"), "bad.jsonl:1"),
        ((*WRONGLY, "--against", "none.json"), "none.json"),
        ((*WRONGLY, "--against", "bad.jsonl"), "bad.jsonl:1"),
        ((*WRONGLY, "--save", "none/run.json"), "none/run.json"),
        ((*WRONGLY, "--second", "none"), "none"),
        ((*WRONGLY, "--cause", "wrong"), "no such cause (known: no clause, wrong type,"),
        ((*WRONGLY, "--cause", "fish"), "no such cause"),
    ],
)
def test_bad_files_and_words_are_named(run: Run, words: tuple[str, ...], told: str) -> None:
    Path("bad.gold").write_text("doc: bad\n\nOslo warned Lima.\n  THREATEN actual\n")
    Path("bad.jsonl").write_text("{}\n")
    code, out, err = run(*words)
    assert (code, out) == (2, "") and told in err and len(err.splitlines()) == 1


def test_hostile_words_are_shown_without_what_a_terminal_obeys(run: Run) -> None:
    row = {"doc": "r", "i": 0, "text": "Oslo \x1b[31mwarned Lima; Oslo -> Lima.", "events": []}
    actor = {"text": "Oslo; Lima -> Oslo", "country": "NOR"}
    coded = {"trigger": "warned", "type": "ACCUSE", "status": "actual", "target": []}
    row["events"] = [coded | {"source": [actor]}]
    Path("r.jsonl").write_text(json.dumps(row) + "\n")
    Path("none.jsonl").write_text("")
    code, out, _ = run("r.jsonl", "--events", "none.jsonl")
    assert code == 0 and "Oslo [warned] Lima" in out and "\x1b" not in out


# --- coding ---------------------------------------------------------------------------


class Terminal:
    """A screen whose standard error is a terminal, or is none."""

    def __init__(self, *, terminal: bool) -> None:
        self.err = Console(file=io.StringIO(), force_terminal=terminal, width=100)
        self.said: list[str] = []

    def say(self, words: str) -> None:
        self.said.append(words)

    @property
    def drawn(self) -> str:
        found = self.err.file
        assert isinstance(found, io.StringIO)
        return found.getvalue()


class Broken(Pipeline):
    """Codes the first report with the fake coder and breaks on the others."""

    def outcomes(
        self, reports: Iterable[Report], more: Callable[[], bool] = lambda: True
    ) -> Iterator[Coded | Failure]:
        first, *others = reports
        yield from fake(READ)([first])
        for report in others:
            yield Failure(report.id, None, "a fault")


def _reports() -> list[Report]:
    return [Report(name, name, "Oslo warned them.", ()) for name in ("a", "b")]


def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else() -> None:
    for terminal in (True, False):
        screen = Terminal(terminal=terminal)
        coder = watched(telling(Broken(), screen), 2, screen)  # type: ignore[arg-type]
        assert [document.report.id for document, _ in coder(_reports())] == ["a"]
        assert ("reports" in screen.drawn) == terminal
        assert len(screen.said) == 1 and "b could not be coded" in screen.said[0]


def test_gold_is_coded_where_no_events_are_given(run: Run) -> None:
    Path("fjord.gold").write_text(
        "doc: fjord\ndate: 2016-03-02\n\nFrance condemned Peru.\n"
        "  ACCUSE/disapprove actual | condemned | France=FRA -> Peru=PER | date: 2016-03-02\n"
        "Herring was cheap.\n  AID actual | cheap | -> | why: cannot be read\n"
    )
    rows = _objects(run("fjord.gold", "--json")[1])
    assert [(row["i"], row["cause"]) for row in rows] == [(1, "no clause")]
