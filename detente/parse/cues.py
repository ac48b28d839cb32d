"""Cue words of attribution, and how likely a frame with such a word attributes anything.

`cues.yaml` lists words by kind; `cue_weights.tsv` holds weights of a logistic model that was
fitted on annotated news (`detente.evaluate.cue_weights` fits it again).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources

import yaml

from detente.parse.speech import CERTAIN, SPEAKERS, Frame
from detente.parse.tree import Tree

SAID, HELD = "said", "held"
CONTENT_DEPS = frozenset({"dobj", "xcomp", "ccomp", "dative", "oprd", "prep"})
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
    """Probability from the weights of these features."""
    table = weights()
    total = sum(table.get(feature, 0.0) for feature in features)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def cue_features(tree: Tree, frames: Sequence[Frame], *, quoted: bool) -> Iterator[str]:
    """What the weights know of a word that may be a cue, from all its frames.

    `quoted` tells whether the word stands in quotation marks itself.
    """
    tokens, frame = tree.tokens, frames[0]
    head = tokens[frame.head]
    lemma, source = frame.lemma, _source_kind(tree, frame)
    yield "c"
    yield f"c l={lemma}"
    yield f"c l={lemma}|{head.tag}"
    yield f"c t={head.tag}|{head.dep}"
    yield f"c l={lemma}|{head.dep}"
    yield f"c s={source}"
    yield f"c l={lemma}|s={source}"
    yield f"c s={source}|{head.tag}"
    yield f"c g={tokens[head.head].lemma}|{head.dep}"
    if quoted:
        yield "c quoted"
        yield f"c quoted|s={source}"
    for kind, words in lists().items():
        if lemma in words:
            yield f"c k={kind}"
            yield f"c k={kind}|{head.dep}"
            yield f"c k={kind}|s={source}"
    names = {f.name for f in frames}
    for name in names:
        yield f"c n={name}"
        yield f"c ln={lemma}|{name}"
        yield f"c ns={source}|{name}"
    for child in tree.children[frame.head]:
        token = tokens[child]
        if token.dep in {"aux", "neg", "advmod", "mark", "dobj", "attr", "acomp", "amod", "prt"}:
            yield f"c d={token.dep}|{token.lemma}"
            yield f"c ld={lemma}|{token.dep}"
        elif token.dep in {"prep", "xcomp", "ccomp", "dative", "agent"}:
            yield f"c ld={lemma}|{token.dep}|{token.lemma}"
            yield f"c d={token.dep}"
    if frame.source_head >= 0:
        yield f"c sl={tokens[frame.source_head].lemma}"


def features(tree: Tree, frame: Frame) -> Iterator[str]:
    """What the weights know of a frame, given that its head is a cue."""
    tokens = tree.tokens
    base = frame.name.replace("pass:", "").split(":")[0]
    others = {tokens[c].dep for c in tree.children[frame.head]}
    yield "f"
    yield f"f={frame.name}"
    yield f"lf={frame.lemma}|{frame.name}"
    yield f"lb={frame.lemma}|{base}"
    yield f"t={tokens[frame.head].dep}|{base}"
    for kind, words in lists().items():
        if frame.lemma in words:
            yield f"k={kind}|{frame.name}"
            for dep in CONTENT_DEPS & others:
                yield f"k={kind}|{frame.name}|{dep}"
    for dep in CONTENT_DEPS:
        yield f"has={dep if dep in others else '-' + dep}|{frame.name}"
    if not frame.content:
        return
    inner = next((n for n in frame.content if tokens[n].head not in frame.content), -1)
    if inner >= 0:
        yield f"cp={tokens[inner].pos}|{base}"
        yield f"clb={tokens[inner].tag}|{tokens[inner].ent}|{base}"
    yield f"n={min(len(frame.content), 24) // 3}|{base}"
    first, last = tokens[frame.content[0]], tokens[frame.content[-1]]
    yield f"w={first.tag}|{base}"
    yield f"w={first.text.lower()}|{base}"
    yield f"gap={min(8, frame.content[0] - frame.head)}|{base}"
    after = tokens[last.i + 1] if last.i + 1 < len(tokens) else last
    yield f"e={after.tag}|{after.sentence == last.sentence}|{base}"
    finite = sum(1 for n in frame.content if tokens[n].tag in {"VBD", "VBZ", "VBP", "MD"})
    yield f"v={min(3, finite)}|{base}"


def _source_kind(tree: Tree, frame: Frame) -> str:
    if frame.source_head < 0:
        return "none"
    token = tree.tokens[frame.source_head]
    if token.pos == "PRON":
        return token.lemma
    if token.pos == "PROPN":
        return "name:" + token.ent
    return "noun:" + token.tag + ":" + ("1" if token.lemma in SPEAKERS else "0")


def manner(frame: Frame) -> str:
    """`said` where the content holds only by the source's word, `held` for wishes and stances."""
    known = lists()
    lemma = frame.lemma
    clausal = frame.name.startswith(("noun:acl:that", "noun:ccomp", "attr:ccomp", "attr:acl:that"))
    if frame.name in CERTAIN or (lemma in known["nouns"] and clausal):
        return SAID
    name = frame.name.removeprefix("pass:")
    if name in {"dobj", "dobj-wh", "dobj+oprd"}:
        return SAID if lemma in known["objects"] else HELD
    spoken = lemma in known["speech"] or lemma in known["quoting"]
    if name.startswith("prep") and not name.startswith("preping"):
        return HELD
    if name.startswith((*CLAUSES, "after:", "until:", "before", "parataxis", "as")):
        return SAID if spoken or lemma in known["belief"] else HELD
    if frame.name.startswith("pass:xcomp:to"):
        return SAID if spoken or lemma in known["belief"] else HELD
    return SAID if spoken else HELD
