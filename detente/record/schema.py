"""The tables of a record, as a list of migrations; the number of the last is the version.

    runs ─┬─ codings ── events ─┬─ participants ── actors
          └─ report_versions    ├─ attributions
    reports ┘    └─ sentences   └─ reasons
                    └─ sentence_words (full text)
    corrections (append-only), outlets, source_files

An event is current while `retired` is NULL; `retired` names the coding that replaced it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from detente.errors import NotFoundError, RecordError
from detente.record.database import Database

APPLICATION = 0x44C37465
"""Stands in the file's header (`PRAGMA application_id`) and tells a record from other files."""

WAIT_SECONDS = 30.0
CURRENT = "retired IS NULL AND dropped = 0"
"""What makes an event row current; the partial indexes below hold just these rows."""

_RUNS = """
CREATE TABLE runs (
  pk INTEGER PRIMARY KEY, code TEXT NOT NULL, settings TEXT NOT NULL, models TEXT NOT NULL,
  fingerprint TEXT NOT NULL, started TEXT NOT NULL, ended TEXT
);
CREATE TABLE source_files (
  path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('started', 'done', 'failed')),
  reports INTEGER NOT NULL, errors INTEGER NOT NULL,
  run INTEGER NOT NULL REFERENCES runs (pk), at TEXT NOT NULL
) WITHOUT ROWID;
"""

_REPORTS = """
CREATE TABLE outlets (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT,
  control TEXT NOT NULL, wikidata TEXT
) WITHOUT ROWID;
CREATE TABLE reports (
  pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  version INTEGER REFERENCES report_versions (pk) DEFERRABLE INITIALLY DEFERRED,
  outlet TEXT REFERENCES outlets (id), url TEXT, day TEXT, first_seen TEXT NOT NULL
);
CREATE INDEX reports_outlet ON reports (outlet);
CREATE INDEX reports_url ON reports (url);
CREATE INDEX reports_day ON reports (day);
CREATE TABLE report_versions (
  pk INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES reports (pk),
  version TEXT NOT NULL, text TEXT NOT NULL, blocks TEXT NOT NULL, title TEXT,
  outlet TEXT REFERENCES outlets (id), agency TEXT REFERENCES outlets (id), url TEXT,
  published TEXT, date TEXT, authors TEXT NOT NULL, section TEXT, dateline TEXT,
  captions TEXT NOT NULL, credits TEXT NOT NULL, related TEXT NOT NULL, language TEXT,
  origin TEXT, digest TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs (pk),
  added TEXT NOT NULL, UNIQUE (report, version)
);
CREATE TABLE sentences (
  pk INTEGER PRIMARY KEY, version INTEGER NOT NULL REFERENCES report_versions (pk),
  i INTEGER NOT NULL, start INTEGER, stop INTEGER, block TEXT NOT NULL, text TEXT NOT NULL,
  UNIQUE (version, i)
);
CREATE TABLE codings (
  pk INTEGER PRIMARY KEY, version INTEGER NOT NULL REFERENCES report_versions (pk),
  run INTEGER NOT NULL REFERENCES runs (pk), fingerprint TEXT NOT NULL, at TEXT NOT NULL
);
CREATE INDEX codings_version ON codings (version, fingerprint);
CREATE INDEX codings_run ON codings (run);
"""

_EVENTS = f"""
CREATE TABLE events (
  pk INTEGER PRIMARY KEY, id TEXT NOT NULL,
  report INTEGER NOT NULL REFERENCES reports (pk),
  version INTEGER NOT NULL REFERENCES report_versions (pk),
  coding INTEGER NOT NULL REFERENCES codings (pk), retired INTEGER REFERENCES codings (pk),
  digest TEXT NOT NULL, coded TEXT, dropped INTEGER NOT NULL DEFAULT 0,
  type TEXT NOT NULL, mode TEXT NOT NULL, quad INTEGER NOT NULL, status TEXT NOT NULL,
  confidence REAL NOT NULL, trigger_start INTEGER NOT NULL, trigger_stop INTEGER NOT NULL,
  sentence_start INTEGER NOT NULL, sentence_stop INTEGER NOT NULL,
  sentence INTEGER REFERENCES sentences (pk) ON DELETE SET NULL,
  content_start INTEGER, content_stop INTEGER, content_type TEXT,
  condition_start INTEGER, condition_stop INTEGER,
  day TEXT NOT NULL, last_day TEXT NOT NULL,
  date_start TEXT, date_stop TEXT, date_basis TEXT, date_span_start INTEGER,
  date_span_stop INTEGER, place TEXT, place_words TEXT, place_start INTEGER,
  place_stop INTEGER, place_country TEXT, lat REAL, lon REAL
);
CREATE UNIQUE INDEX events_once ON events (version, id) WHERE retired IS NULL;
CREATE INDEX events_id ON events (id);
CREATE INDEX events_report ON events (report);
CREATE INDEX events_sentence ON events (sentence);
CREATE INDEX events_coding ON events (coding);
CREATE INDEX events_retired ON events (retired) WHERE retired IS NOT NULL;
CREATE INDEX events_day ON events (day DESC, id, pk) WHERE {CURRENT};
CREATE INDEX events_type ON events (type, day DESC, id, pk) WHERE {CURRENT};
CREATE INDEX events_status ON events (status, day DESC, id, pk) WHERE {CURRENT};
CREATE INDEX events_place ON events (place_country) WHERE {CURRENT};
CREATE TABLE actors (
  pk INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, country TEXT,
  sector TEXT NOT NULL, id TEXT, wikidata TEXT, office TEXT, kind TEXT NOT NULL,
  words TEXT NOT NULL
);
CREATE INDEX actors_key ON actors (key COLLATE NOCASE);
CREATE INDEX actors_country ON actors (country);
CREATE INDEX actors_id ON actors (id COLLATE NOCASE);
CREATE INDEX actors_wikidata ON actors (wikidata);
CREATE TABLE participants (
  event INTEGER NOT NULL REFERENCES events (pk), role TEXT NOT NULL,
  i INTEGER NOT NULL, actor INTEGER NOT NULL REFERENCES actors (pk),
  start INTEGER, stop INTEGER, score REAL NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (event, role, i), CHECK (role IN ('source', 'target'))
) WITHOUT ROWID;
CREATE INDEX participants_actor ON participants (actor, role, event);
CREATE TABLE attributions (
  event INTEGER NOT NULL REFERENCES events (pk), i INTEGER NOT NULL, name TEXT NOT NULL,
  kind TEXT NOT NULL, id TEXT, country TEXT, start INTEGER, stop INTEGER,
  cue_start INTEGER, cue_stop INTEGER, PRIMARY KEY (event, i)
) WITHOUT ROWID;
CREATE INDEX attributions_id ON attributions (id, event);
CREATE INDEX attributions_name ON attributions (name, event);
CREATE TABLE reasons (
  event INTEGER NOT NULL REFERENCES events (pk), i INTEGER NOT NULL, field TEXT NOT NULL,
  rule TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (event, i)
) WITHOUT ROWID;
"""

_CORRECTIONS = """
CREATE TABLE corrections (
  pk INTEGER PRIMARY KEY, event TEXT NOT NULL, report TEXT NOT NULL,
  sentence_start INTEGER NOT NULL, sentence TEXT NOT NULL, trigger_words TEXT NOT NULL,
  coded_type TEXT NOT NULL, field TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
  reason TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
  undoes INTEGER UNIQUE REFERENCES corrections (pk)
);
CREATE INDEX corrections_event ON corrections (event);
CREATE INDEX corrections_report ON corrections (report);
"""

_GUARDS = (
    """CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections
    BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END""",
    """CREATE TRIGGER corrections_remain BEFORE DELETE ON corrections
    BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END""",
)

_SEARCH = (
    """CREATE VIRTUAL TABLE sentence_words USING fts5 (
    text, content='sentences', content_rowid='pk',
    tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER sentences_in AFTER INSERT ON sentences BEGIN
    INSERT INTO sentence_words (rowid, text) VALUES (new.pk, new.text); END""",
    """CREATE TRIGGER sentences_out AFTER DELETE ON sentences BEGIN
    INSERT INTO sentence_words (sentence_words, rowid, text)
    VALUES ('delete', old.pk, old.text); END""",
    """CREATE TRIGGER sentences_change AFTER UPDATE ON sentences BEGIN
    INSERT INTO sentence_words (sentence_words, rowid, text)
    VALUES ('delete', old.pk, old.text);
    INSERT INTO sentence_words (rowid, text) VALUES (new.pk, new.text); END""",
)


def _first_tables(db: Database) -> None:
    """Version 1: all tables, indexes and the full-text search."""
    for script in (_RUNS, _REPORTS, _EVENTS, _CORRECTIONS):
        for statement in filter(str.strip, script.split(";")):
            db.execute(statement)
    for statement in _GUARDS + _SEARCH:
        db.execute(statement)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (_first_tables,)


def open_database(path: Path, *, readonly: bool = False) -> Database:
    """The record file at `path`, made or brought up to date unless `readonly`.

    NotFoundError where there is nothing to read or no folder; RecordError where the file
    is damaged, is no record, or was written by a later version.
    """
    if readonly and not path.is_file():
        raise NotFoundError("there is no record here", str(path))
    if not path.absolute().parent.is_dir():
        raise NotFoundError("the record's folder does not exist", str(path))
    db = Database(_connect(path, readonly), str(path))
    try:
        if not readonly:
            _prepare(db)
        _check_version(db)
    except BaseException:
        db.close()
        raise
    return db


def _connect(path: Path, readonly: bool) -> sqlite3.Connection:
    uri = path.absolute().as_uri() + ("?mode=ro" if readonly else "?mode=rwc")
    if readonly and _is_sealed(path):
        uri += "&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise RecordError(f"the record cannot be opened ({error})", str(path)) from error
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _is_sealed(path: Path) -> bool:
    """True on a medium that cannot be written and holds no log that is still to be read."""
    return not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()


def _prepare(db: Database) -> None:
    """Steps: 1 refuse a stranger's file, 2 WAL and FULL, 3 the migrations still missing."""
    _refuse_stranger(db)
    db.one("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    if db.number("PRAGMA user_version") >= len(MIGRATIONS):
        return
    with db.transaction():
        _refuse_stranger(db)
        for number in range(db.number("PRAGMA user_version"), len(MIGRATIONS)):
            MIGRATIONS[number](db)
            db.execute(f"PRAGMA user_version = {number + 1}")
        db.execute(f"PRAGMA application_id = {APPLICATION}")


def _refuse_stranger(db: Database) -> None:
    holds_tables = db.number("SELECT count(*) FROM sqlite_master") > 0
    if holds_tables and db.number("PRAGMA application_id") != APPLICATION:
        raise RecordError("this SQLite file is not a record of detente", db.path)


def _check_version(db: Database) -> None:
    _refuse_stranger(db)
    version = db.number("PRAGMA user_version")
    if version > len(MIGRATIONS):
        raise RecordError(
            f"the record was written by a later version (schema {version}, "
            f"this one knows {len(MIGRATIONS)}); install a newer detente",
            db.path,
        )
    if version < len(MIGRATIONS):
        raise RecordError(
            f"the record is of schema {version}; open it once for writing to bring it "
            f"to {len(MIGRATIONS)}",
            db.path,
        )
