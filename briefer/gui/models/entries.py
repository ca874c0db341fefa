"""The files of an import, each with what was found in it and decided about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from briefer.app.decisions import Decisions, decided
from briefer.app.guesses import Doubt, doubts
from briefer.app.shelving import Fate
from briefer.app.stage import Staged
from briefer.structure.imported import Imported, Piece

State: TypeAlias = Literal["waiting", "reading", "read", "refused", "stopped"]


@dataclass(slots=True, kw_only=True)
class Entry:
    """One file of the import."""

    path: Path
    state: State = "waiting"
    reason: str = ""
    """Why it was refused."""
    staged: Staged | None = None
    decisions: Decisions = field(default_factory=Decisions)
    fates: dict[int, Fate] = field(default_factory=dict)
    shown: Imported | None = None
    """The file as decided so far."""
    doubts: tuple[tuple[Doubt, ...], ...] = ()
    """What is doubtful about each piece."""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return the pieces as decided so far."""
        return self.shown.pieces if self.shown else ()

    def takes(self, number: int) -> bool:
        """Tell whether piece `number` is to be imported."""
        return number not in self.decisions.left_out

    def work_out(self) -> None:
        """Apply the decisions; raises UsageError when they cannot be."""
        if self.staged is not None:
            self.shown = decided(self.staged.imported, self.decisions)
            self.doubts = tuple(doubts(self.shown, number) for number in range(1, len(self.shown.pieces) + 1))
