"""What every step of the import wizard is made of."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui.kit import Kit
from briefer.gui.models.entries import Entry
from briefer.gui.widgets.panel import Panel, Scroll
from briefer.gui.widgets.text import Elided, Ground


class WizardStep(Ground):
    """The centre of a step; `side` is its inspector."""

    wanted = Signal(object)
    """The user wants to see this file."""

    def __init__(self, kit: Kit) -> None:
        super().__init__("base")
        self.kit = kit
        self.entry: Entry | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.side = Panel(kit.look)
        self.facts = Scroll(margins=(14, 12, 14, 14))
        self.side.column.addWidget(self.facts, 1)
        self.title = Elided(kit.look, "", "subject")
        self.note = Elided(kit.look, "", "small", "text2")

    def show_entry(self, entry: Entry | None) -> None:
        """Show a file as it is decided now; None while no file was read."""
        self.entry = entry

    def first_focus(self) -> QWidget | None:
        """Return the widget that takes the focus when the step is shown."""
        return None

    def next_finding(self) -> bool:
        """Go to the next thing to look at; tells whether there is one."""
        return False

    def take_guess(self) -> bool:
        """Take the best guess in the current cell; tells whether there was one."""
        return False
