"""Tables of words and numbers without signs: the manners of all tables, columns as wide as their words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from briefer.gui.palette import Look
from briefer.gui.widgets.paint import INSET, paint_focus_ring, paint_row_ground
from briefer.gui.widgets.table import prepare

ROW = 32


class PlainTable(QTableView):
    """Rows of one line; words that do not fit end in "…" and stand whole in the tooltip."""

    chosen = Signal()
    opened = Signal()

    def __init__(
        self, look: Look, model: QAbstractTableModel, name: str, widths: Mapping[int, int] | None = None
    ) -> None:
        super().__init__()
        self._look, self._widths = look, dict(widths or {})
        self.setModel(model)
        prepare(self, look, name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_PlainDelegate(look, self))
        model.modelReset.connect(self._space)
        look.density_changed.connect(self._space)
        self._space()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _space(self) -> None:
        self.verticalHeader().setDefaultSectionSize(max(ROW, self.fontMetrics().height() + 12) + self._look.density)
        head = self.horizontalHeader()
        for column in range(self.model().columnCount()):
            if self._widths:
                fixed = self._widths.get(column)
                mode = QHeaderView.ResizeMode.Interactive if fixed else QHeaderView.ResizeMode.Stretch
                head.setSectionResizeMode(column, mode)
                if fixed:
                    self.setColumnWidth(column, self._look.scaled(fixed))
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(column, min(self._needed(column), self._look.scaled(200)))

    def _needed(self, column: int) -> int:
        """Return the width at which the head and every cell of a column stand whole."""
        model = self.model()
        strong = QFontMetrics(self._look.font("strong"))
        words = [str(model.index(row, column).data() or "") for row in range(min(model.rowCount(), 200))]
        head = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        return max(strong.horizontalAdvance(text) for text in (head, *words)) + 2 * INSET + 6


class _PlainDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, view: PlainTable) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if index.column() == 0:
            paint_row_ground(painter, rect, self._look, state, self._view.hasFocus())
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._look.colour("sel"))
        painter.setPen(self._look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        right = bool((index.data(Qt.ItemDataRole.TextAlignmentRole) or 0) & Qt.AlignmentFlag.AlignRight)
        painter.setFont(self._look.font("strong" if index.column() == 0 else "body"))
        painter.setPen(self._look.colour("text" if index.column() == 0 else "text2"))
        area = rect.adjusted(INSET, 0, -INSET if right else -8, 0)
        text = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, area.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | side), text)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect.adjusted(0, 0, 0, -1), self._look)
        painter.restore()
