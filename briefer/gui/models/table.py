"""A table with one head a column: what every model of the window's tables has in common."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from briefer.gui import phrases
from briefer.gui.models.rows import Index

CELL = Qt.ItemDataRole.UserRole + 2

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a table cell shows."""

    text: str
    sign: str = ""
    bold: bool = False
    quiet: bool = False


@contextmanager
def shown_anew(model: QAbstractTableModel, same: bool) -> Iterator[None]:
    """Let `model` take up inside what it shows; where its rows are the `same` as before, place and selection stay."""
    if not same:
        model.beginResetModel()
    yield
    if not same:
        model.endResetModel()
    elif model.rowCount():
        model.dataChanged.emit(model.index(0, 0), model.index(model.rowCount() - 1, model.columnCount() - 1))


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


class RowsTable(TableModel, Generic[T]):
    """A table of values, one a row; read only. Subclasses say what a cell shows and what its row is called aloud."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[T, ...] = ()

    @property
    def rows(self) -> tuple[T, ...]:
        """Return all rows."""
        return self._rows

    def show(self, rows: Sequence[T]) -> None:
        """Show other rows; while there are as many, the selection stays."""
        with shown_anew(self, len(rows) == len(self._rows)):
            self._rows = tuple(rows)

    def rows_shown(self) -> int:
        return len(self._rows)

    def row_at(self, index: Index) -> T | None:
        """Return the value in a row."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def cell(self, row: T, column: int) -> Cell:
        """Return what a cell shows."""
        raise NotImplementedError

    def spoken(self, row: T, column: int) -> str:
        """Return the name of a row and what its cell says, for readers who do not see the table."""
        raise NotImplementedError

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cell(row, index.column()).text
            case Qt.ItemDataRole.ToolTipRole:
                return phrases.tip(self.cell(row, index.column()).text) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(row, index.column())
        return self.cell(row, index.column()) if role == CELL else None
