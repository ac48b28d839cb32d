"""Repairs of names: two people in one coordination, given names with a hyphen."""

from __future__ import annotations

import re
from typing import Any

from detente.parse.draft import Draft

_SYLLABLES = (
    "hyun moon il un hwan hye eun soo su jin jong jun joon ho hoon young yong kyu kyung seok sik "
    "sung woo wook chul dae gun gyu geun hee hwa jae ju kil ki koo kwon mi mo myung nam pil pyo "
    "rok rae ryong shik suk tae taek tong uk yeol yol yul yun bae bok bum chan sook sop sup pyong "
    "wen jeou te bian chang jen yu ming kuo hua chung cheng hsiu hsi chih ching ying ing shui "
    "tseng hou wei fei yi yan jung kun keun moo byung eui hae il kyo chol ryol ung nyon song"
).split()
_SHORT = "in on so do an to no he hi me sun won min us as ha she be sang".split()
_FIRST = "|".join(s.title() for s in (*_SYLLABLES, "sun", "min", "sang", "won"))
# East Asian given names of two syllables: "Roh Moo-hyun", "Tsai Ing-wen"; where the second
# is an English word, the first must be such a syllable: "Moon Jae-in".
GIVEN = re.compile(
    rf"(?:[A-Z][a-z]{{1,5}}-(?:{'|'.join(_SYLLABLES)})|(?:{_FIRST})-(?:{'|'.join(_SHORT)}))$"
)


def keep_whole(nlp: Any) -> None:
    """Let the tokeniser leave a hyphenated given name in one piece."""
    before = nlp.tokenizer.token_match

    def match(word: str) -> Any:
        return GIVEN.match(word) or (before(word) if before is not None else None)

    nlp.tokenizer.token_match = match


def paired_people(draft: Draft, first: int, last: int) -> None:
    """ "Presidents Barack Obama and Dmitry Medvedev" read as one name: the second is joined to
    the first, which takes its place in the sentence."""
    for n in range(first + 2, last - 1):
        if draft[n].dep != "cc" or draft[n].lemma != "and":
            continue
        left, right = n - 1, _name_end(draft, n + 1, last)
        if right is None or draft[left].ent != "PERSON" or draft[left].pos != "PROPN":
            continue
        if not draft.under(left, right) or left == right:
            continue
        draft.set(left, head=draft[right].head, dep=draft[right].dep)
        draft.set(right, head=left, dep="conj")
        draft.set(n, head=left)
        for at in range(n + 1, right):
            draft.set(at, head=right, dep="compound")
        for at in draft.children(right, first, last):
            if at < n:
                draft.set(at, head=left, dep=draft[at].dep)


def _name_end(draft: Draft, start: int, last: int) -> int | None:
    """The last token of the person named from `start` on."""
    end = None
    for at in range(start, min(start + 4, last)):
        if draft[at].pos != "PROPN" or draft[at].ent != "PERSON":
            break
        end = at
    return end
