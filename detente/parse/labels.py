"""Headlines with a speaker's label: "Lavrov: West is not listening", "Report: Army to leave"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.parse.headlines import is_headline
from detente.parse.marks import PARAGRAPH, Quotation
from detente.parse.mentions import titles
from detente.types import Document, Quote, Span

LABEL = re.compile(r"(?P<label>[A-Z][\w.'’-]*(?: [\w.'’-]+){0,4})(?P<colon>:)\s+(?P<rest>\S.*)")
UNNAMED = frozenset({"report", "reports", "source", "sources", "poll", "study", "media"})
SPEAKERS = frozenset({"officials", "official", "analysts", "police", "army", "experts", "kremlin"})


def find(document: Document, quotations: Sequence[Quotation]) -> Iterator[Quote]:
    """The words behind a speaker's label at the start of a headline.

    Labels before a quotation are left to `direct`.
    """
    text = document.report.text
    for line in PARAGRAPH.finditer(text):
        match = LABEL.match(line.group())
        if match is None or len(line.group()) > 160 or line.group().rstrip()[-1] in ".:":
            continue
        start = line.start()
        rest = Span(start + match.start("rest"), start + len(line.group().rstrip()))
        if any(q.span.start == rest.start for q in quotations if q.level == 0):
            continue
        label = Span(start, start + match.end("label"))
        colon = Span(start + match.start("colon"), start + match.end("colon"))
        if match["label"].lower() in UNNAMED:
            yield Quote((rest,), (label,), (), "indirect")
            continue
        heads = is_headline(line.group()) or start == 0
        if heads and _speaks(document, label) and _tells(document, rest):
            yield Quote((rest,), (colon,), (label,), "indirect")


def _speaks(document: Document, label: Span) -> bool:
    inside = [t for t in document.tokens if label.covers(t.span)]
    if not inside:
        return False
    last = inside[-1]
    known = last.text.lower() in SPEAKERS | titles()
    return known or (last.ent in {"PERSON", "ORG"} and last.tag.startswith("NNP"))


def _tells(document: Document, rest: Span) -> bool:
    """True where the words behind the label have a verb."""
    return any(
        t.tag in {"VBD", "VBZ", "VBP", "MD", "VB"} for t in document.tokens if rest.covers(t.span)
    )
