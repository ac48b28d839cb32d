"""Reports as rows of the record, and rows as reports."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime

from detente.record.codec import dump, report_digest
from detente.record.database import Database, Value
from detente.record.rows import report_day
from detente.types import Block, Outlet, Report, Sentence, Span

TITLE = -1
"""The number of the sentence row that holds a title which the clean text does not hold."""


def save_outlet(db: Database, outlet: Outlet | None) -> str | None:
    """The outlet's id, its row written or brought up to date."""
    if outlet is None:
        return None
    db.execute(
        "INSERT INTO outlets VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "name = excluded.name, kind = excluded.kind, country = excluded.country, "
        "control = excluded.control, wikidata = excluded.wikidata",
        (outlet.id, outlet.name, outlet.kind, outlet.country, outlet.control, outlet.wikidata),
    )
    return outlet.id


def save_report(db: Database, report: Report, at: str) -> int:
    """The row of the report, made where it is new."""
    found = db.number("SELECT pk FROM reports WHERE id = ?", (report.id,))
    return found or db.execute(
        "INSERT INTO reports (id, first_seen) VALUES (?, ?)", (report.id, at)
    )


def save_version(db: Database, pk: int, report: Report, run: int, at: str) -> int:
    """A new version of the report of row `pk`, not yet the current one."""
    values = {
        "report": pk,
        "version": report.version,
        "text": report.text,
        **_known(db, report),
        "origin": report.origin,
        "run": run,
        "added": at,
    }
    marks = ", ".join("?" * len(values))
    return db.execute(
        f"INSERT INTO report_versions ({', '.join(values)}) VALUES ({marks})",
        tuple(values.values()),
    )


def update_version(db: Database, version: int, report: Report) -> None:
    """Writes what is now known of a version (its text stays)."""
    values = _known(db, report)
    sets = ", ".join(f"{name} = ?" for name in values)
    db.execute(f"UPDATE report_versions SET {sets} WHERE pk = ?", (*values.values(), version))


def make_current(db: Database, pk: int, version: int, report: Report) -> None:
    """Names the version that the report of row `pk` now stands for."""
    db.execute(
        "UPDATE reports SET version = ?, outlet = ?, url = ?, day = ? WHERE pk = ?",
        (
            version,
            report.outlet.id if report.outlet else None,
            report.url,
            report_day(report),
            pk,
        ),
    )


def _known(db: Database, report: Report) -> dict[str, Value]:
    return {
        "blocks": dump([[b.kind, b.span.start, b.span.stop] for b in report.blocks]),
        "title": report.title,
        "outlet": save_outlet(db, report.outlet),
        "agency": save_outlet(db, report.agency),
        "url": report.url,
        "published": report.published.isoformat() if report.published else None,
        "date": report.date.isoformat() if report.date else None,
        "authors": dump(report.authors),
        "section": report.section,
        "dateline": report.dateline,
        "captions": dump(report.captions),
        "credits": dump(report.credits),
        "related": dump(report.related),
        "language": report.language,
        "digest": report_digest(report),
    }


def save_sentences(
    db: Database, version: int, report: Report, sentences: Sequence[Sentence]
) -> bool:
    """Makes the version's sentence rows these; True where any row had to change.

    A title that is no sentence of the text gets a row of its own, numbered `TITLE`.
    """
    wanted: list[tuple[Value, ...]] = [
        (one.i, one.span.start, one.span.stop, one.block, one.span.of(report.text))
        for one in sentences
    ]
    if report.title and not any(one.block == "title" for one in sentences):
        wanted.insert(0, (TITLE, None, None, "title", report.title))
    held = [
        tuple(row)
        for row in db.all(
            "SELECT i, start, stop, block, text FROM sentences WHERE version = ? ORDER BY i",
            (version,),
        )
    ]
    if held == wanted:
        return False
    db.execute("DELETE FROM sentences WHERE version = ?", (version,))
    db.many(
        "INSERT INTO sentences (version, i, start, stop, block, text) VALUES (?, ?, ?, ?, ?, ?)",
        [(version, *values) for values in wanted],
    )
    return True


def load_sentences(db: Database, version: int) -> tuple[Sentence, ...]:
    """The sentences of a version; token numbers are not kept (0)."""
    return tuple(
        Sentence(row["i"], Span(row["start"], row["stop"]), 0, 0, row["block"])
        for row in db.all(
            "SELECT * FROM sentences WHERE version = ? AND i > ? ORDER BY i", (version, TITLE)
        )
    )


def load_report(db: Database, version: int) -> Report:
    """The report of a version's row, whole."""
    row = db.one(
        "SELECT v.*, r.id AS report_id FROM report_versions v JOIN reports r ON r.pk = v.report "
        "WHERE v.pk = ?",
        (version,),
    )
    assert row is not None
    return Report(
        id=row["report_id"],
        version=row["version"],
        text=row["text"],
        blocks=tuple(Block(k, Span(start, stop)) for k, start, stop in json.loads(row["blocks"])),
        title=row["title"],
        outlet=load_outlet(db, row["outlet"]),
        agency=load_outlet(db, row["agency"]),
        url=row["url"],
        published=datetime.fromisoformat(row["published"]) if row["published"] else None,
        date=date.fromisoformat(row["date"]) if row["date"] else None,
        section=row["section"],
        dateline=row["dateline"],
        language=row["language"],
        origin=row["origin"],
        **_lists(row),
    )


def _lists(row: sqlite3.Row) -> dict[str, tuple[str, ...]]:
    names = ("authors", "captions", "credits", "related")
    return {name: tuple(json.loads(row[name])) for name in names}


def load_outlet(db: Database, outlet: str | None) -> Outlet | None:
    """The outlet of an id."""
    if outlet is None:
        return None
    row = db.one("SELECT * FROM outlets WHERE id = ?", (outlet,))
    return None if row is None else Outlet(**dict(row))
