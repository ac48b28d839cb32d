"""The list of errors that a person reads: a table of causes, then each case in a block.

wrong type  41 cases, 18.4 %: AGREE>STATE 6, ACCUSE>STATE 4

  harbour:3 Oslo [let it be known] that it would {close} the port.
    gold   AGREE actual | let it be known | Oslo=NOR/GOV ->
    found  COERCE planned | close | Oslo=NOR -> port=?
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.evaluate.causes import CAUSES
from detente.evaluate.moves import KINDS, Move, Moves
from detente.evaluate.runs import Case, Run
from detente.evaluate.tables import grid, number
from detente.types import Span

LIMIT = 20
MANY = 6
"""Types named after a cause."""
_HEADS = {"mended": "mended", "new": "new", "changed": "of another cause now"}


@dataclass(frozen=True, slots=True)
class Manner:
    """How cases are shown: at most so many of each cause, lines no longer than (0: any)."""

    limit: int = LIMIT
    width: int = 0


def overview(now: Sequence[Case], before: Sequence[Case] | None = None) -> str:
    """A row a cause: cases, share, misses and inventions; the cases of an earlier run beside."""
    rows = []
    for cause in CAUSES:
        cases = [case for case in now if case.cause == cause]
        then = [case for case in before or () if case.cause == cause]
        if cases or then:
            rows.append(_row(cause, cases, len(now), None if before is None else len(then)))
    rows.append(_row("all", now, len(now), None if before is None else len(before)))
    header = ["cause", "cases", "share", "missed", "invented"]
    return grid([*header, "before"] if before is not None else header, rows)


def _row(name: str, cases: Sequence[Case], whole: int, then: int | None) -> list[str]:
    missed, invented = sum(c.missed for c in cases), sum(c.invented for c in cases)
    row = [name, str(len(cases)), _share(len(cases), whole), str(missed), str(invented)]
    return row if then is None else [*row, str(then)]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def cases(found: Sequence[Case], whole: int, manner: Manner) -> Iterator[str]:
    """Every cause with its cases, `whole` being how many there are of all causes."""
    for cause, meaning in CAUSES.items():
        group = [case for case in found if case.cause == cause]
        if group:
            share = _share(len(group), whole)
            yield f"{cause} ({meaning}): {_many(len(group), 'case')}, {share}"
            yield f"  {_types(group)}"
            yield ""
            yield from _blocks([(case, "") for case in group], manner)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _types(group: Iterable[Case]) -> str:
    """Which types, the commonest first; the gold's before the found one."""
    told: Counter[str] = Counter()
    for case in group:
        kinds = [one.type for one in (case.gold, case.found) if one is not None]
        told[">".join(dict.fromkeys(kinds))] += 1
    common = [f"{name} {count}" for name, count in told.most_common(MANY)]
    return ", ".join(common) + (", …" if len(told) > MANY else "")


def moved(what: Moves, before: Run, now: Run, manner: Manner) -> Iterator[str]:
    """What moved since an earlier run, in blocks, after a line of figures and of warnings."""
    yield _since(before, now)
    yield from _warnings(what)
    yield ""
    for kind in KINDS:
        group = what.of(kind)
        yield f"{_HEADS[kind]}: {len(group)}"
        if group:
            yield ""
        yield from _blocks([(move.case, _way(move)) for move in group], manner)


def _way(move: Move) -> str:
    return " -> ".join(dict.fromkeys(cause for cause in _causes(move) if cause))


def _causes(move: Move) -> tuple[str, str]:
    return move.was, "mended" if move.kind == "mended" else move.case.cause


def _since(before: Run, now: Run) -> str:
    names = ("type F1", "actors F1")
    figures = [
        f"{name} {number(before.figures.get(name))} -> {number(now.figures.get(name))}"
        for name in names
    ]
    day = f" of {before.day}" if before.day else ""
    return f"since the run{day}: {', '.join(figures)}"


def _warnings(what: Moves) -> Iterator[str]:
    for docs, words in (
        (what.altered, "other gold now, what moved there may be the gold"),
        (what.left, "measured only then, left out"),
        (what.added, "measured only now, left out"),
    ):
        if docs:
            more = ", …" if len(docs) > MANY else ""
            yield f"{_many(len(docs), 'report')}: {words} ({', '.join(docs[:MANY])}{more})"


# --- one case -------------------------------------------------------------------------


def _blocks(found: Sequence[tuple[Case, str]], manner: Manner) -> Iterator[str]:
    for case, way in found[: manner.limit]:
        yield from _block(case, way, manner.width)
        yield ""
    if len(found) > manner.limit:
        yield f"  … and {len(found) - manner.limit} more"
        yield ""


def _block(case: Case, way: str, width: int) -> Iterator[str]:
    yield from _wrapped(f"  {case.doc}:{case.i} {marked(case)}", width)
    if case.gold:
        yield from _wrapped(f"    gold   {case.gold.line}", width)
    if case.found:
        yield from _wrapped(f"    found  {case.found.line}", width)
    doubt = f"{case.doubt}; else {case.otherwise}" if case.doubt else ""
    if note := "; ".join(part for part in (way, case.about, doubt) if part):
        yield from _wrapped(f"    note   {note}", width)


def _wrapped(line: str, width: int) -> list[str]:
    words = " ".join(line.split())
    indent = " " * (len(line) - len(line.lstrip()))
    if not width:
        return [indent + line.strip()]
    under = indent + " " * 7
    return textwrap.wrap(words, max(width, 40), initial_indent=indent, subsequent_indent=under)


def marked(case: Case) -> str:
    """The sentence with the gold's trigger in [brackets] and the found one in {braces}.

    Where the two overlap the brackets are enough.
    """
    gold = Span(case.gold.start, case.gold.stop) if case.gold else Span(0, 0)
    found = Span(case.found.start, case.found.stop) if case.found else Span(0, 0)
    marks = [] if gold.overlaps(found) else [(found, "{", "}")]
    text = case.sentence
    for span, opening, closing in sorted([*marks, (gold, "[", "]")], reverse=True):
        if span.start < span.stop:
            text = f"{text[: span.start]}{opening}{span.of(text)}{closing}{text[span.stop :]}"
    return " ".join(text.split())
