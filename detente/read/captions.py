"""Captions of the pictures of a page, with who made them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .roles import split_credit
from .tree import attribute, elements, inside, marks, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from .roles import Caption

MAX_CAPTION = 900
# A picture may stand above the headline, but not far above it.
ABOVE_TITLE, BELOW_BODY = 60, 6
_PARAGRAPHS = frozenset({"p", "li", "div", "blockquote"})
_MARKED = re.compile(
    r"\b(?:wp-caption-text|caption(?:-text|__text)?|image-caption|photo-caption)\b"
)
_CREDIT = re.compile(r"credit|copyright|attribution|photographer|source|byline|agency|author")


@dataclass(frozen=True, slots=True)
class Placed:
    """A caption and its place among the elements of the page."""

    place: int
    caption: Caption


def take_captions(tree: HtmlElement, places: Mapping[HtmlElement, int]) -> tuple[Placed, ...]:
    """Take every caption out of the tree; give those that are no link, menu or aside.

    `places` numbers the elements of the tree as it was.
    """
    found: list[Placed] = []
    for element in elements(tree, "figcaption", "p", "div", "span"):
        if element.tag != "figcaption" and not _is_marked(element):
            continue
        if element.getparent() is None or inside(element, "figcaption"):
            continue
        if not inside(element, "aside", "nav", "footer", "a") and not _is_link(element):
            found.append(Placed(places[element], _read(element)))
        element.drop_tree()
    return tuple(found)


def near_body(
    captions: Iterable[Placed], places: Mapping[HtmlElement, int], body: Sequence[str]
) -> Iterator[Caption]:
    """The captions from just above the headline to just below the last paragraph of the body."""
    wanted = set([text for text in body if len(text) > 40][-3:])
    first, last = 0, -1
    for element, place in places.items():
        if element.tag == "h1" and not first:
            first = place
        elif element.tag in _PARAGRAPHS and len(element) < 20 and wanted:
            last = place if text_of(element) in wanted else last
    if last <= first:
        last = len(places)
    below = 0
    for placed in captions:
        below += placed.place > last
        # One picture may close the report; a row of them announces other stories.
        if first - ABOVE_TITLE <= placed.place <= last + (BELOW_BODY if below == 1 else 0):
            yield placed.caption


def _is_marked(element: HtmlElement) -> bool:
    """True for a short element that its class calls a caption, beside a picture."""
    if len(element) > 6 or not _MARKED.search(marks(element)):
        return False
    around = [element, *list(element.iterancestors())[:2]]
    return any(next(e.iter("img", "picture"), None) is not None for e in around)


def _is_link(element: HtmlElement) -> bool:
    """True where all words of a caption are a link: then it announces another story."""
    link = next(element.iter("a"), None)
    return link is not None and text_of(link) == text_of(element)


def _read(element: HtmlElement) -> Caption:
    """The words and the credit of a caption element."""
    words = re.sub(r"(?<=[a-z][.!?])(?=[A-Z][a-z])", " ", text_of(element))[:MAX_CAPTION]
    for part in element.iterdescendants("span", "p", "small", "cite", "div", "em", "a"):
        known = f"{attribute(part, 'itemprop')} {marks(part)}".lower()
        text = text_of(part)
        marked = part.tag == "cite" or _CREDIT.search(known)
        if marked and 0 < len(text) < 150 and words.endswith(text):
            return split_credit(words[: -len(text)].rstrip(" |–—-("), text)
    return split_credit(words)
