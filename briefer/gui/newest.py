"""Work that is done again after every change, on a lane; only its newest result counts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from briefer.gui.lanes import Lane, Work
from briefer.gui.talk import reasons


class Newest(QObject):
    """Subclasses say in `work` what is to be done; while it is being done, later changes wait as one."""

    ready = Signal(object)
    """The newest result, or None when there is nothing to do."""
    failed = Signal(str)

    def __init__(self, lane: Lane, verb: str, wait: int = 0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._verb = lane, verb
        self._running = self._again = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(wait)
        self._soon.timeout.connect(self.start)

    @property
    def busy(self) -> bool:
        """Tell whether the shown result is older than what it is made from."""
        return self._running or self._soon.isActive()

    @property
    def overtaken(self) -> bool:
        """Tell whether something has changed since the work began whose result is being shown."""
        return self._again or self._soon.isActive()

    def refresh(self, _: object = None) -> None:
        """Do the work again once no change has come for a while."""
        self._soon.start()

    def work(self) -> Work | None:
        """Return what to do, None when there is nothing to do."""
        raise NotImplementedError

    def show(self, result: Any) -> None:
        """Take the newest result."""
        self.ready.emit(result)

    def start(self) -> None:
        """Do the work again at once, or as soon as what is under way has ended."""
        self._soon.stop()
        if self._running:
            self._again = True
            return
        work = self.work()
        if work is None:
            self.show(None)
            return
        self._running = True
        job = self._lane.run(self._verb, work, shown=False)
        job.done.connect(self.show)
        job.failed.connect(lambda error: self.failed.emit(reasons(error)))
        job.ended.connect(self._ended)

    def _ended(self) -> None:
        self._running = False
        if self._again:
            self._again = False
            self.refresh()
