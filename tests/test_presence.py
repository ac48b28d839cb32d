"""Visits told as presence: `text = visitor -> host`."""

from __future__ import annotations

import pytest
from coding_samples import coded, countries

VISITS = """
Xi Jinping is in Moscow. = CHN -> RUS
Emmanuel Macron was in Ukraine on Tuesday. = FRA -> UKR
Joe Biden will be in Poland for talks. = USA -> POL
"""
NO_VISITS = """
Emmanuel Macron is in Paris.
Norway's army is in Mali.
Joe Biden is in trouble.
Joe Biden is president in Poland.
The bridge is in Poland.
Joe Biden is popular in Poland.
"""


@pytest.mark.parametrize("line", VISITS.strip().split("\n"))
def test_an_official_abroad_visits(line: str) -> None:
    text, _, want = line.partition(" = ")
    event = coded(text).one("CONSULT")
    assert event.mode == "visit"
    assert f"{countries(event.sources)[0]} -> {countries(event.targets)[0]}" == want


@pytest.mark.parametrize("text", NO_VISITS.strip().split("\n"))
def test_this_is_no_visit(text: str) -> None:
    assert "CONSULT" not in coded(text).types()
