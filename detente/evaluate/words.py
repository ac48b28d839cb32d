"""The closed lists of the codebook that gold is checked against, and the marker words."""

from __future__ import annotations

import re

MODES: dict[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        *("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport"),
        *("withhold", "misinformation", "cyber"),
    ),
    "ASSAULT": (
        *("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive"),
        *("firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons"),
        *("crowd-control", "unconventional"),
    ),
    "STATE": ("deny", "confirm", "comment", "decline"),
}
TYPES: tuple[str, ...] = tuple(MODES)
STATUSES: tuple[str, ...] = (
    *("actual", "planned", "possible"),
    *("conditional", "negated", "denied"),
)
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
