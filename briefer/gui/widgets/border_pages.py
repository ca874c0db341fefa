"""The pages around the beginning of a piece, small; Left and Right move the beginning by a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefer.gui.palette import Look
from briefer.gui.tokens import PAPER
from briefer.gui.widgets.paint import paint_focus_ring
from briefer.readers.pdf_pictures import Picture

SHAPE = 1.36
"""Height over width of a page that is not drawn yet."""
_GAP = 16
_EDGE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderPage:
    """One page: its place in the file, its printed label, and whether the piece begins on it."""

    index: int
    label: str
    begins: bool = False


class BorderPages(QWidget):
    """Up to four pages in two rows."""

    pushed = Signal(int)
    """-1 or 1: the user wants the piece to begin a page earlier or later."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.pages: tuple[BorderPage, ...] = ()
        self.pictures: dict[int, QImage] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.update)
        self._name()

    @property
    def picture_width(self) -> int:
        """Return how wide a page is drawn, in pixels of the screen."""
        return round(self._column(self.width()) * self.devicePixelRatioF())

    def show_pages(self, pages: Sequence[BorderPage]) -> None:
        """Show other pages; pictures of those that stay are kept."""
        self.pages = tuple(pages)
        kept = {page.index for page in pages}
        self.pictures = {index: picture for index, picture in self.pictures.items() if index in kept}
        self._name()
        self.updateGeometry()
        self.update()

    def draw(self, index: int, picture: Picture) -> None:
        """Take the picture of a page."""
        image = QImage(picture.pixels, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGB32)
        self.pictures[index] = image.copy()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = (len(self.pages) + 1) // 2
        return rows * (round(self._column(width) * SHAPE) + self._caption() + 8) + 2 * _EDGE

    def sizeHint(self) -> QSize:
        return QSize(264, self.heightForWidth(264))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.pushed.emit(step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = next((n for n, _ in enumerate(self.pages) if self._box(n).contains(event.position().toPoint())), None)
        begins = next((n for n, page in enumerate(self.pages) if page.begins), None)
        if at is not None and begins is not None and abs(at - begins) == 1:
            self.pushed.emit(at - begins)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(self._look.font("small"))
        for at, page in enumerate(self.pages):
            box = self._box(at)
            painter.fillRect(box, PAPER.ground)
            if (picture := self.pictures.get(page.index)) is not None:
                painter.drawImage(self._fitted(picture, box), picture)
            pen = QPen(self._look.colour("accent" if page.begins else "line"), 2 if page.begins else 1)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            painter.setPen(self._look.colour("text" if page.begins else "text2"))
            under = QRect(box.left(), box.bottom() + 3, box.width(), self._caption())
            words = f"begins on {page.label}" if page.begins else f"printed {page.label}" if page.label else "–"
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, under.width())
            painter.drawText(under, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, shown)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), self._look)

    def _fitted(self, picture: QImage, box: QRect) -> QRect:
        size = picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = box.left() + (box.width() - size.width()) // 2, box.top() + (box.height() - size.height()) // 2
        return QRect(left, top, size.width(), size.height())

    def _box(self, at: int) -> QRect:
        column = self._column(self.width())
        high = round(column * SHAPE)
        left = _EDGE + at % 2 * (column + _GAP)
        return QRect(left, _EDGE + at // 2 * (high + self._caption() + 8), column, high)

    def _column(self, width: int) -> int:
        return max((width - _GAP - 2 * _EDGE) // 2, 40)

    def _caption(self) -> int:
        return QFontMetrics(self._look.font("small")).height() + 4

    def _name(self) -> None:
        first = next((page for page in self.pages if page.begins), None)
        words = f"The piece begins on page {first.label}" if first else "No page images"
        self.setAccessibleName(f"{words}. Left and Right move its beginning by a page")
