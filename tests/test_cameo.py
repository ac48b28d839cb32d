"""The CAMEO table covers the codebook and its codes stand under fitting roots."""

from __future__ import annotations

import pytest

from detente.events.cameo import cameo, table
from detente.events.entries import MODES, QUADS


def test_every_type_and_mode_has_one_code() -> None:
    wanted = {(name, "") for name in QUADS}
    wanted |= {(name, mode) for name, modes in MODES.items() for mode in modes}
    assert set(table()) == wanted


def test_goldstein_values_have_the_sign_of_the_quad() -> None:
    for (name, _), entry in table().items():
        assert -10 <= entry.goldstein <= 10
        if QUADS[name] in (1, 2):
            assert entry.goldstein > 0, name
        elif QUADS[name] in (3, 4):
            assert entry.goldstein < 0, name


def test_code_root_base_and_quad() -> None:
    entry = cameo("RETREAT", "ceasefire")
    assert (entry.code, entry.base, entry.root, entry.quad) == ("0871", "087", "08", 2)
    assert cameo("ASSAULT", "aerial").quad == 4
    assert cameo("STATE", "comment").quad == 1


def test_an_unknown_mode_falls_back_on_its_type() -> None:
    assert cameo("AGREE", "visit") == cameo("AGREE")
    with pytest.raises(KeyError):
        cameo("SHOUT")
