"""Direct speech: quotations with the cue and the speaker beside them.

A quotation that is a statement (not a scare quote or a title) takes the cue before it
("Tang said:"), after it ("..., he said"), or around it; without one it goes on with the
speech that it follows, in its paragraph or in the paragraph before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from detente.parse import cues, marks, speech
from detente.parse.marks import PARAGRAPH, Quotation
from detente.parse.tree import Tree, cue_tokens, source_of, trim
from detente.types import Span, Token

ENDS = (".", "!", "?", "…", ".'", ".’")
FINITE = {"VBD", "VBZ", "VBP", "VBN", "VBG", "VB"}
ASIDE = {"relcl", "acl", "xcomp", "pcomp", "amod", "advcl", "aux", "auxpass", "compound"}
DASHES = "-–—―"
LABEL_LENGTH = 5  # words of a speaker's label before a colon, at most


@dataclass(slots=True)
class Said:
    """One speech while it is collected: quotations, and token indices of cue and source."""

    content: list[Span]
    cue: tuple[int, ...] = ()
    source: tuple[int, ...] = ()
    verb: int = -1
    run: int = -1
    paragraph: int = 0
    label: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found beside a quotation: its head, its tokens, the speaker's tokens."""

    verb: int
    words: tuple[int, ...]
    source: tuple[int, ...]


class Reader:
    """Collects the direct speech of one text."""

    def __init__(self, text: str, tree: Tree) -> None:
        self.text, self.tree, self.tokens = text, tree, tree.tokens
        self.starts = [t.span.start for t in tree.tokens]
        self.found: list[Said] = []
        self.quotations = marks.find(text)
        self.statements: list[Quotation] = []
        self.lead_in: Cue | None = None  # "Tang said:" at the end of the paragraph before

    def read(self) -> list[Said]:
        """All direct speech, in text order."""
        top = [q for q in self.quotations if q.level == 0]
        for number, match in enumerate(PARAGRAPH.finditer(self.text)):
            paragraph = Span(match.start(), match.end())
            inside = [q for q in top if paragraph.covers(q.span)]
            self._paragraph(number, paragraph, inside)
            self.lead_in = self._lead_in(paragraph, inside)
        return self.found

    def _paragraph(self, number: int, paragraph: Span, inside: list[Quotation]) -> None:
        stated: list[Quotation] = []
        last = paragraph.start
        for n, quotation in enumerate(inside):
            if self._is_statement(quotation, Span(last, quotation.span.start), stated, paragraph):
                stated.append(quotation)
                last = quotation.span.stop
            elif n == 0 and quotation.run in {s.run for s in self.found[-1:]}:
                stated.append(quotation)
        waiting: list[Quotation] = []
        for n, quotation in enumerate(stated):
            left = Span(stated[n - 1].span.stop if n else paragraph.start, quotation.span.start)
            stop = stated[n + 1].span.start if n + 1 < len(stated) else paragraph.stop
            right = Span(quotation.span.stop, stop)
            if not self._place(quotation, left, right, number):
                waiting.append(quotation)
            elif waiting:
                self._give_back(waiting)
                waiting = []
        for quotation in waiting:
            self._unsaid(quotation, number, paragraph)
        self.statements.extend(stated)

    # --- which quotations are statements ---------------------------------------------

    def _is_statement(
        self, quotation: Quotation, left: Span, before: list[Quotation], paragraph: Span
    ) -> bool:
        words = self.indices(quotation.inner)
        inner = quotation.inner.of(self.text).strip().strip("‘’'\"“”")
        lead = left.of(self.text).rstrip()
        after = self.text[quotation.span.stop : paragraph.stop].lstrip()
        if not words or not inner:
            return False
        if lead.endswith((":", ",")) and self._cue_before(left) is not None:
            return True
        opens = inner[0].isupper() or inner[0].isdigit() or inner[0] in "[($.…"
        has_verb = any(self.tokens[n].pos in {"VERB", "AUX"} for n in words)
        begins = not lead or self._begins(words[0]) or lead.endswith((*ENDS, ":", "”", '"', "’"))
        ended = inner.endswith((*ENDS, ",", "-", "—", "–")) or after[:1] in {",", "."} or not after
        if inner.endswith(",") and (begins or before) and not self._is_title(words, lead):
            return self._cue_after(quotation, after_span(quotation, paragraph)) is not None
        if opens and begins and ended and (has_verb or not after or lead.endswith(":")):
            return True
        if opens and has_verb and len(words) >= 5 and self._verb_touches(left):
            return True
        continues = bool(before) and lead.endswith((",", ";", "—", "–")) and ended
        return continues and self._cue_before(left) is not None

    def _begins(self, n: int) -> bool:
        """True where a sentence of the parse begins with the word or with the mark before it."""
        return any(
            k == 0 or (k > 0 and self.tokens[k - 1].sentence != self.tokens[k].sentence)
            for k in (n, n - 1)
        )

    def _is_title(self, words: list[int], lead: str) -> bool:
        """True for the name of a work in mid-sentence ("Fox News Sunday,")."""
        tags = [self.tokens[n] for n in words if self.tokens[n].text[:1].isalpha()]
        return bool(lead) and all(t.text[:1].isupper() or len(t.text) < 4 for t in tags)

    def _verb_touches(self, left: Span) -> bool:
        """True where a verb of speech is the last word before a quotation."""
        words = self.indices(left)
        return bool(words) and cues.is_speech(self.tokens[words[-1]].lemma)

    # --- the cue of a statement --------------------------------------------------------

    def _place(self, quotation: Quotation, left: Span, right: Span, number: int) -> bool:
        """Puts the quotation into a speech; False where nothing beside it says whose it is."""
        last = self.found[-1] if self.found else None
        if last is not None and last.run == quotation.run and last.content[-1] != quotation.span:
            self._extend(last, quotation, number)
            cue = self._cue_after(quotation, right) if last.verb < 0 else None
            if cue is not None:
                last.cue, last.source, last.verb = cue.words, cue.source, cue.verb
            return True
        lead = left.of(self.text).strip()
        before = self._cue_before(left)
        after = self._cue_after(quotation, right)
        comma = quotation.inner.of(self.text).rstrip().endswith(",")
        if before is not None and (last is None or before.verb != last.verb):
            if not (comma and after is not None) or lead.endswith(":"):
                self._new(quotation, before, number)
                return True
        elif before is not None and last is not None:
            self._extend(last, quotation, number)
            return True
        if after is not None:
            self._new(quotation, after, number)
            return True
        if last is not None and last.paragraph == number and self._follows(last, left):
            self._extend(last, quotation, number)
            return True
        if not lead and self.lead_in is not None:
            self._new(quotation, self.lead_in, number)
            return True
        return False

    def _follows(self, last: Said, left: Span) -> bool:
        """True where only the cue of the speech before stands between the two quotations."""
        words = self.indices(left)
        if not any(self.tokens[n].pos in {"VERB", "AUX"} for n in words):
            return len(words) < 6
        if last.verb not in words:
            return False
        rest = [n for n in words if n > last.verb and self._sentence_end(n)]
        return len(rest) <= 1

    def _new(self, quotation: Quotation, cue: Cue, number: int) -> None:
        said = Said([quotation.span], cue.words, cue.source, cue.verb, quotation.run, number)
        self.found.append(said)

    def _extend(self, said: Said, quotation: Quotation, number: int) -> None:
        said.content.append(quotation.span)
        said.run, said.paragraph = quotation.run, number

    def _give_back(self, waiting: list[Quotation]) -> None:
        """Quotations without a cue that stand right before a speech belong to it."""
        said = self.found[-1]
        said.content[:0] = [q.span for q in waiting]

    def _unsaid(self, quotation: Quotation, number: int, paragraph: Span) -> None:
        """A quotation with no cue: the speaker before it, if he is near; else nobody's."""
        last = self.found[-1] if self.found else None
        words = self.indices(quotation.inner)
        if len(words) < 4:
            return
        alone = not self.text[paragraph.start : quotation.span.start].strip()
        near = last is not None and number - last.paragraph <= (1 if alone else 0)
        source = last.source if near and last is not None else ()
        self.found.append(Said([quotation.span], (), source, -1, quotation.run, number))

    def _cue_before(self, left: Span) -> Cue | None:
        """The cue that leads into a quotation from the left."""
        lead = left.of(self.text).rstrip()
        words = self.indices(left)
        if not words or not lead:
            return None
        first = words[0]
        for n in reversed(words[:-1]):
            if self._sentence_end(n):
                first = n + 1
                break
        tail = [n for n in words if n >= first]
        if not lead.endswith((":", ",", "that", "—", "–", "-")) and not self._verb_touches(left):
            return None
        for n in reversed(tail):
            token = self.tokens[n]
            if token.text.lower() == "according":
                return self._according(n, tail)
            if not token.tag.startswith("VB") or token.dep in {"aux", "auxpass"}:
                continue
            if cues.is_speech(token.lemma) or (token.lemma == "be" and lead.endswith(":")):
                return self._cue(n, tail)
            if token.dep not in ASIDE:
                break
        return self._label(tail, lead) if lead.endswith(":") else None

    def _label(self, tail: list[int], lead: str) -> Cue | None:
        """ "Lavrov:" or "Biden's answer:" before a quotation."""
        words = [n for n in tail if self.tokens[n].text not in {":", ","}]
        colon = tail[-1] if self.tokens[tail[-1]].text == ":" else -1
        if not words or colon < 0:
            return None
        last = self.tokens[words[-1]]
        owners = [n for n in words if self.tokens[n].dep == "poss"]
        if (
            last.lemma in cues.lists()["nouns"] | {"answer", "reply", "response", "quote"}
            and owners
        ):
            source = tuple(sorted(self.tree.subtree(owners[-1]) & set(words)))
            return Cue(words[-1], (words[-1], colon), source)
        if len(words) <= LABEL_LENGTH and self.tokens[words[0]].text[:1].isupper():
            return Cue(colon, (colon,), tuple(words))
        return None

    def _cue_after(self, quotation: Quotation, right: Span) -> Cue | None:
        """The cue that follows a quotation ("..., said Lavrov")."""
        inner = quotation.inner.of(self.text).rstrip().rstrip("’'")
        words = self.indices(right)
        while words and self.tokens[words[0]].text in {",", "--", *DASHES}:
            words = words[1:]
        if not words or not (inner + self.text[right.start : right.start + 1]).rstrip():
            return None
        comma = inner.endswith((",", "-", "—", "–")) or self.text[
            right.start : right.stop
        ].lstrip()[:1] in {",", "—"}
        if not comma and not inner.endswith(ENDS):
            return None
        stop = next((k + 1 for k, n in enumerate(words) if self._sentence_end(n)), len(words))
        head = words[:stop]
        if self._signed(right, words):
            return Cue(words[0] - 1, (words[0] - 1,), tuple(words[:12]))
        for n in head[:40]:
            token = self.tokens[n]
            if token.text.lower() == "according":
                return self._according(n, head)
            if not token.tag.startswith("VB") or token.dep in ASIDE:
                continue
            if not cues.is_speech(token.lemma) and not (comma and token.tag in {"VBD", "VBZ"}):
                return None
            if not comma and not self._ends_there(n, head):
                return None
            return self._cue(n, head)
        return None

    def _signed(self, right: Span, words: list[int]) -> bool:
        """True for a name behind a dash that ends the paragraph."""
        behind = right.of(self.text).strip()
        return (
            behind[:1] in DASHES
            and behind[:1] != ""
            and len(words) <= 12
            and self.tokens[words[0]].pos == "PROPN"
            and not any(self.tokens[n].tag.startswith("VB") for n in words)
        )

    def _ends_there(self, verb: int, words: list[int]) -> bool:
        """True where the verb of speech takes nothing of its own after it."""
        rest = [n for n in words if n > verb]
        if any(self.tokens[n].text in {":", "that"} for n in rest):
            return False
        own = (self.tokens[n] for n in self.tree.children[verb] if n > verb)
        return not any(t.dep in {"ccomp", "xcomp", "dobj"} and t.i in rest for t in own)

    def _cue(self, verb: int, words: list[int]) -> Cue:
        near = set(words)
        _, source = source_of(self.tree, verb)
        source = {n for n in source if not self.quoted(n)}
        if not source:
            source = self._beside(verb, words)
        cue = tuple(n for n in cue_tokens(self.tree, verb) if n in near) or (verb,)
        return Cue(verb, cue, trim(self.tree, source - set(cue)))

    def _beside(self, verb: int, words: list[int]) -> set[int]:
        """The words next to the verb that are its speaker, where the parse has no subject."""
        before = [n for n in words if n < verb and self.tokens[n].pos in speech.NOMINAL]
        if before:
            first = words[0]
            return set(range(first, before[-1] + 1)) if before[-1] - first < 20 else set()
        out: set[int] = set()
        for n in (n for n in words if n > verb):
            token = self.tokens[n]
            if token.pos in {"PUNCT", "ADP", "VERB", "ADV", "AUX", "SCONJ"} and out:
                break
            if token.pos in {"PUNCT", "ADP", "VERB", "SCONJ"}:
                return set()
            out.add(n)
        return out

    def _according(self, n: int, words: list[int]) -> Cue | None:
        frame = next(iter(speech.according(self.tree, n)), None)
        if frame is None:
            return None
        source = tuple(k for k in frame.source if k in set(words))
        return Cue(n, frame.cue, source)

    def _lead_in(self, paragraph: Span, inside: list[Quotation]) -> Cue | None:
        """The cue of a paragraph that ends with a colon."""
        if not paragraph.of(self.text).rstrip().endswith(":"):
            return None
        start = inside[-1].span.stop if inside else paragraph.start
        return self._cue_before(Span(start, paragraph.stop))

    # --- tokens ------------------------------------------------------------------------

    def indices(self, span: Span) -> list[int]:
        """The tokens that begin inside a span."""
        return list(
            range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.stop))
        )

    def quoted(self, n: int) -> bool:
        """True for a token inside quotation marks."""
        place = self.tokens[n].span
        return any(q.span.covers(place) for q in self.near(place))

    def near(self, place: Span) -> Iterator[Quotation]:
        """The outer quotations that share a character with a span."""
        return (q for q in self.quotations if q.level == 0 and q.span.overlaps(place))

    def _sentence_end(self, n: int) -> bool:
        token = self.tokens[n]
        if token.text in {".", "?", "!"}:
            return True
        return n + 1 < len(self.tokens) and self.tokens[n + 1].sentence != token.sentence


def after_span(quotation: Quotation, paragraph: Span) -> Span:
    """What follows a quotation in its paragraph."""
    return Span(quotation.span.stop, paragraph.stop)


def token_spans(tokens: Sequence[Token], indices: Sequence[int]) -> tuple[Span, ...]:
    """The spans of runs of tokens; punctuation between two runs joins them."""
    out: list[Span] = []
    last = -2
    for n in sorted(indices):
        joined = out and (n == last + 1 or (n == last + 2 and tokens[last + 1].pos == "PUNCT"))
        if joined:
            out[-1] = Span(out[-1].start, tokens[n].span.stop)
        else:
            out.append(tokens[n].span)
        last = n
    return tuple(out)
