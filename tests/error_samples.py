"""A small gold report with one error of each cause, made by hand, for the tests of errors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gold_samples import voice

from detente.evaluate import markup, runs
from detente.evaluate.causes import Fault, faults
from detente.evaluate.doubts import Coding
from detente.evaluate.gold import GoldReport
from detente.evaluate.predicted import Party, Predicted
from detente.evaluate.runs import Run
from detente.evaluate.score import Score, score

QUAY = """\
doc: quay
date: 2016-03-02
why: one sentence a cause

Oslo warned that it would close the port.
  THREATEN/restrict actual | warned | Oslo=NOR -> | content: close the port
Lima condemned the raid.
  ACCUSE/disapprove actual | condemned | Lima=PER -> | content: the raid
Kenya asked Japan for rice.
  REQUEST/assist actual | asked | Kenya=KEN -> Japan=JPN | content: rice
The premier thanked Chad for the grain.
  SUPPORT actual | thanked | premier=FRA -> Chad=TCD
Ghana will send doctors to Benin.
  AID planned | send | Ghana=GHA -> Benin=BEN
Peru sent rice to Cuba, Ada Field said.
  AID actual | sent | Peru=PER -> Cuba=CUB | by: Ada Field
Mali freed two sailors on Tuesday.
  RETREAT/release actual | freed | Mali=MLI -> | date: 2016-03-01
Fiji refused to open its ports to the fleet unless the quota rose.
  REJECT/yield actual | refused | Fiji=FJI -> | content: open its ports to the fleet | \
if: unless the quota rose
Herring was cheap.
  none | markets
Spain met Malta at noon.
  CONSULT actual | met | Spain=ESP; Malta=MLT -> Spain=ESP; Malta=MLT
Togo let the ships in.
  CONCEDE|RETREAT/access actual | let | Togo=TGO ->
"""
GOLD = markup.parse(QUAY, "quay.gold")
CAUSE_OF = (
    "no clause",
    "wrong type",
    "wrong argument",
    "wrong actor",
    "wrong status",
    "wrong speaker",
    "wrong date",
    "wrong span",
    "invented alone",
    "invented beside others",
    "gold doubtful",
)
"""The cause of the one error in each sentence of QUAY."""


def event(trigger: str, kind: str, source: str = "", target: str = "", **more: object) -> Predicted:
    """A found event of QUAY at some words of it; a side is `words=CODE`."""
    start = GOLD.text.index(trigger)
    values: dict[str, object] = {"report": "quay", "status": "actual", "trigger": trigger}
    values |= {"source": _side(source), "target": _side(target)}
    return Predicted(type=kind, start=start, **(values | more))  # type: ignore[arg-type]


def _side(told: str) -> tuple[Party, ...]:
    parts = (part.partition("=") for part in told.split(";") if part)
    return tuple(Party(words.strip(), words.strip(), code or None) for words, _, code in parts)


DAY = date(2016, 3, 2)
WRONG: tuple[Predicted, ...] = (
    event("condemned", "STATE", "Lima=PER"),
    event("asked", "REQUEST", "Kenya=KEN", "rice=", content="rice"),
    event("thanked", "SUPPORT", "The premier=DEU", "Chad=TCD"),
    event("send", "AID", "Ghana=GHA", "Benin=BEN"),
    event("sent", "AID", "Peru=PER", "Cuba=CUB"),
    event("freed", "RETREAT", "Mali=MLI", date=(DAY, DAY)),
    event(
        "refused",
        "REJECT",
        "Fiji=FJI",
        content="its quota",
        condition="unless the quota rose",
    ),
    event("cheap", "AID", "Herring="),
    event("met", "CONSULT", "Spain=ESP", "Malta=MLT"),
    event("noon", "ASSAULT", "Malta=MLT"),
    event("let", "AID", "Togo=TGO"),
)
"""What a coder would have to find for one error of each cause in QUAY."""
RIGHT: tuple[Predicted, ...] = (
    event("warned", "THREATEN", "Oslo=NOR", content="close the port"),
    event("condemned", "ACCUSE", "Lima=PER", content="the raid"),
    event("asked", "REQUEST", "Kenya=KEN", "Japan=JPN", content="rice"),
    event("thanked", "SUPPORT", "The premier=FRA", "Chad=TCD"),
    event("send", "AID", "Ghana=GHA", "Benin=BEN", status="planned"),
    event("sent", "AID", "Peru=PER", "Cuba=CUB", voices=(voice("Ada Field"),)),
    event("freed", "RETREAT", "Mali=MLI", date=(date(2016, 3, 1), date(2016, 3, 1))),
    replace(WRONG[6], content="open its ports to the fleet"),
    event("met", "CONSULT", "Spain=ESP", "Malta=MLT"),
    event("let", "RETREAT", "Togo=TGO"),
)
"""The same with no error."""


def scored(found: tuple[Predicted, ...], gold: GoldReport = GOLD) -> Score:
    return score([gold], found)


def made(found: tuple[Predicted, ...], *golds: GoldReport) -> Run:
    """A run over QUAY, or over other gold of which only the first is coded."""
    every = golds or (GOLD,)
    result = scored(found, every[0])
    return runs.run(every, result, faults(result), "2026-11-23")


def found_faults(
    found: tuple[Predicted, ...], gold: GoldReport = GOLD, second: Coding | None = None
) -> tuple[Fault, ...]:
    return faults(scored(found, gold), second)
