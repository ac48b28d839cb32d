"""Who may be saying what: candidate frames of speech and thought in the dependency parse.

A frame is a cue (verb, noun, adjective or preposition), a way in which content hangs on it
("ccomp", "dobj", "prep:of", ...), the content's tokens and the tokens of the source. Which
frames are true attributions is decided by `cues.score`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from detente.parse.tree import Tree, cue_tokens, is_passive, source_of, trim

TAILS = ("as", "for", "of", "to", "over", "with", "from", "against", "on", "about", "into")
CERTAIN = frozenset({"according", "as-saying", "saying", "citing", "reportedly"})  # need no weights
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# names and nouns for those who speak
VOICES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
SPEAKERS = frozenset(
    "official spokesman spokeswoman spokesperson leader minister president government source"
    " expert analyst critic campaign report study poll survey police ministry aide adviser"
    " agency voter supporter lawmaker senator candidate people group document statement"
    " lawyer diplomat reporter journalist newspaper member party authority resident witness"
    " court judge company embassy department researcher economist medium outlet".split()
)
QUOTING = frozenset({"quote", "cite"})
UNNAMED = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})
LIGHT = frozenset(
    "make have issue give offer express raise voice deliver be repeat renew reiterate send release"
    " publish drop retract withdraw".split()
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A candidate attribution; all fields hold token indices of one sentence."""

    head: int
    name: str
    lemma: str
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    source_head: int = -1


def frames(tree: Tree, first: int, last: int) -> Iterator[Frame]:
    """Candidate frames among the tokens `[first, last)` of one sentence."""
    for i in range(first, last):
        token = tree.tokens[i]
        if token.text.lower() == "according":
            yield from according(tree, i)
        elif token.pos == "ADV" and token.text.lower() in UNNAMED:
            yield from _unnamed(tree, i)
        elif token.pos == "VERB" or (token.tag.startswith("VB") and token.pos != "AUX"):
            yield from _verb_frames(tree, i)
        elif token.pos == "AUX" and token.dep not in {"aux", "auxpass"}:
            yield from _copula_frames(tree, i)
        elif token.pos == "NOUN":
            yield from _noun_frames(tree, i)


def according(tree: Tree, i: int) -> Iterator[Frame]:
    """The frame of "according to X", if it is one."""
    to = next((c for c in tree.children[i] if tree.tokens[c].lemma == "to"), None)
    if to is None:
        to = i + 1 if i + 1 < len(tree.tokens) and tree.tokens[i + 1].text == "to" else None
    source = None if to is None else tree.child(to, "pobj", "dobj", "ccomp", "pcomp")
    if to is None or source is None:
        return
    phrase = tree.subtree(source)
    token = tree.tokens[i]
    whole = tree.subtree(token.head if token.head != i else i)
    governor = token.head
    while (
        tree.tokens[governor].pos not in {"VERB", "AUX"} and tree.tokens[governor].head != governor
    ):
        governor = tree.tokens[governor].head
        whole = tree.subtree(governor)
    content = whole - tree.subtree(i) - phrase
    yield Frame(
        i, "according", "according", (i, to), tuple(sorted(phrase)), trim(tree, content), source
    )


def _unnamed(tree: Tree, i: int) -> Iterator[Frame]:
    """ "reportedly": a voice without a name over its clause."""
    head = tree.tokens[i].head
    content = tree.subtree(head) - tree.subtree(i)
    yield Frame(i, "reportedly", tree.tokens[i].lemma, (i,), (), trim(tree, content))


def as_saying(tree: Tree, i: int) -> int | None:
    """The verb of speech in "quoted X as saying C"."""
    for c in tree.children[i]:
        if tree.tokens[c].text.lower() == "as" and c > i:
            verb = tree.child(c, "pcomp", "pobj", "ccomp", "xcomp", "advcl")
            if verb is None and c + 1 < len(tree.tokens):
                verb = c + 1
            if verb is not None and tree.tokens[verb].tag == "VBG":
                return verb
    return None


def _quoting(
    tree: Tree, i: int, cue: tuple[int, ...], who: tuple[int, set[int]]
) -> Iterator[Frame]:
    """ "Interfax quoted X as saying C": the voice of Interfax, and under it that of X."""
    token = tree.tokens[i]
    governor = tree.tokens[token.head].head
    if token.lemma in QUOTING:
        saying = as_saying(tree, i)
        content = set() if saying is None else tree.subtree(saying) - {saying}
        if content and who[1]:
            words = trim(tree, content)
            yield Frame(i, "as-saying", token.lemma, cue, _sorted(who[1]), words, who[0])
        yield from _citing(tree, i)
    elif tree.tokens[governor].lemma in QUOTING and as_saying(tree, governor) == i:
        words = trim(tree, tree.subtree(i) - {i})
        quoted = tree.child(governor, "nsubjpass", "dobj")
        source = set() if quoted is None else tree.core(quoted)
        yield Frame(i, "saying", token.lemma, (i,), _sorted(source), words, quoted or -1)


def _citing(tree: Tree, i: int) -> Iterator[Frame]:
    """ "C, Interfax reported, citing officials": the officials' voice over C."""
    named = tree.child(i, "dobj")
    governor = tree.tokens[i].head
    if named is None or governor == i or tree.tokens[i].tag != "VBG":
        return
    token = tree.tokens[named]
    if token.ent not in VOICES and token.lemma not in SPEAKERS:
        return
    said = tree.child(governor, "ccomp")
    whole = tree.subtree(said if said is not None else governor) - tree.subtree(i)
    if said is None and governor < i:
        whole = {n for n in whole if n < i}
    yield Frame(i, "citing", "cite", (i,), _sorted(tree.core(named)), trim(tree, whole), named)


def _verb_frames(tree: Tree, i: int) -> Iterator[Frame]:
    head, source = source_of(tree, i)
    cue = cue_tokens(tree, i)
    lemma = tree.tokens[i].lemma
    particle = tree.child(i, "prt")
    if particle is not None:
        lemma += "_" + tree.tokens[particle].lemma
    quoting = list(_quoting(tree, i, cue, (head, source)))
    yield from quoting
    if quoting or (lemma in QUOTING and as_saying(tree, i) is not None):
        return
    voice = "pass:" if is_passive(tree, i) else ""
    for name, content in chain(_contents(tree, i), _around(tree, i, source)):
        rest = content - source if not name.startswith("ccomp") else content
        yield Frame(i, voice + name, lemma, cue, _sorted(source - content), trim(tree, rest), head)


def _around(tree: Tree, i: int, source: set[int]) -> Iterator[tuple[str, set[int]]]:
    """Content that does not hang on the verb: "A, X said, B", "A, as X said", "A, X said"."""
    tokens, token = tree.tokens, tree.tokens[i]
    own = tree.subtree(i)
    mark = tree.child(i, "mark")
    if token.dep == "parataxis" and token.head != i:
        yield "parataxis", tree.subtree(token.head) - own
    if token.dep == "advcl" and mark is not None and tokens[mark].text.lower() == "as":
        yield "as", tree.subtree(token.head) - own
    first, last = i, i
    while first > 0 and tokens[first - 1].sentence == token.sentence:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].sentence == token.sentence:
        last += 1
    joined = [c for c in tree.children[i] if tokens[c].dep == "conj" and c > i]
    for c in [c for c in tree.children[i] if tokens[c].dep == "cc" and c > i][:1]:
        last = min(last, c - 1) if joined else last
    above = [a for a in tree.above(i) if a > i]
    if above:
        last = min(last, max(n for n in own if n < above[0]))
    edge = min(source | {i})
    if edge - 1 > first and tokens[edge - 1].text in {",", "—", "–", "--"}:
        yield "before", set(range(first, edge - 1))
    after = _after(tree, i, last)
    if after is not None and after < last:
        kind = "that" if tokens[after].text == "that" else tokens[after].pos
        yield f"after:{kind}", set(range(after, last + 1))
        cut = next((n for n in range(after + 1, last) if tokens[n].text in {",", ";", ":"}), last)
        if cut < last - 1:
            yield f"until:{kind}", set(range(after, cut))


def _after(tree: Tree, i: int, last: int) -> int | None:
    """Where a clause begins behind the verb: at its "that", else at the next word."""
    words = list(range(i + 1, min(last, i + 15) + 1))
    for n in words:
        if tree.tokens[n].text == "that" and tree.tokens[n].tag == "IN":
            return n
        if tree.tokens[n].tag in {"VBD", "VBZ", "VBP"}:
            break
    return words[0] if words and tree.tokens[words[0]].pos != "PUNCT" else None


def _contents(tree: Tree, i: int) -> Iterator[tuple[str, set[int]]]:
    """The ways in which content can hang on the word `i`, each with its tokens."""
    tokens, kids = tree.tokens, tree.children[i]
    objects = [c for c in kids if tokens[c].dep == "dobj"]
    for c in kids:
        dep = tokens[c].dep
        if dep in {"ccomp", "pcomp", "acl", "relcl"} or (dep == "advcl" and c > i):
            yield _clause_name(tree, c, dep), tree.subtree(c)
            if objects and objects[0] < c and dep == "ccomp":
                yield "dobj+ccomp", tree.core(objects[0]) | tree.subtree(c)
        elif dep == "xcomp":
            yield _clause_name(tree, c, "xcomp"), tree.subtree(c)
            if objects and objects[0] < c:
                yield "dobj+xcomp", tree.core(objects[0]) | tree.subtree(c)
        elif dep in {"prep", "agent"} and c > i and dep != "agent":
            yield from _prep_contents(tree, c, objects)
        elif dep in {"oprd", "acomp", "attr"} and objects:
            yield "dobj+oprd", tree.core(objects[0]) | tree.subtree(c)
    for c in objects:
        yield ("dobj-wh" if tokens[c].tag in {"WP", "WDT"} else "dobj"), tree.core(c)
    yield from _passive_contents(tree, i)
    for c in kids:
        if tokens[c].dep == "advmod" and tokens[c].text.lower() == "so" and c > i:
            yield "so", {c}


def _passive_contents(tree: Tree, i: int) -> Iterator[tuple[str, set[int]]]:
    """ "The plan was reported by X", "X is expected to go": the subject is content."""
    subject = tree.child(i, "nsubjpass")
    if subject is None:
        return
    yield "subj", tree.core(subject)
    for c in tree.children[i]:
        if c > i and tree.tokens[c].dep in {"xcomp", "oprd", "prep", "ccomp", "dobj"}:
            yield f"subj+{tree.tokens[c].dep}", tree.core(subject) | tree.subtree(c)


def _clause_name(tree: Tree, c: int, dep: str) -> str:
    first = min((k for k in tree.children[c] if tree.tokens[k].dep in {"mark", "aux"}), default=c)
    word = tree.tokens[first].text.lower()
    if word == "to" and tree.tokens[first].dep == "aux":
        return dep + ":to"
    if tree.tokens[c].tag == "VBG" and first == c:
        return dep + ":ing"
    if dep == "advcl":
        return f"advcl:{word if tree.tokens[first].dep == 'mark' else 'none'}"
    if dep in {"acl", "relcl"}:
        return f"{dep}:{word if word == 'that' else 'other'}"
    return dep


def _prep_contents(tree: Tree, c: int, objects: list[int]) -> Iterator[tuple[str, set[int]]]:
    word = tree.tokens[c].text.lower()
    inner = tree.child(c, "pobj", "pcomp")
    if inner is None:
        return
    kind = "ing" if tree.tokens[inner].dep == "pcomp" else ""
    yield f"prep{kind}:{word}", tree.core(inner)
    if objects and objects[0] < c and word in TAILS:
        yield f"dobj+{word}{kind}", tree.core(objects[0]) | tree.subtree(c)


def _copula_frames(tree: Tree, i: int) -> Iterator[Frame]:
    """ "is sure that C", "was critical of C", "has no doubt that C"."""
    complement = tree.child(i, "acomp", "attr")
    if complement is None:
        return
    token = tree.tokens[complement]
    if token.pos not in {"ADJ", "NOUN", "VERB"}:
        return
    head, source = source_of(tree, i)
    cue = (*cue_tokens(tree, i), complement)
    for holder in (complement, i):
        for name, content in _contents(tree, holder):
            if holder == i and not name.startswith(("ccomp", "xcomp")):
                continue
            rest = content - source - {complement}
            kind = "adj:" if token.pos != "NOUN" else "attr:"
            yield Frame(i, kind + name, token.lemma, cue, _sorted(source), trim(tree, rest), head)


def _noun_frames(tree: Tree, i: int) -> Iterator[Frame]:
    head, source = _noun_source(tree, i)
    token = tree.tokens[i]
    for name, content in _contents(tree, i):
        if name in {"prep:by", "advcl:none"} or not content:
            continue
        rest = content - source
        cue: tuple[int, ...] = (i,)
        if head >= 0 and token.dep == "dobj" and tree.tokens[token.head].lemma in LIGHT:
            cue = (*cue_tokens(tree, token.head), i)
        yield Frame(i, "noun:" + name, token.lemma, cue, _sorted(source), trim(tree, rest), head)


def _noun_source(tree: Tree, i: int) -> tuple[int, set[int]]:
    """The owner of a noun of speech: a possessor, a "by" phrase, or the subject of its verb."""
    tokens = tree.tokens
    owner = tree.child(i, "poss")
    if owner is not None:
        return owner, tree.subtree(owner)
    for c in tree.children[i]:
        if tokens[c].dep in {"prep", "agent"} and tokens[c].text.lower() in {"by", "from"}:
            inner = tree.child(c, "pobj")
            if inner is not None:
                return inner, tree.subtree(inner)
    governor = tokens[i].head
    if tokens[i].dep in {"dobj", "attr"} and tokens[governor].lemma in LIGHT:
        return source_of(tree, governor)
    return -1, set()


def _sorted(words: set[int]) -> tuple[int, ...]:
    return tuple(sorted(words))
