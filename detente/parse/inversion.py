"""Mending inverted conditions: "should the troops massed there cross the river"."""

from __future__ import annotations

from detente.parse.draft import AUXILIARIES, CONTENT, Draft

INVERTED = frozenset({"should", "were", "had"})
NEGATIVE = frozenset("never nor neither not only rarely seldom so hardly no".split())
QUESTION = frozenset("what why how when where who whom which whose".split())


def inverted_condition(draft: Draft, first: int, last: int) -> None:
    """ "... should the troops cross the river": the verb becomes `advcl`, "should" its `mark`."""
    if draft[last - 1].text == "?" or last - first < 5:
        return
    for n in range(first, last - 2):
        token = draft[n]
        if token.text.lower() not in INVERTED or not _may_invert(draft, n, first):
            continue
        verb = _inverted_verb(draft, n, last)
        if verb is None:
            continue
        main = _main_verb(draft, n, verb, first, last)
        if main is None:
            continue
        _reattach(draft, verb, main, first, last)
        draft.set(verb, head=main, dep="advcl")
        draft.set(n, head=verb, dep="mark")
        return


def _may_invert(draft: Draft, n: int, first: int) -> bool:
    before = draft[n - 1].text.lower() if n > first else ""
    if before in NEGATIVE | QUESTION or before in {'"', "“"}:
        return False
    after = draft[n + 1]
    if after.pos not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"} or after.tag in {
        "WDT",
        "WP",
    }:
        return False
    owner = [k for k in range(max(first, n - 6), n) if draft[k].head == draft[n].head]
    if draft[n].dep in AUXILIARIES:
        return not any(draft[k].dep in CONTENT for k in owner)
    own = [k for k in range(first, n) if draft[k].head == n and draft[k].dep in CONTENT]
    return not own and (n == first or draft[n].dep in {"ccomp", "advcl", "conj", "acl", "relcl"})


def _inverted_verb(draft: Draft, n: int, last: int) -> int | None:
    """The verb of the clause that the auxiliary at `n` opens, with its subject between."""
    token = draft[n]
    wanted = {"should": "VB", "had": "VBN", "were": "VB"}[token.text.lower()]
    if token.dep in AUXILIARIES and token.head > n + 1:
        verb = token.head
        return verb if _has_subject_between(draft, n, verb) else None
    for k in range(n + 2, min(last, n + 15)):
        if draft[k].text in {",", ";"}:
            return None
        to = token.text.lower() != "were" or draft[k - 1].text.lower() == "to"
        if draft[k].tag == wanted and to and draft[k].dep not in {"acl", "amod"}:
            noun = [j for j in range(n + 1, k) if draft[j].pos in {"NOUN", "PROPN", "PRON"}]
            tops = [j for j in noun if draft[j].head == n]
            if tops:
                draft.set(tops[0], head=k, dep="nsubj")
                return k
            return None
    return None


def _has_subject_between(draft: Draft, n: int, verb: int) -> bool:
    return any(draft[k].head == verb and draft[k].dep in CONTENT for k in range(n + 1, verb))


def _main_verb(draft: Draft, n: int, verb: int, first: int, last: int) -> int | None:
    """The verb that the condition belongs to; None where the words are no condition."""
    head = draft[verb].head
    if head == n:
        head = draft[n].head
        return None if head == n else head
    if head == verb:
        before = [k for k in draft.children(verb, first, n) if draft[k].dep in {"ccomp", "dep"}]
        return before[-1] if before else None
    if draft[verb].dep == "advcl":
        return head
    if draft[verb].dep not in {"ccomp", "acl", "relcl", "conj", "parataxis", "dep"}:
        return None
    if draft[verb].dep == "ccomp" and draft[n].text.lower() != "should" and n > first:
        return None
    main = head
    while draft[main].pos not in {"VERB", "AUX"} and draft[main].head != main:
        main = draft[main].head
    return main if draft[main].pos in {"VERB", "AUX"} else None


def _reattach(draft: Draft, verb: int, main: int, first: int, last: int) -> None:
    """Where the condition stood above its main clause, the two change places."""
    if draft[main].head != verb:
        return
    above = draft[verb].head
    draft.set(main, head=main if above == verb else above, dep=draft[verb].dep)
    for n in draft.children(verb, first, last):
        if draft[n].dep == "punct" and n != main:
            draft.set(n, head=main)


def condition_verb(draft: Draft, first: int, last: int) -> None:
    """ "should the men massed there cross": the bare verb rules, the participle is `acl`."""
    for mark in range(first, last - 3):
        verb = draft[mark].head
        wanted = draft[mark].dep == "mark" and draft[mark].lemma == "should"
        if not wanted or draft[verb].tag not in {"VBD", "VBN"} or verb < mark:
            continue
        subject = draft.child(verb, mark, verb, CONTENT)
        bare = _bare_verb(draft, verb, last)
        if subject is None or bare is None or draft.child(verb, mark, last, AUXILIARIES):
            return
        if draft[bare].tag == "NN":
            _noun_to_verb(draft, bare, first, last)
        draft.set(bare, head=draft[verb].head, dep=draft[verb].dep, tag="VB")
        for n in draft.children(verb, first, last):
            if n > bare or n in {mark, subject}:
                draft.set(n, head=bare)
        draft.set(verb, head=subject, dep="acl", tag="VBN")
        return


def _bare_verb(draft: Draft, verb: int, last: int) -> int | None:
    for n in range(verb + 1, last - 1):
        token, after = draft[n], draft[n + 1]
        if token.text in {",", ";", ":"}:
            return None
        if token.tag in {"VB", "VBP"} and draft[n - 1].tag != "TO" and token.pos == "VERB":
            return n
        noun = token.tag == "NN" and draft[n - 1].head == n and after.dep in {"det", "poss"}
        if noun and draft[n - 1].dep == "compound" and after.head > n + 1:
            return n
    return None


def _noun_to_verb(draft: Draft, bare: int, first: int, last: int) -> None:
    """ "the border launch | an attack": the noun before takes the place, the one behind is dobj."""
    noun = bare - 1
    for n in draft.children(bare, first, noun):
        draft.set(n, head=noun)
    draft.set(noun, head=draft[bare].head, dep=draft[bare].dep)
    draft.set(draft[bare + 1].head, head=bare, dep="dobj")
