"""Phrases of the hard table: each with its day and context, and who it must be."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from detente.actors.registry import load
from detente.actors.resolve import countries_of, resolve_phrase

FILE = Path(__file__).parent / "actors" / "phrases.csv"


def rows(path: Path = FILE) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fault(row: dict[str, str]) -> str:
    """What is wrong with the answer to a row; "" where nothing is."""
    answer = resolve_phrase(
        row["phrase"],
        load(),
        on=date.fromisoformat(row["date"]),
        context=row["context"] or None,
    )
    actor = answer.actor
    if row["country"] == "-":
        return f"{actor.key} by {answer.rule}" if actor else ""
    if actor is None:
        return "nothing"
    got = {"country": actor.country or "", "sector": actor.sector, "id": actor.id or ""}
    bad = [f"{k}: {v}" for k, v in got.items() if not {v, "?"} & set(row[k].split("|"))]
    if actor.kind == "organisation" and not row["id"]:  # a body's code is nobody's identity
        bad = [fault for fault in bad if not fault.startswith("id:")]
    return ", ".join(bad) and f"{', '.join(bad)} by {answer.rule} ({actor.name})"


@pytest.mark.parametrize(
    ("name", "floor"), [("usage_dev.csv", 0.92), ("usage_dev2.csv", 0.90), ("usage_test.csv", 0.85)]
)
def test_phrases_of_real_usage(name: str, floor: float) -> None:
    """Rows that were written without a look at the rules; the second file stays unseen."""
    asked = rows(FILE.parent / name)
    wrong = [f"{row['phrase']} {row['date']}: {what}" for row in asked if (what := fault(row))]
    share = 1 - len(wrong) / len(asked)
    assert len(asked) >= 200
    assert share >= floor, f"{share:.3f}\n" + "\n".join(wrong)


def test_the_table_is_large_enough() -> None:
    assert len(rows()) >= 150


@pytest.mark.parametrize("row", rows(), ids=lambda r: f"{r['phrase']}|{r['date']}")
def test_phrase(row: dict[str, str]) -> None:
    assert fault(row) == ""


def test_a_surname_belongs_to_whoever_held_office_then() -> None:
    then = resolve_phrase("the German chancellor", load(), on=date(2000, 1, 1)).actor
    assert then is not None and then.id == "Q2530"


def test_an_answer_says_why() -> None:
    answer = resolve_phrase("Russian troops", load(), on=date(2021, 12, 15))
    assert answer.why and answer.why[0].rule == answer.rule and answer.score > 0.5


def test_context_names_countries() -> None:
    assert countries_of("Talks between Iran and France opened in Paris", load())[0] == "FRA"


if __name__ == "__main__":
    faults = [(r["phrase"], f) for r in rows() if (f := fault(r))]
    for phrase, what in faults:
        print(f"{phrase:50s} {what}")
    print(len(rows()) - len(faults), len(rows()))
