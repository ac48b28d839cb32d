"""How far an ingest is: a bar on standard error where that is a terminal."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from detente.errors import ReadError
from detente.pipeline import Failure
from detente.show.screen import Screen

if TYPE_CHECKING:
    from detente.show.ingest import Summary


class Mistakes(Protocol):
    """Who is told of what went wrong."""

    def unread(self, error: ReadError) -> None:
        """A report that could not be read."""

    def failed(self, failure: Failure) -> None:
        """A report that could not be coded."""


class Progress:
    """Draws the bar while it is entered, and hands on what goes wrong."""

    def __init__(self, screen: Screen, mistakes: Mistakes) -> None:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
        )
        from rich.progress import (
            Progress as Bar,
        )

        self._mistakes = mistakes
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("files", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
            console=screen.err,
            disable=not screen.err.is_terminal,
            redirect_stdout=False,
        )
        self._task = self._bar.add_task("loading", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Leaves the bar as it is."""
        self._bar.stop()

    def files(self, total: int) -> None:
        """So many files there are."""
        self._bar.update(self._task, total=total)

    def file_done(self) -> None:
        """Another file is done or passed over."""
        self._bar.advance(self._task)

    def report_done(self, summary: Summary) -> None:
        """Another report is in the record or passed over."""
        self._bar.update(
            self._task, description=f"{summary.reports} reports, {summary.events} new events"
        )

    def wrong(self, what: ReadError | Failure) -> None:
        """A report that could not be read or coded."""
        if isinstance(what, Failure):
            self._mistakes.failed(what)
        else:
            self._mistakes.unread(what)
