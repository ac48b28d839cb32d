"""The spine: bytes -> Report -> Document -> Events -> record.

read.report.read_path     bytes    -> Report      clean text, outlet, date line
parse.parse_many          Report   -> Document    sentences, mentions, dates, quotations
actors.cast.cast          Document -> Cast        who is meant, on the report's date
events.coder.code         Document -> Events      clauses read by the codebook
events.llm.model          Document -> Events      in its place, where an address is set
record.store.Record.add   Events   -> record      one transaction a report

A report that breaks a stage is left out as a Failure; the batch goes on without it. What the
model cannot code, the built-in coder does.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from detente.actors import registry
from detente.actors.cast import Cast, cast
from detente.errors import DetenteError
from detente.events import codebook, coder, pair
from detente.events.llm.model import Model
from detente.events.model.hearing import NOTHING, Hearing, hear
from detente.events.pair import Verdict
from detente.parse import language, parse_many
from detente.read import outlets
from detente.settings import NO_MODEL, Llm, Settings
from detente.types import Block, Document, Event, Report, Span

log = logging.getLogger("detente")

Coded = tuple[Document, tuple[Event, ...]]
BATCH_CHARACTERS = 200_000
AT_ONCE = 4  # reports in the parser at a time: what they are heard for need not wait for all


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be coded, and why."""

    report: str
    origin: str | None
    reason: str

    def __str__(self) -> str:
        """One line that names the report and the mistake."""
        where = f"{self.origin}: " if self.origin else ""
        return f"{where}report {self.report} could not be coded, our mistake ({self.reason})"


@dataclass(frozen=True)
class Pipeline:
    """The loaded parts that turn reports into events; loading happens at the first report."""

    language: str = "auto"
    user_tables: tuple[Path, ...] = ()
    min_confidence: float = 0.0
    batch: int = 16
    llm: Llm = NO_MODEL
    evidence: str = "both"

    @classmethod
    def of(cls, settings: Settings) -> Pipeline:
        """The pipeline that the settings ask for."""
        return cls(
            settings.pipeline,
            settings.actors,
            settings.min_confidence,
            settings.batch,
            settings.llm,
            settings.evidence,
        )

    @cached_property
    def actors(self) -> registry.Registry:
        """The actor tables with the user's own merged over them."""
        return registry.load(self.user_tables)

    @cached_property
    def book(self) -> codebook.Codebook:
        """The codebook."""
        return codebook.load()

    @cached_property
    def model(self) -> Model | None:
        """The language model that codes; SettingsError where its key is not to be had."""
        return Model(self.llm, self.book) if self.llm.address else None

    def models(self) -> dict[str, str]:
        """What a coding depends on beside the settings: by name, a version or a hash."""
        own = {"actors": self.user_tables, "outlets": outlets.own_tables()}
        hashes = {
            f"{sort} {number} {table.name}": _hash([table])
            for sort, tables in own.items()
            for number, table in enumerate(tables, start=1)
        }
        return {"language": language.version(self.language), "coder": _coder(), **hashes}

    def checked(self) -> Pipeline:
        """Itself, once the user's own tables and key are read; UserError where one is wrong."""
        if self.user_tables:
            _ = self.actors
        _ = self.model
        return self

    def code(self, reports: Iterable[Report]) -> Iterator[Coded]:
        """Each report parsed and coded, in order; those that fail are logged and left out."""
        return (found for found in self.outcomes(reports) if not isinstance(found, Failure))

    def outcomes(
        self, reports: Iterable[Report], more: Callable[[], bool] = lambda: True
    ) -> Iterator[Coded | Failure]:
        """One outcome for each report, in order.

        Reports are parsed some at a time; where `more` says that none is at hand just now,
        those that are there are not kept waiting for the next.
        """
        for group in _groups(reports, self.batch, more):
            yield from self._group(group)

    def _group(self, group: Sequence[Report]) -> Iterator[Coded | Failure]:
        """The outcomes of some reports; while one is parsed, the model hears the one before."""
        with ThreadPoolExecutor(1) as ears:
            try:
                parsed = parse_many(group, self.language, AT_ONCE)
                heard = [(d, ears.submit(self._heard, d)) for d in parsed]
            except DetenteError:
                raise
            except Exception as error:  # noqa: BLE001 - the spine: one report must not stop the rest
                if len(group) > 1:
                    for report in group:
                        yield from self._group([report])
                else:
                    yield _failure(group[0], error)
                return
            documents = [document for document, _ in heard]
            with self.model.asking(documents) if self.model else nullcontext():
                for document, hearing_of in heard:
                    yield self._outcome(document, hearing_of)

    def _outcome(self, document: Document, heard: Future[Hearing]) -> Coded | Failure:
        try:
            return document, self.events(document, heard.result)
        except DetenteError:
            raise
        except Exception as error:  # noqa: BLE001 - the spine, as above
            return _failure(document.report, error)

    def events(
        self, document: Document, heard: Callable[[], Hearing] | None = None
    ) -> tuple[Event, ...]:
        """The events of one document that are sure enough; `heard` gives what the model heard."""
        people = self.cast(document)
        found = self._by_model(document, people)
        if found is None:
            told = heard() if heard is not None else self._heard(document)
            rules = self.evidence != "model"
            found = coder.code(document, people, self.book, told, rules=rules)
        return tuple(event for event in found if event.confidence >= self.min_confidence)

    def cast(self, document: Document) -> Cast:
        """Who is meant by each mention of a document."""
        return cast(document, self.actors)

    def _by_model(self, document: Document, people: Cast) -> tuple[Event, ...] | None:
        if self.model is None:
            return None
        try:
            return self.model.code(document, people, self.actors)
        except Exception as error:  # the spine: the built-in coder can do it
            self.model.fall(document, "our mistake", error)
            log.info("the way there", exc_info=error)
            return None

    def is_open(self, report: Report) -> bool:
        """True where the report was coded, but another run should ask the model for it again."""
        return self.model is not None and self.model.is_open(report)

    def _heard(self, document: Document) -> Hearing:
        return NOTHING if self.evidence == "rules" else hear(document)

    def classify(self, text: str, source: Span, target: Span) -> Verdict:
        """The type of what the source does to the target in a text."""
        report = Report("-", "-", text, (Block("body", Span(0, len(text))),))
        document = next(iter(parse_many([report], self.language)))
        asked = pair.PairCast(document, self.cast(document), source, target)
        return pair.classify(asked, self.book, self._heard(document))


@cache
def _coder() -> str:
    """A hash of the rules and tables that code: a changed rule is another coder."""
    stages = (Path(__file__).with_name(name) for name in ("parse", "actors", "events"))
    files = (path for stage in stages for path in sorted(stage.rglob("*")) if path.is_file())
    return _hash(path for path in files if "__pycache__" not in path.parts)


def _hash(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def _failure(report: Report, error: Exception) -> Failure:
    reason = f"{type(error).__name__}: {error}"
    failure = Failure(report.id, report.origin, reason)
    log.warning("%s", failure)
    log.info("the way there", exc_info=error)
    return failure


def _groups(
    reports: Iterable[Report], size: int, more: Callable[[], bool]
) -> Iterator[list[Report]]:
    group: list[Report] = []
    for report in reports:
        group.append(report)
        full = len(group) >= size or sum(len(r.text) for r in group) > BATCH_CHARACTERS
        if full or not more():
            yield group
            group = []
    if group:
        yield group


def code_reports(reports: Iterable[Report]) -> Iterator[Coded]:
    """Each report parsed and coded with the shipped tables, in order."""
    return Pipeline().code(reports)
