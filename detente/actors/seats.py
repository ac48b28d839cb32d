"""Seats of organisations that act under a town's name: Brussels."""

from __future__ import annotations

from detente.actors.resolve import Resolution, countries_of, resolve_in
from detente.actors.scene import Scene
from detente.types import Mention

_SEATS = {"Brussels": ("European Union", "BEL")}
_PLACING = frozenset("in at near from to via around outside".split())


def acting(mention: Mention, scene: Scene) -> Resolution | None:
    """The organisation that a seat stands for: not where it is a place ("talks in Brussels"),
    nor in a report that speaks of the country whose capital it is."""
    if mention.text not in _SEATS:
        return None
    token = scene.head(mention)
    if token.dep == "pobj" and scene.tokens[token.head].lemma in _PLACING:
        return None
    body, country = _SEATS[mention.text]
    named = (m.text for m in scene.mentions if m.kind in {"name", "adjective"})
    others = (text for text in named if text != mention.text)
    if any(country in countries_of(text, scene.registry) for text in others):
        return None
    return resolve_in(body, scene.registry, scene.setting)
