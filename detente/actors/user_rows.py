"""The rows of a user's table, from CSV or TOML; what cannot be read names file and line."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from detente.actors.tables import Row
from detente.errors import TableError

COLUMNS = frozenset(
    {
        "kind", "key", "name", "aliases", "short", "adjectives", "demonyms", "country",
        "sector", "qid", "start", "stop", "office", "position", "org", "lat", "lon", "source",
    }
)  # fmt: skip
MAX_BYTES = 5_000_000
MAX_LINE = 20_000
LINE_END = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_HEAD = re.compile(r"""\s*\[\[\s*["']?actor["']?\s*\]\]\s*(?:#.*)?$""")
_SHOWN = 60


def read_table(path: Path) -> str:
    """The text of a table, without a byte order mark; TableError where it is none."""
    try:
        if path.exists() and not path.is_file():
            raise TableError("is no file", str(path))
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise TableError(f"cannot be read ({error.strerror})", str(path)) from error
    if len(raw) > MAX_BYTES:
        raise TableError(f"is larger than {MAX_BYTES // 1_000_000} MB", str(path))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise TableError("is not UTF-8 text", f"{path}:{line}") from error


def rows_of(path: Path, text: str) -> Iterator[Row]:
    """The rows of a table's text, in order: TOML where the name ends so, CSV otherwise."""
    _check_text(path, text)
    return _from_toml(path, text) if is_toml(path) else _from_csv(path, text)


def is_toml(path: Path) -> bool:
    """True for a table that is written as TOML."""
    return path.suffix.lower() == ".toml"


def shown(text: object) -> str:
    """A stranger's cell as a message quotes it: cut, and with its controls escaped."""
    words = str(text)
    return repr(words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…")


def header(path: Path, text: str) -> tuple[int, list[str]]:
    """The line of a CSV table's header and its columns; line 0 where there is none."""
    for line, cells in _csv_lines(path, text):
        return line, _columns(cells, f"{path}:{line}")
    return 0, []


def _check_text(path: Path, text: str) -> None:
    wrong = _CONTROL.search(text)
    if wrong:
        line = len(LINE_END.findall(text, 0, wrong.start())) + 1
        raise TableError(f"holds a control character (U+{ord(wrong[0]):04X})", f"{path}:{line}")
    for line, words in enumerate(LINE_END.split(text), 1):
        if len(words) > MAX_LINE:
            raise TableError(f"the line is longer than {MAX_LINE} characters", f"{path}:{line}")


# --- CSV ------------------------------------------------------------------------------


def _from_csv(path: Path, text: str) -> Iterator[Row]:
    columns: list[str] = []
    for line, cells in _csv_lines(path, text):
        place = f"{path}:{line}"
        if not columns:
            columns = _columns(cells, place)
            continue
        if len(cells) > len(columns):
            raise TableError(f"{len(cells)} cells for {len(columns)} columns", place)
        yield Row(path, line, dict(zip(columns, cells, strict=False)))


def _columns(cells: list[str], place: str) -> list[str]:
    columns = [cell.strip().lower() for cell in cells]
    _check_columns(columns, place)
    if "kind" not in columns or "name" not in columns:
        raise TableError("needs at least the columns kind and name", place)
    return columns


def _csv_lines(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that are neither blank nor comments, with their numbers."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            mark = "is a quotation mark missing?"
            raise TableError(f"this is no CSV ({error}; {mark})", f"{path}:{line}") from error
        if reader.line_num > line:
            raise TableError(
                "a cell runs on over the end of the line (is a quotation mark missing?)",
                f"{path}:{line}",
            )
        if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
            yield line, cells


# --- TOML -----------------------------------------------------------------------------


def _from_toml(path: Path, text: str) -> Iterator[Row]:
    lines = LINE_END.split(text)
    tables = _parsed(path, text).get("actor", [])
    heads = [n for n, line in enumerate(lines, 1) if _HEAD.match(line)]
    if not isinstance(tables, list) or len(tables) != len(heads):
        raise TableError("each actor begins with a line [[actor]]", f"{path}:1")
    for line, table in zip(heads, tables, strict=True):
        _check_columns([*table], f"{path}:{line}")
        yield Row(path, line, {name: _cell(name, table[name], path, line) for name in table})


def _parsed(path: Path, text: str) -> dict[str, object]:
    try:
        found = tomllib.loads(LINE_END.sub("\n", text))
    except tomllib.TOMLDecodeError as error:
        at, last = re.search(r"line (\d+)", str(error)), len(LINE_END.split(text.rstrip()))
        raise TableError(f"this is no TOML: {error}", f"{path}:{at[1] if at else last}") from error
    except (RecursionError, ValueError) as error:
        raise TableError(f"this is no TOML ({type(error).__name__})", f"{path}:1") from error
    strange = sorted(set(found) - {"actor"})
    if strange:
        named = f"holds [[actor]] tables and nothing else, not {shown(strange[0])}"
        raise TableError(named, f"{path}:{_line_of(text, strange[0])}")
    return found


def _line_of(text: str, name: str) -> int:
    for number, line in enumerate(LINE_END.split(text), 1):
        if name in line:
            return number
    return 1


def _cell(name: str, value: object, path: Path, line: int) -> str:
    parts = value if isinstance(value, list) else [value]
    for part in parts:
        plain = isinstance(part, str | int | float | date)
        if not plain or isinstance(part, bool | datetime) or LINE_END.search(str(part)):
            raise TableError(f"{name} is no text, number or day: {shown(part)}", f"{path}:{line}")
        if isinstance(value, list) and ";" in str(part):
            raise TableError(f"{name} holds a semicolon: {shown(part)}", f"{path}:{line}")
    return ";".join(map(str, parts))


def _check_columns(columns: list[str], place: str) -> None:
    for column in columns:
        if column not in COLUMNS:
            known = ", ".join(sorted(COLUMNS))
            raise TableError(f"unknown column {shown(column)}; known are {known}", place)
    for column in columns:
        if columns.count(column) > 1:
            raise TableError(f"column {column!r} stands twice", place)
