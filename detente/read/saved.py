"""Reports as people save them: text and Markdown with a title, a date line and the rest.

The paragraphs are gone through once, from the head to the tail:
    1. labelled lines of a front matter ("title: ...") at the very top
    2. the head: title, deck, date line, byline, captions, until the body begins
    3. the body: what is no report (related, furniture, desk lines) is taken out of it
    4. the tail: the source address may stand on a line of its own
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..types import Outlet, Report
from .bylines import Byline, read_byline, read_dateline
from .clean import one_line, tidy
from .draft import Draft, Piece, compose
from .furniture import is_biography, is_desk_line, is_furniture, opens_other_stories
from .markup import Paragraph, paragraphs, plain
from .outlets import find_outlet
from .roles import (
    DateLine,
    read_address_line,
    read_caption,
    read_date_line,
    read_related,
    read_source_line,
)
from .times import Moment, read_time

MAX_TITLE = 250
_FRONT = re.compile(r"\A\s*(---|\+\+\+)\n(.{0,20000}?)\n\1\s*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"\s*[\"']?(?P<label>[A-Za-z][A-Za-z_ -]{1,30})[\"']?\s*[:=]\s*(?P<value>.*)")
_FIELDS = {
    "title": "title",
    "headline": "title",
    "subtitle": "deck",
    "standfirst": "deck",
    "author": "authors",
    "authors": "authors",
    "byline": "authors",
    "date": "date",
    "published": "date",
    "publication date": "date",
    "pubdate": "date",
    "url": "url",
    "link": "url",
    "canonical": "url",
    "source": "source",
    "source url": "url",
    "outlet": "source",
    "publication": "source",
    "publisher": "source",
    "newspaper": "source",
    "site": "source",
    "sitename": "source",
    "hostname": "source",
    "section": "section",
    "category": "section",
    "language": "language",
    "lang": "language",
    "agency": "agency",
}
_SECTIONS = frozenset(
    "world news politics europe asia africa americas middle east international economy business"
    " opinion national defense defence security diplomacy russia ukraine china war conflict"
    " us u.s. uk analysis".split()
) | {
    "middle east",
    "world news",
    "latin america",
    "war in ukraine",
    "foreign policy",
    "asia pacific",
}
_SUFFIX = re.compile(r"^(?P<title>.{8,}?)\s+(?:[|•·»]|[-–—])\s+(?P<outlet>[^|•·»]{2,40})$")
_TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")
_PERSON = re.compile(
    r"[A-ZÀ-Þ][\w'’-]+(?: (?:[A-Z]\.|van|von|de|al|bin|el))*(?: [A-ZÀ-Þ][\w'’-]+){1,3}"
)


@dataclass(slots=True)
class _Sheet:
    """What has been gathered so far of one saved report."""

    pieces: list[Piece] = field(default_factory=list)
    title: str | None = None
    outlet_name: str | None = None
    agency: Outlet | None = None
    url: str | None = None
    url_rank: int = -1
    date: DateLine | None = None
    authors: list[str] = field(default_factory=list)
    section: str | None = None
    language: str | None = None
    credits: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    expects: str = ""

    def add(self, kind: str, text: str) -> None:
        self.pieces.append(Piece(kind, text))

    def take_date(self, line: DateLine) -> None:
        if self.date is None or line.rank > self.date.rank:
            self.date = line

    def take_url(self, url: str, rank: int) -> None:
        if rank > self.url_rank:
            self.url, self.url_rank = url, rank

    def take_byline(self, byline: Byline) -> None:
        self.authors.extend(name for name in byline.authors if name not in self.authors)
        self.agency = self.agency or byline.agency


def read_saved(text: str, origin: str) -> Report:
    """The Report of a saved text or Markdown file; raises ReadError where no text is in it."""
    sheet = _Sheet()
    rest = _front_matter(text, sheet)
    parts = paragraphs(tidy(rest))
    start = _head(parts, sheet)
    _body(parts[start:], sheet)
    _settle(sheet)
    moment: Moment | None = sheet.date.moment if sheet.date else None
    draft = Draft(
        pieces=tuple(sheet.pieces),
        title=sheet.title,
        outlet_name=sheet.outlet_name,
        agency=sheet.agency,
        url=sheet.url,
        moment=moment,
        authors=tuple(sheet.authors),
        section=sheet.section,
        credits=tuple(sheet.credits),
        related=tuple(sheet.related),
        language=sheet.language,
    )
    return compose(draft, origin)


# --- 1. front matter ------------------------------------------------------------------


def _front_matter(text: str, sheet: _Sheet) -> str:
    """Take the fields between `---` lines at the top; return what follows them."""
    found = (
        _FRONT.match(tidy(text[:25_000]) + "\n") if text.lstrip()[:3] in {"---", "+++"} else None
    )
    if not found:
        return text
    lines = found[2].split("\n")
    taken = [_take_field(line, sheet) for line in lines]
    if not any(taken):
        return text
    fence = found[1]
    return text.split(fence, 2)[2].partition("\n")[2]


def _take_field(line: str, sheet: _Sheet) -> bool:
    """Store a `label: value` line; False where the label is not a known one."""
    found = _FIELD.fullmatch(line.strip(" *"))
    name = _FIELDS.get(found["label"].strip().lower().replace("_", " ")) if found else None
    if not found or not name:
        return False
    value = one_line(found["value"]).strip("\"'*[] ")
    if not value:
        return True
    if name == "title":
        sheet.title = sheet.title or plain(value)
    elif name == "date":
        moment = read_time(value)
        if moment:
            sheet.take_date(DateLine(moment, 2))
    elif name == "deck":
        sheet.add("deck", plain(value))
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
    return True


# --- 2. the head ----------------------------------------------------------------------


def _head(parts: tuple[Paragraph, ...], sheet: _Sheet) -> int:
    """Read title, deck and the lines about the report; return where the body begins."""
    at = 0
    for at, part in enumerate(parts[:40]):
        after = parts[at + 1 :]
        if _about(part, sheet, after, head=True) or _fits_head(part, sheet, after, parts[:at]):
            continue
        return at
    return min(len(parts), 40)


def _fits_head(
    part: Paragraph, sheet: _Sheet, after: tuple[Paragraph, ...], before: tuple[Paragraph, ...]
) -> bool:
    """Take a paragraph as title, deck, section, place or name; False where the body begins."""
    text = part.text
    if sheet.title and _same(text, sheet.title):
        return True
    if not sheet.title:
        if _is_section(text) and after:
            sheet.section = sheet.section or text
            return True
        if not part.level and find_outlet(name=text) and len(text) < 40 and after:
            sheet.outlet_name = sheet.outlet_name or text
            return True
        return _take_title(part, sheet, after)
    if _is_section(text):
        sheet.section = sheet.section or text
        return True
    if find_outlet(name=text) and len(text) < 40:
        return _take_outlet(text, sheet)
    near = (*before[-1:], *after[:1])
    if _PERSON.fullmatch(text) and any(read_date_line(other.text) for other in near):
        sheet.authors.append(text)
        return True
    if _is_deck(part, after) and not any(piece.kind == "deck" for piece in sheet.pieces):
        sheet.add("deck", text)
        return True
    return False


def _take_title(part: Paragraph, sheet: _Sheet, after: tuple[Paragraph, ...]) -> bool:
    text = part.text
    if len(text) > MAX_TITLE or not after or read_dateline(text):
        return False
    ended = text.endswith((".", ":", ";", ",", ".”", '."')) and not re.search(r"\b[A-Z]\.$", text)
    told = part.level or part.emphasis
    meta = any(read_date_line(p.text) or read_byline(p.text) for p in after[:3])
    longer = any(len(other.text) > len(text) for other in after[:6])
    if not (told or meta or (not ended and longer and len(text.split()) <= 35)):
        return False
    if part.item:
        return False
    sheet.title = text
    return True


def _take_outlet(text: str, sheet: _Sheet) -> bool:
    """A line that is only the name of an outlet or agency."""
    outlet = find_outlet(name=text)
    if outlet and outlet.kind == "agency" and sheet.agency is None:
        sheet.agency = outlet
    else:
        sheet.outlet_name = sheet.outlet_name or text
    return True


def _is_deck(part: Paragraph, after: tuple[Paragraph, ...]) -> bool:
    """True for the lines between title and body that sum the report up."""
    text = part.text
    if not 4 <= len(text.split()) <= 60 or not after or read_dateline(text) or part.item:
        return False
    if part.level >= 2 or part.emphasis:
        return len(text) <= 300
    soon = [other.text for other in after[:3] if len(other.text) < 200]
    if any(read_date_line(line) or read_byline(line) for line in soon):
        return len(text) <= 350
    return len(text) <= 250 and not _TERMINAL.search(text) and not text.endswith(":")


def _is_section(text: str) -> bool:
    words = [word.strip().lower() for word in re.split(r"\s*[/>|»·]\s*", text) if word.strip()]
    return bool(words) and len(text) < 50 and all(word in _SECTIONS for word in words)


# --- lines about the report, wherever they stand ---------------------------------------


def _about(part: Paragraph, sheet: _Sheet, after: tuple[Paragraph, ...], *, head: bool) -> bool:
    """Take a paragraph that tells about the report; False where it may be part of it."""
    if part.image is not None:
        return _take_image(part.image, sheet, after)
    expects, sheet.expects = sheet.expects, ""
    if _take_address(part, sheet, expects):
        return True
    if _take_related(part, sheet, expects):
        return True
    date = read_date_line(part.text)
    if date:
        sheet.take_date(date)
        return True
    if _take_names(part, sheet, head=head):
        return True
    if _take_caption(part, sheet, after, head=head):
        return True
    if head and not part.level and _labelled(part, sheet):
        return True
    return not part.level and (is_furniture(part.text) or is_desk_line(part.text))


def _take_address(part: Paragraph, sheet: _Sheet, expects: str) -> bool:
    address = read_address_line(part.text)
    if address is None:
        return False
    if address == "":
        sheet.expects = "address"
        return True
    alone = part.text.strip("<> ").startswith(("http", "www"))
    sheet.take_url(address, 1 if alone and expects != "address" else 2)
    return True


def _take_related(part: Paragraph, sheet: _Sheet, expects: str) -> bool:
    """Titles of other stories: after a label, in a list under one, or a link on its own."""
    title = read_related(part.text, link=part.link)
    if title is None and (expects == "related" and (part.item or part.link)):
        title = part.text
        sheet.expects = "related"
    elif title is None and part.link and not part.level and len(part.text.split()) >= 4:
        title = part.text
    elif title == "":
        sheet.expects = "related"
        return True
    if title is None:
        return False
    sheet.related.append(title)
    return True


def _take_names(part: Paragraph, sheet: _Sheet, *, head: bool) -> bool:
    """Bylines, alone or beside a date, and the lines that name a source."""
    source = read_source_line(part.text)
    if source:
        return _take_outlet(source, sheet)
    if part.level == 1:
        return False
    byline = read_byline(part.text) if head or len(part.text) < 90 else None
    if byline:
        sheet.take_byline(byline)
        return True
    pieces = [
        p for p in re.split(r"\s*[|•·]\s*|\s+[–—-]\s+|, (?=\w+ \d{1,2}, \d{4})", part.text) if p
    ]
    if not head or not 2 <= len(pieces) <= 5 or len(part.text) > 200:
        return False
    dates = [date for piece in pieces if (date := read_date_line(piece))]
    if not dates:
        return False
    for date in dates:
        sheet.take_date(date)
    for piece in pieces:
        found = read_byline(piece, marked=bool(_PERSON.fullmatch(piece)))
        if found:
            sheet.take_byline(found)
        elif find_outlet(name=piece):
            _take_outlet(piece, sheet)
        elif _is_section(piece):
            sheet.section = sheet.section or piece
    return True


def _take_caption(
    part: Paragraph, sheet: _Sheet, after: tuple[Paragraph, ...], *, head: bool
) -> bool:
    if part.level:
        return False
    early = head and sheet.title is not None
    caption = read_caption(part.text, part.raw, head=early)
    if caption is None:
        if not _before_credit(part, sheet, after, head=early):
            return False
        sheet.add("caption", part.text)
        return True
    if caption.text:
        sheet.add("caption", caption.text)
    if caption.credit:
        sheet.credits.append(caption.credit)
    return True


def _before_credit(
    part: Paragraph, sheet: _Sheet, after: tuple[Paragraph, ...], *, head: bool
) -> bool:
    """True for words right before a line that is only a credit, or right after a picture."""
    if sheet.expects == "" and part.emphasis and sheet.pieces[-1:] == [Piece("caption", "")]:
        return True
    if not after or len(part.text) > (400 if head else 200) or (head and sheet.title is None):
        return False
    following = read_caption(after[0].text, after[0].raw, head=head)
    return following is not None and not following.text and not after[0].level


def _take_image(words: str, sheet: _Sheet, after: tuple[Paragraph, ...]) -> bool:
    """The words for a picture are its caption where no caption follows and they say enough."""
    if after and (after[0].emphasis or read_caption(after[0].text, after[0].raw, head=True)):
        if after[0].emphasis:
            sheet.add("caption", "")
        return True
    if len(words.split()) >= 5 and not re.search(
        r"\.(?:jpe?g|png|gif|webp)$", words, re.IGNORECASE
    ):
        caption = read_caption(words, head=True)
        sheet.add("caption", caption.text if caption else words)
        if caption and caption.credit:
            sheet.credits.append(caption.credit)
    return True


def _labelled(part: Paragraph, sheet: _Sheet) -> bool:
    """`Title: ...`, `Section: ...` and the like on a line of the head."""
    return len(part.text) <= MAX_TITLE + 20 and _take_field(part.text, sheet)


# --- 3. the body and 4. the tail -------------------------------------------------------


def _body(parts: tuple[Paragraph, ...], sheet: _Sheet) -> None:
    """Take the body's paragraphs and what stands among and behind them."""
    others = False
    for at, part in enumerate(parts):
        if part.level:
            others = opens_other_stories(part.text)
            if others or _same(part.text, sheet.title):
                continue
            if not _about(part, sheet, parts[at + 1 :], head=False):
                sheet.add("subtitle", part.text)
            continue
        if others and (part.link or part.item or len(part.text) < 120):
            if not _about(part, sheet, parts[at + 1 :], head=False) and len(part.text.split()) > 3:
                sheet.related.append(part.text)
            continue
        others = False
        if _about(part, sheet, parts[at + 1 :], head=False) or _same(part.text, sheet.title):
            continue
        if part.emphasis and at >= len(parts) - 3 and is_biography(part.text):
            continue
        sheet.add("body", part.text)


def _settle(sheet: _Sheet) -> None:
    """Put the title first, take the outlet's name off it, drop what is empty or said twice."""
    if sheet.title:
        found = _SUFFIX.match(sheet.title)
        outlet = find_outlet(name=found["outlet"]) if found else None
        if found and outlet:
            sheet.title = found["title"]
            sheet.outlet_name = sheet.outlet_name or found["outlet"]
        sheet.pieces.insert(0, Piece("title", sheet.title))
    seen: set[tuple[str, str]] = set()
    kept = []
    for piece in sheet.pieces:
        if piece.text and (piece.kind, piece.text) not in seen:
            kept.append(piece)
        if piece.kind != "body":
            seen.add((piece.kind, piece.text))
    sheet.pieces = kept


def _same(text: str, title: str | None) -> bool:
    """True where a paragraph only repeats the title."""
    if not title:
        return False
    left, right = (re.sub(r"\W+", " ", words).strip().lower() for words in (text, title))
    return left == right and bool(left)
