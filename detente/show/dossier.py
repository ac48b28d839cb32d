"""One event with all that is known of it, and one report with its events in its text."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.record.query import StoredReport
from detente.record.shape import Json, event_json
from detente.record.stored import StoredEvent
from detente.show.marked import TRIGGER, Mark, bare, marks_of, sentence
from detente.show.plain import line
from detente.show.table import chain, did, event_table, heading_of, legend, when
from detente.types import Event, Participant, Reason, Report, Span

Row = tuple[str, str, Span | None]


def event_view(stored: StoredEvent, *, colour: bool) -> RenderableType:
    """The sentence marked, each field with its words and its rule, the report and the run."""
    event, report = stored.event, stored.report
    words = sentence(report.text, event.sentence, marks_of(event), colour=colour)
    head = Text(f"{did(event)} ", style="bold").append(
        f"{event.status}, confidence {event.confidence:.2f}  (event {event.id})",
        style="not bold dim",
    )
    parts: list[RenderableType] = [head, Padding(words, (1, 2)), _fields(event, report)]
    if not stored.current:
        state = "a person said that it is no event" if stored.dropped else "replaced by a later run"
        parts.append(Text(f"not current: {state}", style="bold red"))
    parts += [Text(words, style="dim") for words in (*_origin(report), _run(stored))]
    parts += [Text(words) for words in _corrections(stored)]
    return Group(*parts, legend()) if colour else Group(*parts)


def event_object(stored: StoredEvent) -> Json:
    """The same as JSON: the event, its report's facts, its run and its corrections."""
    report, run = stored.report, stored.run
    return {
        **event_json(stored.event, report),
        "words": stored.event.sentence.of(report.text),
        "origin": {
            "title": report.title,
            "outlet": report.outlet.name if report.outlet else None,
            "agency": report.agency.name if report.agency else None,
            "authors": list(report.authors),
            "url": report.url,
            "published": report.published.isoformat() if report.published else None,
            "version": report.version,
            "file": report.origin,
        },
        "run": {
            "code": run.code,
            "settings": json.loads(run.settings),
            "models": json.loads(run.models),
            "added": stored.added,
        },
        "current": stored.current,
        "corrections": [asdict(one) for one in stored.corrections],
    }


def report_view(stored: StoredReport, *, colour: bool) -> RenderableType:
    """The text with each event's trigger marked and numbered, then the events."""
    report = stored.report
    events = [one.event for one in stored.events]
    parts: list[RenderableType] = [heading_of(report)]
    parts += [Text(words, style="dim") for words in _origin(report)]
    marks = _numbered(events)
    for span in _paragraphs(report.text):
        parts += [Text(), sentence(report.text, span, marks, colour=colour)]
    parts += [Text(), event_table(events) if events else Text("no political act found")]
    if len(stored.versions) > 1:
        parts.append(Text(f"{len(stored.versions)} versions of its text are held", style="dim"))
    return Group(*parts)


def _numbered(events: Sequence[Event]) -> tuple[Mark, ...]:
    """One mark a trigger, with the numbers and types of all events that it tells."""
    told: defaultdict[Span, list[str]] = defaultdict(list)
    for number, event in enumerate(events, start=1):
        told[event.trigger].append(f"{number} {event.type}")
    return tuple(Mark(span, ", ".join(names), TRIGGER) for span, names in told.items())


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for part in text.splitlines(keepends=True):
        if part.strip():
            yield Span(start, start + len(part.rstrip()))
        start += len(part)


def _fields(event: Event, report: Report) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("field", "value", "words", "at", "rule", "score"):
        table.add_column(Text(name), overflow="fold", no_wrap=name in ("field", "at", "score"))
    reasons: defaultdict[str, list[Reason]] = defaultdict(list)
    for reason in event.why:
        reasons[reason.field].append(reason)
    for field, value, span in _rows(event):
        found = reasons[field].pop(0) if reasons[field] else None
        words = bare(report.text, span, 60) if span else ""
        place = f"{span.start}-{span.stop}" if span else ""
        rule, score = (found.rule, f"{found.score:.2f}") if found else ("", "")
        table.add_row(*(Text(line(cell)) for cell in (field, value, words, place, rule, score)))
    for field, left in reasons.items():
        for reason in left:
            table.add_row(field, "", "", "", Text(line(reason.rule)), f"{reason.score:.2f}")
    return table


def _rows(event: Event) -> Iterator[Row]:
    yield "type", did(event), event.trigger
    yield "status", event.status, None
    for field, people in (("source", event.sources), ("target", event.targets)):
        for one in people:
            yield field, _identity(one), one.span
    if event.content:
        yield "content", event.content_type or "", event.content
    if event.condition:
        yield "condition", "", event.condition
    for voice in event.attribution:
        yield "attribution", f"{chain([voice])} ({voice.kind})", voice.span
        if voice.cue:
            yield "", "its cue", voice.cue
    if event.when:
        yield "date", f"{when(event.when)} ({event.when.basis})", event.when.span
    if event.place:
        yield "place", event.place.name, event.place.span


def _identity(one: Participant) -> str:
    actor = one.actor
    known = (actor.country, actor.sector, actor.wikidata or actor.id)
    codes = " ".join(word for word in known if word)
    return f"{actor.name} ({codes})" if codes else actor.name


def _origin(report: Report) -> Iterator[str]:
    known = {
        "outlet": report.outlet.name if report.outlet else None,
        "agency": report.agency.name if report.agency else None,
        "by": ", ".join(report.authors) or None,
        "published": str(report.published or report.date or "") or None,
        "address": report.url,
        "file": report.origin,
        "report": report.id,
        "version": report.version[:16],
    }
    said = [f"{name} {line(value)}" for name, value in known.items() if value]
    yield "; ".join(said)


def _run(stored: StoredEvent) -> str:
    models = ", ".join(f"{k} {v}" for k, v in sorted(json.loads(stored.run.models).items()))
    return line(f"coded by detente {stored.run.code} ({models}), added {stored.added}")


def _corrections(stored: StoredEvent) -> Iterator[str]:
    for one in stored.corrections:
        undone = ", taken back" if one.undone else ""
        why = f": {one.reason}" if one.reason else ""
        yield line(
            f"correction {one.pk}{undone}: {one.who} changed {one.field} from {one.old} "
            f"to {one.new} on {one.at[:10]}{why}"
        )
