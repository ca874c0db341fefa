"""The running job in the status line: what is done, how far it is, Cancel."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from briefer.gui.lanes import Job
from briefer.gui.palette import Look
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.text import Elided

WAIT = 250
"""Milliseconds before a job is worth showing."""


class JobLine(QWidget):
    """The oldest running job, and how many wait behind it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._jobs: list[Job] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 0, 0)
        row.setSpacing(10)
        self._words = Elided(look, "", "small", "text2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName("Progress")
        self._cancel = button(look, "Cancel", "link")
        self._cancel.setFont(look.font("small"))
        self._cancel.clicked.connect(self._stop)
        self._others = Elided(look, "", "small", "text2")
        for part in (self._words, self._bar, self._cancel, self._others):
            row.addWidget(part)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.timeout.connect(self._show)
        self.hide()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Return the jobs that are shown."""
        return tuple(self._jobs)

    def add(self, job: Job) -> None:
        """Show `job` until it ends."""
        if not job.shown:
            return
        self._jobs.append(job)
        job.progressed.connect(lambda done, total, text: self._progress(job, done, total, text))
        job.ended.connect(lambda: self._ended(job))
        if len(self._jobs) == 1:
            self._bar.setRange(0, 0)
            self._delay.start(WAIT)
        self._name()

    def _progress(self, job: Job, done: int, total: int, text: str) -> None:
        if self._jobs and self._jobs[0] is job:
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._name(text)
            self._show()

    def _ended(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        if self._jobs:
            self._bar.setRange(0, 0)
            self._name()
        else:
            self._delay.stop()
            self.hide()

    def _name(self, detail: str = "") -> None:
        if not self._jobs:
            return
        verb = self._jobs[0].verb
        self._words.set_text(f"{verb}: {detail}" if detail else verb)
        self._cancel.setAccessibleName(f"Cancel: {verb}")
        rest = len(self._jobs) - 1
        self._others.set_text(f"{rest} waiting" if rest else "")
        self._others.setVisible(bool(rest))

    def _show(self) -> None:
        self.setVisible(bool(self._jobs))

    def _stop(self) -> None:
        if self._jobs:
            self._jobs[0].cancel()
