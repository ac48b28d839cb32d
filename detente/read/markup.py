"""Saved text and Markdown: paragraphs out of lines, words out of marks."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .address import find_address

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|abbr|article|b|blockquote|br|center|cite|code|div|em|figcaption|figure|font|h[1-6]|hr|i"
    r"|img|kbd|li|mark|ol|p|picture|q|s|section|small|span|strong|sub|sup|time|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TARGET = r"\(\s*<?[^()\s]*(?:\([^()\s]*\)[^()\s]*)*>?(?:\s+[\"'(][^\"\n]*?[\"')])?\s*\)"
_IMAGE = re.compile(rf"!\[([^\[\]]*)\](?:{_TARGET}|\[[^\]]*\])")
_LINK = re.compile(
    rf"(?<!\\)\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\](?:{_TARGET}|\[[\w ]{{0,40}}\])"
)
_WHOLE_LINK = re.compile(rf"\W*\[[^\[\]]+\]{_TARGET}\W*")
_DEFINITION = re.compile(r"\[\^?[^\]]{1,60}\]:\s+\S")
_FOOTNOTE = re.compile(r"\[\^[\w-]{1,20}\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:|www\.)[^<>\s]+)>")
_STRONG = re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s\\])\1(?!\*)", re.DOTALL)
_UNDER = re.compile(r"(?<![\w_\\])(_{1,3})(?=[^\s_])(.+?)(?<=[^\s\\])\1(?![\w])", re.DOTALL)
_STRIKE = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")
_CODE = re.compile(r"`+([^`\n]+)`+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_HEADING = re.compile(r"#{1,6}(?:\s+|(?=[A-Z“\"]))(.*?)\s*#*$")
_ITEM = re.compile(r"(?:[-*+•‣◦▪●·]|\d{1,2}[.)])\s+(?=\S)")
_QUOTED = re.compile(r"(?:>\s?)+")
_RULE = re.compile(r"(?:[-*_=~#•·]\s?){3,}")
_TABLE = re.compile(r"\|.*\||\|?(?:\s*:?-{3,}:?\s*\|)+.*")
_MARKED = re.compile(r"[\[*_`~<&\\]")
_LABELLED = re.compile(r"[*_]*[A-Z][a-z]+(?: [a-z]+)?[*_]*:[*_]* \S")
_NOTE = re.compile(r"\[[\d*†‡^]{1,3}\]\(#[^()\s]*\)")
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$")
# Second halves that keep their hyphen at a line's end.
_COMPOUND = frozenset(
    "led backed based sponsored controlled held run made born old year day long wide term scale"
    " general elect minister president chief level profile called style range fire in out"
    " off up".split()
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of saved text: its words without marks, and what the marks told.

    `raw` keeps the inline marks; `level` is that of a heading (0: none); `emphasis` is
    true where all of it is bold or italic; `target` is the address of its first link;
    `image` holds the words for a picture.
    """

    text: str
    raw: str
    level: int = 0
    emphasis: bool = False
    link: bool = False
    item: bool = False
    image: str | None = None
    target: str | None = None


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a tidied text, hard-wrapped lines joined, empty ones left out."""
    lines = _COMMENT.sub("", text).split("\n")
    width = wrap_width(lines)
    return tuple(
        paragraph
        for chunk in _chunks(lines)
        for line in _rejoin(chunk, width)
        if (paragraph := _paragraph(line)).text or paragraph.image is not None
    )


def plain(raw: str) -> str:
    """The words of one paragraph of Markdown.

    >>> plain("Interfax [reported](#) *that* he [...] agreed")
    'Interfax reported that he [...] agreed'
    """
    if not _MARKED.search(raw):
        return " ".join(raw.split())
    text = _NOTE.sub("", _IMAGE.sub("", raw))
    for _ in range(3):
        shorter = _LINK.sub(r"\1", text)
        if shorter == text:
            break
        text = shorter
    text = _FOOTNOTE.sub("", _AUTOLINK.sub(r"\1", text))
    text = _CODE.sub(r"\1", _TAG.sub("", text))
    for _ in range(3):
        text = _UNDER.sub(r"\2", _STRONG.sub(r"\2", text))
    text = _STRIKE.sub(r"\1", text)
    text = html.unescape(_ESCAPE.sub(r"\1", text))
    return re.sub(r" (?=[.,;](?:\s|$))", "", " ".join(text.split()))


def wrap_width(lines: list[str]) -> int:
    """The width at which a text was hard-wrapped, 0 where it was not.

    A line was wrapped where its successor's first word would not have fitted.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    longest = max((len(a) for a, _ in pairs), default=0)
    if not 30 <= longest <= 130:
        return 0
    full = [a for a, b in pairs if len(a) + 1 + len(b.split(" ", 1)[0]) > longest - 6]
    open_ended = [a for a in full if not _ENDED.search(a)]
    wrapped = len(full) * 2 >= len(pairs) and len(open_ended) * 2 >= len(full)
    return longest if full and wrapped else 0


def _chunks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines between blank lines, headings, rules, items and fences."""
    chunk: list[str] = []
    for number, line in enumerate(lines):
        under = lines[number + 1] if number + 1 < len(lines) else ""
        if _setext(line, under):
            line = ("# " if under.startswith("=") else "## ") + line
        elif not line.strip() or _RULE.fullmatch(line.strip()) or line.startswith(("```", "~~~")):
            yield chunk
            chunk = []
            continue
        starts = line.startswith("#") or bool(_ITEM.match(line))
        if chunk and (starts or chunk[-1].startswith("#")):
            yield chunk
            chunk = []
        chunk.append(line)
    yield chunk


def _setext(line: str, under: str) -> bool:
    """True for a heading that is underlined with `=` or `-`."""
    return bool(line.strip()) and len(line) <= 200 and bool(re.fullmatch(r"={3,}|-{3,}", under))


def _rejoin(chunk: list[str], width: int) -> Iterator[str]:
    """The paragraphs of a run of lines."""
    held = ""
    last = ""
    for line in chunk:
        bare = _QUOTED.sub("", line, count=1) if line.startswith(">") else line
        if held and _soft(last, bare, width):
            held = _glue(held, bare)
        else:
            if held:
                yield held
            held = bare
        last = bare
    if held:
        yield held


def _soft(line: str, after: str, width: int) -> bool:
    """True where the break between two lines only served the width."""
    if _LABELLED.match(after):
        return False
    if not width:
        return bool(after[:1].islower()) and not _ENDED.search(line) and len(line) > 30
    fits = len(line) + 1 + len(after.split(" ", 1)[0]) <= width - (0 if _ENDED.search(line) else 6)
    return not fits or (bool(after[:1].islower()) and not _ENDED.search(line) and len(line) > 20)


def _glue(held: str, line: str) -> str:
    """Two lines as one; a word broken by a hyphen is made whole unless it is a compound."""
    if not re.search(r"[a-z]-$", held) or not line[:1].islower():
        return f"{held}{'' if held.endswith('-') else ' '}{line}"
    second = re.split(r"\W", line, maxsplit=1)[0]
    first = re.split(r"[^\w]", held[:-1])[-1]
    whole = second in _COMPOUND or first[:1].isupper() or len(second) < 3
    return held + line if whole else held[:-1] + line


def _paragraph(line: str) -> Paragraph:
    """One joined line as a paragraph, its block marks read and removed."""
    raw = line.strip()
    if _DEFINITION.match(raw) or _TABLE.fullmatch(raw):
        return Paragraph("", raw)
    raw = _QUOTED.sub("", raw, count=1) if raw.startswith(">") else raw
    heading = _HEADING.fullmatch(raw)
    level = len(raw) - len(raw.lstrip("#")) if heading else 0
    if heading:
        raw = heading[1]
    item = _ITEM.match(raw)
    if item:
        raw = raw[item.end() :]
    image = _IMAGE.search(raw)
    text = plain(raw)
    return Paragraph(
        text,
        raw,
        level=level,
        emphasis=_all_emphasis(raw),
        link=bool(_WHOLE_LINK.fullmatch(raw)) and not text.endswith((".", ",")),
        item=bool(item),
        image=plain(image[1]) if image and not text else None,
        target=_target(raw),
    )


def _target(raw: str) -> str | None:
    """The web address of the first link that is no picture."""
    found = _LINK.search(_IMAGE.sub("", raw))
    return find_address(found[0][found[0].rindex("](") :]) if found and "](" in found[0] else None


def _all_emphasis(raw: str) -> bool:
    found = _STRONG.fullmatch(raw) or _UNDER.fullmatch(raw)
    return bool(found) and "**" not in (found[2] if found else "")
