"""The words of a passage, each of which can be struck out: by a click, or by arrows and Space."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefer.gui.palette import Look
from briefer.gui.widgets.paint import paint_focus_ring

_PAD = 4
_LEAST = 24
"""Pixels a target is high at least."""


class WordStrip(QWidget):
    """One stop of the focus; the word it stands on has a ring, words left out are struck and pale."""

    toggled = Signal(int)
    """A word was to be left out, or brought back."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._words: tuple[str, ...] = ()
        self._out: frozenset[int] = frozenset()
        self._at = 0
        self.setFont(look.font())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.update)
        self._name()

    def show_words(self, words: Sequence[str], out: Collection[int]) -> None:
        """Show `words`, of which those at `out` are left out."""
        if tuple(words) != self._words:
            self._at = 0
        self._words, self._out = tuple(words), frozenset(out)
        self._name()
        self._fit()
        self.update()

    def heightForWidth(self, width: int) -> int:
        boxes = self.boxes(width)
        return boxes[-1].bottom() + 1 if boxes else _LEAST

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _LEAST)

    def boxes(self, width: int) -> list[QRect]:
        """Return where each word stands in a strip of `width` pixels."""
        metrics = self.fontMetrics()
        high = max(_LEAST, metrics.height() + 6)
        x = y = 0
        found = []
        for word in self._words:
            wide = min(metrics.horizontalAdvance(word) + 2 * _PAD, width)
            if x and x + wide > width:
                x, y = 0, y + high
            found.append(QRect(x, y, wide, high))
            x += wide
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at, box in enumerate(self.boxes(self.width())):
            if box.contains(event.position().toPoint()):
                self._go(at)
                self._toggle()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -len(self._words)}
        steps[Qt.Key.Key_End] = len(self._words)
        if event.key() == Qt.Key.Key_Space:
            self._toggle()
        elif event.key() in steps:
            self._go(self._at + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = self.fontMetrics()
        struck = QFont(self.font())
        struck.setStrikeOut(True)
        for at, (word, box) in enumerate(zip(self._words, self.boxes(self.width()), strict=True)):
            out = at in self._out
            painter.setFont(struck if out else self.font())
            painter.setPen(self._look.colour("text3" if out else "text"))
            room = box.adjusted(_PAD, 0, -_PAD, 0)
            shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, room.width() + 1)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            if at == self._at and self.hasFocus():
                paint_focus_ring(painter, box, self._look)

    def _go(self, at: int) -> None:
        self._at = max(0, min(at, len(self._words) - 1))
        self._name()
        self.update()

    def _toggle(self) -> None:
        if self._words:
            self.toggled.emit(self._at)

    def _name(self) -> None:
        state = "left out" if self._at in self._out else "kept"
        word = f": “{self._words[self._at]}”, {state}, word {self._at + 1} of {len(self._words)}" if self._words else ""
        self.setAccessibleName(f"Words of the passage{word}")
        self.setAccessibleDescription("Arrows move, Space leaves a word out or brings it back")

    def _fit(self) -> None:
        self.setFixedHeight(self.heightForWidth(max(self.width(), 120)))
