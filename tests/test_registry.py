"""The registry: named facts that must hold, and how names are found."""

from __future__ import annotations

import time
from datetime import date

import pytest

from detente.actors import registry
from detente.actors.names import normalise, skeleton, surnames
from detente.actors.registry import Registry
from detente.actors.shipped import read_shipped
from detente.actors.tables import DATA, SECTORS, WITHOUT_STATE, first_day, last_day, rows

SEED_DAY = date(2021, 12, 15)


@pytest.fixture(scope="module")
def shipped() -> Registry:
    return registry.load()


def _keys(shipped: Registry, name: str) -> list[str]:
    return [match.entry.key for match in shipped.find(name)]


# --- names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("the United States", "United States"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("al-Qaeda", "Al Qaeda"),
        ("Erdoğan", "Erdogan"),
        ("Russia's", "Russia"),
        ("Sana'a", "Sanaa"),
    ],
)
def test_marks_make_no_difference(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Ryabkov", "Sergey Riabkov"),
        ("Yury Ushakov", "Yuri Ushakov"),
        ("Muammar Gaddafi", "Moammar Gadhafi"),
        ("Mohammed al-Bashir", "Muhammad Bashir"),
    ],
)
def test_transliterations_sound_alike(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_different_people_do_not_sound_alike() -> None:
    assert skeleton("Sergei Lavrov") != skeleton("Sergei Larov")


def test_surnames_follow_the_custom_of_the_country() -> None:
    assert surnames("Xi Jinping", "CHN") == ("xi",)
    assert surnames("Ursula von der Leyen", "DEU") == ("leyen", "von der leyen")
    assert surnames("Donald Trump Jr.", "USA") == ("trump",)


@pytest.mark.parametrize(
    ("name", "country", "shorts"),
    [
        ("Carlos Alvarado Quesada", "CRI", "quesada;alvarado quesada;alvarado"),
        ("Andrés Manuel López Obrador", "MEX", "obrador;lopez obrador;lopez"),
        ("José Luis Zapatero", "ESP", "zapatero;luis zapatero"),
        ("Óscar de la Vega", "ESP", "vega;de la vega"),
        ("Helle Thorning Schmidt", "DNK", "schmidt;thorning schmidt"),
    ],
)
def test_the_first_of_two_surnames(name: str, country: str, shorts: str) -> None:
    assert surnames(name, country) == tuple(shorts.split(";"))


def test_a_full_name_without_the_second_surname(shipped: Registry) -> None:
    assert shipped.find("Carlos Alvarado")[0].entry.name == "Carlos Alvarado Quesada"
    assert shipped.find("Enrique Peña")[0].entry.name == "Enrique Peña Nieto"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("U.S.", "USA"),
        ("US", "USA"),
        ("America", "USA"),
        ("British", "GBR"),
        ("Britons", "GBR"),
        ("Dutch", "NLD"),
        ("Iraqis", "IRQ"),
        ("Burma", "MMR"),
        ("DPRK", "PRK"),
        ("Kosovo", "XKX"),
        ("Soviet Union", "SUN"),
        ("NATO", "NATO"),
        ("Nato", "NATO"),
        ("the North Atlantic alliance", "NATO"),
        ("the West", "NATO"),
        ("Security Council", "UNSC"),
        ("Islamic State", "ISIS"),
        ("Daesh", "ISIS"),
        ("al Qaida", "ALQ"),
        ("Vladimir Vladimirovich Putin", "Q7747"),
        ("Joseph R. Biden Jr.", "Q6279"),
        ("Karen Donfried", "Q23772332"),
        ("Sergei Lavrov", "Q58217"),
    ],
)
def test_name_means(shipped: Registry, name: str, key: str) -> None:
    assert _keys(shipped, name)[0] == key


def test_old_and_new_spelling_are_one_place(shipped: Registry) -> None:
    assert _keys(shipped, "Kiev") == _keys(shipped, "Kyiv")
    kyiv = shipped.find("Kyiv")[0]
    assert (kyiv.entry.country, kyiv.how) == ("UKR", "capital")
    assert shipped.coordinates(kyiv.entry.key) == (50.45, 30.52)


@pytest.mark.parametrize("word", ["us", "Us", "who", "is", "turkey", "polish", "may"])
def test_common_words_are_no_names(shipped: Registry, word: str) -> None:
    assert shipped.find(word) == ()


def test_brussels_is_a_capital_and_the_union(shipped: Registry) -> None:
    assert {(m.entry.country, m.how) for m in shipped.find("Brussels")} == {
        ("BEL", "capital"),
        ("IGO", "metonym"),
    }


def test_a_seat_is_its_government(shipped: Registry) -> None:
    for name, country in (("Kremlin", "RUS"), ("White House", "USA"), ("Downing Street", "GBR")):
        match = shipped.find(name)[0]
        assert (match.entry.country, match.entry.sector, match.how) == (country, "GOV", "seat")


def test_security_council_speaks_as_the_un(shipped: Registry) -> None:
    council = shipped.find("UN Security Council")[0].entry
    assert (council.id, shipped.parent(council.key)) == ("UN", "UN")


def test_longest_name_over_tokens(shipped: Registry) -> None:
    words = "talks at the U.N. Security Council 's seat".split(" ")
    found = shipped.longest(words, 2)
    assert found is not None
    assert (found[0], found[1][0].entry.key) == (4, "UNSC")
    hyphens = ["al", "-", "Qaeda", "fighters"]
    assert (shipped.longest(hyphens, 0) or (0,))[0] == 3
    assert shipped.longest(["told", "us"], 1) is None


def test_surname_finds_the_likeliest_first(shipped: Registry) -> None:
    assert shipped.surname("Putin")[0].key == "Q7747"
    assert shipped.surname("Xi")[0].key == "Q15031"
    assert shipped.surname("von der Leyen")[0].name == "Ursula von der Leyen"
    assert shipped.surname("Kim")[0].key == "Q56226"


# --- offices --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "office", "on", "person"),
    [
        ("RUS", "HOS", SEED_DAY, "Q7747"),
        ("RUS", "HOS", date(2010, 1, 1), "Q23530"),
        ("RUS", "HOG", date(2010, 1, 1), "Q7747"),
        ("RUS", "FM", SEED_DAY, "Q58217"),
        ("FIN", "HOS", SEED_DAY, "Q29207"),
        ("CHN", "HOS", SEED_DAY, "Q15031"),
        ("USA", "HOS", SEED_DAY, "Q6279"),
        ("USA", "HOS", date(2019, 1, 1), "Q22686"),
        ("USA", "FM", SEED_DAY, "Q7821917"),
        ("GBR", "HOG", date(2017, 1, 1), "Q264766"),
        ("DEU", "HOG", date(2025, 6, 1), "Q566257"),
        ("UKR", "HOS", SEED_DAY, "Q3874799"),
        ("IRN", "HOS", date(2016, 1, 1), "Q348144"),
    ],
)
def test_holder_on_a_day(
    shipped: Registry, country: str, office: str, on: date, person: str
) -> None:
    assert shipped.holders(country, office, on)[0].person.key == person


def test_heads_of_organisations(shipped: Registry) -> None:
    assert shipped.holders("NATO", "IO-HEAD", SEED_DAY)[0].person.name == "Jens Stoltenberg"
    assert shipped.holders("UN", "IO-HEAD", date(2012, 1, 1))[0].person.name == "Ban Ki-moon"


def test_people_of_the_seed(shipped: Registry) -> None:
    donfried = shipped.terms("Q23772332")[0]
    assert (donfried.office, donfried.country) == ("DEPUTY-FM", "USA")
    assert donfried.covers(SEED_DAY)
    for name, office in (("Sergei Ryabkov", "DEPUTY-FM"), ("Yury Ushakov", "AIDE")):
        person = shipped.find(name)[0].entry
        held = [term.office for term in shipped.terms(person.key) if term.covers(SEED_DAY)]
        assert (person.country, held) == ("RUS", [office])


def test_one_holder_at_a_time_in_the_great_powers(shipped: Registry) -> None:
    """Stale open ends and respelt doubles would show here."""
    for country in ("USA", "RUS", "CHN", "GBR", "FRA", "DEU", "UKR", "ISR", "TUR", "JPN"):
        for office in ("HOS", "HOG", "FM", "DM"):
            for year in range(2010, 2026):
                held = shipped.holders(country, office, date(year, 12, 14))
                names = [term.person.name for term in held]
                assert len(names) <= 1, (country, office, year, names)


def test_without_a_day_the_latest_comes_first(shipped: Registry) -> None:
    starts = [term.start for term in shipped.holders("FRA", "HOS", None)]
    assert starts == sorted(starts, key=lambda day: day or date.min, reverse=True)


# --- memberships and roles ------------------------------------------------------------


def test_members_on_a_day(shipped: Registry) -> None:
    assert "GBR" in shipped.members("EU", date(2020, 1, 31))
    assert "GBR" not in shipped.members("EU", date(2020, 2, 1))
    assert len(shipped.members("NATO", SEED_DAY)) == 30
    assert {"FIN", "SWE"} <= set(shipped.members("NATO", None))
    assert len(shipped.members("EU", None)) == 27


@pytest.mark.parametrize(
    ("words", "sector", "office"),
    [
        ("president", "GOV", "HOS"),
        ("Prime Minister", "GOV", "HOG"),
        ("top diplomat", "GOV", "FM"),
        ("secretary of state", "GOV", "FM"),
        ("deputy foreign minister", "GOV", "DEPUTY-FM"),
        ("defense chief", "GOV", "DM"),
        ("senior foreign policy aide", "GOV", "AIDE"),
        ("chief of the general staff", "MIL", "CHIEF"),
        ("opposition leader", "OPP", None),
        ("protesters", "CVL", None),
        ("gunmen", "UAF", None),
        ("Russian troops", "MIL", None),
        ("police officers", "COP", None),
        ("lawmakers", "LEG", None),
        ("state television", "MED", None),
        ("refugees", "REF", None),
    ],
)
def test_role_says(shipped: Registry, words: str, sector: str, office: str | None) -> None:
    role = shipped.role(words)
    assert role is not None
    assert (role.sector, role.office) == (sector, office)


@pytest.mark.parametrize(
    ("place", "country", "on", "title", "person"),
    [
        ("Texas", None, SEED_DAY, "governor", "Greg Abbott"),
        ("Borno state", "NGA", date(2022, 1, 1), "", "Babagana Umara Zulum"),
        ("Borno", "NGA", date(2022, 1, 1), "governor", "Babagana Umara Zulum"),
        ("Scotland", None, SEED_DAY, "first minister", "Nicola Sturgeon"),
        ("Catalonia", None, date(2017, 10, 1), "president", "Carles Puigdemont"),
        ("Catalonia", None, date(2017, 10, 1), "mayor", None),
        ("Chechnya", None, SEED_DAY, "head", "Ramzan Kadyrov"),
        ("London", None, SEED_DAY, "mayor", "Sadiq Khan"),
        ("London", None, SEED_DAY, "governor", None),
        ("Kyiv", None, SEED_DAY, "mayor", "Vitali Klitschko"),
        ("Kiev", None, SEED_DAY, "mayor", "Vitali Klitschko"),
        ("New York", None, date(2022, 6, 1), "governor", "Kathy Hochul"),
        ("New York City", None, date(2022, 6, 1), "mayor", "Eric Adams"),
        ("Punjab", None, date(2023, 1, 1), "chief minister", None),  # of two countries
        ("Punjab", "IND", date(2023, 1, 1), "chief minister", "Bhagwant Mann"),
        ("Bavaria", None, date(2022, 6, 1), "premier", "Markus Söder"),
        ("California", None, None, "", "Gavin Newsom"),
        ("Nowhere", None, SEED_DAY, "", None),
        ("", None, SEED_DAY, "", None),
        ("France", None, SEED_DAY, "president", None),
    ],
)
def test_head_of_a_region(
    shipped: Registry, place: str, country: str | None, on: date | None, title: str, person: str
) -> None:
    term = shipped.region_head(place, country, on, title)
    assert (term.person.name if term else None) == person


def test_role_before_of_is_the_person(shipped: Registry) -> None:
    role = shipped.role("head of the central bank")
    assert role is not None
    assert (role.sector, role.person) == ("GOV", True)
    assert shipped.role("weather") is None


# --- the tables themselves ------------------------------------------------------------


def test_every_code_is_known(shipped: Registry) -> None:
    index = read_shipped()
    countries = {key for key, entry in index.entries.items() if entry.kind == "country"}
    for key in [*index.entries, *index.unmade]:
        entry = index.entry(key)
        assert entry is not None
        assert entry.country is None or entry.country in countries | WITHOUT_STATE, entry
        assert entry.sector in SECTORS | {""}, entry
        assert (
            entry.kind == "person"
            or entry.start is None
            or entry.stop is None
            or (entry.start <= entry.stop)
        ), entry


def test_no_organisation_takes_the_key_of_a_country() -> None:
    countries = {row.get("key") for row in rows(DATA / "countries.csv")}
    others = [row.get("key") for row in rows(DATA / "organisations.csv")]
    assert not countries & {*others}
    assert len(others) == len({*others})


def test_no_term_ends_before_it_starts() -> None:
    index = read_shipped()
    for key in index.people:
        for held in index.held_by(key):
            start, stop = first_day(held.start), last_day(held.stop)
            assert start is None or stop is None or start <= stop, held


def test_every_term_is_found_by_its_person_and_by_its_office() -> None:
    index = read_shipped()
    by_person = {held for key in index.people for held in index.held_by(key)}
    by_office = {held for pair in index.offices for held in index.held_in(*pair)}
    assert by_person == by_office
    assert {held.person for held in by_person} <= {*index.entries, *index.unmade}


def test_no_cell_has_blanks_at_its_ends() -> None:
    for path in sorted(DATA.glob("*.csv")):
        if path.name in {"lesser.csv", "cities.csv", "regions.csv", "officeholders.csv"}:
            continue
        for line, row in enumerate(rows(path), 2):
            for column, cell in row.items():
                parts = [cell] if column in ("source", "name") else cell.split(";")
                clean = all(part and part == part.strip() for part in parts)
                assert not cell or clean, f"{path.name}:{line}"


def test_loading_is_quick() -> None:
    read_shipped()
    start = time.process_time()
    read_shipped()
    assert time.process_time() - start < 1.0
