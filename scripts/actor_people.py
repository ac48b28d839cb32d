"""Who the people of the terms are: one key each, their names, the key forms of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from actor_terms import Held

from detente.actors.names import is_acronym, normalise, skeleton, surnames
from detente.actors.shipped import person_key


def with_ids(
    hand: Sequence[Held], others: Iterable[Held], persons: Iterable[dict[str, str]] = ()
) -> list[Held]:
    """Terms by hand without an item, given the one item of that name in that state.

    Where the table of persons has the name without an item, the name that leads it is taken.
    """
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for held in (*hand, *others):
        if held.qid:
            known[normalise(held.person), held.country].add(held.qid)
    leading: dict[tuple[str, str], str] = {}
    for row in persons:
        for name in (row["name"], *row["aliases"].split(";")):
            if row["qid"]:
                known[normalise(name), row["country"]].add(row["qid"])
            leading[normalise(name), row["country"]] = row["name"]
    out = []
    for held in hand:
        if not held.qid:
            name = leading.get((normalise(held.person), held.country), held.person)
            held = replace(held, person=name)
        found = known[normalise(held.person), held.country]
        out.append(replace(held, qid=min(found)) if not held.qid and len(found) == 1 else held)
    return out


def people(terms: Iterable[Held]) -> Iterator[tuple[str, ...]]:
    """A row for each person, under the name of the first term, and for each further name."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for held in terms:
        key, name = person_key(held.qid, held.person), held.person
        if name in names[key]:
            continue
        first = not names[key]
        country = held.country if first else next(iter(names[key].values()))
        names[key][name] = country
        of_whom = (held.country, held.sector) if first else ("", "")
        yield key, *_forms(name, country), *of_whom, name


def _forms(name: str, country: str) -> tuple[str, str, str]:
    """The key forms of a name, worked out here so that loading need not."""
    shorts = () if is_acronym(name) else surnames(name, country)
    return normalise(name), ";".join(shorts), skeleton(name) if " " in name else ""
