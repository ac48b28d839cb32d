"""Headlines in capitals made readable for the parser; lengths never change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.parse.headlines import is_headline, lowered

VERBS = frozenset({"bomb", "bombs", "talk", "talks", "meet"})


@pytest.mark.parametrize(
    ("line", "yes"),
    [
        ("Turkey Bombs Village In Syria", True),
        ("TURKEY BOMBS VILLAGE", True),
        ("Turkey Bombs Village In Syria.", False),
        ("Turkey bombs a village in Syria", False),
        ("Angela Merkel", False),
        ("", False),
        ("Turkey Bombs Village " * 20, False),
    ],
)
def test_what_is_a_headline(line: str, yes: bool) -> None:
    assert is_headline(line) is yes


def test_common_words_and_verbs_are_put_in_lower_case_and_names_stay() -> None:
    found = lowered("Turkey Bombs Village In Syria", VERBS.__contains__)
    assert found == "Turkey bombs village in Syria"


def test_a_word_that_the_report_writes_in_lower_case_is_one() -> None:
    title = "Peru Hails Its Quokka Envoy"
    assert lowered(title, VERBS.__contains__) == "Peru Hails its Quokka envoy"
    whole = lowered(f"{title}\n\nA quokka came.", VERBS.__contains__)
    assert whole == "Peru Hails its quokka envoy\n\nA quokka came."


def test_prose_stays_as_it_is() -> None:
    text = "Turkey bombs the Village of Syria's North, Says Envoy."
    assert lowered(text, VERBS.__contains__) == text


@given(st.text(alphabet=st.sampled_from("AbİßǅTurkey Bombs\n.,’'US"), max_size=60))
def test_the_length_is_the_same(text: str) -> None:
    assert len(lowered(text, VERBS.__contains__)) == len(text)
