"""Role nouns inside a report: the president, the Russian leader, his counterpart, both sides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from detente.actors import identity, offices
from detente.actors.anaphora import Found, Stage, pair, participants, side, speaker_of
from detente.actors.epithets import ARMED, BODIES, COUNTRY, STATES
from detente.actors.memory import Sighting
from detente.actors.names import normalise
from detente.actors.phrase import is_plural
from detente.actors.registry import Role
from detente.actors.resolve import Resolution, Setting, resolve_in
from detente.types import Actor, Mention, Participant

_PAIRS = {
    "leaders": "person", "men": "person", "presidents": "person", "ministers": "person",
    "women": "person", "officials": "person", "diplomats": "person", "politicians": "person",
    "countries": "country", "nations": "country", "states": "country", "neighbours": "country",
    "neighbors": "country", "powers": "country", "rivals": "any", "foes": "any",
    "governments": "country", "capitals": "country", "superpowers": "country", "allies": "any",
    "sides": "any", "parties": "any", "adversaries": "any", "enemies": "any",
}  # fmt: skip
_EACH = {"side": "any", "party": "any", "country": "country", "leader": "person"}


def pair_noun(stage: Stage, mention: Mention) -> Found:
    """ "the two leaders", "both sides", "the countries": two participants."""
    words = mention.text.lower().split()
    wanted = _PAIRS.get(words[-1])
    scene = stage.scene
    before = [scene.tokens[c].text.lower() for c in scene.children[mention.head]]
    both = {"both", "the"} & {*before, *words[:-1]}
    plain = all(w in {"two", "both", "the", "warring", "rival", "three"} for w in words[:-1])
    if words[-1] in _EACH and {"neither", "either", "each"} & {*before, *words[:-1]}:
        return pair(stage, mention, _EACH[words[-1]])
    if wanted is None or not both or not plain:
        return ()
    return pair(stage, mention, wanted)


def noun(stage: Stage, mention: Mention) -> Found:
    """A definite common noun: the last sighting that it can name, else () ."""
    words = mention.text.lower().split()
    head = stage.scene.head(mention).lemma or words[-1]
    fits = BODIES.get(head)
    if fits is not None and not is_plural(words[-1]):
        hit = _last(stage, mention, lambda s: len(s.actors) == 1 and fits(s.actors[0]))
        if hit is not None:
            return participants(hit.actors, mention, 0.75, f"noun:{head}")
    if head in COUNTRY - {"government"} and len(words) == 1:
        return _country(stage, mention, STATES.get(head))
    return ()


def armed(stage: Stage, mention: Mention, sector: str) -> Found:
    """ "the militants", "rebels": the same words before, else the armed group last named."""
    found = same_body(stage, mention, sector)
    if found or mention.number != "plur":
        return found
    hit = _last(stage, mention, lambda s: len(s.actors) == 1 and _is_armed(s.actors[0]), 4)
    return participants(hit.actors, mention, 0.5, "armed-group") if hit else ()


def _is_armed(actor: Actor) -> bool:
    return actor.kind == "organisation" and actor.id is not None and actor.sector in ARMED


def _last(
    stage: Stage, mention: Mention, fits: Callable[[Sighting], bool], window: int = 40
) -> Sighting | None:
    sentence = stage.scene.head(mention).sentence
    inside = stage.scene.quotation(mention.span.start) is not None
    second: Sighting | None = None
    for sighting in stage.memory.recent(sentence, window):
        if sighting.token < mention.head and fits(sighting):
            if sighting.quoted and not inside:
                second = second or sighting
                continue
            return sighting
    return second


def _foremost(stage: Stage, mention: Mention, fits: Callable[[Sighting], bool]) -> Sighting | None:
    """The most present sighting that fits: lately, often and as a subject."""
    sentence = stage.scene.head(mention).sentence
    inside = stage.scene.quotation(mention.span.start) is not None
    best: tuple[float, Sighting] | None = None
    for sighting in stage.memory.recent(sentence, 40):
        if sighting.token >= mention.head or not fits(sighting):
            continue
        often = max(stage.memory.counts.get(a.key, 0) for a in sighting.actors)
        score = stage.memory.salience(sighting, sentence) + min(0.5, 0.04 * often)
        score -= 0.6 if sighting.quoted and not inside else 0.0
        if best is None or score > best[0]:
            best = (score, sighting)
    return best[1] if best else None


def _country(stage: Stage, mention: Mention, kind: frozenset[str] | None) -> Found:
    """ "the country": the one last spoken of, else the one that the report is about; "the
    kingdom": the last one that is one."""

    def fits(sighting: Sighting) -> bool:
        if len(sighting.actors) != 1 or sighting.actors[0].kind != "country":
            return False
        return kind is None or sighting.actors[0].country in kind

    hit = _last(stage, mention, fits, 3 if kind is None else 12)
    if hit is not None:
        return participants(hit.actors, mention, 0.6, "noun:country")
    registry = stage.scene.registry
    around = [c for c in stage.scene.setting.countries if kind is None or c in kind]
    for iso3 in around[:1]:
        entry = registry.country(iso3)
        if entry is not None:
            return participants((identity.government(entry),), mention, 0.4, "noun:country")
    return ()


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
            hit = _foremost(
                stage,
                mention,
                lambda s: _plays(stage, s, known, words, None) and not _in_office(stage, s),
            )
        if hit is None:
            hit = _foremost(stage, mention, lambda s: _plays(stage, s, known, words, None))
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


_HIGH = frozenset({"HOS", "HOG"})


def _in_office(stage: Stage, sighting: Sighting) -> bool:
    """True for whoever holds the office of head of state or government on the day."""
    actor, scene = sighting.actors[0], stage.scene
    held = [
        term.person.key
        for office in sorted(_HIGH)
        for term in scene.registry.holders(actor.country or "", office, scene.setting.on)
    ]
    return actor.key in held


def _plays(stage: Stage, sighting: Sighting, known: Role, words: str, country: str | None) -> bool:
    """True where the person sighted can be called by the role."""
    if not sighting.person:
        return False
    actor = sighting.actors[0]
    if country is not None and actor.country != country:
        return False
    if known.words.split()[-1] in sighting.words.split():
        return True
    if known.words.split()[-1] in {"leader", "strongman", "ruler", "head of state"}:
        return actor.office in _HIGH or "leader" in sighting.words
    if known.office is not None and known.office not in {"CHIEF", "MINISTER", "OFFICIAL"}:
        return actor.office == known.office
    if known.words.split()[-1] == "minister":
        return actor.office in {"FM", "DM", "IM", "FIN", "HOG", "MINISTER"}
    return actor.sector == known.sector and actor.office not in _HIGH


def same_body(stage: Stage, mention: Mention, sector: str) -> Found:
    """ "the troops", after "Russian troops": the same."""
    last = normalise(mention.text).split()[-1:]

    def fits(sighting: Sighting) -> bool:
        if len(sighting.actors) != 1 or sighting.actors[0].kind == "person" or not last:
            return False
        return last[0] in sighting.words.split() and sighting.actors[0].sector == sector

    hit = _last(stage, mention, fits, 6)
    return participants(hit.actors, mention, 0.6, f"body:{sector}") if hit else ()


def known_person(stage: Stage, mention: Mention, actor: Actor, known: Role) -> Found:
    """An unnamed official with a country: the person of that role whom the report names."""
    if not known.person or is_plural(mention.text.split()[-1]):
        return ()
    words = normalise(mention.text)
    hit = _last(stage, mention, lambda s: _plays(stage, s, known, words, actor.country))
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

    hit = _last(stage, mention, fits)
    return participants(hit.actors, mention, 0.6, "counterpart:last") if hit else ()


def own_side(stage: Stage, actor: Actor) -> Actor:
    """Whose office a possessor's role is: the country or body that the person acts for."""
    return side(stage, actor) if actor.kind == "person" else actor


def renamed(actor: Actor, name: str) -> Actor:
    """The actor under the fullest name that the report uses."""
    return replace(actor, name=name) if name else actor
