"""A line over a text that asks for words to find, or for a page to go to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from briefer.gui.palette import Look
from briefer.gui.widgets.buttons import icon_button
from briefer.gui.widgets.text import Elided, Ground, rule


class SeekBar(Ground):
    """Enter goes on, Shift and Enter back, Esc closes."""

    sought = Signal(str, int)
    """What is sought, and which way: 1 on, -1 back, 0 while it is typed."""
    closed = Signal()

    def __init__(self, look: Look, name: str, hint: str, steps: bool) -> None:
        super().__init__("base")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(14, 5, 8, 5)
        row.setSpacing(6)
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint)
        self.field.setFont(look.font())
        self.field.setMaximumWidth(look.scaled(280))
        self.field.textEdited.connect(lambda words: self.sought.emit(words, 0))
        self.field.installEventFilter(self)
        self._said = Elided(look, "", "small", "text2")
        row.addWidget(self.field, 2)
        row.addWidget(self._said, 1)
        if steps:
            for icon, words, step in (("ph.caret-up", "Previous place", -1), ("ph.caret-down", "Next place", 1)):
                press = icon_button(look, icon, words)
                press.clicked.connect(lambda _=False, step=step: self.sought.emit(self.field.text(), step))
                row.addWidget(press)
        close = icon_button(look, "ph.x", "Close")
        close.clicked.connect(self.leave)
        row.addWidget(close)
        column.addLayout(row)
        column.addWidget(rule())
        self.hide()

    def open(self) -> None:
        """Show the line, ready to type."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.say("")

    def say(self, words: str) -> None:
        """Say how the search went."""
        self._said.set_text(words)

    def leave(self) -> None:
        """Close the line."""
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.field or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.sought.emit(self.field.text(), -1 if back else 1)
            return True
        return False
