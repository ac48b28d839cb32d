"""Rules and model as one coder: both are evidence, and here alone they are weighed.

1. each reading of the rules is a candidate, and each word that the model hears an act in;
2. two that tell one act at one word are one candidate; 3. its chance is a logistic function
of what each says, with weights fitted on `corpus/dev` (`scripts/weigh_coder.py`); 4. those
that are likelier than not are records; 5. sides and status are chosen likewise.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources

from detente.events import clauses
from detente.events.classify import Reading, Scene
from detente.events.codebook import TriggerGroup
from detente.events.model.hearing import Roles
from detente.events.parties import Parties
from detente.events.roles import actors_at, fill, without
from detente.events.status import Status
from detente.events.tree import Tree
from detente.types import Participant, Span

MODEL = "model"
SIDES = ("source", "target")
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
SURE = 0.5  # the least of a word that the model puts into a content
APART = 0.2  # below it, the model hears another content than the rules
USUAL = 0.85  # what a rule mostly scores
HEARD = 0.05  # the least that a word without a rule must be heard with
WITH = ("dobj", "prt", "attr", "acomp", "oprd", "nsubjpass", "dative")
UP = frozenset({"dobj", "attr", "acomp", "oprd", "nsubjpass", "pobj", "prt"})


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each says, in log odds, as `scripts/weigh_coder.py` fitted it.

    Of a candidate: a constant, the factor of the model's own odds, and what a record or a mere
    reading of the rules adds, and how much surer than usual the rule is; above `likely` it is a
    record. `role` and `status` are what the
    rules' choice of a side and of a status adds to the model's.
    """

    constant: float
    model: float
    record: float
    read: float
    score: float
    likely: float
    role: float
    status: float


WEIGHTS = Weights(**json.loads(resources.files(__package__).joinpath("weights.json").read_text()))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading with what the rules (record, read or "") and the model (0 to 1) say of it.

    `word` is where the model hears it; `score` what the rules' own reading scores.
    """

    reading: Reading
    rules: str
    heard: float
    word: int
    score: float = 0.0

    @property
    def chance(self) -> float:
        """How likely it is a record."""
        told = {"record": WEIGHTS.record, "read": WEIGHTS.read}.get(self.rules, 0.0)
        sure = WEIGHTS.score * (self.score - USUAL) if self.rules else 0.0
        return squash(WEIGHTS.constant + WEIGHTS.model * odds(self.heard) + told + sure)


def records(
    best: Sequence[Reading], chosen: Sequence[Reading], scene: Scene
) -> tuple[Candidate, ...]:
    """The candidates that are likelier records than not; their readings' score is the chance."""
    alone = (odds(WEIGHTS.likely) - WEIGHTS.constant) / WEIGHTS.model  # what no rule helps
    found = candidates(best, chosen, scene, squash(alone))
    kept = [c for c in found if c.chance >= WEIGHTS.likely or _states(c)]
    return tuple(replace(c, reading=replace(c.reading, score=c.chance)) for c in kept)


def _states(candidate: Candidate) -> bool:
    """A mere statement of the rules: what is no act, the model has little to say of."""
    return candidate.reading.group.type == "STATE" and candidate.rules == "record"


def candidates(
    best: Sequence[Reading], chosen: Sequence[Reading], scene: Scene, least: float = HEARD
) -> Iterator[Candidate]:
    """All that rules or model take for an act, once each.

    A word where no rule reads the same is a candidate where it is heard with `least`.
    """
    kept = {(r.clause.head, r.group.id) for r in chosen}
    taken: set[tuple[int, str]] = set()
    for reading in best:
        near = [reading.clause.head, *_near(reading.clause.head, scene.tree)]
        word, heard = _heard(reading, near, scene)
        rules = "record" if (reading.clause.head, reading.group.id) in kept else "read"
        taken.update((w, reading.group.type) for w in near)
        yield Candidate(reading, rules, heard, word, round(reading.score, 3))
    for word, told in sorted(scene.heard.types.items()):
        for kind, chance in told.items():
            if chance >= least and (word, kind) not in taken:
                yield Candidate(_heard_reading(word, kind, chance, scene), "", chance, word)


def _heard(reading: Reading, near: Sequence[int], scene: Scene) -> tuple[int, float]:
    """The word of `near` that the model hears the reading's type in, and how well."""
    kind = reading.group.type
    best = max(near, key=lambda word: scene.heard.of_type(word, kind))
    return best, scene.heard.of_type(best, kind)


def _near(head: int, tree: Tree) -> list[int]:
    """Words that tell one act together with `head`: a verb and its object, "entered into talks"."""
    out = list(tree.children(head, *WITH))
    for prep in tree.children(head, "prep"):
        out.extend(tree.children(prep, "pobj"))
    token = tree.tokens[head]
    if token.dep in UP and token.head != head:
        out.append(token.head)
        if token.dep == "pobj" and tree.tokens[token.head].head != token.head:
            out.append(tree.tokens[token.head].head)
    return out


def _heard_reading(word: int, kind: str, chance: float, scene: Scene) -> Reading:
    """A reading of what only the model hears; its parties from the model, else from the frame."""
    entry = scene.book.type(kind)
    modes = scene.heard.modes(word, kind)
    mode = max(modes, key=lambda m: modes[m]) if modes else None
    group = TriggerGroup(
        MODEL, kind, entry.frame, mode=mode, symmetric=entry.symmetric, score=chance
    )
    clause = clauses.at(scene.tree, word)
    sources = fill(clause, group.frame.source, scene.tree, scene.cast)
    slots = [s for s in group.frame.target if s not in group.frame.source or s != "subject"]
    targets = without(fill(clause, slots, scene.tree, scene.cast), sources)
    return Reading(clause, group, chance, sources, targets)


# --- sides ----------------------------------------------------------------------------


def sides(found: Parties, reading: Reading, word: int, scene: Scene) -> Parties:
    """The parties after the model was asked who it takes for source and target."""
    roles = scene.heard.roles(word)
    if not roles:
        return found
    sources = _side(found.sources, roles["source"], scene)
    targets = _side(found.targets, roles["target"], scene)
    if reading.group.symmetric:
        every = _side(
            (*found.sources, *without(found.targets, found.sources)), _either(roles), scene
        )
        return Parties(every, every) if len(every) > 2 else Parties(every[:1], every[1:])
    both = [p for p in sources if p in targets]
    sources = tuple(p for p in sources if p not in both or _acts(p, roles, scene)) or sources
    targets = without(targets, sources)
    if not targets and len(sources) > 1 and reading.group.type in MUTUAL:
        return Parties(sources[:1], sources[1:])
    return Parties(sources, targets)


def _acts(participant: Participant, roles: Roles, scene: Scene) -> bool:
    """True for one heard on both sides who is rather a source."""
    heads = _heads(participant, scene)
    chances = [max((roles[r].get(h, 0.0) for h in heads), default=0.0) for r in SIDES]
    return chances[0] >= chances[1]


def _either(roles: Mapping[str, Mapping[int, float]]) -> dict[int, float]:
    words = {*roles["source"], *roles["target"]}
    return {w: max(roles["source"].get(w, 0.0), roles["target"].get(w, 0.0)) for w in words}


def _side(
    found: Sequence[Participant], chances: Mapping[int, float], scene: Scene
) -> tuple[Participant, ...]:
    """Those whom rules and model together make likelier than not, in text order."""
    weighed: dict[tuple[object, ...], tuple[float, Participant]] = {}
    for participant in found:
        heads = _heads(participant, scene)
        chance = max((chances.get(h, 0.0) for h in heads), default=0.5)
        _keep(weighed, participant, odds(chance) + WEIGHTS.role)
    for word, chance in chances.items():
        if chance > 0.3:
            for participant in actors_at((word,), scene.tree, scene.cast):
                known = any(participant == p for p in found)
                _keep(weighed, participant, odds(chance) + (WEIGHTS.role if known else 0.0))
    best = [p for value, p in weighed.values() if value > 0]
    if not best and found:
        return tuple(found)
    return tuple(sorted(best, key=lambda p: p.span.start if p.span else 0))


def _keep(
    weighed: dict[tuple[object, ...], tuple[float, Participant]],
    participant: Participant,
    value: float,
) -> None:
    key = (participant.actor.key, participant.span)
    if key not in weighed or weighed[key][0] < value:
        weighed[key] = (value, participant)


def _heads(participant: Participant, scene: Scene) -> list[int]:
    """The words of a participant that may be the head of its phrase."""
    if participant.span is None:
        return []
    inside = scene.tree.within(participant.span)
    return [*inside, *(scene.tree.tokens[i].head for i in inside)]


# --- words ----------------------------------------------------------------------------


def content(found: Span | None, word: int, scene: Scene) -> Span | None:
    """The words of the content: the rules', or the model's where they have none or others."""
    return _words(found, "content", word, scene)


def condition(found: Span | None, word: int, scene: Scene) -> Span | None:
    """The words of the condition, likewise."""
    return _words(found, "condition", word, scene)


def _words(found: Span | None, role: str, word: int, scene: Scene) -> Span | None:
    heard = scene.heard.roles(word).get(role, {})
    sure = [token for token, chance in heard.items() if chance >= SURE]
    if not sure:
        return found
    span = scene.tree.span(list(range(min(sure), max(sure) + 1)))
    if found is None or span is None:
        return span if len(sure) > 1 else found
    inside = scene.tree.within(found)
    share = sum(heard.get(token, 0.0) for token in inside) / len(inside)
    return span if share < APART else found


# --- status ---------------------------------------------------------------------------


def status(found: Status, word: int, scene: Scene) -> Status:
    """The status after the model was asked; the rules' own counts for more."""
    heard = scene.heard.statuses(word)
    if not heard:
        return found
    scores = {name: odds(p) + WEIGHTS.status * (name == found.value) for name, p in heard.items()}
    best = max(scores, key=lambda name: scores[name])
    if best == found.value:
        return found
    return replace(found, value=best, rule=MODEL, score=round(heard[best], 3))


def odds(chance: float) -> float:
    """Log odds, within bounds."""
    clipped = min(max(chance, 0.005), 0.995)
    return math.log(clipped / (1 - clipped))


def squash(value: float) -> float:
    """The chance of log odds."""
    return 1 / (1 + math.exp(-value))
