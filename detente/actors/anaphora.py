"""Pronouns: he, she, they, it, we, who and their possessives, by salience and agreement."""

from __future__ import annotations

from detente.actors import identity
from detente.actors.binding import barred, pleonastic
from detente.actors.memory import Sighting
from detente.actors.scene import SUBJECT, Scene
from detente.actors.speakers import first_person
from detente.actors.stage import (
    HE,
    IT,
    REFLEXIVES,
    RELATIVE,
    SELF,
    SHE,
    THEY,
    WE,
    Found,
    Stage,
    participants,
    renewed,
)
from detente.actors.thirdperson import third
from detente.types import Actor, Mention, Token


def pronoun(stage: Stage, mention: Mention) -> Found:
    """The participants that a pronoun or possessive stands for; () where unknown."""
    low = mention.text.lower()
    if low in RELATIVE and stage.scene.head(mention).tag in {"WP", "WDT", "WP$"}:
        return relative(stage, mention)
    if low in WE | SELF:
        return first_person(stage, mention, low in WE)
    asked = third_person(stage, mention)
    if asked is not None:
        return third(stage, mention, *asked)
    if low in {"myself", "ourselves"}:
        return first_person(stage, mention, low == "ourselves")
    if low in REFLEXIVES:
        return _own_subject(stage, mention)
    if low in {"both", "neither", "either", "each"}:
        return _two_of_sentence(stage, mention) or pair(stage, mention, "any")
    return ()


def third_person(stage: Stage, mention: Mention) -> tuple[str, str] | None:
    """What a third-person pronoun wants (person, thing, many) and its sex; None for others
    and for an "it" that stands for nothing."""
    low = mention.text.lower()
    if low in HE | SHE:
        return "person", "f" if low in SHE else "m"
    if low in IT and not pleonastic(stage.scene, mention):
        return "thing", ""
    return ("many", "") if low in THEY else None


def _own_subject(stage: Stage, mention: Mention) -> Found:
    """ "himself": who acts in the clause."""
    verb = stage.scene.verb_of(stage.scene.head(mention).i)
    for sighting in stage.memory.recent(stage.scene.head(mention).sentence, 0):
        if sighting.verb == verb and sighting.role == "subject":
            return participants(sighting.actors, mention, 0.8, "reflexive")
    return ()


# --- relatives ------------------------------------------------------------------------


def relative(stage: Stage, mention: Mention) -> Found:
    """ "who", "which", "that": the noun whose clause this is."""
    scene = stage.scene
    token = scene.head(mention)
    for _ in range(8):
        head = scene.tokens[token.head]
        if token.dep == "relcl" or head.i == token.i:
            break
        token = head
    if token.dep != "relcl" or token.head not in scene.by_head:
        return _right_before(stage, mention)
    before = scene.mentions[scene.by_head[token.head]]
    joint = _joint_before(stage, _last_joined(scene, before, token), token)
    if joint:
        return renewed(joint, mention, 0.8, "relative:together")
    return renewed(stage.of(before.i), mention, 0.85, "relative") if before.i != mention.i else ()


def _right_before(stage: Stage, mention: Mention) -> Found:
    """Where the parse does not say: what stands just before ", who" or ", whose"."""
    for at in range(mention.i - 1, max(-1, mention.i - 4), -1):
        before = stage.scene.mentions[at]
        if 0 < mention.span.start - before.span.stop <= 2:
            return renewed(stage.of(before.i), mention, 0.7, "relative:beside")
    return ()


def _last_joined(scene: Scene, first: Mention, verb: Token) -> Mention:
    """The last of "the United States and Saudi Arabia, which": the clause may hang on the first."""
    at = first.head
    for _ in range(8):
        after = [c for c in scene.children[at] if scene.tokens[c].dep == "conj" and c < verb.i]
        if not after or after[0] not in scene.by_head:
            break
        at = after[0]
    return scene.mentions[scene.by_head[at]]


def _joint_before(stage: Stage, before: Mention, verb: Token) -> Found:
    """ "Norway and Cuba, which had hosted": all of a coordination that comma and clause follow."""
    scene = stage.scene
    members = [before]
    while scene.head(members[0]).dep == "conj":
        at = scene.by_head.get(scene.head(members[0]).head)
        if at is None or at >= members[0].i:
            return ()
        members.insert(0, scene.mentions[at])
    after = before.head + 1
    comma = after < len(scene.tokens) and scene.tokens[after].text == ","
    if len(members) < 2 or not comma or members[0].kind != "name":
        return ()
    auxiliaries = {scene.tokens[c].text.lower() for c in scene.children[verb.i]}
    if verb.tag == "VBZ" or auxiliaries & {"is", "was", "has"}:
        return ()
    found = [stage.of(m.i) for m in members]
    return tuple(p for f in found for p in f) if all(found) else ()


def pair(stage: Stage, mention: Mention, wanted: str) -> Found:
    """ "both sides", "the two leaders": a pair named together, else the two most present."""
    found = _pair(stage, mention, wanted)
    return found or (_pair(stage, mention, "person") if wanted == "any" else ())


def _two_of_sentence(stage: Stage, mention: Mention) -> Found:
    """ "Clinton avoided Sanders, even as both campaigned": the two people of the sentence."""
    token = stage.scene.head(mention)
    people: dict[str, Actor] = {}
    for sighting in stage.memory.recent(token.sentence, 0):
        if sighting.person and sighting.actors[0].kind == "person" and sighting.token < token.i:
            people.setdefault(sighting.actors[0].key, sighting.actors[0])
    if len(people) != 2:
        return ()
    return participants(tuple(reversed(people.values())), mention, 0.6, "pair:sentence")


def _pair(stage: Stage, mention: Mention, wanted: str) -> Found:
    scene, memory, token = stage.scene, stage.memory, stage.scene.head(mention)
    own = _of_own_clause(stage, mention)
    seen: dict[str, tuple[float, Actor]] = {}
    together: tuple[float, tuple[Actor, ...]] | None = None
    for sighting in memory.recent(token.sentence, 6 if wanted == "person" else 40):
        if sighting.token >= token.i or barred(scene, mention, sighting):
            continue
        if own & {a.key for a in sighting.actors}:
            continue
        fit = _fitting(stage, sighting, wanted)
        near = token.sentence - sighting.sentence <= 6
        if near and len({a.key for a in fit if a}) == 2 and all(fit):
            both = tuple(a for a in fit if a)
            named = min(memory.counts.get(a.key, 0) for a in sighting.actors)
            score = memory.salience(sighting, token.sentence) + 0.25 * named
            score += 0.5 if sighting.sentence <= 1 else 0.0
            if together is None or score > together[0]:
                together = (score, both)
        weight = memory.salience(sighting, token.sentence)
        for made in fit:
            if made is not None:
                often = min(1.0, 0.15 * memory.counts.get(made.key, 0))
                if weight + often > seen.get(made.key, (0.0, made))[0]:
                    seen[made.key] = (weight + often, made)
    if together is not None:
        return participants(together[1], mention, 0.75, "pair:together")
    ranked = sorted(seen.values(), key=lambda found: -found[0])
    if len(ranked) < 2:
        return ()
    return participants(tuple(a for _, a in ranked[:2]), mention, 0.6, "pair:salient")


def _fitting(stage: Stage, sighting: Sighting, wanted: str) -> list[Actor | None]:
    """The actors of a sighting as sides; of one country's camps ("the army and the rebels") as
    they are."""
    actors = sighting.actors
    at_home = len(actors) == 2 and len({a.country for a in actors}) == 1
    if wanted == "any" and at_home and all(a.kind in {"group", "organisation"} for a in actors):
        return list(actors)
    return [_lifted(stage, actor, wanted) for actor in actors]


def _of_own_clause(stage: Stage, mention: Mention) -> set[str]:
    """Who acts on the pair in its own sentence: "Norway and Cuba offered to help both sides"."""
    token = stage.scene.head(mention)
    if token.dep in SUBJECT:
        return set()
    return {
        actor.key
        for sighting in stage.memory.recent(token.sentence, 0)
        if sighting.role == "subject" and sighting.token < token.i
        for actor in sighting.actors
    }


def _lifted(stage: Stage, actor: Actor, wanted: str) -> Actor | None:
    """The actor as one of the asked kind: a person as a person, a person's country as country."""
    if wanted == "person":
        return actor if actor.kind == "person" else None
    entry = stage.scene.registry.country(actor.country or "")
    if entry is not None and actor.sector in {"GOV", "MIL"}:
        return identity.government(entry)
    if wanted == "country" or actor.sector == "MED":
        return None
    return actor if actor.kind == "organisation" and actor.country != "NGO" else None
