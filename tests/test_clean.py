"""Decoding and tidying."""

from __future__ import annotations

import pytest

from detente.errors import ReadError
from detente.read.clean import decode, one_line, tidy

WORDS = "Kyiv’s envoy said “no” – naïvely"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_decode_finds_the_encoding(encoding: str) -> None:
    assert decode(WORDS.encode(encoding), "a.txt") == WORDS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_decode_finds_utf16_without_a_mark(encoding: str) -> None:
    assert decode("The envoy said no.".encode(encoding), "a.txt") == "The envoy said no."


@pytest.mark.parametrize(("label", "codec"), [("windows-1251", "cp1251"), ("Shift_JIS", "cp932")])
def test_decode_believes_a_meta_charset(label: str, codec: str) -> None:
    word = "Москва" if codec == "cp1251" else "東京"
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={label}"><p>{word}'
    assert word in decode(page.encode(codec), "a.html")


def test_decode_believes_utf8_over_a_wrong_charset() -> None:
    assert "Kyiv’s" in decode('<meta charset="latin-1"><p>Kyiv’s'.encode(), "a.html")


def test_decode_survives_an_unknown_charset() -> None:
    assert "é" in decode('<meta charset="x-martian"><p>é'.encode("cp1252"), "a.html")


def test_decode_keeps_utf8_with_one_bad_byte() -> None:
    text = decode("“Nein”, sagte Müller".encode() + b"\xff" + "über Köln".encode(), "a.txt")
    assert "Müller" in text and "Köln" in text


@pytest.mark.parametrize("raw", [b"PK\x03\x04abc", b"%PDF-1.7", b"\x1f\x8b\x08", b"\x00\x01" * 900])
def test_decode_refuses_what_is_no_text(raw: bytes) -> None:
    with pytest.raises(ReadError, match=r"a\.bin"):
        decode(raw, "a.bin")


def test_decode_refuses_large_files() -> None:
    with pytest.raises(ReadError, match="larger than"):
        decode(b"a" * 21_000_000, "a.txt")


def test_tidy_takes_out_what_cannot_be_seen() -> None:
    assert tidy("\ufeffT\u00adalks\u200f fai\u202eled\x00\u2066.") == "Talks failed."


def test_tidy_makes_one_sort_of_space_and_line_end() -> None:
    assert tidy("a\u00a0 b\tc\r\nd\re\u2028f ") == "a b c\nd\ne\nf"


def test_tidy_composes_accents() -> None:
    assert tidy("Orba\u0301n") == "Orbán"


def test_one_line() -> None:
    assert one_line(" a\n b ") == "a b"
