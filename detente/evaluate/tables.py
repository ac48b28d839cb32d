"""Results as tables that a person reads: plain text or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.evaluate.score import Counts, Score


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
