"""Banners: a finding over the content, what to do about it, one button; two at most, the worst first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefer.gui.palette import Look
from briefer.gui.widgets.buttons import button, icon_button
from briefer.gui.widgets.finding import Finding
from briefer.gui.widgets.panel import clear
from briefer.gui.widgets.text import Card

Kind: TypeAlias = Literal["info", "ok", "warn", "fail"]

MOST = 2
_RANK = {"fail": 0, "warn": 1, "info": 2, "ok": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a banner says. Notices with the same `about` replace each other."""

    kind: Kind
    finding: str
    """The bold part."""
    advice: str = ""
    actions: tuple[tuple[str, Callable[[], object]], ...] = ()
    about: str = ""
    closable: bool = True
    where: tuple[str, ...] = ()
    """The tabs it belongs to; none for every tab."""


class Banners(QWidget):
    """The strip over the content; empty it takes no room."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._notices: list[Notice] = []
        self._all = False
        self._place = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 10)
        self._column.setSpacing(8)
        self.hide()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Return all notices, worst first."""
        return tuple(self._notices)

    def say(self, notice: Notice) -> None:
        """Show a notice in the place of what was said about the same thing."""
        kept = [other for other in self._notices if not notice.about or other.about != notice.about]
        self._notices = sorted([notice, *kept], key=lambda each: _RANK[each.kind])
        self._show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def go_to(self, place: str) -> None:
        """Show what belongs to a tab."""
        self._place = place
        self._show()

    def solve(self, about: str) -> None:
        """Take away what was said about something."""
        kept = [notice for notice in self._notices if notice.about != about]
        if len(kept) != len(self._notices):
            self._notices = kept
            self._show()

    def _close(self, notice: Notice) -> None:
        self._notices = [other for other in self._notices if other is not notice]
        self._show()

    def _more(self) -> None:
        self._all = True
        self._show()

    def _show(self) -> None:
        clear(self._column)
        shown = [notice for notice in self._notices if not notice.where or self._place in notice.where]
        limit = len(shown) if self._all or len(shown) <= MOST else MOST
        for notice in shown[:limit]:
            self._column.addWidget(self._banner(notice))
        if limit < len(shown):
            more = button(self._look, f"{len(shown) - limit} more", "link")
            more.clicked.connect(self._more)
            self._column.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)
        self._all = self._all and len(shown) > MOST
        self.setVisible(bool(shown))

    def _banner(self, notice: Notice) -> Card:
        card = Card(notice.kind, margin=0)
        card.setAccessibleName(f"{notice.finding} {notice.advice}".strip())
        row = QHBoxLayout()
        row.setContentsMargins(10, 3, 4, 3)
        row.setSpacing(8)
        row.addWidget(Finding(self._look, notice.kind, notice.finding, notice.advice), 1)
        for text, do in notice.actions:
            press = button(self._look, text)
            press.clicked.connect(lambda _=False, do=do: do())
            row.addWidget(press)
        if notice.closable:
            close = icon_button(self._look, "ph.x", "Close this message")
            close.clicked.connect(lambda: self._close(notice))
            row.addWidget(close)
        card.column.addLayout(row)
        return card
