"""Trained weights to the int8 ONNX file that the package ships, with vocabulary and hashes.

    python scripts/export_coder.py WEIGHTS.npz vocab.txt OUT_FOLDER --texts train.jsonl...

Pieces of the vocabulary that stand in none of the texts are left out, but for single characters:
what they spelled is then spelled with shorter pieces. Each matrix becomes int8 with one scale a
row; the graph turns it back with DequantizeLinear, so any ONNX runtime gives what
`detente.events.model.encoder` gives.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

sys.path.insert(0, str(Path(__file__).parent.parent))

from detente.events.model.weights import HASHES, MODEL, PIECES
from detente.events.model.wordpiece import WordPiece

WIDTH, HEADS = 384, 12
ANSWERS = ("types", "modes", "status", "fact", "left", "right", "bias")
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


def kept_pieces(vocabulary: list[str], texts: Sequence[Path]) -> list[int]:
    """The numbers of the pieces that the texts need, and of those that spell anything."""
    cutter = WordPiece.of("\n".join(vocabulary))
    kept = {cutter.vocabulary[piece] for piece in SPECIAL}
    for n, piece in enumerate(vocabulary):
        bare = piece.removeprefix("##")
        if len(bare) == 1 and ord(bare) < 0x250:
            kept.add(n)
    for path in texts:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line:
                kept.update(n for word in json.loads(line)["words"] for n in cutter.pieces(word))
    return sorted(kept)


class Graph:
    """Nodes and initialisers of an ONNX graph, gathered one after the other."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self.weights, self.nodes, self.constants = weights, [], []
        self.count = 0

    def constant(self, name: str, value: np.ndarray) -> str:
        """An initialiser."""
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def node(self, kind: str, *inputs: str, **attributes: object) -> str:
        """One node with one output, whose name it gives."""
        self.count += 1
        out = f"v{self.count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def matrix(self, name: str) -> str:
        """An int8 matrix with a scale a row, turned back to float32."""
        value = self.weights[name]
        scale = np.maximum(np.abs(value).max(1), 1e-9).astype(np.float32) / 127
        small = np.clip(np.round(value / scale[:, None]), -127, 127).astype(np.int8)
        q, s = self.constant(name + ".q", small), self.constant(name + ".scale", scale)
        return self.node("DequantizeLinear", q, s, axis=0)

    def linear(self, x: str, name: str) -> str:
        """x @ W.T + b."""
        turned = self.node("Transpose", self.matrix(name + ".weight"), perm=[1, 0])
        bias = self.constant(name + ".bias", self.weights[name + ".bias"])
        return self.node("Add", self.node("MatMul", x, turned), bias)

    def norm(self, x: str, name: str) -> str:
        """Layer normalisation."""
        gain = self.constant(name + ".weight", self.weights[name + ".weight"])
        bias = self.constant(name + ".bias", self.weights[name + ".bias"])
        return self.node("LayerNormalization", x, gain, bias, axis=-1, epsilon=1e-12)


def build(weights: dict[str, np.ndarray], depth: int) -> onnx.ModelProto:
    """The whole graph: `pieces` and `mask` (batch, length) in, one output for each head."""
    g = Graph(weights)
    length = g.node("Shape", "pieces", start=1, end=2)
    zero, one = g.constant("zero", np.array([0])), g.constant("one", np.array([1]))
    places = g.node("Slice", g.matrix("places.weight"), zero, length, zero)
    x = g.norm(g.node("Add", g.node("Gather", g.matrix("words.weight"), "pieces"), places), "norm")
    hidden = g.node("Sub", "mask", g.constant("unit", np.array(1, np.float32)))
    hidden = g.node("Mul", hidden, g.constant("much", np.array(1e9, np.float32)))
    seen = g.node("Unsqueeze", hidden, g.constant("axes", np.array([1, 2])))
    split = g.constant("split", np.array([0, 0, 3, HEADS, WIDTH // HEADS]))
    whole = g.constant("whole", np.array([0, 0, WIDTH]))
    shrink = g.constant("shrink", np.array((WIDTH // HEADS) ** -0.5, np.float32))
    for n in range(depth):
        x = _layer(g, x, f"layers.{n}.", (seen, split, whole, shrink, one))
    outputs = []
    for name in ANSWERS:
        g.nodes.append(helper.make_node("Identity", [g.linear(x, name)], [name]))
        size = weights[name + ".bias"].shape[0]
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["b", "t", size]))
    inputs = [
        helper.make_tensor_value_info("pieces", TensorProto.INT64, ["b", "t"]),
        helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["b", "t"]),
    ]
    graph = helper.make_graph(g.nodes, "coder", inputs, outputs, g.constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def _layer(g: Graph, x: str, name: str, shared: tuple[str, ...]) -> str:
    seen, split, whole, shrink, _ = shared
    qkv = g.node("Reshape", g.linear(x, name + "qkv"), split)
    qkv = g.node("Transpose", qkv, perm=[2, 0, 3, 1, 4])
    parts = []
    for n in range(3):
        index = g.constant(f"{name}part{n}", np.array(n))
        parts.append(g.node("Gather", qkv, index, axis=0))
    key = g.node("Transpose", parts[1], perm=[0, 1, 3, 2])
    scores = g.node("Mul", g.node("MatMul", parts[0], key), shrink)
    chances = g.node("Softmax", g.node("Add", scores, seen), axis=-1)
    mixed = g.node("Transpose", g.node("MatMul", chances, parts[2]), perm=[0, 2, 1, 3])
    mixed = g.node("Reshape", mixed, whole)
    x = g.norm(g.node("Add", x, g.linear(mixed, name + "out")), name + "norm1")
    inner = g.node("Gelu", g.linear(x, name + "up"), approximate="tanh")
    return g.norm(g.node("Add", x, g.linear(inner, name + "down")), name + "norm2")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write model, vocabulary and hashes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--texts", nargs="+", type=Path, required=True)
    asked = parser.parse_args(arguments)
    vocabulary = asked.vocabulary.read_text(encoding="utf-8").rstrip("\n").split("\n")
    weights = {name: value.astype(np.float32) for name, value in np.load(asked.weights).items()}
    kept = kept_pieces(vocabulary, asked.texts)
    weights["words.weight"] = weights["words.weight"][kept]
    weights["places.weight"] = weights["places.weight"][:128]
    depth = 1 + max(int(n.split(".")[1]) for n in weights if n.startswith("layers."))
    asked.out.mkdir(parents=True, exist_ok=True)
    files = {
        MODEL: build(weights, depth).SerializeToString(deterministic=True),
        PIECES: ("\n".join(vocabulary[n] for n in kept) + "\n").encode(),
    }
    for name, raw in files.items():
        (asked.out / name).write_bytes(raw)
        print(f"{name}: {len(raw):,} bytes")
    lines = [f"{hashlib.sha256(raw).hexdigest()}  {name}\n" for name, raw in files.items()]
    (asked.out / HASHES).write_text("".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
