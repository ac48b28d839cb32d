"""Predicates with how surely they happened (UDS-IH2) to training examples for the coder's model.

    python scripts/facts_examples.py OUT.jsonl uds_ih2_train.jsonl.gz [--sample N]

One sentence a line: its `words`, and `facts`, pairs of a word and its value from -3 (surely did
not happen) to 3 (surely did). Brackets of the treebank are spelled out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

SEED = 1
SPELLED = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}


def example(line: str) -> dict[str, object] | None:
    """The example of one line of the set; None where it asks nothing."""
    row = json.loads(line)
    words = [SPELLED.get(word, word) for word in row["text"].split(" ")]
    facts = [(t["span1"][0], float(t["label"])) for t in row["targets"]]
    facts = [(at, value) for at, value in facts if at < len(words)]
    return {"words": words, "events": [], "facts": facts} if facts else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the examples."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sample", type=int, help="so many sentences, at random")
    asked = parser.parse_args(arguments)
    with gzip.open(asked.corpus, "rt", encoding="utf-8") as lines:
        found = [e for e in map(example, lines) if e is not None]
    if asked.sample:
        found = random.Random(SEED).sample(found, min(asked.sample, len(found)))
    rows = (json.dumps(row, ensure_ascii=False) + "\n" for row in found)
    asked.out.write_text("".join(rows), encoding="utf-8")
    print(f"{len(found)} sentences -> {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
