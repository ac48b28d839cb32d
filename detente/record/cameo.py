"""Where the exports get CAMEO codes from."""

from __future__ import annotations

from importlib import import_module


def cameo_of(event_type: str, mode: str) -> tuple[str, float]:
    """The CAMEO code (leading zeros kept) and its Goldstein value for a type and mode."""
    found: tuple[str, float] = import_module("detente.events.cameo").cameo_of(event_type, mode)
    return found
