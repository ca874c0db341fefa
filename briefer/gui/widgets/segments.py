"""A switch between a few pages: one button each, exactly one is on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from briefer.gui.palette import Look
from briefer.gui.widgets.flow import Flow


class Segments(QWidget):
    """A row of buttons that exclude each other; arrows move between them. With `wrap` they take the lines they need."""

    chosen = Signal(int)

    def __init__(self, look: Look, name: str, words: Sequence[str], wrap: bool = False) -> None:
        super().__init__()
        row = Flow() if wrap else QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.setLayout(row)
        self._group = QButtonGroup(self)
        for at, text in enumerate(words):
            press = QToolButton()
            press.setText(text)
            press.setCheckable(True)
            press.setProperty("kind", "chip")
            press.setFont(look.font())
            press.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            press.setAccessibleName(f"{name}: {text}, {at + 1} of {len(words)}")
            self._group.addButton(press, at)
            row.addWidget(press)
        self._group.idClicked.connect(self.chosen)
        self.choose(0)

    def choose(self, at: int) -> None:
        """Show button `at` as the one that is on."""
        self._group.button(at).setChecked(True)
