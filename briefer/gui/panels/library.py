"""The library: shelf, table of pieces, the chosen piece's card."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from briefer.app.decisions import with_fields
from briefer.gui import brief_edits, phrases
from briefer.gui.kit import Kit
from briefer.gui.models.essays import TITLE, EssayModel, EssayProxy
from briefer.gui.models.facts import EssayFacts, facts, passes, shelf_rows
from briefer.gui.panels.essay_card import EssayCard
from briefer.gui.widgets.buttons import Chip, button
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.panel import Filtered, Panel
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.table import EssayTable
from briefer.model.essay import Essay, Origin, Reading
from briefer.model.evidence import Passage, Position
from briefer.model.library import Drop, Edit, Put


class LibraryDesk(Desk):
    """The shelf of essays, with a tick for those in the brief."""

    name = "Library"

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._shelf: tuple[EssayFacts, ...] = ()
        look = kit.look
        self.model = EssayModel(self)
        self.proxy = EssayProxy(self.model, self)
        self.table = EssayTable(look, self.model, self.proxy)
        self.filters = RowList(look, "Shelf filters")
        self.card = EssayCard(kit)
        left = Panel(look, "Shelf")
        left.column.addWidget(self.filters, 1)
        self.primary = button(look, "Import…", "primary", "ph.export", kit.commands["import"])
        self._found = self._centre()
        self.assemble(left, self._found, self.card)
        self.filters.chosen.connect(lambda _: self._filter())
        self.table.chosen.connect(self._show_card)
        self.table.activated.connect(self._read)
        self.model.ticked.connect(self._tick)
        self.model.retitled.connect(self._retitle)
        session = kit.session
        session.opened.connect(self.refresh)
        session.library_edited.connect(self.refresh_in_sight)
        session.brief_changed.connect(self._show_ticks)
        self._connect_commands()

    def first_focus(self) -> QWidget:
        return self.table

    def next_finding(self) -> None:
        """Go to the next piece with something to look at."""
        rows = self.proxy.rowCount()
        start = self.table.currentIndex().row() + 1
        for step in range(rows):
            index = self.proxy.index((start + step) % rows, 1)
            fact = self.proxy.fact_at(index)
            if fact is not None and fact.check_sign in ("warn", "doubtful"):
                self.table.setCurrentIndex(index)
                self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        self._kit.talk.toast("Nothing to look at on this shelf", False)

    def choose(self, essay_id: str) -> None:
        """Show a piece, whatever the filters say."""
        if not self.proxy.place_of(essay_id).isValid():
            self._clear_filters()
        index = self.proxy.place_of(essay_id)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self, _: object = None) -> None:
        """Show the shelf as it is now; the chosen piece stays chosen, or the next one takes its place."""
        session = self._kit.session
        was = self.proxy.fact_at(self.table.currentIndex())
        row = max(self.table.currentIndex().row(), 0)
        self._shelf = facts(session.shelf)
        self.model.editable = not session.read_only
        self.model.show(self._shelf, self._ticked())
        self._filter()
        if not self.filters.current_id:
            self.filters.choose("all")
        index = self.proxy.place_of(was.essay.id) if was else self.proxy.index(0, 1)
        if not index.isValid():
            index = self.proxy.index(min(row, self.proxy.rowCount() - 1), 1)
        if index.isValid():
            self.table.setCurrentIndex(index)
        self._show_card()

    def _show_ticks(self) -> None:
        """Show which pieces are in the brief; the shelf itself is as it was."""
        self.model.show(self._shelf, self._ticked())
        if self._in_brief.isChecked():
            self._filter()

    def _ticked(self) -> frozenset[str]:
        session = self._kit.session
        return brief_edits.ticked(session.brief, session.shelf, "essays") if session.brief else frozenset()

    def _centre(self) -> Filtered:
        look = self._kit.look
        self._voices = Chip(look, "Essays only", on=True)
        self._in_brief = Chip(look, "In the brief")
        for chip in (self._voices, self._in_brief):
            chip.toggled.connect(lambda _: self._filter())
        self._clear = button(look, "Clear filters", "link")
        self._clear.clicked.connect(self._clear_filters)
        self._fill = button(look, "Import files…", "link", action=self._kit.commands["import"])
        return Filtered(look, (self._voices, self._in_brief), self.table, (self._clear, self._fill))

    def _connect_commands(self) -> None:
        commands = self._kit.commands
        commands.on("tick-essay", self._tick_current)
        commands.on("retitle", self._edit_title)
        commands.on("drop-essay", self._drop)
        commands.only_in("drop-essay", self.table)
        for reading in ("read", "skimmed", "unread"):
            commands.on(f"mark-{reading}", lambda reading=reading: self._mark(reading))  # type: ignore[misc]

    def _filter(self) -> None:
        chosen = self.filters.current_id or "all"
        ticked = self._ticked()

        def chips(fact: EssayFacts) -> bool:
            voice = fact.essay.counts or not self._voices.isChecked()
            return voice and (fact.essay.id in ticked or not self._in_brief.isChecked())

        self.filters.show_rows(shelf_rows(self._kit.session.shelf, tuple(filter(chips, self._shelf))))
        self.proxy.keep(lambda fact: chips(fact) and passes(fact, chosen))
        shown, total = self.proxy.rowCount(), len(self._shelf)
        hidden = sorted({f.essay.kind for f in self._shelf if not f.essay.counts}) if self._voices.isChecked() else []
        rest = f"; {phrases.listed(hidden)} hidden" if hidden else ""
        why = "No essay matches" if total else "The shelf is empty"
        self._found.show_found(f"{shown} of {phrases.counted(total, 'piece')}{rest}", bool(shown), why)
        self._clear.setVisible(bool(total))
        self._fill.setVisible(not total)
        self._show_card()

    def _clear_filters(self) -> None:
        for chip in (self._voices, self._in_brief):
            chip.setChecked(False)
        self.filters.choose("all")
        self._filter()

    def _current(self) -> EssayFacts | None:
        """Return the chosen piece as the library has it now; commands of the menu reach here out of sight, too."""
        self.catch_up()
        return self.proxy.fact_at(self.table.currentIndex())

    def _show_card(self) -> None:
        self.card.show_essay(self._current())
        fact, editable = self._current(), not self._kit.session.read_only
        why = "Choose an essay first" if fact is None else self._kit.session.why_not
        for id in ("retitle", "drop-essay", "mark-read", "mark-skimmed", "mark-unread"):
            self._kit.commands.allow(id, fact is not None and editable, why)
        self._kit.commands.allow("tick-essay", fact is not None, "Choose an essay first")

    def _tick(self, essay_id: str, on: bool) -> None:
        session = self._kit.session
        essay = session.shelf.get(Essay, essay_id)
        if session.brief is not None and essay is not None:
            words = f"{'taking in' if on else 'leaving out'} {phrases.authors(essay)}"
            brief = brief_edits.with_ticks(session.brief, session.shelf, "essays", [essay_id], on)
            session.edit_brief(words, brief)

    def _tick_current(self) -> None:
        fact, brief = self._current(), self._kit.session.brief
        if fact is not None and brief is not None:
            self._tick(fact.essay.id, fact.essay.id not in self._ticked())

    def _read(self) -> None:
        fact = self._current()
        if fact is not None:
            self._kit.talk.read(fact.essay.id)

    def _edit_title(self) -> None:
        index = self.table.currentIndex()
        self.table.edit(self.proxy.index(index.row(), TITLE))

    def _retitle(self, essay_id: str, title: str) -> None:
        essay = self._kit.session.shelf.get(Essay, essay_id)
        if essay is not None and title != essay.reference.title:
            new = with_fields(essay, {"title": title}, Origin("title", "user"))
            self._kit.session.edit_library(f"title of {phrases.authors(essay)}", Put(new))

    def _mark(self, reading: Reading) -> None:
        fact = self._current()
        if fact is not None and fact.essay.reading != reading:
            new = replace(fact.essay, reading=reading)
            self._kit.session.edit_library(f"reading state of {phrases.authors(fact.essay)}", Put(new))

    def _drop(self) -> None:
        """Take a piece off the shelf with its passages and positions, as one step."""
        fact = self._current()
        if fact is None:
            return
        library, id = self._kit.session.shelf, fact.essay.id
        edits: list[Edit] = [Drop((Position, p.id)) for p in library.all(Position) if p.essay_id == id]
        edits += [Drop((Passage, p.id)) for p in library.passages_of(id)]
        edits.append(Drop((Essay, id)))
        name = phrases.authors(fact.essay)
        self._kit.session.edit_library(f"taking {name} off the shelf", *edits)
        self._kit.talk.toast(f"{name} is off the shelf")
