"""The corpus to train on: every file of it loads, and the check finds what it is there to find."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from gold_samples import PORT

ROOT = Path(__file__).parent.parent


def script(name: str = "check_corpus") -> ModuleType:
    """A script, which is no part of the package."""
    path = ROOT / "scripts" / f"{name}.py"
    if not path.is_file():
        pytest.skip("no scripts/ beside the tests: not a checkout")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def put(folder: Path, part: str, doc: str, text: str) -> None:
    (folder / part).mkdir(exist_ok=True)
    (folder / part / f"{doc}.gold").write_text(text.replace("doc: port", f"doc: {doc}"))


def test_the_corpus_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    check = script()
    if not check.FOLDER.is_dir():
        pytest.skip("no corpus/ here: it comes with a checkout, not with the wheel")
    assert check.main([]) == 0, capsys.readouterr().err


def test_counts_and_hash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "dev", "port", PORT)
    assert script().main([str(tmp_path)]) == 0
    out = capsys.readouterr().out
    dev = next(line for line in out.splitlines() if line.startswith("dev"))
    assert dev.split() == ["dev", "1", "3", "33.3%", "2", "0"]
    assert "PROTEST/strike" in out
    assert len(out.split("sha256 ")[1].strip()) == 64


def test_a_fault_has_its_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "train", "port", PORT.replace("PROTEST/strike actual", "PROTEST/strike maybe"))
    assert script().main([str(tmp_path)]) == 2
    assert "train/port.gold:10" in capsys.readouterr().err


def test_a_sentence_twice_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "train", "port", PORT)
    put(tmp_path, "test", "quay", "doc: quay\n\nHerring was “cheap”.\n  none | markets\n")
    assert script().main([str(tmp_path)]) == 2
    assert "test/quay.gold:3: the sentence of" in capsys.readouterr().err


def test_a_document_in_two_parts_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "train", "port", PORT)
    put(tmp_path, "dev", "port", "doc: port\n\nIt rained.\n  none | weather\n")
    assert script().main([str(tmp_path)]) == 2
    assert "dev/port.gold:1: doc: 'port' stands in" in capsys.readouterr().err


def test_a_sector_is_no_country(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "train", "port", PORT.replace("Dockers=NOR/LAB", "Dockers=LAB"))
    assert script().main([str(tmp_path)]) == 2
    assert "train/port.gold:10: 'Dockers': no code: LAB" in capsys.readouterr().err


def test_no_file_is_a_fault(tmp_path: Path) -> None:
    assert script().main([str(tmp_path)]) == 2


def test_a_coding_agrees_with_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "train", "port", PORT)
    put(tmp_path, "second", "port", PORT)
    assert script("corpus_agreement").main([str(tmp_path), str(tmp_path / "second")]) == 0
    out = capsys.readouterr().out
    figures = [word for line in out.splitlines() for word in line.split() if "." in word]
    assert figures and {figure.strip("()") for figure in figures} == {"1.000"}


def test_two_codings_that_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "train", "port", PORT)
    put(tmp_path, "second", "port", PORT.replace("PROTEST/strike actual", "REJECT|AGREE possible"))
    script("corpus_agreement").main([str(tmp_path), str(tmp_path / "second"), "--list"])
    out = capsys.readouterr().out
    assert "type, F1                                      0.500            0.500" in out
    assert "port:2 Dockers in Bergen walked out." in out
    assert "port:1" not in out


def test_an_alternative_on_either_side_agrees(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "train", "port", PORT)
    put(tmp_path, "second", "port", PORT.replace("PROTEST/strike", "ACCUSE|PROTEST/strike"))
    script("corpus_agreement").main([str(tmp_path), str(tmp_path / "second")])
    assert "matched in full 2; only second 0; only first 0" in capsys.readouterr().out


def test_two_codings_of_other_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "train", "port", PORT)
    put(tmp_path, "second", "port", PORT.replace("Herring was", "Herring is"))
    assert script("corpus_agreement").main([str(tmp_path), str(tmp_path / "second")]) == 2
    assert "the sentences of the two codings differ" in capsys.readouterr().err
