"""The quality gate: `python -m detente.evaluate.gate` codes our own gold and fails if it got worse.

1. Code the corpus and, where they are at hand, the shared sets; print figures beside floors.
2. Print which sentences moved since the frozen output.
3. Fail where a figure is under its floor, the corpus is not the recorded one, or a floor is
   lower than its own history says without a reason.
4. `--update` raises floors to a little under the figures and freezes the output anew; where that
   would lower a floor it refuses without `--reason TEXT`.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.errors import DetenteError, GoldError
from detente.evaluate import markup, tables
from detente.evaluate.baseline import (
    BASELINE,
    Baseline,
    Cases,
    Entry,
    Floors,
    cases,
    corpus_hash,
    load,
    lowered,
    save,
    unexplained,
)
from detente.evaluate.measure import Coder, measure
from detente.evaluate.score import Score

OWN = "own"
SHARED = ("seed", "news")
"""Sets of real reports that stay outside the project: `data/NAME/gold.jsonl` under the folder."""
VARIABLE = "DETENTE_SHARED"
MARGIN = 0.01
"""How far under the measured figure a raised floor is set, at the least."""
GRAIN = 2
"""Cases that a field asked of few events may lose: it moves when other events are matched."""


@dataclass(frozen=True, slots=True)
class Run:
    """One measuring of a coder: the corpus it read, the figures by set, the frozen cases."""

    corpus: str
    scores: Mapping[str, Score]
    cases: Cases
    skipped: tuple[str, ...] = ()


def run(coder: Coder, corpus: Path = markup.CORPUS, shared: Path | None = None) -> Run:
    """Code the corpus, and the shared sets where `shared` has them."""
    scores = {OWN: measure(markup.load(corpus), coder)}
    skipped = []
    for name in SHARED:
        file = shared / "data" / name / "gold.jsonl" if shared else None
        if file is not None and file.is_file():
            scores[name] = measure(markup.load(file), coder)
        else:
            skipped.append(name)
    return Run(corpus_hash(corpus), scores, cases(scores[OWN]), tuple(skipped))


def shared_folder(environment: Mapping[str, str], root: Path) -> Path | None:
    """Where the shared sets lie: the variable's folder, or `shared` beside the project root."""
    named = environment.get(VARIABLE)
    folder = Path(named) if named else root.parent / "shared"
    if named and not folder.is_dir():
        raise GoldError(f"{VARIABLE} names no folder", named)
    return folder if folder.is_dir() else None


# --- the rules ------------------------------------------------------------------------


def failures(run: Run, baseline: Baseline) -> Iterator[str]:
    """Every rule of the gate that the run or the baseline itself breaks."""
    if run.corpus != baseline.corpus:
        yield "the corpus is not the recorded one: --update records it"
    yield from unexplained(baseline)
    for name, score in run.scores.items():
        yield from _under(name, score, baseline.floors.get(name, {}))


def _under(name: str, score: Score, floors: Mapping[str, float]) -> Iterator[str]:
    measured = score.figures()
    for figure, floor in floors.items():
        value = measured.get(figure)
        if value is None:
            yield f"{name}: {figure}: not measured, its floor is {floor:.3f}"
        elif value < floor:
            yield f"{name}: {figure}: {value:.3f} is under its floor {floor:.3f}"


def moved(before: Cases, after: Cases) -> Iterator[str]:
    """Each sentence whose outcome changed: its lines gone and its lines new."""
    for key in sorted(before.keys() | after.keys()):
        old, new = list(before.get(key, ())), list(after.get(key, ()))
        if old == new:
            continue
        yield key
        for line in dict.fromkeys(old):
            yield from [f"  - {line}"] * max(0, old.count(line) - new.count(line))
        for line in dict.fromkeys(new):
            yield from [f"  + {line}"] * max(0, new.count(line) - old.count(line))


# --- updating -------------------------------------------------------------------------


def updated(run: Run, baseline: Baseline, *, reason: str = "", today: date) -> Baseline:
    """The baseline with floors raised to the run and its cases frozen.

    A figure under its floor is a GoldError without `reason`; with one its floor follows it
    down. Floors of sets that were not at hand stay as they are.
    """
    faults = list(unexplained(baseline))
    if faults and not reason:
        raise GoldError("; ".join(faults), "baseline")
    floors = dict(_last(baseline))
    for name, score in run.scores.items():
        floors[name] = _raised(name, score, floors.get(name, {}), lower=bool(reason))
    history = baseline.history
    if not history or history[-1].floors != floors or history[-1].corpus != run.corpus:
        fallen = any(lowered(_last(baseline), floors))
        entry = Entry(today.isoformat(), run.corpus, floors, reason if fallen else "")
        history = (*history, entry)
    return Baseline(run.corpus, floors, history, run.cases)


def _last(baseline: Baseline) -> Floors:
    """The floors that hold: the history's last, whatever the file's own say."""
    return baseline.history[-1].floors if baseline.history else baseline.floors


def _raised(
    name: str, score: Score, floors: Mapping[str, float], *, lower: bool
) -> dict[str, float]:
    under = list(_under(name, score, floors))
    if under and not lower:
        raise GoldError(f"{'; '.join(under)}: lower floors only with --reason TEXT", "baseline")
    found = {}
    for figure, value in score.figures().items():
        if value is not None:
            floor = _just_under(value, max(MARGIN, GRAIN / _asked(score, figure)))
            before = floors.get(figure, 0.0)
            found[figure] = floor if value < before else max(floor, before)
    return found


def _asked(score: Score, figure: str) -> float:
    """Of how many events a field is a mean; for counts over all events, as good as infinite."""
    rates = {
        "status": score.status,
        "attribution": score.attribution,
        "date": score.date,
        "content F1": score.content,
        "condition F1": score.condition,
    }
    return rates[figure].asked if figure in rates else math.inf


def _just_under(value: float, margin: float) -> float:
    return max(0.0, math.floor((value - margin) * 1000) / 1000)


# --- the command ----------------------------------------------------------------------


def report(run: Run, baseline: Baseline) -> Iterator[str]:
    """What the gate says before its verdict: figures, skipped sets, moved sentences."""
    yield tables.figures(run.scores, baseline.floors)
    yield ""
    for name in run.skipped:
        yield f"skipped {name}: no shared folder has it (set {VARIABLE})"
    lines = list(moved(baseline.frozen, run.cases))
    cases_moved = sum(not line.startswith(" ") for line in lines)
    yield f"{cases_moved} sentences moved since the frozen output"
    yield from lines


def main(arguments: Sequence[str] | None = None, coder: Coder | None = None) -> int:
    """Run the gate; 0 where it holds, 1 where a rule is broken or an update refused."""
    options = _options().parse_args(arguments)
    out = sys.stdout
    try:
        shared = None if options.no_shared else shared_folder(os.environ, _root())
        baseline = load(options.baseline)
        measured = run(coder or _pipeline(), options.corpus, shared)
        out.write("\n".join(report(measured, baseline)) + "\n")
        if options.update:
            today = date.today()
            save(updated(measured, baseline, reason=options.reason, today=today), options.baseline)
            out.write("baseline written\n")
            return 0
    except DetenteError as error:
        out.write(f"gate: {error}\n")
        return 1
    broken = list(failures(measured, baseline))
    out.write("".join(f"FAILED {line}\n" for line in broken) or "the gate holds\n")
    return 1 if broken else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m detente.evaluate.gate")
    parser.add_argument("--update", action="store_true", help="raise floors, freeze the output")
    parser.add_argument("--reason", default="", help="why floors are lowered")
    parser.add_argument("--corpus", type=Path, default=markup.CORPUS, help="folder of gold")
    parser.add_argument("--baseline", type=Path, default=BASELINE, help="file of floors")
    parser.add_argument("--no-shared", action="store_true", help="the own corpus alone")
    return parser


def _root() -> Path:
    return Path(__file__).resolve().parents[2]


def _pipeline() -> Coder:
    """The real coder, imported only where it is used: it loads the language pipeline."""
    from detente.pipeline import code_reports

    return code_reports


if __name__ == "__main__":
    raise SystemExit(main())
