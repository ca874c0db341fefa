"""The toast at the foot of the centre: what happened, with Undo; never for errors."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QEnterEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefer.gui.palette import Look
from briefer.gui.widgets.buttons import button, icon_button
from briefer.gui.widgets.text import GAP, SIGN, Card, KeyCap, Text

SHOWN_FOR = 8000
"""Milliseconds."""
WIDEST, BESIDE = 560, 220
"""Widest words, in pixels at 13 px text; what stands beside them and at the edges of the window."""


class Toast(Card):
    """One message at a time; it stays while pointed at or focused."""

    def __init__(
        self, look: Look, undo: QAction, over: QWidget, centre: Callable[[], QWidget], foot: Callable[[], int]
    ) -> None:
        """Stands over `over`, at the left of its `centre` and above what takes `foot` pixels there."""
        super().__init__("float", margin=0)
        self.setParent(over)
        self._over, self._centre, self._foot = over, centre, foot
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(10)
        self._look = look
        self._words = Text(look, "")
        self._words.set_sign("ok")
        self._undo = button(look, "Undo", "link")
        self._undo.clicked.connect(undo.trigger)
        self._undo.clicked.connect(self.hide)
        key = undo.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
        self._key = KeyCap(look, key)
        close = icon_button(look, "ph.x", "Close this message")
        close.clicked.connect(self.hide)
        for part in (self._words, self._undo, self._key, close):
            row.addWidget(part)
        self.column.addLayout(row)
        over.installEventFilter(self)
        self.hide()

    def say(self, text: str, undoable: bool = True) -> None:
        """Show `text` for eight seconds and announce it politely."""
        self._words.setText(text)
        natural = self._words.fontMetrics().horizontalAdvance(text) + SIGN + GAP + 2
        self._words.setFixedWidth(min(natural, self._look.scaled(WIDEST), max(self._over.width() - BESIDE, 80)))
        self._undo.setVisible(undoable)
        self._key.setVisible(undoable)
        self.setAccessibleName(text)
        self.show()
        self.column.invalidate()
        self.column.activate()
        self.adjustSize()
        self._place()
        self.raise_()
        self._timer.start(SHOWN_FOR)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(SHOWN_FOR)

    def _place(self) -> None:
        centre = self._centre()
        inside = self._over.isAncestorOf(centre)
        foot = centre.mapTo(self._over, QPoint(0, centre.height())) if inside else QPoint(0, self._over.height())
        self.move(foot.x() + 14, foot.y() - self.height() - 14 - self._foot())

    def _leave(self) -> None:
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._timer.start(SHOWN_FOR)
        else:
            self.hide()
