"""Who heads a region or a town: found by the place in the words of the office.

regions.csv leads from a place to the people; it is sorted and searched where it lies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from detente.actors.index import Holding
from detente.actors.names import normalise, slug
from detente.actors.sorted_table import rows_of
from detente.actors.tables import DATA, Term

COLUMNS = "place,country,key,person".split(",")
HEADS = ("REGION-HEAD", "HOS", "HOG")
_KINDS = frozenset(
    (
        "state province region regional provincial oblast krai governorate republic city "
        "municipality municipal department prefecture territory autonomous district county "
        "canton voivodeship community free administration military civil interim metropolitan "
        "of the and de del government governor special generalitat respublika"
    ).split()
)
_PLACE = re.compile(r"\b(?:of|in|de)(?: the)? (.+)$", re.I)
_BODY = re.compile(r"^(?:chairman|chair|head) of (?:the )?(.+?) (?:regional|oblast)\b", re.I)
_NO_HEAD = re.compile(r"representative|deputy|vice|assembly|legislat|speaker|council$", re.I)
_MAYOR = re.compile(r"mayor|alcalde|burgomaster", re.I)
_SOVEREIGN = frozenset("king sultan emir ruler queen".split())
_PREMIERS = frozenset("premier minister president executive".split())
_ANY_TITLE = frozenset("head leader chief boss strongman authorities".split())


@cache
def places_of(position: str) -> tuple[str, ...]:
    """The keys of the place that an office is of, in full and without the kind of place.

    >>> places_of("Governor of Kano State"), places_of("Mayor of Bogotá")
    (('kano state', 'kano'), ('bogota',))
    """
    words = re.sub(r"\s*\(.*?\)", "", position)
    found = _BODY.search(words) or _PLACE.search(words)
    if found is None or _NO_HEAD.search(words):
        return ()
    whole = normalise(found[1])
    return tuple(dict.fromkeys(filter(None, (whole, bare(whole)))))


def bare(place: str) -> str:
    """The key of a place without the words for its kind: "kano" for "Kano State"."""
    return " ".join(word for word in normalise(place).split() if word not in _KINDS)


def owner_of(place: str) -> str:
    """The key under which terms of a region's own government are kept: ABKHAZIA."""
    return slug(place).upper()


def people_of(place: str, path: Path = DATA / "regions.csv") -> tuple[tuple[str, ...], ...]:
    """Country, key and name of those who head or headed a place."""
    for key in dict.fromkeys((normalise(place), bare(place))):
        found = rows_of(path, key) if key else ()
        if found:
            return tuple(row[1:] for row in found)
    return ()


def heads(holdings: Iterable[Holding], place: str) -> list[Holding]:
    """Those of the terms that are of the place."""
    keys = {normalise(place), bare(place)}
    return [
        held
        for held in holdings
        if held.office in HEADS
        and (held.org or held.office == "REGION-HEAD")
        and keys & {*places_of(held.position)}
    ]


def fits(position: str, title: str) -> bool:
    """True where the holder of the office is called so: a mayor is no governor."""
    words, asked = normalise(position).split(), normalise(title).split()
    last = asked[-1] if asked else ""
    if not last or last in _ANY_TITLE:
        return True
    if last == "mayor" or _MAYOR.search(position):
        return last == "mayor" and bool(_MAYOR.search(position))
    if {last, *words} & _SOVEREIGN:
        return last in words
    if last == "governor":
        return not {"minister", "premier"} & {*words}
    return last in words or (last in _PREMIERS and "governor" not in words)


def best(terms: Sequence[Term], title: str, on: date | None) -> Term | None:
    """The one that is meant, or None where two countries have such a place."""
    found = [t for t in terms if (on is None or t.covers(on)) and fits(t.position, title)]
    if len({term.country for term in found}) > 1:
        return None
    asked = normalise(title)
    return max(
        found,
        key=lambda t: (
            on is not None or t.stop is None,
            bool(asked) and asked in normalise(t.position),
            not _MAYOR.search(t.position),
            t.start or date.min,
        ),
        default=None,
    )
