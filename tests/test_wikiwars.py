"""WikiWars: reading marks, comparing values, and the figure on the set where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from detente.errors import GoldError
from detente.evaluate.wikiwars import measure, normal, read_histories, read_history

MARKED = """<DOC><DATETIME><TIMEX2 val="2009-12-19">x</TIMEX2></DATETIME><TEXT>
The king fled in <TIMEX2 val="1789">1789</TIMEX2> &amp; fell <TIMEX2 val="P3Y">three years
after <TIMEX2 val="1790-XX">that</TIMEX2></TIMEX2>, on <TIMEX2 val="1792-08-10">10 August</TIMEX2>.
</TEXT></DOC>"""


def test_marks_are_the_outermost_ones_of_the_text() -> None:
    """Nested marks and the date line are left out; entities are characters."""
    history = read_history("x", MARKED)
    assert [m.span.of(history.text).split()[0] for m in history.marks] == ["1789", "three", "10"]
    assert [m.value for m in history.marks] == ["1789", "P3Y", "1792-08-10"]
    assert "&" in history.text and "<" not in history.text


def test_values_are_compared_without_unknown_fields() -> None:
    """A month with unknown days is the month; an empty value is none."""
    assert normal("1919-02-XX") == normal("1919-02")
    assert normal("1944-06-XXTNI") == "1944-06TNI"
    assert normal("") is None


def test_measure_counts_spans_and_values() -> None:
    """The year and the length are found; the day needs the year that the telling carries."""
    histories = (read_history("x", MARKED),)
    told, plain = measure(histories), measure(histories, narrative=False)
    assert told.spans == plain.spans == 3
    assert (told.values, plain.values) == (2, 2)


def test_another_file_is_refused(tmp_path: Path) -> None:
    """Not an archive: an error that names the file."""
    (tmp_path / "x.tar.gz").write_text("no archive")
    with pytest.raises(GoldError, match=r"x\.tar\.gz"):
        read_histories(tmp_path / "x.tar.gz")


def test_floor_on_the_set() -> None:
    """Value F1 stays above its floor; set DETENTE_WIKIWARS to the archive to run this."""
    path = os.environ.get("DETENTE_WIKIWARS")
    if not path:
        pytest.skip("DETENTE_WIKIWARS does not name the WikiWars archive")
    counts = measure(read_histories(Path(path)))
    assert counts.span_f1 >= 0.90
    assert counts.value_f1 >= 0.80
