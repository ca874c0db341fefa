"""Keeps what rules find in the essays of the shelf: the one that is read first, the others when there is time."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from briefer.gui.lanes import Lane, Work
from briefer.gui.services import Services
from briefer.gui.session import Session
from briefer.model.essay import Essay
from briefer.model.library import Library
from briefer.model.suggestion import Suggestion

_Text: TypeAlias = tuple[str, tuple[int, ...], tuple[int, ...]]

FIRST, OTHERS = 40, 300
"""Milliseconds before the essay that is read is mined, so that it is painted first, and between the others."""


class Suggested(QObject):
    """Asks for suggestions on a lane, one essay after the other; `ready` names the essay whose are new."""

    ready = Signal(str)
    failed = Signal(str, str)
    """An essay, and why nothing could be found in it."""

    def __init__(self, session: Session, services: Services, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._services, self._lane = session, services, lane
        self._found: dict[str, tuple[_Text, tuple[Suggestion, ...]]] = {}
        self._wanted = ""
        self._busy = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._start)

    def clear(self) -> None:
        """Forget everything: another library is open."""
        self._found = {}
        self._wanted = ""

    def of(self, essay: Essay) -> tuple[Suggestion, ...] | None:
        """Return the suggestions for an essay as it is now, None while they are not known."""
        text, found = self._found.get(essay.id, (None, ()))
        return found if text == _text(essay) else None

    def want(self, essay_id: str) -> None:
        """Find the suggestions for an essay next, then those for the others."""
        self._wanted = essay_id
        self._soon.start(FIRST)

    def _start(self) -> None:
        essay = None if self._busy else self._next()
        library = self._session.library
        if essay is None or library is None:
            return
        self._busy = True
        job = self._lane.run("Looking for suggestions", _work(self._services, library, essay.id), False)
        job.done.connect(lambda found, essay=essay: self._take(essay, found))
        job.failed.connect(lambda error, essay=essay: self._fail(essay, error))
        job.ended.connect(self._ended)

    def _next(self) -> Essay | None:
        shelf = self._session.shelf
        first = shelf.get(Essay, self._wanted) if self._wanted else None
        essays = [essay for essay in (first, *shelf.all(Essay)) if essay is not None]
        return next((essay for essay in essays if self.of(essay) is None), None) if self._wanted else None

    def _take(self, essay: Essay, found: tuple[Suggestion, ...]) -> None:
        self._found[essay.id] = (_text(essay), tuple(found))
        self.ready.emit(essay.id)

    def _fail(self, essay: Essay, error: BaseException) -> None:
        self._found[essay.id] = (_text(essay), ())
        self.failed.emit(essay.id, str(error))

    def _ended(self) -> None:
        self._busy = False
        self._soon.start(OTHERS)


def _text(essay: Essay) -> _Text:
    return essay.body_sha256, essay.joins, essay.splits


def _work(services: Services, library: Library, essay_id: str) -> Work:
    return lambda progress, cancelled: services.suggestions(library, essay_id)
