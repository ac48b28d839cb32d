"""Where the gold itself is in doubt: it calls an event optional, leaves the point open with
`A|B`, or a second coding of the same sentence sees it otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.errors import GoldError
from detente.evaluate import markup
from detente.evaluate.compare import (
    same_date,
    same_event,
    same_status,
    same_type,
    same_voice,
    token_f1,
)
from detente.evaluate.gold import GoldActor, GoldEvent, GoldReport, GoldSentence, either
from detente.evaluate.predicted import Party, Predicted, Voice
from detente.evaluate.score import Outcome, match

Coding = Mapping[tuple[str, int], GoldSentence]
"""Sentences of a coding by `doc` and `i`."""
HALF = 0.5
"""Token F1 below which a span is another one."""


@dataclass(frozen=True, slots=True)
class Point:
    """What a fault is about: the two events, the field ("" for the act as a whole), its part."""

    gold: GoldEvent | None
    found: Predicted | None
    field: str
    about: str = ""


def doubt(point: Point, outcome: Outcome, second: Coding) -> str:
    """Why the gold is in doubt at this point, "" where it is not."""
    if point.gold is not None and point.gold.optional:
        return "optional"
    if open_field := _open(point):
        return f"A|B in {open_field}"
    other = second.get((outcome.sentence.doc, outcome.sentence.i))
    return _disagrees(point, outcome.sentence, other) if other is not None else ""


def span_differs(found: Predicted, gold: GoldEvent, name: str) -> bool:
    """True where the gold has a content or condition and the found words are not half of it."""
    wanted = str(getattr(gold, name))
    return bool(wanted) and token_f1(str(getattr(found, name)), wanted) < HALF


# --- alternatives ---------------------------------------------------------------------


def _open(point: Point) -> str:
    """The field in question where the gold gives alternatives for it."""
    gold = point.gold
    if gold is None:
        return ""
    return next((name for name, value in _in_question(gold, point) if "|" in value), "")


def _in_question(gold: GoldEvent, point: Point) -> Iterator[tuple[str, str]]:
    if point.field in ("type", "status"):
        yield point.field, str(getattr(gold, point.field))
    elif point.field == "":  # nothing read: in doubt only where the gold may be no act at all
        yield "type", gold.type if "STATE" in either(gold.type) else ""
    elif point.field == "speaker":
        yield "by", gold.attribution[0] if gold.attribution else ""
    elif point.field == "span":
        for name in point.about.split(" and "):
            yield name, str(getattr(gold, name))
    elif point.field == "sides":
        for name in point.about.split(" and "):
            for actor in getattr(gold, name):
                yield name, f"{actor.country}{actor.id or ''}"


# --- a second coding ------------------------------------------------------------------


def load_second(folder: Path, golds: Iterable[GoldReport]) -> Coding:
    """The second coding of those reports that it has; GoldError where it has none of them,
    or where the words of a report are not the same."""
    first = {report.id: report for report in golds}
    codings = [report for report in markup.load(folder) if report.id in first]
    if not codings:
        raise GoldError("codes none of these reports a second time", str(folder))
    for report in codings:
        _same_text(first[report.id], report, folder)
    return {(report.id, s.i): s for report in codings for s in report.sentences}


def _same_text(one: GoldReport, two: GoldReport, folder: Path) -> None:
    texts = {sentence.i: sentence.text for sentence in one.sentences}
    for sentence in two.sentences:
        if texts.get(sentence.i) != sentence.text:
            place = f"{folder}: {two.id}:{sentence.i}"
            raise GoldError("this sentence is another one in the first coding", place)


_SAME: Mapping[str, Callable[[Predicted, GoldEvent], bool]] = {
    "status": same_status,
    "speaker": same_voice,
    "date": lambda found, gold: gold.date is None or same_date(found, gold),
}


def _disagrees(point: Point, sentence: GoldSentence, other: GoldSentence) -> str:
    codings = [as_found(event, sentence.events) for event in other.events]
    optional = {id(p) for p, e in zip(codings, other.events, strict=True) if e.optional}
    rule = same_type if point.field in ("", "type") else same_event
    pairs = match(codings, sentence.events, rule)
    if point.gold is None:
        spare = {id(p) for p in codings} - {id(p) for p, _ in pairs}
        left = [e for e, p in zip(other.events, codings, strict=True) if id(p) in spare]
        return _supported(point.found, left)
    mine = next((p for p, g in pairs if g is point.gold), None)
    if mine is None:
        return _told_otherwise(point.gold, codings)
    if id(mine) in optional:
        return "optional in the second coding"
    return _other_field(point, mine, point.gold)


def _supported(found: Predicted | None, left: Sequence[GoldEvent]) -> str:
    """An invention that the second coding has and the first has not."""
    has = found is not None and any(same_type(found, event) for event in left)
    return "the second coding has it" if has else ""


def _told_otherwise(gold: GoldEvent, codings: Sequence[Predicted]) -> str:
    near = any(same_type(coding, gold) for coding in codings)
    return f"the second coding has {'other sides' if near else 'no such act'}"


def _other_field(point: Point, mine: Predicted, gold: GoldEvent) -> str:
    if point.field == "span":
        names = [n for n in point.about.split(" and ") if span_differs(mine, gold, n)]
        return f"the second coding has another {names[0]}" if names else ""
    same = _SAME.get(point.field)
    if same is None or same(mine, gold):
        return ""
    return f"the second coding has another {point.field}"


# --- a coding as a coder's ------------------------------------------------------------


def as_found(event: GoldEvent, others: Sequence[GoldEvent]) -> Predicted:
    """A gold event as if a coder had found it; of `A|B` what one of `others` has, else A."""
    kind = _narrow(event.type, [other.type for other in others])
    near = [other for other in others if kind in either(other.type)]
    voices = [_narrow(v, [w for o in near for w in o.attribution]) for v in event.attribution]
    return Predicted(
        report="",
        type=kind,
        status=_narrow(event.status, [other.status for other in near]),
        start=0,
        trigger=_narrow(event.trigger, [other.trigger for other in near]),
        mode=_narrow(event.mode, [other.mode for other in near]),
        source=tuple(_parties(event.source)),
        target=tuple(_parties(event.target)),
        content=_narrow(event.content, [other.content for other in near]),
        condition=_narrow(event.condition, [other.condition for other in near]),
        voices=tuple(Voice(name, "indirect") for name in voices),
        date=event.date,
    )


def _narrow(value: str, others: Sequence[str]) -> str:
    allowed = {part for other in others for part in either(other)}
    return next((part for part in either(value) if part in allowed), either(value)[0])


def _parties(actors: Sequence[GoldActor]) -> Iterator[Party]:
    """A party for each alternative of each actor: one of them has to agree."""
    for actor in actors:
        for text in either(actor.text):
            for country in either(actor.country):
                for identity in either(actor.id or ""):
                    yield Party(text, text, country, identity or None)
