"""The storyboard: pages one under the other, each small, with its number and its state.

Slides are dragged to another place, passages onto a slide; a line or a frame and words say what a drop would do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefer.gui.models.outline import Sheet, key_of, storyboard_rows
from briefer.gui.models.rows import ROW, Index, Row, RowModel
from briefer.gui.palette import Look, Type
from briefer.gui.signs import paint_sign
from briefer.gui.widgets.dragging import PASSAGE, SLIDE, carried, carrying, drag
from briefer.gui.widgets.paint import INSET, paint_aim, paint_focus_ring, paint_row_ground
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.slide_paint import SlidePainter
from briefer.specs.template import REGISTER
from briefer.typeset.page import Page

NUMBER = 26


class StoryboardModel(RowModel):
    """Pages that can be dragged."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [SLIDE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = (self.row_at(index) for index in indexes)
        return carrying(SLIDE, (key_of(row.id) for row in rows if row is not None))


class Storyboard(RowList):
    """Pages as rows with their picture; pictures are kept by what stands on the page."""

    model_type = StoryboardModel
    moved = Signal(str, str)
    """A slide's key, and that of the slide it is dropped behind, "" for the first place."""
    given = Signal(object, str)
    """Ids of passages, and the key of the slide they are dropped on."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Storyboard")
        self.setUniformItemSizes(True)
        self._pages: dict[str, Page] = {}
        self._painter: SlidePainter | None = None
        self._pictures: dict[tuple[str, int, float], tuple[Page, SlidePainter, QPixmap]] = {}
        """By page, width and dots to a pixel: what was drawn."""
        self._look = look
        self._aim: tuple[QRect, str, bool] | None = None
        """Where a drop would go, what it would do, and whether it can."""
        self.words_for: Callable[[Sequence[str], str], tuple[str, bool]] = lambda passages, key: ("", True)
        """What dropping passages on a slide would do, and whether it can."""
        self.setItemDelegate(_SlideDelegate(look, self))
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)

    def show_sheets(self, sheets: Sequence[Sheet], painter: SlidePainter | None) -> None:
        """Show pages as `painter` draws them."""
        pages = {sheet.id: sheet.page for sheet in sheets}
        drawn = [id for id, page in pages.items() if painter is not self._painter or page != self._pages.get(id)]
        self._pages, self._painter = pages, painter
        self._pictures = {name: kept for name, kept in self._pictures.items() if name[0] in pages}
        self.show_rows(storyboard_rows(sheets))
        for id in drawn:
            self.update(self.rows.place_of(id))

    def picture(self, id: str, size: QSize) -> QPixmap:
        """Return the small picture of a page."""
        page = self._pages.get(id)
        if page is None or self._painter is None:
            return QPixmap()
        ratio = self.devicePixelRatioF()
        name = (id, size.width(), ratio)
        kept = self._pictures.get(name)
        if kept is None or kept[1] is not self._painter or kept[0] != page:
            kept = self._pictures[name] = page, self._painter, self._painter.picture(page, size, ratio)
        return kept[2]

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Draw the changed rows again; none has another height than before, so that nothing is laid out anew."""
        QAbstractItemView.dataChanged(self, first, last, roles)
        for row in range(first.row(), last.row() + 1):
            self.update(self.rows.index(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pictures.clear()
        self.doItemsLayout()

    def startDrag(self, supported: Qt.DropAction) -> None:
        index = self.currentIndex()
        row = self.rows.row_at(index)
        if row is not None:
            width = self.viewport().width() // 2
            drag(self, self.rows.mimeData([index]), self.picture(row.id, QSize(width, width * 9 // 16)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls near the edges
        self._aim = self._aimed(event)
        event.setAccepted(self._aim is not None and self._aim[2])
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._aim = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._aim = None
        self.viewport().update()
        event.acceptProposedAction()
        point = event.position().toPoint()
        for key in carried(event.mimeData(), SLIDE):
            after, _ = self._gap(point)
            if key != after:
                self.moved.emit(key, after)
        passages, row = carried(event.mimeData(), PASSAGE), self.rows.row_at(self.indexAt(point))
        if passages and row is not None:
            self.given.emit(passages, key_of(row.id))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._aim is None:
            return
        rect, words, can = self._aim
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font("small-strong"))
        inks = self._look.colour("accent" if can else "fail"), self._look.colour("base")
        paint_aim(painter, rect, words, self.viewport().rect(), inks)

    def _aimed(self, event: QDropEvent) -> tuple[QRect, str, bool] | None:
        """Return where a drop would go, what it would do, and whether it can; None for what cannot be dropped here."""
        point = event.position().toPoint()
        for key in carried(event.mimeData(), SLIDE):
            after, y = self._gap(point)
            numbers = {key_of(row.id): row.count for row in reversed(self.rows.rows)}
            words = f"behind slide {numbers[after]}" if after else "the first slide"
            return QRect(4, y - 1, self.viewport().width() - 8, 1), words, key != after
        passages, index = carried(event.mimeData(), PASSAGE), self.indexAt(point)
        row = self.rows.row_at(index)
        if passages and row is not None:
            words, can = self.words_for(passages, key_of(row.id))
            return self.visualRect(index).adjusted(2, 1, -2, -1), words, can
        return None

    def _gap(self, point: QPoint) -> tuple[str, int]:
        """Return behind which slide a drop at `point` falls, "" before all, and how far down that gap is.

        The pages of one slide stay together, and the register stays last.
        """
        after, y = "", 0
        movable = [row for row in self.rows.rows if key_of(row.id) != REGISTER]
        for at, row in enumerate(movable):
            rect = self.visualRect(self.rows.place_of(row.id))
            last = at + 1 == len(movable) or key_of(movable[at + 1].id) != key_of(row.id)
            if last and (point.y() > rect.center().y()):
                after, y = key_of(row.id), rect.bottom()
        return after, y


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
        painter.setOpacity(0.35 if row.zero else 1)
        painter.drawPixmap(spot_at, self._view.picture(row.id, size))
        painter.setOpacity(1)
        if row.zero:
            side = min(28, size.height() // 2)
            centre = QRect(QPoint(0, 0), QSize(side, side))
            centre.moveCenter(QRect(spot_at, size).center())
            self._look.icon("ph.eye-slash", "text").paint(painter, centre)
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
        if row.icon:
            self._look.icon(row.icon, "text2").paint(painter, left + NUMBER // 2 - 8, top + 6, 16, 16)
            top += 22
        if row.sign:
            spot = QRectF(left + NUMBER / 2 - 8, top + 6, 16, 16)
            paint_sign(painter, spot, row.sign, self._look.tokens)
