"""The border to spaCy: tokens and sentences of a report, and the pinned pipeline."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from detente.errors import ModelError
from detente.parse import language
from detente.types import Block, Report, Sentence, Span, Token


def report(text: str, *blocks: Block) -> Report:
    """A report of one text."""
    return Report("x", "v", text, blocks or (Block("body", Span(0, len(text))),))


def parsed(text: str, *blocks: Block) -> language.Parsed:
    """The tokens and sentences of a text."""
    return next(language.parse_texts([report(text, *blocks)]))


SENTENCES = """
Mr. Tang met Gen. Okoye on Jan. 5. | They talked.
The U.S. Senate voted. | It was late.
J. F. Tang met Dr. Okoye. | They talked.
"We lost," he said. | "It is over." | Then he left.
“Stop!” he cried. | “Now?” she asked.
The price was 3.5 percent. | No. 5 fell.
The E.U. and the U.N. agreed. | They signed.
""".strip().split("\n")


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences(line: str) -> None:
    want = line.split(" | ")
    text = " ".join(want)
    _, sentences = parsed(text)
    assert [s.span.of(text) for s in sentences] == want


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Talks fail\n\nThe talks failed on Monday", 2),
        ("Talks fail\nThe talks failed.", 2),
        ("Troops moved\nin Iraq on Monday.", 1),
        ("  \n\n ", 0),
        ("", 0),
    ],
)
def test_line_ends(text: str, count: int) -> None:
    assert len(parsed(text)[1]) == count


def consistent(text: str, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> None:
    """Indices, offsets and heads agree with the text and with each other."""
    assert [t.i for t in tokens] == list(range(len(tokens)))
    assert [s.i for s in sentences] == list(range(len(sentences)))
    assert [n for s in sentences for n in range(s.first, s.last)] == list(range(len(tokens)))
    for token in tokens:
        sentence = sentences[token.sentence]
        assert token.span.of(text) == token.text
        assert sentence.first <= token.head < sentence.last
        assert sentence.span.covers(token.span)
        assert token.lemma == token.lemma.lower()


def test_tokens_agree_with_the_text_over_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(f"Turkey “struck” Syria’s {n}th camp, he said." for n in range(20))
    whole = parsed(text)
    monkeypatch.setattr(language, "PIECE", 100)
    pieces = parsed(text)
    consistent(text, *pieces)
    assert [s.span for s in pieces[1]] == [s.span for s in whole[1]]


def test_many_reports_come_back_in_order() -> None:
    texts = ["Turkey struck Syria.", "", "He left. She stayed.", "Peru met Chile."]
    found = list(language.parse_texts((report(t) for t in texts), batch=2))
    assert [" ".join(t.text for t in tokens) for tokens, _ in found] == [
        "Turkey struck Syria .",
        "",
        "He left . She stayed .",
        "Peru met Chile .",
    ]
    for text, (tokens, sentences) in zip(texts, found, strict=True):
        consistent(text, tokens, sentences)


def test_a_sentence_knows_its_block() -> None:
    text = "Talks fail\n\nThe talks failed."
    _, sentences = parsed(text, Block("title", Span(0, 10)), Block("body", Span(12, len(text))))
    assert [s.block for s in sentences] == ["title", "body"]


def test_should_as_a_condition_is_a_mark() -> None:
    text = "Should Iran attack, Oman will respond."
    tokens, _ = parsed(text)
    assert (tokens[0].text, tokens[0].lemma, tokens[0].dep) == ("Should", "should", "mark")


def test_a_pipeline_that_is_missing_is_named() -> None:
    with pytest.raises(ModelError, match="no_such_pipeline"):
        language.load("no_such_pipeline")


def test_the_version_is_told() -> None:
    assert language.version().startswith("en_core_web_")


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the carried pipeline that stands in its place."""
    folder = tmp_path / language.CARRIED_FOLDER
    shutil.copytree(language.carried_folder(), folder)
    origin = SimpleNamespace(origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: origin)
    language.carried_folder.cache_clear()
    yield folder
    language.carried_folder.cache_clear()


def test_the_carried_pipeline_has_its_pinned_files(copied: Path) -> None:
    assert language.carried_folder() == copied


def test_a_file_that_is_not_the_pinned_one_is_refused(copied: Path) -> None:
    with (copied / "meta.json").open("a") as out:
        out.write(" ")
    with pytest.raises(ModelError, match=r"meta\.json.*not the pinned"):
        language.carried_folder()


def test_a_file_that_is_missing_is_named(copied: Path) -> None:
    (copied / "meta.json").unlink()
    with pytest.raises(ModelError, match=r"meta\.json.*missing"):
        language.carried_folder()


def test_no_pipeline_at_all_says_what_to_install(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="pip install"):
        language.carried_folder()
