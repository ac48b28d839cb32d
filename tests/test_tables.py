"""Tables of results, and the causes under which differences are listed."""

from __future__ import annotations

from datetime import date

import pytest
from gold_samples import predicted, voice, wanted

from detente.evaluate import causes, tables
from detente.evaluate.gold import GoldEvent, GoldSentence, rebuild
from detente.evaluate.predicted import Predicted
from detente.evaluate.score import Score, score

DAY = date(2021, 12, 15)


def _score(found: list[Predicted], *golds: GoldEvent) -> Score:
    sentence = GoldSentence("r", 0, "They did it.", golds)
    return score([rebuild("r", [sentence], day=None, outlet=None)], found)


def test_plain_and_markdown() -> None:
    rows = [("type F1", ".5"), ("a|b", "1")]
    assert tables.grid(("figure", "own"), rows).split("\n") == [
        "figure   own",
        "type F1   .5",
        "a|b        1",
    ]
    assert tables.grid(("figure", "own"), rows, markdown=True).split("\n") == [
        "| figure  | own |",
        "| ------- | --: |",
        "| type F1 |  .5 |",
        "| a\\|b    |   1 |",
    ]


def test_figures_beside_floors() -> None:
    scores = {"own": _score([predicted("AID", "FRA")], wanted("AID", "FRA"))}
    lines = tables.figures(scores, {"own": {"type F1": 0.5}}).split("\n")
    assert lines[0].split() == ["figure", "own", "floor"]
    assert "type F1           1.000  0.500" in lines
    assert "date                  -      -" in lines


def test_a_row_for_each_type_and_all() -> None:
    result = _score([predicted("AID", "FRA")], wanted("AID", "FRA"), wanted("REJECT", "DEU"))
    rows = [line.split() for line in tables.by_type(result).split("\n")]
    assert rows[1] == ["AID", "1", "1", "1", "1.000", "1.000", "1.000"]
    assert rows[2][:4] == ["REJECT", "1", "0", "0"]
    assert rows[3] == ["all", "2", "1", "1", "1.000", "0.500", "0.667"]


AID = wanted("AID", "FRA")


@pytest.mark.parametrize(
    ("found", "gold", "cause"),
    [
        ((), AID, "missed: nothing found in the sentence"),
        ((predicted("PROTEST", "FRA"),), AID, "missed: another type found there"),
        ((predicted("PROTEST", "FRA"),), AID, "invented: wrong type"),
        ((predicted("AID", "DEU"),), AID, "missed: right type, wrong actor"),
        ((predicted("AID", "DEU"),), AID, "invented: right type, wrong actor"),
        ((predicted("AID", "DEU"),), None, "invented: no gold event in the sentence"),
        ((predicted("AID", "FRA", status="planned"),), AID, "wrong status"),
        ((predicted("AID", "FRA", voices=(voice("A B"),)),), AID, "wrong nearest voice"),
        ((predicted("AID", "FRA"),), wanted("AID", "FRA", date=(DAY, DAY)), "wrong date"),
        ((predicted("AID", "FRA"),), wanted("AID", "FRA", content="go"), "content below .5"),
        ((predicted("AID", "FRA"),), wanted("AID", "FRA", condition="go"), "condition below .5"),
    ],
)
def test_each_cause(found: tuple[Predicted, ...], gold: GoldEvent | None, cause: str) -> None:
    result = _score(list(found), *([gold] if gold else []))
    assert cause in [fault.cause for fault in causes.faults(result)]


def test_every_cause_is_tested_and_told_in_order() -> None:
    marks = test_each_cause.pytestmark  # type: ignore[attr-defined]
    assert {case[2] for case in marks[0].args[1]} == set(causes.CAUSES)
    result = _score([predicted("PROTEST", "FRA")], AID)
    assert [cause for cause, _ in causes.grouped(result)] == [
        "missed: another type found there",
        "invented: wrong type",
    ]


def test_what_is_right_has_no_cause() -> None:
    assert causes.faults(_score([predicted("AID", "FRA")], AID)) == ()
    assert causes.faults(_score([], wanted("AID", "FRA", optional=True))) == ()


def test_errors_show_the_sentence_the_wanted_and_the_found() -> None:
    found = predicted("AID", "FRA", trigger="did", status="planned", date=(DAY, DAY))
    text = tables.errors(_score([found], AID))
    assert "wrong status (1)" in text
    assert "    r:0 They did it." in text
    assert "      wanted AID actual | did | =FRA ->" in text
    assert "      found  AID planned | did | =FRA -> | date: 2021-12-15" in text


def test_errors_keep_to_the_limit() -> None:
    text = tables.errors(_score([], AID, wanted("REJECT", "FRA")), limit=1)
    assert "nothing found in the sentence (2)" in text
    assert "... and 1 more" in text
