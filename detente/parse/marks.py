"""Quotation marks: which stretch of text stands in them, whatever marks the copy uses.

Known are straight and curly double marks, single ones (told from apostrophes), doubled
ones ("" of CSV, '' and `` of wire copy), guillemets and low openers. A quotation that runs
over paragraphs reopens in each without closing; its paragraphs share a `run`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from detente.types import Span

PARAGRAPH = re.compile(r"[^\n]+")
MARK = re.compile(r"\"{1,3}|''|``|[“”„«»‘’‹›'`´]")
PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "``": "''"}
DOUBLE = {'"', '""', '"""', "''", "“", "”", "„", "«", "»", "``"}
ELISION = re.compile(r"(?:\d|em\b|til\b|tis\b|twas\b|cause\b|n\b|bout\b|round\b)", re.IGNORECASE)
LONGEST_SINGLE = 700  # characters; a straight single mark further off is an apostrophe


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks.

    `span` has the marks, `inner` not; `level` is 0 for one that stands in no other;
    quotations of one `run` are paragraphs of one speech; `closed` tells whether a closing
    mark was found.
    """

    span: Span
    inner: Span
    level: int
    run: int
    closed: bool = True


def find(text: str) -> tuple[Quotation, ...]:
    """All quotations of `text`, in order of their start; outer ones come first."""
    out: list[Quotation] = []
    open_run = -1
    for n, match in enumerate(PARAGRAPH.finditer(text)):
        found = _in_paragraph(text, Span(match.start(), match.end()))
        if open_run >= 0 and found and _leads(text, match.start(), found[0]):
            found = [replace(q, run=open_run if k == 0 else q.run) for k, q in enumerate(found)]
        found = [q if q.run >= 0 else replace(q, run=1000 * n + k) for k, q in enumerate(found)]
        top = [q for q in found if q.level == 0]
        open_run = top[-1].run if top and not top[-1].closed else -1
        out.extend(found)
    return tuple(out)


def _leads(text: str, start: int, first: Quotation) -> bool:
    return not text[start : first.span.start].strip()


def _in_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    """The quotations of one paragraph, levels set, runs left at -1."""
    found: list[Quotation] = []
    stack: list[tuple[str, int, int]] = []  # the mark, its start, its stop
    skip = paragraph.start
    for match in MARK.finditer(text, paragraph.start, paragraph.stop):
        if match.start() < skip:
            continue
        mark = match.group()
        place = (mark, match.start(), match.end())
        if mark in {"'", "‘", "’", "`", "´"}:
            single = _single(text, place, paragraph, stack)
            if single is not None:
                found.append(single)
        elif stack and _closes(text, stack[-1][0], place, paragraph):
            opener = stack.pop()
            found.append(_made(opener, place))
        elif _opens(text, place, paragraph):
            if stack and mark == stack[-1][0] and mark in {"“", '"', "''"}:
                found.append(_unclosed(text, stack.pop(), match.start()))
            stack.append(place)
    if stack:
        found.append(_unclosed(text, stack[0], paragraph.stop))
    found = [q for q in found if q.inner.start < q.inner.stop]
    return _levelled(sorted(found, key=lambda q: (q.span.start, -q.span.stop)))


def _levelled(found: list[Quotation]) -> list[Quotation]:
    """Sorted quotations with the number of others that each stands in."""
    out: list[Quotation] = []
    around: list[Span] = []
    for quotation in found:
        while around and not around[-1].covers(quotation.span):
            around.pop()
        out.append(replace(quotation, level=len(around)))
        around.append(quotation.span)
    return out


def _made(opener: tuple[str, int, int], closer: tuple[str, int, int]) -> Quotation:
    span, inner = Span(opener[1], closer[2]), Span(opener[2], closer[1])
    return Quotation(span, inner, 0, -1)


def _unclosed(text: str, opener: tuple[str, int, int], stop: int) -> Quotation:
    stop = opener[2] + len(text[opener[2] : stop].rstrip())
    return Quotation(Span(opener[1], stop), Span(opener[2], stop), 0, -1, closed=False)


def _around(text: str, place: tuple[str, int, int], paragraph: Span) -> tuple[str, str]:
    """The characters before and after a mark; a blank at the paragraph's edges."""
    before = text[place[1] - 1] if place[1] > paragraph.start else " "
    after = text[place[2]] if place[2] < paragraph.stop else " "
    return before, after


def _opens(text: str, place: tuple[str, int, int], paragraph: Span) -> bool:
    mark = place[0]
    if mark in PAIRS:
        return True
    if mark not in {'"', '""', '"""', "''"}:
        return False
    before, after = _around(text, place, paragraph)
    return not after.isspace() and not before.isalnum() and before not in ".,!?%"


def _closes(text: str, opener: str, place: tuple[str, int, int], paragraph: Span) -> bool:
    mark = place[0]
    if opener in PAIRS:
        return mark in PAIRS[opener] or (
            opener == "“" and mark in {'"', "''"} and not _opens(text, place, paragraph)
        )
    if mark == "”":
        return opener in {'"', "''"}
    if mark != opener and not (opener.startswith('"') and mark.startswith('"')):
        return False
    before, after = _around(text, place, paragraph)
    return not (before.isspace() and not after.isspace() and after.isalnum())


def _single(
    text: str, place: tuple[str, int, int], paragraph: Span, stack: list[tuple[str, int, int]]
) -> Quotation | None:
    """The single quotation that opens at `place`, or None where the mark is an apostrophe."""
    mark, start, stop = place
    before, after = _around(text, place, paragraph)
    if before.isalnum() or after.isspace() or mark in {"’", "´"}:
        return None
    if not (after.isalnum() or after in '“"[($£€.…¿¡—–-#@'):
        return None
    if ELISION.match(text, stop) and mark != "‘":
        return None
    closer = _single_closer(text, mark, stop, paragraph, inside=bool(stack))
    if closer is None:
        return None
    return Quotation(Span(start, closer + 1), Span(stop, closer), 0, -1)


def _single_closer(
    text: str, mark: str, start: int, paragraph: Span, *, inside: bool
) -> int | None:
    """Where a single quotation that opened before `start` closes: not at an apostrophe."""
    closers = {"‘": "’'", "'": "'", "`": "'´’"}[mark]
    end = min(paragraph.stop, start + LONGEST_SINGLE)
    possessive: int | None = None
    for n in range(start + 1, end):
        char = text[n]
        if inside and char in '"”»':
            break
        if char == "‘" and mark == "‘" and text[n - 1].isspace():
            break
        after = text[n + 1] if n + 1 < paragraph.stop else " "
        if char not in closers or text[n - 1].isspace() or after.isalnum():
            continue
        if text[n - 1] == "s" and after == " " and text[n + 2 : n + 3].islower():
            possessive = n if possessive is None else possessive
            continue
        return n
    return possessive
