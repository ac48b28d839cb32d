"""What the actors cost: loading the registry in a fresh process, and saying who is meant.

    python bench/actors.py [--reports N]

Loading: processor seconds and growth of the peak memory, the least of several processes, so
that what else the machine does falls out. Saying who is meant: processor time of the cast of
the demo's reports as a share of that of their parse.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from speed import reports

from detente.actors.cast import cast
from detente.actors.registry import load
from detente.parse import parse_many

CHILD = """
import resource, time
from detente.actors import registry
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, start = peak(), time.process_time()
registry.load()
print(time.process_time() - start, peak() - before)
"""
PROCESSES = 7


def load_in_a_fresh_process() -> tuple[float, float]:
    """Processor seconds and growth of the peak memory in MB, the least of several."""
    costs = []
    for _ in range(PROCESSES):
        told = subprocess.run([sys.executable, "-c", CHILD], check=True, capture_output=True)
        seconds, megabytes = map(float, told.stdout.split())
        costs.append((seconds, megabytes))
    return min(s for s, _ in costs), min(m for _, m in costs)


def parse_and_cast(count: int) -> tuple[float, float]:
    """Processor seconds of the parse and of the cast of `count` reports."""
    start = time.process_time()
    documents = [*parse_many(reports(count))]
    parsed = time.process_time()
    for document in documents:
        cast(document, load())
    return parsed - start, time.process_time() - parsed


def main() -> None:
    """Print the three figures with what they may be."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=80)
    count = options.parse_args().reports
    seconds, megabytes = load_in_a_fresh_process()
    parse_and_cast(2)  # load everything before the clock runs
    share = min(cast_ / parse for parse, cast_ in (parse_and_cast(count) for _ in range(3)))
    print(f"registry load  {seconds:8.3f} s             (ceiling .250 on a quiet machine)")
    print(f"registry load  {megabytes:8.1f} MB            (ceiling 60)")
    print(f"who is meant   {share:8.3f} of the parse  (ceiling .100)")


if __name__ == "__main__":
    main()
