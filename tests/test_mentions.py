"""Noun phrases that may name a participant: `text = words kind (title)`, the expected ones."""

from __future__ import annotations

import pytest
from coding_samples import coded

from detente.types import Mention

CASES = """
Russian Deputy Foreign Minister Sergei Ryabkov spoke. = Sergei Ryabkov name Russian Deputy Foreign Minister
President Vladimir Putin spoke. = Vladimir Putin name President
Mr. Xi spoke. = Xi name Mr.
Russia's President Putin spoke. = Putin name Russia's President
The government of Iraq spoke. = government of Iraq nominal
The old army left. = old army nominal
Their army left. = Their possessive
He met us. = us pronoun
The man who left spoke. = who pronoun
The Russian troops left. = Russian adjective
The NATO members left. = NATO adjective
The U.S.-led coalition left. = U.S.-led adjective
New Zealand troops left. = New Zealand adjective
Ukraine = Ukraine name
The poor protested. = poor nominal
"""  # noqa: E501


def mentions(text: str) -> tuple[Mention, ...]:
    """The mentions of a text."""
    return coded(text).document.mentions


@pytest.mark.parametrize("line", CASES.strip().split("\n"))
def test_mentions(line: str) -> None:
    text, _, want = line.partition(" = ")
    assert want in [f"{m.text} {m.kind} {m.title}".strip() for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The old army left.", "The old army"),
        ("President Vladimir Putin spoke.", "President"),
        ("President Vladimir Putin spoke.", "Vladimir"),
        ("He left quickly.", "quickly"),
    ],
)
def test_articles_titles_and_parts_of_names_are_none(text: str, absent: str) -> None:
    assert absent not in [m.text for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "word", "number"),
    [
        ("The army left.", "army", "sing"),
        ("The troops left.", "troops", "plur"),
        ("They left.", "They", "plur"),
        ("It left.", "It", "sing"),
    ],
)
def test_number(text: str, word: str, number: str) -> None:
    assert [m.number for m in mentions(text) if m.text == word] == [number]


def test_one_name_has_one_chain() -> None:
    found = mentions("President Vladimir Putin met Mr. Xi. Putin’s aide thanked Xi. The aide left.")
    chains = {(m.text.split()[-1].removesuffix("’s"), m.chain) for m in found if m.kind == "name"}
    assert len([c for c in chains if c[0] == "Putin"]) == 1
    assert len([c for c in chains if c[0] == "Xi"]) == 1
    assert len({c for _, c in chains}) == 2
    assert {m.chain for m in found if m.kind == "nominal"} == {-1}


def test_mentions_are_numbered_in_text_order_with_their_words() -> None:
    text = "Russian troops left Syria, and their general met Mr. Xi."
    found = mentions(text)
    assert [m.i for m in found] == list(range(len(found)))
    assert [m.span.start for m in found] == sorted(m.span.start for m in found)
    tokens = coded(text).document.tokens
    for mention in found:
        assert mention.span.of(text) == mention.text
        assert mention.span.covers(tokens[mention.head].span)


@pytest.mark.parametrize(
    "text", ["- left - and - talked.", "- said -, Mr - met Al-.", "’s ’s - ’s left."]
)
def test_marks_alone_are_no_names_and_break_nothing(text: str) -> None:
    assert all(any(c.isalnum() for c in m.text) for m in mentions(text) if m.kind == "name")
