"""Documents to events: ids, order, evidence, lists, reasons."""

from __future__ import annotations

import pytest
from coding_samples import Coded, coded, coded_report, report

TEXT = (
    "Iran's demands include an apology from Oman and a ransom. “We shelled Oman’s port,” the "
    "Iranian president said on Monday. Oman called off talks with Iran, recalled its envoy and "
    "warned that it would strike Iran if the shelling went on. Norway urged Iran and Oman to "
    "talk. Oman may join NATO. Chile and Peru met in Lima.\n\nPutin denied that Russia had sent "
    "weapons to Iran. Protesters marched in Muscat."
)


@pytest.fixture(scope="module")
def whole() -> Coded:
    """A report of many acts."""
    found = coded(TEXT)
    assert len(found.events) >= 9, found.told()
    return found


def test_ids_are_distinct_for_the_items_of_a_list() -> None:
    events = coded("Iran's demands include an apology and a ransom.").events
    assert len(events) == 2
    assert events[0].trigger == events[1].trigger
    assert events[0].id != events[1].id


def test_ids_are_distinct(whole: Coded) -> None:
    assert len({e.id for e in whole.events}) == len(whole.events)


def test_the_same_report_gives_the_same_events(whole: Coded) -> None:
    assert coded_report(report(TEXT)).events == whole.events


def test_another_report_gives_other_ids(whole: Coded) -> None:
    other = coded_report(report(TEXT, id_="y"))
    assert len(other.events) == len(whole.events)
    assert not {e.id for e in other.events} & {e.id for e in whole.events}


def test_events_stand_in_text_order(whole: Coded) -> None:
    starts = [e.trigger.start for e in whole.events]
    assert starts == sorted(starts)


def test_triggers_stand_inside_their_sentences(whole: Coded) -> None:
    sentences = {s.span for s in whole.document.sentences}
    for event in whole.events:
        assert event.sentence in sentences
        assert event.sentence.covers(event.trigger)
        assert event.trigger.of(whole.text).strip()


def test_every_event_has_reasons_a_quad_and_a_confidence(whole: Coded) -> None:
    for event in whole.events:
        assert {"type", "status"} <= {r.field for r in event.why}
        assert ("source" in {r.field for r in event.why}) == bool(event.sources)
        assert event.quad == whole.scene.book.type(event.type).quad
        assert 0 < event.confidence <= 1
        assert event.report == "x"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Oman called off the talks with Iran.", "called off"),
        ("Oman called the talks with Iran off.", "called"),
        ("Oman turned down the offer from Iran.", "turned down"),
        ("Oman met Iran.", "met"),
    ],
)
def test_the_trigger_takes_a_particle_that_follows_at_once(text: str, trigger: str) -> None:
    found = coded(text)
    assert [found.words(e.trigger) for e in found.events] == [trigger]


def test_a_speech_act_that_was_made_is_actual_and_keeps_its_condition() -> None:
    found = coded("Oman warned that it would strike Iran if the shelling went on.")
    event = found.one("THREATEN")
    assert event.status == "actual"
    assert found.words(event.condition) == "if the shelling went on"


def test_the_content_has_the_type_it_would_have_as_a_deed() -> None:
    assert coded("Kenya demanded that Uganda withdraw its troops.").events[0].content_type == (
        "RETREAT"
    )
    assert coded("Kenya demanded an orange from Uganda.").events[0].content_type is None


def test_a_statement_gives_way_to_the_act_in_it_but_a_denial_stays() -> None:
    assert coded("Uganda said Kenya had bombed Somalia.").types() == ["ASSAULT"]
    assert coded("Uganda said the talks were useful.").types() == ["STATE"]
    assert coded("Kenya denied that it had bombed Somalia.").types() == ["STATE", "ASSAULT"]


def test_a_text_without_acts_has_no_events() -> None:
    assert coded("The weather was fine. The lake lies in the hills.").events == ()
