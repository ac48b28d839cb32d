"""Scare quotes around a word or two ("rebels 'capture' an oasis"), hidden from the parser.

    >>> unquoted("Chadian rebels 'capture' oasis in north")
    'Chadian rebels  capture  oasis in north'

The small pipeline takes such a verb for a name. Only the parser sees the other spelling:
lengths stay equal and every token keeps the words of the text.
"""

from __future__ import annotations

import re

SCARE = re.compile(
    r"(?<=[a-z] )(?:'[a-z]+(?: [a-z]+)?'|‘[a-z]+(?: [a-z]+)?’|\"[a-z]+\"|“[a-z]+”)(?= [A-Za-z])"
)


def unquoted(text: str) -> str:
    """The text with such marks as spaces."""
    return SCARE.sub(lambda m: f" {m[0][1:-1]} ", text)
