"""Noun phrases, names, pronouns and possessives that may name a participant.

A mention's span leaves out articles and titles; the title is kept beside it. Mentions of
one name inside a report ("Vladimir Putin", "Putin", "Mr Putin") share a chain. Who is
meant by pronouns and role nouns is decided later, where actors are known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from detente.types import Mention, Sentence, Span, Token

PERSONAL = {"he", "she", "they", "him", "her", "them", "it", "i", "we", "us", "me", "you"}
POSSESSIVE = {"his", "her", "their", "its", "our", "my", "your"}
REFLEXIVE = {"himself", "herself", "itself", "themselves", "ourselves", "myself"}
RELATIVE = {"who", "whom", "which", "that", "whose"}
PLURAL_PRONOUNS = {"they", "them", "their", "we", "us", "our", "themselves", "ourselves"}
REFERENT = {"all", "both", "neither", "either", "each", "none", "many", "some", "others", "two"}
NOMINAL_POS = {"NOUN", "PROPN"}
PARTIES = {  # groups that stand before a noun as who acts: "rebel attack", "police raid"
    "rebel", "government", "army", "police", "militant", "coalition", "opposition", "insurgent",
    "guerrilla", "guerilla", "militia", "separatist", "navy", "regime", "alliance", "jihadist",
}  # fmt: skip
NAMED = {"GPE", "NORP", "ORG", "LOC", "PERSON", "FAC"}
BELONGS = {"country", "state", "government", "ministry", "army", "force", "party", "union", "group"}
INSIDE = {"compound", "amod", "nmod", "poss", "det", "nummod", "quantmod", "case", "advmod"}
INSIDE = INSIDE | {"punct", "predet", "neg"}


@cache
def titles() -> frozenset[str]:
    """Lower-case words that can be the last word of a title before a name."""
    text = resources.files("detente.parse").joinpath("titles.txt").read_text(encoding="utf-8")
    return frozenset(
        w for line in text.splitlines() if not line.startswith("#") for w in line.split()
    )


def find(tokens: Sequence[Token], sentences: Sequence[Sentence], text: str) -> tuple[Mention, ...]:
    """All mentions of a report in text order, joined into chains by their names."""
    children = _children(tokens)
    found: list[Mention] = []
    for sentence in sentences:
        inside = tokens[sentence.first : sentence.last]
        for token in inside:
            mention = _mention(token, tokens, children, text)
            if mention is not None:
                found.append(mention)
    found.sort(key=lambda m: (m.span.start, -m.span.stop))
    return _chained([replace(m, i=n) for n, m in enumerate(found)])


def _children(tokens: Sequence[Token]) -> list[list[int]]:
    out: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            out[token.head].append(token.i)
    return out


def _mention(
    token: Token, tokens: Sequence[Token], children: list[list[int]], text: str
) -> Mention | None:
    low = token.text.lower()
    if not any(c.isalnum() for c in low):
        return None
    if (low in POSSESSIVE and token.tag == "PRP$") or token.tag == "WP$":
        return _simple(token, "possessive", low)
    if token.pos == "PRON":
        if low in PERSONAL | REFLEXIVE or token.tag in {"WP", "WDT"} or low in RELATIVE | REFERENT:
            return _simple(token, "pronoun", low)
        return None
    if _is_modifier_name(token, tokens):
        return _modifier(token, tokens, text)
    if token.pos in NOMINAL_POS and token.dep not in {"compound", "nmod", "amod"}:
        return _phrase(token, tokens, children, text)
    if token.pos in {"ADJ", "NUM", "VERB", "DET"} and token.dep in {
        "nsubj",
        "dobj",
        "pobj",
        "nsubjpass",
    }:
        return _phrase(token, tokens, children, text)
    if token.text[:1].isalpha() and (
        token.ent in {"GPE", "PERSON", "ORG", "NORP"} and token.dep == "ROOT"
    ):
        return _phrase(token, tokens, children, text)
    return None


def _simple(token: Token, kind: str, low: str) -> Mention:
    number = "plur" if low in PLURAL_PRONOUNS else "sing"
    return Mention(-1, token.span, token.text, token.i, kind, number=number)


def _is_modifier_name(token: Token, tokens: Sequence[Token]) -> bool:
    """A name or country adjective before a noun ("Russian troops", "NATO members")."""
    if token.dep not in {"compound", "amod", "nmod"} or token.head <= token.i:
        return False
    if token.text.lower() in PARTIES:
        return True
    if not token.text[:1].isupper() or token.text.lower().rstrip(".") in titles():
        return False
    head = tokens[token.head]
    if token.ent == "PERSON" and head.ent in {"PERSON", token.ent} and _is_name(head):
        return False
    if token.ent not in NAMED and not _looks_named(token):
        return False
    return _name_end(token, tokens) == token.i


def _looks_named(token: Token) -> bool:
    """An acronym ("NATO", "U.S.-led") that the pipeline did not take for a name."""
    bare = token.text.replace(".", "")
    return len(bare) > 1 and (bare.isupper() or bare.split("-")[0].isupper() or token.tag == "JJ")


def _name_end(token: Token, tokens: Sequence[Token]) -> int:
    """Index of the last token of the run of one name that `token` stands in."""
    last = token.i
    while last + 1 < len(tokens) and tokens[last + 1].sentence == token.sentence:
        after = tokens[last + 1]
        same = after.ent == token.ent and token.ent not in {"", "NORP"}
        if (
            not same
            or not after.text[:1].isupper()
            or after.dep not in {"compound", "nmod", "amod"}
        ):
            break
        last += 1
    return last


def _modifier(token: Token, tokens: Sequence[Token], text: str) -> Mention:
    first = token.i
    while first - 1 >= 0 and tokens[first - 1].sentence == token.sentence:
        before = tokens[first - 1]
        joined = before.text[:1].isupper() and before.dep in {"compound", "nmod", "amod"}
        if not joined or before.ent != token.ent or token.ent in {"", "NORP"}:
            break
        first -= 1
    span = Span(tokens[first].span.start, token.span.stop)
    return Mention(-1, span, span.of(text), token.i, "adjective")


def _phrase(head: Token, tokens: Sequence[Token], children: list[list[int]], text: str) -> Mention:
    first = _left_edge(head, tokens, children)
    words = [tokens[n] for n in range(first, head.i + 1)]
    while len(words) > 1 and (words[0].pos in {"DET", "PUNCT"} or _is_stray_verb(words)):
        words = words[1:]
    kind = "name" if _is_name(head) else "nominal"
    title = ""
    if kind == "name" and head.ent in {"PERSON", ""}:
        words = _with_particle(words, tokens)
    if kind == "name":
        words, title = _split_title(_without_office(words, head, tokens), text)
    start, stop = words[0].span.start, words[-1].span.stop
    if kind == "nominal" or head.text.lower() in titles():
        stop = _with_of(head, tokens, children, stop)
    many = head.tag in {"NNS", "NNPS"} or bool(_ACRONYMS.match(head.text))
    number = "plur" if many else "sing"
    return Mention(
        -1, Span(start, stop), text[start:stop], head.i, kind, title=title, number=number
    )


_PARTICLES = frozenset("al el ad an ar as ash at az ul ibn bin".split())


def _with_particle(words: list[Token], tokens: Sequence[Token]) -> list[Token]:
    """ "Adel al-Jubeir", where the parse cut the name at its hyphen."""
    at = words[0].i
    if at < 2 or tokens[at - 1].text != "-" or tokens[at - 2].text.lower() not in _PARTICLES:
        return words
    if tokens[at - 1].span.stop != words[0].span.start:
        return words
    first = at - 2
    while first and tokens[first - 1].sentence == words[0].sentence:
        before = tokens[first - 1]
        if before.pos != "PROPN" or not before.text[:1].isupper() or before.ent != "PERSON":
            break
        first -= 1
    return [*tokens[first:at], *words]


_ACRONYMS = re.compile(r"[A-Z]{2,}s$")


def _is_stray_verb(words: list[Token]) -> bool:
    """A gerund that the parse took for a modifier ("closing Ukraine's door")."""
    return words[0].tag == "VBG" and (words[0].dep == "compound" or words[1].text[:1].isupper())


def _is_name(head: Token) -> bool:
    return head.pos == "PROPN" or (head.ent in {"PERSON", "GPE", "ORG"} and head.text[:1].isupper())


def _left_edge(head: Token, tokens: Sequence[Token], children: list[list[int]]) -> int:
    first = head.i
    for child in reversed([c for c in children[head.i] if c < head.i]):
        if tokens[child].dep not in INSIDE:
            break
        edge = _leftmost(child, children)
        if any(tokens[n].text in {",", ";", ":", "—", "–"} for n in range(edge, head.i)):
            break
        first = edge
    return first


def _leftmost(i: int, children: list[list[int]]) -> int:
    edge, stack = i, [i]
    while stack:
        node = stack.pop()
        edge = min(edge, node)
        stack.extend(c for c in children[node] if c < node)
    return edge


def _with_of(head: Token, tokens: Sequence[Token], children: list[list[int]], stop: int) -> int:
    """The end of the phrase with an "of" phrase that follows at once ("the government of Iraq")."""
    for child in children[head.i]:
        token = tokens[child]
        if child == head.i + 1 and token.text.lower() in {"of", "for"} and token.dep == "prep":
            for inner in children[child]:
                belongs = _is_name(tokens[inner]) or tokens[inner].lemma in BELONGS
                if tokens[inner].dep == "pobj" and inner - child <= 6 and belongs:
                    return tokens[inner].span.stop
    return stop


def _split_title(words: list[Token], text: str) -> tuple[list[Token], str]:
    """ "Russian Deputy Foreign Minister Sergei Ryabkov" -> the name's words and the title."""
    cut = 0
    for n, word in enumerate(words[:-1]):
        low = word.text.lower().rstrip(".")
        if low in titles() or low.split("-")[-1] in titles():
            cut = n + 1
            if n + 2 < len(words) - 1 and words[n + 1].text.lower() in {"of", "for"}:
                cut = _end_of_office(words, n + 2)
    lowered = [n for n, w in enumerate(words[:-1]) if w.text[:1].islower() and w.pos == "NOUN"]
    cut = max([cut, *(n + 1 for n in lowered)])
    possessors = [n for n, w in enumerate(words[:-1]) if w.tag == "POS"]
    if possessors and cut == 0:
        return words, ""
    if cut == 0:
        return words, ""
    title = text[words[0].span.start : words[cut - 1].span.stop]
    return words[cut:], title


def _without_office(words: list[Token], head: Token, tokens: Sequence[Token]) -> list[Token]:
    """A name without the office before it: "Secretary of State Antony Blinken" misparsed."""
    prep = tokens[head.head]
    office = tokens[prep.head].text.lower() if head.dep == "pobj" else ""
    if office not in titles() or head.ent != "PERSON":
        return words
    named = [w for w in words if w.ent == "PERSON"]
    return named if named and named[-1] is words[-1] else words


def _end_of_office(words: list[Token], start: int) -> int:
    """Where the name begins after "Minister of Foreign Affairs": what hangs on "of" is office."""
    office = {words[start - 1].i}
    cut = start + 1
    for n in range(len(words) - 2, start - 1, -1):
        at, seen = words[n], 0
        while at.head not in office and seen < 6:
            up = next((w for w in words if w.i == at.head), None)
            if up is None or up is at:
                break
            at, seen = up, seen + 1
        if at.head in office:
            cut = max(cut, n + 1)
            break
    return min(cut, len(words) - 1)


def _chained(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Names that are the same, or the tail of a longer person's name, share a chain."""
    chains: dict[str, int] = {}
    by_last: dict[str, list[tuple[int, int]]] = {}
    by_first: dict[str, int] = {}
    out: list[Mention] = []
    names = sorted(
        (m for m in mentions if m.kind in {"name", "adjective"}),
        key=lambda m: (-len(m.text.split()), m.i),
    )
    assigned: dict[int, int] = {}
    for mention in names:
        key = _bare(mention.text)
        last = key.split()[-1] if key.split() else key
        if key in chains:
            assigned[mention.i] = chains[key]
        elif (len(key.split()) == 1 or _is_tail(key)) and last in by_last:
            assigned[mention.i] = min(by_last[last])[1]
        elif mention.title and key in by_first:
            assigned[mention.i] = by_first[key]
        else:
            assigned[mention.i] = len(chains)
            chains[key] = len(chains)
            if len(key.split()) > 1:
                by_last.setdefault(last, []).append((mention.i, chains[key]))
            if len(key.split()) in {2, 3}:
                by_first.setdefault(key.split()[0], chains[key])
    for mention in mentions:
        out.append(replace(mention, chain=assigned.get(mention.i, -1)))
    return tuple(out)


def _is_tail(key: str) -> bool:
    """True for a family name with its particle: "de la Calle", "al-Jubeir"."""
    words = key.replace("-", " ").split()
    return bool(words) and words[0] in _FAMILY


_FAMILY = _PARTICLES | frozenset("de la del da do dos di du van von der den ter le abu ben".split())


def _bare(name: str) -> str:
    return name.lower().replace("’s", "").replace("'s", "").replace(".", "").strip()
