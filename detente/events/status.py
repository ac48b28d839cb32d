"""Did it happen: status and condition of a predicate, from how it is embedded.

The rules walk from the predicate outwards; the nearest one that speaks decides:
1. its own negation, modal and tense; 2. the adjective or determiner of a noun;
3. the verb, noun or adjective that governs it (fear, plan, deny, cancel, demand);
4. a conditional clause around it or at it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.events.slots import has_to
from detente.events.tree import Tree
from detente.types import Span

CONDITIONAL_MARKS = frozenset("if unless should provided providing lest supposing".split())
UNTIL = frozenset({"until", "till", "once"})
POSSIBLE_MODALS = frozenset({"may", "might", "could", "can"})
PLANNED_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "ll"})

PLAN = frozenset(
    (
        "plan intend prepare schedule expect set slate due poise decide arrange agree promise "
        "pledge vow aim propose resolve proceed go announce ready about pave"
    ).split()
)
WISH = frozenset(
    (
        "want hope wish seek like consider mull weigh contemplate ponder study discuss debate "
        "prefer desire need expect look push press lobby campaign offer suggest raise explore "
        "risk"
    ).split()
)
FEAR = frozenset(
    (
        "fear worry concern suspect predict speculate speculation possibility risk danger "
        "prospect threat likelihood chance potential likely unlikely possible worried concerned "
        "afraid fearful wary warning rumor rumour suggestion expectation talk capable able "
        "anxious"
    ).split()
)
DENY = frozenset("deny refute disavow dispute denial".split())
UNDO = frozenset(
    (
        "cancel avert prevent avoid block foil thwart fail refuse decline refrain neglect abandon "
        "shelve scrap forgo skip stop miss abort scuttle preclude forbid unable avoid"
    ).split()
)
URGING = frozenset("persuade convince encourage induce coax lobby entice pressure".split())
SCHEDULE = frozenset("plan schedule propose prepare intend expect slate".split())
PLANNED_NOUNS = frozenset(
    "plan intention decision preparation proposal idea bid intent pledge".split()
)
PLANNED_ADJECTIVES = frozenset(
    (
        "planned proposed upcoming forthcoming scheduled impending expected intended future next "
        "coming pending"
    ).split()
)
POSSIBLE_ADJECTIVES = frozenset(
    (
        "possible potential feared threatened imminent looming likely suspected hypothetical "
        "eventual"
    ).split()
)
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "barely"})


@dataclass(frozen=True, slots=True)
class Status:
    """A status with the rule that set it and the words of its condition, where it has one."""

    value: str
    rule: str
    score: float = 0.9
    condition: Span | None = None


ACTUAL = Status("actual", "told as done", 0.8)


def of(tree: Tree, i: int, *, negation_told: bool = False) -> Status:
    """The status of the predicate at `i`.

    `negation_told`: its negation is part of the wording ("will not accept" is a refusal).
    """
    condition = condition_at(tree, i)
    own = None if negation_told else _own(tree, i)
    if own is not None and own.value == "negated":
        return replace(own, condition=condition)
    outer = _outer(tree, i)
    if outer is not None and outer.value in {"denied", "negated"}:
        return outer
    if inside_condition(tree, i):
        return Status("conditional", "inside a conditional clause", 0.9)
    if (
        own is not None
        and own.value == "planned"
        and outer is not None
        and outer.value == "possible"
    ):
        own = outer
    if condition is not None and (own is not None or outer is not None):
        return Status("conditional", "has a condition", 0.85, condition)
    return replace(own or outer or ACTUAL, condition=_bargain(tree, i))


def is_negated(tree: Tree, i: int) -> bool:
    """True where the predicate at `i` has a negation of its own."""
    for kid in tree.children(i):
        token = tree.tokens[kid]
        if token.dep == "neg" or (
            token.dep in {"det", "preconj"} and token.lemma in {"no", "neither"}
        ):
            return True
        if token.dep == "advmod" and token.lemma in NEGATIONS:
            return True
        if token.dep in {"nsubj", "nsubjpass", "dobj"} and _is_no(tree, kid):
            return True
    own = tree.tokens[i]
    return (
        own.pos == "ADJ"
        and own.dep in {"acomp", "attr"}
        and own.head != i
        and (any(tree.tokens[k].dep == "neg" for k in tree.children(own.head)))
    )


def _is_no(tree: Tree, i: int) -> bool:
    low = tree.tokens[i].text.lower()
    if low in {"nobody", "none", "nothing", "neither"}:
        return True
    return any(tree.lemma(k) == "no" for k in tree.children(i, "det"))


def _own(tree: Tree, i: int) -> Status | None:
    if is_negated(tree, i):
        return Status("negated", "negation at the predicate", 0.95)
    token = tree.tokens[i]
    if token.pos in {"NOUN", "PROPN"}:
        return _of_noun(tree, i)
    word = modal(tree, i)
    if word in POSSIBLE_MODALS:
        return Status("possible", f"modal {word}", 0.9)
    if word in PLANNED_MODALS:
        return Status("planned", "future tense", 0.9)
    if word == "would":
        return Status("planned", "future seen from the past", 0.7)
    if word in {"should", "must", "ought"}:
        return Status("possible", f"modal {word}", 0.7)
    if token.dep == "ROOT" and token.tag == "VB" and has_to(tree, i):
        return Status("planned", "headline infinitive", 0.9)
    return None


def modal(tree: Tree, i: int) -> str:
    """The modal of a verb, or of the verb that it is coordinated with."""
    for kid in tree.children(i, "aux"):
        if tree.tokens[kid].tag == "MD":
            return tree.tokens[kid].text.lower().replace("’", "'")
    token = tree.tokens[i]
    if token.dep == "conj" and token.tag in {"VB", "VBN"} and not tree.children(i, "nsubj", "aux"):
        return modal(tree, token.head) if token.head != i else ""
    return ""


def _of_noun(tree: Tree, i: int) -> Status | None:
    for kid in tree.children(i, "amod", "advmod", "compound"):
        lemma = tree.tokens[kid].text.lower()
        if lemma in PLANNED_ADJECTIVES:
            return Status("planned", f"adjective {lemma}", 0.8)
        if lemma in POSSIBLE_ADJECTIVES:
            return Status("possible", f"adjective {lemma}", 0.85)
    return None


def _outer(tree: Tree, i: int) -> Status | None:
    """What the words around the predicate say of it, nearest first."""
    at = i
    for up in tree.ancestors(i):
        link = tree.tokens[at].dep
        found = _governed(tree, at, up, link)
        if found is not None:
            return found
        if not _passes_on(tree, at, up, link):
            return None
        at = up
    return None


def _passes_on(tree: Tree, at: int, up: int, link: str) -> bool:
    """True where what governs `up` still speaks of what stands below it."""
    if link in {"conj", "dobj", "pobj", "prep", "pcomp", "xcomp", "nsubjpass", "appos"}:
        return True
    if link == "acl" and tree.tokens[at].tag == "VBG":  # "fears of rebels attacking"
        return tree.tokens[up].dep == "pobj"
    return link == "acl" and has_to(tree, at)


def _governed(tree: Tree, at: int, up: int, link: str) -> Status | None:
    lemma = tree.lemma(up)
    verbal = link in {
        "xcomp",
        "ccomp",
        "pcomp",
        "acl",
        "prep",
        "dobj",
        "pobj",
        "nsubjpass",
        "advcl",
    }
    if not verbal or link in {"advcl"}:
        return None
    if lemma in DENY:
        return Status("denied", f"under {lemma}", 0.95)
    if lemma == "without":
        return Status("negated", "without", 0.9)
    if lemma in UNDO and link != "nsubjpass":
        return Status("negated", f"under {lemma}", 0.85)
    if lemma in {"cancel", "avert", "avoid", "prevent", "block", "scrap", "foil", "thwart"}:
        return Status("negated", f"under {lemma}", 0.85)
    if lemma in FEAR and link in {"prep", "ccomp", "xcomp", "acl", "dobj", "pobj"}:
        return Status("possible", f"under {lemma}", 0.9)
    if lemma in URGING and has_to(tree, at):
        return Status("possible", f"{lemma} to", 0.8)
    if link in {"xcomp", "acl"} and has_to(tree, at):
        return _infinitive(tree, up, lemma)
    if lemma in SCHEDULE and link in {"dobj", "prep", "xcomp", "nsubjpass", "pobj"}:
        return Status("planned", f"under {lemma}", 0.85)
    if lemma in {"want", "seek", "consider", "mull", "weigh", "contemplate", "risk"}:
        return Status("possible", f"under {lemma}", 0.85)
    return None


def _infinitive(tree: Tree, up: int, lemma: str) -> Status | None:
    if lemma in PLANNED_NOUNS or lemma in PLAN:
        word = modal(tree, up)
        if word in POSSIBLE_MODALS:
            return Status("possible", f"{word} {lemma} to", 0.8)
        return Status("planned", f"{lemma} to", 0.85)
    if lemma in WISH or lemma in FEAR:
        return Status("possible", f"{lemma} to", 0.85)
    if is_negated(tree, up):
        return Status("negated", f"not {lemma} to", 0.8)
    return _own(tree, up)


def inside_condition(tree: Tree, i: int) -> bool:
    """True where the predicate stands in an if, unless or should clause."""
    at = i
    for up in [i, *tree.ancestors(i)]:
        if tree.tokens[up].dep == "advcl" and is_conditional(tree, up):
            return at == i or not _is_told_anyway(tree, i)
        if tree.tokens[up].dep in {"ccomp"} and up != i:
            return False
        at = up
    return False


def _is_told_anyway(tree: Tree, i: int) -> bool:
    """A relative clause or past participle inside a condition tells what is so already."""
    token = tree.tokens[i]
    return token.dep == "relcl" or (token.dep == "acl" and token.tag in {"VBN", "VBD"})


def is_conditional(tree: Tree, i: int) -> bool:
    """True for an adverbial clause that is opened by if, unless, should, provided."""
    for kid in tree.children(i, "mark", "aux", "advmod", "prep", "prt"):
        token = tree.tokens[kid]
        low = token.text.lower()
        if low in (CONDITIONAL_MARKS | UNTIL) - {"should"} and kid < i:
            return True
        if low in {"should", "were", "had"} and token.dep == "mark":
            return True
    return tree.tokens[i].lemma in {"provide", "assume", "suppose"} and tree.tokens[i].tag in {
        "VBN",
        "VBG",
    }


def condition_at(tree: Tree, i: int, depth: int = 0) -> Span | None:
    """The words of the condition of the predicate at `i`: a clause or phrase that it hangs on."""
    for kid in tree.children(i, "advcl"):
        opens = [k for k in tree.children(kid, "mark", "advmod") if k < kid]
        low = {tree.tokens[k].text.lower() for k in opens}
        if is_conditional(tree, kid) or low & {"until", "till", "once"}:
            return tree.span(tree.subtree(kid))
    for kid in tree.children(i, "prep"):
        if _is_condition_phrase(tree, kid):
            return tree.span(tree.subtree(kid))
    if depth < 2:
        for kid in tree.children(i, "ccomp", "xcomp", "dobj"):
            found = condition_at(tree, kid, depth + 1)
            if found is not None:
                return found
    return None


def _bargain(tree: Tree, i: int) -> Span | None:
    """ "in return for X": what was done was done on that condition."""
    for kid in tree.children(i, "prep"):
        words = [tree.tokens[k].text.lower() for k in tree.subtree(kid)][:3]
        if words in (["in", "return", "for"], ["in", "exchange", "for"]):
            return tree.span(tree.subtree(kid))
    return None


def _is_condition_phrase(tree: Tree, prep: int) -> bool:
    """ "in return for X", "in exchange for X", "pending X", "until X", "in the event of X"."""
    low = tree.tokens[prep].text.lower()
    words = [tree.tokens[k].text.lower() for k in tree.subtree(prep)][:4]
    if low == "in":
        return words[1:3] in (["return", "for"], ["exchange", "for"], ["case", "of"]) or (
            words[1:3] in (["the", "event"], ["the", "absence"])
        )
    if any(k in tree.times for k in tree.children(prep, "pobj")):
        return False  # "until the 15th" is a date
    return low in {"until", "pending", "unless", "absent", "provided", "providing"}
