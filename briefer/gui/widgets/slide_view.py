"""The slide as it will be printed; its statements are chosen like the rows of a list, in reading order.

The paper stays white in dark mode, because that is what will be printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from briefer.gui.models.outline import PageModel, Sheet, sheet_lines
from briefer.gui.models.rows import Index
from briefer.gui.tokens import DARK, LIGHT, PAPER, contrast
from briefer.gui.widgets.dragging import PASSAGE, carried
from briefer.gui.widgets.paint import paint_aim
from briefer.gui.widgets.slide_paint import SlidePainter
from briefer.typeset.placing import Box, placed

AROUND = 4.0
"""Free space between a statement and its frame, in points."""

_ONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_STEPS = {
    QAbstractItemView.CursorAction.MoveUp: -1,
    QAbstractItemView.CursorAction.MoveLeft: -1,
    QAbstractItemView.CursorAction.MovePrevious: -1,
    QAbstractItemView.CursorAction.MoveDown: 1,
    QAbstractItemView.CursorAction.MoveRight: 1,
    QAbstractItemView.CursorAction.MoveNext: 1,
}


class SlideView(QListView):
    """One page; it keeps the shape of the paper. Arrow keys go from statement to statement, a click chooses one."""

    chosen = Signal(object)
    """The line that became current."""
    wanted = Signal()
    """The words of the current line are to be edited: a double click, or Enter."""
    given = Signal(object)
    """The ids of passages that were dropped on the page."""
    asked = Signal()
    """The source of the current line is to be shown: Space."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = PageModel(self)
        self._painter: SlidePainter | None = None
        self._sheet: Sheet | None = None
        self._spots: dict[str, tuple[Box, ...]] = {}
        self._picture = QPixmap()
        self._drawn: tuple[object, ...] = ()
        self._pointed = QPersistentModelIndex()
        self.words_for: Callable[[Sequence[str]], tuple[str, bool]] = lambda passages: ("", True)
        """What dropping passages on the page would do, and whether it can."""
        self._aim: tuple[str, bool] | None = None
        self.setModel(self.lines)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_sheet(self, sheet: Sheet, painter: SlidePainter) -> None:
        """Show another page; the chosen statement is kept where it still stands, else the next takes its place."""
        was, row = self.lines.row_at(self.currentIndex()), self.currentIndex().row()
        same = self._sheet is not None and self._sheet.id == sheet.id
        self._sheet, self._painter = sheet, painter
        self._spots = {spot.statement: spot.boxes for spot in placed(sheet.page, painter.brand).spots}
        self.lines.show(sheet_lines(sheet))
        self._fit()
        self.viewport().update()
        wanted = was.statement.id if was and was.statement else ""
        for at, line in enumerate(self.lines.rows):
            if line.statement is not None and line.statement.id == wanted:
                self.choose(at)
                return
        if same and was is not None and self.lines.rows:
            self.choose(min(row, len(self.lines.rows) - 1))

    def choose(self, at: int) -> None:
        """Make statement `at` current."""
        self.selectionModel().setCurrentIndex(self.lines.index(at), _ONE)

    def boxes(self, index: Index) -> list[QRectF]:
        """Return where a statement stands, in pixels of the view."""
        line = self.lines.row_at(index)
        if line is None or line.statement is None:
            return []
        return [self._on_screen(box) for box in self._spots.get(line.statement.id, ())]

    def visualRect(self, index: Index) -> QRect:
        whole = QRectF()
        for box in self.boxes(index):
            whole = whole.united(box)
        return whole.toAlignedRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        for at in range(self.lines.rowCount()):
            index = self.lines.index(at)
            if any(box.contains(point) for box in self.boxes(index)):
                return index
        return QModelIndex()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last = self.lines.rowCount() - 1
        at = self.currentIndex().row()
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MovePageUp):
            return self.lines.index(0)
        if action in (QAbstractItemView.CursorAction.MoveEnd, QAbstractItemView.CursorAction.MovePageDown):
            return self.lines.index(last)
        return self.lines.index(max(0, min(last, at + _STEPS.get(action, 0))))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        self.selectionModel().select(self.indexAt(rect.topLeft()), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region = region.united(self.visualRect(index).adjusted(-2, -2, 2, 2))
        return region

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Stay: the whole page is always in view."""

    def heightForWidth(self, width: int) -> int:
        brand = self._painter.brand if self._painter else None
        return round(width * brand.height / brand.width) if brand else width * 9 // 16

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.wanted.emit()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        passages = carried(event.mimeData(), PASSAGE)
        self._aim = self.words_for(passages) if passages else None
        event.setAccepted(self._aim is not None and self._aim[1])
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._aim = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._aim = None
        self.viewport().update()
        event.acceptProposedAction()
        self.given.emit(carried(event.mimeData(), PASSAGE))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(QModelIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        line = self.lines.row_at(current)
        if line is not None:
            self.chosen.emit(line)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None or self._painter is None:
            return
        size, ratio = self.viewport().size(), self.devicePixelRatioF()
        wanted = (self._sheet.page, self._painter, size, ratio)
        if wanted != self._drawn:
            self._picture = self._painter.picture(self._sheet.page, size, ratio)
            self._drawn = wanted
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, self._picture)
        painter.setPen(QColor(PAPER.hairline))
        painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._pointed.isValid():
            self._frame(painter, self._pointed, 1, 0.55)
        self._frame(painter, self.currentIndex(), 2 if self.hasFocus() else 1, 1)
        if self._aim is not None and self._aim[0]:
            whole = self.viewport().rect().adjusted(1, 1, -1, -1)
            ink = QColor(self._here if self._aim[1] else LIGHT.fail)
            paint_aim(painter, whole, self._aim[0], self.viewport().rect(), (ink, QColor(PAPER.ground)))

    def _frame(self, painter: QPainter, index: Index, width: float, strength: float) -> None:
        """Draw one outline round every place of a statement."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        room = self._scale * AROUND
        limits = QRectF(self.viewport().rect()).adjusted(2, 2, -2, -2)
        for box in self.boxes(index):
            path.addRect(box.adjusted(-room, 0, room, room * 0.6).intersected(limits))
        colour = QColor(self._here)
        colour.setAlphaF(strength)
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path.simplified())

    @property
    def _here(self) -> str:
        """Return the ink of the frame: one that can be seen on the ground of the brand."""
        ground = f"#{self._painter.brand.colours['ground']}" if self._painter else PAPER.ground
        return max((PAPER.here, DARK.accent), key=lambda ink: contrast(ink, ground))

    @property
    def _scale(self) -> float:
        return self.viewport().width() / self._painter.brand.width if self._painter else 1

    def _on_screen(self, box: Box) -> QRectF:
        scale = self._scale
        return QRectF(box.x * scale, box.y * scale, box.width * scale, box.height * scale)

    def _point(self, index: Index) -> None:
        if index != self._pointed:
            self._pointed = QPersistentModelIndex(index)
            self.viewport().update()

    def _fit(self) -> None:
        self.setFixedHeight(self.heightForWidth(self.width()))

    def sizeHint(self) -> QSize:
        return QSize(714, self.heightForWidth(714))
