"""How much of the world the tables of office holders cover, as a page of docs/."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from actor_terms import Held

from detente.actors.tables import first_day, last_day

YEARS = range(2000, 2027)
OFFICES: dict[str, tuple[str, ...]] = {
    "head": ("HOS", "HOG", "LEADER"),
    "foreign": ("FM",),
    "defence": ("DM",),
    "interior": ("IM",),
    "finance": ("FIN",),
}
"""What is counted, by the office classes that count for it."""
_OPEN = ("head", "foreign", "defence")
_BORN = {"SSD": date(2011, 7, 9), "TLS": date(2002, 5, 20), "MNE": date(2006, 6, 3)}
_NOW = {"SCG": "SRB", "YUG": "SRB"}
_SNAPSHOT = re.compile(r"Wikidata \(CC0\), (\d{4})$")
_SHORT_GAP = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Post:
    """The head of an organisation: whose terms count, and since when there is such a post."""

    name: str
    orgs: tuple[str, ...]
    words: str
    since: date = date(2000, 1, 1)


POSTS = (
    Post("African Union (until 2002 OAU)", ("AU", "OAU"), "chair|secretary"),
    Post("Arab League", ("LAS",), "secretary"),
    Post("ASEAN", ("ASEAN",), "secretary"),
    Post("CIS", ("CIS",), "secretary|director"),
    Post("Commonwealth", ("COMMONWEALTH",), "secretary"),
    Post("Council of Europe", ("COE",), "secretary"),
    Post("CSTO", ("CSTO",), "secretary", date(2003, 4, 28)),
    Post("ECB", ("ECB",), "president"),
    Post("ECOWAS", ("ECOWAS",), "president of the .*commission|secretary"),
    Post("European Commission", ("EU", "EC"), "president of the european commission"),
    Post(
        "European Council", ("EU", "EUCO"), "president of the european council", date(2009, 12, 1)
    ),
    Post("EU High Representative", ("EU", "EEAS"), "high representative"),
    Post("GCC", ("GCC",), "secretary"),
    Post("IAEA", ("IAEA",), "director"),
    Post("IMF", ("IMF",), "managing director"),
    Post("International Criminal Court", ("ICC",), "prosecutor|president", date(2003, 3, 11)),
    Post("Interpol", ("INTERPOL",), "secretary"),
    Post("NATO", ("NATO",), "secretary"),
    Post("OAS", ("OAS",), "secretary"),
    Post("OHCHR", ("OHCHR",), "commissioner"),
    Post("OIC", ("OIC",), "secretary"),
    Post("OPCW", ("OPCW",), "director"),
    Post("OPEC", ("OPEC",), "secretary"),
    Post("OSCE", ("OSCE",), "secretary"),
    Post("Pacific Islands Forum", ("PIF",), "secretary"),
    Post("SADC", ("SADC",), "secretary"),
    Post("SCO", ("SCO",), "secretary", date(2004, 1, 1)),
    Post("UNHCR", ("UNHCR",), "commissioner"),
    Post("United Nations", ("UN",), "^(acting )?secretary-general of the united nations"),
    Post("WHO", ("WHO",), "director"),
    Post("World Bank", ("WB",), "president"),
    Post("WTO", ("WTO",), "director"),
)


# --- states ---------------------------------------------------------------------------


def states_of(memberships: Iterable[dict[str, str]]) -> tuple[str, ...]:
    """The members of the United Nations, the Holy See and Palestine."""
    members = {row["country"] for row in memberships if row["org"] == "UN" and not row["stop"]}
    return tuple(sorted(members | {"VAT", "PSE"}))


def covers(term: Held, on: date) -> bool:
    """True where the day lies in the term; a year alone covers all its days."""
    start, stop = first_day(term.start), last_day(term.stop)
    return (start is None or start <= on) and (stop is None or on <= stop)


class Coverage:
    """Who of the states' officers is known on which day."""

    def __init__(self, terms: Iterable[Held], states: Sequence[str]) -> None:
        self.states = tuple(states)
        self._terms: dict[tuple[str, str], list[Held]] = defaultdict(list)
        for term in terms:
            if not term.org:
                self._terms[_NOW.get(term.country, term.country), term.office].append(term)

    def existing(self, on: date) -> list[str]:
        """The states that there are on a day."""
        return [state for state in self.states if _BORN.get(state, date.min) <= on]

    def known(self, state: str, what: str, on: date) -> list[Held]:
        """The terms that cover the day, of the offices that count as `what`."""
        return [
            term
            for office in OFFICES[what]
            for term in self._terms.get((state, office), ())
            if covers(term, on)
        ]

    def gaps(self, what: str) -> Iterator[tuple[str, list[int]]]:
        """Each state with the years on whose first of July nobody is known."""
        for state in self.states:
            years = [
                year
                for year in YEARS
                if state in self.existing(date(year, 7, 1))
                and not self.known(state, what, date(year, 7, 1))
            ]
            if years:
                yield state, years


def _rests_on_open_end(terms: list[Held], on: date) -> bool:
    year_before = on.replace(year=on.year - 1)
    return bool(terms) and all(
        not term.stop and (first_day(term.start) or date.min) < year_before for term in terms
    )


def _out_of_date(terms: list[Held], on: date) -> bool:
    """True where all that we have is an open end as a snapshot more than a year older saw it."""
    found = [_SNAPSHOT.search(term.source) for term in terms if not term.stop]
    years = [int(match[1]) for match in found if match]
    return bool(terms) and len(years) == len(terms) and max(years) + 1 < on.year


# --- organisations --------------------------------------------------------------------


def post_gaps(terms: Iterable[Held], post: Post, until: date) -> list[tuple[date, date]]:
    """The times of more than a month in which nobody is known to hold the post."""
    words = re.compile(post.words, re.I)
    held = sorted(
        (first_day(term.start) or date.min, last_day(term.stop) or date.max)
        for term in terms
        if term.org in post.orgs
        and term.office in ("IO-HEAD", "IO-FM")
        and words.search(term.position)
    )
    out, free = [], post.since
    for start, stop in [*held, (until, until)]:
        if start - free > _SHORT_GAP:
            out.append((free, min(start, until)))
        free = max(free, stop)
        if free >= until:
            break
    return out


# --- the page -------------------------------------------------------------------------

_HEAD = """# Office holders: what is covered

<!-- Made by scripts/build_actors.py (make actors); change it there. -->

How many states have a known officer on the first of July of a year, out of the members of the
United Nations, the Holy See and Palestine ({count}; before its independence a state is not
counted). "Head" is the head of state, the head of government or the leader. A term without an
end is taken to last. "Open" counts the states whose head, foreign and defence minister are known
by terms alone that began more than a year before and have no end. "Old" counts, of the answers
for all five offices, those that rest on an open end which a snapshot of the source shows that is
more than a year older than the day, so that a change since would not be seen. What is in doubt:
[actors_conflicts.md](actors_conflicts.md).
"""


def page(terms: Sequence[Held], states: Sequence[str]) -> str:
    """The whole page: years, gaps by state, organisations."""
    coverage = Coverage(terms, states)
    parts = [_HEAD.format(count=len(states)), *_year_table(coverage), "\n## Gaps by state\n"]
    parts.append("Years on whose first of July nobody is known.\n")
    for what in OFFICES:
        gaps = [f"{state} {_spans(years)}" for state, years in coverage.gaps(what)]
        parts.append(f"**{what.capitalize()}** ({len(gaps)} states): {'; '.join(gaps)}.\n")
    parts += _organisations(terms, date(YEARS[-1], 7, 1))
    return "\n".join(parts) + "\n"


def _year_table(coverage: Coverage) -> Iterator[str]:
    yield f"| year | states | {' | '.join(OFFICES)} | open: {', '.join(_OPEN)} | old |"
    yield "|---|" + "---:|" * (len(OFFICES) + 3)
    for year in YEARS:
        on = date(year, 7, 1)
        states = coverage.existing(on)
        known = {what: [coverage.known(s, what, on) for s in states] for what in OFFICES}
        counts = " | ".join(str(sum(map(bool, found))) for found in known.values())
        open_ = ", ".join(
            str(sum(_rests_on_open_end(found, on) for found in known[what])) for what in _OPEN
        )
        old = sum(_out_of_date(found, on) for column in known.values() for found in column)
        yield f"| {year} | {len(states)} | {counts} | {open_} | {old} |"


def _spans(years: Sequence[int]) -> str:
    """`2000-2003, 2007` for 2000, 2001, 2002, 2003, 2007."""
    out: list[list[int]] = []
    for year in years:
        if out and out[-1][1] == year - 1:
            out[-1][1] = year
        else:
            out.append([year, year])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in out)


def _organisations(terms: Sequence[Held], until: date) -> Iterator[str]:
    gaps = {post: post_gaps(terms, post, until) for post in POSTS}
    whole = sum(not found for found in gaps.values())
    yield "## Heads of organisations\n"
    yield (
        f"{len(POSTS)} posts since 2000, or since there is such a post, until {until}; "
        f"{whole} without a gap of more than a month.\n"
    )
    yield "| post | since | nobody known |\n|---|---|---|"
    for post, found in gaps.items():
        shown = "; ".join(f"{start} to {stop}" for start, stop in found)
        yield f"| {post.name} | {post.since.year} | {shown} |"
    yield "\nThe OSCE (2020, 2024) and the WTO (2020 to 2021) had no head then; deputies led them."
