"""The model's claims -> Events: each code checked in the codebook, each word in the text.

1. sentence, type and trigger: a claim that fails is no event; 2. who acts, to whom: a claim with
nobody is no event; 3. mode, status, content, condition, voices, date, place: what fails is left
out, or our own rule answers for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from detente.events import coder, dating, places, said, status
from detente.events.classify import Reading
from detente.events.codebook import Codebook
from detente.events.entries import MODES, QUADS, STATUSES
from detente.events.llm.answer import Claim, Named
from detente.events.llm.faults import (
    NO_MODE,
    NO_SENTENCE,
    NO_STATUS,
    NO_TYPE,
    NOBODY_ACTS,
    NOT_THERE,
)
from detente.events.llm.people import Desk, participants
from detente.events.llm.quoted import nearest
from detente.events.llm.quoted import places as places_of
from detente.events.llm.voices import Act, voices
from detente.events.parties import Parties
from detente.events.roles import without
from detente.events.status import Status
from detente.types import Event, Participant, Place, Reason, Sentence, Span, When

COOPERATIVE = frozenset({1, 2})


@dataclass
class Checker:
    """Checks the claims about one document, window by window."""

    desk: Desk
    book: Codebook
    events: list[Event] = field(default_factory=list)
    _seen: Counter[tuple[int, str, str]] = field(default_factory=Counter)

    def check(self, claims: Sequence[Claim], sentences: Sequence[Sentence]) -> None:
        """Adds the events of claims about these sentences."""
        by_number = {sentence.i + 1: sentence for sentence in sentences}
        for claim in claims:
            sentence = by_number.get(claim.sentence)
            found = NO_SENTENCE if sentence is None else self._event(claim, sentence)
            if isinstance(found, str):
                self.desk.counts.events[found] += 1
            elif all(found.id != other.id for other in self.events):
                self.events.append(found)

    def _event(self, claim: Claim, sentence: Sentence) -> Event | str:
        """The event of a claim, or why there is none."""
        if claim.type not in QUADS:
            return NO_TYPE
        trigger = self._trigger(claim, sentence)
        heads = self.desk.heads(trigger) if trigger is not None else ()
        if trigger is None or not heads:
            return NOT_THERE
        sides = self._sides(claim, sentence, trigger, heads[0])
        if not sides.sources and not sides.targets:
            return NOBODY_ACTS
        act = Act(claim.type, heads[0], trigger, sentence, sides.sources)
        return self._filled(claim, act, sides)

    def _trigger(self, claim: Claim, sentence: Sentence) -> Span | None:
        """The trigger's place: for a second claim with the same word the word's next place."""
        spans = places_of(claim.trigger, self.desk.text, sentence.span)
        if not spans:
            return None
        before = self._seen[sentence.i, claim.type, claim.trigger]
        self._seen[sentence.i, claim.type, claim.trigger] += 1
        return spans[min(before, len(spans) - 1)]

    def _sides(self, claim: Claim, sentence: Sentence, trigger: Span, head: int) -> Parties:
        def of(named: Sequence[Named]) -> tuple[Participant, ...]:
            found = (participants(one, sentence, trigger, self.desk) for one in named)
            return tuple(dict.fromkeys(one for people in found for one in people))

        sources, targets = of(claim.sources), of(claim.targets)
        if not sources and claim.type in coder.UTTERED:
            sources = said.speakers_at(head, self.desk.document, self.desk.scene)
        if not self._is_mutual(claim.type):
            targets = without(targets, sources)
        return Parties(sources, targets)

    def _is_mutual(self, kind: str) -> bool:
        """True where an act of the type may have one party on both sides (ruling 22)."""
        entry = self.book.type(kind)
        return entry.quad in COOPERATIVE and any(group.symmetric for group in entry.groups)

    def _filled(self, claim: Claim, act: Act, sides: Parties) -> Event:
        desk = self.desk
        found = self._status(claim, act)
        content = self._nearest(claim.content, act)
        links = voices(claim.voices, act, desk)
        when, place = self._when(claim, act, found), self._place(claim, act)
        condition = self._nearest(claim.condition, act)
        model = {
            "content": content,
            "condition": condition,
            "attribution": claim.voices and links,
            "date": claim.date and when,
            "place": claim.place and place,
        }
        return Event(
            id=coder.identity(desk.document, act.trigger, claim.type, sides, content),
            report=desk.document.report.id,
            type=claim.type,
            mode=self._mode(claim),
            quad=self.book.type(claim.type).quad,
            status=found.value,
            confidence=_confidence(claim, found, sides),
            trigger=act.trigger,
            sentence=act.sentence.span,
            sources=sides.sources,
            targets=sides.targets,
            content=content,
            content_type=self._content_type(content, act),
            condition=condition,
            attribution=links,
            when=when,
            place=place,
            why=(
                Reason("type", desk.name, claim.score),
                Reason("status", found.rule, found.score),
                *(Reason("source", one.rule, one.score) for one in sides.sources),
                *(Reason("target", one.rule, one.score) for one in sides.targets),
                *(Reason(name, desk.name, claim.score) for name, told in model.items() if told),
            ),
        )

    def _mode(self, claim: Claim) -> str:
        if claim.mode and claim.mode not in MODES.get(claim.type, ()):
            self.desk.counts.fields[NO_MODE] += 1
            return ""
        return claim.mode

    def _status(self, claim: Claim, act: Act) -> Status:
        """The model's status where it is one, else our own rules'."""
        if claim.status in STATUSES:
            return Status(claim.status, self.desk.name, claim.score)
        self.desk.counts.fields[NO_STATUS] += 1
        return status.of(self.desk.scene.tree, act.head)

    def _nearest(self, words: str, act: Act) -> Span | None:
        spans = self.desk.quoted(words, act.sentence)
        return nearest(spans, act.trigger) if spans else None

    @cached_property
    def _readings(self) -> tuple[Reading, ...]:
        return coder.best_readings(self.desk.scene)

    def _content_type(self, content: Span | None, act: Act) -> str | None:
        """The type that our own codebook gives the first act told in the content."""
        if content is None:
            return None
        for reading in self._readings:
            at = self.desk.document.tokens[reading.clause.head].span
            if content.covers(at) and not act.trigger.overlaps(at):
                return reading.group.type
        return None

    def _when(self, claim: Claim, act: Act, found: Status) -> When | None:
        """The date expression that the quoted words stand in, else our own rules' answer."""
        for span in self.desk.quoted(claim.date, act.sentence):
            for date in self.desk.document.dates:
                if date.span.overlaps(span) and date.value is not None:
                    basis = "relative" if date.kind == "relative" else "stated"
                    return When(*date.value, basis, date.span)
        return dating.when(self.desk.scene.tree, act.head, found.value, self.desk.document)

    def _place(self, claim: Claim, act: Act) -> Place | None:
        """The place of the quoted words, else our own rules' answer."""
        span = self._nearest(claim.place, act)
        desk = self.desk
        if span is None:
            return places.where(desk.scene.tree, act.head, desk.document, desk.scene)
        people = [one for head in desk.heads(span) for one in desk.scene.cast.at(head)]
        return Place(span.of(desk.text), span, people[0].actor.country if people else None)


def _confidence(claim: Claim, found: Status, sides: Parties) -> float:
    """As the built-in coder's: how sure the type, the status and the parties are."""
    scores = [one.score for one in (*sides.sources, *sides.targets)]
    cast = sum(scores) / len(scores)
    return round(claim.score * (0.5 + 0.5 * cast) * (0.7 + 0.3 * found.score), 3)
