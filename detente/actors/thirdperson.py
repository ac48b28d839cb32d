"""Third-person pronouns: he, she, it, they and their possessives.

Those sightings that agree with the pronoun and that its sentence allows are ranked
(`ranking.py`) together with nobody; the first wins.
"""

from __future__ import annotations

from detente.actors.binding import barred
from detente.actors.given import sex as sex_of
from detente.actors.memory import Sighting
from detente.actors.ranking import Around, chance, nobody, score
from detente.actors.scene import OBJECT, QUOTING, SUBJECT
from detente.actors.speakers import speaker_of
from detente.actors.stage import SELF, WE, Found, Stage, participants, renewed
from detente.types import Mention, Token


def third(stage: Stage, mention: Mention, wanted: str, sex: str) -> Found:
    """Whom a pronoun means; `wanted` is person, thing or many, `sex` f, m or ""."""
    quoted = _quoted_again(stage, mention) if wanted == "person" else ()
    if quoted:
        return quoted
    around = look_around(stage, mention, wanted, sex)
    ranked = sorted(
        (
            (score(stage, s, around), -n, s)
            for n, s in enumerate(candidates(stage, mention, around))
        ),
        key=lambda found: found[:2],
        reverse=True,
    )
    none = nobody(stage, around, len(ranked))
    if wanted == "person":
        ahead = subject_ahead(stage, mention, sex)
        if ahead and (not ranked or ranked[0][0] < none + _AHEAD):
            return renewed(ahead, mention, 0.6, "pronoun:ahead")
    if not ranked or ranked[0][0] < none or not ranked[0][2].actors:
        return ()
    sure = chance(ranked[0][0], [r[0] for r in ranked[1:]], none)
    return participants(ranked[0][2].actors, mention, min(0.9, sure), f"pronoun:{wanted}")


_AHEAD = 2.0


def _quoted_again(stage: Stage, mention: Mention) -> Found:
    """ "Interfax quoted him as saying": who has been speaking."""
    token, speaker = stage.scene.head(mention), stage.memory.speaker
    verb = stage.scene.tokens[token.head]
    told = verb.lemma in QUOTING and token.dep in OBJECT | {"nsubjpass"}
    if not told or speaker is None or speaker.actor.kind != "person":
        return ()
    return participants((speaker.actor,), mention, 0.85, "pronoun:quoted")


def look_around(stage: Stage, mention: Mention, wanted: str, sex: str) -> Around:
    """What the place of the pronoun says, once for all candidates."""
    scene = stage.scene
    token = scene.head(mention)
    region = scene.quotation(mention.span.start)
    voice = speaker_of(stage, region) if region is not None else None
    recent = stage.memory.recent(token.sentence)
    rival = any(
        s.role == "subject" and s.person and s.sentence == token.sentence and s.token < token.i
        for s in recent
    )
    return Around(mention, token, wanted, sex, region is not None, voice, rival)


def candidates(stage: Stage, mention: Mention, around: Around) -> list[Sighting]:
    """The sightings that the pronoun may mean, the latest first."""
    recent = stage.memory.recent(around.token.sentence)
    shut = [s for s in recent if barred(stage.scene, mention, s)]
    others = {a.key for s in shut for a in s.actors}
    return [
        s
        for s in recent
        if s.token < around.token.i
        and agrees(s, around.wanted, around.sex)
        and s not in shut
        and not any(a.key in others for a in s.actors)
    ]


def agrees(sighting: Sighting, wanted: str, sex: str) -> bool:
    """Number and sex fit."""
    if sighting.name.lower() in WE | SELF:
        return False
    if wanted == "person":
        return sighting.person and sex_of(sighting.actors[0]) in {"", sex}
    if wanted == "thing":
        return not sighting.person and not sighting.plural and len(sighting.actors) <= 1
    return not sighting.person or len(sighting.actors) > 1


def subject_ahead(stage: Stage, mention: Mention, sex: str) -> Found:
    """ "A month after announcing his support, Marco Rubio said": the subject that follows."""
    scene, token = stage.scene, stage.scene.head(mention)
    if mention.kind != "possessive" and token.dep not in SUBJECT:
        return ()
    at = token
    for _ in range(12):
        head = scene.tokens[at.head]
        fronted = at.dep in {"advcl", "prep", "advmod", "npadvmod"} and head.i > at.i
        if fronted and head.pos in {"VERB", "AUX"}:
            return _subject_after(stage, head, token, sex)
        if head.i == at.i:
            return ()
        at = head
    return ()


def _subject_after(stage: Stage, verb: Token, token: Token, sex: str) -> Found:
    scene = stage.scene
    for child in scene.children[verb.i]:
        subject = scene.tokens[child]
        if subject.dep not in SUBJECT or child < token.i or child not in scene.by_head:
            continue
        named = scene.mentions[scene.by_head[child]]
        found = stage.of(named.i) if named.kind == "name" else ()
        if len(found) == 1 and found[0].actor.kind == "person":
            return found if sex_of(found[0].actor) in {"", sex} else ()
    return ()
