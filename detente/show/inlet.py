"""Standard input as lines that come as soon as they are there."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator

CHUNK = 1 << 16


class Inlet:
    """The lines of a file descriptor; `waiting` says whether more is at hand right now."""

    def __init__(self, descriptor: int, limit: int) -> None:
        """Lines beyond `limit` bytes are cut there (one byte more tells that they were)."""
        self._descriptor = descriptor
        self._limit = limit
        self._held = bytearray()
        self._ended = False

    def __iter__(self) -> Iterator[bytes]:
        """The lines with their ends."""
        while True:
            at = self._held.find(b"\n")
            while at < 0 and self._fill():
                at = self._held.find(b"\n")
            if at < 0:
                break
            line = bytes(self._held[: at + 1])
            del self._held[: at + 1]
            yield line[: self._limit + 1]
        if self._held:
            yield bytes(self._held)
            self._held.clear()

    def waiting(self) -> bool:
        """True where another line can be read without a wait (and at the end)."""
        while b"\n" not in self._held and not self._ended:
            try:
                ready, _, _ = select.select([self._descriptor], [], [], 0)
            except (OSError, ValueError):  # no pipe or socket, as on Windows
                return False
            if not ready:
                return False
            self._fill()
        return True

    def read(self) -> bytes:
        """All that is left, or as much of it as the limit allows and one byte more."""
        while len(self._held) <= self._limit and self._fill():
            pass
        return bytes(self._held[: self._limit + 1])

    def _fill(self) -> bool:
        if self._ended:
            return False
        found = os.read(self._descriptor, CHUNK)
        self._ended = not found
        excess = len(self._held) > self._limit and b"\n" not in self._held
        if excess:  # the rest of a line that is too long already: only its end is of use
            at = found.find(b"\n")
            found = found[at:] if at >= 0 else b""
        self._held += found
        return not self._ended
