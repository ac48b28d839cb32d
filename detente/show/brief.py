"""The brief: what a record says of some days, and nothing that it does not say.

Events that tell the same act of the same day are one line, with who told it first. Demands
and threats are listed with their words; a contradiction is an act that one report tells as
done and another as denied or not done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from detente.record.query import Counts, Filter, counts, stream
from detente.record.store import Record
from detente.record.stored import StoredEvent
from detente.types import Link, Participant

PER_DAY = 2
DAYS = 10
STAKES = 5
CONTRADICTIONS = 4
NEAR = timedelta(days=7)
HELD = frozenset({"REQUEST", "THREATEN"})
UNDONE = frozenset({"denied", "negated"})

Key = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Act:
    """The events that tell one act of one day, first told first; `best` is the surest."""

    day: date
    told: tuple[StoredEvent, ...]

    @property
    def best(self) -> StoredEvent:
        """The surest of the events; of equals the one told first."""
        return max(self.told, key=lambda one: one.event.confidence)

    @property
    def first(self) -> StoredEvent:
        """The event of the report that came first."""
        return self.told[0]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that tell the act, first come first."""
        return tuple(dict.fromkeys(outlet_of(one) for one in self.told))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An act told as done, and the same act told as denied or not done."""

    done: Act
    undone: Act


@dataclass(frozen=True, slots=True)
class Day:
    """A day's acts, the most widely told first; `left_out` more are not shown."""

    day: date
    acts: tuple[Act, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Brief:
    """What is on the page."""

    counts: Counts
    days: tuple[Day, ...]
    days_left_out: int
    stakes: tuple[Act, ...]
    contradictions: tuple[Contradiction, ...]


def write(record: Record, since: date | None = None, until: date | None = None) -> Brief:
    """The brief of the days from `since` to `until`, both included; of all where not given."""
    with record.snapshot():
        held = counts(record)
        rows = [row for row in stream(record, Filter(since=since, until=until)) if day_of(row)]
    acts = _acts(rows)
    days = _days(act for act in acts if _is_news(act))
    return Brief(
        counts=held,
        days=_weightiest(days),
        days_left_out=max(0, len(days) - DAYS),
        stakes=_stakes(acts),
        contradictions=tuple(_contradictions(acts))[:CONTRADICTIONS],
    )


def day_of(row: StoredEvent) -> date | None:
    """The event's first day, or its report's."""
    return row.event.when.start if row.event.when else row.report.date


def outlet_of(row: StoredEvent) -> str:
    """The outlet's name, or a word for an unknown one."""
    return row.report.outlet.name if row.report.outlet else "an unnamed outlet"


def told_at(row: StoredEvent) -> datetime:
    """When the report came out; the end of its day where only that is known."""
    report = row.report
    if report.published:
        known = report.published
        return known if known.tzinfo else known.replace(tzinfo=UTC)
    return datetime.combine(report.date or date.max, time.max, tzinfo=UTC)


def voice_of(row: StoredEvent) -> Link | None:
    """The nearest voice that has a name and is not the outlet."""
    voices = (k for k in row.event.attribution if k.name and k.kind != "outlet")
    return next(voices, None)


def _acts(rows: Iterable[StoredEvent]) -> tuple[Act, ...]:
    groups: defaultdict[tuple[date, str, Key], list[StoredEvent]] = defaultdict(list)
    for row in rows:
        day = day_of(row)
        if day is not None:
            undone = row.event.status if row.event.status in UNDONE else ""
            groups[day, undone, _key(row)].append(row)
    made = (
        Act(day, tuple(sorted(told, key=lambda one: (told_at(one), one.event.id))))
        for (day, _, _), told in groups.items()
    )
    return tuple(sorted(made, key=lambda act: (act.day, -len(act.outlets), act.first.event.id)))


def _key(row: StoredEvent) -> Key:
    event = row.event
    return event.type, _parties(event.sources), _parties(event.targets)


def _parties(side: Sequence[Participant]) -> tuple[str, ...]:
    """States by country, so that a president and his country are one party; others by key."""
    return tuple(sorted({_party(one) for one in side}))


def _party(one: Participant) -> str:
    country = one.actor.country or ""
    whole = len(country) == 3 and country not in ("IGO", "NGO", "MNC", "IMG", "GRP")
    return country if whole else one.actor.key


def _is_news(act: Act) -> bool:
    event = act.best.event
    return bool(event.sources) and (event.type != "STATE" or event.mode == "deny")


def _days(acts: Iterable[Act]) -> tuple[Day, ...]:
    by_day: defaultdict[date, list[Act]] = defaultdict(list)
    for act in acts:
        by_day[act.day].append(act)
    return tuple(_day(day, by_day[day]) for day in sorted(by_day))


def _weightiest(days: Sequence[Day]) -> tuple[Day, ...]:
    """The days of which most is told, in their order."""
    told = sorted(days, key=lambda day: (len(day.acts) + day.left_out, day.day), reverse=True)
    return tuple(sorted(told[:DAYS], key=lambda day: day.day))


def _day(day: date, acts: Sequence[Act]) -> Day:
    ranked = sorted(acts, key=_weight, reverse=True)
    return Day(day, tuple(ranked[:PER_DAY]), max(0, len(ranked) - PER_DAY))


def _weight(act: Act) -> tuple[int, int, bool, float]:
    """Told by many, then with both sides known, then a deed, then surely read."""
    event = act.best.event
    sides = bool(event.sources) + bool(event.targets)
    return len(act.outlets), sides, event.quad in (2, 4), event.confidence


def _stakes(acts: Iterable[Act]) -> tuple[Act, ...]:
    """Demands and threats with their content: those on a condition first, then the latest."""
    held = [act for act in acts if _is_stake(act)]
    held.sort(key=lambda a: (bool(a.best.event.condition), len(a.outlets), a.day), reverse=True)
    return tuple(sorted(held[:STAKES], key=lambda a: a.day))


def _is_stake(act: Act) -> bool:
    event = act.best.event
    made = event.type in HELD and event.status == "actual"
    return made and bool(event.sources) and event.content is not None


def _contradictions(acts: Sequence[Act]) -> Iterator[Contradiction]:
    done = [act for act in acts if act.best.event.status == "actual"]
    undone = [act for act in acts if act.best.event.status in UNDONE]
    undone.sort(key=lambda act: (act.best.event.status != "denied", act.day))
    shown: set[str] = set()
    for act in undone:
        against = [other for other in done if _same_act(act, other)]
        if against and not shown & {other.first.event.id for other in against}:
            shown.update(other.first.event.id for other in against)
            nearest = min(against, key=lambda other: abs(other.day - act.day))
            yield Contradiction(nearest, act)


def _same_act(one: Act, other: Act) -> bool:
    mine, its = _key(one.best), _key(other.best)
    same_sides = bool(set(mine[1]) & set(its[1])) and (mine[2] == its[2])
    near = abs(one.day - other.day) <= NEAR
    return mine[0] == its[0] and mine[0] != "STATE" and same_sides and near
