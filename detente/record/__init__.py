"""The record: one SQLite file that holds reports, their events and where each came from."""

from __future__ import annotations

from detente.record.query import Filter, Page, StoredEvent, StoredReport
from detente.record.store import Added, Record, Run

__all__ = ["Added", "Filter", "Page", "Record", "Run", "StoredEvent", "StoredReport"]
