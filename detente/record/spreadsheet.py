"""Events as CSV that opens in Excel: one row an event, a mark in front, no live formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from detente.record.rows import report_day
from detente.record.shape import LeftOut
from detente.record.stored import StoredEvent
from detente.types import Event, Participant, Report, Span

Cell = str | int | float | None

BOM = "\ufeff"
"""Tells Excel that the file is UTF-8."""

COLUMNS = (
    *("id", "report", "type", "mode", "quad", "status", "confidence"),
    *("date_start", "date_stop", "date_basis", "report_date"),
    *("source", "source_country", "source_sector", "source_id", "source_words"),
    *("target", "target_country", "target_sector", "target_id", "target_words"),
    *("trigger", "content", "content_type", "condition", "attribution"),
    *("place", "place_country", "lat", "lon", "sentence"),
    *("outlet", "title", "url", "published", "corrected", "run", "code"),
)

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def header() -> str:
    """The mark and the line of column names."""
    return BOM + _line(COLUMNS)


def render(stored: StoredEvent) -> tuple[str, ...] | LeftOut:
    """The event's line; several participants are joined with "; ", voices with " <- "."""
    event, report = stored.event, stored.report
    cells: tuple[Cell, ...] = (
        *(event.id, event.report, event.type, event.mode, event.quad, event.status),
        round(event.confidence, 4),
        *_days(event),
        report_day(report),
        *_side(event.sources, report.text),
        *_side(event.targets, report.text),
        event.trigger.of(report.text),
        _words(event.content, report.text),
        event.content_type,
        _words(event.condition, report.text),
        " <- ".join(link.name or link.kind for link in event.attribution),
        *_place(event),
        event.sentence.of(report.text),
        *_origin(report),
        "yes" if stored.coded or stored.dropped else "",
        stored.run.pk,
        stored.run.code,
    )
    return (_line(cells),)


def guarded(cell: Cell) -> Cell:
    """The cell with an apostrophe before text that a spreadsheet would run as a formula.

    >>> guarded("=1+1"), guarded(-1.5)
    ("'=1+1", -1.5)
    """
    if isinstance(cell, str) and (
        cell.lstrip().startswith(_FORMULA) or cell.startswith(("\t", "\r", "\n"))
    ):
        return "'" + cell
    return cell


def _line(cells: Sequence[Cell]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([guarded(_printable(cell)) for cell in cells])
    return line.getvalue()


def _printable(cell: Cell) -> Cell:
    return cell.replace("\0", "") if isinstance(cell, str) else cell


def _days(event: Event) -> tuple[str | None, ...]:
    when = event.when
    return (when.start.isoformat(), when.stop.isoformat(), when.basis) if when else (None,) * 3


def _side(side: tuple[Participant, ...], text: str) -> tuple[str, ...]:
    actors = [one.actor for one in side]
    return (
        "; ".join(actor.name for actor in actors),
        "; ".join(actor.country or "" for actor in actors),
        "; ".join(actor.sector for actor in actors),
        "; ".join(actor.id or "" for actor in actors),
        "; ".join(_words(one.span, text) or "" for one in side),
    )


def _place(event: Event) -> tuple[Cell, ...]:
    place = event.place
    return (place.name, place.country, place.lat, place.lon) if place else (None,) * 4


def _origin(report: Report) -> tuple[str | None, ...]:
    return (
        report.outlet.name if report.outlet else None,
        report.title,
        report.url,
        report.published.isoformat() if report.published else None,
    )


def _words(span: Span | None, text: str) -> str | None:
    return span.of(text) if span else None
