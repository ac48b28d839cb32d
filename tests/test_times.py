"""Times of publication."""

from __future__ import annotations

from datetime import date

import pytest

from detente.read.times import day_in_address, read_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-12-15", "2021-12-15"),
        ("December 15, 2021", "2021-12-15"),
        ("Wednesday, 15th of December 2021", "2021-12-15"),
        ("15/12/2021", "2021-12-15"),
        ("12/15/2021", "2021-12-15"),
        ("15.12.2021", "2021-12-15"),
        ("20211215", "2021-12-15"),
        ("2021-12-15T14:03:00Z", "2021-12-15T14:03:00+00:00"),
        ("2021-12-15T23:30:00-0500", "2021-12-15T23:30:00-05:00"),
        ("2021-12-15 14:03:00.123456+03:00", "2021-12-15T14:03:00.123456+03:00"),
        ("20211215T140300Z", "2021-12-15T14:03:00+00:00"),
        ("Wed, 15 Dec 2021 14:03:00 +0300", "2021-12-15T14:03:00+03:00"),
        ("15 Dec 2021 14:03 GMT", "2021-12-15T14:03:00+00:00"),
        ("Dec. 15, 2021, 2:03 p.m. ET", "2021-12-15T14:03:00-05:00"),
        ("July 4, 2021 at 12:15 AM EDT", "2021-07-04T00:15:00-04:00"),
        ("Wed 15 Dec 2021 14.03 GMT", "2021-12-15T14:03:00+00:00"),
        ("15 December 2021, 14:03 (GMT+3)", "2021-12-15T14:03:00+03:00"),
        ("15 December 2021 14:03 MSK", "2021-12-15T14:03:00+03:00"),
        ("15 December 2021 14:03 IST", "2021-12-15T14:03:00"),
    ],
)
def test_read_time(text: str, expected: str) -> None:
    moment = read_time(text)
    assert moment is not None
    assert (moment.at or moment.day).isoformat() == expected
    assert moment.day.isoformat() == expected[:10]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021-02-30",
        "31 June 2020",
        "03/04/2021",
        "2021-12-15T25:00",
        "0000-01-01",
        "9999-01-01",
        "December 2021",
        "Wednesday",
        "15 December",
        "2021-12-15 and more",
        "1/1/1/1/1",
        "99999999",
    ],
)
def test_no_time(text: str) -> None:
    assert read_time(text) is None


def test_day_in_address() -> None:
    assert day_in_address("https://example.org/2021/12/15/talks-fail") == date(2021, 12, 15)
    assert day_in_address("https://example.org/news/2021-02-31/a") is None
    assert day_in_address("https://example.org/2021/dec/15/a") == date(2021, 12, 15)
    assert day_in_address("https://example.org/123/45/6789") is None
