"""What has been gathered of one report while its paragraphs are gone through.

The only mutable thing of this stage; it becomes a frozen Draft at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .bylines import Byline, find_agency
from .draft import Draft, Piece
from .outlets import find_outlet

if TYPE_CHECKING:
    from ..types import Outlet
    from .roles import DateLine

_SUFFIX = re.compile(r"(?P<title>.{8,}?)\s+(?:[|•·»]|[-–—])\s+(?P<outlet>[^|•·»]{2,40})")
_SIGNED = re.compile(
    r"[.!?”\"]\s*(?:\((?:with )?(?P<bracket>[A-Z][\w &/-]{1,30})\)"
    r"|[–—-]{1,2}\s?(?P<dash>[A-Z][\w -]{1,30}))$"
)
# A report has few of each; a page made to exhaust has many.
_MOST = 200


@dataclass(slots=True)
class Sheet:
    """Pieces of clean text and facts about a report, each taken at its best rank."""

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
    """What the next paragraph should be: address, related, caption, or anything ("")."""

    def add(self, kind: str, text: str) -> None:
        """Add a piece of clean text."""
        self.pieces.append(Piece(kind, text))

    def add_caption(self, text: str, credit: str) -> None:
        """Add the words under a picture and its credit; either may be empty."""
        if text and len(self.pieces) < 100 * _MOST:
            self.add("caption", text)
        if credit and credit not in self.credits and len(self.credits) < _MOST:
            self.credits.append(credit)

    def add_related(self, title: str) -> None:
        """Add the title of another story."""
        if title not in self.related and len(self.related) < _MOST:
            self.related.append(title)

    def take_date(self, line: DateLine) -> None:
        """Keep the surest date line, the first of equals; of one day the fullest."""
        known = self.date
        fuller = (
            known is not None
            and line.rank == known.rank
            and line.moment.day == known.moment.day
            and line.moment.detail > known.moment.detail
        )
        if known is None or line.rank > known.rank or fuller:
            self.date = line

    def take_url(self, url: str, rank: int) -> None:
        """Keep the surest address, the first of equals."""
        if rank > self.url_rank:
            self.url, self.url_rank = url, rank

    def take_byline(self, byline: Byline) -> None:
        """Add the authors and the agency of a byline."""
        self.authors.extend(name for name in byline.authors if name not in self.authors)
        self.agency = self.agency or byline.agency

    def take_source(self, name: str) -> None:
        """A name on its own or after `Source:`: of an agency, or of the outlet."""
        agency = find_agency(name)
        if agency and self.agency is None:
            self.agency = agency
        elif not agency:
            self.outlet_name = self.outlet_name or name

    def draft(self) -> Draft:
        """The frozen draft: title first, the outlet's name taken off it, repeats dropped."""
        self._trim_title()
        if self.agency is None:
            self.agency = self._signature()
        titled = [Piece("title", self.title)] if self.title else []
        moment = self.date.moment if self.date else None
        return Draft(
            pieces=_once([*titled, *self.pieces]),
            title=self.title,
            outlet_name=self.outlet_name,
            agency=self.agency,
            url=self.url,
            moment=moment,
            authors=tuple(self.authors),
            section=self.section,
            credits=tuple(self.credits),
            related=tuple(self.related),
            language=self.language,
        )

    def _trim_title(self) -> None:
        found = _SUFFIX.fullmatch(self.title) if self.title else None
        if found and (find_outlet(name=found["outlet"]) or found["outlet"] == self.outlet_name):
            self.title = found["title"]
            self.outlet_name = self.outlet_name or found["outlet"]

    def _signature(self) -> Outlet | None:
        """The agency with which the last paragraph is signed: `... he said. (AFP)`."""
        bodies = [piece.text for piece in self.pieces if piece.kind == "body"]
        found = _SIGNED.search(bodies[-1]) if bodies else None
        return find_agency(found["bracket"] or found["dash"]) if found else None


def _once(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces without empty ones; a title, deck or caption only once."""
    seen: set[Piece] = set()
    kept: list[Piece] = []
    for piece in pieces:
        if piece.text and piece not in seen:
            kept.append(piece)
        if piece.kind != "body":
            seen.add(piece)
    return tuple(kept)
