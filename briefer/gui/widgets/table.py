"""Tables of plain text: selected rows with a bar, the focused cell with a ring, elided words with the whole as tooltip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from briefer.gui.models.essays import (
    CHECK,
    HEADS,
    NUMBERS,
    PASSAGES,
    READING,
    RECS,
    TICK,
    EssayModel,
    EssayProxy,
)
from briefer.gui.models.table import CELL, Cell
from briefer.gui.palette import Look
from briefer.gui.signs import paint_sign
from briefer.gui.widgets.paint import BOX, GAP, INSET, paint_focus_ring, paint_row_ground, paint_tick

ROW_HEIGHT = 32
SIGNED = (READING, CHECK)
NEEDS_WIDTH = {RECS: 880, PASSAGES: 760}
"""Width of the table below which a column gives its room to the title; the card has its number."""
TIGHT = 8
"""Inset at the end of a cell that is not a number."""
_SAMPLES = {
    0: "Brief",
    1: "Nakagawa-Reyes",
    3: "000–000",
    4: "Passages",
    5: "Recs",
    6: "read in full",
    7: "pages mapped",
}
"""A text each column should hold without elision; the title takes the rest."""


def prepare(table: QTableView, look: Look, name: str) -> None:
    """Give a table the manners all tables share."""
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setMouseTracking(True)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.verticalHeader().hide()
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setFont(look.font("small"))
    head.setFixedHeight(max(30, QFontMetrics(look.font("small")).height() + 14))
    head.setAccessibleName(f"{name}, columns")
    head.setSectionsMovable(False)


def space_rows(table: QTableView, look: Look) -> None:
    """Give the rows of a table the height of one line."""
    height = max(ROW_HEIGHT, QFontMetrics(look.font()).height() + 14) + look.density
    table.verticalHeader().setDefaultSectionSize(height)


class EssayTable(QTableView):
    """The shelf."""

    chosen = Signal()

    def __init__(self, look: Look, model: EssayModel, proxy: EssayProxy) -> None:
        super().__init__()
        self._look, self._proxy = look, proxy
        self.setModel(proxy)
        prepare(self, look, "Essays on the shelf")
        self.setItemDelegate(CellDelegate(look, self, TICK, NUMBERS))
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSortingEnabled(True)
        proxy.sort(-1)
        head = self.horizontalHeader()
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setSortIndicatorClearable(True)
        metrics = QFontMetrics(look.font("strong"))
        for column in range(model.columnCount()):
            if column in _SAMPLES:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(column, self._width(metrics, column))
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._space()
        look.density_changed.connect(self._space)

    def _width(self, metrics: QFontMetrics, column: int) -> int:
        head = QFontMetrics(self._look.font("small")).horizontalAdvance(HEADS[column]) + TIGHT
        words = max(metrics.horizontalAdvance(_SAMPLES[column]), head)
        sign = 16 + GAP if column in SIGNED else 0
        return INSET + sign + words + (INSET if column in NUMBERS else TIGHT)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, width in NEEDS_WIDTH.items():
            self.setColumnHidden(column, self.width() < self._look.scaled(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            box = self._proxy.index(self.currentIndex().row(), TICK)
            on = box.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            self._proxy.setData(box, state, Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)

    def _space(self) -> None:
        space_rows(self, self._look)


class CellDelegate(QStyledItemDelegate):
    """Paints a `Cell`: tick, sign, word."""

    def __init__(self, look: Look, view: QTableView, tick: int | None = None, numbers: Sequence[int] = ()) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._tick, self._numbers = tick, numbers

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = index.data(CELL)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        self._paint_ground(painter, rect, state, index)
        if index.column() == self._tick:
            box = QRectF(rect.left() + INSET, rect.center().y() - BOX / 2 + 1, BOX, BOX)
            paint_tick(painter, box, self._look, index.data(Qt.ItemDataRole.CheckStateRole))
        elif isinstance(cell, Cell):
            right = index.column() in self._numbers
            self._paint_cell(painter, rect.adjusted(INSET, 0, -(INSET if right else TIGHT), 0), cell, right)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect.adjusted(0, 0, 0, -1), self._look)
        painter.restore()

    def editorEvent(self, event: QEvent, model, option: QStyleOptionViewItem, index) -> bool:  # type: ignore[no-untyped-def]
        if index.column() != self._tick or not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            return bool(model.setData(index, state, Qt.ItemDataRole.CheckStateRole))
        return False

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, index) -> None:  # type: ignore[no-untyped-def]
        shown = state & ~QStyle.StateFlag.State_MouseOver
        if index.column() == 0:
            paint_row_ground(painter, rect, self._look, shown, self._view.hasFocus())
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._look.colour("sel"))
            if not self._view.hasFocus():
                veil = self._look.colour("window")
                veil.setAlphaF(0.35)
                painter.fillRect(rect, veil)
        painter.setPen(self._look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Cell, right: bool) -> None:
        if cell.sign:
            paint_sign(painter, QRectF(rect.left(), rect.center().y() - 8, 16, 16), cell.sign, self._look.tokens)
            rect = rect.adjusted(16 + GAP, 0, 0, 0)
        painter.setFont(self._look.font("strong" if cell.bold else "body"))
        painter.setPen(self._look.colour("text2" if cell.quiet else "text"))
        shown = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, rect.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)
