"""Paragraphs that tell about a report, taken out of it wherever they stand.

1. pictures and their captions     5. bylines and sources
2. the address                     6. captions and credits
3. other stories                   7. labelled fields, in the head
4. date lines                      8. furniture and desk lines
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .bylines import is_person, read_byline, read_dateline
from .clean import one_line
from .furniture import is_biography, is_desk_line, is_furniture, opens_other_stories
from .markup import plain
from .outlets import find_outlet
from .roles import (
    DateLine,
    read_address_line,
    read_caption,
    read_date_line,
    read_related,
    read_source_line,
)
from .times import read_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .markup import Paragraph
    from .sheet import Sheet

_FIELD = re.compile(r"\s*[\"']?(?P<label>[A-Za-z][A-Za-z_ -]{1,30})[\"']?\s*[:=]\s*(?P<value>.*)")
_FIELDS = {
    "title": "title headline",
    "deck": "subtitle standfirst dek",
    "authors": "author authors byline",
    "date": "date published publication-date pubdate date-published",
    "url": "url link canonical source-url permalink",
    "source": "source outlet publication publisher newspaper site sitename hostname",
    "section": "section category",
    "language": "language lang",
    "agency": "agency",
}
_BY_LABEL = {label: name for name, labels in _FIELDS.items() for label in labels.split()}
_SECTIONS = frozenset(
    "world news politics europe asia africa americas international economy business opinion"
    " national defense defence security diplomacy russia ukraine china war conflict us u.s. uk"
    " analysis".split()
) | {
    "middle east",
    "world news",
    "latin america",
    "war in ukraine",
    "foreign policy",
    "asia pacific",
}
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp)$", re.IGNORECASE)
_BESIDE = re.compile(r"\s*[|•·]\s*|\s+[–—/-]\s+|, (?=[A-Z][a-z]+\.? \d{1,2}, \d{4})")


def take_aside(part: Paragraph, sheet: Sheet, after: Sequence[Paragraph], *, head: bool) -> bool:
    """Take a paragraph that tells about the report; False where it may be part of it.

    `after` are the paragraphs that follow; `head` is true before the body has begun.
    """
    if part.image is not None:
        return _take_image(part.image, sheet, after)
    expects, sheet.expects = sheet.expects, ""
    if expects == "caption" and part.emphasis and not part.level:
        caption = read_caption(part.text, head=True)
        sheet.add_caption(caption.text if caption else part.text, caption.credit if caption else "")
        return True
    if _take_address(part, sheet, expects) or _take_related(part, sheet, expects):
        return True
    date = read_date_line(part.text)
    if date:
        sheet.take_date(date)
        return True
    if _take_names(part, sheet, head=head) or _take_caption(part, sheet, after, head=head):
        return True
    if head and not part.level and len(part.text) <= 300 and take_field(part.text, sheet):
        return True
    return not part.level and (is_furniture(part.text) or is_desk_line(part.text))


def take_body(parts: Sequence[Paragraph], sheet: Sheet) -> None:
    """Take the paragraphs of the body, without what stands among and behind them."""
    others = False
    for at, part in enumerate(parts):
        after = parts[at + 1 : at + 4]
        if part.level:
            others = opens_other_stories(part.text)
            if not (others or same_words(part.text, sheet.title)) and not take_aside(
                part, sheet, after, head=False
            ):
                sheet.add("subtitle", part.text)
            continue
        others = others and (part.link or part.item or len(part.text) < 120)
        if take_aside(part, sheet, after, head=False) or same_words(part.text, sheet.title):
            continue
        if others:
            if len(part.text.split()) > 3:
                sheet.add_related(part.text)
        elif not (part.emphasis and at >= len(parts) - 3 and is_biography(part.text)):
            sheet.add("body", part.text)


def take_field(line: str, sheet: Sheet) -> bool:
    """Store a `label: value` line; False where the label is not a known one."""
    found = _FIELD.fullmatch(line.strip(" *"))
    label = re.sub(r"[_ ]", "-", found["label"].strip().lower()) if found else ""
    name = _BY_LABEL.get(label)
    if not found or not name:
        return False
    value = one_line(found["value"]).strip("\"'*[] ")
    if value:
        _store(name, value, sheet)
    return True


def find_dates(text: str) -> tuple[DateLine, ...]:
    """The dates of a line of which every part but a name or place is a date, () for others."""
    if len(text) > 200:
        return ()
    pieces = [piece for piece in _BESIDE.split(text) if piece]
    pairs = [f"{first} {second}" for first, second in pairwise(pieces)]
    return tuple(date for piece in (text, *pairs, *pieces) if (date := read_date_line(piece)))


def is_section(text: str) -> bool:
    """True for the name of a part of a paper, or a path of them (`World / Europe`)."""
    words = [word.strip().lower() for word in re.split(r"\s*[/>|»·]\s*", text) if word.strip()]
    return bool(words) and len(text) < 50 and all(word in _SECTIONS for word in words)


def same_words(text: str, title: str | None) -> bool:
    """True where a paragraph only repeats the title."""
    if not title or len(text) > 2 * len(title) + 20:
        return False
    left, right = (re.sub(r"\W+", " ", words).strip().lower() for words in (text, title))
    return left == right and bool(left)


def _store(name: str, value: str, sheet: Sheet) -> None:
    if name == "title":
        sheet.title = sheet.title or plain(value)
    elif name == "deck":
        sheet.add("deck", plain(value))
    elif name == "date":
        moment = read_time(value)
        if moment:
            sheet.take_date(DateLine(moment, 2))
    elif name in {"url", "source"} and read_address_line(value):
        sheet.take_url(value, 3)
    elif name == "source":
        sheet.outlet_name = sheet.outlet_name or value
    elif name in {"authors", "agency"}:
        byline = read_byline(value.replace('"', ""), marked=True)
        if byline:
            sheet.take_byline(byline)
    elif name == "section":
        sheet.section = value
    elif name == "language":
        sheet.language = value[:2].lower()


def _take_image(words: str, sheet: Sheet, after: Sequence[Paragraph]) -> bool:
    """The words for a picture are its caption where no caption follows and they say enough."""
    if after and after[0].emphasis:
        sheet.expects = "caption"
        return True
    if after and read_caption(after[0].text, after[0].raw, head=True):
        return True
    if len(words.split()) >= 5 and not _PICTURE_FILE.search(words):
        caption = read_caption(words, head=True)
        sheet.add_caption(caption.text if caption else words, caption.credit if caption else "")
    return True


def _take_address(part: Paragraph, sheet: Sheet, expects: str) -> bool:
    """The report's own address, alone, behind its label, or behind a link that says so."""
    if part.link and part.target and read_address_line(f"{part.text}:") == "":
        sheet.take_url(part.target, 2)
        return True
    address = read_address_line(part.text)
    if address is None:
        return False
    if address == "":
        sheet.expects = "address"
        if part.target:
            sheet.take_url(part.target, 2)
        return True
    alone = part.text.strip("<> ").startswith(("http", "www"))
    sheet.take_url(address, 1 if alone and expects != "address" else 2)
    return True


def _take_related(part: Paragraph, sheet: Sheet, expects: str) -> bool:
    """Titles of other stories: behind a label, in a list under one, or a link on its own."""
    title = read_related(part.text, link=part.link)
    if title == "":
        sheet.expects = "related"
        return True
    if title is None and expects == "related" and (part.item or part.link):
        title, sheet.expects = part.text, "related"
    elif title is None and part.link and not part.level and len(part.text.split()) >= 4:
        title = part.text
    if title is None:
        return False
    sheet.add_related(title)
    return True


def _take_names(part: Paragraph, sheet: Sheet, *, head: bool) -> bool:
    """Bylines, alone or beside a date, and lines that name a source."""
    source = read_source_line(part.text)
    if source:
        sheet.take_source(source)
        if part.target:
            sheet.take_url(part.target, 2)
        return True
    if part.level == 1:
        return False
    byline = read_byline(part.text) if head or len(part.text) < 90 else None
    if byline:
        sheet.take_byline(byline)
        return True
    signed = part.text.strip(" ()[]–—-*_.")
    if not head and len(signed) < 40 and not part.level and find_outlet(name=signed):
        sheet.take_source(signed)
        return True
    return head and len(part.text) <= 200 and _take_mixed(part.text, sheet)


def _take_mixed(text: str, sheet: Sheet) -> bool:
    """A line such as `Jane Doe | The Paper | December 15, 2021`."""
    pieces = [piece for piece in _BESIDE.split(text) if piece]
    dates = find_dates(text)
    if not dates or not 2 <= len(pieces) <= 5:
        return False
    for date in dates:
        sheet.take_date(date)
    for piece in pieces:
        found = read_byline(piece, marked=is_person(piece))
        if found:
            sheet.take_byline(found)
        elif find_outlet(name=piece):
            sheet.take_source(piece)
        elif is_section(piece):
            sheet.section = sheet.section or piece
    return True


def _take_caption(part: Paragraph, sheet: Sheet, after: Sequence[Paragraph], *, head: bool) -> bool:
    """Captions with a credit or a label, credits alone, and words right before such a line."""
    if part.level:
        return False
    early = head and sheet.title is not None
    caption = read_caption(part.text, part.raw, head=early)
    if caption:
        sheet.add_caption(caption.text, caption.credit)
        return True
    if not after or after[0].level or (head and not early) or read_dateline(part.text):
        return False
    following = read_caption(after[0].text, after[0].raw, head=early)
    if following is None or following.text or is_furniture(after[0].text):
        return False
    if len(part.text) > (400 if head else 200):
        return False
    sheet.add_caption(part.text, "")
    return True
