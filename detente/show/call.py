"""What every command is called with: the settings, the record, the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.show.screen import Screen

if TYPE_CHECKING:
    from detente.pipeline import Pipeline
    from detente.record.store import Record
    from detente.settings import Settings

OWN_TABLES = ("actors.csv", "actors.toml")
"""Tables of actors that are read where they lie beside the record and no setting names any."""

RecordFile = Annotated[
    Path | None,
    typer.Option("--record", metavar="FILE", help="The record to use, instead of the settings'."),
]
AsJson = Annotated[bool, typer.Option("--json", help="For programs: JSON instead of tables.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="KIND",
        help="Take the input for html, text, markdown or jsonl instead of guessing.",
    ),
]
OutletName = Annotated[
    str | None,
    typer.Option("--outlet", metavar="NAME", help="Who published the reports, as name or domain."),
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="TIME", help="When they were published: a day, or a day and time."
    ),
]


@dataclass(frozen=True)
class Call:
    """The options that stand before the command."""

    settings_file: Path | None = None
    record_file: Path | None = None
    verbose: bool = False
    screen: Screen = field(default_factory=Screen)

    @cached_property
    def settings(self) -> Settings:
        """The settings in force; SettingsError where they cannot be read."""
        from detente.settings import load

        return load(self.settings_file)

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline that the settings ask for."""
        return self.pipeline_for(None)

    def pipeline_for(self, record: Path | None) -> Pipeline:
        """The pipeline for this record, once its own tables are found right: else TableError."""
        from detente.pipeline import Pipeline

        own = self.actor_tables(record)
        return Pipeline.of(replace(self.settings, actors=own)).checked()

    def tell_of_model(self, pipeline: Pipeline) -> None:
        """Says on standard error what a language model was asked, where one is."""
        if pipeline.model is not None:
            self.screen.say(pipeline.model.told())

    def actor_tables(self, record: Path | None = None) -> tuple[Path, ...]:
        """The user's own tables of actors: the settings', else those beside the record."""
        if self.settings.actors:
            return self.settings.actors
        folder = self.record_path(record).parent
        return tuple(folder / name for name in OWN_TABLES if (folder / name).is_file())

    def own_table(self, record: Path | None = None) -> Path:
        """The table that is added to: the last of those in force, else one to be made."""
        return (self.actor_tables(record) or (self.record_path(record).parent / OWN_TABLES[0],))[-1]

    def record_path(self, named: Path | None = None) -> Path:
        """The record's file: the command's own option, the global one, the settings."""
        return named or self.record_file or self.settings.record

    @contextmanager
    def outlets(self, *more: Path) -> Iterator[None]:
        """Within it the user's own outlets are known; TableError where their table is wrong."""
        from detente.read.outlets import also

        own = self.settings.outlets
        with also(*more, *((own,) if own else ())):
            yield

    @contextmanager
    def record(self, named: Path | None = None, *, readonly: bool = True) -> Iterator[Record]:
        """The record, open; NotFoundError where there is none to read."""
        from detente.record.store import Record

        with Record.open(self.record_path(named), readonly=readonly) as record:
            yield record


def call_of(context: typer.Context) -> Call:
    """The call that a command belongs to."""
    found = context.find_object(Call)
    return found if found is not None else Call()
