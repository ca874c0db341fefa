"""The slides over the whole screen, one after the other, hidden ones left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from briefer.gui.models.outline import Sheet
from briefer.gui.widgets.slide_paint import SlidePainter

_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)


class Presenter(QWidget):
    """One slide at a time; arrows, Space and Page keys go on and back, Esc or F5 leaves."""

    left = Signal(str)
    """The id of the page that was shown last."""

    def __init__(self, sheets: Sequence[Sheet], painter: SlidePainter, start: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheets = tuple(sheet for sheet in sheets if not sheet.page.hidden)
        self._painter = painter
        self._all = tuple(sheet.id for sheet in sheets)
        ahead = self._all[self._all.index(start) :] if start in self._all else self._all
        self._at = next((at for at, sheet in enumerate(self._sheets) if sheet.id in ahead), 0)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._show()

    @property
    def sheet(self) -> Sheet:
        """Return the page that is shown."""
        return self._sheets[self._at]

    def go(self, at: int) -> None:
        """Show page `at`, the first or last for one beyond."""
        self._at = max(0, min(at, len(self._sheets) - 1))
        self._show()

    def leave(self) -> None:
        """Close, and say which page was shown last."""
        self.left.emit(self.sheet.id)
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ON:
            self.go(self._at + 1)
        elif key in _BACK:
            self.go(self._at - 1)
        elif key == Qt.Key.Key_Home:
            self.go(0)
        elif key == Qt.Key.Key_End:
            self.go(len(self._sheets) - 1)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.leave()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.go(self._at + (-1 if event.button() == Qt.MouseButton.RightButton else 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        brand = self._painter.brand
        size = QSize(round(brand.width), round(brand.height)).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        spot = QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
        painter.drawPixmap(spot, self._painter.picture(self.sheet.page, size, self.devicePixelRatioF()))

    def _show(self) -> None:
        words = f"Slide {self._at + 1} of {len(self._sheets)}: {self.sheet.slide.title}"
        self.setWindowTitle(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(" ".join(s.text for s in self.sheet.slide.statements if s.field != "title"))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()
