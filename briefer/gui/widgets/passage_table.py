"""The table of passages: two lines a row, or cards with the whole wording."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from briefer.gui.models.passages import CHECK, FACTS, HEADLINE, HEADS, KIND, SLIDES, SOURCE, PassageProxy, lines
from briefer.gui.palette import Look
from briefer.gui.signs import paint_sign
from briefer.gui.widgets.dragging import PASSAGE, carrying, drag
from briefer.gui.widgets.paint import INSET, paint_focus_ring, paint_row_ground
from briefer.gui.widgets.table import prepare

ROW, CARD_LINES = 48, 6
SIGN = 16


class PassageTable(QTableView):
    """Arrows move, Shift and arrows select several; single keys act on all that are selected."""

    chosen = Signal()
    pressed_key = Signal(str)
    """A, K, D, O, T or a digit: what to do with the selected passages."""
    opened = Signal()

    def __init__(self, look: Look, proxy: PassageProxy) -> None:
        super().__init__()
        self._look, self._proxy = look, proxy
        self.cards = False
        self.setModel(proxy)
        prepare(self, look, "Passages")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_PassageDelegate(look, self))
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setSortingEnabled(True)
        proxy.sort(-1)
        head = self.horizontalHeader()
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setSortIndicatorClearable(True)
        metrics = QFontMetrics(look.font())
        samples = {
            KIND: HEADS[KIND],
            SOURCE: "Shetler-Jones et al.",
            SLIDES: "2, 5, 8, 11",
            CHECK: "Doubtful: do not use",
        }
        for column in range(len(HEADS)):
            if column == HEADLINE:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
                sign = SIGN + 8 if column == CHECK else 0
                self.setColumnWidth(column, metrics.horizontalAdvance(samples[column]) + 2 * INSET + sign)
        self._space()
        look.density_changed.connect(self._space)

    @property
    def chosen_ids(self) -> tuple[str, ...]:
        """Return the ids of the selected passages, in the order of the table."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self._proxy.fact_at(self._proxy.index(row, 0)) for row in rows)
        return tuple(fact.passage.id for fact in found if fact is not None)

    def startDrag(self, supported: Qt.DropAction) -> None:
        if self.chosen_ids:
            drag(self, carrying(PASSAGE, self.chosen_ids))

    def show_cards(self, on: bool) -> None:
        """Show the whole wording of each passage, or two lines."""
        self.cards = on
        self._space()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        text = event.text().upper()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif plain and len(text) == 1 and text in "AKDOT123456789":
            self.pressed_key.emit(text)
        else:
            super().keyPressEvent(event)

    def _space(self) -> None:
        line = QFontMetrics(self._look.font()).height()
        count = CARD_LINES if self.cards else 2
        self.verticalHeader().setDefaultSectionSize(max(ROW, count * line + 14) + self._look.density)


class _PassageDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, view: PassageTable) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, self._view.verticalHeader().defaultSectionSize())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        fact = index.data(FACTS)
        if fact is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        look, column = self._look, index.column()
        painter.save()
        if column == KIND:
            paint_row_ground(painter, rect, look, state, self._view.hasFocus())
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("sel"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        area = rect.adjusted(INSET, 6, -8, -6)
        if column == KIND:
            paint_sign(painter, QRectF(area.left(), rect.center().y() - 9, 18, 18), fact.passage.kind, look.tokens)
        elif column == HEADLINE:
            self._two(painter, area, *lines(fact, column), "strong")
        elif column == SOURCE:
            self._two(painter, area, *lines(fact, column), "body")
        else:
            if column == CHECK and fact.sign:
                paint_sign(painter, QRectF(area.left(), rect.center().y() - 8, SIGN, SIGN), fact.sign, look.tokens)
                area.setLeft(area.left() + SIGN + 8)
            painter.setFont(look.font())
            painter.setPen(look.colour("text2"))
            text = painter.fontMetrics().elidedText(
                lines(fact, column)[0], Qt.TextElideMode.ElideRight, max(area.width(), 0)
            )
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect.adjusted(0, 0, 0, -1), look)
        painter.restore()

    def _two(self, painter: QPainter, area: QRect, first: str, second: str, role: str) -> None:
        """Draw a line in bold or plain and quiet words below: one line, or as many as a card holds."""
        look = self._look
        painter.setFont(look.font(role))  # type: ignore[arg-type]
        painter.setPen(look.colour("text"))
        metrics = painter.fontMetrics()
        high = metrics.height()
        if self._view.cards and not second:
            painter.drawText(area, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), first)
            return
        top = area.top() if second else area.top() + (area.height() - high) // 2
        line = QRect(area.left(), top, area.width(), high)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(line, flags, metrics.elidedText(first, Qt.TextElideMode.ElideRight, area.width()))
        if not second:
            return
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text2"))
        rest = QRect(area.left(), top + high + 2, area.width(), area.bottom() - top - high - 1)
        if self._view.cards:
            painter.drawText(rest, int(Qt.TextFlag.TextWordWrap), second)
        else:
            cut = painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(rest, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), cut)
