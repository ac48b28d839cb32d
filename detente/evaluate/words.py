"""The closed lists of the codebook that gold is checked against, and the marker words."""

from __future__ import annotations

import re

from detente.events import entries

MODES: dict[str, tuple[str, ...]] = {kind: entries.MODES.get(kind, ()) for kind in entries.QUADS}
TYPES: tuple[str, ...] = tuple(MODES)
STATUSES: tuple[str, ...] = entries.STATUSES
SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types whose acts have both sides as source and target: a match in either order is right."""

STATELESS = frozenset({"IGO", "NGO", "MNC", "IMG"})
"""Codes that say what kind of organisation it is, not which one."""

COUNTRY = re.compile(r"[A-Z]{3}")

MARKERS: tuple[tuple[str, ...], ...] = (
    ("in", "return", "for"),
    ("in", "exchange", "for"),
    ("on", "condition", "that"),
    ("on", "the", "condition", "that"),
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("only", "if"),
    ("even", "if"),
    ("provided", "that"),
    ("providing", "that"),
    *((word,) for word in ("that", "to", "if", "unless", "should", "until", "till", "provided")),
    *((word,) for word in ("providing", "pending", "once", "whether", "against", "of", "for")),
)
"""Words that open a content or a condition and are no part of it, longest first."""
