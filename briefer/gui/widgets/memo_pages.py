"""The memo as it will be printed: the picture of each page, one under the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from briefer.gui import phrases
from briefer.gui.tokens import PAPER

BETWEEN = 18
"""Pixels between two pages."""


class MemoPages(QWidget):
    """Pictures of pages; the statements on them stand in the list beside it."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self._pages: list[QPixmap] = []
        self.setFixedWidth(width)
        self.show_pages(())

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return len(self._pages)

    def show_pages(self, pictures: Sequence[bytes]) -> None:
        """Show PNG pictures of pages, each as wide as this widget."""
        self._pages = []
        for picture in pictures:
            pixmap = QPixmap()
            pixmap.loadFromData(picture)
            pixmap.setDevicePixelRatio(pixmap.width() / self._width)
            self._pages.append(pixmap)
        heights = [self._size(page).height() for page in self._pages]
        self.setFixedHeight(sum(heights) + BETWEEN * max(0, len(heights) - 1))
        self.setAccessibleName(f"Memo as printed, {phrases.counted(self.count, 'page')}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(PAPER.hairline))
        top = 0
        for page in self._pages:
            size = self._size(page)
            painter.drawPixmap(QPoint(0, top), page)
            painter.drawRect(0, top, size.width() - 1, size.height() - 1)
            top += size.height() + BETWEEN

    def _size(self, page: QPixmap) -> QSize:
        return page.deviceIndependentSize().toSize()
