"""The manual cannot go stale: what there is is documented, what is documented runs."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer

from detente import demo
from detente.events.entries import MODES, QUADS, STATUSES
from detente.record.export import FORMATS
from detente.record.shape import event_json
from detente.settings import OPTIONS
from detente.show.cli import app, main
from detente.show.fields import DATE, EVENT, PARTICIPANT, PLACE, VOICE
from detente.types import Place, Span

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
import make_docs  # noqa: E402

README = ROOT / "README.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def commands(command: Any = None, name: str = "detente") -> Iterator[tuple[str, Any]]:
    """Every command with its full name, the groups too."""
    command = command or typer.main.get_command(app)
    yield name, command
    for child in getattr(command, "commands", {}).values():
        yield from commands(child, f"{name} {child.name}")


COMMANDS = tuple(commands())


def parameters() -> Iterator[tuple[str, Any]]:
    for name, command in COMMANDS:
        for one in command.params:
            if one.name not in ("help", "install_completion", "show_completion"):
                yield name, one


@pytest.mark.parametrize("name", make_docs.PAGES)
def test_no_page_is_stale(name: str) -> None:
    assert page(name) == make_docs.rendered(name), "run make docs"


def test_the_check_names_what_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_docs, "DOCS", tmp_path)
    monkeypatch.setattr(make_docs.stale, "__defaults__", (tmp_path,))
    assert make_docs.main(["--check"]) == 1
    assert make_docs.main([]) == 0
    assert make_docs.main(["--check"]) == 0
    (tmp_path / "settings.md").write_text("old")
    assert make_docs.main(["--check"]) == 1


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_is_documented(name: str, command: Any) -> None:
    assert f"## `{name}`" in page("commands.md")
    assert command.help and command.help.strip().split("\n")[0].rstrip(".:")


@pytest.mark.parametrize(("name", "one"), tuple(parameters()))
def test_every_option_has_its_help_and_is_documented(name: str, one: Any) -> None:
    assert one.help, f"{name} {one.name} has no help"
    section = page("commands.md").split(f"## `{name}`\n")[1].split("\n## `")[0]
    for option in one.opts if one.param_type_name == "option" else ():
        assert f"`{option}`" in section


@pytest.mark.parametrize("name", QUADS)
def test_every_type_and_mode_is_documented(name: str) -> None:
    section = page("codebook.md").split(f"\n## {name}\n")[1].split("\n## ")[0]
    for mode in MODES.get(name, ()):
        assert f"| `{mode}` |" in section


def test_every_status_setting_and_format_is_documented() -> None:
    assert all(f"`{status}`" in page("codebook.md") for status in STATUSES)
    for option in OPTIONS:
        assert f"`{option.name}`" in page("settings.md")
        assert f"`{option.variable}`" in page("settings.md")
    assert all(f"| `{one.name}` |" in page("record.md") for one in FORMATS)


def test_every_field_of_an_event_is_documented() -> None:
    event, report = make_docs.sample()
    event = replace(event, place=Place("Lima", Span(0, 2), "PER", -12.0, -77.0))
    found: dict[str, Any] = event_json(event, report)
    assert tuple(found) == tuple(name for name, _ in EVENT)
    for part, fields in (
        (found["sources"][0], PARTICIPANT),
        (found["attribution"][0], VOICE),
        (found["date"], DATE),
        (found["place"], PLACE),
    ):
        assert set(part) == {name for name, _ in fields}


def console(text: str) -> list[str]:
    """The commands of the fenced `console` examples."""
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_the_examples_of_the_readme_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    samples = demo.reports_folder()
    shutil.copytree(samples, tmp_path / "detente" / "demo" / "reports")
    shutil.copytree(samples, tmp_path / "reports")
    shutil.copy(min(samples.glob("*.txt")), tmp_path / "report.txt")
    monkeypatch.chdir(tmp_path)
    examples = console(README.read_text(encoding="utf-8"))
    assert len(examples) > 5
    for example in examples:
        words = shlex.split(example, comments=True)
        assert words[0] == "detente"
        assert main(words[1:]) == 0, (example, capsys.readouterr().err)


def test_the_readme_is_short_and_its_links_lead_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    for link in re.findall(r"\]\((?!http)([^)#]+)", text):
        assert (ROOT / link).exists(), link


def test_decisions_are_short_and_say_when_they_would_be_wrong() -> None:
    assert len(DECISIONS) >= 3
    for path in DECISIONS:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 40
        for part in ("**Question.**", "**Choice.**", "**Rejected.**", "**How we would know"):
            assert part in text, (path.name, part)
