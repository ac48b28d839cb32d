"""Where sentences begin: `|` for a certain start, `~` where the parser may decide."""

from __future__ import annotations

import re

import pytest

from detente.parse.boundaries import Mark, sentence_starts

CASES = [
    "He left. |They stayed.",
    "He left! |Did they? |They did.",
    "Mr. Tang met Gen. Okoye on Jan. 5. |They talked.",
    "J. F. Tang saw Dr. Okoye. |He left.",
    "No. 5 fell 3.5 percent. |It rose.",
    "He lives in the U.S. ~Congress met.",
    "He lives in the U.S. and works.",
    "The E.U. ~Council met.",
    "He paused... ~Then he left.",
    "He paused... and left.",
    "“We lost,” he said. |“It is over.” |Then he left.",
    '"We lost," he said. |"It is over." |Then he left.',
    '"We lost." he said.',
    "He cried “Stop!” and left.",
    "It fell (again). |It rose.",
    "It fell.” |He rose.",
    "Talks fail\n\n|The talks failed",
    "Talks fail\n|The talks failed.",
    "The talks\nfailed on Monday.",
    "The talks failed.\n|they said so.",
    "He left.~Then he came.",
    "He left at 3.15 and came.",
    "He left. – and came.",
    "He left; she stayed: all well.",
]
TOKEN = re.compile(r"(?:[A-Z]\.)+|(?:Mr|Gen|Jan|Dr|No)\.|\w+(?:\.\w+)*?(?=[^\w.]|\.|$)|\.+|\S|\n+")
SIGN = {Mark.START: "|", Mark.OPEN: "~", Mark.NEVER: ""}


def marked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the sign of each token's mark before it, the first left out."""
    out, last = "", 0
    for n, (mark, (start, stop)) in enumerate(
        zip(sentence_starts(text, spans), spans, strict=True)
    ):
        out += text[last:start] + (SIGN[mark] if n else "") + text[start:stop]
        last = stop
    return out + text[last:]


@pytest.mark.parametrize("want", CASES)
def test_starts(want: str) -> None:
    text = re.sub(r"[|~]", "", want)
    spans = [match.span() for match in TOKEN.finditer(text)]
    assert marked(text, spans) == want


def test_the_first_token_starts_and_each_has_its_mark() -> None:
    assert sentence_starts("", []) == []
    marks = sentence_starts("he left.", [(0, 2), (3, 7), (7, 8)])
    assert marks == [Mark.START, Mark.NEVER, Mark.NEVER]
