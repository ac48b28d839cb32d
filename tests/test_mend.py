"""Repairs of the parse, each shown on a sentence of our own; the parse itself is the pipeline's."""

from __future__ import annotations

import pytest

from detente.parse import headlines, language
from detente.parse import mend as mending
from detente.parse.draft import Draft
from detente.parse.mend import mend
from detente.types import Block, Report, Span, Token


def read(text: str) -> tuple[Token, ...]:
    report = Report(id="t", version="v", text=text, blocks=(Block("body", Span(0, len(text))),))
    tokens, _ = next(language.parse_texts([report]))
    return tokens


def link(tokens: tuple[Token, ...], word: str) -> tuple[str, str]:
    """The label of a word and the word that it hangs on."""
    token = next(t for t in tokens if t.text == word)
    return token.dep, tokens[token.head].text


def words(*rows: tuple[str, str, str, int]) -> tuple[Token, ...]:
    """A hand-made sentence: text, tag, label, head."""
    out, place = [], 0
    for n, (text, tag, dep, head) in enumerate(rows):
        pos = {"V": "VERB", "N": "NOUN", "M": "AUX", "D": "DET", "I": "ADP"}.get(tag[0], "PUNCT")
        pos = "PROPN" if tag == "NNP" else pos
        span = Span(place, place + len(text))
        out.append(Token(n, span, text, text.lower(), pos, tag, dep, head, "", 0))
        place += len(text) + 1
    return tuple(out)


@pytest.mark.parametrize(
    ("text", "verb", "main", "mark"),
    [
        (
            "The premier warned Ankara of tariffs should the forces massed there cross the river.",
            "cross",
            "warned",
            "should",
        ),
        ("Warsaw threatened to close the road should Minsk send more men.", "send", "", "should"),
        ("Had the talks failed, Tokyo would have closed the port.", "failed", "closed", "Had"),
        (
            "Paris would recall its envoy were the junta to seize the mine.",
            "seize",
            "recall",
            "were",
        ),
    ],
)
def test_an_inverted_condition_is_an_adverbial_clause(
    text: str, verb: str, main: str, mark: str
) -> None:
    tokens = read(text)
    dep, head = link(tokens, verb)
    assert dep == "advcl"
    assert not main or head == main
    assert link(tokens, mark) == ("mark", verb)


def test_a_bare_verb_taken_for_a_noun_is_found() -> None:
    tokens = read("Oslo warned of costs should the troops massed near the border launch an attack.")
    assert link(tokens, "launch") == ("advcl", "warned")
    assert link(tokens, "attack") == ("dobj", "launch")
    assert link(tokens, "border") == ("pobj", "near")


def test_the_subject_of_an_inverted_condition_keeps_its_participle() -> None:
    tokens = read(
        "The premier warned of tariffs should the Turkish forces massed there cross the river."
    )
    assert link(tokens, "forces") == ("nsubj", "cross")
    assert link(tokens, "massed") == ("acl", "forces")


@pytest.mark.parametrize(
    "text",
    [
        "Should the allies send more arms?",
        "Never had the two armies been so close to war.",
        "Officials said the allies should send more arms.",
    ],
)
def test_questions_and_plain_modals_are_no_conditions(text: str) -> None:
    assert all(t.dep != "mark" or t.text.lower() not in {"should", "had"} for t in read(text))


def test_a_gerund_after_a_verb_of_blame_takes_the_noun_as_object() -> None:
    tokens = mend(
        words(
            ("Hanoi", "NNP", "nsubj", 1),
            ("accuse", "VBZ", "ROOT", 1),
            ("Manila", "NNP", "dobj", 1),
            ("of", "IN", "prep", 2),
            ("stoking", "VBG", "amod", 5),
            ("tensions", "NNS", "pobj", 3),
        )
    )
    assert link(tokens, "stoking") == ("pcomp", "of")
    assert link(tokens, "tensions") == ("dobj", "stoking")
    assert link(tokens, "of") == ("prep", "accuse")


def test_a_participle_that_is_an_adjective_stays_one() -> None:
    rows = [
        ("They", "NNP", "nsubj", 1),
        ("accuse", "VBZ", "ROOT", 1),
        ("him", "NNP", "dobj", 1),
        ("of", "IN", "prep", 1),
        ("rising", "VBG", "amod", 5),
        ("debts", "NNS", "pobj", 3),
    ]
    assert link(mend(words(*rows)), "rising") == ("amod", "debts")


def test_a_reduced_relative_is_not_the_main_verb() -> None:
    tokens = read("The troops sent to the border were withdrawn on Friday.")
    assert link(tokens, "sent") == ("acl", "troops")
    assert link(tokens, "troops") == ("nsubjpass", "withdrawn")
    assert link(tokens, "withdrawn") == ("ROOT", "withdrawn")


def test_a_sentence_of_noun_and_participle_gets_a_main_verb() -> None:
    tokens = read("A Saudi-led coalition bombed Sanaa overnight.")
    assert link(tokens, "bombed") == ("ROOT", "bombed")
    assert link(tokens, "coalition") == ("nsubj", "bombed")


def test_the_day_of_saying_hangs_on_the_saying() -> None:
    tokens = read("The ministry said on Tuesday it had summoned the ambassador.")
    assert link(tokens, "on") == ("prep", "said")


def test_a_day_behind_an_object_hangs_on_the_verb() -> None:
    rows = [
        ("He", "NNP", "nsubj", 1),
        ("met", "VBD", "ROOT", 1),
        ("envoys", "NNS", "dobj", 1),
        ("on", "IN", "prep", 2),
        ("Monday", "NNP", "pobj", 3),
    ]
    tokens = list(words(*rows))
    from dataclasses import replace

    tokens[4] = replace(tokens[4], ent="DATE")
    assert link(mend(tokens), "on") == ("prep", "met")


def test_the_partner_of_talks_hangs_on_the_talks() -> None:
    tokens = read("The two sides held talks on the border dispute with mediators from Oman.")
    assert link(tokens, "with") == ("prep", "talks")


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Serbia Warns Kosovo Over Plates", "Warns", "Serbia"),
        ("Tensions Soar in Baltic After Jet Incident", "Soar", "Tensions"),
        ("Israel Strikes Targets in Syria, Killing Five", "Strikes", "Israel"),
        ("POLAND EXPELS DIPLOMATS OVER SPYING", "EXPELS", "POLAND"),
        ("Oman, Qatar Hold Talks on Border", "Hold", "Oman"),
    ],
)
def test_headlines_have_their_verb(text: str, verb: str, subject: str) -> None:
    tokens = read(text)
    assert link(tokens, verb) == ("ROOT", verb)
    assert link(tokens, subject) == ("nsubj", verb)


def test_headline_words_keep_their_letters_in_the_tokens() -> None:
    text = "Serbia Warns Kosovo Over Plates\n\nSerbia warned Kosovo on Monday."
    assert [t.text for t in read(text)][:5] == ["Serbia", "Warns", "Kosovo", "Over", "Plates"]


def test_only_headlines_are_lowered() -> None:
    text = "Trade Minister Ana Ruiz met Premier Joao Costa in Lisbon and they Signed."
    assert headlines.lowered(text, lambda word: True) == text
    assert headlines.lowered("Peru Signs Pact With Chile", lambda word: word == "signs") == (
        "Peru signs pact with Chile"
    )


def test_no_repair_makes_a_word_hang_on_itself() -> None:
    tokens = read(
        "Umberto Bossi, whose Northern League fell to 4.5 per cent in the European vote, "
        "offered his resignation."
    )
    for token in tokens:
        seen = {token.i}
        while tokens[token.i].head != token.i:
            token = tokens[token.head]
            assert token.i not in seen
            seen.add(token.i)


def test_a_repair_that_closes_a_circle_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def circle(draft: Draft, first: int, last: int) -> None:
        draft.set(first, head=first + 1)
        draft.set(first + 1, head=first)

    monkeypatch.setattr(mending, "RULES", (circle,))
    rows = words(("Oman", "NNP", "nsubj", 1), ("left", "VBD", "ROOT", 1), (".", ".", "punct", 1))
    assert mend(rows) == rows
