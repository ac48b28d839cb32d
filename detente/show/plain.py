"""Text of strangers, made safe to show: no control characters, no escape sequences."""

from __future__ import annotations

import re

_SEQUENCES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|(?:\x1b[\]P^_X]|[\x9d\x90\x9e\x9f\x98])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # OSC, DCS
    r"|\x1b[ -/]*[0-~]?"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_HIDDEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """The text with nothing in it that a terminal would obey; line ends stay.

    >>> plain("a\\x1b[31mred\\x07 word")
    'ared word'
    """
    for pattern in (_SEQUENCES, _CONTROLS, _HIDDEN):
        text = pattern.sub("", text)
    return _SURROGATES.sub("\ufffd", text)


def line(text: str, limit: int = 0) -> str:
    """As `plain`, on one line; cut with an ellipsis beyond `limit` characters (0: not cut).

    >>> line("one\\n two three", 8)
    'one two…'
    """
    found = _BLANKS.sub(" ", plain(text)).strip()
    if limit and len(found) > limit:
        found = found[: limit - 1].rstrip() + "…"
    return found
