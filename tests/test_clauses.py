"""Who fills which slot: `{word}` is the predicate, `[words|slot]` the head of a filler."""

from __future__ import annotations

import re

import pytest

from detente.events.clauses import find
from detente.events.tree import Tree
from detente.parse import parse
from detente.types import Block, Report, Span

CASES = """
[Turkey|subject] {bombed} the [camp|object].
The [camp|object] was {bombed} by [Turkey|subject].
[Turkey|subject] {imposed} [sanctions|object] on [Syria|on].
[Kenya|subject] {sent} [Somalia|iobj] three [ships|object].
[Kenya|subject] {told} [Somalia|object] of the [plan|of].
Ghana urged [Togo|subject] to {open} the [border|object].
[Ghana|subject] promised to {open} the [border|object].
[Chile|subject] {met} [Peru|object] and [Bolivia|object].
The [troops|subject] {massed} on the border worry Kyiv.
The [men|object] {arrested} on Sunday were miners.
[Chile|subject] signed the treaty after {visiting} [Peru|object].
Chile accused [Peru|subject] of {breaking} the [treaty|object].
The [minister|subject] who {visited} [Oslo|object] resigned.
The [talks|object] [it|subject] {demands} would be held in Oman.
[Iran|poss]'s {attack} on [Oman|on] failed.
The [Iranian|adj] {attack} on [Oman|on] failed.
The {attack} on [Oman|on] by [Iran|by] failed.
[Iran|subject] launched an {attack} on [Oman|on].
[Egypt|subject] {recalled} its [envoy|object] and closed the border.
[Egypt|subject] recalled its envoy and {closed} the [border|object].
"""
MARK = re.compile(r"\[([^|\]]*)\|([a-z-]+)\]|\{([^}]*)\}")


@pytest.mark.parametrize("marked", CASES.strip().split("\n"))
def test_slots(marked: str) -> None:
    want: set[tuple[str, str]] = set()
    place = -1
    plain = ""
    last = 0
    for match in MARK.finditer(marked):
        plain += marked[last : match.start()]
        if match[3] is not None:
            place = len(plain)
            plain += match[3]
        else:
            if match[2] != "-":
                want.add((match[1].split()[-1], match[2]))
            plain += match[1]
        last = match.end()
    plain += marked[last:]
    document = parse(Report("x", "v", plain, (Block("body", Span(0, len(plain))),)))
    clause = next(c for c in find(Tree(document)) if document.tokens[c.head].span.start == place)
    got = {(document.tokens[i].text, s) for s, heads in clause.slots.items() for i in heads}
    assert want <= got, (want - got, got)


def test_passive_subject_is_not_who_acts() -> None:
    text = "The envoy was expelled by Norway."
    document = parse(Report("x", "v", text, (Block("body", Span(0, len(text))),)))
    clause = next(c for c in find(Tree(document)) if c.lemma == "expel")
    assert clause.passive
    assert [document.tokens[i].text for i in clause.slots["subject"]] == ["Norway"]
