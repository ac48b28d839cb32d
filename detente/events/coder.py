"""Document -> Events: clauses, read by the codebook, made into records.

1. clauses from the parse; 2. their best readings; 3. which of them are records; 4. one
event for each content of a list of demands; 5. the fields, each with the rule that set it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.events import (
    attribution,
    classify,
    dating,
    parties,
    places,
    said,
    select,
    spans,
    status,
    understood,
    weigh,
)
from detente.events.classify import Reading, Scene, readings
from detente.events.codebook import Codebook
from detente.events.model.hearing import NOTHING, Hearing
from detente.events.parties import Parties
from detente.events.presence import visit_readings
from detente.events.roles import Casting, without
from detente.events.speech import HARM_MODE, retyped
from detente.events.tree import Tree
from detente.events.weigh import Candidate
from detente.types import Document, Event, Reason, Span

LISTS = frozenset({"REQUEST"})
UTTERED = attribution.SPEECH_ACTS


@dataclass(frozen=True, slots=True)
class _Telling:
    """One item of a candidate's content (`head`; None: it has none) and its parties.

    `alone` is false where the candidate tells several, as a list of demands does.
    """

    candidate: Candidate
    head: int | None
    sides: Parties
    alone: bool


def code(
    document: Document,
    cast: Casting,
    book: Codebook,
    heard: Hearing = NOTHING,
    *,
    rules: bool = True,
) -> tuple[Event, ...]:
    """All events of a document, in text order.

    `heard` is what the model makes of it; without `rules` the model alone finds the acts.
    """
    scene = classify.scene(document, cast, book, heard)
    best = all_readings(document, scene) if rules else ()
    by_head = {r.clause.head: r for r in best}
    events = [
        _event(telling, by_head, document, scene)
        for candidate in chosen(best, scene)
        for telling in _tellings(candidate, scene)
    ]
    return understood.complete(without_mere_statements(events))


def chosen(best: Sequence[Reading], scene: Scene) -> tuple[Candidate, ...]:
    """One candidate for each act: by the rules alone where no model was asked, else weighed."""
    records = select.records(best, scene)
    if scene.heard is NOTHING:
        alone = select.one_each(records, scene)
        return tuple(Candidate(r, "record", 0.0, r.clause.head, round(r.score, 3)) for r in alone)
    found = {id(c.reading): c for c in weigh.records(best, records, scene)}
    kept = select.one_each([c.reading for c in found.values()], scene)
    return tuple(found[id(reading)] for reading in kept)


def all_readings(document: Document, scene: Scene) -> tuple[Reading, ...]:
    """The best reading of every clause, and the acts that no single word tells."""
    told = best_readings(scene)
    return (*told, *said.readings(document, scene), *visit_readings(scene))


def best_readings(scene: Scene) -> tuple[Reading, ...]:
    """The best reading of every clause that has one."""
    found = (readings(clause, scene) for clause in scene.clauses)
    return tuple(options[0] for options in found if options)


def _tellings(candidate: Candidate, scene: Scene) -> Iterator[_Telling]:
    reading = candidate.reading
    heads: tuple[int | None, ...] = spans.content_heads(reading, scene)
    if reading.group.type not in LISTS:
        heads = heads[:1]
    targets = reading.targets
    for head in heads or (None,):
        sides = parties.of(reading, head, targets, scene)
        sides = weigh.sides(sides, reading, candidate.word, scene)
        targets = sides.targets or targets
        yield _Telling(candidate, head, sides, alone=len(heads) < 2)


def _event(
    telling: _Telling, by_head: dict[int, Reading], document: Document, scene: Scene
) -> Event:
    candidate, head, sides = telling.candidate, telling.head, telling.sides
    reading, tree, at = candidate.reading, scene.tree, candidate.reading.clause.head
    found = _status(candidate, head, scene)
    condition = found.condition
    kind, mode = retyped(reading, head, by_head, scene)
    if said.is_vow(reading, found.value, document, scene):
        kind, mode, head = "THREATEN", HARM_MODE[kind], at
        reading = replace(reading, group=replace(reading.group, type=kind))
        found = status.Status("actual", "a vow of harm by who would do it", 0.8, condition)
    if kind == "THREATEN" and not sides.sources:  # "they will pay a price", said by somebody
        speakers = said.speakers_at(at, document, scene)
        sides = Parties(speakers, without(sides.targets, speakers))
        reading = replace(reading, sources=speakers)
    content = spans.content_span(head, reading, scene) if head is not None else None
    if kind in UTTERED and telling.alone:
        content = weigh.content(content, candidate.word, scene)
    trigger = trigger_span(reading, scene)
    content_reading = by_head.get(head) if head is not None else None
    return Event(
        id=identity(document, trigger, kind, sides, content),
        report=document.report.id,
        type=kind,
        mode=mode,
        quad=scene.book.type(kind).quad,
        status=found.value,
        confidence=confidence(reading, found, sides),
        trigger=trigger,
        sentence=document.sentences[tree.tokens[at].sentence].span,
        sources=sides.sources,
        targets=sides.targets,
        content=content,
        content_type=content_reading.group.type if content_reading else None,
        condition=weigh.condition(condition, candidate.word, scene),
        attribution=attribution.of(reading, trigger, document, scene),
        when=dating.when(tree, at, found.value, document),
        place=places.where(tree, at, document, scene),
        why=reasons(candidate, found, sides),
    )


def _status(candidate: Candidate, head: int | None, scene: Scene) -> status.Status:
    """Status and condition; a speech act that was made is actual whatever its condition."""
    reading, tree = candidate.reading, scene.tree
    at = reading.clause.head
    found = weigh.status(status_of(reading, tree), candidate.word, scene)
    if reading.group.type not in UTTERED:
        return found
    if found.value == "conditional" and found.condition is not None:
        return status.Status("actual", "the speech act was made", 0.8, found.condition)
    if found.condition is None:
        own = status.condition_at(tree, at)
        inner = status.condition_at(tree, head) if own is None and head is not None else None
        return replace(found, condition=own or inner)
    return found


def status_of(reading: Reading, tree: Tree) -> status.Status:
    """The status of a reading: what its wording forces, else what its clause says."""
    if reading.group.status is not None:
        return status.Status(reading.group.status, f"wording of {reading.group.id}", 0.9)
    return status.of(tree, reading.clause.head, negation_told=reading.group.negated)


def trigger_span(reading: Reading, scene: Scene) -> Span:
    """The trigger word with its particle where that follows at once ("turned down")."""
    tree, at = scene.tree, reading.clause.head
    span = tree.tokens[at].span
    for kid in tree.children(at, "prt"):
        if kid == at + 1:
            return Span(span.start, tree.tokens[kid].span.stop)
    return span


def identity(
    document: Document, trigger: Span, kind: str, sides: Parties, content: Span | None
) -> str:
    """A stable id: report version, trigger, type, parties, and which item of a list it is."""
    parts = [
        document.report.id,
        document.report.version,
        f"{trigger.start}-{trigger.stop}",
        kind,
        ",".join(p.actor.key for p in sides.sources),
        ",".join(p.actor.key for p in sides.targets),
        f"{content.start}" if content else "",
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def confidence(reading: Reading, found: status.Status, sides: Parties) -> float:
    """The product of how sure the type, the status and the parties are (0 to 1)."""
    people = [p.score for p in (*sides.sources, *sides.targets)]
    cast = sum(people) / len(people) if people else 0.5
    return round(reading.score * (0.5 + 0.5 * cast) * (0.7 + 0.3 * found.score), 3)


def reasons(candidate: Candidate, found: status.Status, sides: Parties) -> tuple[Reason, ...]:
    """Which rule set each field, and what the model says of the type where it was asked."""
    group = candidate.reading.group
    out = [] if group.id == weigh.MODEL else [_of_rules(candidate)]
    if candidate.heard:
        out.append(Reason("type", weigh.MODEL, round(candidate.heard, 3)))
    out.append(Reason("status", found.rule, found.score))
    out.extend(Reason("source", p.rule, p.score) for p in sides.sources)
    out.extend(Reason("target", p.rule, p.score) for p in sides.targets)
    return tuple(out)


def _of_rules(candidate: Candidate) -> Reason:
    return Reason("type", f"codebook {candidate.reading.group.id}", candidate.score)


def without_mere_statements(events: Sequence[Event]) -> tuple[Event, ...]:
    """In text order; STATE only where no other act stands in what is said, or as a denial."""
    acts = [e for e in events if e.type != "STATE"]
    out = []
    for event in events:
        mere = event.type == "STATE" and event.mode != "deny"
        if mere and (event.status != "actual" or _holds_act(event, acts)):
            continue
        out.append(event)
    return tuple(sorted(out, key=lambda e: (e.trigger.start, e.type)))


def _holds_act(event: Event, acts: Sequence[Event]) -> bool:
    if not event.sources:
        return True
    return any(
        event.sentence == act.sentence
        and (event.content is None or _inside(event, act) or act.trigger == event.trigger)
        for act in acts
    )


def _inside(event: Event, act: Event) -> bool:
    """True where the act stands in what the statement says, its modal aside."""
    assert event.content is not None
    told = act.content is not None and act.content.overlaps(event.content)
    return event.content.covers(act.trigger) or told
