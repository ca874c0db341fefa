"""Rows with a sign, a word, a count and, where asked, a tick: the one list model of the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from briefer.gui import phrases

Index: TypeAlias = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole + 1

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list; a heading begins a group and can only be chosen when it has a tick."""

    id: str
    text: str
    note: str = ""
    """Second line, or quiet words after the text when the list has one line a row."""
    count: str = ""
    sign: str = ""
    icon: str = ""
    heading: bool = False
    tick: Qt.CheckState | None = None
    keys: tuple[str, ...] = ()
    stacked: bool = False
    """True for a note that stands under the text also where the others stand beside it."""
    match: tuple[tuple[int, int], ...] = ()
    """Stretches of the text to set bold."""
    spoken: str = ""
    """The full phrase for readers who do not see the sign; the text itself when ""."""
    tip: str = ""
    zero: bool = False
    """True for a filter that nothing passes: grey, but it stays."""


def tick(on: bool) -> Qt.CheckState:
    """Return the check state of `on`."""
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


class ListModel(QAbstractListModel, Generic[T]):
    """A list of values, one a row. Subclasses say what is the same row as before, and what it shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[T, ...] = ()

    @property
    def rows(self) -> tuple[T, ...]:
        """Return all rows."""
        return self._rows

    def identity(self, row: T) -> object:
        """Return what a row keeps while what it says changes."""
        raise NotImplementedError

    def show(self, rows: Sequence[T]) -> None:
        """Show `rows`; where they are the same as before, the place and the selection stay."""
        old, new = self._rows, tuple(rows)
        if [self.identity(row) for row in new] == [self.identity(row) for row in old]:
            self._rows = new
            for at, (was, now) in enumerate(zip(old, new, strict=True)):
                if was != now:
                    self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def row_at(self, index: Index) -> T | None:
        """Return the row at `index`."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  an invalid index is a value
        return 0 if parent.isValid() else len(self._rows)


class RowModel(ListModel[Row]):
    """Rows as they are; a tick is only asked for, the session decides."""

    ticked = Signal(str, bool)

    def identity(self, row: Row) -> object:
        return row.id

    def place_of(self, id: str) -> QModelIndex:
        """Return the index of the row with `id`, an invalid one when it is not there."""
        return next((self.index(at) for at, row in enumerate(self._rows) if row.id == id), QModelIndex())

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None or (row.heading and row.tick is None):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if row.tick is not None else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken or ", ".join(part for part in (row.text, row.note, row.count) if part)
            case Qt.ItemDataRole.ToolTipRole:
                return phrases.tip(row.tip or row.text)
            case Qt.ItemDataRole.CheckStateRole:
                return row.tick
            case _:
                return row if role == ROW else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.CheckStateRole or row.tick is None:
            return False
        self.ticked.emit(row.id, Qt.CheckState(value) != Qt.CheckState.Unchecked)
        return True
