"""A model's server in a process of its own, and reports with what the model knows of them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from detente.pipeline import Coded, Pipeline
from detente.settings import Llm
from detente.types import Block, Document, Event, Outlet, Report, Span

SERVER = Path(__file__).with_name("llm_server.py")
DAY = date(2021, 12, 15)  # a Wednesday
WIRE = Outlet("wire.example", "Harbour Wire", "agency", "NOR", "independent")
WARNING = (
    "Norway warned Peru on Monday that it would close the border unless the talks resumed, "
    "Foreign Minister Ada Field said."
)
MEETING = "The president of Kenya met the prime minister of Japan in Geneva last week."
Json = dict[str, Any]
PATIENCE = 100.0  # seconds, for machines with much else to do


def side(*words: str, country: str = "", sector: str = "") -> list[Json]:
    """Participants as the model writes them."""
    return [{"words": one, "country": country, "sector": sector} for one in words]


WARNED: Json = {
    "trigger": "warned",
    "type": "THREATEN",
    "mode": "restrict",
    "status": "actual",
    "sources": side("Norway"),
    "targets": side("Peru"),
    "content": "close the border",
    "condition": "unless the talks resumed",
    "attribution": ["Ada Field"],
    "date": "Monday",
    "place": "",
    "score": 0.8,
}
MET: Json = {
    "trigger": "met",
    "type": "CONSULT",
    "mode": "",
    "status": "actual",
    "sources": side("president of Kenya"),
    "targets": side("prime minister of Japan"),
    "content": "",
    "condition": "",
    "attribution": [],
    "date": "last week",
    "place": "Geneva",
    "score": 0.9,
}
KNOWN: Mapping[str, Sequence[Json]] = {WARNING: [WARNED], MEETING: [MET]}


def report(text: str = WARNING, name: str = "r") -> Report:
    """A report of one block by the Harbour Wire."""
    blocks = (Block("body", Span(0, len(text))),)
    return Report(name, f"v-{name}", text, blocks, date=DAY, outlet=WIRE)


@dataclass
class Service:
    """The running server: where it is, what it knows, what it was asked in this test."""

    folder: Path
    port: int
    test: int = 0

    def address(self, name: str) -> str:
        """The address at which it behaves so."""
        return f"http://127.0.0.1:{self.port}/{name}/{self.test}/v1"

    def knows(self, answers: Mapping[str, Sequence[Json]]) -> None:
        """From now on it answers so."""
        (self.folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")

    def switch(self, name: str) -> None:
        """From now on the address `switch` behaves so."""
        (self.folder / "switch").write_text(name, encoding="utf-8")

    def begin(self) -> None:
        """Another test begins: nothing was asked yet, and the server knows what it knew first."""
        self.test += 1
        self.knows(KNOWN)

    def requests(self, least: int = 0, *, done: bool = True) -> list[Json]:
        """The requests that it has dealt with (or begun to), once there are so many."""
        file, found = self.folder / "requests.jsonl", list[Json]()
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
            noted = (json.loads(line) for line in lines)
            found = [one for one in noted if one["test"] == self.test and one["done"] == done]
            if len(found) >= least:
                return found
            time.sleep(0.05)
        raise AssertionError(f"{len(found)} requests, not {least}")

    def pipeline(self, name: str = "good", **settings: Any) -> Pipeline:
        """A pipeline whose model is this server, behaving so."""
        given: Json = {"timeout": 10.0, "model": "tiny", **settings}
        return Pipeline(llm=Llm(self.address(name), **given))

    def code(self, name: str, *reports: Report, **settings: Any) -> tuple[Pipeline, list[Coded]]:
        """The reports coded while the server behaves so, and the pipeline that did it."""
        pipeline = self.pipeline(name, **settings)
        return pipeline, list(pipeline.code(reports or (report(),)))

    def events(self, *claims: Json, text: str = WARNING) -> tuple[Pipeline, tuple[Event, ...]]:
        """The events of a text where the model claims so of its only sentence."""
        self.knows({text: claims})
        pipeline, [(_, events)] = self.code("good", report(text))
        return pipeline, events


@contextmanager
def serving(folder: Path) -> Iterator[Service]:
    """The server, ended when it is left."""
    process = subprocess.Popen(
        (sys.executable, str(SERVER), str(folder)), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        service = Service(folder, int(process.stdout.readline()))
        yield service
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def by_model(events: Sequence[Event]) -> list[bool]:
    """For each event whether the model coded it."""
    return [event.why[0].rule == "llm:tiny" for event in events]


def words(document: Document, span: Span | None) -> str | None:
    """The words of a span."""
    return None if span is None else span.of(document.report.text)
