"""A peer's tests of actor phrases, asked of our resolver: country, sector, identity.

One JSON line a test: `query`, `args` (context and date as the peer's function takes them),
`asserts` (Python comparisons). Only assertions on country, first sector and identity, and
"no actor", are asked; the rest (the peer's internals) are counted as not asked.

    python -m detente.evaluate.actor_tests FILE [--faults]
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.actors.names import normalise, skeleton
from detente.actors.registry import Registry, load
from detente.actors.resolve import Resolution, resolve_phrase
from detente.errors import GoldError
from detente.parse.dates import find as find_dates

_COMPARE = re.compile(
    r"""^(?:code|wiki)?\[?'?(country|code_1|wiki|title|cc)'?\]?\s*(==|!=|in)\s*(.+?)\s*$"""
)
_QUOTED = re.compile(r"""(["'])(.*?)\1""")
_FIELD = {"country": "country", "cc": "country", "code_1": "sector", "wiki": "identity"}
_FIELD |= {"title": "identity"}


@dataclass(frozen=True, slots=True)
class Case:
    """A phrase with its surroundings, and what is asserted of it."""

    name: str
    query: str
    context: str
    on: date | None
    asserts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One assertion: its field, and whether it holds; `got` is what was answered."""

    case: Case
    field: str
    holds: bool
    wanted: str
    got: str


def cases(path: Path) -> Iterator[Case]:
    """The tests of a file; GoldError where a line is none."""
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            context, on = _arguments(row.get("args", ""))
            yield Case(row["test"], row["query"], context, on, tuple(row["asserts"]))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise GoldError(f"is no actor test: {error}", f"{path}:{n}") from error


def _arguments(args: str) -> tuple[str, date | None]:
    """Context and day from `, "context", "day"` or `, query_date="day"`."""
    words = [m[1] for m in _QUOTED.findall(args)]
    if not words:
        return "", None
    if "query_date" in args:
        return "", _day(words[-1])
    return words[0], _day(words[1]) if len(words) > 1 else None


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        found = [d.value for d in find_dates(words, None) if d.value is not None]
        return found[0][0] if found else None


def judge(case: Case, registry: Registry) -> Iterator[Verdict]:
    """Each assertion of a case that is asked, with our answer."""
    answer = resolve_phrase(case.query, registry, on=case.on, context=case.context or None)
    for text in case.asserts:
        if text.strip() == "code is None":
            holds = answer.actor is None
            yield Verdict(case, "nothing", holds, "nobody", answer.rule)
            continue
        found = _COMPARE.match(text.split(" #")[0])
        if found is None or (found[3].strip() in {'""', "''"} and found[1] == "wiki"):
            continue
        field, sign = _FIELD[found[1]], found[2]
        wanted = [value for _, value in _QUOTED.findall(found[3])] or [""]
        got = _value(answer, field)
        same = any(_same(field, got, value) for value in wanted)
        yield Verdict(case, field, same != (sign == "!="), "|".join(wanted), got)


def _value(answer: Resolution, field: str) -> str:
    actor = answer.actor
    if actor is None:
        return ""
    if field == "country":
        return actor.country or ""
    if field == "sector":
        return actor.sector or (actor.country or "")
    return actor.name


def _same(field: str, got: str, wanted: str) -> bool:
    if field != "identity":
        return got == wanted
    return normalise(got) == normalise(wanted) or skeleton(got) == skeleton(wanted)


def main(arguments: list[str]) -> int:
    """Write accuracy by field to standard output; faults too when asked for."""
    registry = load()
    verdicts = [v for case in cases(Path(arguments[0])) for v in judge(case, registry)]
    asked, right = Counter(v.field for v in verdicts), Counter(v.field for v in verdicts if v.holds)
    for verdict in verdicts if "--faults" in arguments else ():
        if not verdict.holds:
            line = f"{verdict.field:9s} {verdict.case.query[:70]!r} wanted {verdict.wanted!r}"
            sys.stdout.write(f"{line} got {verdict.got!r}\n")
    for field in sorted(asked):
        sys.stdout.write(f"{field:9s} {right[field]}/{asked[field]}\n")
    sys.stdout.write(f"all       {sum(right.values())}/{sum(asked.values())}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
