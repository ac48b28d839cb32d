"""A model that is always right, our own gold over the wire, loses little to our checks."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from llm_samples import Service, serving

from detente.evaluate.gold import GoldActor, GoldEvent, GoldReport, either
from detente.evaluate.markup import CORPUS, load_file
from detente.evaluate.measure import measure, read
from detente.parse import parse_many

FILES = sorted(CORPUS.glob("*.gold"))[::6]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with serving(tmp_path_factory.mktemp("llm")) as running:
        yield running


def first(value: str) -> str:
    """The first alternative of a gold value, up to a gap."""
    return either(value)[0].split("...")[0].strip() if value else ""


def side(people: tuple[GoldActor, ...]) -> list[dict[str, str]]:
    return [
        {"words": first(one.text), "country": first(one.country), "sector": one.sector}
        for one in people
        if one.text
    ]


def claim(event: GoldEvent) -> dict[str, Any]:
    """A gold event as the model would write it."""
    return {
        "trigger": first(event.trigger),
        "type": first(event.type),
        "mode": first(event.mode),
        "status": first(event.status),
        "sources": side(event.source),
        "targets": side(event.target),
        "content": first(event.content),
        "condition": first(event.condition),
        "place": first(event.place),
        "score": 0.9,
    }


def known(golds: list[GoldReport]) -> dict[str, list[dict[str, Any]]]:
    """The gold's events by the sentences that our own parser makes of the text."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    by_id = {gold.id: gold for gold in golds}
    for document in parse_many(read(golds)):
        for sentence in document.sentences:
            words = " ".join(sentence.span.of(document.report.text).split())
            for gold in by_id[document.report.id].sentences:
                text = " ".join(gold.text.split())
                if words in text or text in words:
                    found[words] += [claim(e) for e in gold.events if first(e.trigger) in words]
    return found


def test_what_a_perfect_model_says_comes_through(service: Service) -> None:
    golds = [load_file(path) for path in FILES]
    service.knows(known(golds))
    pipeline = service.pipeline()
    figures = measure(golds, pipeline.code).figures()
    assert pipeline.model and pipeline.model.counts.coded == len(golds) >= 5
    assert figures["type F1"] >= 0.95, figures
    assert figures["actors F1"] >= 0.75, figures
    assert min(figures[name] for name in ("status", "content F1", "condition F1")) >= 0.97, figures
    assert Path(CORPUS).is_dir()
