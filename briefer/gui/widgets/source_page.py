"""The page of the source as it is printed, beside the text that was read from it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from briefer.gui.palette import Look
from briefer.gui.tokens import PAPER
from briefer.readers.pdf_pictures import Picture

EDGE, BAR = 18, 10
ZOOMS = (1.0, 1.5, 2.0)
_SHAPE = 1.414
"""Height over width of a page whose picture is not there yet."""


def as_image(picture: Picture) -> QImage:
    """Return a drawn page as an image that owns its pixels."""
    form = QImage.Format.Format_RGB32
    return QImage(picture.pixels, picture.width, picture.height, picture.width * 4, form).copy()


class SourcePage(QAbstractScrollArea):
    """One page on its desk, as wide as there is room; arrows scroll it, wheel and PgDown go on in the text."""

    turned = Signal(int)
    """The wheel or a key asks for the text to go on, by this many pixels."""
    resized = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._page: QPixmap | None = None
        self._words = ""
        self.zoom = 1.0
        self._asked = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Page of the source")
        self.viewport().setAutoFillBackground(False)
        look.changed.connect(self.viewport().update)

    @property
    def pixels_wide(self) -> int:
        """Return how wide a picture is wanted, in pixels of the screen."""
        return int(self._width() * self.devicePixelRatioF())

    @property
    def shown(self) -> bool:
        """Tell whether a page stands here, not only words."""
        return self._page is not None

    def show_picture(self, image: QImage, name: str) -> None:
        """Show a page; `name` is how it is read out."""
        self._page, self._words = QPixmap.fromImage(image), ""
        self.setAccessibleName(f"Picture of {name}")
        self._fit()

    def show_words(self, words: str) -> None:
        """Say in the place of a page why there is none."""
        self._page, self._words = None, words
        self.setAccessibleName(words or "Page of the source")
        self._fit()

    def show_part(self, share: float) -> None:
        """Scroll so that a place is seen; 0 is the head of the page, 1 its foot."""
        bar = self.verticalScrollBar()
        bar.setValue(int(share * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))

    def set_zoom(self, zoom: float) -> None:
        """Show the page larger; 1 is as wide as there is room."""
        self.zoom = zoom
        self._asked = self.pixels_wide
        self._fit()
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.colour("desk"))
        size = self._size()
        across = -self.horizontalScrollBar().value()
        left = max((self.viewport().width() - size.width()) // 2, EDGE) + across
        sheet = QRect(QPoint(left, EDGE - self.verticalScrollBar().value()), size)
        if self._page is None:
            self._paint_words(painter, sheet)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(sheet, self._page)
            painter.setPen(QColor(PAPER.hairline))
            painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        if self.hasFocus():
            painter.setPen(self._look.colour("accent"))
            for inset in (0, 1):
                painter.drawRect(self.viewport().rect().adjusted(inset, inset, -1 - inset, -1 - inset))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self.pixels_wide != self._asked:
            self._asked = self.pixels_wide
            self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() > 0 and self.zoom > 1:
            super().wheelEvent(event)
        else:
            self.turned.emit(-event.angleDelta().y())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 60, Qt.Key.Key_Up: -60}.get(Qt.Key(event.key()), 0)
        if step and self.verticalScrollBar().maximum() == 0:
            self.turned.emit(step)
        else:
            super().keyPressEvent(event)

    def _paint_words(self, painter: QPainter, sheet: QRect) -> None:
        painter.fillRect(sheet, QColor(PAPER.ground))
        painter.setPen(QColor(PAPER.hairline))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(PAPER.ink2))
        painter.setFont(self._look.font())
        area = sheet.adjusted(28, 40, -28, -28)
        painter.drawText(area, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), self._words)

    def _width(self) -> float:
        """Return the width of the page; scroll bars that come and go do not change it."""
        return max(self.width() - 2 * EDGE - BAR, 80) * self.zoom

    def _size(self) -> QSize:
        shape = self._page.height() / max(self._page.width(), 1) if self._page is not None else _SHAPE
        width = self._width()
        return QSize(int(width), int(width * shape))

    def _fit(self) -> None:
        size, view = self._size(), self.viewport().size()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(size.height() + 2 * EDGE - view.height(), 0))
        down.setPageStep(view.height())
        down.setSingleStep(40)
        across.setRange(0, max(size.width() + 2 * EDGE - view.width(), 0))
        across.setPageStep(view.width())
        self.viewport().update()
