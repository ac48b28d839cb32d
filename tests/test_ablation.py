"""Variants of the coder side by side."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from gold_samples import PORT, RIGHT, fake

from detente.errors import ModelError
from detente.evaluate import ablation, markup
from detente.evaluate.measure import code, read
from detente.parse import language
from detente.pipeline import Coded, Pipeline
from detente.show.cli import main
from detente.types import Report

GOLD = [markup.parse(PORT, "port.gold")]
PRONOUN = markup.parse(
    "doc: fjord\ndate: 2016-03-02\n\nFrance condemned Peru.\nIt also accused Chile.\n", "fjord.gold"
)


def broken(reports: Iterable[Report]) -> Iterator[Coded]:
    raise ModelError("is not there", "model")
    yield


def test_a_row_has_the_figures_and_the_speed() -> None:
    right, half = ablation.table(
        GOLD, {"all": fake(RIGHT), "half": fake({"warned": RIGHT["warned"]})}
    )
    told = right.figures()
    assert list(told) == [*ablation.FIGURES, "sentences/s"]
    assert (told["type F1"], told["parties F1"]) == (1.0, 1.0) and right.speed > 0
    assert half.figures()["type R"] == 0.5 and half.figures()["type P"] == 1.0
    lines = ablation.shown([right, half]).split("\n")
    assert [line.split()[0] for line in lines] == ["variant", "all", "half"]
    assert lines[2].split()[1:4] == ["1.000", "0.500", "0.667"]


def test_what_a_variant_loads_at_first_is_no_part_of_its_speed() -> None:
    seen: list[int] = []

    def counting(reports: Iterable[Report]) -> Iterator[Coded]:
        found = list(reports)
        seen.append(len(found))
        yield from fake(RIGHT)(found)

    two = [*GOLD, PRONOUN]
    assert ablation.measured("one", two, counting).score is not None
    assert seen == [1, 2]


def test_a_variant_that_fails_stops_no_other() -> None:
    rows = list(ablation.table(GOLD, {"bad": broken, "good": fake(RIGHT)}))
    assert [(row.name, row.fault, row.score is None) for row in rows] == [
        ("bad", "model: is not there", True),
        ("good", "", False),
    ]
    assert "bad" not in ablation.shown(rows) and rows[0].figures() == {}


def test_rules_and_model_are_measured_apart_and_together() -> None:
    assert list(ablation.evidence(Pipeline())) == ["rules alone", "model alone", "rules and model"]


def test_other_parsers_are_measured_where_they_are_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    installed = {"en_core_web_lg": "en_lg", language.CARRIED: "en_sm"}
    monkeypatch.setattr(ablation.importlib.util, "find_spec", installed.get)
    monkeypatch.setattr(language, "version", lambda name: installed.get(name, "en_lg"))
    assert list(ablation.parsers(Pipeline())) == [f"with {language.CARRIED}"]
    assert list(ablation.parsers(Pipeline(language=language.CARRIED))) == ["with en_core_web_lg"]


def test_without_coreference_names_alone_stand_for_somebody() -> None:
    def sources(name: str, coders: ablation.Coders) -> dict[str, list[str | None]]:
        found = code(read([PRONOUN]), coders[name])
        return {event.trigger: [party.country for party in event.source] for event in found}

    base = Pipeline(evidence="rules")
    assert sources("rules alone", ablation.evidence(base))["accused"] == ["FRA"]
    without = sources("without coreference", ablation.coreference(base))
    assert without["condemned"] == ["FRA"] and "FRA" not in without.get("accused", [])


def test_a_new_variant_is_a_function_among_the_makers() -> None:
    found = ablation.variants(Pipeline(), (lambda base: {"mine": fake(RIGHT)},))
    assert list(found) == ["mine"]


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("port.gold").write_text(PORT)
    found = {"good": fake(RIGHT), "bad": broken}
    monkeypatch.setattr(ablation, "variants", lambda base: found)
    assert main(["evaluate", "ablation", "port.gold"]) == 1
    out, err = capsys.readouterr()
    assert "good" in out and "bad" not in out and "bad: left out: model: is not there" in err
    assert main(["evaluate", "ablation", "port.gold", "--only", "good", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["good"] and told["good"]["type F1"] == 1.0
    assert main(["evaluate", "ablation", "port.gold", "--only", "fish"]) == 2
    assert "known: good, bad" in capsys.readouterr().err
    assert main(["evaluate", "ablation", "none.gold"]) == 2
