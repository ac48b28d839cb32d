"""Why a coder's events and the gold differ, sentence by sentence, grouped by cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.evaluate.compare import same_date, same_status, same_type, same_voice, token_f1
from detente.evaluate.gold import GoldEvent, GoldSentence
from detente.evaluate.predicted import Predicted
from detente.evaluate.score import Outcome, Pair, Score, counted, left_over

CAUSES: tuple[str, ...] = (
    "missed: nothing found in the sentence",
    "missed: another type found there",
    "missed: right type, wrong actor",
    "invented: no gold event in the sentence",
    "invented: wrong type",
    "invented: right type, wrong actor",
    "wrong status",
    "wrong nearest voice",
    "wrong date",
    "content below .5",
    "condition below .5",
)
"""All causes, in the order in which they are told."""

_EMPTY, _OTHER, _ACTOR, _NONE, _TYPE, _PARTY, _STATUS, _VOICE, _DATE, _CONTENT, _CONDITION = CAUSES
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference: the sentence, what the gold wants there and what was found."""

    cause: str
    sentence: GoldSentence
    wanted: tuple[GoldEvent, ...]
    found: tuple[Predicted, ...]


def faults(score: Score) -> tuple[Fault, ...]:
    """Every difference of a scored run, in the order of the sentences."""
    return tuple(fault for outcome in score.outcomes for fault in _of(outcome))


def grouped(score: Score) -> tuple[tuple[str, tuple[Fault, ...]], ...]:
    """The differences by cause, in the order of CAUSES; causes without any are left out."""
    found = faults(score)
    groups = ((cause, tuple(f for f in found if f.cause == cause)) for cause in CAUSES)
    return tuple((cause, group) for cause, group in groups if group)


def _of(outcome: Outcome) -> Iterator[Fault]:
    invented, missed = left_over(outcome, outcome.matched)
    for gold in missed:
        yield Fault(_missed(gold, invented, outcome), outcome.sentence, (gold,), outcome.found)
    for event in invented:
        yield Fault(_invented(event, missed, outcome), outcome.sentence, tuple(missed), (event,))
    for pair in counted(outcome.matched):
        for cause in _differences(pair):
            yield Fault(cause, outcome.sentence, (pair[1],), (pair[0],))


def _missed(gold: GoldEvent, invented: Iterable[Predicted], outcome: Outcome) -> str:
    if not outcome.found:
        return _EMPTY
    return _ACTOR if any(same_type(event, gold) for event in invented) else _OTHER


def _invented(event: Predicted, missed: Iterable[GoldEvent], outcome: Outcome) -> str:
    if not outcome.sentence.events:
        return _NONE
    return _PARTY if any(same_type(event, gold) for gold in missed) else _TYPE


def _differences(pair: Pair) -> Iterator[str]:
    found, gold = pair
    if not same_status(found, gold):
        yield _STATUS
    if not same_voice(found, gold):
        yield _VOICE
    if gold.date is not None and not same_date(found, gold):
        yield _DATE
    if gold.content and token_f1(found.content, gold.content) < _ENOUGH:
        yield _CONTENT
    if gold.condition and token_f1(found.condition, gold.condition) < _ENOUGH:
        yield _CONDITION
