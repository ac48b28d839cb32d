"""Bylines and datelines."""

from __future__ import annotations

import pytest

from detente.read.bylines import read_byline, read_dateline

LEAD = "The president said on Friday that he would not come."


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("KYIV, Jan 14 (Reuters) - ", "reuters"),
        ("LONDON/KYIV, Jan 14 (Reuters) - ", "reuters"),
        ("KYIV, Ukraine (AP) — ", "associated-press"),
        ("Washington (AFP) - ", "afp"),
        ("(Reuters) - ", "reuters"),
        ("BEIJING, Jan. 14 (Xinhua) -- ", "xinhua"),
        ("SEOUL, Jan. 14 (Yonhap) -- ", "yonhap"),
        ("MOSCOW, January 14. /TASS/. ", "tass"),
        ("Kyiv. 14 January. Interfax-Ukraine - ", "interfax-ukraine"),
        ("WASHINGTON — ", None),
        ("ANKARA: ", None),
        ("Brussels, 14 January 2022 - ", None),
        ("Kyiv — ", None),
    ],
)
def test_datelines(dateline: str, agency: str | None) -> None:
    found = read_dateline(dateline + LEAD)
    assert found is not None
    assert (found.agency.id if found.agency else None) == agency
    assert (dateline + LEAD).startswith(found.words)


@pytest.mark.parametrize(
    "start",
    [
        "Ukraine — long a friend of Russia — said: ",
        "Putin (Reuters) said: ",
        "NATO - the pact - ",
        "",
        "Talks: ",
        "BREAKING — ",
        "The minister (67) - ",
        "Norland (the north) — ",
    ],
)
def test_no_datelines(start: str) -> None:
    assert read_dateline(start + LEAD) is None


@pytest.mark.parametrize(
    ("line", "authors", "agency"),
    [
        ("By Jane Doe", ["Jane Doe"], None),
        ("BY JANE DOE AND JOHN ROE", ["Jane Doe", "John Roe"], None),
        ("By Jane Doe, John Roe and Ana de Souza", ["Jane Doe", "John Roe", "Ana de Souza"], None),
        ("By Reuters", [], "reuters"),
        ("By Jane Doe, The Associated Press", ["Jane Doe"], "associated-press"),
        ("By Andrew Test in Moscow", ["Andrew Test"], None),
        ("By Jane Doe, Senior Correspondent", ["Jane Doe"], None),
        ("By Staff Writer", [], None),
        ("Author: Maria von der Test", ["Maria von der Test"], None),
        ("By Jane Doe | AFP", ["Jane Doe"], "afp"),
        ("By The Moscow Times", [], None),
    ],
)
def test_bylines(line: str, authors: list[str], agency: str | None) -> None:
    found = read_byline(line)
    assert found is not None
    assert list(found.authors) == authors
    assert (found.agency.id if found.agency else None) == agency


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, the talks had failed.",
        "By force or by treaty",
        "Jane Doe",
        "By then it was over",
        "By 2025 the fleet will have doubled",
        "By " + "Jane Doe and " * 50 + "John Roe",
    ],
)
def test_no_bylines(line: str) -> None:
    assert read_byline(line) is None
