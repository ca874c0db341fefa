"""First step of the import: the files, how far they are read, and what each of them is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefer.gui import phrases
from briefer.gui.kit import Kit
from briefer.gui.models.entries import Entry
from briefer.gui.models.rows import Row
from briefer.gui.panels.wizard_step import WizardStep
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.panel import clear, fact_line, group
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.text import Text

KINDS = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.oasis.opendocument.text": "OpenDocument",
    "application/epub+zip": "e-book",
    "text/html": "web page",
    "text/markdown": "Markdown",
    "text/plain": "plain text",
}
_SIGNS = {"read": "ok", "refused": "fail", "stopped": "silent", "waiting": "not-read", "reading": "unconfirmed"}


def file_row(entry: Entry) -> Row:
    """Return a file as a row: its name, and how far it is."""
    return Row(
        id=str(entry.path),
        text=entry.path.name,
        note=state_line(entry),
        sign=_SIGNS[entry.state],
        spoken=f"{entry.path.name}, {state_line(entry)}",
        tip=entry.reason or str(entry.path),
    )


def state_line(entry: Entry) -> str:
    """Return in a few words how far a file is."""
    if entry.shown is None:
        words = {"waiting": "waiting", "reading": "reading…", "stopped": "not read: stopped"}
        return words.get(entry.state, "cannot be imported")
    imported = entry.shown
    doubtful = sum(map(len, entry.doubts))
    parts = [
        KINDS.get(imported.source.media_type, "document"),
        phrases.counted(imported.pages, "page") if imported.pages else "",
        phrases.counted(len(imported.pieces), "piece"),
        f"{doubtful} doubtful" if doubtful else "",
    ]
    return " · ".join(part for part in parts if part)


class FilesStep(WizardStep):
    """All files of the import; the chosen one at right."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        look = kit.look
        head = QHBoxLayout()
        head.setContentsMargins(14, 12, 14, 10)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        add = button(look, "Add files…", icon="ph.plus", action=kit.commands["import"])
        self._remove = button(look, "Take out of the import", icon="ph.x")
        self._remove.clicked.connect(self._take_out)
        head.addWidget(add)
        head.addWidget(self._remove)
        self.column.addLayout(head)
        self.list = RowList(look, "Files to import", two_lines=True)
        self.column.addWidget(self.list, 1)
        self.list.chosen.connect(self._chosen)

    def show_entry(self, entry: Entry | None) -> None:
        """Show all files, `entry` chosen."""
        super().show_entry(entry)
        entries = self.kit.imports.entries
        self.list.show_rows([file_row(one) for one in entries])
        if entry is not None and self.list.current_id != str(entry.path):
            self.list.choose(str(entry.path))
        pieces = sum(len(one.pieces) for one in entries)
        self.title.set_text(phrases.counted(len(entries), "file"))
        waiting = sum(one.state in ("waiting", "reading") for one in entries)
        found = f"{phrases.counted(pieces, 'piece')} found"
        self.note.set_text(f"{found}, {waiting} still to read" if waiting else found)
        self._remove.setEnabled(entry is not None)
        self._show_facts(entry)

    def first_focus(self) -> QWidget:
        return self.list

    def _chosen(self, id: str) -> None:
        entry = next((one for one in self.kit.imports.entries if str(one.path) == id), None)
        if entry is not None and entry is not self.entry:
            self.wanted.emit(entry)

    def _take_out(self) -> None:
        if self.entry is not None:
            self.kit.imports.remove(self.entry)

    def _show_facts(self, entry: Entry | None) -> None:
        column, look = self.facts.column, self.kit.look
        clear(column)
        if entry is None:
            column.addWidget(Text(look, "No file chosen", ink="text2"))
            column.addStretch(1)
            return
        column.addWidget(Text(look, entry.path.name, "subject"))
        column.addWidget(Text(look, state_line(entry), "small", "text2"))
        if entry.reason:
            column.addWidget(fact_line(look, "fail", entry.reason))
        if entry.shown is not None:
            self._show_read(entry)
        column.addStretch(1)

    def _show_read(self, entry: Entry) -> None:
        column, look, imported = self.facts.column, self.kit.look, entry.shown
        if imported is None:
            return
        column.addWidget(group(look, "Stands in"))
        work = imported.reference
        editors = phrases.persons(work.editors)
        parts = [work.title, f"edited by {editors}" if editors else "", work.publisher, work.issue or work.issued]
        column.addWidget(Text(look, ", ".join(part for part in parts if part) or "nothing is said of a volume"))
        names = {origin.name for piece in imported.pieces for origin in piece.essay.origins if origin.kind == "sidecar"}
        column.addWidget(group(look, "References used"))
        for name in sorted(names):
            column.addWidget(fact_line(look, "ok", name))
        if not names:
            column.addWidget(Text(look, "None lay beside the file", ink="text2"))
        if imported.remarks:
            column.addWidget(group(look, "Remarks"))
            for remark in imported.remarks:
                column.addWidget(fact_line(look, "info", remark))
