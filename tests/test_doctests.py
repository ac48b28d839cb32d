"""The examples in docstrings run; modules without one are not imported for it."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import detente

ROOT = Path(detente.__file__).parent
TOLD = [p for p in sorted(ROOT.rglob("*.py")) if ">>> " in p.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", TOLD, ids=lambda p: str(p.relative_to(ROOT)))
def test_examples_hold(path: Path) -> None:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
    result = doctest.testmod(module)
    assert result.attempted, "the example is in no docstring that doctest finds"
    assert not result.failed
