"""Which group of the codebook a predicate satisfies: second words, tests on slots, roles."""

from __future__ import annotations

import pytest
from coding_samples import coded, countries

from detente.events.classify import SPECIFIC, Reading, groups_of, readings
from detente.events.codebook import Frame, Heads, TriggerGroup

PLAIN = Frame(source=("subject",), target=("object", "to", "with"))


def group(**given: object) -> TriggerGroup:
    """A trigger group of type STATE with a plain frame, and what a test asks of it."""
    return TriggerGroup("own", "STATE", **{"frame": PLAIN, **given})  # type: ignore[arg-type]


def read_by(
    text: str, word: str, asked: TriggerGroup, monkeypatch: pytest.MonkeyPatch
) -> tuple[Reading, ...]:
    """The readings of the predicate `word` where `asked` is the only group."""
    found = coded(text)  # before the patch, for it is kept
    monkeypatch.setattr("detente.events.classify.groups_of", lambda clause, book: (asked,))
    clause = next(c for c in found.scene.clauses if c.head == found.token(word))
    return readings(clause, found.scene)


HEADS = Heads(words=frozenset({"sanction", "air strike"}))
PASSES = [
    ("Chile lifted sanctions on Peru.", "lifted", {"object": HEADS}),
    ("Chile ordered air strikes on Peru.", "ordered", {"object": HEADS}),
    ("Chile met Peru.", "met", {"object": Heads(actor=True)}),
    ("Chile bombed a rock.", "bombed", {"object": Heads(anything=True)}),
    ("Chile wrote to Peru.", "wrote", {"prep": (("to", Heads(actor=True)),)}),
    ("Chile did not accept sanctions.", "accept", {"negated": True}),
    ("Chile will bomb Peru.", "bomb", {"modal": True}),
    ("Chile wrote to Peru.", "wrote", {"needs": (("object", "to"),)}),
    ("Chile wrote to Peru.", "wrote", {"without": ("object",)}),
    ("Chile wrote to Peru.", "wrote", {"actors": ("source", "target")}),
]
FAILS = [
    ("Chile lifted a bucket.", "lifted", {"object": HEADS}),
    ("Chile bombed a rock.", "bombed", {"object": Heads(actor=True)}),
    ("Chile bombed Peru.", "bombed", {"object_not": Heads(actor=True)}),
    ("Chile bombed Peru.", "bombed", {"subject_not": Heads(actor=True)}),
    ("Chile wrote a book.", "wrote", {"prep": (("to", Heads(actor=True)),)}),
    ("Chile wrote to Peru.", "wrote", {"prep_not": (("to", Heads(actor=True)),)}),
    ("Chile accepted sanctions.", "accepted", {"negated": True}),
    ("Chile bombed Peru.", "bombed", {"modal": True}),
    ("Chile wrote to Peru.", "wrote", {"needs": (("comp",),)}),
    ("Chile wrote to Peru.", "wrote", {"without": ("to",)}),
    ("Chile bombed a rock.", "bombed", {"actors": ("target",)}),
    ("The rock shook Peru.", "shook", {"actors": ("source",)}),
    ("The rock shook the tree.", "shook", {}),
]


def name(value: str | dict[str, object]) -> str:
    """What a case is called: its words, and the names of its tests."""
    return value if isinstance(value, str) else " ".join(value)


@pytest.mark.parametrize(("text", "word", "tests"), PASSES, ids=name)
def test_a_test_that_holds(
    text: str, word: str, tests: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_by(text, word, group(**tests), monkeypatch)


@pytest.mark.parametrize(("text", "word", "tests"), FAILS, ids=name)
def test_a_test_that_does_not_hold(
    text: str, word: str, tests: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not read_by(text, word, group(**tests), monkeypatch)


def test_a_more_specific_group_scores_higher(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Chile lifted sanctions on Peru."
    plain = read_by(text, "lifted", group(score=0.8), monkeypatch)[0]
    asking = read_by(text, "lifted", group(score=0.8, object=HEADS), monkeypatch)[0]
    assert plain.score == 0.8 < asking.score
    assert asking.score == pytest.approx(0.8 + 2 * SPECIFIC)


def test_no_score_reaches_certainty(monkeypatch: pytest.MonkeyPatch) -> None:
    sure = group(score=1.0, object=Heads(anything=True))
    assert read_by("Chile bombed Peru.", "bombed", sure, monkeypatch)[0].score == 0.99


def test_who_acts_is_no_target_of_the_same_act(monkeypatch: pytest.MonkeyPatch) -> None:
    either = group(frame=Frame(source=("subject",), target=("subject", "with")))
    met = read_by("Chile and Peru met with Bolivia.", "met", either, monkeypatch)[0]
    assert countries(met.sources) == ["CHL", "PER"]
    assert countries(met.targets) == ["BOL"]


def test_a_symmetric_act_needs_a_second_side(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = group(symmetric=True, actors=("target",), frame=Frame(source=("subject",)))
    assert read_by("Chile and Peru met.", "met", asked, monkeypatch)
    with_ = read_by("Chile met with Peru.", "met", asked, monkeypatch)
    assert countries(with_[0].targets) == ["PER"]
    assert not read_by("Chile met on the rock.", "met", asked, monkeypatch)


@pytest.mark.parametrize(
    ("text", "word", "second"),
    [
        ("Chile called off the talks.", "called", "off"),
        ("Chile called the talks off.", "called", "off"),
        ("Chile sided with Peru.", "sided", "with"),
        ("Chile and Peru are at war.", "war", "at"),
        ("Chile made a phone call to Peru.", "call", "phone"),
    ],
)
def test_groups_that_ask_for_a_second_word_have_it(text: str, word: str, second: str) -> None:
    found = coded(text)
    clause = next(c for c in found.scene.clauses if c.head == found.token(word))
    seconds = {g.second for g in groups_of(clause, found.scene.book)}
    assert second in seconds
    assert seconds <= {"", second}


def test_a_duration_fills_no_slot() -> None:
    for words in ("for three days", "on Monday", "in March"):
        assert coded(f"Kenya attacked Somalia {words}.").types() == ["ASSAULT"]


def test_the_best_reading_stands_first() -> None:
    found = coded("Chile asked Peru to stop bombing. Chile held talks with Peru. Chile urged Peru.")
    several = [r for c in found.scene.clauses if len(r := readings(c, found.scene)) > 1]
    assert several
    for options in several:
        scores = [r.score for r in options]
        assert scores == sorted(scores, reverse=True)
