"""Where an act took place: `text = place country`."""

from __future__ import annotations

import pytest
from coding_samples import coded

CASES = """
Turkish troops arrested Syrian soldiers near Aleppo. = Aleppo SYR
Kenya and Somalia held talks in Nairobi. = Nairobi KEN
Chile's visit to Peru took place in Lima. = Lima PER
Police arrested protesters in Minsk. = Minsk BLR
Turkish forces shelled a village in Syria. = Syria SYR
Chile bombed Peru. =
Chile met Peru in private. =
Chile met Peru in February. =
Chile sent troops to Peru. =
"""


@pytest.mark.parametrize("line", CASES.strip().split("\n"))
def test_where(line: str) -> None:
    text, _, want = line.partition(" =")
    found = coded(text)
    place = found.events[0].place
    assert (f"{place.name} {place.country}" if place else "") == want.strip()
    assert place is None or found.words(place.span) == place.name
