"""Who acts and to whom: `text = TYPE sources -> targets`, as countries."""

from __future__ import annotations

import pytest
from coding_samples import coded, countries

CASES = """
Chile refused to meet Peru. = REJECT CHL -> PER
Chile agreed to keep Peru informed. = AGREE CHL -> PER
Turkey threatened to bomb Syria. = THREATEN TUR -> SYR
Kenya demanded that Uganda leave. = REQUEST KEN -> UGA
Kenya demanded an apology by Uganda. = REQUEST KEN -> UGA
Norway criticised the bombing of the town by Israel. = ACCUSE NOR -> ISR
Norway condemned Iran's attack on Oman. = ACCUSE NOR -> IRN
Russia moved tanks towards Ukraine. = MOBILIZE RUS -> UKR
Turkish troops massed on the border with Syria. = MOBILIZE TUR -> SYR
Turkish troops seized the harbour in their battle with Islamic State. = ASSAULT TUR -> IMG
Moscow promised to withdraw its troops from Georgia. = AGREE RUS -> GEO
Chile signed a treaty with Peru. = AGREE CHL -> PER
Chile and Peru signed a treaty. = AGREE CHL -> PER
Chile, Peru and Bolivia signed a treaty. = AGREE CHL PER BOL -> CHL PER BOL
Syria attacked the town of Sinjar. = ASSAULT SYR -> IRQ
Iran's demands include an apology from Oman and a ransom. = REQUEST IRN -> OMN
Turkey agreed to the request from Greece. = CONCEDE TUR -> GRC
Kenya closed its border with Somalia. = COERCE KEN -> SOM
Chile and Peru blamed each other. = ACCUSE CHL PER -> CHL PER
The Security Council met on Friday. = CONSULT IGO -> IGO
Chile and Peru are rivals. Both governments agreed to meet. = AGREE CHL PER -> CHL PER
Tens of thousands marched in Chile. = PROTEST CHL -> CHL
Chile burns. The army bombed a village. = ASSAULT CHL -> CHL
"""


@pytest.mark.parametrize("line", CASES.strip().split("\n"))
def test_parties(line: str) -> None:
    text, _, want = line.partition(" = ")
    kind = want.split()[0]
    event = next(e for e in coded(text).events if e.type == kind)
    sources, targets = (" ".join(map(str, countries(p))) for p in (event.sources, event.targets))
    assert f"{kind} {sources} -> {targets}" == want


def test_the_items_of_a_list_share_whom_one_of_them_names() -> None:
    found = coded("Iran's demands include an apology from Oman and a ransom.")
    assert [countries(e.targets) for e in found.events] == [["OMN"], ["OMN"]]


def test_the_occasion_of_an_act_is_nobody_whom_it_reaches() -> None:
    for text in (
        "Chile rejected the plan during Peru's vote.",
        "Chile turned down the plan amid Peru's vote.",
    ):
        assert coded(text).one("REJECT").targets == ()


def test_a_guess_has_a_low_score() -> None:
    named = coded("Chile condemned Peru.").one("ACCUSE").targets[0]
    guessed = coded("Turkey made an offer that pleased Greece.").events
    assert named.score > 0.9
    assert all(p.score <= 0.4 for e in guessed for p in e.targets)
