"""What is done to stands and propositions, each as one undo step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from briefer.gui import brief_edits, phrases
from briefer.gui.kit import Kit
from briefer.gui.position_edits import (
    dropping,
    dropping_stand,
    is_dropped,
    lacks,
    position_of,
    taking_back,
    waiting,
    with_passage,
    with_stand,
    with_words,
)
from briefer.model.essay import Essay
from briefer.model.evidence import Position, Proposition, Stand
from briefer.model.library import Put

if TYPE_CHECKING:
    from briefer.gui.panels.positions import PositionsDesk


class StandWork(QObject):
    """Stands set, confirmed, dropped and grounded; propositions dropped and sent to a slide."""

    def __init__(self, kit: Kit, desk: PositionsDesk) -> None:
        super().__init__(desk)
        self._kit, self._desk = kit, desk
        card, table, commands = desk.card, desk.table, kit.commands
        for signal in (table.stood, card.stood):
            signal.connect(self.stand)
        table.confirmed.connect(self.confirm)
        table.asked.connect(self.open_first)
        table.picked.connect(self.to_tray)
        card.written.connect(self.write)
        card.rested.connect(self.rest)
        card.taken_back.connect(self.take_back)
        commands.on("drop-proposition", self.drop)
        commands.only_in("drop-proposition", desk.list)
        commands.on("drop-stand", self.drop_stand)
        commands.only_in("drop-stand", table)
        commands.on("copy-count", self.copy_count)
        commands.on("send-proposition", self.send_to_slide)

    def stand(self, stand: str) -> None:
        """Set the stand of the current cell."""
        essay_id, proposition_id = self._desk.essay_id, self._desk.proposition_id
        session = self._kit.session
        if not essay_id or not proposition_id or session.read_only:
            return
        new = with_stand(session.shelf, proposition_id, essay_id, cast(Stand, stand), confirmed=False)
        session.edit_library(f"stand of {self._author()}", Put(new))
        if stand == "for-if" and not new.condition:
            self._desk.card.condition.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif stand == "relayed" and not new.holder:
            self._desk.card.holder.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_tray(self) -> None:
        """Put the passages behind the current stand into the tray of the brief."""
        position = position_of(self._kit.session.shelf, self._desk.proposition_id, self._desk.essay_id)
        if position is None or not position.passages:
            self._kit.talk.toast("No passage stands behind this cell", False)
            return
        self._kit.passages.to_tray(position.passages)

    def confirm(self) -> None:
        """Confirm the stand of the current cell and go on to the next that waits; without a stand, say how to set one."""
        essay_id, proposition_id = self._desk.essay_id, self._desk.proposition_id
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
            (self._desk.card.condition if position.stand == "for-if" else self._desk.card.holder).setFocus()
            return
        if not position.confirmed:
            session.edit_library(f"stand of {self._author()}", Put(replace(position, confirmed=True)))
        if not self._go_on():
            total = sum(p.proposition_id == proposition_id for p in session.shelf.all(Position))
            self._kit.talk.toast(f"{total} of {total} confirmed", False)

    def _go_on(self) -> bool:
        """Go to the next position that waits, on the same proposition first; tell whether there is one."""
        library, here = self._kit.session.shelf, self._desk.proposition_id
        rest = waiting(library, tuple(p.id for p in library.all(Proposition)))
        later = [cell for cell in rest if cell[1] == here] or rest
        if later:
            self._desk.go_to(*later[0])
        return bool(later)

    def drop_stand(self) -> None:
        """Take the stand of the current cell away, or the hint where there is none yet, and go on if one waits."""
        session, cell = self._kit.session, self._cell()
        if not self._desk.isVisible():
            self._kit.talk.went.emit(self._desk.name)
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

    def take_back(self) -> None:
        """Let rules propose the dropped stand of the current cell again."""
        session, cell = self._kit.session, self._cell()
        if cell is not None and not session.read_only:
            essay, proposition = cell
            session.edit_library(f"the hint for {self._author()}", *taking_back(proposition, essay))

    def _cell(self) -> tuple[Essay, Proposition] | None:
        """Return the text and the proposition of the current cell, if there are both."""
        library = self._kit.session.shelf
        essay, proposition = (
            library.get(Essay, self._desk.essay_id),
            library.get(Proposition, self._desk.proposition_id),
        )
        return (essay, proposition) if essay is not None and proposition is not None else None

    def write(self, field: str, words: str) -> None:
        """Write condition, holder or ground of the current stand."""
        position = position_of(self._kit.session.shelf, self._desk.proposition_id, self._desk.essay_id)
        if position is not None and getattr(position, field) != words:
            new = with_words(position, field, words)
            self._kit.session.edit_library(f"{field} of {self._author()}", Put(new))

    def rest(self, at: int) -> None:
        """Let the position rest on a sentence found by rule; without a stand yet, on the stand of the hint."""
        essay_id, proposition_id = self._desk.essay_id, self._desk.proposition_id
        library = self._kit.session.shelf
        hint = self._desk.hints.hints.get(essay_id) if self._desk.hints else None
        if self._desk.hints is None or hint is None:
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
        passage = self._desk.hints.lines[essay_id][at].passage
        self._kit.session.edit_library(f"passage of {self._author()}", *with_passage(library, position, passage))

    def open_first(self) -> None:
        """Show the first passage that the current stand rests on."""
        position = position_of(self._kit.session.shelf, self._desk.proposition_id, self._desk.essay_id)
        if position is not None and position.passages:
            self._kit.talk.show_passage(position.passages[0])
        else:
            self._kit.talk.toast("This stand rests on no passage yet", False)

    def drop(self) -> None:
        """Take the chosen proposition away."""
        id = self._desk.list.current_id
        proposition = self._kit.session.shelf.get(Proposition, id)
        if proposition is not None and not self._kit.session.read_only:
            self._kit.session.edit_library("taking a proposition away", *dropping(self._kit.session.shelf, id))
            self._kit.talk.toast(f"“{proposition.short or proposition.text}” is gone")

    def copy_count(self) -> None:
        """Put the count line on the clipboard."""
        self._desk.catch_up()
        QGuiApplication.clipboard().setText(self._desk.page.line)
        self._kit.talk.toast("The count line is on the clipboard", False)

    def send_to_slide(self) -> None:
        """Take the proposition into the brief and show its slide."""
        session, id = self._kit.session, self._desk.proposition_id
        if session.brief is None or not id:
            return
        brief = brief_edits.with_ticks(session.brief, session.shelf, "propositions", [id], True)
        session.edit_brief("taking in a proposition", brief)
        self._kit.talk.went.emit("Compose")

    def _author(self) -> str:
        essay = self._kit.session.shelf.get(Essay, self._desk.essay_id)
        return phrases.authors(essay) if essay else ""
