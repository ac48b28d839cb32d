"""Who says so, by the words that the model quotes: our own chain where it has the voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.events import attribution
from detente.events.classify import Reading
from detente.events.clauses import Clause
from detente.events.entries import Frame, TriggerGroup
from detente.events.llm.answer import Named
from detente.events.llm.faults import NOT_THERE
from detente.events.llm.people import Desk, participants
from detente.events.llm.quoted import nearest, places
from detente.types import Link, Participant, Sentence, Span

ORIGIN = frozenset({"agency", "outlet"})


@dataclass(frozen=True, slots=True)
class Act:
    """An event of which the voices are asked."""

    type: str
    head: int
    trigger: Span
    sentence: Sentence
    sources: tuple[Participant, ...]


def voices(told: Sequence[str], act: Act, desk: Desk) -> tuple[Link, ...]:
    """The chain of voices, nearest first, the outlet last.

    Where the model tells of none, and for each one that it shares with our own chain, our own
    chain holds; another voice is taken by its words, if they stand in the sentence.
    """
    own = attribution.of(_reading(act, desk.name), act.trigger, desk.document, desk.scene)
    if not told:
        return own
    found: list[Link] = []
    for words in told:
        found.extend(link for link in _links(words, own, act, desk) if link not in found)
    return (*found, *attribution.origin(desk.document))


def _links(words: str, own: Sequence[Link], act: Act, desk: Desk) -> Iterator[Link]:
    shared = [link for link in own if _is_named(words, link, desk.text)]
    if shared:
        yield from (link for link in shared if link.kind not in ORIGIN)
        return
    spans = places(words, desk.text, act.sentence.span)
    if not spans:
        desk.counts.fields[NOT_THERE] += 1
        return
    span = nearest(spans, act.trigger)
    if span.of(desk.text).lower() in attribution.HEARSAY:
        yield Link("", "reported", cue=span)
        return
    people = participants(Named(span.of(desk.text)), act.sentence, act.trigger, desk)
    if any(_is_source(one, act) for one in people):
        return
    actor = people[0].actor if people else None
    name = actor.name if actor is not None and actor.id is not None else span.of(desk.text)
    yield Link(
        name, "reported", actor.id if actor else None, actor.country if actor else None, span
    )


def _is_named(words: str, link: Link, text: str) -> bool:
    """True where the words are those of the voice or part of them, or its whole name."""
    for part in (link.span, link.cue if not link.name else None):
        if part is not None and (places(words, text, part) or _holds(words, part.of(text))):
            return True
    return bool(link.name) and words.casefold() == link.name.casefold()


def _holds(words: str, other: str) -> bool:
    return bool(places(other, words, Span(0, len(words))))


def _is_source(one: Participant, act: Act) -> bool:
    """The source of a speech act is not its own attribution."""
    keys = {source.actor.key for source in act.sources}
    return act.type in attribution.SPEECH_ACTS and one.actor.key in keys


def _reading(act: Act, name: str) -> Reading:
    """The act as a reading of our own, so that our own chain can be asked for it."""
    clause = Clause(act.head, "verb", "", frozenset(), frozenset(), {}, False, "")
    return Reading(clause, TriggerGroup(name, act.type, Frame()), 1.0, act.sources, ())
