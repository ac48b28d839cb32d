"""Check corpus/{train,dev,test,sentences} and count what is in it; `make corpus`.

Every file must load with codes that exist, no document may stand in two parts, and no sentence may
stand twice, in the corpus or in the gate's own gold. Faults are printed as `file:line: what`,
with exit code 2.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.actors.tables import DATA, SECTORS, WITHOUT_STATE
from detente.errors import GoldError
from detente.evaluate import markup
from detente.evaluate.gold import GoldEvent, GoldReport, either
from detente.evaluate.words import MODES

FOLDER = Path(__file__).parent.parent / "corpus"
PARTS = ("train", "dev", "test", "sentences")
FAULTY = 2
GONE = frozenset({"YUG", "SCG"})
"""States that are no more, with codes that ISO 3166 has withdrawn."""


@dataclass(frozen=True, slots=True)
class Case:
    """One file of the corpus, loaded: where it is, in which part, and what it says."""

    path: Path
    part: str
    report: GoldReport

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each sentence with its line number."""
        lines = [line.rstrip() for line in self.path.read_text(encoding="utf-8").split("\n")]
        for number in range(lines.index("") + 1, len(lines)):
            if lines[number] and not lines[number][0].isspace():
                yield number + 1, lines[number]


# --- faults ---------------------------------------------------------------------------


def read(folder: Path) -> tuple[list[Case], list[str]]:
    """All files of the parts in the order of their paths, and the faults of those that break."""
    cases, faults = [], []
    for part in PARTS:
        for path in sorted((folder / part).glob(f"*{markup.SUFFIX}")):
            try:
                cases.append(Case(path, part, markup.load_file(path)))
            except GoldError as error:
                faults.append(str(error))
    if not cases and not faults:
        faults.append(f"{folder}: holds no {markup.SUFFIX} file in {', '.join(PARTS)}")
    return cases, faults


def doubles(cases: Iterable[Case], own: Path = markup.CORPUS) -> Iterator[str]:
    """Documents and sentences that stand twice, the gate's own gold in `own` included."""
    gate = [Case(path, "", markup.load_file(path)) for path in sorted(own.glob("*.gold"))]
    docs: dict[str, Path] = {}
    said: dict[str, str] = {}
    for case in [*gate, *cases]:
        first = docs.setdefault(case.report.id, case.path)
        if first != case.path:
            yield f"{case.path}:1: doc: {case.report.id!r} stands in {first} too"
        for number, text in case.lines():
            place = f"{case.path}:{number}"
            before = said.setdefault(folded(text), place)
            if before != place:
                yield f"{place}: the sentence of {before} again: {text[:60]!r}"


def folded(sentence: str) -> str:
    """A sentence without case, marks and spacing: what makes two of them the same."""
    return " ".join(re.findall(r"\w+", sentence.casefold()))


def wrong_codes(cases: Iterable[Case]) -> Iterator[str]:
    """Countries and sectors that are none, such as a sector where a country should stand."""
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        countries = {row["country"] for row in csv.DictReader(file)} | WITHOUT_STATE | GONE
    for case in cases:
        for (number, _), sentence in zip(case.lines(), case.report.sentences, strict=True):
            for below, event in enumerate(sentence.events, 1):
                for actor in (*event.source, *event.target):
                    wrong = {*either(actor.country)} - countries
                    wrong |= {*either(actor.sector)} - SECTORS - {""}
                    if wrong:
                        codes = ", ".join(sorted(wrong))
                        yield f"{case.path}:{number + below}: {actor.text!r}: no code: {codes}"


# --- counts ---------------------------------------------------------------------------


def digest(cases: Iterable[Case]) -> str:
    """SHA-256 over part, name and bytes of every file."""
    found = hashlib.sha256()
    for case in cases:
        data = case.path.read_bytes()
        found.update(f"{case.part}/{case.path.name}\0{len(data)}\0".encode())
        found.update(data)
    return found.hexdigest()


def events(cases: Iterable[Case]) -> list[GoldEvent]:
    """All events in order."""
    return [e for case in cases for s in case.report.sentences for e in s.events]


def overview(cases: list[Case]) -> Iterator[str]:
    """A table of the parts and of all of them."""
    yield f"{'part':<8}{'reports':>8}{'sentences':>11}{'no act':>8}{'events':>8}{'optional':>10}"
    for part in (*PARTS, "all"):
        chosen = [case for case in cases if part in (case.part, "all")]
        sentences = [s for case in chosen for s in case.report.sentences]
        without = sum(not s.events for s in sentences) / (len(sentences) or 1)
        found = events(chosen)
        optional = sum(e.optional for e in found)
        yield (
            f"{part:<8}{len(chosen):>8}{len(sentences):>11}{without:>8.1%}"
            f"{len(found):>8}{optional:>10}"
        )


def tallies(found: list[GoldEvent]) -> Iterator[str]:
    """Events by type, mode and status; an `A|B` stands under its first alternative."""
    for name in ("type", "status"):
        counts = Counter(either(getattr(event, name))[0] for event in found)
        yield f"\nby {name}"
        yield from (f"  {key:<28}{n:>6}" for key, n in counts.most_common())
    modes = Counter(_with_type(event) for event in found if event.mode)
    yield "\nby mode"
    yield from (f"  {key:<28}{n:>6}" for key, n in sorted(modes.items()))


def _with_type(event: GoldEvent) -> str:
    """The first mode with the first type that has it."""
    mode = either(event.mode)[0]
    kinds = either(event.type)
    return f"{next((kind for kind in kinds if mode in MODES[kind]), kinds[0])}/{mode}"


def main(arguments: list[str] | None = None) -> int:
    """Print the counts, or the faults; 0 where there is none."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    folder: Path = options.parse_args(arguments).folder
    cases, faults = read(folder)
    faults += [*doubles(cases), *wrong_codes(cases)]
    if faults:
        print(*faults, sep="\n", file=sys.stderr)
        return FAULTY
    print(*overview(cases), *tallies(events(cases)), sep="\n")
    print(f"\nsha256 {digest(cases)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
