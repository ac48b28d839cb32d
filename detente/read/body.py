"""The body of a page: the element that holds most of an article and least of all else.

1. gaps: elements that are machinery by tag or name, are hidden, or announce another story
2. blocks: runs of words between the borders of elements, worth their length where they are
   sentences; links, short lines and gaps count against
3. the element worth most; then down, while one child holds nearly all of that
4. its blocks, behind the lead that stands between the headline and it
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING

from .clean import one_line
from .furniture import opens_other_stories
from .names import is_beside, is_body, is_machinery, is_small_print
from .tree import attribute, elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    "body div section article main header footer aside nav p ul ol li dl dt dd table tbody thead"
    " tfoot tr td th caption blockquote pre h1 h2 h3 h4 h5 h6 figure figcaption hr center form"
    " fieldset address details summary".split()
)
_KINDS = {"p": "p", "blockquote": "quote", "pre": "code", "td": "cell", "th": "cell"} | {
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "head"),
}
_PARTS = (frozenset(_KINDS) | {"ul", "ol", "dl", "tr"}) - {"td"}
_GAPS = frozenset(
    "head nav aside footer figure figcaption caption label sup amp-consent amp-sidebar amp-ad"
    " amp-list".split()
)
_PILLARS = frozenset("body main a h1".split())
_INLINE = frozenset("span em strong b i u font small time mark".split())
_ENDS = (".", "!", "?", "…", ":", ";")
# Found by trial on pages of forty outlets; half or twice of each changes little.
GAP = 40.0
NAMED = 1.3
"""How much more an element is worth that is a body by its name."""
NEARLY_ALL, MOST, SOME = 0.8, 0.6, 0.3
LARGE = 0.25
"""The part of a page's text from which on a name like `sidebar` is not believed."""
TEASER = 300
LEAST = 80


@dataclass(slots=True)
class Block:
    """A run of words; `linked` of its characters are in links. A gap has no words."""

    kind: str
    text: str
    linked: int
    worth: float


def find_body(tree: HtmlElement) -> list[tuple[str, str]]:
    """The blocks of the body as (kind, words); names are not believed where they hide all of it.

    Kinds: p, head, item, quote, code.
    """
    found: list[tuple[str, str]] = []
    title = " ".join(_bare(element) for element in tree.iter("title"))
    headline = _headline(tree, title)
    for believing in (True, False):
        gaps = _gaps(tree, headline, title, believing=believing)
        found = list(_Layout(tree, headline, gaps).body())
        if sum(len(text) for _, text in found) >= LEAST:
            break
    return found


def _headline(tree: HtmlElement, title: str) -> HtmlElement | None:
    """The longest heading that the page's title tells too, else the first of the highest rank."""
    shown = [(len(words), h) for h in tree.iter("h1", "h2", "h3") if (words := _bare(h)) in title]
    longest = max((size for size, _ in shown), default=0)
    told = next((heading for size, heading in shown if size == longest), None)
    return told if longest else next(tree.iter("h1"), None)


# --- gaps ------------------------------------------------------------------------------------


def _gaps(
    tree: HtmlElement, headline: HtmlElement | None, title: str, *, believing: bool
) -> set[HtmlElement]:
    """The elements that are passed over; by their names only when `believing`."""
    sizes, kept = _sizes(tree), _kept(tree, headline)
    gaps = set(_teasers(tree, title, sizes, kept)) if believing else set()
    large = LARGE * sizes[tree]
    for element in tree.iter():
        if element in kept or element.tag in _PILLARS:
            continue
        if element.tag in _GAPS or (believing and _is_gap(element, sizes[element], large)):
            gaps.add(element)
    return gaps


def _is_gap(element: HtmlElement, size: int, large: float) -> bool:
    """True where an element of that size is no part of a body by its name."""
    if element.tag == "p":
        return size < 400 and is_small_print(element)
    if is_machinery(element) or (size < large and _is_hidden(element)):
        return True
    words = element.tag in _INLINE and next(element.iterancestors("p"), None) is not None
    return size < large and not words and is_beside(element)


def _sizes(tree: HtmlElement) -> dict[HtmlElement, int]:
    """The number of characters in each element."""
    sizes: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter())):
        sizes[element] = sizes.get(element, 0) + len((element.text or "").strip())
        parent = element.getparent()
        if parent is not None:
            tail = len((element.tail or "").strip())
            sizes[parent] = sizes.get(parent, 0) + sizes[element] + tail
    return sizes


def _kept(tree: HtmlElement, headline: HtmlElement | None) -> set[HtmlElement]:
    """The elements around a headline or a marked body: no name makes one of them a gap."""
    kept = {tree}
    if headline is not None:
        around = list(headline.iterancestors())
        kept.update(around if not any(e.tag in _GAPS for e in around) else ())
    for element in tree.iter():
        if attribute(element, "itemprop").lower() == "articlebody":
            kept.update((element, *element.iterancestors()))
    return kept


def _teasers(
    tree: HtmlElement, title: str, sizes: dict[HtmlElement, int], kept: set[HtmlElement]
) -> Iterator[HtmlElement]:
    """The boxes around headings that are links to other stories, where there are two or more."""
    linked = [h for h in elements(tree, "h2", "h3", "h4", "h5") if _leads_away(h, title)]
    count: Counter[HtmlElement] = Counter()
    words: Counter[HtmlElement] = Counter()
    for heading in linked:
        for element in (heading, *heading.iterancestors()):
            count[element] += 1
            words[element] += sizes[heading]
    for box in linked if len(linked) > 1 else ():
        while (parent := box.getparent()) is not None:
            above = islice(box.itersiblings(preceding=True), 20)
            before = sum(sizes[element] for element in above if element not in count)
            around = sizes[parent] - words[parent]
            if before > 60 or around > TEASER * count[parent]:
                break
            if parent in kept or parent.tag in _PILLARS:
                break
            box = parent
        yield box


def _leads_away(heading: HtmlElement, title: str) -> bool:
    """True for a heading that is a link as a whole, and not the page's own title."""
    words = _bare(heading)
    if not words or words in title:
        return False
    link = next(heading.iter("a"), None)
    inside = link is not None and len(_bare(link)) >= 0.9 * len(words)
    return inside or next(heading.iterancestors("a"), None) is not None


def _bare(element: HtmlElement) -> str:
    """The words of an element in lower case, without marks."""
    return " ".join(re.findall(r"\w+", "".join(element.itertext()).lower()))


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or attribute(element, "aria-hidden") == "true":
        return True
    return "display:none" in attribute(element, "style").replace(" ", "").lower()


# --- blocks ----------------------------------------------------------------------------------


class _Layout:
    """The blocks of a page in order, and which of them stand in which element."""

    def __init__(
        self, tree: HtmlElement, headline: HtmlElement | None, gaps: set[HtmlElement]
    ) -> None:
        self.blocks: list[Block] = []
        self.ranges: dict[HtmlElement, tuple[int, int]] = {}
        self._headline = headline
        self._above = set() if headline is None else set(headline.iterancestors())
        self._behind = 0
        self._gaps = gaps
        self._words: list[str] = []
        self._linked = 0
        self._walk(tree, "", link=False)
        self._close("")
        self._sums = [0.0, *accumulate(block.worth for block in self.blocks)]
        self._named = Counter(_look(e) for e in self.ranges if self._held(e) > 0)

    def body(self) -> Iterator[tuple[str, str]]:
        """The blocks of the element worth most, behind the lead."""
        best = self._best()
        if best is None:
            return
        first, last = self.ranges[best]
        start = self._start()
        lead = [block for block in self.blocks[start:first] if _is_lead(block)] if start else []
        if first < start < last:
            first = start
        half, others = self._held(best) / 2, False
        for block in chain(lead[-2:], self.blocks[first:last]):
            half -= block.worth
            if block.kind == "head" and half < 0:
                others = opens_other_stories(block.text)
            if _is_read(block) and not (others and block.worth > 0):
                yield block.kind if block.kind not in ("", "cell") else "p", block.text

    def _walk(self, element: HtmlElement, kind: str, *, link: bool) -> None:
        """Read an element; its depth is bounded by that of the tree."""
        block = element.tag in _BLOCKS
        if block:
            self._close(kind)
        first = len(self.blocks)
        kind = _KINDS.get(element.tag, kind)
        link = link or element.tag == "a"
        if element.tag == "br":
            self._words.append("\n")
        self._add(element.text, link=link)
        for child in element:
            if child not in self._gaps:
                self._walk(child, kind, link=link)
            elif child.tag in _BLOCKS:
                self._close(kind)
                worth = -GAP if any(text.strip() for text in child.itertext()) else 0.0
                self.blocks.append(Block("gap", "", 0, worth))
            self._add(child.tail, link=link)
        if block:
            self._close(kind)
            self.ranges[element] = (first, len(self.blocks))
        if element is self._headline:
            self._behind = len(self.blocks)

    def _add(self, text: str | None, *, link: bool) -> None:
        if text:
            self._words.append(text.replace("\n", " "))
            self._linked += len(" ".join(text.split())) if link else 0

    def _close(self, kind: str) -> None:
        """End a block; line breaks divide it."""
        if not self._words:
            return
        lines = [one_line(line) for line in "".join(self._words).split("\n")]
        whole = max(1, sum(len(line) for line in lines))
        found = []
        for line in filter(None, lines):
            linked = self._linked * len(line) // whole
            found.append(Block(kind, line, linked, _worth(kind, line, linked)))
        if any(block.worth > 0 for block in found):
            for block in found:
                block.kind = kind or "p"
        self.blocks.extend(found)
        self._words.clear()
        self._linked = 0

    # --- choice ------------------------------------------------------------------------------

    def _held(self, element: HtmlElement) -> float:
        first, last = self.ranges[element]
        return self._sums[last] - self._sums[first]

    def _best(self) -> HtmlElement | None:
        """The element worth most, and down from there while one child holds nearly all."""
        best, most = None, 0.0
        for element in self.ranges:
            worth = self._held(element) if element.tag not in _PARTS else 0.0
            if worth > 0 and is_body(element) and not self._is_one_of_many(element):
                worth *= NAMED
            if worth > most:
                best, most = element, worth
        while best is not None and (inner := self._inner(best)) is not None:
            best = inner
        return best

    def _inner(self, element: HtmlElement) -> HtmlElement | None:
        """The child that is the body alone: it has the headline, or nearly all of the worth."""
        whole = self._held(element)
        children = [e for e in element if e in self.ranges and e.tag not in _PARTS]
        for child in sorted(children, key=self._held, reverse=True)[:3]:
            if child in self._above:
                part = SOME
            else:
                part = MOST if is_body(child) or child.tag == "article" else NEARLY_ALL
            if self._held(child) >= part * whole and not self._is_one_of_many(child):
                return child
        return None

    def _is_one_of_many(self, element: HtmlElement) -> bool:
        """True for a part of a body that is divided: others look the same and hold sentences."""
        return self._named[_look(element)] > 1

    def _start(self) -> int:
        """The block behind the headline, 0 where much of the page stands above that."""
        good = [max(0.0, block.worth) for block in self.blocks]
        return self._behind if sum(good[self._behind :]) >= 0.6 * sum(good) else 0


def _look(element: HtmlElement) -> tuple[str, str, HtmlElement | None]:
    """What elements that are parts of one thing have in common."""
    name = attribute(element, "class") or attribute(element, "id")
    return str(element.tag), name, None if name else element.getparent()


def _worth(kind: str, text: str, linked: int) -> float:
    """What a block counts for its element."""
    size = len(text)
    if linked * 2 > size:
        return -size / 2
    if kind == "head":
        return 0.0
    ended = text.rstrip("\"”’')»]").endswith(_ENDS)
    if size >= 80 or (size >= 25 and ended):
        return (size - linked) * (0.7 if kind in ("item", "cell") else 1.0)
    return 0.0 if kind in ("item", "p") else -min(size, 25)


def _is_lead(block: Block) -> bool:
    """True for the words under a headline: a sentence, or a long second headline."""
    return not block.linked and (block.worth > 0 or (block.kind == "head" and len(block.text) > 40))


def _is_read(block: Block) -> bool:
    """False for what stands in a body and is no text: lists of links, cells, loose words."""
    if not block.text or (block.kind == "cell" and len(block.text) < 80):
        return False
    if block.linked * 2 > len(block.text):
        return block.kind in ("p", "quote", "code")
    return block.kind != "" or block.worth >= 0
