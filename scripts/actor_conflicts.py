"""What in the tables of office holders cannot be right, or was left out, as a page of docs/."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from actor_terms import HANDOVER, TOP, Held, Ledger, seat, sound

from detente.actors.names import normalise, slug
from detente.actors.tables import first_day, last_day

SINGLE = frozenset({"HOS", "HOG", "FM", "DM", "IM", "FIN"})
ELECTED = SINGLE | {"VP", "SPEAKER"}
_TWO_AT_ONCE = frozenset({("SMR", "HOS"), ("AND", "HOS")})
_FOR_LIFE = ("king", "queen", "monarch", "emir", "sultan", "prince", "emperor", "duke", "pope",
             "druk", "supreme leader", "yang di")  # fmt: skip
_LONG = 12


def key(term: Held) -> str:
    """The item of the person, or the name where there is none."""
    return term.qid or slug(term.person)


def told(term: Held) -> str:
    """A term in one line."""
    org = f"/{term.org}" if term.org else ""
    name = f"{term.person} ({term.qid})" if term.qid else term.person
    return f"{term.country}{org} {term.office}: {name}, {term.start} to {term.stop or 'now'}"


def _sure(term: Held) -> tuple[date, date]:
    """The days on which the term surely runs, however exact its dates."""
    return last_day(term.start) or date.min, first_day(term.stop) or date.max


# --- the tests ------------------------------------------------------------------------


def two_on_one_seat(terms: Iterable[Held]) -> Iterator[str]:
    """Two people on one seat at one time, for longer than a handover takes."""
    seats: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    for term in terms:
        if term.office in SINGLE and (term.country, term.office) not in _TWO_AT_ONCE:
            seats[seat(term)].append(term)
    for group in seats.values():
        for one, other in combinations(sorted(group, key=lambda t: (t.start, key(t))), 2):
            (start, stop), (start_2, stop_2) = _sure(one), _sure(other)
            first, last = max(start, start_2), min(stop, stop_2)
            if key(one) != key(other) and last - first > HANDOVER:
                yield f"{told(one)}; {told(other)}"


def two_spellings(terms: Iterable[Held]) -> Iterator[str]:
    """People of one state whose names sound alike and who have two items, or one and none."""
    people: dict[tuple[str, str], dict[str, Held]] = defaultdict(dict)
    for term in terms:
        people[term.country, sound(term.person)].setdefault(key(term), term)
    for group in people.values():
        if len(group) > 1:
            yield "; ".join(told(term) for _, term in sorted(group.items()))


def two_names(terms: Iterable[Held]) -> Iterator[str]:
    """One item with names that do not even sound alike."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for term in terms:
        if term.qid:
            names[term.qid].setdefault(sound(term.person), term.person)
    for qid, found in sorted(names.items()):
        if len(found) > 1:
            yield f"{qid}: {', '.join(sorted(found.values()))}"


def backwards(terms: Iterable[Held]) -> Iterator[str]:
    """Terms that stop before they start."""
    for term in terms:
        if term.stop and (last_day(term.stop) or date.max) < (first_day(term.start) or date.min):
            yield told(term)


def long_open(terms: Sequence[Held]) -> Iterator[str]:
    """Elected offices without an end that began more than twelve years before the last start."""
    latest = max((last_day(term.start) or date.min for term in terms), default=date.min)
    for term in terms:
        words = normalise(term.position)
        if term.stop or term.office not in ELECTED or any(w in words for w in _FOR_LIFE):
            continue
        if (first_day(term.start) or date.min).year < latest.year - _LONG:
            yield told(term)


def hand_against_source(ledger: Ledger) -> Iterator[str]:
    """Terms by hand whose days are other than the source's, by more than a handover."""
    for held, row in ledger.told:
        apart = [
            name
            for name, one, other in (
                ("start", held.start, row.start),
                ("stop", held.stop, row.stop),
            )
            if one and other and _apart(one, other)
        ]
        if apart:
            yield f"{told(row)}; the source has {held.start} to {held.stop or 'now'}"


def _apart(one: str, other: str) -> bool:
    first, second = sorted((first_day(d), last_day(d)) for d in (one, other))
    if first[1] is None or second[0] is None:
        return False
    return second[0] - first[1] > HANDOVER


# --- the page -------------------------------------------------------------------------

_HEAD = """# Office holders: what is in doubt

<!-- Made by scripts/build_actors.py (make actors); change it there. -->

Rows of the generated table and of the tables by hand that do not go together, and what of the
source was left out. A row here is a question, not yet an error: some offices are shared, some
governments have a rival.
"""


def page(terms: Sequence[Held], ledger: Ledger) -> str:
    """The whole page."""
    tests = (
        ("Two people on one seat for more than 45 days", two_on_one_seat(terms)),
        ("One person under two items or spellings", two_spellings(terms)),
        ("One item with two names", two_names(terms)),
        ("Stop before start", backwards(terms)),
        ("Elected or appointed, open, more than twelve years old", long_open(terms)),
        ("By hand and otherwise in the source", hand_against_source(ledger)),
    )
    parts = [_HEAD]
    for title, found in tests:
        lines = sorted(set(found))
        parts.append(f"## {title}: {len(lines)}\n")
        parts.append("".join(f"- {line}\n" for line in lines))
    return "\n".join([*parts, *_left_out(ledger)]) + "\n"


def _left_out(ledger: Ledger) -> Iterator[str]:
    yield f"## Left out of {ledger.read} rows of the source\n"
    yield "| why | rows |\n|---|---:|"
    for reason, count in sorted(ledger.dropped.items()):
        yield f"| {reason} | {count} |"
    offices = ", ".join(sorted(TOP))
    yield f"\nOf these, terms since 2000 of {offices} in states, other than territories:\n"
    lines = {
        f"- {told(held)}: {reason}{f' ({detail})' if detail else ''}"
        for reason, detail, held in ledger.high
        if (held.stop or "9999") >= "2000" and "territory" not in reason and "1995" not in reason
    }
    yield "\n".join(sorted(lines))
