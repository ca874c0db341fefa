"""The import wizard in the Library tab: files, essays, page numbers, what was found; nothing is written before Finish."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import phrases
from briefer.gui.kit import Kit
from briefer.gui.models.entries import Entry
from briefer.gui.panels.wizard_essays import EssaysStep
from briefer.gui.panels.wizard_files import FilesStep, file_row
from briefer.gui.panels.wizard_found import FoundStep
from briefer.gui.panels.wizard_numbers import NumbersStep
from briefer.gui.panels.wizard_step import WizardStep
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.panel import Panel
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.steps import StepBar
from briefer.gui.widgets.text import Elided, Ground, Text, rule

STEPS = ("Files", "Essays", "Page numbers", "What was found")
COMMANDS = ("import-next", "import-back", "import-guess", "import-merge", "import-split", "import-leave")
FILES, ESSAYS, NUMBERS, FOUND = range(4)
_REASON = Qt.FocusReason.ShortcutFocusReason


class ImportDesk(Desk):
    """Four steps over the files of one import."""

    name = "Import"
    right_width = 304

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        look = kit.look
        self._step = FILES
        self._entry: Entry | None = None
        self.files, self.essays = FilesStep(kit), EssaysStep(kit)
        self.numbers, self.found = NumbersStep(kit), FoundStep(kit)
        self.steps: tuple[WizardStep, ...] = (self.files, self.essays, self.numbers, self.found)
        self.tools = Text(look, "Import", "strong", wrap=False)
        self.list = RowList(look, "Files", two_lines=True)
        left = Panel(look, "Files")
        left.column.addWidget(self.list, 1)
        centre = Ground("base")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._pages, self._sides = QStackedWidget(), QStackedWidget()
        column.addWidget(self._pages, 1)
        for step in self.steps:
            self._pages.addWidget(step)
            self._sides.addWidget(step.side)
            step.wanted.connect(self._choose)
        self.assemble(left, centre, self._sides)
        self._frame()
        self.list.chosen.connect(self._chosen)
        imports = kit.imports
        imports.began.connect(self._begin)
        imports.files_changed.connect(self._files_changed)
        imports.decided.connect(self._decided)
        imports.reviewed.connect(self._reviewed)
        imports.ended.connect(lambda _: self._choose(None))
        self._connect_commands()

    @property
    def step(self) -> int:
        """Return which step is shown, from 0."""
        return self._step

    def first_focus(self) -> QWidget | None:
        return self.steps[self._step].first_focus()

    def next_finding(self) -> None:
        """Go to the next thing to look at in this step, or in the next file that has one."""
        if self.steps[self._step].next_finding():
            return
        if self._step == ESSAYS:
            for entry in self._kit.imports.read:
                if entry is not self._entry and any(entry.doubts):
                    self._choose(entry)
                    self.essays.next_finding()
                    return
        self._kit.talk.toast("Nothing to look at in this step", False)

    def go_to(self, step: int) -> None:
        """Show a step."""
        self._step = max(FILES, min(step, FOUND))
        if self._step in (ESSAYS, NUMBERS) and (self._entry is None or self._entry.shown is None):
            self._choose(next(iter(self._kit.imports.read), self._entry))
        self._refresh()
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus(_REASON)

    def forward(self) -> None:
        """Show the next step; on the last one, finish."""
        if self._step == FOUND:
            self._kit.imports.finish()
        else:
            self.go_to(self._step + 1)

    def take_guess(self) -> None:
        """Take the guess in a doubtful cell; elsewhere go to the last step, and from there finish."""
        self._commit()
        if self.steps[self._step].take_guess():
            return
        if self._step == FOUND:
            self._kit.imports.finish()
        else:
            self.go_to(FOUND)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._overlay:
            self._kit.imports.cancel()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        super()._arrange()
        several = len(self._kit.imports.entries) > 1 and self._step in (ESSAYS, NUMBERS)
        if self.left is not None and not several:
            self.left.hide()

    def _frame(self) -> None:
        look = self._kit.look
        frame = self.layout()
        if not isinstance(frame, QVBoxLayout):
            return
        frame.setSpacing(0)
        self.bar = StepBar(look, STEPS)
        self.bar.chosen.connect(self.go_to)
        frame.insertWidget(0, self.bar)
        frame.insertWidget(1, rule())
        foot = Ground("window")
        foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(foot)
        row.setContentsMargins(4, 9, 14, 9)
        row.setSpacing(8)
        cancel = button(look, "Cancel import", "ghost", "ph.x")
        cancel.clicked.connect(self._kit.imports.cancel)
        self._where = Elided(look, "", "small", "text2")
        self._back = button(look, "Back", action=self._kit.commands["import-back"])
        self._next = button(look, "", "primary")
        self._next.clicked.connect(self.forward)
        row.addWidget(cancel)
        row.addStretch(1)
        for part in (self._where, self._back, self._next):
            row.addWidget(part)
        frame.addWidget(rule())
        frame.addWidget(foot)

    def _connect_commands(self) -> None:
        commands = self._kit.commands
        commands.on("import-next", lambda: self.go_to(self._step + 1))
        commands.on("import-back", lambda: self.go_to(self._step - 1))
        commands.on("import-guess", self.take_guess)
        commands.on("import-merge", self.essays.merge)
        commands.on("import-split", self.essays.open_places)
        commands.on("import-leave", self.essays.leave_out)
        commands.only_in("import-merge", self)
        for id in COMMANDS:
            commands.allow(id, False, "No import is open")

    def _begin(self) -> None:
        self._entry = None
        self.go_to(FILES)

    def _files_changed(self) -> None:
        entries = self._kit.imports.entries
        if self._entry not in entries:
            self._entry = next(iter(entries), None)
        self._refresh()

    def _decided(self, entry: Entry) -> None:
        self._refresh()

    def _reviewed(self) -> None:
        if self._step == FOUND:
            self.found.show_entry(self._entry)
        self._show_foot()

    def _chosen(self, id: str) -> None:
        entry = next((one for one in self._kit.imports.entries if str(one.path) == id), None)
        if entry is not None and entry is not self._entry:
            self._choose(entry)

    def _choose(self, entry: Entry | None) -> None:
        self._entry = entry
        self._refresh()

    def _refresh(self) -> None:
        if not self._kit.imports.active:
            for id in COMMANDS:
                self._kit.commands.allow(id, False, "No import is open")
            return
        entries = self._kit.imports.entries
        self.list.show_rows([file_row(entry) for entry in entries])
        if self._entry is not None and self.list.current_id != str(self._entry.path):
            self.list.choose(str(self._entry.path))
        self._pages.setCurrentIndex(self._step)
        self._sides.setCurrentIndex(self._step)
        self._arrange()
        self.steps[self._step].show_entry(self._entry)
        self._show_foot()

    def _show_foot(self) -> None:
        commands, imports = self._kit.commands, self._kit.imports
        self.bar.show_step(self._step)
        self._where.set_text(f"Step {self._step + 1} of {len(STEPS)}")
        commands.allow("import-next", self._step < FOUND, "This is the last step")
        commands.allow("import-back", self._step > FILES, "This is the first step")
        commands.allow("import-guess", True)
        for id in ("import-merge", "import-split", "import-leave"):
            if self._step != ESSAYS:
                commands.allow(id, False, "Go to the essays first")
        if self._step < FOUND:
            self._next.setText(f"Next: {STEPS[self._step + 1].lower()}")
        else:
            self._next.setText(f"Finish: import {phrases.counted(imports.taken, 'piece')}")
        what = self._entry.path.name if self._entry and self._step in (ESSAYS, NUMBERS) else ""
        pages = self._entry.shown.pages if self._entry and self._entry.shown and what else 0
        parts = [what, phrases.counted(pages, "page") if pages else "", "nothing is written until Finish"]
        self.bar.words.set_text(" · ".join(part for part in parts if part))

    def _commit(self) -> None:
        """Close an open editor and keep what was typed."""
        focus = self.window().focusWidget()
        table = self.essays.table
        if focus is not None and focus is not table and table.isAncestorOf(focus):
            table.setFocus(_REASON)
