"""The command that hunts errors: what the coder gets wrong, by cause, and what has moved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.show.call import AsJson, Call, call_of

if TYPE_CHECKING:
    from detente.evaluate.listing import Manner
    from detente.evaluate.runs import Run
    from detente.show.measuring import Measured

Gold = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="Gold: files or folders of .gold, or JSON Lines."),
]
ReportFile = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Code this report as published instead."),
]
EventsFile = Annotated[
    Path | None,
    typer.Option("--events", metavar="FILE", help="Score these events (JSON Lines) instead."),
]
Second = Annotated[
    Path | None,
    typer.Option(
        "--second",
        metavar="FOLDER",
        help="Another coding of these reports: where it disagrees, the gold is doubtful.",
    ),
]
Against = Annotated[
    Path | None,
    typer.Option(
        "--against", metavar="FILE", help="A run that --save wrote: show what has moved since."
    ),
]
Save = Annotated[
    Path | None, typer.Option("--save", metavar="FILE", help="Keep this run, to compare later.")
]
Cause = Annotated[
    str | None,
    typer.Option("--cause", metavar="NAME", help="This cause alone: “no clause”, wrong-actor, …"),
]
Limit = Annotated[
    int, typer.Option("--limit", min=1, help="How many of each cause are shown; --json: all.")
]


def errors(
    context: typer.Context,
    files: Gold,
    report: ReportFile = None,
    events: EventsFile = None,
    second: Second = None,
    against: Against = None,
    save: Save = None,
    cause: Cause = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """What the coder gets wrong, by cause, sentence by sentence; what has moved since a run.

    docs/errors.md says what each cause means.
    """
    from detente.evaluate import runs
    from detente.evaluate.listing import Manner
    from detente.show.measuring import Measured, there

    call = call_of(context)
    wanted = _cause(cause) if cause is not None else ""
    before = runs.load(there(against)) if against is not None else None
    now = _run(call, Measured(files, report, events), second)
    if save is not None:
        runs.save(now, save)
    out = call.screen.out
    shown = _Shown(now, before, wanted)
    manner = Manner(limit, out.width if out.is_terminal else 0)
    _write(call, shown.objects() if as_json else shown.lines(manner))


def _cause(name: str) -> str:
    """The cause that is meant: its name, or how it begins; words may be joined by hyphens."""
    from detente.errors import UserError
    from detente.evaluate.causes import CAUSES

    words = " ".join(name.lower().replace("-", " ").replace("_", " ").split())
    found = [one for one in CAUSES if one == words] or [c for c in CAUSES if c.startswith(words)]
    if len(found) != 1:
        raise UserError(f"no such cause (known: {', '.join(CAUSES)})", f"--cause {name}")
    return found[0]


def _run(call: Call, what: Measured, second: Path | None) -> Run:
    from datetime import date

    from detente.evaluate import runs
    from detente.evaluate.causes import faults
    from detente.evaluate.doubts import load_second
    from detente.show.measuring import there

    golds = what.golds()
    coding = load_second(there(second), golds) if second is not None else None
    score = what.score(golds, call)
    return runs.run(golds, score, faults(score, coding), date.today().isoformat())


def _write(call: Call, lines: Iterator[str]) -> None:
    from detente.show.plain import plain

    for line in lines:
        call.screen.write(plain(line) + "\n")


@dataclass(frozen=True)
class _Shown:
    """A run for people or for programs, beside an earlier one; of one cause or of all ("")."""

    now: Run
    before: Run | None = None
    cause: str = ""

    def lines(self, manner: Manner) -> Iterator[str]:
        """The table of causes, then the cases, or where there is an earlier run what moved."""
        from detente.evaluate import listing, moves

        yield listing.overview(self.now.cases, self.before.cases if self.before else None)
        yield ""
        if self.before is None:
            cases = [case for case in self.now.cases if self.cause in ("", case.cause)]
            yield from listing.cases(cases, len(self.now.cases), manner)
            return
        what = moves.of_cause(moves.between(self.before, self.now), self.cause)
        yield from listing.moved(what, self.before, self.now, manner)

    def objects(self) -> Iterator[str]:
        """A JSON object a case; with an earlier run also what became of it and what it was."""
        from detente.evaluate import moves, runs

        what = moves.between(self.before, self.now) if self.before is not None else None
        for case, fate in moves.fates(self.now, what):
            if self.cause in ("", case.cause, fate.get("was")):
                yield json.dumps(runs.as_json(case) | fate, ensure_ascii=False)
