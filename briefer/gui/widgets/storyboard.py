"""The storyboard: slides one under the other, each small, with its number and its state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefer.gui.models.outline import PageLine
from briefer.gui.models.rows import ROW, Row
from briefer.gui.palette import Look
from briefer.gui.signs import paint_sign
from briefer.gui.widgets.page_paint import PagePainter
from briefer.gui.widgets.page_view import thumbnail
from briefer.gui.widgets.paint import INSET, paint_focus_ring, paint_row_ground
from briefer.gui.widgets.row_list import RowList

NUMBER = 26
PAGE = 714
"""Width at which a slide is laid out before it is drawn small."""
_KEPT = 400


class Storyboard(RowList):
    """Slides as rows with their picture; pictures are kept by what stands on the slide."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Storyboard")
        self._pages: dict[str, tuple[PageLine, ...]] = {}
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self._painter = PagePainter()
        self.setItemDelegate(_SlideDelegate(look, self))

    def show_slides(self, rows: Sequence[Row], pages: dict[str, tuple[PageLine, ...]]) -> None:
        """Show slides with what stands on each."""
        self._pages = pages
        self.show_rows(rows)
        self.viewport().update()

    def picture(self, key: str, size: QSize) -> QPixmap:
        """Return the small picture of a slide."""
        lines = self._pages.get(key, ())
        ratio = self.devicePixelRatioF()
        name = (lines, size.width(), ratio)
        found = self._pictures.get(name)
        if found is None:
            if len(self._pictures) >= _KEPT:
                self._pictures.clear()
            found = self._pictures[name] = thumbnail(lines, size, ratio, self._painter, PAGE)
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
        font = self._look.font("strong" if selected else "body")
        painter.setFont(font)
        painter.setPen(self._look.colour("text" if selected else "text2"))
        high = QFontMetrics(font).height()
        number = QRect(rect.left() + INSET - 4, rect.top() + 8, NUMBER - 6, high)
        painter.drawText(number, Qt.AlignmentFlag.AlignHCenter, row.count)
        if row.sign:
            spot = QRectF(number.center().x() - 7.5, number.bottom() + 6, 16, 16)
            paint_sign(painter, spot, row.sign, self._look.tokens)
        size = self._size()
        spot_at = QPoint(rect.left() + INSET + NUMBER, rect.top() + 10)
        painter.drawPixmap(spot_at, self._view.picture(row.id, size))
        painter.setPen(QPen(self._look.colour("accent") if selected else self._look.colour("strong"), 1))
        painter.drawRect(QRect(spot_at, size).adjusted(0, 0, -1, -1))
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect, self._look)
        painter.restore()
