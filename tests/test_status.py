"""Status and condition of a predicate, from how the clause around it is built.

The marked-up string is the test: `{word|status}`, and `<...>` around the condition.
"""

from __future__ import annotations

import re

import pytest

from detente.events import status
from detente.events.tree import Tree
from detente.parse import parse
from detente.types import Block, Report, Span

CASES = """
Turkish jets {struck|actual} the camp.
The two ministers {met|actual} on Tuesday.
Kenya said its troops had {seized|actual} the port.
Rebels are {shelling|actual} the town.
The minister did not {attend|negated} the talks.
Iran has never {attacked|negated} the base.
No {talks|negated} were held in Cairo.
The army left the town without {firing|negated} a shot.
Ankara will {send|planned} troops to the border.
The president is due to {visit|planned} Paris next week.
Japan plans to {impose|planned} sanctions on the company.
Brazil decided to {withdraw|planned} its ambassador.
India is preparing to {deploy|planned} two brigades.
The planned {visit|planned} to Ankara drew criticism.
Seoul and Tokyo are scheduled to {hold|planned} talks on Friday.
Russia may {invade|possible} Ukraine.
Israel could {strike|possible} the site within days.
Officials fear that the rebels will {attack|possible} the capital.
Residents spoke of fears of rebels {attacking|possible} the capital.
Poland is considering {closing|possible} the border.
Cuba hopes to {sign|possible} the treaty.
Egypt wants to {mediate|possible} between the two sides.
A possible {attack|possible} on the depot worries the governor.
The general denied {ordering|denied} the raid.
Serbia denied that its police had {killed|denied} the men.
He denied reports of an {attack|denied} on the village.
The king cancelled a {visit|negated} to Madrid.
The police prevented an {attack|negated} on the embassy.
If Iran {attacks|conditional} the tankers, prices will rise.
Unless Syria {withdraws|conditional} its army, the talks will end.
Moscow would {respond|conditional} <if NATO deployed missiles in Finland>.
Paris will {recall|conditional} its envoy <unless Mali apologizes>.
China {warned|actual} that it would retaliate.
London {urged|actual} Tehran to release the crew.
France to {send|planned} more troops to Chad
The army tried to {retake|actual} the city.
The army failed to {retake|negated} the city.
The rebels refused to {release|negated} the hostages.
The company agreed to {pay|planned} the fine.
Ukraine continued to {shell|actual} the bridge.
The coalition began {bombing|actual} the airport.
Moldova is likely to {expel|possible} the diplomat.
"""
MARK = re.compile(r"\{([^|]*)\|(\w+)\}")


@pytest.mark.parametrize("marked", [c for c in CASES.strip().split("\n") if c])
def test_status(marked: str) -> None:
    want = MARK.search(marked)
    assert want is not None
    plain = MARK.sub(r"\1", marked)
    condition = plain[plain.index("<") + 1 : plain.index(">")] if "<" in plain else None
    plain = plain.replace("<", "").replace(">", "")
    document = parse(Report("x", "v", plain, (Block("body", Span(0, len(plain))),)))
    tree = Tree(document)
    at = next(t.i for t in document.tokens if t.span.start == want.start())
    found = status.of(tree, at)
    assert f"{want[1]}|{found.value} ({found.rule})".startswith(f"{want[1]}|{want[2]}")
    words = found.condition.of(plain) if found.condition else None
    assert words == condition
