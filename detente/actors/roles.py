"""Rules for role nouns: the holder of an office, or an unnamed official or group."""

from __future__ import annotations

from dataclasses import replace

from detente.actors import identity, offices
from detente.actors.asking import Ask, Resolution
from detente.actors.names import normalise
from detente.actors.owners import owner_of, words_of
from detente.actors.phrase import SHORT, Phrase
from detente.actors.registry import Role
from detente.types import Actor

_SAME = frozenset(
    "group movement organisation organization militia party network faction company agency "
    "alliance bloc regime organisation giant news service force corps guard channel station "
    "broadcaster watchdog".split()
)
_TRADES = frozenset({"company", "giant"})
_WHOLE_GOVERNMENT = frozenset(
    "government authorities authority administration regime leadership cabinet".split()
)


_GENERIC = frozenset(
    "official leader force chief head commander member source spokesman spokeswoman spokesperson "
    "fighter group figure delegation delegate representative negotiator boss man officer adviser "
    "advisor chairman chairwoman founder veteran supporter sympathizer aide lawyer activist "
    "faction".split()
)
_KINDS = dict(
    pair.split("=")
    for pair in (
        "intelligence=SPY military=MIL army=MIL naval=MIL police=COP judicial=JUD court=JUD "
        "parliamentary=LEG congressional=LEG senate=LEG legislative=LEG union=LAB labour=LAB "
        "labor=LAB business=BUS company=BUS industry=BUS banking=BUS church=REL religious=REL "
        "rebel=REB insurgent=REB guerrilla=REB opposition=OPP party=PTY student=EDU media=MED "
        "hospital=HLH medical=HLH health=HLH farm=AGR separatist=REB militant=UAF"
    ).split()
)
_ARMED = frozenset("MIL UAF REB PRM IMG".split())
_OWN_MEN = frozenset("GOV MIL CVL UAF REB IMG CRM".split()) | {""}
_PLAIN = frozenset({"", "GOV", "CVL"})


def sector_of(phrase: Phrase, role: Role, ask: Ask) -> str:
    """The sector of a role; of "military officials" that of the noun before."""
    words = normalise(" ".join(phrase.rest)).split()
    count = len(role.words.split())
    before = words[:-count]
    last = role.words.split()[-1]
    if not before or not {last, last.removesuffix("s")} & _GENERIC:
        return role.sector
    if before[-1] in _KINDS:
        return _KINDS[before[-1]]
    kind = ask.registry.role(" ".join(before))
    if kind is None or kind.sector in _PLAIN or kind.sector == role.sector:
        return role.sector
    return kind.sector


def role_of_someone(ask: Ask) -> Resolution | None:
    """A role with a country, body or owner: "Russian officials", "the president of France"."""
    phrase = ask.phrase
    role = phrase.role
    if role is None or not role_is_head(phrase, role):
        return None
    whose, how = owner_of(ask)
    if whose is None:
        return None
    if not phrase.plural and not phrase.former and role.person:
        head = _head_of_region(whose, role, ask)
        if head is not None:
            return Resolution(head, 0.92, f"holder:{how}")
    if (
        not phrase.plural
        and not phrase.lesser
        and not phrase.former
        and role.person
        and (role.office or role.words.split()[-1] in _HEADS)
    ):
        held = holder(whose, role, ask)
        if held is not None:
            sure = 0.92 if ask.setting.on is not None else 0.6
            return Resolution(held, sure, f"holder:{how}")
    if how == "tied" and whose.kind != "person":
        sector = sector_of(phrase, role, ask)
        made = identity.unnamed(whose.country, sector, words_of(phrase), role.office)
    else:
        made = unnamed_of(whose, role, ask)
    return Resolution(made, 0.85, f"role:{how}")


_REGIONAL = frozenset(
    "governor mayor lord-mayor chief-minister first-minister minister-president premier "
    "lord-provost chief-executive state-governor provincial-governor city-mayor".split()
)


def _head_of_region(whose: Actor, role: Role, ask: Ask) -> Actor | None:
    """ "the governor of Kano state", "the Texas governor", "Scotland's first minister"."""
    phrase = ask.phrase
    spoken = role.words.replace(" ", "-")
    land = whose.kind == "country" and whose.key != whose.country
    if role.office != "REGION-HEAD" and spoken not in _REGIONAL and not land:
        return None
    piece = phrase.names[-1] if phrase.names else None
    named = " ".join(phrase.core[piece.start : piece.stop]) if piece else phrase.place
    if phrase.owner:
        named = phrase.owner.removeprefix("the ")
    if not named:
        return None
    countries = [whose.country, *ask.setting.countries]
    for country in dict.fromkeys(c for c in countries if c and len(c) == 3):
        term = ask.registry.region_head(named, country, ask.setting.on, role.words)
        if term is not None:
            return identity.person(term)
    return None


def role_is_head(phrase: Phrase, role: Role) -> bool:
    last = normalise(phrase.core[-1]).split()[-1:] if phrase.core else []
    spoken = normalise(" ".join(phrase.rest or phrase.core))
    return bool(last) and spoken.endswith(last[0])


_HEADS = frozenset(
    "leader head chief boss strongman ruler president executive chairman chairwoman chairperson "
    "chair commissioner".split()
)
_OF_BODIES = ("IO-HEAD", "LEADER", "REBEL", "PARTY-HEAD", "CHIEF", "BUSINESS")
_MANY = frozenset(
    "AIDE SPOKES ENVOY MIN OTHER LEGISLATOR STAFF COURT PROSECUTOR REGION-HEAD BUSINESS".split()
)


def holder(whose: Actor, role: Role, ask: Ask) -> Actor | None:
    """The person who holds the role's office for this owner on the day."""
    words = " ".join(ask.phrase.rest)
    office = role.office or ""
    if whose.kind == "country" and role.words.startswith("chief executive"):
        office = "HOG"
    if whose.kind == "person" or office in _MANY or office.startswith("DEPUTY"):
        return None
    if whose.kind == "organisation" and whose.sector != "GOV":
        return _head_of_body(whose, role, ask)
    if office == "AMB":
        return _ambassador(whose, ask)
    if whose.kind != "country":
        return None
    if whose.key != whose.country:
        return _head_of_territory(whose, role, ask)
    if role.words in {"leader", "strongman", "ruler"}:
        office = "LEADER"
    elif role.words == "opposition leader":
        office = "OPP-HEAD"
    if not office or (office == "CHIEF" and role.words in {"head", "chief", "boss"}):
        return None
    country = whose.country or ""
    term = offices.holder(ask.registry, country, office, words, ask.setting.on)
    if term is None and office in {"HOS", "HOG", "LEADER"}:  # a territory's own head
        heads = ask.registry.holders(country, "REGION-HEAD", ask.setting.on)
        term = next((t for t in heads if whose.name in t.position), None)
    return identity.person(term) if term else None


def _head_of_body(whose: Actor, role: Role, ask: Ask) -> Actor | None:
    """ "the UN chief", "the leader of Hezbollah": who leads the body."""
    office = "IO-FM" if role.office == "FM" else role.office
    wanted = (office,) if office in {"IO-HEAD", "IO-FM", "IO-DEPUTY"} else ()
    if not wanted and role.words.split()[-1] not in _HEADS:
        return None
    for office in wanted or _OF_BODIES:
        terms = ask.registry.holders(whose.key, office, ask.setting.on)
        if not terms and whose.id and whose.id != whose.key:
            wider = ask.registry.holders(whose.id, office, ask.setting.on)
            terms = tuple(term for term in wider if whose.name in term.position)
        if terms:
            return identity.person(terms[0])
    return None


def _head_of_territory(whose: Actor, role: Role, ask: Ask) -> Actor | None:
    """ "Scotland's first minister", "the Abkhaz president": by the territory's own key."""
    wanted = ("HOS", "HOG", "REGION-HEAD") if role.words.split()[-1] in _HEADS else ()
    for office in (role.office or "", *wanted):
        terms = ask.registry.holders(whose.key, office, ask.setting.on)
        if terms:
            return identity.person(terms[0])
    return None


def _ambassador(whose: Actor, ask: Ask) -> Actor | None:
    """ "the US ambassador to Russia": of the ambassadors of a state the one to that place."""
    to = ask.phrase.owner if ask.phrase.joint == "to" else ask.phrase.place
    there = ask.about(to).actor if to else None
    terms = ask.registry.holders(whose.country or "", "AMB", ask.setting.on)
    named = [t for t in terms if there is not None and there.name in t.position]
    return identity.person(named[0]) if len(named) == 1 else None


def unnamed_of(whose: Actor, role: Role, ask: Ask) -> Actor:
    phrase = ask.phrase
    sector = sector_of(phrase, role, ask) or _of_owner(ask)
    if phrase.former and role.person:
        sector = "ELI"
    elif whose.kind in {"organisation", "group"} and role.words.split()[-1] in _SAME:
        if role.words.split()[-1] not in _TRADES or whose.sector == role.sector:
            return whose
        return identity.unnamed("MNC", role.sector, words_of(phrase), role.office)
    elif whose.kind == "organisation" and role.sector == "REB" and whose.sector in {"PTY", "OPP"}:
        return replace(whose, sector="REB")
    elif whose.kind == "person" and whose.country == "IGO" and sector == "GOV":
        sector = whose.sector
    elif whose.kind in {"organisation", "group"} and whose.country in {"IGO"}:
        if phrase.plural or not role.person:
            return whose
        sector = whose.sector
    elif whose.kind in {"organisation", "group"} and (sector in _OWN_MEN):
        if role.person and not phrase.plural:
            return identity.unnamed(whose.country, whose.sector, phrase.text, role.office)
        return whose
    elif whose.kind == "person" and sector in _ARMED and whose.sector in _ARMED:
        sector = whose.sector
    elif whose.sector == "PRE" and sector == "GOV":
        sector = "PRE"
    country = whose.country or _grounded(ask)
    entry = ask.registry.country(country or "")
    if entry is not None and sector == "GOV" and role.words.split()[-1] in _WHOLE_GOVERNMENT:
        return replace(identity.government(entry), name=words_of(phrase))
    return identity.unnamed(country, sector, words_of(phrase), role.office)


def _of_owner(ask: Ask) -> str:
    """ "the chairman of the company's board": the sector of whose it is."""
    words = [SHORT.get(w, w) for w in normalise(ask.phrase.owner).split()]
    known = [ask.registry.role(word) for word in words]
    return next((role.sector for role in known if role is not None and role.sector), "")


def _grounded(ask: Ask) -> str | None:
    """Of people whose name has no state ("Hutu rebels", "supporters of Prosper Avril"): where
    they are, else the country that is talked of."""
    where = ask.about(ask.phrase.place).actor if ask.phrase.place else None
    if where is not None and where.country:
        return where.country
    return ask.setting.countries[0] if ask.setting.countries else None


_ABROAD = frozenset("foreign multinational overseas".split())
_STRANGERS = frozenset("foreigner foreigners outsider outsiders coalition".split())
_KEEPERS = frozenset("peacekeeper peacekeepers".split())


def _country_around(role: Role, ask: Ask) -> str | None:
    """The country of a role that nothing in its phrase says: mostly that of the surroundings."""
    phrase = ask.phrase
    own = {*role.words.split()}
    before = {word.lower() for word in phrase.core} - own
    if before & _ABROAD or own & _STRANGERS:  # a coalition at war is of several states
        return "GRP"
    if role.sector == "IGO" or (own & _KEEPERS):
        return "IGO"
    return ask.setting.countries[0] if ask.setting.countries else None


def role_alone(ask: Ask) -> Resolution | None:
    """A role with nothing beside it: its country is that of the surroundings, if they say."""
    phrase = ask.phrase
    role = phrase.role
    capital = any(w[:1].isupper() for p in phrase.names for w in phrase.core[p.start : p.stop])
    if role is None or capital or not role_is_head(phrase, role):
        return None
    country = _country_around(role, ask)
    sector = "ELI" if phrase.former and role.person else sector_of(phrase, role, ask)
    sector = sector or _of_owner(ask)
    if (
        country
        and role.office in {"HOS", "HOG", "FM", "DM", "IM", "FIN"}
        and not (phrase.plural or phrase.lesser or phrase.former)
    ):
        entry = ask.registry.country(country)
        held = holder(identity.government(entry), role, ask) if entry else None
        if held is not None:
            return Resolution(held, 0.5, "holder:context")
    score = 0.45 if country else 0.3
    return Resolution(
        identity.unnamed(country, sector, words_of(phrase), role.office), score, "role:context"
    )
