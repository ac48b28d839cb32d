"""The build of the tables of office holders, on small fact tables made up for the purpose."""

from __future__ import annotations

import csv
import gzip
import sys
from pathlib import Path

import pytest

from detente.actors.tables import DATA

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))
import actor_conflicts
import actor_coverage
import actor_seats
import build_actors
from actor_people import people, with_ids
from actor_seats import one_seat
from actor_terms import Held, Ledger, build_officeholders, read_terms

HELD = "person,office_class,position,country_iso3,start,end,qid,source".split(",")
OLD, NEW = "peppercat2023(wikidata)", "peppercat-html2025"
FM = ("FM", "Minister of Foreign Affairs")
TRADE = ("FM", "Minister of Foreign Affairs and Foreign Trade")
HOME = ("other", "Minister of Home Affairs")
INTERIOR = ("other", "Minister of the Interior")
ROWS = (
    ("Sergey Ryabov", *FM, "NOR", "2001-02-03", "2004-05-06", "Q100", OLD),
    ("Sergei Riabov", *FM, "NOR", "2001-02-03", "2004-05-06", "Q900000", OLD),
    ("Ada Long", *FM, "NOR", "2004-05-06", "", "Q101", OLD),
    ("Bo Short", *FM, "NOR", "2015-06-07", "", "Q102", OLD),
    ("Cy Lost", *FM, "SWE", "2019", "2018", "Q103", OLD),
    ("Dee Bee", "DM", "Minister of Defence", "SWE", "2010-01-01", "2014-01-01", "Q104", OLD),
    ("Eve Ess", "DM", "Minister of Defence", "SWE", "2012-01-01", "2016-01-01", "Q105", OLD),
    ("Flo Seen", "DM", "Minister of Defence", "DNK", "2019-01-01", "2024-07-22", "Q106", NEW),
    ("Gil Next", "DM", "Minister of Defence", "DNK", "2023-03-01", "", "Q107", NEW),
    ("Hal Isle", "HOG", "Premier", "COK", "2010-01-01", "", "Q108", OLD),
    ("Ida Cat", *HOME, "ESP", "2010-12-29", "2012-12-27", "Q109", OLD),
    ("Jo Nat", *INTERIOR, "ESP", "2011-12-22", "2016-11-04", "Q110", OLD),
    ("Kit Free", "FM", "Minister of Foreign Affairs", "@ABKHAZIA", "2011-01-01", "", "Q111", OLD),
    ("Liv Trade", *TRADE, "JAM", "2012", "", "Q112", OLD),
    ("Mo Less", "other", "Minister of Finance", "FIN", "2001-01-01", "2003-04-17", "Q113", OLD),
    ("Ny Anon", *FM, "FIN", "2011-06-22", "2015-05-29", "", OLD),
    ("Oz Book", "HOS", "chief of state", "FIN", "2012-03-01", "", "", "cia-factbook.json"),
    ("Per Lead", "HOG", "Prime Minister", "JOR", "2013-01-01", "2015-01-01", "Q115", OLD),
)  # fmt: skip


def write(path: Path, columns: list[str], rows: object) -> None:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)  # type: ignore[call-overload]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    folder.mkdir()
    write(folder / "officeholders.csv.gz", HELD, ROWS)
    persons = [("Q114", "Ny Anon", "finland"), ("Q113", "Mo Less", "finland|world")]
    write(folder / "persons.csv.gz", ["qid", "name", "places"], persons)
    write(
        folder / "country-codes.csv",
        ["ISO3166-1-Alpha-3", "is_independent"],
        [(code, "Yes") for code in "NOR SWE DNK ESP FIN JAM JOR".split()] + [("COK", "No")],
    )
    write(
        folder / "io_membership.csv",
        ["country_iso3", "org", "status", "first_seen", "last_seen"],
        [(code, "UN", "member", "2015", "2026") for code in "NOR SWE DNK ESP FIN".split()],
    )
    write(
        folder / "ucdp-actor-221.csv",
        "ActorId Org NameOrigFullEng NameOrigFull NameData NameOrig Location".split(),
        [("9", "1", "Front of the Far Valley", "", "FFV", "", "Norway")],
    )
    return folder


def terms(facts: Path, hand: tuple[Held, ...] = ()) -> tuple[dict[str, Held], Ledger]:
    ledger = Ledger()
    held = build_officeholders(facts, [*hand], [], ledger)
    return {f"{term.person} {term.office}": term for term in held}, ledger


def by_hand(person: str, office: str, country: str, start: str, qid: str = "") -> Held:
    return Held(qid, person, office, "Minister", country, "", "GOV", start, "", "own")


# --- terms ----------------------------------------------------------------------------


def test_two_spellings_are_one_person(facts: Path) -> None:
    held, ledger = terms(facts)
    assert "Sergey Ryabov FM" in held and "Sergei Riabov FM" not in held
    assert ledger.dropped["the same person under another spelling"] == 1


def test_a_successor_closes_an_open_end(facts: Path) -> None:
    held, _ = terms(facts)
    assert held["Ada Long FM"].stop == "2015-06-07"
    assert held["Bo Short FM"].stop == ""


def test_a_successor_by_hand_closes_an_open_end(facts: Path) -> None:
    held, _ = terms(facts, (by_hand("Zed New", "FM", "NOR", "2021-10-14"),))
    assert held["Bo Short FM"].stop == "2021-10-14"


def test_an_end_that_was_only_seen_gives_way_to_the_next_start(facts: Path) -> None:
    held, _ = terms(facts)
    assert held["Flo Seen DM"].stop == "2023-03-01"


def test_governments_of_regions_and_islands_are_not_the_state(facts: Path) -> None:
    held, ledger = terms(facts)
    assert "Hal Isle HOG" not in held
    assert "Ida Cat IM" not in held and held["Jo Nat IM"].country == "ESP"
    assert held["Kit Free FM"].org == "ABKHAZIA"
    assert ledger.dropped["a region's minister filed under the state"] == 1


def test_a_foreign_minister_by_another_name(facts: Path) -> None:
    assert terms(facts)[0]["Liv Trade FM"].country == "JAM"


def test_a_finance_minister_before_2010_is_kept(facts: Path) -> None:
    assert terms(facts)[0]["Mo Less FIN"].stop == "2003-04-17"


def test_a_missing_id_is_found_by_name_and_state(facts: Path) -> None:
    assert terms(facts)[0]["Ny Anon FM"].qid == "Q114"


def test_a_portfolio_that_the_premier_holds(facts: Path) -> None:
    held = terms(facts)[0]["Per Lead DM"]
    assert (held.start, held.stop) == ("2013-01-01", "2015-01-01")
    assert held.position == "Prime Minister and Minister of Defence"


def test_a_row_by_hand_stands_in_place_of_the_source(facts: Path) -> None:
    for row in (
        by_hand("Bo Short", "FM", "NOR", "2015-06", "Q102"),
        by_hand("Bo Short", "FM", "NOR", "2015-06"),
    ):
        held, ledger = terms(facts, (row,))
        assert "Bo Short FM" not in held
        assert [told for _, told in ledger.told] == [row]


def test_a_later_term_of_the_same_person_is_not_the_one_told_by_hand(facts: Path) -> None:
    row = Held("Q102", "Bo Short", "FM", "", "NOR", "", "GOV", "2012", "2015-06-07", "own")
    held, _ = terms(facts, (row,))
    assert held["Bo Short FM"].start == "2015-06-07"


def test_corrections_apply_also_to_impossible_dates(facts: Path) -> None:
    rule = {"qid": "Q103", "office": "FM", "country": "SWE", "start": "2019", "column": "stop"}
    held = build_officeholders(facts, [], [rule | {"value": "2020", "why": ""}], Ledger())
    assert [term.stop for term in held if term.qid == "Q103"] == ["2020"]


def test_the_minister_of_the_economy_is_not_that_of_finance() -> None:
    def finance(person: str, position: str, qid: str) -> Held:
        return Held(qid, person, "FIN", position, "NOR", "", "GOV", "2001", "2004", "")

    economy = finance("A B", "Minister of the Economy", "Q1")
    both = [economy, finance("C D", "Minister of Finance", "Q2")]
    assert [term.office for term in actor_seats.one_finance(both, [])] == ["MIN", "FIN"]
    assert actor_seats.one_finance([economy], []) == [economy]


def test_a_deputy_of_two_seats_keeps_both() -> None:
    def deputy(position: str) -> Held:
        return Held("Q1", "A B", "DEPUTY-FM", position, "USA", "", "GOV", "2001", "2004", "")

    europe = deputy("Assistant Secretary of State for European Affairs")
    assert not one_seat(europe, deputy("Under Secretary of State for Arms Control"))
    assert one_seat(europe, deputy("Assistant Secretary for Europe and Eurasia"))
    assert one_seat(europe, deputy("Deputy Secretary of State"))
    assert one_seat(by_hand("A", "FM", "NOR", "2001"), by_hand("A", "FM", "NOR", "2001"))


# --- people ---------------------------------------------------------------------------


def test_a_term_by_hand_takes_the_one_item_of_the_name() -> None:
    bare = by_hand("Zed New", "FM", "NOR", "2021")
    same = by_hand("Zed New", "DM", "NOR", "2015", "Q5")
    other = by_hand("Zed New", "DM", "NOR", "2011", "Q6")
    abroad = by_hand("Zed New", "DM", "SWE", "2011", "Q6")
    assert [t.qid for t in with_ids([bare], [same, abroad])] == ["Q5"]
    assert [t.qid for t in with_ids([bare], [same, other])] == [""]
    person = {"qid": "", "name": "Zed Newman", "aliases": "Zed New", "country": "NOR"}
    assert [t.person for t in with_ids([bare], [], [person])] == ["Zed Newman"]
    assert [t.qid for t in with_ids([bare], [], [person | {"qid": "Q7"}])] == ["Q7"]


def test_a_person_is_told_once_and_once_more_for_another_name() -> None:
    rows = [
        by_hand("Ana Luz Vega", "FM", "PER", "2001", "Q1"),
        by_hand("Ana Luz Vega", "DM", "PER", "2004", "Q1"),
        by_hand("Ana Vega Ruiz", "DM", "PER", "2008", "Q1"),
    ]
    assert [*people(rows)] == [
        ("Q1", "ana luz vega", "vega;luz vega", "ana luz uega", "PER", "GOV", "Ana Luz Vega"),
        ("Q1", "ana vega ruiz", "ruiz;vega ruiz;vega", "ana uega ruiz", "", "", "Ana Vega Ruiz"),
    ]


# --- reports --------------------------------------------------------------------------


def test_conflicts_are_told(facts: Path) -> None:
    held, ledger = terms(facts)
    page = actor_conflicts.page([*held.values()], ledger)
    assert "Two people on one seat for more than 45 days: 1\n" in page
    assert "SWE DM: Dee Bee (Q104), 2010-01-01 to 2014-01-01; SWE DM: Eve Ess" in page
    assert "SWE FM: Cy Lost (Q103), 2019 to 2018: stops before it starts" in page
    assert "| of the Factbook, which has no ids and no exact dates | 1 |" in page


def test_the_same_item_under_two_names_and_old_open_ends_are_told() -> None:
    rows = [
        by_hand("Ann Old", "FM", "NOR", "2001", "Q1"),
        by_hand("Ann Other", "DM", "NOR", "2020", "Q1"),
    ]
    assert [*actor_conflicts.two_names(rows)] == ["Q1: Ann Old, Ann Other"]
    assert [*actor_conflicts.long_open(rows)] == ["NOR FM: Ann Old (Q1), 2001 to now"]


def test_a_handover_is_no_conflict() -> None:
    one = Held("Q1", "A B", "FM", "", "NOR", "", "GOV", "2001-01-01", "2005-02-10", "")
    two = Held("Q2", "C D", "FM", "", "NOR", "", "GOV", "2005-01-20", "2006-01-01", "")
    assert not [*actor_conflicts.two_on_one_seat([one, two])]


def test_coverage_counts_states_and_names_gaps(facts: Path) -> None:
    held, _ = terms(facts)
    coverage = actor_coverage.Coverage(held.values(), ["NOR", "SSD", "SWE"])
    gaps = dict(coverage.gaps("foreign"))
    assert gaps["NOR"] == [2000]
    assert gaps["SSD"][0] == 2012  # on 1 July 2011 it was a week from its independence
    page = actor_coverage.page([*held.values()], ["NOR", "SSD", "SWE"])
    assert "| 2002 | 2 | 0 | 1 | 0 | 0 | 0 | 0, 0, 0 | 0 |" in page


def test_an_organisation_without_a_head() -> None:
    post = actor_coverage.Post("Body", ("BODY",), "secretary")
    rows = [
        Held("", "A", "IO-HEAD", "Secretary", "IGO", "BODY", "", start, stop, "own")
        for start, stop in (("1999", "2004"), ("2006-01-01", ""))
    ]
    (gap,) = actor_coverage.post_gaps(rows, post, actor_coverage.date(2020, 1, 1))
    assert [day.isoformat() for day in gap] == ["2004-12-31", "2006-01-01"]


# --- the whole build ------------------------------------------------------------------


def test_the_build_writes_the_same_bytes_twice(facts: Path, tmp_path: Path) -> None:
    data, docs, hand = tmp_path / "data", tmp_path / "docs", tmp_path / "hand"
    for folder in (data, docs, hand / "terms"):
        folder.mkdir(parents=True)
    for name in "countries organisations places groups persons".split():
        columns = (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        (data / f"{name}.csv").write_text(columns + "\n", encoding="utf-8")
    write(hand / "memberships.csv", "org country start stop source".split(), [])
    row = by_hand("Zed New", "FM", "NOR", "2021-10-14")
    cells = [getattr(row, column) for column in Held.__slots__]
    write(hand / "terms" / "states.csv", [*Held.__slots__], [cells])
    written = []
    for _ in range(2):
        build_actors.build_all(facts, data, docs, hand)
        files = sorted(path for folder in (data, docs) for path in folder.glob("*.*"))
        written.append({path.name: path.read_bytes() for path in files})
    assert written[0] == written[1]
    assert {"actors_coverage.md", "actors_conflicts.md", "officeholders.csv"} <= set(written[0])
    assert b"Front of the Far Valley" in written[0]["armed_groups.csv"]
    terms = {term.person: term for term in read_terms(data / "officeholders.csv")}
    assert terms["Zed New"] == row
    assert terms["Bo Short"].qid == "Q102"
    assert b"p:zed-new,zed new,new,zed neu,NOR,GOV,Zed New\n" in written[0]["people.csv"]
