"""Packs the large tables of actors into the wheel; in the source tree they stay plain text.

`detente.actors.tables.content` reads either form.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKED = ("lesser.csv", "cities.csv", "officeholders.csv", "people.csv")


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg, misc]
    """Puts `name.csv.gz` into a wheel for each of the tables, which the wheel leaves out plain."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the packed tables, the same bytes each time, and name them to the builder."""
        if version == "editable":
            return
        root = Path(self.root)
        folder = Path(self.directory) / "packed"
        folder.mkdir(parents=True, exist_ok=True)
        for name in PACKED:
            plain = root / "detente" / "actors" / "data" / name
            packed = folder / f"{name}.gz"
            packed.write_bytes(gzip.compress(plain.read_bytes(), 9, mtime=0))
            build_data["force_include"][str(packed)] = f"detente/actors/data/{name}.gz"
