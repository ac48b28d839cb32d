"""Document -> what the model makes of it: for each token, how likely it tells each type of act.

Everything else (mode, status, who and what) is asked for a token at a time, since few tokens
tell anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from detente.events.model import weights
from detente.events.model.encoder import LONGEST, Encoder, sigmoid, softmax
from detente.events.model.labels import MODES, ROLES, STATUSES, TYPES
from detente.events.model.weights import Array
from detente.types import Document

Roles = Mapping[str, Mapping[int, float]]
RANK = 64
LEAST = 0.05  # below it a token is not worth a question


@cache
def encoder() -> Encoder:
    """The shipped model."""
    return Encoder(weights.load())


@dataclass(frozen=True)
class Hearing:
    """The model's view of one document.

    `types` maps a token to the probabilities of the types that it may tell (those above
    `LEAST`); `vectors` holds each sentence's token vectors, `first` the number of its first
    token, `sentence` the sentence of each token.
    """

    types: Mapping[int, Mapping[str, float]]
    vectors: Mapping[int, Array] = field(default_factory=dict)
    first: Mapping[int, int] = field(default_factory=dict)
    sentence: tuple[int, ...] = ()
    _asked: dict[int, Roles] = field(default_factory=dict)
    _right: dict[int, Array] = field(default_factory=dict)

    def of_type(self, token: int, kind: str) -> float:
        """How likely a token tells an act of a type."""
        return self.types.get(token, {}).get(kind, 0.0)

    def statuses(self, token: int) -> dict[str, float]:
        """The probabilities of the statuses of what a token tells; {} where it was not heard."""
        row = self._vector(token)
        if row is None:
            return {}
        chances = softmax(encoder().head("status", row))[0]
        return dict(zip(STATUSES, map(float, chances), strict=True))

    def fact(self, token: int) -> float | None:
        """How surely what a token tells happened, from -3 (surely not) to 3 (surely)."""
        row = self._vector(token)
        return None if row is None else float(3 * np.tanh(encoder().head("fact", row)[0, 0]))

    def modes(self, token: int, kind: str) -> dict[str, float]:
        """The probabilities of a type's modes."""
        row = self._vector(token)
        names = [m for m in MODES if m.startswith(kind + "/")]
        if row is None or not names:
            return {}
        scores = encoder().head("modes", row)[0]
        chances = softmax(scores[[MODES.index(m) for m in names]])
        return {m.split("/")[1]: float(p) for m, p in zip(names, chances, strict=True)}

    def roles(self, token: int) -> Roles:
        """For each role, how likely each token of the sentence (the head of) a filler is."""
        if token not in self._asked:
            self._asked[token] = self._roles(token)
        return self._asked[token]

    def _roles(self, token: int) -> Roles:
        row = self._vector(token)
        if row is None:
            return {}
        sentence = self.sentence[token]
        rows, start = self.vectors[sentence], self.first[sentence]
        if sentence not in self._right:
            self._right[sentence] = encoder().head("right", rows).reshape(len(rows), -1, RANK)
        left = encoder().head("left", row).reshape(-1, RANK)
        scores = np.einsum("nrk,rk->nr", self._right[sentence], left) / np.sqrt(RANK)
        chances = sigmoid(scores + encoder().head("bias", rows))
        told = zip(*np.nonzero(chances[:, : len(ROLES)] > LEAST), strict=True)
        out: dict[str, dict[int, float]] = {role: {} for role in ROLES}
        for n, role in told:
            out[ROLES[role]][start + int(n)] = float(chances[n, role])
        return out

    def _vector(self, token: int) -> Array | None:
        sentence = self.sentence[token] if token < len(self.sentence) else -1
        at = token - self.first.get(sentence, 0)
        rows = self.vectors.get(sentence)
        return rows[at : at + 1] if rows is not None and 0 <= at < len(rows) else None


NOTHING = Hearing({})
"""What is heard where no model is asked."""


def hear(document: Document) -> Hearing:
    """The model's view of a document."""
    cutter = weights.cutter()
    inputs, places, sentences = [], [], []
    for sentence in document.sentences:
        words = [t.text for t in document.tokens[sentence.first : sentence.last]]
        numbers, firsts = cutter.encode(words)
        inputs.append(numbers[:LONGEST])
        places.append([f for f in firsts if f < LONGEST])
        sentences.append(sentence)
    hidden = encoder().run(inputs)
    types: dict[int, dict[str, float]] = {}
    vectors: dict[int, Array] = {}
    first: dict[int, int] = {}
    for sentence, rows, firsts in zip(sentences, hidden, places, strict=True):
        vectors[sentence.i] = rows[firsts]
        first[sentence.i] = sentence.first
        chances = sigmoid(encoder().head("types", vectors[sentence.i]))[:, : len(TYPES)]
        for token, kind in zip(*np.nonzero(chances > LEAST), strict=True):
            told = types.setdefault(sentence.first + int(token), {})
            told[TYPES[kind]] = float(chances[token, kind])
    return Hearing(types, vectors, first, tuple(t.sentence for t in document.tokens))
