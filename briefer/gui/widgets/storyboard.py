"""The storyboard: pages one under the other, each small, with its number and its state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefer.gui.models.outline import Sheet, storyboard_rows
from briefer.gui.models.rows import ROW, Row
from briefer.gui.palette import Look, Type
from briefer.gui.signs import paint_sign
from briefer.gui.widgets.paint import INSET, paint_focus_ring, paint_row_ground
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.slide_paint import SlidePainter
from briefer.typeset.page import Page

NUMBER = 26
_KEPT = 400


class Storyboard(RowList):
    """Pages as rows with their picture; pictures are kept by what stands on the page."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Storyboard")
        self._pages: dict[str, Page] = {}
        self._painter: SlidePainter | None = None
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self.setItemDelegate(_SlideDelegate(look, self))

    def show_sheets(self, sheets: Sequence[Sheet], painter: SlidePainter | None) -> None:
        """Show pages as `painter` draws them."""
        self._pages = {sheet.id: sheet.page for sheet in sheets}
        self._painter = painter
        self.show_rows(storyboard_rows(sheets))
        self.viewport().update()

    def picture(self, id: str, size: QSize) -> QPixmap:
        """Return the small picture of a page."""
        page = self._pages.get(id)
        if page is None or self._painter is None:
            return QPixmap()
        ratio = self.devicePixelRatioF()
        name = (page, self._painter, size.width(), ratio)
        found = self._pictures.get(name)
        if found is None:
            if len(self._pictures) >= _KEPT:
                self._pictures.clear()
            found = self._pictures[name] = self._painter.picture(page, size, ratio)
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()


class _SlideDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, view: Storyboard) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def _size(self) -> QSize:
        width = self._view.viewport().width() - 2 * INSET - NUMBER
        return QSize(max(width, 40), max(width, 40) * 9 // 16)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._view.viewport().width(), self._size().height() + 20 + self._look.density)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_row_ground(painter, rect, self._look, state, self._view.hasFocus())
        self._paint_number(painter, rect, row, selected)
        size = self._size()
        spot_at = QPoint(rect.left() + INSET + NUMBER, rect.top() + 10)
        painter.drawPixmap(spot_at, self._view.picture(row.id, size))
        painter.setPen(QPen(self._look.colour("accent") if selected else self._look.colour("strong"), 1))
        painter.drawRect(QRect(spot_at, size).adjusted(0, 0, -1, -1))
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect, self._look)
        painter.restore()

    def _paint_number(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        """Draw the number of the page, which part of its slide it is, and its state, one under the other."""
        painter.setPen(self._look.colour("text" if selected else "text2"))
        left, top = rect.left() + INSET - 6, rect.top() + 8
        roles: tuple[tuple[str, Type], ...] = ((row.count, "strong" if selected else "body"), (row.note, "small"))
        for text, role in roles:
            if text:
                painter.setFont(self._look.font(role))
                high = painter.fontMetrics().height()
                painter.drawText(QRect(left, top, NUMBER, high), Qt.AlignmentFlag.AlignHCenter, text)
                top += high
        if row.sign:
            spot = QRectF(left + NUMBER / 2 - 8, top + 6, 16, 16)
            paint_sign(painter, spot, row.sign, self._look.tokens)
