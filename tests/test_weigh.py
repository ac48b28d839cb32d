"""Rules and model weighed: what each alone can and cannot do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from coding_samples import Coded, coded, countries, pipeline

from detente.events import coder, weigh
from detente.events.model.hearing import Hearing, Roles
from detente.events.status import Status
from detente.types import Event


@dataclass(frozen=True)
class Told(Hearing):
    """A hearing written by hand, by token."""

    told_roles: Mapping[int, Roles] = field(default_factory=dict)
    told_status: Mapping[int, Mapping[str, float]] = field(default_factory=dict)

    def roles(self, token: int) -> Roles:
        """As told."""
        nobody: Roles = {"source": {}, "target": {}, "content": {}, "condition": {}}
        return {**nobody, **self.told_roles.get(token, {})}

    def statuses(self, token: int) -> dict[str, float]:
        """As told."""
        return dict(self.told_status.get(token, {}))

    def modes(self, token: int, kind: str) -> dict[str, float]:
        """None told."""
        return {}


def weighed(sample: Coded, heard: Hearing) -> tuple[Event, ...]:
    """The events of a sample with the given hearing."""
    return coder.code(sample.document, sample.cast, pipeline().book, heard)


def test_what_only_the_model_hears_is_a_record_with_its_sides() -> None:
    sample = coded("Oman gave Iran the cold shoulder.")
    assert not sample.events
    gave, oman, iran = sample.token("gave"), sample.token("Oman"), sample.token("Iran")
    roles = {gave: {"source": {oman: 0.9}, "target": {iran: 0.9}}}
    events = weighed(sample, Told({gave: {"REJECT": 0.97}}, told_roles=roles))
    assert [e.type for e in events] == ["REJECT"]
    assert countries(events[0].sources) == ["OMN"]
    assert countries(events[0].targets) == ["IRN"]
    assert [r.rule for r in events[0].why if r.field == "type"] == [weigh.MODEL]


def test_what_the_model_hardly_hears_is_no_record() -> None:
    sample = coded("Oman gave Iran the cold shoulder.")
    assert not weighed(sample, Told({sample.token("gave"): {"REJECT": 0.25}}))


def test_a_rule_that_the_model_does_not_hear_at_all_is_outvoted() -> None:
    sample = coded("Oman accused Iran.")
    assert sample.types() == ["ACCUSE"]
    assert not weighed(sample, Told({}))


def test_a_rule_that_the_model_half_hears_stands() -> None:
    sample = coded("Oman accused Iran.")
    events = weighed(sample, Told({sample.token("accused"): {"ACCUSE": 0.6}}))
    assert [e.type for e in events] == ["ACCUSE"]
    rules = [r.rule for r in events[0].why if r.field == "type"]
    assert rules[0].startswith("codebook ")
    assert rules[1] == weigh.MODEL


def test_an_act_heard_at_the_noun_beside_the_verb_of_the_rule_is_one_record() -> None:
    sample = coded("Oman held talks with Iran.")
    assert sample.types() == ["CONSULT"]
    events = weighed(
        sample,
        Told({sample.token("held"): {"CONSULT": 0.9}, sample.token("talks"): {"CONSULT": 0.6}}),
    )
    assert [e.type for e in events] == ["CONSULT"]


def test_the_model_names_a_side_that_the_rules_left_empty() -> None:
    sample = coded("Oman accused, as so often, Iran.")
    accused, iran = sample.token("accused"), sample.token("Iran")
    roles = {accused: {"source": {sample.token("Oman"): 0.9}, "target": {iran: 0.9}}}
    event = weighed(sample, Told({accused: {"ACCUSE": 0.9}}, told_roles=roles))[0]
    assert countries(event.targets) == ["IRN"]


def test_the_model_words_a_condition_that_the_rules_did_not_see() -> None:
    sample = coded("Oman threatened Iran with war, no ships no peace.")
    word = sample.token("threatened")
    span = range(sample.token("no"), sample.token("peace") + 1)
    roles = {word: {"condition": dict.fromkeys(span, 0.8)}}
    event = weighed(sample, Told({word: {"THREATEN": 0.9}}, told_roles=roles))[0]
    assert sample.words(event.condition) == "no ships no peace"


@pytest.mark.parametrize(("chance", "status"), [(0.55, "actual"), (0.99, "planned")])
def test_the_rules_status_gives_way_to_a_sure_model_alone(chance: float, status: str) -> None:
    sample = coded("Oman shelled Iran.")
    word = sample.token("shelled")
    heard = Told(
        {word: {"ASSAULT": 0.9}}, told_status={word: {"planned": chance, "actual": 1 - chance}}
    )
    found = weigh.status(Status("actual", "past", 0.8), word, weighed_scene(sample, heard))
    assert found.value == status


def weighed_scene(sample: Coded, heard: Hearing) -> weigh.Scene:
    """The scene of a sample with a hearing."""
    from dataclasses import replace

    return replace(sample.scene, heard=heard)


def test_who_is_heard_on_both_sides_of_an_act_stands_on_one() -> None:
    sample = coded("Oman phoned Iran.")
    phoned, oman, iran = sample.token("phoned"), sample.token("Oman"), sample.token("Iran")
    every = {oman: 0.9, iran: 0.9}
    heard = Told(
        {phoned: {"CONSULT": 0.9}}, told_roles={phoned: {"source": every, "target": every}}
    )
    event = weighed(sample, heard)[0]
    assert countries(event.sources) == ["OMN"]
    assert countries(event.targets) == ["IRN"]


def test_odds_and_chances_are_each_others_inverse() -> None:
    assert weigh.squash(weigh.odds(0.3)) == pytest.approx(0.3)
    assert weigh.odds(0.0) > -10
    assert weigh.odds(1.0) < 10
