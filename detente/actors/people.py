"""Rules for people by name: full names, surnames, titles before or beside a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from detente.actors import identity, offices
from detente.actors.asking import Ask, Resolution, likely, of_matches
from detente.actors.names import normalise, skeleton
from detente.actors.owners import country_of_minority, is_minority, owner_named, words_of
from detente.actors.phrase import SHORT, Piece, read, role_named
from detente.actors.registry import Entry, Match, Role, Term
from detente.types import Actor

_COMMON = 5  # so many of one surname: only who leads a state, or is of a country talked of
_SURE = 3.0
_WEIGHT = {
    "HOS": 3.5,
    "HOG": 3.5,
    "FM": 2.5,
    "DM": 2.0,
    "IO-HEAD": 2.5,
    "IO-FM": 2.5,
    "NSA": 1.5,
    "IM": 1.0,
}


def person_named(words: str, ask: Ask, hint: str | None) -> Actor | None:
    """A person by full name or surname; `hint` is a country that a title speaks of."""
    people = _known_as(words, ask)
    entry = people[0] if people else None
    if len(people) > 1:
        entry = _choose(people, ask, hint) or people[0]
    if entry is None:
        entry = _choose(list(ask.registry.surname(words)), ask, hint)
    if entry is None and ask.setting.on is not None:
        entry = _sounds_like(words, ask, (hint,) if hint else ask.setting.countries[:2])
    return identity.person_on(ask.registry, entry, ask.setting.on, "") if entry else None


_HIGH = ("HOS", "HOG", "LEADER", "FM", "DM", "IM", "FIN", "OPP-HEAD")
_ALIKE = 0.84


def _sounds_like(words: str, ask: Ask, countries: Sequence[str | None]) -> Entry | None:
    """ "Serzh Sarkisian" of Armenia in 2013: who holds a high office there under a name that is
    nearly this one."""
    spoken = skeleton(words)
    best: tuple[float, Entry] | None = None
    for country in countries:
        for office in _HIGH if country and len(spoken) > 5 else ():
            for term in ask.registry.holders(country or "", office, ask.setting.on):
                name = skeleton(term.person.name)
                known = name if " " in spoken else name.split()[-1]
                alike = SequenceMatcher(None, spoken, known).ratio()
                if alike >= _ALIKE and (best is None or alike > best[0]):
                    best = (alike, term.person)
    return best[1] if best else None


def _known_as(words: str, ask: Ask) -> list[Entry]:
    """The people of that full name; where nobody has it, of that name written in another way."""
    for spelling in (words, *_other_spellings(words)):
        found = [m.entry for m in ask.registry.find(spelling) if m.entry.kind == "person"]
        if found:
            return found
    return _of_those_words(words, ask)


def _of_those_words(words: str, ask: Ask) -> list[Entry]:
    """ "Alassane Dramane Ouattara" for Alassane Ouattara, "Benigno Aquino" for Benigno Aquino
    III; a shorter name only for who holds an office on the day."""
    spoken = normalise(words).split()
    parts = [skeleton(part) for part in spoken]
    out: dict[str, Entry] = {}
    for part in spoken[1:]:
        for entry in ask.registry.surname(part):
            known = [skeleton(p) for p in normalise(entry.name).split()]
            if len(known) < 2 or known[0] != parts[0]:
                continue
            longer = len(parts) > 2 and set(known) <= set(parts)
            if longer or (set(parts) < set(known) and _serves(entry, ask)):
                out[entry.key] = entry
    return list(out.values()) if len(out) == 1 else []


def _serves(entry: Entry, ask: Ask) -> bool:
    return offices.term_on(ask.registry, entry.key, ask.setting.on)[1]


def _other_spellings(words: str) -> list[str]:
    """ "Ahmadi-Nejad" as one word, "Berdymukhamedov" with h."""
    out = []
    if "-" in words:
        out.append(words.replace("-", ""))
    if "kh" in words.lower():
        out.append(re.sub("[Kk]h", lambda m: "H" if m[0][0] == "K" else "h", words))
    return out


def _choose(people: list[Entry], ask: Ask, hint: str | None) -> Entry | None:
    """The one person whom a surname means here, or None where several might be meant."""
    ranked: list[tuple[float, Entry]] = []
    for entry in people:
        term, covers = offices.term_on(ask.registry, entry.key, ask.setting.on)
        country = term.country if term else entry.country
        if hint and country != hint and entry.country != hint:
            continue
        score = 0.0
        if term is not None:
            past = 0.5 if term.office in {"HOS", "HOG"} else 0.2
            score += _WEIGHT.get(term.office, 0.6) * (1.0 if covers else past)
            score -= 0.0 if covers else _faded(term, ask)
        if country in ask.setting.countries:
            score += 1.5
        if hint:
            score += 1.0
        ranked.append((score, entry))
    ranked.sort(key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < (_SURE if len(people) >= _COMMON else 1.0):
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.5:
        return None
    return ranked[0][1]


def _faded(term: Term, ask: Ask) -> float:
    """What years out of office take from a surname's weight."""
    on, edges = ask.setting.on, [e for e in (term.start, term.stop) if e is not None]
    if on is None or not edges:
        return 0.0
    return min(1.0, 0.05 * min(abs((on - edge).days) for edge in edges) / 365)


def titled_person(ask: Ask) -> Resolution | None:
    """ "Russian Deputy Foreign Minister Sergei Ryabkov": a title before a name."""
    split = _title_and_name(ask)
    if split is None:
        return None
    title, name = split
    post = ask.about(title)
    said = post.actor
    styled = post.rule.endswith(":style")
    hint = said.country if said and (styled or _has_country(title, ask)) else None
    role = role_named(title, ask.registry)
    if said is not None and hint is None and said.kind == "person" and role is not None:
        said = replace(said, sector=role.sector, office=role.office)
    known = person_named(name, ask, hint) or (
        person_named(name, ask, None) if hint and " " in name else None
    )
    former = read(title, ask.registry).former
    if known is None:
        if said is None or any(m.entry.kind != "person" for m in ask.registry.find(name)):
            return None
        sector = "ELI" if former else said.sector
        made = identity.stranger(name, said.country, sector, said.office)
        return Resolution(made, 0.85, "title+name")
    return Resolution(_with_title(known, said, name, former, hint), 0.97, "title+person")


def _with_title(
    known: Actor, said: Actor | None, name: str, former: bool, hint: str | None
) -> Actor:
    """The text is the evidence for the office; the registry for the identity."""
    if former:
        country = hint or known.country
        return replace(known, country=country, sector="ELI", office=None)
    if said is None or (not said.sector and known.sector):
        return known
    if hint is None or said.country is None:
        if known.sector == "ELI" or not known.sector:
            return replace(known, sector=said.sector, office=said.office)
        return known
    return replace(
        known, country=said.country, sector=said.sector, office=said.office or known.office
    )


def _has_country(title: str, ask: Ask) -> bool:
    found = read(title, ask.registry)
    return bool(found.names or found.owner or found.place)


def _title_and_name(ask: Ask) -> tuple[str, str] | None:
    """Where a role's words end and only capitalised words follow."""
    core, registry = ask.phrase.core, ask.registry
    cut = 0
    for n in range(len(core) - 1, 0, -1):
        after = core[n:]
        if not all(_name_like(w) for w in after):
            break
        title = " ".join(core[:n])
        role = role_named(title, registry)
        if role is not None and role.person and _ends_with(title, role):
            cut = n
            break
    if not cut or (registry.role(" ".join(core[cut:])) and not registry.find(" ".join(core[cut:]))):
        return None
    first = ask.phrase.owner + "'s " if ask.phrase.possessed else ""
    name = " ".join(core[cut:])
    return first + " ".join(core[:cut]), name


def _name_like(word: str) -> bool:
    return word[:1].isupper() or normalise(word) in {"al", "el", "von", "der", "van", "de", "bin"}


def _ends_with(words: str, role: Role) -> bool:
    last, spoken = normalise(role.words).split()[-1], normalise(words).split()[-1]
    spoken = SHORT.get(spoken, spoken)
    return spoken == last or spoken.startswith(last[:-1]) or bool(" of " in f" {role.words} ")


def last_name(ask: Ask) -> Resolution | None:
    """The head of the phrase is a name ("embattled Ukraine", "the militia Hezbollah")."""
    phrase = ask.phrase
    if not phrase.names or phrase.names[-1].stop != len(phrase.core):
        return None
    piece = phrase.names[-1]
    best = max(piece.matches, key=lambda m: likely(m, ask.setting))
    if best.how == "adjective" and piece.start > 0:
        return None
    small = not any(w[:1].isupper() for w in phrase.core[piece.start : piece.stop])
    if small and best.entry.kind in {"organisation", "outlet"} and best.how in {"name", "alias"}:
        return None
    actor = of_matches(piece.matches, ask)
    if actor is None or _far_epithet(piece, best, ask):
        return None
    elsewhere = _of_another_country(best.entry, ask)
    if elsewhere is not None:
        return Resolution(elsewhere, 0.85, "name:elsewhere")
    for words in (phrase.place, phrase.owner) if actor.country is None else ():
        where = ask.about(words).actor if words else None
        if where is not None and where.country:
            actor = replace(actor, country=where.country)
            break
    if phrase.former and actor.kind == "person":
        actor = replace(actor, sector="ELI", office=None)
    if best.how == "demonym" and (is_minority(phrase) or phrase.joint == "of"):
        country = country_of_minority(actor.country, ask)
        return Resolution(identity.unnamed(country, "CVL", words_of(phrase)), 0.8, "name:minority")
    people = best.how == "demonym" or (best.how == "adjective" and phrase.counted)
    if people and (phrase.counted or not phrase.definite):
        actor = identity.unnamed(actor.country, "CVL", words_of(phrase))
    before = phrase.core[piece.start - 1] if piece.start > 0 else ""
    cut = _name_like(before) and "-" not in before and not phrase.names[1:]
    trust = (
        0.98 if piece.start == 0 else 0.45 if cut and best.entry.kind == "organisation" else 0.85
    )
    return Resolution(actor, best.score * trust, f"name:{best.how}")


def _far_epithet(piece: Piece, best: Match, ask: Ask) -> bool:
    """True for "the junta" and the like where its country is not talked of."""
    words = ask.phrase.core[piece.start : piece.stop]
    if best.how != "metonym" or any(w[:1].isupper() for w in words):
        return False
    country, around = best.entry.country, ask.setting.countries
    return (
        bool(around) and ask.registry.country(country or "") is not None and country not in around
    )


def _of_another_country(entry: Entry, ask: Ask) -> Actor | None:
    """ "Saudi National Guard", where the table knows another state's National Guard."""
    phrase, registry = ask.phrase, ask.registry
    if entry.kind != "organisation" or registry.country(entry.country or "") is None:
        return None
    said = _country_of_names(phrase.names[:-1], ask)
    if said is None and phrase.possessed:
        owner = owner_named(phrase.owner, ask)
        said = owner.country if owner is not None and owner.kind == "country" else None
    if said is None or said == entry.country or registry.country(said) is None:
        return None
    role = role_named(words_of(phrase), registry)
    return identity.unnamed(said, role.sector if role else entry.sector, words_of(phrase))


def full_name(ask: Ask) -> Resolution | None:
    """ "Mahmoud Ahmadi-Nejad", "Alassane Dramane Ouattara": a full name written otherwise."""
    core = ask.phrase.core
    if ask.phrase.role is not None or len(core) < 2 or not all(_name_like(w) for w in core):
        return None
    people = _known_as(" ".join(core), ask)
    if len(people) != 1 or ask.registry.find(" ".join(core)):
        return None
    actor = identity.person_on(ask.registry, people[0], ask.setting.on, "")
    return Resolution(actor, 0.88, "name:spelling")


def surname_alone(ask: Ask) -> Resolution | None:
    """ "Lavrov", "Mr. Xi": whoever of that name held office then."""
    phrase = ask.phrase
    if phrase.role is not None or not phrase.core or not all(_name_like(w) for w in phrase.core):
        return None
    if phrase.names and phrase.names[-1].stop == len(phrase.core):
        return None
    hint = _country_of_names(phrase.names, ask)
    if hint is None and phrase.possessed:
        owner = owner_named(phrase.owner, ask)
        hint = owner.country if owner else None
    words = " ".join(phrase.core[phrase.names[-1].stop if phrase.names else 0 :])
    actor = person_named(words, ask, hint)
    if actor is None:
        return None
    if phrase.former:
        actor = replace(actor, sector="ELI", office=None)
    return Resolution(actor, 0.8, "surname")


def _country_of_names(names: tuple[Piece, ...], ask: Ask) -> str | None:
    for piece in names:
        entry = max(piece.matches, key=lambda m: likely(m, ask.setting)).entry
        if entry.country:
            return entry.country
    return None


def apposed_name(ask: Ask) -> Resolution | None:
    """ "Russia's foreign minister, Sergei Lavrov": what stands between commas says who."""
    phrase = ask.phrase
    for part in phrase.apposed:
        title = " ".join(phrase.core)
        if phrase.possessed:
            title = f"{phrase.owner}'s {title}"
        elif phrase.owner:
            title = f"{title} of {phrase.owner}"
        swap = phrase.role is None
        post, name = (part, title) if swap else (title, part)
        if not all(_name_like(w) for w in name.split()):
            continue
        said = ask.about(post).actor
        hint = said.country if said and _has_country(post, ask) else None
        known = person_named(name, ask, hint) or person_named(name, ask, None)
        former = read(post, ask.registry).former
        if known is not None:
            return Resolution(_with_title(known, said, name, former, hint), 0.97, "apposed")
        if said is not None:
            made = identity.stranger(name, said.country, said.sector, said.office)
            return Resolution(made, 0.85, "apposed")
    return None
