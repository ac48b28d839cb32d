"""Dates measured on a table of newspaper sentences, each with one expression and its value.

The table is CSV with the columns text, published, expression, start, stop, timex and note.
`start` and `stop` are days, both included; empty: the expression has no value. `timex` is the
TIMEX value, where `|` parts values that are equally right. A row is right where an expression
that overlaps the marked one has the same value. Where the value is empty its TIMEX must be
right too; an empty `timex` asks only that no value is given, and `none` that nothing is found
there: a word that looks like a date and is none.
"""

from __future__ import annotations

import argparse
import csv
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.errors import GoldError
from detente.parse.dates import find
from detente.types import DateExpression, Span

COLUMNS = ("text", "published", "expression", "start", "stop", "timex", "note")
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: its date line, the marked expression and what it should mean."""

    text: str
    published: date | None
    span: Span
    value: tuple[date, date] | None
    timex: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A row with what was found at its expression, and whether value and TIMEX are right."""

    row: Row
    found: DateExpression | None
    value: bool
    timex: bool


def read_rows(path: Path) -> tuple[Row, ...]:
    """The rows of a table; raises GoldError with the line where one cannot be read."""
    rows: list[Row] = []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise GoldError(f"the columns are not {', '.join(COLUMNS)}", str(path))
        for fields in reader:
            try:
                rows.append(_row(fields))
            except (AttributeError, ValueError) as error:
                raise GoldError(str(error), f"{path}:{reader.line_num}") from error
    return tuple(rows)


def _row(fields: dict[str, str]) -> Row:
    text, expression = fields["text"], fields["expression"]
    start = text.find(expression)
    if start < 0 or not expression:
        raise ValueError(f"{expression!r} does not stand in the sentence")
    value = None
    if fields["start"] or fields["stop"]:
        value = (date.fromisoformat(fields["start"]), date.fromisoformat(fields["stop"]))
    published = date.fromisoformat(fields["published"]) if fields["published"] else None
    timex = tuple(fields["timex"].split("|")) if fields["timex"] else ()
    return Row(text, published, Span(start, start + len(expression)), value, timex, fields["note"])


def answer(row: Row) -> Answer:
    """What `find` gives for a row, held against what the row wants.

    Of several expressions that overlap the marked one the longest overlap counts.
    """
    there = [e for e in find(row.text, row.published) if e.span.overlaps(row.span)]
    found = max(there, key=lambda e: _shared(e.span, row.span), default=None)
    if row.timex == (NOTHING,):
        return Answer(row, found, found is None, found is None)
    timex = not row.timex or (found is not None and found.timex in row.timex)
    if row.value is None:
        return Answer(row, found, (found is None or found.value is None) and timex, timex)
    return Answer(row, found, found is not None and found.value == row.value, timex)


def _shared(one: Span, other: Span) -> int:
    return min(one.stop, other.stop) - max(one.start, other.start)


def measure(rows: tuple[Row, ...]) -> tuple[Answer, ...]:
    """The answers to all rows, in order."""
    return tuple(answer(row) for row in rows)


def accuracy(answers: tuple[Answer, ...]) -> float:
    """The share of rows with the right value."""
    return sum(a.value for a in answers) / len(answers) if answers else 0.0


def _days(value: tuple[date, date] | None) -> str:
    return "-" if value is None else "/".join(dict.fromkeys(d.isoformat() for d in value))


def fault(given: Answer) -> str:
    """One wrong answer in three lines: the sentence, what it should give, what it gave."""
    row, found = given.row, given.found
    marked = f"{row.text[: row.span.start]}[{row.span.of(row.text)}]{row.text[row.span.stop :]}"
    got = "nothing" if found is None else f"{_days(found.value)} {found.timex} ({found.text})"
    return (
        f"{row.published or 'undated'}: {marked}\n"
        f"  wanted {_days(row.value)} {'|'.join(row.timex)}\n  found  {got}\n"
    )


def main(arguments: list[str] | None = None) -> int:
    """Writes the accuracy of values and of TIMEX values, and the wrong answers if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("path", type=Path, help="a table such as tests/data/dates_dev.csv")
    parser.add_argument("--faults", action="store_true", help="list the rows with a wrong value")
    parser.add_argument("--timex", action="store_true", help="list those with a wrong TIMEX too")
    options = parser.parse_args(arguments)
    answers = measure(read_rows(options.path))
    right = sum(a.timex for a in answers)
    sys.stdout.write(
        f"rows {len(answers)} value {accuracy(answers):.3f} "
        f"timex {right / len(answers) if answers else 0:.3f}\n"
    )
    for given in answers:
        wrong = not given.value or (options.timex and not given.timex)
        if wrong and (options.faults or options.timex):
            sys.stdout.write(fault(given))
    return 0


if __name__ == "__main__":
    sys.exit(main())
