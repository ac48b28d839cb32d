"""Slots beyond a verb's own arguments: `{word}` is the predicate, `[word|slot]` fills a slot."""

from __future__ import annotations

import re

import pytest
from coding_samples import coded

from detente.events.slots import has_to, noun_owner, surface_subject

CASES = """
[Ghana|subject] {urged} [Togo|object] to [open|comp] the [border|comp.object].
[Ghana|subject] {urged} [Togo|object] to [open|inf] the border.
Ghana {said} that Togo had [closed|that] the [border|comp.object].
Ghana {said} that [Togo|comp.subject] had traded with [Benin|comp.with].
[Chile|subject] {handed} [Peru|to] a [letter|object].
[Chile|subject] {handed} a [letter|object] to [Peru|to].
Chile {called} its neighbour a [liar|attr].
[Syria|subject] {captured} the [town|object] of [Sinjar|of] from the [militants|from].
The [minister|subject] {pulled} out of the [talks|of].
[Chile|subject], [Peru|subject] and [Bolivia|subject] {signed} the treaty.
The [treaty|object] that [Chile|subject] {signed} was short.
[Sweden|subject] was {opposed} to the [plan|object].
The [ship|subject] that {rammed} the [boat|object] sank.
[Norwegian|adj] {criticism} of [Iran|of] grew.
The {shelling} of the [town|of] by [Iran|by] went on.
[Iran|subject] gave a {warning} to [Oman|to].
A {warning} was given to [Oman|to] by [Iran|subject].
[Iran|subject] and [Oman|subject] held {talks} on [gas|on].
[Norway|poss]'s {demand} to [end|comp] the [war|comp.object] was heard.
[Iran|subject]'s {demands} include [ending|comp] the [blockade|comp.object].
[Iran|subject]'s {demands} include an [apology|comp] and a [ransom|comp].
"""
MARK = re.compile(r"\[([^|\]]*)\|([a-z.]+)\]|\{([^}]*)\}")


@pytest.mark.parametrize("marked", CASES.strip().split("\n"))
def test_slots(marked: str) -> None:
    want = {(m[1], m[2]) for m in MARK.finditer(marked) if m[1]}
    words = MARK.sub(lambda m: m[1] or m[3], marked)
    found = coded(words)
    predicate = next(m[3] for m in MARK.finditer(marked) if m[3])
    at = found.token(predicate)
    clause = next(c for c in found.scene.clauses if c.head == at)
    got = {(found.document.tokens[i].text, s) for s, heads in clause.slots.items() for i in heads}
    assert want <= got, (want - got, got)


def names(text: str, heads: list[int]) -> list[str]:
    """The words at token indices."""
    return [coded(text).document.tokens[i].text for i in heads]


@pytest.mark.parametrize(
    ("text", "predicate", "subject"),
    [
        ("Ghana promised Togo to open the border.", "open", "Ghana"),
        ("Ghana persuaded Togo to open the border.", "open", "Togo"),
        ("Ghana praised Togo for opening the border.", "opening", "Togo"),
        ("Ghana left after opening the border.", "opening", "Ghana"),
        ("The minister who opened the border left.", "opened", "minister"),
        ("Ghana closed the port and opened the border.", "opened", "Ghana"),
        ("Ghana adopted a resolution opening the border.", "opening", "Ghana"),
        ("Ghana's plan to open the border failed.", "open", "Ghana"),
    ],
)
def test_who_is_understood_as_the_subject(text: str, predicate: str, subject: str) -> None:
    found = coded(text)
    assert names(text, surface_subject(found.scene.tree, found.token(predicate))) == [subject]


def test_a_noun_belongs_to_its_possessor_else_to_the_subject_of_its_verb() -> None:
    own, given = "Ghana heard Togo's plan.", "Ghana made a plan."
    assert names(own, noun_owner(coded(own).scene.tree, coded(own).token("plan"))) == ["Togo"]
    assert names(given, noun_owner(coded(given).scene.tree, coded(given).token("plan"))) == [
        "Ghana"
    ]


def test_only_to_makes_an_infinitive() -> None:
    found = coded("Ghana said Togo will open the border to let trucks pass.")
    tree = found.scene.tree
    assert has_to(tree, found.token("let"))
    assert not has_to(tree, found.token("open"))
