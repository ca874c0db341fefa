"""A quiet page in the place of the slide: a question, over which essays, Draft."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from briefer.gui import brief_edits, phrases
from briefer.gui.kit import Kit
from briefer.gui.lanes import Job
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.panel import Scroll, centred
from briefer.gui.widgets.segments import Segments
from briefer.gui.widgets.text import Elided, Text
from briefer.model.essay import Essay

WIDTH = 520
ALL, TICKED = 0, 1


class DraftPage(Scroll):
    """Asks for the question of a draft and shows how far it is."""

    left = Signal()
    """The user wants to see the slides instead."""

    def __init__(self, kit: Kit) -> None:
        super().__init__("desk", (24, 24, 24, 24))
        self._kit = kit
        look = kit.look
        body = QWidget()
        body.setFixedWidth(look.scaled(WIDTH))
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        words = (
            "Briefer takes what you have confirmed first, then the best that rules find, and marks each item that "
            "nobody has confirmed. You keep or drop each with one key. Nothing is invented: every statement leads "
            "back to its page, and titles are counted."
        )
        column.addWidget(Text(look, "Draft from a question", "opening"))
        column.addWidget(Text(look, words, ink="text2"))
        column.addSpacing(14)
        label = Text(look, "Question", "small-strong", "text2")
        column.addWidget(label)
        self.question = _Question()
        self.question.setAccessibleName("Question")
        self.question.setPlaceholderText("A full sentence, such as: Should the town fund night buses?")
        self.question.setFont(look.font())
        self.question.setTabChangesFocus(True)
        self.question.setFixedHeight(look.scaled(76))
        label.setBuddy(self.question)
        column.addWidget(self.question)
        column.addSpacing(8)
        column.addWidget(Text(look, "Essays", "small-strong", "text2"))
        row = QHBoxLayout()
        self.scope = Segments(look, "Essays", ("All", "Ticked at the right"))
        self._count = Elided(look, "", "small", "text2")
        row.addWidget(self.scope)
        row.addSpacing(8)
        row.addWidget(self._count, 1)
        column.addLayout(row)
        column.addSpacing(14)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.start = button(look, "Draft", "primary", "ph.magic-wand")
        self.stop = button(look, "Cancel")
        self.show_slides = button(look, "Show the slides instead", "link")
        for part in (self.start, self.stop, self.show_slides):
            foot.addWidget(part)
        foot.addStretch(1)
        column.addLayout(foot)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress of the draft")
        self._state = Text(look, "", "small", "text2")
        column.addWidget(self._bar)
        column.addWidget(self._state)
        self.column.addStretch(1)
        self.column.addLayout(centred(body))
        self.column.addStretch(2)
        self._at = ALL
        self._connect()
        self._follow()

    def begin(self) -> None:
        """Begin with the question of the brief."""
        brief = self._kit.session.brief
        self.question.setPlainText(brief.question if brief else "")
        self._tell()
        self._choose(TICKED if 0 < len(self._ticked()) < self._essays() else ALL)

    def _connect(self) -> None:
        session, drafts = self._kit.session, self._kit.drafts
        self.start.clicked.connect(self._draft)
        self.question.done.connect(self._draft)
        self.stop.clicked.connect(drafts.cancel)
        self.show_slides.clicked.connect(self.left)
        self.scope.chosen.connect(self._choose)
        drafts.changed.connect(self._follow)
        for signal in (session.brief_changed, session.library_edited, session.opened):
            signal.connect(self._tell)

    def _essays(self) -> int:
        return len(self._kit.session.shelf.all(Essay))

    def _ticked(self) -> tuple[str, ...]:
        """Return the ticked essays in shelf order."""
        session = self._kit.session
        if session.brief is None:
            return ()
        on = brief_edits.ticked(session.brief, session.shelf, "essays")
        return tuple(id for id in brief_edits.candidates(session.shelf, "essays") if id in on)

    def _choose(self, at: int) -> None:
        self._at = at
        self.scope.choose(at)
        self._tell()

    def _tell(self, _: object = None) -> None:
        """Say over how many essays the draft would be."""
        count = self._essays() if self._at == ALL else len(self._ticked())
        self._count.set_text(f"{count} of {phrases.counted(self._essays(), 'essay')}")

    def _draft(self) -> None:
        if self._kit.drafts.busy:
            return
        ids = () if self._at == ALL else self._ticked()
        words = " ".join(self.question.toPlainText().split())
        if not words or (self._at == TICKED and not ids):
            self._state.setText("Write the question first." if not words else "Tick an essay at the right first.")
            self._state.set_sign("warn")
            self._state.show()
            self.question.setFocus()
            return
        job = self._kit.drafts.run(words, ids)
        if job is not None:
            job.progressed.connect(self._progress)

    def _progress(self, done: int, total: int, text: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._state.setText(f"Reading {text}")

    def _follow(self) -> None:
        """Show whether a draft is being made."""
        job: Job | None = self._kit.drafts.job
        busy = job is not None
        self.start.setEnabled(not busy)
        self.start.setToolTip("A draft is being made" if busy else "Draft (Enter)")
        for part in (self.stop, self._bar, self._state):
            part.setVisible(busy)
        self._bar.setRange(0, 0 if busy else 1)
        self._state.set_sign("")
        self._state.setText("Reading the texts")


class _Question(QPlainTextEdit):
    """A question of one paragraph; says when Enter was pressed in it."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
            return
        super().keyPressEvent(event)
