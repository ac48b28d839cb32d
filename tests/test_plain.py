"""What strangers wrote cannot command a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.show.plain import line, plain

HOSTILE = (
    ("\x1b[31mred\x1b[0m", "red"),
    ("a\x1b]0;title\x07b", "ab"),
    ("a\x1b]8;;http://x\x1b\\b", "ab"),
    ("\x9b2Jgone", "gone"),
    ("bell\x07 back\x08space\x00", "bell backspace"),
    ("\u202eevil\u202c", "evil"),
    ("half\ud800", "half\ufffd"),
    ("[bold]kept[/bold]", "[bold]kept[/bold]"),
)


@pytest.mark.parametrize(("text", "expected"), HOSTILE)
def test_control_characters_are_gone(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_a_line_is_one_line() -> None:
    assert line(" a\r\nb\u2028c\t d ") == "a b c d"
    assert line("abcdef", 4) == "abc…"


@given(st.text())
def test_nothing_that_controls_is_left(text: str) -> None:
    kept = plain(text)
    assert plain(kept) == kept
    assert not [c for c in kept if unicodedata.category(c) == "Cc" and not c.isspace()]
    kept.encode()
