"""Office holders of the second rank: found by full name in a file that is not read whole."""

from datetime import date
from pathlib import Path

import pytest

from detente.actors.index import Index
from detente.actors.lesser import COLUMNS, Lesser, is_full_name, run_of_name
from detente.actors.names import sound
from detente.actors.registry import Registry, load
from detente.actors.resolve import resolve_phrase
from detente.actors.shipped import read_shipped
from detente.actors.tables import DATA

TERMS = """Q1,Aaron Adeyemi,MIN,Minister of Health,NGA,GOV,2015-01-01,2019-05-29
Q2,Olena Vyshnevska,MIN,Minister of Culture,UKR,GOV,2019-08-29,2020-03-04
Q2,Olena Vyshnevska,AMB,Ambassador to France,UKR,GOV,2021-02,
Q3,Sami al-Harbouni,COURT,Chief Justice,TUN,JUD,2010,2014
Q4,Jonas Marlow,MIN,Minister of Housing,GBR,GOV,2012-09-04,2014-07-15
Q5,Jonas Marlow,MIN,Minister of Housing,IRL,GOV,2012-09-04,2014-07-15
Q6,Zoya Yakutova,REGION-HEAD,Governor of Tver Oblast,RUS,GOV,2016-03-02,2021-09-22
Q7,Liu Hai,MIN,Minister of Water Resources,CHN,GOV,2013-03-16,2018-03-19
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small table, the names in it our own."""
    lines = []
    for row in TERMS.splitlines():
        qid, name, office, position, country, sector, start, stop = row.split(",")
        cells = (sound(name), "", qid, name, office, position, country, "", sector, start, stop)
        lines.append(",".join((*cells, "2023")))
    alias = (sound("Lena Kovalchuk"), "Lena Kovalchuk", "Q2", "Olena Vyshnevska", *[""] * 8)
    lines = sorted([*lines, ",".join(alias)], key=str.encode)
    path = tmp_path_factory.mktemp("lesser") / "lesser.csv"
    path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def registry(table: Path) -> Registry:
    return Registry(Index(), Lesser(table))


def found(table: Path, name: str) -> str | None:
    hit = Lesser(table).find(name)
    return hit.qid if hit else None


@pytest.mark.parametrize(
    ("name", "qid"),
    [
        ("Aaron Adeyemi", "Q1"),  # the first line
        ("Zoya Yakutova", "Q6"),  # the last
        ("Olena Vyshnevska", "Q2"),  # on two lines
        ("Lena Kovalchuk", "Q2"),  # another name
        ("Jonas Marlow", None),  # two people
        ("Aaron Adeyem", None),
        ("Zz Zz", None),
        ("Aa Aa", None),
        ("Aaron", None),
        ("", None),
    ],
)
def test_search(table: Path, name: str, qid: str | None) -> None:
    assert found(table, name) == qid


@pytest.mark.parametrize(
    ("name", "qid"),
    [
        ("Olena Vishnevska", "Q2"),
        ("Zoia Iakutova", "Q6"),
        ("Sami Al Harbouni", "Q3"),
        ("Sami Harbuni", "Q3"),
        ("Zoya P. Yakutova", "Q6"),
        ("Liu Hai", "Q7"),
        ("Liu He", None),  # a Chinese name is another with another vowel
    ],
)
def test_transliterations(table: Path, name: str, qid: str | None) -> None:
    assert found(table, name) == qid


def test_every_line_is_found(table: Path) -> None:
    lesser = Lesser(table)
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        assert any(",".join(found) == line for found in lesser.lines(line.split(",")[0]))


def test_no_table(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    for name in ("missing.csv", "empty.csv"):
        assert Lesser(tmp_path / name).find("Aaron Adeyemi") is None


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("Zoya Yakutova said", 2),
        ("Sami al-Harbouni of Tunisia", 2),
        ("Sami al Harbouni", 3),
        ("Zoya said", 0),
        ("Zoya de", 0),
        ("Aa Bb Cc Dd Ee Ff", 0),
        ("zoya yakutova", 0),
    ],
)
def test_the_run_of_a_name(words: str, size: int) -> None:
    assert run_of_name(words.split(), 0) == size
    assert not size or is_full_name(words.split()[:size])


def test_a_name_in_a_longer_one_is_another(registry: Registry) -> None:
    def longest(text: str, at: int) -> int:
        hit = registry.longest(text.split(), at)
        return hit[0] if hit else 0

    assert longest("Minister Aaron Adeyemi spoke", 1) == 2
    assert longest("Aaron Adeyemi Bello spoke", 0) == 0
    assert longest("Jonas Aaron Adeyemi spoke", 1) == 0
    assert longest("J. Aaron Adeyemi spoke", 1) == 0


def test_terms_on_a_day(registry: Registry) -> None:
    def said(phrase: str, on: date) -> tuple[str | None, str, str | None]:
        actor = resolve_phrase(phrase, registry, on=on).actor
        assert actor is not None
        return actor.country, actor.sector, actor.office

    assert said("Olena Vyshnevska", date(2020, 1, 1)) == ("UKR", "GOV", "MIN")
    assert said("Olena Vyshnevska", date(2020, 9, 1)) == ("UKR", "ELI", None)
    assert said("Lena Kovalchuk", date(2022, 9, 1)) == ("UKR", "GOV", "AMB")
    assert said("Sami al-Harbouni", date(2012, 9, 1)) == ("TUN", "JUD", "COURT")


def test_the_order_of_questions_does_not_matter(table: Path) -> None:
    names = ["Olena Vyshnevska", "Vyshnevska", "Lena Kovalchuk", "Zoya Iakutova", "Yakutova"]
    on = date(2020, 1, 1)

    def answers(order: list[str]) -> dict[str, object]:
        registry = Registry(Index(), Lesser(table))
        out: dict[str, object] = {n: resolve_phrase(n, registry, on=on).actor for n in order}
        return out | {f"surname {n}": registry.surname(n) for n in order}

    forward = answers(names)
    assert forward == answers(names[::-1])
    assert forward["Vyshnevska"] is None
    assert forward["surname Yakutova"] == ()


def test_nothing_is_opened_at_load() -> None:
    lesser = Lesser()
    registry = Registry(read_shipped(), lesser)
    assert registry.find("Angela Merkel")
    assert registry.longest("talks in Kyiv".split(), 2)
    assert not lesser.is_open


def test_shipped_names_win(table: Path) -> None:
    index = Index()
    from detente.actors.tables import Entry

    index.add_person(Entry("Q99", "Aaron Adeyemi", "person", "GHA", "BUS", "Q99", "Q99"), ())
    registry = Registry(index, Lesser(table))
    assert [m.entry.key for m in registry.find("Aaron Adeyemi")] == ["Q99"]
    assert registry.terms("Q99") == ()


def test_the_users_terms_win(tmp_path: Path) -> None:
    line = next(
        line
        for line in (DATA / "lesser.csv").read_text(encoding="utf-8").splitlines()
        if ",MIN," in line and line.count(",") == len(COLUMNS) - 1 and line.endswith(",2025")
    )
    cells = line.split(",")
    user = tmp_path / "own.csv"
    user.write_text(f"kind,name,qid,country,sector\nperson,{cells[3]},{cells[2]},CHE,BUS\n")
    registry = load((user,))
    actor = resolve_phrase(cells[3], registry, on=date(2025, 1, 1)).actor
    assert actor is not None
    assert (actor.country, actor.sector) == ("CHE", "BUS")


def test_the_shipped_table_is_sorted_and_sound() -> None:
    text = (DATA / "lesser.csv").read_bytes()
    lines = text.splitlines(keepends=True)
    assert lines[0].decode().strip() == ",".join(COLUMNS)
    assert lines[1:] == sorted(lines[1:])
    assert len(lines) <= 32_001
    assert len(text) < 3_700_000
    lesser = Lesser()
    for raw in lines[1::500]:
        sounds = raw.decode().split(",")[0]
        for line in lesser.lines(sounds):
            assert sound(line.name) == sounds
            assert bool(line.office) != bool(line.alias)
            assert not line.stop or line.start[: len(line.stop)] <= line.stop
