"""The days of an event in a report of Wednesday 9 February 2022: `text = start stop basis`."""

from __future__ import annotations

from datetime import date

import pytest
from coding_samples import coded

CASES = """
Turkish jets struck the camp in March 2021. = 2021-03-01 2021-03-31 stated
Turkish jets struck the camp on 3 May 2019. = 2019-05-03 2019-05-03 stated
Turkish jets struck the camp on Monday. = 2022-02-07 2022-02-07 relative
Turkey will strike the camp on Friday. = 2022-02-11 2022-02-11 relative
Chile launched an attack on Peru last week. = 2022-01-31 2022-02-06 relative
Chile's attack on Peru last week failed. = 2022-01-31 2022-02-06 relative
Chile was angry and expelled Peru's consul on Monday. = 2022-02-07 2022-02-07 relative
Turkish jets struck the camp. = 2022-02-09 2022-02-09 report
Turkey did not strike the camp. = 2022-02-09 2022-02-09 report
Chile attacks Peru from time to time. = 2022-02-09 2022-02-09 report
Turkey will strike the camp. = none
Turkey may strike the camp. = none
Turkey would strike the camp if Syria attacked. = none
Iran has recently attacked Oman. = none
Turkey previously struck the camp. = none
Turkey earlier struck the camp. = none
Turkey historically struck the camp. = none
Turkish jets once struck the camp. = none
"""


@pytest.mark.parametrize("line", CASES.strip().split("\n"))
def test_when(line: str) -> None:
    text, _, want = line.partition(" = ")
    when = coded(text).events[0].when
    assert (f"{when.start} {when.stop} {when.basis}" if when else "none") == want


def test_each_act_has_the_day_that_hangs_on_it() -> None:
    found = coded("Chile said on Monday that Peru had attacked its embassy on Sunday.")
    when = found.one("ASSAULT").when
    assert when is not None
    assert when.start == when.stop == date(2022, 2, 6)
    assert found.words(when.span) == "Sunday"


def test_a_caption_has_no_day_unless_it_says_one() -> None:
    assert coded("Turkish jets struck the camp.", kind="caption").events[0].when is None
    assert coded("Turkish jets struck the camp on Monday.", kind="caption").events[0].when


def test_a_report_without_a_day_lends_none() -> None:
    assert coded("Turkish jets struck the camp.", day=None).events[0].when is None
    assert coded("Turkish jets struck the camp on 3 May 2019.", day=None).events[0].when
