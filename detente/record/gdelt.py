"""Events in the shape of GDELT 2.0's event table: 61 columns, tab separated, no header.

One row for each pair of a source and a target (a pair of a symmetric act once). GDELT has
no column for status, so only what is told as `actual` is written; the rest is counted as
left out. An event without any day is left out too. A row is one event of one report:
mentions, sources and articles are 1. Tone is not measured and left empty, as are the places
of the actors; STATE is written under CAMEO's root 01, in quad class 1 as GDELT has it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import product
from types import MappingProxyType

from detente.record.cameo import cameo_of
from detente.record.plover import is_mutual
from detente.record.rows import days_of
from detente.record.shape import LeftOut
from detente.record.stored import StoredEvent
from detente.types import Actor, Participant, Place

COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(
        f"Actor{n}{name}"
        for n in (1, 2)
        for name in (
            *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode"),
            *("Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
        )
    ),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(
        f"{what}Geo_{name}"
        for what in ("Actor1", "Actor2", "Action")
        for name in (
            *("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code"),
            *("Lat", "Long", "FeatureID"),
        )
    ),
    *("DATEADDED", "SOURCEURL"),
)

_GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "NATO": "NAT",
        "UN": "UNO",
        "UNSC": "UNO",
        "EU": "EEC",
        "AU": "AFU",
        "ASEAN": "ASN",
        "OPEC": "OPC",
        "OSCE": "SCE",
        "IAEA": "IAE",
        "IMF": "IMF",
        "WTO": "WTO",
        "WHO": "WHO",
        "ICC": "ICC",
        "ICJ": "ICJ",
        "CIS": "CIS",
        "GCC": "GCC",
        "OAS": "OAS",
        "OIC": "OIC",
    }
)
"""CAMEO's known-group codes for the organisations whose code it is sure of."""

_NO_STATE = frozenset({"IGO", "NGO", "MNC", "IMG", "ISM", "GRP"})
Pair = tuple[Actor | None, Actor | None]

_EMPTY_GEO = ("0", "", "", "", "", "", "", "")
_CITY, _COUNTRY = "4", "1"


def render(stored: StoredEvent) -> tuple[str, ...] | LeftOut:
    """The event's lines, one for each pair of its actors."""
    rows = gdelt_rows(stored)
    if isinstance(rows, LeftOut):
        return rows
    return tuple("\t".join(_plain(cell) for cell in row) + "\n" for row in rows)


def gdelt_rows(stored: StoredEvent) -> tuple[tuple[str, ...], ...] | LeftOut:
    """The event's rows, each with the 61 `COLUMNS`."""
    event = stored.event
    if event.status != "actual":
        return LeftOut(f"status {event.status}")
    first, _ = days_of(event, stored.report)
    if not first:
        return LeftOut("no day")
    day = date.fromisoformat(first)
    return tuple(_row(stored, day, pair) for pair in _pairs(stored))


def _row(stored: StoredEvent, day: date, pair: Pair) -> tuple[str, ...]:
    event = stored.event
    code, goldstein = cameo_of(event.type, event.mode)
    geo = _geo(event.place)
    return (
        _number(stored, pair),
        *_dates(day),
        *_actor(pair[0]),
        *_actor(pair[1]),
        "1" if event.sentence.start < _lead_stop(stored) else "0",
        *(code, code[:3], code[:2], str(event.quad or 1), f"{goldstein:.1f}"),
        *("1", "1", "1", ""),
        *(_EMPTY_GEO + _EMPTY_GEO + geo),
        "".join(c for c in stored.added[:19] if c.isdigit()),
        stored.report.url or "",
    )


def _pairs(stored: StoredEvent) -> tuple[Pair, ...]:
    event = stored.event
    mutual = is_mutual(event.sources, event.targets)
    found: dict[tuple[str, ...], Pair] = {}
    for pair in product(_actors(event.sources), _actors(event.targets)):
        keys = tuple(one.key if one else "" for one in pair)
        if mutual and keys[0] == keys[1]:
            continue
        found.setdefault(tuple(sorted(keys)) if mutual else keys, pair)
    return tuple(found.values())


def _actors(side: tuple[Participant, ...]) -> tuple[Actor | None, ...]:
    return tuple(one.actor for one in side) or (None,)


def _number(stored: StoredEvent, pair: Pair) -> str:
    """A whole number that stays the same between exports and fits a double (52 bits)."""
    words = [stored.report.id, stored.event.id, *(one.key if one else "" for one in pair)]
    return str(int(sha256("\0".join(words).encode("utf-8", "replace")).hexdigest()[:13], 16))


def _dates(day: date) -> tuple[str, ...]:
    """SQLDATE, MonthYear, Year and FractionDate; the last as GDELT computes it."""
    fraction = day.year + ((day.month - 1) * 30 + day.day) / 365
    return (f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", f"{fraction:.4f}")


def _actor(actor: Actor | None) -> tuple[str, ...]:
    if actor is None:
        return ("",) * 10
    country = "" if actor.country in _NO_STATE or not actor.country else actor.country
    group = _GROUPS.get(actor.id or "", "")
    types = [actor.country if actor.country in _NO_STATE - {"GRP"} else "", actor.sector]
    types = [one for one in types if one]
    first, second = (*types, "", "")[:2]
    code = "".join((country, group, *types))
    return (code, actor.name.upper(), country, group, "", "", "", first, second, "")


def _geo(place: Place | None) -> tuple[str, ...]:
    if place is None:
        return _EMPTY_GEO
    found = place.lat is not None and place.lon is not None
    fips = _fips().get(place.country or "", "")
    return (
        _CITY if found else _COUNTRY,
        place.name,
        fips,
        fips,
        "",
        f"{place.lat:g}" if found else "",
        f"{place.lon:g}" if found else "",
        "",
    )


@cache
def _fips() -> Mapping[str, str]:
    """ISO 3166 alpha-3 to FIPS 10-4, which GDELT's places use (country-codes, PDDL)."""
    with files("detente.record").joinpath("fips.csv").open(encoding="utf-8") as lines:
        return MappingProxyType({row["country"]: row["fips"] for row in csv.DictReader(lines)})


def _lead_stop(stored: StoredEvent) -> int:
    """Where the lead ends: the first line of the body."""
    report = stored.report
    body = next((b.span for b in report.blocks if b.kind == "body"), None)
    start = body.start if body else 0
    stop = report.text.find("\n", start)
    return stop if stop >= 0 else len(report.text)


def _plain(cell: str) -> str:
    return " ".join(cell.replace("\0", "").split())
