"""Statements without quotation marks: who speaks, and from where to where."""

from __future__ import annotations

import pytest
from coding_samples import coded

from detente.parse import statements

HANDED = """The minister met the press in Oslo.

Norwegian Foreign Minister Anniken Huitfeldt said:

We condemn the attack on Oman. It must stop.

Notes to editors

The ministry has 700 staff."""
TITLED = """Statement by President Macron on Mali

France stands with Mali. We will send doctors."""


def found(text: str) -> list[tuple[str, str, list[str]]]:
    """(speaker, cue, sentences) of each statement."""
    return [
        (
            " ".join(s.of(text) for s in quote.source),
            " ".join(s.of(text) for s in quote.cue),
            [s.of(text) for s in quote.content],
        )
        for quote in statements.find(coded(text).document)
    ]


def test_said_and_a_colon_hands_over_the_floor_until_the_notes() -> None:
    assert found(HANDED) == [
        (
            "Norwegian Foreign Minister Anniken Huitfeldt",
            "said",
            ["We condemn the attack on Oman.", "It must stop."],
        )
    ]


def test_a_titled_statement_speaks_with_the_voice_of_its_title() -> None:
    assert found(TITLED) == [
        ("President Macron", "Statement", ["France stands with Mali.", "We will send doctors."])
    ]


@pytest.mark.parametrize(
    "text",
    [
        TITLED.replace("We will send", "Paris will send"),
        HANDED.replace("We condemn", "“We condemn"),
        "The minister said:",
        "The minister said the talks failed.\n\nWe left.",
        "",
    ],
)
def test_this_is_no_statement(text: str) -> None:
    assert found(text) == []


def test_the_speaker_acts_in_it() -> None:
    event = coded(HANDED).one("ACCUSE")
    assert [p.actor.country for p in event.sources] == ["NOR"]
