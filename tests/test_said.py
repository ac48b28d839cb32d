"""Acts that no trigger tells, but who says what of whom: `text = kind source -> target`."""

from __future__ import annotations

import pytest
from coding_samples import coded, countries

from detente.events import said

TOLD = """
Ukraine must withdraw its troops, Putin said. = must RUS -> UKR
“Ukraine needs to leave the town,” the Russian defence minister said. = must RUS -> UKR
Turkey has to leave Syria, Assad said. = must SYR -> TUR
NATO should leave Estonia, Russian Foreign Minister Sergei Lavrov said. = must RUS -> IGO
“We will not leave Syria,” Turkish President Recep Tayyip Erdogan said. = will not TUR -> -
“Russia will not sing,” Putin said. = will not RUS -> -
“Iran’s attack was barbaric,” the Norwegian prime minister said. = judged NOR -> IRN
“Iran is responsible for the fire,” the Norwegian prime minister said. = blamed NOR -> IRN
"""
NOTHING = """
Turkey must leave Syria.
Prices must fall, Putin said.
Ukraine may withdraw its troops, Putin said.
Turkey will not leave Syria.
“NATO will not leave Syria,” Putin said.
“We will leave Syria,” Putin said.
Iran’s attack was barbaric.
“The attack was not barbaric,” the Norwegian prime minister said.
“Iran is not responsible for the fire,” the Norwegian prime minister said.
“Somebody is responsible for the fire,” the Norwegian prime minister said.
"""


@pytest.mark.parametrize("line", TOLD.strip().split("\n"))
def test_what_is_said_is_an_act_of_the_speaker(line: str) -> None:
    text, _, want = line.partition(" = ")
    found = coded(text)
    [reading] = said.readings(found.document, found.scene)
    source, target = countries(reading.sources)[0], (*countries(reading.targets), "-")[0]
    assert f"{reading.group.id} {source} -> {target}" == want


@pytest.mark.parametrize("text", NOTHING.strip().split("\n"))
def test_nothing_is_read(text: str) -> None:
    found = coded(text)
    assert said.readings(found.document, found.scene) == ()


def test_the_demand_is_one_record_with_the_clause_as_content() -> None:
    found = coded("Ukraine must withdraw its troops, Putin said.")
    event = found.one("REQUEST")
    assert found.types() == ["REQUEST"]
    assert (event.status, event.content_type) == ("actual", "RETREAT")
    assert "withdraw its troops" in (found.words(event.content) or "")


def test_a_verb_that_leans_on_the_modal_before_it_breaks_nothing() -> None:
    found = coded("“We will never surrender and never forget,” Putin said.")
    told = [r for r in said.readings(found.document, found.scene) if r.group.id == "will not"]
    assert len(told) <= 1
