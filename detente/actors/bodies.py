"""Nouns for bodies and countries named before: the bloc, the French company, the kingdom, the
rebels, the West African nation."""

from __future__ import annotations

import re

from detente.actors import identity
from detente.actors.epithets import ARMED, BODIES, COUNTRY, NATION_NOUNS, REGIONS, STATES
from detente.actors.lookback import foremost, is_body, last_seen
from detente.actors.memory import Sighting
from detente.actors.names import normalise
from detente.actors.phrase import is_plural, read
from detente.actors.stage import Found, Stage, participants
from detente.types import Actor, Mention


def noun(stage: Stage, mention: Mention) -> Found:
    """A definite common noun: the last sighting that it can name, else () ."""
    words = mention.text.lower().split()
    head = stage.scene.head(mention).lemma or words[-1]
    fits = BODIES.get(head)
    if fits is not None and not is_plural(words[-1]):
        hit = last_seen(stage, mention, lambda s: is_body(s, named=True) and fits(s.actors[0]))
        hit = hit or last_seen(stage, mention, lambda s: is_body(s) and fits(s.actors[0]))
        if hit is not None:
            return participants(hit.actors, mention, 0.75, f"noun:{head}")
    if head in COUNTRY - {"government"}:
        return _country(stage, mention, STATES.get(head) or STATES.get(words[0]))
    return ()


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
    if fits is None:
        return ()
    states = {country, "MNC", "NGO", "IGO"}
    hit = last_seen(
        stage,
        mention,
        lambda s: (
            is_body(s, named=True)
            and fits(s.actors[0])
            and (country in {None, "GRP"} or s.actors[0].country in states)
        ),
    )
    return participants(hit.actors, mention, 0.7, "noun:of-country") if hit else ()


def of_region(stage: Stage, mention: Mention) -> Found:
    """ "the West African nation", "the Himalayan kingdom": a country of that region."""
    words = mention.text.lower().replace("former ", "").split()
    if words[-1] not in COUNTRY - {"government", "capital", "regime"}:
        return ()
    spoken = (
        " ".join(words[:-1]).replace("south-east", "southeast").replace("post-soviet", "ex-soviet")
    )
    region = REGIONS.get(spoken) or REGIONS.get(" ".join(words[-3:-1]))
    region = region or REGIONS.get(words[-2] if len(words) > 1 else "")
    return _country(stage, mention, region) if region else ()


def short_of_body(stage: Stage, mention: Mention) -> Found:
    """ "the Tigers", "the Commission": the body named before whose name has that word."""
    word = mention.text
    if " " in word or not word[:1].isupper():
        return ()

    def fits(sighting: Sighting) -> bool:
        if len(sighting.actors) != 1 or sighting.actors[0].kind != "organisation":
            return False
        return word in f"{sighting.name} {sighting.actors[0].name}".split()

    hit = last_seen(stage, mention, fits)
    return participants(hit.actors, mention, 0.75, "short-name") if hit else ()


def armed(stage: Stage, mention: Mention, sector: str) -> Found:
    """ "the militants", "rebels": the same words before, else the armed group last named."""
    found = same_body(stage, mention, sector)
    if found or mention.number != "plur":
        return found
    hit = last_seen(stage, mention, lambda s: len(s.actors) == 1 and _is_armed(s.actors[0]), 4)
    return participants(hit.actors, mention, 0.5, "armed-group") if hit else ()


def _is_armed(actor: Actor) -> bool:
    return actor.kind == "organisation" and actor.id is not None and actor.sector in ARMED


def _country(stage: Stage, mention: Mention, kind: frozenset[str] | None) -> Found:
    """ "the country": the one that the report is about, else the one last spoken of; "the
    kingdom": the most present one that is one."""

    def fits(sighting: Sighting) -> bool:
        if len(sighting.actors) != 1 or sighting.actors[0].kind != "country":
            return False
        actor = sighting.actors[0]
        return actor.key == actor.country if kind is None else actor.country in kind

    if kind is None:  # the country that the report is about, if it was spoken of lately
        main = stage.scene.setting.countries[:1]
        hit = last_seen(stage, mention, lambda s: fits(s) and s.actors[0].country in main, 3)
        hit = hit or last_seen(stage, mention, fits, 3)
    else:
        hit = foremost(stage, mention, fits)
    if hit is not None:
        return participants(hit.actors, mention, 0.6, "noun:country")
    registry = stage.scene.registry
    around = [c for c in stage.scene.setting.countries if kind is None or c in kind]
    for iso3 in around[:1]:
        entry = registry.country(iso3)
        if entry is not None:
            return participants((identity.government(entry),), mention, 0.4, "noun:country")
    return ()


def same_body(stage: Stage, mention: Mention, sector: str) -> Found:
    """ "the troops", after "Russian troops": the same."""
    last = normalise(mention.text).split()[-1:]

    def fits(sighting: Sighting) -> bool:
        if len(sighting.actors) != 1 or sighting.actors[0].kind == "person" or not last:
            return False
        return last[0] in sighting.words.split() and sighting.actors[0].sector == sector

    hit = last_seen(stage, mention, fits, 6)
    return participants(hit.actors, mention, 0.6, f"body:{sector}") if hit else ()
