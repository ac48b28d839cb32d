"""Role nouns inside a report: the president, the Russian leader, his counterpart, both sides."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from detente.actors import identity, offices
from detente.actors.anaphora import pair
from detente.actors.epithets import ARMED, BODIES, COUNTRY, NATION_NOUNS, STATES
from detente.actors.given import sex as sex_of
from detente.actors.memory import Sighting
from detente.actors.names import normalise
from detente.actors.phrase import is_plural, read, role_named
from detente.actors.registry import Role
from detente.actors.resolve import Resolution, Setting, resolve_in
from detente.actors.speakers import side, speaker_of
from detente.actors.stage import Found, Stage, participants
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
    count = next((_COUNT[w] for w in (*before, *words[:-1]) if w in _COUNT), 0)
    if count > 2 or (wanted == "country" and count):
        listed = _listed(stage, mention, count, wanted)
        if listed:
            return listed
    if wanted is not None and both and plain and count in {0, 2}:
        many = () if count or wanted != "person" else _people(stage, mention)
        return many or pair(stage, mention, wanted)
    return several_of_role(stage, mention, count) if count else ()


def _people(stage: Stage, mention: Mention) -> Found:
    """ "the men", where unnamed people were spoken of: "forty-six soldiers"."""

    def fits(sighting: Sighting) -> bool:
        alone = len(sighting.actors) == 1 and sighting.plural
        return alone and sighting.actors[0].kind == "group" and not sighting.actors[0].id

    hit = _last(stage, mention, fits, 3)
    return participants(hit.actors, mention, 0.55, "people") if hit else ()


_COUNT = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


def _listed(stage: Stage, mention: Mention, count: int, wanted: str | None) -> Found:
    """ "the four states": a list of that many that stood together."""

    def fits(sighting: Sighting) -> bool:
        kinds = {"person"} if wanted == "person" else {"country", "organisation"}
        alike = all(a.kind in kinds for a in sighting.actors)
        return len(sighting.actors) == count and alike and wanted is not None

    hit = _last(stage, mention, fits)
    return participants(hit.actors, mention, 0.75, "listed") if hit else ()


def several_of_role(stage: Stage, mention: Mention, count: int) -> Found:
    """ "the two generals", "the former presidents": the people of that role lately named."""
    role = role_named(mention.text, stage.scene.registry)
    if role is None or mention.number != "plur" or not stage.scene.definite_or_both(mention):
        return ()
    former = "former" in mention.text.lower().split()
    found: dict[str, Actor] = {}
    for sighting in stage.memory.recent(stage.scene.head(mention).sentence, 8):
        for actor in sighting.actors:
            if sighting.token >= mention.head or actor.kind != "person":
                continue
            alone = replace(sighting, actors=(actor,))
            plays = _was(stage, alone, role) if former else _plays(stage, alone, role, "", None)
            if plays or role.words.rstrip("s") in sighting.words.split():
                found.setdefault(actor.key, actor)
    if len(found) < 2 or (not former and len(found) < count):
        return _last_people(stage, mention, count)
    chosen = tuple(found.values()) if former else tuple(found.values())[:count]
    return participants(chosen, mention, 0.6, "roles")


def _last_people(stage: Stage, mention: Mention, count: int) -> Found:
    """The people of the two sentences before, where they are as many as is said."""
    found: dict[str, Actor] = {}
    for sighting in stage.memory.recent(stage.scene.head(mention).sentence, 1):
        for actor in sighting.actors:
            if actor.kind == "person" and sighting.token < mention.head:
                found.setdefault(actor.key, actor)
    if len(found) != count:
        return ()
    return participants(tuple(found.values()), mention, 0.5, "roles:last")


def noun(stage: Stage, mention: Mention) -> Found:
    """A definite common noun: the last sighting that it can name, else () ."""
    words = mention.text.lower().split()
    head = stage.scene.head(mention).lemma or words[-1]
    fits = BODIES.get(head)
    if fits is not None and not is_plural(words[-1]):
        hit = _last(stage, mention, lambda s: _is_body(s, named=True) and fits(s.actors[0]))
        hit = hit or _last(stage, mention, lambda s: _is_body(s) and fits(s.actors[0]))
        if hit is not None:
            return participants(hit.actors, mention, 0.75, f"noun:{head}")
    if head in COUNTRY - {"government"}:
        return _country(stage, mention, STATES.get(head) or STATES.get(words[0]))
    return ()


def _is_body(sighting: Sighting, *, named: bool = False) -> bool:
    if len(sighting.actors) != 1 or sighting.plural:
        return False
    actor = sighting.actors[0]
    return actor.kind not in {"person", "country"} and (actor.id is not None or not named)


def is_plain(mention: Mention) -> bool:
    """True for "the bloc" and for "the island nation": no name in it."""
    words = mention.text.lower().split()
    if len(words) == 1:
        return True
    return len(words) == 2 and (words[0] in NATION_NOUNS or bool(_SIZED.match(words[0])))


_SIZED = re.compile(r".+-(nation|member|country|state|based|strong)$")


def body_of_country(stage: Stage, mention: Mention) -> Found:
    """ "the French company", "the Canadian miner": the body of that state named before."""
    phrase = read(mention.text, stage.scene.registry)
    if phrase.owner or phrase.place or len(phrase.names) != 1 or is_plural(phrase.core[-1]):
        return ()
    fits = BODIES.get(phrase.core[-1].lower())
    country = phrase.names[0].best.entry.country
    if fits is None or phrase.names[0].best.how != "adjective":
        return ()
    hit = _last(
        stage,
        mention,
        lambda s: (
            _is_body(s, named=True)
            and fits(s.actors[0])
            and s.actors[0].country in {country, "MNC", "NGO", "IGO"}
        ),
    )
    return participants(hit.actors, mention, 0.7, "noun:of-country") if hit else ()


def somebody(stage: Stage, mention: Mention) -> Found:
    """ "the 60-year-old", "the fugitive", "the pair": the person, or two, most lately present."""
    low = mention.text.lower()
    if low in _TWO:
        return pair(stage, mention, "person")
    if low in _THREE:
        return _listed(stage, mention, 3, "person") or _last_people(stage, mention, 3)
    if not (_AGED.match(low) or low in _EPITHETS):
        return ()
    hit = _foremost(stage, mention, lambda s: s.person and s.actors[0].kind == "person")
    return participants(hit.actors, mention, 0.5, "epithet:person") if hit else ()


_AGED = re.compile(r"\d+-year-old\b|old man$|former strongman$")
_EPITHETS = frozenset(
    "fugitive exile detainee prisoner defendant accused suspect strongman veteran laureate hostage "
    "captive deportee billionaire tycoon incumbent challenger frontrunner nominee".split()
)
_THREE = frozenset({"three", "trio"})
_TWO = frozenset({"pair", "duo", "two"})


def short_of_body(stage: Stage, mention: Mention) -> Found:
    """ "the Tigers", "the Commission": the body named before whose name has that word."""
    word = mention.text
    if " " in word or not word[:1].isupper():
        return ()

    def fits(sighting: Sighting) -> bool:
        if len(sighting.actors) != 1 or sighting.actors[0].kind != "organisation":
            return False
        return word in f"{sighting.name} {sighting.actors[0].name}".split()

    hit = _last(stage, mention, fits)
    return participants(hit.actors, mention, 0.75, "short-name") if hit else ()


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
        actor = sighting.actors[0]
        return actor.key == actor.country if kind is None else actor.country in kind

    main = stage.scene.setting.countries[:1]
    hit = None
    if kind is None:  # the country that the report is about, if it was spoken of lately
        hit = _last(stage, mention, lambda s: fits(s) and s.actors[0].country in main, 3)
    hit = hit or (_last(stage, mention, fits, 3) if kind is None else None)
    hit = hit or (_foremost(stage, mention, fits) if kind is not None else None)
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
            hit = _foremost(stage, mention, lambda s: _was(stage, s, known))
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


_LEADING = frozenset("leader chief commander boss head chairman founder".split())
_HIGH = frozenset({"HOS", "HOG"})
_ANYBODY = frozenset(
    "official man woman politician activist lawyer leader campaigner dissident journalist writer "
    "blogger scientist engineer businessman cleric priest general officer soldier pilot prisoner "
    "diplomat envoy negotiator mediator lawmaker senator prosecutor judge commander spy".split()
)


def _was(stage: Stage, sighting: Sighting, known: Role) -> bool:
    """True for a person who held the role's office and holds it no more, by the registry or by
    the report's own words ("the ousted prime minister")."""
    if not sighting.person:
        return False
    actor, on = sighting.actors[0], stage.scene.setting.on
    last = known.words.split()[-1]
    if actor.sector == "ELI" and last in sighting.words.split():
        return True
    if known.office is None:
        return actor.sector == "ELI"
    held = [t for t in stage.scene.registry.terms(actor.key) if t.office == known.office]
    past = [t for t in held if on is None or t.start is None or t.start <= on]
    return bool(past) and not any(on is not None and t.covers(on) for t in past)


def _plays(stage: Stage, sighting: Sighting, known: Role, words: str, country: str | None) -> bool:
    """True where the person sighted can be called by the role."""
    if not sighting.person:
        return False
    actor = sighting.actors[0]
    if country is not None and actor.country != country:
        return False
    last = known.words.split()[-1]
    if sex_of(actor) == {"man": "f", "woman": "m"}.get(last, "-"):
        return False
    if last in sighting.words.split():
        return actor.sector == known.sector or last not in {"leader", "chief", "commander"}
    if last in {"leader", "strongman", "ruler", "head of state"} and known.sector == "GOV":
        return actor.office in _HIGH
    if last in _LEADING and actor.office not in _HIGH:
        armed = known.sector in ARMED and actor.sector in ARMED | {""}
        if actor.kind == "person" and (armed or known.sector == actor.sector != "GOV"):
            return True
    if known.office is not None and known.office not in {"CHIEF", "MINISTER", "OFFICIAL"}:
        return actor.office == known.office
    if last == "minister":
        return actor.office in {"FM", "DM", "IM", "FIN", "HOG", "MINISTER"}
    named = actor.kind == "person" and last in _ANYBODY and actor.office not in _HIGH
    return named and actor.sector in {known.sector, ""}


def same_body(stage: Stage, mention: Mention, sector: str) -> Found:
    """ "the troops", after "Russian troops": the same."""
    last = normalise(mention.text).split()[-1:]

    def fits(sighting: Sighting) -> bool:
        if len(sighting.actors) != 1 or sighting.actors[0].kind == "person" or not last:
            return False
        return last[0] in sighting.words.split() and sighting.actors[0].sector == sector

    hit = _last(stage, mention, fits, 6)
    return participants(hit.actors, mention, 0.6, f"body:{sector}") if hit else ()


def person_of(stage: Stage, mention: Mention, country: str | None) -> Found:
    """ "the Venezuelan": the person of that country whom the report last named."""
    if mention.number == "plur" or " " in mention.text or country is None:
        return ()

    def fits(sighting: Sighting) -> bool:
        return sighting.person and sighting.actors[0].country == country

    hit = _last(stage, mention, fits, 6)
    return participants(hit.actors, mention, 0.65, "demonym:person") if hit else ()


def known_person(
    stage: Stage, mention: Mention, actor: Actor, known: Role, *, former: bool = False
) -> Found:
    """An unnamed official with a country: the person of that role whom the report names."""
    if not known.person or is_plural(mention.text.split()[-1]):
        return ()
    words = normalise(mention.text)
    hit = _last(stage, mention, lambda s: _plays(stage, s, known, words, actor.country))
    if former:
        hit = _last(stage, mention, lambda s: _was(stage, s, known))
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
