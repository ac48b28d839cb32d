"""Whether one field of a predicted event agrees with the gold: a rule of scoring a function."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from detente.evaluate.gold import GoldActor, GoldEvent, either
from detente.evaluate.names import fold, same_name, tokens
from detente.evaluate.predicted import Party, Predicted, Voice
from detente.evaluate.words import MARKERS, STATELESS, SYMMETRIC

_WIKIDATA = re.compile(r"Q\d+")


def same_type(found: Predicted, gold: GoldEvent) -> bool:
    """The type is the gold's, or one of its alternatives."""
    return found.type in either(gold.type)


def same_event(found: Predicted, gold: GoldEvent) -> bool:
    """Type, one source and one target agree; either order where the act is symmetric."""
    if not same_type(found, gold):
        return False
    if _sides(found.source, found.target, gold):
        return True
    return found.type in SYMMETRIC and _sides(found.target, found.source, gold)


def _sides(source: Sequence[Party], target: Sequence[Party], gold: GoldEvent) -> bool:
    return same_side(source, gold.source) and same_side(target, gold.target)


def same_side(found: Sequence[Party], gold: Sequence[GoldActor]) -> bool:
    """One actor agrees; a gold side without actors matches any, `GRP` also a missing one."""
    if not gold:
        return True
    if not found:
        return any("GRP" in either(actor.country) for actor in gold)
    return any(same_actor(party, actor) for party in found for actor in gold)


def same_actor(found: Party, gold: GoldActor) -> bool:
    """The country is the gold's; organisations must also be the same one.

    A group of states (`GRP`) matches any non-state code and none.
    """
    codes = either(gold.country)
    country = found.country or ""
    if "GRP" in codes and (country in STATELESS or country in {"", "GRP"}):
        return True
    if country not in codes:
        return False
    return country not in STATELESS or _same_body(found, gold)


def _same_body(found: Party, gold: GoldActor) -> bool:
    """Ids of one kind decide; otherwise names; a gold body without an id is any of its code."""
    if gold.id is None:
        return True
    ids = either(gold.id)
    if found.id is not None:
        if found.id in ids:
            return True
        if any(bool(_WIKIDATA.fullmatch(i)) == bool(_WIKIDATA.fullmatch(found.id)) for i in ids):
            return False
    names = {name for name in (found.name, found.text, found.id or "") if name}
    wanted = {*ids, *either(gold.text)} - {""}
    return any(same_name(name, other) for name in names for other in wanted)


def same_status(found: Predicted, gold: GoldEvent) -> bool:
    """The status is the gold's, or one of its alternatives."""
    return found.status in either(gold.status)


def same_mode(found: Predicted, gold: GoldEvent) -> bool:
    """The mode is the gold's, or one of its alternatives."""
    return found.mode in either(gold.mode)


def same_voice(found: Predicted, gold: GoldEvent) -> bool:
    """The nearest voice is one identity; an empty gold list is the outlet's own voice."""
    wanted = either(gold.attribution[0]) if gold.attribution else ("",)
    voices = [voice for voice in found.voices if voice.kind != "outlet"]
    nearest = voices[0] if voices else None
    return any(_one_voice(nearest, name) for name in wanted)


def _one_voice(found: Voice | None, gold: str) -> bool:
    if not gold:
        return found is None or found.kind == "agency"
    if found is None:
        return False
    return found.id == gold or same_name(found.name, gold)


def same_date(found: Predicted, gold: GoldEvent) -> bool:
    """The interval is exactly the gold's; ask only where the gold has one."""
    return found.date == gold.date


def words(text: str) -> tuple[str, ...]:
    """The words compared in contents and conditions: no marker in front, no quotation marks."""
    found = tokens(re.sub(r"\[[^\]]*\]", " ", text))
    while marker := next((m for m in MARKERS if found[: len(m)] == m), None):
        found = found[len(marker) :]
    return found


def token_f1(found: str, gold: str) -> float:
    """Token F1 of two spans of words, the best over the gold's alternatives, 0 to 1."""
    return max(_one_f1(words(found), words(part)) for part in either(gold))


def _one_f1(found: tuple[str, ...], gold: tuple[str, ...]) -> float:
    if not found or not gold:
        return float(found == gold)
    shared = sum((Counter(found) & Counter(gold)).values())
    return 2 * shared / (len(found) + len(gold))


_FIELDS: tuple[tuple[float, Callable[[Predicted, GoldEvent], bool]], ...] = (
    (4.0, same_event),
    (1.0, same_status),
    (1.0, same_voice),
    (1.0, same_mode),
    (1.0, lambda found, gold: gold.date is None or same_date(found, gold)),
)


def closeness(found: Predicted, gold: GoldEvent) -> float:
    """On how many fields the two agree: which of several matches is taken first."""
    score = sum(weight for weight, agrees in _FIELDS if agrees(found, gold))
    if gold.content or found.content:
        score += 2 * token_f1(found.content, gold.content)
    if gold.condition or found.condition:
        score += token_f1(found.condition, gold.condition)
    mine, theirs = {fold(w) for w in tokens(found.trigger)}, {fold(w) for w in tokens(gold.trigger)}
    return score + bool(mine & theirs)
