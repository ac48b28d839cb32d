"""HTML to a tree that is safe to walk: bounded in depth and number, without machinery."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ..errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CHARACTERS = 8_000_000
MAX_ELEMENTS = 20_000
MAX_DEPTH = 150
# Each of them a cause that lxml gives; nothing else may leave the parser.
PARSE_ERRORS = (etree.LxmlError, ValueError, TypeError, AssertionError, RecursionError)

_DECLARATION = re.compile(r"<!DOCTYPE[^>\[]{0,400}\[", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_MACHINERY = (
    "style noscript template svg math iframe object embed applet canvas select button textarea"
    " datalist map audio video dialog"
).split()


def parse_html(text: str, name: str) -> HtmlElement:
    """The tree of a page; raises ReadError where there is none.

    Longer pages are cut at `MAX_CHARACTERS`; elements beyond `MAX_ELEMENTS` are left out
    and those below `MAX_DEPTH` are replaced by their content.
    """
    text = _CONTROLS.sub("", _without_subset(text[:MAX_CHARACTERS]))
    parser = HTMLParser(
        collect_ids=False, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True
    )
    try:
        tree: HtmlElement = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except PARSE_ERRORS as error:
        raise ReadError(f"no HTML that can be parsed ({type(error).__name__})", name) from None
    return tree


def scripts(tree: HtmlElement) -> Iterator[str]:
    """The text of each JSON-LD script."""
    for element in tree.iter("script"):
        if "ld+json" in attribute(element, "type").lower():
            yield element.text or ""


def thin(tree: HtmlElement) -> HtmlElement:
    """Take scripts, styles, forms' parts and the like out of `tree`, and bound what is left."""
    etree.strip_elements(tree, "script", *_MACHINERY, with_tail=False)
    _cut(tree)
    _flatten(tree)
    return tree


def text_of(element: HtmlElement) -> str:
    """The words of an element on one line; line breaks become spaces."""
    parts: list[str] = []
    for event in element.iter():
        if event.tag == "br" or (event is not element and event.tag in _BLOCKS):
            parts.append(" ")
        parts.append(event.text or "")
        if event is not element:
            if event.tag in _BLOCKS:
                parts.append(" ")
            parts.append(event.tail or "")
    return " ".join("".join(parts).split())


_BLOCKS = frozenset("p div li ul ol figure figcaption section header footer h1 h2 h3 h4 h5".split())


def attribute(element: HtmlElement, name: str) -> str:
    """An attribute's value, "" where it is missing."""
    return str(element.get(name) or "").strip()


def marks(element: HtmlElement) -> str:
    """Class, id and test id of an element, in lower case, for patterns to look into."""
    names = (attribute(element, name) for name in ("class", "id", "data-testid", "data-component"))
    return " ".join(names).lower()[:400]


def inside(element: HtmlElement, *tags: str) -> bool:
    """True where an ancestor of the element has one of the tags."""
    return next(element.iterancestors(*tags), None) is not None


def elements(tree: HtmlElement, *tags: str) -> Iterator[HtmlElement]:
    """The elements of those tags in document order, as a list that may be changed under way."""
    yield from list(tree.iter(*tags))


def _without_subset(text: str) -> str:
    """`text` without the internal part of its document type, where entities are declared."""
    found = _DECLARATION.search(text[:20_000])
    if not found:
        return text
    end = text.find("]>", found.end())
    return text[: found.start()] + (text[end + 2 :] if end >= 0 else text[found.end() :])


def _flatten(tree: HtmlElement) -> None:
    """Replace elements below the greatest depth by what they hold."""
    depths: dict[HtmlElement, int] = {tree: 0}
    deep: list[HtmlElement] = []
    for element in tree.iter():
        parent = element.getparent()
        depth = depths[parent] + 1 if parent is not None and element is not tree else 0
        depths[element] = depth
        if depth > MAX_DEPTH:
            deep.append(element)
    for element in reversed(deep):
        element.drop_tag()


def _cut(tree: HtmlElement) -> None:
    """Leave out everything behind the last element that is allowed."""
    last = next((e for number, e in enumerate(tree.iter()) if number == MAX_ELEMENTS), None)
    if last is None:
        return
    del last[:]
    while (parent := last.getparent()) is not None:
        del parent[parent.index(last) + 1 :]
        last = parent
