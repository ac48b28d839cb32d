"""Who acts and to whom: the parties of a reading, completed from inside its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.events import unnamed
from detente.events.classify import Reading, Scene
from detente.events.roles import actors_at, is_ground, is_owned, without
from detente.events.slots import has_to
from detente.events.status import is_conditional
from detente.events.tree import Tree
from detente.types import Participant

REACHING = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE"})
ASKED_BY = frozenset({"with", "by", "from"})
DONE_BY = frozenset({"by", "from"})
REACHED_BY = frozenset({"with", "to", "from", "against", "on", "for", "into"})
BORDERS = "on along near at toward towards around against into off to".split()
REACHED = frozenset(
    (
        "REQUEST AGREE THREATEN REJECT CONCEDE ACCUSE SUPPORT COOPERATE AID SANCTION RETREAT "
        "ASSAULT COERCE PROTEST"
    ).split()
)
ASIDE = frozenset({"advcl", "relcl", "parataxis", "punct"})
OWN = frozenset({"nsubj", "nsubjpass", "agent", "conj"})
PLACED_BY = frozenset("in at near to through across outside around over inside on of".split())
WHERE = frozenset({"in", "at", "during", "after", "before", "since", "amid", "despite"})
GUESS = 0.4
BLAMING = frozenset({"PROTEST", "ACCUSE"})
JUDGING = frozenset({"ACCUSE", "SUPPORT"})
FIGHTS = frozenset("battle fight clash war fighting combat firefight gunfight skirmish".split())
FIGHTING = frozenset({"ASSAULT", "COERCE"})


@dataclass(frozen=True, slots=True)
class Parties:
    """Who acts and to whom, as the record keeps them."""

    sources: tuple[Participant, ...]
    targets: tuple[Participant, ...]


def of(reading: Reading, head: int | None, known: tuple[Participant, ...], scene: Scene) -> Parties:
    """The parties of a reading with the content at `head`; `known` are those of the item before."""
    sources = reading.sources
    targets = _against(reading, scene) or _blamed(reading, scene)
    targets = targets or unnamed.beyond_own(reading, scene)
    if not targets and head is not None:
        targets = _inside(reading, head, scene)
    targets = targets or known or _towards(reading, scene) or _named(reading, scene)
    targets = targets or unnamed.targets(reading, scene)
    sources = sources or unnamed.sources(reading, scene)
    sources, targets = _relocated(sources, targets, reading, scene)
    if unnamed.each_other(reading, scene) and len(sources) > 1:
        return Parties(sources, sources)
    if not reading.group.symmetric:
        return Parties(sources, targets)
    sides = (*sources, *without(targets, sources))
    if len(sides) > 2 or unnamed.is_several(sides, scene):
        return Parties(sides, sides)
    return Parties(sides[:1], sides[1:])


def _relocated(
    sources: tuple[Participant, ...],
    targets: tuple[Participant, ...],
    reading: Reading,
    scene: Scene,
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Unnamed people belong where the clause says they are, not to whoever acts on them.

    "French jets destroyed four tanks near Benghazi"; "thousands marched through London".
    """
    kind = reading.group.type
    if kind not in FIGHTING | {"PROTEST"}:
        return sources, targets
    own = {p.actor.country for p in sources if not _is_guess(p)}
    there = _country_of_place(reading, own, scene)
    if there is None:
        return sources, targets
    if kind == "PROTEST":
        sources = tuple(_moved(p, there) if _is_guess(p) else p for p in sources)
    wrong = {p.actor.country for p in sources}
    guessed = [_is_guess(p) and p.actor.country in wrong for p in targets]
    moved = (_moved(p, there) if g else p for p, g in zip(targets, guessed, strict=True))
    return sources, tuple(moved)


def _is_guess(participant: Participant) -> bool:
    return participant.rule.endswith(":context") and participant.actor.id is None


def _moved(participant: Participant, country: str) -> Participant:
    actor = participant.actor
    placed = replace(actor, key=f"{country}:{actor.sector}", country=country)
    return replace(participant, actor=placed, rule="place in the clause")


def _country_of_place(reading: Reading, own: set[str | None], scene: Scene) -> str | None:
    """The country of the first town, region or state that the clause names as a place."""
    tree = scene.tree
    for at in tree.subtree(reading.clause.head):
        token = tree.tokens[at]
        if token.dep != "pobj" or tree.tokens[token.head].text.lower() not in PLACED_BY:
            continue
        for found in scene.cast.at(at):
            country = found.actor.country
            if found.rule.startswith("name:") and country and country not in own:
                return country
    return None


def _inside(reading: Reading, head: int, scene: Scene) -> tuple[Participant, ...]:
    """Who is concerned by what is demanded, promised, threatened, refused, blamed or praised.

    A party of another country comes first; what is the source's own ("its troops") never.
    """
    own = {p.actor.country for p in reading.sources}
    home: tuple[Participant, ...] = ()
    for heads in _places(reading, head, scene.tree):
        others = [h for h in heads if not is_owned(h, scene.tree)]
        found = without(actors_at(others, scene.tree, scene.cast), reading.sources)
        if found and not all(p.actor.country in own for p in found):
            return found
        home = home or tuple(p for p in found if not p.rule.endswith(":context"))
    return home


def _places(reading: Reading, head: int, tree: Tree) -> Iterator[list[int]]:
    """Where such a party may stand in the content at `head`, the likeliest first.

    Of a demand, who would do it; of praise and blame, who did it; else whom the deed would
    reach ("refused to meet X", "agreed to keep X informed").
    """
    kind = reading.group.type
    if kind == "REQUEST":
        yield tree.children(head, "nsubj")
        yield tree.children(head, "agent") and _after(head, DONE_BY, tree)
        yield tree.children(head, "dobj", "dative", "nsubjpass")
        yield _after(head, ASKED_BY, tree)
    elif kind in JUDGING:
        yield tree.children(head, "nsubj", "agent")
        yield _after(head, DONE_BY, tree)
        for clause in tree.children(head, "acl", "relcl", "ccomp"):
            yield tree.children(clause, "nsubj")
            yield _after(clause, DONE_BY, tree)
    elif kind in REACHING:
        yield tree.children(head, "dobj", "dative")
        yield _after(head, REACHED_BY, tree)
        for thing in tree.children(head, "dobj"):
            yield _after(thing, REACHED_BY, tree)
    else:
        return
    for deeper in tree.children(head, "xcomp", "ccomp"):
        yield tree.children(deeper, "nsubj", "dobj")


def _after(head: int, prepositions: frozenset[str], tree: Tree) -> list[int]:
    """Heads of the phrases after these prepositions at `head`, with their coordinations."""
    found = tree.after(head, prepositions, "prep", "dative", "agent")
    return [each for inner in found for each in tree.conjuncts(inner)]


def _towards(reading: Reading, scene: Scene) -> tuple[Participant, ...]:
    """At whom force is readied: whose border or land it is moved to."""
    if reading.group.type != "MOBILIZE":
        return ()
    near = [h for slot in BORDERS for h in reading.clause.slots.get(slot, ())]
    heads = [*near, *(k for h in near for k in _after(h, frozenset({"with", "of"}), scene.tree))]
    found = without(actors_at(heads, scene.tree, scene.cast), reading.sources)
    own = {p.actor.country for p in reading.sources}
    return tuple(p for p in found if p.actor.country not in own)


def _named(reading: Reading, scene: Scene) -> tuple[Participant, ...]:
    """The first party of another country that the rest of the clause names, as a guess.

    Not the place of the act itself ("met in Geneva"), and nothing inside another clause with
    a subject of its own, but for the condition of a threat.
    """
    kind, tree = reading.group.type, scene.tree
    if kind not in REACHED or reading.clause.kind == "noun" or not reading.sources:
        return ()
    own = {p.actor.country for p in reading.sources}
    named = [
        found
        for at in _rest(reading.clause.head, tree, into_conditions=kind in {"THREATEN", "REJECT"})
        if not is_owned(at, tree)
        for found in without(scene.cast.at(at), reading.sources)
        if found.actor.country is not None
    ]
    sectors = {p.actor.sector for p in reading.sources}
    abroad = [p for p in named if p.actor.country not in own]
    at_home = [p for p in named if p.actor.sector not in sectors and not is_ground(p)]
    best = (abroad or at_home)[:1]
    return tuple(replace(p, score=min(p.score, GUESS), rule="named in the clause") for p in best)


def _rest(head: int, tree: Tree, *, into_conditions: bool) -> list[int]:
    """Tokens after the predicate that belong to its clause, in order."""
    out, stack = [], [head]
    while stack:
        at = stack.pop()
        for kid in tree.children(at):
            token = tree.tokens[kid]
            condition = into_conditions and is_conditional(tree, kid)
            if token.dep in ASIDE and not condition and not has_to(tree, kid):
                continue
            beside = token.dep in OWN or token.text.lower() in WHERE
            if at == head and (kid < head or beside):
                continue
            stack.append(kid)
            if kid > head:
                out.append(kid)
    return sorted(out)


def _blamed(reading: Reading, scene: Scene) -> tuple[Participant, ...]:
    """Whose policy or deed is protested or complained of, rather than who is told of it.

    "complained to the United Nations over two Israeli raids", "riots against Israel's policy".
    """
    if reading.group.type not in BLAMING:
        return ()
    slots, tree = reading.clause.slots, scene.tree
    told = actors_at(slots.get("to", ()), tree, scene.cast)
    if reading.targets and not (told and all(p in told for p in reading.targets)):
        return ()
    own = {p.actor.country for p in reading.sources}
    for head in (h for slot in ("against", "over", "about", "at") for h in slots.get(slot, ())):
        whose = [head, *tree.children(head, "poss", "amod", "nmod", "compound")]
        whose += _after(head, DONE_BY, tree)
        found = without(actors_at(whose, tree, scene.cast), reading.sources)
        abroad = tuple(p for p in found if p.actor.country not in own and p.actor.country)
        if abroad:
            return abroad[:1]
    return ()


def _against(reading: Reading, scene: Scene) -> tuple[Participant, ...]:
    """The enemy named further on where the object of force is only ground.

    "took the harbour in their fight with the rebels".
    """
    grounds = reading.targets
    own = {p.actor.country for p in reading.sources}
    if reading.group.type not in FIGHTING or not grounds:
        return ()
    if not all(is_ground(p) or p.actor.country in own for p in grounds):
        return ()
    tree = scene.tree
    for at in tree.subtree(reading.clause.head):
        word = tree.tokens[at].text.lower()
        fought = word == "with" and tree.lemma(tree.tokens[at].head) in FIGHTS
        if tree.tokens[at].dep == "prep" and (word == "against" or fought):
            heads = [k for p in tree.children(at, "pobj") for k in tree.conjuncts(p)]
            found = without(actors_at(heads, tree, scene.cast), reading.sources)
            if found and not all(is_ground(p) or p.actor.country in own for p in found):
                return found
    return ()
