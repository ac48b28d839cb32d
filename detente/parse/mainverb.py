"""Mending sentences whose main verb the parser missed."""

from __future__ import annotations

from detente.parse.draft import AUXILIARIES, CONTENT, FINITE, SAYING, Draft

VOICED = SAYING | frozenset(
    "vow pledge promise urge demand threaten accuse blame call deny".split()
)
PEOPLE = frozenset(
    "president minister leader official spokesman spokeswoman government army troop force rebel"
    " soldier ministry party group people police general commander ally side country state".split()
)


def reduced_relative(draft: Draft, first: int, last: int) -> None:
    """ "The troops sent to the border were withdrawn": the first verb is `acl`, not the main."""
    for n in range(first + 1, last - 2):
        if draft[n].tag not in {"VBD", "VBN"} or draft[n].pos != "VERB":
            continue
        subject = draft.child(n, first, n, CONTENT)
        if subject is None or draft.child(n, first, last, frozenset({"dobj", "ccomp"})):
            continue
        if draft.child(n, first, last, AUXILIARIES) is not None:
            continue
        later = _bare_finite(draft, n, first, last)
        if later is None:
            continue
        head, dep = draft[n].head, draft[n].dep
        passive = draft.child(later, first, last, frozenset({"auxpass"})) is not None
        draft.set(later, head=later if head == n else head, dep=dep)
        draft.set(subject, head=later, dep="nsubjpass" if passive else "nsubj")
        draft.set(n, head=subject, dep="acl", tag="VBN")
        for k in draft.children(n, first, last):
            if k > later or draft[k].dep == "mark":
                draft.set(k, head=later)
        return


def _bare_finite(draft: Draft, n: int, first: int, last: int) -> int | None:
    """A finite verb behind `n`, hanging on it, with no subject, mark or comma of its own."""
    for k in draft.children(n, n + 1, last):
        if draft[k].dep not in {"advcl", "ccomp", "conj", "xcomp", "dep"}:
            continue
        own = draft.children(k, first, last)
        start = min([k, *(j for j in own if j > n)])
        finite = draft[start].tag in {"VBD", "VBZ", "VBP", "MD"}
        helper = draft[start].pos == "AUX" or draft[start].dep in AUXILIARIES
        has_own = any(draft[j].dep in CONTENT | {"mark", "cc"} for j in own)
        between = [draft[j].text for j in range(n + 1, start)]
        if finite and helper and not has_own and not {",", "and", "but", "or"} & set(between):
            return k
    return None


def verbless(draft: Draft, first: int, last: int) -> None:
    """ "A Saudi-led coalition bombed Sanaa.": the participle of a sentence without verb rules."""
    if last - first < 4 or draft[last - 1].text not in {".", "!", "”", '"'}:
        return
    root = next((n for n in range(first, last) if draft[n].head == n), None)
    if root is None or draft[root].pos not in {"NOUN", "PROPN"}:
        return
    if any(draft[n].tag in {"VBD", "VBZ", "VBP", "MD"} for n in range(first, last)):
        return
    for n in draft.children(root, root + 1, last):
        objects = draft.child(n, n + 1, last, frozenset({"dobj", "ccomp"}))
        comma = any(draft[k].text == "," for k in range(root, n))
        if draft[n].dep == "acl" and draft[n].tag == "VBN" and objects is not None and not comma:
            draft.set(n, head=n, dep="ROOT", tag="VBD")
            for k in draft.children(root, n + 1, last):
                draft.set(k, head=n)
            draft.set(root, head=n, dep="nsubj")
            return


def trailing_report(draft: Draft, first: int, last: int) -> None:
    """ "Putin said C, Interfax reported.": the last verb of saying rules all before its comma."""
    for n in range(last - 1, first + 3, -1):
        token = draft[n]
        if token.lemma not in SAYING or token.tag not in {"VBD", "VBZ", "VBP", "VBN"}:
            continue
        start = _last_subject(draft, n, first, last)
        if start is None:
            return
        root = next(k for k in range(first, last) if draft[k].head == k)
        if root > start:
            return
        before = draft.child(n, first, start, frozenset({"ccomp"}))
        if before is not None:
            draft.set(before, head=token.head)
        draft.set(n, head=n, dep="ROOT", tag="VBD" if token.tag == "VBN" else "")
        draft.set(root, head=n, dep="ccomp")
        for k in draft.children(root, start - 1, last):
            draft.set(k, head=n)
        draft.set(start - 1, head=n)
        return


def _last_subject(draft: Draft, n: int, first: int, last: int) -> int | None:
    """Where the subject of the last verb `n` begins, behind a comma; None if `n` says more."""
    subject = draft.child(n, first, n, CONTENT)
    if subject is None or draft[n].head == n or draft[n].dep in {"relcl", "acl"}:
        return None
    start = min(k for k in range(first, n) if draft.under(k, subject))
    behind = [k for k in range(n + 1, last) if draft[k].tag in FINITE]
    own = draft.child(n, n, last, frozenset({"ccomp", "xcomp", "dobj", "prt"}))
    helped = draft.child(n, start, last, AUXILIARIES | {"mark", "cc"})
    if behind or own is not None or helped is not None or start <= first + 2:
        return None
    relative = draft[start].tag in {"WP", "WDT", "WRB"}
    return None if relative or draft[start - 1].text != "," else start


def joined_speech(draft: Draft, first: int, last: int) -> None:
    """ "He said the plan was dead and vowed ...": who said it vows, not the plan."""
    for n in range(first + 4, last - 1):
        inner = draft[n].head
        saying = draft[inner].head
        if draft[n].dep != "conj" or draft[n].lemma not in VOICED or inner > n:
            continue
        said = draft[inner].dep == "ccomp" and draft[saying].lemma in SAYING
        if not said or draft[n].tag != draft[saying].tag or saying > inner:
            continue
        subject = draft.child(inner, first, inner, CONTENT)
        own = draft.child(n, inner, last, CONTENT)
        if own is not None or subject is None:
            continue
        thing = draft[subject].pos == "NOUN" and not draft[subject].ent
        if thing and draft[subject].lemma not in PEOPLE:
            draft.set(n, head=saying)
            for k in draft.children(inner, subject, n):
                if draft[k].dep == "cc":
                    draft.set(k, head=saying)


def paired_subject(draft: Draft, first: int, last: int) -> None:
    """ "Biden, Putin Hold Call": the first name is the subject, the second joined to it."""
    if last - first < 5 or (draft[first + 1].text != "," and draft[first + 2].text != ","):
        return
    comma = first + 1 if draft[first + 1].text == "," else first + 2
    left = comma - 1
    for n in range(comma + 1, min(comma + 4, last - 1)):
        verb = draft[n].head
        named = draft[n].pos == "PROPN" and draft[left].pos == "PROPN"
        if named and draft[n].dep == "nsubj" and verb == n + 1 and not draft.under(verb, left):
            plural = draft[verb].tag in {"VBP", "VB", "VBD"}
            if plural and draft[left].dep in {"dep", "npadvmod", "nsubj", "ccomp", "advcl"}:
                draft.set(left, head=verb, dep="nsubj")
                draft.set(n, head=left, dep="conj")
            return
