"""Commands that ask the record: events, why, show, brief, export; and correct it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.show.call import AsJson, RecordFile, call_of
from detente.show.plain import plain

if TYPE_CHECKING:
    from datetime import date


_DAY = ["%Y-%m-%d"]

Actor = Annotated[
    str | None,
    typer.Option("--actor", help="A country code, an actor's id, or words of a name; either side."),
]
SourceActor = Annotated[str | None, typer.Option("--source", help="As --actor, who acts.")]
TargetActor = Annotated[str | None, typer.Option("--target", help="As --actor, to whom.")]
Type = Annotated[
    str | None, typer.Option("--type", help="Event types, with commas: THREATEN,REQUEST.")
]
Mode = Annotated[str | None, typer.Option("--mode", help="Modes, with commas: violence,troops.")]
Status = Annotated[
    str | None, typer.Option("--status", help="Statuses, with commas: planned,denied.")
]
Since = Annotated[
    datetime | None, typer.Option("--since", formats=_DAY, help="Not over before this day.")
]
Until = Annotated[
    datetime | None, typer.Option("--until", formats=_DAY, help="Not begun after this day.")
]
Outlet = Annotated[str | None, typer.Option("--outlet", help="The outlet's id or name.")]
Words = Annotated[
    str | None,
    typer.Option("--text", help="Words of the sentence or title; “quoted” for a phrase."),
]
PlaceName = Annotated[
    str | None, typer.Option("--place", help="A country code, or words of the place's name.")
]
ReportId = Annotated[str | None, typer.Option("--report", help="The events of this report.")]
Surety = Annotated[
    float | None, typer.Option("--min-confidence", help="Not less sure than this, from 0 to 1.")
]


def events(
    context: typer.Context,
    *,
    actor: Actor = None,
    source: SourceActor = None,
    target: TargetActor = None,
    kind: Type = None,
    mode: Mode = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    text: Words = None,
    place: PlaceName = None,
    report: ReportId = None,
    min_confidence: Surety = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="How many at a time.")] = 50,
    cursor: Annotated[
        str | None, typer.Option("--cursor", help="Go on from here: the last answer says where.")
    ] = None,
    as_json: AsJson = False,
    record: RecordFile = None,
) -> None:
    """Events of the record, latest day first."""
    from detente.record.filter import Filter
    from detente.record.query import events as page_of
    from detente.record.shape import event_json, json_line

    call = call_of(context)
    asked = Filter(
        actor=actor,
        source=source,
        target=target,
        type=_upper(kind),
        mode=mode,
        status=status,
        outlet=outlet,
        text=text,
        place=place,
        **_days(since, until),
        report=report,
        min_confidence=min_confidence,
    )
    with call.record(record) as held:
        page = page_of(held, asked, limit, cursor)
    if as_json:
        lines = (json_line(event_json(row.event, row.report)) for row in page.rows)
        call.screen.write("".join(lines))
    else:
        from detente.show.table import stored_table

        call.screen.show(stored_table(page.rows)) if page.rows else None
        call.screen.write(f"{len(page.rows)} of {page.total} events\n")
    if page.next_cursor:
        call.screen.say(f"more: the same command with --cursor {page.next_cursor}")


def why(
    context: typer.Context,
    event: Annotated[str, typer.Argument(help="The event's id, or its first letters.")],
    report: ReportId = None,
    as_json: AsJson = False,
    record: RecordFile = None,
) -> None:
    """Why an event was coded: its sentence, and each field with its words, rule and score."""
    from detente.record.query import event as event_of
    from detente.show.dossier import event_object, event_view

    call = call_of(context)
    with call.record(record) as held:
        stored = event_of(held, event, report=report)
    if as_json:
        call.screen.write(json.dumps(event_object(stored), ensure_ascii=False, indent=1) + "\n")
    else:
        call.screen.show(event_view(stored, colour=call.screen.colour))


def show(
    context: typer.Context,
    report: Annotated[str, typer.Argument(help="The report's id, or its first letters.")],
    as_json: AsJson = False,
    record: RecordFile = None,
) -> None:
    """A report's text with its events marked and numbered."""
    from detente.record.query import report as report_of
    from detente.record.shape import event_json, json_line
    from detente.show.dossier import report_view

    call = call_of(context)
    with call.record(record) as held:
        stored = report_of(held, report)
    if as_json:
        lines = (json_line(event_json(one.event, one.report)) for one in stored.events)
        call.screen.write("".join(lines))
    else:
        call.screen.show(report_view(stored, colour=call.screen.colour))


def brief(
    context: typer.Context, since: Since = None, until: Until = None, record: RecordFile = None
) -> None:
    """One page of what the record says: by day, who told it first, demands, contradictions."""
    from detente.show.brief import write
    from detente.show.page import page

    call = call_of(context)
    with call.record(record) as held:
        call.screen.show(page(write(held, **_days(since, until))))


def export(
    context: typer.Context,
    *,
    name: Annotated[
        str, typer.Option("--format", help="jsonl, csv (for spreadsheets), plover or gdelt.")
    ] = "jsonl",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write here, and FILE.about.json beside it: the query, counts, runs, hash.",
        ),
    ] = None,
    actor: Actor = None,
    source: SourceActor = None,
    target: TargetActor = None,
    kind: Type = None,
    mode: Mode = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    text: Words = None,
    place: PlaceName = None,
    report: ReportId = None,
    min_confidence: Surety = None,
    record: RecordFile = None,
) -> None:
    """Write events of the record to a file, or to standard output, in a format of others."""
    from detente.record.export import export as export_to
    from detente.record.export import format_named, rendered
    from detente.record.filter import Filter
    from detente.record.query import stream

    call = call_of(context)
    asked = Filter(
        actor=actor,
        source=source,
        target=target,
        type=_upper(kind),
        mode=mode,
        status=status,
        outlet=outlet,
        text=text,
        place=place,
        **_days(since, until),
        report=report,
        min_confidence=min_confidence,
    )
    with call.record(record) as held:
        if output is None:
            for words in rendered(format_named(name), stream(held, asked)):
                call.screen.write(words)
            return
        done = export_to(held, output, asked, format_name=name)
    left = "; ".join(f"{number} left out: {reason}" for reason, number in done.left_out)
    told = f"{done.rows} rows of {done.events} events in {done.path}, about them {done.about}"
    call.screen.write(plain(f"{told}{'; ' if left else ''}{left}") + "\n")


def correct(
    context: typer.Context,
    event: Annotated[str, typer.Argument(help="The event's id, or its first letters.")],
    field: Annotated[
        str,
        typer.Argument(
            help="type, mode, status, date, content, condition, sources, targets or dropped."
        ),
    ],
    value: Annotated[str, typer.Argument(help="The right value: a word, or JSON.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with the correction.")] = "",
    who: Annotated[
        str | None, typer.Option("--who", help="Who says so; else the user of this machine.")
    ] = None,
    record: RecordFile = None,
) -> None:
    """Correct a field of an event; the correction is kept when the report is coded again."""
    from detente.record.corrections import correct as lay
    from detente.record.query import event as event_of

    call = call_of(context)
    with call.record(record, readonly=False) as held:
        whole = event_of(held, event).event.id
        number = lay(held, whole, field, _value(value), who=who or _user(), reason=reason)
    call.screen.write(
        f"correction {number} of event {whole}; detente undo {number} takes it back\n"
    )


def undo(
    context: typer.Context,
    correction: Annotated[int, typer.Argument(help="The correction's number.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with it.")] = "",
    who: Annotated[
        str | None, typer.Option("--who", help="Who says so; else the user of this machine.")
    ] = None,
    record: RecordFile = None,
) -> None:
    """Take a correction back."""
    from detente.record.corrections import undo as take_back

    call = call_of(context)
    with call.record(record, readonly=False) as held:
        take_back(held, correction, who=who or _user(), reason=reason)
    call.screen.write(f"correction {correction} is taken back\n")


def _upper(kind: str | None) -> str | None:
    return kind.upper() if kind else None


def _days(since: datetime | None, until: datetime | None) -> dict[str, date | None]:
    return {
        "since": since.date() if since else None,
        "until": until.date() if until else None,
    }


def _value(words: str) -> Any:
    try:
        return json.loads(words)
    except ValueError:
        return words


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
