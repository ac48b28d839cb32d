"""Which readings are records: each text with the types of its events, and why."""

from __future__ import annotations

import pytest
from coding_samples import coded

# what is only demanded, threatened, promised, refused or eased
SWALLOWED = """
Kenya demanded that Uganda withdraw its troops. = REQUEST
Kenya urged Uganda to attack Somalia. = REQUEST
Japan threatened to bomb North Korea. = THREATEN
Egypt agreed to send aid to Sudan. = AGREE
Sweden refused to send troops to Mali. = REJECT
"""
# what is talked about, but not what a topic's own relative clause tells
TOPICS = """
Chile and Peru discussed the bombing of Aleppo. = CONSULT
Chile and Peru met to discuss Iran's attack on Oman. = CONSULT
Chile and Peru discussed Iran's attack on Oman. = CONSULT
Chile briefed Peru about Iran's attack on Oman. = CONSULT
"""
# an act in a condition is the condition of another
CONDITIONS = """
China warned that it would impose sanctions on Japan if Tokyo attacked Taiwan. = THREATEN
Poland promised to send tanks to Ukraine once Germany agrees. = AGREE
"""
# habits are no record
HABITS = """
Iran attacks Oman every year. =
Iran attacked Oman last year. = ASSAULT
"""
# what is praised or blamed is a record where its own actor is named
JUDGED = """
Norway condemned the attack on Oman. = ACCUSE
Norway condemned Iran's attack on Oman. = ACCUSE ASSAULT
Poland praised the visit to Paris. = SUPPORT
"""
# one that only picks out a noun presupposes, one after a comma tells
PARTICIPLES = """
Areas seized by the army were quiet. =
The bridge that Turkey bombed was old. =
Turkey, which invaded Cyprus in 1974, is large. = ASSAULT
The lawmakers adopted a resolution demanding that Turkey withdraw its troops. = AGREE REQUEST
"""
# a noun whose verb tells the act already, and a bare one
NOUNS = """
Iran launched an attack on Oman. = ASSAULT
Kenya held talks with Somalia. = CONSULT
Turkey imposed sanctions on Syria. = SANCTION
Traders fell ill from sanctions on Oman. =
Iran's attack on Oman failed. = ASSAULT
The summit ended. =
"""
# one act told twice in a sentence, and two that only look alike
TWINS = """
Turkey attacked Iraq, bombing Iraq's villages. = ASSAULT
Turkey bombed Iraq and Iran bombed Oman. = ASSAULT ASSAULT
Turkey bombed Iraq. Turkey bombed Iraq again. = ASSAULT ASSAULT
Egypt urged Sudan to open the dam and asked Sudan to free the sailors. = REQUEST REQUEST
"""
ALL = SWALLOWED + TOPICS + CONDITIONS + HABITS + JUDGED + PARTICIPLES + NOUNS + TWINS


@pytest.mark.parametrize("line", [one for one in ALL.split("\n") if one])
def test_records(line: str) -> None:
    text, _, want = line.partition(" =")
    found = coded(text)
    assert found.types() == want.split(), found.told()


def test_what_is_left_out_was_read() -> None:
    """The acts are missing because they are swallowed, not because no rule reads them."""
    for text, word in [
        ("Kenya urged Uganda to attack Somalia.", "attack"),
        ("The bridge that Turkey bombed was old.", "bombed"),
        ("Chile and Peru met to discuss Iran's attack on Oman.", "attack"),
        ("Turkey attacked Iraq, bombing Iraq's villages.", "attacked"),
    ]:
        assert coded(text).reading(word).group.type == "ASSAULT"
    bare = coded("Traders fell ill from sanctions on Oman.").reading("sanctions")
    assert bare.group.type == "SANCTION"


def test_the_twin_that_names_more_stays() -> None:
    found = coded("Turkey attacked, bombing Iraq's villages.")
    assert [p.actor.country for p in found.one("ASSAULT").targets] == ["IRQ"]
