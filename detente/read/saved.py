"""Reports as people save them: text and Markdown with a title, a date line and the rest.

The paragraphs are gone through once, from the head to the tail:
    1. the fields of a front matter (`title: ...` between `---` lines)
    2. the head: title, deck, date line, byline, captions, until the body begins
    3. the body and the tail: what is no report is taken out of them
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import ReadError
from .aside import find_dates, is_section, same_words, take_aside, take_body, take_field
from .bylines import Byline, is_person, read_byline, read_dateline
from .clean import tidy
from .draft import MAX_TEXT, compose
from .markup import paragraphs
from .outlets import find_outlet
from .sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..types import Report
    from .markup import Paragraph

MAX_TITLE = 250
MAX_HEAD = 40
_FENCE = re.compile(r"\s*(---|\+\+\+)[ \t]*\n")
_TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")


def read_saved(text: str, origin: str) -> Report:
    """The Report of a saved text or Markdown file; raises ReadError for too little or too much."""
    if len(text) > 2 * MAX_TEXT:
        raise ReadError(f"longer than {2 * MAX_TEXT:,} characters: not one report", origin)
    sheet = Sheet()
    parts = paragraphs(_front_matter(tidy(text), sheet))
    start = _head(parts, sheet)
    take_body(parts[start:], sheet)
    return compose(sheet.draft(), origin)


def _front_matter(text: str, sheet: Sheet) -> str:
    """Take the fields between fences at the top; return what follows them."""
    fence = _FENCE.match(text)
    if not fence:
        return text
    end = text.find(f"\n{fence[1]}", fence.end() - 1, 20_000)
    if end < 0:
        return text
    taken = [take_field(line, sheet) for line in text[fence.end() : end].split("\n")]
    return text[end + 1 + len(fence[1]) :] if any(taken) else text


def _head(parts: Sequence[Paragraph], sheet: Sheet) -> int:
    """Read title, deck and the lines about the report; return where the body begins."""
    for at, part in enumerate(parts[:MAX_HEAD]):
        after = parts[at + 1 : at + 8]
        before = parts[max(0, at - 1) : at]
        if not (take_aside(part, sheet, after, head=True) or _fits(part, sheet, after, before)):
            return at
    return min(len(parts), MAX_HEAD)


def _fits(
    part: Paragraph, sheet: Sheet, after: Sequence[Paragraph], before: Sequence[Paragraph]
) -> bool:
    """Take a paragraph as name, section, title or deck; False where the body begins."""
    text = part.text
    if same_words(text, sheet.title):
        return True
    if after and not part.level and _take_name(text, sheet):
        return True
    if not sheet.title:
        if not _is_title(part, after):
            return False
        sheet.title = text
        if part.link and part.target:
            sheet.take_url(part.target, 1)
        return True
    if is_person(text) and any(find_dates(near.text) for near in (*before, *after[:3])):
        sheet.take_byline(read_byline(text, marked=True) or Byline())
        return True
    if _is_deck(part, after) and not any(piece.kind == "deck" for piece in sheet.pieces):
        sheet.add("deck", text)
        return True
    return False


def _take_name(text: str, sheet: Sheet) -> bool:
    """A line that is only the name of a section, an outlet or an agency."""
    if is_section(text):
        sheet.section = sheet.section or text
        return True
    if len(text) < 40 and find_outlet(name=text):
        sheet.take_source(text)
        return True
    return False


def _is_title(part: Paragraph, after: Sequence[Paragraph]) -> bool:
    """True for a heading, or a short first paragraph before longer ones or before a date line."""
    text = part.text
    if len(text) > MAX_TITLE or not after or part.item or read_dateline(text):
        return False
    if part.level or part.emphasis:
        return True
    if any(find_dates(near.text) or read_byline(near.text) for near in after[:3]):
        return True
    ended = re.search(r"[.:;,][\"”]?$", text) and not re.search(r"\b[A-Z]\.$", text)
    longer = any(len(other.text) > len(text) for other in after)
    return not ended and longer and len(text.split()) <= 35


def _is_deck(part: Paragraph, after: Sequence[Paragraph]) -> bool:
    """True for the lines between title and body that sum the report up."""
    text = part.text
    if not 4 <= len(text.split()) <= 60 or not after or part.item or read_dateline(text):
        return False
    if part.level >= 2 or part.emphasis:
        return len(text) <= 300
    if any(find_dates(near.text) or read_byline(near.text) for near in after[:3]):
        return len(text) <= 350
    return len(text) <= 250 and not _TERMINAL.search(text) and not text.endswith(":")
