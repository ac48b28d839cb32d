"""The spine: one outcome a report, in order, whatever a report does to us."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.errors import CodebookError, TableError
from detente.pipeline import Failure, Pipeline
from detente.settings import Settings
from detente.types import Block, Document, Event, Report, Span

TEXT = "Norway warned Peru on Monday that it would close the border."


def report(name: str, text: str = TEXT) -> Report:
    return Report(name, name, text, (Block("body", Span(0, len(text))),))


class Counting(Pipeline):
    """Says no event of anything, and fails as it is told."""

    def events(self, document: Document) -> tuple[Event, ...]:
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
