"""How a row is painted: tick, sign, words, count."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefer.gui.models.rows import ROW, Row
from briefer.gui.palette import Look, Type
from briefer.gui.signs import paint_sign
from briefer.gui.widgets.paint import BOX, GAP, INSET, paint_focus_ring, paint_row_ground, paint_tick

_KEPT = 8000
"""Measured heights to remember."""


class RowDelegate(QStyledItemDelegate):
    """Paints a `Row`. With `two_lines` the note stands under the text, else beside it; `wrap` lets texts take lines."""

    def __init__(self, look: Look, view: QListView, two_lines: bool = False, wrap: bool = False) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._two_lines, self._wrap = two_lines, wrap
        self._heights: dict[tuple[str, bool, bool, str, int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(ROW)
        width = self._view.viewport().width()
        if not isinstance(row, Row):
            return QSize(width, 32)
        if row.heading:
            return QSize(width, 36 if row.tick is not None or index.row() else 32)
        if not (self._two_lines or row.stacked) or not row.note:
            return QSize(width, self._text_height(row, width) + 14 + self._look.density)
        note = self._metrics("small").height()
        return QSize(width, self._text_height(row, width) + note + 13 + self._look.density)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        paint_row_ground(painter, rect, self._look, state, self._view.hasFocus())
        self._paint_words(painter, rect, row)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect, self._look)
        painter.restore()

    def editorEvent(self, event: QEvent, model, option: QStyleOptionViewItem, index) -> bool:  # type: ignore[no-untyped-def]
        row = index.data(ROW)
        if not isinstance(row, Row) or row.tick is None:
            return False
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            rect: QRect = option.rect
            if not row.heading and event.position().x() > rect.left() + INSET + BOX + GAP:
                return False
        elif not (isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)):
            return False
        on = row.tick == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return bool(model.setData(index, state, Qt.ItemDataRole.CheckStateRole))

    def _paint_words(self, painter: QPainter, rect: QRect, row: Row) -> None:
        left, right = rect.left() + INSET, rect.right() - INSET + 1
        top = rect.top()
        first = self._metrics("strong" if row.heading else "body").height()
        line_top = top + (rect.height() - first) // 2
        if not row.heading and (self._two_lines or self._wrap or row.stacked):
            line_top = top + 7 + self._look.density // 2
        middle = line_top + first / 2
        if row.tick is not None:
            paint_tick(painter, QRectF(left, middle - BOX / 2, BOX, BOX), self._look, row.tick)
            left += BOX + GAP
        if row.sign:
            paint_sign(painter, QRectF(left, middle - 8, 16, 16), row.sign, self._look.tokens)
            left += 16 + GAP
        if row.count:
            right = self._paint_count(painter, row, right, line_top, first)
        ink = "text2" if row.heading else "text3" if row.zero else "text"
        area = QRect(left, line_top, max(right - left, 0), rect.bottom() - line_top)
        self._paint_text(painter, area, row, ink)

    def _paint_count(self, painter: QPainter, row: Row, right: int, top: int, height: int) -> int:
        font = self._look.font("small" if row.heading else "body")
        painter.setFont(font)
        painter.setPen(self._look.colour("text3" if row.zero else "text2"))
        width = painter.fontMetrics().horizontalAdvance(row.count)
        painter.drawText(QRect(right - width, top, width, height), Qt.AlignmentFlag.AlignVCenter, row.count)
        return right - width - GAP

    def _paint_text(self, painter: QPainter, area: QRect, row: Row, ink: str) -> None:
        role: Type = "small-strong" if row.heading else "body"
        metrics = self._metrics(role)
        painter.setPen(self._look.colour(ink))
        font = self._look.font(role)
        layout = self._layout(row, font, area.width())
        layout.draw(painter, area.topLeft())
        if not row.note or row.heading:
            return
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.colour("text2"))
        small = painter.fontMetrics()
        if self._two_lines or row.stacked:
            top = area.top() + int(layout.boundingRect().height()) + 1
            text = small.elidedText(row.note, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(QRect(area.left(), top, area.width(), small.height()), 0, text)
            return
        used = int(layout.lineAt(0).naturalTextWidth()) + 10
        text = small.elidedText(row.note, Qt.TextElideMode.ElideRight, area.width() - used)
        spot = QRect(area.left() + used, area.top(), area.width() - used, metrics.height())
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, text if area.width() - used > 30 else "")

    def _layout(self, row: Row, font: QFont, width: int) -> QTextLayout:
        """Lay out the text of a row: one elided line, or up to three when texts may wrap."""
        text = row.text
        metrics = self._metrics("body")
        if not self._wrap or row.heading:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(width, 0))
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap if self._wrap else QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats([self._bold(text, start, end) for start, end in row.match if end <= len(text)])
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 10))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def _bold(self, text: str, start: int, end: int) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        found.start = len(text[:start].encode("utf-16-le")) // 2
        found.length = len(text[start:end].encode("utf-16-le")) // 2
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.Bold)
        found.format = style
        return found

    def _text_height(self, row: Row, width: int) -> int:
        if not self._wrap:
            return max(self._metrics("body").height(), 18)
        key = (row.text, row.tick is None, bool(row.sign), row.count, width)
        if key not in self._heights:
            if len(self._heights) > _KEPT:
                self._heights.clear()
            self._heights[key] = self._measure(row, width)
        return self._heights[key]

    def _measure(self, row: Row, width: int) -> int:
        room = width - 2 * INSET
        room -= (BOX + GAP) * (row.tick is not None) + (16 + GAP) * bool(row.sign)
        room -= (self._metrics("body").horizontalAdvance(row.count) + GAP) if row.count else 0
        return int(self._layout(row, self._look.font("body"), room).boundingRect().height())

    def _metrics(self, role: Type) -> QFontMetrics:
        return QFontMetrics(self._look.font(role))
