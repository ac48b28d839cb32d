"""Learns the weights by which pronouns find whom they mean.

    python scripts/train_reference.py FILE... [--out detente/actors/data/reference_weights.json]

FILEs are marked mini reports as in tests/actors. For each third-person pronoun the candidates
that the rules let through compete with "nobody"; the weights maximise the probability of the
right ones (softmax, latent over several right sightings, L2), by gradient descent in numpy, the
same result for the same input.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

import test_anaphora as gold  # noqa: E402

from detente.actors import anaphora, cast, ranking, thirdperson  # noqa: E402
from detente.actors.registry import load  # noqa: E402
from detente.types import Mention  # noqa: E402

OUT = HERE.parent / "detente" / "actors" / "data" / "reference_weights.json"
ROUNDS, STEP, PENALTY = 400, 0.5, 0.05
Case = tuple[str, list[dict[str, float]], list[bool]]


def cases(files: list[Path]) -> Iterator[Case]:
    """What is wanted, the features of each candidate (nobody last), and which are right."""
    registry = load()
    for file in files:
        for mini in gold.minis(file):
            document = gold.document(mini.text, mini.day)
            wanted = {span.stop: who for span, who in mini.marks}
            caster = cast._Caster(cast.look(document, registry))
            for mention in document.mentions:
                if mention.kind in {"pronoun", "possessive"} and mention.span.stop in wanted:
                    case = _case(caster, mention, wanted[mention.span.stop])
                    if case is not None:
                        yield case
                caster.visit(mention)


def _case(caster: cast._Caster, mention: Mention, who: str) -> Case | None:
    asked = anaphora.third_person(caster.stage, mention)
    if asked is None:
        return None
    around = thirdperson.look_around(caster.stage, mention, *asked)
    found = thirdperson.candidates(caster.stage, mention, around)
    rows = [ranking.features(caster.stage, s, around) for s in found]
    right = [gold.right(s.actors, who) if s.actors else who == "-" for s in found]
    rows.append(ranking.of_nobody(caster.stage, around, len(found)))
    right.append(who == "-")
    if not any(right):  # whom it means was never understood: nothing to learn
        return None
    return around.wanted, rows, right


def fit(rows: list[tuple[list[dict[str, float]], list[bool]]]) -> dict[str, float]:
    """The weights for one kind of pronoun."""
    names = sorted({name for features, _ in rows for row in features for name in row})
    place = {name: n for n, name in enumerate(names)}
    tables = []
    for features, right in rows:
        table = np.zeros((len(features), len(names)))
        for i, row in enumerate(features):
            for name, value in row.items():
                table[i, place[name]] = value
        tables.append((table, np.array(right)))
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        slope = -PENALTY * weights * len(tables)
        for table, right in tables:
            scores = table @ weights
            share = np.exp(scores - scores.max())
            share /= share.sum()
            good = share * right
            good /= good.sum()
            slope += (good - share) @ table
        weights += STEP * slope / len(tables)
    return {name: round(float(weights[place[name]]), 3) for name in names}


def main() -> None:
    """Write the weights of the files given."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--out", type=Path, default=OUT)
    given = options.parse_args()
    by_kind: dict[str, list[tuple[list[dict[str, float]], list[bool]]]] = {}
    for wanted, rows, right in cases(given.files):
        by_kind.setdefault(wanted, []).append((rows, right))
    learned = {kind: fit(rows) for kind, rows in sorted(by_kind.items())}
    made = {
        "made by": "scripts/train_reference.py",
        "from": {file.name: len(gold.minis(file)) for file in given.files},
        "pronouns": {kind: len(rows) for kind, rows in sorted(by_kind.items())},
        "weights": learned,
    }
    given.out.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
