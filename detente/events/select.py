"""Which readings of a document's clauses are records, and which are only part of another.

1. the best reading of each clause; 2. not the noun that its verb already tells; 3. not what
is only demanded, threatened, promised, refused or talked about; 4. not what a restrictive
participle or relative clause presupposes; 5. one record for one act told twice in a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.events import status
from detente.events.classify import Reading, Scene
from detente.events.slots import PAPERS, RELATIVES
from detente.events.spans import content_heads
from detente.events.status import UNTIL, inside_condition, is_conditional
from detente.events.tree import Tree
from detente.types import Participant

SWALLOWS = frozenset("REQUEST THREATEN AGREE REJECT CONCEDE".split())
TOPICS = frozenset({"CONSULT"})
FORCE = frozenset({"ASSAULT", "COERCE", "PROTEST"})
OPENERS = UNTIL | {"if", "unless"}
DEEDS = frozenset({"SANCTION", "COERCE", "RETREAT", "AID", "MOBILIZE", "PROTEST"})
OPEN = frozenset({"possible", "negated", "denied"})
JUDGES = frozenset({"ACCUSE", "SUPPORT"})


def records(best: Sequence[Reading], scene: Scene) -> tuple[Reading, ...]:
    """The readings that are records, in text order."""
    swallowed = _swallowed(best, scene)
    kept = [r for r in best if r.clause.head not in swallowed]
    kept = [r for r in kept if not _presupposed(r, scene)]
    kept = [r for r in kept if not _bare_noun(r)]
    kept = [r for r in kept if not _is_condition(r, scene) and not _is_habit(r, scene)]
    return tuple(sorted(kept, key=lambda r: r.clause.head))


def _swallowed(best: Sequence[Reading], scene: Scene) -> set[int]:
    """Heads of predicates that stand inside the content of another record."""
    by_head = {r.clause.head: r for r in best}
    out: set[int] = set()
    for reading in best:
        out |= _swallowed_by(reading, by_head, scene) - {reading.clause.head}
    return out


def _swallowed_by(reading: Reading, by_head: dict[int, Reading], scene: Scene) -> set[int]:
    kind, out = reading.group.type, set[int]()
    if reading.clause.kind == "verb" and reading.group.object:
        out |= _told_by_verb(reading, by_head)
    for head in content_heads(reading, scene):
        below = _below(head, scene)
        if scene.tree.lemma(head) in PAPERS:  # what a resolution does is a record of its own
            below = {head}
        if kind in SWALLOWS:
            out |= below
        elif kind in TOPICS:
            out |= {i for i in below if _is_topic(i, by_head)}
        elif kind in JUDGES:
            out |= {i for i in below if _is_named_only(i, by_head)}
    return out


def _told_by_verb(reading: Reading, by_head: dict[int, Reading]) -> set[int]:
    out = set()
    for filler in reading.clause.slots.get("object", ()):
        noun = by_head.get(filler)
        if noun is None or noun.clause.kind != "noun":
            continue
        same = noun.group.type == reading.group.type
        if same or reading.group.object.admit(noun.clause.lemma):
            out.add(filler)
    return out


def _below(head: int, scene: Scene) -> set[int]:
    """Tokens of a content, but not those of a condition in it."""
    tree = scene.tree
    conditions = frozenset(
        k for i in tree.subtree(head) for k in tree.children(i, "advcl") if is_conditional(tree, k)
    )
    return set(tree.subtree(head, conditions))


def _is_topic(i: int, by_head: dict[int, Reading]) -> bool:
    reading = by_head.get(i)
    return reading is not None and reading.clause.relation != "relcl"


def _is_named_only(i: int, by_head: dict[int, Reading]) -> bool:
    """A noun in what is praised or blamed is a record only where its own actor is named."""
    reading = by_head.get(i)
    return reading is not None and reading.clause.kind == "noun" and not reading.sources


def _presupposed(reading: Reading, scene: Scene) -> bool:
    """A participle or relative clause that only picks out a noun which is no actor itself.

    "News that X did it" and "an attack in which X did it" tell; "areas won by X" does not.
    """
    clause, tree = reading.clause, scene.tree
    if clause.kind != "verb" or clause.relation not in {"relcl", "acl"}:
        return False
    if clause.relation == "acl" and tree.children(clause.head, "mark"):
        return False
    noun = tree.tokens[clause.head].head
    if scene.cast.at(noun) or tree.lemma(noun) in PAPERS or _tells_of_its_own(clause.head, tree):
        return False
    judged = reading.group.type in JUDGES and bool(reading.sources)
    return not judged and not _after_comma(clause.head, noun, tree)


def _after_comma(head: int, noun: int, tree: Tree) -> bool:
    """True for a clause that adds ("the talks, brokered by X"), not one that picks out."""
    first = min((k for k in tree.subtree(head) if k > noun), default=head)
    return tree.tokens[first - 1].text in {",", "—", "–", "("}


def _is_habit(reading: Reading, scene: Scene) -> bool:
    """What is done every year, or "journalists are killed there": no act of its own."""
    tree, at = scene.tree, reading.clause.head
    if reading.clause.kind != "verb" or reading.group.type not in FORCE:
        return False
    sets = [d.span for d in tree.document.dates if d.kind == "set"]
    often = tree.children(at, "advmod", "npadvmod")
    if any(span.overlaps(tree.tokens[k].span) for span in sets for k in often):
        return True
    present = [k for k in tree.children(at, "auxpass") if tree.tokens[k].tag in {"VBP", "VBZ"}]
    subjects = [tree.tokens[k] for k in tree.children(at, "nsubjpass")]
    return bool(present) and any(t.tag == "NNS" for t in subjects) and not tree.children(at, "aux")


def _is_condition(reading: Reading, scene: Scene) -> bool:
    """A verb of an if clause: kept as the condition of what hangs on it, not told itself."""
    tree, at = scene.tree, reading.clause.head
    if reading.clause.kind != "verb" or not inside_condition(tree, at):
        return False
    opened = [a for a in (at, *tree.ancestors(at)) if tree.tokens[a].dep == "advcl"]
    marks = {tree.tokens[k].text.lower() for a in opened for k in tree.children(a, "mark")}
    return bool(marks & OPENERS)


def _tells_of_its_own(head: int, tree: Tree) -> bool:
    """True for "in which 30 people died": what it stands at is only where or when."""
    subjects = tree.children(head, "nsubj", "nsubjpass")
    own = [s for s in subjects if tree.tokens[s].text.lower() not in RELATIVES]
    hung = [
        k
        for k in tree.subtree(head)
        if tree.tokens[k].text.lower() in {"which", "where", "when"}
        and tree.tokens[k].dep in {"pobj", "advmod"}
    ]
    return bool(own and hung)


def _bare_noun(reading: Reading) -> bool:
    """A noun tells an act where its actor comes with it, or where a clause is about it."""
    clause = reading.clause
    if clause.kind != "noun" or reading.sources:
        return False
    return clause.relation not in {"nsubj", "nsubjpass", "ROOT"}


def one_each(readings: Sequence[Reading], scene: Scene) -> tuple[Reading, ...]:
    """One reading for each act: twins in a sentence are the same type with the same parties."""
    out: list[Reading] = []
    for reading in sorted(readings, key=lambda r: (-_rank(r), r.clause.head)):
        if not any(_twins(reading, other, scene) for other in out):
            out.append(reading)
    return tuple(sorted(out, key=lambda r: r.clause.head))


def _rank(reading: Reading) -> float:
    parties = 0.2 * bool(reading.sources) + 0.2 * bool(reading.targets)
    return reading.score + parties + (0.1 if reading.clause.kind == "verb" else 0.0)


def _twins(one: Reading, other: Reading, scene: Scene) -> bool:
    tokens = scene.tree.tokens
    if one.group.type != other.group.type:
        return False
    if tokens[one.clause.head].sentence != tokens[other.clause.head].sentence:
        return False
    if _is_open(one, scene) != _is_open(other, scene):
        return False
    if not _same_side(one.sources, other.sources) or not _same_side(one.targets, other.targets):
        return False
    if one.group.type in SWALLOWS | JUDGES:
        return not _contents_differ(one, other, scene)
    return not _two_deeds(one, other)


def _is_open(reading: Reading, scene: Scene) -> bool:
    """True for what may be or is not: "his visit" and "unlikely to meet her" are two acts."""
    if reading.group.status is not None:
        return reading.group.status in OPEN
    told = reading.group.negated
    return status.of(scene.tree, reading.clause.head, negation_told=told).value in OPEN


def _two_deeds(one: Reading, other: Reading) -> bool:
    """Two verbs of one type tell two deeds: "recalled its envoy and froze the accounts"."""
    verbs = one.clause.kind == other.clause.kind == "verb"
    things = set(one.clause.slots.get("object", ())) & set(other.clause.slots.get("object", ()))
    apart = one.group.type in DEEDS and one.clause.lemma != other.clause.lemma
    return verbs and apart and not things


def _same_side(one: Sequence[Participant], other: Sequence[Participant]) -> bool:
    left = {_key(p) for p in one}
    right = {_key(p) for p in other}
    return not left or not right or bool(left & right)


def _key(participant: Participant) -> str:
    actor = participant.actor
    return str(actor.country if actor.country and len(actor.country) == 3 else actor.key)


def _contents_differ(one: Reading, other: Reading, scene: Scene) -> bool:
    left, right = set(content_heads(one, scene)), set(content_heads(other, scene))
    if not left or not right:
        return False
    reach = {k for head in left for k in scene.tree.subtree(head)}
    back = {k for head in right for k in scene.tree.subtree(head)}
    return not (left & right) and not (right & reach) and not (left & back)
