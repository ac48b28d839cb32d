"""Results as tables and error lists that a person reads: plain text or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from detente.evaluate import markup
from detente.evaluate.causes import Fault, grouped
from detente.evaluate.predicted import Party, Predicted
from detente.evaluate.score import Counts, Score

_LIMIT = 20


def grid(header: Sequence[str], rows: Iterable[Sequence[str]], *, markdown: bool = False) -> str:
    """Rows under a header: the first column left, the others right.

    >>> print(grid(("figure", "own"), [("type F1", ".51")]))
    figure   own
    type F1  .51
    """
    table = [tuple(header), *(tuple(row) for row in rows)]
    if markdown:
        table = [tuple(cell.replace("|", r"\|") for cell in row) for row in table]
    widths = [max(len(row[n]) for row in table) for n in range(len(header))]
    lines = [_row(row, widths, markdown) for row in table]
    if markdown:
        rule = ("-" * widths[0], *("-" * max(width - 1, 1) + ":" for width in widths[1:]))
        lines.insert(1, _row(rule, widths, markdown))
    return "\n".join(lines)


def _row(cells: Sequence[str], widths: Sequence[int], markdown: bool) -> str:
    padded = [cells[0].ljust(widths[0])]
    padded += [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return f"| {' | '.join(padded)} |" if markdown else "  ".join(padded).rstrip()


def number(value: float | None) -> str:
    """A share with three digits; a dash where it was not asked."""
    return "-" if value is None else f"{value:.3f}"


def figures(
    scores: Mapping[str, Score],
    floors: Mapping[str, Mapping[str, float]] | None = None,
    *,
    markdown: bool = False,
) -> str:
    """The headline figures of each set, a column a set; with floors, each beside its figure."""
    header, columns = ["figure"], []
    for name, score in scores.items():
        header.append(name)
        columns.append(score.figures())
        if floors is not None:
            header.append("floor")
            columns.append(dict[str, float | None](floors.get(name, {})))
    names = list(dict.fromkeys(name for column in columns for name in column))
    rows = [(name, *(number(column.get(name)) for column in columns)) for name in names]
    return grid(header, rows, markdown=markdown)


def by_type(score: Score, *, markdown: bool = False) -> str:
    """Precision, recall and F1 of type and actors, a row a type, the largest first."""
    rows = [_counts(name, counts) for name, counts in sorted(score.by_type, key=_size)]
    rows.append(_counts("all", score.full))
    header = ("type", "wanted", "found", "right", "P", "R", "F1")
    return grid(header, rows, markdown=markdown)


def _size(item: tuple[str, Counts]) -> tuple[int, str]:
    return -(item[1].hits + item[1].missed), item[0]


def _counts(name: str, counts: Counts) -> tuple[str, ...]:
    whole = (counts.hits + counts.missed, counts.hits + counts.invented, counts.hits)
    shares = (counts.precision, counts.recall, counts.f1)
    return (name, *map(str, whole), *map(number, shares))


# --- errors ---------------------------------------------------------------------------


def causes(score: Score, *, markdown: bool = False) -> str:
    """How many differences each cause has."""
    rows = [(cause, str(len(group))) for cause, group in grouped(score)]
    return grid(("cause", "cases"), rows, markdown=markdown)


def errors(score: Score, *, limit: int = _LIMIT, markdown: bool = False) -> str:
    """The differences by cause, at most `limit` of each: sentence, wanted, found."""
    return "\n".join(_errors(score, limit, "## " if markdown else "")).rstrip() + "\n"


def _errors(score: Score, limit: int, mark: str) -> Iterator[str]:
    for cause, group in grouped(score):
        yield f"{mark}{cause} ({len(group)})"
        yield ""
        for fault in group[:limit]:
            yield from _fault(fault)
            yield ""
        if len(group) > limit:
            yield f"... and {len(group) - limit} more"
            yield ""


def _fault(fault: Fault) -> Iterator[str]:
    """Four spaces in front: Markdown shows it as it stands."""
    yield f"    {fault.sentence.doc}:{fault.sentence.i} {fault.sentence.text}"
    for gold in fault.wanted:
        yield f"      wanted {markup.line(gold)}"
    for event in fault.found:
        yield f"      found  {shown(event)}"


def shown(event: Predicted) -> str:
    """A found event in the order of the marked-up gold."""
    head = f"{event.type}/{event.mode}" if event.mode else event.type
    sides = f"{_side(event.source)} -> {_side(event.target)}".strip()
    voices = " <- ".join(v.name or "unnamed" for v in event.voices if v.kind != "outlet")
    days = "/".join(dict.fromkeys(day.isoformat() for day in event.date or ()))
    values = {"content": event.content, "if": event.condition, "by": voices, "date": days}
    named = [f"{key}: {' '.join(value.split())}" for key, value in values.items() if value]
    return " | ".join([f"{head} {event.status}", event.trigger, sides, *named])


def _side(parties: Iterable[Party]) -> str:
    return "; ".join(f"{party.text}={party.country or '?'}" for party in parties)
