"""The borders of the passage that is read, moved by arrows and taken over as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from briefer.app.passages import cut_remarks
from briefer.gui.kit import Kit
from briefer.model.text import Anchor

if TYPE_CHECKING:
    from briefer.gui.panels.read import ReadDesk


class ReadBorder(QObject):
    """Begin and end of the current passage while one of them is moved."""

    def __init__(self, kit: Kit, desk: ReadDesk) -> None:
        super().__init__(desk)
        self._kit, self._desk = kit, desk
        self.draft: tuple[int, int] | None = None
        """Where the passage would begin and end, None while no border is moved."""
        self._begin = True
        desk.text.bordered.connect(self.move)
        desk.text.ended.connect(self.end)

    def begin(self, begin: bool) -> None:
        """Let arrows move the begin of the current passage, or its end."""
        passage = self._desk.passage
        if passage is None or passage.anchor is None or self._kit.session.read_only:
            return
        if self.draft is None:
            self.draft = (passage.anchor.start, passage.anchor.end)
        self._begin = begin
        self._desk.text.moving_border = True
        self._show()

    def move(self, step: int, whole: bool) -> None:
        """Move the border by words, or by whole sentences."""
        essay = self._desk.essay
        if essay is not None and self.draft is not None:
            self.draft = self._desk.marker.moved(essay, self._desk.body, self.draft, self._begin, step, whole)
            self._show()

    def _show(self) -> None:
        if self.draft is None:
            return
        start, end = self.draft
        remarks = cut_remarks(self._desk.body, Anchor.of(self._desk.body, start, end))
        self._desk.pane.show_border("Begin" if self._begin else "End", remarks)
        self._desk.quiet = True
        self._desk.text.go_to(start if self._begin else end)
        self._desk.quiet = False
        self._desk.show_current()

    def end(self) -> None:
        """Take over the borders that were moved, as one step."""
        draft, passage, essay = self.draft, self._desk.passage, self._desk.essay
        self.draft, self._desk.text.moving_border = None, False
        if draft is None:
            return
        self._desk.pane.hide_border()
        if essay is not None and passage is not None:
            self._desk.marker.cut(essay, self._desk.body, passage, *draft)
        self._desk.show_marks()
