"""The encoder and its heads in numpy: pieces in, one vector a piece out (BERT, Devlin 2019).

Float32 arithmetic over weights that are stored as int8. The pieces of several sentences go through
the matrices together, without padding; each sentence sees itself alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.events.model.weights import Array

HEADS = 12
AT_ONCE = 512  # pieces: what they need stays in the processor's cache
LONGEST = 128  # pieces of a sentence; what is longer is cut off
TINY = np.float32(1e-12)
LINE = np.float32(-2 * np.sqrt(2 / np.pi))
CUBE = LINE * np.float32(0.044715)


class Encoder:
    """The weights of one model, ready to run."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self.weights = weights
        # products with a transposed weight: stored so that rows are read in order
        self.turned = {n: np.ascontiguousarray(w.T) for n, w in weights.items() if _is_matrix(n)}
        self.depth = 1 + max(int(n.split(".")[1]) for n in weights if n.startswith("layers."))

    def run(self, sentences: Sequence[Sequence[int]]) -> list[Array]:
        """One array (pieces, width) for each sentence, in order."""
        cut = [sentence[:LONGEST] for sentence in sentences]
        out: list[Array] = []
        for batch in _batches(cut):
            stops = np.cumsum([len(sentence) for sentence in batch])
            out.extend(np.split(self._forward(batch, stops), stops[:-1]))
        return out

    def head(self, name: str, rows: Array) -> Array:
        """What one head answers for rows (n, width), before any squashing."""
        return rows @ self.turned[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def _forward(self, batch: Sequence[Sequence[int]], stops: NDArray[np.int64]) -> Array:
        """All pieces of a batch one after the other: no padding, so nothing is computed twice."""
        pieces = np.concatenate([np.asarray(sentence, np.int64) for sentence in batch])
        places = np.concatenate([np.arange(len(sentence)) for sentence in batch])
        x = self.weights["words.weight"][pieces] + self.weights["places.weight"][places]
        x = self._norm(x, "norm")
        spans = list(zip([0, *stops[:-1]], stops, strict=True))
        for n in range(self.depth):
            x = self._layer(x, spans, f"layers.{n}.")
        return x

    def _layer(self, x: Array, spans: Sequence[tuple[int, int]], name: str) -> Array:
        qkv = self.head(name + "qkv", x)
        mixed = np.empty_like(x)
        for start, stop in spans:
            mixed[start:stop] = _attention(qkv[start:stop])
        x = self._norm(x + self.head(name + "out", mixed), name + "norm1")
        inner = _gelu(self.head(name + "up", x))
        return self._norm(x + self.head(name + "down", inner), name + "norm2")

    def _norm(self, x: Array, name: str) -> Array:
        x = x - x.mean(-1, keepdims=True)
        spread = np.einsum("ij,ij->i", x, x) / np.float32(x.shape[1])
        x *= (1 / np.sqrt(spread + TINY))[:, None].astype(np.float32)
        x *= self.weights[name + ".weight"]
        x += self.weights[name + ".bias"]
        return x


def _attention(qkv: Array) -> Array:
    """What each piece of one sentence takes from the others (pieces, width)."""
    length, width = qkv.shape[0], qkv.shape[1] // 3
    split = qkv.reshape(length, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
    scores = split[0] @ split[1].transpose(0, 2, 1)
    scores *= np.float32(1 / np.sqrt(width // HEADS))
    scores -= scores.max(-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(-1, keepdims=True)
    mixed: Array = (scores @ split[2]).transpose(1, 0, 2).reshape(length, width)
    return mixed


def _is_matrix(name: str) -> bool:
    kept = ("words.", "places.")
    return name.endswith(".weight") and "norm" not in name and not name.startswith(kept)


def _gelu(x: Array) -> Array:
    """The tanh form of GELU, x / (1 + exp(-2y)), in place: tanh itself is slow in numpy."""
    inner = x * x
    inner *= CUBE
    inner += LINE
    inner *= x
    np.clip(inner, -80, 80, out=inner)
    np.exp(inner, out=inner)
    inner += 1
    x /= inner
    return x


def _batches(sentences: Sequence[Sequence[int]]) -> Iterator[Sequence[Sequence[int]]]:
    """Runs of sentences with at most `AT_ONCE` pieces, in order."""
    start = pieces = 0
    for n, sentence in enumerate(sentences):
        if n > start and pieces + len(sentence) > AT_ONCE:
            yield sentences[start:n]
            start, pieces = n, 0
        pieces += len(sentence)
    if start < len(sentences):
        yield sentences[start:]


def sigmoid(x: Array) -> Array:
    """1 / (1 + exp(-x)), without overflow."""
    out: Array = (0.5 * (1 + np.tanh(0.5 * x))).astype(np.float32)
    return out


def softmax(x: Array) -> Array:
    """Along the last axis."""
    raised: Array = np.exp(x - x.max(-1, keepdims=True))
    raised /= raised.sum(-1, keepdims=True)
    return raised
