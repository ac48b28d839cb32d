"""The user's own tables: what they add, and what is said of wrong ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.actors import registry
from detente.errors import TableError


def _write(tmp_path: Path, text: str, name: str = "actors.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_invented_country_with_people(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        "kind,key,name,aliases,adjectives,demonyms,country,office,position,start,stop\n"
        "country,ARN,Arland,Arlandia,Arlandic,Arlanders,,,,,\n"
        "office,,Ada Quill,,,,ARN,HOS,President,2020-01-01,2023\n",
    )
    mine = registry.load((path,))
    assert mine.find("Arlandic")[0].entry.key == "ARN"
    held = mine.holders("ARN", "HOS", date(2023, 12, 31))
    assert [term.person.name for term in held] == ["Ada Quill"]
    assert mine.holders("ARN", "HOS", date(2024, 1, 1)) == ()
    assert mine.surname("Quill")[0].country == "ARN"
    assert mine.find("France")[0].entry.key == "FRA"


def test_own_names_come_first(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        "kind,key,name,aliases,country,sector\norganisation,GA,Green Army,the alliance,USA,MIL\n",
    )
    mine = registry.load((path,))
    assert mine.find("the alliance")[0].entry.key == "GA"
    assert registry.load().find("the alliance")[0].entry.key == "NATO"


def test_known_person_gets_another_office(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        "kind,name,country,office,position,start\n"
        "office,Vladimir Putin,RUS,CHAIR,Chairman,2001-02-03\n",
    )
    mine = registry.load((path,))
    assert [term.person.key for term in mine.holders("RUS", "CHAIR", None)] == ["Q7747"]


def test_toml(tmp_path: Path) -> None:
    text = (
        '[[actor]]\nkind = "organisation"\nkey = "RIVER"\nname = "River Guard"\n'
        'aliases = ["the Guard of the River", "RVG"]\ncountry = "FRA"\nsector = "MIL"\n\n'
        '[[actor]]\nkind = "role"\nname = "reeve"\nsector = "GOV"\n'
    )
    mine = registry.load((_write(tmp_path, text, "actors.toml"),))
    assert mine.find("RVG")[0].entry.key == "RIVER"
    role = mine.role("the old reeves")
    assert role is not None and role.sector == "GOV"


HEAD = "kind,key,name,country,sector,qid,start,stop,lat\n"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("kind,name,colour\n", 1, "unknown column 'colour'"),
        ("kind,name,name\n", 1, "stands twice"),
        ("key,name\n", 1, "needs at least"),
        (HEAD + "planet,X,Mars,,,,,,\n", 2, "unknown kind 'planet'"),
        (HEAD + "organisation,,River Guard,FRA,,,,,\n", 2, "needs key"),
        (HEAD + "\norganisation,R,River Guard,ZZZ,,,,,\n", 3, "unknown country 'ZZZ'"),
        (HEAD + "organisation,R,River Guard,FRA,XXX,,,,\n", 2, "unknown sector 'XXX'"),
        (HEAD + "person,,Ann Lee,FRA,,17,,,\n", 2, "is no Wikidata id"),
        (HEAD + "person,,Ann Lee,FRA,,,2021-02-30,,\n", 2, "is no date"),
        (HEAD + "person,,Ann Lee,FRA,,,2021,2020,\n", 2, "before it starts"),
        (HEAD + "place,,Ulm,DEU,,,,,95\n", 2, "is no number of degrees"),
        (HEAD + "person,,A,FRA,,,,,,more\n", 2, "10 cells for 9 columns"),
        (
            HEAD + "organisation,R,River Guard,FRA,,,,,\norganisation,R,River Guard,DEU,,,,,\n",
            3,
            "contradicts 'FRA' of line 2",
        ),
    ],
)
def test_wrong_table_names_the_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(TableError) as caught:
        registry.load((path,))
    assert caught.value.place == f"{path}:{line}"
    assert reason in caught.value.message


def test_wrong_toml_names_the_line(tmp_path: Path) -> None:
    path = _write(
        tmp_path, '# mine\n[[actor]]\nkind = "person"\nname = "A B"\ncountry = "QQQ"\n', "a.toml"
    )
    with pytest.raises(TableError, match=r"a\.toml:2: unknown country 'QQQ'"):
        registry.load((path,))


def test_missing_table(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        registry.load((tmp_path / "none.csv",))
