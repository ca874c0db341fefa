"""The words of the chosen slide as fields: each statement with its role and sources, and what the presenter says."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefer.gui import phrases, slide_edits
from briefer.gui.kit import Kit
from briefer.gui.models.fit import Fit, fits
from briefer.gui.models.outline import PageLine, Sheet, key_of, sheet_lines
from briefer.gui.palette import Look
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.entries import Words
from briefer.gui.widgets.fit_bar import FitBar
from briefer.gui.widgets.panel import group
from briefer.gui.widgets.slide_editor import CUT
from briefer.gui.widgets.text import Elided, Text
from briefer.model.evidence import Passage
from briefer.model.statement import Statement
from briefer.specs.template import REGISTER

ROLES = {
    "quotation": ("quotation", "Quotation"),
    "paraphrase": ("evidence", "Evidence"),
    "relayed": ("relayed", "Relayed"),
    "assessment": ("assessment", "Assessment"),
    "own": ("own", "Own text"),
    "count": ("count", "Count"),
    "boilerplate": ("", "Text of the template"),
}
"""Sign and word of each role."""
WORDS_A_MINUTE = 130
"""How fast a briefing is spoken."""


class Wording(Words):
    """The words of one statement; Ctrl+Enter and Esc go back to the slide, and no words are lost."""

    entered = Signal()
    finished = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        done = enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if done or event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class StatementField(QWidget):
    """One statement: sign and role, its sources at the right, its words, why they cannot be taken, and their room."""

    typed = Signal(object, str)
    """The statement as it stood when the field was entered, and its new words."""
    entered = Signal(str)
    """The id of a statement."""
    finished = Signal()
    cut = Signal(object)
    """A statement whose words are too long is to be cut."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._filling = False
        self._line: PageLine | None = None
        self._before: Statement | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._role = Text(look, "", "small-strong", wrap=False)
        self._cites = Elided(look, "", "small", "text2")
        self._cites.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._role)
        head.addWidget(self._cites, 1)
        column.addLayout(head)
        self.words = Wording(look)
        column.addWidget(self.words)
        self._why = Text(look, "", "small", "text2")
        self._why.hide()
        column.addWidget(self._why)
        self.remedy = button(look, CUT)
        self.remedy.hide()
        self.remedy.clicked.connect(lambda: self.cut.emit(self.statement))
        column.addWidget(self.remedy)
        self.room = FitBar(look, "Room")
        column.addWidget(self.room)
        self.words.textChanged.connect(self._changed)
        self.words.entered.connect(self._enter)
        self.words.finished.connect(self.finished)

    @property
    def statement(self) -> Statement | None:
        """Return the statement that is shown."""
        return self._line.statement if self._line else None

    def show_line(self, line: PageLine, sources: str, fixed: str, fit: Fit | None, unfit: str) -> None:
        """Show a statement; `fixed` says why its words cannot be retyped here, `fit` is the room it ends.

        `unfit` are words that were typed and are too long to be taken.
        """
        statement = line.statement
        if statement is None:
            return
        same = self.statement is not None and self.statement.id == statement.id
        self._line = line
        if not same:
            self._before = statement
        sign, word = ("", "Title") if line.kind == "title" else ROLES[statement.role]
        self._role.setText(word)
        self._role.set_sign(sign if statement.confirmed else "unconfirmed")
        whose = f"{statement.by or 'no name'} · {statement.confidence or 'no confidence'}"
        cites = whose if statement.role == "assessment" and line.kind != "title" else sources
        self._cites.set_text(cites if statement.confirmed else ", ".join(filter(None, ("unconfirmed", cites))))
        self.words.setAccessibleName(f"{word}, {cites}" if cites else word)
        self.words.setReadOnly(bool(fixed))
        if not (same and self.words.hasFocus()):
            self._fill(unfit or statement.text)
            self.say(fixed, "")
        if unfit:
            self.refuse(slide_edits.too_long(statement, unfit))
            return
        self.room.setVisible(fit is not None)
        if fit is not None:
            self.room.show_fit(fit.used, 1, fit.words)

    def say(self, why: str, sign: str = "fail") -> None:
        """Say why the words cannot be taken or changed, "" for nothing."""
        self._why.setText(why)
        self._why.set_sign(sign if why else "")
        self._why.setVisible(bool(why))
        self.remedy.hide()
        self.words.setAccessibleDescription(why)

    def refuse(self, why: str) -> None:
        """Say that the words are too long, by how much and what can be done, or with "" that they are not."""
        self.say(why)
        self.remedy.setVisible(bool(why))
        if why:
            self.room.show()
            self.room.show_fit(*slide_edits.title_room(self.words.toPlainText()))

    def _fill(self, text: str) -> None:
        if self.words.toPlainText() != text:
            self._filling = True
            self.words.setPlainText(text)
            self._filling = False

    def _enter(self) -> None:
        self._before = self.statement
        if self._before is not None:
            self.entered.emit(self._before.id)

    def _changed(self) -> None:
        if not self._filling and self._before is not None:
            self.typed.emit(self._before, self.words.toPlainText())


class SlideFields(QWidget):
    """Every statement of a slide that a person words, then what the presenter says; Tab comes to them from `after`."""

    typed = Signal(object, str)
    entered = Signal(str)
    finished = Signal()
    said = Signal(str)
    cut = Signal(object)

    def __init__(self, kit: Kit, after: QWidget) -> None:
        super().__init__()
        self._kit, self._after = kit, after
        self._key = ""
        self._pool: list[StatementField] = []
        self.unfit: Mapping[str, str] = {}
        """Words that are too long to be taken, by statement."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(6)
        column.addLayout(self._fields)
        self._rest = Text(kit.look, "", "small", "text2")
        column.addWidget(self._rest)
        head = QHBoxLayout()
        self._time = Elided(kit.look, "", "small", "text2")
        head.addWidget(group(kit.look, "What you say"), 1)
        head.addWidget(self._time, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        self.say = Wording(kit.look)
        self.say.setAccessibleName("What you say on this slide")
        self.say.setPlaceholderText("Goes into the notes of the slide")
        self.say.textChanged.connect(self._spoken)
        self.say.finished.connect(self.finished)
        column.addWidget(self.say)

    @property
    def shown(self) -> list[StatementField]:
        """Return the fields of the slide."""
        return [field for field in self._pool if not field.isHidden()]

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show the words of another slide, or of the same as they are now."""
        brief = self._kit.session.brief
        own = sheet is not None and brief is not None and key_of(sheet.id) != REGISTER
        self.setVisible(own)
        if not own or sheet is None or brief is None:
            return
        lines = [line for line in sheet_lines(sheet) if line.statement is not None]
        worded = [line for line in lines if line.kind == "title" or _worded(line.statement)]
        ends = {_last(fit, worded): fit for fit in fits(sheet.page)}
        if len(self._pool) < len(worded):
            self._pool += [self._new() for _ in worded[len(self._pool) :]]
            order = (self._after, *(field.words for field in self._pool), self.say)
            for first, second in pairwise(order):
                QWidget.setTabOrder(first, second)
        for field, line in zip(self._pool, worded, strict=False):
            statement = line.statement
            if statement is not None:
                fixed, unfit = slide_edits.why_fixed(brief, statement), self.unfit.get(statement.id, "")
                field.show_line(line, self._sources(line), fixed, ends.get(statement.id), unfit)
                field.show()
        for field in self._pool[len(worded) :]:
            field.hide()
        rest = len(lines) - len(worded)
        follows = "follows" if rest == 1 else "follow"
        self._rest.setText(f"{phrases.counted(rest, 'more text')} {follows} from counts or the template")
        self._rest.setVisible(bool(rest))
        self._show_say(sheet)

    def field_of(self, statement: Statement | None) -> StatementField | None:
        """Return the field of a statement, None without one."""
        wanted = statement.id if statement else ""
        return next((field for field in self.shown if field.statement and field.statement.id == wanted), None)

    def refuse(self, statement: Statement, why: str) -> None:
        """Say under a field why its words cannot be taken."""
        field = self.field_of(statement)
        if field is not None:
            field.refuse(why)

    def _sources(self, line: PageLine) -> str:
        """Return what a statement cites: by its numbers on the slide, else by name and place."""
        shelf, statement = self._kit.session.shelf, line.statement
        cited = (shelf.get(Passage, c.passage_id) for c in statement.citations) if statement else ()
        named = dict.fromkeys(phrases.source_of(shelf, passage) for passage in cited if passage is not None)
        return " · ".join(line.cites or named) if line.kind != "title" else ""

    def _new(self) -> StatementField:
        field = StatementField(self._kit.look)
        field.typed.connect(self.typed)
        field.entered.connect(self.entered)
        field.finished.connect(self.finished)
        field.cut.connect(self.cut)
        self._fields.addWidget(field)
        return field

    def _show_say(self, sheet: Sheet) -> None:
        if key_of(sheet.id) != self._key or not self.say.hasFocus():
            self._key = key_of(sheet.id)
            self.say.blockSignals(True)
            self.say.setPlainText(sheet.slide.say)
            self.say.blockSignals(False)
        self._show_time()

    def _spoken(self) -> None:
        self._show_time()
        self.said.emit(self.say.toPlainText())

    def _show_time(self) -> None:
        seconds = round(len(self.say.toPlainText().split()) * 60 / WORDS_A_MINUTE / 5) * 5
        self._time.set_text(f"about {max(seconds, 5)} s" if self.say.toPlainText().strip() else "")


def _worded(statement: Statement | None) -> bool:
    return statement is not None and statement.role not in ("count", "boilerplate")


def _last(fit: Fit, lines: list[PageLine]) -> str:
    """Return the last of `lines` that stands in a box."""
    ids = [line.statement.id for line in lines if line.statement is not None]
    return next((id for id in reversed(ids) if id in fit.statements), "")
