"""What has moved since an earlier run: cases mended, cases new, cases of another cause now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import zip_longest

from detente.evaluate.runs import Case, Place, Run

MENDED, NEW, CHANGED = KINDS = ("mended", "new", "changed")
SAME, UNKNOWN = "same", "not measured before"


@dataclass(frozen=True, slots=True)
class Move:
    """A case that moved: as it is now, or as it was where it is mended; `was` its old cause."""

    kind: str
    case: Case
    was: str = ""


@dataclass(frozen=True, slots=True)
class Moves:
    """What moved between two runs, over the reports that both measured.

    `altered` are reports whose gold is another one now, `left` those measured only before,
    `added` those measured only now.
    """

    moves: tuple[Move, ...]
    altered: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    def of(self, kind: str) -> tuple[Move, ...]:
        """The moves of one kind."""
        return tuple(move for move in self.moves if move.kind == kind)


def between(before: Run, now: Run) -> Moves:
    """What moved since an earlier run: mended first, then new, then of another cause."""
    both = before.golds.keys() & now.golds.keys()
    old, new = _by_place(before, both), _by_place(now, both)
    moves = [move for at in dict.fromkeys((*new, *old)) for move in _moved(old[at], new[at])]
    return Moves(
        tuple(sorted(moves, key=lambda move: KINDS.index(move.kind))),
        altered=tuple(sorted(doc for doc in both if before.golds[doc] != now.golds[doc])),
        left=tuple(sorted(before.golds.keys() - both)),
        added=tuple(sorted(now.golds.keys() - both)),
    )


def of_cause(moves: Moves, cause: str) -> Moves:
    """Those moves into a cause or out of it; "" stands for all."""
    kept = tuple(move for move in moves.moves if cause in ("", move.was, move.case.cause))
    return replace(moves, moves=kept)


def fates(now: Run, moves: Moves | None) -> Iterator[tuple[Case, dict[str, str]]]:
    """Every case of a run and those mended since, with what became of it (`move`) and `was`.

    Without an earlier run there is nothing to say of them.
    """
    if moves is None:
        yield from ((case, {}) for case in now.cases)
        return
    moved = {move.case.key: move for move in moves.moves if move.kind != MENDED}
    for case in now.cases:
        move = moved.get(case.key)
        same = UNKNOWN if case.doc in moves.added else SAME
        yield case, {"move": move.kind if move else same, "was": move.was if move else ""}
    yield from ((move.case, {"move": MENDED, "was": move.was}) for move in moves.of(MENDED))


def _by_place(run: Run, docs: Set[str]) -> defaultdict[Place, list[Case]]:
    found: defaultdict[Place, list[Case]] = defaultdict(list)
    for case in run.cases:
        if case.doc in docs:
            found[case.place].append(case)
    return found


def _moved(old: Sequence[Case], new: Sequence[Case]) -> Iterator[Move]:
    """At one place: what has the same cause stays; the rest is paired in order."""
    for was, now in zip_longest(_unpaired(old, new), _unpaired(new, old)):
        if now is None:
            yield Move(MENDED, was, was.cause)
        elif was is None:
            yield Move(NEW, now)
        else:
            yield Move(CHANGED, now, was.cause)


def _unpaired(cases: Sequence[Case], others: Sequence[Case]) -> list[Case]:
    free = Counter(case.cause for case in others)
    left = []
    for case in cases:
        if free[case.cause]:
            free[case.cause] -= 1
        else:
            left.append(case)
    return left
