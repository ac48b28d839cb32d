"""The spine: one outcome a report, in order, whatever a report does to us."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import pipeline as spine
from detente.errors import CodebookError, TableError
from detente.pipeline import Failure, Pipeline
from detente.settings import Settings
from detente.types import Block, Document, Event, Report, Span

TEXT = "Norway warned Peru on Monday that it would close the border."


def report(name: str, text: str = TEXT) -> Report:
    return Report(name, name, text, (Block("body", Span(0, len(text))),))


class Counting(Pipeline):
    """Says no event of anything, and fails as it is told."""

    def events(self, document: Document, heard: object = None) -> tuple[Event, ...]:
        match document.report.id:
            case "broken":
                raise RecursionError("too deep")
            case "codebook":
                raise CodebookError("no such slot", "AID.yaml:3")
        return ()


def ids(pipeline: Pipeline, *names: str) -> list[str]:
    return [
        f"!{found.report}" if isinstance(found, Failure) else found[0].report.id
        for found in pipeline.outcomes(report(name) for name in names)
    ]


def test_outcomes_come_in_order_and_a_failure_stands_in_its_place() -> None:
    assert ids(Counting(), "a", "broken", "b", "c") == ["a", "!broken", "b", "c"]
    assert [d.report.id for d, _ in Counting().code([report("broken"), report("b")])] == ["b"]


def test_a_failure_names_the_report_and_the_mistake() -> None:
    [found] = Counting().outcomes([report("broken")])
    assert isinstance(found, Failure)
    assert str(found) == (
        "report broken could not be coded, our mistake (RecursionError: too deep)"
    )


def test_what_breaks_every_report_is_raised(tmp_path: Path) -> None:
    with pytest.raises(CodebookError):
        list(Counting().outcomes([report("codebook")]))
    table = tmp_path / "own.csv"
    table.write_text("no,columns\n")
    with pytest.raises(TableError, match=r"own\.csv"):
        list(Pipeline(user_tables=(table,)).outcomes([report("a")]))


def test_reports_are_not_kept_waiting_for_the_next() -> None:
    taken: list[str] = []

    def reports() -> Iterator[Report]:
        for name in "abc":
            taken.append(name)
            yield report(name)

    found = Counting().outcomes(reports(), more=lambda: False)
    next(found)
    assert taken == ["a"]
    taken.clear()
    next(Counting().outcomes(reports()))
    assert taken == ["a", "b", "c"]


def test_unsure_events_are_left_out_where_the_settings_say_so() -> None:
    [(_, events)] = Pipeline().code([report("a")])
    assert events
    [(_, sure)] = Pipeline.of(Settings(min_confidence=1.0)).code([report("a")])
    assert sure == ()


def test_another_table_is_another_coder(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("kind,key,name\norganisation,TERN,The Tern Front\n")
    own = Pipeline(user_tables=(table,)).models()
    assert own != Pipeline().models()
    table.write_text("kind,key,name\norganisation,TERN,The Tern Army\n")
    assert Pipeline(user_tables=(table,)).models() != own


def test_a_report_that_breaks_the_parse_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    parse_many: Callable[..., Iterator[Document]] = spine.parse_many

    def fragile(reports: Iterable[Report], *rest: object) -> Iterator[Document]:
        group = list(reports)
        if any(r.id == "bad" for r in group):
            raise ValueError("no parse")
        return parse_many(group, *rest)

    monkeypatch.setattr(spine, "parse_many", fragile)
    assert ids(Counting(), "a", "bad", "b") == ["a", "!bad", "b"]


# --- whatever the text ---

PIECES = st.sampled_from(
    (
        "Turkey bombed Syria, “he said. | Putin told Xi: 'No.' | NATO must leave | \n | \n\n | if "
        "Iran does not | (on Monday | U.S. | Report: | – | ) said. | \u200b | accused Kyiv of | "
        "its | who | 3,5 | ... | A B C D | demands include | and | ; | THE ARMY OF | 🔥"
    ).split(" | ")
)
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(PIECES, max_size=12).map(" ".join),
    st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join),
)


def spans_in(value: object) -> Iterator[Span]:
    """Every span inside an event, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from spans_in(one)
    elif hasattr(value, "__dataclass_fields__"):
        for field in fields(value):
            yield from spans_in(getattr(value, field.name))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, day=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_no_text_breaks_the_pipeline_and_all_spans_lie_in_it(text: str, day: date | None) -> None:
    blocks = (Block("body", Span(0, len(text))),)
    [found] = Pipeline().outcomes([Report("x", "v", text, blocks, date=day)])
    assert not isinstance(found, Failure), found
    document, events = found
    for span in spans_in((document.mentions, document.dates, document.quotes, events)):
        assert 0 <= span.start <= span.stop <= len(text)
    assert len({e.id for e in events}) == len(events)
    for event in events:
        assert event.trigger.of(text).strip()
        assert event.sentence.covers(event.trigger)
