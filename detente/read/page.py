"""HTML pages: their body and what they tell about themselves.

1. parse into a bounded tree         4. take captions and credits out of the tree
2. facts: JSON-LD, meta, elements    5. body: by its shape, articleBody, plain paragraphs
3. thin the tree of machinery        6. asides out of the body, as in saved text
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ReadError
from .aside import same_words, take_aside, take_body
from .body import find_body
from .captions import near_body, take_captions
from .clean import tidy
from .draft import compose
from .facts import read_facts
from .jsonld import find_nodes
from .markup import Paragraph
from .roles import DateLine
from .sheet import Sheet
from .tree import elements, inside, parse_html, scripts, text_of, thin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from ..types import Report
    from .facts import Facts

MIN_BODY = 200


def read_page(text: str, origin: str) -> Report:
    """The Report of an HTML page; raises ReadError where it has no text of an article."""
    tree = parse_html(text, origin)
    nodes = find_nodes(scripts(tree))
    thin(tree)
    facts = read_facts(tree, nodes, text)
    sheet = _sheet(facts)
    places = {element: place for place, element in enumerate(tree.iter())}
    captions = take_captions(tree, places)
    body = list(_body(tree, facts))
    sheet.title = _shown_title(facts.title, body)
    for caption in near_body(captions, places, [part.text for part in body]):
        sheet.add_caption(caption.text, caption.credit)
    if facts.deck and not same_words(facts.deck, facts.title):
        body = [part for part in body if not same_words(part.text, facts.deck)]
        sheet.add("deck", facts.deck)
    take_body(body[_opening(body, sheet) :], sheet)
    if not any(piece.kind == "body" for piece in sheet.pieces):
        raise ReadError("no article text found in the page", origin)
    return compose(sheet.draft(), origin)


def _sheet(facts: Facts) -> Sheet:
    sheet = Sheet(
        title=facts.title,
        outlet_name=facts.site,
        agency=facts.agency,
        authors=list(facts.authors),
        section=facts.section,
        language=facts.language,
    )
    if facts.url:
        sheet.take_url(facts.url, 5)
    if facts.moment:
        sheet.take_date(DateLine(facts.moment, 5))
    return sheet


def _shown_title(title: str | None, body: Sequence[Paragraph]) -> str | None:
    """The title as a heading shows it, where the page tells it with the outlet's name behind."""
    heads = (part.text for part in body[:4] if part.level and len(part.text) >= 20)
    return next((text for text in heads if title and title.startswith(text)), title)


def _opening(body: Sequence[Paragraph], sheet: Sheet) -> int:
    """Take the date lines and bylines that stand before the first paragraph of the body."""
    for at, part in enumerate(body[:6]):
        if not take_aside(part, sheet, body[at + 1 : at + 4], head=True):
            return at
    return 0


# --- body --------------------------------------------------------------------------------------


def _body(tree: HtmlElement, facts: Facts) -> Iterator[Paragraph]:
    """The paragraphs of the body from the first reader that finds enough."""
    links, emphasised = _whole(tree, "a"), _whole(tree, "em", "i", "strong", "b")
    found = find_body(tree)
    size = sum(len(text) for _, text in found)
    if size < MIN_BODY or size * 2 < len(facts.text):
        told = [("p", line) for line in tidy(facts.text).split("\n") if line.strip()]
        found = max(found, told, key=lambda parts: sum(len(text) for _, text in parts))
    for tag, text in found or _plain(tree):
        yield Paragraph(
            text,
            text,
            level=2 if tag == "head" else 0,
            emphasis=text in emphasised,
            link=text in links,
            item=tag == "item",
        )


def _plain(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Every paragraph of some length that is not in navigation, forms, asides or footers."""
    for element in elements(tree, "p"):
        text = text_of(element)
        if len(text) >= 40 and not inside(element, "nav", "aside", "footer", "form", "header"):
            yield "p", tidy(text).replace("\n", " ")


def _whole(tree: HtmlElement, *tags: str) -> frozenset[str]:
    """The texts of paragraphs and items that are inside one of the tags as a whole."""
    return frozenset(
        text for element in elements(tree, "p", "li") if (text := _only(element, tags))
    )


def _only(element: HtmlElement, tags: Iterable[str]) -> str:
    """The words of an element whose only child of substance has one of the tags, else ""."""
    children = [child for child in element if text_of(child)]
    if len(children) != 1 or children[0].tag not in tags or (element.text or "").strip():
        return ""
    return "" if (children[0].tail or "").strip() else text_of(children[0])
