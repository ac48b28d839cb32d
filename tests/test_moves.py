"""What has moved between two runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from error_samples import GOLD, QUAY, RIGHT, WRONG, event, made

from detente.evaluate import markup, moves
from detente.evaluate.predicted import Predicted
from detente.evaluate.runs import Run


def _moved(before: Run, now: Run) -> list[tuple[str, int, str, str]]:
    found = moves.between(before, now).moves
    return [
        (m.kind, m.case.i, m.was, m.case.cause if m.kind != moves.MENDED else "") for m in found
    ]


def _freed(found: tuple[Predicted, ...], **other: Any) -> tuple[Predicted, ...]:
    """The same events, the one of the sailors with other values."""
    return tuple(replace(one, **other) if one.trigger == "freed" else one for one in found)


def _without(number: int) -> tuple[Predicted, ...]:
    span = GOLD.sentences[number].span
    return tuple(one for one in WRONG if not span.start <= one.start < span.stop)


def test_nothing_moved() -> None:
    assert moves.between(made(WRONG), made(WRONG)).moves == ()


def test_mended_new_and_changed() -> None:
    now = (
        *_without(1),  # condemned: not read at all any more
        event("warned", "THREATEN", "Oslo=NOR", content="close the port"),
        event("Herring", "PROTEST"),
    )
    assert _moved(made(WRONG), made(now)) == [
        ("mended", 0, "no clause", ""),
        ("new", 8, "", "invented alone"),
        ("changed", 1, "wrong type", "no clause"),
    ]
    assert _moved(made(now), made(WRONG)) == [
        ("mended", 8, "invented alone", ""),
        ("new", 0, "", "no clause"),
        ("changed", 1, "no clause", "wrong type"),
    ]


def test_one_error_of_two_at_one_event_is_mended() -> None:
    before = tuple(
        replace(one, status="denied") if one.trigger == "freed" else one for one in RIGHT
    )
    both = tuple(replace(one, date=None) if one.trigger == "freed" else one for one in before)
    assert _moved(made(both), made(before)) == [("mended", 6, "wrong date", "")]
    late = _freed(RIGHT, date=None)
    assert _moved(made(before), made(late)) == [("changed", 6, "wrong status", "wrong date")]


def test_reports_that_only_one_run_measured_are_left_out_and_named() -> None:
    other = replace(GOLD, id="pier")
    gone = moves.between(made(WRONG), replace(made(WRONG), cases=(), golds={"pier": "x"}))
    assert (gone.moves, gone.left, gone.added) == ((), ("quay",), ("pier",))
    more = moves.between(made(WRONG), made(WRONG, GOLD, other))
    assert (more.moves, more.altered, more.added) == ((), (), ("pier",))


def test_gold_that_is_another_one_now_is_named() -> None:
    changed = markup.parse(QUAY.replace("AID planned", "AID actual"), "quay.gold")
    found = moves.between(made(WRONG), made(WRONG, changed))
    assert found.altered == ("quay",)
    assert [(m.kind, m.case.i) for m in found.moves] == [("mended", 4)]


def test_moves_of_one_cause_go_into_it_or_out_of_it() -> None:
    found = moves.between(made(WRONG), made(_without(1)))
    for cause, kept in (("wrong type", 1), ("no clause", 1), ("wrong date", 0), ("", 1)):
        assert len(moves.of_cause(found, cause).moves) == kept


def test_what_became_of_each_case() -> None:
    before, now = made(WRONG), made((*_without(1), RIGHT[0]))
    fates = {c.key: fate for c, fate in moves.fates(now, moves.between(before, now))}
    assert fates["quay:1:ACCUSE:condemned:no clause"] == {"move": "changed", "was": "wrong type"}
    assert fates["quay:0:THREATEN:warned:no clause"] == {"move": "mended", "was": "no clause"}
    assert fates["quay:8:AID:cheap:invented alone"] == {"move": "same", "was": ""}
    assert len(fates) == len(now.cases) + 1
    assert [fate for _, fate in moves.fates(now, None)] == [{}] * len(now.cases)
    fresh = replace(before, cases=(), golds={})
    unknown = moves.fates(now, moves.between(fresh, now))
    assert {fate["move"] for _, fate in unknown} == {"not measured before"}
