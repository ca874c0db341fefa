"""Desks that come later: they say what they will do and what can be done until then."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui.kit import Kit
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.panel import centred
from briefer.gui.widgets.text import Glyph, Ground, Text

Door = tuple[str, str]
"""Words of a link and the command behind it."""


class Placeholder(Desk):
    """One quiet page in the centre."""

    def __init__(self, kit: Kit, name: str, icon: str, title: str, words: str, doors: tuple[Door, ...]) -> None:
        super().__init__()
        self.name = name
        look = kit.look
        centre = Ground("base")
        outer = QVBoxLayout(centre)
        outer.addStretch(2)
        page = QWidget()
        page.setFixedWidth(look.scaled(520))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Glyph(look, icon, "text3", 30))
        column.addWidget(Text(look, title, "subject"))
        column.addWidget(Text(look, words, ink="text2"))
        column.addSpacing(8)
        column.addWidget(Text(look, "Until then", "small-strong", "text2"))
        self._first: QWidget | None = None
        for text, command in doors:
            press = button(look, text, "link", action=kit.commands[command])
            column.addWidget(press, alignment=Qt.AlignmentFlag.AlignLeft)
            self._first = self._first or press
        outer.addLayout(centred(page))
        outer.addStretch(3)
        self.assemble(None, centre, None)

    def first_focus(self) -> QWidget | None:
        return self._first


def placeholders(kit: Kit) -> list[Placeholder]:
    """Return the desks that come later."""
    return [
        Placeholder(
            kit,
            "Read",
            "ph.book-open",
            "The reading desk comes in a later version",
            "It will show the page beside its text, with passages marked in both, and let you mark new ones.",
            (
                ("See what was found in each essay, in the Library", "tab-library"),
                ("Read the passage behind a statement, under its slide in Compose", "tab-compose"),
            ),
        ),
    ]
