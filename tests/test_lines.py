"""JSON Lines: text unchanged, blocks inside it, one error for each bad line."""

from __future__ import annotations

import json

import pytest

from detente.errors import ReadError
from detente.read import read_bytes
from detente.read.lines import find_blocks, read_lines
from detente.types import Report


def _read(**fields: object) -> Report:
    (answer,) = read_lines([json.dumps(fields).encode()], "a.jsonl")
    assert isinstance(answer, Report), answer
    return answer


def _error(line: str | bytes) -> str:
    raw = line.encode() if isinstance(line, str) else line
    (answer,) = read_lines([raw], "a.jsonl")
    assert isinstance(answer, ReadError)
    return str(answer)


@pytest.mark.parametrize(
    "text",
    [
        "  Two  spaces,\ttab.\r\n\r\nNext. ",
        "a\u200bb\x00c",
        "**marks** [stay](#)",
        "e\u0301",
        "\n\n x \n",
    ],
)
def test_text_is_unchanged(text: str) -> None:
    report = _read(text=text)
    assert report.text == text
    assert all(block.span.of(text).strip() for block in report.blocks)


def test_lone_surrogates_become_storable_and_offsets_stay() -> None:
    (answer,) = read_lines([b'{"text": "a\\ud800b left."}'], "a.jsonl")
    assert isinstance(answer, Report)
    assert answer.text == "a\ufffdb left."


def test_fields() -> None:
    report = _read(
        id="r-1",
        url="https://www.bbc.co.uk/news/a?utm_source=x",
        outlet="BBC News",
        published="2021-12-15T23:30:00-05:00",
        title="Talks fail",
        text="Talks fail\n\nVISBURG (AP) — The alliance said no to the demand.",
    )
    assert report.id == "r-1"
    assert report.url == "https://www.bbc.co.uk/news/a"
    assert report.outlet is not None and report.outlet.id == "bbc"
    assert report.agency is not None and report.agency.id == "associated-press"
    assert report.published is not None
    assert report.published.isoformat() == "2021-12-15T23:30:00-05:00"
    assert str(report.date) == "2021-12-15"
    assert report.dateline == "VISBURG (AP)"
    assert [block.kind for block in report.blocks] == ["title", "body"]


def test_only_text_is_needed() -> None:
    report = _read(text="The envoy left.")
    assert (report.title, report.outlet, report.url, report.published, report.date) == (None,) * 5
    assert len(report.id) == 16 and len(report.version) == 16


def test_nulls_and_empty_strings_are_missing_fields() -> None:
    report = _read(text="The envoy left.", id=None, url="", outlet=" ", published=None, title=None)
    assert report.id == _read(text="The envoy left.").id


def test_identity_is_the_addresss_or_the_texts() -> None:
    first = _read(text="The envoy left.", url="http://example.org/a/")
    second = _read(text="The envoy came back.", url="https://www.example.org/a?utm_source=x#b")
    assert first.id == second.id and first.version != second.version
    assert _read(text="One.").id != _read(text="Two.").id
    assert _read(text="One.", id=7).id == "7"


@pytest.mark.parametrize("published", ["2021-12-15", "December 15, 2021", "2021-12-15T10:00:00"])
def test_published_may_be_a_date_or_a_time(published: str) -> None:
    assert str(_read(text="The envoy left.", published=published).date) == "2021-12-15"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "x", "published": "2021-02-30"}', "a.jsonl:1: `published` is no date"),
        ('{"text": "x", "published": "soon"}', "`published`"),
        ('{"text": "x", "published": 20211215}', "`published` is no string"),
        ('{"text": 5}', "`text` is missing or no string"),
        ("{}", "`text` is missing"),
        ('{"text": " \\n"}', "`text` is empty"),
        ('{"text": "x", "id": []}', "`id`"),
        ('{"text": "x", "title": 5}', "`title`"),
        ("[1]", "not a JSON object"),
        ('{"text": "x"', "not JSON"),
        (b'{"text": "\xff"}', "not UTF-8"),
        ("[" * 100_000, "a.jsonl:1: not usable JSON"),
    ],
)
def test_bad_lines_name_their_place(line: str | bytes, message: str) -> None:
    assert message in _error(line)


def test_a_bad_line_does_not_stop_the_rest() -> None:
    raw = b'\xef\xbb\xbf{"text": "One."}\n\nnothing\n{"text": "Two."}\n'
    answers = list(read_bytes(raw, "a.jsonl"))
    assert [isinstance(answer, Report) for answer in answers] == [True, False, True]
    assert str(answers[1]).startswith("a.jsonl:3: ")


def test_one_array_or_object_over_several_lines() -> None:
    raw = json.dumps([{"text": "One."}, {"no": 1}], indent=2).encode()
    one, two = read_bytes(raw, "a.json")
    assert isinstance(one, Report) and isinstance(two, ReadError)
    assert str(two).startswith("a.json#2: ")


# --- blocks ---------------------------------------------------------------------------------


def _kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block in find_blocks(text, title)]


def test_a_title_at_the_start_is_a_block() -> None:
    text = "Talks  fail\nagain\n\nThe envoy left. He was angry."
    assert _kinds(text, "Talks fail again")[0] == ("title", "Talks  fail\nagain")


def test_a_title_is_no_mere_prefix() -> None:
    assert _kinds("Russia attacks Ukraine. It did.", "Russia attacks")[0][0] == "body"


def test_an_unnamed_title_is_found() -> None:
    text = "Talks fail again\nThe envoy left on Monday. He was angry, it was said."
    assert [kind for kind, _ in _kinds(text)] == ["title", "body"]
    assert [kind for kind, _ in _kinds("The envoy left.\nHe was angry, it was said.")] == [
        "body"
    ] * 2


def test_hard_wrapped_text_is_divided_at_blank_lines_only() -> None:
    text = "The envoy left on\nMonday because the\ntalks had failed.\n\nHe was angry."
    assert len(_kinds(text)) == 2


def test_lines_about_the_report_are_in_no_block() -> None:
    text = (
        "The envoy left.\n\nRead more: Another story\n\nShare\n\nhttps://a.org/b\n\nHe was angry."
    )
    assert [words for _, words in _kinds(text)] == ["The envoy left.", "He was angry."]


def test_a_caption_with_its_credit_is_a_caption() -> None:
    text = "The envoy at the table. (AP Photo/Jane Doe)\n\nThe envoy left on Monday, it was said."
    assert _kinds(text)[0][0] == "caption"


def test_a_text_always_has_a_block() -> None:
    assert _kinds("Share") == [("body", "Share")]
