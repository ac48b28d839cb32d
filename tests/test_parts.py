"""The parts alone: one answer a line, in order, whatever a line holds."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.show.cli import main

Answers = tuple[int, list[dict[str, Any]]]
Ask = Callable[..., Answers]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Asks a part; what is no text is written as JSON."""

    def ask(part: str, *rows: object) -> Answers:
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        file = tmp_path / "stdin"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        with file.open("rb") as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            code = main(["parts", part])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return ask


THREAT = "Norway threatened to bomb Peru."


def test_classify(ask: Ask) -> None:
    code, [one] = ask("classify", {"id": 7, "text": THREAT, "source": [0, 6], "target": [26, 30]})
    assert code == 0
    assert tuple(one) == ("id", "type", "mode", "scores", "why")
    assert (one["id"], one["type"], one["mode"]) == (7, "THREATEN", "violence")
    assert abs(sum(one["scores"].values()) - 1) < 0.01
    assert set(one["why"][0]) == {"field", "rule", "score"}


def test_resolve(ask: Ask) -> None:
    code, [known, nobody] = ask(
        "resolve",
        {"id": "a", "text": "the Russian president", "date": "2021-12-15"},
        {"id": "b", "text": "the rise in tensions", "context": "in Geneva"},
    )
    assert code == 0
    assert tuple(known) == ("id", "name", "actor", "country", "sector", "score", "why")
    assert (known["name"], known["actor"]) == ("Vladimir Putin", "Q7747")
    assert (known["country"], known["sector"]) == ("RUS", "GOV")
    assert [nobody[k] for k in ("id", "name", "actor", "country", "sector")] == ["b"] + [None] * 4


def test_quotes(ask: Ask) -> None:
    text = "“We shall not leave,” Ada Field said."
    code, [one] = ask("quotes", {"id": "q", "text": text})
    assert code == 0 and tuple(one) == ("id", "attributions")
    said = one["attributions"][0]
    assert set(said) == {"source", "cue", "content", "kind"}
    [[start, stop]] = said["source"]
    assert text[start:stop] == "Ada Field" and said["kind"] == "direct"


def test_dates(ask: Ask) -> None:
    code, [told, relative] = ask(
        "dates",
        {"id": "d", "text": "They met last week.", "published": "2021-12-15T10:00:00Z"},
        {"id": "e", "text": "They met last week."},
    )
    assert code == 0
    assert told["dates"][0] == {
        "start": 9,
        "stop": 18,
        "text": "last week",
        "value": ["2021-12-06", "2021-12-12"],
        "timex": "2021-W49",
    }
    assert relative["dates"][0]["value"] is None


@pytest.mark.parametrize(
    ("part", "row", "told"),
    [
        ("classify", "{broken", "not JSON"),
        ("classify", "[1]", "not a JSON object"),
        ("classify", {"id": 1, "source": [0, 1], "target": [2, 3]}, "`text` is missing"),
        ("classify", {"id": 1, "text": "Ab", "target": [0, 1]}, "`source` must be"),
        ("classify", {"id": 1, "text": "Ab", "source": [0, 9], "target": [0, 1]}, "outside"),
        ("resolve", {"id": 1, "text": None}, "`text` is missing"),
        ("resolve", {"id": 1, "text": "x", "date": "soon"}, "`date` is no day"),
        ("resolve", {"id": 1, "text": "x", "context": 3}, "`context` is no string"),
        ("quotes", {"id": 1}, "`text` is missing"),
        ("quotes", "nothing", "not JSON"),
        ("dates", {"id": 1, "text": "x", "published": 5}, "`published` is no day"),
        ("dates", "[" * 5000, "not usable JSON"),
    ],
)
def test_a_wrong_line_is_answered_in_its_place(ask: Ask, part: str, row: object, told: str) -> None:
    right = {"id": "z", "text": THREAT, "source": [0, 6], "target": [26, 30]}
    code, answers = ask(part, right, row, right)
    assert code == 2
    assert [one["id"] for one in answers][::2] == ["z", "z"]
    assert "line 2" in answers[1]["error"] and told in answers[1]["error"]
    assert "error" not in answers[0] and "error" not in answers[2]
