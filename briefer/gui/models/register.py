"""The register of recommendations as a table: advice, who should act, by when, who supports it, what is missing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt

from briefer.gui import phrases
from briefer.gui.models.rows import Index
from briefer.gui.models.table import TableModel
from briefer.model.essay import Essay
from briefer.model.library import Library
from briefer.model.register import RegisterLine, Unit, register_lines

HEADS = ("Recommendation", "Who", "By when", "Supported by", "To look at")
ADVICE, ACTOR, HORIZON, SUPPORT, FLAGS = range(len(HEADS))
LINE = Qt.ItemDataRole.UserRole + 1


class RegisterModel(TableModel):
    """Lines of the register, most supported first."""

    heads = HEADS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = Library()
        self._lines: tuple[RegisterLine, ...] = ()
        self._voices = 0

    def show(self, library: Library, unit: Unit) -> None:
        """Show the register of `library`, its supporters counted by `unit`."""
        self.beginResetModel()
        self._library, self._lines = library, register_lines(library, unit=unit)
        self._voices = sum(essay.counts for essay in library.all(Essay))
        self.endResetModel()

    def line_at(self, row: int) -> RegisterLine | None:
        """Return the line of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, id: str) -> int:
        """Return the row of an entry, also of one that is merged into another; -1 when it is not there."""
        return next(
            (at for at, line in enumerate(self._lines) if id in (line.entry.id, *(e.id for e in line.merged))), -1
        )

    def rows_shown(self) -> int:
        return len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(line, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return phrases.tip(self.text(line, index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.entry.text}: {HEADS[index.column()]}, {self.text(line, index.column()) or 'none'}"
            case _:
                return line if role == LINE else None

    def text(self, line: RegisterLine, column: int) -> str:
        """Return what one cell shows; supporters by name, with how many there are in all."""
        match column:
            case 0:
                merged = f" (+{len(line.merged)} merged)" if line.merged else ""
                return line.entry.text + merged
            case 1:
                return line.entry.actor
            case 2:
                return line.entry.horizon
            case 3:
                names = [self._name(voice) for voice in line.voices]
                return f"{len(line.voices)} of {self._voices}: {', '.join(names)}" if names else "nobody"
            case _:
                return ", ".join(line.flags)

    def _name(self, voice: str) -> str:
        essay = self._library.get(Essay, voice)
        return phrases.authors(essay) if essay is not None else voice
