"""Document -> Events: clauses, read by the codebook, made into records.

1. clauses from the parse; 2. their best readings; 3. which of them are records; 4. one
event for each content of a list of demands; 5. the fields, each with the rule that set it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

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
)
from detente.events.classify import Reading, Scene, readings
from detente.events.codebook import Codebook
from detente.events.parties import Parties
from detente.events.presence import visit_readings
from detente.events.roles import Casting, without
from detente.events.speech import HARM_MODE, retyped
from detente.events.tree import Tree
from detente.types import Document, Event, Reason, Span

LISTS = frozenset({"REQUEST"})
UTTERED = attribution.SPEECH_ACTS


def code(document: Document, cast: Casting, book: Codebook) -> tuple[Event, ...]:
    """All events of a document, in text order."""
    scene = classify.scene(document, cast, book)
    best = all_readings(document, scene)
    chosen = select.one_each(select.records(best, scene), scene)
    by_head = {r.clause.head: r for r in best}
    events: list[Event] = []
    for reading in chosen:
        events.extend(_events(reading, by_head, document, scene))
    return understood.complete(without_mere_statements(events))


def all_readings(document: Document, scene: Scene) -> tuple[Reading, ...]:
    """The best reading of every clause, and the acts that no single word tells."""
    told = best_readings(scene)
    return (*told, *said.readings(document, scene), *visit_readings(scene))


def best_readings(scene: Scene) -> tuple[Reading, ...]:
    """The best reading of every clause that has one."""
    found = (readings(clause, scene) for clause in scene.clauses)
    return tuple(options[0] for options in found if options)


def _events(
    reading: Reading, by_head: dict[int, Reading], document: Document, scene: Scene
) -> list[Event]:
    heads: tuple[int | None, ...] = spans.content_heads(reading, scene)
    if reading.group.type not in LISTS:
        heads = heads[:1]
    out: list[Event] = []
    targets = reading.targets
    for head in heads or (None,):
        sides = parties.of(reading, head, targets, scene)
        targets = sides.targets or targets
        out.append(_event(reading, head, sides, by_head, document, scene))
    return out


def _event(
    reading: Reading,
    head: int | None,
    sides: Parties,
    by_head: dict[int, Reading],
    document: Document,
    scene: Scene,
) -> Event:
    tree, at = scene.tree, reading.clause.head
    found = status_of(reading, tree)
    condition = found.condition
    if reading.group.type in UTTERED and found.value == "conditional" and condition is not None:
        found = status.Status("actual", "the speech act was made", 0.8, condition)
    if condition is None and reading.group.type in UTTERED:
        condition = status.condition_at(tree, at)
        if condition is None and head is not None:
            condition = status.condition_at(tree, head)
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
        condition=condition,
        attribution=attribution.of(reading, trigger, document, scene),
        when=dating.when(tree, at, found.value, document),
        place=places.where(tree, at, document, scene),
        why=reasons(reading, found, sides),
    )


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


def reasons(reading: Reading, found: status.Status, sides: Parties) -> tuple[Reason, ...]:
    """Which rule set each field."""
    out = [
        Reason("type", f"codebook {reading.group.id}", round(reading.score, 3)),
        Reason("status", found.rule, found.score),
    ]
    out.extend(Reason("source", p.rule, p.score) for p in sides.sources)
    out.extend(Reason("target", p.rule, p.score) for p in sides.targets)
    return tuple(out)


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
