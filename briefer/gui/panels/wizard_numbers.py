"""Third step of the import: which printed number each page of a file has."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from briefer.gui import phrases
from briefer.gui.kit import Kit
from briefer.gui.models.entries import Entry
from briefer.gui.models.labels import APPLIED, FOUND, INDEX, REMARK, Label, LabelModel, labels
from briefer.gui.panels.wizard_step import WizardStep
from briefer.gui.widgets.buttons import TickBox
from briefer.gui.widgets.panel import clear, fact_line, group
from briefer.gui.widgets.piece_table import CellTable
from briefer.gui.widgets.text import Text, rule

_MOST = 9999


class NumbersStep(WizardStep):
    """The page labels of one file, and the offset for all of them."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        look = kit.look
        self.model = LabelModel(self)
        samples = {
            INDEX: "File page",
            FOUND: "xxxviii",
            APPLIED: "xxxviii",
            REMARK: "page 119 is missing",
        }
        self.table = CellTable(look, "Page numbers", self.model, samples, signed=(REMARK,))
        row = QHBoxLayout()
        row.setContentsMargins(14, 12, 14, 10)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.note, 1)
        self.number = TickBox(look, "Number anew: page of the file plus")
        self.offset = QLineEdit("0")
        self.offset.setFont(look.font())
        self.offset.setValidator(QIntValidator(-_MOST, _MOST, self.offset))
        self.offset.setMaximumWidth(look.scaled(76))
        self.offset.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.offset.setAccessibleName("Offset: printed page = page of the file plus this")
        row.addWidget(self.number)
        row.addWidget(self.offset)
        self.column.addLayout(row)
        self.column.addWidget(rule())
        self.column.addWidget(self.table, 1)
        self.number.toggled.connect(self._decide)
        self.offset.textEdited.connect(self._decide)
        self._showing = False

    def show_entry(self, entry: Entry | None) -> None:
        """Show the pages of a file as they are numbered now."""
        super().show_entry(entry)
        self._showing = True
        read = entry.staged.imported if entry and entry.staged else None
        rows = labels(read, entry.decisions) if entry and read else []
        self.model.show(rows)
        offset = entry.decisions.page_offset if entry else None
        self.number.setText(
            "Number anew: page of the file plus" if _indexed(rows) else "Add to the numbers that were found"
        )
        self.number.setEnabled(bool(rows))
        self.number.setChecked(offset is not None)
        self.offset.setEnabled(offset is not None)
        if offset is not None and self.offset.text() != str(offset) and not self.offset.hasFocus():
            self.offset.setText(str(offset))
        self._showing = False
        looks = sum(bool(row.sign) for row in rows)
        self.title.set_text(phrases.counted(len(rows), "page") if rows else "No page numbers")
        self.note.set_text(f"{looks} to look at" if looks else "in sequence" if rows else "cited by paragraph")
        if rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, APPLIED))
        self._show_facts(rows)

    def first_focus(self) -> QWidget:
        return self.table if self.model.rows else self.number

    def next_finding(self) -> bool:
        """Go to the next page with something to look at."""
        return self.table.go_to_next(
            [self.model.index(at, REMARK) for at, row in enumerate(self.model.rows) if row.sign]
        )

    def _decide(self) -> None:
        if self._showing or self.entry is None:
            return
        if self.number.isChecked() and self.entry.decisions.page_offset is None:
            self.offset.setText(str(_usual(self.model.rows)))
        if self.number.isChecked() and not self.offset.hasAcceptableInput():
            return
        offset = int(self.offset.text()) if self.number.isChecked() else None
        self.kit.imports.decide(self.entry, replace(self.entry.decisions, page_offset=offset))

    def _show_facts(self, rows: list[Label]) -> None:
        column, look = self.facts.column, self.kit.look
        clear(column)
        column.addWidget(group(look, "How pages are cited"))
        if not rows:
            column.addWidget(Text(look, "The file has no pages. Its places are cited by section and paragraph."))
        elif self.entry is not None and self.entry.shown is not None:
            for number, piece in enumerate(self.entry.shown.pieces, 1):
                pages = phrases.pages(piece.essay)
                column.addWidget(fact_line(look, "", f"{number}  {piece.essay.reference.title}", pages))
        found = self.entry.shown.remarks if self.entry and self.entry.shown else ()
        if found:
            column.addWidget(group(look, "Remarks"))
            for remark in found:
                column.addWidget(fact_line(look, "info", remark))
        column.addStretch(1)


def _indexed(rows: list[Label]) -> bool:
    return any(row.index is not None for row in rows)


def _usual(rows: tuple[Label, ...]) -> int:
    """Return the offset that the Arabic numbers found have, 0 where there are none."""
    steps = [int(row.found) - row.index for row in rows if row.index is not None and row.found.isdecimal()]
    return max(set(steps), key=steps.count) if steps else 0
