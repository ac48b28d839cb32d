"""The codebook's entries as frozen values, and the closed lists that they are checked against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def words_of(text: str) -> frozenset[str]:
    """The words between the blanks of `text`."""
    return frozenset(text.split())


QUADS: dict[str, int] = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "CONCEDE": 1,
    "COOPERATE": 2,
    "AID": 2,
    "RETREAT": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "SANCTION": 4,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
    "STATE": 0,
}
"""Each event type with its quad; 0 is none."""

MODES: dict[str, tuple[str, ...]] = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize",
        "restrict",
        "censor",
        "curfew",
        "martial-law",
        "arrest",
        "deport",
        "withhold",
        "misinformation",
        "cyber",
    ),
    "ASSAULT": (
        "abduct",
        "beat",
        "torture",
        "sexual",
        "targeted",
        "destroy",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "aerial",
        "drone",
        "heavy-weapons",
        "crowd-control",
        "unconventional",
    ),
    "STATE": ("deny", "confirm", "comment", "decline"),
}
"""The modes of each type; a type that is not here has none."""

STATUSES = ("actual", "planned", "possible", "conditional", "negated", "denied")
ROLES = ("source", "target", "content")

PREPOSITIONS = words_of(
    "about across after against ahead along alongside amid among around as at before behind "
    "beside between by despite during following for from in inside into near of off on onto "
    "out outside over since through to toward towards under until upon via with within without"
)
SLOTS = (
    PREPOSITIONS
    | words_of("subject object iobj attr comp inf that name comp.subject comp.object poss adj")
    | {f"comp.{name}" for name in PREPOSITIONS}
)
"""Where a predicate's participants may stand; a preposition names its own noun phrase,
`attr` is what is said of the object ("called him a liar"), `comp.on` the phrase inside the
complement."""


@dataclass(frozen=True, slots=True)
class Frame:
    """For each role the slots that may fill it, tried in order."""

    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    content: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heads:
    """A test on the head of a phrase: a lemma of `words`, any actor, or anything at all.

    Classes ("@sanction") are already spelled out in `words`; an empty test is falsy and asks
    nothing.
    """

    words: frozenset[str] = frozenset()
    actor: bool = False
    anything: bool = False

    def __bool__(self) -> bool:
        return bool(self.words) or self.actor or self.anything

    def admit(self, lemma: str, *, is_actor: bool = False) -> bool:
        """True where a phrase with this head lemma passes."""
        return self.anything or (self.actor and is_actor) or lemma in self.words


@dataclass(frozen=True, slots=True)
class TriggerGroup:
    """Words that tell one type of act in one way.

    `second` is a second word that must stand with the lemma ("" for none). With a verb or an
    adjective it is its particle, adverb or preposition ("call off", "side with", "critical of").
    Where `second_first` is true it stands before: a noun's modifier ("phone call") or the
    preposition that governs a predicate ("at war", "under arrest").
    All given tests must pass; of `prep` (prepositions, or other slots) one entry at least, of
    `prep_not` none may.
    `comp` tests the head of the clausal complement. Each item of `needs` lists slots of which
    one must be filled, those of `without` must be empty. `negated` asks for a negation, which
    belongs to the wording ("does not accept" is REJECT and is actual), `modal` for a will,
    would, can or could ("will not send"). `actors` are roles
    that must resolve to an actor.
    """

    id: str
    type: str
    frame: Frame
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    second: str = ""
    second_first: bool = False
    mode: str | None = None
    subject: Heads = Heads()
    subject_not: Heads = Heads()
    object: Heads = Heads()
    object_not: Heads = Heads()
    prep: tuple[tuple[str, Heads], ...] = ()
    prep_not: tuple[tuple[str, Heads], ...] = ()
    comp: Heads = Heads()
    needs: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    negated: bool = False
    modal: bool = False
    actors: tuple[str, ...] = ()
    status: str | None = None
    symmetric: bool = False
    score: float = 0.8
    note: str = ""

    @property
    def specificity(self) -> int:
        """How many things the group asks for beside its own words; the larger wins a tie."""
        asked = (self.second, self.subject, self.object, self.prep, self.comp, self.negated)
        return 2 * sum(map(bool, asked)) + len(self.needs) + len(self.actors)


@dataclass(frozen=True, slots=True)
class ModeEntry:
    """One mode: what it is, its PLOVER score (None where PLOVER has none), words that select it."""

    name: str
    definition: str
    score: float | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Negative:
    """A sentence that must give no event of the type, with the reason."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """One event type with all that tells it; `weight` is its PLOVER score."""

    name: str
    quad: int
    weight: float
    symmetric: bool
    definition: str
    modes: tuple[ModeEntry, ...]
    default_mode: str
    modes_ranked: bool
    frame: Frame
    groups: tuple[TriggerGroup, ...]
    examples: tuple[str, ...]
    negatives: tuple[Negative, ...]

    def choose_mode(self, lemmas: Sequence[str]) -> str:
        """The mode whose words stand in `lemmas` (lower case), or the default.

        Of several the one that stands first wins, of two that start at one place the longer
        wording ("military action" before "military"); where `modes_ranked` is set, the mode
        that the codebook lists first wins wherever it stands ("bombed ... with drones").
        """
        found: list[tuple[int, int, str]] = []  # rank, start, mode
        start = 0
        while start < len(lemmas):
            hit = self._mode_at(lemmas, start)
            if hit is None:
                start += 1
                continue
            rank, length = hit
            found.append((rank if self.modes_ranked else 0, start, self.modes[rank].name))
            start += length
        return min(found)[2] if found else self.default_mode

    def _mode_at(self, lemmas: Sequence[str], start: int) -> tuple[int, int] | None:
        """The mode with the longest wording at `start`: its rank and the wording's length."""
        for length in range(min(3, len(lemmas) - start), 0, -1):
            words = " ".join(lemmas[start : start + length])
            for rank, mode in enumerate(self.modes):
                if words in mode.words:
                    return rank, length
        return None
