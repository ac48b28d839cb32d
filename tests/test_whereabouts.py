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
