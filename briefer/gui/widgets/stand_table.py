"""The table of stands: signs and pages; digits set a stand, Enter confirms, Space shows the passage."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from briefer.gui.models.stands import STAND, StandModel, shown, sign_of
from briefer.gui.palette import Look
from briefer.gui.signs import paint_sign
from briefer.gui.widgets.paint import INSET, paint_focus_ring
from briefer.gui.widgets.table import prepare
from briefer.model.evidence import STANDS, Stand

ROW = 29
SIGN = 18
_KEYS: dict[int, Stand] = dict(zip(range(Qt.Key.Key_1, Qt.Key.Key_6), STANDS, strict=True))


class StandTable(QTableView):
    """Arrows walk the cells; the column of the chosen proposition is tinted."""

    moved = Signal()
    stood = Signal(str)
    """A stand that the user sets for the current cell."""
    confirmed = Signal()
    conditioned = Signal()
    """The user wants to write the condition."""
    asked = Signal()
    """The user wants to see the passage."""
    picked = Signal()
    """The user wants the passages in the tray."""

    def __init__(self, look: Look, model: StandModel) -> None:
        super().__init__()
        self._look, self._model = look, model
        self.setModel(model)
        prepare(self, look, "Where each text stands")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_StandDelegate(look, self))
        self.horizontalHeader().setSectionsClickable(False)
        model.modelReset.connect(self._space)
        look.density_changed.connect(self._space)
        self._space()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _KEYS:
            self.stood.emit(_KEYS[key])
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        elif plain and key == Qt.Key.Key_Space:
            self.asked.emit()
        elif plain and key == Qt.Key.Key_C:
            self.conditioned.emit()
        elif plain and key == Qt.Key.Key_A:
            self.picked.emit()
        else:
            super().keyPressEvent(event)

    def _space(self) -> None:
        high = max(ROW, self.fontMetrics().height() + 10) + self._look.density
        self.verticalHeader().setDefaultSectionSize(high)
        head = self.horizontalHeader()
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setMinimumSectionSize(self._look.scaled(96))
        for column in range(self._model.columnCount()):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        if self._model.columnCount():
            names = [str(self._model.index(row, 0).data() or "") for row in range(self._model.rowCount())]
            metrics = QFontMetrics(self._look.font())
            widest = max((metrics.horizontalAdvance(name) for name in names), default=80)
            head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(0, min(widest, self._look.scaled(200)) + INSET + 24)


class _StandDelegate(QStyledItemDelegate):
    """Paints one cell: sign, page, and a broken ring while nobody has confirmed it."""

    def __init__(self, look: Look, view: StandTable) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._look.scaled(96), ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        cell = index.data(STAND)
        look = self._look
        painter.save()
        if index.column() and index.column() == self._view.currentIndex().column():
            painter.fillRect(rect, look.colour("alt" if not state & QStyle.StateFlag.State_Selected else "sel"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        left = rect.left() + INSET
        if cell is None:
            painter.setPen(look.colour("text"))
            self._words(painter, rect, left, str(index.data() or ""), "body")
        else:
            middle = rect.top() + (rect.height() - SIGN) / 2
            paint_sign(painter, QRectF(left, middle, SIGN, SIGN), sign_of(cell), look.tokens)
            painter.setPen(look.colour("text2"))
            end = self._words(painter, rect, left + SIGN + 8, shown(cell), "small")
            if cell.position is not None and not cell.confirmed:
                paint_sign(painter, QRectF(end + 8, middle + 2, 14, 14), "unconfirmed", look.tokens)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect.adjusted(0, 0, 0, -1), look)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, left: int, text: str, role: str) -> int:
        """Draw `text`, elided at the cell's end; returns where it ends."""
        painter.setFont(self._look.font(role))  # type: ignore[arg-type]
        metrics = painter.fontMetrics()
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.right() - left - 8)
        area = QRect(left, rect.top(), rect.right() - left, rect.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)
        return left + metrics.horizontalAdvance(cut)
