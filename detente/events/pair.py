"""The type of what a given source does to a given target, in one sentence.

All clauses are read with the two spans as actors; a reading counts by how well its roles
are the two, by how sure its wording is, and by how near it stands to them in the tree.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from detente.events import classify as reader
from detente.events import speech
from detente.events.classify import Reading, Scene, groups_of, readings
from detente.events.codebook import Codebook
from detente.events.roles import Casting
from detente.events.spans import content_heads
from detente.events.status import is_conditional
from detente.types import Actor, Document, Participant, Reason, Span

ROLES = {(True, True): 1.0, (True, False): 0.45, (False, True): 0.4, (False, False): 0.12}
SWAPPED = 0.55
LOOSE = 0.2  # a trigger whose tests fail still says a little
INSIDE = 0.35  # an act that is only the content of another


@dataclass(frozen=True, slots=True)
class Verdict:
    """The best type with its mode, all types' shares (sum 1), and the reasons."""

    type: str
    mode: str
    scores: dict[str, float]
    why: tuple[Reason, ...]


class PairCast:
    """The document's own cast with the two given spans put first."""

    def __init__(self, document: Document, cast: Casting, source: Span, target: Span) -> None:
        self._cast = cast
        self.source = _given("source", source, document)
        self.target = _given("target", target, document)
        self._heads = {
            **dict.fromkeys(_heads(document, target), self.target),
            **dict.fromkeys(_heads(document, source), self.source),
        }

    def at(self, token: int) -> tuple[Participant, ...]:
        """The given party whose span has its head at `token`, else the document's own."""
        given = self._heads.get(token)
        return (given,) if given is not None else self._cast.at(token)


def _given(role: str, span: Span, document: Document) -> Participant:
    text = span.of(document.report.text)
    return Participant(Actor(f"given:{role}", text, None, ""), span, 1.0, "given")


def _heads(document: Document, span: Span) -> list[int]:
    inside = [t.i for t in document.tokens if span.overlaps(t.span)]
    members = set(inside)
    return [i for i in inside if document.tokens[i].head not in members or _is_root(document, i)]


def _is_root(document: Document, i: int) -> bool:
    return document.tokens[i].head == i


def classify(
    document: Document, cast: Casting, book: Codebook, source: Span, target: Span
) -> Verdict:
    """The type of the act between the two spans; STATE where nothing in the sentence tells one."""
    pair = PairCast(document, cast, source, target)
    scene = reader.scene(document, pair, book)
    scores: defaultdict[str, float] = defaultdict(float)
    best: tuple[float, str, str, Reason] | None = None
    found = scene.clauses
    tops = {c.head: options[0] for c in found if (options := readings(c, scene))}
    inside = _contents(tops, scene)
    for reading in tops.values():
        weight = reading.score * _fit(reading, pair) * _near(reading, pair, scene)
        weight *= INSIDE if reading.clause.head in inside else 1.0
        kind = reading.group.type
        heads = content_heads(reading, scene)
        if kind == "STATE":
            weight *= 0.1
        scores[kind] = max(scores[kind], weight) + 0.1 * min(scores[kind], weight)
        if best is None or weight > best[0]:
            mode = speech.mode_of(reading, heads[0] if heads else None, scene)
            best = (weight, kind, mode, Reason("type", f"codebook {reading.group.id}", weight))
    for clause in found:
        if clause.head not in tops:
            for group in groups_of(clause, book)[:1]:
                scores[group.type] += LOOSE * group.score * (0.1 if group.type == "STATE" else 0.4)
    return _verdict(scores, best)


def _verdict(scores: dict[str, float], best: tuple[float, str, str, Reason] | None) -> Verdict:
    total = sum(scores.values())
    if not total:
        return Verdict("STATE", "comment", {"STATE": 1.0}, (Reason("type", "no trigger", 0.0),))
    shares = {k: round(v / total, 4) for k, v in sorted(scores.items(), key=lambda p: -p[1])}
    kind = max(scores, key=lambda k: scores[k])
    if best is not None and best[1] == kind:
        return Verdict(kind, best[2], shares, (best[3],))
    return Verdict(kind, "", shares, (Reason("type", "loose trigger", shares[kind]),))


def _contents(tops: dict[int, Reading], scene: Scene) -> set[int]:
    out: set[int] = set()
    for reading in tops.values():
        if reading.group.type in {"REQUEST", "THREATEN", "AGREE", "REJECT", "CONCEDE", "ACCUSE"}:
            for head in content_heads(reading, scene):
                out.update(scene.tree.subtree(head))
    for i in tops:
        if any(scene.tree.tokens[k].dep == "advcl" and is_conditional(scene.tree, k) for k in (i,)):
            out.add(i)
    return out


def _fit(reading: Reading, pair: PairCast) -> float:
    acts = pair.source in reading.sources
    suffers = pair.target in reading.targets
    swapped = pair.target in reading.sources or pair.source in reading.targets
    if swapped and not acts and not suffers:
        return SWAPPED * 0.6
    if reading.group.symmetric and pair.target in reading.sources and acts:
        return 1.0
    return ROLES[(acts, suffers)]


def _near(reading: Reading, pair: PairCast, scene: Scene) -> float:
    """1 next to the two spans, less the further the trigger stands from them."""
    place = scene.tree.tokens[reading.clause.head].span.start
    ends = [pair.source.span, pair.target.span]
    starts = [span.start for span in ends if span is not None]
    if min(starts) <= place <= max(starts):
        return 1.0
    return 1.0 / (1.0 + min(abs(place - s) for s in starts) / 120)
