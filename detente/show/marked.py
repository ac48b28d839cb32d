"""A sentence with what was read in it marked: by colour, or by brackets where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.show.plain import line, plain
from detente.types import Event, Span

if TYPE_CHECKING:
    from rich.text import Text

STYLES = {
    "source": "bold green",
    "target": "bold magenta",
    "content": "yellow",
    "condition": "bold cyan",
    "voice": "bold blue",
    "date": "dim",
    "place": "dim",
}
TRIGGER = "bold reverse"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text and what it is for the event."""

    span: Span
    label: str
    style: str


def marks_of(event: Event) -> tuple[Mark, ...]:
    """The marks of an event, wherever in the report they stand."""
    found = [Mark(event.trigger, event.type, TRIGGER)]
    for role, side in (("source", event.sources), ("target", event.targets)):
        found += [Mark(p.span, role, STYLES[role]) for p in side if p.span]
    for role, span in (("content", event.content), ("condition", event.condition)):
        found += [Mark(span, role, STYLES[role])] if span else []
    found += [Mark(k.span, "voice", STYLES["voice"]) for k in event.attribution if k.span]
    seen: dict[tuple[Span, str], Mark] = {(m.span, m.label): m for m in found}
    return tuple(m for m in seen.values() if m.span.start < m.span.stop)


def sentence(text: str, within: Span, marks: tuple[Mark, ...], *, colour: bool) -> Text:
    """The stretch `within` of the text on one line, its marks drawn.

    Without colour a mark is written `[Russia|source]`, the trigger `{warned|THREATEN}`.
    """
    from rich.text import Text

    inside = [m for m in marks if within.covers(m.span)]
    out = Text()
    cuts = sorted({within.start, within.stop, *(e for m in inside for e in _ends(m))})
    for start, stop in pairwise(cuts):
        if not colour:
            out.append(_opening(inside, start))
        piece = plain(text[start:stop]).replace("\n", " ")
        out.append(piece, style=_style(inside, Span(start, stop)) if colour else "")
        if not colour:
            out.append(_closing(inside, stop))
    return out


def bare(text: str, span: Span, limit: int = 0) -> str:
    """The words of a span on one line."""
    return line(span.of(text), limit)


def _ends(mark: Mark) -> tuple[int, int]:
    return mark.span.start, mark.span.stop


def _style(marks: list[Mark], piece: Span) -> str:
    """The styles that meet on a piece, the widest mark first, so that the narrow one shows."""
    over = [m for m in marks if m.span.covers(piece)]
    return " ".join(m.style for m in sorted(over, key=lambda m: m.span.start - m.span.stop))


def _opening(marks: list[Mark], at: int) -> str:
    here = sorted((m for m in marks if m.span.start == at), key=lambda m: -m.span.stop)
    return "".join("{" if m.style == TRIGGER else "[" for m in here)


def _closing(marks: list[Mark], at: int) -> str:
    here = sorted((m for m in marks if m.span.stop == at), key=lambda m: -m.span.start)
    return "".join(f"|{m.label}" + ("}" if m.style == TRIGGER else "]") for m in here)
