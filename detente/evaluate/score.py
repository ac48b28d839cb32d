"""The figures of the codebook: predicted events against gold, sentence by sentence.

1. Each predicted event goes to the gold sentence that its trigger stands in.
2. Inside a sentence events are matched greedily, one to one, the closest pair first: once on
   type alone, once on type, source and target.
3. Optional gold events that are found are taken out of both counts; STATE is left out.
4. On the events matched in full: status, nearest voice, dates, words of content and condition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from detente.evaluate.compare import (
    closeness,
    same_date,
    same_event,
    same_mode,
    same_status,
    same_type,
    same_voice,
    token_f1,
)
from detente.evaluate.gold import GoldEvent, GoldReport, GoldSentence, either
from detente.evaluate.predicted import Predicted

Pair = tuple[Predicted, GoldEvent]
Rule = Callable[[Predicted, GoldEvent], bool]


@dataclass(frozen=True, slots=True)
class Counts:
    """Hits, false alarms and misses, and the figures that follow from them."""

    hits: int = 0
    invented: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1.0 where nothing was found."""
        return _share(self.hits, self.hits + self.invented)

    @property
    def recall(self) -> float:
        """Share of what was asked that was found; 1.0 where nothing was asked."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two, from the counts."""
        return _share(2 * self.hits, 2 * self.hits + self.invented + self.missed)


@dataclass(frozen=True, slots=True)
class Rate:
    """A mean over the cases where a field was asked; `mean` is None where it never was."""

    total: float = 0.0
    asked: int = 0

    @property
    def mean(self) -> float | None:
        """The mean, 0 to 1."""
        return self.total / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One sentence: which predicted event met which gold event, and what was left over."""

    sentence: GoldSentence
    found: tuple[Predicted, ...]
    typed: tuple[Pair, ...]
    matched: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """All figures of one run; `outside` counts events in no gold sentence, which are not scored."""

    type: Counts
    full: Counts
    status: Rate
    attribution: Rate
    date: Rate
    mode: Rate
    content: Rate
    condition: Rate
    spurious_conditions: int
    by_type: tuple[tuple[str, Counts], ...]
    sentences: int
    outside: int
    outcomes: tuple[Outcome, ...]

    def figures(self) -> dict[str, float | None]:
        """The headline figures by name, in the order in which tables print them."""
        return {
            "type precision": self.type.precision,
            "type recall": self.type.recall,
            "type F1": self.type.f1,
            "actors precision": self.full.precision,
            "actors recall": self.full.recall,
            "actors F1": self.full.f1,
            "status": self.status.mean,
            "attribution": self.attribution.mean,
            "date": self.date.mean,
            "content F1": self.content.mean,
            "condition F1": self.condition.mean,
        }


def score(reports: Iterable[GoldReport], events: Iterable[Predicted]) -> Score:
    """Score predicted events against gold reports; their `report` is the gold `doc`."""
    by_report: dict[str, list[Predicted]] = {}
    for event in events:
        by_report.setdefault(event.report, []).append(event)
    outcomes: list[Outcome] = []
    for report in reports:
        outcomes.extend(_outcomes(report, by_report.get(report.id, [])))
    inside = sum(len(outcome.found) for outcome in outcomes)
    outside = sum(map(len, by_report.values())) - inside
    return summed(tuple(outcomes), outside)


def _outcomes(report: GoldReport, events: Sequence[Predicted]) -> Iterable[Outcome]:
    for sentence in report.sentences:
        span = sentence.span
        found = tuple(e for e in events if span.start <= e.start < span.stop)
        golds = sentence.events
        typed, matched = match(found, golds, same_type), match(found, golds, same_event)
        yield Outcome(sentence, found, typed, matched)


def match(found: Sequence[Predicted], golds: Sequence[GoldEvent], rule: Rule) -> tuple[Pair, ...]:
    """Greedy one-to-one matches under `rule`, the closest pair first, the required before
    the optional among equals."""
    ranked = sorted(
        (-closeness(event, gold), gold.optional, g, p)
        for p, event in enumerate(found)
        for g, gold in enumerate(golds)
        if rule(event, gold)
    )
    used_found: set[int] = set()
    used_gold: set[int] = set()
    pairs = []
    for _, _, g, p in ranked:
        if p not in used_found and g not in used_gold:
            used_found.add(p)
            used_gold.add(g)
            pairs.append((found[p], golds[g]))
    return tuple(pairs)


# --- sums -----------------------------------------------------------------------------


def is_state(gold: GoldEvent) -> bool:
    """True for a gold event that can only be a STATE."""
    return set(either(gold.type)) == {"STATE"}


def counted(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pairs that count in the headline: neither optional nor a STATE."""
    return tuple((p, g) for p, g in pairs if not g.optional and p.type != "STATE")


def left_over(outcome: Outcome, pairs: Iterable[Pair]) -> tuple[list[Predicted], list[GoldEvent]]:
    """What no pair of `pairs` holds: invented and missed events, without STATE and optional."""
    pairs = tuple(pairs)
    used_found = {id(p) for p, _ in pairs}
    used_gold = {id(g) for _, g in pairs}
    invented = [p for p in outcome.found if id(p) not in used_found and p.type != "STATE"]
    missed = [
        g
        for g in outcome.sentence.events
        if id(g) not in used_gold and not g.optional and not is_state(g)
    ]
    return invented, missed


def summed(outcomes: tuple[Outcome, ...], outside: int = 0) -> Score:
    """The figures over sentences already matched."""
    full = [pair for outcome in outcomes for pair in counted(outcome.matched)]
    return Score(
        type=_counts(outcomes, lambda outcome: outcome.typed),
        full=_counts(outcomes, lambda outcome: outcome.matched),
        status=_rate(full, same_status, lambda g: True),
        attribution=_rate(full, same_voice, lambda g: True),
        date=_rate(full, same_date, lambda g: g.date is not None),
        mode=_rate(full, same_mode, lambda g: bool(g.mode)),
        content=_rate(full, lambda p, g: token_f1(p.content, g.content), lambda g: bool(g.content)),
        condition=_rate(
            full, lambda p, g: token_f1(p.condition, g.condition), lambda g: bool(g.condition)
        ),
        spurious_conditions=sum(bool(p.condition) and not g.condition for p, g in full),
        by_type=_by_type(outcomes),
        sentences=len(outcomes),
        outside=outside,
        outcomes=outcomes,
    )


def _counts(outcomes: Iterable[Outcome], pairs_of: Callable[[Outcome], Iterable[Pair]]) -> Counts:
    hits = invented = missed = 0
    for outcome in outcomes:
        pairs = tuple(pairs_of(outcome))
        hits += len(counted(pairs))
        wrong, lost = left_over(outcome, pairs)
        invented, missed = invented + len(wrong), missed + len(lost)
    return Counts(hits, invented, missed)


def _rate(
    pairs: Iterable[Pair],
    agrees: Callable[[Predicted, GoldEvent], float],
    asked: Callable[[GoldEvent], bool],
) -> Rate:
    found = [float(agrees(p, g)) for p, g in pairs if asked(g)]
    return Rate(sum(found), len(found))


def _by_type(outcomes: Iterable[Outcome]) -> tuple[tuple[str, Counts], ...]:
    """Counts of full matches by type; a missed event stands under its first alternative."""
    hits: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for outcome in outcomes:
        hits.update(p.type for p, _ in counted(outcome.matched))
        wrong, lost = left_over(outcome, outcome.matched)
        invented.update(p.type for p in wrong)
        missed.update(either(g.type)[0] for g in lost)
    kinds = sorted({*hits, *invented, *missed})
    return tuple((k, Counts(hits[k], invented[k], missed[k])) for k in kinds)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0
