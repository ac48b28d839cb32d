"""What a reader gathers from a source, and the Report that is made of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import ReadError
from ..types import Block, Outlet, Report, Span
from .address import canonical, key
from .bylines import read_dateline
from .outlets import make_outlet
from .times import Moment, day_in_address

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_TEXT = 2_000_000
_ORDER = {"title": 0, "deck": 1, "caption": 2, "subtitle": 3, "body": 3}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of clean text with its role: title, deck, caption, subtitle or body.

    A deck is the subtitle under the title; a subtitle stands inside the body.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a reader found, before identity and clean text are settled."""

    pieces: tuple[Piece, ...]
    title: str | None = None
    outlet_name: str | None = None
    agency: Outlet | None = None
    url: str | None = None
    moment: Moment | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    credits: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    language: str | None = None


def digest(text: str) -> str:
    """The first 16 hex digits of the SHA-256 of `text`.

    >>> digest("")
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:16]


def identity(url: str | None, text: str) -> str:
    """The id of a report: of its address where it has one, else of its text."""
    return digest((key(url) or url) if url else text)


def compose(draft: Draft, origin: str) -> Report:
    """The Report of a draft: title, decks, captions, then the body, joined by blank lines.

    Raises ReadError where nothing is left to read, or more than a report can hold.
    """
    if sum(len(piece.text) for piece in draft.pieces) > MAX_TEXT:
        raise ReadError(f"longer than {MAX_TEXT:,} characters: not one report", origin)
    text, blocks = _join(draft.pieces)
    if not any(block.kind in {"body", "title"} for block in blocks):
        raise ReadError("no text found", origin)
    url = canonical(draft.url) if draft.url else None
    outlet = make_outlet(url=url, name=draft.outlet_name)
    dateline = first_dateline(text, blocks)
    agency = draft.agency or (dateline[1] if dateline else None)
    moment = draft.moment or _from_address(url)
    return Report(
        id=identity(url, text),
        version=digest(text),
        text=text,
        blocks=blocks,
        title=draft.title,
        outlet=outlet,
        agency=None if agency == outlet else agency,
        url=url,
        published=moment.at if moment else None,
        date=moment.day if moment else None,
        authors=draft.authors,
        section=draft.section,
        dateline=dateline[0] if dateline else None,
        captions=tuple(piece.text for piece in draft.pieces if piece.kind == "caption"),
        credits=draft.credits,
        related=draft.related,
        language=draft.language,
        origin=origin,
    )


def first_dateline(text: str, blocks: Iterable[Block]) -> tuple[str, Outlet | None] | None:
    """The dateline of the first two body blocks and its agency."""
    bodies = [block for block in blocks if block.kind == "body"]
    for block in bodies[:2]:
        found = read_dateline(block.span.of(text))
        if found:
            return found.words, found.agency
    return None


def _join(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Clean text and its blocks, in the fixed order; the order inside a role is kept."""
    ordered = sorted((p for p in pieces if p.text.strip()), key=lambda piece: _ORDER[piece.kind])
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    for piece in ordered:
        text = piece.text.strip()
        texts.append(text)
        kind = "subtitle" if piece.kind == "deck" else piece.kind
        blocks.append(Block(kind, Span(start, start + len(text))))
        start += len(text) + 2
    return "\n\n".join(texts), tuple(blocks)


def _from_address(url: str | None) -> Moment | None:
    day = day_in_address(url) if url else None
    return Moment(day) if day else None
