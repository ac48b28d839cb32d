"""A document laid out for questions of reference: who governs whom, which words are quoted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.actors.phrase import role_named
from detente.actors.registry import Match, Registry
from detente.actors.resolve import Setting
from detente.actors.whereabouts import office_of, places_of, shares_of
from detente.types import Document, Mention, Quote, Span, Token

SPEECH = frozenset(
    "say add tell state stress note announce warn declare claim insist argue explain acknowledge "
    "write tweet comment reiterate suggest deny confirm admit allege complain conclude assert "
    "remark reply respond repeat recall emphasize emphasise underline underscore vow pledge "
    "promise threaten accuse blame condemn urge demand call ask estimate predict believe think "
    "hope inform assure concede caution argue criticize criticise praise welcome describe report "
    "shout scream cry whisper snap thunder testify lament post joke fume mutter insist "
    "observe maintain contend continue quip joke charge mention point".split()
)
QUOTING = frozenset("quote cite".split())
SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
OBJECT = frozenset({"dobj", "dative", "iobj", "attr", "oprd"})
_MARK = re.compile('[“”«»„"]')
_DEFINITE = frozenset("the this that these those both".split())
_PLACED = frozenset("in from of at near for inside across to".split())
_LONGEST_QUOTE = 3_000
_HERE = 0.15  # share of a report's countries that a place in the sentence is worth


@dataclass(frozen=True, slots=True)
class Scene:
    """A document with its tables of reference.

    `children` are by token; `by_head` the mention whose head a token is; `quoted` the
    character ranges between quotation marks; `setting` the report's day and countries;
    `full` says of each token of a known name with a joint in it ("International Court of
    Justice") the whole name at its head and "" at the others; `office` the country whose
    authority publishes the report.
    """

    document: Document
    registry: Registry
    setting: Setting
    children: Sequence[Sequence[int]]
    by_head: Mapping[int, int]
    chains: Mapping[int, tuple[int, ...]]
    quoted: tuple[Span, ...]
    places: Mapping[int, tuple[str, ...]]
    shares: Mapping[str, float]
    full: Mapping[int, str]
    office: str | None = None

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the report."""
        return self.document.tokens

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of the report."""
        return self.document.mentions

    def head(self, mention: Mention) -> Token:
        """The head token of a mention."""
        return self.document.tokens[mention.head]

    def owner(self, mention: Mention) -> Mention | None:
        """The possessor inside a noun phrase ("his Finnish counterpart": "his")."""
        for child in self.children[mention.head]:
            if self.tokens[child].dep == "poss" and child in self.by_head:
                return self.mentions[self.by_head[child]]
        return None

    def relative_owner(self, mention: Mention) -> Mention | None:
        """Whom "whose" points to in "Britain, whose envoy left"."""
        if not any(self.tokens[c].tag == "WP$" for c in self.children[mention.head]):
            return None
        token = self.tokens[mention.head]
        for _ in range(8):
            if token.dep == "relcl" and token.head in self.by_head:
                return self.mentions[self.by_head[token.head]]
            token = self.tokens[token.head]
        return None

    def quotation(self, at: int) -> Span | None:
        """The stretch between quotation marks that holds a character."""
        n = bisect_right(self.quoted, at, key=lambda s: s.start) - 1
        if n >= 0 and self.quoted[n].start <= at < self.quoted[n].stop:
            return self.quoted[n]
        return None

    def verb_of(self, at: int) -> int:
        """The verb that governs a token, through "as", "of" and the like."""
        token = self.tokens[at]
        for _ in range(12):
            head = self.tokens[token.head]
            if head.i == token.i or head.pos in {"VERB", "AUX"}:
                return head.i
            token = head
        return token.i

    def spoken(self, mention: Mention) -> str:
        """The words of a mention with the "in Minsk" or "of Iraq" that follows them."""
        text = mention.text
        for child in self.children[mention.head]:
            token = self.tokens[child]
            if child < mention.head or token.dep != "prep" or token.lemma not in _PLACED:
                continue
            if token.span.start < mention.span.stop or token.i - mention.head > 6:
                continue
            for inner in self.children[child]:
                at = self.by_head.get(inner)
                if at is None:
                    continue
                belongs = token.lemma in {"of", "for", "to"}
                if self.mentions[at].kind == "name" or belongs:
                    return f"{text} {token.text} {self.mentions[at].text}"
        return text

    def definite(self, mention: Mention) -> bool:
        """True with "the", "this" or a possessor."""
        for child in self.children[mention.head]:
            token = self.tokens[child]
            if token.dep == "poss" or (token.dep == "det" and token.text.lower() in _DEFINITE):
                return True
        return False

    def definite_or_both(self, mention: Mention) -> bool:
        """True with "the", "both" or a number that counts those already known."""
        below = {self.tokens[c].text.lower() for c in self.children[mention.head]}
        return self.definite(mention) or "both" in below

    def setting_at(self, mention: Mention) -> Setting:
        """The surroundings of a mention: the countries of the report, and those of the places of
        its sentence somewhat more."""
        near = self.places.get(self.tokens[mention.head].sentence, ())
        if not near:
            return self.setting
        weights = dict(self.shares)
        for country in near:
            weights[country] = weights.get(country, 0.0) + _HERE
        countries = sorted(weights, key=lambda c: -weights[c])
        return Setting(self.setting.on, tuple(countries[:6]))


def look(document: Document, registry: Registry) -> Scene:
    """The scene of a document."""
    children: list[list[int]] = [[] for _ in document.tokens]
    for token in document.tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    by_head: dict[int, int] = {}
    chains: dict[int, list[int]] = {}
    for mention in document.mentions:
        known = by_head.get(mention.head)
        if known is None or len(document.mentions[known].text) < len(mention.text):
            by_head[mention.head] = mention.i
        if mention.chain >= 0:
            chains.setdefault(mention.chain, []).append(mention.i)
    day = document.report.date
    if day is None and document.report.published is not None:
        day = document.report.published.date()
    if day is None:
        day = _latest_day(document)
    shares = shares_of(document, registry)
    return Scene(
        document,
        registry,
        Setting(day, tuple(shares)[:5]),
        children,
        by_head,
        {chain: tuple(members) for chain, members in chains.items()},
        quotations(document.report.text),
        places_of(document, registry),
        shares,
        _full_names(document, registry),
        office_of(document.report.outlet, registry),
    )


_JOINTS = frozenset({"of", "for", "and", "the", "against", "in", "to", "-"})


def _full_names(document: Document, registry: Registry) -> dict[int, str]:
    """Known names of bodies that a joint divides into two mentions."""
    tokens, out = document.tokens, {}
    for sentence in document.sentences:
        words = [t.text for t in tokens[sentence.first : sentence.last]]
        at = 0
        while at < len(words):
            joint = words[at][:1].isupper() and any(w in _JOINTS for w in words[at + 1 : at + 5])
            hit = registry.longest(words, at) if joint else None
            if hit is None or not _is_body(hit, words[at : at + hit[0]]):
                at += 1
                continue
            inside = range(sentence.first + at, sentence.first + at + hit[0])
            text = document.report.text[tokens[inside[0]].span.start : tokens[inside[-1]].span.stop]
            for n in inside:
                out[n] = text if tokens[n].head not in inside or tokens[n].head == n else ""
            at += hit[0]
    return out


def _is_body(hit: tuple[int, tuple[Match, ...]], words: Sequence[str]) -> bool:
    best = hit[1][0]
    proper = best.how in {"name", "alias"} and best.entry.kind in {"organisation", "outlet"}
    return proper and any(w in _JOINTS for w in words[1:-1]) and words[-1][:1].isupper()


def _latest_day(document: Document) -> date | None:
    """Of a report without a date line: the latest day that its own words fix."""
    known = [d.value[1] for d in document.dates if d.kind == "absolute" and d.value is not None]
    return max(known, default=None)


def quotations(text: str) -> tuple[Span, ...]:
    """The ranges between double quotation marks; one that no mark closes in its own line goes
    on to a mark that only closes, a few lines below, and ends with its line otherwise.

    >>> quotations('He said "yes" and “no”.')
    (Span(start=9, stop=12), Span(start=19, stop=21))
    """
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    marks = [[m.start() for m in _MARK.finditer(text, start, stop)] for start, stop in lines]
    spans: list[Span] = []
    skip = -1
    for n, (_, stop) in enumerate(lines):
        places = [at for at in marks[n] if at > skip]
        spans += [Span(a + 1, b) for a, b in zip(places[::2], places[1::2], strict=False)]
        if len(places) % 2:
            end = _closed_below(lines, marks, n)
            spans.append(Span(places[-1] + 1, end or stop))
            skip = end or -1
    return tuple(s for s in spans if s.stop - s.start <= _LONGEST_QUOTE)


def _closed_below(
    lines: Sequence[tuple[int, int]], marks: Sequence[Sequence[int]], n: int
) -> int | None:
    """Where a quotation left open in line `n` closes in one of the next lines."""
    for m in range(n + 1, min(n + 6, len(lines))):
        if marks[m] and marks[m][0] == lines[m][0]:
            return None
        if marks[m]:
            return marks[m][0] if len(marks[m]) % 2 else None
    return None


def quote_over(document: Document, span: Span) -> Quote | None:
    """The attributed words that hold a stretch of text, the shortest where nested."""
    best: Quote | None = None
    for quote in document.quotes:
        if any(_holds(piece, span) for piece in quote.content) and (
            best is None or _size(quote) < _size(best)
        ):
            best = quote
    return best


def _holds(piece: Span, span: Span) -> bool:
    """True where the piece covers the stretch, give or take its quotation marks."""
    return piece.start - 2 <= span.start and span.stop <= piece.stop + 2


def _size(quote: Quote) -> int:
    return sum(piece.stop - piece.start for piece in quote.content)


def told(scene: Scene, at: int) -> bool:
    """True for a verb inside what somebody else says ("Ushakov said Putin informed ...")."""
    token = scene.tokens[at]
    for _ in range(12):
        head = scene.tokens[token.head]
        if head.i == token.i:
            return False
        if token.dep in {"ccomp", "xcomp"} and head.lemma in SPEECH:
            return True
        token = head
    return False


def grammar(scene: Scene, at: int) -> str:
    """The grammatical role of a token, that of the first member in a coordination."""
    token = scene.tokens[at]
    for _ in range(6):
        if token.dep not in {"conj", "appos"}:
            break
        token = scene.tokens[token.head]
    if token.dep in SUBJECT:
        return "subject"
    if token.dep in OBJECT:
        return "object"
    return "possessor" if token.dep == "poss" else "other"


_MEASURES = frozenset("DATE TIME MONEY QUANTITY CARDINAL PERCENT ORDINAL".split())


def appositions(scene: Scene) -> dict[int, int]:
    """Mentions that stand beside each other as one participant, both ways."""
    out: dict[int, int] = {}
    for token in scene.tokens:
        if token.dep != "appos" or token.i not in scene.by_head or token.ent in _MEASURES:
            continue
        two = scene.by_head[token.i]
        one = _titled_before(scene, scene.mentions[two])
        if one is None:
            one = scene.by_head.get(token.head)
        if one is not None:
            out.setdefault(one, two)
            out.setdefault(two, one)
    return out


def _titled_before(scene: Scene, name: Mention) -> int | None:
    """ "the envoy to Sudan, Volker Perthes": the office beside the name, not the place in it."""
    if name.kind != "name" or scene.head(name).ent not in {"PERSON", ""}:
        return None
    for at in range(name.i - 1, max(-1, name.i - 6), -1):
        before = scene.mentions[at]
        between = scene.tokens[before.head + 1 : name.head]
        if before.span.stop > name.span.start or any(t.pos in {"VERB", "AUX"} for t in between):
            break
        commas = sum(t.text == "," for t in between)
        if before.kind == "nominal" and commas == 1 and is_person(scene, before):
            return before.i
        if commas != 1 or any(t.dep == "cc" for t in between):
            break
    return None


def is_person(scene: Scene, mention: Mention) -> bool:
    """True for a noun that denotes one person by what he or she does: "the envoy"."""
    role = role_named(mention.text, scene.registry)
    if role is None and mention.text.split()[-1:] != [scene.head(mention).text]:
        role = role_named(scene.head(mention).text, scene.registry)
    return role is not None and role.person and mention.number != "plur"


def _joined(scene: Scene, at: int, other: int) -> bool:
    """True for the next of a list, also where the parse took two states for an apposition."""
    one, two = scene.tokens[at], scene.tokens[other]
    return two.dep == "conj" or (two.dep == "appos" and one.ent == two.ent == "GPE")


def coordinations(scene: Scene) -> dict[int, tuple[int, ...]]:
    """By the last member: the mentions of a coordination ("Moscow, Kyiv and Minsk")."""
    out: dict[int, tuple[int, ...]] = {}
    for first in scene.mentions:
        if scene.head(first).dep == "conj" or scene.by_head.get(first.head) != first.i:
            continue
        members, at = [first.i], first.head
        while True:
            after = [c for c in scene.children[at] if _joined(scene, at, c)]
            if not after or after[0] not in scene.by_head or len(members) > 12:
                break
            at = after[0]
            members.append(scene.by_head[at])
        if len(members) > 1:
            out[members[-1]] = tuple(members)
    return out
