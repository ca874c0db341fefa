"""A list of rows with sign, word, count and tick: filters, picks, sections."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from briefer.gui.models.rows import Row, RowModel
from briefer.gui.palette import Look
from briefer.gui.widgets.row_delegate import RowDelegate


class RowList(QListView):
    """A list of rows that keeps the chosen one when the rows change."""

    model_type = RowModel
    chosen = Signal(str)
    """The id of the row that became current."""
    opened = Signal(str)
    ticked = Signal(str, bool)

    def __init__(
        self, look: Look, name: str, two_lines: bool = False, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = self.model_type(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(look, self, two_lines, wrap))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.rows.ticked.connect(self.ticked)
        self.activated.connect(self._open)
        look.density_changed.connect(self.doItemsLayout)

    @property
    def current_id(self) -> str:
        """Return the id of the current row, "" without one."""
        row = self.rows.row_at(self.currentIndex())
        return row.id if row else ""

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`; the chosen one stays chosen, or the next one takes its place."""
        was, place = self.current_id, self.currentIndex().row()
        bar = self.verticalScrollBar().value()
        self.rows.show(rows)
        if self.current_id == was:
            return
        index = self.rows.place_of(was)
        if not index.isValid() and was and self.rows.rows:
            index = self.rows.index(min(place, len(self.rows.rows) - 1))
        if index.isValid():
            self._choose(index)
        self.verticalScrollBar().setValue(bar)

    def choose(self, id: str) -> None:
        """Make the row with `id` current."""
        index = self.rows.place_of(id)
        if index.isValid():
            self._choose(index)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        row = self.rows.row_at(current)
        if row is not None:
            self.chosen.emit(row.id)

    def _choose(self, index: QModelIndex) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index)
        if row is not None:
            self.opened.emit(row.id)
