"""The table of verdicts: four texts side by side, what differs word by word struck or underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from briefer.gui.models.verdicts import PLACE, SIGNS, VERDICT, Piece, VerdictProxy, diff, verdict_word, where
from briefer.gui.palette import Look, Type
from briefer.gui.results import VerifyRow
from briefer.gui.signs import paint_sign
from briefer.gui.widgets.paint import INSET, paint_focus_ring, paint_row_ground
from briefer.gui.widgets.table import prepare

PAD = 8


class VerdictTable(QTableView):
    """Statements of a finished file, worst first; rows are as high as their longest text."""

    chosen = Signal()

    def __init__(self, look: Look, proxy: VerdictProxy) -> None:
        super().__init__()
        self._look = look
        self.setModel(proxy)
        prepare(self, look, "Statements compared")
        self.setItemDelegate(VerdictDelegate(look, self))
        head = self.horizontalHeader()
        first = QFontMetrics(look.font("strong")).horizontalAdvance("On another page, marked")
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(0, first + 2 * INSET + 24)
        for column in (1, 2, 3):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.resizeRowsToContents)
        for signal in (proxy.modelReset, proxy.layoutChanged, proxy.rowsInserted, look.density_changed):
            signal.connect(self.fit)

    def fit(self, *_: object) -> None:
        """Measure the rows again as soon as the event loop is free."""
        self._soon.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit()


class VerdictDelegate(QStyledItemDelegate):
    """Lays out one cell: a heading in bold where there is one, then the text."""

    def __init__(self, look: Look, view: VerdictTable) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(VERDICT)
        width = self._view.columnWidth(index.column())
        if row is None:
            return QSize(width, 32)
        height = sum(layout.boundingRect().height() for layout in self._layouts(index, row, width))
        return QSize(width, int(height) + 2 * PAD + self._look.density)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(VERDICT)
        if row is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if index.column() == 0:
            paint_row_ground(
                painter, rect, self._look, state & ~QStyle.StateFlag.State_MouseOver, self._view.hasFocus()
            )
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._look.colour("sel"))
        painter.setPen(self._look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        left, top = rect.left() + INSET, rect.top() + PAD
        if index.column() == 0:
            paint_sign(painter, QRectF(left, top, 16, 16), SIGNS[row.severity], self._look.tokens)
            left += 24
        inks = self._inks(row, index.column())
        for at, layout in enumerate(self._layouts(index, row, rect.width())):
            painter.setPen(self._look.colour(inks[min(at, len(inks) - 1)]))
            layout.draw(painter, QPointF(left, top))
            top += int(layout.boundingRect().height())
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect.adjusted(0, 0, 0, -1), self._look)
        painter.restore()

    def _inks(self, row: VerifyRow, column: int) -> tuple[str, ...]:
        if column in (0, 3):
            return ("text", "text2") if column == 0 or row.page else ("text2",)
        return ("text",) if (row.issued if column == 1 else row.found) else ("text2",)

    def _layouts(self, index: QModelIndex | QPersistentModelIndex, row: VerifyRow, width: int) -> list[QTextLayout]:
        column = index.column()
        room = width - 2 * INSET - (24 if column == 0 else 0)
        if column == 0:
            return [
                self._layout([(verdict_word(row), "same")], "strong", room),
                self._layout([(where(row), "same")], "small", room),
            ]
        if column == 3:
            parts = [(index.data(PLACE), "body"), (row.source, "small")]
            found = [self._layout([(text, "same")], role, room) for text, role in parts if text]  # type: ignore[arg-type]
            return found or [self._layout([("no source", "same")], "small", room)]
        left, right = diff(row.issued, row.found)
        pieces = left if column == 1 else right
        if not pieces:
            words = "not in the file as generated" if column == 1 else "no longer in the file"
            return [self._layout([(words, "same")], "small", room)]
        return [self._layout(pieces, "body", room)]

    def _layout(self, pieces: Sequence[Piece], role: Type, width: int) -> QTextLayout:
        layout = QTextLayout("".join(text for text, _ in pieces).replace("\n", "\u2028"), self._look.font(role))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(pieces))
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 20))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def _formats(self, pieces: Sequence[Piece]) -> list[QTextLayout.FormatRange]:
        found, at = [], 0
        for text, kind in pieces:
            length = len(text.encode("utf-16-le")) // 2
            if kind != "same":
                style = QTextCharFormat()
                token = "fail" if kind == "removed" else "ok"
                style.setForeground(QBrush(self._look.colour(token)))
                style.setBackground(QBrush(self._look.colour(f"{token}_bg")))
                style.setFontStrikeOut(kind == "removed")
                style.setFontUnderline(kind == "added")
                if kind == "added":
                    style.setFontWeight(QFont.Weight.Bold)
                mark = QTextLayout.FormatRange()
                mark.start, mark.length = at, length
                mark.format = style
                found.append(mark)
            at += length
        return found
