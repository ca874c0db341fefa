"""The vocabulary as a table: themes in the user's order with their seeds and what stands under them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from briefer.gui.models.rows import Index
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Theme
from briefer.model.library import Library

HEADS = ("Theme", "Facet", "By rule", "Seeds", "Passages", "Texts")
LABEL, FACET, AUTO, SEEDS, PASSAGES, TEXTS = range(len(HEADS))


class VocabularyModel(QAbstractTableModel):
    """Themes down; the last columns count the passages under a theme and the texts that speak to it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes: tuple[Theme, ...] = ()
        self._passages: Counter[str] = Counter()
        self._texts: Counter[str] = Counter()

    def show(self, library: Library) -> None:
        """Show the themes of `library`."""
        passages = library.all(Passage)
        speaking = {(theme, p.essay_id) for p in passages for theme in p.themes}
        speaking |= {(theme, essay.id) for essay in library.all(Essay) for theme in essay.themes}
        self.beginResetModel()
        self._themes = tuple(library.all(Theme))
        self._passages = Counter(theme for p in passages for theme in p.themes)
        self._texts = Counter(theme for theme, _ in speaking)
        self.endResetModel()

    def theme_at(self, row: int) -> Theme | None:
        """Return the theme of a row."""
        return self._themes[row] if 0 <= row < len(self._themes) else None

    def row_of(self, id: str) -> int:
        """Return the row of a theme, -1 when it is not there."""
        return next((at for at, theme in enumerate(self._themes) if theme.id == id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  an invalid index is a value
        return 0 if parent.isValid() else len(self._themes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(HEADS):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return HEADS[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        theme = self.theme_at(index.row()) if index.isValid() else None
        if theme is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(theme, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return theme.scope if index.column() == LABEL and theme.scope else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{theme.label}, {HEADS[index.column()]}: {self._text(theme, index.column())}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(index.column())
        return None

    def _text(self, theme: Theme, column: int) -> str:
        match column:
            case 0:
                return theme.label
            case 1:
                return theme.facet.capitalize()
            case 2:
                return "yes" if theme.auto else "no"
            case 3:
                return str(len(theme.seeds))
            case 4:
                return str(self._passages[theme.id])
        return str(self._texts[theme.id])


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column >= SEEDS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
