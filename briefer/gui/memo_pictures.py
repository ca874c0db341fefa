"""Keeps the picture of the memo's pages up to date while somebody looks at it, on a lane of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject

from briefer.gui.lanes import Lane, Work
from briefer.gui.newest import Newest
from briefer.gui.outliner import Outliner
from briefer.gui.services import Services
from briefer.gui.session import Session

WAIT = 120
"""Milliseconds without a change before the memo is set again."""


class MemoPictures(Newest):
    """Sets the memo of the newest outline; `ready` carries its pages as PNG."""

    def __init__(
        self, session: Session, services: Services, lane: Lane, outliner: Outliner, parent: QObject | None = None
    ) -> None:
        super().__init__(lane, "Setting the memo", WAIT, parent)
        self._session, self._services = session, services
        self._resolution = 0.0
        outliner.ready.connect(self.refresh)

    def watch(self, pixels_per_inch: float) -> None:
        """Keep the pages up to date in a resolution; 0 when nobody looks at them."""
        if pixels_per_inch != self._resolution:
            self._resolution = pixels_per_inch
            if pixels_per_inch:
                self.refresh()

    def refresh(self, _: object = None) -> None:
        if self._resolution:
            super().refresh()

    def work(self) -> Work | None:
        library, brief, resolution = self._session.library, self._session.brief, self._resolution
        if library is None or brief is None or not resolution:
            return None
        return lambda progress, cancelled: self._services.memo_preview(library, brief, resolution)
