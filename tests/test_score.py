"""The scoring rules of the codebook's section 9, each on cases made by hand."""

from __future__ import annotations

from datetime import date

import pytest
from gold_samples import actor, party, predicted, voice, wanted

from detente.evaluate.compare import same_voice, token_f1
from detente.evaluate.gold import GoldEvent, GoldReport, GoldSentence, rebuild
from detente.evaluate.predicted import Predicted
from detente.evaluate.score import Score, score


def _report(*events: GoldEvent) -> GoldReport:
    return rebuild("r", [GoldSentence("r", 0, "They did it.", events)], day=None, outlet=None)


def _score(found: list[Predicted], *golds: GoldEvent) -> Score:
    return score([_report(*golds)], found)


def _full(found: list[Predicted], *golds: GoldEvent) -> tuple[int, int, int]:
    """Hits, invented, missed on type, source and target."""
    counts = _score(found, *golds).full
    return counts.hits, counts.invented, counts.missed


# --- what matches ---------------------------------------------------------------------


def test_type_source_and_target_must_agree() -> None:
    gold = wanted("AID", "FRA", "TCD")
    assert _full([predicted("AID", "FRA", "TCD")], gold) == (1, 0, 0)
    assert _full([predicted("AGREE", "FRA", "TCD")], gold) == (0, 1, 1)
    assert _full([predicted("AID", "FRA", "MLI")], gold) == (0, 1, 1)
    assert _full([predicted("AID", "FRA")], gold) == (0, 1, 1)


def test_type_alone_is_a_figure_of_its_own() -> None:
    figures = _score([predicted("AID", "FRA", "MLI")], wanted("AID", "FRA", "TCD")).figures()
    assert (figures["type F1"], figures["actors F1"]) == (1.0, 0.0)


def test_one_actor_of_several_is_enough() -> None:
    gold = wanted("AID", "FRA DEU", "TCD MLI")
    assert _full([predicted("AID", "ITA DEU", "MLI")], gold) == (1, 0, 0)


@pytest.mark.parametrize("kind", ["CONSULT", "AGREE", "COOPERATE"])
def test_symmetric_acts_match_in_either_order(kind: str) -> None:
    gold = wanted(kind, "FRA", "DEU")
    assert _full([predicted(kind, "DEU", "FRA")], gold) == (1, 0, 0)


def test_other_acts_keep_their_order() -> None:
    assert _full([predicted("ACCUSE", "DEU", "FRA")], wanted("ACCUSE", "FRA", "DEU")) == (0, 1, 1)


def test_a_gold_event_without_source_or_target_matches_any() -> None:
    assert _full([predicted("ASSAULT", "FRA", "TCD")], wanted("ASSAULT", "", "TCD")) == (1, 0, 0)
    assert _full([predicted("ASSAULT", "", "TCD")], wanted("ASSAULT", "", "TCD")) == (1, 0, 0)
    assert _full([predicted("ASSAULT", "FRA", "TCD")], wanted("ASSAULT", "FRA")) == (1, 0, 0)
    assert _full([predicted("ASSAULT", "ITA", "TCD")], wanted("ASSAULT", "FRA")) == (0, 1, 1)


@pytest.mark.parametrize("code", ["IGO", "NGO", "IMG", "MNC", "GRP"])
def test_a_group_of_states_matches_any_non_state_code(code: str) -> None:
    assert _full([predicted("REQUEST", code)], wanted("REQUEST", "GRP")) == (1, 0, 0)


def test_a_group_of_states_matches_none_but_no_state() -> None:
    assert _full([predicted("REQUEST")], wanted("REQUEST", "GRP")) == (1, 0, 0)
    unknown = predicted("REQUEST", source=(party(None, "allies"),))
    assert _full([unknown], wanted("REQUEST", "GRP")) == (1, 0, 0)
    assert _full([predicted("REQUEST", "FRA")], wanted("REQUEST", "GRP")) == (0, 1, 1)


def test_organisations_must_be_the_same_one() -> None:
    gold = wanted("REQUEST", source=(actor("IGO", "alliance", "NATO"),))
    right = predicted("REQUEST", source=(party("IGO", "NATO", "NATO"),))
    wrong = predicted("REQUEST", source=(party("IGO", "African Union", "AU"),))
    assert _full([right], gold) == (1, 0, 0)
    assert _full([wrong], gold) == (0, 1, 1)


def test_either_alternative_is_right() -> None:
    gold = wanted("CONCEDE|RETREAT", "GRC|TUR", "FRA", status="planned|conditional")
    for kind, country, status in (("CONCEDE", "TUR", "planned"), ("RETREAT", "GRC", "conditional")):
        result = _score([predicted(kind, country, "FRA", status=status)], gold)
        assert (result.full.hits, result.status.mean) == (1, 1.0)


def test_matching_is_one_to_one() -> None:
    gold = wanted("REQUEST", "RUS")
    twice = [predicted("REQUEST", "RUS"), predicted("REQUEST", "RUS")]
    assert _full(twice, gold) == (1, 1, 0)
    assert _full(twice[:1], gold, wanted("REQUEST", "RUS")) == (1, 0, 1)


def test_the_closest_pair_goes_first() -> None:
    golds = (wanted("REQUEST", "RUS", content="stop it"), wanted("REQUEST", "RUS", content="go"))
    found = [predicted("REQUEST", "RUS", content="go"), predicted("REQUEST", "RUS", content="stop")]
    assert _score(found, *golds).content.mean == pytest.approx((1 + 2 / 3) / 2)


def test_events_are_matched_inside_their_sentence() -> None:
    sentences = [
        GoldSentence("r", 0, "They did it.", (wanted("AID", "FRA"),)),
        GoldSentence("r", 1, "They left.", ()),
    ]
    report = rebuild("r", sentences, day=None, outlet=None)
    result = score([report], [predicted("AID", "FRA", start=14)])
    assert (result.full.hits, result.full.invented, result.full.missed) == (0, 1, 1)


def test_events_of_no_gold_sentence_are_only_counted() -> None:
    result = _score([predicted("AID", "FRA", start=500)], wanted("AID", "FRA"))
    assert (result.outside, result.full.invented) == (1, 0)


# --- what counts ----------------------------------------------------------------------


def test_an_optional_event_found_is_in_neither_count() -> None:
    gold = wanted("AID", "FRA", optional=True)
    assert _full([predicted("AID", "FRA")], gold) == (0, 0, 0)


def test_an_optional_event_not_found_is_not_asked() -> None:
    assert _full([], wanted("AID", "FRA", optional=True)) == (0, 0, 0)


def test_an_optional_event_does_not_take_the_place_of_one_asked() -> None:
    golds = (wanted("AID", "FRA", optional=True), wanted("AID", "FRA"))
    assert _full([predicted("AID", "FRA")], *golds) == (1, 0, 0)


def test_statements_are_left_out_of_the_headline() -> None:
    assert _full([predicted("STATE", "FRA")], wanted("STATE", "FRA")) == (0, 0, 0)
    assert _full([predicted("STATE", "FRA")]) == (0, 0, 0)
    assert _full([], wanted("STATE", "FRA")) == (0, 0, 0)


def test_precision_recall_and_f1() -> None:
    golds = (wanted("AID", "FRA"), wanted("ACCUSE", "DEU"), wanted("REJECT", "ITA"))
    found = [predicted("AID", "FRA"), predicted("PROTEST", "FRA")]
    counts = _score(found, *golds).full
    assert (counts.precision, counts.recall) == (1 / 2, 1 / 3)
    assert counts.f1 == pytest.approx(0.4)


# --- the fields of matched events -----------------------------------------------------


def test_a_date_is_exact_and_null_is_not_asked() -> None:
    day = date(2021, 12, 15)
    gold = wanted("AID", "FRA", date=(day, day))
    assert _score([predicted("AID", "FRA", date=(day, day))], gold).date.mean == 1.0
    assert _score([predicted("AID", "FRA", date=(date(2021, 12, 14), day))], gold).date.mean == 0.0
    assert _score([predicted("AID", "FRA")], gold).date.mean == 0.0
    asked = _score([predicted("AID", "FRA", date=(day, day))], wanted("AID", "FRA")).date
    assert (asked.asked, asked.mean) == (0, None)


def _voiced(names: tuple[str, ...], *voices: object) -> bool:
    found = predicted("AID", "FRA", voices=voices)
    return same_voice(found, wanted("AID", "FRA", attribution=names))


def test_the_nearest_voice_is_an_identity() -> None:
    assert _voiced(("Yury Ushakov", "Interfax"), voice("Yuri Ushakov"))
    assert not _voiced(("Yury Ushakov", "Interfax"), voice("Interfax"), voice("Yury Ushakov"))
    assert _voiced(("Moscow|Kremlin",), voice("the Kremlin"))
    assert not _voiced(("Yury Ushakov",), voice("Sergei Lavrov"))


def test_an_unnamed_voice_matches_an_unnamed_voice() -> None:
    assert _voiced(("officials",), voice("a report"))
    assert _voiced(("reportedly",), voice("", "reported"))
    assert not _voiced(("officials",), voice("Sergei Lavrov"))
    assert not _voiced(("officials",))


def test_the_outlets_own_voice_is_an_empty_list() -> None:
    assert _voiced(())
    assert _voiced((), voice("The Moscow Times", "outlet"))
    assert _voiced((), voice("Reuters", "agency"), voice("The Moscow Times", "outlet"))
    assert not _voiced((), voice("Sergei Lavrov"))
    assert not _voiced(("Sergei Lavrov",), voice("The Moscow Times", "outlet"))


@pytest.mark.parametrize(
    ("found", "gold", "value"),
    [
        ("stop the work", "stop the work", 1.0),
        ("that it would stop", "it would stop", 1.0),
        ("if the talks fail", "the talks fail", 1.0),
        ("unless paid", "if paid", 1.0),
        ("in return for aid", "aid", 1.0),
        ("“stop” the work", 'stop the "work"', 1.0),
        ("stop", "stop it", 2 / 3),
        ("go", "stop|go", 1.0),
        ("", "stop", 0.0),
        ("leave", "stop", 0.0),
    ],
)
def test_words_are_compared_without_their_markers(found: str, gold: str, value: float) -> None:
    assert token_f1(found, gold) == pytest.approx(value)


def test_fields_are_asked_of_matched_events_alone() -> None:
    golds = (wanted("AID", "FRA", status="planned"), wanted("ACCUSE", "DEU", status="denied"))
    result = _score([predicted("AID", "FRA", status="planned")], *golds)
    assert (result.status.asked, result.status.mean) == (1, 1.0)


def test_content_and_condition_are_asked_where_the_gold_has_them() -> None:
    gold = wanted("THREATEN", "FRA", content="act", condition="if talks fail")
    found = predicted("THREATEN", "FRA", content="to act", condition="should talks fail")
    result = _score([found], gold)
    assert (result.content.mean, result.condition.mean) == (1.0, 1.0)
    bare = _score([found], wanted("THREATEN", "FRA"))
    assert (bare.content.asked, bare.condition.asked, bare.spurious_conditions) == (0, 0, 1)
