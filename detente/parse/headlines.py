"""Headlines in Title Case or CAPITALS, made readable for a parser that was taught on prose.

A word of such a line is put in lower case where the report itself, a list of common words
or the pipeline's own verb list writes it so. Lengths never change, so offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import resources

LINE = re.compile(r"[^\n]+")
WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
LOWER_WORD = re.compile(r"\b[a-z]{2,}\b")
LONGEST = 160  # characters of a headline at most
SHORT = frozenset(
    "a an the of to in on at by for from as and or but with over not is it be".split()
)
KEPT = frozenset({"US", "WHO", "IT", "AM", "PM"})  # capitals that are names, not words


@cache
def common_words() -> frozenset[str]:
    """Words that news writes in lower case."""
    text = resources.files("detente.parse").joinpath("common_words.txt").read_text("utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())


def lowered(text: str, is_verb: Callable[[str], bool]) -> str:
    """The text with the common words of its headlines in lower case; the length is the same.

    `is_verb` tells whether a lower-case word can be a form of a verb.
    """
    seen: frozenset[str] | None = None
    pieces: list[str] = []
    last = 0
    for match in LINE.finditer(text):
        line = match.group()
        if not is_headline(line):
            continue
        if seen is None:
            seen = frozenset(LOWER_WORD.findall(text)) | common_words()
        pieces += [text[last : match.start()], _line(line, seen, is_verb)]
        last = match.end()
    pieces.append(text[last:])
    out = "".join(pieces)
    return out if len(out) == len(text) else text


def is_headline(line: str) -> bool:
    """True for a short line without a full stop whose words begin with capitals."""
    bare = line.strip()
    if not bare or len(bare) > LONGEST or bare.endswith((".", ";", ",")):
        return False
    words = [w for w in WORD.findall(bare) if w.lower() not in SHORT]
    capitals = sum(1 for w in words if w[0].isupper())
    return len(words) >= 3 and capitals >= 0.8 * len(words)


def _line(line: str, seen: frozenset[str], is_verb: Callable[[str], bool]) -> str:
    shouted = line.upper() == line
    out: list[str] = []
    last, before = 0, ""
    for match in WORD.finditer(line):
        word = match.group()
        out += [line[last : match.start()], _word(word, before, seen, is_verb, shouted=shouted)]
        last, before = match.end(), word.lower() if out[-1].islower() or not before else ""
    out.append(line[last:])
    return "".join(out)


def _word(
    word: str, before: str, seen: frozenset[str], is_verb: Callable[[str], bool], *, shouted: bool
) -> str:
    low = word.lower()
    if len(low) != len(word) or word in KEPT or (word.isupper() and not shouted and len(word) > 1):
        return word
    if low in seen or low in SHORT:
        return low
    inflected = low.endswith(("s", "ed", "ing")) and len(low) > 4
    if is_verb(low) and (inflected or before.endswith("s")):
        return low
    return word[0] + word[1:].lower() if shouted and len(word) > 4 else word
