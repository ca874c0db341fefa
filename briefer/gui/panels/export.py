"""Export, in the place of the inspector: formats, folder, what the gate says, Write."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefer.gui import phrases
from briefer.gui.kit import Kit
from briefer.gui.panels.since_build import SinceBuildList
from briefer.gui.results import Outline, as_remark
from briefer.gui.widgets.buttons import TickBox, button, icon_button
from briefer.gui.widgets.panel import Panel, Scroll, clear, fact_line, group
from briefer.gui.widgets.text import Text
from briefer.model.deck import Remark

FORMAT_WORDS = {
    "pptx": "Deck for PowerPoint (.pptx)",
    "docx": "Memo for Word (.docx)",
    "pdf": "Memo as PDF (.pdf)",
    "md": "Memo as Markdown (.md)",
    "handout": "Handout of the deck as PDF",
    "packet": "Packet of the cited pages as PDF",
    "html": "Memo as web page (.html)",
    "xlsx": "Evidence as a table (.xlsx)",
}
FIRST = ("pptx", "docx", "pdf")
"""Formats that are ticked at the beginning."""
SHOWN = 8


class Export(Panel):
    """What will be written, where, and what stands in the way."""

    closed = Signal()
    asked = Signal(str)
    """Key of a slide to go to."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.look, "Export")
        self._kit = kit
        close = icon_button(kit.look, "ph.x", "Close export")
        close.clicked.connect(self.closed)
        self.head.addWidget(close)
        self._scroll = Scroll()
        self.column.addWidget(self._scroll, 1)
        self._formats: dict[str, TickBox] = {}
        self._build()
        foot = self.foot()
        self._why = Text(kit.look, "", "small", "text2")
        foot.addWidget(self._why)
        row = QHBoxLayout()
        self.write = button(kit.look, "Write", "primary", "ph.export")
        self.write.clicked.connect(self._write)
        row.addWidget(self.write)
        row.addStretch(1)
        foot.addLayout(row)
        kit.outliner.ready.connect(lambda _: self.refresh() if self.isVisible() else None)
        kit.outputs.built.connect(lambda _: self.since.refresh())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._write()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self.since.refresh()

    @property
    def chosen(self) -> list[str]:
        """Return the ticked formats."""
        return [name for name, box in self._formats.items() if box.isChecked()]

    def refresh(self) -> None:
        """Show folder and gate as they are."""
        folder = self._kit.outputs.folder
        self._folder.setText(str(folder) if folder else "Save the brief first")
        chosen = self.chosen
        self.write.setEnabled(bool(chosen and folder))
        self.write.setText(f"Write {phrases.counted(len(chosen), 'file')}" if chosen else "Write")
        self._why.setText("" if chosen else "Tick at least one format.")
        self._why.setVisible(not chosen)
        self._show_gate(self._kit.outliner.outline)

    def _build(self) -> None:
        look, column = self._kit.look, self._scroll.column
        column.addWidget(group(look, "Formats"))
        for name in self._kit.services.formats():
            box = TickBox(look, FORMAT_WORDS.get(name, name))
            box.setChecked(name in FIRST)
            box.toggled.connect(lambda _: self.refresh())
            column.addWidget(box)
            self._formats[name] = box
        column.addWidget(group(look, "Folder"))
        self._folder = Text(look, "")
        column.addWidget(self._folder)
        change = button(look, "Change…", "link")
        change.setAccessibleName("Change the folder")
        change.clicked.connect(self._change_folder)
        column.addWidget(change, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(
            Text(look, "Always a new version; a file you have edited is never written over.", "small", "text2")
        )
        self._gate = QWidget()
        column.addWidget(group(look, "Gate"))
        self._gate_column = QVBoxLayout(self._gate)
        self._gate_column.setContentsMargins(0, 0, 0, 0)
        self._gate_column.setSpacing(8)
        column.addWidget(self._gate)
        column.addWidget(group(look, "Since the last build"))
        self.since = SinceBuildList(self._kit)
        column.addWidget(self.since)
        column.addStretch(1)

    def _show_gate(self, outline: Outline | None) -> None:
        look, column = self._kit.look, self._gate_column
        clear(column)
        if outline is None:
            column.addWidget(Text(look, "Nothing to write yet", ink="text2"))
            return
        remarks = findings(outline)
        if not remarks:
            column.addWidget(fact_line(look, "ok", "Nothing to look at"))
        for remark in remarks[:SHOWN]:
            column.addWidget(self._finding(remark))
        if len(remarks) > SHOWN:
            column.addWidget(Text(look, f"{len(remarks) - SHOWN} more, on their slides", "small", "text2"))

    def _finding(self, remark: Remark) -> QWidget:
        holder = fact_line(self._kit.look, remark.severity, remark.text)
        if remark.slide_key:
            go = button(self._kit.look, "Go to", "link")
            go.setAccessibleName(f"Go to: {remark.text}")
            go.clicked.connect(lambda: self.asked.emit(remark.slide_key))
            layout = holder.layout()
            if layout is not None:
                layout.addWidget(go)
        return holder

    def _change_folder(self) -> None:
        self._kit.outputs.ask_folder()
        self.refresh()
        self.since.refresh()

    def _write(self) -> None:
        if self.write.isEnabled():
            self._kit.outputs.build(self.chosen)


def findings(outline: Outline) -> Sequence[Remark]:
    """Return every remark worth looking at, worst first, then in slide order."""
    found = [as_remark(remark) for remark in outline.remarks]
    for slide in outline.slides:
        found += [as_remark(remark, slide.key) for remark in slide.remarks]
    rank = {"fail": 0, "warn": 1, "info": 2}
    seen: dict[tuple[str, str], Remark] = {(remark.slide_key, remark.text): remark for remark in found}
    return sorted(seen.values(), key=lambda remark: rank[remark.severity])
