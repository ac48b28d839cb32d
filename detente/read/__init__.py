"""Bytes to Reports: HTML, saved text, Markdown and JSON Lines."""

from __future__ import annotations

from .outlets import all_outlets, find_outlet
from .report import guess_kind, read_bytes, read_path, read_paths, source_files

__all__ = [
    "all_outlets",
    "find_outlet",
    "guess_kind",
    "read_bytes",
    "read_path",
    "read_paths",
    "source_files",
]
