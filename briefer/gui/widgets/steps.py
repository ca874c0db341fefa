"""The steps of a wizard in one line: done, current, to come; each leads to its step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from briefer.gui.palette import Look
from briefer.gui.widgets.paint import paint_focus_ring
from briefer.gui.widgets.text import Elided, Ground

HEIGHT = 46
_DISC, _GAP, _LINE, _EDGE = 22, 8, 40, 4


class StepBar(Ground):
    """Steps at the left, a quiet sentence at the right."""

    chosen = Signal(int)

    def __init__(self, look: Look, names: Sequence[str]) -> None:
        super().__init__("base")
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 14, 0)
        row.setSpacing(0)
        self.steps = [Step(look, at, name, at + 1 == len(names)) for at, name in enumerate(names)]
        for at, step in enumerate(self.steps):
            step.clicked.connect(lambda _=False, at=at: self.chosen.emit(at))
            row.addWidget(step)
        row.addSpacing(14)
        self.words = Elided(look, "", "small", "text2")
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)

    def show_step(self, current: int) -> None:
        """Show which step is the current one."""
        for step in self.steps:
            step.show_state(current, len(self.steps))


class Step(QPushButton):
    """One step: a disc with its number, or a tick when it lies behind, and its name."""

    def __init__(self, look: Look, at: int, name: str, last: bool) -> None:
        super().__init__()
        self._look, self._at, self._name, self._last = look, at, name, last
        self._current = 0
        self.setProperty("kind", "figure")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_state(self, current: int, count: int) -> None:
        """Take note of the current step."""
        self._current = current
        state = "current" if current == self._at else "done" if current > self._at else "to come"
        self.setAccessibleName(f"{self._name}, step {self._at + 1} of {count}, {state}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self._metrics().horizontalAdvance(self._name)
        width = 2 * _EDGE + _DISC + _GAP + words + (0 if self._last else _GAP + _LINE)
        return QSize(width, max(_DISC, self._metrics().height()) + 2 * _EDGE + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        disc = QRectF(_EDGE + 0.5, middle - _DISC / 2 + 0.5, _DISC - 1, _DISC - 1)
        current, done = self._current == self._at, self._current > self._at
        painter.setPen(QPen(look.colour("accent" if current else "strong"), 1))
        painter.setBrush(look.colour("accent" if current else "base"))
        painter.drawEllipse(disc)
        painter.setPen(look.colour("onaccent" if current else "text2"))
        painter.setFont(look.font("small-strong" if current else "small"))
        if done:
            painter.setPen(QPen(look.colour("text"), 1.6))
            x, y = disc.left(), disc.top()
            painter.drawPolyline([QPointF(x + 6.5, y + 11), QPointF(x + 9.5, y + 14), QPointF(x + 15, y + 7.5)])
        else:
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._at + 1))
        painter.setFont(look.font("strong" if current else "body"))
        painter.setPen(look.colour("text" if current or done else "text2"))
        left = _EDGE + _DISC + _GAP
        words = self._metrics().horizontalAdvance(self._name)
        painter.drawText(QRectF(left, 0, words + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self._name)
        if not self._last:
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(QPointF(left + words + _GAP, middle), QPointF(self.width() - _EDGE, middle))
        if self.hasFocus():
            wide = left + words + _EDGE
            paint_focus_ring(painter, self.rect().adjusted(0, 0, int(wide) - self.width(), 0), look)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._look.font("strong"))
