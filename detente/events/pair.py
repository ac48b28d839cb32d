"""The type of what a given source does to a given target, in one sentence.

All clauses are read with the two spans as actors; a reading counts by how well its roles
are the two, by how sure its wording is, and by how near it stands to them in the tree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.events import classify as reader
from detente.events import speech
from detente.events.classify import Reading, Scene, groups_of, readings
from detente.events.codebook import Codebook
from detente.events.model.hearing import NOTHING, Hearing
from detente.events.roles import Casting
from detente.events.spans import content_heads
from detente.events.status import is_conditional
from detente.events.weigh import MODEL
from detente.types import Actor, Document, Participant, Reason, Span

SWAPPED = 0.25
LOOSE = 0.6  # a trigger whose tests fail still says a little
INSIDE = 0.35  # an act that is only the content of another
ECHO = 0.1  # a second reading of the same type adds a little
HEARD = 2.0  # what the model hears, beside the rules
ALOOF = 0.3  # how much an act counts whose sides are others
WORDS = 0.1  # a mere statement, where any act is told
HOLDS = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE"})


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
        self.document = document
        self.places = {"source": _heads(document, source), "target": _heads(document, target)}
        self.source = _given("source", source, document)
        self.target = _given("target", target, document)
        self.heads = {
            **dict.fromkeys(self.places["target"], self.target),
            **dict.fromkeys(self.places["source"], self.source),
        }

    def at(self, token: int) -> tuple[Participant, ...]:
        """The given party whose span has its head at `token`, else the document's own."""
        given = self.heads.get(token)
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


def classify(pair: PairCast, book: Codebook, heard: Hearing = NOTHING) -> Verdict:
    """The type of the act between the two spans; STATE where nothing in the sentence tells one."""
    scene = reader.scene(pair.document, pair, book, heard)
    strict = [r for clause in scene.clauses for r in readings(clause, scene)[:2]]
    contents = _contents(strict, scene)
    weighed = [(_weight(r, pair, scene, contents), r) for r in strict]
    for reading, share in _loose(strict, scene):
        weighed.append((LOOSE * share * _weight(reading, pair, scene, contents), reading))
    return _verdict(weighed, scene, _heard(pair, scene))


def _heard(pair: PairCast, scene: Scene) -> dict[str, tuple[float, int]]:
    """For each type, how well the model hears it with the pair as its sides, and at which word."""
    out: dict[str, tuple[float, int]] = {}
    for word, told in scene.heard.types.items():
        roles = scene.heard.roles(word)
        acts, undergoes = (
            {side: _best(roles[role], heads) for side, heads in pair.places.items()}
            for role in ("source", "target")
        )
        straight = acts["source"] + undergoes["target"]
        turned = acts["target"] + undergoes["source"]
        for kind, chance in told.items():
            fit = max(straight, turned) if scene.book.type(kind).symmetric else straight
            weight = chance * (ALOOF + (1 - ALOOF) * fit / 2)
            out[kind] = max(out.get(kind, (0.0, -1)), (weight, word))
    return out


def _best(chances: Mapping[int, float], heads: Sequence[int]) -> float:
    return max((chances.get(head, 0.0) for head in heads), default=0.0)


def _loose(strict: Sequence[Reading], scene: Scene) -> Iterator[tuple[Reading, float]]:
    """Readings of the clauses that pass no group's tests, with the tests left aside.

    Each comes with the share of its type among the groups of its word: a word of one type
    says more than one of five.
    """
    read = {r.clause.head for r in strict if r.group.type != "STATE"}
    for clause in scene.clauses:
        groups = () if clause.head in read else groups_of(clause, scene.book)
        kinds = Counter(group.type for group in groups)
        for group in groups:
            found = reader.cast_roles(replace(group, actors=()), clause, scene)
            if found is not None:
                yield found, kinds[group.type] / len(groups)


def _verdict(
    weighed: Sequence[tuple[float, Reading]], scene: Scene, heard: Mapping[str, tuple[float, int]]
) -> Verdict:
    if not weighed and not heard:
        return Verdict("STATE", "comment", {"STATE": 1.0}, (Reason("type", "no trigger", 0.0),))
    scores: defaultdict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, Reading]] = {}
    for weight, reading in sorted(weighed, key=lambda pair: -pair[0]):
        kind = reading.group.type
        scores[kind] += weight if kind not in best else ECHO * weight
        best.setdefault(kind, (weight, reading))
    for kind, (chance, _) in heard.items():
        scores[kind] += HEARD * chance * (WORDS if kind == "STATE" else 1.0)
    total = sum(scores.values()) or 1.0
    shares = {k: round(v / total, 4) for k, v in sorted(scores.items(), key=lambda p: -p[1])}
    kind = next(iter(shares))
    reasons = [Reason("type", MODEL, round(heard[kind][0], 3))] if kind in heard else []
    if kind not in best:
        modes = scene.heard.modes(heard[kind][1], kind)
        mode = max(modes, key=lambda m: modes[m]) if modes else ""
        return Verdict(kind, mode, shares, tuple(reasons))
    weight, reading = best[kind]
    heads = content_heads(reading, scene)
    mode = speech.mode_of(reading, heads[0] if heads else None, scene)
    reason = Reason("type", f"codebook {reading.group.id}", round(weight, 3))
    return Verdict(kind, mode, shares, (reason, *reasons))


def _contents(strict: Sequence[Reading], scene: Scene) -> frozenset[int]:
    """Tokens inside what is only demanded, promised, threatened, refused, or a condition."""
    out: set[int] = set()
    for reading in strict:
        if reading.group.type in HOLDS:
            for head in content_heads(reading, scene):
                out.update(scene.tree.subtree(head))
    for clause in scene.clauses:
        if clause.relation == "advcl" and is_conditional(scene.tree, clause.head):
            out.update(scene.tree.subtree(clause.head))
    return frozenset(out)


def _weight(reading: Reading, pair: PairCast, scene: Scene, contents: frozenset[int]) -> float:
    weight = reading.score * _fit(reading, pair, scene)
    if reading.clause.head in contents:
        weight *= INSIDE
    return weight * (WORDS if reading.group.type == "STATE" else 1.0)


def _fit(reading: Reading, pair: PairCast, scene: Scene) -> float:
    """How well the roles of a reading are the given two, 0 to 1."""
    if reading.group.symmetric:
        sides = (*reading.sources, *reading.targets)
        return 0.5 * (pair.source in sides) + 0.4 * (pair.target in sides) + 0.1
    if pair.target in reading.sources or pair.source in reading.targets:
        return SWAPPED
    below = {t for t in scene.tree.subtree(reading.clause.head) if t in pair.heads}
    acts = 0.5 if pair.source in reading.sources else 0.1
    if pair.target in reading.targets:
        return acts + 0.5
    return acts + (0.35 if any(pair.heads[t] is pair.target for t in below) else 0.1)
