"""Looking back over what a report has mentioned for the one that fits."""

from __future__ import annotations

from collections.abc import Callable

from detente.actors.memory import Sighting
from detente.actors.stage import Stage
from detente.types import Mention


def is_body(sighting: Sighting, *, named: bool = False) -> bool:
    if len(sighting.actors) != 1 or sighting.plural:
        return False
    actor = sighting.actors[0]
    return actor.kind not in {"person", "country"} and (actor.id is not None or not named)


def last_seen(
    stage: Stage, mention: Mention, fits: Callable[[Sighting], bool], window: int = 40
) -> Sighting | None:
    sentence = stage.scene.head(mention).sentence
    inside = stage.scene.quotation(mention.span.start) is not None
    second: Sighting | None = None
    for sighting in stage.memory.recent(sentence, window):
        if sighting.token < mention.head and fits(sighting):
            if sighting.quoted and not inside:
                second = second or sighting
                continue
            return sighting
    return second


def foremost(stage: Stage, mention: Mention, fits: Callable[[Sighting], bool]) -> Sighting | None:
    """The most present sighting that fits: lately, often and as a subject."""
    sentence = stage.scene.head(mention).sentence
    inside = stage.scene.quotation(mention.span.start) is not None
    best: tuple[float, Sighting] | None = None
    for sighting in stage.memory.recent(sentence, 40):
        if sighting.token >= mention.head or not fits(sighting):
            continue
        often = max(stage.memory.counts.get(a.key, 0) for a in sighting.actors)
        score = stage.memory.salience(sighting, sentence) + min(0.5, 0.04 * often)
        score -= 0.6 if sighting.quoted and not inside else 0.0
        if best is None or score > best[0]:
            best = (score, sighting)
    return best[1] if best else None
