"""Targets that a report leaves unsaid: from the place, or from the act before."""

from __future__ import annotations

import pytest

from detente.events.understood import PAIR_SCORE, PLACE_SCORE, WINDOW, complete
from detente.types import Actor, Event, Participant, Place, Span

HERE = Span(0, 4)


def party(country: str, sector: str = "GOV") -> Participant:
    """A government, or people of a country."""
    return Participant(Actor(country, country, country, sector), HERE, 1.0, "name:name")


def event(
    kind: str,
    source: str,
    target: str = "",
    *,
    place: str = "",
    status: str = "actual",
    sector: str = "GOV",
) -> Event:
    """An event between two governments, or by people of a country."""
    return Event(
        f"{kind}-{source}-{target}",
        "r",
        kind,
        "",
        0,
        status,
        0.9,
        HERE,
        HERE,
        sources=(party(source, sector),) if source else (),
        targets=(party(target),) if target else (),
        place=Place("There", HERE, place) if place else None,
    )


BEFORE = event("REJECT", "KEN", "SOM")


@pytest.mark.parametrize("kind", ["ASSAULT", "COERCE", "MOBILIZE", "AID"])
def test_the_people_of_the_place(kind: str) -> None:
    [done] = complete([event(kind, "KEN", place="SOM")])
    [found] = done.targets
    assert (found.actor.country, found.actor.sector, found.actor.name) == ("SOM", "CVL", "There")
    assert (found.span, found.score) == (None, PLACE_SCORE)


@pytest.mark.parametrize("sides", [("KEN", "SOM"), ("SOM", "KEN")])
def test_the_other_side_of_the_act_before(sides: tuple[str, str]) -> None:
    done = complete([event("REJECT", *sides), event("SANCTION", "KEN")])[1]
    [found] = done.targets
    assert (found.actor.country, found.span, found.score) == ("SOM", None, PAIR_SCORE)
    assert found.rule == "understood: other side"


def test_the_nearest_act_counts() -> None:
    done = complete([BEFORE, event("REJECT", "KEN", "UGA"), event("SANCTION", "KEN")])
    assert done[2].targets[0].actor.country == "UGA"


def test_an_act_too_far_back_does_not_count() -> None:
    between = [event("STATE", "NOR") for _ in range(WINDOW)]
    assert complete([BEFORE, *between, event("SANCTION", "KEN")])[-1].targets == ()
    assert complete([BEFORE, *between[1:], event("SANCTION", "KEN")])[-1].targets


@pytest.mark.parametrize(
    "last",
    [
        event("SANCTION", "NOR"),  # was no side of it
        event("ACCUSE", "KEN"),  # whom it blames is its content
        event("SANCTION", ""),  # nobody acts
        event("SANCTION", "KEN", status="negated"),
        event("SANCTION", "KEN", status="denied"),
        event("REQUEST", "KEN", place="SOM"),  # a demand is made somewhere
    ],
    ids=lambda e: f"{e.type} {e.status}",
)
def test_nothing_is_understood(last: Event) -> None:
    assert complete([BEFORE, last])[1].targets == ()


def test_a_judge_is_no_other_side() -> None:
    assert complete([event("ACCUSE", "NOR", "KEN"), event("ASSAULT", "KEN")])[1].targets == ()


def test_people_protest_against_their_own_government() -> None:
    [done] = complete([event("PROTEST", "KEN", sector="CVL")])
    assert [(p.actor.country, p.actor.sector, p.span) for p in done.targets] == [
        ("KEN", "GOV", None)
    ]
    for other in (event("PROTEST", "KEN"), event("STATE", "KEN", sector="CVL")):
        assert complete([other])[0].targets == ()


def test_who_is_named_stays() -> None:
    last = event("ASSAULT", "KEN", "UGA", place="SOM")
    assert complete([BEFORE, last]) == (BEFORE, last)
