"""The dependency tree of the event stage, over hand-made tokens and parsed sentences."""

from __future__ import annotations

import pytest
from coding_samples import coded

from detente.events.tree import Tree
from detente.types import Block, Document, Report, Span, Token


def tree(*rows: tuple[str, str, str, int]) -> Tree:
    """A tree of (text, tag, label, head)."""
    text = " ".join(row[0] for row in rows)
    tokens, place = [], 0
    for n, (word, tag, dep, head) in enumerate(rows):
        pos = {"V": "VERB", "N": "NOUN", "M": "AUX"}.get(tag[0], "PUNCT")
        span = Span(place, place + len(word))
        tokens.append(Token(n, span, word, word.lower(), pos, tag, dep, head, "", 0))
        place += len(word) + 1
    report = Report("x", "v", text, (Block("body", Span(0, len(text))),))
    return Tree(Document(report, tuple(tokens), ()))


LIST = tree(
    ("halt", "VB", "ROOT", 0),
    ("growth", "NN", "dobj", 0),
    (",", ",", "punct", 0),
    ("withdraw", "VB", "dep", 0),
    ("and", "CC", "cc", 3),
    ("close", "VB", "conj", 3),
)
LOOP = tree(("a", "NN", "conj", 1), ("b", "NN", "conj", 0))


def test_children_by_label_in_order() -> None:
    assert LIST.children(0) == [1, 2, 3]
    assert LIST.children(0, "dobj", "dep") == [1, 3]
    assert (LIST.child(0, "dep"), LIST.child(0, "nsubj")) == (3, None)


def test_a_list_is_followed_to_its_end_and_back_to_its_head() -> None:
    assert LIST.conjuncts(0) == [0, 3, 5]
    assert LIST.conjuncts(5) == [5]
    assert LIST.first_conjunct(5) == 3


def test_an_apposition_with_an_and_below_it_is_a_list_and_another_is_not() -> None:
    row = ("fish", "NN", "dobj", 0), (",", ",", "punct", 0), ("meat", "NN", "appos", 0)
    two = tree(*row, ("and", "CC", "cc", 2), ("salt", "NN", "conj", 2))
    assert two.conjuncts(0) == [0, 2, 4]
    assert tree(*row).conjuncts(0) == [0]


def test_subtrees_leave_out_branches() -> None:
    assert LIST.subtree(0) == [0, 1, 2, 3, 4, 5]
    assert LIST.subtree(0, frozenset({3})) == [0, 1, 2]


def test_ancestors_are_nearest_first_and_a_loop_ends() -> None:
    assert list(LIST.ancestors(5)) == [3, 0]
    assert list(LIST.ancestors(0)) == []
    assert len(list(LOOP.ancestors(0))) <= 200
    assert LOOP.first_conjunct(0) in {0, 1}
    assert LOOP.conjuncts(0) == [0, 1]


@pytest.mark.parametrize(
    ("words", "want"),
    [
        (", a truce ,", "a truce"),
        ("“ a truce ”", "“ a truce ”"),
        ("a truce ”", "a truce"),
        ("– a truce .", "a truce"),
        (", .", None),
    ],
)
def test_spans_lose_outer_punctuation_but_keep_quotation_marks_in_pairs(
    words: str, want: str | None
) -> None:
    found = tree(*((word, "NN", "dep", 0) for word in words.split()))
    span = found.span(list(range(len(found.tokens))))
    assert (None if span is None else span.of(words)) == want


def test_times_are_the_tokens_of_date_expressions() -> None:
    found = coded("Chile bombed Peru for three days in March 2021, not by day.")
    words = [found.document.tokens[i].text for i in sorted(found.scene.tree.times)]
    assert words[-2:] == ["March", "2021"]
    assert {"three", "days"} <= set(words)
    assert "Peru" not in words
    assert words.count("day") == 0


def test_a_participle_before_a_noun_is_no_verb() -> None:
    found = coded("The planned visit has ended.")
    at = found.token
    assert found.scene.tree.is_verbal(at("ended"))
    assert not found.scene.tree.is_verbal(at("planned"))
    assert not found.scene.tree.is_verbal(at("has"))
    assert found.scene.tree.lemma(at("ended")) == found.scene.tree.token(at("ended")).lemma == "end"
