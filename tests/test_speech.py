"""Type and mode after the rulings on vows: a promise of harm is a threat."""

from __future__ import annotations

import pytest
from coding_samples import coded

VOWS = """
Turkey vowed to bomb Syria. = THREATEN violence
Turkey vowed to arrest the rebels in Syria. = THREATEN arrest
Turkey promised to bomb Syria. = THREATEN violence
Turkey pledged to send aid to Syria. = AGREE
“We will bomb Syria,” the Turkish president said. = THREATEN violence
The Turkish president said Greece will bomb Syria. = ASSAULT explosives
Turkey agreed to bomb Syria. = AGREE
Turkey vowed to build a school in Syria. = AGREE
"""


@pytest.mark.parametrize("line", VOWS.strip().split("\n"))
def test_a_vow_of_harm_is_a_threat(line: str) -> None:
    text, _, want = line.partition(" = ")
    found = coded(text)
    kind, _, mode = want.partition(" ")
    assert found.types() == [kind]
    assert found.one(kind).mode == mode


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Kenya demanded that Uganda withdraw its troops.", "yield"),
        ("Kenya asked Uganda to send doctors.", "assist"),
        ("Kenya asked Uganda for talks.", "meet"),
        ("Kenya asked Uganda to respect the courts.", "change"),
        ("Turkish jets bombed Syria.", "aerial"),
    ],
)
def test_the_mode_is_told_by_the_content_else_by_the_clause(text: str, mode: str) -> None:
    assert coded(text).events[0].mode == mode
