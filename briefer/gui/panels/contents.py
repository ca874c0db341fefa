"""What the brief says besides its picks: one part at a time, its rows in a list and the fields of the chosen row below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import content_edits, phrases
from briefer.gui.content_edits import PARTS, Field
from briefer.gui.kit import Kit
from briefer.gui.models.outline import PageLine
from briefer.gui.models.rows import Row
from briefer.gui.palette import Look
from briefer.gui.widgets.buttons import TickBox, button
from briefer.gui.widgets.entries import Combo, Line, Words, mark
from briefer.gui.widgets.flow import Flow
from briefer.gui.widgets.panel import Scroll, clear
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.text import Text

MOST_ROWS = 6
"""Rows that are shown before the list scrolls."""


class RowsList(RowList):
    """The rows of a part: Ins adds one, Del takes it out, Alt and arrows move it."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Rows", two_lines=True)
        self._look = look

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        wanted = {Qt.Key.Key_Insert: "add", Qt.Key.Key_Delete: "drop"}.get(Qt.Key(event.key()), "")
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            wanted = "up" if event.key() == Qt.Key.Key_Up else "down"
        if wanted:
            self.asked.emit(wanted)
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Be as high as the rows, up to a few."""
        rows = min(max(len(self.rows.rows), 1), MOST_ROWS)
        high = sum(self.sizeHintForRow(at) for at in range(min(rows, len(self.rows.rows))))
        self.setFixedHeight(max(high, self._look.scaled(34)) + 4)


class Contents(Scroll):
    """Agenda, decision, options and the other parts of a brief, each edit one undo step."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit, self._part, self._at = kit, PARTS[0], 0
        self._passage = ""
        """The passage behind the chosen statement, for a row that must cite."""
        self._loaders: list[Callable[[object], None]] = []
        self._filling = False
        look = kit.look
        label = Text(look, "Part of the brief", "small", "text2", wrap=False)
        self.parts = Combo(look)
        self.parts.setAccessibleName("Part of the brief")
        label.setBuddy(self.parts)
        self.parts.show_pairs([(part.id, part.title) for part in PARTS], self._part.id)
        self.parts.activated.connect(lambda _: self.show_part(str(self.parts.currentData())))
        self.list = RowsList(look)
        self.list.chosen.connect(lambda id: self._choose(int(id)))
        self.list.asked.connect(self._do)
        self._tools = QWidget()
        flow = Flow()
        self._tools.setLayout(flow)
        self._doing = {}
        for id, words in (("add", "Add"), ("up", "Up"), ("down", "Down"), ("drop", "Take out")):
            press = button(look, words)
            press.clicked.connect(lambda _=False, id=id: self._do(id))
            flow.addWidget(press)
            self._doing[id] = press
        self._fields = QVBoxLayout()
        self._fields.setSpacing(6)
        for widget in (label, self.parts, self.list, self._tools):
            self.column.addWidget(widget)
        self.column.addLayout(self._fields)
        self.column.addStretch(1)
        self._build()
        kit.session.brief_changed.connect(self.refresh_in_sight)

    def show_line(self, line: PageLine | None) -> None:
        """Remember the passage behind the chosen statement."""
        cited = line.statement.citations if line and line.statement else ()
        self._passage = next((citation.passage_id for citation in cited if citation.passage_id), "")

    def show_part(self, id: str) -> None:
        """Show another part of the brief."""
        self._part, self._at = content_edits.part_of(id), 0
        self.parts.setCurrentIndex(self.parts.findData(id))
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Show the part as the brief has it."""
        brief = self._kit.session.brief
        if brief is None:
            return
        held = content_edits.rows(brief, self._part)
        self._at = max(0, min(self._at, len(held) - 1))
        self._filling = True
        many = bool(self._part.noun)
        self.list.setVisible(many)
        self._tools.setVisible(many)
        if many:
            self.list.setAccessibleName(f"{self._part.title}: {phrases.counted(len(held), self._part.noun)}")
            rows = [content_edits.summary(row, self._part) for row in held]
            self.list.show_rows([Row(id=str(n), text=text, note=note) for n, (text, note) in enumerate(rows)])
            self.list.choose(str(self._at))
            self.list.fit()
        for id in ("up", "down", "drop"):
            self._doing[id].setEnabled(bool(held) if id == "drop" else len(held) > 1)
        for load in self._loaders:
            load(held[self._at] if held else None)
        self._filling = False

    def _choose(self, at: int) -> None:
        if at != self._at and not self._filling:
            self._at = at
            self.refresh()

    def _do(self, what: str) -> None:
        brief, part = self._kit.session.brief, self._part
        if brief is None or not part.noun:
            return
        held = content_edits.rows(brief, part)
        try:
            if what == "add":
                place = self._at + 1 if held else 0
                changed, words = content_edits.added(brief, part, place, self._passage), f"adding an {part.noun}"
                self._at = place
            elif not held:
                return
            elif what == "drop":
                changed, words = content_edits.dropped(brief, part, self._at), f"taking out an {part.noun}"
            else:
                by = -1 if what == "up" else 1
                changed, words = content_edits.moved(brief, part, self._at, by), f"moving an {part.noun}"
                self._at = max(0, min(self._at + by, len(held) - 1))
        except ValueError as error:
            self._kit.talk.toast(str(error), False)
            return
        vowel = part.noun[0] in "aeiou"
        self._kit.session.edit_brief(words if vowel else words.replace(" an ", " a "), changed)

    def _build(self) -> None:
        """Put the fields of the part below its rows."""
        clear(self._fields)
        self._loaders = []
        look = self._kit.look
        before: QWidget = self._doing["drop"]
        for field in self._part.fields:
            made = self._widget(field)
            made.setAccessibleName(field.label)
            if field.kind != "tick":
                label = Text(look, field.label, "small", "text2")
                label.setBuddy(made)
                self._fields.addWidget(label)
            self._fields.addWidget(made)
            QWidget.setTabOrder(before, made)
            before = made

    def _widget(self, field: Field) -> QWidget:
        look = self._kit.look
        if field.kind == "tick":
            tick = TickBox(look, field.label)
            tick.toggled.connect(lambda on: self._change(field, "yes" if on else "", tick))
            self._loaders.append(lambda row: self._load(tick, row, lambda: tick.setChecked(_text(row, field) == "yes")))
            return tick
        if field.kind == "choice":
            combo = Combo(look)
            combo.activated.connect(lambda _: self._change(field, str(combo.currentData()), combo))
            self._loaders.append(
                lambda row: self._load(combo, row, lambda: combo.show_pairs(field.choices, _text(row, field)))
            )
            return combo
        if field.kind in ("words", "list"):
            box = Words(look)
            box.textChanged.connect(lambda: self._change(field, box.toPlainText(), box))
            self._loaders.append(
                lambda row: self._load(
                    box, row, lambda: box.setPlainText(_text(row, field)) if _differs(field, box, row) else None
                )
            )
            return box
        line = Line(look)
        line.textEdited.connect(lambda text: self._change(field, text, line))
        self._loaders.append(
            lambda row: self._load(
                line, row, lambda: line.setText(_text(row, field)) if line.text() != _text(row, field) else None
            )
        )
        return line

    def _load(self, widget: QWidget, row: object, fill: Callable[[], object]) -> None:
        widget.setEnabled(row is not None)
        fill()
        mark(widget, "")

    def _change(self, field: Field, text: str, widget: QWidget) -> None:
        brief, part = self._kit.session.brief, self._part
        if brief is None or self._filling or not content_edits.rows(brief, part):
            return
        why = content_edits.refusal(part, field, text)
        mark(widget, why)
        if not why:
            changed = content_edits.with_value(brief, part, self._at, field, text)
            merge = f"{part.id}/{self._at}/{field.name}"
            self._kit.session.edit_brief(f"change of {field.label.split(',')[0].lower()}", changed, merge=merge)


def _text(row: object, field: Field) -> str:
    return content_edits.value(row, field) if row is not None else ""


def _differs(field: Field, box: Words, row: object) -> bool:
    """Tell whether a box shows another text than the brief holds; blank lines while typing a list are no other."""
    shown, held = box.toPlainText(), _text(row, field)
    if field.kind != "list":
        return shown != held
    return [line.strip() for line in shown.split("\n") if line.strip()] != [w for w in held.split("\n") if w]
