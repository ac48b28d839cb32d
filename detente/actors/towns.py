"""Towns that the other tables leave out: asked only where a name stands as a place.

Thousands of towns bear the name of a person or of a thing, so a town is no answer to "who is
Medina?", but is one to "police in Medina" where nothing else has the name.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.actors.asking import Ask, Resolution, Setting, of_entry
from detente.actors.gazetteer import SCORE, town
from detente.actors.phrase import Phrase
from detente.actors.registry import Registry
from detente.types import Actor, Mention, Reason, Token

PLACING = frozenset("in at near from around outside inside".split())
_SURE = PLACING - {"at", "from"}
_LABELS = frozenset({"GPE", "LOC", "FAC"})
_LONGEST = 4
_LOCAL_SECTORS = frozenset({"COP", "CVL", "REF", "HLH", "JUD"})
_LOCAL = frozenset("mayor governor authorities officials residents hospital municipality".split())


def town_of(words: str, ask: Ask) -> Actor | None:
    """The government of the town's country, for words that stand as a place."""
    name = words.removeprefix("the ")
    found = town(name) if len(name.split()) <= _LONGEST else None
    if found is None or ask.registry.surname(name):
        return None
    return of_entry(found.entry, ask)


def town_before(words: str, ask: Ask) -> Actor | None:
    """ "Mongbwalu police": the town before a noun of those who are found in any town."""
    role = ask.phrase.role
    if role is None or not words:
        return None
    local = role.sector in _LOCAL_SECTORS or role.words.split()[-1] in _LOCAL
    return town_of(words, ask) if local else None


def country_at(words: Sequence[str], at: int) -> tuple[int, str] | None:
    """How many words the town after "in" takes, and its country."""
    if at == 0 or words[at - 1].lower() not in PLACING:
        return None
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        found = town(" ".join(words[at : at + size]))
        if found is not None and found.entry.country:
            return size, found.entry.country
    return None


def town_of_chain(
    members: Sequence[Mention], name: str, tokens: Sequence[Token], registry: Registry
) -> Resolution | None:
    """The town that all mentions of a name mean, if the report speaks of it as a place."""
    found = town(name) if len(name.split()) <= _LONGEST else None
    if found is None or any(m.title for m in members) or registry.find(name):
        return None
    labels = [tokens[m.head].ent for m in members]
    before = [_word_before(m, tokens) for m in members]
    people = labels.count("PERSON")
    sure = sum(word in _SURE for word in before)
    placed = any(word in PLACING for word in before)
    if people > sure or (registry.surname(name) and not sure):
        return None
    if not (placed or any(label in _LABELS for label in labels)):
        return None
    ask = Ask(Phrase(name, ()), Setting(), registry, lambda text, setting: Resolution(None, 0, ""))
    rule = "name:city"
    return Resolution(of_entry(found.entry, ask), SCORE, rule, (Reason("actor", rule, SCORE),))


def _word_before(mention: Mention, tokens: Sequence[Token]) -> str:
    at = mention.head
    while at > 0 and tokens[at - 1].span.start >= mention.span.start:
        at -= 1
    return tokens[at - 1].text.lower() if at > 0 else ""
