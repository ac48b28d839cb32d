"""The words of content: `<...>` around them in a text with one event of the type before it."""

from __future__ import annotations

import re

import pytest
from coding_samples import coded

from detente.events import spans
from detente.events.tree import Tree
from detente.types import Span

CASES = """
THREATEN Turkey threatened to <bomb Syria> if the raids continue.
THREATEN China warned that it would <impose sanctions on Japan> if Tokyo attacked Taiwan.
AGREE Poland promised to <send tanks to Ukraine> once Germany agrees.
REJECT Iran refused to <release the sailors> unless Britain apologises.
REQUEST Norway urged Sweden to <close the port>, citing the storm.
REQUEST Egypt asked Sudan to <open the dam>, blaming Cairo for the flood.
REQUEST Egypt asked Sudan for <grain>.
REQUEST Turkey demanded <the release of the pilot>.
ACCUSE The Kremlin accused Kyiv of <shelling Donetsk>.
CONSULT Russia sent <its proposals> to the United States.
AGREE Chile and Peru agreed to <a “full truce”>.
REJECT Turkey rejected <the “unfair and shameful” plan>.
"""


@pytest.mark.parametrize("line", CASES.strip().split("\n"))
def test_content(line: str) -> None:
    kind, _, marked = line.partition(" ")
    want = marked[marked.index("<") + 1 : marked.index(">")]
    found = coded(marked.replace("<", "").replace(">", ""))
    events = [e for e in found.events if e.type == kind]
    assert events, found.told()
    assert found.words(events[0].content) == want


def test_who_is_blamed_is_no_content() -> None:
    assert coded("Ethiopia condemned Eritrea.").one("ACCUSE").content is None


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("China warned that it would strike Japan.", "THREATEN", "strike Japan"),
        ("Kenya demanded that Uganda withdraw its troops.", "REQUEST", "withdraw its troops"),
        ("Poland regretted that the talks had failed.", "CONCEDE", "the talks had failed"),
    ],
)
def test_a_subject_that_is_a_party_is_left_out_with_its_auxiliary(
    text: str, kind: str, content: str
) -> None:
    assert coded(text).words(coded(text).one(kind).content) == content


LISTS = """
Iran's demands include <an apology> and <a ransom>.
Moscow demanded that NATO <halt its growth>, <withdraw its troops> and <close its bases in Romania>.
Iran demanded <the release of the sailors>, <an apology> and <an end to the sanctions>.
Egypt asked Sudan for <grain> and for <water>.
"""


@pytest.mark.parametrize("marked", LISTS.strip().split("\n"))
def test_each_item_of_a_list_is_its_own_content(marked: str) -> None:
    found = coded(re.sub("[<>]", "", marked))
    assert {e.type for e in found.events} == {"REQUEST"}
    assert [found.words(e.content) for e in found.events] == re.findall("<([^>]*)>", marked)


@pytest.mark.parametrize("text", ["Chile held talks with Peru on Monday.", "Chile met Peru today."])
def test_a_time_is_no_content(text: str) -> None:
    assert coded(text).one("CONSULT").content is None


@pytest.mark.parametrize(
    ("text", "cut", "want"),
    [
        ("He wants “a full truce” now.", "“a full truce", "“a full truce”"),
        ("He wants “a full truce now and more”.", "“a full", "a full"),
        ('He wants "a full truce" now.', '"a full truce', '"a full truce"'),
        ("He wants a truce (a full one) now.", "(a full one", "(a full one)"),
        ("He wants “a full truce” now.", "“a full truce”", "“a full truce”"),
        ("He vowed “to defend” Peru.", "defend” Peru", "“to defend” Peru"),
        ("He wants a full truce now.", "a full truce", "a full truce"),
    ],
)
def test_quotation_marks_and_brackets_are_balanced(text: str, cut: str, want: str) -> None:
    tree = Tree(coded(text).document)
    start = text.index(cut)
    assert spans.balanced(Span(start, start + len(cut)), tree).of(text) == want
