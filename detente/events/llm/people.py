"""Who is meant by the words that the model quotes: our own registry's answer, not the model's.

1. the document's own cast at the words; 2. the registry asked for the words, on the report's day;
3. only where neither knows anybody, a group of the country that the model gives, if there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.actors import identity
from detente.actors.registry import Registry
from detente.actors.resolve import resolve_phrase
from detente.actors.tables import SECTORS, WITHOUT_STATE
from detente.events import attribution
from detente.events.classify import Scene
from detente.events.llm.answer import Named
from detente.events.llm.counts import Counts
from detente.events.llm.faults import NOBODY_KNOWN, NOT_THERE
from detente.events.llm.quoted import distance, nearest, places
from detente.parse.quotes import chain
from detente.types import Actor, Document, Participant, Sentence, Span

MODEL_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class Desk:
    """What claims about one document are checked with; `name` is what the model is called."""

    document: Document
    scene: Scene
    registry: Registry
    counts: Counts
    name: str

    @property
    def text(self) -> str:
        """The report's clean text."""
        return self.document.report.text

    def quoted(self, words: str, sentence: Sentence) -> tuple[Span, ...]:
        """The places of quoted words in a sentence; that there is none is counted."""
        spans = places(words, self.text, sentence.span) if words else ()
        if words and not spans:
            self.counts.fields[NOT_THERE] += 1
        return spans

    def heads(self, span: Span) -> tuple[int, ...]:
        """The tokens of a span that something outside it governs."""
        tokens = self.document.tokens
        inside = [t.i for t in tokens if span.overlaps(t.span)]
        members = set(inside)
        return tuple(i for i in inside if tokens[i].head == i or tokens[i].head not in members)


def participants(
    named: Named, sentence: Sentence, trigger: Span, desk: Desk
) -> tuple[Participant, ...]:
    """The participants that quoted words name; () where they stand nowhere or name nobody."""
    spans = places(named.words, desk.text, sentence.span)
    if not spans:
        found = _speaker(named.words, trigger, desk)
        if not found:
            desk.counts.fields[NOT_THERE] += 1
        return found
    for span in sorted(spans, key=lambda each: distance(each, trigger)):
        found = _cast(span, desk)
        if found:
            return tuple(_placed(one, named, desk) for one in found)
    return _resolved(named, nearest(spans, trigger), sentence, desk)


def _cast(span: Span, desk: Desk) -> tuple[Participant, ...]:
    """The cast at the heads of a span and at what is coordinated with them inside it."""
    tree, tokens = desk.scene.tree, desk.document.tokens
    out: list[Participant] = []
    for head in desk.heads(span):
        for each in tree.conjuncts(head):
            if span.covers(tokens[each].span):
                out.extend(one for one in desk.scene.cast.at(each) if one not in out)
    return tuple(out)


def _speaker(words: str, trigger: Span, desk: Desk) -> tuple[Participant, ...]:
    """The speaker of the quotation around the trigger, whom another sentence may name."""
    for source in _sources(trigger, desk):
        if places(words, desk.text, source):
            return tuple(attribution.speakers(source, desk.document, desk.scene))
    return ()


def _sources(trigger: Span, desk: Desk) -> Iterator[Span]:
    return (span for quote in chain(desk.document.quotes, trigger) for span in quote.source)


def _resolved(named: Named, span: Span, sentence: Sentence, desk: Desk) -> tuple[Participant, ...]:
    report = desk.document.report
    context = sentence.span.of(report.text)
    found = resolve_phrase(span.of(report.text), desk.registry, on=report.date, context=context)
    if found.actor is not None:
        one = Participant(found.actor, span, found.score, found.rule)
        return (_placed(one, named, desk),)
    country = _country(named, desk.registry)
    if country is None:
        desk.counts.fields[NOBODY_KNOWN] += 1
        return ()
    actor = identity.unnamed(country, _sector(named), span.of(report.text))
    return (Participant(actor, span, MODEL_SCORE, desk.name),)


def _placed(one: Participant, named: Named, desk: Desk) -> Participant:
    """The participant with the model's country where the registry has none for it."""
    country = _country(named, desk.registry) if one.actor.country is None else None
    if country is None:
        return one
    rule, score = f"{one.rule}, country by {desk.name}", min(one.score, MODEL_SCORE)
    return replace(one, actor=_of_country(one.actor, country, named), rule=rule, score=score)


def _of_country(actor: Actor, country: str, named: Named) -> Actor:
    sector = actor.sector or _sector(named)
    if actor.id is None and actor.kind == "group":
        return identity.unnamed(country, sector, actor.name, actor.office)
    return replace(actor, country=country, sector=sector)


def _country(named: Named, registry: Registry) -> str | None:
    """The model's country where it is one."""
    code = named.country
    return code if code in WITHOUT_STATE or registry.country(code) is not None else None


def _sector(named: Named) -> str:
    return named.sector if named.sector in SECTORS else ""
