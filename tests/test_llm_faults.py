"""Whatever the model's server does: the report is coded, in time, and the fault is counted."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest
from llm_samples import MEETING, Service, by_model, report, serving

from detente.errors import SettingsError
from detente.events.llm.server import FAILURES
from detente.pipeline import Pipeline
from detente.settings import Llm
from detente.types import Event

SHORT = 0.7


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("llm")) as running:
        yield running


@pytest.fixture(scope="module")
def built_in() -> tuple[Event, ...]:
    """What the built-in coder makes of the report."""
    [(_, events)] = Pipeline().code([report()])
    assert events
    return events


@pytest.fixture(autouse=True)
def _fresh(service: Service) -> None:
    service.begin()


def fallen(pipeline: Pipeline) -> dict[str, int]:
    """How many reports the model did not code, by cause."""
    assert pipeline.model is not None
    return dict(pipeline.model.counts.fallen)


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("refusal", "refusal"),
        ("filter", "refusal"),
        ("length", "answer cut short"),
        ("truncated", "no JSON"),
        ("chat", "no JSON"),
        ("deep", "no JSON"),
        ("list", "not the form asked for"),
        ("empty", "empty answer"),
    ],
)
def test_an_answer_of_no_use_is_not_asked_for_again(
    service: Service, built_in: tuple[Event, ...], name: str, cause: str
) -> None:
    pipeline, [(document, events)] = service.code(name)
    assert events == built_in
    assert fallen(pipeline) == {cause: 1}
    assert not pipeline.is_open(document.report)
    assert len(service.requests(1)) == 1


@pytest.mark.parametrize(
    ("name", "cause", "requests"),
    [
        ("page", "no completion", 1),
        ("choiceless", "no completion", 1),
        ("short", "broken off", 1),
        ("garbage", "no HTTP", 1),
        ("gone", "broken off", 1),
        ("locked", "HTTP 401", 1),
        ("error", "HTTP 500", 3),
        ("later", "HTTP 429", 1),
        ("redirect", "redirect", 1),
    ],
)
def test_a_server_that_fails_is_asked_another_time(
    service: Service, built_in: tuple[Event, ...], name: str, cause: str, requests: int
) -> None:
    pipeline, [(document, events)] = service.code(name)
    assert events == built_in
    assert fallen(pipeline) == {cause: 1}
    assert pipeline.is_open(document.report)
    assert [request["name"] for request in service.requests(requests)] == [name] * requests


@pytest.mark.parametrize("name", ["hang", "drip", "drip-head"])
def test_an_answer_has_its_time_as_a_whole(
    service: Service, built_in: tuple[Event, ...], name: str
) -> None:
    pipeline = service.pipeline(name, timeout=SHORT)
    document, _ = next(iter(service.pipeline().code([report()])))  # all is loaded
    begun = time.monotonic()
    assert pipeline.events(document) == built_in
    assert SHORT <= time.monotonic() - begun < 60  # the server would take 120
    assert fallen(pipeline) == {"time-out": 1}
    assert pipeline.is_open(document.report)


@pytest.mark.parametrize("name", ["huge", "huge-told"])
def test_an_endless_body_is_not_read_to_its_end(
    service: Service, built_in: tuple[Event, ...], name: str
) -> None:
    pipeline, [(_, events)] = service.code(name)
    assert events == built_in
    assert fallen(pipeline) == {"endless answer": 1}
    [request] = service.requests(1)
    assert request["sent"] < 30_000_000  # of 100 MB; the rest of it are buffers


def test_an_answer_of_which_nothing_holds_is_left_to_the_built_in_coder(
    service: Service, built_in: tuple[Event, ...]
) -> None:
    pipeline, events = service.events({"trigger": "sank", "type": "ASSAULT"}, {"type": "X"})
    assert events == built_in
    assert fallen(pipeline) == {"nothing of the answer could be used": 1}
    assert pipeline.model and pipeline.model.counts.events.total() == 2


def test_no_event_is_an_answer_too(service: Service) -> None:
    service.knows({})
    pipeline, [(_, events)] = service.code("good")
    assert events == () and fallen(pipeline) == {}


def test_nobody_there(built_in: tuple[Event, ...]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pipeline = Pipeline(llm=Llm(f"http://127.0.0.1:{port}/v1", "tiny", timeout=5))
    [(_, events)] = pipeline.code([report()])
    assert events == built_in and fallen(pipeline) == {"unreachable": 1}


# --- a server that wants to be asked otherwise, or later ------------------------------


def test_a_short_fault_is_asked_over(service: Service) -> None:
    pipeline, [(_, events)] = service.code("flaky")
    assert by_model(events) == [True] and fallen(pipeline) == {}
    assert len(service.requests(2)) == 2


def test_a_busy_server_is_left_alone_as_long_as_it_asks(service: Service) -> None:
    pipeline = service.pipeline("busy")
    document, _ = next(iter(service.pipeline().code([report()])))
    begun = time.monotonic()
    assert by_model(pipeline.events(document)) == [True]
    assert time.monotonic() - begun >= 1.0
    assert fallen(pipeline) == {}


def test_a_server_without_schemas_is_asked_for_any_object_from_then_on(service: Service) -> None:
    _, found = service.code("no-schema", report(), report(MEETING, "s"), concurrency=1)
    assert [by_model(events) for _, events in found] == [[True], [True]]
    forms = [request["asked"]["response_format"]["type"] for request in service.requests(3)]
    assert forms == ["json_schema", "json_object", "json_object"]


def test_a_server_with_other_names_for_options_is_asked_by_them(service: Service) -> None:
    _, [(_, events)] = service.code("new-names", max_tokens=99)
    assert by_model(events) == [True]
    last = service.requests(3)[-1]["asked"]
    assert last["max_completion_tokens"] == 99
    assert not {"max_tokens", "temperature"} & set(last)
    assert last["response_format"]["type"] == "json_schema"


def test_a_server_that_fails_again_and_again_is_left_alone(service: Service) -> None:
    reports = [report(name=f"r{n}") for n in range(FAILURES + 3)]
    pipeline, found = service.code("redirect", *reports, concurrency=1)
    assert len(service.requests(FAILURES)) == FAILURES
    assert fallen(pipeline) == {"redirect": FAILURES, "not asked": 3}
    assert all(pipeline.is_open(document.report) and events for document, events in found)


def test_faults_of_one_question_do_not_speak_against_the_server(service: Service) -> None:
    reports = [report(name=f"r{n}") for n in range(FAILURES + 2)]
    pipeline, _ = service.code("chat", *reports, concurrency=1)
    assert fallen(pipeline) == {"no JSON": FAILURES + 2}


def test_breaking_off_ends_the_questions_that_are_open(service: Service) -> None:
    reports = [report(name=f"r{n}") for n in range(4)]
    pipeline = service.pipeline("hang-second", concurrency=1, timeout=200)
    coding = pipeline.outcomes(reports)
    next(coding)
    assert len(service.requests(2, done=False)) == 2
    begun = time.monotonic()
    coding.close()  # type: ignore[attr-defined]
    [(_, events)] = pipeline.code([report(name="later")])  # by the only thread
    assert by_model(events) == [True]
    assert time.monotonic() - begun < 60  # the hanging one would take 120
    assert len(service.requests(3, done=False)) == 3  # those that waited were never asked


# --- the key --------------------------------------------------------------------------


def test_the_key_comes_from_the_environment(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINY_KEY", " sesame\n")
    _, [(_, events)] = service.code("locked", key_variable="TINY_KEY")
    assert by_model(events) == [True]
    assert service.requests(1)[0]["key"] == "Bearer sesame"


@pytest.mark.parametrize("value", [None, "", "ses\name", "schlüssel"])
def test_a_key_that_is_not_there_is_told_before_anything_is_coded(
    service: Service, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("TINY_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("TINY_KEY", value)
    with pytest.raises(SettingsError, match="TINY_KEY") as error:
        service.pipeline(key_variable="TINY_KEY").checked()
    assert not value or value not in str(error.value)
    assert service.requests() == []


def test_without_a_key_none_is_sent(service: Service) -> None:
    service.code("good")
    assert service.requests(1)[0]["key"] is None
