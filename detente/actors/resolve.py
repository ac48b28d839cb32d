"""Who is meant by a phrase, on a date.

The phrase is read into parts (`phrase.py`); then each rule of `RULES` may answer with an
actor, a score and its reason, and the best answer wins. A phrase that names no actor ("the
rise in tensions") resolves to nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from detente.actors import identity, offices
from detente.actors.names import normalise
from detente.actors.phrase import Phrase, Piece, read
from detente.actors.registry import Entry, Match, Registry, Role
from detente.types import Actor, Reason


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to "who is this?": no actor where the phrase names none."""

    actor: Actor | None
    score: float
    rule: str
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a phrase: the day, the countries talked of, likeliest first, and whose
    it is where that is already known ("his aide")."""

    on: date | None = None
    countries: tuple[str, ...] = ()
    owner: Actor | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: a phrase in parts, where it stands, and the registry to ask."""

    phrase: Phrase
    setting: Setting
    registry: Registry


NOTHING = Resolution(None, 0.0, "none")
Rule = Callable[[Ask], Resolution | None]
_DEPTH = 4


def resolve_phrase(
    phrase: str, registry: Registry, *, on: date | None = None, context: str | None = None
) -> Resolution:
    """The actor that a phrase names on a day; `context` is a sentence or a place around it."""
    countries = countries_of(context, registry) if context else ()
    return resolve_in(phrase, registry, Setting(on, countries))


@lru_cache(maxsize=50_000)
def resolve_in(phrase: str, registry: Registry, setting: Setting) -> Resolution:
    """As `resolve_phrase`, with the surroundings already read."""
    return _resolve(phrase, registry, setting, 0)


def _resolve(text: str, registry: Registry, setting: Setting, depth: int) -> Resolution:
    whole = _whole(text, registry, setting)
    if whole is not None:
        return whole
    phrase = read(text, registry)
    if not phrase.core or depth > _DEPTH:
        return NOTHING
    ask = Ask(phrase, setting, registry)
    found = [answer for rule in RULES if (answer := rule(ask)) is not None]
    if not found:
        return NOTHING
    best = max(found, key=lambda r: r.score)
    return replace(best, why=(Reason("actor", best.rule, best.score),))


@lru_cache(maxsize=5_000)
def countries_of(text: str, registry: Registry) -> tuple[str, ...]:
    """The countries that a text speaks of, most often named first."""
    words = text.replace("’s", "").replace("'s", "").replace(",", " ").split()
    counts: dict[str, int] = {}
    at = 0
    while at < len(words):
        hit = registry.longest([w.strip('.;:!?()“”"') or w for w in words], at)
        if hit is None:
            at += 1
            continue
        iso3 = hit[1][0].entry.country
        if iso3 and len(iso3) == 3 and registry.country(iso3):
            counts[iso3] = counts.get(iso3, 0) + 1
        at += hit[0]
    return tuple(sorted(counts, key=lambda c: -counts[c]))


# --- names ----------------------------------------------------------------------------


def _whole(text: str, registry: Registry, setting: Setting) -> Resolution | None:
    """The phrase as it stands is a name."""
    if not any(c.isalnum() for c in text):
        return NOTHING
    if "," in text or "-led " in text or not any(c.isupper() for c in text):
        return None
    matches = registry.find(text)
    if not matches:
        return None
    actor = _of_matches(matches, Ask(Phrase(text, ()), setting, registry))
    if actor is None:
        return None
    score, rule = matches[0].score, f"name:{matches[0].how}"
    return Resolution(actor, score, rule, (Reason("actor", rule, score),))


def _of_matches(matches: tuple[Match, ...], ask: Ask) -> Actor | None:
    """The likeliest reading of a name, where the surroundings may tip the balance."""
    best = max(matches, key=lambda m: _likely(m, ask.setting))
    return _of_entry(best.entry, ask)


def _likely(match: Match, setting: Setting) -> float:
    score = match.score
    entry, on = match.entry, setting.on
    if on and ((entry.start and on < entry.start) or (entry.stop and entry.stop < on)):
        score -= 0.3
    if entry.country in setting.countries:
        score += 0.05
    return score


def _of_entry(entry: Entry, ask: Ask, name: str = "") -> Actor:
    if entry.kind == "person":
        return identity.person_on(ask.registry, entry, ask.setting.on, name)
    if entry.kind in {"country", "territory"}:
        return identity.government(entry)
    if entry.kind == "place":
        return _of_place(entry, ask.registry)
    return identity.body(entry)


def _of_place(entry: Entry, registry: Registry) -> Actor:
    """A city or seat as an actor is the government of its country."""
    if entry.country and (country := registry.country(entry.country)):
        return identity.government(country)
    return identity.body(entry)


def _person_named(words: str, ask: Ask, hint: str | None) -> Actor | None:
    """A person by full name or surname; `hint` is a country that a title speaks of."""
    people = [m.entry for m in ask.registry.find(words) if m.entry.kind == "person"]
    entry = people[0] if people else None
    if len(people) > 1:
        entry = _choose(people, ask, hint) or people[0]
    if entry is None:
        entry = _choose(list(ask.registry.surname(words)), ask, hint)
    return identity.person_on(ask.registry, entry, ask.setting.on, "") if entry else None


_WEIGHT = {"HOS": 3.5, "HOG": 3.5, "FM": 2.5, "DM": 2.0, "IO-HEAD": 2.5, "NSA": 1.5, "IM": 1.0}


def _choose(people: list[Entry], ask: Ask, hint: str | None) -> Entry | None:
    """The one person whom a surname means here, or None where several might be meant."""
    ranked: list[tuple[float, Entry]] = []
    for entry in people:
        term, covers = offices.term_on(ask.registry, entry.key, ask.setting.on)
        country = term.country if term else entry.country
        if hint and country != hint and entry.country != hint:
            continue
        score = 0.0
        if term is not None and covers:
            score += _WEIGHT.get(term.office, 0.6)
        if country in ask.setting.countries:
            score += 1.5
        if hint:
            score += 1.0
        ranked.append((score, entry))
    ranked.sort(key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < 1.0:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.5:
        return None
    return ranked[0][1]


# --- rules ----------------------------------------------------------------------------


def titled_person(ask: Ask) -> Resolution | None:
    """ "Russian Deputy Foreign Minister Sergei Ryabkov": a title before a name."""
    split = _title_and_name(ask)
    if split is None:
        return None
    title, name = split
    post = _resolve(title, ask.registry, ask.setting, 2)
    said = post.actor
    hint = said.country if said and _has_country(title, ask) else None
    known = _person_named(name, ask, hint) or (
        _person_named(name, ask, None) if hint and " " in name else None
    )
    former = read(title, ask.registry).former
    if known is None:
        if said is None:
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
        role = registry.role(title)
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
    last, spoken = role.words.split()[-1], normalise(words).split()[-1]
    return spoken == last or spoken.startswith(last[:-1]) or bool(" of " in f" {role.words} ")


def last_name(ask: Ask) -> Resolution | None:
    """The head of the phrase is a name ("embattled Ukraine", "the militia Hezbollah")."""
    phrase = ask.phrase
    if not phrase.names or phrase.names[-1].stop != len(phrase.core):
        return None
    piece = phrase.names[-1]
    best = max(piece.matches, key=lambda m: _likely(m, ask.setting))
    if best.how == "adjective" and piece.start > 0:
        return None
    actor = _of_matches(piece.matches, ask)
    if actor is None:
        return None
    if phrase.former and actor.kind == "person":
        actor = replace(actor, sector="ELI", office=None)
    if best.how == "demonym" and phrase.counted:
        actor = identity.unnamed(actor.country, "CVL", _words(phrase))
    whole = piece.start == 0
    return Resolution(actor, best.score * (0.98 if whole else 0.85), f"name:{best.how}")


def surname_alone(ask: Ask) -> Resolution | None:
    """ "Lavrov", "Mr. Xi": whoever of that name held office then."""
    phrase = ask.phrase
    if phrase.role is not None or not phrase.core or not all(_name_like(w) for w in phrase.core):
        return None
    if phrase.names and phrase.names[-1].stop == len(phrase.core):
        return None
    hint = _country_of_names(phrase.names, ask)
    words = " ".join(phrase.core[phrase.names[-1].stop if phrase.names else 0 :])
    actor = _person_named(words, ask, hint)
    if actor is None:
        return None
    if phrase.former:
        actor = replace(actor, sector="ELI", office=None)
    return Resolution(actor, 0.8, "surname")


def _country_of_names(names: tuple[Piece, ...], ask: Ask) -> str | None:
    for piece in names:
        entry = max(piece.matches, key=lambda m: _likely(m, ask.setting)).entry
        if entry.country:
            return entry.country
    return None


def role_of_someone(ask: Ask) -> Resolution | None:
    """A role with a country, body or owner: "Russian officials", "the president of France"."""
    phrase = ask.phrase
    role = phrase.role
    if role is None or not _role_is_head(phrase, role):
        return None
    whose, how = _whose(ask)
    if whose is None:
        return None
    if (
        not phrase.plural
        and not phrase.lesser
        and not phrase.former
        and role.office
        and role.person
    ):
        held = _holder(whose, role, ask)
        if held is not None:
            return Resolution(held, 0.92, f"holder:{how}")
    if how == "tied" and whose.kind != "person":
        made = identity.unnamed(whose.country, role.sector, _words(phrase), role.office)
    else:
        made = _unnamed_of(whose, role, ask)
    return Resolution(made, 0.85, f"role:{how}")


def _role_is_head(phrase: Phrase, role: Role) -> bool:
    last = normalise(phrase.core[-1]) if phrase.core else ""
    spoken = normalise(" ".join(phrase.rest))
    return bool(last) and spoken.endswith(last)


def _whose(ask: Ask) -> tuple[Actor | None, str]:
    """Whom a role belongs to: the owner, a name before it, a body tied to it, its place."""
    phrase = ask.phrase
    if ask.setting.owner is not None:
        return ask.setting.owner, "owner"
    abroad = phrase.role is not None and phrase.role.office in _SENT and phrase.joint == "to"
    if phrase.owner and not abroad:
        owner = _owner_named(phrase.owner, ask)
        if owner is not None:
            return owner, "owner"
    for verb, words in phrase.tied:
        if verb in {"led", "run", "controlled", "ruled", "dominated", "owned", "based", "held"}:
            found = _resolve(words, ask.registry, ask.setting, 2).actor
            if found is not None:
                return found, "tied"
    if phrase.names:
        actor = _of_matches(phrase.names[-1].matches, ask)
        if actor is not None:
            return actor, "name"
    if phrase.place:
        where = _resolve(phrase.place, ask.registry, ask.setting, 2).actor
        if where is not None and where.country:
            return where, "place"
    return None, ""


_SENT = frozenset({"AMB", "ENVOY"})


def _owner_named(words: str, ask: Ask) -> Actor | None:
    """The owner; of "foreign affairs of Poland" the last part, if the whole says nothing."""
    for text in (words, words.rpartition(" of ")[2]):
        actor = _resolve(text, ask.registry, Setting(ask.setting.on), 2).actor
        if actor is not None and (actor.country or actor.id):
            return actor
    return None


def _holder(whose: Actor, role: Role, ask: Ask) -> Actor | None:
    """The person who holds the role's office for this owner on the day."""
    words = " ".join(ask.phrase.rest)
    office = role.office or ""
    if role.words in {"leader", "head of state", "strongman", "ruler"} and whose.kind == "country":
        office = "LEADER"
    if whose.kind == "person" or office in {"", "AIDE", "SPOKES", "DEPUTY", "ENVOY", "AMB"}:
        return None
    key = whose.country if whose.kind == "country" else whose.key
    term = offices.holder(ask.registry, key or "", office, words, ask.setting.on)
    if term is None and whose.kind == "organisation":
        term = next(iter(ask.registry.holders(whose.key, "IO-HEAD", ask.setting.on)), None)
        if role.office not in {"IO-HEAD", "CHIEF"}:
            term = None
    return identity.person(term) if term else None


def _unnamed_of(whose: Actor, role: Role, ask: Ask) -> Actor:
    phrase = ask.phrase
    sector = role.sector
    if phrase.former and role.person:
        sector = "ELI"
    elif whose.kind in {"organisation", "group"} and whose.country in {"IGO"}:
        if phrase.plural or not role.person:
            return whose
        sector = whose.sector
    elif whose.kind in {"organisation", "group"} and (sector in {"GOV", "", "MIL", "CVL"}):
        if role.person and not phrase.plural:
            return identity.unnamed(whose.country, whose.sector, phrase.text, role.office)
        return whose
    return identity.unnamed(whose.country, sector, _words(phrase), role.office)


def _words(phrase: Phrase) -> str:
    return phrase.text.removeprefix("the ").removeprefix("The ")


def led_coalition(ask: Ask) -> Resolution | None:
    """ "the US-led coalition": that state, with the coalition as the name."""
    phrase = ask.phrase
    heads = {"coalition", "alliance", "force", "forces", "troops", "mission", "campaign"}
    for verb, words in phrase.tied:
        if verb == "led" and phrase.core[-1].lower() in heads:
            actor = _resolve(words, ask.registry, ask.setting, 2).actor
            if actor is not None and actor.kind != "person":
                sector = "MIL" if phrase.core[-1].lower() in {"forces", "troops"} else actor.sector
                return Resolution(
                    replace(actor, name=_words(phrase), sector=sector), 0.97, "led-by"
                )
    return None


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
    "members lawmakers forces troops negotiators mediators observers monitors inspectors "
    "investigators member chiefs delegates representatives experts".split()
)
_ARMS = frozenset(
    "warplane jet warship destroyer frigate submarine tank missile drone artillery bomber "
    "helicopter gunboat aircraft carrier warhead jets battery navy fleet plane rocket "
    "shelling convoy battleship ship vessel".split()
)


def group_of_states(ask: Ask) -> Resolution | None:
    """ "European leaders", "world powers", "its allies": states that are not named."""
    phrase = ask.phrase
    if not phrase.core or phrase.core[-1].lower() not in _STATES:
        return None
    before = {w.lower() for w in phrase.core[:-1]}
    regional = bool(before) and before <= _REGIONS
    allied = phrase.core[-1].lower() in {"allies", "partners", "neighbours", "neighbors", "powers"}
    igo = any(p.best.entry.country == "IGO" for p in phrase.names)
    if not (regional or (allied and not igo)) or (phrase.place and not regional):
        return None
    return Resolution(identity.unnamed("GRP", "GOV", _words(phrase)), 0.88, "group-of-states")


def members_of_body(ask: Ask) -> Resolution | None:
    """ "NATO allies", "EU officials", "members of the Taliban": the body itself."""
    phrase = ask.phrase
    if not phrase.core or phrase.core[-1].lower() not in _MEMBERS or phrase.plural is False:
        return None
    if phrase.names:
        found = _of_matches(phrase.names[-1].matches, ask)
    else:
        found = _owner_named(phrase.owner, ask) if phrase.owner else None
    if found is None or found.kind not in {"organisation", "group"} or found.id is None:
        return None
    return Resolution(found, 0.9, "members")


def arms_of(ask: Ask) -> Resolution | None:
    """ "Russian warplanes": the armed forces whose arms they are."""
    phrase = ask.phrase
    last = phrase.core[-1].lower() if phrase.core else ""
    if (last not in _ARMS and last.removesuffix("s") not in _ARMS) or phrase.role is not None:
        return None
    whose, _ = _whose(ask)
    if whose is None or whose.kind not in {"country", "territory"}:
        return None
    return Resolution(identity.unnamed(whose.country, "MIL", _words(phrase)), 0.7, "arms")


def role_alone(ask: Ask) -> Resolution | None:
    """A role with nothing beside it: its country is that of the surroundings, if they say."""
    phrase = ask.phrase
    role = phrase.role
    if role is None or phrase.names or not _role_is_head(phrase, role):
        return None
    country = ask.setting.countries[0] if ask.setting.countries else None
    sector = "ELI" if phrase.former and role.person else role.sector
    if (
        country
        and role.office in {"HOS", "HOG", "FM", "DM"}
        and not (phrase.plural or phrase.lesser or phrase.former)
    ):
        entry = ask.registry.country(country)
        held = _holder(identity.government(entry), role, ask) if entry else None
        if held is not None:
            return Resolution(held, 0.5, "holder:context")
    score = 0.45 if country else 0.3
    return Resolution(
        identity.unnamed(country, sector, _words(phrase), role.office), score, "role:context"
    )


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
        said = _resolve(post, ask.registry, ask.setting, 2).actor
        hint = said.country if said and _has_country(post, ask) else None
        known = _person_named(name, ask, hint) or _person_named(name, ask, None)
        former = read(post, ask.registry).former
        if known is not None:
            return Resolution(_with_title(known, said, name, former, hint), 0.97, "apposed")
        if said is not None:
            made = identity.stranger(name, said.country, said.sector, said.office)
            return Resolution(made, 0.85, "apposed")
    return None


RULES: tuple[Rule, ...] = (
    titled_person,
    apposed_name,
    led_coalition,
    group_of_states,
    members_of_body,
    arms_of,
    role_of_someone,
    last_name,
    surname_alone,
    role_alone,
)
"""Each may answer; the best score wins, the earlier one where two are equal."""
