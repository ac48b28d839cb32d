"""Towns that the other tables leave out, found by name in a sorted file."""

from __future__ import annotations

from functools import lru_cache

from detente.actors.names import normalise, slug
from detente.actors.sorted_table import rows_of
from detente.actors.tables import DATA, Entry, Match

SCORE = 0.6


@lru_cache(maxsize=4096)
def town(name: str) -> Match | None:
    """The town of this name, which must begin with a capital."""
    if not name[:1].isupper() or len(name) < 3:
        return None
    for key, written, country, *_ in rows_of(DATA / "cities.csv", normalise(name)):
        entry = Entry(f"place:{slug(key)}:{country.lower()}", written or name, "place", country, "")
        return Match(entry, "city", SCORE)
    return None


def coordinates(key: str) -> tuple[float, float] | None:
    """Latitude and longitude of a town, by the key of its entry."""
    if not key.startswith("place:"):
        return None
    for row in rows_of(DATA / "cities.csv", key.split(":")[1].replace("-", " ")):
        if row[3] and row[2].lower() == key.rpartition(":")[2]:
            return float(row[3]), float(row[4])
    return None
