"""Fields to fill in: a choice, a text that grows, one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QPainter, QPaintEvent, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from briefer.gui.palette import Look
from briefer.gui.widgets.buttons import explain

Pair: TypeAlias = tuple[str, str]
"""A value and its words."""


class Combo(QComboBox):
    """A choice; the wheel scrolls the panel, not the choice."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(look.font())
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        caret = self._look.icon("ph.caret-down")
        side = 12
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        place = QRect(self.width() - side - 8, (self.height() - side) // 2, side, side)
        caret.paint(QPainter(self), place, Qt.AlignmentFlag.AlignCenter, mode)

    def show_pairs(self, pairs: Sequence[Pair], value: str) -> None:
        """Offer `pairs` with `value` chosen; a value that is not offered is added."""
        known = list(pairs)
        if value not in dict(known):
            known.append((value, value))
        if [(self.itemData(at), self.itemText(at)) for at in range(self.count())] != known:
            self.clear()
            for data, words in known:
                self.addItem(words, data)
        self.setCurrentIndex([data for data, _ in known].index(value))


class Growing(QPlainTextEdit):
    """A text field that is as high as its content needs; Tab goes on."""

    least, most = 2, 8
    """Lines that it is high."""
    left = Signal()
    """The cursor has left it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setFont(look.font())
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def grow(self) -> None:
        """Be as high as the words need in the width there is."""
        lines = max(self.least, min(int(self.document().size().height()), self.most))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 20)


class Words(Growing):
    """A text field of a panel; every time the focus goes, it says so."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.grow())
        self.grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grow()


class Line(QLineEdit):
    """One line of text; what the brief cannot take stays here and says why."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setFont(look.font())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursorPosition(0)


def mark(field: QWidget, why: str) -> None:
    """Say why a field does not take what stands in it, and show it red; with "" that it does."""
    explain(field, why)
    state = "fail" if why else ""
    if field.property("state") != state:
        field.setProperty("state", state)
        field.style().unpolish(field)
        field.style().polish(field)
