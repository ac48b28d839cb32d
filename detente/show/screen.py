"""The two streams that people and programs see; whatever a command writes goes through here."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from detente.show.plain import line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

WIDTH = 100
"""How wide tables are drawn where the output is no terminal."""


@dataclass(frozen=True)
class Screen:
    """Standard output for answers, standard error for everything else."""

    @cached_property
    def out(self) -> Console:
        """A console on standard output; colours only where it is a terminal that has them."""
        return _console(error=False)

    @cached_property
    def err(self) -> Console:
        """A console on standard error."""
        return _console(error=True)

    @property
    def colour(self) -> bool:
        """True where colours can be seen."""
        return self.out.color_system is not None and not self.out.no_color

    def show(self, *what: RenderableType) -> None:
        """Draws tables and texts for people."""
        for one in what:
            self.out.print(one)

    def write(self, words: str) -> None:
        """Words as they are to standard output, at once."""
        sys.stdout.write(words)
        sys.stdout.flush()

    def say(self, words: str) -> None:
        """One line on standard error."""
        sys.stderr.write(line(words) + "\n")
        sys.stderr.flush()


def _console(*, error: bool) -> Console:
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else WIDTH
    return Console(
        file=stream, width=width, markup=False, emoji=False, highlight=False, soft_wrap=False
    )
