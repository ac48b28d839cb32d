"""Cue words of attribution, and how likely a frame with such a word attributes anything.

`cues.yaml` lists words by kind; `cue_weights.tsv` holds weights of a logistic model that was
fitted on annotated news (`detente.evaluate.cue_weights` fits it again).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

import yaml

from detente.parse.speech import Frame, Tree

SAID, HELD = "said", "held"
CLAUSES = ("ccomp", "acl:that", "advcl:as", "adj:ccomp", "attr:ccomp", "advcl:none", "xcomp:ing")


@cache
def lists() -> dict[str, frozenset[str]]:
    """The lemmas of each kind of cue."""
    raw = resources.files("detente.parse").joinpath("cues.yaml").read_text(encoding="utf-8")
    return {kind: frozenset(str(words).split()) for kind, words in yaml.safe_load(raw).items()}


def is_speech(lemma: str) -> bool:
    """True for a verb that may stand beside a quotation."""
    return lemma in lists()["speech"]


@cache
def weights() -> dict[str, float]:
    """Weight of each feature of a frame, in log odds; the bias is at ""."""
    path = resources.files("detente.parse").joinpath("cue_weights.tsv")
    out: dict[str, float] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            feature, _, weight = line.rpartition("\t")
            out[feature] = float(weight)
    return out


def score(features: Iterable[str]) -> float:
    """Probability that a frame with these features attributes its content."""
    table = weights()
    total = table.get("", 0.0) + sum(table.get(feature, 0.0) for feature in features)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def features(tree: Tree, frame: Frame) -> Iterator[str]:
    """What the weights know of a frame: its words, its grammar and its source."""
    tokens = tree.tokens
    head = tokens[frame.head]
    yield f"f={frame.name}"
    yield f"l={frame.lemma}"
    yield f"lf={frame.lemma}|{frame.name}"
    base = frame.name.replace("pass:", "").split(":")[0]
    yield f"lb={frame.lemma}|{base}"
    for kind, words in lists().items():
        if frame.lemma in words:
            yield f"k={kind}|{base}"
    yield f"s={_source_kind(tree, frame)}"
    yield f"sb={_source_kind(tree, frame)}|{base}"
    yield f"t={head.tag}|{head.dep}"
    if frame.content:
        inner = next((n for n in frame.content if tokens[n].head not in frame.content), -1)
        if inner >= 0:
            yield f"cp={tokens[inner].pos}|{base}"
            yield f"cl={tokens[inner].lemma}"
            yield f"clb={tokens[inner].pos}|{tokens[inner].ent}|{base}"
    yield f"n={min(len(frame.content), 12) // 2}|{base}"
    if any(tokens[c].dep == "neg" for c in tree.children[frame.head]):
        yield "neg"
    others = {tokens[c].dep for c in tree.children[frame.head]}
    for dep in ("dobj", "xcomp", "ccomp", "dative", "mark", "oprd"):
        if dep in others:
            yield f"has={dep}|{frame.name}"
    after = tokens[frame.head + 1].text.lower() if frame.head + 1 < len(tokens) else ""
    yield f"a={after if after in {',', ':', 'that', 'to', 'of', '“', chr(34)} else '-'}|{base}"


def _source_kind(tree: Tree, frame: Frame) -> str:
    if frame.source_head < 0:
        return "none"
    token = tree.tokens[frame.source_head]
    if token.pos == "PRON":
        return token.lemma
    if token.pos == "PROPN":
        return "name:" + token.ent
    return "noun:" + token.tag + ":" + ("1" if token.lemma in _people() else "0")


@cache
def _people() -> frozenset[str]:
    """Nouns for those who speak: officials, organisations, documents."""
    return frozenset(
        "official spokesman spokeswoman spokesperson leader minister president government source"
        " expert analyst critic campaign report study poll survey police ministry aide adviser"
        " agency voter supporter lawmaker senator candidate people group document statement"
        " lawyer diplomat reporter journalist newspaper member party authority resident witness"
        " court judge company embassy department researcher economist".split()
    )


def manner(frame: Frame) -> str:
    """`said` where the content holds only by the source's word, `held` for wishes and stances."""
    known = lists()
    lemma = frame.lemma
    if frame.name == "according" or (
        frame.name.startswith("noun:")
        and ((lemma in known["nouns"] and "acl:that" in frame.name) or "ccomp" in frame.name)
    ):
        return SAID
    name = frame.name.removeprefix("pass:")
    if name in {"dobj", "dobj-wh", "dobj+oprd"}:
        return SAID if lemma in known["objects"] else HELD
    spoken = lemma in known["speech"] or lemma in known["quoting"]
    if name.startswith("prep") and not name.startswith("preping"):
        return HELD
    if name.startswith(CLAUSES):
        return SAID if spoken or lemma in known["belief"] else HELD
    if frame.name.startswith("pass:xcomp:to"):
        return SAID if spoken or lemma in known["belief"] else HELD
    return SAID if spoken else HELD
