"""Where the gold is in doubt: optional, alternatives, a second coding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from error_samples import GOLD, QUAY, RIGHT, WRONG, event, found_faults

from detente.errors import GoldError
from detente.evaluate import markup
from detente.evaluate.causes import Fault
from detente.evaluate.doubts import load_second
from detente.evaluate.gold import GoldReport
from detente.evaluate.predicted import Predicted


def _gold(*changes: tuple[str, str]) -> GoldReport:
    text = QUAY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return markup.parse(text, "quay.gold")


def _second(*changes: tuple[str, str]) -> dict[tuple[str, int], object]:
    return {("quay", s.i): s for s in _gold(*changes).sentences}


def _doubts(
    found: tuple[Predicted, ...], gold: GoldReport = GOLD, second: object = None
) -> dict[int, tuple[str, str]]:
    faults = found_faults(found, gold, second)  # type: ignore[arg-type]
    return {f.sentence.i: (f.doubt, f.otherwise) for f in faults if f.doubt}


# --- the gold's own -------------------------------------------------------------------


def test_without_doubt_there_is_one() -> None:
    assert _doubts(WRONG) == {10: ("A|B in type", "wrong type")}


def test_an_optional_event_read_with_another_type_or_side() -> None:
    gold = _gold(
        ("THREATEN/restrict actual", "THREATEN/restrict actual optional"),
        ("SUPPORT actual", "SUPPORT actual optional"),
    )
    found = (event("warned", "ACCUSE", "Oslo=NOR"), WRONG[2])
    told = _doubts(found, gold)
    assert told[0] == ("optional", "wrong type")
    assert told[3] == ("optional", "wrong actor")
    faults = [f for f in found_faults(found, gold) if f.doubt == "optional"]
    assert [(f.missed, f.invented) for f in faults] == [(False, True), (False, True)]


@pytest.mark.parametrize(
    ("change", "number", "told"),
    [
        (("=FRA -> Chad", "=FRA|BEL -> Chad"), 3, ("A|B in source", "wrong actor")),
        (("Chad=TCD", "Chad=TCD|NER"), 3, None),
        (("premier=FRA", "premier|The premier=FRA"), 3, None),
        (("Japan=JPN", "Japan=JPN|CHN"), 2, ("A|B in target", "wrong argument")),
        (("AID planned", "AID planned|possible"), 4, ("A|B in status", "wrong status")),
        (("by: Ada Field", "by: Ada Field|Peru"), 5, ("A|B in by", "wrong speaker")),
        (
            ("content: open its ports to the fleet", "content: to open|ports"),
            7,
            ("A|B in content", "wrong span"),
        ),
        (("if: unless the quota rose", "if: unless|the quota rose"), 7, None),
        (("THREATEN/restrict", "THREATEN|AGREE"), 0, None),
        (("THREATEN/restrict", "THREATEN|STATE"), 0, ("A|B in type", "no clause")),
        (("ACCUSE/disapprove", "ACCUSE|REJECT"), 1, ("A|B in type", "wrong type")),
    ],
)
def test_alternatives_count_where_the_error_is(
    change: tuple[str, str], number: int, told: tuple[str, str] | None
) -> None:
    assert _doubts(WRONG, _gold(change)).get(number) == told


# --- a second coding ------------------------------------------------------------------


def test_a_second_coding_that_agrees_leaves_the_errors_to_the_coder() -> None:
    assert _doubts(WRONG, second=_second()) == _doubts(WRONG)


@pytest.mark.parametrize(
    ("change", "number", "told"),
    [
        (("THREATEN/restrict", "AGREE"), 0, "the second coding has no such act"),
        (("ACCUSE/disapprove", "STATE"), 1, "the second coding has no such act"),
        (("Japan=JPN", "Japan=CHN"), 2, "the second coding has other sides"),
        (("premier=FRA", "premier=BEL"), 3, "the second coding has other sides"),
        (("AID planned", "AID possible"), 4, "the second coding has another status"),
        ((" | by: Ada Field", ""), 5, "the second coding has another speaker"),
        (("2016-03-01", "2016-03-03"), 6, "the second coding has another date"),
        (
            ("content: open its ports to the fleet", "content: unless"),
            7,
            "the second coding has another content",
        ),
        (("none | markets", "AID actual | cheap | ->"), 8, "the second coding has it"),
        (("none | markets", "STATE actual | cheap | ->"), 8, ""),
        (("none | markets", "PROTEST actual | cheap | ->"), 8, ""),
        (("AID planned", "AID planned optional"), 4, "optional in the second coding"),
    ],
)
def test_where_a_second_coding_disagrees(change: tuple[str, str], number: int, told: str) -> None:
    assert _doubts(WRONG, second=_second(change)).get(number, ("", ""))[0] == told


def test_a_second_coding_of_one_act_is_no_ground_for_inventing_two() -> None:
    twice = (*RIGHT, replace(event("rice to", "AID"), source=()))
    told: tuple[Fault, ...] = found_faults(twice, second=_second())  # type: ignore[arg-type]
    assert [fault.cause for fault in told] == ["invented beside others"]


def test_the_folder_of_a_second_coding(tmp_path: Path) -> None:
    file = tmp_path / "quay.gold"
    file.write_text(QUAY)
    assert len(load_second(tmp_path, [GOLD])) == len(GOLD.sentences)
    with pytest.raises(GoldError, match="none of these reports"):
        load_second(tmp_path, [replace(GOLD, id="other")])
    file.write_text(QUAY.replace("Herring was cheap", "Herring was dear"))
    with pytest.raises(GoldError, match=r"quay:8: this sentence is another one"):
        load_second(tmp_path, [GOLD])
    file.write_text("nothing")
    with pytest.raises(GoldError, match=r"quay\.gold:1"):
        load_second(tmp_path, [GOLD])
