"""When and where: the date expression and the place that belong to a predicate."""

from __future__ import annotations

from datetime import date

from detente.events.slots import SUPPORT_VERBS
from detente.events.tree import Tree
from detente.types import DateExpression, Document, When

EARLIER = frozenset("previously earlier recently formerly historically once past former".split())
UNDATED = frozenset({"planned", "possible", "conditional", "denied"})


def when(tree: Tree, i: int, status: str, document: Document) -> When | None:
    """The days of the predicate at `i`: its own words first, then the report's date.

    None where the act is to come or only possible and undated, is put before this news
    without a date, stands in a caption, or where the report has no date.
    """
    stated = _stated(tree, i, document)
    if stated is not None:
        if stated.value is None:
            return None
        basis = "relative" if stated.kind == "relative" else "stated"
        return When(stated.value[0], stated.value[1], basis, stated.span)
    if status in UNDATED or _is_earlier(tree, i):
        return None
    if document.sentences[tree.tokens[i].sentence].block == "caption":
        return None
    day = document.report.date
    return When(day, day, "report") if isinstance(day, date) else None


def _is_earlier(tree: Tree, i: int) -> bool:
    at = [i]
    token = tree.tokens[i]
    if token.pos == "NOUN" and token.dep in {"dobj", "nsubjpass"}:
        at.append(token.head)
    for place in at:
        for kid in tree.children(place, "advmod", "amod", "npadvmod"):
            if tree.tokens[kid].text.lower() in EARLIER:
                return True
    return False


def _stated(tree: Tree, i: int, document: Document) -> DateExpression | None:
    sentence = document.sentences[tree.tokens[i].sentence]
    inside = [d for d in document.dates if sentence.span.covers(d.span)]
    inside = [d for d in inside if d.kind not in {"duration", "set"}]
    for expression in inside:
        owner = _owner(tree, expression, sentence.first, sentence.last)
        if owner is not None and owner in _places(tree, i):
            return expression
    return None


def _places(tree: Tree, i: int) -> set[int]:
    """Where a date of the predicate may hang: itself, its support verb, its coordination."""
    out = {i}
    token = tree.tokens[i]
    if token.pos in {"NOUN", "PROPN"}:
        first = tree.first_conjunct(i)
        head = tree.tokens[first].head
        deps = {"dobj", "nsubjpass", "nsubj", "attr"}
        if tree.tokens[first].dep in deps and tree.is_verbal(head):
            out.add(head)
        if tree.tokens[first].dep == "pobj":
            verb = tree.tokens[tree.tokens[first].head].head
            if tree.is_verbal(verb) and tree.lemma(verb) in SUPPORT_VERBS:
                out.add(verb)
    elif token.dep in {"xcomp", "conj"}:
        out.add(token.head)
    out.update(k for k in tree.children(i, "dobj", "attr"))
    return out


def _owner(tree: Tree, expression: DateExpression, first: int, last: int) -> int | None:
    """The predicate or noun that a date expression hangs on."""
    inside = [t.i for t in tree.tokens[first:last] if expression.span.overlaps(t.span)]
    if not inside:
        return None
    outer = [i for i in inside if tree.tokens[i].head not in inside]
    at = outer[0] if outer else inside[0]
    seen = 0
    while seen < 12:
        head = tree.tokens[at].head
        if head == at:
            return at if tree.is_verbal(at) else None
        at, seen = head, seen + 1
        if tree.tokens[at].pos in {"VERB", "AUX"} and tree.is_verbal(at):
            return at
        if tree.tokens[at].pos in {"NOUN", "PROPN"} and tree.tokens[at].i not in inside:
            return at
    return None
