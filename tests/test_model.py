"""The shipped model: pieces, weights, and numbers that any ONNX runtime gives too."""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from coding_samples import coded, report

from detente.errors import ModelError
from detente.events.model import hearing, weights
from detente.events.model.encoder import Encoder
from detente.events.model.labels import MODES, ROLES, STATUSES, TYPES
from detente.events.model.wordpiece import WordPiece
from detente.parse import parse

SENTENCES = (
    "Oman warned Iran that it would close the strait unless the ships left.",
    "It rained in Muscat.",
    "Chile's foreign minister and her Peruvian counterpart met in Lima on Tuesday to sign a treaty "
    "on water, and both accused Bolivia, which denied it, of having dug canals on their side.",
)


def test_words_are_cut_into_the_longest_pieces() -> None:
    cutter = WordPiece.of("[UNK]\n[CLS]\n[SEP]\nun\n##cut\n##c\n##ut\n'\ns\ne")
    assert cutter.pieces("uncut") == (3, 4)
    assert cutter.pieces("UN's") == (3, 7, 8)
    assert cutter.pieces("é") == (9,)
    assert cutter.pieces("x") == (0,)
    assert cutter.pieces("\u200b") == (0,)


def test_every_word_has_the_place_of_its_first_piece() -> None:
    cutter = WordPiece.of("[UNK]\n[CLS]\n[SEP]\nun\n##cut")
    assert cutter.encode(["uncut", "un"]) == ([1, 3, 4, 3, 2], [1, 3])


def test_the_model_is_small_enough_and_pinned() -> None:
    raw = resources.files(weights.FILES).joinpath(weights.MODEL).read_bytes()
    assert len(raw) < 40_000_000
    assert hashlib.sha256(raw).hexdigest().startswith(weights.version())


def test_a_changed_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (weights.MODEL, weights.PIECES, weights.HASHES):
        raw = resources.files(weights.FILES).joinpath(name).read_bytes()
        (tmp_path / name).write_bytes(raw + (b"x" if name == weights.MODEL else b""))
    monkeypatch.setattr(weights.resources, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match=r"coder\.onnx: .*not the pinned one"):
        weights.load.__wrapped__()


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights.resources, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match=r"coder\.onnx"):
        weights.load.__wrapped__()


def test_numpy_gives_what_an_onnx_runtime_gives() -> None:
    runtime = pytest.importorskip("onnxruntime")
    raw = resources.files(weights.FILES).joinpath(weights.MODEL).read_bytes()
    session = runtime.InferenceSession(raw, providers=["CPUExecutionProvider"])
    encoder = Encoder(weights.load())
    cut = [weights.cutter().encode(text.split())[0] for text in SENTENCES]
    hidden = encoder.run(cut)
    names = [o.name for o in session.get_outputs()]
    for pieces, rows in zip(cut, hidden, strict=True):
        mask = np.ones((1, len(pieces)), np.float32)
        answers = session.run(None, {"pieces": np.array([pieces]), "mask": mask})
        for name, answer in zip(names, answers, strict=True):
            assert np.abs(answer[0] - encoder.head(name, rows)).max() < 1e-3, name


def test_a_sentence_is_heard_alike_in_any_company() -> None:
    encoder = Encoder(weights.load())
    cut = [weights.cutter().encode(text.split())[0] for text in SENTENCES]
    together, alone = encoder.run(cut), [encoder.run([pieces])[0] for pieces in cut]
    for left, right in zip(together, alone, strict=True):
        assert np.abs(left - right).max() < 1e-3


def test_the_heads_answer_what_the_labels_say() -> None:
    sizes = {"types": len(TYPES) + 1, "modes": len(MODES), "status": len(STATUSES)}
    for name, size in sizes.items():
        assert weights.load()[f"{name}.bias"].shape == (size,)


def test_a_document_is_heard() -> None:
    document = parse(report(SENTENCES[0]))
    heard = hearing.hear(document)
    warned = next(t.i for t in document.tokens if t.text == "warned")
    assert heard.of_type(warned, "THREATEN") > 0.5
    assert max(heard.statuses(warned), key=heard.statuses(warned).__getitem__) == "actual"
    roles = heard.roles(warned)
    assert set(roles) == set(ROLES)
    words = {
        role: {document.tokens[t].text for t, p in c.items() if p > 0.5}
        for role, c in roles.items()
    }
    assert words["source"] == {"Oman"}
    assert words["target"] == {"Iran"}
    assert {"unless", "ships", "left"} <= words["condition"]
    assert set(heard.modes(warned, "THREATEN")) == {
        "restrict",
        "arrest",
        "relations",
        "expel",
        "territory",
        "violence",
    }


def test_a_sentence_longer_than_the_model_reads_breaks_nothing() -> None:
    text = "Oman warned " + "and warned " * 400 + "Iran."
    heard = hearing.hear(parse(report(text)))
    assert heard.roles(2_000) == {}
    assert heard.roles(len(heard.sentence) - 2) == {}


def test_nothing_heard_answers_nothing() -> None:
    assert hearing.NOTHING.of_type(3, "AID") == 0.0
    assert hearing.NOTHING.roles(3) == {}
    assert hearing.NOTHING.statuses(3) == {}
    assert hearing.NOTHING.modes(3, "AID") == {}


def test_the_rules_alone_are_still_there() -> None:
    assert coded(SENTENCES[0]).types() == ["THREATEN"]
