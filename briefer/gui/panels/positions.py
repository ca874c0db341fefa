"""Positions: who is for, for on a condition, against, silent, not read; themes by text; the register."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import brief_edits, phrases, signs
from briefer.gui.kit import Kit
from briefer.gui.lanes import Job
from briefer.gui.models.rows import Row
from briefer.gui.models.stands import StandModel
from briefer.gui.models.themes import ThemeModel
from briefer.gui.panels.register import RegisterView
from briefer.gui.panels.stand_card import StandCard, Voice
from briefer.gui.position_edits import (
    dropping,
    dropping_stand,
    is_dropped,
    lacks,
    new_proposition,
    position_of,
    taking_back,
    waiting,
    with_passage,
    with_stand,
    with_words,
)
from briefer.gui.results import StandHints
from briefer.gui.widgets.buttons import button, icon_button
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.panel import Panel, Scroll, fact_line
from briefer.gui.widgets.plain_table import PlainTable
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.segments import Segments
from briefer.gui.widgets.stand_map import StandMap, groups_of
from briefer.gui.widgets.stand_table import StandTable
from briefer.gui.widgets.text import Elided, Ground, Text, rule
from briefer.model.counts import Tally, tally
from briefer.model.essay import Essay
from briefer.model.evidence import Position, Proposition, Stand
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

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        look = kit.look
        self.model, self.themes = StandModel(self), ThemeModel(self)
        self.table = StandTable(look, self.model)
        self.list = RowList(look, "Propositions", two_lines=True)
        self.map = StandMap(look)
        self.card = StandCard(kit)
        self.register = RegisterView(kit)
        self.view = Segments(look, "Show", VIEWS)
        self._hints: StandHints | None = None
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
        self.refresh()

    def first_focus(self) -> QWidget:
        return (self.table, self.theme_table, self.register.table)[self._pages.currentIndex()]

    def next_finding(self) -> None:
        """Go to the next position that nobody has confirmed (also U)."""
        session = self._kit.session
        ids = tuple(p.id for p in session.shelf.all(Proposition))
        found = waiting(session.shelf, ids)
        here = (self._essay_id(), self._proposition_id())
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
        self._empty.setVisible(not propositions)
        self.table.setVisible(bool(propositions))
        self._below.setVisible(bool(propositions))
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
        self._pages.addWidget(self._matrix())
        self.theme_table = PlainTable(self._kit.look, self.themes, "Themes by text")
        self._pages.addWidget(self.theme_table)
        self._pages.addWidget(self.register)
        column.addWidget(self._pages, 1)
        return centre

    def _matrix(self) -> QWidget:
        look = self._kit.look
        page = Ground("base")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self._empty = Text(
            look, "No proposition yet. Add one: a sentence that a text can be for or against.", ink="text2"
        )
        self._empty.setContentsMargins(14, 28, 14, 14)
        column.addWidget(self._empty)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.table)
        self._below = Ground("window")
        below = QVBoxLayout(self._below)
        below.setContentsMargins(14, 10, 14, 12)
        below.setSpacing(10)
        head = QHBoxLayout()
        self._about = Elided(look, "", "strong")
        self._counts = Elided(look, "", "small", "text2")
        head.addWidget(self._about)
        head.addWidget(self._counts, 1)
        self._copy = button(look, "Copy count line", action=self._kit.commands["copy-count"])
        self._send = button(
            look, "Send to slide", icon="ph.presentation", action=self._kit.commands["send-proposition"]
        )
        head.addWidget(self._copy)
        head.addWidget(self._send)
        below.addLayout(head)
        below.addWidget(self.map)
        voices = QHBoxLayout()
        voices.setSpacing(12)
        self._for = Voice(self._kit, "for", "Speaks for it")
        self._against = Voice(self._kit, "against", "Strongest opponent, same slide")
        voices.addWidget(self._for, 1)
        voices.addWidget(self._against, 1)
        below.addLayout(voices)
        below.addStretch(1)
        below.addWidget(rule())
        foot = QHBoxLayout()
        foot.addWidget(Text(look, "Computed title", "small-strong", "text2", wrap=False))
        self._line = Elided(look, "")
        foot.addWidget(self._line, 1)
        state = Text(look, "computed, not yet reviewed", "small", "text2", wrap=False)
        state.set_sign("unconfirmed")
        foot.addWidget(state)
        below.addLayout(foot)
        self._split.addWidget(self._below)
        self._split.setSizes([420, 360])
        column.addWidget(self._split, 1)
        return page

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
        self.table.stood.connect(self._stand)
        self.table.confirmed.connect(self._confirm)
        self.table.conditioned.connect(self.card.condition.setFocus)
        self.table.asked.connect(self._open_first)
        self.card.stood.connect(self._stand)
        self.card.written.connect(self._write)
        self.card.rested.connect(self._rest)
        self.card.opened.connect(self._kit.talk.show_passage)
        self.card.taken_back.connect(self._take_back)
        self.view.chosen.connect(self._switch)
        commands.on("next-unconfirmed", self.next_finding)
        commands.only_in("next-unconfirmed", self)
        commands.on("new-proposition", self._ask_new)
        commands.on("drop-proposition", self._drop)
        commands.only_in("drop-proposition", self.list)
        commands.on("drop-stand", self._drop_stand)
        commands.only_in("drop-stand", self.table)
        commands.on("copy-count", self._copy_count)
        commands.on("send-proposition", self._send_to_slide)

    def _opened(self) -> None:
        self._hints, self._hinted = None, ""
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

    def _essay_id(self) -> str:
        essay = self.model.essay_at(self.table.currentIndex().row())
        return essay.id if essay else ""

    def _proposition_id(self) -> str:
        proposition = self.model.proposition_at(self.table.currentIndex().column())
        return proposition.id if proposition else ""

    def _choose_proposition(self, id: str) -> None:
        row = max(self.table.currentIndex().row(), 0)
        essay = self.model.essay_at(row)
        if essay is not None and id != self._proposition_id():
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
        self._about.set_text(phrases.topic(proposition))
        self._counts.set_text(f"{phrases.tally_line(found)} of {found.denominator}")
        self.map.show_groups(groups_of(library, found))
        self._for.show_first(found.confirmed["for"] or found.confirmed["for-if"])
        self._against.show_first(found.confirmed["against"])
        self._line.set_text(self._count_line(found))
        self._ask_hints(proposition.id)
        position = position_of(library, proposition.id, essay.id) if essay else None
        hint = self._hints.hints.get(essay.id) if self._hints and essay and self._hinted == proposition.id else None
        lines = self._hints.lines.get(essay.id, ()) if self._hints and essay and hint else ()
        self.card.show_stand(essay, proposition, position, None if position and position.confirmed else hint, lines)

    def _count_line(self, found: Tally) -> str:
        return self._kit.services.count_line(self._kit.session.shelf, found)

    def _ask_hints(self, proposition_id: str) -> None:
        """Look for hints on a lane; those of the proposition last chosen are shown."""
        if self._hinted == proposition_id or not self.isVisible():
            return
        self._hinted, self._hints = proposition_id, None
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
            self._hints = found
            self._show_cell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_cell()

    def _stand(self, stand: str) -> None:
        essay_id, proposition_id = self._essay_id(), self._proposition_id()
        session = self._kit.session
        if not essay_id or not proposition_id or session.read_only:
            return
        new = with_stand(session.shelf, proposition_id, essay_id, cast(Stand, stand), confirmed=False)
        session.edit_library(f"stand of {self._author()}", Put(new))
        if stand == "for-if" and not new.condition:
            self.card.condition.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif stand == "relayed" and not new.holder:
            self.card.holder.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _confirm(self) -> None:
        """Confirm the stand of the current cell, or the hint where there is none yet, and go on."""
        essay_id, proposition_id = self._essay_id(), self._proposition_id()
        session = self._kit.session
        if not essay_id or not proposition_id or session.read_only:
            return
        library = session.shelf
        position = position_of(library, proposition_id, essay_id)
        if position is None:
            self._kit.talk.toast("Set a stand first: 1 for, 2 if, 3 against, 4 relayed, 5 silent", False)
            return
        if missing := lacks(position):
            self._kit.talk.toast(missing, False)
            (self.card.condition if position.stand == "for-if" else self.card.holder).setFocus()
            return
        if not position.confirmed:
            session.edit_library(f"stand of {self._author()}", Put(replace(position, confirmed=True)))
        if not self._go_on():
            total = sum(p.proposition_id == proposition_id for p in session.shelf.all(Position))
            self._kit.talk.toast(f"{total} of {total} confirmed", False)

    def _go_on(self) -> bool:
        """Go to the next position that waits, on the same proposition first; tell whether there is one."""
        library, here = self._kit.session.shelf, self._proposition_id()
        rest = waiting(library, tuple(p.id for p in library.all(Proposition)))
        later = [cell for cell in rest if cell[1] == here] or rest
        if later:
            self.go_to(*later[0])
        return bool(later)

    def _drop_stand(self) -> None:
        """Take the stand of the current cell away, or the hint where there is none yet, and go on if one waits."""
        session, cell = self._kit.session, self._cell()
        if not self.isVisible():
            self._kit.talk.went.emit(self.name)
            return
        if cell is None or session.read_only:
            return
        essay, proposition = cell
        position = position_of(session.shelf, proposition.id, essay.id)
        if position is None and is_dropped(essay, proposition):
            self._kit.talk.toast("Dropped already; the card at the right takes it back", False)
            return
        edits = dropping_stand(session.shelf, proposition, essay)
        session.edit_library(f"dropping the stand of {self._author()}", *edits)
        self._kit.talk.toast("Dropped; no rule proposes this stand again")
        if position is not None and not position.confirmed:
            self._go_on()

    def _take_back(self) -> None:
        """Let rules propose the dropped stand of the current cell again."""
        session, cell = self._kit.session, self._cell()
        if cell is not None and not session.read_only:
            essay, proposition = cell
            session.edit_library(f"the hint for {self._author()}", *taking_back(proposition, essay))

    def _cell(self) -> tuple[Essay, Proposition] | None:
        """Return the text and the proposition of the current cell, if there are both."""
        library = self._kit.session.shelf
        essay, proposition = library.get(Essay, self._essay_id()), library.get(Proposition, self._proposition_id())
        return (essay, proposition) if essay is not None and proposition is not None else None

    def _write(self, field: str, words: str) -> None:
        position = position_of(self._kit.session.shelf, self._proposition_id(), self._essay_id())
        if position is not None and getattr(position, field) != words:
            new = with_words(position, field, words)
            self._kit.session.edit_library(f"{field} of {self._author()}", Put(new))

    def _rest(self, at: int) -> None:
        """Let the position rest on a sentence found by rule; without a stand yet, on the stand of the hint."""
        essay_id, proposition_id = self._essay_id(), self._proposition_id()
        library = self._kit.session.shelf
        hint = self._hints.hints.get(essay_id) if self._hints else None
        if self._hints is None or hint is None:
            return
        position = position_of(library, proposition_id, essay_id)
        if position is None:
            position = replace(
                with_stand(library, proposition_id, essay_id, hint.stand or "for", confirmed=False),
                condition=hint.condition,
                holder=hint.holder,
            )
            if hint.stand is None:
                self._kit.talk.toast("Now set the stand: 1 for, 2 if, 3 against, 4 relayed", False)
        passage = self._hints.lines[essay_id][at].passage
        self._kit.session.edit_library(f"passage of {self._author()}", *with_passage(library, position, passage))

    def _open_first(self) -> None:
        position = position_of(self._kit.session.shelf, self._proposition_id(), self._essay_id())
        if position is not None and position.passages:
            self._kit.talk.show_passage(position.passages[0])
        else:
            self._kit.talk.toast("This stand rests on no passage yet", False)

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

    def _drop(self) -> None:
        id = self.list.current_id
        proposition = self._kit.session.shelf.get(Proposition, id)
        if proposition is not None and not self._kit.session.read_only:
            self._kit.session.edit_library("taking a proposition away", *dropping(self._kit.session.shelf, id))
            self._kit.talk.toast(f"“{proposition.short or proposition.text}” is gone")

    def _copy_count(self) -> None:
        self.catch_up()
        QGuiApplication.clipboard().setText(self._line.full)
        self._kit.talk.toast("The count line is on the clipboard", False)

    def _send_to_slide(self) -> None:
        """Take the proposition into the brief and show its slide."""
        session, id = self._kit.session, self._proposition_id()
        if session.brief is None or not id:
            return
        brief = brief_edits.with_ticks(session.brief, session.shelf, "propositions", [id], True)
        session.edit_brief("taking in a proposition", brief)
        self._kit.talk.went.emit("Compose")

    def _author(self) -> str:
        essay = self._kit.session.shelf.get(Essay, self._essay_id())
        return phrases.authors(essay) if essay else ""
