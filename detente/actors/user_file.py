"""A row put into a user's table: the whole table is checked first, and written whole or not."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.actors.tables import Row
from detente.actors.user_rows import LINE_END, header, is_toml, read_table, rows_of
from detente.actors.user_table import laid
from detente.errors import TableError

FIRST_COLUMNS = (
    "kind key name aliases country sector office position org qid start stop source".split()
)
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Addition:
    """A table as it is and as it is to be; `line` is where the new row stands.

    `held` is the line that says the same already; then there is nothing to write.
    """

    path: Path
    before: bytes | None
    text: str
    line: int
    held: int = 0

    def write(self) -> None:
        """Puts the new text in place of the old, in one step; TableError where that fails."""
        if self.held:
            return
        if _bytes_of(self.path) != self.before:
            raise TableError("was changed meanwhile; try again", str(self.path))
        mark = _MARK if self.before and self.before.startswith(_MARK) else b""
        try:
            _replace(self.path.resolve(), mark + self.text.encode())
        except OSError as error:
            raise TableError(f"cannot be written ({error.strerror})", str(self.path)) from error


def addition(tables: Sequence[Path], path: Path, cells: Mapping[str, str]) -> Addition:
    """`path` with a row of these cells at its end, after a look that all tables still hold.

    TableError with file and line where the row is wrong or contradicts another.
    """
    before = _bytes_of(path)
    old = read_table(path) if before is not None else ""
    wanted = {column: cell.strip() for column, cell in cells.items() if cell.strip()}
    for row in rows_of(path, old):
        if _filled(row) == wanted:
            return Addition(path, before, old, row.line, row.line)
    text = _with_table(old, wanted) if is_toml(path) else _with_line(path, old, wanted)
    *_, last = rows_of(path, text)
    if _filled(last) != wanted:
        raise TableError("the row cannot be written so that it reads the same", last.place)
    laid((*(table for table in tables if table != path), path), {path: text})
    return Addition(path, before, text, last.line)


def _bytes_of(path: Path) -> bytes | None:
    """What the file holds; None where there is none."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise TableError(f"cannot be read ({error.strerror})", str(path)) from error


def _filled(row: Row) -> dict[str, str]:
    return {column: row.get(column) for column in row.cells if row.get(column)}


def _with_line(path: Path, text: str, cells: Mapping[str, str]) -> str:
    """The CSV with one more line, and with more columns where the row needs them."""
    line, columns = header(path, text)
    if not columns:
        columns = [*FIRST_COLUMNS, *(column for column in cells if column not in FIRST_COLUMNS)]
        text = _ended(text) + _csv_line(columns)
    elif more := [column for column in cells if column not in columns]:
        columns = [*columns, *more]
        text = _with_columns(text, line, more)
    return _ended(text) + _csv_line([cells.get(column, "") for column in columns], _end(text))


def _with_columns(text: str, line: int, more: Sequence[str]) -> str:
    ends = [0, *(found.end() for found in LINE_END.finditer(text)), len(text)]
    start, stop = ends[line - 1], ends[line]
    words = text[start:stop].rstrip("\r\n")
    return f"{text[:start]}{words},{','.join(more)}{text[start + len(words) :]}"


def _csv_line(cells: Sequence[str], end: str = "\n") -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerow(cells)
    return out.getvalue()


def _with_table(text: str, cells: Mapping[str, str]) -> str:
    """The TOML with one more [[actor]]; a cell of several values is a list."""
    end = _end(text)
    lines = ["[[actor]]"]
    for column, cell in cells.items():
        parts = [part.strip() for part in cell.split(";")]
        value: str | list[str] = parts if column == "aliases" else cell
        lines.append(f"{column} = {json.dumps(value, ensure_ascii=False)}")
    gap = end if text.strip() else ""
    return _ended(text) + gap + end.join(lines) + end


def _end(text: str) -> str:
    found = LINE_END.search(text)
    return found[0] if found else "\n"


def _ended(text: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + _end(text)


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _umask() -> int:
    own = os.umask(0)
    os.umask(own)
    return own
