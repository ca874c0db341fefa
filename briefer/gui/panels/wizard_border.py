"""Where a piece begins: the pages around its border as pictures or its words, and what is doubtful about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefer.app.guesses import Doubt
from briefer.gui.kit import Kit
from briefer.gui.lanes import Job
from briefer.gui.models.entries import Entry
from briefer.gui.widgets.border_pages import BorderPage, BorderPages
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.panel import Panel, Scroll, fact_line, group
from briefer.gui.widgets.text import Elided, KeyCap, Text
from briefer.structure.imported import Imported, Piece

_PDF = "application/pdf"
_EXCERPT = 240
_HOW = "Click a page beside the blue one, or press Left and Right here."
_NAMES = {"author": "Author", "title": "Title", "language": "Language", "kind": "Kind"}


class BorderPanel(Panel):
    """The inspector of the pieces."""

    pushed = Signal(int)
    guess_taken = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.look, "Where it begins")
        self._kit = kit
        look = kit.look
        self._place = Elided(look, "", "small", "text2")
        self.head.addWidget(self._place)
        scroll = Scroll(margins=(14, 2, 14, 14))
        self.column.addWidget(scroll, 1)
        self.pages = BorderPages(look)
        self._before = Text(look, "", "small", "text2")
        self._text = Text(look, "")
        self._how = Text(look, _HOW, "small", "text2")
        for part in (self.pages, self._before, self._text, self._how):
            scroll.column.addWidget(part)
        self._holder = scroll.column
        self._cards: list[QWidget] = []
        scroll.column.addStretch(1)
        self.pages.pushed.connect(self.pushed)
        self._job: Job | None = None
        self._drawn: Entry | None = None

    def show_piece(self, entry: Entry | None, number: int, doubt: Doubt | None) -> None:
        """Show where piece `number` of a file begins, and what is doubtful in the current cell."""
        imported = entry.shown if entry else None
        piece = imported.pieces[number - 1] if imported and 0 < number <= len(imported.pieces) else None
        pictured = imported is not None and imported.source.media_type == _PDF
        for part in (self.pages, self._how):
            part.setVisible(bool(piece and pictured))
        for part in (self._before, self._text):
            part.setVisible(bool(piece and not pictured))
        self._place.set_text(_place(piece) if piece else "")
        self._show_doubt(number, doubt, piece)
        if entry is None or imported is None or piece is None:
            return
        if not pictured:
            before = imported.pieces[number - 2].body[-_EXCERPT:] if number > 1 else ""
            self._before.setText(f"…{' '.join(before.split())}" if before else "Nothing stands before it.")
            self._text.setText(" ".join(piece.body[: 2 * _EXCERPT].split()) + "…")
            return
        if entry is not self._drawn:
            self.pages.pictures.clear()
            self._drawn = entry
        self._how.setText(_HOW)
        self.pages.show_pages(_around(imported, number))
        self._draw(entry)

    def _draw(self, entry: Entry) -> None:
        """Have the pages drawn that are not there yet; only the newest wish is fulfilled."""
        if self._job is not None and self._job.running:
            self._job.cancel()
        wanted = [page.index for page in self.pages.pages if page.index not in self.pages.pictures]
        staged = entry.staged
        if staged is None or not wanted:
            return
        services, width = self._kit.services, self.pages.picture_width
        self._job = self._kit.imports.draw(lambda: services.page_pictures(staged, wanted, width))
        self._job.done.connect(lambda found: self._drawn_now(entry, wanted, found))
        self._job.failed.connect(lambda error: self._how.setText(f"{error} {_HOW}"))

    def _drawn_now(self, entry: Entry, indexes: list[int], found: object) -> None:
        if entry is self._drawn and isinstance(found, tuple):
            for index, picture in zip(indexes, found, strict=False):
                self.pages.draw(index, picture)

    def _show_doubt(self, number: int, doubt: Doubt | None, piece: Piece | None) -> None:
        look = self._kit.look
        for card in self._cards:
            card.hide()
            self._holder.removeWidget(card)
            card.deleteLater()
        self._cards = []
        made: list[QWidget] = []
        if doubt is not None:
            made.append(group(look, f"{_NAMES.get(doubt.field, doubt.field)} of piece {number}"))
            made.append(fact_line(look, "doubtful", doubt.reason))
            if doubt.guess:
                made.append(Text(look, doubt.guess, "subject"))
                made.append(Text(look, f"Seen {doubt.seen}", "small", "text2"))
                made.append(self._guess(doubt.guess))
        elif piece is not None and piece.essay.remarks:
            made.append(group(look, f"About piece {number}"))
            made += [fact_line(look, "info", remark) for remark in piece.essay.remarks]
        for card in made:
            self._holder.insertWidget(self._holder.count() - 1, card)
        self._cards = made

    def _guess(self, guess: str) -> QWidget:
        look = self._kit.look
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(8)
        short = guess if len(guess) <= 14 else f"{guess[:13].rstrip()}…"
        press = button(look, f"Use “{short}”", icon="ph.check")
        press.setToolTip(guess)
        press.clicked.connect(self.guess_taken)
        row.addWidget(press)
        row.addWidget(KeyCap(look, "Ctrl Enter"))
        row.addStretch(1)
        return holder


def _place(piece: Piece) -> str:
    first = piece.essay.pages[0] if piece.essay.pages else None
    if first is None:
        return "no pages"
    return f"page {first.index} = printed {first.label}" if first.index else f"printed {first.label}"


def _around(imported: Imported, number: int) -> list[BorderPage]:
    """Return the page before the beginning of a piece, that page, and the two after it."""
    labels = {page.index: page.label for piece in imported.pieces for page in piece.essay.pages if page.index}
    pages = imported.pieces[number - 1].essay.pages
    first = pages[0].index if pages else None
    if first is None:
        return []
    start = max(first - 1, 1)
    near = range(start, min(start + 4, imported.pages + 1))
    return [BorderPage(index=at, label=labels.get(at, ""), begins=at == first) for at in near]
