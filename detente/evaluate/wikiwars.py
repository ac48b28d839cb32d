"""Dates measured on WikiWars: histories of wars with TIMEX2 marks (a set to measure on only).

A predicted expression matches a gold one where their spans share a character; one to one, in
text order, the nested gold marks left out. Span F1 counts the matches. Value F1 counts the
matches whose values are the same after normalising: upper case, the ".5" and "DE"/"CE" forms
kept, trailing "-XX" fields and a "T" clock's seconds dropped; a gold mark without a value
equals a prediction without one. Both ends of a range are marks of their own in the set, so
`find` is asked for `ranges=False`. The date line of each history (the day of the download)
is not used: the histories carry their own time.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

from detente.errors import GoldError
from detente.parse.dates import find
from detente.types import DateExpression, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """One gold expression: its characters, and its value or None."""

    span: Span
    value: str | None


@dataclass(frozen=True, slots=True)
class History:
    """A text of the set with its outermost marks, in order."""

    name: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Gold and predicted expressions, matched spans, and matched spans with equal values."""

    gold: int
    predicted: int
    spans: int
    values: int

    def f1(self, right: int) -> float:
        """F1 of `right` answers among the gold and predicted ones."""
        total = self.gold + self.predicted
        return 2 * right / total if total else 0.0

    @property
    def span_f1(self) -> float:
        """F1 of overlapping spans."""
        return self.f1(self.spans)

    @property
    def value_f1(self) -> float:
        """F1 of overlapping spans with the same value."""
        return self.f1(self.values)


_TAG = re.compile(r"<(/?)TIMEX2([^>]*)>|<[^>]+>")
_VAL = re.compile(r'\bval="([^"]*)"', re.IGNORECASE)


def read_history(name: str, marked: str) -> History:
    """A history from its inline marks; the text is what stands between TEXT tags."""
    body = re.search(r"<TEXT>(.*?)</TEXT>", marked, re.DOTALL)
    if body is None:
        raise GoldError("no TEXT element", name)
    pieces: list[str] = []
    marks: list[Mark] = []
    open_marks: list[tuple[int, str | None]] = []
    length = at = 0
    for tag in _TAG.finditer(body.group(1)):
        piece = html.unescape(body.group(1)[at : tag.start()])
        pieces.append(piece)
        length, at = length + len(piece), tag.end()
        if tag.group(2) is None:
            continue
        if not tag.group(1):
            value = _VAL.search(tag.group(2))
            open_marks.append((length, value.group(1) if value else None))
        elif open_marks:
            start, found = open_marks.pop()
            if not open_marks:
                marks.append(Mark(Span(start, length), found))
    pieces.append(html.unescape(body.group(1)[at:]))
    return History(name, "".join(pieces), tuple(marks))


def read_histories(path: Path) -> tuple[History, ...]:
    """The histories of the set's archive, by name; raises GoldError where it is another file."""
    try:
        with tarfile.open(path) as archive:
            members = [m for m in archive.getmembers() if "/keyinline/" in m.name and m.isfile()]
            files = [
                (m.name, archive.extractfile(m)) for m in sorted(members, key=lambda m: m.name)
            ]
            return tuple(
                read_history(Path(name).name.split(".")[0], file.read().decode("utf-8"))
                for name, file in files
                if file is not None
            )
    except tarfile.TarError as error:
        raise GoldError(f"not the archive of WikiWars ({error})", str(path)) from error


def normal(value: str | None) -> str | None:
    """A value in the form in which two are compared.

    >>> normal("1919-02-xx"), normal("1944-06-06T06:30:00"), normal("")
    ('1919-02', '1944-06-06T06:30', None)
    """
    if not value:
        return None
    plain = re.sub(r"(?:-XX)+(?=T|$)", "", value.strip().upper())
    return re.sub(r"(T\d\d:\d\d):\d\d$", r"\1", plain)


def pairs(
    marks: tuple[Mark, ...], found: tuple[DateExpression, ...]
) -> list[tuple[Mark, DateExpression]]:
    """Gold and predicted expressions that overlap, one to one, in text order."""
    out, i = [], 0
    for mark in marks:
        while i < len(found) and found[i].span.stop <= mark.span.start:
            i += 1
        if i < len(found) and found[i].span.overlaps(mark.span):
            out.append((mark, found[i]))
            i += 1
    return out


def measure(histories: tuple[History, ...], *, narrative: bool = True) -> Counts:
    """Counts over all histories, each read without a date line."""
    gold = predicted = spans = values = 0
    for history in histories:
        found = find(history.text, None, narrative=narrative, ranges=False)
        matched = pairs(history.marks, found)
        gold, predicted = gold + len(history.marks), predicted + len(found)
        spans += len(matched)
        values += sum(normal(mark.value) == normal(e.timex) for mark, e in matched)
    return Counts(gold, predicted, spans, values)


def main(arguments: list[str] | None = None) -> int:
    """Writes both readings, with and without the narrative's own time, as two lines."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("path", type=Path, help="wikiwars.tar.gz")
    histories = read_histories(parser.parse_args(arguments).path)
    for narrative in (True, False):
        counts = measure(histories, narrative=narrative)
        sys.stdout.write(
            f"{'narrative' if narrative else 'plain':<10} gold {counts.gold} predicted "
            f"{counts.predicted} span F1 {counts.span_f1:.3f} value F1 {counts.value_f1:.3f}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
