"""The file itself: made, refused, brought up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from detente.errors import NotFoundError, RecordError
from detente.record import schema
from detente.record.database import Database
from detente.record.schema import open_database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a record.db"


def test_a_new_file_is_in_wal_mode_and_full(path: Path) -> None:
    db = open_database(path)
    assert db.one("PRAGMA journal_mode")[0] == "wal"  # type: ignore[index]
    assert db.number("PRAGMA synchronous") == 2
    assert db.number("PRAGMA foreign_keys") == 1
    assert db.number("PRAGMA user_version") == len(schema.MIGRATIONS)
    db.close()


def test_a_later_version_is_refused(path: Path) -> None:
    db = open_database(path)
    db.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    db.close()
    for readonly in (False, True):
        with pytest.raises(RecordError, match="later version") as error:
            open_database(path, readonly=readonly)
        assert str(path) in str(error.value)


def test_an_older_version_is_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(path).close()

    def next_step(db: Database) -> None:
        db.execute("CREATE TABLE added_later (x)")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, next_step))
    with pytest.raises(RecordError, match="open it once for writing"):
        open_database(path, readonly=True)
    open_database(path).close()
    db = open_database(path, readonly=True)
    assert db.number("SELECT count(*) FROM added_later") == 0
    db.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(path).close()

    def breaks(db: Database) -> None:
        db.execute("CREATE TABLE half (x)")
        db.execute("CREATE TABLE half (x)")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, breaks))
    with pytest.raises(RecordError):
        open_database(path)
    monkeypatch.undo()
    db = open_database(path)
    assert db.one("SELECT 1 FROM sqlite_master WHERE name = 'half'") is None
    db.close()


@pytest.mark.parametrize("readonly", [False, True])
def test_a_file_that_is_no_database_is_named(path: Path, readonly: bool) -> None:
    path.write_bytes(b"This is a letter, not a record." * 200)
    with pytest.raises(RecordError, match="not a record") as error:
        open_database(path, readonly=readonly)
    assert str(path) in str(error.value)


@pytest.mark.parametrize("readonly", [False, True])
def test_a_strangers_database_is_left_alone(path: Path, readonly: bool) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (x)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="not a record of detente"):
        open_database(path, readonly=readonly)
    assert path.read_bytes() == before


@pytest.mark.parametrize("readonly", [False, True])
@pytest.mark.parametrize("start", [4096, 20_000])
def test_a_damaged_record_says_so(path: Path, start: int, readonly: bool) -> None:
    open_database(path).close()
    whole = bytearray(path.read_bytes())
    whole[start:] = b"\xff" * (len(whole) - start)
    path.write_bytes(whole)
    with pytest.raises(RecordError, match="damaged") as error:
        open_database(path, readonly=readonly)
    assert str(path) in str(error.value)


@pytest.mark.parametrize("readonly", [False, True])
def test_a_record_cut_short_says_so(path: Path, readonly: bool) -> None:
    open_database(path).close()
    path.write_bytes(path.read_bytes()[:10_000])
    with pytest.raises(RecordError, match="damaged"):
        open_database(path, readonly=readonly)


def test_reading_what_is_not_there(path: Path) -> None:
    with pytest.raises(NotFoundError, match="no record"):
        open_database(path, readonly=True)
    assert not path.exists()


def test_a_record_in_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="folder"):
        open_database(tmp_path / "none" / "r.db")


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(RecordError):
        open_database(tmp_path)


def test_a_reader_cannot_write(path: Path) -> None:
    open_database(path).close()
    db = open_database(path, readonly=True)
    with pytest.raises(RecordError, match="reading only"):
        db.execute("INSERT INTO runs VALUES (1, '', '', '', '', '', '')")
    db.close()


def test_transactions_nest(path: Path) -> None:
    db = open_database(path)
    insert = "INSERT INTO outlets VALUES (?, '', '', '', '', '')"
    with db.transaction():
        db.execute(insert, ("kept",))
        with pytest.raises(ZeroDivisionError), db.transaction():
            db.execute(insert, ("undone",))
            raise ZeroDivisionError
    assert [row[0] for row in db.all("SELECT id FROM outlets")] == ["kept"]
    db.close()


def test_corrections_cannot_be_changed_or_deleted(path: Path) -> None:
    db = open_database(path)
    db.execute(
        "INSERT INTO corrections VALUES "
        "(1, 'e', 'r', 0, 's', 't', 'AID', 'type', '', '', '', '', '', NULL)"
    )
    for statement in ("UPDATE corrections SET new = 'x'", "DELETE FROM corrections"):
        with pytest.raises(RecordError, match="append-only"):
            db.execute(statement)
    db.close()


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        ("SELECT id FROM events WHERE {c} ORDER BY day DESC, id, pk LIMIT 9", "events_day"),
        (
            "SELECT id FROM events WHERE {c} AND type = 'AID' ORDER BY day DESC, id, pk LIMIT 9",
            "events_type",
        ),
        (
            "SELECT id FROM events WHERE {c} AND status = 'x' ORDER BY day DESC, id, pk LIMIT 9",
            "events_status",
        ),
        (
            "SELECT event FROM participants WHERE actor = 1 AND role = 'source'",
            "participants_actor",
        ),
        ("SELECT pk FROM reports WHERE outlet = 'x'", "reports_outlet"),
    ],
)
def test_the_filters_have_their_index(path: Path, sql: str, index: str) -> None:
    db = open_database(path)
    plan = " ".join(row[3] for row in db.all("EXPLAIN QUERY PLAN " + sql.format(c=schema.CURRENT)))
    assert index in plan
    assert "TEMP B-TREE" not in plan
    db.close()
