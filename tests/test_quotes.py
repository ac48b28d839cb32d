"""Who is said to say what, on sentences of our own: [source] <cue> {content}, kind."""

from __future__ import annotations

import pytest

from detente.parse import parse, quotes
from detente.types import Quote, Report, Span

Row = tuple[str, str, str]


def document(text: str) -> tuple[Quote, ...]:
    return parse(Report(id="t", version="v", text=text, blocks=())).quotes


def rows(text: str, *, manner: str = "said") -> list[Row]:
    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(s.of(text) for s in spans)

    return [
        (words(q.source), words(q.content), q.kind) for q in document(text) if q.manner == manner
    ]


DIRECT = [
    (
        "“The border is shut,” Tang said, “and it will stay shut.”",
        [("Tang", "“The border is shut,” … “and it will stay shut.”", "direct")],
    ),
    ("“We lost,” said Okoye, the mediator.", [("Okoye, the mediator", "“We lost,”", "direct")]),
    (
        "Tang said:\n“We do not want war. We want talks.”",
        [("Tang", "“We do not want war. We want talks.”", "direct")],
    ),
    (
        "“That is false,” she told reporters. “We will prove it in court.”",
        [("she", "“That is false,” … “We will prove it in court.”", "direct")],
    ),
    (
        '"First we talk.\n\n"Then we sign," said Okoye.',
        [("Okoye", '"First we talk. … "Then we sign,"', "direct")],
    ),
    (
        '"The deal is dead", a senior diplomat said on Friday.',
        [("a senior diplomat", '"The deal is dead"', "direct")],
    ),
    ("Lavrov: ‘The West is not listening’", [("Lavrov", "‘The West is not listening’", "direct")]),
]

INDIRECT = [
    (
        "The envoy told the agency that the talks had failed.",
        [("The envoy", "that the talks had failed", "indirect")],
    ),
    (
        "According to the Norwegian minister, the gas will flow by June.",
        [("the Norwegian minister", "the gas will flow by June", "indirect")],
    ),
    (
        "The rebels, his statement said, had crossed the river at night.",
        [("his statement", "The rebels … had crossed the river at night", "indirect")],
    ),
    ("Report: Minsk plans new border fence", [("", "Minsk plans new border fence", "indirect")]),
    (
        "The White House said it had “credible evidence” that troops were moving.",
        [("The White House", "it had “credible evidence” that troops were moving", "mixed")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DIRECT)
def test_direct_speech(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(("text", "expected"), INDIRECT)
def test_reported_speech(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_a_later_paragraph_without_a_cue_has_the_speaker_before() -> None:
    text = "“Our army is ready,” the president said.\n\n“Nobody should test us.”"
    assert rows(text)[1] == ("the president", "“Nobody should test us.”", "direct")


def test_who_quotes_is_a_voice_around_who_is_quoted() -> None:
    text = "Interfax quoted Ushakov as saying the two leaders would meet in May."
    content = "the two leaders would meet in May"
    assert {r[0] for r in rows(text)} == {"Interfax", "Ushakov"}
    assert {r[1] for r in rows(text)} == {content}
    around = quotes.chain(document(text), Span(text.index("meet"), text.index("meet") + 4))
    assert [q.source[0].of(text) for q in around] == ["Ushakov", "Interfax"]


def test_voices_nest() -> None:
    text = "Putin said Russia had sent its proposals to Washington, Interfax reported."
    around = quotes.chain(document(text), Span(text.index("sent"), text.index("sent") + 4))
    assert [q.source[0].of(text) for q in around] == ["Putin", "Interfax"]


def test_a_voice_inside_another_is_found() -> None:
    text = "Kyiv says Moscow believes that NATO is planning an attack."
    assert ("Moscow", "that NATO is planning an attack", "indirect") in rows(text)


def test_cited_officials_are_the_nearer_voice() -> None:
    text = "The ships left port on Monday, Tass reported, citing the defence ministry."
    around = quotes.chain(document(text), Span(text.index("left"), text.index("left") + 4))
    assert [q.source[0].of(text) for q in around] == ["the defence ministry", "Tass"]


def test_an_unnamed_voice_has_no_source() -> None:
    text = "Lima has reportedly agreed to reopen the mine."
    assert any(source == "" and "agreed" in content for source, content, _ in rows(text))


def test_scare_quotes_and_titles_are_no_speech() -> None:
    for text in ("The ‘retake’ of the town took weeks.", "The film “War and Peace” was shown."):
        assert rows(text) == []


def test_wishes_are_held_and_left_out_of_the_chain() -> None:
    text = "Poland wants to close the border."
    place = Span(text.index("close"), text.index("close") + 5)
    assert [r[0] for r in rows(text, manner="held")] == ["Poland"]
    assert quotes.chain(document(text), place) == ()
    assert len(quotes.chain(document(text), place, held=True)) == 1


def test_an_interviewer_is_no_speaker() -> None:
    text = "“We have no plans,” the spokesman said in an interview with Sky News."
    assert [r[0] for r in rows(text)] == ["the spokesman"]


def test_json_has_the_offsets_of_the_codebook() -> None:
    text = "“No,” Tang said."
    assert quotes.to_json(document(text)) == [
        {"source": [[6, 10]], "cue": [[11, 15]], "content": [[0, 5]], "kind": "direct"}
    ]


def test_content_spans_stay_inside_the_text_and_in_order() -> None:
    text = '“A,” he said. “B”\n\nHe said "no and \n\n‘yes’ and \' " . “\n\nsaid that'
    for quote in document(text):
        for piece in (*quote.content, *quote.cue, *quote.source):
            assert 0 <= piece.start < piece.stop <= len(text)
