"""Whom somebody belongs to, by the report's own words or by the registry, and the others that a
report's relations point to: "his movement", "his rival", "its neighbour", "her successor"."""

from __future__ import annotations

from detente.actors import identity, offices
from detente.actors.lookback import last_seen
from detente.actors.memory import Sighting
from detente.actors.phrase import read
from detente.actors.stage import Found, Stage, participants
from detente.types import Actor, Mention, Participant

BELONGING = frozenset(
    "movement party group organisation organization militia company firm faction network army "
    "force forces fighters rebels guerrillas paramilitaries men agency think-tank charity".split()
)
OTHERS = frozenset(
    "host guest rival visitor neighbour neighbor foe opponent adversary interlocutor enemy "
    "challenger friend".split()
)
_PERSONAL = frozenset("host guest visitor interlocutor challenger opponent rival".split())
_STATES = frozenset("host neighbour neighbor".split())
_HELD = frozenset("PARTY-HEAD LEADER REBEL BUSINESS OPP-HEAD SPOKES".split())


def body_named(stage: Stage, mention: Mention, beside: Mention | None) -> Actor | None:
    """The body of "M23 spokesman Willy Ngoma" or "Rodrigo Londono, commander of the rebels"."""
    scene = stage.scene
    if beside is not None and beside.kind != "name":
        inside = [
            m
            for m in scene.mentions[beside.i : beside.i + 5]
            if m.i != beside.i
            and m.span.start <= beside.span.stop + 30
            and _hangs(stage, m, beside)
        ]
        inside += [
            m for m in scene.mentions[max(0, beside.i - 2) : beside.i] if _hangs(stage, m, beside)
        ]
        for other in inside:
            for found in stage.of(other.i):
                if _is_body(found.actor):
                    return found.actor
    phrase = read(mention.title, scene.registry) if mention.title else None
    for piece in phrase.names if phrase is not None else ():
        if piece.best.entry.kind == "organisation":
            return identity.body(piece.best.entry)
    return None


def _hangs(stage: Stage, inner: Mention, outer: Mention) -> bool:
    """True where a mention stands inside the phrase of another ("the rebels" in "the commander
    of the rebels")."""
    tokens, at = stage.scene.tokens, stage.scene.head(inner)
    for _ in range(4):
        if at.head == outer.head:
            return at.dep in {"prep", "poss", "compound", "nmod", "amod"}
        if at.head == at.i:
            return False
        at = tokens[at.head]
    return False


def _is_body(actor: Actor) -> bool:
    return actor.kind == "organisation" and actor.id is not None and actor.sector != "MED"


def body_of(stage: Stage, person: Actor) -> Actor | None:
    """The body for which a person speaks: as the report says, else as the registry does."""
    told = stage.sides.get(person.key)
    if told is not None:
        return told
    on = stage.scene.setting.on
    for term in stage.scene.registry.terms(person.key):
        org = stage.scene.registry.entry(term.org) if term.org else None
        held = term.office in _HELD and (on is None or term.covers(on))
        if held and org is not None and org.kind == "organisation":
            return identity.body(org)
    return None


def belonging(stage: Stage, mention: Mention, owner: Actor) -> Found:
    """ "his movement": the body that the person belongs to."""
    if owner.kind != "person" or stage.scene.head(mention).text.lower() not in BELONGING:
        return ()
    body = body_of(stage, owner)
    if body is None or body.sector in {"GOV", ""}:
        return ()
    return participants((body,), mention, 0.75, "belonging")


def host_country(stage: Stage, mention: Mention, owners: Found) -> Found:
    """ "its neighbour", "his hosts", of whoever: of the countries that the report is about the
    weightiest that is not their own."""
    plain = len(mention.text.split()) <= 2  # "its eastern neighbour" is a particular one
    if stage.scene.head(mention).lemma not in _STATES or not owners or not plain:
        return ()
    own = {p.actor.country for p in owners}
    if mention.number != "plur" and all(p.actor.kind == "person" for p in owners):
        hit = last_seen(stage, mention, lambda s: _is_another(s, own), 4)
        if hit is not None:
            return participants(hit.actors, mention, 0.5, "other:person")
    others = [c for c in stage.scene.setting.countries[:3] if c not in own]
    entry = stage.scene.registry.country(others[0]) if others else None
    if entry is None:
        return ()
    return participants((identity.government(entry),), mention, 0.4, "other:setting")


def _is_another(sighting: Sighting, own: set[str | None]) -> bool:
    """True for one person of a third country."""
    actor = sighting.actors[0] if sighting.person else None
    return actor is not None and actor.kind == "person" and actor.country not in own


def other_one(stage: Stage, mention: Mention, owner: Actor) -> Found:
    """ "his rival", "its neighbour", "her successor": the other one that the report speaks of."""
    lemma = stage.scene.head(mention).lemma
    if mention.number == "plur":
        return ()
    if lemma in {"successor", "predecessor"}:
        return _next_in_office(stage, mention, owner, after=lemma == "successor")
    if lemma not in OTHERS:
        return ()
    personal = owner.kind == "person"
    if not personal and lemma in _PERSONAL - {"rival", "opponent"}:
        return ()
    hit = _most_present(stage, mention, owner, personal)
    return participants(hit.actors, mention, 0.55, f"other:{lemma}") if hit else ()


def _most_present(stage: Stage, mention: Mention, owner: Actor, person: bool) -> Sighting | None:
    sentence = stage.scene.head(mention).sentence
    asked = read(mention.text, stage.scene.registry)
    country = asked.names[-1].best.entry.country if asked.names else None
    country = country if stage.scene.registry.country(country or "") is not None else None
    best: tuple[float, Sighting] | None = None
    for sighting in stage.memory.recent(sentence, 6):
        if len(sighting.actors) != 1 or sighting.token >= mention.head:
            continue
        actor = sighting.actors[0]
        fits = actor.kind == "person" if person else actor.kind == "country"
        if not fits or actor.key == owner.key or (country and actor.country != country):
            continue
        score = stage.memory.salience(sighting, sentence)
        if best is None or score > best[0]:
            best = (score, sighting)
    return best[1] if best else None


def _next_in_office(stage: Stage, mention: Mention, owner: Actor, *, after: bool) -> Found:
    """Who held the owner's office next, or before."""
    registry, on = stage.scene.registry, stage.scene.setting.on
    mine, _ = offices.term_on(registry, owner.key, on)
    if mine is None or mine.start is None:
        return ()
    seat = mine.org or mine.country
    since = mine.start
    others = [t for t in registry.holders(seat, mine.office, None) if t.person.key != owner.key]
    dated = [(t.start, t) for t in others if t.start is not None and (t.start > since) == after]
    if not dated:
        return ()
    chosen = min(dated, key=lambda d: abs((d[0] - since).days))[1]
    made = identity.person_on(registry, chosen.person, on)
    return (Participant(made, mention.span, 0.7, "successor" if after else "predecessor"),)
