"""Keeps the outline of the open brief up to date, on its own lane."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from briefer.gui.lanes import Lane
from briefer.gui.services import Outline, Services
from briefer.gui.session import Session


class Outliner(QObject):
    """After every change the newest brief is outlined; while one outline is made, later changes wait as one."""

    ready = Signal(object)
    """The newest outline, or None when there is nothing to outline."""
    failed = Signal(str)

    def __init__(self, session: Session, services: Services, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._services, self._lane = session, services, lane
        self.outline: Outline | None = None
        self._running = self._again = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._start)
        for signal in (session.brief_changed, session.library_edited, session.opened):
            signal.connect(self.refresh)

    @property
    def busy(self) -> bool:
        """Tell whether the shown outline is older than the brief."""
        return self._running or self._soon.isActive()

    def refresh(self, _: object = None) -> None:
        """Outline again as soon as the event loop is free."""
        self._soon.start()

    def _start(self) -> None:
        if self._running:
            self._again = True
            return
        library, brief = self._session.library, self._session.brief
        if library is None or brief is None:
            self._show(None)
            return
        self._running = True
        job = self._lane.run(
            "Composing", lambda progress, cancelled: self._services.outline(library, brief), shown=False
        )
        job.done.connect(self._show)
        job.failed.connect(lambda error: self.failed.emit(str(error)))
        job.ended.connect(self._ended)

    def _show(self, outline: Outline | None) -> None:
        self.outline = outline
        self.ready.emit(outline)

    def _ended(self) -> None:
        self._running = False
        if self._again:
            self._again = False
            self.refresh()
