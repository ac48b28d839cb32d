"""The user's own tables: what they add, and what is said of wrong ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.actors import registry
from detente.actors.index import Index
from detente.actors.shipped import read_shipped
from detente.actors.user_table import add_user_table
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


def test_an_alias_of_a_known_actor_comes_first_and_changes_nothing_else(tmp_path: Path) -> None:
    path = _write(
        tmp_path, "kind,key,name,aliases\nalias,Q7747,Vova the Tall,\nalias,Q7184,the pact,TP\n"
    )
    mine, shipped = registry.load((path,)), registry.load()
    assert mine.find("Vova the Tall")[0].entry == shipped.entry("Q7747")
    assert mine.terms("Q7747") == shipped.terms("Q7747")
    assert mine.find("the pact")[0].entry == shipped.entry("NATO")
    assert mine.find("TP")[0].entry.key == "NATO"


@pytest.fixture(scope="module")
def index() -> Index:
    """The shipped tables, for rows that need no fresh ones."""
    return read_shipped()


def test_terms_and_memberships_may_touch_but_not_overlap(index: Index, tmp_path: Path) -> None:
    head = "kind,name,country,office,org,start,stop\n"
    good = (
        "office,Ada Quill,NOR,FM,,2020-01-01,2021-05-01\n"
        "office,Ada Quill,NOR,FM,,2021-05-01,2023\n"
        "office,Ada Quill,NOR,FM,,2023,\n"
        "office,Bo Tan,NOR,FM,,2021,\n"
        "member,,NOR,,EU,2030,2031\nmember,,NOR,,EU,2033,\n"
    )
    add_user_table(index, _write(tmp_path, head + good))
    for more, told in (
        ("office,Ada Quill,NOR,FM,,2019,2020-06\n", ":8: 2019 to 2020-06 overlaps"),
        ("office,Ada Quill,NOR,FM,,2022-01,2022-02\n", "overlaps 2021-05-01 to 2023 of line 3"),
        ("member,,NOR,,EU,2034,2036\n", "overlaps 2033 to … of line 7"),
    ):
        with pytest.raises(TableError, match=told.replace("…", ".")):
            add_user_table(index, _write(tmp_path, head + good + more))


def test_namesakes_may_be_several_but_an_alias_is_one(index: Index, tmp_path: Path) -> None:
    head = "kind,key,name,aliases,qid\n"
    two = "person,,Ann Lee,,Q900000001\nperson,,Ann Lee,,Q900000002\n"
    assert len(registry.load((_write(tmp_path, head + two),)).find("Ann Lee")) == 2
    with pytest.raises(TableError, match=r":4: 'Ann Lee' means 'NATO' here and .* in line 2"):
        add_user_table(index, _write(tmp_path, head + two + "alias,NATO,Ann Lee,,\n"))


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"kind,name\nperson,A\x00B\n", r":2: holds a control character \(U\+0000\)"),
        (b"kind,name\r\nperson,A\r\nperson,\x1b[31mB\r\n", r":3: holds a control .* \(U\+001B\)"),
        (b"kind,name\nperson,\xff\xfe\n", ":2: is not UTF-8"),
        ("kind,name\n".encode("utf-16"), ":1: is not UTF-8"),
        (b'kind,name\nperson,"Ann Lee\nperson,Bo Tan\n', r":2: this is no CSV .* quotation mark"),
        (b'kind,name\nperson,"Ann\nLee"\n', ":2: a cell runs on over the end of the line"),
        (b"kind;name\nperson;A\n", ":1: unknown column 'kind;name'"),
        (b"kind,name\nperson," + b"a" * 30_000 + b"\n", ":2: the line is longer"),
        (b"kind,name\n" + b"person,A B\n" * 1_000_000, "is larger than 5 MB"),
        (b"kind,name\nalias,A\n", ":2: a row of kind alias needs key"),
        (b"kind,key,name\nalias,NOBODY,A\n", ":2: unknown actor 'NOBODY'"),
        (b"kind,key,name\ncountry,arl,Arland\n", ":2: 'arl' is no code of three capitals"),
        (b"kind,org,country\nmember,NOBODY,FRA\n", ":1: needs at least the columns"),
        (b"kind,name,org,country\nmember,,NOBODY,FRA\n", ":2: unknown organisation 'NOBODY'"),
        (b"kind,name,start\nperson,Ann Lee,9999-12\n", ":2: start '9999-12' is no date"),
        (b"kind,name,start\nperson,Ann Lee,0000\n", ":2: start '0000' is no date"),
        (b"kind,name\nperson,!!!\n", ":2: '!!!' is no name"),
        (b"", None),
        (b'\xef\xbb\xbfkind , name\r\n\r\n# no one\r\nperson, "Lee, Ann"\r\n', None),
    ],
)
def test_hostile_csv(index: Index, tmp_path: Path, raw: bytes, told: str | None) -> None:
    path = tmp_path / "actors.csv"
    path.write_bytes(raw)
    if told is None:
        assert add_user_table(index, path) == raw.count(b"Lee")
        return
    with pytest.raises(TableError, match=told) as caught:
        add_user_table(index, path)
    assert caught.value.place.startswith(str(path)) and len(str(caught.value)) < 500


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[actor]]\nkind = "person"\nname = \'A\n', ":3: this is no TOML"),
        ("[actor]\nkind = 'person'\n", ":1: each actor begins with a line"),
        ("actor = [{kind = 'person', name = 'A'}]\n", ":1: each actor begins with a line"),
        ("[[actor]]\nkind = 'person'\nname = 'A'\n[settings]\nx = 1\n", ":4: holds .* 'settings'"),
        ("# [[actor]]\n\n [[ actor ]] # one\nkind = 'person'\n", ":3: a row of kind person needs"),
        ("[[actor]]\nkind = 'person'\nname = 'A'\ncolour = 1\n", ":1: unknown column 'colour'"),
        ("[[actor]]\nkind = 'person'\nname = {a = 1}\n", ":1: name is no text"),
        ("[[actor]]\nkind = 'person'\nname = '''A\nB'''\n", ":1: name is no text"),
        ("[[actor]]\nkind = 'person'\nname = true\n", ":1: name is no text"),
        ("[[actor]]\nkind = 'person'\nname = 'A'\naliases = ['a;b']\n", "holds a semicolon"),
        ("[[actor]]\nkind = 'person'\nname = 'A'\nstart = 2021-02-30\n", ":4: this is no TOML"),
        ("[[actor]]\nkind = 'person'\nname = 'A'\nname = 'B'\n", "this is no TOML"),
        ("x = " + "[" * 19_000 + "\n", "this is no TOML"),
        ("x = 1\x00\n", r"holds a control character"),
        ("[[actor]]\r\nkind = 'person'\r\nname = 'Ann Lee'\r\nstart = 2021-02-03\r\n", None),
    ],
)
def test_hostile_toml(index: Index, tmp_path: Path, text: str, told: str | None) -> None:
    path = tmp_path / "actors.toml"
    path.write_bytes(text.encode())
    if told is None:
        add_user_table(index, path)
        assert index.entries["p:ann-lee"].start == date(2021, 2, 3)
        return
    with pytest.raises(TableError, match=told) as caught:
        add_user_table(index, path)
    assert caught.value.place.startswith(str(path)) and len(str(caught.value)) < 500


def test_a_folder_is_no_table(index: Index, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="is no file"):
        add_user_table(index, tmp_path)


def test_many_rows_of_one_thing_take_no_long_time(index: Index, tmp_path: Path) -> None:
    head = "kind,name,country,office,start,stop,qid\n"
    days = [f"{1000 + n // 12}-{n % 12 + 1:02}" for n in range(20_000)]
    terms = "".join(f"office,Ann Lee,NOR,FM,{day},{day},\n" for day in days)
    add_user_table(index, _write(tmp_path, head + terms))
    people = "".join(f"person,Bo Tan,NOR,,,,Q{900_000_000 + n}\n" for n in range(200))
    with pytest.raises(TableError, match=":102: more than 100 are called 'Bo Tan'"):
        add_user_table(index, _write(tmp_path, head + people))
