"""Our own set of newspaper dates: its form, how it is measured, and a floor for each half."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.errors import GoldError
from detente.evaluate.dates import COLUMNS, accuracy, fault, main, measure, read_rows

DATA = Path(__file__).parent / "data"
FLOORS = {"dates_dev.csv": 0.98, "dates_test.csv": 0.95}


@pytest.mark.parametrize("name", FLOORS)
def test_floor(name: str) -> None:
    """The share of right values stays above its floor; each half has its rows."""
    rows = read_rows(DATA / name)
    assert len(rows) >= 80
    answers = measure(rows)
    assert accuracy(answers) >= FLOORS[name]


def test_the_halves_share_no_row() -> None:
    """No sentence of the one half, with its date line, stands in the other."""
    dev, test = (
        {(r.text, r.published) for r in read_rows(DATA / f"dates_{half}.csv")}
        for half in ("dev", "test")
    )
    assert not dev & test
    assert len(dev) + len(test) >= 170


def _table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join((",".join(COLUMNS), *rows)) + "\n", encoding="utf-8")
    return path


def test_what_is_right(tmp_path: Path) -> None:
    """A value, a TIMEX where there is no value, no value at all, and nothing."""
    path = _table(
        tmp_path / "t.csv",
        "They met on Monday.,2021-12-15,Monday,2021-12-13,2021-12-13,2021-12-13,",
        "They met on Monday.,2021-12-15,Monday,2021-12-14,2021-12-14,2021-12-14,a wrong row",
        "It took three days.,2021-12-15,three days,,,P3W|P3D,",
        "He left on the eve of the vote.,2021-12-15,the eve of,,,,",
        "Theresa May left.,2021-12-15,May,,,none,",
    )
    rows = read_rows(path)
    answers = measure(rows)
    assert [a.value for a in answers] == [True, False, True, True, True]
    assert [a.timex for a in answers] == [True, False, True, True, True]
    assert accuracy(answers) == 0.8
    assert accuracy(()) == 0.0
    assert rows[0].published == date(2021, 12, 15)
    assert "[Monday]" in fault(answers[1]) and "2021-12-14" in fault(answers[1])


def test_the_command_lists_faults_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line of figures; the wrong rows only with --faults."""
    path = _table(tmp_path / "t.csv", "They met on Monday.,,Monday,2021-12-14,2021-12-14,,")
    assert main([str(path)]) == 0
    assert capsys.readouterr().out == "rows 1 value 0.000 timex 1.000\n"
    main([str(path), "--faults"])
    assert "undated: They met on [Monday]." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("They met.,2021-12-15,Monday,,,,", "does not stand"),
        ("They met on Monday.,2021-13-15,Monday,,,,", "month"),
        ("They met on Monday.,,Monday,2021-12-13,,,", "isoformat"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, why: str) -> None:
    """The file and the line of a row that cannot be read."""
    with pytest.raises(GoldError, match=why) as caught:
        read_rows(_table(tmp_path / "t.csv", row))
    assert "t.csv:2" in str(caught.value)


def test_other_columns_are_refused(tmp_path: Path) -> None:
    """A table with other columns is no table of dates."""
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(GoldError, match="columns"):
        read_rows(path)
