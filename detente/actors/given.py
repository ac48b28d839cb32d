"""Whether a person is he or she: by the tables of office-holders, else by the given name."""

from __future__ import annotations

from functools import cache
from importlib import resources

from detente.actors.names import normalise
from detente.types import Actor


@cache
def _table() -> dict[str, str]:
    text = resources.files("detente.actors").joinpath("data/given.txt").read_text("utf-8")
    out: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            sex, _, names = line.partition(":")
            out.update(dict.fromkeys(names.split(), sex.strip()))
    return out


@cache
def gender(name: str) -> str:
    """ "f" or "m" where the given name tells, "" where it does not.

    >>> gender("Angela Merkel"), gender("Joe Biden"), gender("Putin")
    ('f', 'm', '')
    """
    words = normalise(name).split()
    return _table().get(words[0], "") if len(words) > 1 else ""


@cache
def _women() -> frozenset[str]:
    text = resources.files("detente.actors").joinpath("data/women.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line.startswith("Q"))


def sex(actor: Actor) -> str:
    """ "f", "m", or "" where nothing tells."""
    if actor.key in _women():
        return "f"
    return gender(actor.name) or ("m" if actor.key.startswith("Q") else "")
