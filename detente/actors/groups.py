"""Rules for groups: coalitions, groups of states, members of a body, staff, arms."""

from __future__ import annotations

from dataclasses import replace

from detente.actors import identity
from detente.actors.asking import Ask, Resolution, of_matches
from detente.actors.owners import inside_longer_name, owner_named, owner_of, words_of
from detente.actors.phrase import Phrase

_REGIONS = frozenset(
    "european western arab african asian gulf baltic nordic world regional neighbouring "
    "neighboring foreign allied muslim islamic balkan scandinavian global international eastern "
    "central southern northern latin american caribbean pacific major big great nuclear regional "
    "sunni middle six four five seven three friendly like-minded many several other rich poor "
    "developing industrialised industrialized ex-soviet post-soviet non-aligned middle-eastern "
    "southeast south east west north".split()
)

_STATES = frozenset(
    "leaders countries states nations powers governments capitals ministers allies neighbours "
    "neighbors diplomats officials partners envoys ambassadors presidents monarchies diplomat "
    "official ally neighbor neighbour".split()
)

_MEMBERS = _STATES | frozenset(
    "members lawmakers legislators parliamentarians forces troops negotiators mediators "
    "observers monitors inspectors investigators member chiefs delegates representatives "
    "experts force mission contingent".split()
)

_WHOLE_STATES = frozenset("states nations countries governments capitals".split())
_MISSIONS = frozenset({"force", "mission", "contingent"})
_LAWMAKERS = frozenset("lawmakers legislators parliamentarians".split())

_ARMS = frozenset(
    "warplane jet warship destroyer frigate submarine tank missile drone artillery bomber "
    "helicopter gunboat aircraft carrier warhead jets battery navy fleet plane rocket "
    "shelling convoy battleship ship vessel".split()
)

_ARMED = frozenset("MIL COP REB PRM UAF IMG".split())
_STAFF = frozenset("office side delegation team camp entourage staff offices".split())
GROUP_NOUNS = _STATES | _MEMBERS | _ARMS | _STAFF | {"coalition", "mission", "force", "campaign"}
"""Nouns that the rules here can read, whatever the table of roles says."""


def led_coalition(ask: Ask) -> Resolution | None:
    """ "the US-led coalition": that state, with the coalition as the name."""
    phrase = ask.phrase
    heads = {"coalition", "alliance", "force", "forces", "troops", "mission", "campaign"}
    for verb, words in phrase.tied:
        if verb == "led" and phrase.core[-1].lower() in heads and not phrase.names:
            actor = ask.about(words).actor
            if actor is not None and actor.kind in {"country", "organisation"}:
                armed = actor.kind == "country" or phrase.core[-1].lower() in {"forces", "troops"}
                sector = "MIL" if armed else actor.sector
                return Resolution(
                    replace(actor, name=words_of(phrase), sector=sector), 0.97, "led-by"
                )
    return None


def group_of_states(ask: Ask) -> Resolution | None:
    """ "European leaders", "world powers", "its allies": states that are not named."""
    phrase = ask.phrase
    if not phrase.core or phrase.core[-1].lower() not in _STATES:
        return None
    before = {w.lower() for w in phrase.core[:-1]}
    regional = bool(before) and before <= _REGIONS
    allied = phrase.core[-1].lower() in {"allies", "partners", "neighbours", "neighbors", "powers"}
    igo = any(p.best.entry.country == "IGO" for p in phrase.names)
    counted = phrase.core[-1].lower() in _WHOLE_STATES and _is_indefinite(phrase)
    of_whom = regional or counted or (allied and not igo)
    if not of_whom or (phrase.place and not regional):
        return None
    return Resolution(identity.unnamed("GRP", "GOV", words_of(phrase)), 0.88, "group-of-states")


def _is_indefinite(phrase: Phrase) -> bool:
    """True for "ten island states", "member states"; not for "the states" or "its states"."""
    return bool(len(phrase.core) > 1 and not (phrase.definite or phrase.names or phrase.owner))


def members_of_body(ask: Ask) -> Resolution | None:
    """ "NATO allies", "EU officials", "members of the Taliban": the body itself."""
    phrase = ask.phrase
    last = phrase.core[-1].lower() if phrase.core else ""
    if last not in _MEMBERS or (phrase.plural is False and last not in _MISSIONS):
        return None
    if phrase.names:
        found = of_matches(phrase.names[-1].matches, ask)
    else:
        found = owner_named(phrase.owner, ask) if phrase.owner else None
    if found is None or found.kind not in {"organisation", "group"} or found.id is None:
        return None
    if phrase.names and inside_longer_name(phrase, phrase.names[-1]):
        return None
    if phrase.core[-1].lower() in _LAWMAKERS:
        found = replace(found, sector="LEG")
    return Resolution(found, 0.9, "members")


def staff_of(ask: Ask) -> Resolution | None:
    """ "the Lebanese president's office", "the Russian side": those who act for it."""
    phrase = ask.phrase
    if not phrase.core or phrase.core[-1].lower() not in _STAFF:
        return None
    whose, _ = owner_of(ask)
    if whose is None or not whose.sector:
        return None
    entry = ask.registry.country(whose.country or "")
    if entry is not None and phrase.core[-1].lower() == "side" and whose.kind == "country":
        return Resolution(identity.government(entry), 0.8, "side")
    return Resolution(identity.unnamed(whose.country, whose.sector, words_of(phrase)), 0.8, "staff")


def arms_of(ask: Ask) -> Resolution | None:
    """ "Russian warplanes": the armed forces whose arms they are."""
    phrase = ask.phrase
    last = phrase.core[-1].lower() if phrase.core else ""
    if last not in _ARMS and last.removesuffix("s") not in _ARMS:
        return None
    if phrase.role is not None and phrase.role.words.endswith(last.removesuffix("s")):
        return None
    whose, how = owner_of(ask)
    if whose is not None and whose.kind == "organisation" and whose.sector in _ARMED:
        return Resolution(whose, 0.9, "arms")
    if whose is None or how == "place" or whose.kind not in {"country", "territory"}:
        return None
    return Resolution(identity.unnamed(whose.country, "MIL", words_of(phrase)), 0.7, "arms")
