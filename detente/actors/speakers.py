"""Who speaks: "I", "we" and "our" in a quotation, and whose side a speaker is on."""

from __future__ import annotations

from bisect import bisect_left

from detente.actors import identity
from detente.actors.scene import QUOTING, SPEECH, Scene, quote_over
from detente.actors.stage import Found, Stage, participants
from detente.types import Actor, Mention, Participant, Quote, Span, Token


def first_person(stage: Stage, mention: Mention, plural: bool) -> Found:
    """ "we", "our" in a quotation: the speaker's side; "I", "my": the speaker."""
    region = stage.scene.quotation(mention.span.start)
    issuer = stage.scene.registry.country(stage.scene.office or "") if region is None else None
    if issuer is not None and quote_over(stage.scene.document, mention.span) is None:
        return participants((identity.government(issuer),), mention, 0.6, "issuer")
    voice = speaker_of(stage, mention.span if region is None else region)
    if voice is None:
        return ()
    if not plural:
        return participants((voice.actor,), mention, 0.8 * voice.score, "first-person")
    return participants((side(stage, voice.actor),), mention, 0.8 * voice.score, "speaker-side")


_OFFICIAL = frozenset("GOV MIL SPY LEG JUD COP ELI".split())


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
    if entry is not None and actor.sector in _OFFICIAL:
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
