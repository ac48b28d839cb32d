"""`detente actors`: who is who, one's own actors, and what coding makes of them."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.show.cli import main

Answer = tuple[int, str, str]
Run = Callable[..., Answer]

TEXT = (
    "The Tern Front warned Norway on Monday that it would attack the port. "
    "Peru met Japan in Geneva on Tuesday."
)
HEAD = "kind,key,name,aliases,country,sector,qid,office,position,org,start,stop\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The folder that commands run in."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


@pytest.fixture
def run(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command there, with nothing on standard input."""
    monkeypatch.chdir(here)
    stdin = here.parent / "stdin"
    stdin.write_text("")

    def run(*words: object) -> Answer:
        with stdin.open("rb") as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


# --- find -----------------------------------------------------------------------------


def test_find_says_who_and_by_which_rule(run: Run) -> None:
    code, out, err = run("actors", "find", "the French president", "--on", "2021-12-15")
    assert (code, err) == (0, "")
    assert "Emmanuel Macron: country FRA, sector GOV, office HOS" in out
    assert "holder:" in out and "a guess" not in out


def test_find_without_a_day_is_a_guess(run: Run) -> None:
    code, out, _ = run("actors", "find", "the French president")
    assert code == 0 and "(a guess, rule " in out
    _, out, _ = run("actors", "find", "the French president", "--json")
    assert json.loads(out)["guess"] is True


@pytest.mark.parametrize("country", ["FRA", "fra", "France", "Paris"])
def test_find_in_a_country(run: Run, country: str) -> None:
    words = ("the foreign minister", "--in", country, "--on", "2021-12-15", "--json")
    code, out, _ = run("actors", "find", *words)
    found = json.loads(out)
    assert code == 0
    assert (found["name"], found["country"], found["office"]) == ("Jean-Yves Le Drian", "FRA", "FM")
    assert found["on"] == "2021-12-15" and found["guess"] is False


def test_find_in_no_country(run: Run) -> None:
    code, out, err = run("actors", "find", "the president", "--in", "Atlantis")
    assert (code, out) == (2, "") and "--in: no such country: 'Atlantis'" in err


def test_find_tells_of_others_of_the_name(run: Run) -> None:
    code, out, _ = run("actors", "find", "President Bush", "--on", "2003-03-03")
    assert code == 0
    first, *others = out.splitlines()
    assert "George W. Bush" in first and any("George H. W. Bush" in one for one in others)
    _, out, _ = run("actors", "find", "Congo", "--json")
    assert {one["country"] for one in json.loads(out)["others"]} & {"COG", "COD"}


def test_nobody_is_exit_code_2(run: Run) -> None:
    code, out, err = run("actors", "find", "the rise in tensions", "--json")
    assert code == 2 and err == "" and json.loads(out)["name"] is None
    code, out, err = run("actors", "find", "the rise in tensions")
    assert (code, out) == (2, "") and "nobody" in err


# --- show -----------------------------------------------------------------------------


@pytest.mark.parametrize("named", ["FRA", "fra", "Q142", "France", "French Republic"])
def test_show_a_country(run: Run, named: str) -> None:
    code, out, _ = run("actors", "show", named, "--json", "--on", "2021-12-15")
    found = json.loads(out)
    assert code == 0
    assert (found["key"], found["kind"], found["wikidata"]) == ("FRA", "country", "Q142")
    assert "French" in found["names"]["adjective"]
    nato = next(one for one in found["member_of"] if one["key"] == "NATO")
    assert nato["start"] == "1949-04-04"
    held = {one["office"]: one for one in found["holders"]}
    assert held["HOS"]["person"] == "Emmanuel Macron" and held["FM"]["key"] == "Q559040"
    assert held["HOS"]["precision"] == "day" and held["HOS"]["source"]


def test_show_without_a_day_tells_the_heads(run: Run) -> None:
    _, out, _ = run("actors", "show", "FRA", "--json")
    assert {one["office"] for one in json.loads(out)["holders"]} == {"HOS", "HOG"}


def test_show_a_body(run: Run) -> None:
    code, out, _ = run("actors", "show", "NATO", "--json", "--on", "2003-01-01")
    found = json.loads(out)
    assert code == 0 and found["start"] == "1949-04-04"
    members = {one["key"] for one in found["members"]}
    assert "POL" in members and "EST" not in members
    _, out, _ = run("actors", "show", "UNSC", "--json")
    assert json.loads(out)["part_of"] == "UN"


def test_show_a_person(run: Run) -> None:
    code, out, _ = run("actors", "show", "Q7747")
    assert code == 0 and "Vladimir Putin" in out and "\x1b" not in out
    assert "2008-05-08 to 2012-05-07" in out
    _, out, _ = run("actors", "show", "Vladimir Putin", "--json", "--on", "2010-01-01")
    assert [one["office"] for one in json.loads(out)["offices"]] == ["HOG"]


def test_show_nobody_tells_what_is_near(run: Run) -> None:
    code, out, err = run("actors", "show", "Vladimr Putin")
    assert (code, out) == (2, "") and "near it: Q7747 (Vladimir Putin)" in err
    for words in ("", "\x00\x1b[31m", "x" * 100_000, "Q99999999999999"):
        code, out, err = run("actors", "show", words)
        assert (code, out) == (2, "") and "Traceback" not in err and "\x1b" not in err


# --- add ------------------------------------------------------------------------------


def test_add_an_alias_an_actor_an_office_a_membership(run: Run, here: Path) -> None:
    for words in (
        ("Vova the Tall", "--alias-of", "Q7747"),
        ("River Guard", "--kind", "organisation", "--country", "Norway", "--sector", "mil"),
        ("Arland", "--kind", "country", "--key", "ARN", "--alias", "Arlandia"),
        ("Ada Quill", "--office", "dm", "--position", "Defence Minister", "--country", "ARN",
         "--from", "2024-05-01", "--until", "2025", "--source", "gazette"),
        ("ARN", "--member-of", "NATO", "--from", "2024-06"),
    ):  # fmt: skip
        code, _, err = run("actors", "add", *words)
        assert (code, err) == (0, ""), words
    assert run("actors", "check") == (0, "actors.csv: 5 rows, all right\n", "")
    assert "Vladimir Putin" in run("actors", "find", "Vova the Tall")[1]
    _, out, _ = run("actors", "find", "Arland's defence minister", "--on", "2024-07-01", "--json")
    assert json.loads(out)["name"] == "Ada Quill"
    _, out, _ = run("actors", "show", "ARN", "--on", "2024-07-01", "--json")
    found = json.loads(out)
    assert [one["key"] for one in found["member_of"]] == ["NATO"]
    [held] = found["holders"]
    assert (held["stop"], held["precision"], held["source"]) == ("2025", "year", "gazette")
    assert [one.name for one in here.iterdir()] == ["actors.csv"]


def test_add_says_where_and_only_once(run: Run, here: Path) -> None:
    words = ("actors", "add", "RVG", "--alias-of", "NATO")
    code, out, _ = run(*words, "--check")
    assert code == 0 and out.startswith("actors.csv:2 would say: ")
    assert not (here / "actors.csv").exists()
    assert run(*words)[1].startswith("actors.csv:2: ")
    assert run(*words)[:2] == (0, "actors.csv:2 says so already\n")
    assert len((here / "actors.csv").read_text().splitlines()) == 2


def test_add_keeps_what_the_table_was_like(run: Run, here: Path) -> None:
    table = here / "actors.csv"
    before = '\ufeff# mine\r\nname,kind\r\n# people\r\n"Lee, Ann",person'.encode()
    table.write_bytes(before)
    table.chmod(0o640)
    code, _, err = run("actors", "add", "Bo Tan", "--kind", "person", "--country", "SGP")
    assert (code, err) == (0, "")
    after = table.read_bytes().decode()
    assert after == (
        '\ufeff# mine\r\nname,kind,country\r\n# people\r\n"Lee, Ann",person\r\n'
        "Bo Tan,person,SGP\r\n"
    )
    assert stat.S_IMODE(table.stat().st_mode) == 0o640


def test_add_to_toml_and_to_the_table_that_the_settings_name(run: Run, here: Path) -> None:
    (here / "detente.toml").write_text('actors = ["own/mine.toml"]\n')
    (here / "own").mkdir()
    words = ('River "Old" Guard', "--kind", "group", "--alias", "RVG", "--alias", "the Guard")
    assert run("actors", "add", *words)[0] == 0
    assert run("actors", "add", "Vova the Tall", "--alias-of", "Q7747")[0] == 0
    text = (here / "own" / "mine.toml").read_text()
    assert text.count("[[actor]]") == 2 and 'aliases = ["RVG", "the Guard"]' in text
    assert run("actors", "check")[:2] == (0, "own/mine.toml: 2 rows, all right\n")
    assert "River" in run("actors", "find", "RVG")[1]


def test_the_table_beside_the_record_is_that_of_the_record(run: Run, here: Path) -> None:
    (here / "far").mkdir()
    words = ("actors", "add", "Vova the Tall", "--alias-of", "Q7747")
    assert run(*words, "--record", "far/r.db")[0] == 0
    assert (here / "far" / "actors.csv").exists()
    assert run("--record", "far/r.db", "actors", "find", "Vova the Tall")[0] == 0
    assert run("actors", "find", "Vova the Tall")[0] == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("X",), "say one of --alias-of, --kind, --office, --member-of"),
        (("X", "--kind", "person", "--alias-of", "NATO"), "say one of"),
        (("X", "--alias-of", "Nobody Here"), "--alias-of: unknown actor 'Nobody Here'"),
        (("X", "--alias-of", "NATO", "--country", "FRA"), "--country: has no meaning"),
        (("X", "--kind", "planet"), "--kind: must be one of"),
        (("X", "--kind", "country"), "--key: a country needs a code"),
        (("X", "--kind", "person", "--country", "Atlantis"), "--country: unknown country"),
        (("X", "--kind", "person", "--sector", "XXX"), "actors.csv:4: unknown sector 'XXX'"),
        (("X", "--kind", "person", "--qid", "12"), "actors.csv:4: '12' is no Wikidata id"),
        (("X", "--office", "NOPE", "--country", "NOR"), "--office: no such office: 'NOPE'"),
        (("X", "--office", "DM"), "--country: an office needs a country"),
        (("X", "--member-of", "NATO"), "unknown country 'X'"),
        (("Norway", "--member-of", "Nothing"), "--member-of: unknown actor"),
        (("A\nB", "--kind", "person"), "must stand on one line"),
        (("X", "--kind", "person", "--alias", "a;b"), "--alias: a name holds no semicolon"),
        (("...", "--kind", "person"), "actors.csv:4: '...' is no name"),
        (("X\x07", "--kind", "person"), "actors.csv:4: holds a control character (U+0007)"),
        (("X", "--kind", "person", "--from", "2021-02-30"), "actors.csv:4: start '2021-02-30'"),
        (
            ("X", "--kind", "person", "--from", "2024", "--until", "2023"),
            "actors.csv:4: stops (2023) before it starts (2024)",
        ),
        (
            ("Ada Quill", "--office", "DM", "--country", "NOR", "--from", "2022"),
            "actors.csv:4: 2022 to … overlaps 2020-01-01 to … of line 2",
        ),
        (("Terns", "--alias-of", "NATO"), "actors.csv:4: 'Terns' means 'NATO' here and 'TERN' in"),
        (
            ("Tern Front", "--kind", "organisation", "--key", "TERN", "--country", "PER"),
            "actors.csv:4: country 'PER' contradicts 'NOR' of line 3",
        ),
    ],
)
def test_add_refuses_and_leaves_the_table(
    run: Run, here: Path, words: tuple[str, ...], told: str
) -> None:
    table = here / "actors.csv"
    table.write_text(
        HEAD
        + "office,,Ada Quill,,NOR,,,DM,Defence Minister,,2020-01-01,\n"
        + "organisation,TERN,Tern Front,Terns,NOR,,,,,,,\n"
    )
    before = table.read_bytes()
    code, out, err = run("actors", "add", *words)
    assert (code, out) == (2, "") and told in err
    assert table.read_bytes() == before
    assert [one.name for one in here.iterdir()] == ["actors.csv"]


def test_add_where_nothing_can_be_written(run: Run) -> None:
    code, _, err = run("actors", "add", "X", "--kind", "person", "--record", "none/r.db")
    assert code == 2 and "none/actors.csv: cannot be written" in err


def test_a_table_that_changes_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    from detente.actors.user_file import addition
    from detente.errors import TableError

    table = tmp_path / "actors.csv"
    new = addition((), table, {"kind": "person", "name": "Ann Lee"})
    table.write_text("kind,name\nperson,Bo Tan\n")
    with pytest.raises(TableError, match="changed meanwhile"):
        new.write()
    assert table.read_text() == "kind,name\nperson,Bo Tan\n"


def test_check_names_the_file_and_line(run: Run, here: Path) -> None:
    (here / "good.csv").write_text("kind,name\nperson,Ann Lee\n")
    (here / "bad.toml").write_text('[[actor]]\nkind = "person"\nname = "A"\ncountry = "QQQ"\n')
    code, out, err = run("actors", "check", "good.csv", "bad.toml")
    assert (code, out) == (2, "good.csv: 1 rows, all right\n")
    assert "bad.toml:1: unknown country 'QQQ'" in err
    assert run("actors", "check")[1] == "there is no table of your own\n"


# --- coding ---------------------------------------------------------------------------


@pytest.fixture
def inbox(here: Path) -> Path:
    file = here / "in.jsonl"
    row = {"id": "a", "outlet": "Harbour Wire", "published": "2021-12-15", "text": TEXT}
    file.write_text(json.dumps(row) + "\n")
    return file


def sides(run: Run) -> dict[str, list[str]]:
    """For each type the ids and countries of the sources."""
    _, out, _ = run("events", "--json", "--record", "r.db")
    return {
        one["type"]: [who["id"] or who["country"] for who in one["sources"]] for one in objects(out)
    }


def test_a_changed_table_codes_again_and_corrections_stay(run: Run, inbox: Path) -> None:
    assert run("ingest", inbox, "--record", "r.db")[0] == 0
    assert sides(run)["THREATEN"] != ["TERN"]
    _, out, _ = run("events", "--json", "--record", "r.db")
    for one in objects(out):
        if one["type"] in ("THREATEN", "CONSULT"):
            value = "possible" if one["type"] == "THREATEN" else "planned"
            assert run("--record", "r.db", "correct", one["id"], "status", value)[0] == 0
    words = ("The Tern Front", "--kind", "organisation", "--key", "TERN", "--country", "PER")
    assert run("actors", "add", *words, "--sector", "REB")[0] == 0
    _, out, _ = run("ingest", inbox, "--record", "r.db", "--json")
    [told] = objects(out)
    assert (told["files_skipped"], told["recoded"]) == (0, 1)
    assert told["events"] >= 1 and told["events_lost"] >= 1
    assert sides(run)["THREATEN"] == ["TERN"]
    _, out, _ = run("events", "--json", "--record", "r.db")
    found = {one["type"]: one["status"] for one in objects(out)}
    assert found["THREATEN"] == "possible" and found["CONSULT"] == "planned"
    _, out, _ = run("ingest", inbox, "--record", "r.db", "--json")
    assert objects(out)[0]["files_skipped"] == 1


def test_a_changed_table_of_outlets_codes_again(run: Run, inbox: Path, here: Path) -> None:
    head = "id,name,aliases,domains,kind,country,control,wikidata\n"
    table = here / "outlets.csv"
    (here / "detente.toml").write_text('outlets = "outlets.csv"\nrecord = "r.db"\n')
    table.write_text(head + "hw,Harbour Wire,,,agency,NOR,independent,\n")
    assert run("ingest", inbox)[0] == 0
    table.write_text(head + "hw,Harbour Wire,,,agency,PER,state,\n")
    _, out, _ = run("ingest", inbox, "--json")
    assert objects(out)[0]["files_skipped"] == 0
    _, out, _ = run("events", "--json")
    assert {one["attribution"][-1]["country"] for one in objects(out)} == {"PER"}


BROKEN = {
    "column": ("kind,name,colour\nperson,Ann Lee,red\n", "1: unknown column 'colour'"),
    "date": (HEAD + "person,,Ann Lee,,NOR,,,,,,2021-02-30,\n", "2: start '2021-02-30' is no date"),
    "country": (HEAD + "person,,Ann Lee,,ZZZ,,,,,,,\n", "2: unknown country 'ZZZ'"),
    "against": (
        HEAD + "group,T,Terns,,NOR,,,,,,,\ngroup,T,Terns,,PER,,,,,,,\n",
        "3: country 'PER' contradicts 'NOR' of line 2",
    ),
}


@pytest.mark.parametrize(
    ("command", "case"),
    [
        *(("ingest", case) for case in BROKEN),
        ("read", "date"),
        ("find", "date"),
        ("resolve", "date"),
    ],
)
def test_a_broken_table_is_refused_and_the_record_stays(
    run: Run, inbox: Path, here: Path, case: str, command: str
) -> None:
    assert run("ingest", inbox, "--record", "r.db")[0] == 0
    files = sorted(here.glob("r.db*"))
    before = [file.read_bytes() for file in files]
    text, told = BROKEN[case]
    (here / "actors.csv").write_text(text)
    inbox.write_text(inbox.read_text().replace("Norway", "Kenya"))
    words: dict[str, tuple[object, ...]] = {
        "ingest": ("ingest", inbox, "--record", "r.db"),
        "read": ("read", inbox),
        "find": ("actors", "find", "Norway"),
        "resolve": ("parts", "resolve"),
    }
    code, out, err = run(*words[command])
    assert (code, out) == (2, "")
    assert f"actors.csv:{told}" in err and len(err.splitlines()) == 1
    assert sorted(here.glob("r.db*")) == files
    assert [file.read_bytes() for file in files] == before
    assert run("ingest", inbox, "--record", "new.db")[0] == 2
    assert not (here / "new.db").exists()
