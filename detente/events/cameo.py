"""PLOVER types and modes as CAMEO codes with Goldstein values, for exports in GDELT's shape.

The codes follow the PLOVER manual's map from CAMEO, read backwards (Open Event Data
Alliance, CC BY-SA 4.0); where several codes fold into one mode the broadest stands. The
values are Goldstein's as the CAMEO manual assigns them, from -10 (conflict) to 10.

    >>> cameo("CONSULT", "visit").code
    '042'
    >>> cameo("CONSULT", "visit").root
    '04'
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("cameo.csv")
_QUADS = ((5, 1), (8, 2), (13, 3), (20, 4))  # the last root of each of GDELT's quad classes


@dataclass(frozen=True, slots=True)
class Cameo:
    """One CAMEO code (two to four digits) and its Goldstein value."""

    code: str
    goldstein: float

    @property
    def root(self) -> str:
        """The first two digits: the root code."""
        return self.code[:2]

    @property
    def base(self) -> str:
        """The first three digits: the base code."""
        return self.code[:3]

    @property
    def quad(self) -> int:
        """GDELT's QuadClass of the root: 1 and 2 cooperation, 3 and 4 conflict, verbal first."""
        return next(quad for last, quad in _QUADS if int(self.root) <= last)


@cache
def table() -> Mapping[tuple[str, str], Cameo]:
    """Every (type, mode) with its code; the mode "" is the type without one."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return {
            (row["type"], row["mode"]): Cameo(row["code"], float(row["goldstein"]))
            for row in csv.DictReader(lines)
        }


def cameo(type_: str, mode: str = "") -> Cameo:
    """The code of a type and mode; of the type alone where the mode is unknown.

    Raises KeyError where there is no such type.
    """
    found = table().get((type_, mode))
    return found if found is not None else table()[type_, ""]
