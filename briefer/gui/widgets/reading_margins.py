"""The margins of a text: printed pages and bars at its left, chips of its notes at its right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from briefer.gui.models.reading import page_number
from briefer.gui.palette import Look
from briefer.gui.widgets.paint import paint_focus_ring
from briefer.gui.widgets.reading_text import LEFT, RIGHT, ReadingText, paint_bar
from briefer.gui.widgets.text import Card, Text
from briefer.model.essay import Essay, Footnote

CHIP = 24
POPUP = 300


class PageMargin(QWidget):
    """Printed page large, page of the file small, where each begins; paragraph numbers where there are no pages."""

    def __init__(self, look: Look, text: ReadingText) -> None:
        super().__init__(text)
        self._look, self._text = look, text
        self._essay: Essay | None = None
        text.scrolled.connect(self.update)
        text.viewport().installEventFilter(self)

    def show_essay(self, essay: Essay | None) -> None:
        """Show the pages of an essay."""
        self._essay = essay
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            area = self._text.viewport().geometry()
            self.setGeometry(area.left() - LEFT, area.top(), LEFT, area.height())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for stretch, top, bottom, current in self._text.marked_in_sight():
            x = self.width() - 9 - (7 if stretch.suggested else 0)
            paint_bar(painter, self._look, x, top, bottom, stretch.suggested, current)
        last = -100
        for y, large, small in self._labels():
            if y - last >= 34:
                self._paint_label(painter, y, large, small)
                last = y

    def _labels(self) -> list[tuple[int, str, str]]:
        essay = self._essay
        if essay is None:
            return []
        first, last = self._text.in_sight
        found = []
        if essay.pages:
            here = page_number(essay.pages, first)
            for page in essay.pages[here:]:
                if page.start > last:
                    break
                y = self._text.line_at(page.start).top()
                file = f"PDF {page.index}" if page.index is not None else ""
                found.append((max(y, 4) if page is essay.pages[here] else y, page.label, file))
            if len(found) > 1 and found[1][0] - found[0][0] < 34:
                found = found[1:]
        else:
            for number, paragraph in enumerate(essay.paragraphs, 1):
                if first <= paragraph.start <= last:
                    found.append((self._text.line_at(paragraph.start).top(), "", f"¶{number}"))
        return found

    def _paint_label(self, painter: QPainter, y: int, large: str, small: str) -> None:
        room = self.width() - 22
        painter.setPen(self._look.colour("text"))
        painter.setFont(self._look.font("subject"))
        if large:
            high = painter.fontMetrics().height()
            words = painter.fontMetrics().elidedText(large, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(0, y, room, high), int(Qt.AlignmentFlag.AlignRight), words)
            y += high
        painter.setPen(self._look.colour("text3"))
        painter.setFont(self._look.font("small"))
        high = painter.fontMetrics().height()
        area = QRect(0, y if large else y + 3, room + 4, high)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignRight), small)


class NoteMargin(QWidget):
    """Chips with the labels of the notes; pointed at or chosen with the arrows, one shows its note."""

    def __init__(self, look: Look, text: ReadingText) -> None:
        super().__init__(text)
        self._look, self._text = look, text
        self._notes: tuple[Footnote, ...] = ()
        self._current = -1
        self._pointed = -1
        self.popup = NotePopup(look, text)
        self.setMouseTracking(True)
        self.setAccessibleName("Notes")
        text.scrolled.connect(self._scrolled)
        text.viewport().installEventFilter(self)

    def show_notes(self, notes: Sequence[Footnote]) -> None:
        """Show the chips of an essay's notes."""
        self._notes = tuple(sorted((n for n in notes if n.mark_at is not None), key=lambda n: n.mark_at or 0))
        self._current = -1
        self.popup.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._notes else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"Notes, {len(self._notes)}: arrows choose one, Space shows it")
        self.update()

    @property
    def current(self) -> Footnote | None:
        """Return the note that the arrows chose."""
        return self._notes[self._current] if 0 <= self._current < len(self._notes) else None

    def choose(self, number: int) -> None:
        """Choose a chip and show its note."""
        if not self._notes:
            return
        self._current = min(max(number, 0), len(self._notes) - 1)
        self._text.reveal(self._notes[self._current].mark_at or 0)
        self._open(self._current)
        self.update()

    def chips(self) -> list[tuple[int, QRect]]:
        """Return the chips in sight, by number of their note; those of one line stand below each other."""
        found = []
        bottom = -100
        metrics = QFontMetrics(self._look.font("small"))
        for number, note, mark in self._text.notes_in_sight(self._notes):
            top = max(mark.center().y() - CHIP // 2, bottom + 2)
            width = min(max(metrics.horizontalAdvance(note.label) + 12, CHIP), RIGHT - 4)
            found.append((number, QRect(8, top, width, CHIP)))
            bottom = top + CHIP
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            area = self._text.viewport().geometry()
            self.setGeometry(area.right() + 1, area.top(), RIGHT, area.height())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font("small"))
        for number, chip in self.chips():
            on = number in (self._current if self.hasFocus() else -1, self._pointed)
            painter.setPen(QPen(self._look.colour("accent" if on else "strong"), 1))
            painter.setBrush(self._look.colour("sel" if on else "base"))
            painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            painter.setPen(self._look.colour("text"))
            label = painter.fontMetrics().elidedText(
                self._notes[number].label, Qt.TextElideMode.ElideRight, chip.width() - 6
            )
            painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), label)
            if self.hasFocus() and number == self._current:
                paint_focus_ring(painter, chip, self._look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Right:
                self.choose(self._current + 1)
            case Qt.Key.Key_Up | Qt.Key.Key_Left:
                self.choose(self._current - 1)
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.popup.isVisible():
                    self.popup.hide()
                else:
                    self.choose(self._current)
            case Qt.Key.Key_Escape if self.popup.isVisible():
                self.popup.hide()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        seen = self.chips()
        if seen and self._current not in [number for number, _ in seen]:
            self._current = seen[0][0]
        self.choose(self._current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.popup.hide()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        pointed = next((number for number, chip in self.chips() if chip.contains(spot)), -1)
        if pointed != self._pointed:
            self._pointed = pointed
            if pointed >= 0:
                self._open(pointed)
            else:
                self.popup.hide()
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._pointed >= 0:
            self._current = self._pointed

    def leaveEvent(self, event: QEvent) -> None:
        if self._pointed >= 0:
            self._pointed = -1
            if not self.hasFocus():
                self.popup.hide()
            self.update()

    def _scrolled(self) -> None:
        if not self.hasFocus():
            self.popup.hide()
        self.update()

    def _open(self, number: int) -> None:
        note = self._notes[number]
        chip = next((chip for at, chip in self.chips() if at == number), QRect(8, 8, CHIP, CHIP))
        said = self.popup.show_note(note, self.geometry().topLeft() + chip.topLeft())
        self.setAccessibleName(f"Notes, {number + 1} of {len(self._notes)}: {said}")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))


class NotePopup(Card):
    """A note over the text, beside its chip."""

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__("float", margin=10, spacing=4)
        self.setParent(over)
        self._over = over
        self._head = Text(look, "", "small-strong", "text2")
        self._words = Text(look, "")
        self.column.addWidget(self._head)
        self.column.addWidget(self._words)
        self.hide()

    def show_note(self, note: Footnote, corner: QPoint) -> str:
        """Show a note left of `corner` and return it as it is read out."""
        self._head.setText(f"Note {note.label}")
        self._words.setText(note.text or "Its text was not found in the file.")
        width = min(POPUP, self._over.width() - 24)
        self.setFixedWidth(width)
        high = self.column.heightForWidth(width)
        self.resize(QSize(width, high))
        x = max(corner.x() - width - 6, 8)
        y = min(max(corner.y(), 8), max(self._over.height() - high - 8, 8))
        self.move(x, y)
        self.show()
        self.raise_()
        return f"Note {note.label}: {self._words.text()}"
