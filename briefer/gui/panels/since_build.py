"""What changed since the brief was last built, in the export panel; one click puts it into the brief."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import phrases
from briefer.gui.kit import Kit
from briefer.gui.lanes import Job
from briefer.gui.results import SinceBuild
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.panel import clear
from briefer.gui.widgets.text import Text
from briefer.model.state import CHANGE_TITLES, Change

SHOWN = 6


class SinceBuildList(QWidget):
    """Each sort of change with its number, the first of the counts and sides in words."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._job: Job | None = None
        self._found: SinceBuild | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def refresh(self) -> None:
        """Compare anew, beside the window's work."""
        library, brief, folder = self._kit.session.library, self._kit.session.brief, self._kit.outputs.folder
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if library is None or brief is None or folder is None:
            self._show(None)
            return
        self._job = self._kit.reading.run(
            "Comparing with the last build",
            lambda progress, cancelled: self._kit.services.since_build(library, brief, folder),
            shown=False,
        )
        self._job.done.connect(self._show)
        self._job.failed.connect(lambda error: self._show(None))

    def _show(self, found: SinceBuild | None) -> None:
        self._found = found
        look, column = self._kit.look, self._column
        clear(column)
        if found is None:
            column.addWidget(Text(look, "No earlier build in this folder", "small", "text2"))
            return
        if not found.changes:
            column.addWidget(Text(look, "Nothing changed", "small", "text2"))
            return
        counts = Counter(change.kind for change in found.changes)
        said = [f"{title}: {counts[kind]}" for kind, title in CHANGE_TITLES.items() if counts[kind]]
        column.addWidget(Text(look, " · ".join(said)))
        telling = [change for change in found.changes if change.kind in ("count", "side", "new text")]
        for change in telling[:SHOWN]:
            column.addWidget(Text(look, _told(change), "small", "text2"))
        if found.noted:
            note = button(look, f"Note {phrases.counted(len(found.noted), 'change')} in the brief", "link")
            note.setToolTip("A slide “What changed” shows them, where the template has one")
            note.clicked.connect(self._note)
            column.addWidget(note, alignment=Qt.AlignmentFlag.AlignLeft)

    def _note(self) -> None:
        brief = self._kit.session.brief
        if brief is not None and self._found is not None:
            self._kit.session.edit_brief("noting what changed", replace(brief, changes=self._found.noted))


def _told(change: Change) -> str:
    return f"{change.about}: {change.was} → {change.now}" if change.was else f"New: {change.about}"
