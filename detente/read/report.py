"""Bytes to Reports: guesses what a file is, and hands it to the reader of that kind."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ReadError
from .clean import MAX_BYTES, decode
from .lines import MAX_LINE, read_lines, read_objects
from .saved import read_saved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..types import Report

KINDS = ("html", "text", "markdown", "jsonl")
SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(
    rb"</?(?:p|div|span|article|section|h[1-6]|a|meta|script)\b[^<>]*>", re.IGNORECASE
)


def read_bytes(raw: bytes, name: str, kind: str | None = None) -> Iterator[Report | ReadError]:
    """The Reports in `raw`, and a ReadError in place of each that cannot be read.

    `kind` is html, text, markdown or jsonl; None guesses it from name and content. Only
    JSON Lines hold more than one report. Raises ReadError for an unknown `kind`.
    """
    if kind is not None and kind not in KINDS:
        raise ReadError(f"unknown kind {kind!r}, not one of {', '.join(KINDS)}", name)
    found = kind or guess_kind(raw, name)
    if found == "jsonl":
        objects = read_objects(raw, name) if name.lower().endswith(".json") else None
        yield from objects if objects is not None else read_lines(_split(raw), name)
        return
    try:
        text = decode(raw, name)
        if not text.strip():
            raise ReadError("is empty", name)
        yield _read_page(text, name) if found == "html" else read_saved(text, name)
    except ReadError as error:
        yield error


def read_path(path: Path) -> Iterator[Report | ReadError]:
    """The Reports of one file; JSON Lines are read line by line, whatever the file's size."""
    name = str(path)
    try:
        if path.suffix.lower() in {".jsonl", ".ndjson"}:
            with path.open("rb") as stream:
                yield from read_lines(_limited(stream), name)
            return
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        yield ReadError(error.strerror or "cannot be opened", name)
        return
    yield from read_bytes(raw, name)


def read_paths(paths: Iterable[Path]) -> Iterator[Report | ReadError]:
    """The Reports of files and folders, in the order of `source_files`."""
    for path in paths:
        if not path.exists():
            yield ReadError("no such file or folder", str(path))
            continue
        for file in source_files((path,)):
            yield from read_path(file)


def source_files(paths: Iterable[Path]) -> list[Path]:
    """The files of a reading: those named, and under folders those of a known suffix, sorted.

    Hidden files and folders are passed over; a file is named once; links to folders are
    not followed.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files.extend(sorted(_walk(path)))
        elif path.exists():
            files.append(path)
    return list(dict.fromkeys(files))


def guess_kind(raw: bytes, name: str) -> str:
    """The kind of a file by its content where that is plain, else by its suffix, else text."""
    head = raw[:65536]
    suffix = SUFFIXES.get(Path(name).suffix.lower())
    if suffix == "jsonl":
        return suffix
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if suffix:
        return suffix
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if re.match(rb'\{\s*"', first):
        return "jsonl"
    if first[:1] == b"<" and len(_TAGS.findall(head)) >= 3:
        return "html"
    return "text"


def _read_page(text: str, name: str) -> Report:
    # Imported late: the HTML library takes a second that other kinds need not wait for.
    from .page import read_page

    return read_page(text, name)


def _split(raw: bytes) -> Iterator[bytes]:
    yield from io.BytesIO(raw)


def _limited(stream: Iterable[bytes] | io.BufferedReader) -> Iterator[bytes]:
    """Lines of a stream, none held beyond the limit (the rest of a longer one is dropped)."""
    assert isinstance(stream, io.BufferedReader)
    while line := stream.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            while (more := stream.readline(MAX_LINE)) and not more.endswith(b"\n"):
                pass
        yield line


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        elif path.is_file() and path.suffix.lower() in SUFFIXES:
            yield path
