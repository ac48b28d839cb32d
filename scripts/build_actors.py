"""Builds the generated tables of actors from the fact tables, the same bytes each time.

    python scripts/build_actors.py --facts FOLDER

FOLDER holds officeholders.csv.gz, persons.csv.gz, country-codes.csv, io_membership.csv and
ucdp-actor-221.csv. Written are officeholders.csv, memberships.csv and armed_groups.csv beside
the tables kept by hand in detente/actors/data (roles.csv: build_roles.py), and what they cover
and leave in doubt into docs/. What is wrong in the source is set right in
actor_corrections.csv, a row and a reason each.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

import actor_conflicts
import actor_coverage
from actor_terms import (
    Held,
    Ledger,
    build_officeholders,
    columns_of,
    read_csv,
    read_terms,
    write_csv,
)

from detente.actors.names import normalise, skeleton, surnames
from detente.actors.shipped import FORM_COLUMNS, OFFICE_COLUMNS, terms_by_hand

DATA = Path(__file__).parents[1] / "detente" / "actors" / "data"
CORRECTIONS = Path(__file__).parent / "actor_corrections.csv"
DOCS = Path(__file__).parents[1] / "docs"


# --- memberships, armed groups, agents ------------------------------------------------


_FACTBOOK = {
    "UN": "UN", "AU": "AU", "OAS": "OAS", "OSCE": "OSCE", "IAEA": "IAEA", "WTO": "WTO",
    "IMF": "IMF", "IBRD": "WB", "OIC": "OIC", "ICCt": "ICC", "COMESA": "COMESA", "OECD": "OECD",
    "APEC": "APEC", "PIF": "PIF", "Caricom": "CARICOM", "CELAC": "CELAC", "NAM": "NONALIGNED",
    "G-77": "G77", "Interpol": "INTERPOL", "OPCW": "OPCW", "UNESCO": "UNESCO", "WHO": "WHO",
    "C": "COMMONWEALTH", "AMU": "AMU", "IEA": "IEA", "FATF": "FATF", "EBRD": "EBRD", "ADB": "ADB",
    "AfDB": "AFDB", "Pacific Alliance": "PACIFICALLIANCE", "UNASUR": "UNASUR", "ILO": "ILO",
}  # fmt: skip


def build_memberships(facts: Path, data: Path) -> list[tuple[str, ...]]:
    """Organisation, state, start, stop, source: by hand first, the source where we are silent."""
    by_hand = read_csv(data / "memberships_hand.csv")
    told = {(row["org"], row["country"]) for row in by_hand}
    out = [(r["org"], r["country"], r["start"], r["stop"], r["source"]) for r in by_hand]
    for row in read_csv(facts / "io_membership.csv"):
        org, country = _FACTBOOK.get(row["org"]), row["country_iso3"]
        if org and (org, country) not in told and row["status"] == "member":
            stop = "" if row["last_seen"] >= "2025" else row["last_seen"]
            out.append((org, country, "", stop, "World Factbook (public domain)"))
    return sorted(set(out))


def build_armed_groups(facts: Path, data: Path) -> list[tuple[str, ...]]:
    """Organised armed groups of UCDP that the table kept by hand does not name."""
    countries = _country_names(data)
    known = _known_names(data)
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


def _country_names(data: Path) -> dict[str, str]:
    out = {}
    for row in read_csv(data / "countries.csv"):
        for name in (row["name"], *row["aliases"].split(";")):
            out[normalise(name)] = row["country"]
    return out


def _known_names(data: Path) -> set[str]:
    known = set()
    for table in ("countries", "organisations", "places", "groups", "persons"):
        for row in read_csv(data / f"{table}.csv"):
            for cell in ("name", "aliases", "adjectives", "demonyms", "epithets"):
                known.update(normalise(name) for name in (row.get(cell) or "").split(";"))
    known.discard("")
    return known


def _forms(held: Held) -> tuple[str, str, str]:
    """The key forms of a name, worked out here so that loading need not."""
    name = held.person
    return normalise(name), ";".join(surnames(name, held.country)), skeleton(name)


def build_all(facts: Path, data: Path = DATA, docs: Path = DOCS) -> None:
    """Write the generated tables of `data`, and the reports on them into `docs`."""
    ledger = Ledger()
    hand = [term for path in terms_by_hand(data) for term in read_terms(path)]
    held = build_officeholders(facts, hand, read_csv(CORRECTIONS), ledger)
    table: Iterable[Iterable[str]]
    table = ([*(getattr(h, c) for c in OFFICE_COLUMNS), *_forms(h)] for h in held)
    write_csv(data / "officeholders.csv", [*OFFICE_COLUMNS, *FORM_COLUMNS], table)
    print(f"officeholders.csv: {len(held)}")
    for name, template, table in (
        ("memberships.csv", "memberships_hand.csv", build_memberships(facts, data)),
        ("armed_groups.csv", "organisations.csv", build_armed_groups(facts, data)),
    ):
        rows = [*table]
        write_csv(data / name, columns_of(data / template), rows)
        print(f"{name}: {len(rows)}")
    states = actor_coverage.states_of(read_csv(data / "memberships.csv"))
    pages = {
        "actors_coverage.md": actor_coverage.page([*held, *hand], states),
        "actors_conflicts.md": actor_conflicts.page([*held, *hand], ledger),
    }
    for name, text in pages.items():
        (docs / name).write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write the generated tables and the reports on them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, required=True)
    build_all(parser.parse_args().facts)


if __name__ == "__main__":
    main()
