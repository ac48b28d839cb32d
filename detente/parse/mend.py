"""Repairs of errors that a small parser makes often in political news, before anyone reads it.

Each rule of `RULES` looks at one sentence, is told what it may change by its docstring, and
changes tags, labels and heads only. They run in the order of the tuple.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from detente.parse.draft import CONTENT, SAYING, Draft
from detente.parse.inversion import condition_verb, inverted_condition
from detente.parse.mainverb import (
    joined_speech,
    paired_subject,
    reduced_relative,
    trailing_report,
    verbless,
)
from detente.parse.names import paired_people
from detente.types import Token

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
TALKS = frozenset(
    "talk talks meeting negotiation call summit consultation discussion conversation dialogue"
    " agreement deal pact treaty".split()
)

Rule = Callable[[Draft, int, int], None]


def mend(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a document with the repairs of `RULES`; the words stay as they are."""
    draft = Draft(tokens)
    first = 0
    while first < len(tokens):
        last = first + 1
        while last < len(tokens) and tokens[last].sentence == tokens[first].sentence:
            last += 1
        for rule in RULES:
            before = draft.tokens[first:last]
            rule(draft, first, last)
            if _circular(draft, first, last):  # two repairs that do not agree: the last gives way
                draft.tokens[first:last] = before
        _rooted(draft, first, last)
        first = last
    return tuple(draft.tokens)


def _circular(draft: Draft, first: int, last: int) -> bool:
    """True where some word hangs, at last, on itself."""
    sound: set[int] = set()
    for n in range(first, last):
        way: list[int] = []
        at = n
        while at not in sound and draft[at].head != at:
            if at in way:
                return True
            way.append(at)
            at = draft[at].head
        sound.update(way)
    return False


def _rooted(draft: Draft, first: int, last: int) -> None:
    """A clause that a rule made dependent but left on its own hangs on the sentence's root."""
    roots = [n for n in range(first, last) if draft[n].dep == "ROOT" and draft[n].head == n]
    for n in range(first, last):
        if roots and draft[n].head == n and draft[n].dep != "ROOT":
            draft.set(n, head=roots[0])


def gerund_object(draft: Draft, first: int, last: int) -> None:
    """ "blamed the port for delaying ships": the gerund is `pcomp`, the noun its `dobj`."""
    for n in range(first + 1, last - 1):
        token, before = draft[n], draft[n - 1]
        noun = token.head
        gerund = token.tag == "VBG" or (token.tag == "NNP" and token.text.endswith("ing"))
        if not gerund or token.dep not in {"amod", "compound"} or noun <= n:
            continue
        if token.text.lower() in ADJECTIVES or not _takes_gerund(draft, n - 1):
            continue
        if before.dep not in {"prep", "agent"} or draft[noun].head != n - 1:
            continue
        draft.set(n, head=n - 1, dep="pcomp", tag="VBG")
        draft.set(noun, head=n, dep="dobj")
        for k in draft.children(noun, first, n):
            draft.set(k, head=n)


def _takes_gerund(draft: Draft, preposition: int) -> bool:
    word = draft[preposition].text.lower()
    if word in GERUND_PREPOSITIONS:
        return True
    if word not in {"of", "for", "from", "against"}:
        return False
    governor = draft[preposition].head
    if draft[governor].pos in {"NOUN", "PROPN"} and draft[governor].dep in {
        "dobj",
        "nsubjpass",
    }:
        governor = draft[governor].head
    return draft[governor].lemma in GERUND_VERBS


def accused_of(draft: Draft, first: int, last: int) -> None:
    """ "warned Ankara of tariffs": "of" hangs on the verb, not on the one who is warned."""
    for n in range(first + 2, last - 1):
        noun = draft[n].head
        if draft[n].dep != "prep" or draft[n].text.lower() not in {"of", "for"} or noun >= n:
            continue
        verb = draft[noun].head
        if draft[noun].dep != "dobj" or draft[verb].lemma not in TOLD_OF:
            continue
        gerund = draft.child(n, first, last, frozenset({"pcomp"})) is not None
        name = draft[noun].ent in {"GPE", "PERSON", "NORP"} or draft[noun].pos == "PRON"
        if gerund or (name and draft[n].text.lower() == "of"):
            draft.set(n, head=verb)


def date_after_saying(draft: Draft, first: int, last: int) -> None:
    """ "said on Tuesday it had ...": the day belongs to the saying."""
    for n in range(first + 1, last - 1):
        verb = draft[n].head
        near = draft[n - 1]
        if draft[n].dep not in {"prep", "npadvmod"} or near.lemma not in SAYING:
            continue
        subject = draft.child(verb, first, last, CONTENT)
        if draft[verb].head == near.i and draft[verb].dep == "ccomp" and subject:
            inner = draft.child(n, first, last, frozenset({"pobj"}))
            if n < subject and (draft[n].ent or inner is None or draft[inner].ent):
                draft.set(n, head=near.i)


def day_of_verb(draft: Draft, first: int, last: int) -> None:
    """ "met his envoy on Monday": a day behind an object belongs to the verb."""
    for n in range(first + 2, last - 1):
        noun = draft[n].head
        if draft[n].text.lower() not in {"on", "in"} or draft[n].dep != "prep" or noun > n:
            continue
        day = draft.child(n, first, last, frozenset({"pobj"}))
        if day is None or draft[day].ent != "DATE" or draft[noun].dep not in {"dobj", "pobj"}:
            continue
        verb = draft[noun].head
        while draft[verb].dep in {"prep", "pobj", "agent"} and draft[verb].head != verb:
            verb = draft[verb].head
        if draft[verb].pos == "VERB" and verb < noun:
            draft.set(n, head=verb)


def talks_with(draft: Draft, first: int, last: int) -> None:
    """ "talks on the border dispute with mediators": the partner belongs to the talks."""
    for n in range(first + 2, last - 1):
        if draft[n].text.lower() not in {"with", "between"} or draft[n].dep != "prep":
            continue
        topic = draft[n].head
        about = draft[topic].head
        if draft[topic].dep != "pobj" or draft[about].lemma not in {"on", "about", "over"}:
            continue
        noun = draft[about].head
        if draft[noun].lemma in TALKS and draft[topic].lemma not in TALKS:
            draft.set(n, head=noun)


RULES: tuple[Rule, ...] = (
    paired_people,
    inverted_condition,
    condition_verb,
    gerund_object,
    accused_of,
    reduced_relative,
    verbless,
    trailing_report,
    joined_speech,
    date_after_saying,
    day_of_verb,
    talks_with,
    paired_subject,
)
