"""Corpus to training examples for the coder's model: words, triggers, fields and participants.

    python scripts/coder_examples.py OUT.jsonl corpus/train corpus/sentences

One sentence a line: `words` as the parse cuts them, and for each event `at` (the head word of
its trigger), `span` (all its words), `types`, `modes`, `status`, `optional`, and the words of
each role. A participant is the head word of its phrase, a content or condition all its words.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from detente.evaluate import markup, measure
from detente.evaluate.gold import GoldEvent, GoldReport, GoldSentence, either
from detente.parse import language
from detente.types import Span, Token

GAP = "..."


def examples(reports: Sequence[GoldReport]) -> Iterator[dict[str, object]]:
    """One example for each sentence of the reports, in order."""
    parsed = language.parse_texts(measure.read(reports))
    for report, (tokens, _) in zip(reports, parsed, strict=True):
        for sentence in report.sentences:
            inside = [t for t in tokens if sentence.span.covers(t.span)]
            coded = [_event(event, sentence, inside) for event in sentence.events]
            if inside:
                yield {
                    "doc": report.id,
                    "i": sentence.i,
                    "words": [t.text for t in inside],
                    "events": [e for e in coded if e is not None],
                }


def _event(
    event: GoldEvent, sentence: GoldSentence, tokens: Sequence[Token]
) -> dict[str, object] | None:
    trigger = _words(event.trigger, sentence, tokens, near=None)
    if not trigger:
        return None
    first = _run(trigger)
    at = _head(first, tokens)
    return {
        "at": at,
        "span": trigger,
        "types": list(either(event.type)),
        "modes": list(either(event.mode)) if event.mode else [],
        "status": list(either(event.status)),
        "optional": event.optional,
        "source": _parties([a.text for a in event.source], sentence, tokens, at),
        "target": _parties([a.text for a in event.target], sentence, tokens, at),
        "content": _words(event.content, sentence, tokens, at),
        "condition": _words(event.condition, sentence, tokens, at),
    }


def _parties(
    texts: Sequence[str], sentence: GoldSentence, tokens: Sequence[Token], at: int
) -> list[int]:
    found = [_words(text, sentence, tokens, at) for text in texts]
    return sorted({_head(_run(words), tokens) for words in found if words})


def _run(words: Sequence[int]) -> list[int]:
    """The first unbroken run of words: of "put ... on hold", "put"."""
    out = [words[0]]
    for word in words[1:]:
        if word != out[-1] + 1:
            break
        out.append(word)
    return out


def _head(words: Sequence[int], tokens: Sequence[Token]) -> int:
    """The word of a phrase that hangs on a word outside of it; the first of several."""
    offset = tokens[0].i
    inside = {offset + word for word in words}
    for word in words:
        head = tokens[word].head
        if head not in inside or head == offset + word:
            return word
    return words[0]


def _words(
    text: str, sentence: GoldSentence, tokens: Sequence[Token], near: int | None
) -> list[int]:
    """The words that a coded text covers, its pieces joined; the occurrence nearest to `near`."""
    out: list[int] = []
    for piece in either(text)[0].split(GAP) if text else ():
        spans = list(_occurrences(piece.strip(), sentence, tokens))
        if spans and near is not None:
            out.extend(min(spans, key=lambda span: abs(span[0] - near)))
        elif spans:
            out.extend(spans[0])
    return sorted(set(out))


def _occurrences(
    piece: str, sentence: GoldSentence, tokens: Sequence[Token]
) -> Iterator[list[int]]:
    start = sentence.text.find(piece) if piece else -1
    while start >= 0:
        stop = start + len(piece)
        whole = not _cuts_word(sentence.text, start) and not _cuts_word(sentence.text, stop)
        span = Span(sentence.span.start + start, sentence.span.start + stop)
        found = [n for n, t in enumerate(tokens) if whole and span.overlaps(t.span)]
        if found:
            yield found
        start = sentence.text.find(piece, start + 1)


def _cuts_word(text: str, at: int) -> bool:
    """True where a place in a text is inside a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the examples of all given folders."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    asked = parser.parse_args(arguments)
    count = 0
    with asked.out.open("w", encoding="utf-8") as out:
        for folder in asked.folders:
            for example in examples(markup.load(folder)):
                out.write(json.dumps(example, ensure_ascii=False) + "\n")
                count += 1
    print(f"{count} sentences -> {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
