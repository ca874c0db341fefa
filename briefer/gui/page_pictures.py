"""Draws the page of the source that is looked at, on a lane of its own, and keeps those drawn last."""

from __future__ import annotations

from typing import Any, TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from briefer.errors import BrieferError
from briefer.gui.lanes import Lane, Work
from briefer.gui.newest import Newest
from briefer.gui.services import Services
from briefer.gui.session import Session
from briefer.gui.widgets.source_page import as_image

Wanted: TypeAlias = tuple[str, int, int]
"""Essay, page of the file, pixels wide."""
KEPT = 8


class PagePictures(Newest):
    """`ready` comes when the wanted page is drawn, or cannot be; `drawn` and `refusal` say which."""

    def __init__(self, session: Session, services: Services, lane: Lane, parent: QObject) -> None:
        super().__init__(lane, "Drawing a page", 30, parent)
        self._session, self._services = session, services
        self._kept: dict[Wanted, QImage] = {}
        self._refused: dict[Wanted, str] = {}
        self._wanted: Wanted | None = None

    def clear(self) -> None:
        """Forget all pages: another library is open."""
        self._kept, self._refused, self._wanted = {}, {}, None

    def want(self, essay_id: str, index: int, width: int) -> None:
        """Draw a page next, unless it is there."""
        self._wanted = (essay_id, index, width)
        if self._wanted in self._kept or self._wanted in self._refused:
            self.ready.emit(None)
        else:
            self.refresh()

    @property
    def drawn(self) -> QImage | None:
        """Return the wanted page; the same page in another size while it is drawn again."""
        if self._wanted is None:
            return None
        same = [image for key, image in self._kept.items() if key[:2] == self._wanted[:2]]
        return self._kept.get(self._wanted) or (same[-1] if same else None)

    @property
    def refusal(self) -> str:
        """Return why the wanted page cannot be shown, "" when it can."""
        return self._refused.get(self._wanted, "") if self._wanted is not None else ""

    def work(self) -> Work | None:
        library, wanted, services = self._session.library, self._wanted, self._services
        if library is None or wanted is None or wanted in self._kept:
            return None

        def draw(progress: object, cancelled: object) -> tuple[Wanted, QImage | str]:
            try:
                return wanted, as_image(services.page_picture(library, *wanted))
            except BrieferError as error:
                return wanted, str(error)

        return draw

    def show(self, result: Any) -> None:
        if result is not None:
            key, found = result
            if isinstance(found, QImage):
                self._kept = {**dict(list(self._kept.items())[-KEPT + 1 :]), key: found}
            else:
                self._refused[key] = found
        super().show(result)
