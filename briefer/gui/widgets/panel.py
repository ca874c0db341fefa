"""The frames of side panels and sub-bars: heads, scrolling bodies, feet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui.palette import Look
from briefer.gui.widgets.in_sight import InSight
from briefer.gui.widgets.text import Elided, Ground, Text, rule

INSET = 14
SUB_BAR = 40


class Panel(Ground):
    """A side: an optional head line, a body, an optional foot."""

    def __init__(self, look: Look, title: str = "", ground: str = "window") -> None:
        super().__init__(ground)
        self.look = look
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        if title:
            head = QWidget()
            head.setMinimumHeight(SUB_BAR)
            self.head = QHBoxLayout(head)
            self.head.setContentsMargins(INSET, 0, INSET, 0)
            self.head.setSpacing(8)
            self.title = Elided(look, title, "small-strong", "text2")
            self.head.addWidget(self.title)
            self.head.addStretch(1)
            self.column.addWidget(head)

    def foot(self) -> QVBoxLayout:
        """Return a column at the foot that never scrolls."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(INSET, 10, INSET, 12)
        column.setSpacing(8)
        self.column.addWidget(holder)
        return column


class Scroll(InSight, QScrollArea):
    """A column that scrolls up and down only and whose content is as wide as it."""

    def __init__(self, ground: str = "window", margins: tuple[int, int, int, int] = (INSET, 4, INSET, 14)) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = Ground(ground)
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(*margins)
        self.column.setSpacing(6)
        self.setWidget(body)
        body.installEventFilter(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.setMinimumWidth(0)
        return False


class SubBar(Ground):
    """The 40 px bar over a centre: what is shown, and how it stands."""

    def __init__(self, look: Look, ground: str = "window") -> None:
        super().__init__(ground)
        self.setMinimumHeight(SUB_BAR)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(INSET, 0, INSET, 0)
        self.row.setSpacing(8)


class Strip(Ground):
    """A line of the window's foot under a rule."""

    def __init__(self, high: int, right: int, spacing: int) -> None:
        super().__init__("window")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        line = QWidget()
        line.setMinimumHeight(high - 1)
        self.row = QHBoxLayout(line)
        self.row.setContentsMargins(INSET, 0, right, 0)
        self.row.setSpacing(spacing)
        column.addWidget(line)


class Filtered(Ground):
    """A centre that shows some of many: a bar with filters and their count, the view, or a page that says it is empty."""

    def __init__(self, look: Look, filters: Sequence[QWidget], view: QWidget, links: Sequence[QWidget]) -> None:
        super().__init__("base")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = SubBar(look, "base")
        for part in filters:
            bar.row.addWidget(part)
        bar.row.addStretch(1)
        self.count = Elided(look, "", "small", "text2")
        bar.row.addWidget(self.count)
        column.addWidget(bar)
        column.addWidget(rule())
        self.why = Text(look, "", "strong")
        self._pages = QStackedWidget()
        self._pages.addWidget(view)
        self._pages.addWidget(self._empty(links))
        column.addWidget(self._pages, 1)

    def show_found(self, count: str, shown: bool, why: str) -> None:
        """Say how many are shown; without any, why the place is empty."""
        self.count.set_text(count)
        self._pages.setCurrentIndex(0 if shown else 1)
        self.why.setText(why)

    def _empty(self, links: Sequence[QWidget]) -> QWidget:
        page = Ground("base")
        column = QVBoxLayout(page)
        column.setContentsMargins(INSET, 28, INSET, INSET)
        column.setSpacing(8)
        column.addWidget(self.why)
        row = QHBoxLayout()
        for link in links:
            row.addWidget(link)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return page


def group(look: Look, title: str, count: str = "") -> QWidget:
    """Return the heading of a group in an inspector, with a count at the right."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 10, 0, 2)
    row.setSpacing(8)
    row.addWidget(Elided(look, title, "small-strong", "text2"))
    row.addStretch(1)
    if count:
        row.addWidget(Elided(look, count, "small", "text2"))
    return holder


def fact_line(look: Look, sign: str, words: str, number: str = "") -> QWidget:
    """Return one line of an inspector: sign, words, number at the right."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    text = Text(look, words)
    text.set_sign(sign)
    row.addWidget(text, 1)
    if number:
        row.addWidget(Text(look, number, "strong", wrap=False), alignment=Qt.AlignmentFlag.AlignTop)
    return holder


def centred(body: QWidget) -> QHBoxLayout:
    """Return `body` between two springs; it keeps the height its wrapped texts need."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(body)
    row.addStretch(1)
    return row


def clear(column: QVBoxLayout) -> None:
    """Take everything out of a column."""
    while (item := column.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
