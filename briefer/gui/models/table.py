"""A table with one head a column: what every model of the window's tables has in common."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from briefer.gui.models.rows import Index


class TableModel(QAbstractTableModel):
    """Subclasses name their heads and say how many rows there are."""

    heads: ClassVar[Sequence[str]] = ()
    numbers: ClassVar[Collection[int]] = ()
    """Columns of numbers, which stand at the right."""
    tips: ClassVar[Mapping[int, str]] = {}
    """What a head means, by column."""

    def rows_shown(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  an invalid index is a value
        return 0 if parent.isValid() else self.rows_shown()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.heads):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.heads[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if section in self.numbers else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ToolTipRole:
                return self.tips.get(section)
        return None
