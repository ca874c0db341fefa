"""Evidence: every passage with its check, its themes and its slides; several changed at once as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from briefer.gui import phrases
from briefer.gui.evidence_edits import changed, confirmed
from briefer.gui.kit import Kit
from briefer.gui.models.passages import (
    HEADLINE,
    PassageFacts,
    PassageModel,
    PassageProxy,
    facts_of,
    filter_rows,
    passes,
)
from briefer.gui.newest import Newest
from briefer.gui.panels.passage_card import PassageCard
from briefer.gui.results import PassageCheck
from briefer.gui.widgets.buttons import MenuButton, button, explain
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.panel import Filtered, Panel
from briefer.gui.widgets.passage_table import PassageTable
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.segments import Segments
from briefer.model.evidence import Passage


class _Checks(Newest):
    """Compares the passages with their texts again after every change of the library."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(kit.reading, "Comparing passages with their texts", wait=120, parent=parent)
        self._kit = kit

    def work(self) -> Callable[..., Mapping[str, PassageCheck]] | None:
        library = self._kit.session.library
        return None if library is None else lambda progress, cancelled: self._kit.services.passage_checks(library)


class EvidenceDesk(Desk):
    """Filters, table or cards, and the chosen passage in its context."""

    name = "Evidence"
    tray_hint = "Chosen passage:"

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        look = kit.look
        self._checks: Mapping[str, PassageCheck] = {}
        self._shelf: tuple[PassageFacts, ...] = ()
        self._author = self._year = ""
        """Whether the deck was composed anew since the table was filled."""
        self.model = PassageModel(self)
        self.proxy = PassageProxy(self.model, self)
        self.table = PassageTable(look, self.proxy)
        self.filters = RowList(look, "Filters of passages")
        self.card = PassageCard(kit)
        self.checker = _Checks(kit, self)
        self.view = Segments(look, "Show", ("Table", "Cards"))
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view)
        self.primary = button(look, "Export table…", "plain", "ph.export", kit.commands["export-evidence"])
        left = Panel(look, "Show")
        left.column.addWidget(self.filters, 1)
        self._found = self._centre()
        self.assemble(left, self._found, self._inspector())
        self._connect()

    def first_focus(self) -> QWidget:
        return self.table if self.proxy.rowCount() else self.filters

    def next_finding(self) -> None:
        """Go to the next passage that is to be looked at."""
        rows, start = self.proxy.rowCount(), self.table.currentIndex().row() + 1
        for step in range(rows):
            index = self.proxy.index((start + step) % rows, HEADLINE)
            fact = self.proxy.fact_at(index)
            if fact is not None and fact.sign in ("warn", "fail", "unconfirmed"):
                self.table.setCurrentIndex(index)
                self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        self._kit.talk.toast("Nothing to look at among these passages", False)

    def choose(self, passage_id: str) -> None:
        """Show a passage, whatever the filters say."""
        if not self.proxy.place_of(passage_id).isValid():
            self._clear()
        index = self.proxy.place_of(passage_id)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)

    def show_theme(self, theme: str) -> None:
        """Show the passages under a theme, whatever the other filters were."""
        self._clear()
        self.filters.choose(f"theme:{theme}")
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self, _: object = None) -> None:
        """Show the passages as they are now; the chosen one stays chosen, or the next takes its place."""
        was, row = self.proxy.fact_at(self.table.currentIndex()), self.table.currentIndex().row()
        self._shelf = facts_of(self._kit.session.shelf, self._kit.outliner.outline, self._checks)
        self.model.show(self._shelf)
        self._filter()
        if not self.filters.current_id:
            self.filters.choose("all")
        index = self.proxy.place_of(was.passage.id) if was else self.proxy.index(0, HEADLINE)
        if not index.isValid() and self.proxy.rowCount():
            index = self.proxy.index(min(max(row, 0), self.proxy.rowCount() - 1), HEADLINE)
        if index.isValid() and index != self.table.currentIndex():
            self.table.setCurrentIndex(index)
        self._show_card()

    def _centre(self) -> Filtered:
        look = self._kit.look
        self._by_author = MenuButton(look, "Author", self._fill_authors)
        self._by_year = MenuButton(look, "Year", self._fill_years)
        self._unfilter = button(look, "Clear filters", "link")
        self._unfilter.clicked.connect(self._clear)
        return Filtered(look, (self._by_author, self._by_year), self.table, (self._unfilter,))

    def _inspector(self) -> QWidget:
        look = self._kit.look
        holder = Panel(look)
        holder.column.addWidget(self.card, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._add = button(look, "Add to tray", "primary", "ph.tray")
        self._add.clicked.connect(lambda: self._key("A"))
        self._keep = button(look, "Confirm")
        self._keep.clicked.connect(lambda: self._key("K"))
        row.addWidget(self._add)
        row.addWidget(self._keep)
        row.addStretch(1)
        holder.foot().addLayout(row)
        return holder

    def _connect(self) -> None:
        session, commands = self._kit.session, self._kit.commands
        session.opened.connect(self._opened)
        session.library_edited.connect(self._edited)
        self._kit.outliner.ready.connect(self.refresh_in_sight)
        self.checker.ready.connect(self._take_checks)
        self.filters.chosen.connect(lambda _: self._filter())
        self.table.chosen.connect(self._show_card)
        self.table.pressed_key.connect(self._key)
        self.table.opened.connect(self._open)
        self.card.opened.connect(self._kit.talk.show_passage)
        self.view.chosen.connect(lambda at: self.table.show_cards(at == 1))
        commands.on("drop-passage", self._drop)
        commands.only_in("drop-passage", self.table)
        commands.on("export-evidence", self._export)

    def _opened(self) -> None:
        self._checks, self._author, self._year = {}, "", ""
        self.refresh()
        self.checker.refresh()

    def _edited(self, _: object) -> None:
        self.refresh_in_sight()
        self.checker.refresh()

    def _take_checks(self, found: Mapping[str, PassageCheck] | None) -> None:
        self._checks = found or {}
        self.refresh_in_sight()

    def _filter(self) -> None:
        chosen = self.filters.current_id or "all"

        def named(fact: PassageFacts) -> bool:
            return self._author in ("", phrases.authors(fact.essay)) and self._year in ("", fact.essay.reference.year)

        self.filters.show_rows(filter_rows(self._kit.session.shelf, [f for f in self._shelf if named(f)]))
        self.proxy.keep(lambda fact: named(fact) and passes(fact, chosen))
        shown = [self.proxy.fact_at(self.proxy.index(row, 0)) for row in range(self.proxy.rowCount())]
        texts, voices = {f.essay.id for f in shown if f}, {f.essay.id for f in self._shelf}
        count = f"{phrases.counted(len(shown), 'passage')} from {len(texts)} of {len(voices)} texts"
        why = "No passage matches" if self._shelf else "No passages yet: mark some in Read"
        self._found.show_found(count, bool(shown), why)
        self._unfilter.setVisible(bool(self._shelf))
        self._by_author.show_text(f"Author: {self._author or 'any'}")
        self._by_year.show_text(f"Year: {self._year or 'any'}")
        self._show_card()

    def _fill_authors(self, menu: QMenu) -> None:
        self._fill(menu, sorted({phrases.authors(f.essay) for f in self._shelf}), self._set_author)

    def _fill_years(self, menu: QMenu) -> None:
        self._fill(menu, sorted({f.essay.reference.year for f in self._shelf} - {""}), self._set_year)

    def _fill(self, menu: QMenu, values: list[str], choose: Callable[[str], None]) -> None:
        for value in ("", *values):
            menu.addAction((value or "Any").replace("&", "&&")).triggered.connect(
                lambda _=False, value=value: choose(value)
            )

    def _set_author(self, value: str) -> None:
        self._author = value
        self._filter()

    def _set_year(self, value: str) -> None:
        self._year = value
        self._filter()

    def _clear(self) -> None:
        self._author = self._year = ""
        self.filters.choose("all")
        self._filter()

    def _show_card(self) -> None:
        fact, ids = self.proxy.fact_at(self.table.currentIndex()), self.table.chosen_ids
        passage = fact.passage if fact else None
        also = tuple(id for id in ids if passage and id != passage.id)
        self.card.show_passage(passage, self._checks.get(passage.id) if passage else None, also)
        editable = bool(ids) and not self._kit.session.read_only
        self._add.setEnabled(bool(ids))
        self._keep.setEnabled(editable)
        none = "Choose a passage first"
        explain(self._add, "" if ids else none, "Add the selected passages to the tray (A)")
        why = self._kit.session.why_not or none
        explain(self._keep, "" if editable else why, "Confirm the selected passages (K)")
        self._kit.commands.allow("drop-passage", editable, why)

    def _key(self, key: str) -> None:
        """Do what a single key stands for to every selected passage, as one step."""
        ids, library = self.table.chosen_ids, self._kit.session.shelf
        if key == "A":
            self._kit.passages.to_tray(ids)
        elif self._kit.session.read_only:
            self._kit.talk.toast(self._kit.session.why_not, False)
        elif key == "T":
            self.card.theme.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key.isdigit():
            self._kit.passages.put_under(ids, int(key))
        else:
            changes: dict[str, tuple[str, Callable[[Passage], Passage]]] = {
                "K": ("confirmed", confirmed),
                "D": ("marked doubtful", lambda p: replace(p, doubtful=not p.doubtful)),
                "O": ("marked as overtaken", lambda p: replace(p, overtaken=not p.overtaken)),
            }
            words, change = changes[key]
            edits = changed(library, ids, change)
            if edits:
                self._kit.session.edit_library(f"{phrases.counted(len(edits), 'passage')} {words}", *edits)
                self._kit.talk.toast(f"{phrases.counted(len(edits), 'passage').capitalize()} {words}")

    def _open(self) -> None:
        fact = self.proxy.fact_at(self.table.currentIndex())
        if fact is not None:
            self._kit.talk.show_passage(fact.passage.id)

    def _drop(self) -> None:
        self._kit.passages.drop(self.table.chosen_ids)

    def _export(self) -> None:
        """Write the shown passages as a table, in their order."""
        self.catch_up()
        rows = (self.proxy.fact_at(self.proxy.index(row, 0)) for row in range(self.proxy.rowCount()))
        ids = tuple(fact.passage.id for fact in rows if fact is not None)
        self._kit.outputs.ask_table(ids)
