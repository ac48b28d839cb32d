"""Quotations with their speakers."""

from __future__ import annotations

from detente.types import Document, Quote


def find(document: Document) -> tuple[Quote, ...]:
    """All attributed words of a document."""
    return ()
