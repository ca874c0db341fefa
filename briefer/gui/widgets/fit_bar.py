"""The fit bar: used room up to a tick at 100 %, then the words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefer.gui.palette import Look

TIGHT = 0.92


class FitBar(QWidget):
    """Grey while it fits; "tight" from 92 %; over, a hatched red piece stands behind the tick."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look, self._name = look, name
        self._share, self._words = 0.0, ""
        self.setFont(look.font("small"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_fit(self, used: float, room: float, words: str) -> None:
        """Show `used` of `room`; `words` say it: "9 of 11 lines"."""
        self._share = used / room if room else 0.0
        state = " · over" if self._share > 1 else " · tight" if self._share >= TIGHT else ""
        self._words = words + state
        self.setAccessibleName(f"{self._name}: {self._words}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, max(18, self.fontMetrics().height() + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self._words)
        room = max(self.width() - words - 14, 40)
        full = room * 0.88
        y = self.height() / 2 - 3
        painter.fillRect(QRectF(0, y, full, 6), look.colour("line"))
        painter.fillRect(QRectF(0, y, full * min(self._share, 1), 6), look.colour("text2"))
        if self._share > 1:
            over = QRectF(full, y, min(room - full, full * (self._share - 1) + 4), 6)
            painter.fillRect(over, QBrush(look.colour("fail"), Qt.BrushStyle.BDiagPattern))
        painter.fillRect(QRectF(full, y - 2, 2, 10), look.colour("text"))
        painter.setPen(look.colour("fail" if self._share > 1 else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._words)
