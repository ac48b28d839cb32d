"""Makes the pages of docs/ that are read off the program; `--check` fails where one is stale."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import typer
from llm_page import llm_page

from detente import settings
from detente.actors.user_checks import KINDS, NEEDED
from detente.actors.user_rows import COLUMNS as ACTOR_COLUMNS
from detente.events import codebook, rulings
from detente.events.entries import QUADS
from detente.record.export import FORMATS
from detente.record.shape import event_json, json_line
from detente.record.spreadsheet import COLUMNS
from detente.show.cli import app
from detente.show.codebook import QUAD_NAMES
from detente.show.fields import OBJECTS
from detente.types import Actor, Block, Event, Link, Participant, Reason, Report, Span, When

DOCS = Path(__file__).parent.parent / "docs"
NOTE = "<!-- Made by scripts/make_docs.py from the program itself; change it there. -->\n\n"


# --- commands -------------------------------------------------------------------------


def commands() -> str:
    """Every command with its arguments and options."""
    root = typer.main.get_command(app)
    parts = ["# Commands\n", *_command(root, "detente")]
    return "\n".join(parts)


def _command(command: Any, name: str) -> Iterator[str]:
    yield f"## `{name}`\n"
    yield inspect.cleandoc(command.help or "") + "\n"
    rows = [_parameter(one) for one in command.params if one.name != "help"]
    rows = [row for row in rows if row is not None]
    if rows:
        yield "| argument or option | what it does |\n|---|---|"
        yield "\n".join(rows) + "\n"
    for child in getattr(command, "commands", {}).values():
        yield from _command(child, f"{name} {child.name}")


def _parameter(one: Any) -> str | None:
    if one.name in ("install_completion", "show_completion"):
        return None
    words = " ".join((one.help or "").split()).replace("|", r"\|")
    if one.param_type_name == "argument":
        shown = one.metavar or (one.name.upper() if one.required else f"[{one.name.upper()}]")
        return f"| `{shown}` | {words} |"
    names = ", ".join(f"`{name}`" for name in one.opts)
    if one.default not in (None, False, "", ()) and not callable(one.default):
        words += f" Default: `{one.default}`."
    return f"| {names} | {words} |"


# --- codebook -------------------------------------------------------------------------


def types_page() -> str:
    """The types with their modes and examples, and the statuses."""
    book = codebook.load()
    rows = [
        f"| [{name}](#{name.lower()}) | {QUAD_NAMES[quad]} | {_first(book.type(name).definition)} |"
        for name, quad in QUADS.items()
    ]
    head = [
        "# Codebook\n",
        "The event types of the PLOVER ontology (Open Event Data Alliance, CC BY-SA 4.0), and "
        "STATE for a statement that is none of them. `detente types TYPE` prints the same.\n",
        "A deed beats the word about it; a speech act is the event and what it is about is its "
        "content; somebody's word for a deed is its attribution.\n",
        "| type | quad | it is |\n|---|---|---|",
        "\n".join(rows) + "\n",
        *_rulings(),
    ]
    return "\n".join([*head, *(part for name in QUADS for part in _type(book.type(name)))])


def _rulings() -> Iterator[str]:
    found = rulings.load()
    yield "## What is a record\n"
    yield "\n".join(f"- {words}" for words in found.records) + "\n"
    yield "## Status: did it happen?\n"
    yield "| status | |\n|---|---|"
    yield "\n".join(f"| `{name}` | {told} |" for name, told in found.statuses.items()) + "\n"
    yield "## Rulings\n"
    yield "\n".join(f"- {words}" for words in found.rulings) + "\n"


def _type(entry: codebook.TypeEntry) -> Iterator[str]:
    yield f"## {entry.name}\n"
    both = "; symmetric: both sides act" if entry.symmetric else ""
    yield f"{entry.definition.strip()} ({QUAD_NAMES[entry.quad]}, score {entry.weight:g}{both})\n"
    if entry.modes:
        rows = "\n".join(f"| `{mode.name}` | {mode.definition} |" for mode in entry.modes)
        yield f"| mode | |\n|---|---|\n{rows}\n"
    if entry.examples:
        yield "Told by:\n"
        yield "\n".join(f"- {_escaped(words)}" for words in entry.examples) + "\n"
    if entry.negatives:
        yield "Not told by:\n"
        rows = "\n".join(f"- {_escaped(one.text)} ({one.why})" for one in entry.negatives)
        yield rows + "\n"


def _first(text: str) -> str:
    return text.strip().split(". ")[0].rstrip(".")


def _escaped(text: str) -> str:
    """As it stands: the brackets and braces of an example are no Markdown."""
    return f"`{' '.join(text.split())}`"


# --- settings and record --------------------------------------------------------------


def settings_page() -> str:
    """All options of the settings."""
    return "\n".join(
        (
            "# Settings\n",
            "Defaults, then `detente.toml` in the working folder (or the file that `--settings` or "
            f"`{settings.FILE_VARIABLE}` names), then the environment.\n",
            settings.describe(),
            '```toml\n# detente.toml\nrecord = "crisis.db"\nmin_confidence = 0.4\n\n[llm]\n'
            'address = "http://localhost:11434/v1"\nmodel = "your-model"\n```\n',
            "An option with a dot stands in the section of the file before the dot.\n",
            *_own_actors(),
        )
    )


def _own_actors() -> Iterator[str]:
    yield "## Your own actors\n"
    yield (
        "A table of your own (CSV or TOML) adds names, actors, offices and memberships, or puts "
        "yours in place of the built-in ones. It is the one that `actors` names; where no setting "
        "does, `actors.csv` and `actors.toml` beside the record. Everything that codes reads it; "
        "after a change `detente ingest` over the same sources codes them again: events that it no "
        "longer gives are retired, and corrections stay.\n"
    )
    yield (
        "```sh\n"
        'detente actors add "the Guard" --alias-of NATO\n'
        'detente actors add "River Guard" --kind organisation --country NOR --sector MIL\n'
        'detente actors add "Ada Quill" --office DM --position "Defence Minister" '
        "--country NOR --from 2024-05-01\n"
        "detente actors add Norway --member-of EU --from 2030\n"
        "detente actors check\n```\n"
    )
    yield "| kind | a row says | it needs |\n|---|---|---|"
    for kind in KINDS:
        needed = ", ".join(f"`{column}`" for column in NEEDED.get(kind, ("name",)))
        yield f"| `{kind}` | {KINDS[kind]} | {needed} |"
    yield f"\nColumns: {', '.join(f'`{column}`' for column in sorted(ACTOR_COLUMNS))}.\n"
    yield (
        "`aliases` and other lists have semicolons between their parts (in TOML they are lists). "
        "Days are `2024-05-01`, `2024-05` or `2024`, `stop` included. Lines that begin with # are "
        "comments. In TOML each row is an `[[actor]]` table.\n"
    )
    yield (
        "A table is refused as a whole, with file, line and reason, where a column, day, country, "
        "sector or id is impossible, or where two rows contradict each other: one key with two "
        "countries or sectors, one office of one person twice at a time, one alias for two "
        "actors. Nothing is coded then, and the record stays as it was.\n"
    )


def record_page() -> str:
    """The record, an event as JSON, and the formats of exports."""
    parts = [
        "# The record\n",
        "A record is one SQLite file: reports with their texts, sentences and versions, events "
        "with every field's words, rule and score, who coded them, and people's corrections. "
        "Offsets are half open, in characters of the report's clean text; for JSON Lines with "
        "`text` they are offsets into that text, unchanged.\n",
        "Nothing is overwritten. A report whose text changed gets a new version and the old one "
        "stays; a report coded anew keeps the events that stayed the same and retires the "
        "others; a correction is a row of its own and is laid over again after re-coding.\n",
        "## An event as JSON\n",
        "`detente read --json`, `detente events --json` and `detente export --format jsonl` "
        "write one event a line. This one, for the eye, on several:\n",
        f"```json\n{_pretty()}\n```\n",
    ]
    for name, fields in OBJECTS:
        rows = "\n".join(f"| `{field}` | {meaning} |" for field, meaning in fields)
        parts.append(f"### {name}\n\n| field | |\n|---|---|\n{rows}\n")
    formats = "\n".join(f"| `{one.name}` | {one.help} |" for one in FORMATS)
    parts += [
        "## A report as JSON Lines\n",
        '`{"id", "url", "outlet", "published", "title", "text"}`, all but `text` '
        "optional. Without `published`, dates stay relative and say so.\n",
        "## Formats of exports\n",
        f"| format | |\n|---|---|\n{formats}\n",
        "`detente export -o FILE` also writes `FILE.about.json`: the query, how many events were "
        "written and left out and why, the runs that coded them, versions and the file's hash.\n",
        f"Columns of `csv`: {', '.join(f'`{name}`' for name in COLUMNS)}.\n",
    ]
    return "\n".join(parts)


def _pretty() -> str:
    import json

    found = json.loads(json_line(event_json(*sample())))
    lines = [f' "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in found.items()]
    return "{" + ",\n".join(lines)[1:] + "}"


def sample() -> tuple[Event, Report]:
    """A small event with every field, and its report."""
    text = "On Wednesday Norway warned it would close the strait unless Peru frees the crew."

    def words(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    def actor(name: str, code: str) -> Participant:
        who = Actor(code, name, code, "GOV", None, None, None, "country")
        return Participant(who, words(name), 0.99, "name:name")

    report = Report("r1", "-", text, (Block("body", Span(0, len(text))),))
    day = date(2021, 12, 15)
    event = Event(
        id="4ff68667978dceef",
        report="r1",
        type="THREATEN",
        mode="restrict",
        quad=3,
        status="actual",
        confidence=0.91,
        trigger=words("warned"),
        sentence=Span(0, len(text)),
        sources=(actor("Norway", "NOR"),),
        targets=(actor("Peru", "PER"),),
        content=words("close the strait"),
        content_type="COERCE",
        condition=words("unless Peru frees the crew"),
        attribution=(Link("Harbour Wire", "outlet"),),
        when=When(day, day, "relative", words("Wednesday")),
        why=(Reason("type", "codebook THREATEN/11", 0.91),),
    )
    return event, report


# --- the pages ------------------------------------------------------------------------

PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "codebook.md": types_page,
    "settings.md": settings_page,
    "record.md": record_page,
    "llm.md": llm_page,
}


def rendered(name: str) -> str:
    """A page as it should stand."""
    title, _, rest = PAGES[name]().partition("\n")
    return f"{title}\n\n{NOTE}{rest.strip()}\n"


def stale(folder: Path = DOCS) -> list[str]:
    """The pages that are missing or not as they should stand."""
    return [
        name
        for name in PAGES
        if not (folder / name).is_file()
        or (folder / name).read_text(encoding="utf-8") != rendered(name)
    ]


def main(arguments: list[str]) -> int:
    """Writes the stale pages, or with `--check` names them; the exit code."""
    found = stale()
    if "--check" in arguments:
        for name in found:
            print(f"docs/{name} is stale: run make docs")
        return 1 if found else 0
    DOCS.mkdir(exist_ok=True)
    for name in found:
        (DOCS / name).write_text(rendered(name), encoding="utf-8")
        print(f"docs/{name} written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
