"""The chosen slide in the inspector: its layout, its state, its room, and the remarks of the whole deck."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import phrases, slide_edits
from briefer.gui.kit import Kit
from briefer.gui.models.fit import Fit, fits
from briefer.gui.models.outline import PageLine, Sheet, key_of
from briefer.gui.panels.slide_fields import SlideFields
from briefer.gui.panels.slide_work import SlideWork
from briefer.gui.results import Outline, as_remark
from briefer.gui.widgets.buttons import Button, button
from briefer.gui.widgets.entries import Combo
from briefer.gui.widgets.fit_bar import FitBar
from briefer.gui.widgets.flow import Flow
from briefer.gui.widgets.panel import Scroll, clear, fact_line, group
from briefer.gui.widgets.text import Elided, Text
from briefer.model.deck import Remark
from briefer.specs.template import REGISTER

ACTIONS = (
    ("slide-hide", "Hide", "Show"),
    ("slide-lock", "Lock", "Unlock"),
    ("slide-copy", "Double", "Double"),
    ("slide-out", "Take out", "Take out"),
)
"""Commands with their words, and what they say when they would undo it."""


class SlideCard(Scroll):
    """What is known of one slide, and of the deck it stands in."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._work: SlideWork | None = None
        self._remarks: list[tuple[Remark, int]] | None = None
        self._told: list[Fit] | None = None
        self._gone: tuple[str, ...] | None = None
        look = kit.look
        self._caption = Elided(look, "", "subject")
        self.column.addWidget(self._caption)
        label = Text(look, "Layout", "small", "text2", wrap=False)
        self.layout_box = Combo(look)
        self.layout_box.setAccessibleName("Layout of this slide")
        label.setBuddy(self.layout_box)
        self.column.addWidget(label)
        self.column.addWidget(self.layout_box)
        self._why = Text(look, "", "small", "text2")
        self.column.addWidget(self._why)
        actions = QWidget()
        flow = Flow()
        actions.setLayout(flow)
        self._buttons: dict[str, Button] = {}
        for id, words, _ in ACTIONS:
            self._buttons[id] = button(look, words, action=kit.commands[id])
            flow.addWidget(self._buttons[id])
        self.column.addWidget(actions)
        self.fields = SlideFields(kit, self._buttons["slide-out"])
        self.column.addWidget(self.fields)
        self._parts: dict[str, QVBoxLayout] = {}
        self._holders: dict[str, QWidget] = {}
        for name in ("Room besides", "Taken out", "Remarks in this deck"):
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(6)
            column.addWidget(group(look, name))
            rows = QVBoxLayout()
            rows.setSpacing(6)
            column.addLayout(rows)
            self.column.addWidget(holder)
            self._parts[name], self._holders[name] = rows, holder
        self.column.addStretch(1)

    def attend(self, work: SlideWork) -> None:
        """Let `work` do what is asked for here."""
        self._work = work
        self.layout_box.activated.connect(lambda _: work.set_layout(str(self.layout_box.currentData())))
        self.fields.typed.connect(lambda statement, text: self.fields.refuse(statement, work.reword(statement, text)))
        self.fields.said.connect(work.say)
        self.fields.unfit = work.unfit
        self.fields.cut.connect(work.cut)
        self.fields.entered.connect(work.choose_statement)
        self.fields.finished.connect(work.go_back)

    def show_line(self, line: PageLine | None) -> None:
        """Bring the field of a statement into sight."""
        field = self.fields.field_of(line.statement if line else None)
        if field is not None and self.isVisible():
            self.ensureWidgetVisible(field, 0, 40)

    def show_slide(self, sheet: Sheet | None) -> None:
        """Show another slide."""
        brief = self._kit.session.brief
        self._caption.set_text(sheet.caption if sheet else "")
        own = sheet is not None and key_of(sheet.id) != REGISTER
        layouts = sheet.slide.alternatives if sheet and own else ()
        self.layout_box.setEnabled(len(layouts) > 1)
        if sheet is not None:
            pairs = [(name, phrases.layout_name(name)) for name in layouts]
            self.layout_box.show_pairs(pairs, sheet.page.layout)
        self._why.setVisible(sheet is not None and len(layouts) < 2)
        self._why.setText("No other layout takes what stands on this slide")
        edit = slide_edits.edit_of(brief, key_of(sheet.id)) if sheet else slide_edits.edit_of(None, "")
        on = {"slide-hide": edit.hidden, "slide-lock": edit.locked}
        for id, words, back in ACTIONS:
            self._buttons[id].setText(back if on.get(id) else words)
        self.fields.show_sheet(sheet)
        self._show_room(sheet)
        self._show_taken_out()

    def show_deck(self, outline: Outline | None) -> None:
        """Show the remarks of the deck, each leading to its slide."""
        found: list[tuple[Remark, int]] = []
        for slide in outline.slides if outline else ():
            first = slide.numbers[0] if slide.numbers else 0
            found += [(as_remark(remark, slide.key), first) for remark in slide.remarks]
        found += [(as_remark(remark), 0) for remark in (outline.remarks if outline else ())]
        if found == self._remarks:
            return
        self._remarks = found
        rows, look = self._parts["Remarks in this deck"], self._kit.look
        clear(rows)
        for remark, number in found:
            rows.addWidget(fact_line(look, remark.severity, remark.text))
            if number and remark.slide_key:
                press = button(look, f"Go to slide {number}", "link")
                press.setAccessibleDescription(remark.text)
                press.clicked.connect(lambda _=False, key=remark.slide_key: self._go(key))
                rows.addWidget(press)
        if not found:
            rows.addWidget(fact_line(look, "ok", "Nothing to look at"))

    def _go(self, key: str) -> None:
        if self._work is not None:
            self._work.go_to(key)

    def _show_room(self, sheet: Sheet | None) -> None:
        worded = {field.statement.id for field in self.fields.shown if field.statement} if sheet else set()
        besides = [fit for fit in (fits(sheet.page) if sheet else ()) if not fit.statements & worded]
        told = [fit for fit in besides if fit.used > 1 or not fit.name.startswith("Body")]
        if told == self._told:
            return
        self._told = told
        rows, look = self._parts["Room besides"], self._kit.look
        clear(rows)
        for fit in told:
            bar = FitBar(look, fit.name)
            bar.show_fit(fit.used, 1, f"{fit.name}: {fit.words}")
            rows.addWidget(bar)
        self._holders["Room besides"].setVisible(bool(told))

    def _show_taken_out(self) -> None:
        brief = self._kit.session.brief
        gone = slide_edits.removed(brief) if brief else ()
        if gone == self._gone:
            return
        self._gone = gone
        rows, look = self._parts["Taken out"], self._kit.look
        clear(rows)
        for key in gone:
            press = button(look, f"Bring back {key}", "link")
            press.clicked.connect(lambda _=False, key=key: self._work.bring_back(key) if self._work else None)
            rows.addWidget(press)
        self._holders["Taken out"].setVisible(bool(gone))
