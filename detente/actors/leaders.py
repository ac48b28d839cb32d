"""Bare surnames of leaders: "Trump" beside "Melania Trump" is the president."""

from __future__ import annotations

from detente.actors.registry import Term
from detente.actors.resolve import Resolution, resolve_in
from detente.actors.scene import Scene
from detente.types import Mention

LEADING = frozenset({"HOS", "HOG", "LEADER"})


def of_that_name(mention: Mention, answer: Resolution, scene: Scene) -> Resolution | None:
    """The leader in office whom news calls by this surname, where `answer` is a namesake.

    `answer` is whom the report names in full; None where that one holds an office himself,
    where the full name comes first ("Rachel Johnson wrote. Johnson asked"), or where nobody
    of the name leads a state on the report's day.
    """
    named = answer.actor
    if " " in mention.text or mention.kind != "name":
        return None
    if named is None or named.kind != "person" or _leads(named.key, scene):
        return None
    if not _spoken_of_before_the_namesake(mention, scene):
        return None
    for entry in scene.registry.surname(mention.text)[:1]:
        if entry.key != named.key and _leads(entry.key, scene):
            return resolve_in(entry.name, scene.registry, scene.setting)
    return None


def _spoken_of_before_the_namesake(mention: Mention, scene: Scene) -> bool:
    members = [scene.mentions[i] for i in scene.chains.get(mention.chain, ())]
    bare = [m.i for m in members if " " not in m.text]
    full = [m.i for m in members if " " in m.text]
    return bool(bare) and bool(full) and min(bare) < min(full)


def _leads(key: str, scene: Scene) -> bool:
    return any(_is_leading(term, scene) for term in scene.registry.terms(key))


def _is_leading(term: Term, scene: Scene) -> bool:
    on = scene.setting.on
    return term.office in LEADING and (on is None or term.covers(on))
