"""Themes against texts as a table: how many passages each text has on each theme."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from briefer.gui import phrases
from briefer.gui.models.rows import Index
from briefer.model.essay import Essay
from briefer.model.evidence import Theme
from briefer.model.library import Library
from briefer.model.matrix import ThemeCell, ThemeMatrix, theme_matrix


class ThemeModel(QAbstractTableModel):
    """Texts down, themes that any of them speaks to across; the last row counts the texts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = Library()
        self._matrix = ThemeMatrix(themes=(), essays=(), cells=())

    def show(self, library: Library) -> None:
        """Show the matrix of `library`."""
        essays = [essay.id for essay in library.all(Essay)]
        whole = theme_matrix(library, [theme.id for theme in library.all(Theme)], essays)
        used = [at for at, row in enumerate(whole.cells) if any(cell.own or cell.relayed for cell in row)]
        self.beginResetModel()
        self._library = library
        self._matrix = theme_matrix(library, [whole.themes[at] for at in used], essays)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  an invalid index is a value
        return 0 if parent.isValid() or not self._matrix.essays else len(self._matrix.essays) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(self._matrix.themes)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section <= len(self._matrix.themes):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return "Text" if section == 0 else self._label(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index.row(), index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                about = f", {self._label(index.column())}: " if index.column() else ""
                return f"{self._name(index.row())}{about}{self._text(index.row(), index.column()) if about else ''}"
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, row: int, column: int) -> str:
        if column == 0:
            return self._name(row)
        if row == len(self._matrix.essays):
            return self._matrix.counted(column - 1)
        return _shown(self._matrix.cells[column - 1][row])

    def _name(self, row: int) -> str:
        if row == len(self._matrix.essays):
            return "Texts that speak to it"
        essay = self._library.get(Essay, self._matrix.essays[row])
        return phrases.authors(essay) if essay else self._matrix.essays[row]

    def _label(self, column: int) -> str:
        theme = self._library.get(Theme, self._matrix.themes[column - 1])
        return theme.label if theme else self._matrix.themes[column - 1]


def _shown(cell: ThemeCell) -> str:
    """Return a count of own passages, of relayed ones apart; a text that nobody has read says so."""
    if not cell.own and not cell.relayed:
        return "–" if cell.read else "not read"
    relayed = f"{len(cell.relayed)} relayed" if cell.relayed else ""
    return ", ".join(filter(None, (str(len(cell.own)) if cell.own else "", relayed)))
