"""Parties without a name: people by number, things by whose they are, many who act on each other.

Where a clause has people or things in the place of a party and the actors stage knows none of
them, they are the people of the country that the report is set in. Such a party is a guess.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.events.classify import Reading, Scene
from detente.events.roles import QUANTITY, actors_at, is_owned
from detente.events.tree import Tree
from detente.types import Actor, Participant, Span

SCORE = 0.3
HURT = frozenset({"ASSAULT"})
CROWDS = frozenset({"PROTEST"})
PEOPLE = frozenset(
    (
        "somebody anybody everybody anyone everyone someone those other crowd thousand "
        "dozen hundred score demonstrator"
    ).split()
)
BORDERING = frozenset({"with", "of", "to", "for", "from", "in", "against"})
GOALS = ("at", "on", "into", "object")
TOOLS = frozenset(
    (
        "fire gas shot shell rocket missile bomb grenade bullet stone gun weapon attack raid "
        "strike blow round volley salvo drone force violence week day night time hour month year"
    ).split()
)
PLURALS = frozenset({"NNS", "NNPS"})
STATELESS = frozenset({"IGO", "NGO", "GRP"})


def beyond_own(reading: Reading, scene: Scene) -> tuple[Participant, ...]:
    """The targets; where those are only the source itself ("closed its border with Sudan"),
    whoever stands beside what is its own."""
    own = {p.actor.key for p in reading.sources}
    found = reading.targets
    if not found or not all(p.rule == "pronoun:thing" and p.actor.key in own for p in found):
        return found
    tree = scene.tree
    for heads in reading.clause.slots.values():
        for head in heads:
            if is_owned(head, tree):
                beside = actors_at(_beside(head, tree), tree, scene.cast)
                others = tuple(p for p in beside if p.actor.key not in own)
                if others:
                    return others
    return ()


def _beside(head: int, tree: Tree) -> list[int]:
    return [each for inner in tree.after(head, BORDERING) for each in tree.conjuncts(inner)]


def sources(reading: Reading, scene: Scene) -> tuple[Participant, ...]:
    """Those whom the clause only counts, where they act: "tens of thousands marched"."""
    if reading.group.type not in CROWDS:
        return ()
    heads = reading.clause.slots.get("subject", ())
    return _people(heads, reading, scene)


def targets(reading: Reading, scene: Scene) -> tuple[Participant, ...]:
    """Those whom the clause only counts, where they are acted on; and whoever lives or works in
    what is attacked ("bombed a village")."""
    found = _people(reading.clause.slots.get("object", ()), reading, scene)
    if found or reading.group.type not in HURT:
        return found
    heads = [h for slot in GOALS for h in reading.clause.slots.get(slot, ())]
    tokens, times = scene.tree.tokens, scene.tree.times
    nouns = [h for h in heads if tokens[h].pos == "NOUN" and tokens[h].lemma not in TOOLS]
    nouns = [h for h in nouns if h not in times]
    return _made(nouns[:1], reading, scene)


def _people(heads: Sequence[int], reading: Reading, scene: Scene) -> tuple[Participant, ...]:
    tokens = scene.tree.tokens
    counted = [
        h
        for h in heads
        if tokens[h].lemma in PEOPLE | QUANTITY or tokens[h].pos == "NUM"
        if h not in scene.tree.times and not scene.tree.children(h, "prep")
    ]
    return _made(counted[:1], reading, scene)


def _made(heads: Sequence[int], reading: Reading, scene: Scene) -> tuple[Participant, ...]:
    country = next(iter(getattr(scene.cast, "countries", ())), None)
    if country is None:
        return ()
    out = []
    for head in heads:
        token = scene.tree.tokens[head]
        actor = Actor(f"{country}:CVL", token.text, country, "CVL", kind="group")
        span = Span(token.span.start, token.span.stop)
        out.append(Participant(actor, span, SCORE, "people:setting"))
    return tuple(out)


def each_other(reading: Reading, scene: Scene) -> bool:
    """True where those who act do it to each other."""
    tree = scene.tree
    heads = [h for held in reading.clause.slots.values() for h in held]
    return any(
        tree.tokens[i].lemma in {"other", "another"}
        and i > 0
        and tree.tokens[i - 1].text.lower() in {"each", "one"}
        for h in heads
        for i in (h, *tree.children(h, "poss"))
    )


def is_several(sides: Sequence[Participant], scene: Scene) -> bool:
    """True where one phrase names all sides: "both governments met", "the ministers agreed",
    "the Security Council met"."""
    spans = {p.span for p in sides}
    if len(spans) != 1 or None in spans:
        return False
    if len(sides) > 1:
        return True
    actor, span = sides[0].actor, sides[0].span
    if actor.kind == "organisation" and actor.country in STATELESS:
        return True
    last = [t for t in scene.tree.tokens if span is not None and t.span.stop == span.stop]
    return any(t.tag in PLURALS or t.text.lower() == "they" for t in last)
