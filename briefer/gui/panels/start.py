"""The start: a place to drop files, and three doors for those who want to look first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from briefer.gui.kit import Kit
from briefer.gui.library_work import READS
from briefer.gui.palette import Look
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.panel import centred, clear
from briefer.gui.widgets.text import Card, Elided, Glyph, Ground, KeyCap, Text

WIDTH = 720


class DropZone(QWidget):
    """A dashed box that says what can be dropped."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 24, 20, 24)
        self.column.setSpacing(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._look.colour("strong"), 1)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(self._look.colour("alt"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class Start(Ground):
    """What the window shows while no library is open."""

    def __init__(self, kit: Kit) -> None:
        super().__init__("base")
        self._kit = kit
        look = kit.look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = Ground("base")
        middle = QVBoxLayout(page)
        middle.setContentsMargins(24, 24, 24, 16)
        middle.addStretch(1)
        self._body = QWidget()
        self._body.setFixedWidth(look.scaled(WIDTH))
        middle.addLayout(centred(self._body))
        middle.addStretch(1)
        middle.addLayout(self._keys(look))
        scroll.setWidget(page)
        column.addWidget(scroll)
        self.banner_place = column
        self._fill(look)
        self.refresh()

    def first_focus(self) -> QWidget:
        """Return the import button."""
        return self._import

    def refresh(self) -> None:
        """List the libraries opened last."""
        clear(self._recent)
        recent = self._kit.libraries.recent()
        if not recent:
            self._recent.addWidget(
                Text(self._kit.look, "No library yet. Libraries you open are listed here.", ink="text2")
            )
        for path in recent:
            self._recent.addWidget(self._door(path), alignment=Qt.AlignmentFlag.AlignLeft)

    def _door(self, path: Path) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        press = button(self._kit.look, path.stem, "link")
        press.setAccessibleName(f"Open {path.stem}")
        press.clicked.connect(lambda: self._kit.libraries.open(path))
        row.addWidget(press)
        row.addWidget(Elided(self._kit.look, str(path.parent), "small", "text2", cut_middle=True))
        return holder

    def _fill(self, look: Look) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text(look, "Put essays on the shelf", "opening"))
        column.addSpacing(8)
        words = (
            "Briefer keeps every file as it is, finds the essays in it, and leads each statement of your brief back "
            "to its page. Nothing leaves this computer."
        )
        column.addWidget(Text(look, words, ink="text2"))
        column.addSpacing(22)
        column.addWidget(self._zone(look))
        column.addSpacing(24)
        doors = QHBoxLayout()
        doors.setSpacing(14)
        for door in self._doors(look):
            doors.addWidget(door, 1)
        column.addLayout(doors)
        column.addSpacing(26)
        column.addWidget(Text(look, "Recent", "small-strong", "text2"))
        column.addSpacing(8)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column.addLayout(self._recent)

    def _zone(self, look: Look) -> QWidget:
        zone = DropZone(look)
        title = Text(look, "Drop an essay or a whole volume here", "subject")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        kinds = Text(look, READS, "small", "text2")
        kinds.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        zone.column.addWidget(title)
        zone.column.addWidget(kinds)
        zone.column.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        commands = self._kit.commands
        self._import = button(look, "Import files…", "primary", "ph.export", commands["import"])
        row.addWidget(self._import)
        row.addWidget(button(look, "New library…", "plain", "ph.folder-plus", commands["new-library"]))
        row.addWidget(button(look, "Open a library…", "plain", "ph.folder-open", commands["open-library"]))
        row.addStretch(1)
        zone.column.addLayout(row)
        return zone

    def _doors(self, look: Look) -> list[QWidget]:
        return [
            self._card(
                look,
                "ph.book-open",
                "Look round first",
                "A sample library with a brief you can change, build and throw away.",
                "open-sample",
                "Open the sample",
            ),
            self._card(
                look,
                "ph.shield-check",
                "Check a finished file",
                "Choose an edited .pptx. It is compared with its sources; the file is not changed.",
                "verify",
                "Verify a file…",
            ),
            self._card(
                look,
                "ph.stack",
                "Run a brief from YAML",
                "A saved brief and a folder library are enough. The output is the same bytes.",
                "open-brief",
                "Open a brief…",
            ),
        ]

    def _card(self, look: Look, icon: str, title: str, words: str, command: str, link: str) -> QWidget:
        card = Card("plain", margin=14, spacing=6)
        head = QHBoxLayout()
        head.setSpacing(9)
        glyph = Glyph(look, icon)
        head.addWidget(glyph)
        head.addWidget(Text(look, title, "strong"), 1)
        card.column.addLayout(head)
        card.column.addWidget(Text(look, words, "small"))
        card.column.addStretch(1)
        press = button(look, link, "link", action=self._kit.commands[command])
        card.column.addSpacing(2)
        card.column.addWidget(press, alignment=Qt.AlignmentFlag.AlignLeft)
        return card

    def _keys(self, look: Look) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(7)
        row.addStretch(1)
        for id, word in (("import", "import"), ("open-library", "open a library"), ("keys", "keys")):
            key = self._kit.commands[id].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            row.addWidget(KeyCap(look, key.replace("+", " ")))
            row.addWidget(Elided(look, word, "small", "text2"))
            row.addSpacing(12)
        row.addStretch(1)
        return row
