"""Where a report is set, and whose people its unnamed people are."""

from __future__ import annotations

from detente.actors.cast import cast
from detente.actors.registry import load
from detente.actors.whereabouts import office_of, shares_of
from detente.parse import parse
from detente.types import Actor, Block, Document, Outlet, Report, Span


def document(text: str, outlet: Outlet | None = None) -> Document:
    block = Block("body", Span(0, len(text)))
    return parse(Report("t", "v", text, (block,), outlet=outlet))


def paper(name: str) -> Outlet:
    return Outlet(name.lower(), name, "other", None, "unknown")


def one(text: str, words: str, outlet: Outlet | None = None) -> Actor:
    parsed = document(text, outlet)
    mention = next(m for m in parsed.mentions if m.text == words)
    found = cast(parsed, load()).of(mention.i)
    assert len(found) == 1, found
    return found[0].actor


def test_a_town_that_no_name_table_holds_says_where_a_report_is_set() -> None:
    text = "The strike at Cochabamba goes on. Lorries wait. Police used gas near Tarija."
    assert next(iter(shares_of(document(text), load()))) == "BOL"


def test_south_in_south_africa_is_no_korea() -> None:
    text = "Botswana closed the road. South Africa did so too. South Africa sent lorries."
    assert "KOR" not in shares_of(document(text), load())


def test_a_place_in_the_sentence_weighs_more_but_not_all() -> None:
    text = (
        "Chile wants the port back. Chile has said so often. Chile will not give in. Chile is "
        "large. Police in Oslo looked on."
    )
    assert one(text, "Police").country == "NOR"


def test_the_name_of_an_outlet_is_a_hint() -> None:
    text = "The police broke up the sit-in on Friday."
    assert one(text, "police", paper("The Antofagasta Herald")).country == "CHL"


def test_a_ministry_publishes_for_its_country() -> None:
    assert office_of(paper("Ministry of Foreign Affairs of Finland"), load()) == "FIN"
    assert office_of(paper("The Finland Weekly"), load()) is None
    text = "Estonia signed. Estonia was glad. Estonia sang. The minister will visit Estonia."
    about = one(text, "minister", paper("Ministry of Foreign Affairs of Finland"))
    assert about.country == "FIN"


def test_a_person_whom_nobody_knows_is_of_where_the_report_is_set_without_identity() -> None:
    text = "Norway shut the mine at Svea. Torgeir Halvorsrud called the step a folly."
    actor = one(text, "Torgeir Halvorsrud")
    assert (actor.country, actor.wikidata, actor.sector) == ("NOR", None, "")


def test_what_stands_beside_an_unknown_name_comes_first() -> None:
    text = "Norway shut the mine at Svea. Dale Hutchcraft of Arizona wants to buy it."
    assert one(text, "Dale Hutchcraft").country == "USA"


def test_an_unknown_name_in_a_report_without_a_country_has_none() -> None:
    assert one("Torgeir Halvorsrud called the step a folly.", "Torgeir Halvorsrud").country is None


def test_whom_a_subject_urges_is_not_its_own() -> None:
    text = "Latvia shut the dam. Latvia is at odds with Sweden. Sweden urged the police to open it."
    assert one(text, "police").country == "LVA"


def test_whom_a_subject_sends_is_its_own() -> None:
    text = "Latvia shut the dam. Latvia is at odds with Sweden. Sweden sent the navy to look."
    assert one(text, "navy").country == "SWE"


def several(text: str, words: str) -> list[str | None]:
    parsed = document(text)
    mention = next(m for m in parsed.mentions if m.text == words)
    return sorted(str(p.actor.country) for p in cast(parsed, load()).of(mention.i))


def test_foreign_people_are_of_no_country_in_particular() -> None:
    text = "Chad shut its road. Chad sent home the foreign engineers."
    assert one(text, "foreign engineers").country == "GRP"


def test_a_number_of_states_is_a_group() -> None:
    assert one("Fiji spoke. Ten island states signed the paper.", "Ten island states").country == (
        "GRP"
    )


def test_peacekeepers_and_inspectors_are_nobodys_own() -> None:
    text = "Cyprus is calm. The peacekeepers left their huts in Cyprus."
    actor = one(text, "peacekeepers")
    assert (actor.country, actor.id) == ("IGO", None)


def test_we_in_the_text_of_a_ministry_is_its_state() -> None:
    text = "Norway wrote to us. We reject what Norway says."
    about = one(text, "We", paper("Ministry of Foreign Affairs of Finland"))
    assert (about.country, about.sector) == ("FIN", "GOV")


def test_both_camps_of_a_report_that_names_none_are_at_home() -> None:
    assert several("Trouble in Lusaka. Both camps shouted.", "camps") == ["ZMB"]


def test_people_from_both_sides_are_of_both() -> None:
    text = "Chile and Peru quarrel over fish. Experts from both sides met on Friday."
    assert several(text, "Experts") == ["CHL", "PER"]


def test_two_navies_are_those_of_the_two_states() -> None:
    text = "Chile and Peru quarrel over fish. The two navies will sail together."
    assert several(text, "two navies") == ["CHL", "PER"]


def test_a_neighbour_is_the_other_country_that_the_report_is_about() -> None:
    text = "Mali held a vote. Mali was calm. Niger and Benin praised their neighbour."
    assert several(text, "their neighbour") == ["MLI"]


def test_brussels_acts_as_the_union_and_lies_in_belgium() -> None:
    text = "Brussels fined Chile. The talks in Brussels went on."
    parsed = document(text)
    acting, lying = (m for m in parsed.mentions if m.text == "Brussels")
    found = cast(parsed, load())
    assert [p.actor.key for p in found.of(acting.i)] == ["EU"]
    assert [p.actor.country for p in found.of(lying.i)] == ["BEL"]


def test_brussels_is_its_government_where_belgium_is_spoken_of() -> None:
    text = "Belgium is in debt. Brussels will raise taxes on Belgian beer."
    assert one(text, "Brussels").country == "BEL"


def test_the_host_of_two_people_is_the_third_person() -> None:
    text = (
        "Angela Merkel and Emmanuel Macron met at the invitation of Sanna Marin in Turku. They "
        "thanked their host."
    )
    assert several(text, "their host") == ["FIN"]
