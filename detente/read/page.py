"""HTML pages: trafilatura finds the body, our own readers find the rest.

1. parse into a bounded tree         4. take captions and credits out of the tree
2. facts: JSON-LD, meta, elements    5. body: trafilatura, articleBody, plain paragraphs
3. thin the tree of machinery        6. asides out of the body, as in saved text
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from ..errors import ReadError
from .aside import same_words, take_body
from .clean import one_line, tidy
from .draft import compose
from .facts import read_facts
from .markup import Paragraph
from .roles import DateLine, read_caption
from .sheet import Sheet
from .tree import attribute, elements, inside, marks, parse_html, text_of, thin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from ..types import Report
    from .facts import Facts

MIN_BODY = 200
# What trafilatura and lxml were seen to raise on mutilated pages; a page is then read without.
_BORDER = (
    etree.LxmlError,
    RecursionError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
    ArithmeticError,
)
_CAPTION = re.compile(
    r"\b(?:wp-caption-text|caption(?:-text|__text)?|image-caption|photo-caption)\b"
)
_CREDIT = re.compile(r"credit|copyright|attribution|photographer|source|byline|agency|author")
_LEAVES = ("p", "head", "item", "quote", "code", "cell")


def read_page(text: str, origin: str) -> Report:
    """The Report of an HTML page; raises ReadError where it has no text of an article."""
    tree = parse_html(text, origin)
    facts = read_facts(tree, text)
    thin(tree)
    sheet = _sheet(facts)
    _captions(tree, sheet)
    body = list(_body(tree, facts))
    if facts.deck and not same_words(facts.deck, facts.title):
        body = [part for part in body if not same_words(part.text, facts.deck)]
        sheet.add("deck", facts.deck)
    take_body(body, sheet)
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


# --- captions --------------------------------------------------------------------------------


def _captions(tree: HtmlElement, sheet: Sheet) -> None:
    """Take the captions of the article's pictures, and all captions out of the tree."""
    for element in elements(tree, "figcaption", "p", "div", "span"):
        if element.tag != "figcaption" and not _is_caption(element):
            continue
        if (
            element.getparent() is None
            or next(element.iterancestors("figcaption"), None) is not None
        ):
            continue
        if not inside(element, "aside", "nav", "footer", "a"):
            sheet.add_caption(*_caption(element))
        element.drop_tree()


def _is_caption(element: HtmlElement) -> bool:
    return bool(_CAPTION.search(marks(element))) and len(element) <= 6


def _caption(element: HtmlElement) -> tuple[str, str]:
    """The words and the credit of a caption element."""
    words = text_of(element)
    credit = ""
    for part in element.iterdescendants("span", "p", "small", "cite", "div", "em", "a"):
        known = f"{attribute(part, 'itemprop')} {marks(part)}".lower()
        text = text_of(part)
        if _CREDIT.search(known) and 0 < len(text) < 150 and words.endswith(text):
            credit, words = text, words[: -len(text)].rstrip(" |–—-(")
            break
    credit = re.sub(r"^(?i:(?:photo|image|picture)?\s*(?:credit|source|by|©)s?[:\s]+)", "", credit)
    if len(words) > 900:
        return "", ""
    told = read_caption(words, head=True) if not credit else None
    return (told.text, told.credit) if told else (words, credit.strip(" ©|"))


# --- body --------------------------------------------------------------------------------------


def _body(tree: HtmlElement, facts: Facts) -> Iterator[Paragraph]:
    """The paragraphs of the body from the first reader that finds enough."""
    links, emphasised = _whole(tree, "a"), _whole(tree, "em", "i", "strong", "b")
    found = _extracted(tree)
    size = sum(len(text) for _, text in found)
    told = [("p", line) for line in tidy(facts.text).split("\n") if line.strip()]
    if size < MIN_BODY or size * 2 < len(facts.text):
        plain = list(_plain(tree))
        best = max((found, told, plain), key=lambda parts: sum(len(text) for _, text in parts))
        found = found if size >= MIN_BODY and best is plain else best
    for tag, text in found:
        yield Paragraph(
            text,
            text,
            level=2 if tag == "head" else 0,
            emphasis=text in emphasised,
            link=text in links,
            item=tag == "item",
        )


def _extracted(tree: HtmlElement) -> list[tuple[str, str]]:
    """What trafilatura takes for the body, as (tag, words); [] where it finds or bears nothing."""
    # Imported here: a second of import that a reading of other kinds need not wait for.
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            tree,
            include_comments=False,
            include_tables=False,
            include_links=False,
            with_metadata=False,
        )
        body = getattr(found, "body", None)
        return list(_leaves(body)) if body is not None else []
    except _BORDER:
        return []


def _leaves(body: HtmlElement) -> Iterator[tuple[str, str]]:
    """The innermost blocks of trafilatura's tree; line breaks divide a block."""
    for element in body.iter(*_LEAVES):
        if next(element.iterdescendants(*_LEAVES), None) is not None:
            continue
        for mark in element.iter("lb"):
            mark.tail = f"\n{mark.tail or ''}"
        words = "".join(element.itertext())
        for line in tidy(words).split("\n") if element.find(".//lb") is not None else (words,):
            text = one_line(line)
            if text:
                yield str(element.tag), text


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
