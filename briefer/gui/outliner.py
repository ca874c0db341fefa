"""Keeps the outline of the open brief up to date, on its own lane."""

from __future__ import annotations

from PySide6.QtCore import QObject

from briefer.gui.lanes import Lane, Work
from briefer.gui.newest import Newest
from briefer.gui.results import Outline
from briefer.gui.services import Services
from briefer.gui.session import Session
from briefer.model.essay import Essay


class Outliner(Newest):
    """Outlines the newest brief on the newest library."""

    def __init__(self, session: Session, services: Services, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(lane, "Composing", parent=parent)
        self._session, self._services = session, services
        self.outline: Outline | None = None
        for signal in (session.brief_changed, session.library_edited, session.opened):
            signal.connect(self.refresh)

    def work(self) -> Work | None:
        library, brief = self._session.library, self._session.brief
        if library is None or brief is None or not library.all(Essay):
            return None
        return lambda progress, cancelled: self._services.outline(library, brief)

    def show(self, outline: Outline | None) -> None:
        self.outline = outline
        super().show(outline)
