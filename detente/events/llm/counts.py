"""How often the model was of use: what is told at the end of a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """Reports by who coded them, and what of the model's answers was left out, by cause."""

    coded: int = 0
    fallen: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, object]:
        """The counts by name; causes the most frequent first."""
        return {
            "coded": self.coded,
            "fallen_back": _ranked(self.fallen),
            "events_left_out": _ranked(self.events),
            "fields_left_out": _ranked(self.fields),
        }

    def __str__(self) -> str:
        """One line for people; counts of nothing are left out."""
        fallen = self.fallen.total()
        parts = [f"coded {self.coded} of {self.coded + fallen} reports"]
        if fallen:
            parts.append(f"{fallen} by the built-in coder ({_listed(self.fallen)})")
        for name, counter in (("events", self.events), ("fields", self.fields)):
            if counter:
                parts.append(f"{counter.total()} {name} left out ({_listed(counter)})")
        return "; ".join(parts)


def _ranked(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))


def _listed(counter: Counter[str]) -> str:
    return ", ".join(f"{cause} {number}" for cause, number in _ranked(counter).items())
