"""Words to the pieces of the encoder's vocabulary: BERT's WordPiece, lower case, no accents.

A token of the parse is cut by itself, so that pieces and tokens align by construction. After
Devlin et al. (2019); the vocabulary is the encoder's own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

UNKNOWN, CLS, SEP = "[UNK]", "[CLS]", "[SEP]"
LONGEST = 60  # characters; longer words are no words


@dataclass(frozen=True)
class WordPiece:
    """A vocabulary; `pieces` of a word are remembered."""

    vocabulary: dict[str, int]
    seen: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: str) -> WordPiece:
        """The vocabulary of a file with one piece a line."""
        return cls({piece: i for i, piece in enumerate(lines.split("\n")) if piece})

    def pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one."""
        found = self.seen.get(word)
        if found is None:
            found = self._cut(word)
            if len(self.seen) < 100_000:
                self.seen[word] = found
        return found

    def encode(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """All pieces between their marks, and for each word the place of its first piece."""
        numbers, firsts = [self.vocabulary[CLS]], []
        for word in words:
            firsts.append(len(numbers))
            numbers.extend(self.pieces(word))
        numbers.append(self.vocabulary[SEP])
        return numbers, firsts

    def _cut(self, word: str) -> tuple[int, ...]:
        plain = unicodedata.normalize("NFD", word.lower())
        plain = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cc", "Cf"})
        out: list[int] = []
        for part in _parts(plain):
            out.extend(self._longest(part))
        return tuple(out) or (self.vocabulary[UNKNOWN],)

    def _longest(self, part: str) -> list[int]:
        """The longest pieces from the left; one unknown where any rest has none."""
        out, start = [], 0
        while start < len(part) <= LONGEST:
            stop = len(part)
            while stop > start:
                piece = ("##" if start else "") + part[start:stop]
                if piece in self.vocabulary:
                    break
                stop -= 1
            if stop == start:
                return [self.vocabulary[UNKNOWN]]
            out.append(self.vocabulary[piece])
            start = stop
        return out or [self.vocabulary[UNKNOWN]]


def _parts(text: str) -> list[str]:
    """Runs of letters and digits, and each other mark alone."""
    out: list[str] = []
    run = ""
    for char in text:
        if char.isspace() or _is_mark(char):
            if run:
                out.append(run)
            run = ""
            if not char.isspace():
                out.append(char)
        else:
            run += char
    return [*out, run] if run else out


def _is_mark(char: str) -> bool:
    """BERT's punctuation: every ASCII mark, and what Unicode calls punctuation."""
    return (char.isascii() and not char.isalnum()) or unicodedata.category(char).startswith("P")
