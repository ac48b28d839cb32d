"""The type of what `[source]` does to `[target]`, given as spans: `text = TYPE mode`."""

from __future__ import annotations

import re

import pytest
from coding_samples import coded, pipeline

from detente.events.pair import PairCast, Verdict
from detente.types import Span

CASES = """
[Turkey] bombed [Syria]. = ASSAULT explosives
[Turkey] threatened to bomb [Syria]. = THREATEN violence
[Turkey] met [Syria] in Oslo. = CONSULT
[Turkey] demanded that [Syria] withdraw its troops. = REQUEST yield
[Acme] gave money to [Bolt]. = AID
[The rebels] shelled [the town]. = ASSAULT heavy-weapons
[Norway] and [Sweden]. = STATE comment
While Chile bombed Peru, [Norway] praised [Sweden]. = SUPPORT
While [Chile] bombed [Peru], Norway praised Sweden. = ASSAULT explosives
[Norway] rejected a call by Chile to attack [Sweden]. = REJECT change
"""


def verdict(marked: str) -> Verdict:
    """The verdict on a text whose two parties stand in brackets, the source first."""
    text = re.sub(r"[\[\]]", "", marked)
    names = re.findall(r"\[([^\]]*)\]", marked)
    source, target = (Span(text.index(n), text.index(n) + len(n)) for n in names)
    return pipeline().classify(text, source, target)


@pytest.mark.parametrize("line", CASES.strip().split("\n"))
def test_type_and_mode(line: str) -> None:
    marked, _, want = line.partition(" = ")
    found = verdict(marked)
    assert f"{found.type} {found.mode}".strip() == want


@pytest.mark.parametrize("line", CASES.strip().split("\n"))
def test_shares_sum_to_one_and_the_type_has_the_largest(line: str) -> None:
    found = verdict(line.partition(" = ")[0])
    assert sum(found.scores.values()) == pytest.approx(1.0, abs=0.001)
    assert max(found.scores, key=lambda k: found.scores[k]) == found.type


def test_the_rule_is_told() -> None:
    assert verdict("[Turkey] bombed [Syria].").why[0].rule.startswith("codebook ASSAULT")
    assert verdict("[Norway] and [Sweden].").why[0].rule == "no trigger"


def test_an_act_that_is_only_demanded_says_less_than_the_demand() -> None:
    scores = verdict("[Turkey] demanded that [Syria] withdraw its troops.").scores
    assert scores["REQUEST"] > 4 * scores["RETREAT"] > 0


def test_parties_that_nobody_knows_are_parties() -> None:
    text = "The Glom Union and Acme met."
    found = coded(text)
    given = PairCast(found.document, found.cast, Span(0, 14), Span(19, 23))
    assert given.at(found.token("Union")) == (given.source,)
    assert given.at(found.token("Acme")) == (given.target,)
    assert given.at(found.token("met")) == ()
    assert (given.source.actor.name, given.source.rule) == ("The Glom Union", "given")
