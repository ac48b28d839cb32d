"""Addresses: one form for one page."""

from __future__ import annotations

import pytest

from detente.read.address import canonical, find_address, host_of, is_page, key


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Example.ORG/A/?utm_source=x&id=3#top", "https://example.org/A?id=3"),
        ("http://example.org:80/a/", "http://example.org/a"),
        ("https://example.org/?fbclid=1&gclid=2", "https://example.org"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("https://web.archive.org/web/2021/http:/example.org/a", "http://example.org/a"),
        ("https://www-x-org.cdn.ampproject.org/c/s/example.org/a", "https://example.org/a"),
        ("https://example.org:8080/a", "https://example.org:8080/a"),
        ("mailto:a@example.org", None),
        ("https://", None),
        ("http://[::1", None),
        ("https://example.org:99999/a", None),
        ("no address", None),
    ],
)
def test_canonical(url: str, expected: str | None) -> None:
    assert canonical(url) == expected


def test_key_joins_the_addresses_of_one_page() -> None:
    same = {
        key("http://www.example.org/a/?b=2&a=1"),
        key("https://example.org/a?a=1&b=2&utm_medium=feed"),
        key("https://m.example.org/a?b=2&a=1#c"),
    }
    assert len(same) == 1
    assert key("https://example.org/a?cid=1") != key("https://example.org/a?cid=2")


def test_find_address_leaves_the_sentence_its_full_stop() -> None:
    assert find_address("See <https://example.org/a>.") == "https://example.org/a"
    assert find_address("See https://example.org/a.") == "https://example.org/a"
    assert find_address("none") is None


def test_host_of_and_is_page() -> None:
    assert host_of("HTTPS://News.Example.org:443/x") == "news.example.org"
    assert host_of("example.org/x") == "example.org"
    assert is_page("https://example.org/a") and not is_page("https://example.org/")
