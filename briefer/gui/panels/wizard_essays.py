"""Second step of the import: the pieces of a file, edited in place; where the chosen one begins at right."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from briefer.app.decisions import Change
from briefer.gui import phrases
from briefer.gui.kit import Kit
from briefer.gui.models.entries import Entry
from briefer.gui.models.pieces import AUTHOR, FIELDS, PieceModel
from briefer.gui.panels.wizard_border import BorderPanel
from briefer.gui.panels.wizard_step import WizardStep
from briefer.gui.widgets.buttons import MenuButton, button
from briefer.gui.widgets.finding import Finding
from briefer.gui.widgets.piece_table import PieceTable
from briefer.gui.widgets.text import Card, rule
from briefer.model.essay import VOICES
from briefer.structure.borders import places

_REASON = Qt.FocusReason.ShortcutFocusReason
_MANY = 40
"""Places listed in the menu for splitting."""


class EssaysStep(WizardStep):
    """The table of pieces."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        look = kit.look
        self.model = PieceModel(self)
        self.table = PieceTable(look, self.model)
        self.column.addLayout(self._head())
        self.hint = QVBoxLayout()
        self.hint.setContentsMargins(14, 0, 14, 10)
        self._hint_card: Card | None = None
        self.column.addLayout(self.hint)
        self.column.addWidget(rule())
        self.column.addWidget(self.table, 1)
        self.side = self.border = BorderPanel(kit)
        self.model.said.connect(self._say)
        self.model.ticked.connect(self._tick)
        self.table.chosen.connect(self._show_piece)
        self.table.pushed.connect(self.push)
        self.border.pushed.connect(self.push)
        self.border.guess_taken.connect(self.take_guess)

    @property
    def number(self) -> int:
        """Return the number of the chosen piece, 0 without one."""
        return self.table.currentIndex().row() + 1

    def show_entry(self, entry: Entry | None) -> None:
        """Show the pieces of a file as they are decided now."""
        other = entry is not self.entry
        super().show_entry(entry)
        at = self.table.currentIndex()
        row, column = at.row(), at.column()
        if entry is None:
            self.model.show((), (), frozenset())
        else:
            self.model.show(entry.pieces, entry.doubts, entry.decisions.left_out)
        if other or not self.table.currentIndex().isValid():
            row, column = (0, AUTHOR) if other else (max(row, 0), max(column, 0))
            self._go_to(self.model.index(min(row, self.model.rowCount() - 1), column))
        self._show_head()
        self._show_piece()

    def first_focus(self) -> QWidget:
        return self.table

    def next_finding(self) -> bool:
        """Go to the next doubtful cell."""
        found = self.model.doubtful()
        if not found:
            return False
        at = self.table.currentIndex()
        after = [index for index in found if (index.row(), index.column()) > (at.row(), at.column())]
        self._go_to((after or found)[0])
        self.table.setFocus(_REASON)
        return True

    def take_guess(self) -> bool:
        """Take the best guess in the current cell and go to the next doubtful one."""
        index = self.table.currentIndex()
        doubt = self.model.doubt_at(index)
        if self.entry is None or doubt is None or not doubt.guess:
            return False
        self.kit.imports.say(self.entry, index.row() + 1, doubt.field, doubt.guess)
        self.next_finding()
        return True

    def push(self, step: int) -> None:
        """Let the chosen piece begin a page, or where there are none a paragraph, earlier (-1) or later (1)."""
        entry, number = self.entry, self.number
        if entry is None or not number:
            return
        if number == 1:
            self.kit.talk.toast("Nothing stands before the first piece", False)
            return
        piece = entry.pieces[number - 1 if step > 0 else number - 2]
        pages = {page.label for page in piece.essay.pages}
        found = [name for name in places(piece) if name in pages] if pages else list(places(piece))
        if not found:
            self.kit.talk.toast("One page would be left without text; merge the pieces instead", False)
            return
        self.kit.imports.change(entry, Change("begin", number, found[0 if step > 0 else -1]))

    def merge(self) -> None:
        """Make one piece of the chosen one and the next."""
        if self.entry is not None and self.number:
            self.kit.imports.change(self.entry, Change("merge", self.number))

    def leave_out(self) -> None:
        """Leave the chosen piece out, or take it again."""
        if self.entry is not None and self.number:
            self._tick(self.number, not self.entry.takes(self.number))

    def open_places(self) -> None:
        """Offer the places at which the chosen piece can be split."""
        self._split.setFocus(_REASON)
        self._split.click()

    def _head(self) -> QHBoxLayout:
        look, commands = self.kit.look, self.kit.commands
        row = QHBoxLayout()
        row.setContentsMargins(14, 12, 14, 10)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.note, 1)
        self._split = MenuButton(look, "Split the piece", self._fill_places)
        self._split.show_text("Split at…")
        self._merge = button(look, "Merge with next", action=commands["import-merge"])
        self._leave = button(look, "Not a piece", icon="ph.x", action=commands["import-leave"])
        for part in (self._split, self._merge, self._leave):
            row.addWidget(part)
        return row

    def _fill_places(self, menu: QMenu) -> None:
        entry, number = self.entry, self.number
        if entry is None or not number:
            return
        piece = entry.pieces[number - 1]
        pages = {page.label for page in piece.essay.pages}
        found = list(places(piece))
        for name in found[:_MANY]:
            words = f"Page {name}" if name in pages else name
            action = menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, name=name: self._split_at(name))
        if not found:
            menu.addAction("It has one page and no heading").setEnabled(False)

    def _split_at(self, where: str) -> None:
        if self.entry is not None:
            self.kit.imports.change(self.entry, Change("split", self.number, where))

    def _say(self, number: int, field: str, value: str) -> None:
        if self.entry is not None:
            self.kit.imports.say(self.entry, number, field, value)

    def _tick(self, number: int, on: bool) -> None:
        if self.entry is not None:
            self.kit.imports.decide(self.entry, self.entry.decisions.taking(number, on))

    def _show_head(self) -> None:
        entry = self.entry
        pieces = entry.pieces if entry else ()
        kinds = Counter(piece.essay.kind for piece in pieces)
        words = [phrases.said(count, kind) for kind, count in sorted(kinds.items(), key=lambda k: k[0] not in VOICES)]
        self.title.set_text(f"{phrases.counted(len(pieces), 'piece')} found" if pieces else "No piece found")
        left = len(entry.decisions.left_out) if entry else 0
        self.note.set_text(", ".join(words) + (f"; {left} left out" if left else ""))
        self._show_hint()

    def _show_hint(self) -> None:
        """Say the first doubt over the table, with the way to it."""
        if self._hint_card is not None:
            self._hint_card.hide()
            self._hint_card.deleteLater()
            self._hint_card = None
        found = self.model.doubtful()
        if not found:
            return
        first, more = found[0], len(found) - 1
        doubt = self.model.doubt_at(first)
        rest = f" {phrases.counted(more, 'more cell')} to look at." if more else ""
        words = f"Take the guess or type; empty is possible too.{rest}" if doubt and doubt.guess else f"Type it.{rest}"
        card = Card("warn", margin=0)
        row = QHBoxLayout()
        row.setContentsMargins(10, 3, 4, 3)
        finding = f"Piece {first.row() + 1}: {doubt.reason if doubt else ''}"
        row.addWidget(Finding(self.kit.look, "doubtful", finding, words), 1)
        row.addWidget(button(self.kit.look, "Go to it", action=self.kit.commands["next-finding"]))
        card.column.addLayout(row)
        self._hint_card = card
        self.hint.addWidget(card)

    def _show_piece(self) -> None:
        number = self.number
        doubt = self.model.doubt_at(self.table.currentIndex())
        self.border.show_piece(self.entry, number, doubt)
        pieces = len(self.entry.pieces) if self.entry else 0
        commands = self.kit.commands
        commands.allow("import-merge", 0 < number < pieces, "No piece follows this one")
        commands.allow("import-split", bool(number), "Choose a piece first")
        self._split.setEnabled(bool(number))
        commands.allow("import-leave", bool(number), "Choose a piece first")
        out = self.entry is not None and number in self.entry.decisions.left_out
        self._leave.setText("Take it again" if out else "Not a piece")

    def _go_to(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        if self.table.isColumnHidden(index.column()):
            index = self.model.index(index.row(), min(FIELDS))
        self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.table.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
