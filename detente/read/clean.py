"""Bytes to characters, and characters to clean text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

from ..errors import ReadError

MAX_BYTES = 20_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Files that are no text at all, by their first bytes.
_BINARY = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a rich text file"),
    (b"\xd0\xcf\x11\xe0", "an Office file"),
)
_CHARSET = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# What browsers read these labels as (WHATWG Encoding Standard).
_ALIASES = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
}
# Soft hyphen, zero-width signs, bidirectional marks and isolates, invisible operators, BOM.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
_DROP = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_INVISIBLE}\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(raw: bytes, name: str, *, limit: int = MAX_BYTES) -> str:
    """The characters of `raw`: byte order mark, declared charset, UTF-8, then Windows-1252.

    Raises ReadError for a file over `limit` bytes and for one that is no text.
    """
    if len(raw) > limit:
        raise ReadError(f"larger than {limit // 1_000_000} MB", name)
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    for magic, what in _BINARY:
        if raw.startswith(magic):
            raise ReadError(f"is {what}, not text", name)
    wide = _wide(raw)
    if wide:
        text = raw.decode(wide, errors="replace")
        _refuse_noise(text, name)
        return text
    if raw[:8192].count(0) > max(8, len(raw[:8192]) // 20):
        raise ReadError("is binary, not text", name)
    text = _narrow(raw)
    _refuse_noise(text, name)
    return text


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of plain English is then zero."""
    head = raw[:4096]
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _narrow(raw: bytes) -> str:
    """Text in a superset of ASCII; a UTF-8 text with a few bad bytes stays UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(raw)
    if declared and declared != "utf-8":
        text = raw.decode(declared, errors="replace")
        if text.count("\ufffd") * 50 <= len(text):
            return text
    text = raw.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for byte in raw if byte >= 0xC2) - bad
    if good > bad:
        return text
    return raw.decode("cp1252", errors="replace")


def _declared(raw: bytes) -> str | None:
    """The codec that the first kilobytes declare, None where there is none of that name."""
    found = _CHARSET.search(raw[:4096])
    if not found:
        return None
    label = (found[1] or found[2]).decode("ascii", errors="ignore").lower()
    return _codec(_ALIASES.get(label, label))


@cache
def _codec(label: str) -> str | None:
    """The name of a text codec over ASCII, or None (`utf-16` in a meta tag is a lie)."""
    if label.startswith(("utf-16", "utf-32", "utf-7", "utf_16", "utf_32", "utf_7")):
        return "utf-8"
    try:
        info = codecs.lookup(label)
        return info.name if codecs.decode(b"<a>", info.name) == "<a>" else None
    except (LookupError, ValueError, TypeError):
        return None


def _refuse_noise(text: str, name: str) -> None:
    """Raise ReadError where a twentieth of the first characters are controls or undecodable."""
    head = text[:8192]
    odd = sum(1 for sign in head if sign == "\ufffd" or (sign < " " and sign not in "\t\n\r\f\v"))
    if odd > max(8, len(head) // 20):
        raise ReadError("is binary, not text", name)


def tidy(text: str) -> str:
    """`text` in NFC with `\\n` line ends, single spaces, and nothing invisible in it.

    >>> tidy("Kyiv\\u200b  said\\u00a0no\\r\\nToday\\x00")
    'Kyiv said no\\nToday'
    """
    text = _SURROGATE.sub("\ufffd", text)
    text = _BREAKS.sub("\n", text)
    text = _DROP.sub("", text)
    text = _SPACES.sub(" ", text)
    text = re.sub(" ?\n ?", "\n", text)
    return unicodedata.normalize("NFC", text).strip()


def one_line(text: str) -> str:
    """`text` tidied, with every line break made a space."""
    return tidy(text).replace("\n", " ").strip()


def encodable(text: str) -> str:
    """`text` of the same length, with lone surrogates replaced, so that it can be stored."""
    return _SURROGATE.sub("\ufffd", text)
