"""Who holds an office on a day, who leads a country, who is whose counterpart."""

from __future__ import annotations

from datetime import date

from detente.actors.names import normalise
from detente.actors.registry import Registry, Term

LED_BY_HOG: dict[str, tuple[str, str]] = dict.fromkeys(
    "GBR DEU ITA ISR IND JPN CAN AUS NZL ESP SWE NOR DNK NLD BEL LUX IRL GRC POL HUN CZE SVK "
    "AUT BGR EST LVA LTU SVN HRV BIH MNE MKD ALB XKX MLT ISL MYS SGP THA PAK BGD NPL IRQ LBN "
    "ETH KHM VNM LAO JAM TTO BHS BRB MUS LSO FJI PNG SLB VUT TON WSM LBY PRT ROU FIN".split(),
    ("", ""),
) | {
    "TUR": ("", "2014-08-27"),
    "ARM": ("2018-05-08", ""),
    "GEO": ("2013-11-17", ""),
    "KGZ": ("2010-12-27", "2021-05-05"),
    "LKA": ("2015-01-09", "2019-11-17"),
}
"""Countries that the head of government leads, with the days between which that held."""

LED_BY_OTHERS = frozenset("IRN LBY MMR AFG VNM".split())
"""Countries whose leader is neither head of state nor of government by title."""

_LEADERS = frozenset({"HOS", "HOG"})
_TITLES_OF = {
    "HOS": frozenset("president king queen emir emperor sultan monarch ruler".split()),
    "HOG": frozenset("premier chancellor".split()),
}


def led_by(country: str, on: date | None) -> str:
    """The class of the office that leads the country on a day: HOS, HOG or LEADER."""
    if country in LED_BY_OTHERS:
        return "LEADER"
    if country not in LED_BY_HOG:
        return "HOS"
    start, stop = LED_BY_HOG[country]
    day = (on or date.max).isoformat()
    return "HOG" if start <= day and (not stop or day <= stop) else "HOS"


def leader(registry: Registry, country: str, on: date | None) -> Term | None:
    """Whoever leads the country on a day, if the registry knows."""
    first = led_by(country, on)
    for office in (first, *sorted(_LEADERS - {first})):
        found = registry.holders(country, office, on)
        if found:
            return found[0]
    return None


def holder(
    registry: Registry, country: str, office: str, words: str, on: date | None
) -> Term | None:
    """Who holds the office of a country or organisation, `words` being the title as written.

    Where heads of state and of government are split, the title decides ("Iranian
    president" is not the supreme leader).
    """
    title = normalise(words)
    if office == "LEADER" and not title.startswith("supreme"):
        return leader(registry, country, on)
    terms = registry.holders(country, office, on)
    if office not in _LEADERS | {"LEADER"}:
        return terms[0] if terms else None
    both = terms + registry.holders(country, "LEADER", on)
    both += registry.holders(country, "HOG" if office == "HOS" else "HOS", on)
    exact = [t for t in both if normalise(t.position) == title]
    if exact:
        return exact[0]
    head = title.split()[-1] if title else ""
    if title in {"leader", "strongman", "ruler"}:
        return leader(registry, country, on)
    named = [t for t in both if _titled(t, head)]
    if named or title.startswith("supreme"):
        return named[0] if named else None
    return terms[0] if terms else None


def _titled(term: Term, head: str) -> bool:
    position = normalise(term.position).split()
    return head in position and not {"vice", "deputy", "first", "former"} & set(position)


def term_on(registry: Registry, person: str, on: date | None) -> tuple[Term | None, bool]:
    """The weightiest term of a person on a day, and whether it covers the day.

    Where none does, the nearest before, else the nearest after.
    """
    terms = registry.terms(person)
    if not terms or on is None:
        return (terms[0] if terms else None), bool(terms)
    covering = [t for t in terms if t.covers(on)]
    if covering:
        return min(covering, key=_weight), True
    before = [t for t in terms if t.stop is not None and t.stop < on]
    if before:
        return max(before, key=lambda t: t.stop or date.min), False
    return min(terms, key=lambda t: t.start or date.max), False


_ORDER = ("HOS", "HOG", "IO-HEAD", "FM", "DM", "IM", "FIN", "NSA")


def _weight(term: Term) -> tuple[int, bool, bool, int]:
    """The sort key of a term: the high office, at home rather than abroad, the latest first.

    A monarch of many realms acts for the United Kingdom.
    """
    rank = _ORDER.index(term.office) if term.office in _ORDER else len(_ORDER)
    realm = term.office == "HOS" and term.country != "GBR"
    abroad = term.country != term.person.country
    return rank, realm, abroad, -(term.start or date.min).toordinal()


def counterpart(
    registry: Registry, office: str, position: str, country: str, on: date | None
) -> Term | None:
    """The holder of the same office in another country.

    A head of government's counterpart is the president where there is no head of
    government, and the other way round.
    """
    found = holder(registry, country, office, position, on)
    if office in _LEADERS and (found is None or _is_crowned(found)):
        return leader(registry, country, on)
    return found


def _is_crowned(term: Term) -> bool:
    """True for a monarch who reigns and does not rule."""
    crowned = normalise(term.position).split()[-1:]
    return crowned in (["king"], ["queen"], ["emperor"], ["monarch"]) and term.country in LED_BY_HOG
