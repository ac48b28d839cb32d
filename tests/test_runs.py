"""Runs kept in a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from error_samples import CAUSE_OF, WRONG, made

from detente.errors import GoldError
from detente.evaluate import runs

# --- cases ----------------------------------------------------------------------------


def test_a_case_is_known_by_report_sentence_type_trigger_and_cause() -> None:
    keys = [case.key for case in made(WRONG).cases]
    assert keys[0] == "quay:0:THREATEN:warned:no clause"
    assert keys[8] == "quay:8:AID:cheap:invented alone"
    assert len(set(keys)) == len(keys) == len(CAUSE_OF)


def test_two_cases_of_one_key_are_numbered() -> None:
    twice = (*WRONG, replace(WRONG[7]))
    keys = [case.key for case in made(twice).cases if case.i == 8]
    assert keys == ["quay:8:AID:cheap:invented alone", "quay:8:AID:cheap:invented alone:2"]


def test_a_case_shows_where_its_triggers_stand() -> None:
    for case in made(WRONG).cases:
        for one in (case.gold, case.found):
            if one is not None:
                assert case.sentence[one.start : one.stop] == one.trigger


def test_a_trigger_of_another_text_is_looked_for() -> None:
    off = tuple(replace(one, start=one.start + 2) for one in WRONG if one.trigger == "condemned")
    case = next(case for case in made(off).cases if case.i == 1)
    assert case.found and case.sentence[case.found.start : case.found.stop] == "condemned"


# --- the file -------------------------------------------------------------------------


def test_a_run_is_read_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    run = made(WRONG)
    runs.save(run, file)
    assert runs.load(file) == run
    assert len(file.read_text().splitlines()) == 1 + len(run.cases)
    assert list(tmp_path.iterdir()) == [file]


def _cut(lines: list[str]) -> list[str]:
    return [lines[0], lines[1][:20]]


def _other(name: str, value: object) -> Callable[[list[str]], list[str]]:
    return lambda lines: [lines[0], json.dumps(json.loads(lines[1]) | {name: value})]


@pytest.mark.parametrize(
    ("damage", "place", "words"),
    [
        (lambda lines: [], ":1", "is not JSON"),
        (lambda lines: ["[]"], ":1", "is not an object"),
        (lambda lines: ["{}"], ":1", "no saved run"),
        (lambda lines: lines[1:], ":1", "no saved run"),
        (lambda lines: [lines[0].replace('"form": 1', '"form": 9')], ":1", "no saved run"),
        (_cut, ":2", "is not JSON"),
        (_other("cause", 3), ":2", "cause"),
        (_other("gold", "warned"), ":2", "gold"),
        (_other("gold", {"trigger": "warned"}), ":2", "start"),
    ],
)
def test_what_is_no_saved_run_is_named_with_its_line(
    tmp_path: Path, damage: Callable[[list[str]], list[str]], place: str, words: str
) -> None:
    file = tmp_path / "run.json"
    runs.save(made(WRONG), file)
    file.write_text("\n".join(damage(file.read_text().splitlines())))
    with pytest.raises(GoldError, match=words) as caught:
        runs.load(file)
    assert caught.value.place == f"{file}{place}"


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="cannot be written"):
        runs.save(made(WRONG), tmp_path / "none" / "run.json")
