"""Where an act took place: the place name in the phrases that hang on its predicate."""

from __future__ import annotations

from detente.events.classify import Scene
from detente.events.slots import SUPPORT_VERBS
from detente.events.tree import Tree
from detente.types import Document, Place

WHERE = frozenset("in at near outside inside off around across over".split())
PLACES = frozenset({"GPE", "LOC", "FAC"})


def where(tree: Tree, i: int, document: Document, scene: Scene) -> Place | None:
    """The place of the predicate at `i`, or None."""
    for at in _hosts(tree, i):
        for prep in tree.children(at, "prep"):
            if tree.tokens[prep].text.lower() not in WHERE:
                continue
            for head in tree.children(prep, "pobj"):
                if tree.tokens[head].ent in PLACES or _is_city(head, scene):
                    return _place(head, document, scene)
    return None


def _hosts(tree: Tree, i: int) -> list[int]:
    out = [i, *tree.children(i, "dobj")]
    for prep in tree.children(i, "prep"):  # "talks with Somalia in Nairobi"
        out.extend(tree.children(prep, "pobj"))
    token = tree.tokens[i]
    governed = token.pos == "NOUN" and token.dep in {"dobj", "nsubjpass", "nsubj"}
    if governed and (tree.lemma(token.head) in SUPPORT_VERBS or token.dep != "dobj"):
        out.append(token.head)
    return out


def _is_city(head: int, scene: Scene) -> bool:
    """True for the name of a town or capital that the pipeline did not take for a place."""
    return any(p.rule in {"name:capital", "name:city"} for p in scene.cast.at(head))


def _place(head: int, document: Document, scene: Scene) -> Place:
    for mention in document.mentions:
        if mention.head == head:
            found = scene.cast.at(head)
            country = found[0].actor.country if found else None
            return Place(mention.text, mention.span, country)
    token = scene.tree.tokens[head]
    return Place(token.text, token.span)
