"""Made-up reports and events for the tests of the record; run as a script it ingests them."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from detente.record.store import Record
from detente.types import (
    Actor,
    Block,
    Event,
    Link,
    Outlet,
    Participant,
    Place,
    Reason,
    Report,
    Sentence,
    Span,
    When,
)

COURIER = Outlet("courier", "The Northern Courier", "newspaper", "GBR", "independent", "Q1")
WIRE = Outlet("wire", "Harbour Wire", "agency", "NOR", "public")
RUSSIA = Actor("RUS:GOV", "Russia", "RUS", "GOV", None, "Q159", None, "state")
PUTIN = Actor("Q7747", "Vladimir Putin", "RUS", "GOV", "Q7747", "Q7747", "president", "person")
NATO = Actor("NATO", "NATO", "IGO", "", "NATO", "Q7184", None, "organisation")
ERDOGAN = Actor("Q39259", "Recep Tayyip Erdoğan", "TUR", "GOV", "Q39259", None, None, "person")
UKRAINE = Actor("UKR:GOV", "Ukraine", "UKR", "GOV")

LEAD = (
    "Putin warned NATO on Monday that Russia would act in Kyiv if the talks fail, "
    "Harbour Wire said."
)
SECOND = "NATO called the warning of the café owner unhelpful."
BODY = f"{LEAD}\n{SECOND}"


def report(name: str = "r1", text: str = BODY, **changes: object) -> Report:
    """A report whose version is the hash of its text."""
    made = Report(
        id=name,
        version=sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        text=text,
        blocks=(Block("body", Span(0, len(text))),),
        title="A cold Monday",
        outlet=COURIER,
        agency=WIRE,
        url=f"https://courier.example/{name}",
        published=datetime(2021, 12, 14, 9, 30, tzinfo=UTC),
        date=date(2021, 12, 14),
        authors=("Ada Field",),
        language="en",
        origin="inbox/a.jsonl",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def sentences(of: Report) -> tuple[Sentence, ...]:
    """One sentence a line."""
    found, start = [], 0
    for i, line in enumerate(of.text.split("\n")):
        found.append(Sentence(i, Span(start, start + len(line)), 0, 0))
        start += len(line) + 1
    return tuple(found)


def span(text: str, words: str, after: int = 0) -> Span:
    """Where the words stand."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def threat(of: Report, **changes: object) -> Event:
    """The warning in the lead, with every field set."""
    text = of.text
    made = Event(
        id="",
        report=of.id,
        type="THREATEN",
        mode="violence",
        quad=3,
        status="actual",
        confidence=0.91,
        trigger=span(text, "warned"),
        sentence=Span(0, text.index("\n")),
        sources=(Participant(PUTIN, span(text, "Putin"), 0.9, "name"),),
        targets=(Participant(NATO, span(text, "NATO"), 0.8, "name"),),
        content=span(text, "act"),
        content_type="ASSAULT",
        condition=span(text, "if the talks fail"),
        attribution=(
            Link(
                "Harbour Wire",
                "agency",
                "wire",
                "NOR",
                span(text, "Harbour Wire"),
                span(text, "said"),
            ),
            Link("The Northern Courier", "outlet", "courier", "GBR"),
        ),
        when=When(date(2021, 12, 13), date(2021, 12, 13), "relative", span(text, "Monday")),
        place=Place("Kyiv", span(text, "Kyiv"), "UKR", 50.45, 30.52),
        why=(Reason("type", "lexicon:warn", 0.91), Reason("status", "default", 0.7)),
    )
    return named(replace(made, **changes), of)  # type: ignore[arg-type]


def blame(of: Report, **changes: object) -> Event:
    """The answer in the second line, with no target, date or place."""
    text, start = of.text, of.text.index("\n") + 1
    made = Event(
        id="",
        report=of.id,
        type="ACCUSE",
        mode="disapprove",
        quad=3,
        status="actual",
        confidence=0.6,
        trigger=span(text, "called", start),
        sentence=Span(start, len(text)),
        sources=(Participant(NATO, span(text, "NATO", start), 0.8, "name"),),
        attribution=(Link("The Northern Courier", "outlet", "courier", "GBR"),),
        why=(Reason("type", "lexicon:call", 0.6),),
    )
    return named(replace(made, **changes), of)  # type: ignore[arg-type]


def named(event: Event, of: Report) -> Event:
    """The event under the id that the coder would give it."""
    words = [of.id, of.version, str(event.trigger), event.type]
    words += [one.actor.key for one in event.sources + event.targets]
    return replace(event, id=sha256("|".join(words).encode()).hexdigest()[:20])


def many(count: int) -> list[tuple[Report, tuple[Sentence, ...], tuple[Event, ...]]]:
    """Reports of several days, each with two events; every tenth has none."""
    made = []
    for i in range(count):
        day = date(2021, 11, 1) + timedelta(days=i % 40)
        one = report(f"r{i:04}", BODY + f"\nNumber {i} ends here.", date=day)
        days = When(day, day, "report")
        events = () if i % 10 == 9 else (threat(one, when=days), blame(one))
        made.append((one, sentences(one), events))
    return made


def ingest(path: str, count: int, pause: float = 0.0) -> None:
    """Adds what the record has not yet, as the pipeline does, with a rest after each report."""
    with Record.open(path) as record:
        run = record.begin_run(code="test")
        for one, lines, events in many(count):
            if not record.has(one.id, one.version, run):
                record.add(one, lines, events, run)
                time.sleep(pause)
        record.end_run(run)


if __name__ == "__main__":
    ingest(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else 0.0)
