"""The memo as an outline: white paper on which titles and statements can be chosen like rows of a list.

The paper stays white in dark mode, because that is what will be printed.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefer.gui.models.outline import LINE, PageLine, PageModel
from briefer.gui.tokens import PAPER
from briefer.gui.widgets.page_paint import PagePainter


class PageView(QListView):
    """The statements of a memo as paper; as high as its content, and at least as high as the paper's shape asks."""

    chosen = Signal(object)
    """The line that became current."""

    def __init__(self, name: str, shape: float) -> None:
        super().__init__()
        self.lines = PageModel(self)
        self.pages = PagePainter()
        self._shape = shape
        self.setModel(self.lines)
        self.setItemDelegate(_PageDelegate(self))
        self.setAccessibleName(name)
        self.setSpacing(0)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(f"QListView {{ background: {PAPER.ground}; border: 1px solid {PAPER.hairline}; }}")

    def show_lines(self, lines: Sequence[PageLine]) -> None:
        """Show another page; the chosen place is kept where it still exists."""
        was = self.lines.row_at(self.currentIndex())
        self.lines.show(lines)
        self._fit()
        wanted = was.statement.id if was and was.statement else ""
        for at, line in enumerate(self.lines.rows):
            same = line.statement.id == wanted if line.statement else False
            if (wanted and same) or (was is not None and not wanted and line.kind == was.kind == "title"):
                self.choose(at)
                return

    def set_shape(self, shape: float) -> None:
        """Use paper of another shape: height over width."""
        if shape != self._shape:
            self._shape = shape
            self._fit()

    def choose(self, at: int) -> None:
        """Make line `at` current."""
        self.selectionModel().setCurrentIndex(self.lines.index(at), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def heightForWidth(self, width: int) -> int:
        return max(int(width * self._shape), self.pages.total(self.lines.rows, width - 2) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        line = self.lines.row_at(current)
        if line is not None:
            self.chosen.emit(line)

    def _fit(self) -> None:
        width = self.width()
        self.setFixedHeight(self.heightForWidth(width))
        self.doItemsLayout()


class _PageDelegate(QStyledItemDelegate):
    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view.viewport().width()
        line = index.data(LINE)
        return QSize(width, self._view.pages.height(line, width) if isinstance(line, PageLine) else 20)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = index.data(LINE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if not isinstance(line, PageLine):
            return
        painter.save()
        self._view.pages.paint(painter, rect, line)
        if state & QStyle.StateFlag.State_Selected:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            self._view.pages.paint_frame(painter, rect, 2 if focused else 1)
        painter.restore()
