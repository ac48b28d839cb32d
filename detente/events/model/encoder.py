"""The encoder and its heads in numpy: pieces in, one vector a piece out (BERT, Devlin 2019).

Float32 arithmetic over weights that are stored as int8. Sentences of like length go through
together; a batch is small enough to stay in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from detente.events.model.weights import Array

HEADS = 12
AT_ONCE = 1024  # pieces
LONGEST = 128  # pieces of a sentence; what is longer is cut off
TINY = np.float32(1e-12)
CUBE, ROOT = np.float32(0.044715), np.float32(np.sqrt(2 / np.pi))


class Encoder:
    """The weights of one model, ready to run."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self.weights = weights
        # products with a transposed weight: stored so that rows are read in order
        self.turned = {n: np.ascontiguousarray(w.T) for n, w in weights.items() if _is_matrix(n)}
        self.depth = 1 + max(int(n.split(".")[1]) for n in weights if n.startswith("layers."))

    def run(self, sentences: Sequence[Sequence[int]]) -> list[Array]:
        """One array (pieces, width) for each sentence, in order."""
        out: list[Array] = [np.zeros((0, 0), np.float32)] * len(sentences)
        for batch in _batches(sentences):
            length = min(LONGEST, max(len(sentences[n]) for n in batch))
            pieces = np.zeros((len(batch), length), np.int64)
            mask = np.full((len(batch), length), -1e9, np.float32)
            for row, n in enumerate(batch):
                cut = sentences[n][:length]
                pieces[row, : len(cut)] = cut
                mask[row, : len(cut)] = 0
            hidden = self._forward(pieces, mask)
            for row, n in enumerate(batch):
                out[n] = hidden[row, : min(length, len(sentences[n]))]
        return out

    def head(self, name: str, rows: Array) -> Array:
        """What one head answers for rows (n, width), before any squashing."""
        return rows @ self.turned[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def _forward(self, pieces: np.ndarray, mask: Array) -> Array:
        rows, length = pieces.shape
        x = self.weights["words.weight"][pieces] + self.weights["places.weight"][:length]
        x = self._norm(x.reshape(rows * length, -1), "norm")
        seen = mask[:, None, None, :]
        for n in range(self.depth):
            x = self._layer(x, seen, f"layers.{n}.")
        return x.reshape(rows, length, -1)

    def _layer(self, x: Array, seen: Array, name: str) -> Array:
        rows, length, width = seen.shape[0], seen.shape[-1], x.shape[1]
        qkv = self.head(name + "qkv", x).reshape(rows, length, 3, HEADS, width // HEADS)
        query, key, value = qkv.transpose(2, 0, 3, 1, 4)
        scores = query @ key.transpose(0, 1, 3, 2)
        scores *= np.float32(1 / np.sqrt(width // HEADS))
        scores += seen
        scores -= scores.max(-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(-1, keepdims=True)
        mixed = (scores @ value).transpose(0, 2, 1, 3).reshape(rows * length, width)
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


def _is_matrix(name: str) -> bool:
    kept = ("words.", "places.")
    return name.endswith(".weight") and "norm" not in name and not name.startswith(kept)


def _gelu(x: Array) -> Array:
    """The tanh form of GELU."""
    inner = x * x
    inner *= CUBE
    inner += 1
    inner *= x
    inner *= ROOT
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= np.float32(0.5)
    return inner


def _batches(sentences: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Numbers of sentences, those of like length together."""
    batch: list[int] = []
    for n in sorted(range(len(sentences)), key=lambda n: (len(sentences[n]), n)):
        length = min(LONGEST, len(sentences[n]))
        if batch and (len(batch) + 1) * length > AT_ONCE:
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def sigmoid(x: Array) -> Array:
    """1 / (1 + exp(-x)), without overflow."""
    out: Array = (0.5 * (1 + np.tanh(0.5 * x))).astype(np.float32)
    return out


def softmax(x: Array) -> Array:
    """Along the last axis."""
    raised: Array = np.exp(x - x.max(-1, keepdims=True))
    raised /= raised.sum(-1, keepdims=True)
    return raised
