"""Positions: who is for, for on a condition, against, silent, not read; themes by text; the register."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import phrases, signs
from briefer.gui.kit import Kit
from briefer.gui.lanes import Job
from briefer.gui.models.rows import Row
from briefer.gui.models.stands import StandModel
from briefer.gui.models.themes import ThemeModel
from briefer.gui.panels.register import RegisterView
from briefer.gui.panels.stand_card import StandCard
from briefer.gui.panels.stand_page import StandPage
from briefer.gui.panels.stand_work import StandWork
from briefer.gui.position_edits import (
    new_proposition,
    position_of,
    waiting,
)
from briefer.gui.results import StandHints
from briefer.gui.widgets.buttons import button, icon_button
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.panel import Panel, Scroll, fact_line
from briefer.gui.widgets.plain_table import PlainTable
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.segments import Segments
from briefer.gui.widgets.stand_table import StandTable
from briefer.gui.widgets.text import Ground, Text
from briefer.model.counts import tally
from briefer.model.essay import Essay
from briefer.model.evidence import Position, Proposition
from briefer.model.library import Put
from briefer.model.matrix import stand_matrix

VIEWS = ("Matrix", "Themes", "Recommendations")
MATRIX, THEMES, REGISTER = range(3)
_LEGEND = ("for", "for-if", "against", "relayed", "silent", "not-read", "unconfirmed")
_LEGEND_WORDS = {
    "for-if": "for, if a condition is met",
    "relayed": "relays somebody else’s view",
    "silent": "silent: read, takes no position",
    "not-read": "not read: not counted",
    "unconfirmed": "not yet confirmed by you",
}


class PositionsDesk(Desk):
    """The matrix with its map; the register as a second view of the same frame."""

    name = "Positions"
    tray_hint = "Passages behind the chosen stand:"

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        look = kit.look
        self.model, self.themes = StandModel(self), ThemeModel(self)
        self.table = StandTable(look, self.model)
        self.list = RowList(look, "Propositions", two_lines=True)
        self.page = StandPage(kit, self.table)
        self.card = StandCard(kit)
        self.register = RegisterView(kit)
        self.view = Segments(look, "Show", VIEWS)
        self.hints: StandHints | None = None
        """What rules take the stands on the current proposition to be."""
        self._hinted = ""
        self._job: Job | None = None
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view)
        self._right = QStackedWidget()
        self._right.addWidget(self.card)
        self._right.addWidget(self._explained())
        self._right.addWidget(self.register.card)
        self.assemble(self._left(), self._centre(), self._inspector())
        self._connect()
        self.work = StandWork(kit, self)
        self.refresh()

    def first_focus(self) -> QWidget:
        return (self.table, self.theme_table, self.register.table)[self._pages.currentIndex()]

    def next_finding(self) -> None:
        """Go to the next position that nobody has confirmed (also U)."""
        session = self._kit.session
        ids = tuple(p.id for p in session.shelf.all(Proposition))
        found = waiting(session.shelf, ids)
        here = (self.essay_id, self.proposition_id)
        if not found:
            self._kit.talk.toast("Every position is confirmed", False)
            return
        at = found.index(here) + 1 if here in found else 0
        self.go_to(*found[at % len(found)])

    def go_to(self, essay_id: str, proposition_id: str) -> None:
        """Show one cell of the matrix, with the focus on it."""
        self.show_view(MATRIX)
        index = self.model.place_of(essay_id, proposition_id)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_proposition(self, proposition_id: str) -> None:
        """Show the column of a proposition, with the focus on its first text."""
        first = self.model.essay_at(0)
        if first is not None:
            self.go_to(first.id, proposition_id)

    def show_recommendation(self, id: str) -> None:
        """Show an entry of the register."""
        self.show_view(REGISTER)
        self.register.choose(id)

    def show_view(self, at: int) -> None:
        """Show the matrix of stands, the matrix of themes, or the register."""
        self.view.choose(at)
        self._pages.setCurrentIndex(at)
        self._right.setCurrentIndex(at)
        self._next.setVisible(at == MATRIX)
        self._left_count.setVisible(at == MATRIX)

    def refresh(self, _: object = None) -> None:
        """Show the library as it is now; the chosen cell stays chosen."""
        library = self._kit.session.shelf
        propositions = library.all(Proposition)
        essays = [essay.id for essay in library.all(Essay)]
        self.model.show(library, stand_matrix(library, [p.id for p in propositions], essays))
        rows = [
            Row(id=p.id, text=phrases.topic(p), note=phrases.tally_line(tally(library, p, essays)), tip=p.text)
            for p in propositions
        ]
        self.list.show_rows(rows)
        self.page.show_any(bool(propositions))
        if propositions and not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 1))
        if self._pages.currentIndex() == THEMES or self.themes.rowCount() == 0:
            self.themes.show(library)
        self.register.refresh()
        left = len(waiting(library, tuple(p.id for p in propositions)))
        self._left_count.setText(f"{left} left" if left else "")
        self._next.setEnabled(bool(left))
        self._next.setToolTip("Next unconfirmed (U)" if left else "Every position is confirmed")
        self._show_cell()

    def _left(self) -> QWidget:
        look = self._kit.look
        left = Panel(look, "Propositions")
        add = icon_button(look, "ph.plus", "Add a proposition", self._kit.commands["new-proposition"])
        left.head.addWidget(add)
        self._new = QLineEdit()
        self._new.setPlaceholderText("A sentence one can be for or against")
        self._new.setAccessibleName("New proposition")
        self._new.setFont(look.font())
        self._new.hide()
        self._new.returnPressed.connect(self._add)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(14, 0, 14, 6)
        row.addWidget(self._new)
        left.column.addWidget(holder)
        left.column.addWidget(self.list, 1)
        foot = left.foot()
        foot.setSpacing(4)
        foot.addWidget(Text(look, "Signs", "small-strong", "text2"))
        for sign in _LEGEND:
            foot.addWidget(fact_line(look, sign, _LEGEND_WORDS.get(sign, signs.WORDS[sign])))
        return left

    def _centre(self) -> QWidget:
        centre = Ground("base")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.page)
        self.theme_table = PlainTable(self._kit.look, self.themes, "Themes by text")
        self._pages.addWidget(self.theme_table)
        self._pages.addWidget(self.register)
        column.addWidget(self._pages, 1)
        return centre

    def _inspector(self) -> QWidget:
        look = self._kit.look
        holder = Panel(look)
        holder.column.addWidget(self._right, 1)
        foot = holder.foot()
        row = QHBoxLayout()
        self._next = button(look, "Next unconfirmed", "primary", action=self._kit.commands["next-unconfirmed"])
        self._left_count = Text(look, "", "small", "text2", wrap=False)
        row.addWidget(self._next)
        row.addWidget(self._left_count)
        row.addStretch(1)
        foot.addLayout(row)
        return holder

    def _explained(self) -> QWidget:
        look = self._kit.look
        page = Scroll(margins=(14, 14, 14, 14))
        page.column.addWidget(Text(look, "Themes by text", "subject"))
        words = (
            "Each cell counts the passages that a text has of its own; what it only relays is counted apart.",
            "A dash is a text that was read and has nothing on the theme; “not read” is not counted at all.",
            "The last row says how many texts speak to a theme, of all that count as a voice.",
        )
        for line in words:
            page.column.addWidget(Text(look, line, ink="text2"))
        page.column.addStretch(1)
        return page

    def _connect(self) -> None:
        session, commands = self._kit.session, self._kit.commands
        session.opened.connect(self._opened)
        session.library_edited.connect(self._edited)
        self.list.chosen.connect(self._choose_proposition)
        self.table.moved.connect(self._show_cell)
        self.table.conditioned.connect(self.card.condition.setFocus)
        self.card.opened.connect(self._kit.talk.show_passage)
        self.view.chosen.connect(self._switch)
        commands.on("next-unconfirmed", self.next_finding)
        commands.only_in("next-unconfirmed", self)
        commands.on("new-proposition", self._ask_new)

    def _opened(self) -> None:
        self.hints, self._hinted = None, ""
        self.themes.show(self._kit.session.shelf)
        self.refresh()

    def _edited(self, edits: object) -> None:
        kinds = (Position, Proposition)
        if any(not isinstance(edit, Put) or not isinstance(edit.entity, kinds) for edit in cast(tuple[object], edits)):
            self._hinted = ""
        self.refresh_in_sight()

    def _switch(self, at: int) -> None:
        if at == THEMES:
            self.themes.show(self._kit.session.shelf)
        self.show_view(at)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def essay_id(self) -> str:
        """Return the text of the current cell, "" without one."""
        essay = self.model.essay_at(self.table.currentIndex().row())
        return essay.id if essay else ""

    @property
    def proposition_id(self) -> str:
        """Return the proposition of the current cell, "" without one."""
        proposition = self.model.proposition_at(self.table.currentIndex().column())
        return proposition.id if proposition else ""

    def _choose_proposition(self, id: str) -> None:
        row = max(self.table.currentIndex().row(), 0)
        essay = self.model.essay_at(row)
        if essay is not None and id != self.proposition_id:
            self.table.setCurrentIndex(self.model.place_of(essay.id, id))

    def _show_cell(self) -> None:
        index: QModelIndex = self.table.currentIndex()
        library = self._kit.session.shelf
        essay, proposition = self.model.essay_at(index.row()), self.model.proposition_at(index.column())
        if proposition is None:
            self.card.show_stand(None, None, None, None, ())
            return
        self.list.choose(proposition.id)
        found = tally(library, proposition, [e.id for e in library.all(Essay)])
        self.page.show_proposition(proposition, found)
        self._ask_hints(proposition.id)
        position = position_of(library, proposition.id, essay.id) if essay else None
        hint = self.hints.hints.get(essay.id) if self.hints and essay and self._hinted == proposition.id else None
        lines = self.hints.lines.get(essay.id, ()) if self.hints and essay and hint else ()
        self.card.show_stand(essay, proposition, position, None if position and position.confirmed else hint, lines)

    def _ask_hints(self, proposition_id: str) -> None:
        """Look for hints on a lane; those of the proposition last chosen are shown."""
        if self._hinted == proposition_id or not self.isVisible():
            return
        self._hinted, self.hints = proposition_id, None
        if self._job is not None:
            self._job.cancel()
        library, services = self._kit.session.shelf, self._kit.services
        self._job = self._kit.reading.run(
            "Looking for sentences that bear on it",
            lambda progress, cancelled: services.stand_hints(library, proposition_id, cancelled),
            shown=False,
        )
        self._job.done.connect(lambda found: self._take_hints(proposition_id, found))

    def _take_hints(self, proposition_id: str, found: StandHints) -> None:
        if self._hinted == proposition_id:
            self.hints = found
            self._show_cell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_cell()

    def _ask_new(self) -> None:
        self._new.show()
        self._new.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self) -> None:
        text = " ".join(self._new.text().split()).rstrip(".")
        if text:
            made = new_proposition(self._kit.session.shelf, text)
            self._kit.session.edit_library("a new proposition", Put(made))
            self._new.clear()
            self._new.hide()
            self._choose_proposition(made.id)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
