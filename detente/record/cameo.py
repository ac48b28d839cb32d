"""CAMEO codes for the exports."""

from __future__ import annotations

from detente.events.cameo import cameo


def cameo_of(event_type: str, mode: str) -> tuple[str, float]:
    """The CAMEO code (leading zeros kept) and its Goldstein value for a type and mode."""
    found = cameo(event_type, mode)
    return found.code, found.goldstein
