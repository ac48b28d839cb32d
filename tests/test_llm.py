"""A model behind an address, asked over a real connection: what it says is checked in the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from llm_samples import (
    MEETING,
    MET,
    WARNED,
    WARNING,
    Service,
    by_model,
    report,
    serving,
    side,
    words,
)

from detente.events.llm.prompt import SENTENCES
from detente.pipeline import Pipeline
from detente.types import Event

QUOTED = (
    "Foreign Minister Ada Field of Norway spoke in Oslo on Monday. "
    "“We will answer,” she said. “They will pay a price.”"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("llm")) as running:
        yield running


@pytest.fixture(autouse=True)
def _fresh(service: Service) -> None:
    service.begin()


def one(events: tuple[Event, ...]) -> Event:
    assert len(events) == 1, events
    return events[0]


# --- what a good answer becomes -------------------------------------------------------


def test_an_event_has_the_models_reading_and_our_own_identities(service: Service) -> None:
    pipeline, [(document, events)] = service.code("good")
    event = one(events)
    assert (event.type, event.mode, event.quad, event.status) == (
        "THREATEN",
        "restrict",
        3,
        "actual",
    )
    assert words(document, event.trigger) == "warned"
    assert words(document, event.content) == "close the border"
    assert words(document, event.condition) == "unless the talks resumed"
    assert event.content_type == "COERCE"
    [source], [target] = event.sources, event.targets
    assert (source.actor.key, source.rule) == ("NOR", "name:name")
    assert (target.actor.key, words(document, target.span)) == ("PER", "Peru")
    assert event.when and event.when.start == date(2021, 12, 13)
    assert (event.when.basis, words(document, event.when.span)) == ("relative", "Monday")
    assert event.sentence.covers(event.trigger)
    assert pipeline.model and pipeline.model.counts.coded == 1


def test_the_reasons_name_the_model_with_its_score(service: Service) -> None:
    _, [(_, events)] = service.code("good")
    reasons = {reason.field: (reason.rule, reason.score) for reason in one(events).why}
    for field in ("type", "status", "content", "condition", "attribution", "date"):
        assert reasons[field] == ("llm:tiny", 0.8)
    assert reasons["source"][0] == "name:name"
    assert 0.5 < one(events).confidence < 0.8


def test_the_voice_is_that_of_our_own_chain(service: Service) -> None:
    _, [(document, events)] = service.code("good")
    nearest, outlet = one(events).attribution
    assert (nearest.kind, words(document, nearest.cue)) == ("indirect", "said")
    assert "Ada Field" in (words(document, nearest.span) or "")
    assert (outlet.kind, outlet.name) == ("outlet", "Harbour Wire")


def test_a_voice_that_our_chain_lacks_is_taken_by_its_words(service: Service) -> None:
    text = "Kenya expelled the envoy of Japan, and papers seen in Peru bear it out."
    claim = {
        "trigger": "expelled",
        "type": "SANCTION",
        "mode": "expel",
        "status": "actual",
        "sources": side("Kenya"),
        "targets": side("Japan"),
        "attribution": ["papers seen in Peru", "a spokesman", "Harbour Wire"],
    }
    pipeline, events = service.events(claim, text=text)
    links = one(events).attribution
    assert [link.kind for link in links] == ["reported", "outlet"]
    assert links[0].span is not None and links[0].span.of(text) == "papers seen in Peru"
    assert pipeline.model and pipeline.model.counts.fields["words that do not stand there"] == 1


def test_the_speaker_of_a_quotation_may_stand_in_another_sentence(service: Service) -> None:
    claim = {
        "trigger": "pay",
        "type": "THREATEN",
        "status": "actual",
        "sources": side("she"),
        "targets": side("They"),
    }
    service.knows({"“They will pay a price.”": [claim]})
    _, [(_, events)] = service.code("good", report(QUOTED))
    assert [p.actor.name for p in one(events).sources] == ["Ada Field"]


def test_the_same_words_give_the_same_id_as_the_built_in_coder(service: Service) -> None:
    _, [(_, mine)] = service.code("good", report(MEETING))
    [(_, theirs)] = Pipeline().code([report(MEETING)])
    assert one(mine).id == one(theirs).id


# --- our registry before the model's word ---------------------------------------------


def test_the_models_country_counts_for_nothing_where_the_registry_has_one(
    service: Service,
) -> None:
    _, events = service.events({**WARNED, "sources": side("Norway", country="SWE")})
    assert [p.actor.country for p in one(events).sources] == ["NOR"]


def test_the_models_country_is_taken_where_the_registry_has_nobody(service: Service) -> None:
    text = "Kvistians warned Peru of a strike."
    claim = {**WARNED, "content": "a strike", "condition": "", "attribution": [], "date": ""}
    claim["sources"] = side("Kvistians", country="SWE", sector="REB")
    _, events = service.events(claim, text=text)
    [source] = one(events).sources
    assert (source.actor.country, source.actor.sector) == ("SWE", "REB")
    assert source.rule == "llm:tiny" and source.score < 0.6
    claim["sources"] = side("Kvistians", country="QQQ", sector="KINGS")
    pipeline, events = service.events(claim, text=text)
    assert one(events).sources == ()
    assert pipeline.model and pipeline.model.counts.fields["nobody known by these words"] == 1


# --- what does not hold is left out and counted ---------------------------------------


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"trigger": "threatened"}, "words that do not stand there"),
        ({"trigger": "war"}, "words that do not stand there"),
        ({"trigger": ""}, "words that do not stand there"),
        ({"type": "CONQUER"}, "unknown type"),
        ({"type": 3}, "unknown type"),
        ({"sentence": 9}, "no such sentence"),
        ({"sentence": 0}, "no such sentence"),
        ({"sentence": "1"}, "not the form asked for"),
        ({"sources": side("Sweden"), "targets": []}, "nobody acts in it"),
    ],
)
def test_a_claim_that_fails_is_no_event(
    service: Service, change: dict[str, object], cause: str
) -> None:
    bad = {**WARNED, "attribution": [], **change}
    if bad["type"] == "THREATEN" and cause == "nobody acts in it":
        bad["type"] = "COERCE"
    good = {**WARNED, "trigger": "said", "type": "STATE", "mode": "deny", "content": ""}
    pipeline, events = service.events(bad, good)
    assert [event.type for event in events] == ["STATE"]
    assert pipeline.model and pipeline.model.counts.events == {cause: 1}


@pytest.mark.parametrize(
    ("change", "field", "cause"),
    [
        ({"content": "shut the border"}, "content", "words that do not stand there"),
        ({"condition": "if it rains"}, "condition", "words that do not stand there"),
        ({"targets": side("Chile")}, "targets", "words that do not stand there"),
        ({"place": "Oslo"}, "place", "words that do not stand there"),
        ({"mode": "demo"}, "mode", "unknown mode"),
    ],
)
def test_a_field_that_fails_is_left_out(
    service: Service, change: dict[str, object], field: str, cause: str
) -> None:
    pipeline, events = service.events({**WARNED, **change})
    assert not getattr(one(events), field)
    assert by_model(events) == [True]
    assert pipeline.model and pipeline.model.counts.fields == {cause: 1}


def test_an_unknown_status_and_unsaid_days_are_our_own_rules_matter(service: Service) -> None:
    pipeline, events = service.events({**WARNED, "status": "certain", "date": ""})
    event = one(events)
    assert event.status == "actual" and "llm:tiny" not in {
        reason.rule for reason in event.why if reason.field in ("status", "date")
    }
    assert event.when and event.when.start == date(2021, 12, 13)
    assert pipeline.model and pipeline.model.counts.fields == {"unknown status": 1}


def test_a_second_act_with_the_same_word_stands_at_its_next_place(service: Service) -> None:
    text = "Kenya warned Japan and Peru warned Norway."
    first = {**WARNED, "sources": side("Kenya"), "targets": side("Japan")}
    second = {**WARNED, "sources": side("Peru"), "targets": side("Norway")}
    _, events = service.events(first, second, first, text=text)
    starts = [event.trigger.start for event in events]
    assert starts[:2] == [text.index("warned"), text.rindex("warned")]


# --- how reports are asked about ------------------------------------------------------


def test_a_question_holds_the_codebook_the_schema_and_numbered_sentences(
    service: Service,
) -> None:
    service.code("good", report(f"{WARNING} {MEETING}"))
    [request] = service.requests(1)
    asked = request["asked"]
    assert request["path"] == f"/good/{service.test}/v1/chat/completions"
    assert (asked["model"], asked["temperature"], asked["max_tokens"]) == ("tiny", 0, 4096)
    assert asked["response_format"]["type"] == "json_schema"
    system, user = (message["content"] for message in asked["messages"])
    assert "## THREATEN" in system and "# Rulings" in system
    assert f"[1] {WARNING}\n[2] {MEETING}" in user
    assert "Published: 2021-12-15" in user


def test_a_long_report_is_asked_about_in_windows(service: Service) -> None:
    text = " ".join([WARNING, *[MEETING] * (2 * SENTENCES)])
    _, [(_, events)] = service.code("good", report(text))
    users = [request["asked"]["messages"][-1]["content"] for request in service.requests(3)]
    assert len(users) == 3
    assert sum("Before them" in user for user in users) == 2
    assert [event.type for event in events] == ["THREATEN", *["CONSULT"] * (2 * SENTENCES)]
    assert all(by_model(events))


def test_one_bad_window_leaves_the_whole_report_to_the_built_in_coder(service: Service) -> None:
    long = report(" ".join([WARNING] * (2 * SENTENCES)))
    pipeline, [(_, events)] = service.code("bad-second", long, concurrency=1)
    assert events and not any(by_model(events))
    assert pipeline.model and pipeline.model.counts.fallen == {"no JSON": 1}


def test_several_are_asked_at_once_and_answers_keep_the_order(service: Service) -> None:
    reports = [report(text, f"r{n}") for n, text in enumerate([WARNING, MEETING] * 4)]
    _, found = service.code("slow", *reports, concurrency=4)
    assert [document.report.id for document, _ in found] == [f"r{n}" for n in range(8)]
    assert [events[0].type for _, events in found] == ["THREATEN", "CONSULT"] * 4
    assert 1 < max(request["most_open"] for request in service.requests(8)) <= 4


def test_no_address_no_model() -> None:
    assert Pipeline().model is None
    [(_, events)] = Pipeline().code([report()])
    assert events and not any(by_model(events))


def test_an_answer_in_a_fence_behind_a_thought_is_read(service: Service) -> None:
    _, [(_, events)] = service.code("fenced")
    assert by_model(events) == [True]


def test_what_is_said_at_the_end_counts_everything(service: Service) -> None:
    service.knows({WARNING: [{**WARNED, "content": "no"}, {**WARNED, "type": "X"}], MEETING: [MET]})
    pipeline, _ = service.code("good", report(), report(MEETING, "s"))
    assert pipeline.model
    assert pipeline.model.told() == (
        "llm:tiny coded 2 of 2 reports; 1 events left out (unknown type 1); "
        "1 fields left out (words that do not stand there 1) (2 requests, 14 tokens)"
    )


def test_the_server_of_the_tests_is_none_of_ours() -> None:
    assert "detente" not in Path(__file__).with_name("llm_server.py").read_text(encoding="utf-8")
