"""What is said rather than done: "must" with an addressee, and vows of harm."""

from __future__ import annotations

import pytest
from coding_samples import coded, countries

MUST = """
Ukraine must withdraw its troops, Putin said. = RUS -> UKR
“Ukraine needs to leave the town,” the Russian defence minister said. = RUS -> UKR
Turkey has to leave Syria, Assad said. = SYR -> TUR
NATO should leave Estonia, Russian Foreign Minister Sergei Lavrov said. = RUS -> IGO
"""
NO_DEMAND = """
Turkey must leave Syria.
Prices must fall, Putin said.
Ukraine may withdraw its troops, Putin said.
"""
VOWS = """
Turkey vowed to bomb Syria. = THREATEN violence
Turkey vowed to arrest the rebels in Syria. = THREATEN arrest
Turkey promised to bomb Syria. = THREATEN violence
Turkey pledged to send aid to Syria. = AGREE
Turkey agreed to bomb Syria. = AGREE
Turkey vowed to build a school in Syria. = AGREE
"""


@pytest.mark.parametrize("line", MUST.strip().split("\n"))
def test_must_with_an_addressee_is_the_speakers_demand(line: str) -> None:
    text, _, want = line.partition(" = ")
    event = coded(text).one("REQUEST")
    assert f"{countries(event.sources)[0]} -> {countries(event.targets)[0]}" == want
    assert event.status == "actual"


@pytest.mark.parametrize("text", NO_DEMAND.strip().split("\n"))
def test_no_demand_without_a_speaker_or_an_addressee(text: str) -> None:
    assert "REQUEST" not in coded(text).types()


@pytest.mark.parametrize("line", VOWS.strip().split("\n"))
def test_a_vow_of_harm_is_a_threat(line: str) -> None:
    text, _, want = line.partition(" = ")
    found = coded(text)
    kind, _, mode = want.partition(" ")
    assert found.types() == [kind]
    assert found.one(kind).mode == mode


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Kenya demanded that Uganda withdraw its troops.", "yield"),
        ("Kenya asked Uganda to send doctors.", "assist"),
        ("Kenya asked Uganda for talks.", "meet"),
        ("Kenya asked Uganda to respect the courts.", "change"),
        ("Turkish jets bombed Syria.", "aerial"),
    ],
)
def test_the_mode_is_told_by_the_content_else_by_the_clause(text: str, mode: str) -> None:
    assert coded(text).events[0].mode == mode
