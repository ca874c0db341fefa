"""The command palette: everything by its name. A child of the window, not a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from briefer.gui.models.rows import Row
from briefer.gui.palette import Look
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.text import Card, Elided, KeyCap, rule

WIDTH, TOP, MOST, SCOPE = 640, 118, 400, 300
FEW, ALL = 6, 40
"""Rows of each group, and of the only one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that can be found and done."""

    group: str
    text: str
    note: str = ""
    key: str = ""
    sign: str = ""
    do: Callable[[], object]
    offered: bool = False
    """True when it stands in the palette before anything is typed."""
    match: tuple[tuple[int, int], ...] = ()
    """Stretches of the text to set bold, where they are not the typed words."""
    stacked: bool = False
    """True for a note that stands under the text."""
    stays: bool = False
    """True when the palette stays open after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came from outside for the typed words: entries, a quiet sentence, a line for the scope."""

    entries: tuple[Entry, ...] = ()
    remark: str = ""
    counts: str = ""


def find(entries: Sequence[Entry], words: str, group: str = "", most: int = 6) -> list[tuple[Entry, Row]]:
    """Return the entries that hold every word, in their groups, each with the matches marked."""
    wanted = words.casefold().split()
    found: list[tuple[Entry, Row]] = []
    per_group: dict[str, int] = {}
    for at, entry in enumerate(entries):
        text = entry.text.casefold()
        shown = all(word in f"{text} {entry.note.casefold()}" for word in wanted) if wanted else entry.offered
        if not shown or (group and entry.group != group) or per_group.get(entry.group, 0) >= most:
            continue
        per_group[entry.group] = per_group.get(entry.group, 0) + 1
        match = tuple((text.find(word), text.find(word) + len(word)) for word in wanted if word in text)
        found.append((entry, _row(at, replace(entry, match=match))))
    return found


def _row(at: int, entry: Entry) -> Row:
    return Row(
        id=str(at),
        text=entry.text,
        note=entry.note,
        count=entry.key,
        sign=entry.sign,
        match=entry.match,
        stacked=entry.stacked,
        spoken=f"{entry.text}, {entry.group}, {entry.note} {entry.key}".strip(" ,"),
    )


class CommandPalette(QWidget):
    """A dimmed window with a field and what it finds.

    `asked` says what to look for elsewhere, and whether at once; `show_answer` takes what was found there.
    """

    asked = Signal(str, bool)

    def __init__(self, look: Look, window: QWidget, entries: Callable[[], list[Entry]], elsewhere: str) -> None:
        super().__init__(window)
        self._look, self._make, self._window = look, entries, window
        self._elsewhere = elsewhere
        self._entries: list[Entry] = []
        self._beyond: list[Entry] = []
        self._answer: Answer | None = None
        self._group = ""
        self._back: QWidget | None = None
        self._card = Card("float", margin=0, spacing=0)
        self._card.setParent(self)
        self._field = QLineEdit()
        self._field.setProperty("kind", "bare")
        self._field.setPlaceholderText("Search or run a command")
        self._field.setAccessibleName("Search or run a command")
        self._field.setFont(look.font("subject"))
        self._list = RowList(look, "Found")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scope = Elided(look, "", "small", "text2")
        self._counts = Elided(look, "", "small", "text2")
        self._lay_out()
        self._field.textChanged.connect(self._typed)
        self._field.installEventFilter(self)
        self._list.clicked.connect(lambda _: self._run())
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the palette, empty, over the window."""
        self._entries, self._group = self._make(), ""
        self._back = self._window.focusWidget()
        self._field.clear()
        self._typed()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Hide it and give the focus back."""
        self.hide()
        self.asked.emit("", False)
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = self._look.colour("text" if self._look.tokens.base == "#FFFFFF" else "desk")
        veil.setAlphaF(0.22 if self._look.tokens.base == "#FFFFFF" else 0.6)
        painter.fillRect(self.rect(), veil)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 14, 10)
        top.addWidget(self._field, 1)
        scope = QVBoxLayout()
        scope.setSpacing(0)
        for line in (self._scope, self._counts):
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.setMaximumWidth(self._look.scaled(SCOPE))
            scope.addWidget(line)
        top.addLayout(scope)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 7, 14, 7)
        foot.setSpacing(6)
        for key, word in (("↑", ""), ("↓", "move"), ("Enter", "run"), ("Tab", "only this group")):
            foot.addWidget(KeyCap(self._look, key))
            if word:
                foot.addWidget(Elided(self._look, word, "small", "text2"))
                foot.addSpacing(6)
        foot.addStretch(1)
        foot.addWidget(KeyCap(self._look, "Esc"))
        foot.addWidget(Elided(self._look, "close", "small", "text2"))
        column: QVBoxLayout = self._card.column
        column.setContentsMargins(1, 1, 1, 1)
        column.addLayout(top)
        column.addWidget(rule())
        column.addWidget(self._list, 1)
        column.addWidget(rule())
        column.addLayout(foot)

    def _key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_palette()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._run()
            case Qt.Key.Key_Down | Qt.Key.Key_Up | Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                self._list.keyPressEvent(event)
            case Qt.Key.Key_Tab:
                entry = self._current()
                self._group = "" if self._group else entry.group if entry else ""
                self._show(first=True)
            case Qt.Key.Key_Backtab:
                pass
            case _:
                return False
        return True

    def show_answer(self, answer: Answer) -> None:
        """Show what was found elsewhere for the words in the field; what the user has chosen stays chosen."""
        self._answer = answer
        self._show(first=not self._current())

    def replace_words(self, words: str) -> None:
        """Look for other words."""
        self._field.setText(words)

    def _typed(self) -> None:
        self._answer = None
        if self._group == self._elsewhere and not self._words:
            self._group = ""
        self.asked.emit(self._words, False)
        self._show(first=True)

    @property
    def _words(self) -> str:
        return self._field.text().strip()

    def _show(self, first: bool) -> None:
        """Show what is found by now; `first` chooses its first row."""
        rows: list[Row] = []
        group = ""
        for entry, row in self._found():
            if entry.group != group:
                group = entry.group
                rows.append(Row(id=f"h:{group}", text=group, heading=True))
            rows.append(row)
        if self._answer and self._answer.remark and (self._group == self._elsewhere or not self._beyond):
            if group != self._elsewhere:
                rows.append(Row(id=f"h:{self._elsewhere}", text=self._elsewhere, heading=True))
            rows.append(Row(id="remark", text=self._answer.remark, zero=True))
        elif not rows:
            rows.append(Row(id="none", text=f"Nothing is called “{self._words}”", zero=True))
        self._scope.set_text(self._group or "Commands, essays, passages, slides, library")
        self._counts.set_text(self._answer.counts if self._answer else "")
        self._counts.setVisible(bool(self._counts.full))
        self._list.show_rows(rows)
        if first:
            self._list.choose(next((row.id for row in rows if not row.heading), "none"))
            self._list.verticalScrollBar().setValue(0)
        self._place()

    def _found(self) -> list[tuple[Entry, Row]]:
        """Return what the words find here, then what came from elsewhere; nothing at all leads to a search there."""
        most = ALL if self._group else FEW
        found = find(self._entries, self._words, self._group, most)
        self._beyond = list(self._answer.entries) if self._answer else []
        if self._words and self._answer is None and (not found or self._group == self._elsewhere):
            ask = Entry(
                group=self._elsewhere,
                text=f"Search the library for “{self._words}”",
                do=lambda: self._ask_at_once(),
                stays=True,
            )
            self._beyond = [ask]
        if self._group in ("", self._elsewhere):
            start = len(self._entries)
            found += [(entry, _row(start + at, entry)) for at, entry in enumerate(self._beyond[:most])]
        return found

    def _ask_at_once(self) -> None:
        self._group = self._elsewhere
        self.asked.emit(self._words, True)
        self._show(first=True)

    def _current(self) -> Entry | None:
        at = self._list.current_id
        return [*self._entries, *self._beyond][int(at)] if at.isdigit() else None

    def _run(self) -> None:
        entry = self._current()
        if entry is not None:
            if not entry.stays:
                self.close_palette()
            entry.do()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        self._list.setFixedHeight(self._height(max(self.height() - TOP - 170, 120)))
        self._card.setFixedWidth(min(WIDTH, self.width() - 40))
        self._card.adjustSize()
        self._card.move((self.width() - self._card.width()) // 2, TOP)

    def _height(self, room: int) -> int:
        """Return the height of as many whole rows as there is room for."""
        height = 0
        for at in range(len(self._list.rows.rows)):
            row = self._list.sizeHintForIndex(self._list.rows.index(at)).height()
            if height + row > min(room, MOST):
                break
            height += row
        return max(height, 40)
