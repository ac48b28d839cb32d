"""How well a sighting suits a pronoun: features, and weights learned from our own gold.

`reference_weights.json` holds a weight a feature for each of person ("he"), thing ("it")
and many ("they"); `scripts/train_reference.py` makes it from the marked reports of tests/actors.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log

from detente.actors.binding import above, trailing
from detente.actors.given import sex as sex_of
from detente.actors.memory import Sighting
from detente.actors.scene import OBJECT, QUOTING, SPEECH, SUBJECT, Scene
from detente.actors.stage import Stage
from detente.types import Actor, Mention, Participant, Token


@dataclass(frozen=True, slots=True)
class Around:
    """The place of a pronoun: what kind of actor is wanted, whether it stands in quotation
    marks and who speaks there, and whether somebody acts in its sentence before it."""

    mention: Mention
    token: Token
    wanted: str
    sex: str
    quoted: bool
    voice: Participant | None
    rival: bool


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """By what is wanted and feature: the learned weights."""
    text = resources.files("detente.actors").joinpath("data/reference_weights.json")
    found: Mapping[str, Mapping[str, float]] = json.loads(text.read_text("utf-8"))["weights"]
    return found


def score(stage: Stage, sighting: Sighting, around: Around) -> float:
    """The weighted sum of a sighting's features."""
    table = weights()[around.wanted]
    return sum(table.get(n, 0.0) * v for n, v in features(stage, sighting, around).items())


def nobody(stage: Stage, around: Around, count: int) -> float:
    """The same for "nobody that the record knows"."""
    table = weights()[around.wanted]
    return sum(table.get(n, 0.0) * v for n, v in of_nobody(stage, around, count).items())


def chance(best: float, others: Sequence[float], none: float) -> float:
    """The share of the best candidate among all, 0 to 1."""
    return 1.0 / sum((exp(min(30.0, other - best)) for other in (*others, none)), 1.0)


def features(stage: Stage, sighting: Sighting, around: Around) -> dict[str, float]:
    """What speaks for or against a sighting, by name; 0 is left out."""
    scene, memory, token = stage.scene, stage.memory, around.token
    age = token.sentence - sighting.sentence
    often = max((memory.counts.get(a.key, 0) for a in sighting.actors), default=0)
    out = {
        f"age:{min(age, 4)}": 1.0,
        f"role:{sighting.role}": 1.0,
        f"kind:{sighting.kind}": 1.0,
        f"{sighting.role}@{min(age, 2)}": 1.0,
        f"{sighting.kind}@{min(age, 2)}": 1.0,
        f"{'subject' if token.dep in SUBJECT else around.mention.kind}<{sighting.role}": 1.0,
        "often": log(1 + often),
    }
    flags = {
        "main": sighting.main,
        "main:before": sighting.main and sighting.role == "subject" and age == 1,
        "parallel": token.dep in SUBJECT and sighting.role == "subject",
        "parallel:object": token.dep in OBJECT and sighting.role == "object",
        "lead": sighting.sentence <= 1 and sighting.role == "subject" and age > 1,
        "quoted:other": sighting.quoted and not around.quoted,
        "told": _is_told(scene, sighting),
        "unknown": not sighting.actors,
        "unnamed": sighting.human,
        "its": age == 0 and token.text.lower() == "its",
        "sex": bool(around.sex) and sighting.person and _sex(sighting) == around.sex,
        "central": _is_central(stage, sighting),
        "last": bool(memory.sightings) and memory.sightings[-1] is sighting,
    }
    out.update({name: 1.0 for name, on in flags.items() if on})
    out.update(_of_kind(sighting))
    if around.quoted:
        out.update(_in_quotation(sighting, around))
    elif memory.speaker and sighting.actors[:1] == (memory.speaker.actor,):
        out[_speaking(scene, token, around)] = 1.0
    if age == 0:
        out[f"above:{above(scene, sighting, token):.2f}"] = 1.0
        out["trailing"] = trailing(scene, around.mention, sighting)
    return out


def _of_kind(sighting: Sighting) -> dict[str, float]:
    kinds = {actor.kind for actor in sighting.actors}
    out = {f"is:{kind}": 1.0 for kind in kinds}
    if len(sighting.actors) > 1:
        out["is:several"] = 1.0
    elif not sighting.plural:
        out["is:one"] = 1.0
    if len(sighting.actors) == 1 and sighting.actors[0].sector == "MED":
        out["is:press"] = 1.0
    return out


def _in_quotation(sighting: Sighting, around: Around) -> dict[str, float]:
    """In a quotation the speaker is "I" and the speaker's country "we": others are meant."""
    out = {"quoted:same": 1.0} if sighting.quoted else {}
    if around.voice is not None:
        if sighting.actors[:1] == (around.voice.actor,):
            out["voice"] = 1.0
        elif not sighting.person and _own(sighting, around.voice.actor):
            out["voice:own"] = 1.0
    return out


def _own(sighting: Sighting, voice: Actor) -> bool:
    return any(a.kind == "country" and a.country == voice.country for a in sighting.actors)


def _sex(sighting: Sighting) -> str:
    return sex_of(sighting.actors[0])


def _is_central(stage: Stage, sighting: Sighting) -> bool:
    """True for the country that the report is about."""
    main = stage.scene.setting.countries[:1]
    return len(sighting.actors) == 1 and sighting.actors[0].country in main


def _is_told(scene: Scene, sighting: Sighting) -> bool:
    """ "He told the BBC that it": the press that is told is not spoken of."""
    heard = sighting.role == "object" and scene.tokens[sighting.verb].lemma in SPEECH
    return heard and len(sighting.actors) == 1 and sighting.actors[0].sector == "MED"


def _speaking(scene: Scene, token: Token, around: Around) -> str:
    """How the speaker of the sentence before may go on."""
    verb = scene.tokens[token.head]
    if around.rival:
        return "speaker:rival"
    if verb.lemma in QUOTING and token.dep in OBJECT | {"nsubjpass"}:
        return "speaker:quoted"
    if verb.lemma in SPEECH and token.dep == "nsubj":
        return "speaker:speaks"
    return "speaker"


def of_nobody(stage: Stage, around: Around, count: int) -> dict[str, float]:
    """What speaks for no antecedent at all."""
    scene, token = stage.scene, around.token
    verb = scene.tokens[token.head]
    out = {"nobody": 1.0, f"nobody:{token.dep}": 1.0, "nobody:few": 1.0 if count < 2 else 0.0}
    if around.quoted:
        out["nobody:quoted"] = 1.0
    if token.dep == "nsubj" and verb.lemma == "be":
        out["nobody:be"] = 1.0
    if around.mention.kind == "possessive":
        out["nobody:possessive"] = 1.0
    return out
