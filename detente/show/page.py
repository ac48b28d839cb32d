"""The brief as a page for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from detente.show.brief import Act, Brief, Contradiction, Day, outlet_of, told_at, voice_of
from detente.show.marked import STYLES, bare
from detente.show.plain import line
from detente.show.table import QUAD_STYLES, side

NOUNS = {
    "AGREE": "promise",
    "CONSULT": "talks",
    "SUPPORT": "backing",
    "CONCEDE": "concession",
    "COOPERATE": "joint work",
    "AID": "aid",
    "RETREAT": "pull-back",
    "REQUEST": "demand",
    "ACCUSE": "blame",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanctions or a break",
    "MOBILIZE": "build-up of force",
    "COERCE": "coercion",
    "ASSAULT": "attack",
    "STATE": "denial",
}
"""The types in plain words."""

UTTERED = frozenset("REQUEST THREATEN REJECT AGREE CONCEDE ACCUSE SUPPORT STATE".split())
"""The types that have a content."""

WORDS = 80


def page(brief: Brief) -> RenderableType:
    """The whole brief."""
    parts: list[RenderableType] = [*_head(brief)]
    for day in brief.days:
        parts += _day(day)
    if brief.days_left_out:
        parts += [Text(), Text(f"{brief.days_left_out} quieter days are left out.", style="dim")]
    if brief.stakes:
        parts += [Text(), Text("Demands and threats, in their words", style="bold underline")]
        parts += [_indented(_stake(act)) for act in brief.stakes]
    if brief.contradictions:
        parts += [Text(), Text("Told and denied", style="bold underline")]
        parts += [_indented(_against(one)) for one in brief.contradictions]
    return Group(*parts)


def _head(brief: Brief) -> Iterator[Text]:
    held = brief.counts
    yield Text("Brief", style="bold underline")
    yield Text(
        f"{held.events} events in {held.reports} reports of {held.outlets} outlets and agencies; "
        f"every line is from the record, “why” shows the sentence.",
        style="dim",
    )


def _day(day: Day) -> Iterator[RenderableType]:
    more = f"  (and {day.left_out} more)" if day.left_out else ""
    yield Text()
    yield Text(f"{day.day:%A} {day.day.day} {day.day:%B %Y}", style="bold").append(
        more, style="not bold dim"
    )
    for act in day.acts:
        yield _indented(_act(act).append(f"  {_first(act)}", style="dim"))


def _act(act: Act) -> Text:
    """The id to ask for, who to whom, what, and the words for it."""
    event, text = act.best.event, act.best.report.text
    out = Text(f"{event.id[:8]} ", style="dim")
    out.append(side(event.sources), style=f"not dim {STYLES['source']}")
    if event.targets:
        out.append(" → ").append(side(event.targets), style=f"not dim {STYLES['target']}")
    noun = NOUNS[event.type] if event.status == "actual" else f"{NOUNS[event.type]}, {event.status}"
    out.append(f" – {noun}", style=f"not dim {QUAD_STYLES[event.quad]}")
    if event.content and event.type in UTTERED:
        out.append(f": “{bare(text, event.content, WORDS)}”", style="not dim")
    if event.condition and not (event.content and event.content.covers(event.condition)):
        out.append(f" [{bare(text, event.condition, WORDS)}]", style="not dim cyan")
    return out


def _first(act: Act) -> str:
    """Who told it first, on whose word, and who told it too."""
    first = act.first
    voice = voice_of(first)
    by = f", citing {line(voice.name, 40)}" if voice else ""
    others = [line(name, 30) for name in act.outlets[1:]]
    also = f"; also {', '.join(others[:3])}{' …' if len(others) > 3 else ''}" if others else ""
    return f"(first: {line(outlet_of(first), 40)}{by}{also})"


def _stake(act: Act) -> Text:
    return Text(f"{act.day.isoformat()} ", style="dim").append_text(_act(act))


def _against(one: Contradiction) -> Text:
    out = _act(one.done).append(f"  {_told(one.done)}\n", style="dim")
    return (
        out.append("  ↔ ")
        .append_text(_act(one.undone))
        .append(f"  {_told(one.undone)}", style="dim")
    )


def _told(act: Act) -> str:
    row = act.best
    voice = voice_of(row)
    who = f"{line(voice.name, 40)} in " if voice else ""
    return f"({who}{line(outlet_of(row), 40)}, {told_at(row).date().isoformat()})"


def _indented(words: Text) -> RenderableType:
    return Padding(words, (0, 0, 0, 2))
