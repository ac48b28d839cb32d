"""Quotations and reported speech with their speakers.

1. direct speech: quotations beside a cue (`direct`);
2. reported speech: frames of the dependency parse that the cue weights accept (`speech`,
   `cues`), the best one of each cue;
3. voices without a name ("reportedly") and voices cited by others ("citing officials");
4. whole statements without quotation marks (`statements`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from detente.parse import cues, direct, labels, speech, statements
from detente.parse.marks import Quotation
from detente.parse.speech import Frame
from detente.parse.tree import Tree
from detente.types import Document, Quote, Span

THRESHOLD = 0.38  # the lowest probability with which a frame is taken for an attribution
NEST = 3  # at most so many voices around one word are given by `chain`


def find(document: Document) -> tuple[Quote, ...]:
    """All attributed words of a document, in the order of their content."""
    tree = Tree(document.tokens)
    reader = direct.Reader(document.report.text, tree)
    spoken = reader.read()
    out = [_direct_quote(said, tree) for said in spoken]
    out.extend(q for said in spoken for q in _quoted_as_saying(said, tree))
    verbs = {said.verb for said in spoken if said.verb >= 0}
    taken: list[Frame] = []
    left: list[Frame] = []
    for frames in candidates(document, tree, reader, verbs):
        best = max(frames, key=lambda f: cues.score(cues.features(tree, f)))
        (taken if _is_cue(tree, frames, reader) else left).append(_certain(frames) or best)
    taken.extend(_nested(tree, taken, left))
    out.extend(_frame_quote(frame, tree, reader.quotations) for frame in taken)
    out.extend(labels.find(document, reader.quotations))
    out.extend(statements.find(document))
    out.sort(key=lambda q: (q.content[0].start, -q.content[-1].stop))
    return tuple(out)


def _certain(frames: Sequence[Frame]) -> Frame | None:
    return next((f for f in frames if f.name in speech.CERTAIN), None)


def _is_cue(tree: Tree, frames: Sequence[Frame], reader: direct.Reader) -> bool:
    """True where the weights take the head of the frames for a cue."""
    if _certain(frames) is not None:
        return True
    quoted = reader.quoted(frames[0].head)
    return cues.score(cues.cue_features(tree, frames, quoted=quoted)) >= THRESHOLD


def _nested(tree: Tree, taken: Sequence[Frame], left: Sequence[Frame]) -> Iterator[Frame]:
    """Voices inside the words of another ("Kyiv says Moscow believes that C").

    The weights were fitted on text that marks the outer voice alone, so these need a verb
    of speech or belief with a clause and with a subject that is named.
    """
    inside = {n for frame in taken for n in frame.content}
    for frame in left:
        token = tree.tokens[frame.head]
        named = frame.source_head >= 0 and tree.tokens[frame.source_head].pos in {"NOUN", "PROPN"}
        clausal = any(tree.tokens[c].dep == "ccomp" for c in tree.children[frame.head])
        said = clausal and token.dep == "ccomp" and cues.manner(frame) == cues.SAID
        if frame.head in inside and named and said:
            yield frame


def candidates(
    document: Document, tree: Tree, reader: direct.Reader, verbs: set[int]
) -> Iterator[list[Frame]]:
    """The frames of each word that may be a cue and is none of direct speech already."""
    for sentence in document.sentences:
        grouped: dict[int, list[Frame]] = {}
        for frame in speech.frames(tree, sentence.first, sentence.last):
            whole = _widened(frame, reader) if frame.head not in verbs else None
            if whole is not None and whole.content:
                grouped.setdefault(frame.head, []).append(whole)
        yield from grouped.values()


def _widened(frame: Frame, reader: direct.Reader) -> Frame:
    """The frame with quotations that its content cuts in two taken whole."""
    if not frame.content or not reader.quotations:
        return frame
    tokens = reader.tokens
    span = Span(tokens[frame.content[0]].span.start, tokens[frame.content[-1]].span.stop)
    content = set(frame.content)
    for quotation in reader.near(span):
        inside = set(reader.indices(quotation.span))
        if inside & content and frame.head not in inside and not inside & set(frame.cue):
            content |= inside
    content -= set(frame.cue)
    return replace(frame, content=tuple(sorted(content)))


def _direct_quote(said: direct.Said, tree: Tree) -> Quote:
    return Quote(
        content=tuple(sorted(said.content)),
        cue=direct.token_spans(tree.tokens, said.cue),
        source=direct.token_spans(tree.tokens, said.source),
        kind="direct",
    )


def _quoted_as_saying(said: direct.Said, tree: Tree) -> Iterator[Quote]:
    """The inner voice of "“C,” Interfax quoted Ushakov as saying": that of Ushakov."""
    if said.verb < 0 or tree.tokens[said.verb].lemma not in speech.QUOTING:
        return
    saying = speech.as_saying(tree, said.verb)
    quoted = tree.child(said.verb, "dobj", "nsubjpass")
    if saying is not None and quoted is not None:
        source = direct.token_spans(tree.tokens, sorted(tree.core(quoted)))
        cue = (tree.tokens[saying].span,)
        yield Quote(tuple(sorted(said.content)), cue, source, "direct")


def _frame_quote(frame: Frame, tree: Tree, quotations: Sequence[Quotation]) -> Quote:
    content = direct.token_spans(tree.tokens, frame.content)
    return Quote(
        content=content,
        cue=direct.token_spans(tree.tokens, frame.cue),
        source=direct.token_spans(tree.tokens, frame.source),
        kind=_kind(content, quotations),
        manner=cues.manner(frame),
    )


def _kind(content: Sequence[Span], quotations: Sequence[Quotation]) -> str:
    quoted = [q.span for q in quotations if any(q.span.overlaps(c) for c in content)]
    if not quoted:
        return "indirect"
    if all(any(q.covers(c) for q in quoted) for c in content):
        return "direct" if any(c.covers(q) for q in quoted for c in content) else "indirect"
    return "mixed" if any(c.covers(q) for q in quoted for c in content) else "indirect"


def chain(quotes: Sequence[Quote], span: Span, *, held: bool = False) -> tuple[Quote, ...]:
    """The quotes whose content covers a span, innermost first.

    Wishes and stances (`manner` "held") are left out unless `held` asks for them.
    """
    around = [
        q
        for q in quotes
        if (held or q.manner == cues.SAID) and any(piece.covers(span) for piece in q.content)
    ]
    return tuple(sorted(around, key=_breadth))


def _breadth(quote: Quote) -> tuple[int, int]:
    """Characters of content; of two voices with one content the later cue is the inner."""
    size = sum(piece.stop - piece.start for piece in quote.content)
    return size, -max((piece.start for piece in quote.cue), default=0)


def to_json(quotes: Sequence[Quote]) -> list[dict[str, Any]]:
    """The `attributions` of one report as the codebook's section 10 writes them."""
    return [
        {
            "source": [[s.start, s.stop] for s in quote.source],
            "cue": [[s.start, s.stop] for s in quote.cue],
            "content": [[s.start, s.stop] for s in quote.content],
            "kind": quote.kind,
        }
        for quote in quotes
    ]
