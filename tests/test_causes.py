"""Every miss and every invention under one cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from error_samples import CAUSE_OF, GOLD, RIGHT, WRONG, event, found_faults, scored
from gold_samples import actor, predicted, wanted

from detente.evaluate.causes import CAUSES, Fault, faults
from detente.evaluate.gold import GoldEvent, GoldSentence, rebuild
from detente.evaluate.predicted import Party, Predicted
from detente.evaluate.score import score


def _one(text: str, found: list[Predicted], *golds: GoldEvent) -> tuple[Fault, ...]:
    """The faults of one sentence; found triggers are placed at their words."""
    report = rebuild("r", [GoldSentence("r", 0, text, golds)], day=None, outlet=None)
    placed = [replace(one, start=max(0, text.find(one.trigger))) for one in found]
    return faults(score([report], placed))


def _told(found: tuple[Fault, ...]) -> list[tuple[str, str]]:
    return [(fault.cause, fault.about) for fault in found]


@pytest.mark.parametrize(("number", "cause"), list(enumerate(CAUSE_OF)))
def test_each_cause_is_found_in_its_sentence_alone(number: int, cause: str) -> None:
    found = [fault for fault in found_faults(WRONG) if fault.sentence.i == number]
    assert [fault.cause for fault in found] == [cause]


def test_every_cause_is_tested_and_what_is_right_has_none() -> None:
    assert set(CAUSE_OF) == set(CAUSES)
    assert found_faults(RIGHT) == ()


def test_what_the_causes_cost_is_what_the_score_counts() -> None:
    for found in (WRONG, (), WRONG[3:], (*WRONG, *RIGHT)):
        every = found_faults(found)
        full = scored(found).full
        assert sum(fault.missed for fault in every) == full.missed
        assert sum(fault.invented for fault in every) == full.invented


def test_what_is_read_elsewhere_leaves_the_clause_unread() -> None:
    text = "After the talks of spring failed, the navy fired on two boats."
    gold = wanted("ASSAULT", "FRA", trigger="fired on")
    far = _one(text, [predicted("CONSULT", "FRA", trigger="talks")], gold)
    assert _told(far) == [("no clause", ""), ("invented beside others", "")]
    near = _one(text, [predicted("COERCE", "FRA", trigger="fired")], gold)
    assert _told(near) == [("wrong type", "")]
    assert (near[0].missed, near[0].invented) == (True, True)


def test_one_word_may_stand_between_two_triggers_but_not_where_one_is_a_statement() -> None:
    gold = wanted("REJECT", "FRA", trigger="refused")
    text = "France refused to sail today."
    assert _told(_one(text, [predicted("RETREAT", "FRA", trigger="sail")], gold)) == [
        ("wrong type", "")
    ]
    assert _told(_one(text, [predicted("STATE", "FRA", trigger="sail")], gold)) == [
        ("no clause", "")
    ]
    assert len(_one(text, [predicted("RETREAT", "FRA", trigger="today")], gold)) == 2


def test_of_two_candidates_the_nearest_is_taken_for_the_misread_one() -> None:
    gold = wanted("REJECT", "FRA", trigger="refused")
    found = [predicted("RETREAT", "FRA", trigger="sail"), predicted("AID", trigger="refused")]
    told = _one("France refused to sail today.", found, gold)
    assert [(f.cause, f.found.type if f.found else "") for f in told] == [
        ("wrong type", "AID"),
        ("invented beside others", "RETREAT"),
    ]


def test_a_statement_taken_for_an_act_is_a_wrong_type_that_costs_an_invention() -> None:
    gold = wanted("STATE", "FRA", trigger="said")
    told = _one("France said so.", [predicted("ACCUSE", "FRA", trigger="said")], gold)
    assert _told(told) == [("wrong type", "")]
    assert (told[0].missed, told[0].invented) == (False, True)


def test_an_act_beside_a_statement_is_no_misread_one() -> None:
    gold = wanted("STATE", "FRA", trigger="said")
    told = _one("France said it sailed.", [predicted("RETREAT", trigger="sailed")], gold)
    assert _told(told) == [("invented alone", "")]


def test_a_date_is_asked_only_where_the_gold_has_one() -> None:
    day = date(2016, 3, 2)
    found = [predicted("AID", "FRA", date=(day, day))]
    assert _one("They did it.", found, wanted("AID", "FRA")) == ()


def test_a_sentence_with_a_statement_alone_holds_no_act() -> None:
    gold = wanted("STATE", "FRA", trigger="France")
    told = _one("France at noon said little.", [predicted("AID", trigger="little")], gold)
    assert _told(told) == [("invented alone", "")]


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("fleet=TCD", "Mali=MLI", ("wrong actor", "source")),
        ("the French fleet=TCD", "Mali=MLI", ("wrong actor", "source")),
        ("port=FRA", "Mali=MLI", None),
        ("fleet=FRA", "the Mali=NER", ("wrong actor", "target")),
        ("the fleet=TCD", "Mali=MLI", ("wrong actor", "source")),
        ("port=TCD", "Mali=MLI", ("wrong argument", "source")),
        ("Chadian fleet=TCD", "Mali=MLI", ("wrong argument", "source")),
        ("fleet=TCD", "", ("wrong argument", "target")),
        ("fleet=TCD", "Mali=NER", ("wrong actor", "source and target")),
        ("=TCD", "port=NER", ("wrong argument", "source and target")),
    ],
)
def test_words_or_code_of_a_side(source: str, target: str, told: tuple[str, str] | None) -> None:
    gold = replace(wanted("AID", (actor("FRA", "French fleet"),)), target=(actor("MLI", "Mali"),))
    sides = [event("warned", "AID", source, target)]
    found = [replace(one, report="r", trigger="did") for one in sides]
    assert _told(_one("They did it.", found, gold)) == ([told] if told else [])


def test_a_symmetric_act_is_read_in_the_order_that_fits_best() -> None:
    gold = wanted("CONSULT", "FRA", "TCD")
    told = _one("They did it.", [predicted("CONSULT", "TCD", "MLI", trigger="did")], gold)
    assert _told(told) == [("wrong actor", "source")]


def test_gold_and_found_without_words_differ_in_the_code() -> None:
    assert _told(_one("They did it.", [predicted("AID", "DEU")], wanted("AID", "FRA"))) == [
        ("wrong actor", "source")
    ]
    named = (Party("They", "They", "DEU"),)
    assert _told(_one("They did it.", [predicted("AID", named)], wanted("AID", "FRA"))) == [
        ("wrong argument", "source")
    ]


def test_articles_are_no_words_of_a_side() -> None:
    told = _told(_one("They did it.", [predicted("AID", (_party("the port"),))], _aid("a port")))
    assert told == [("wrong actor", "source")]
    told = _told(_one("They did it.", [predicted("AID", (_party("the port"),))], _aid("the fleet")))
    assert told == [("wrong argument", "source")]


def _party(words: str) -> Party:
    return Party(words, words, "DEU")


def _aid(words: str) -> GoldEvent:
    return wanted("AID", (actor("FRA", words),))


def test_spans_say_which_and_what_is_not_asked_is_no_fault() -> None:
    gold = wanted("REJECT", "FRA", content="open the port", condition="unless paid")
    found = [predicted("REJECT", "FRA")]
    assert _told(_one("They did it.", found, gold)) == [("wrong span", "content and condition")]
    more = [predicted("REJECT", "FRA", content="open the port", condition="unless paid")]
    assert _told(_one("They did it.", more, wanted("REJECT", "FRA"))) == []


def test_optional_and_statements_are_not_missed() -> None:
    assert _one("They did it.", [], wanted("AID", "FRA", optional=True), wanted("STATE")) == ()


def test_each_event_is_in_one_fault_only() -> None:
    twice = (*WRONG, *(replace(one) for one in WRONG))
    every = [id(fault.found) for fault in found_faults(twice) if fault.found]
    assert len(every) == len(set(every)) > len(WRONG)
    assert len(GOLD.sentences) == len(CAUSE_OF)
