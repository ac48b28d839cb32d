"""Feeds mutilated input to the readers: never a crash, never a hang.

    python scripts/fuzz_read.py --n 2000 --seed 1

Reports how many inputs of each sort gave reports or errors, and the slowest of them.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import time
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from detente.errors import ReadError  # noqa: E402
from detente.read import read_bytes  # noqa: E402
from detente.read.draft import digest  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from detente.types import Report

SAMPLES = ROOT / "tests" / "samples"
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "utf-7", "cp1251", "latin-1", "shift_jis", "gb18030")
ODD = "\x00\u200f\u202e\u2066\ufeff\u0301\ud7ff\U0010ffff\x1b\x85\u2028<>&*_[]()#|\"'\\{}"
BOMBS = ("*", "_", "[", "![", "[a](", "> ", "# ", "|", "`", "<b>", "<!--", "~~", "\\", "- ", "1. ")
LINES = (
    "By A and ",
    "1/1/",
    "12:30 ",
    "A. ",
    "Photo: ",
    "Related: ",
    "(AP ",
    "KYIV, ",
    "http://a.",
    "© ",
)


@dataclass(frozen=True, slots=True)
class Trial:
    """One input: its sort, its bytes, and the name that it comes under."""

    sort: str
    raw: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a trial: counts of reports and errors, seconds."""

    trial: Trial
    reports: int
    errors: int
    seconds: float


def _sample(rng: random.Random, *suffixes: str) -> bytes:
    paths = sorted(p for p in SAMPLES.iterdir() if p.suffix in suffixes)
    return rng.choice(paths).read_bytes()


def noise(rng: random.Random) -> Trial:
    """Random bytes under a random name."""
    suffix = rng.choice((".html", ".txt", ".md", ".jsonl", ".json", ""))
    return Trial("noise", rng.randbytes(rng.choice((0, 1, 7, 300, 5000))), f"noise{suffix}")


def mutilated(rng: random.Random) -> Trial:
    """A sample with pieces cut, doubled, swapped or overwritten."""
    suffix = rng.choice((".html", ".html", ".txt", ".md", ".jsonl"))
    raw = bytearray(_sample(rng, suffix))
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(raw) + 1)
        size = rng.randint(1, 60)
        piece = bytes(raw[at : at + size])
        raw[at : at + rng.choice((0, size))] = rng.choice(
            (b"", piece * 3, rng.randbytes(size), rng.choice(ODD).encode("utf-8", "replace"))
        )
    return Trial("mutilated", bytes(raw), f"mutilated{suffix}")


def truncated(rng: random.Random) -> Trial:
    """A page that ends in the middle."""
    raw = _sample(rng, ".html")
    return Trial("truncated", raw[: rng.randrange(len(raw))], "truncated.html")


def recoded(rng: random.Random) -> Trial:
    """A sample in another encoding than it says."""
    suffix = rng.choice((".html", ".txt", ".md", ".jsonl"))
    text = _sample(rng, suffix).decode("utf-8", "replace")
    return Trial("recoded", text.encode(rng.choice(ENCODINGS), "replace"), f"recoded{suffix}")


def sprinkled(rng: random.Random) -> Trial:
    """A sample with NULs, right-to-left marks and signs of markup sprinkled over it."""
    suffix = rng.choice((".html", ".txt", ".md"))
    text = _sample(rng, suffix).decode("utf-8", "replace")
    signs = [sign + (rng.choice(ODD) if rng.random() < 0.05 else "") for sign in text]
    return Trial("sprinkled", "".join(signs).encode("utf-8", "replace"), f"sprinkled{suffix}")


def broken_jsonld(rng: random.Random) -> Trial:
    """A page whose JSON-LD lost or gained signs."""
    page = _sample(rng, ".html").decode("utf-8", "replace")
    before, mark, rest = page.partition("ld+json")
    script, end, after = rest.partition("</script>")
    signs = list(script)
    for _ in range(rng.randint(1, 10)):
        signs.insert(
            rng.randrange(len(signs) + 1), rng.choice(("{", "}", "[", '"', ",", "\\", "\n"))
        )
        if signs:
            signs.pop(rng.randrange(len(signs)))
    return Trial("jsonld", (before + mark + "".join(signs) + end + after).encode(), "jsonld.html")


def bomb(rng: random.Random) -> Trial:
    """One sign or word, a great many times."""
    piece = rng.choice(BOMBS + LINES)
    count = rng.choice((100, 5_000, 60_000))
    raw = (piece * count + rng.choice(("", "x", "\n\nA sentence follows here."))).encode()
    return Trial(f"bomb {piece.strip()}", raw, f"bomb{rng.choice(('.md', '.txt', '.html'))}")


def nested(rng: random.Random) -> Trial:
    """Tags within tags within tags."""
    tag = rng.choice(("div", "b", "a", "table", "blockquote", "ul><li", "span", "p", "figure", "q"))
    depth = rng.choice((300, 3_000, 100_000))
    page = f"<html><body>{f'<{tag}>' * depth}Troops crossed the river.{'</p>' * 3}"
    return Trial("nested", page.encode(), "nested.html")


def entities(rng: random.Random) -> Trial:
    """Entities that name each other."""
    steps = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    head = f'<!DOCTYPE html [<!ENTITY e0 "ha">{steps}]>'
    body = "<html><body><p>&e11; " + "&amp;" * rng.choice((10, 50_000)) + "</p></body></html>"
    return Trial("entities", (head + body).encode(), "entities.html")


def zipped(rng: random.Random) -> Trial:
    """A zip archive under the name of a text."""
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "no " * rng.randint(1, 2_000))
    return Trial("zip", store.getvalue(), rng.choice(("zip.txt", "zip.html", "zip.jsonl", "zip")))


def json_lines(rng: random.Random) -> Trial:
    """JSON Lines with wrong types, wrong dates, deep nesting and lone surrogates."""
    odd = (
        None,
        5,
        -1.5,
        True,
        [],
        {},
        "",
        " ",
        "\ud800",
        "x" * 300,
        "2021-02-30",
        "9" * 5000,
        ["a"],
    )
    lines = []
    for _ in range(rng.randint(1, 8)):
        fields = ("id", "url", "outlet", "published", "title", "text")
        record = {name: rng.choice((*odd, "Talks failed.\n\nHe left.")) for name in fields}
        lines.append(rng.choice((json.dumps(record), "[" * 100_000, "{" * 9, '{"text": ' * 3_000)))
    return Trial("jsonl", "\n".join(lines).encode("utf-8", "replace"), "odd.jsonl")


def long_line(rng: random.Random) -> Trial:
    """Five megabytes on one line."""
    word = rng.choice(("word ", "word", "Word. ", "<i>w</i> ", "&#8206; ", "*w* ", "a, "))
    name = rng.choice(("long.txt", "long.html", "long.md"))
    head = "<html><body><p>" if name.endswith("html") else "# Title\n\n"
    return Trial("5 MB line", (head + word * (5_000_000 // len(word))).encode(), name)


SORTS: tuple[Callable[[random.Random], Trial], ...] = (
    *(noise, mutilated, truncated, recoded, sprinkled, broken_jsonld, bomb, nested, entities),
    *(zipped, json_lines),
)


def trials(n: int, seed: int, *, long: int = 4) -> Iterator[Trial]:
    """`n` trials, the same for the same seed; `long` of them are the slow long lines."""
    rng = random.Random(seed)
    yield Trial("empty", b"", "empty.txt")
    yield Trial("empty", b" \n\n", "blank.html")
    for number in range(max(0, n - 2)):
        yield long_line(rng) if number < long else SORTS[number % len(SORTS)](rng)


def run(trial: Trial) -> Outcome:
    """Read one trial; raises AssertionError where an answer is not sound."""
    start = time.perf_counter()
    answers = list(read_bytes(trial.raw, trial.name))
    seconds = time.perf_counter() - start
    reports = [answer for answer in answers if not isinstance(answer, ReadError)]
    for report in reports:
        check(report)
    return Outcome(trial, len(reports), len(answers) - len(reports), seconds)


def check(report: Report) -> None:
    """Raise AssertionError where a Report breaks its promises."""
    text = report.text
    assert text.strip() and report.blocks, "a report without text"
    assert report.version == digest(text), "a version that is not the text's"
    text.encode("utf-8")
    last = 0
    for block in report.blocks:
        span = block.span
        assert last <= span.start < span.stop <= len(text), "blocks overlap or leave the text"
        assert span.of(text).strip() == span.of(text), "a block with blanks at its ends"
        last = span.stop
    if report.published is not None:
        assert report.date == report.published.date(), "a date that is not its time's"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trials and print the counts; 1 where one of them took over ten seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    outcomes = [run(trial) for trial in trials(options.n, options.seed)]
    counts = Counter(outcome.trial.sort.split()[0] for outcome in outcomes)
    print(f"{'sort':<12}{'inputs':>8}{'reports':>9}{'errors':>8}{'slowest':>9}")
    for sort, count in sorted(counts.items()):
        same = [outcome for outcome in outcomes if outcome.trial.sort.split()[0] == sort]
        reports, errors = sum(o.reports for o in same), sum(o.errors for o in same)
        print(f"{sort:<12}{count:>8}{reports:>9}{errors:>8}{max(o.seconds for o in same):>8.2f}s")
    slowest = max(outcomes, key=lambda outcome: outcome.seconds)
    print(
        f"{len(outcomes)} inputs, no crash; slowest {slowest.seconds:.2f}s: {slowest.trial.sort}"
        f" ({slowest.trial.name}, {len(slowest.trial.raw):,} bytes)"
    )
    return 1 if slowest.seconds > 10 else 0


if __name__ == "__main__":
    sys.exit(main())
