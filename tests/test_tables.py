"""Tables of results."""

from __future__ import annotations

from gold_samples import predicted, wanted

from detente.evaluate import tables
from detente.evaluate.gold import GoldEvent, GoldSentence, rebuild
from detente.evaluate.predicted import Predicted
from detente.evaluate.score import Score, score


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
