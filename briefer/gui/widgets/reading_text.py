"""The clean text of an essay: read only, in a serif, with passages and suggestions marked and its margins beside it.

A QTextEdit, because a plain one knows no line spacing; a text of 5,000 words is set in about 25 ms.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontInfo,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from briefer.gui.models.reading import Offsets, Stretch
from briefer.gui.palette import Look
from briefer.gui.widgets.excerpt import SERIFS
from briefer.model.essay import Footnote, Section

SMALLEST, LARGEST, SIZE = 12, 22, 15
SPACING, GAP = 150, 0.55
"""Line spacing in per cent of the size of the letters; the space between paragraphs in lines."""
WIDEST = 46
"""No line is longer than this many times the size of the letters."""
LEFT, RIGHT = 72, 44
FOOT = 96
"""Pixels below the last line, so that nothing at the foot ever covers it."""


class ReadingText(QTextEdit):
    """Offsets are code points of the text."""

    moved = Signal()
    """The cursor, or what is selected, is another."""
    scrolled = Signal()
    asked_menu = Signal(QPoint)
    bordered = Signal(int, bool)
    """An arrow key while a border is moved: which way, and whether by a whole sentence."""
    ended = Signal()
    """The border is where it should be."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._offsets = Offsets("")
        self._sections: tuple[Section, ...] = ()
        self._stretches: tuple[Stretch, ...] = ()
        self._current = ""
        self._found: tuple[tuple[int, int], ...] = ()
        self._size = SIZE
        self._place = 0
        self._awaited: int | None = None
        self.moving_border = False
        self.setProperty("kind", "reading")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        flags = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(flags)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Text")
        self.cursorPositionChanged.connect(self._say_moved)
        self.selectionChanged.connect(self._say_moved)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        look.changed.connect(self._mark)

    @property
    def size_(self) -> int:
        """Return the size of the letters in pixels at the usual text size of the system."""
        return self._size

    def show_body(self, body: str, sections: Sequence[Section]) -> None:
        """Show another text from its beginning."""
        self._offsets, self._sections = Offsets(body), tuple(sections)
        self._stretches, self._current, self._found = (), "", ()
        self.blockSignals(True)
        self.document().setDocumentMargin(0)
        self.setPlainText(body)
        self._set()
        self.blockSignals(False)
        self.verticalScrollBar().setValue(0)
        self._mark()

    def show_stretches(self, found: Sequence[Stretch], current: str) -> None:
        """Mark passages and suggestions; `current` is the id of the one that is looked at."""
        self._stretches, self._current = tuple(found), current
        self._mark()

    def show_found(self, found: Sequence[tuple[int, int]]) -> None:
        """Mark the places of a search."""
        self._found = tuple(found)
        self._mark()

    def set_size(self, size: int) -> None:
        """Set the letters larger or smaller; the place that is read stays."""
        size = min(max(size, SMALLEST), LARGEST)
        if size == self._size:
            return
        top = self.offset_at(8)
        self._size = size
        self._set()
        self._fit()
        self._mark()
        self.bring_to_top(top)

    @property
    def caret(self) -> int:
        """Return where the cursor stands."""
        return self._offsets.offset(self.textCursor().position())

    @property
    def selection(self) -> tuple[int, int] | None:
        """Return the selected stretch without white space around it, None when nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = self._offsets.offset(cursor.selectionStart()), self._offsets.offset(cursor.selectionEnd())
        words = cursor.selectedText()
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return (start, end) if start < end else None

    def go_to(self, offset: int) -> None:
        """Put the cursor at `offset`, with nothing selected, and let it be seen with the lines around it."""
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.position(offset))
        self.setTextCursor(cursor)
        self.reveal(offset)
        self._awaited = offset

    def reveal(self, offset: int) -> None:
        """Scroll until `offset` stands in the upper part of the pane, unless it is well in sight."""
        place, high = self._rect(offset), self.viewport().height()
        if place.top() < 24 or place.bottom() > high - FOOT:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - high // 4)

    def bring_to_top(self, offset: int) -> None:
        """Scroll until `offset` stands in the first line."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._rect(offset).top() - 8)

    def offset_at(self, y: int) -> int:
        """Return what stands at height `y` of the pane."""
        return self._offsets.offset(self.cursorForPosition(QPoint(2, max(y, 0))).position())

    def line_at(self, offset: int) -> QRect:
        """Return where the line that holds `offset` stands in the pane; negative above it."""
        return self._rect(offset)

    @property
    def in_sight(self) -> tuple[int, int]:
        """Return the first and the last code point in sight."""
        return self.offset_at(0), self.offset_at(self.viewport().height())

    def marked_in_sight(self) -> list[tuple[Stretch, int, int, bool]]:
        """Return the stretches in sight with the height of their first and last line, and whether one is current."""
        first, last = self.in_sight
        return [
            (s, self._rect(s.start).top(), self._rect(s.end).bottom(), s.id == self._current)
            for s in self._stretches
            if s.start <= last and s.end >= first
        ]

    def notes_in_sight(self, notes: Sequence[Footnote]) -> list[tuple[int, Footnote, QRect]]:
        """Return the notes whose mark is in sight, by number, with the place of the mark."""
        first, last = self.in_sight
        return [
            (number, note, self._rect(note.mark_at))
            for number, note in enumerate(notes)
            if note.mark_at is not None and first <= note.mark_at <= last
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if self.moving_border and event.key() in arrows:
            whole = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or event.key() in (
                Qt.Key.Key_Up,
                Qt.Key.Key_Down,
            )
            self.bordered.emit(arrows[Qt.Key(event.key())], whole)
        elif self.moving_border and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ended.emit()
        elif event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.asked_menu.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self._place
        self._fit()
        super().resizeEvent(event)
        if self.document().textWidth() != self.viewport().width():  # the margins changed while it was laid out
            self.document().setTextWidth(self.viewport().width())
        if event.oldSize().width() != event.size().width():
            if self._awaited is None:
                self.bring_to_top(top)
            else:
                self.reveal(self._awaited)
        self.scrolled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._place, self._awaited = self.offset_at(8), None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scrolled.emit()

    def _say_moved(self) -> None:
        self.moved.emit()

    def _rect(self, offset: int) -> QRect:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(self._offsets.position(offset), max(self.document().characterCount() - 1, 0)))
        return self.cursorRect(cursor)

    def _font(self) -> QFont:
        font = QFont(SERIFS)
        font.setPointSizeF(self._look.font().pointSizeF() * self._size / 13)
        return font

    def _fit(self) -> None:
        """Keep the lines short enough to be read."""
        column = WIDEST * QFontMetrics(self._font()).height() * 2 // 3
        spare = max(self.width() - LEFT - RIGHT - 16 - column, 0) // 2
        self.setViewportMargins(LEFT + spare, 0, RIGHT + spare, 0)

    def _set(self) -> None:
        """Give the text its spacing and its headings."""
        font = self._font()
        document = self.document()
        document.setDefaultFont(font)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        lines = QTextBlockFormat()
        lines.setLineHeight(
            SPACING * QFontInfo(font).pixelSize() / QFontMetrics(font).height(),
            QTextBlockFormat.LineHeightTypes.ProportionalHeight.value,
        )
        cursor.setBlockFormat(lines)
        plain = QTextCharFormat()
        plain.setFont(font)
        cursor.setCharFormat(plain)
        gap = QTextBlockFormat()
        height = QFontMetrics(font).height() * GAP
        gap.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block = document.firstBlock()
        while block.isValid():
            if block.length() == 1 and block.next().isValid():
                QTextCursor(block).setBlockFormat(gap)
            block = block.next()
        for section in self._sections:
            head = QTextCharFormat()
            bold = QFont(font)
            bold.setWeight(QFont.Weight.DemiBold)
            bold.setPointSizeF(font.pointSizeF() * (1.22 if section.level <= 1 else 1.1))
            head.setFont(bold)
            cursor.setPosition(self._offsets.position(section.start))
            cursor.setPosition(self._offsets.position(section.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(head)
        cursor.endEditBlock()
        frame = document.rootFrame().frameFormat()
        frame.setBottomMargin(FOOT)
        frame.setTopMargin(18)
        document.rootFrame().setFrameFormat(frame)

    def _mark(self) -> None:
        marks = []
        for stretch in self._stretches:
            style = QTextCharFormat()
            if stretch.suggested:
                style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
                style.setUnderlineColor(self._look.colour("warn"))
                if stretch.id == self._current:
                    style.setBackground(self._look.colour("warn_bg"))
            else:
                style.setBackground(self._look.colour("mark"))
            marks.append(self._extra(stretch.start, stretch.end, style))
        for start, end in self._found:
            style = QTextCharFormat()
            style.setBackground(self._look.colour("sel"))
            style.setProperty(QTextFormat.Property.OutlinePen, QPen(self._look.colour("accent")))
            marks.append(self._extra(start, end, style))
        self.setExtraSelections(marks)
        self.scrolled.emit()

    def _extra(self, start: int, end: int, style: QTextCharFormat) -> QTextEdit.ExtraSelection:
        extra = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._offsets.position(start))
        cursor.setPosition(self._offsets.position(end), QTextCursor.MoveMode.KeepAnchor)
        extra.cursor, extra.format = cursor, style
        return extra


def paint_bar(painter: QPainter, look: Look, x: int, top: int, bottom: int, suggested: bool, current: bool) -> None:
    """Draw the bar of a stretch in the margin: solid for a passage, broken for a suggestion, wider for the current."""
    width = 5 if current else 3
    pen = QPen(look.colour("warn" if suggested else "accent"), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if suggested:
        pen.setDashPattern([9 / width, 4 / width])
    painter.setPen(pen)
    middle = QRectF(x, top, width, bottom - top).center().x()
    painter.drawLine(int(middle), top + 2, int(middle), bottom - 2)
