"""A table sorted by key and searched where it lies: nothing of it is read at the start."""

from __future__ import annotations

import csv
import mmap
from functools import cache
from pathlib import Path

from detente.actors.tables import content


def rows_of(path: Path, key: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a CSV table with a header whose first cell is `key`, in the table's order.

    The lines must be sorted bytewise; one is found in some seventeen steps.
    """
    text, wanted = view(path), f"{key},".encode()
    at = _first(text, wanted)
    found: list[str] = []
    while text[at : at + len(wanted)] == wanted:
        end = _line_end(text, at)
        found.append(text[at:end].decode())
        at = end
    return tuple(tuple(cells) for cells in csv.reader(found))


@cache
def view(path: Path) -> mmap.mmap | bytes:
    """The table as bytes: mapped where it lies plain, unpacked where a wheel holds it packed."""
    if not path.exists():
        return content(path)
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _line_end(text: mmap.mmap | bytes, at: int) -> int:
    end = text.find(b"\n", at)
    return len(text) if end < 0 else end + 1


def _first(text: mmap.mmap | bytes, wanted: bytes) -> int:
    """Where the first line starts that does not sort before `wanted`."""
    low, high = _line_end(text, 0), len(text)
    while low < high:
        middle = (low + high) // 2
        start = text.rfind(b"\n", 0, middle) + 1
        if text[start : start + len(wanted)] < wanted:
            low = _line_end(text, middle)
        else:
            high = start
    return low
