"""A question to a server that speaks the OpenAI protocol, and the words of the answer.

1. A server that has failed several times in a row is left alone for a while.
2. The question is put in the form that the server takes: with a JSON schema, else for any JSON
   object; with the names of options that it knows.
3. A busy server is asked again, as late as it says.
4. What is no completion, a refusal or cut short is a Fault.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.events.llm.faults import Fault
from detente.events.llm.wire import Response, Wire

Message = dict[str, str]
BUSY = frozenset({429, 500, 502, 503, 504, 529})
REFUSED = frozenset({400, 422})
OWN_FAULT = frozenset({"stopped", *(f"HTTP {status}" for status in (400, 413, 422))})
"""Faults of one question, which say nothing about the next."""
RETRIES = 2
FIRST_WAIT = 0.5
FAILURES = 5
REST = 60.0


@dataclass(frozen=True, slots=True)
class Form:
    """How a question is put; servers and models differ in what they take."""

    schema: bool = True
    tokens: str = "max_tokens"
    temperature: bool = True

    def without(self, complaint: str) -> Form | None:
        """The next form to try, by the server's complaint; None where there is none left."""
        if self.tokens in complaint and self.tokens == "max_tokens":
            return replace(self, tokens="max_completion_tokens")
        if "temperature" in complaint and self.temperature:
            return replace(self, temperature=False)
        return replace(self, schema=False) if self.schema else None


class Server:
    """The model's server; `ask` may be called by several threads at once."""

    def __init__(self, wire: Wire, model: str, timeout: float, max_tokens: int) -> None:
        self.requests = 0
        self.tokens = 0
        self._wire, self._model = wire, model
        self._timeout, self._max_tokens = timeout, max_tokens
        self._form = Form()
        self._failures, self._rest_until = 0, 0.0
        self._leave = threading.Event()
        self._lock = threading.Lock()

    def ask(self, messages: Sequence[Message], schema: dict[str, Any]) -> str:
        """The words that the model answers with; Fault where there are none to be had."""
        if self._failures >= FAILURES and time.monotonic() < self._rest_until:
            raise Fault("not asked", f"the server failed {self._failures} times in a row")
        try:
            words = self._words(self._answer(messages, schema))
        except Fault as fault:
            if fault.again and fault.cause not in OWN_FAULT:
                self._failed()
            raise
        self._failures = 0
        return words

    def stop(self) -> None:
        """Ends all questions that are under way; later ones are asked as ever."""
        leave, self._leave = self._leave, threading.Event()
        leave.set()
        self._wire.cut()

    def _failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._rest_until = time.monotonic() + REST

    def _answer(self, messages: Sequence[Message], schema: dict[str, Any]) -> Response:
        """The first good response, over the forms and the waits that it takes."""
        form, busy, leave = self._form, 0, self._leave
        while True:
            response = self._wire.post(self._body(form, messages, schema))
            with self._lock:
                self.requests += 1
            if response.status < 300:
                self._form = form
                return response
            simpler = _simpler(form, response)
            if simpler is not None:
                form = simpler
                continue
            wait = FIRST_WAIT * 2**busy if response.wait is None else response.wait
            if response.status not in BUSY or busy >= RETRIES or wait > self._timeout:
                raise _refused(response)
            busy += 1
            if leave.wait(wait):
                raise Fault("stopped")

    def _body(self, form: Form, messages: Sequence[Message], schema: dict[str, Any]) -> bytes:
        body: dict[str, Any] = {
            "model": self._model,
            "messages": list(messages),
            form.tokens: self._max_tokens,
            "stream": False,
            "response_format": {"type": "json_object"},
        }
        if form.schema:
            named = {"name": "events", "strict": True, "schema": schema}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        if form.temperature:
            body["temperature"] = 0
        return json.dumps(body).encode("ascii")

    def _words(self, response: Response) -> str:
        """The content of the first choice."""
        try:
            found = json.loads(response.body)
            choice = found["choices"][0]
            message = choice["message"]
            content, ended = message.get("content"), choice.get("finish_reason")
            used = (found.get("usage") or {}).get("total_tokens")
        except (
            ValueError,
            TypeError,
            KeyError,
            IndexError,
            AttributeError,
            RecursionError,
        ) as error:
            raise Fault("no completion", type(error).__name__) from error
        with self._lock:
            self.tokens += used if type(used) is int and used > 0 else 0
        if message.get("refusal") or ended == "content_filter":
            raise Fault("refusal")
        if ended == "length":
            raise Fault("answer cut short", "llm.max_tokens is too low for it")
        words = content if isinstance(content, str) else _joined(content)
        if not words.strip():
            raise Fault("empty answer")
        return words


def _joined(content: object) -> str:
    """The text of an answer that comes in parts."""
    parts = content if isinstance(content, list) else []
    texts = [part.get("text") for part in parts if isinstance(part, dict)]
    return "".join(text for text in texts if isinstance(text, str))


def _simpler(form: Form, response: Response) -> Form | None:
    complaint = response.body.decode("utf-8", "replace").lower()
    told = any(word in complaint for word in ("response_format", "json_schema", "grammar"))
    if response.status in REFUSED or (response.status in (500, 501) and told):
        return form.without(complaint)
    return None


def _refused(response: Response) -> Fault:
    if 300 <= response.status < 400:
        return Fault("redirect", "none is followed: llm.address must be where the server is")
    said = response.body[:300].decode("utf-8", "replace")
    plain = "".join(c if c.isprintable() else " " for c in said)
    return Fault(f"HTTP {response.status}", " ".join(plain.split()))
