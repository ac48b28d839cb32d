"""Why a coder's events and the gold differ: every miss and every invention under one cause.

1. A missed and an invented event of one type are one fault: a side's words or its code.
2. A missed event and another type read at or near its trigger are one fault: the type.
3. What is left was not read at all, or was invented.
4. On the events matched in full: status, nearest voice, date, words of content and condition.
5. Where the gold itself leaves the point open, the fault is the gold's: `doubts.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.evaluate.compare import (
    same_date,
    same_side,
    same_status,
    same_type,
    same_voice,
)
from detente.evaluate.doubts import Coding, Point, doubt, span_differs
from detente.evaluate.gold import GoldActor, GoldEvent, GoldSentence, either
from detente.evaluate.names import tokens
from detente.evaluate.predicted import Party, Predicted
from detente.evaluate.score import Outcome, Pair, Score, counted, is_state, match
from detente.evaluate.triggers import near
from detente.evaluate.words import SYMMETRIC

CAUSES: Mapping[str, str] = {
    "no clause": "nothing read at or near the gold trigger",
    "wrong type": "something read there, with another type",
    "wrong argument": "type right, a side has other words",
    "wrong actor": "type and words right, the code is not",
    "wrong status": "did it happen",
    "wrong speaker": "the nearest voice",
    "wrong date": "the days, where the gold has some",
    "wrong span": "content or condition below half token overlap",
    "invented alone": "in a sentence without acts",
    "invented beside others": "in a sentence with acts",
    "gold doubtful": "optional or A|B there, or a second coding disagrees",
}
"""All causes with what each means, in the order in which they are told."""

_CLAUSE, _TYPE, _ARGUMENT, _ACTOR, _STATUS, _VOICE, _DATE, _SPAN, _ALONE, _BESIDE, _DOUBT = CAUSES
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference; `about` says which side or field, `missed` and `invented` what it costs.

    Where the gold is in doubt, `doubt` says why and `otherwise` is the cause without the doubt.
    """

    cause: str
    sentence: GoldSentence
    gold: GoldEvent | None = None
    found: Predicted | None = None
    about: str = ""
    missed: bool = False
    invented: bool = False
    doubt: str = ""
    otherwise: str = ""


def faults(score: Score, second: Coding | None = None) -> tuple[Fault, ...]:
    """Every difference of a scored run, in the order of the sentences.

    `second` is another coding of the same sentences, for `gold doubtful`.
    """
    return tuple(
        _weighed(fault, outcome, second or {})
        for outcome in score.outcomes
        for fault in (*_unmatched(outcome), *_matched(outcome))
    )


def _weighed(fault: Fault, outcome: Outcome, second: Coding) -> Fault:
    point = Point(fault.gold, fault.found, _field(fault.cause), fault.about)
    why = doubt(point, outcome, second)
    return replace(fault, cause=_DOUBT, doubt=why, otherwise=fault.cause) if why else fault


def _field(cause: str) -> str:
    """The field of the gold that a cause blames, "" where it is the event as a whole."""
    if cause in (_ARGUMENT, _ACTOR):
        return "sides"
    return cause.removeprefix("wrong ") if cause.startswith("wrong ") else ""


# --- missed and invented --------------------------------------------------------------


def _unmatched(outcome: Outcome) -> Iterator[Fault]:
    """Stages 1 to 3; each event is used once."""
    sentence = outcome.sentence
    matched = {id(one) for pair in outcome.matched for one in pair}
    found = [event for event in outcome.found if id(event) not in matched]
    golds = [gold for gold in sentence.events if id(gold) not in matched]
    typed = _one_type(found, golds)
    yield from (_fault(*_sides(event, gold), sentence, gold, event) for event, gold in typed)
    found, golds = _left(found, golds, typed)
    placed = _one_place(found, golds, sentence)
    yield from (_fault(_TYPE, "", sentence, gold, event) for event, gold in placed)
    found, golds = _left(found, golds, placed)
    yield from (_fault(_CLAUSE, "", sentence, gold, None) for gold in golds if _asked(gold))
    invention = _BESIDE if any(map(_asked, sentence.events)) else _ALONE
    yield from (_fault(invention, "", sentence, None, e) for e in found if _counts(e))


def _asked(gold: GoldEvent) -> bool:
    """Whether to miss it is an error."""
    return not gold.optional and not is_state(gold)


def _counts(event: Predicted) -> bool:
    """Whether to invent it is an error."""
    return event.type != "STATE"


def _fault(
    cause: str,
    about: str,
    sentence: GoldSentence,
    gold: GoldEvent | None,
    event: Predicted | None,
) -> Fault:
    missed = gold is not None and _asked(gold)
    invented = event is not None and _counts(event)
    return Fault(cause, sentence, gold, event, about, missed=missed, invented=invented)


def _left(
    found: Sequence[Predicted], golds: Sequence[GoldEvent], pairs: Iterable[Pair]
) -> tuple[list[Predicted], list[GoldEvent]]:
    used = {id(one) for pair in pairs for one in pair}
    return [p for p in found if id(p) not in used], [g for g in golds if id(g) not in used]


def _one_type(found: Sequence[Predicted], golds: Sequence[GoldEvent]) -> tuple[Pair, ...]:
    """What has one type and other actors, the closest first."""
    return match(found, golds, lambda p, g: same_type(p, g) and (_asked(g) or _counts(p)))


def _one_place(
    found: Sequence[Predicted], golds: Sequence[GoldEvent], sentence: GoldSentence
) -> tuple[Pair, ...]:
    """What was read at or near one trigger, what is asked and the nearest first."""
    ranked = []
    for p, event in enumerate(found):
        for g, gold in enumerate(golds):
            distance = near(event, gold, sentence)
            if distance is not None and (_asked(gold) or _counts(event)):
                ranked.append((not _asked(gold), distance, g, p))
    used_found, used_golds, pairs = set[int](), set[int](), list[Pair]()
    for _, _, g, p in sorted(ranked):
        if p not in used_found and g not in used_golds:
            used_found.add(p)
            used_golds.add(g)
            pairs.append((found[p], golds[g]))
    return tuple(pairs)


# --- right type, wrong side -----------------------------------------------------------


def _sides(event: Predicted, gold: GoldEvent) -> tuple[str, str]:
    """Whether the words of a side differ or only its code, and which sides."""
    orders = [(event.source, event.target)]
    if event.type in SYMMETRIC:
        orders.append((event.target, event.source))
    wrong = min((_wrong(source, target, gold) for source, target in orders), key=len)
    words = [name for name, mine, theirs in wrong if not _same_words(mine, theirs)]
    return (_ARGUMENT if words else _ACTOR), " and ".join(words or [name for name, _, _ in wrong])


def _wrong(
    source: Sequence[Party], target: Sequence[Party], gold: GoldEvent
) -> list[tuple[str, Sequence[Party], Sequence[GoldActor]]]:
    both = (("source", source, gold.source), ("target", target, gold.target))
    return [side for side in both if not same_side(side[1], side[2])]


def _same_words(found: Sequence[Party], gold: Sequence[GoldActor]) -> bool:
    """One party's words are one gold actor's, or more than half of the shorter of the two."""
    texts = [part for actor in gold for part in either(actor.text)]
    return any(_overlap(party.text, text) for party in found for text in texts)


def _overlap(one: str, two: str) -> bool:
    mine, theirs = set(tokens(one)) - _ARTICLES, set(tokens(two)) - _ARTICLES
    return mine == theirs or 2 * len(mine & theirs) > min(len(mine), len(theirs))


# --- matched --------------------------------------------------------------------------


def _matched(outcome: Outcome) -> Iterator[Fault]:
    """Stage 4: the fields of what was found with type and sides."""
    for event, gold in counted(outcome.matched):
        for cause, about in _differences(event, gold):
            yield Fault(cause, outcome.sentence, gold, event, about)


def _differences(found: Predicted, gold: GoldEvent) -> Iterator[tuple[str, str]]:
    if not same_status(found, gold):
        yield _STATUS, ""
    if not same_voice(found, gold):
        yield _VOICE, ""
    if gold.date is not None and not same_date(found, gold):
        yield _DATE, ""
    spans = [name for name in ("content", "condition") if span_differs(found, gold, name)]
    if spans:
        yield _SPAN, " and ".join(spans)
