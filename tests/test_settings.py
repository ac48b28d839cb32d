"""Defaults <- file <- environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import SettingsError
from detente.settings import OPTIONS, Llm, Settings, describe, load


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(tmp_path: Path, words: str) -> Path:
    path = tmp_path / "conf" / "own.toml"
    path.parent.mkdir()
    path.write_text(words, encoding="utf-8")
    return path


def test_without_anything_the_defaults_hold() -> None:
    assert load(environ={}) == Settings()
    assert Settings().record == Path("detente.db")


def test_a_file_and_then_the_environment(tmp_path: Path) -> None:
    file = written(
        tmp_path, 'min_confidence = 0.2\nbatch = 8\nrecord = "a.db"\nactors = ["x.csv"]\n'
    )
    found = load(file, environ={"DETENTE_MIN_CONFIDENCE": "0.4", "HOME": "/"})
    assert (found.min_confidence, found.batch) == (0.4, 8)
    assert found.record == tmp_path / "conf" / "a.db"
    assert found.actors == (tmp_path / "conf" / "x.csv",)


def test_the_file_here_is_read_by_itself(tmp_path: Path) -> None:
    (tmp_path / "detente.toml").write_text("batch = 3\n")
    assert load(environ={}).batch == 3


def test_the_environment_can_name_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, "min_confidence = 0.5\n")
    assert load(environ={"DETENTE_SETTINGS": str(file)}).min_confidence == 0.5


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("RECORD", "b.db", Path("b.db")),
        ("ACTORS", "a.csv:b.csv", (Path("a.csv"), Path("b.csv"))),
        ("OUTLETS", "o.csv", Path("o.csv")),
        ("PIPELINE", "en_core_web_trf", "en_core_web_trf"),
        ("MIN_CONFIDENCE", "0.25", 0.25),
        ("BATCH", "64", 64),
    ],
)
def test_each_option_by_its_variable(name: str, value: str, expected: object) -> None:
    found = load(environ={f"DETENTE_{name}": value})
    assert getattr(found, name.lower()) == expected


HERE = "http://localhost:11434/v1"
LLM = {"DETENTE_LLM_ADDRESS": HERE, "DETENTE_LLM_MODEL": "tiny"}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ADDRESS", "https://[::1]:8080/v1?x=1", "https://[::1]:8080/v1?x=1"),
        ("ADDRESS", "", None),
        ("MODEL", "large:7b", "large:7b"),
        ("KEY_VARIABLE", "TINY_KEY", "TINY_KEY"),
        ("KEY_VARIABLE", "", None),
        ("TIMEOUT", "2.5", 2.5),
        ("MAX_TOKENS", "99", 99),
        ("CONCURRENCY", "8", 8),
    ],
)
def test_each_option_of_a_section_by_its_variable(name: str, value: str, expected: object) -> None:
    found = load(environ={**LLM, f"DETENTE_LLM_{name}": value})
    assert getattr(found.llm, name.lower()) == expected


def test_a_section_of_the_file_and_then_the_environment(tmp_path: Path) -> None:
    file = written(tmp_path, f'batch = 8\n[llm]\naddress = "{HERE}"\nmodel = "a"\ntimeout = 9\n')
    found = load(file, environ={"DETENTE_LLM_MODEL": "b"})
    assert found == Settings(batch=8, llm=Llm(HERE, "b", timeout=9.0))


def test_an_address_needs_a_model() -> None:
    with pytest.raises(SettingsError, match=r"llm\.model: is needed"):
        load(environ={"DETENTE_LLM_ADDRESS": HERE})
    assert load(environ={"DETENTE_LLM_MODEL": "tiny"}).llm.address is None


SECRET = "sk-abc-123"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ('[llm]\naddress = "localhost:1/v1"', "llm.address"),
        ('[llm]\naddress = "ftp://localhost/v1"', "llm.address"),
        ('[llm]\naddress = "http:///v1"', "llm.address"),
        ('[llm]\naddress = "http://localhost:99999/v1"', "llm.address"),
        ('[llm]\naddress = "http://local host/v1"', "llm.address"),
        (f'[llm]\naddress = "http://me:{SECRET}@localhost/v1"', "llm.address"),
        (f'[llm]\nkey_variable = "{SECRET}"', "llm.key_variable"),
        ("[llm]\ntimeout = 0", "llm.timeout"),
        ("[llm]\ntimeout = inf", "llm.timeout"),
        ("[llm]\ntimeout = true", "llm.timeout"),
        ("[llm]\nmax_tokens = 0", "llm.max_tokens"),
        ("[llm]\nconcurrency = 0", "llm.concurrency"),
        ('[llm]\nmodel = ""', "llm.model"),
    ],
)
def test_an_impossible_value_of_a_section(tmp_path: Path, words: str, key: str) -> None:
    file = written(tmp_path, words)
    with pytest.raises(SettingsError, match=f"{key}: must be") as error:
        load(file, environ={})
    shown = [str(error.value), str(error.value.__cause__)]
    assert str(file) in shown[0] and not any(SECRET in words for words in shown)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('[llm]\nadress = "x"', r"llm.adress: there is no such option \(did you mean llm.address"),
        (f'[llm]\nkey = "{SECRET}"', "llm.key: there is no such option"),
        ('[lmm]\naddress = "x"', "lmm: there is no such option"),
        ("llm = 3", "llm: there is no such option"),
        ("[batch]\nsize = 3", "batch: must be"),
    ],
)
def test_an_unknown_option_of_a_section(tmp_path: Path, words: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told) as error:
        load(written(tmp_path, words), environ={})
    assert SECRET not in str(error.value)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("batch = 0", "batch"),
        ("batch = 1.5", "batch"),
        ("batch = true", "batch"),
        ('outlets = ""', "outlets"),
        ("min_confidence = 2", "min_confidence"),
        ("min_confidence = nan", "min_confidence"),
        ("record = 3", "record"),
        ('pipeline = ""', "pipeline"),
        ("actors = [1]", "actors"),
        ("batch = -1", "batch"),
    ],
)
def test_an_impossible_value_names_file_and_key(tmp_path: Path, words: str, key: str) -> None:
    file = written(tmp_path, words)
    with pytest.raises(SettingsError, match=f"{key}: must be") as error:
        load(file, environ={})
    assert str(file) in str(error.value)


def test_an_unknown_option_names_file_and_key_and_the_nearest(tmp_path: Path) -> None:
    file = written(tmp_path, "batches = 2\n")
    with pytest.raises(SettingsError, match=r"batches: there is no such option.*batch") as error:
        load(file, environ={})
    assert str(file) in str(error.value)


def test_an_unknown_variable_is_named() -> None:
    with pytest.raises(SettingsError, match="DETENTE_BATCHES: there is no such option"):
        load(environ={"DETENTE_BATCHES": "2"})


def test_a_variable_with_an_impossible_value_is_named() -> None:
    with pytest.raises(SettingsError, match="DETENTE_BATCH: must be a whole number from 1"):
        load(environ={"DETENTE_BATCH": "many"})


def test_a_file_that_is_no_toml_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no TOML"):
        load(written(tmp_path, "batch 2"), environ={})
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path / "none.toml", environ={})


def test_the_manual_names_every_option() -> None:
    table = describe()
    for option in OPTIONS:
        assert f"| `{option.name}` | `{option.variable}` |" in table
        assert option.help.endswith(".") and option.help in table
    assert len(table.splitlines()) == len(OPTIONS) + 2


def test_only_what_changes_coding_marks_a_run() -> None:
    coding = Settings(batch=2, record=Path("z.db")).coding()
    assert coding == Settings().coding()
    assert coding != Settings(pipeline="other").coding()
    assert set(coding) == {"actors", "outlets", "pipeline", "min_confidence", "evidence"}


def test_a_model_marks_a_run_with_what_decides_its_answers() -> None:
    asked = Settings(llm=Llm(HERE, "tiny"))
    coding = asked.coding()
    assert set(coding) - set(Settings().coding()) == {"llm.address", "llm.model", "llm.max_tokens"}
    others = (Llm(HERE, "large"), Llm(HERE + "/", "tiny"), Llm(HERE, "tiny", max_tokens=9))
    assert all(Settings(llm=other).coding() != coding for other in others)
    same = Llm(HERE, "tiny", key_variable="K", timeout=1, concurrency=9)
    assert Settings(llm=same).coding() == coding
    assert Settings(llm=Llm(None, "tiny")).coding() == Settings().coding()
