"""The words of content: what is demanded, threatened, promised, refused, alleged or backed."""

from __future__ import annotations

from detente.events.classify import Reading, Scene
from detente.events.roles import actors_at
from detente.events.status import condition_at
from detente.events.tree import Tree
from detente.types import Span

CIRCUMSTANCE = frozenset({"amid", "amidst", "despite", "following"})
PAIRS = {"“": "”", '"': '"', "‘": "’", "(": ")", "[": "]", "«": "»"}


def content_heads(reading: Reading, scene: Scene) -> tuple[int, ...]:
    """The heads of the content's phrases: the first slot of the frame that holds any.

    What is itself the source or the target is no content ("condemned Russia"); a message
    that is handed over is ("sent its proposals").
    """
    message = [
        h
        for h in reading.clause.slots.get("object", ())
        if reading.clause.kind == "verb" and scene.book.in_class("message", scene.tree.lemma(h))
    ]
    if message and "object" not in reading.group.frame.target[:1]:
        return tuple(sorted(message))
    for slot in reading.group.frame.content:
        heads = reading.clause.slots.get(slot, ())
        fillers = [
            h for h in heads if h not in scene.tree.times and not _is_party(h, reading, scene)
        ]
        if fillers:
            return tuple(sorted(fillers))
    return ()


def _is_party(head: int, reading: Reading, scene: Scene) -> bool:
    parties = (*reading.sources, *reading.targets)
    return any(p in parties for p in scene.cast.at(head))


def content_span(head: int, reading: Reading, scene: Scene) -> Span | None:
    """The words of one content, without its condition and without a subject that is the source."""
    tree = scene.tree
    left_out = _left_out(head, reading, scene)
    subjects = tree.children(head, "nsubj", "nsubjpass")
    if subjects and tree.is_verbal(head) and _is_known(subjects[0], reading, scene):
        left_out.add(subjects[0])
        left_out.update(k for k in tree.children(head, "aux") if k < head)
    kept = tree.subtree(head, frozenset(left_out))
    under = set(tree.subtree(head))
    later = [k for k in content_heads(reading, scene) if k > head and k in under]
    if later:  # the next item of the list begins another content
        stop = min(min(tree.subtree(k)) for k in later)
        kept = [k for k in kept if k < stop and tree.tokens[k].dep != "cc"]
    span = tree.span(kept)
    return None if span is None else balanced(span, tree)


def _left_out(head: int, reading: Reading, scene: Scene) -> set[int]:
    """Branches under a content that do not belong to it: markers, conditions, other contents."""
    tree = scene.tree
    contents = content_heads(reading, scene)
    condition = condition_at(tree, head)
    out: set[int] = set()
    for kid in tree.children(head):
        inner = tree.tokens[kid]
        is_condition = condition is not None and condition.covers(inner.span)
        is_marker = inner.dep == "mark" or (inner.dep == "aux" and inner.tag == "TO")
        is_other = kid in contents or (inner.dep == "cc" and len(contents) > 1)
        is_list = inner.dep == "prep" and inner.text.lower() == "including" and len(contents) > 1
        is_remark = inner.dep == "advcl" and inner.tag == "VBG" and _after_comma(kid, tree)
        is_around = inner.dep == "prep" and inner.text.lower() in CIRCUMSTANCE
        is_told = inner.dep == "neg" and reading.group.id == "will not"
        hangs_on = is_condition and inner.dep in {"advcl", "prep"}
        if any((hangs_on, is_marker, is_other, is_list, is_remark, is_around, is_told)):
            out.add(kid)
    return out


def _after_comma(i: int, tree: Tree) -> bool:
    """True for ", blaming the West": a remark beside the content, not a part of it."""
    first = min(tree.subtree(i))
    return first > 0 and tree.tokens[first - 1].text == ","


def balanced(span: Span, tree: Tree) -> Span:
    """The span with a quotation mark or bracket that it cut off, or without a lonely one."""
    text = tree.document.report.text
    words = span.of(text)
    for opener, closer in PAIRS.items():
        before = text[max(0, span.start - 6) : span.start]
        if opener != closer and words.count(closer) > words.count(opener) and opener in before:
            return Span(span.start - len(before) + before.rindex(opener), span.stop)
        opened = words.count(opener)
        closed = words.count(closer) if opener != closer else 0
        lonely = opened % 2 == 1 if opener == closer else opened > closed
        if not lonely:
            continue
        after = text[span.stop : span.stop + 2]
        if closer in after:
            return Span(span.start, span.stop + after.index(closer) + 1)
        if words.startswith(opener):
            return Span(span.start + 1, span.stop)
    return span


def _is_known(subject: int, reading: Reading, scene: Scene) -> bool:
    """True where who would do it is the source, or the one asked, and need not be said again."""
    found = actors_at((subject,), scene.tree, scene.cast)
    parties = (*reading.sources, *reading.targets)
    if reading.group.type == "REQUEST" and found:
        return True
    keys = {p.actor.country for p in parties} | {p.actor.id for p in parties}
    keys.discard(None)
    return any(p.actor.country in keys or p.actor.id in keys for p in found)
