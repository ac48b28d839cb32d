"""Variants of the coder over one gold, a row each: what a part is worth, and what it costs.

A variant is a name and a function that codes reports. To add some, write a function from the
base pipeline to named coders and put it into `MAKERS`; it gives none where it has nothing to
offer (a parser that is not installed).
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from detente.actors.cast import Cast
from detente.errors import DetenteError
from detente.evaluate.gold import GoldReport
from detente.evaluate.measure import Coder, code, read
from detente.evaluate.score import Score, score
from detente.evaluate.tables import grid, number
from detente.parse import language
from detente.pipeline import Pipeline
from detente.types import Document

Coders = Mapping[str, Coder]
REFERRING = frozenset({"pronoun", "possessive", "nominal"})
"""Kinds of mentions that mean somebody by what else the report says."""
PARSERS = (language.CARRIED, *reversed(language.OFFICIAL), "en_core_web_trf")
"""Language pipelines that are tried where they are installed, the smallest first."""
FIGURES = {
    "type P": "type precision",
    "type R": "type recall",
    "type F1": "type F1",
    "parties F1": "actors F1",
    "status": "status",
    "attribution": "attribution",
}
"""Columns of the table, by the names of the score's figures."""


@dataclass(frozen=True, slots=True)
class Row:
    """One variant measured; `speed` is gold sentences a second of processor time.

    `fault` says why a variant could not be measured.
    """

    name: str
    score: Score | None = None
    speed: float = 0.0
    fault: str = ""

    def figures(self) -> dict[str, float | None]:
        """The columns of the table by name; none where the variant could not be measured."""
        if self.score is None:
            return {}
        told = self.score.figures()
        return {name: told[figure] for name, figure in FIGURES.items()} | {
            "sentences/s": self.speed
        }


# --- the variants ---------------------------------------------------------------------


def evidence(base: Pipeline) -> Coders:
    """The rules alone, the model alone, and both weighed together."""
    return {
        "rules alone": replace(base, evidence="rules").code,
        "model alone": replace(base, evidence="model").code,
        "rules and model": replace(base, evidence="both").code,
    }


def coreference(base: Pipeline) -> Coders:
    """The base with pronouns and nouns that refer standing for nobody."""
    values = {field.name: getattr(base, field.name) for field in fields(base)}
    return {"without coreference": NamesAlone(**values).code}


def parsers(base: Pipeline) -> Coders:
    """The base over each other language pipeline that is installed."""
    own = language.version(base.language)
    names = [name for name in PARSERS if importlib.util.find_spec(name) is not None]
    others = [name for name in names if language.version(name) != own]
    return {f"with {name}": replace(base, language=name).code for name in others}


MAKERS: tuple[Callable[[Pipeline], Coders], ...] = (evidence, coreference, parsers)
"""What is measured, in this order."""


class NamesAlone(Pipeline):
    """A pipeline over a cast in which only names and adjectives stand for somebody."""

    def cast(self, document: Document) -> Cast:
        """Who the names of a document are."""
        return named(document, super().cast(document))


def named(document: Document, whole: Cast) -> Cast:
    """A cast without its pronouns, possessives and nominals."""
    kept = {mention.i for mention in document.mentions if mention.kind not in REFERRING}
    return replace(whole, found={i: who for i, who in whole.found.items() if i in kept})


# --- measuring ------------------------------------------------------------------------


def variants(base: Pipeline, makers: Sequence[Callable[[Pipeline], Coders]] = MAKERS) -> Coders:
    """Every variant that can be had, by name."""
    return {name: coder for make in makers for name, coder in make(base).items()}


def table(golds: Sequence[GoldReport], coders: Coders) -> Iterator[Row]:
    """A row a variant, as soon as it is measured; one that fails says why and stops no other."""
    for name, one in coders.items():
        try:
            yield measured(name, golds, one)
        except DetenteError as error:
            yield Row(name, fault=str(error))


def measured(name: str, golds: Sequence[GoldReport], one: Coder) -> Row:
    """One variant's figures and speed; what it loads at first is loaded before the clock runs."""
    list(code(read(golds[:1]), one))
    start = time.process_time()
    found = tuple(code(read(golds), one))
    spent = time.process_time() - start
    sentences = sum(len(gold.sentences) for gold in golds)
    return Row(name, score(golds, found), sentences / spent if spent else 0.0)


def shown(rows: Sequence[Row]) -> str:
    """The rows as a table; those that could not be measured are left out."""
    told = [(row.name, row.figures()) for row in rows if row.score is not None]
    header = ("variant", *FIGURES, "sentences/s")
    lines = [
        (name, *(number(figures[column]) for column in FIGURES), f"{figures['sentences/s']:.1f}")
        for name, figures in told
    ]
    return grid(header, lines)
