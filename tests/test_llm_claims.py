"""Whatever a model says: no crash, every span in the text, every code in the codebook."""

from __future__ import annotations

import json
from typing import Any

import pytest
from coding_samples import coded, pipeline
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_pipeline import spans_in

from detente.events.entries import MODES, QUADS, STATUSES
from detente.events.llm import answer, prompt
from detente.events.llm.answer import DEFAULT_SCORE, Claim, Named, claims
from detente.events.llm.claims import Checker
from detente.events.llm.counts import Counts
from detente.events.llm.faults import Fault
from detente.events.llm.people import Desk
from detente.types import Event

TEXT = (
    "Norway warned Peru on Monday that it would close the border unless the talks resumed, "
    "officials said. “We will answer,” said the president of Kenya. Egypt and Sudan met."
)
WORDS = TEXT.replace(",", "").split()


def checked(*found: Claim, text: str = TEXT) -> tuple[list[Event], Counts]:
    """The events of claims about a text, and what was left out."""
    case = coded(text)
    desk = Desk(case.document, case.scene, pipeline().actors, Counts(), "llm:tiny")
    checker = Checker(desk, pipeline().book)
    checker.check(found, case.document.sentences)
    return checker.events, desk.counts


# --- reading the answer ---------------------------------------------------------------


def test_an_answer_as_it_was_asked_for() -> None:
    _, words = prompt.worked("[Oslo|source] {warned|THREATEN/restrict} [Lima|target].")
    [found], strange = claims(words)
    assert (found.sentence, found.trigger, found.type, found.mode) == (
        1,
        "warned",
        "THREATEN",
        "restrict",
    )
    assert (found.sources, found.targets) == ((Named("Oslo"),), (Named("Lima"),))
    assert (found.status, found.score, strange) == ("actual", 0.9, 0)


def test_an_answer_that_is_a_little_off_is_read_all_the_same() -> None:
    item = {
        "sentence": 1,
        "trigger": " warned ",
        "type": "threaten",
        "sources": ["Norway", {"words": "Kenya", "country": "ken"}, {"country": "PER"}, 7],
        "targets": "Peru",
        "attribution": "officials",
        "score": 7,
    }
    [found], _ = claims(json.dumps({"events": [item, "no", {"sentence": True}], "more": 1}))
    assert (found.trigger, found.type, found.score) == ("warned", "THREATEN", 1.0)
    assert found.sources == (Named("Norway"), Named("Kenya", "KEN"))
    assert (found.targets, found.voices) == ((), ("officials",))


@pytest.mark.parametrize("score", ["high", None, True, float("nan"), float("inf"), [1]])
def test_a_score_that_is_none_is_the_usual_one(score: object) -> None:
    item = json.dumps({"events": [{"sentence": 1, "score": score}]})
    assert claims(item)[0][0].score == DEFAULT_SCORE


def test_only_so_many_events_are_read() -> None:
    items = [{"sentence": 1}] * (answer.MOST + 5)
    found, strange = claims(json.dumps({"events": items}))
    assert (len(found), strange) == (answer.MOST, 5)


@pytest.mark.parametrize(
    "words", ["", "[]", "3", "null", '{"events": {}}', '{"event": []}', "{", "x" * 9]
)
def test_what_has_not_the_form_is_a_fault_of_the_model(words: str) -> None:
    with pytest.raises(Fault) as found:
        claims(words)
    assert not found.value.again


# --- checking what it claims ----------------------------------------------------------


def test_parties_joined_in_one_quotation_are_each_a_participant() -> None:
    both = Claim(3, "met", "CONSULT", sources=(Named("Egypt and Sudan"),))
    [event], _ = checked(both)
    assert [one.actor.country for one in event.sources] == ["EGY", "SDN"]


def test_who_is_source_and_target_at_once_is_source_unless_the_act_has_two_sides() -> None:
    people = (Named("Egypt"), Named("Sudan"))
    [met], _ = checked(Claim(3, "met", "CONSULT", sources=people, targets=people))
    assert [one.actor.country for one in met.targets] == ["EGY", "SDN"]
    [hit], _ = checked(Claim(3, "met", "ASSAULT", sources=people[:1], targets=people))
    assert [one.actor.country for one in hit.targets] == ["SDN"]


def test_a_pronoun_is_resolved_by_our_own_rules() -> None:
    [event], _ = checked(Claim(1, "close", "COERCE", status="possible", sources=(Named("it"),)))
    assert [one.actor.country for one in event.sources] == ["NOR"]
    assert event.sources[0].rule != "llm:tiny"


def test_words_are_looked_for_in_their_own_sentence_alone() -> None:
    events, counts = checked(Claim(2, "warned", "THREATEN", sources=(Named("Norway"),)))
    assert not events and counts.events == {"words that do not stand there": 1}


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
PIECE = st.builds(
    lambda start, length: " ".join(WORDS[start : start + length]),
    st.integers(0, len(WORDS) - 1),
    st.integers(1, 6),
)
QUOTED = st.one_of(PIECE, st.just(""), st.text(max_size=8), ANY)
SIDE = st.fixed_dictionaries(
    {"words": QUOTED, "country": st.sampled_from(["NOR", "XX", "", "GRP"]), "sector": QUOTED}
)


def _value(name: str, kind: Any) -> st.SearchStrategy[Any]:
    if name == "sentence":
        return st.integers(-1, 5)
    if "enum" in kind:
        return st.sampled_from(kind["enum"]) | ANY
    if name in ("sources", "targets"):
        return st.lists(SIDE | QUOTED, max_size=3) | ANY
    return QUOTED if name != "attribution" else st.lists(QUOTED, max_size=3) | ANY


CLAIM = st.fixed_dictionaries(
    {}, optional={name: _value(name, kind) for name, (kind, _) in prompt.FIELDS.items()}
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(items=st.lists(CLAIM | ANY, max_size=4))
def test_no_claim_breaks_anything_and_what_comes_of_it_holds(items: list[object]) -> None:
    found, _ = claims(json.dumps({"events": items}))
    events, _ = checked(*found)
    assert len({event.id for event in events}) == len(events) <= len(items)
    for event in events:
        assert event.type in QUADS and event.quad == QUADS[event.type]
        assert event.mode in ("", *MODES.get(event.type, ()))
        assert event.status in STATUSES and 0 <= event.confidence <= 1
        assert event.sentence.covers(event.trigger) and event.trigger.of(TEXT).strip()
        for span in (event.content, event.condition, event.place and event.place.span):
            assert span is None or event.sentence.covers(span)
        assert all(0 <= s.start < s.stop <= len(TEXT) for s in spans_in(event))
        assert event.sources or event.targets
