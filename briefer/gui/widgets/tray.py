"""The tray: passages collected for the brief, each a chip that Del takes out again."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton

from briefer.gui import brief_edits, phrases
from briefer.gui.palette import Look
from briefer.gui.session import Session
from briefer.gui.signs import sign_icon
from briefer.gui.widgets.dragging import PASSAGE, carrying, drag
from briefer.gui.widgets.panel import INSET, Strip
from briefer.gui.widgets.text import Elided, KeyCap
from briefer.model.evidence import Passage

HEIGHT = 44
WIDEST = 260


class Tray(Strip):
    """Chips of the brief's picks that stand on no slide of their own yet, as many as there is room for."""

    placed = Signal(str)
    """A passage that is to go onto the slide that is shown."""

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(HEIGHT, right=INSET, spacing=8)
        self._look, self._session = look, session
        row = self.row
        self._title = Elided(look, "Tray", "strong")
        self._count = Elided(look, "0", "body", "text2")
        row.addWidget(self._title)
        row.addWidget(self._count)
        row.addSpacing(4)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        row.addLayout(self._chips)
        row.addStretch(1)
        self._how = Elided(look, "", "small", "text2")
        row.addWidget(self._how)
        row.addWidget(KeyCap(look, "A"))
        row.addWidget(Elided(look, "adds it here", "small", "text2"))
        session.brief_changed.connect(self.refresh)
        session.library_edited.connect(self.refresh)
        look.changed.connect(self.refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.refresh()

    def show_hint(self, what: str) -> None:
        """Say what A adds on the desk that is shown."""
        self._how.set_text(what)

    def refresh(self, _: object = None) -> None:
        """Show the chips of the brief's picks."""
        while (item := self._chips.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        brief = self._session.brief
        picks = tuple(pick for pick in brief.picks if not pick.slide) if brief else ()
        self._count.set_text(str(len(picks)))
        room = max((self.width() - 480) // (WIDEST + 8), 1)
        for pick in picks[:room]:
            passage = self._session.shelf.get(Passage, pick.passage)
            chip = PickChip(self._look, self._session, pick.passage, passage)
            chip.placed.connect(self.placed)
            self._chips.addWidget(chip)
        if len(picks) > room:
            self._chips.addWidget(Elided(self._look, f"{len(picks) - room} more", "body", "text2"))


class PickChip(QToolButton):
    """A passage in the tray: dragged or with Enter it goes onto a slide, pressing it or Del takes it out."""

    placed = Signal(str)

    def __init__(self, look: Look, session: Session, id: str, passage: Passage | None) -> None:
        super().__init__()
        self._session, self._id = session, id
        self._from = QPoint()
        words = "not in the library"
        if passage is not None:
            words = phrases.tray_line(session.shelf, passage)
            self.setIcon(sign_icon(passage.kind, look.tokens))
        self.setProperty("kind", "chip")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFont(look.font("body"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        cut = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WIDEST - 50)
        self.setText(" " + cut.replace("&", "&&"))
        self.setToolTip(phrases.tip(f"{words}: drag it onto a slide, or Enter; Del takes it out of the tray"))
        self.setAccessibleName(f"In the tray: {words}. Enter puts it on the slide, Delete takes it out.")
        self.clicked.connect(self._take_out)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._from).manhattanLength() >= QApplication.startDragDistance()
        if not event.buttons() & Qt.MouseButton.LeftButton or not far:
            super().mouseMoveEvent(event)
            return
        picture = self.grab()
        self.setDown(False)
        drag(self, carrying(PASSAGE, (self._id,)), picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take_out()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.placed.emit(self._id)
        else:
            super().keyPressEvent(event)

    def _take_out(self) -> None:
        brief = self._session.brief
        if brief is not None:
            self._session.edit_brief("take a passage out of the tray", brief_edits.out_of_tray(brief, self._id))
