"""An editor on the place of a statement: its words, how they fit, and what the keys do."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from briefer.gui.palette import Look
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.entries import Growing
from briefer.gui.widgets.fit_bar import FitBar
from briefer.gui.widgets.text import Text

CUT = "Shorten it; the whole goes to what you say"
LEAST = 360
"""Narrowest editor in pixels at 13 px text: a line that can still be read."""


class SlideEditor(QFrame):
    """The words of one statement; Enter is done, Esc takes them back, leaving keeps them."""

    typed = Signal(str)
    ended = Signal(bool, bool)
    """Whether the words are kept, and whether the focus was still here."""
    cut = Signal()
    """Words that are too long are to be cut."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._around, self._done = look, parent, False
        self._place = QRect()
        self._too_long = False
        self.setProperty("card", "float")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(5)
        self.words = _Words(look)
        self.fit = FitBar(look, "Room")
        self.said = Text(look, "", "small", "text2")
        self.remedy = button(look, CUT)
        self.remedy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remedy.setToolTip(f"{CUT} (Alt+Enter)")
        self.remedy.clicked.connect(self.cut)
        for part in (self.words, self.fit, self.said, self.remedy):
            column.addWidget(part)
        self.words.textChanged.connect(lambda: self.typed.emit(self.words.toPlainText()))
        self.words.textChanged.connect(self._grow)
        self.words.finished.connect(self._finish)
        self.words.left.connect(lambda: self.end(True))
        self.words.shortened.connect(lambda: self.cut.emit() if self._too_long else None)

    def begin(self, name: str, text: str, place: QRect) -> None:
        """Show `text` to be edited at `place` of the parent; `name` is what is edited, for readers of the screen."""
        self.words.setAccessibleName(name)
        self.words.blockSignals(True)
        self.words.setPlainText(text)
        self.words.blockSignals(False)
        self._place = place
        self.say("")
        self.show()
        self._grow()
        self.raise_()
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        self.words.selectAll()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, refusal: str, too_long: bool = False) -> None:
        """Say why the words cannot be taken, or with "" what the keys do; those that are `too_long` stay here."""
        self._too_long = too_long
        keys = "Enter is done · Esc takes it back · without words it reads as composed"
        self.said.setText(f"{refusal} · Alt+Enter shortens it" if too_long else refusal or keys)
        self.said.set_sign("fail" if refusal else "")
        self.remedy.setVisible(too_long)
        self._grow()

    def _finish(self, keep: bool) -> None:
        if not (keep and self._too_long):
            self.end(keep)

    def end(self, keep: bool) -> None:
        """Close the editor."""
        if not self._done:
            self._done, here = True, self.words.hasFocus()
            self.hide()
            self.ended.emit(keep, here)
            self.deleteLater()

    def _grow(self) -> None:
        """Take the room the words need, within the slide."""
        around = self._around.rect()
        width = min(max(self._place.width() + 24, self._look.scaled(LEAST)), around.width() - 8)
        self.words.set_width(width - 18)
        self.setFixedWidth(width)
        self.adjustSize()
        left = max(4, min(self._place.left() - 12, around.width() - width - 4))
        top = max(4, min(self._place.top() - 10, around.height() - self.height() - 4))
        self.move(left, top)


class _Words(Growing):
    """The words in the editor; Enter and leaving them finish, Esc takes back, Alt and Enter cut."""

    least, most = 1, 7
    finished = Signal(bool)
    shortened = Signal()

    def set_width(self, width: int) -> None:
        """Be `width` wide and as high as the words then need."""
        self.setFixedWidth(width)
        self.document().setTextWidth(width - 24)
        self.grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shortened.emit()
        elif enter:
            self.finished.emit(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.finished.emit(False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()
