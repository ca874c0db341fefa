"""The page beside the text that is read: which one it is, its picture, and the suggestions on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from briefer.gui.models.reading import has_pictures, page_number, page_span

if TYPE_CHECKING:
    from briefer.gui.panels.read import ReadDesk


class ReadPage(QObject):
    """The page at the cursor of the text."""

    def __init__(self, desk: ReadDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.number = -1
        """Place of the page in the essay, -1 before there is one."""
        desk.pictures.ready.connect(self._show_picture)
        desk.pane.page.resized.connect(self._want_picture)
        desk.pane.asked_page.connect(self.go_to)
        desk.text.scrolled.connect(self.follow)

    def follow(self) -> None:
        """Follow the cursor, or the text where the cursor is out of sight, on the page."""
        essay = self._desk.essay
        if essay is None or self._desk.quiet or not self._desk.isVisible():
            return
        text = self._desk.text
        first, last = text.in_sight
        at = text.caret if first <= text.caret <= last else text.offset_at(text.height() // 3)
        number = page_number(essay.pages, at)
        if number != self.number:
            self.number = number
            self._desk.pane.show_page(essay, number)
            self.show_here()
            self._want_picture()
        if number >= 0 and self._desk.pane.page.shown:
            start, end = page_span(essay.pages, number, len(self._desk.body))
            self._desk.pane.page.show_part((at - start) / max(end - start, 1))

    def show_here(self) -> None:
        """Show the suggestions of the page, or of the text where it has no pages."""
        essay = self._desk.essay
        pages = essay.pages if essay else ()
        first, last = (
            page_span(pages, max(self.number, 0), len(self._desk.body)) if pages else (0, len(self._desk.body))
        )
        here = [s for s in self._desk.waiting if first <= s.start < last]
        where = "on this page" if pages else "in this text"
        self._desk.pane.show_count(
            len(here) if essay and self._desk.suggested.of(essay) is not None else None, where, essay
        )
        words = [(s, " ".join(self._desk.body[s.start : s.end].split())) for s in here if s.id != self._desk.current]
        self._desk.inspector.show_waiting(words, where)

    def _want_picture(self) -> None:
        """Ask for the picture of the page."""
        essay = self._desk.essay
        if essay is None or self.number < 0 or not has_pictures(essay) or not self._desk.isVisible():
            return
        page = essay.pages[self.number]
        if page.index is None:
            self._desk.pane.page.show_words("This page has no picture in the file.")
            return
        self._desk.pictures.want(essay.id, page.index, self._desk.pane.page.pixels_wide)
        if self._desk.pictures.drawn is None and not self._desk.pictures.refusal:
            self._desk.pane.page.show_words(f"Drawing page {page.label}…")

    def _show_picture(self, _: object = None) -> None:
        essay = self._desk.essay
        if essay is None or self.number < 0 or not has_pictures(essay):
            return
        image = self._desk.pictures.drawn
        if image is not None:
            self._desk.pane.page.show_picture(image, f"page {essay.pages[self.number].label}")
        elif self._desk.pictures.refusal:
            self._desk.pane.page.show_words(self._desk.pictures.refusal)

    def turn(self, way: int) -> None:
        """Go to the next page, or by a screen where there are no pages."""
        essay = self._desk.essay
        if essay is None:
            return
        number = page_number(essay.pages, self._desk.text.caret) + way
        if essay.pages and 0 <= number < len(essay.pages):
            self.go_to(number)
            return
        high = self._desk.text.viewport().height()
        end = 0 if way < 0 else len(self._desk.body)
        self._desk.go(end if essay.pages else self._desk.text.offset_at(0 if way < 0 else high))

    def go_to(self, number: int) -> None:
        """Go to the begin of a page."""
        essay = self._desk.essay
        if essay is None or not 0 <= number < len(essay.pages):
            return
        start, end = page_span(essay.pages, number, len(self._desk.body))
        while start < end - 1 and self._desk.body[start].isspace():
            start += 1
        self._desk.go(start)
        self._desk.text.bring_to_top(start)
