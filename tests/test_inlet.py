"""Standard input as lines that come as soon as they are there."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from detente.show.inlet import Inlet


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        try:
            os.close(end)
        except OSError:
            continue


def test_lines_come_without_waiting_for_the_end(pipe: tuple[int, int]) -> None:
    out, into = pipe
    lines = iter(inlet := Inlet(out, 1000))
    assert not inlet.waiting()
    os.write(into, b"one\ntwo\nthr")
    assert inlet.waiting()
    assert next(lines) == b"one\n"
    assert next(lines) == b"two\n"
    assert not inlet.waiting()
    os.write(into, b"ee")
    os.close(into)
    assert inlet.waiting()
    assert list(lines) == [b"three"]


def test_a_line_that_is_too_long_is_cut_and_the_next_is_whole(pipe: tuple[int, int]) -> None:
    out, into = pipe
    os.write(into, b"x" * 500 + b"\nshort\n")
    os.close(into)
    assert [len(line) for line in Inlet(out, 100)] == [101, 6]


def test_a_line_longer_than_any_chunk_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    chunks = [b"x" * 60, b"x" * 60, b"x" * 60, b"x\nnext\n", b""]
    monkeypatch.setattr("os.read", lambda *_: chunks.pop(0))
    inlet = Inlet(0, 100)
    assert [len(line) for line in inlet] == [101, 5]


def test_reading_all_stops_at_the_limit(pipe: tuple[int, int]) -> None:
    out, into = pipe
    os.write(into, b"y" * 300)
    os.close(into)
    assert len(Inlet(out, 100).read()) == 101
