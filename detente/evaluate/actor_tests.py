"""A peer's tests of actor phrases, asked of our resolver: country, sector, identity.

One JSON line a test: `query`, `args` (context and date as the peer's function takes them),
`asserts` (Python comparisons). Only assertions on country, first sector and identity, and
"no actor", are asked; the rest (the peer's internals) are counted as not asked.

Where the peer writes the same answer in another way, it is the same:
- A test without a day is asked on the latest day that the file names: his own is the day
  of the run.
- `EUR` and `UNO` are our IGO with the identity EU and UN.
- An empty sector of a country is our GOV; his UNK and JNK are our empty sector or nobody; a
  body between states has its country code for a sector.
- His GOV of an official between states is our empty sector.
- His MED for medical words is our HLH.
- A title is the identity of whoever our registry gives for that title on that day.

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
from detente.actors.resolve import resolve_phrase
from detente.errors import GoldError
from detente.parse.dates import find as find_dates
from detente.types import Actor

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


def judge(case: Case, registry: Registry, today: date | None = None) -> Iterator[Verdict]:
    """Each assertion of a case that is asked, with our answer; `today` where it has no day."""
    on = case.on or today
    answer = resolve_phrase(case.query, registry, on=on, context=case.context or None)
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
        same = any(_SAME[field](answer.actor, value, registry, on) for value in wanted)
        got = _value(answer.actor, field)
        yield Verdict(case, field, same != (sign == "!="), "|".join(wanted), got)


def _value(actor: Actor | None, field: str) -> str:
    if actor is None:
        return ""
    if field == "country":
        return actor.country or ""
    if field == "sector":
        return actor.sector or (actor.country or "")
    return actor.name


def _same_country(actor: Actor | None, wanted: str, registry: Registry, on: date | None) -> bool:
    if wanted in _BODIES:
        return (
            actor is not None
            and actor.country == "IGO"
            and bool(_ids(actor, registry) & _BODIES[wanted])
        )
    return _value(actor, "country") == wanted


def _same_sector(actor: Actor | None, wanted: str, registry: Registry, on: date | None) -> bool:
    got = _value(actor, "sector")
    if wanted in {"UNK", "JNK"}:
        return actor is None or not actor.sector
    if wanted == "" and actor is not None and actor.kind == "country":
        return True
    official = wanted == "GOV" and actor is not None and actor.kind == "person"
    between = official and got == "IGO"
    return got == wanted or between or (got, wanted) == ("HLH", "MED")


def _same_identity(actor: Actor | None, wanted: str, registry: Registry, on: date | None) -> bool:
    if actor is None:
        return False
    name = wanted.split(" (")[0]
    if normalise(actor.name) == normalise(name) or skeleton(actor.name) == skeleton(name):
        return True
    other = resolve_phrase(name, registry, on=on).actor
    return other is not None and other.key == actor.key


def _ids(actor: Actor, registry: Registry) -> set[str]:
    """The codes of a body, or of the bodies that a person serves."""
    served = {term.org for term in registry.terms(actor.key) if term.org}
    return {actor.id or "", *served}


_BODIES = {"EUR": {"EU", "EP", "EUCO", "EC"}, "UNO": {"UN", "ICJ"}}
_SAME = {"country": _same_country, "sector": _same_sector, "identity": _same_identity}


def main(arguments: list[str]) -> int:
    """Write accuracy by field to standard output; faults too when asked for."""
    registry, asked_of = load(), [*cases(Path(arguments[0]))]
    today = max((case.on for case in asked_of if case.on), default=None)
    verdicts = [v for case in asked_of for v in judge(case, registry, today)]
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
