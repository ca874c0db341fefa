"""What was found in the pieces of an import, one row each, and what becomes of them beside the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex

from briefer.app.shelving import Fate, Standing
from briefer.gui import phrases
from briefer.gui.models.table import Cell, RowsTable
from briefer.model.essay import Essay
from briefer.structure.imported import Piece

TITLE, AUTHOR, NOTES, FOUND, SHELF, FATE = range(6)
HEADS = ("Title", "Author", "Notes", "Found", "On the shelf", "Becomes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One piece that is to be imported."""

    file: int
    number: int
    piece: Piece
    standing: Standing | None
    fate: Fate
    found: Mapping[str, int]


def notes(essay: Essay) -> dict[str, int]:
    """Return how many notes are linked, unlinked and lost."""
    return {status: sum(note.status == status for note in essay.footnotes) for status in ("linked", "unlinked", "lost")}


def notes_line(essay: Essay) -> str:
    """Return the notes in a few words: "12 linked, 1 lost"."""
    return ", ".join(f"{count} {status}" for status, count in notes(essay).items() if count) or "none"


def found_line(arrival: Arrival) -> str:
    """Return headings and suggestions in a few words."""
    headings = phrases.counted(len(arrival.piece.essay.sections), "heading")
    return ", ".join([headings, *(phrases.counted(count, kind) for kind, count in arrival.found.items() if count)])


def shelf_line(standing: Standing | None) -> tuple[str, str]:
    """Return sign and words for how a piece stands to the library."""
    if standing is None:
        return "", "comparing…"
    if standing.known is None:
        return "", "not yet"
    name = f"{phrases.authors(standing.known)} {standing.known.reference.year}"
    if standing.likeness == "same":
        return "info", f"same text as {name}"
    fates = _fates(standing)
    if standing.likeness == "changed":
        return "warn", f"older text of {name}{fates}"
    return "doubtful", f"like {name}{fates}"


def _fates(standing: Standing) -> str:
    if standing.revision is None:
        return ""
    counts = {fate: standing.revision.count(fate) for fate in ("moved", "broken", "ambiguous")}
    told = ", ".join(f"{count} {fate}" for fate, count in counts.items() if count)
    return f"; passages: {told}" if told else ""


def fate_words(arrival: Arrival) -> str:
    """Return what becomes of a piece, in words."""
    known = arrival.standing.known if arrival.standing else None
    if arrival.fate == "update" and known is not None:
        return f"revision {known.revision + 1}"
    return "new text" if arrival.fate == "new" else "– (skipped)"


class ArrivalModel(RowsTable[Arrival]):
    """Pieces of all files; read only."""

    heads = HEADS

    def doubtful(self) -> list[QModelIndex]:
        """Return the rows whose text is like one on the shelf."""
        signs = ("warn", "doubtful")
        return [self.index(at, SHELF) for at, row in enumerate(self._rows) if shelf_line(row.standing)[0] in signs]

    def cell(self, row: Arrival, column: int) -> Cell:
        essay = row.piece.essay
        match column:
            case 0:
                return Cell(text=essay.reference.title or essay.id)
            case 1:
                return Cell(text="; ".join(name.short for name in essay.reference.authors) or "no author", quiet=True)
            case 2:
                counts = notes(essay)
                sign = "warn" if counts["unlinked"] or counts["lost"] else ""
                return Cell(text=notes_line(essay), sign=sign, quiet=not sign)
            case 3:
                return Cell(text=found_line(row), quiet=True)
            case 4:
                sign, words = shelf_line(row.standing)
                return Cell(text=words, sign=sign, quiet=sign in ("", "info"))
            case _:
                return Cell(text=fate_words(row), bold=row.fate != "skip", quiet=row.fate == "skip")

    def spoken(self, row: Arrival, column: int) -> str:
        title = row.piece.essay.reference.title or row.piece.essay.id
        return f"{title}, {HEADS[column].lower()}: {self.cell(row, column).text}"
