"""The cast of whole reports: names, titles, chains, roles, owners, places."""

from __future__ import annotations

from datetime import date

import pytest

from detente.actors.cast import Cast, cast
from detente.actors.registry import load
from detente.parse import parse
from detente.types import Actor, Block, Document, Report, Span

DAY = date(2021, 12, 15)


def setting(text: str, day: date | None = DAY) -> tuple[Document, Cast]:
    block = Block("body", Span(0, len(text)))
    document = parse(Report(id="t", version="v", text=text, blocks=(block,), date=day))
    return document, cast(document, load())


def who(text: str, words: str, day: date | None = DAY, nth: int = 0) -> tuple[Actor, ...]:
    """The actors of the nth mention with these words."""
    document, found = setting(text, day)
    mentions = [m for m in document.mentions if m.text == words]
    return tuple(p.actor for p in found.of(mentions[nth].i))


def one(text: str, words: str, day: date | None = DAY, nth: int = 0) -> Actor:
    actors = who(text, words, day, nth)
    assert len(actors) == 1, actors
    return actors[0]


def test_a_surname_is_the_fuller_name_elsewhere_in_the_report() -> None:
    text = "Ushakov spoke on Monday. Yury Ushakov, an aide to Putin, said talks would follow."
    actor = one(text, "Ushakov")
    assert (actor.country, actor.sector) == ("RUS", "GOV")
    assert actor.name == "Yury Ushakov"


def test_the_report_names_an_unknown_official_by_title() -> None:
    text = "Peruvian Deputy Fisheries Minister Juana Quisquilla left. Quisquilla was silent."
    first, later = one(text, "Juana Quisquilla"), one(text, "Quisquilla")
    assert first == later
    assert (first.country, first.sector, first.id) == ("PER", "GOV", "Juana Quisquilla")


def test_a_month_may_be_a_surname() -> None:
    text = "Prime Minister Theresa May met Angela Merkel in Berlin. Mrs May said talks went on."
    assert one(text, "May").name == "Theresa May"


def test_a_surname_without_office_or_context_is_nobody_known() -> None:
    actors = who("Smith won the match on Monday.", "Smith")
    assert not any(a.id and a.id.startswith("Q") for a in actors)


def test_a_stranger_is_not_the_office_holder_of_the_same_surname() -> None:
    text = "Rachel Johnson wrote a letter. Johnson asked for help."
    assert all(a.id != "Q180589" for a in who(text, "Johnson"))


def test_coordinated_capitals_are_their_own_governments() -> None:
    text = "Moscow and Beijing signed a treaty."
    assert one(text, "Moscow").key == "RUS"
    assert one(text, "Beijing").key == "CHN"


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("Russian troops entered the town.", "Russian troops", "RUS", "MIL"),
        ("The government of Iraq protested.", "government of Iraq", "IRQ", "GOV"),
        ("Police beat protesters in Minsk.", "protesters", "BLR", "CVL"),
        ("Iraqi officials left the hall.", "Iraqi officials", "IRQ", "GOV"),
        ("U.S.-led exercises began.", "U.S.-led", "USA", "GOV"),
        ("Ukraine and its allies met NATO.", "NATO", "IGO", ""),
        ("Putin's aide left Geneva.", "Putin's aide", "RUS", "GOV"),
    ],
)
def test_country_and_sector(text: str, words: str, country: str, sector: str) -> None:
    actor = one(text, words)
    assert (actor.country, actor.sector) == (country, sector)


def test_the_aide_is_the_one_whom_the_report_names() -> None:
    text = "Putin’s aide Yury Ushakov met the press. Putin’s aide said the talks went well."
    assert one(text, "Putin’s aide").name == "Yury Ushakov"


def test_his_counterpart_holds_the_same_office() -> None:
    actor = one("Putin informed his Finnish counterpart.", "his Finnish counterpart")
    assert actor.id == "Q29207"


def test_offices_pass_on_with_the_date() -> None:
    text = "The German chancellor spoke in Berlin."
    assert one(text, "German chancellor", date(2021, 11, 1)).name == "Angela Merkel"
    assert one(text, "German chancellor", date(2021, 12, 15)).name == "Olaf Scholz"


def test_who_is_quoted_is_the_voice_not_who_is_talked_of() -> None:
    text = (
        "Yury Ushakov, an aide to Putin, briefed reporters. Ushakov said Putin had called Xi "
        "Jinping. “The Chinese president told us that he likes our idea,” Interfax quoted "
        "him as saying."
    )
    assert one(text, "him").name == "Yury Ushakov"
    assert one(text, "he").id == "Q15031"
    assert one(text, "our").key == "RUS"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The rise in tensions worried Russia.", "rise"),
        ("Russia made a proposal.", "proposal"),
        ("Russia will hold the talks on Monday.", "talks"),
    ],
)
def test_things_are_no_participants(text: str, words: str) -> None:
    assert who(text, words) == ()


def test_a_report_without_a_day_still_has_countries() -> None:
    actor = one("Russian President Vladimir Putin spoke.", "Vladimir Putin", None)
    assert (actor.country, actor.id) == ("RUS", "Q7747")


def test_spans_are_the_mentions_own() -> None:
    document, found = setting("Russia warned Ukraine.")
    for mention in document.mentions:
        for participant in found.of(mention.i):
            assert participant.span == mention.span
            assert 0 < participant.score <= 1 and participant.rule


def test_a_token_leads_to_its_mention() -> None:
    document, found = setting("Russia warned Ukraine.")
    assert found.at(0) == found.of(0)
    assert found.at(1) == ()
    assert found.of(99) == ()
    assert len(document.tokens) == 4
