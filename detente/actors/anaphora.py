"""Pronouns: he, she, they, it, we, who and their possessives, by salience and agreement."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from detente.actors import identity
from detente.actors.binding import above, barred, pleonastic, trailing
from detente.actors.given import sex as sex_of
from detente.actors.memory import Memory, Sighting
from detente.actors.scene import OBJECT, QUOTING, SPEECH, SUBJECT, Scene, quote_over
from detente.types import Actor, Mention, Participant, Quote, Span, Token

Found = tuple[Participant, ...]
HE = frozenset("he him his".split())
SHE = frozenset("she her".split())
IT = frozenset("it its".split())
THEY = frozenset("they them their".split())
WE = frozenset("we us our".split())
SELF = frozenset("i me my".split())
REFLEXIVES = frozenset("himself herself itself themselves ourselves myself".split())
RELATIVE = frozenset("who whom which that whose".split())


@dataclass(frozen=True, slots=True)
class Stage:
    """Where references are resolved: the scene, the memory so far, a way to ask on, and the
    bodies that the report says people belong to."""

    scene: Scene
    memory: Memory
    of: Callable[[int], Found]
    sides: dict[str, Actor] = field(default_factory=dict)


def pronoun(stage: Stage, mention: Mention) -> Found:
    """The participants that a pronoun or possessive stands for; () where unknown."""
    low = mention.text.lower()
    if low in RELATIVE and stage.scene.head(mention).tag in {"WP", "WDT", "WP$"}:
        return relative(stage, mention)
    if low in WE | SELF:
        return first_person(stage, mention, low in WE)
    if low in HE | SHE:
        return _third(stage, mention, "person", "f" if low in SHE else "m")
    if low in IT:
        return () if pleonastic(stage.scene, mention) else _third(stage, mention, "thing", "")
    if low in THEY:
        return _third(stage, mention, "many", "")
    if low in REFLEXIVES:
        return _own_subject(stage, mention)
    if low in {"both", "neither", "either", "each"}:
        return _two_of_sentence(stage, mention) or pair(stage, mention, "any")
    return ()


def _as(found: Found, mention: Mention, score: float, rule: str) -> Found:
    return tuple(replace(p, span=mention.span, score=round(score, 3), rule=rule) for p in found)


def participants(actors: tuple[Actor, ...], mention: Mention, score: float, rule: str) -> Found:
    """The actors as named by the words of a mention."""
    return tuple(Participant(a, mention.span, round(score, 3), rule) for a in actors)


def _own_subject(stage: Stage, mention: Mention) -> Found:
    """ "himself": who acts in the clause."""
    verb = stage.scene.verb_of(stage.scene.head(mention).i)
    for sighting in stage.memory.recent(stage.scene.head(mention).sentence, 0):
        if sighting.verb == verb and sighting.role == "subject":
            return participants(sighting.actors, mention, 0.8, "reflexive")
    return ()


# --- first person ---------------------------------------------------------------------


def first_person(stage: Stage, mention: Mention, plural: bool) -> Found:
    """ "we", "our" in a quotation: the speaker's side; "I", "my": the speaker."""
    region = stage.scene.quotation(mention.span.start)
    voice = speaker_of(stage, mention.span if region is None else region)
    if voice is None:
        return ()
    if not plural:
        return participants((voice.actor,), mention, 0.8 * voice.score, "first-person")
    return participants((side(stage, voice.actor),), mention, 0.8 * voice.score, "speaker-side")


def side(stage: Stage, actor: Actor) -> Actor:
    """Whom an actor means by "we": its government, organisation or group."""
    registry = stage.scene.registry
    if actor.key in stage.sides:
        return stage.sides[actor.key]
    if actor.kind != "person" and actor.kind != "group":
        return actor
    for term in registry.terms(actor.key):
        org = registry.entry(term.org) if term.org else None
        on = stage.scene.setting.on
        if org is not None and (on is None or term.covers(on)) and term.country == "IGO":
            return identity.body(org)
    entry = registry.country(actor.country or "")
    if entry is not None and actor.sector in {"GOV", "MIL", "SPY", "LEG", "JUD", "COP"}:
        return identity.government(entry)
    return identity.unnamed(actor.country, actor.sector, actor.name)


def speaker_of(stage: Stage, span: Span) -> Participant | None:
    """Who speaks the words of a stretch between quotation marks."""
    quote = quote_over(stage.scene.document, span)
    if quote is not None:
        voice = _quoted_voice(stage, quote)
        for source in () if voice is not None else quote.source:
            voice = voice or _voice_in(stage, source)
        if voice is not None:
            return voice
    return _said_near(stage, span) or stage.memory.speaker


def _quoted_voice(stage: Stage, quote: Quote) -> Participant | None:
    """In "Interfax quoted him as saying" the voice is the one that is quoted."""
    scene = stage.scene
    for cue in quote.cue:
        at = bisect_left(scene.tokens, cue.start, key=lambda t: t.span.start)
        while at < len(scene.tokens) and scene.tokens[at].span.start < cue.stop:
            if scene.tokens[at].lemma in QUOTING:
                mention = voice_at(scene, scene.tokens[at])
                found = stage.of(mention.i) if mention is not None else ()
                if found:
                    return found[0]
            at += 1
    return None


def _voice_in(stage: Stage, source: Span) -> Participant | None:
    inside = [m for m in _mentions_in(stage.scene, source) if m.kind != "adjective"]
    ranked = sorted(inside, key=lambda m: (stage.scene.head(m).dep == "poss", m.span.start))
    for mention in ranked:
        found = stage.of(mention.i)
        if found:
            return found[0]
    return None


def _mentions_in(scene: Scene, span: Span) -> list[Mention]:
    at = bisect_left(scene.mentions, span.start, key=lambda m: m.span.start)
    out: list[Mention] = []
    while at < len(scene.mentions) and scene.mentions[at].span.start < span.stop:
        if span.covers(scene.mentions[at].span):
            out.append(scene.mentions[at])
        at += 1
    return out


def _said_near(stage: Stage, span: Span) -> Participant | None:
    """The subject of a verb of speech (or the object of "quoted") beside a quotation."""
    scene = stage.scene
    sentences = scene.document.sentences
    at = max(0, bisect_left(sentences, span.start, key=lambda s: s.span.stop))
    while at < len(sentences) and sentences[at].span.start <= span.stop:
        for token in scene.tokens[sentences[at].first : sentences[at].last]:
            mention = voice_at(scene, token)
            if mention is not None and scene.quotation(token.span.start) is None:
                found = stage.of(mention.i)
                if found:
                    return found[0]
        at += 1
    return None


def voice_at(scene: Scene, verb: Token) -> Mention | None:
    """The mention that speaks by this verb, if it is a verb of speech."""
    if verb.pos != "VERB" or verb.lemma not in SPEECH | QUOTING:
        return None
    wanted = {"dobj", "nsubjpass"} if verb.lemma in QUOTING else {"nsubj"}
    for child in scene.children[verb.i]:
        if scene.tokens[child].dep in wanted and child in scene.by_head:
            return scene.mentions[scene.by_head[child]]
    return None


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
        return _as(joint, mention, 0.8, "relative:together")
    return _as(stage.of(before.i), mention, 0.85, "relative") if before.i != mention.i else ()


def _right_before(stage: Stage, mention: Mention) -> Found:
    """Where the parse does not say: what stands just before ", who" or ", whose"."""
    for at in range(mention.i - 1, max(-1, mention.i - 4), -1):
        before = stage.scene.mentions[at]
        if 0 < mention.span.start - before.span.stop <= 2:
            return _as(stage.of(before.i), mention, 0.7, "relative:beside")
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


# --- third person ---------------------------------------------------------------------


def _third(stage: Stage, mention: Mention, wanted: str, sex: str) -> Found:
    scene, memory = stage.scene, stage.memory
    token = scene.head(mention)
    best: tuple[float, Sighting] | None = None
    recent = memory.recent(token.sentence)
    rival = any(
        s.role == "subject" and s.person and s.sentence == token.sentence and s.token < token.i
        for s in recent
    )
    region = scene.quotation(mention.span.start)
    voice = speaker_of(stage, region) if region is not None else None
    others = {a.key for s in recent if barred(scene, mention, s) for a in s.actors}
    for sighting in recent:
        if sighting.token >= token.i or not _agrees(sighting, wanted, sex):
            continue
        if any(a.key in others for a in sighting.actors) or barred(scene, mention, sighting):
            continue
        score = (
            memory.salience(sighting, token.sentence)
            + _fit(stage, mention, sighting, voice, rival=rival)
            + _sexed(sighting, sex)
        )
        if best is None or score > best[0] + 1e-9:
            best = (score, sighting)
    if wanted == "person":
        ahead = _ahead(stage, mention, sex)
        if ahead and (best is None or best[0] < _AHEAD):
            return _as(ahead, mention, 0.6, "pronoun:ahead")
    if wanted == "many" and (best is None or not best[1].actors):
        return _third(stage, mention, "thing", "")
    if best is None or best[0] < 0.3 or not best[1].actors:
        return ()
    return participants(best[1].actors, mention, min(0.9, 0.45 * best[0]), f"pronoun:{wanted}")


_AHEAD = 1.2


def _ahead(stage: Stage, mention: Mention, sex: str) -> Found:
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


def _agrees(sighting: Sighting, wanted: str, sex: str) -> bool:
    if sighting.name.lower() in WE | SELF:
        return False
    if wanted == "person":
        if not sighting.person:
            return False
        return sex_of(sighting.actors[0]) in {"", sex}
    if wanted == "thing":
        return not sighting.person and not sighting.plural and len(sighting.actors) <= 1
    return sighting.plural or len(sighting.actors) > 1


def _sexed(sighting: Sighting, sex: str) -> float:
    known = bool(sex) and sighting.person and sex_of(sighting.actors[0]) == sex
    return 0.1 if known else 0.0


_NEAR = 0.35


def _fit(
    stage: Stage, mention: Mention, sighting: Sighting, voice: Participant | None, *, rival: bool
) -> float:
    """How well a sighting suits the place of the pronoun; `voice` speaks the words around it,
    `rival` says that somebody acts in the same sentence already."""
    scene, memory = stage.scene, stage.memory
    token = scene.head(mention)
    inside = scene.quotation(mention.span.start)
    score = 0.0
    if inside is None and sighting.quoted:
        score -= 0.6
    if _is_told(scene, sighting):
        score -= 0.6
    if inside is not None:
        score += _inside(sighting, voice)
    elif memory.speaker and sighting.actors[:1] == (memory.speaker.actor,):
        score += 0.05 if rival else _speaks_again(scene, token)
    if token.dep in SUBJECT and sighting.role == "subject":
        score += 0.15
    if token.sentence == sighting.sentence:
        score += above(scene, sighting, token)
        score += trailing(scene, mention, sighting)
        score += _NEAR if token.text.lower() == "its" else 0.0  # mostly its own sentence's
    return score


def _is_told(scene: Scene, sighting: Sighting) -> bool:
    """ "He told the BBC that it": the press that is told is not spoken of."""
    heard = sighting.role == "object" and scene.tokens[sighting.verb].lemma in SPEECH
    return heard and len(sighting.actors) == 1 and sighting.actors[0].sector == "MED"


def _inside(sighting: Sighting, voice: Participant | None) -> float:
    """In a quotation the speaker is "I" and the speaker's country "we": others are meant."""
    if voice is not None and sighting.actors[:1] == (voice.actor,):
        return -0.8
    if voice is not None and not sighting.person and _own(sighting, voice.actor):
        return -1.0
    return 0.3 if sighting.quoted else 0.0


def _own(sighting: Sighting, voice: Actor) -> bool:
    """True for the speaker's own country, which the speaker calls "we"."""
    return any(a.kind == "country" and a.country == voice.country for a in sighting.actors)


def _speaks_again(scene: Scene, token: Token) -> float:
    verb = scene.tokens[token.head]
    if verb.lemma in QUOTING and token.dep in OBJECT | {"nsubjpass"}:
        return 0.8
    if verb.lemma in SPEECH and token.dep == "nsubj":
        return 0.45
    return 0.05


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
