"""The list of errors that a person reads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from error_samples import RIGHT, WRONG, event, made

from detente.evaluate import listing, moves
from detente.evaluate.causes import CAUSES
from detente.evaluate.listing import Manner
from detente.evaluate.runs import Case


def _case(number: int) -> Case:
    return next(case for case in made(WRONG).cases if case.i == number)


def _rows(text: str) -> dict[str, list[str]]:
    return {line[:22].strip(): line[22:].split() for line in text.split("\n")}


def test_the_table_has_a_row_for_each_cause_and_all() -> None:
    rows = _rows(listing.overview(made(WRONG).cases))
    assert list(rows) == ["cause", *CAUSES, "all"]
    assert rows["wrong type"] == ["1", "9.1", "%", "1", "0"]
    assert rows["invented alone"] == ["1", "9.1", "%", "0", "1"]
    assert rows["wrong date"] == ["1", "9.1", "%", "0", "0"]
    assert rows["all"] == ["11", "100.0", "%", "5", "5"]
    assert listing.overview(()).split("\n")[1].split() == ["all", "0", "-", "0", "0"]


def test_the_table_has_what_there_was_before() -> None:
    rows = _rows(listing.overview(made(RIGHT).cases, made(WRONG).cases))
    assert rows["cause"][-1] == "before"
    assert rows["wrong type"] == ["0", "-", "0", "0", "1"]
    assert rows["all"][-1] == "11"


def test_a_case_is_a_block_of_sentence_gold_and_found() -> None:
    text = "\n".join(listing.cases([_case(3)], 11, Manner()))
    assert text.split("\n") == [
        f"wrong actor ({CAUSES['wrong actor']}): 1 case, 9.1 %",
        "  SUPPORT 1",
        "",
        "  quay:3 The premier [thanked] Chad for the grain.",
        "    gold   SUPPORT actual | thanked | premier=FRA -> Chad=TCD",
        "    found  SUPPORT actual | thanked | The premier=DEU -> Chad=TCD",
        "    note   source",
        "",
    ]


def test_what_was_read_for_what_is_counted() -> None:
    text = "\n".join(listing.cases([_case(1), _case(1)], 11, Manner(limit=1)))
    assert "  ACCUSE>STATE 2\n" in text
    assert text.count("Lima [condemned] the raid.") == 1
    assert "  … and 1 more" in text


def test_a_doubt_is_told_with_the_cause_that_it_hides() -> None:
    text = "\n".join(listing.cases([_case(10)], 11, Manner()))
    assert "    note   A|B in type; else wrong type" in text


@pytest.mark.parametrize(
    ("number", "marked"),
    [
        (0, "Oslo [warned] that it would close the port."),
        (8, "Herring was {cheap}."),
        (1, "Lima [condemned] the raid."),
    ],
)
def test_triggers_are_marked(number: int, marked: str) -> None:
    assert listing.marked(_case(number)) == marked


def test_two_triggers_apart_are_both_marked() -> None:
    case = _case(1)
    assert case.gold
    apart = replace(case, found=replace(case.gold, start=0, stop=4))
    assert listing.marked(apart) == "{Lima} [condemned] the raid."
    apart = replace(case, found=replace(case.gold, start=19, stop=23))
    assert listing.marked(apart) == "Lima [condemned] the {raid}."


def test_lines_are_wrapped_under_each_other_where_a_width_is_given() -> None:
    lines = list(listing.cases([_case(7)], 11, Manner(width=50)))
    assert max(map(len, lines[2:])) <= 50
    assert any(line.startswith(" " * 11) and line.strip() for line in lines)


def test_what_moved_is_listed_with_both_causes() -> None:
    before = made(WRONG)
    found = [one for one in WRONG if one.trigger not in ("condemned", "cheap")]
    now = made((*found, event("Herring", "PROTEST")))
    text = "\n".join(listing.moved(moves.between(before, now), before, now, Manner()))
    lines = text.split("\n")
    assert lines[0].startswith("since the run of 2026-11-23: type F1 ")
    assert [line for line in lines if line and not line.startswith(" ")][1:] == [
        "mended: 1",
        "new: 1",
        "of another cause now: 1",
    ]
    assert "    note   invented alone -> mended" in lines
    assert "    note   invented alone" in lines
    assert "    note   wrong type -> no clause" in lines


def test_warnings_say_what_cannot_be_compared() -> None:
    before, now = made(WRONG), made(WRONG)
    other = replace(before, golds={"pier": "1", "quay": "2"})
    text = "\n".join(listing.moved(moves.between(other, now), other, now, Manner()))
    assert "1 report: other gold now, what moved there may be the gold (quay)" in text
    assert "1 report: measured only then, left out (pier)" in text
