"""Participants from slots: `text` with the word to look at, and the countries found there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coding_samples import coded, countries

from detente.events.roles import actors_at, fill, is_ground, without

AT = """
Chile met Peru. | Peru = PER
Chile met Peru's envoy. | envoy = PER
Chile hit a Peruvian ship. | ship = PER
Chile quit the Peru deal. | deal =
Chile hailed Peru's deal. | deal = PER
Chile thanked the members of NATO. | members = IGO
Chile thanked two of the Baltic envoys of Latvia. | two = LVA
Chile thanked half of NATO. | half = IGO
Chile found a rock. | rock =
"""


@pytest.mark.parametrize("line", AT.strip().split("\n"))
def test_where_a_thing_stands_it_is_whose_thing_it_is(line: str) -> None:
    text, _, rest = line.partition(" | ")
    word, _, want = rest.partition(" =")
    found = coded(text)
    got = countries(actors_at([found.token(word)], found.scene.tree, found.cast))
    assert got == want.split()


def test_the_first_slot_that_holds_anybody_fills_a_role() -> None:
    found = coded("Chile sent Peru a letter to Bolivia.")
    clause = next(c for c in found.scene.clauses if c.lemma == "send")
    for slots, want in ((("object", "iobj"), ["PER"]), (("subject", "iobj"), ["CHL"])):
        assert countries(fill(clause, slots, found.scene.tree, found.cast)) == want


def test_a_town_gives_way_to_who_is_named_after_it() -> None:
    both = coded("Turkey captured Mosul from Islamic State.")
    alone = coded("Turkey captured Mosul.")
    for found, want in ((both, "IMG"), (alone, "IRQ")):
        clause = next(c for c in found.scene.clauses if c.lemma == "capture")
        got = fill(clause, ("object", "from"), found.scene.tree, found.cast)
        assert countries(got) == [want]
        assert is_ground(got[0]) == (want == "IRQ")


def test_one_party_is_named_once() -> None:
    found = coded("Chile met Peru.")
    at = found.token("Peru")
    assert len(actors_at([at, at], found.scene.tree, found.cast)) == 1


def test_without_leaves_out_the_same_words_and_the_same_identity() -> None:
    found = coded("Vladimir Putin met Peru.")
    putin = found.cast.at(found.token("Putin"))[0]
    peru = found.cast.at(found.token("Peru"))[0]
    again = replace(putin, span=None)
    assert without((putin, peru), (putin,)) == (peru,)
    assert without((again, peru), (putin,)) == (peru,)
    assert without((putin, peru), ()) == (putin, peru)
