"""Which two terms are of one seat, and which finance minister is the one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.actors.names import normalise

if TYPE_CHECKING:
    from actor_terms import Held

ONE_SEAT = frozenset({"HOS", "HOG", "FM", "DM", "IM", "FIN", "NSA", "VP"})
MONEY = re.compile(r"financ|treasur|exchequer|hacienda|budget|economy and fin", re.I)
_SAYS_NOTHING = frozenset(
    (
        "minister ministry ministers deputy vice first second third assistant secretary under "
        "undersecretary senior acting interim special state of for the and to in on at a s "
        "president presidents presidential prime premier national federal government cabinet "
        "adviser advisor advisers aide chief head director general office affairs department "
        "member united states us american russian british white house republic principal"
    ).split()
)


def one_seat(one: Held, other: Held) -> bool:
    """True where two terms of one person in one office may be the same: a deputy's words tell
    which deputy he is."""
    if one.office in ONE_SEAT:
        return True
    words, others = _telling(one.position), _telling(other.position)
    return not words or not others or bool(words & others)


def _telling(position: str) -> set[str]:
    return {word[:6] for word in normalise(position).split() if word not in _SAYS_NOTHING}


def one_finance(terms: list[Held], hand: Iterable[Held]) -> list[Held]:
    """The minister of the economy is no minister of finance where there is one of these."""
    finance: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for held in (*terms, *hand):
        if held.office == "FIN" and MONEY.search(held.position):
            finance[held.country, held.org].append(held)
    out = []
    for held in terms:
        if held.office == "FIN" and not MONEY.search(held.position):
            beside = finance[held.country, held.org]
            if any(_meet(held, other) for other in beside if other.qid != held.qid):
                held = replace(held, office="MIN")
        out.append(held)
    return out


def _meet(one: Held, two: Held) -> bool:
    return one.start < (two.stop or "9999") and two.start < (one.stop or "9999")
