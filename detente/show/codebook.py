"""The codebook as tables: its types, modes and examples."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.events.codebook import Codebook, TypeEntry
from detente.events.entries import QUADS
from detente.show.plain import line
from detente.show.table import QUAD_STYLES

QUAD_NAMES = {
    0: "none",
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


def list_view(book: Codebook) -> RenderableType:
    """All types in the codebook's order, one row each."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("type", "quad", "it is", "modes"):
        table.add_column(Text(name), overflow="fold", no_wrap=name == "type")
    for name in QUADS:
        entry = book.type(name)
        table.add_row(
            Text(name, style=QUAD_STYLES[entry.quad]),
            QUAD_NAMES[entry.quad],
            Text(line(entry.definition)),
            ", ".join(mode.name for mode in entry.modes),
        )
    return table


def type_view(entry: TypeEntry) -> RenderableType:
    """One type: what it is, its modes, sentences that tell it and sentences that do not."""
    head = Text(entry.name, style=f"bold {QUAD_STYLES[entry.quad]}")
    head.append(f"  {QUAD_NAMES[entry.quad]}, PLOVER score {entry.weight:g}", style="not bold dim")
    parts: list[RenderableType] = [head, Padding(Text(line(entry.definition)), (0, 0, 1, 2))]
    for mode in entry.modes:
        parts.append(_item(Text(mode.name, style="bold").append(f"  {line(mode.definition)}", "")))
    if entry.examples:
        parts += [Text(), Text("Told by", style="dim")]
        parts += [_item(Text(line(words))) for words in entry.examples]
    if entry.negatives:
        parts += [Text(), Text("Not told by", style="dim")]
        parts += [
            _item(Text(line(one.text)).append(f"  ({line(one.why)})", style="dim"))
            for one in entry.negatives
        ]
    return Group(*parts)


def _item(words: Text) -> RenderableType:
    return Padding(words, (0, 0, 0, 2))
