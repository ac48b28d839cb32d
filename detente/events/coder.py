"""Document -> Events: clauses, read by the codebook, made into records.

1. clauses from the parse; 2. their best readings; 3. which of them are records; 4. one
event for each content of a list of demands; 5. the fields, each with the rule that set it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from detente.events import attribution, classify, dating, places, select, spans, status
from detente.events.classify import Reading, Scene, readings
from detente.events.codebook import Codebook
from detente.events.presence import visit_readings
from detente.events.roles import Casting, actors_at, without
from detente.events.speech import must_readings, retyped
from detente.events.tree import Tree
from detente.types import Document, Event, Participant, Reason, Span

LISTS = frozenset({"REQUEST"})
REACHING = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE"})
ASKED_BY = frozenset({"with", "by", "from"})
REACHED_BY = frozenset({"with", "to", "from", "against", "on", "for", "into"})
UTTERED = attribution.SPEECH_ACTS


@dataclass(frozen=True, slots=True)
class Parties:
    """Who acts and to whom, as the record keeps them."""

    sources: tuple[Participant, ...]
    targets: tuple[Participant, ...]


def code(document: Document, cast: Casting, book: Codebook) -> tuple[Event, ...]:
    """All events of a document, in text order."""
    scene = classify.scene(document, cast, book)
    best = all_readings(document, scene)
    chosen = select.one_each(select.records(best, scene), scene)
    by_head = {r.clause.head: r for r in best}
    events: list[Event] = []
    for reading in chosen:
        events.extend(_events(reading, by_head, document, scene))
    return _without_mere_statements(events)


def all_readings(document: Document, scene: Scene) -> tuple[Reading, ...]:
    """The best reading of every clause, and the acts that no single word tells."""
    told = best_readings(scene)
    return (*told, *must_readings(document, scene), *visit_readings(scene))


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
        parties = _parties(reading, head, targets, scene)
        targets = parties.targets or targets
        out.append(_event(reading, head, parties, by_head, document, scene))
    return out


def _parties(
    reading: Reading, head: int | None, known: tuple[Participant, ...], scene: Scene
) -> Parties:
    sources, targets = reading.sources, reading.targets or known
    if reading.group.type in REACHING and head is not None and not reading.targets:
        targets = _inside(reading, head, scene) or known
    if not reading.group.symmetric:
        return Parties(sources, targets)
    sides = (*sources, *without(targets, sources))
    if len(sides) > 2:
        return Parties(sides, sides)
    return Parties(sides[:1], sides[1:])


def _inside(reading: Reading, head: int, scene: Scene) -> tuple[Participant, ...]:
    """Who is concerned by what is demanded, promised, threatened or refused.

    Of a demand, who would do it; else whom the deed would reach ("refused to meet X",
    "agreed to keep X informed").
    """
    tree = scene.tree
    asked = reading.group.type == "REQUEST"
    steps = [["nsubj", "nsubjpass"], ["dobj", "dative"]] if asked else [["dobj", "dative"]]
    for deps in steps:
        found = without(actors_at(tree.children(head, *deps), tree, scene.cast), reading.sources)
        if found:
            return found
    for prep in tree.children(head, "prep", "dative"):
        if tree.tokens[prep].text.lower() in (ASKED_BY if asked else REACHED_BY):
            heads = [k for p in tree.children(prep, "pobj") for k in tree.conjuncts(p)]
            found = without(actors_at(heads, tree, scene.cast), reading.sources)
            if found:
                return found
    for deeper in tree.children(head, "xcomp", "ccomp"):
        heads = tree.children(deeper, "nsubj", "dobj")
        found = without(actors_at(heads, tree, scene.cast), reading.sources)
        if found:
            return found
    return ()


def _event(
    reading: Reading,
    head: int | None,
    parties: Parties,
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
    kind, mode = retyped(reading, head, found, by_head, scene)
    content = spans.content_span(head, reading, scene) if head is not None else None
    trigger = trigger_span(reading, scene)
    content_reading = by_head.get(head) if head is not None else None
    return Event(
        id=identity(document, trigger, kind, parties, content),
        report=document.report.id,
        type=kind,
        mode=mode,
        quad=scene.book.type(kind).quad,
        status=found.value,
        confidence=confidence(reading, found, parties),
        trigger=trigger,
        sentence=document.sentences[tree.tokens[at].sentence].span,
        sources=parties.sources,
        targets=parties.targets,
        content=content,
        content_type=content_reading.group.type if content_reading else None,
        condition=condition,
        attribution=attribution.of(reading, trigger, document, scene),
        when=dating.when(tree, at, found.value, document),
        place=places.where(tree, at, document, scene),
        why=reasons(reading, found, parties),
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
    document: Document, trigger: Span, kind: str, parties: Parties, content: Span | None
) -> str:
    """A stable id: report version, trigger, type, parties, and which item of a list it is."""
    parts = [
        document.report.id,
        document.report.version,
        f"{trigger.start}-{trigger.stop}",
        kind,
        ",".join(p.actor.key for p in parties.sources),
        ",".join(p.actor.key for p in parties.targets),
        f"{content.start}" if content else "",
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def confidence(reading: Reading, found: status.Status, parties: Parties) -> float:
    """The product of how sure the type, the status and the parties are (0 to 1)."""
    people = [p.score for p in (*parties.sources, *parties.targets)]
    cast = sum(people) / len(people) if people else 0.5
    return round(reading.score * (0.5 + 0.5 * cast) * (0.7 + 0.3 * found.score), 3)


def reasons(reading: Reading, found: status.Status, parties: Parties) -> tuple[Reason, ...]:
    """Which rule set each field."""
    out = [
        Reason("type", f"codebook {reading.group.id}", round(reading.score, 3)),
        Reason("status", found.rule, found.score),
    ]
    out.extend(Reason("source", p.rule, p.score) for p in parties.sources)
    out.extend(Reason("target", p.rule, p.score) for p in parties.targets)
    return tuple(out)


def _without_mere_statements(events: list[Event]) -> tuple[Event, ...]:
    """STATE stays only where no other act stands in what is said (denials always stay)."""
    acts = [e for e in events if e.type != "STATE"]
    out = []
    for event in events:
        if event.type == "STATE" and event.mode != "deny" and _holds_act(event, acts):
            continue
        out.append(event)
    return tuple(sorted(out, key=lambda e: (e.trigger.start, e.type)))


def _holds_act(event: Event, acts: list[Event]) -> bool:
    if not event.sources:
        return True
    return any(
        event.sentence == act.sentence
        and (
            event.content is None
            or event.content.covers(act.trigger)
            or act.trigger == event.trigger
        )
        for act in acts
    )
