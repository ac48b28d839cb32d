"""Builds `actors/data/roles.csv`: role nouns to sectors and offices.

    python scripts/build_roles.py --agents PLOVER_agents.txt

Our own rows (scripts/roles_own.csv) come first; the single words and short phrases of the
PLOVER agents file (MIT, Open Event Data Alliance) fill up what they do not hold. Words that
name a thing, a place or an event rather than somebody are left out.
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path

HERE = Path(__file__).parent
TABLE = HERE.parent / "detente" / "actors" / "data" / "roles.csv"
ENTRY = re.compile(r"^([A-Z][A-Z_'\-]*?)_?\s*(?:\{[^}]*\})?\s*\[~([A-Z]+)\]")
SECTORS = (
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP REL "
    "SOC NGO IGO"
).split()
RENAMED = {"JRN": "MED", "MED": "HLH"}  # theirs is medical
THINGS = frozenset(
    (
        "city town village capital province settlement state sovereign governance revolt "
        "rebellion uprising insurgence insurgency religion blog website telecom publication "
        "jetliner airliner tanker freighter containership supertanker jumbojet diet chamber "
        "native ordinary naturalized neighborhood neighbourhood airway aerospace prison "
        "phalanx echelon kfir mig actor consistory barracks katushya hmmwv humvee assemblage "
        "assemblies colony archdiocese diocese christian jewish islamic anglican unitarian "
        "hebrew sunni shia shiite muslim moslem buddhist hindu maronite maffia waiter "
        "waitress singer rapper athlete artist state-owned industry oiler bargainer boss "
        "chief individuals representative representatives intelligence military naval bomber "
        "carrier destroyer cruiser corvette frigate ensign general generals community family "
        "tv television rabble infant mother defense defence counsel principal ambulance "
        "missile gunship helicopter rocket manafacture kindergarden goods promulgator "
        "surrogate "
    ).split()
)
BODIES = re.compile(
    r"(ministry|army|force|forces|police|court|parliament|government|council|party|company|bank|"
    r"agency|committee|commission|union|office|department|service|group|organization|embassy|"
    r"navy|guard|media|press|hospital|school|university|church|association|assembly|congress)$"
)


def agents(path: Path) -> list[tuple[str, str]]:
    """(words, sector) of the agents file, without things and placeholders."""
    out = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        found = ENTRY.match(line)
        if not found:
            continue
        words = found[1].replace("_", " ").strip().lower()
        sector = next((s for s in SECTORS if found[2].startswith(s)), "")
        last = words.split()[-1] if words else ""
        if sector and words and len(words) > 2 and last not in THINGS and len(words.split()) < 4:
            out.append((words, RENAMED.get(sector, sector)))
    return out


def main() -> None:
    """Write the table, sorted within its two sources, the same bytes for the same input."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--agents", type=Path, required=True)
    known: set[str] = set()
    rows: list[list[str]] = []
    with (HERE / "roles_own.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = [row["words"], *filter(None, row["aliases"].split(";"))]
            known.update(names)
            rows.append(
                [names[0], ";".join(names[1:]), row["sector"], row["office"], row["person"], "own"]
            )
    for words, sector in sorted(set(agents(options.parse_args().agents))):
        if words not in known:
            known.add(words)
            person = "0" if BODIES.search(words) else "1"
            rows.append([words, "", sector, "", person, "PLOVER agents (MIT)"])
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["words", "aliases", "sector", "office", "person", "source"])
        writer.writerows(rows)


if __name__ == "__main__":
    main()
