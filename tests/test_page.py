"""HTML pages: body, time with zone, authors, agency, address, captions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.errors import ReadError
from detente.read import read_path
from detente.read.jsonld import find_article, find_nodes, people
from detente.read.page import read_page
from detente.types import Report

SAMPLES = Path(__file__).parent / "samples"
BODY = "".join(
    f"<p>{words}</p>"
    for words in (
        "Norland expelled the envoy of Esteria on Tuesday over cables that mocked its cabinet.",
        "Esteria said that it would answer in kind and demanded an apology for the words.",
        "The two states have quarrelled over the strait since one of them closed it to tankers.",
    )
)


def _sample(name: str) -> Report:
    (report,) = read_path(SAMPLES / name)
    assert isinstance(report, Report), report
    return report


def _page(head: str = "", body: str = BODY, *, html: str = "<html>") -> Report:
    page = f"<!doctype html>{html}<head>{head}</head><body><article>{body}</article></body></html>"
    return read_page(page, "page.html")


def _ld(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(v)}</script>' for v in values)


def test_page_with_a_graph() -> None:
    report = _sample("page_graph.html")
    assert report.title == "Varland halts gas to neighbour after border talks fail"
    assert report.published is not None
    assert report.published.isoformat() == "2023-03-04T23:40:00+02:00"
    assert str(report.date) == "2023-03-04"
    assert report.outlet is not None and report.outlet.id == "kyiv-independent"
    assert report.agency is not None and report.agency.id == "reuters"
    assert report.authors == ("Jane Doe",)
    assert report.url == "https://kyivindependent.com/varland-halts-gas"
    assert report.dateline == "BRODNIK, March 4 (Reuters)"
    assert report.captions == ("Envoys of both states leave the castle of Brodnik.",)
    assert report.credits == ("Olga Test / AFP",)
    assert report.related == ("Ostrovia calls up reserves along the river",)
    assert (report.language, report.section) == ("en", "World")
    kinds = [block.kind for block in report.blocks]
    assert kinds == ["title", "subtitle", "caption", "body", "body", "subtitle", "body", "body"]
    for outside in ("Related", "rights reserved", "correspondent", "budget", "Home"):
        assert outside not in report.text


def test_page_with_meta_tags_in_windows_1252() -> None:
    report = _sample("page_meta.html")
    assert report.published is not None
    assert report.published.isoformat() == "2018-03-27T18:05:00+01:00"
    assert report.authors == ("Jane Doe", "John Roe")
    assert "recalled two attachés" in report.text and "“a circus”" in report.text
    assert report.captions == ("The embassy in Visburg on Tuesday",)
    assert report.outlet is not None and report.outlet.id == "bbc"


def test_page_saved_by_a_browser_with_broken_jsonld() -> None:
    report = _sample("page_broken.html")
    assert report.url == "https://www.example-herald.org/2019/05/02/troops-leave-the-pass"
    assert report.published is not None
    assert report.published.isoformat() == "2019-05-02T06:12:00+05:30"
    assert report.authors == ("Ravi Example",)
    assert report.title == 'Troops leave the pass after "pact of the pass"'
    assert report.outlet is not None and report.outlet.name == "Example Herald"


def test_page_whose_text_is_only_in_its_jsonld() -> None:
    report = _sample("page_script.html")
    bodies = [block for block in report.blocks if block.kind == "body"]
    assert len(bodies) == 3
    assert "JavaScript" not in report.text
    assert report.published is not None and report.published.utcoffset() is not None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2021-12-15T23:30:00-05:00">',
        '<meta name="parsely-pub-date" content="2021-12-15T23:30:00-05:00">',
        '<meta itemprop="datePublished" content="2021-12-15T23:30:00-05:00">',
        '<meta name="DC.date.issued" content="2021-12-15 23:30:00 -0500">',
        _ld({"@type": "NewsArticle", "datePublished": "2021-12-15T23:30:00-05:00"}),
        _ld(
            [{"@type": "WebPage"}, {"@type": "Article", "datePublished": "2021-12-15T23:30-05:00"}]
        ),
        _ld({"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "datePublished": ""}})
        + '<meta name="date" content="December 15, 2021 11:30 PM EST">',
    ],
)
def test_time_of_publication_keeps_its_zone(head: str) -> None:
    report = _page(head)
    assert report.published is not None
    assert report.published.isoformat() == "2021-12-15T23:30:00-05:00"
    assert str(report.date) == "2021-12-15"


def test_time_from_an_element_and_from_the_address() -> None:
    timed = _page(body=f'<time datetime="2021-12-15T08:00:00Z">today</time>{BODY}')
    assert timed.published is not None and timed.published.hour == 8
    dated = _page('<link rel="canonical" href="https://example.org/2021/12/15/a">')
    assert (str(dated.date), dated.published) == ("2021-12-15", None)


def test_a_modified_time_is_the_last_resort() -> None:
    report = _page(
        _ld({"@type": "NewsArticle", "dateModified": "2022-01-01T00:00:00Z"})
        + '<meta name="pubdate" content="2021-12-15">'
    )
    assert str(report.date) == "2021-12-15"


@pytest.mark.parametrize(
    ("author", "authors", "agency"),
    [
        ({"@type": "Person", "name": "Jane Doe"}, ("Jane Doe",), None),
        ([{"name": "Jane Doe"}, {"name": "John Roe"}], ("Jane Doe", "John Roe"), None),
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe"), None),
        ({"@type": "Organization", "name": "Reuters"}, (), "reuters"),
        ({"@type": "Person", "name": "AFP"}, (), "afp"),
        ({"name": ["Jane Doe", "Agence France-Presse"]}, ("Jane Doe",), "afp"),
        ("https://example.org/jane", (), None),
        (None, (), None),
        (5, (), None),
    ],
)
def test_authors_and_agency(author: object, authors: tuple[str, ...], agency: str | None) -> None:
    report = _page(_ld({"@type": "NewsArticle", "headline": "x", "author": author}))
    assert report.authors == authors
    assert (report.agency.id if report.agency else None) == agency


def test_byline_element() -> None:
    report = _page(body=f'<div class="article-byline">By Jane Doe, Associated Press</div>{BODY}')
    assert report.authors == ("Jane Doe",)
    assert report.agency is not None and report.agency.id == "associated-press"


def test_the_agency_of_its_own_page_is_no_second_voice() -> None:
    head = '<link rel="canonical" href="https://www.reuters.com/world/a-1">'
    report = _page(
        head, f"<p>KYIV, Jan 14 (Reuters) - The envoy of Norland left on Friday.</p>{BODY}"
    )
    assert report.outlet is not None and report.outlet.id == "reuters"
    assert report.agency is None
    assert report.dateline == "KYIV, Jan 14 (Reuters)"


def test_the_article_of_this_page_is_preferred() -> None:
    other = {"@type": "NewsArticle", "headline": "Other", "datePublished": "2001-01-01"}
    this = {"@type": "NewsArticle", "headline": "Envoy expelled", "datePublished": "2021-12-15"}
    assert str(_page(_ld(other, this) + "<title>Envoy expelled</title>").date) == "2021-12-15"


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "NewsArticle", "headline": "A"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "A"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "A",}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;A&quot;}",
        '{"@type": "WebSite"} {"@type": "NewsArticle", "headline": "A"}',
        '{"@graph": [[{"@type": "https://schema.org/NewsArticle", "headline": "A"}]]}',
        '{"@type": "NewsArticle", "headline": "A", "x": "line\nbreak"}',
        '{"@type": "NewsArticle", "headline": "A", "x": "un"quoted"}',
    ],
)
def test_jsonld_that_is_odd_or_broken(script: str) -> None:
    article = find_article(find_nodes([script]), page=None, titles=())
    assert article is not None and article["headline"] == "A"


@pytest.mark.parametrize("script", ["", "null", "[]", '"a"', "[" * 200_000, "{" * 9, "\ud800", "5"])
def test_jsonld_that_is_nothing(script: str) -> None:
    assert find_nodes([script]) == ()


def test_references_to_people_are_followed() -> None:
    nodes = ({"@id": "#a", "@type": "Person", "name": "Jane Doe"},)
    assert people([{"@id": "#a"}, {"@id": "#b"}], nodes) == (("Jane Doe", False),)


@pytest.mark.parametrize(
    ("head", "html", "language"),
    [
        ("", '<html lang="en-GB">', "en"),
        ('<meta property="og:locale" content="fr_FR">', "<html>", "fr"),
        ("", "<html>", None),
    ],
)
def test_language(head: str, html: str, language: str | None) -> None:
    assert _page(head, html=html).language == language


def test_captions_in_asides_are_not_the_reports() -> None:
    body = BODY + "<aside><figure><figcaption>Another story</figcaption></figure></aside>"
    report = _page(
        body=body + "<figure><figcaption>The pass. <cite>J. Doe/AP</cite></figcaption></figure>"
    )
    assert report.captions == ("The pass.",)
    assert report.credits == ("J. Doe/AP",)


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><nav>a b c</nav></body></html>", "<"]
)
def test_page_without_an_article(page: str) -> None:
    with pytest.raises(ReadError, match=r"page\.html"):
        read_page(page, "page.html")


def test_deep_nesting_keeps_the_article() -> None:
    report = _page(body="<div>" * 1_000 + BODY + "</div>" * 1_000)
    assert "expelled the envoy" in report.text


def test_declared_entities_are_not_expanded() -> None:
    page = (
        f'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html><body>{BODY}<p>&b;</p></body>'
    )
    assert "haha" not in read_page(page, "page.html").text


def test_captions_of_other_stories_are_not_the_reports() -> None:
    other = "".join(
        f'<figure><img src="{n}.jpg"><figcaption>Story number {n}</figcaption></figure>'
        for n in range(9)
    )
    other = f"<h2>More</h2><ul><li>a</li><li>b</li><li>c</li><li>d</li></ul>{other}"
    link = '<figure><img src="x"><figcaption><a href="/b">A linked story</a></figcaption></figure>'
    own = '<figure><img src="o"><figcaption>The pass in snow.</figcaption></figure>'
    report = _page(body=f"<h1>Envoy expelled</h1>{own}{link}{BODY}{other}")
    assert report.captions == ("The pass in snow.",)


@pytest.mark.parametrize(
    ("words", "caption", "credit"),
    [
        ("Getty Images/Sipa USA", (), "Getty Images/Sipa USA"),
        (
            "The pass in snow. (The Associated Press)",
            ("The pass in snow.",),
            "The Associated Press",
        ),
        ("The pass in snow.Ann Test—Getty Images", ("The pass in snow.",), "Ann Test—Getty Images"),
        ("Photograph: Ann Test/AFP", (), "Ann Test/AFP"),
        ("The pass in snow", ("The pass in snow",), None),
    ],
)
def test_credits_in_captions(words: str, caption: tuple[str, ...], credit: str | None) -> None:
    report = _page(body=f"{BODY[:120]}<figure><figcaption>{words}</figcaption></figure>{BODY}")
    assert report.captions == caption
    assert report.credits == ((credit,) if credit else ())


def test_the_date_of_today_above_the_headline_is_not_the_reports() -> None:
    page = (
        f'<div id="date-box">25 December 2023</div><article><h1>Envoy expelled</h1>{BODY}</article>'
    )
    assert read_page(f"<html><body>{page}</body></html>", "page.html").date is None


def test_a_broadcaster_in_the_dateline_is_the_supplier() -> None:
    report = _page(body=f"<p>WASHINGTON (CNN) — The envoy of Norland left on Friday.</p>{BODY}")
    assert report.dateline == "WASHINGTON (CNN)"
    assert report.agency is not None and report.agency.id == "cnn"
