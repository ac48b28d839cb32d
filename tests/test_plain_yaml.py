"""The codebook's YAML: plain values, and files that are refused with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import CodebookError
from detente.events.plain_yaml import read_yaml


def read(tmp_path: Path, text: str) -> dict[str, object]:
    """The mapping in a file of this text."""
    path = tmp_path / "T.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("on", "on"),
        ("off", "off"),
        ("no", "no"),
        ("yes", "yes"),
        ("true", True),
        ("false", False),
        ("3", 3),
        ("-1.5", -1.5),
        ("2022-02-09", "2022-02-09"),
        ('"3"', "3"),
        ("'true'", "true"),
        ("[on, {off: 1}]", ["on", {"off": 1}]),
        (">-\n  one\n  two", "one two"),
    ],
)
def test_values(tmp_path: Path, written: str, value: object) -> None:
    found = read(tmp_path, f"key: {written}\n")["key"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\na: 2\n", "T.yaml:2"),
        ("a: &x 1\nb: *x\n", "T.yaml:2"),
        ("a: 1\nb: [1\n", "T.yaml:3"),
        ("a: 1\n? [b]\n: 2\n", "T.yaml:2"),
        ("- a\n- b\n", "T.yaml"),
        ("", "T.yaml"),
        ("a: 1\n---\nb: 2\n", "T.yaml"),
    ],
)
def test_what_is_no_plain_mapping_is_refused_with_its_place(
    tmp_path: Path, text: str, place: str
) -> None:
    with pytest.raises(CodebookError) as caught:
        read(tmp_path, text)
    assert caught.value.place == place
