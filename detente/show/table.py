"""Events as tables for people: who did what to whom, when, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.record.stored import StoredEvent
from detente.show.marked import STYLES, TRIGGER, marks_of, sentence
from detente.show.plain import line
from detente.types import Event, Link, Participant, Report, When

ARROW = " ← "
SIDE = 34
QUAD_STYLES = {0: "dim", 1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
STATUS_STYLES = {"actual": "", "denied": "bold red", "negated": "red"}


def report_view(report: Report, events: Sequence[Event], *, colour: bool) -> RenderableType:
    """A report's heading, its events as a table, and under it each event's sentence marked."""
    heading = heading_of(report)
    if not events:
        return Group(heading, Text("  no political act found", style="dim"), Text())
    parts: list[RenderableType] = [heading, event_table(events)]
    for number, event in enumerate(events, start=1):
        words = sentence(report.text, event.sentence, marks_of(event), colour=colour)
        parts.append(Padding(_numbered(number, words), (0, 0, 0, 1)))
    parts += [legend(), Text()] if colour else [Text()]
    return Group(*parts)


def heading_of(report: Report) -> Text:
    """The report's title, outlet, day and id on one line."""
    found = Text(line(report.title or report.text, 90), style="bold")
    outlet = report.outlet.name if report.outlet else None
    day = report.date.isoformat() if report.date else None
    known = [line(word) for word in (outlet, day, report.id) if word]
    return found.append(f"  ({', '.join(known)})", style="not bold dim")


def event_table(events: Sequence[Event]) -> Table:
    """One row an event, numbered from 1."""
    table = _table("", "who", "does", "to whom", "status", "when", "who says so")
    for number, event in enumerate(events, start=1):
        table.add_row(Text(str(number), style="dim"), *_cells(event))
    return table


def stored_table(rows: Sequence[StoredEvent]) -> Table:
    """One row an event of the record, with its id."""
    table = _table("event", "when", "who", "does", "to whom", "status", "who says so")
    for row in rows:
        who, does, whom, status, when, says = _cells(row.event)
        if not row.event.when and row.report.date:
            when = Text(f"({row.report.date})", style="dim")
        table.add_row(Text(row.event.id[:8], style="dim"), when, who, does, whom, status, says)
    return table


def _table(*columns: str) -> Table:
    from rich import box

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    for name in columns:
        fixed = name in ("", "event", "when", "does", "status")
        table.add_column(Text(name), no_wrap=fixed, overflow="fold")
    return table


def _cells(event: Event) -> tuple[Text, ...]:
    return (
        Text(side(event.sources), style=STYLES["source"]),
        Text(did(event), style=QUAD_STYLES.get(event.quad, "")),
        Text(side(event.targets), style=STYLES["target"]),
        Text(event.status, style=STATUS_STYLES.get(event.status, "italic")),
        Text(when(event.when)),
        Text(chain(event.attribution)),
    )


def did(event: Event) -> str:
    """The type, with its mode where there is one."""
    return line(f"{event.type}/{event.mode}" if event.mode else event.type)


def side(people: Sequence[Participant]) -> str:
    """The names of one side with their countries, "–" for nobody."""
    return ", ".join(dict.fromkeys(_name(one) for one in people)) or "–"


def _name(one: Participant) -> str:
    actor = one.actor
    name = line(actor.name, SIDE)
    shown = actor.country and actor.kind == "person"
    return f"{name} ({line(actor.country or '')})" if shown else name


def when(days: When | None) -> str:
    """One ISO day or two with a slash; empty where the report does not say."""
    if days is None:
        return ""
    if days.start == days.stop:
        return days.start.isoformat()
    return f"{days.start.isoformat()}/{days.stop.isoformat()}"


def chain(links: Sequence[Link]) -> str:
    """The voices, nearest first; the kind stands for a voice without a name."""
    return ARROW.join(line(link.name, SIDE) or f"({link.kind})" for link in links)


def legend() -> Text:
    """What the colours mean."""
    out = Text("  ")
    out.append("act", style=TRIGGER)
    for name in ("source", "target", "content", "condition", "voice"):
        out.append("  ").append(name, style=STYLES[name])
    return out


def _numbered(number: int, words: Text) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(str(number), style="dim"), words)
    return grid
