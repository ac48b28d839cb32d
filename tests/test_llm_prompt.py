"""The question is the codebook's own data, and quoted words are found as they stand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from coding_samples import coded

from detente.errors import CodebookError
from detente.events import codebook, rulings
from detente.events.codebook import TypeEntry
from detente.events.entries import MODES, STATUSES
from detente.events.llm import faults, prompt
from detente.events.llm.prompt import CHARACTERS, CONTEXT, FIELDS, PARTY, SENTENCES, windows
from detente.events.llm.quoted import places
from detente.types import Span

BOOK = codebook.load()
SYSTEM = prompt.system(BOOK, rulings.load())
SOURCE = Path(prompt.__file__).read_text(encoding="utf-8")


def flat(words: str) -> str:
    return " ".join(words.split())


# --- the codebook, once ---------------------------------------------------------------


@pytest.mark.parametrize("entry", BOOK.types, ids=lambda entry: entry.name)
def test_every_type_with_its_modes_and_examples_is_in_it(entry: TypeEntry) -> None:
    part = SYSTEM.split(f"## {entry.name}: ")[1].split("\n## ")[0]
    assert flat(entry.definition) in part
    for mode in entry.modes:
        assert f"{mode.name} ({flat(mode.definition)})" in part
    assert entry.examples[0] in part and entry.negatives[0].text in part


def test_every_status_and_ruling_is_in_it() -> None:
    found = rulings.load()
    for name in STATUSES:
        assert f"- {name}: {found.statuses[name]}\n" in SYSTEM
    assert all(f"- {words}\n" in SYSTEM for words in (*found.records, *found.rulings))


def test_nothing_of_the_codebook_is_written_twice() -> None:
    found = rulings.load()
    told = [flat(entry.definition) for entry in BOOK.types]
    told += [flat(mode.definition) for entry in BOOK.types for mode in entry.modes]
    told += [*found.statuses.values(), *found.records, *found.rulings]
    source = flat(SOURCE.replace('"\n', "").replace('    "', ""))
    assert not [words for words in told if len(words) > 20 and words in source]


def test_it_is_short_enough_for_a_small_model() -> None:
    assert len(SYSTEM) < 20_000


def test_the_schema_is_one_that_strict_servers_take() -> None:
    found = prompt.schema()
    item = found["properties"]["events"]["items"]
    assert item["required"] == list(FIELDS) and item["additionalProperties"] is False
    party = item["properties"]["sources"]["items"]
    assert party["required"] == list(PARTY) and party["additionalProperties"] is False
    assert set(item["properties"]["mode"]["enum"]) == {
        "",
        *(m for of in MODES.values() for m in of),
    }
    json.dumps(found)


def test_every_field_of_the_answer_is_explained() -> None:
    for fields in (FIELDS, PARTY):
        assert all(f"- {name}: {told}" in SYSTEM for name, (_, told) in fields.items())


def test_the_worked_example_quotes_its_sentence() -> None:
    sentence, answer = SYSTEM.splitlines()[-2:]
    [event] = json.loads(answer)["events"]
    assert set(event) == set(FIELDS)
    quoted = [event["trigger"], event["content"], event["condition"]]
    quoted += [one["words"] for one in event["sources"] + event["targets"]]
    assert all(words and words in sentence for words in quoted)
    assert not re.search(r"[|{}]", sentence)


# --- windows --------------------------------------------------------------------------


def test_windows_hold_every_sentence_once_and_what_stands_before() -> None:
    document = coded(" ".join(["Norway met Peru in Oslo."] * (2 * SENTENCES + 5))).document
    found = windows(document)
    assert [s.i for window in found for s in window.sentences] == list(range(2 * SENTENCES + 5))
    assert [len(window.before) for window in found] == [0, CONTEXT, CONTEXT]
    assert found[1].before[-1].i == found[1].sentences[0].i - 1


def test_a_window_is_bounded_in_characters() -> None:
    clause = "Norway met Peru in Oslo and in Lima and in Quito and in Bern" + " and in Rome" * 150
    document = coded(f"{clause}. " * 6).document
    found = windows(document)
    sizes = [sum(s.span.stop - s.span.start for s in window.sentences) for window in found]
    assert len(found) > 1 and max(sizes) <= CHARACTERS


def test_an_empty_text_asks_nothing() -> None:
    assert windows(coded("").document) == ()


# --- quoted words ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("the port", "They shut the port.", ["the port"]),
        ("the port.", "They shut the port, he said.", ["the port"]),
        ("the  port", "They shut the\n port.", ["the\n port"]),
        ("won't", "He won’t go.", ["won’t"]),
        ("'peace talks'", "The “peace talks” ended.", ["peace talks"]),
        ("US-led", "A US–led force", ["US–led"]),
        ("The port", "They shut the port.", ["the port"]),
        ("us", "US troops met us.", ["us"]),
        ("port", "Ports and the airport.", []),
        ("a.c", "abc", []),
        ("(a", "He (a man) left", ["(a"]),
        ("met", "He met her and met him.", ["met", "met"]),
        ("...", "Well ... no", []),
        ("", "text", []),
        ("they shut the gate", "They shut the port.", []),
    ],
)
def test_quoted_words_are_found_whole_and_where_they_stand(
    words: str, text: str, found: list[str]
) -> None:
    assert [span.of(text) for span in places(words, text, Span(0, len(text)))] == found


def test_quoted_words_are_looked_for_inside_the_span_alone() -> None:
    text = "He met her. She met him."
    assert places("met", text, Span(12, len(text))) == (Span(16, 19),)
    assert places("She met", text, Span(0, 14)) == ()


# --- the rulings as data --------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("statuses:", "states:", "should hold"),
        ("  negated:", "  undone:", "statuses"),
        ("rulings:\n", "rulings:\n  - ''\n", "rulings"),
        ("records:\n", "records: none\nrest:\n", "should hold"),
    ],
)
def test_broken_rulings_are_refused_with_their_place(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    shipped = Path(rulings.__file__).with_name("rulings.yaml").read_text(encoding="utf-8")
    path = tmp_path / "rulings.yaml"
    path.write_text(shipped.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CodebookError, match=place):
        rulings.read_rulings(path)


# --- what may be wrong ----------------------------------------------------------------


def test_every_fault_is_one_that_the_manual_explains() -> None:
    raised = set()
    for path in Path(prompt.__file__).parent.glob("*.py"):
        for name in re.findall(r'Fault\(\s*(?:self\._over or )?f?"([^"{]+)', path.read_text()):
            raised.add(name.strip())
    assert len(raised) > 10
    assert raised <= {*faults.SERVER, *faults.ANSWER}
    assert not set(faults.SERVER) & set(faults.ANSWER)
