"""Inverted conditions ("should the troops cross"), respelled so that the parser knows them.

Small parsers take "should" here for the auxiliary of the next verb that comes. A word of the
same length that opens a condition, "unless", is parsed well, and offsets hold; the tokens
keep the words of the report.
"""

from __future__ import annotations

import re

STANDS_FOR = {"should": "unless", "Should": "Unless"}
INVERTED = re.compile(
    r"""\b(?P<word>[Ss]hould)\s+
    (?=(?:the|a|an|any|all|its|their|his|her|our|my|your|these|those|this|such|both|either|another
        |he|she|it|they|we|you|I|there|anyone|someone|one|two|three|more|further|new)\s+(?!be\b|been\b)\w
      |[A-Z][\w.’'-]+\s+\w
      |(?!\w*(?:ss|us|is)\b)[a-z]{3,}s\s+(?!the\b|a\b|an\b|to\b|up\b|out\b)\w)""",
    re.VERBOSE,
)
QUESTION = re.compile(
    r"\b(?:what|why|how|when|where|who|whom|which|nor|neither|so|only|never|not)[\s“\"]*$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?][”\"’')]*(?=\s|$)|\n")


def respelled(text: str) -> str:
    """The text with "unless" for the "should" of inverted conditions; the length is the same.

    >>> respelled("It will act should the talks fail.")
    'It will act unless the talks fail.'
    """
    if "hould " not in text:
        return text
    out, last = [], 0
    for match in INVERTED.finditer(text):
        start, stop = match.span("word")
        end = SENTENCE_END.search(text, stop)
        asks = end is not None and end.group().startswith("?")
        if asks or QUESTION.search(text, max(0, start - 20), start):
            continue
        out += [text[last:start], STANDS_FOR[match.group("word")]]
        last = stop
    return "".join([*out, text[last:]])
