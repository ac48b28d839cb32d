"""How far two codings of the same reports agree, by the rules that a coder is scored by.

    python scripts/corpus_agreement.py corpus corpus/second [--list]

For every report of the second folder the file of that name is looked for below the first one.
Each coding is scored against the other as if it were a coder's, so that every figure stands
twice; `A|B` on either side agrees with either. What one of them calls optional is not counted.
`--list` prints the sentences where they differ.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from detente.errors import GoldError
from detente.evaluate import markup
from detente.evaluate.compare import same_event, same_status, same_type
from detente.evaluate.gold import GoldActor, GoldEvent, GoldReport, GoldSentence, either
from detente.evaluate.predicted import Party, Predicted, Voice
from detente.evaluate.score import (
    Outcome,
    Rule,
    Score,
    counted,
    is_state,
    left_over,
    match,
    summed,
)

Pairs = Sequence[tuple[GoldReport, GoldReport]]


# --- one coding as a coder's ----------------------------------------------------------


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


# --- the comparison -------------------------------------------------------------------


def outcome(one: GoldSentence, two: GoldSentence) -> Outcome:
    """`two` as what a coder found in `one`; what either calls optional is out of both counts."""
    golds = list(one.events)
    found = [as_found(event, golds) for event in two.events]
    met = {id(p): golds.index(g) for p, g in match(found, golds, same_type)}
    kept = []
    for event, predicted in zip(two.events, found, strict=True):
        place = met.get(id(predicted))
        if event.optional and place is not None:
            golds[place] = replace(golds[place], optional=True)
        if not event.optional or place is not None:
            kept.append(predicted)
    typed, full = match(kept, golds, same_type), match(kept, golds, same_event)
    return Outcome(replace(one, events=tuple(golds)), tuple(kept), typed, full)


def compared(pairs: Pairs) -> Score:
    """The figures of the second of each pair against the first."""
    return summed(
        tuple(
            outcome(one, two)
            for first, second in pairs
            for one, two in zip(first.sentences, second.sentences, strict=True)
        )
    )


def overlapping(score: Score) -> float:
    """F1 of events with one type whose triggers overlap."""
    hits = wrong = lost = 0
    for one in score.outcomes:
        pairs = match(one.found, one.sentence.events, _same_words(one.sentence.text))
        invented, missed = left_over(one, pairs)
        hits, wrong, lost = hits + len(counted(pairs)), wrong + len(invented), lost + len(missed)
    return 2 * hits / ((2 * hits + wrong + lost) or 1)


def _same_words(text: str) -> Rule:
    def rule(found: Predicted, gold: GoldEvent) -> bool:
        start = text.find(found.trigger)
        stop = start + len(found.trigger)
        places = ((text.find(part), len(part)) for part in either(gold.trigger))
        return same_type(found, gold) and any(at < stop and start < at + n for at, n in places)

    return rule


def acts(pairs: Pairs) -> tuple[float, float]:
    """Whether a sentence holds an act at all: the share that agrees, and Cohen's kappa."""
    marks = [
        (_holds(one), _holds(two))
        for first, second in pairs
        for one, two in zip(first.sentences, second.sentences, strict=True)
    ]
    same = sum(a == b for a, b in marks) / len(marks)
    left, right = (sum(column) / len(marks) for column in zip(*marks, strict=True))
    chance = left * right + (1 - left) * (1 - right)
    return same, (same - chance) / (1 - chance) if chance < 1 else 1.0


def _holds(sentence: GoldSentence) -> bool:
    return any(not event.optional and not is_state(event) for event in sentence.events)


# --- reading and printing -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the two codings are."""

    first: Path
    second: Path

    def pairs(self) -> list[tuple[GoldReport, GoldReport]]:
        """Both codings of each report of the second folder; a GoldError where texts differ."""
        inside = self.second.resolve()
        files = (path for path in sorted(self.first.rglob(f"*{markup.SUFFIX}")))
        homes = {path.stem: path for path in files if inside not in path.resolve().parents}
        return [self._pair(two, homes) for two in markup.load(self.second)]

    def _pair(self, two: GoldReport, homes: dict[str, Path]) -> tuple[GoldReport, GoldReport]:
        if two.id not in homes:
            raise GoldError(f"no {two.id}{markup.SUFFIX} below it", str(self.first))
        one = markup.load_file(homes[two.id])
        if one.text != two.text:
            raise GoldError("the sentences of the two codings differ", str(homes[two.id]))
        return one, two


def table(pairs: Pairs) -> Iterator[str]:
    """All figures, the second coding against the first and the other way round."""
    there, back = compared(pairs), compared([(two, one) for one, two in pairs])
    same, kappa = acts(pairs)
    yield f"{len(pairs)} reports, {there.sentences} sentences"
    yield f"a sentence holds an act or not: {same:.3f} (kappa {kappa:.3f})\n"
    yield f"{'':<34}{'second on first':>17}{'first on second':>17}"
    rows: list[tuple[str, float | None, float | None]] = [
        ("type and overlapping trigger, F1", overlapping(there), overlapping(back)),
        ("type, F1", there.type.f1, back.type.f1),
        ("type, source and target, F1", there.full.f1, back.full.f1),
    ]
    for name in ("status", "mode", "attribution", "date", "content", "condition"):
        rows.append((name, getattr(there, name).mean, getattr(back, name).mean))
    yield from (f"{name:<34}{_shown(a):>17}{_shown(b):>17}" for name, a, b in rows)
    hits, other = there.full.hits, there.full
    yield f"\nmatched in full {hits}; only second {other.invented}; only first {other.missed}"
    yield "\nby type: agreed, only second, only first"
    yield from (f"  {k:<10}{c.hits:>5}{c.invented:>5}{c.missed:>5}" for k, c in there.by_type)


def _shown(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"


def differences(pairs: Pairs) -> Iterator[str]:
    """Each sentence where an event or its status differs, with both codings of it."""
    for first, second in pairs:
        for one, two in zip(first.sentences, second.sentences, strict=True):
            if not _agree(outcome(one, two)) or not _agree(outcome(two, one)):
                yield f"\n{first.id}:{one.i + 1} {one.text}"
                yield from (f"  1 {markup.line(event)}" for event in one.events)
                yield from (f"  2 {markup.line(event)}" for event in two.events)


def _agree(one: Outcome) -> bool:
    invented, missed = left_over(one, one.matched)
    return not (invented or missed) and all(same_status(p, g) for p, g in counted(one.matched))


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 2 where the two folders do not fit."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("first", type=Path)
    options.add_argument("second", type=Path)
    options.add_argument("--list", action="store_true")
    chosen = options.parse_args(arguments)
    try:
        pairs = Folders(chosen.first, chosen.second).pairs()
    except GoldError as error:
        print(error, file=sys.stderr)
        return 2
    print(*table(pairs), sep="\n")
    if chosen.list:
        print(*differences(pairs), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
