"""Whose a role is: a possessor, a name before it, a body tied to it, a place, a style."""

from __future__ import annotations

import re

from detente.actors import identity
from detente.actors.asking import Ask, Setting, of_matches
from detente.actors.names import normalise
from detente.actors.phrase import Phrase, Piece
from detente.actors.towns import town_before, town_of
from detente.types import Actor

_STYLES = {
    "secretary of state": "USA", "deputy secretary": "USA", "defense secretary": "USA",
    "secretary of defense": "USA",
    "treasury secretary": "USA", "sen": "USA", "rep": "USA", "congressman": "USA",
    "congresswoman": "USA", "foreign secretary": "GBR", "home secretary": "GBR",
    "defence secretary": "GBR", "chancellor of the exchequer": "GBR", "taoiseach": "IRL",
    "secretary of homeland security": "USA", "homeland security secretary": "USA",
}  # fmt: skip

_SENT = frozenset({"AMB", "ENVOY"})


def owner_of(ask: Ask) -> tuple[Actor | None, str]:
    """Whom a role belongs to: the owner, a name before it, a body tied to it, its place."""
    phrase, count = ask.phrase, len(ask.phrase.core)
    if ask.setting.owner is not None:
        return ask.setting.owner, "owner"
    sent = phrase.role is not None and phrase.role.office in _SENT
    abroad = sent and phrase.joint == "to" and not phrase.possessed
    if phrase.owner and not abroad:
        owner = owner_named(phrase.owner, ask)
        if owner is not None:
            return owner, "owner"
    for verb, words in phrase.tied:
        if verb in {"led", "run", "controlled", "ruled", "dominated", "owned", "based", "held"}:
            found = ask.about(words).actor
            if found is not None:
                return found, "tied"
    named = [p for p in phrase.names if phrase.core[p.start][:1].isupper() or p.stop < count]
    named = [p for p in named if not inside_longer_name(phrase, p)]
    if named:
        actor = of_matches(named[-1].matches, ask)
        if actor is not None and is_minority(phrase):
            return _home_of(actor, ask), "name"
        if actor is not None:
            return actor, "name"
    surname = _surname_before(phrase)
    if surname and (actor := ask.about(surname).actor) is not None and actor.kind == "person":
        return actor, "name"
    if local := town_before(surname, ask):
        return local, "place"
    if phrase.place:
        where = ask.about(phrase.place).actor or town_of(phrase.place, ask)
        if where is not None and where.country:
            return where, "place"
    return by_style(ask), "style"


def inside_longer_name(phrase: Phrase, piece: Piece) -> bool:
    """True where an unread capitalised word stands before the name of a body: another's."""
    if piece.start == 0 or piece.best.entry.kind != "organisation":
        return False
    before = phrase.core[piece.start - 1]
    read = any(other.stop == piece.start for other in phrase.names)
    return before[:1].isupper() and not read and before in phrase.rest


def is_minority(phrase: Phrase) -> bool:
    """ "ethnic Albanians", "the Hungarian minority": their people's name is not their state's."""
    words = {word.lower() for word in phrase.core}
    return bool(words & {"ethnic", "minority", "minorities"})


def country_of_minority(people: str | None, ask: Ask) -> str | None:
    """Where such people live: the place named, or the other country that is talked of."""
    for words in (ask.phrase.place, ask.phrase.owner):
        where = ask.about(words).actor if words else None
        if where is not None and where.country:
            return where.country
    others = [c for c in ask.setting.countries if c != people]
    return others[0] if others else people


def _home_of(actor: Actor, ask: Ask) -> Actor:
    country = country_of_minority(actor.country, ask)
    entry = ask.registry.country(country or "")
    return identity.government(entry) if entry is not None else actor


def by_style(ask: Ask) -> Actor | None:
    """The country whose title it is: "Secretary of State", "Taoiseach"."""
    spoken = normalise(" ".join(ask.phrase.rest or ask.phrase.core))
    if ask.phrase.plural:
        return None
    for style, country in _STYLES.items():
        if f" {spoken}".endswith(f" {style}"):
            entry = ask.registry.country(country)
            return identity.government(entry) if entry else None
    return None


def _surname_before(phrase: Phrase) -> str:
    """The capitalised words before a role that the registry does not know as a name: "Obama"
    in "the Obama administration"."""
    if phrase.role is None:
        return ""
    count = len(phrase.role.words.split())
    words = [w for w in phrase.rest[:-count] if w[:1].isupper()]
    return " ".join(words) if len(words) <= 3 else ""


def owner_named(words: str, ask: Ask) -> Actor | None:
    """The owner; of "foreign affairs of Poland" the last part, if the whole says nothing."""
    first = re.split(r"['’]s ", words)[0]
    for text in (words, words.rpartition(" of ")[2], first):
        actor = ask.about(text, Setting(ask.setting.on)).actor
        if actor is not None and (actor.country or actor.id):
            return actor
    return town_of(words, ask)


def words_of(phrase: Phrase) -> str:
    return phrase.text.removeprefix("the ").removeprefix("The ")
