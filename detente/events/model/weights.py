"""The model's weights, read from its ONNX file after its hash was checked.

The file is a whole ONNX graph that any runtime takes; here only its initialisers are read, by
their names, so that no runtime of 80 MB must be installed to run one small encoder. Weights are
int8 with one scale for each row of output (axis 0); those of `NAME.q` and `NAME.scale` come back
as one float32 array `NAME`. ONNX is a protocol buffer: fields are numbered, and of the five wire
types it uses varints and length-delimited bytes for what is asked here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import ModelError
from detente.events.model.wordpiece import WordPiece

Array = NDArray[np.float32]
FILES = "detente.events.model.data"
MODEL, PIECES, HASHES = "coder.onnx", "pieces.txt", "SHA256"
GRAPH, INITIALIZER = 7, 5  # field numbers of onnx.proto
DIMS, DATA_TYPE, NAME, RAW = 1, 2, 8, 9
TYPES: dict[int, str] = {1: "<f4", 3: "i1", 7: "<i8"}
VARINT, EIGHT, BYTES, FOUR = 0, 1, 2, 5


@cache
def load() -> dict[str, Array]:
    """The float32 weights by name; raises ModelError where the file is not the pinned one."""
    found = dict(_tensors(memoryview(_checked(MODEL))))
    out: dict[str, Array] = {}
    for name, array in found.items():
        base, _, part = name.rpartition(".")
        if part == "q":
            scale: Array = found[f"{base}.scale"].astype(np.float32)
            out[base] = array.astype(np.float32) * scale[:, None]
        elif part != "scale":
            out[name] = array.astype(np.float32)
    return out


@cache
def cutter() -> WordPiece:
    """The vocabulary that the model was trained with."""
    return WordPiece.of(_checked(PIECES).decode("utf-8"))


def version() -> str:
    """The first characters of the model's pinned hash."""
    return _pinned()[MODEL][:16]


@cache
def _pinned() -> dict[str, str]:
    lines = resources.files(FILES).joinpath(HASHES).read_text(encoding="utf-8").split("\n")
    pairs = (line.split() for line in lines if line.strip())
    return {name: digest for digest, name in pairs}


def _checked(name: str) -> bytes:
    place = resources.files(FILES).joinpath(name)
    try:
        raw = place.read_bytes()
    except OSError as error:
        raise ModelError(f"the coder's model cannot be read: {error}", str(place)) from error
    if hashlib.sha256(raw).hexdigest() != _pinned()[name]:
        raise ModelError("a file of the coder's model is not the pinned one", str(place))
    return raw


def _tensors(raw: memoryview) -> Iterator[tuple[str, NDArray[Any]]]:
    for number, graph in _fields(raw):
        if number == GRAPH and isinstance(graph, memoryview):
            for inner, tensor in _fields(graph):
                if inner == INITIALIZER and isinstance(tensor, memoryview):
                    yield _tensor(tensor)


def _tensor(raw: memoryview) -> tuple[str, NDArray[Any]]:
    shape: list[int] = []
    name, kind, data = "", 1, memoryview(b"")
    for number, value in _fields(raw):
        if isinstance(value, int):
            if number == DIMS:
                shape.append(value)
            elif number == DATA_TYPE:
                kind = value
        elif number == DIMS:  # packed
            shape.extend(_varints(value))
        elif number == NAME:
            name = bytes(value).decode("utf-8")
        elif number == RAW:
            data = value
    flat: NDArray[Any] = np.frombuffer(data, np.dtype(TYPES[kind]))
    return name, flat.reshape(shape)


def _fields(raw: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    at = 0
    while at < len(raw):
        tag, at = _varint(raw, at)
        number, wire = tag >> 3, tag & 7
        if wire == VARINT:
            value, at = _varint(raw, at)
            yield number, value
        elif wire == BYTES:
            length, at = _varint(raw, at)
            yield number, raw[at : at + length]
            at += length
        elif wire in {EIGHT, FOUR}:
            at += 8 if wire == EIGHT else 4
        else:
            raise ModelError(f"wire type {wire} in {MODEL}")


def _varint(raw: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = raw[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def _varints(raw: memoryview) -> Iterator[int]:
    at = 0
    while at < len(raw):
        value, at = _varint(raw, at)
        yield value
