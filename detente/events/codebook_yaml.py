"""Reads the codebook's YAML strictly: whatever is unknown is an error with its place.

A list may be written as a YAML list or as one line: words with commas between, slots and
roles with blanks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

from detente.errors import CodebookError
from detente.events.entries import (
    MODES,
    QUADS,
    ROLES,
    SLOTS,
    STATUSES,
    Frame,
    Heads,
    ModeEntry,
    Negative,
    TriggerGroup,
    TypeEntry,
    words_of,
)
from detente.events.plain_yaml import read_yaml

_NO_HEADS = Heads()
Classes = Mapping[str, frozenset[str]]

_TYPE_KEYS = words_of(
    "type quad weight symmetric definition modes default_mode modes_ranked frame triggers "
    "examples negatives"
)
_GROUP_KEYS = words_of(
    "verbs nouns adjectives frame mode subject subject_not object object_not prep prep_not "
    "comp needs without negated modal actors status symmetric score note"
)
_MODE_KEYS = frozenset(("definition", "score", "content"))
_ROLES = frozenset(ROLES)
_WILD = frozenset(("actor", "any"))
_BRITISH = ("ize", "ization")  # endings that have a British twin
_GOVERNORS = frozenset(("at", "under", "in", "on", "behind", "off"))


def read_classes(path: Path) -> dict[str, frozenset[str]]:
    """The word classes of a lexicon file; a class may take in another ("@weapon")."""
    raw = read_yaml(path)
    _known(raw, frozenset(("classes",)), path.name)
    place = f"{path.name}: classes"
    lists = {k: _words(v, f"{place}.{k}") for k, v in _mapping(raw.get("classes"), place).items()}

    def expand(name: str, seen: tuple[str, ...]) -> set[str]:
        if name in seen:
            raise CodebookError(f"class {name!r} takes in itself", f"{place}.{name}")
        words: set[str] = set()
        for word in lists[name]:
            if not word.startswith("@"):
                words.update(_spellings(word))
            elif word[1:] in lists:
                words |= expand(word[1:], (*seen, name))
            else:
                raise CodebookError(f"unknown class {word!r}", f"{place}.{name}")
        return words

    return {name: frozenset(expand(name, ())) for name in lists}


def read_type(path: Path, classes: Classes) -> TypeEntry:
    """One type's file as a `TypeEntry`; raises CodebookError with file and place."""
    raw, file = read_yaml(path), path.name
    _known(raw, _TYPE_KEYS, file)
    name = _text(raw.get("type"), f"{file}: type")
    if name not in QUADS or name != path.stem:
        raise CodebookError(f"unknown type {name!r} or not the file's", f"{file}: type")
    if raw.get("quad") != QUADS[name]:
        raise CodebookError(f"quad of {name} is {QUADS[name]}", f"{file}: quad")
    modes = _modes(raw.get("modes", {}), name, file, classes)
    frame = _frame(raw.get("frame", {}), Frame(), f"{file}: frame")
    symmetric = _flag(raw.get("symmetric", False), f"{file}: symmetric")
    default = _TypeDefaults(file, name, frame, symmetric, classes)
    return TypeEntry(
        name=name,
        quad=QUADS[name],
        weight=_number(raw.get("weight"), f"{file}: weight"),
        symmetric=symmetric,
        definition=_text(raw.get("definition"), f"{file}: definition"),
        modes=modes,
        default_mode=_mode(raw.get("default_mode", ""), name, f"{file}: default_mode"),
        modes_ranked=_flag(raw.get("modes_ranked", False), f"{file}: modes_ranked"),
        frame=frame,
        groups=tuple(
            group
            for n, item in enumerate(_list(raw.get("triggers", []), f"{file}: triggers"))
            for group in default.groups(item, n)
        ),
        examples=tuple(_words(raw.get("examples", []), f"{file}: examples", split=False)),
        negatives=_negatives(raw.get("negatives", []), file),
    )


class _TypeDefaults:
    """What the trigger groups of one file have in common."""

    def __init__(
        self, file: str, name: str, frame: Frame, symmetric: bool, classes: Classes
    ) -> None:
        self.file, self.name, self.frame = file, name, frame
        self.symmetric, self.classes = symmetric, classes

    def groups(self, item: object, n: int) -> Iterable[TriggerGroup]:
        """One group for each second word that the item's wordings have."""
        place = f"{self.file}: triggers[{n}]"
        raw = _mapping(item, place)
        _known(raw, _GROUP_KEYS, place)
        wordings = _wordings(raw, place)
        if not wordings:
            raise CodebookError("no verbs, nouns or adjectives", place)
        shared = self._shared(raw, place)
        for (second, first), heads in wordings.items():
            yield TriggerGroup(
                id=f"{self.name}/{n}" + (f"/{second}" if second else ""),
                type=self.name,
                verbs=tuple(heads["verbs"]),
                nouns=tuple(heads["nouns"]),
                adjectives=tuple(heads["adjectives"]),
                second=second,
                second_first=first,
                **shared,
            )

    def _shared(self, raw: dict[str, Any], place: str) -> dict[str, Any]:
        status = raw.get("status")
        if status is not None and status not in STATUSES:
            raise CodebookError(f"unknown status {status!r}", f"{place}.status")
        score = _number(raw.get("score", 0.8), f"{place}.score")
        if not 0 < score <= 1:
            raise CodebookError("a score lies between 0 and 1", f"{place}.score")
        heads = partial(self._tested, raw, place)
        mode = raw.get("mode")
        return {
            "frame": _frame(raw.get("frame", {}), self.frame, f"{place}.frame"),
            "mode": None if mode is None else _mode(mode, self.name, f"{place}.mode"),
            "subject": heads("subject"),
            "subject_not": heads("subject_not"),
            "object": heads("object"),
            "object_not": heads("object_not"),
            "prep": self._preps(raw, place, "prep"),
            "prep_not": self._preps(raw, place, "prep_not"),
            "comp": heads("comp"),
            "needs": _needs(raw.get("needs", []), f"{place}.needs"),
            "without": _each_of(raw.get("without", []), SLOTS, f"{place}.without"),
            "modal": _flag(raw.get("modal", False), f"{place}.modal"),
            "negated": _flag(raw.get("negated", False), f"{place}.negated"),
            "actors": _each_of(raw.get("actors", []), _ROLES, f"{place}.actors"),
            "status": status,
            "symmetric": _flag(raw.get("symmetric", self.symmetric), f"{place}.symmetric"),
            "score": score,
            "note": _text(raw.get("note", ""), f"{place}.note"),
        }

    def _tested(self, raw: dict[str, Any], place: str, key: str) -> Heads:
        return _heads(raw[key], self.classes, f"{place}.{key}") if key in raw else _NO_HEADS

    def _preps(self, raw: dict[str, Any], place: str, key: str) -> tuple[tuple[str, Heads], ...]:
        if key not in raw:
            return ()
        given = _mapping(raw[key], f"{place}.{key}")
        _known(given, SLOTS, f"{place}.{key}")
        return tuple(
            (slot, _heads(v, self.classes, f"{place}.{key}.{slot}")) for slot, v in given.items()
        )


def _wordings(
    raw: dict[str, Any], place: str
) -> dict[tuple[str, bool], dict[str, dict[str, None]]]:
    """(second word, stands before) -> kind -> head lemmas in order."""
    found: dict[tuple[str, bool], dict[str, dict[str, None]]] = defaultdict(
        lambda: {"verbs": {}, "nouns": {}, "adjectives": {}}
    )
    for kind in ("verbs", "nouns", "adjectives"):
        for wording in _words(raw[kind], f"{place}.{kind}") if kind in raw else ():
            head, _, second = wording.partition(" ")
            first = bool(second) and (
                kind == "nouns" or (kind == "adjectives" and head in _GOVERNORS)
            )
            if " " in second or wording.startswith("@"):
                raise CodebookError(f"{wording!r} is not one or two words", f"{place}.{kind}")
            if first:
                head, second = second, head
            group = found[second, first][kind]
            group[head] = None
            if head.endswith(_BRITISH):
                group.update(dict.fromkeys(_spellings(head)))
    return found


def _spellings(word: str) -> tuple[str, ...]:
    """A word with its British twin: criticize, criticise; mobilization, mobilisation."""
    if len(word) > 6 and word.endswith("ize"):
        return (word, word[:-2] + "se")
    if word.endswith("ization"):
        return (word, word[:-6] + "sation")
    return (word,)


def _modes(raw: object, type_: str, file: str, classes: Classes) -> tuple[ModeEntry, ...]:
    entries = []
    for name, item in _mapping(raw, f"{file}: modes").items():
        place = f"{file}: modes.{name}"
        _mode(name, type_, place)
        entry = _mapping(item, place)
        _known(entry, _MODE_KEYS, place)
        score = entry.get("score")
        entries.append(
            ModeEntry(
                name=name,
                definition=_text(entry.get("definition"), f"{place}.definition"),
                score=None if score is None else _number(score, f"{place}.score"),
                words=_heads(entry.get("content", []), classes, f"{place}.content").words,
            )
        )
    missing = set(MODES.get(type_, ())) - {entry.name for entry in entries}
    if missing:
        raise CodebookError(f"modes missing: {', '.join(sorted(missing))}", f"{file}: modes")
    return tuple(entries)


def _frame(raw: object, default: Frame, place: str) -> Frame:
    if not raw:
        return default
    given = _mapping(raw, place)
    _known(given, _ROLES, place)
    slots = {role: _each_of(v, SLOTS, f"{place}.{role}") for role, v in given.items()}
    return Frame(
        source=slots.get("source", default.source),
        target=slots.get("target", default.target),
        content=slots.get("content", default.content),
    )


def _heads(raw: object, classes: Classes, place: str) -> Heads:
    named = set(_words(raw, place))
    words = named - _WILD
    for word in sorted(words):
        if word.startswith("@"):
            if word[1:] not in classes:
                raise CodebookError(f"unknown class {word!r}", place)
            words.discard(word)
            words |= classes[word[1:]]
        elif word.endswith(_BRITISH):
            words.update(_spellings(word))
    return Heads(frozenset(words), actor="actor" in named, anything="any" in named)


def _needs(raw: object, place: str) -> tuple[tuple[str, ...], ...]:
    items = raw.split() if isinstance(raw, str) else _words(raw, place)
    return tuple(_each_of(item.split("|"), SLOTS, place) for item in items)


def _negatives(raw: object, file: str) -> tuple[Negative, ...]:
    found = []
    for n, item in enumerate(_list(raw, f"{file}: negatives")):
        place = f"{file}: negatives[{n}]"
        given = _mapping(item, place)
        _known(given, frozenset(("text", "why")), place)
        found.append(Negative(_text(given.get("text"), place), _text(given.get("why"), place)))
    return tuple(found)


def _mode(raw: object, type_: str, place: str) -> str:
    if raw != "" and raw not in MODES.get(type_, ()):
        raise CodebookError(f"{type_} has no mode {raw!r}", place)
    return raw


def _each_of(raw: object, allowed: frozenset[str], place: str) -> tuple[str, ...]:
    words = tuple(raw.split() if isinstance(raw, str) else _words(raw, place))
    if not allowed.issuperset(words):
        unknown = [word for word in words if word not in allowed]
        raise CodebookError(f"unknown {', '.join(map(repr, unknown))}", place)
    return words


def _words(raw: object, place: str, *, split: bool = True) -> list[str]:
    if isinstance(raw, str) and split:
        found = [word.strip() for word in raw.split(",")]
        if "" in found:
            raise CodebookError(f"{raw!r} has an empty word", place)
        return found
    words = _list(raw, place)
    for word in words:
        if not isinstance(word, str) or not word:
            raise CodebookError(f"{word!r} is not a word", place)
    return cast(list[str], words)


def _known(raw: Mapping[str, Any], keys: frozenset[str], place: str) -> None:
    if unknown := sorted(raw.keys() - keys):
        raise CodebookError(f"unknown key {', '.join(map(repr, unknown))}", place)


def _mapping(raw: object, place: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise CodebookError("should map words to values", place)
    return raw


def _list(raw: object, place: str) -> list[Any]:
    if not isinstance(raw, list):
        raise CodebookError("should be a list", place)
    return raw


def _text(raw: object, place: str) -> str:
    if not isinstance(raw, str):
        raise CodebookError("should be words", place)
    return raw


def _number(raw: object, place: str) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise CodebookError("should be a number", place)
    return float(raw)


def _flag(raw: object, place: str) -> bool:
    if not isinstance(raw, bool):
        raise CodebookError("should be true or false", place)
    return raw
