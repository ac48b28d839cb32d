"""The model as a coder of documents: asked ahead by a few threads, used in the documents' order.

1. windows of sentences (`prompt`); 2. asked (`server`, `wire`); 3. the answer's claims (`answer`);
4. checked against codebook and text (`claims`, `people`, `voices`). Whatever fails is counted,
and the report is left to the built-in coder.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cached_property

from detente.actors.registry import Registry
from detente.errors import SettingsError
from detente.events import classify, coder, rulings
from detente.events.codebook import Codebook
from detente.events.llm import answer, prompt
from detente.events.llm.claims import Checker
from detente.events.llm.counts import Counts
from detente.events.llm.faults import MERE, NO_FORM, Fault
from detente.events.llm.people import Desk
from detente.events.llm.prompt import Window
from detente.events.llm.server import Server
from detente.events.llm.wire import Wire
from detente.events.roles import Casting
from detente.settings import Llm
from detente.types import Document, Event, Report

log = logging.getLogger("detente")

Asked = list[tuple[Window, Future[str]]]


class Model:
    """A language model behind an address; SettingsError where its key is not to be had."""

    def __init__(self, settings: Llm, book: Codebook) -> None:
        self.name = settings.name
        self.counts = Counts()
        self._settings, self._book = settings, book
        wire = Wire(settings.address or "", _key(settings), settings.timeout)
        self._server = Server(wire, settings.model or "", settings.timeout, settings.max_tokens)
        self._schema = prompt.schema()
        self._asked: dict[int, tuple[Document, Asked]] = {}
        self._again: set[tuple[str, str]] = set()

    @contextmanager
    def asking(self, documents: Sequence[Document]) -> Iterator[None]:
        """Within it the questions on the documents are under way; at its end none is any more."""
        begun: list[Future[str]] = []
        try:
            with suppress(RuntimeError):  # no thread to be had: each is asked when it is its turn
                for document in documents:
                    asked = self._ask(document)
                    begun += [future for _, future in asked]
                    self._asked[id(document)] = (document, asked)
            yield
        finally:
            self._asked.clear()
            left = [future for future in begun if not future.cancel()]
            if not all(future.done() for future in left):
                self._server.stop()

    def code(
        self, document: Document, cast: Casting, registry: Registry
    ) -> tuple[Event, ...] | None:
        """The events of a document by the model; None where the built-in coder must do it."""
        _, asked = self._asked.pop(id(document), (document, None))
        asked = self._ask(document) if asked is None else asked
        try:
            events = self._events(document, asked, cast, registry)
        except Fault as fault:
            self.fall(document, fault.cause, fault)
            return None
        finally:
            for _, future in asked:
                future.cancel()
        self.counts.coded += 1
        self._again.discard((document.report.id, document.report.version))
        return events

    def fall(self, document: Document, cause: str, error: Exception) -> None:
        """Counts a report that the model did not code."""
        report = document.report
        self.counts.fallen[cause] += 1
        if not isinstance(error, Fault) or error.again:
            self._again.add((report.id, report.version))
        log.warning("report %s is left to the built-in coder: %s", report.id, error)

    def is_open(self, report: Report) -> bool:
        """True where the model could not be asked for the report, but may be another time."""
        return (report.id, report.version) in self._again

    def told(self) -> str:
        """What it was asked and what came of it, in one line."""
        tokens = f", {self._server.tokens} tokens" if self._server.tokens else ""
        return f"{self.name} {self.counts} ({self._server.requests} requests{tokens})"

    def as_json(self) -> dict[str, object]:
        """The same by name."""
        used = {"requests": self._server.requests, "tokens": self._server.tokens}
        return {"model": self._settings.model, **self.counts.as_json(), **used}

    @cached_property
    def _system(self) -> str:
        return prompt.system(self._book, rulings.load())

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._settings.concurrency, "llm")

    def _ask(self, document: Document) -> Asked:
        return [
            (window, self._pool.submit(self._server.ask, messages, self._schema))
            for window in prompt.windows(document)
            for messages in (prompt.messages(self._system, document, window),)
        ]

    def _events(
        self, document: Document, asked: Asked, cast: Casting, registry: Registry
    ) -> tuple[Event, ...]:
        scene = classify.scene(document, cast, self._book)
        checker = Checker(Desk(document, scene, registry, self.counts, self.name), self._book)
        items = 0
        for window, future in asked:
            claims, strange = answer.claims(future.result())
            if strange:
                self.counts.events[NO_FORM] += strange
            items += len(claims) + strange
            checker.check(claims, window.sentences)
        if items and not checker.events:
            raise Fault("nothing of the answer could be used")
        events = coder.without_mere_statements(checker.events)
        if len(events) < len(checker.events):
            self.counts.events[MERE] += len(checker.events) - len(events)
        return events


def _key(settings: Llm) -> str | None:
    """The key that the environment holds; its value is never shown."""
    if settings.key_variable is None:
        return None
    key = os.environ.get(settings.key_variable, "").strip()
    if not key:
        raise SettingsError(f"the environment has no {settings.key_variable}", "llm.key_variable")
    if not (key.isascii() and key.isprintable()):
        raise SettingsError(
            f"what {settings.key_variable} holds is no key (letters that no key has)",
            "llm.key_variable",
        )
    return key
