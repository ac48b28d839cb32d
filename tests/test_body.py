"""The body of a page: what is read of pages in the manner of many outlets, block by block."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from lxml.html import HtmlElement, document_fromstring

from detente.read.body import find_body
from detente.read.page import read_page
from detente.read.tree import parse_html, thin

# In these pages an attribute `b` marks what belongs to the body, deck and headings included.
PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
MARK = re.compile(r"(<\w+(?: [^<>]*?)?) b(?=[ >])")
LEAST = 0.8
# What nothing but the words tells from the body.
HARD = {"no_headline_element": 0.7}


def marked(text: str) -> list[str]:
    """The blocks that a page's marks name; a line break divides a block."""
    found = []
    for element in document_fromstring(text).xpath("//*[@b]"):
        assert isinstance(element, HtmlElement)
        for note in element.iter("sup"):
            note.clear(keep_tail=True)
        for mark in element.iter("br"):
            mark.tail = f"\ue000{mark.tail or ''}"
        found += "".join(element.itertext()).split("\ue000")
    return found


def words(blocks: Iterable[str]) -> Counter[str]:
    """The words of whole blocks: a block that is cut or joined to another counts as wrong."""
    bare = (" ".join(re.findall(r"\w+", block.lower())) for block in blocks)
    return Counter(f"{word} in {block}" for block in bare for word in block.split())


@cache
def score(path: Path) -> float:
    """F1 over the words of the blocks that are read, against those that are marked."""
    text = path.read_text(encoding="utf-8")
    report = read_page(MARK.sub(r"\1", text), path.name)
    kinds = ("body", "subtitle", "deck")
    read = [report.text[b.span.start : b.span.stop] for b in report.blocks if b.kind in kinds]
    found, gold = words(read), words(marked(text))
    return 2 * (found & gold).total() / (found.total() + gold.total())


def body_of(html: str) -> list[tuple[str, str]]:
    return find_body(thin(parse_html(html, "page.html")))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_body_of_a_page(path: Path) -> None:
    assert score(path) >= HARD.get(path.stem, LEAST)


def test_the_bodies_of_all_pages() -> None:
    assert len(PAGES) >= 80
    assert statistics.mean(map(score, PAGES)) >= 0.98


def test_kinds_of_blocks() -> None:
    assert body_of(
        "<h1>Envoy leaves</h1><div><p>The envoy of Norland left Halm on Tuesday morning.</p>"
        "<h2>Reasons</h2><ul><li>steel</li><li>a cable</li></ul>"
        "<blockquote>I have packed my bags and my books.</blockquote></div>"
    ) == [
        ("p", "The envoy of Norland left Halm on Tuesday morning."),
        ("head", "Reasons"),
        ("item", "steel"),
        ("item", "a cable"),
        ("quote", "I have packed my bags and my books."),
    ]


def test_names_are_not_believed_where_they_hide_all() -> None:
    text = "Norland expelled the envoy of Esteria on Tuesday over cables that mocked its cabinet."
    assert body_of(f'<div class="newsletter"><p>{text}</p></div>') == [("p", text)]


def test_nothing_is_found_in_nothing() -> None:
    assert body_of("<p></p>") == []
    assert body_of("<nav><a>Home</a></nav>") == []


def test_a_page_of_links_to_stories_is_read_in_linear_time() -> None:
    body = "".join(f"<h2><a>Story number {n}</a></h2><p>More.</p>" for n in range(6_000))
    assert len(body_of(body)) < 12_001
