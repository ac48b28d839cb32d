"""Saved text and Markdown: each sample with what reading must yield."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from detente.errors import ReadError
from detente.read import read_path
from detente.read.saved import read_saved
from detente.types import Report

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a sample must yield; `body` is how its paragraphs begin."""

    title: str
    body: tuple[str, ...]
    outlet: str | None = None
    agency: str | None = None
    time: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    section: str | None = None
    dateline: str | None = None
    deck: str | None = None
    captions: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


EXPECTED = {
    "wire.txt": Expected(
        title="Norland, Esteria trade blame as ceasefire talks stall",
        body=("VISBURG, Jan 14 (Reuters) - Norland", "Esteria's defence", '"We are ready'),
        agency="reuters",
        time="2022-01-14T15:42:00+00:00",
        authors=("Anna Lindqvist", "Piotr Halek"),
        dateline="VISBURG, Jan 14 (Reuters)",
    ),
    "clipped.md": Expected(
        title="Island states ask court to halt whaling fleet",
        body=("Three island states have asked", "We gave", "The states want", "The owner says"),
        outlet="rnz",
        time="2020-03-09T08:15:00+13:00",
        authors=("Mere Tupou",),
        url="https://www.rnz.co.nz/news/pacific/123/island-states-ask-court",
        captions=("The fleet at anchor off Port Lewis last week.",),
        credits=("RNZ / Tom Reed",),
        related=("Fishing pact signed after all-night session", "What the court can and cannot do"),
    ),
    "pasted.txt": Expected(
        title="Ministers reject deal on border river",
        body=("The two governments", "A spokesman", "The lower state's"),
        outlet="guardian",
        time="2016-03-09T17:05:00+00:00",
        authors=("Jane Roe",),
        section="World news",
        deck="Two days of talks in the capital end without a statement as both sides"
        " blame each other",
        related=("Drought emptied a third of the reservoirs, study finds",),
    ),
    "setext.md": Expected(
        title="Generals promise to hand over power by May",
        body=("The generals who seized", "Protest leaders"),
        outlet="daily-nation",
        time="2019-02-02T10:30:00+03:00",
        authors=("Samuel Okello",),
        url="https://nation.africa/news/generals-promise-1234",
    ),
    "agency_tass.txt": Expected(
        title="Deputy minister rules out talks before exercise ends",
        body=("MOSCOW, September 3. /TASS/. There", '"We have said', "The exercise"),
        outlet="tass",
        url="https://tass.com/politics/1333001",
        dateline="MOSCOW, September 3. /TASS/",
    ),
    "labelled.txt": Expected(
        title="Union suspends aid over vote count",
        body=("The union has", "The government called"),
        outlet="deutsche-welle",
        time="2020-11-11",
        authors=("Lena Fischer",),
        url="http://www.dw.com/en/union-suspends-aid/a-55555555",
        section="Africa",
    ),
    "photo.txt": Expected(
        title="Rebels free forty soldiers under prisoner swap",
        body=("BEIRUT (AP) — Rebels", "The army handed"),
        agency="associated-press",
        time="2015-06-07",
        dateline="BEIRUT (AP)",
        captions=(
            "Freed soldiers arrive at the airport of the capital on Saturday night.",
            "A rebel checkpoint near the pass.",
        ),
        credits=("AP Photo/Ali Hassan, File", "REUTERS/Omar Sample/File Photo"),
    ),
    "numbered.md": Expected(
        title="Parliament votes to expel envoy",
        body=("Lawmakers voted", "The envoy has", "The kingdom's", 'The kingdom "regrets'),
        outlet="jakarta-post",
        time="2018-10-18T09:12:00",
        authors=("Dewi Example",),
        url="https://www.thejakartapost.com/news/2018/10/18/parliament-votes-to-expel-envoy.html",
        deck="Lower house acts after leaked recordings, but the president must still sign",
        captions=("Lawmakers raise their hands in the plenary hall.",),
        related=("Envoy denies bribery",),
    ),
    "signed.txt": Expected(
        title="‘No more patience’: premier sets deadline for separatist region",
        body=("PREMIER Dato", "The region's leader", "European monitors"),
        outlet="arab-news",
        agency="afp",
        time="2009-05-12",
        url="https://www.arabnews.com/node/324000",
    ),
    "bom.txt": Expected(
        title="Spokesman denies secret visit",
        body=("The foreign ministry’s spokesman", "The report was “fantasy”, he said, and the"),
        time="2017-04-21T14:05:00",
    ),
}


def _read(text: str) -> Report:
    return read_saved(text, "sample")


def _blocks(report: Report, kind: str) -> list[str]:
    return [block.span.of(report.text) for block in report.blocks if block.kind == kind]


@pytest.fixture(params=sorted(EXPECTED))
def sample(request: pytest.FixtureRequest) -> tuple[Report, Expected]:
    """A sample as it was read, and what it must yield."""
    (report,) = read_path(SAMPLES / request.param)
    assert isinstance(report, Report), report
    return report, EXPECTED[request.param]


def test_identity_of_samples(sample: tuple[Report, Expected]) -> None:
    report, expected = sample
    assert report.title == expected.title
    assert report.url == expected.url
    assert (report.outlet.id if report.outlet else None) == expected.outlet
    assert (report.agency.id if report.agency else None) == expected.agency
    assert report.dateline == expected.dateline
    assert report.section == expected.section
    assert report.authors == expected.authors


def test_time_of_samples(sample: tuple[Report, Expected]) -> None:
    report, expected = sample
    moment = report.published or report.date
    assert (moment.isoformat() if moment else None) == expected.time


def test_asides_of_samples(sample: tuple[Report, Expected]) -> None:
    report, expected = sample
    assert report.captions == expected.captions
    assert report.credits == expected.credits
    assert report.related == expected.related


def test_clean_text_of_samples(sample: tuple[Report, Expected]) -> None:
    report, expected = sample
    body = _blocks(report, "body")
    assert len(body) == len(expected.body), body
    for words, start in zip(body, expected.body, strict=True):
        assert words.startswith(start)
    whole = [expected.title, *([expected.deck] if expected.deck else []), *expected.captions, *body]
    assert report.text == "\n\n".join(whole)


def test_hard_wrapped_lines_are_joined() -> None:
    (report,) = read_path(SAMPLES / "wire.txt")
    assert isinstance(report, Report)
    assert "moving tanks into the demilitarised zone" in report.text
    assert "The long-range guns" in report.text


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("He [said](https://a.org/b_(c)) so *twice* on **Monday**.", "He said so twice on Monday."),
        ("He “[...] fully supports” the _plan_.", "He “[...] fully supports” the plan."),
        ("The snake_case_name and 5 * 3 * 2 stay.", "The snake_case_name and 5 * 3 * 2 stay."),
        ("Talks &amp; more <b>talks</b> <!-- no -->failed.", "Talks & more talks failed."),
        ("A claim[^1] and a note[1](#fn1).", "A claim and a note."),
        ("~~Never~~ `ever` \\*mind\\*.", "Never ever *mind*."),
        ("> > The quoted words stand.", "The quoted words stand."),
        ("- The item stands.", "The item stands."),
    ],
)
def test_marks_become_words(marked: str, words: str) -> None:
    assert _blocks(_read(f"# A title\n\n{marked}"), "body") == [words]


@pytest.mark.parametrize(
    "line",
    [
        "Share on Facebook",
        "Advertisement",
        "**Subscribe to our newsletter**",
        "5 min read",
        "* * *",
        "We use cookies to improve your visit.",
        "© 2020 Example Post",
        "Sign up for our briefing",
        "Editing by Ana Test",
        "Comments (12)",
        "Tags: war, peace",
        "Story continues below advert",
    ],
)
def test_furniture_is_left_out(line: str) -> None:
    report = _read(f"# A title\n\nThe envoy left on Monday.\n\n{line}\n\nHe came back later.")
    assert _blocks(report, "body") == ["The envoy left on Monday.", "He came back later."]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell after the attack, traders said.",
        "Related sanctions were lifted in 2015.",
        "Follow-up talks are planned for May.",
        "By Friday the troops had left.",
        "More on the talks was not said.",
        "Watch towers were built along the border.",
        "Sources: two ministers and a general who were in the room said so.",
        "The source said that it would act.",
        "Image of the missile showed that it was new, he said.",
        "May 9 is a holiday there.",
        "Join us or leave, the general told the rebels.",
    ],
)
def test_sentences_that_look_like_furniture_stay(line: str) -> None:
    report = _read(f"# A title\n\nThe envoy left on Monday, it said.\n\n{line}")
    assert _blocks(report, "body")[-1] == line


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        (
            "The envoy at the table. **Jane Doe / TASS**",
            "The envoy at the table.",
            "Jane Doe / TASS",
        ),
        ("The envoy at the table. *Photo: Jane Doe*", "The envoy at the table.", "Jane Doe"),
        (
            "The envoy at the table (AP Photo/Jane Doe)",
            "The envoy at the table",
            "AP Photo/Jane Doe",
        ),
        ("The envoy at the table. Photo: Jane Doe/AFP", "The envoy at the table.", "Jane Doe/AFP"),
        ("The envoy at the table [Jane Doe/Reuters]", "The envoy at the table", "Jane Doe/Reuters"),
        ("Image credit: Jane Doe", None, "Jane Doe"),
        ("Photo by Jane Doe/Getty Images", None, "Jane Doe/Getty Images"),
    ],
)
def test_captions_and_credits(line: str, caption: str | None, credit: str) -> None:
    report = _read(f"# A title\n\n{line}\n\nThe envoy left on Monday after the talks, it said.")
    assert report.captions == ((caption,) if caption else ())
    assert report.credits == (credit,)
    assert len(_blocks(report, "body")) == 1


def test_words_before_a_line_of_credit_are_a_caption() -> None:
    report = _read("# A title\n\nThe envoy at the table.\n\nPhoto: Jane Doe\n\nHe left on Monday.")
    assert report.captions == ("The envoy at the table.",)


def test_a_heading_inside_the_body_is_a_subtitle_in_its_place() -> None:
    report = _read("# A title\n\nThe envoy left, it said.\n\n## New threats\n\nHe came back.")
    assert [block.kind for block in report.blocks] == ["title", "body", "subtitle", "body"]


def test_text_without_any_head_is_body() -> None:
    report = _read("The envoy left on Monday after the talks had failed, the ministry said.")
    assert report.title is None
    assert [block.kind for block in report.blocks] == ["body"]


def test_the_outlet_is_taken_off_the_title() -> None:
    report = _read("# Envoy leaves - The Moscow Times\n\nThe envoy left on Monday, it said.")
    assert report.title == "Envoy leaves"
    assert report.outlet is not None and report.outlet.id == "moscow-times"


def test_an_updated_time_does_not_replace_the_published_one() -> None:
    report = _read(
        "# T\n\nUpdated: 4 May 2020\n\nPublished: 3 May 2020\n\nThe envoy left, it said."
    )
    assert str(report.date) == "2020-05-03"


@pytest.mark.parametrize("text", ["<!-- only a comment -->", "***", "Advertisement\n\nShare"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(ReadError, match="sample: no text found"):
        _read(text)


def test_what_is_too_long_for_a_report_is_refused_not_cut() -> None:
    with pytest.raises(ReadError, match="not one report"):
        _read("# A title\n\n" + "The envoy left. " * 140_000)
