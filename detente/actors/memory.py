"""What a reader of a report has in mind: who was mentioned, how lately, how prominently."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.types import Actor, Participant

WINDOW = 4  # sentences back in which a pronoun finds its antecedent
_ROLE = {"subject": 0.5, "object": 0.2, "possessor": 0.25, "other": 0.1}
_AGE = (1.0, 0.75, 0.45, 0.3, 0.2)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention of one or several actors, at a token, in a grammatical role; `kind` is that
    of the mention."""

    actors: tuple[Actor, ...]
    token: int
    sentence: int
    role: str
    verb: int
    quoted: bool
    plural: bool
    name: str
    main: bool = False
    words: str = ""
    human: bool = False
    kind: str = ""

    @property
    def person(self) -> bool:
        """True where it is one person, named or not."""
        return len(self.actors) == 1 and (self.human or self.actors[0].kind == "person")


@dataclass(slots=True)
class Memory:
    """The sightings of a report so far, in text order."""

    sightings: list[Sighting] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    speaker: Participant | None = None

    def see(self, sighting: Sighting) -> None:
        """Remember a mention."""
        self.sightings.append(sighting)
        for actor in sighting.actors:
            self.counts[actor.key] = self.counts.get(actor.key, 0) + 1

    def recent(self, sentence: int, window: int = WINDOW) -> list[Sighting]:
        """The sightings of this sentence and the `window` before it, latest first."""
        out: list[Sighting] = []
        for sighting in reversed(self.sightings):
            if sentence - sighting.sentence > window:
                break
            out.append(sighting)
        return out

    def salience(self, sighting: Sighting, sentence: int) -> float:
        """How present a sighting is at a sentence."""
        age = max(0, sentence - sighting.sentence)
        score = _AGE[min(age, len(_AGE) - 1)] + _ROLE[sighting.role]
        if sighting.main:
            score += 0.1
        often = max((self.counts.get(a.key, 0) for a in sighting.actors), default=0)
        return score + min(0.15, 0.03 * often)
