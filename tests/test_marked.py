"""The sentence with its marks, in brackets or in colours."""

from __future__ import annotations

from detente.show.marked import TRIGGER, Mark, sentence
from detente.types import Span

TEXT = "Norway warned Peru that it would act if talks fail."


def mark(words: str, label: str, style: str = "bold") -> Mark:
    start = TEXT.index(words)
    return Mark(Span(start, start + len(words)), label, style)


def drawn(*marks: Mark, colour: bool = False, within: Span | None = None) -> str:
    return sentence(TEXT, within or Span(0, len(TEXT)), marks, colour=colour).plain


def test_marks_are_brackets_where_there_is_no_colour() -> None:
    found = drawn(
        mark("warned", "THREATEN", TRIGGER), mark("Norway", "source"), mark("act", "content")
    )
    assert found == (
        "[Norway|source] {warned|THREATEN} Peru that it would [act|content] if talks fail."
    )


def test_marks_inside_marks_nest() -> None:
    found = drawn(mark("act if talks fail", "content"), mark("if talks fail", "condition"))
    assert found.endswith("[act [if talks fail|condition]|content].")


def test_with_colour_the_words_stay_as_they_are() -> None:
    found = sentence(TEXT, Span(0, len(TEXT)), (mark("Peru", "target", "green"),), colour=True)
    assert found.plain == TEXT
    [span] = [s for s in found.spans if s.style == "green"]
    assert found.plain[span.start : span.end] == "Peru"


def test_marks_outside_the_sentence_are_left_out() -> None:
    assert drawn(mark("Peru", "target"), within=Span(0, 13)) == "Norway warned"


def test_escape_sequences_and_markup_of_a_text_do_nothing() -> None:
    text = "Norway \x1b[31m[red]warned\x07 Peru"
    found = sentence(text, Span(0, len(text)), (), colour=True)
    assert found.plain == "Norway [red]warned Peru"
