"""The gazetteer of towns: sorted, small, and asked only where a name stands as a place."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from detente.actors import registry
from detente.actors.cast import cast
from detente.actors.gazetteer import coordinates, town
from detente.actors.names import normalise
from detente.actors.registry import Registry
from detente.actors.resolve import countries_of, resolve_phrase
from detente.actors.shipped import read_shipped
from detente.actors.sorted_table import rows_of
from detente.actors.tables import DATA
from detente.parse import parse
from detente.types import Block, Report, Span

DAY = date(2023, 5, 1)
CITIES = DATA / "cities.csv"
MOST_BYTES = 1_600_000


@pytest.fixture(scope="module")
def shipped() -> Registry:
    return registry.load()


@pytest.fixture(scope="module")
def table() -> list[list[str]]:
    with CITIES.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


# --- the table ------------------------------------------------------------------------


def test_the_table_is_small_and_sorted() -> None:
    assert CITIES.stat().st_size <= MOST_BYTES
    lines = CITIES.read_bytes().splitlines()[1:]
    keys = [line.split(b",")[0] + b"," for line in lines]
    assert keys == sorted(keys)
    assert len(keys) == len({*keys}) > 30_000


def test_every_key_is_the_name_made_plain(table: list[list[str]]) -> None:
    for key, name, *_ in table:
        assert normalise(name or key) == key


def test_every_town_has_a_country_and_may_have_a_place(table: list[list[str]]) -> None:
    countries = {k for k, entry in read_shipped().entries.items() if entry.kind == "country"}
    for key, _, country, lat, lon, people in table:
        assert country in countries, key
        assert (lat == "") == (lon == "")
        assert lat == "" or (-90 <= float(lat) <= 90 and -180 <= float(lon) <= 180)
        assert people == "" or int(people) > 0


def test_hardly_a_name_of_another_table_is_there(table: list[list[str]]) -> None:
    index = read_shipped()  # names added since the table was built are asked first
    assert len([key for key, *_ in table if index.named(key)]) < len(table) / 200


@pytest.mark.parametrize(
    "name", "Reading Mobile Nice Of Bath Best Man Victoria Santiago March May Angela".split()
)
def test_words_and_given_names_are_no_towns(name: str) -> None:
    assert town(name) is None


# --- looking up -----------------------------------------------------------------------


def test_first_last_and_missing_lines_are_found(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("key,x\na b,2\na,1\nab,3\nz,4\nz,5", "utf-8")
    for key, found in {
        "a": "1",
        "a b": "2",
        "ab": "3",
        "z": "45",
        "": "",
        "b": "",
        "zz": "",
    }.items():
        assert "".join(row[1] for row in rows_of(path, key)) == found


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Mongbwalu", "COD"),
        ("Komanda", "COD"),
        ("Kfar Aza", "ISR"),
        ("Ogossagou", "MLI"),
        ("Springfield", "USA"),
        ("Popasna", "UKR"),
        ("Zabarmari", "NGA"),
    ],
)
def test_town_of_the_news(name: str, country: str) -> None:
    found = town(name)
    assert found is not None
    assert (found.entry.country, found.how, found.score) == (country, "city", 0.6)


def test_small_letters_name_no_town() -> None:
    assert town("mongbwalu") is None


def test_coordinates_by_key(shipped: Registry) -> None:
    found = town("Springfield")
    assert found is not None
    assert shipped.coordinates(found.entry.key) == coordinates(found.entry.key) == (37.22, -93.30)
    assert coordinates("place:mongbwalu:cod") is None
    assert coordinates("p:nobody") is None


# --- phrases --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("police in Mongbwalu", "COD:COP"),
        ("Mongbwalu police", "COD:COP"),
        ("residents of Kanyabayonga", "COD:CVL"),
        ("the mayor of Rutshuru", "COD:GOV"),
        ("Bakhmut residents", "UKR:CVL"),
    ],
)
def test_whose_a_group_in_a_town_is(shipped: Registry, phrase: str, key: str) -> None:
    answer = resolve_phrase(phrase, shipped, on=date(2023, 5, 1))
    assert answer.actor is not None
    assert answer.actor.key == key


@pytest.mark.parametrize("phrase", ["Mongbwalu", "Springfield", "the Springfield spokesman"])
def test_a_bare_name_is_no_town(shipped: Registry, phrase: str) -> None:
    answer = resolve_phrase(phrase, shipped)
    assert answer.rule != "name:city"
    assert answer.actor is None or answer.actor.country is None


def test_a_town_tells_the_country_that_is_talked_of(shipped: Registry) -> None:
    assert countries_of("Gunmen killed five people in Mongbwalu.", shipped) == ("COD",)
    assert countries_of("Springfield said so.", shipped) == ()


# --- reports --------------------------------------------------------------------------


def _countries(text: str, words: str) -> list[str | None]:
    report = Report(
        id="t", version="v", text=text, blocks=(Block("body", Span(0, len(text))),), date=DAY
    )
    document = parse(report)
    found = cast(document, registry.load())
    mention = next(m for m in document.mentions if m.text == words)
    return [p.actor.country for p in found.of(mention.i)]


def test_a_town_in_a_report_is_its_country() -> None:
    text = "Gunmen killed nine people in Mongbwalu on Monday. Police blamed rebels."
    assert _countries(text, "Mongbwalu") == ["COD"]


def test_a_person_is_no_town() -> None:
    text = "Mr. Springfield told reporters on Monday that he would resign."
    assert _countries(text, "Springfield") in ([], [None])


# --- lands whose government few recognise -----------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "day", "key"),
    [
        ("Abkhaz officials", date(2010, 1, 1), "GEO:PRE"),
        ("the Karabakh Armenian authorities", date(2021, 1, 1), "AZE:PRE"),
        ("Nagorno-Karabakh", date(2020, 10, 1), "ARTSAKH"),
        ("Nagorno-Karabakh", date(2024, 1, 1), "place:karabakh-region:aze"),
        ("Transnistrian troops", date(2010, 1, 1), "MDA:MIL"),
        ("Taiwanese officials", date(2010, 1, 1), "TWN:GOV"),
        ("Kosovar officials", date(2010, 1, 1), "XKX:GOV"),
        ("Palestinian officials", date(2010, 1, 1), "PSE:GOV"),
    ],
)
def test_disputed_lands(shipped: Registry, phrase: str, day: date, key: str) -> None:
    answer = resolve_phrase(phrase, shipped, on=day)
    assert answer.actor is not None
    assert answer.actor.key == key
