"""The status line: what is saved, the running job, the brief's gate as figures."""

from __future__ import annotations

from PySide6.QtCore import Signal

from briefer.gui import phrases
from briefer.gui.palette import Look
from briefer.gui.results import Outline
from briefer.gui.session import Session
from briefer.gui.widgets.buttons import Figure
from briefer.gui.widgets.job_line import JobLine
from briefer.gui.widgets.panel import Strip
from briefer.gui.widgets.text import Elided

HEIGHT = 28
FIGURES = ("fit", "sourced", "verbatim", "unconfirmed", "single")


class Status(Strip):
    """The line at the foot of the window."""

    asked = Signal(str)
    """A figure was pressed."""

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(HEIGHT, right=8, spacing=2)
        self._session = session
        self._saving = False
        row = self.row
        self._words = Elided(look, "Ready  ·  Offline", "small", "text2")
        self.job = JobLine(look)
        row.addWidget(self._words)
        row.addWidget(self.job)
        row.addStretch(1)
        self._figures: dict[str, Figure] = {}
        for name in FIGURES:
            figure = Figure(look)
            figure.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            figure.hide()
            row.addWidget(figure)
            self._figures[name] = figure
        for signal in (session.opened, session.library_edited, session.file_changed):
            signal.connect(self.refresh)

    def saving(self, on: bool) -> None:
        """Say whether a write is under way."""
        self._saving = on
        self.refresh()

    def refresh(self, _: object = None) -> None:
        """Say whether everything is saved, and what the shelf holds."""
        session = self._session
        if session.library is None:
            self._words.set_text("Ready  ·  Offline")
            return
        saved = "Saving" if self._saving else "All changes saved"
        if session.read_only:
            saved = "Read only"
        elif session.unsaved:
            saved = "Brief not saved yet" if session.brief_path is None else "Brief has unsaved changes"
        self._words.set_text(f"{saved}  ·  Offline  ·  {phrases.shelf_line(session.library)}")

    def show_outline(self, outline: Outline | None) -> None:
        """Show the figures of the gate, or none."""
        for figure in self._figures.values():
            figure.setVisible(outline is not None)
        if outline is None:
            return
        audit, slides = outline.audit, len(outline.pages)
        self._show("fit", "Fit", audit.fits, slides, "slides on which everything fits")
        self._show("sourced", "Sourced", audit.sourced, audit.total, "statements with a source")
        self._show("verbatim", "Verbatim", audit.exact, audit.quotations, "quotations that match word for word")
        self._count("unconfirmed", "Unconfirmed", audit.unconfirmed, "unconfirmed", "statements nobody has confirmed")
        self._count("single", "Single source", audit.single_source, "warn", "claims that rest on one text")

    def _show(self, name: str, word: str, part: int, whole: int, tip: str) -> None:
        sign = "ok" if part == whole else "warn"
        self._figures[name].show_figure(sign, f"{word} {part}/{whole}", f"{part} of {whole} {tip}")

    def _count(self, name: str, word: str, count: int, sign: str, tip: str) -> None:
        self._figures[name].show_figure(sign if count else "ok", f"{word} {count}", f"{count} {tip}")
