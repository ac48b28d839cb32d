"""Builds the generated tables of actors from the fact tables, the same bytes each time.

    python scripts/build_actors.py --facts FOLDER

FOLDER holds officeholders.csv.gz, persons.csv.gz, country-codes.csv, io_membership.csv and
ucdp-actor-221.csv; the terms and memberships kept by hand are in facts/. Written are
officeholders.csv, people.csv, memberships.csv and armed_groups.csv beside the tables kept by
hand in detente/actors/data (roles.csv: build_roles.py), and what they cover and leave in doubt
into docs/. What is wrong in the source is set right in actor_corrections.csv, a row and a
reason each.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

import actor_conflicts
import actor_coverage
from actor_people import people, with_ids
from actor_terms import (
    Held,
    Ledger,
    build_officeholders,
    columns_of,
    read_csv,
    terms_by_hand,
    write_csv,
)

from detente.actors.index import SOURCES
from detente.actors.names import normalise
from detente.actors.shipped import PEOPLE_COLUMNS, TERM_COLUMNS, person_key

ROOT = Path(__file__).parents[1]
DATA = ROOT / "detente" / "actors" / "data"
HAND = ROOT / "facts"
CORRECTIONS = Path(__file__).parent / "actor_corrections.csv"
DOCS = ROOT / "docs"
_SHORT = {words: short for short, words in SOURCES.items()}


# --- memberships, armed groups, agents ------------------------------------------------


_FACTBOOK = {
    "UN": "UN", "AU": "AU", "OAS": "OAS", "OSCE": "OSCE", "IAEA": "IAEA", "WTO": "WTO",
    "IMF": "IMF", "IBRD": "WB", "OIC": "OIC", "ICCt": "ICC", "COMESA": "COMESA", "OECD": "OECD",
    "APEC": "APEC", "PIF": "PIF", "Caricom": "CARICOM", "CELAC": "CELAC", "NAM": "NONALIGNED",
    "G-77": "G77", "Interpol": "INTERPOL", "OPCW": "OPCW", "UNESCO": "UNESCO", "WHO": "WHO",
    "C": "COMMONWEALTH", "AMU": "AMU", "IEA": "IEA", "FATF": "FATF", "EBRD": "EBRD", "ADB": "ADB",
    "AfDB": "AFDB", "Pacific Alliance": "PACIFICALLIANCE", "UNASUR": "UNASUR", "ILO": "ILO",
}  # fmt: skip


def build_memberships(facts: Path, hand: Path) -> list[tuple[str, ...]]:
    """Organisation, state, start, stop, source: by hand first, the source where we are silent."""
    by_hand = read_csv(hand / "memberships.csv")
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


def build_terms(facts: Path, data: Path, by_hand: Path, ledger: Ledger) -> list[Held]:
    """Write the terms, those by hand first, and their people."""
    hand = terms_by_hand(by_hand / "terms")
    held = build_officeholders(facts, hand, read_csv(CORRECTIONS), ledger)
    terms = [*with_ids(hand, held, read_csv(data / "persons.csv")), *held]
    table = ([_cell(term, column) for column in TERM_COLUMNS] for term in terms)
    write_csv(data / "officeholders.csv", TERM_COLUMNS, table)
    rows = [*people(terms)]
    write_csv(data / "people.csv", PEOPLE_COLUMNS, rows)
    print(f"officeholders.csv: {len(terms)}, {len(hand)} of them by hand; people.csv: {len(rows)}")
    return terms


def _cell(term: Held, column: str) -> str:
    if column == "key":
        return person_key(term.qid, term.person)
    if column == "source":
        return _SHORT.get(term.source, term.source)
    return str(getattr(term, column))


def build_all(facts: Path, data: Path = DATA, docs: Path = DOCS, by_hand: Path = HAND) -> None:
    """Write the generated tables of `data`, and the reports on them into `docs`."""
    ledger = Ledger()
    terms = build_terms(facts, data, by_hand, ledger)
    table: Iterable[Iterable[str]]
    for name, columns, table in (
        ("memberships.csv", by_hand / "memberships.csv", build_memberships(facts, by_hand)),
        ("armed_groups.csv", data / "organisations.csv", build_armed_groups(facts, data)),
    ):
        rows = [*table]
        write_csv(data / name, columns_of(columns), rows)
        print(f"{name}: {len(rows)}")
    states = actor_coverage.states_of(read_csv(data / "memberships.csv"))
    pages = {
        "actors_coverage.md": actor_coverage.page(terms, states),
        "actors_conflicts.md": actor_conflicts.page(terms, ledger),
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
