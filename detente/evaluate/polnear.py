"""Attribution against PolNeAR: overlap F1 of sources and contents, apart by kind.

    python -m detente.evaluate.polnear polnear_dev.jsonl.gz [--limit N] [--misses N]

Two spans match where they share at least half of the tokens of the longer one; spans in
pieces are compared as sets of tokens. Sources and contents are matched greedily, one to
one, best overlap first, each for itself; `both` asks for one attribution with both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.parse import parse_many
from detente.types import Block, Quote, Report, Span

WORD = re.compile(r"\w+|[^\w\s]")
OPENING = "\"“‘«'"
KINDS = ("direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution as sets of word numbers."""

    source: frozenset[int]
    content: frozenset[int]
    cue: frozenset[int]
    kind: str


@dataclass(slots=True)
class Count:
    """How much was asked and found, and how much of each was right."""

    asked: int = 0
    recalled: int = 0
    found: int = 0
    right: int = 0

    def line(self) -> str:
        """Precision, recall and F1 in one line."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.recalled / self.asked if self.asked else 0.0
        total = precision + recall
        f1 = 2 * precision * recall / total if total else 0.0
        figures = f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"
        return f"{figures}  ({self.found} found, {self.asked} asked)"


def rows(path: Path, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The reports of a PolNeAR file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for n, line in enumerate(file):
            if limit is not None and n >= limit:
                return
            yield json.loads(line)


def report_of(row: dict[str, Any]) -> Report:
    """A bare report of the row's text."""
    text = row["text"]
    return Report(id=row["doc"], version="", text=text, blocks=(Block("body", Span(0, len(text))),))


class Words:
    """Numbers the words of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = [m.span() for m in WORD.finditer(text)]
        self.starts = [s for s, _ in found]
        self.stops = [e for _, e in found]

    def of(self, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
        """The numbers of the words that the spans touch."""
        out: set[int] = set()
        for start, stop in spans:
            n = max(0, bisect_right(self.starts, start) - 1)
            while n < len(self.starts) and self.starts[n] < stop:
                if self.stops[n] > start:
                    out.add(n)
                n += 1
        return frozenset(out)

    def kind(self, spans: Sequence[tuple[int, int]]) -> str:
        """Direct where each piece begins with a quotation mark, mixed where one has any."""
        words = [self.text[a:b].strip() for a, b in spans if self.text[a:b].strip()]
        if words and all(w[0] in OPENING for w in words):
            return "direct"
        return "mixed" if any(c in w for w in words for c in '"“«') else "indirect"


def gold_of(row: dict[str, Any], words: Words) -> list[Attribution]:
    """The annotated attributions that have content."""
    out = []
    for a in row["attributions"]:
        source, content, cue = ([(s, e) for s, e in a[k]] for k in ("source", "content", "cue"))
        if content:
            parts = (words.of(source), words.of(content), words.of(cue))
            out.append(Attribution(*parts, words.kind(content)))
    return out


def found_of(quotes: Sequence[Quote], words: Words) -> list[Attribution]:
    """What the parser found, in words."""
    out = []
    for quote in quotes:
        source, content, cue = (
            [(s.start, s.stop) for s in spans] for spans in (quote.source, quote.content, quote.cue)
        )
        parts = (words.of(source), words.of(content), words.of(cue))
        out.append(Attribution(*parts, words.kind(content)))
    return out


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """The part of the longer set that the two share."""
    return len(a & b) / max(len(a), len(b), 1)


def match(found: Sequence[Attribution], gold: Sequence[Attribution], what: str) -> dict[int, int]:
    """Gold index -> found index, best overlaps first, of at least one half."""
    pairs = []
    for g, asked in enumerate(gold):
        for f, got in enumerate(found):
            value = _value(got, asked, what)
            if value >= 0.5:
                pairs.append((-value, g, f))
    out: dict[int, int] = {}
    used: set[int] = set()
    for _, g, f in sorted(pairs):
        if g not in out and f not in used:
            out[g] = f
            used.add(f)
    return out


def _value(found: Attribution, gold: Attribution, what: str) -> float:
    source, content = overlap(found.source, gold.source), overlap(found.content, gold.content)
    if what == "source":
        return source
    if what == "content":
        return content
    same = source if gold.source or found.source else 1.0
    return min(same, content)


def measure(
    found: Sequence[Attribution], gold: Sequence[Attribution], counts: dict[str, Count]
) -> None:
    """Adds one report's figures to the counts."""
    for what in ("source", "content", "both"):
        pairs = match(found, gold, what)
        for kind in ("all", *KINDS):
            asked = [g for g, a in enumerate(gold) if _asked(a, what, kind)]
            got = [f for f, a in enumerate(found) if _asked(a, what, kind)]
            count = counts.setdefault(f"{what:8}{kind}", Count())
            count.asked += len(asked)
            count.found += len(got)
            count.recalled += sum(1 for g in asked if g in pairs)
            count.right += len(set(got) & set(pairs.values()))


def _asked(a: Attribution, what: str, kind: str) -> bool:
    return (kind in {"all", a.kind}) and (what != "source" or bool(a.source))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and writes the figures to standard output."""
    parser = argparse.ArgumentParser(prog="python -m detente.evaluate.polnear", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="reports to read at most")
    parser.add_argument("--misses", type=int, default=0, help="misses and false finds to show")
    options = parser.parse_args(arguments)
    data = list(rows(options.file, options.limit))
    counts: dict[str, Count] = {}
    shown: list[str] = []
    for row, document in zip(data, parse_many(report_of(r) for r in data), strict=True):
        words = Words(row["text"])
        gold, found = gold_of(row, words), found_of(document.quotes, words)
        measure(found, gold, counts)
        shown.extend(_errors(words, gold, found))
    out = [f"{name:20}{count.line()}" for name, count in counts.items()]
    step = max(1, len(shown) // options.misses) if options.misses else 1
    out += shown[::step][: options.misses]
    sys.stdout.write("\n".join(out) + "\n")
    return 0


def _errors(
    words: Words, gold: Sequence[Attribution], found: Sequence[Attribution]
) -> Iterator[str]:
    pairs = match(found, gold, "content")
    for g, asked in enumerate(gold):
        if g not in pairs:
            yield "missed  " + _shown(words, asked)
    for f, got in enumerate(found):
        if f not in pairs.values():
            yield "untrue  " + _shown(words, got)


def _shown(words: Words, a: Attribution) -> str:
    def text(numbers: frozenset[int]) -> str:
        return " ".join(words.text[words.starts[n] : words.stops[n]] for n in sorted(numbers))

    return f"[{text(a.source)}] <{text(a.cue)}> {text(a.content)[:160]}"


if __name__ == "__main__":
    raise SystemExit(main())
