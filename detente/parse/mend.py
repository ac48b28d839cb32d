"""Repairs of errors that a small parser makes often in political news, before anyone reads it.

Each rule of `RULES` looks at one sentence, is told what it may change by its docstring, and
changes tags, labels and heads only. They run in the order of the tuple.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from detente.types import Token

INVERTED = frozenset({"should", "were", "had"})
NEGATIVE = frozenset("never nor neither not only rarely seldom so hardly no".split())
QUESTION = frozenset("what why how when where who whom which whose".split())
GERUND_VERBS = frozenset(
    "accuse blame criticize criticise condemn suspect convict denounce fault ban bar stop prevent"
    " keep refrain discourage dissuade capable guilty tire fine jail arrest charge sanction punish"
    " thank praise fear warn afraid sentence apologize apologise".split()
)
GERUND_PREPOSITIONS = frozenset({"by", "without", "including", "despite", "after", "before"})
TOLD_OF = frozenset(
    "accuse suspect blame criticize criticise condemn warn inform notify remind assure".split()
)
ADJECTIVES = frozenset(
    "rising growing existing leading ruling mounting escalating increasing ongoing warring opposing"
    " emerging remaining following developing neighboring neighbouring coming upcoming shifting"
    " competing surviving striking living working acting incoming outgoing visiting pressing"
    " lasting lingering simmering looming sweeping crippling devastating overwhelming standing"
    " outstanding fighting advancing retreating invading occupying fleeing conflicting declining"
    " falling crushing binding daunting troubling alarming missing participating".split()
)
SAYING = frozenset("say tell announce claim add warn report write confirm insist".split())
TALKS = frozenset(
    "talk talks meeting negotiation call summit consultation discussion conversation dialogue"
    " agreement deal pact treaty".split()
)
CONTENT = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
AUXILIARIES = frozenset({"aux", "auxpass"})


class Clauses:
    """The tokens of a document while they are mended; `set` changes one."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = list(tokens)
        self.changed = False

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    def set(self, i: int, *, head: int | None = None, dep: str = "", tag: str = "") -> None:
        """Gives a token a new head, label or tag (and the part of speech of the tag)."""
        token = self.tokens[i]
        self.tokens[i] = replace(
            token,
            head=token.head if head is None else head,
            dep=dep or token.dep,
            tag=tag or token.tag,
            pos="VERB" if tag.startswith("VB") else token.pos,
        )
        self.changed = True

    def children(self, i: int, first: int, last: int) -> list[int]:
        """The tokens of the sentence `[first, last)` that hang on `i`."""
        return [n for n in range(first, last) if self.tokens[n].head == i and n != i]

    def child(self, i: int, first: int, last: int, deps: frozenset[str]) -> int | None:
        """The first child of `i` with one of the labels."""
        for n in self.children(i, first, last):
            if self.tokens[n].dep in deps:
                return n
        return None

    def under(self, i: int, top: int) -> bool:
        """True where `i` is `top` or hangs below it."""
        steps = 0
        while i != top and self.tokens[i].head != i and steps < 200:
            i = self.tokens[i].head
            steps += 1
        return i == top


Rule = Callable[[Clauses, int, int], None]


def mend(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a document with the repairs of `RULES`; the words stay as they are."""
    clauses = Clauses(tokens)
    first = 0
    while first < len(tokens):
        last = first + 1
        while last < len(tokens) and tokens[last].sentence == tokens[first].sentence:
            last += 1
        for rule in RULES:
            rule(clauses, first, last)
        first = last
    return tuple(clauses.tokens)


def inverted_condition(clauses: Clauses, first: int, last: int) -> None:
    """ "... should the troops cross the river": the verb becomes `advcl`, "should" its `mark`."""
    if clauses[last - 1].text == "?" or last - first < 5:
        return
    for n in range(first, last - 2):
        token = clauses[n]
        if token.text.lower() not in INVERTED or not _may_invert(clauses, n, first):
            continue
        verb = _inverted_verb(clauses, n, last)
        if verb is None:
            continue
        main = _main_verb(clauses, n, verb, first, last)
        if main is None:
            continue
        _reattach(clauses, verb, main, first, last)
        clauses.set(verb, head=main, dep="advcl")
        clauses.set(n, head=verb, dep="mark")
        return


def _may_invert(clauses: Clauses, n: int, first: int) -> bool:
    before = clauses[n - 1].text.lower() if n > first else ""
    if before in NEGATIVE | QUESTION or before in {'"', "“"}:
        return False
    after = clauses[n + 1]
    if after.pos not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"} or after.tag in {
        "WDT",
        "WP",
    }:
        return False
    owner = [k for k in range(max(first, n - 6), n) if clauses[k].head == clauses[n].head]
    if clauses[n].dep in AUXILIARIES:
        return not any(clauses[k].dep in CONTENT for k in owner)
    own = [k for k in range(first, n) if clauses[k].head == n and clauses[k].dep in CONTENT]
    return not own and (n == first or clauses[n].dep in {"ccomp", "advcl", "conj", "acl", "relcl"})


def _inverted_verb(clauses: Clauses, n: int, last: int) -> int | None:
    """The verb of the clause that the auxiliary at `n` opens, with its subject between."""
    token = clauses[n]
    wanted = {"should": "VB", "had": "VBN", "were": "VB"}[token.text.lower()]
    if token.dep in AUXILIARIES and token.head > n + 1:
        verb = token.head
        return verb if _has_subject_between(clauses, n, verb) else None
    for k in range(n + 2, min(last, n + 15)):
        if clauses[k].text in {",", ";"}:
            return None
        to = token.text.lower() != "were" or clauses[k - 1].text.lower() == "to"
        if clauses[k].tag == wanted and to and clauses[k].dep not in {"acl", "amod"}:
            noun = [j for j in range(n + 1, k) if clauses[j].pos in {"NOUN", "PROPN", "PRON"}]
            tops = [j for j in noun if clauses[j].head == n]
            if tops:
                clauses.set(tops[0], head=k, dep="nsubj")
                return k
            return None
    return None


def _has_subject_between(clauses: Clauses, n: int, verb: int) -> bool:
    return any(clauses[k].head == verb and clauses[k].dep in CONTENT for k in range(n + 1, verb))


def _main_verb(clauses: Clauses, n: int, verb: int, first: int, last: int) -> int | None:
    """The verb that the condition belongs to; None where the words are no condition."""
    head = clauses[verb].head
    if head == n:
        head = clauses[n].head
        return None if head == n else head
    if head == verb:
        before = [k for k in clauses.children(verb, first, n) if clauses[k].dep in {"ccomp", "dep"}]
        return before[-1] if before else None
    if clauses[verb].dep == "advcl":
        return head
    if clauses[verb].dep not in {"ccomp", "acl", "relcl", "conj", "parataxis", "dep"}:
        return None
    if clauses[verb].dep == "ccomp" and clauses[n].text.lower() != "should" and n > first:
        return None
    main = head
    while clauses[main].pos not in {"VERB", "AUX"} and clauses[main].head != main:
        main = clauses[main].head
    return main if clauses[main].pos in {"VERB", "AUX"} else None


def _reattach(clauses: Clauses, verb: int, main: int, first: int, last: int) -> None:
    """Where the condition stood above its main clause, the two change places."""
    if clauses[main].head != verb:
        return
    above = clauses[verb].head
    clauses.set(main, head=main if above == verb else above, dep=clauses[verb].dep)
    for n in clauses.children(verb, first, last):
        if clauses[n].dep == "punct" and n != main:
            clauses.set(n, head=main)


def condition_verb(clauses: Clauses, first: int, last: int) -> None:
    """ "should the men massed there cross": the bare verb rules, the participle is `acl`."""
    for mark in range(first, last - 3):
        verb = clauses[mark].head
        wanted = clauses[mark].dep == "mark" and clauses[mark].lemma == "should"
        if not wanted or clauses[verb].tag not in {"VBD", "VBN"} or verb < mark:
            continue
        subject = clauses.child(verb, mark, verb, CONTENT)
        bare = _bare_verb(clauses, verb, last)
        if subject is None or bare is None or clauses.child(verb, mark, last, AUXILIARIES):
            return
        if clauses[bare].tag == "NN":
            _noun_to_verb(clauses, bare, first, last)
        clauses.set(bare, head=clauses[verb].head, dep=clauses[verb].dep, tag="VB")
        for n in clauses.children(verb, first, last):
            if n > bare or n in {mark, subject}:
                clauses.set(n, head=bare)
        clauses.set(verb, head=subject, dep="acl", tag="VBN")
        return


def _bare_verb(clauses: Clauses, verb: int, last: int) -> int | None:
    for n in range(verb + 1, last - 1):
        token, after = clauses[n], clauses[n + 1]
        if token.text in {",", ";", ":"}:
            return None
        if token.tag in {"VB", "VBP"} and clauses[n - 1].tag != "TO" and token.pos == "VERB":
            return n
        noun = token.tag == "NN" and clauses[n - 1].head == n and after.dep in {"det", "poss"}
        if noun and clauses[n - 1].dep == "compound" and after.head > n + 1:
            return n
    return None


def _noun_to_verb(clauses: Clauses, bare: int, first: int, last: int) -> None:
    """ "the border launch | an attack": the noun before takes the place, the one behind is dobj."""
    noun = bare - 1
    for n in clauses.children(bare, first, noun):
        clauses.set(n, head=noun)
    clauses.set(noun, head=clauses[bare].head, dep=clauses[bare].dep)
    clauses.set(clauses[bare + 1].head, head=bare, dep="dobj")


def gerund_object(clauses: Clauses, first: int, last: int) -> None:
    """ "accuses the West of provoking tensions": the gerund is `pcomp`, the noun its `dobj`."""
    for n in range(first + 1, last - 1):
        token, before = clauses[n], clauses[n - 1]
        noun = token.head
        gerund = token.tag == "VBG" or (token.tag == "NNP" and token.text.endswith("ing"))
        if not gerund or token.dep not in {"amod", "compound"} or noun <= n:
            continue
        if token.text.lower() in ADJECTIVES or not _takes_gerund(clauses, n - 1):
            continue
        if before.dep not in {"prep", "agent"} or clauses[noun].head != n - 1:
            continue
        clauses.set(n, head=n - 1, dep="pcomp", tag="VBG")
        clauses.set(noun, head=n, dep="dobj")
        for k in clauses.children(noun, first, n):
            clauses.set(k, head=n)


def _takes_gerund(clauses: Clauses, preposition: int) -> bool:
    word = clauses[preposition].text.lower()
    if word in GERUND_PREPOSITIONS:
        return True
    if word not in {"of", "for", "from", "against"}:
        return False
    governor = clauses[preposition].head
    if clauses[governor].pos in {"NOUN", "PROPN"} and clauses[governor].dep in {
        "dobj",
        "nsubjpass",
    }:
        governor = clauses[governor].head
    return clauses[governor].lemma in GERUND_VERBS


def accused_of(clauses: Clauses, first: int, last: int) -> None:
    """ "warned Ankara of tariffs": "of" hangs on the verb, not on the one who is warned."""
    for n in range(first + 2, last - 1):
        noun = clauses[n].head
        if clauses[n].dep != "prep" or clauses[n].text.lower() not in {"of", "for"} or noun >= n:
            continue
        verb = clauses[noun].head
        if clauses[noun].dep != "dobj" or clauses[verb].lemma not in TOLD_OF:
            continue
        gerund = clauses.child(n, first, last, frozenset({"pcomp"})) is not None
        name = clauses[noun].ent in {"GPE", "PERSON", "NORP"} or clauses[noun].pos == "PRON"
        if gerund or (name and clauses[n].text.lower() == "of"):
            clauses.set(n, head=verb)


def reduced_relative(clauses: Clauses, first: int, last: int) -> None:
    """ "The troops sent to the border were withdrawn": the first verb is `acl`, not the main."""
    for n in range(first + 1, last - 2):
        if clauses[n].tag not in {"VBD", "VBN"} or clauses[n].pos != "VERB":
            continue
        subject = clauses.child(n, first, n, CONTENT)
        if subject is None or clauses.child(n, first, last, frozenset({"dobj", "ccomp"})):
            continue
        if clauses.child(n, first, last, AUXILIARIES) is not None:
            continue
        later = _bare_finite(clauses, n, first, last)
        if later is None:
            continue
        head, dep = clauses[n].head, clauses[n].dep
        passive = clauses.child(later, first, last, frozenset({"auxpass"})) is not None
        clauses.set(later, head=later if head == n else head, dep=dep)
        clauses.set(subject, head=later, dep="nsubjpass" if passive else "nsubj")
        clauses.set(n, head=subject, dep="acl", tag="VBN")
        for k in clauses.children(n, first, last):
            if k > later or clauses[k].dep == "mark":
                clauses.set(k, head=later)
        return


def _bare_finite(clauses: Clauses, n: int, first: int, last: int) -> int | None:
    """A finite verb behind `n`, hanging on it, with no subject, mark or comma of its own."""
    for k in clauses.children(n, n + 1, last):
        if clauses[k].dep not in {"advcl", "ccomp", "conj", "xcomp", "dep"}:
            continue
        own = clauses.children(k, first, last)
        start = min([k, *(j for j in own if j > n)])
        finite = clauses[start].tag in {"VBD", "VBZ", "VBP", "MD"}
        helper = clauses[start].pos == "AUX" or clauses[start].dep in AUXILIARIES
        has_own = any(clauses[j].dep in CONTENT | {"mark", "cc"} for j in own)
        between = [clauses[j].text for j in range(n + 1, start)]
        if finite and helper and not has_own and not {",", "and", "but", "or"} & set(between):
            return k
    return None


def verbless(clauses: Clauses, first: int, last: int) -> None:
    """ "A Saudi-led coalition bombed Sanaa.": the participle of a sentence without verb rules."""
    if last - first < 4 or clauses[last - 1].text not in {".", "!", "”", '"'}:
        return
    root = next((n for n in range(first, last) if clauses[n].head == n), None)
    if root is None or clauses[root].pos not in {"NOUN", "PROPN"}:
        return
    if any(clauses[n].tag in {"VBD", "VBZ", "VBP", "MD"} for n in range(first, last)):
        return
    for n in clauses.children(root, root + 1, last):
        objects = clauses.child(n, n + 1, last, frozenset({"dobj", "ccomp"}))
        comma = any(clauses[k].text == "," for k in range(root, n))
        if (
            clauses[n].dep == "acl"
            and clauses[n].tag == "VBN"
            and objects is not None
            and not comma
        ):
            clauses.set(n, head=n, dep="ROOT", tag="VBD")
            for k in clauses.children(root, n + 1, last):
                clauses.set(k, head=n)
            clauses.set(root, head=n, dep="nsubj")
            return


def date_after_saying(clauses: Clauses, first: int, last: int) -> None:
    """ "said on Tuesday it had ...": the day belongs to the saying."""
    for n in range(first + 1, last - 1):
        verb = clauses[n].head
        near = clauses[n - 1]
        if clauses[n].dep not in {"prep", "npadvmod"} or near.lemma not in SAYING:
            continue
        subject = clauses.child(verb, first, last, CONTENT)
        if clauses[verb].head == near.i and clauses[verb].dep == "ccomp" and subject:
            inner = clauses.child(n, first, last, frozenset({"pobj"}))
            if n < subject and (clauses[n].ent or inner is None or clauses[inner].ent):
                clauses.set(n, head=near.i)


def day_of_verb(clauses: Clauses, first: int, last: int) -> None:
    """ "met his envoy on Monday": a day behind an object belongs to the verb."""
    for n in range(first + 2, last - 1):
        noun = clauses[n].head
        if clauses[n].text.lower() not in {"on", "in"} or clauses[n].dep != "prep" or noun > n:
            continue
        day = clauses.child(n, first, last, frozenset({"pobj"}))
        if day is None or clauses[day].ent != "DATE" or clauses[noun].dep not in {"dobj", "pobj"}:
            continue
        verb = clauses[noun].head
        while clauses[verb].dep in {"prep", "pobj", "agent"} and clauses[verb].head != verb:
            verb = clauses[verb].head
        if clauses[verb].pos == "VERB" and verb < noun:
            clauses.set(n, head=verb)


def talks_with(clauses: Clauses, first: int, last: int) -> None:
    """ "talks on the border dispute with mediators": the partner belongs to the talks."""
    for n in range(first + 2, last - 1):
        if clauses[n].text.lower() not in {"with", "between"} or clauses[n].dep != "prep":
            continue
        topic = clauses[n].head
        about = clauses[topic].head
        if clauses[topic].dep != "pobj" or clauses[about].lemma not in {"on", "about", "over"}:
            continue
        noun = clauses[about].head
        if clauses[noun].lemma in TALKS and clauses[topic].lemma not in TALKS:
            clauses.set(n, head=noun)


def paired_subject(clauses: Clauses, first: int, last: int) -> None:
    """ "Biden, Putin Hold Call": the first name is the subject, the second joined to it."""
    if last - first < 5 or (clauses[first + 1].text != "," and clauses[first + 2].text != ","):
        return
    comma = first + 1 if clauses[first + 1].text == "," else first + 2
    left = comma - 1
    for n in range(comma + 1, min(comma + 4, last - 1)):
        verb = clauses[n].head
        named = clauses[n].pos == "PROPN" and clauses[left].pos == "PROPN"
        if named and clauses[n].dep == "nsubj" and verb == n + 1:
            plural = clauses[verb].tag in {"VBP", "VB", "VBD"}
            if plural and clauses[left].dep in {"dep", "npadvmod", "nsubj", "ccomp", "advcl"}:
                clauses.set(left, head=verb, dep="nsubj")
                clauses.set(n, head=left, dep="conj")
            return


RULES: tuple[Rule, ...] = (
    inverted_condition,
    condition_verb,
    gerund_object,
    accused_of,
    reduced_relative,
    verbless,
    date_after_saying,
    day_of_verb,
    talks_with,
    paired_subject,
)
