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
    view, wanted = _view(path), f"{key},".encode()
    at = _first(view, wanted)
    found: list[str] = []
    while view[at : at + len(wanted)] == wanted:
        end = _line_end(view, at)
        found.append(view[at:end].decode())
        at = end
    return tuple(tuple(cells) for cells in csv.reader(found))


@cache
def _view(path: Path) -> mmap.mmap | bytes:
    if not path.exists():  # packed in a wheel
        return content(path)
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _line_end(view: mmap.mmap | bytes, at: int) -> int:
    end = view.find(b"\n", at)
    return len(view) if end < 0 else end + 1


def _first(view: mmap.mmap | bytes, wanted: bytes) -> int:
    """Where the first line starts that does not sort before `wanted`."""
    low, high = _line_end(view, 0), len(view)
    while low < high:
        middle = (low + high) // 2
        start = view.rfind(b"\n", 0, middle) + 1
        if view[start : start + len(wanted)] < wanted:
            low = _line_end(view, middle)
        else:
            high = start
    return low
