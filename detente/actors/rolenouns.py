"""Role nouns inside a report: the president, the Russian leader, his counterpart."""

from __future__ import annotations

from dataclasses import replace

from detente.actors import identity, offices
from detente.actors.bodies import same_body
from detente.actors.lookback import foremost, last_seen
from detente.actors.memory import Sighting
from detente.actors.names import normalise
from detente.actors.phrase import is_plural
from detente.actors.plays import plays, was
from detente.actors.registry import Role
from detente.actors.resolve import Resolution, Setting, resolve_in
from detente.actors.scene import grammar
from detente.actors.speakers import side, speaker_of
from detente.actors.stage import Found, Stage, participants
from detente.types import Actor, Mention, Participant

_TOWARDS = frozenset(
    "urge call ask beg press appeal plead thank praise hail applaud congratulate recognise "
    "recognize back support express defend commend blame accuse warn criticise criticize condemn "
    "rebuke sue threaten train equip arm fund aid lend help supply invite welcome meet visit "
    "mediate offer advise advocate propose want demand".split()
)


def is_addressed(stage: Stage, mention: Mention) -> bool:
    """True for whom a verb of words or help is for: seldom the subject's own ("Kenya urged the
    army", "thanked the police")."""
    token = stage.scene.head(mention)
    if grammar(stage.scene, token.i) == "subject":
        return False
    return stage.scene.tokens[stage.scene.verb_of(token.i)].lemma in _TOWARDS


def subject_of_sentence(stage: Stage, mention: Mention) -> str | None:
    """The country for which the subject of the mention's own sentence acts."""
    token = stage.scene.head(mention)
    for sighting in stage.memory.recent(token.sentence, 0):
        fits = sighting.role == "subject" and len(sighting.actors) == 1
        if fits and sighting.token < token.i and not sighting.quoted:
            country = sighting.actors[0].country
            if country is not None and stage.scene.registry.country(country) is not None:
                return country
    return None


def role(
    stage: Stage, mention: Mention, near: Resolution, known: Role, *, former: bool = False
) -> Found:
    """A role noun whose country the phrase does not say: "the president", "the ministry"."""
    words = normalise(mention.text)
    if known.person and not is_plural(mention.text.split()[-1]):
        inside = _speakers_own(stage, mention, known)
        if inside:
            return inside
        hit = None
        if former:
            hit = foremost(stage, mention, lambda s: was(stage, s, known))
        if hit is None:
            hit = foremost(stage, mention, lambda s: plays(stage, s, known, words, None))
        if hit is not None:
            return participants(hit.actors, mention, 0.7, f"role:{known.office or known.sector}")
    else:
        found = same_body(stage, mention, known.sector)
        if found:
            return found
    if near.actor is None:
        return ()
    return (Participant(near.actor, mention.span, near.score, near.rule),)


def _speakers_own(stage: Stage, mention: Mention, known: Role) -> Found:
    """Inside a quotation "the president" is the speaker's own, unless another was named in it."""
    region = stage.scene.quotation(mention.span.start)
    if region is None or known.office not in {"HOS", "HOG", "FM", "DM"}:
        return ()
    for sighting in stage.memory.recent(stage.scene.head(mention).sentence, 1):
        if sighting.quoted and sighting.person and sighting.actors[0].office == known.office:
            return ()
    voice = speaker_of(stage, region)
    if voice is None or voice.actor.country is None or voice.actor.office == known.office:
        return ()
    term = offices.holder(
        stage.scene.registry,
        voice.actor.country,
        known.office or "",
        mention.text,
        stage.scene.setting.on,
    )
    if term is None:
        return ()
    return participants((identity.person(term),), mention, 0.8, "speaker's-own")


def person_of(stage: Stage, mention: Mention, country: str | None) -> Found:
    """ "the Venezuelan": the person of that country whom the report last named."""
    if mention.number == "plur" or " " in mention.text or country is None:
        return ()

    def fits(sighting: Sighting) -> bool:
        return sighting.person and sighting.actors[0].country == country

    hit = last_seen(stage, mention, fits, 6)
    return participants(hit.actors, mention, 0.65, "demonym:person") if hit else ()


def known_person(
    stage: Stage, mention: Mention, actor: Actor, known: Role, *, former: bool = False
) -> Found:
    """An unnamed official with a country: the person of that role whom the report names."""
    if not known.person or is_plural(mention.text.split()[-1]):
        return ()
    words = normalise(mention.text)
    hit = last_seen(stage, mention, lambda s: plays(stage, s, known, words, actor.country))
    if former:
        hit = last_seen(stage, mention, lambda s: was(stage, s, known))
    if hit is None:
        return ()
    return participants(hit.actors, mention, 0.75, f"role+country:{known.office or known.sector}")


def counterpart(stage: Stage, mention: Mention, owner: Actor | None) -> Found:
    """ "his Finnish counterpart": the holder of the same office there, on the report's day."""
    scene = stage.scene
    if owner is None or owner.kind != "person":
        return ()
    words = " ".join(
        scene.tokens[c].text
        for c in scene.children[mention.head]
        if scene.tokens[c].dep in {"amod", "compound", "nmod"}
    )
    there = resolve_in(words, scene.registry, Setting(scene.setting.on)).actor if words else None
    if there is None or there.country is None:
        return _other_of_office(stage, mention, owner)
    position = next((t.position for t in scene.registry.terms(owner.key)), "")
    term = offices.counterpart(
        scene.registry, owner.office or "", position, there.country, scene.setting.on
    )
    if term is None:
        made = identity.unnamed(there.country, owner.sector, mention.text, owner.office)
        return participants((made,), mention, 0.7, "counterpart:unnamed")
    return participants((identity.person(term),), mention, 0.85, "counterpart")


def _other_of_office(stage: Stage, mention: Mention, owner: Actor) -> Found:
    def fits(s: Sighting) -> bool:
        return s.person and s.actors[0].office == owner.office and s.actors[0].key != owner.key

    hit = last_seen(stage, mention, fits)
    return participants(hit.actors, mention, 0.6, "counterpart:last") if hit else ()


def own_side(stage: Stage, actor: Actor) -> Actor:
    """Whose office a possessor's role is: the country or body that the person acts for."""
    return side(stage, actor) if actor.kind == "person" else actor


def renamed(actor: Actor, name: str) -> Actor:
    """The actor under the fullest name that the report uses."""
    return replace(actor, name=name) if name else actor
