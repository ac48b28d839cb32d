"""Quotation marks of all kinds, told from apostrophes, feet and inches."""

from __future__ import annotations

import pytest

from detente.parse.marks import find


def spoken(text: str) -> list[str]:
    return [q.inner.of(text) for q in find(text)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('He said "no" and left.', ["no"]),
        ("He said “no” and left.", ["no"]),
        ("He called it a ‘war of words’ today.", ["war of words"]),
        ("She fears the 'collapse of trust' there.", ["collapse of trust"]),
        ('"He said ""no"" and left."', ['He said ""no"" and left.', "no"]),
        ("Mr. Ng's ''plan'' failed.", ["plan"]),
        ("``We go,'' he said.", ["We go,"]),
        ("« Rien », dit-il.", [" Rien "]),
        ("„Nein“, sagte er.", ["Nein"]),
    ],
)
def test_each_kind_of_mark(text: str, inner: list[str]) -> None:
    assert spoken(text) == inner


@pytest.mark.parametrize(
    "text",
    [
        "It's the allies' plan and they don't like it.",
        "The states’ leaders met; it’s over.",
        "In the '90s rock 'n' roll was banned.",
        'The fence is 6\'2" high and 3" thick.',
    ],
)
def test_apostrophes_and_inches_open_nothing(text: str) -> None:
    assert find(text) == ()


def test_apostrophes_inside_single_marks_do_not_close_them() -> None:
    text = "He said: ‘We don’t want the allies’ money.’ Then he left."
    assert spoken(text) == ["We don’t want the allies’ money."]


def test_a_quotation_in_a_quotation_is_one_level_down() -> None:
    text = "“They told us ‘never again’ and left,” she said."
    assert [(q.level, q.inner.of(text)) for q in find(text)] == [
        (0, "They told us ‘never again’ and left,"),
        (1, "never again"),
    ]


def test_paragraphs_that_reopen_without_closing_are_one_run() -> None:
    text = "“We came.\n\n“We saw.\n\n“We left.”\n\n“Who?” she asked."
    found = find(text)
    assert [q.closed for q in found] == [False, False, True, True]
    assert len({q.run for q in found[:3]}) == 1
    assert found[3].run != found[0].run


def test_a_mark_left_open_ends_with_its_paragraph() -> None:
    text = "He said: “We go.\nThey stayed."
    assert spoken(text) == ["We go."]


def test_a_second_opening_mark_ends_the_first() -> None:
    assert spoken("“We go. “We stay.”") == ["We go.", "We stay."]
