"""The codebook as data: which words tell which act, read from `types/*.yaml` and `lexicon.yaml`.

    >>> book = load()
    >>> book.type("THREATEN").quad
    3
    >>> book.in_class("sanction", "embargo")
    True

A file that breaks the schema raises CodebookError with its name and the place in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.errors import CodebookError
from detente.events.codebook_yaml import read_classes, read_type
from detente.events.entries import Frame, Heads, ModeEntry, Negative, TriggerGroup, TypeEntry

__all__ = [
    "Codebook",
    "Frame",
    "Heads",
    "ModeEntry",
    "Negative",
    "TriggerGroup",
    "TypeEntry",
    "load",
    "read_codebook",
]

_HERE = Path(__file__).parent
_Index = Mapping[str, tuple[TriggerGroup, ...]]


@dataclass(frozen=True, slots=True)
class Codebook:
    """All types with their triggers, looked up by the head lemma (lower case)."""

    types: tuple[TypeEntry, ...]
    classes: Mapping[str, frozenset[str]]
    _types: Mapping[str, TypeEntry]
    _verbs: _Index
    _nouns: _Index
    _adjectives: _Index
    _classes_of: Mapping[str, frozenset[str]]

    def type(self, name: str) -> TypeEntry:
        """The entry of a type; KeyError where there is none."""
        return self._types[name]

    def verb_groups(self, lemma: str) -> tuple[TriggerGroup, ...]:
        """The groups with this verb as head, also those that ask for a second word."""
        return self._verbs.get(lemma, ())

    def noun_groups(self, lemma: str) -> tuple[TriggerGroup, ...]:
        """The groups with this noun as head; "at war" and "under arrest" stand here too."""
        return self._nouns.get(lemma, ())

    def adjective_groups(self, lemma: str) -> tuple[TriggerGroup, ...]:
        """The groups with this predicate as head: an adjective, or the noun of "at war"."""
        return self._adjectives.get(lemma, ())

    def in_class(self, name: str, lemma: str) -> bool:
        """True where the class holds the lemma; KeyError where there is no such class."""
        return lemma in self.classes[name]

    def classes_of(self, lemma: str) -> frozenset[str]:
        """The names of the classes that hold the lemma."""
        return self._classes_of.get(lemma, frozenset())


@cache
def load() -> Codebook:
    """The codebook that ships with the package, read once."""
    return read_codebook(_HERE)


def read_codebook(folder: Path) -> Codebook:
    """The codebook in a folder that holds `lexicon.yaml` and `types/*.yaml`.

    Raises CodebookError, which names file and place, where a file breaks the schema.
    """
    paths = sorted((folder / "types").glob("*.yaml"))
    if not paths or not (folder / "lexicon.yaml").is_file():
        raise CodebookError("no types/*.yaml or no lexicon.yaml", str(folder))
    classes = read_classes(folder / "lexicon.yaml")
    types = tuple(read_type(path, classes) for path in paths)
    groups = [group for entry in types for group in entry.groups]
    members: defaultdict[str, set[str]] = defaultdict(set)
    for name, words in classes.items():
        for word in words:
            members[word].add(name)
    return Codebook(
        types=types,
        classes=classes,
        _types={entry.name: entry for entry in types},
        _verbs=_index((lemma, group) for group in groups for lemma in group.verbs),
        _nouns=_index((lemma, group) for group in groups for lemma in _noun_heads(group)),
        _adjectives=_index((lemma, group) for group in groups for lemma in group.adjectives),
        _classes_of={word: frozenset(names) for word, names in members.items()},
    )


def _noun_heads(group: TriggerGroup) -> tuple[str, ...]:
    return group.nouns + (group.adjectives if group.second_first else ())


def _index(pairs: Iterable[tuple[str, TriggerGroup]]) -> _Index:
    found: defaultdict[str, list[TriggerGroup]] = defaultdict(list)
    for lemma, group in pairs:
        found[lemma].append(group)
    return {lemma: tuple(groups) for lemma, groups in found.items()}
