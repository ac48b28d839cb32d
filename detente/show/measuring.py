"""Gold files coded and scored for the commands that measure, with a bar where it can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import ReadError, UserError
from detente.evaluate import markup, predicted
from detente.evaluate.measure import Coder, measure, measure_report
from detente.evaluate.score import Score, score
from detente.pipeline import Coded, Failure

if TYPE_CHECKING:
    from detente.evaluate.gold import GoldReport
    from detente.pipeline import Pipeline
    from detente.show.call import Call
    from detente.show.screen import Screen
    from detente.types import Report


@dataclass(frozen=True)
class Measured:
    """What is measured: gold, and where not the gold's own words are coded, a report or events."""

    files: Sequence[Path]
    report: Path | None = None
    events: Path | None = None

    def golds(self) -> list[GoldReport]:
        """The gold of all files; GoldError, with file and line, where one is wrong."""
        found = [gold for file in self.files for gold in markup.load(there(file))]
        seen: set[str] = set()
        for gold in found:
            if gold.id in seen:
                raise UserError("stands twice in what is measured", gold.id)
            seen.add(gold.id)
        return found

    def score(self, golds: Sequence[GoldReport], call: Call) -> Score:
        """The gold coded (or the events read) and scored."""
        if self.events is not None:
            return score(golds, predicted.load(there(self.events)))
        coder = watched(telling(call.pipeline, call.screen), len(golds), call.screen)
        if self.report is not None and len(golds) != 1:
            raise UserError(f"goes with the gold of one report, not of {len(golds)}", "--report")
        report = None if self.report is None else there(self.report)
        found = measure_report(golds[0], report, coder) if report else measure(golds, coder)
        call.tell_of_model(call.pipeline)
        return found


def there(file: Path) -> Path:
    """The file, where there is one; else a ReadError."""
    if not file.exists():
        raise ReadError("no such file or folder", str(file))
    return file


def telling(pipeline: Pipeline, screen: Screen) -> Coder:
    """The pipeline's coder, which names the reports that break it."""

    def code(reports: Iterable[Report]) -> Iterator[Coded]:
        for outcome in pipeline.outcomes(reports):
            if isinstance(outcome, Failure):
                screen.say(f"detente: {outcome}: counted as not found")
            else:
                yield outcome

    return code


def watched(coder: Coder, total: int, screen: Screen, name: str = "coding") -> Coder:
    """A coder that shows how far it is, where standard error is a terminal."""

    def code(reports: Iterable[Report]) -> Iterator[Coded]:
        with _bar(screen) as bar:
            task = bar.add_task(name, total=total)
            for coded in coder(reports):
                bar.advance(task)
                yield coded

    return code


def _bar(screen: Screen):  # type: ignore[no-untyped-def]
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("reports", markup=False),
        TimeElapsedColumn(),
        console=screen.err,
        disable=not screen.err.is_terminal,
        redirect_stdout=False,
        redirect_stderr=False,
        transient=True,
    )
