"""The shelf as a table: one row a piece, with a tick for the brief."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel, Qt, Signal

from briefer.gui import phrases, signs
from briefer.gui.models.facts import EssayFacts
from briefer.gui.models.rows import Index, tick
from briefer.gui.models.table import CELL, Cell, TableModel, shown_anew

SORT = Qt.ItemDataRole.UserRole + 3

TICK, AUTHOR, TITLE, PAGES, PASSAGES, RECS, READING, CHECK = range(8)
HEADS = ("Brief", "Author", "Title", "Pages", "Passages", "Recs", "Reading", "Check")
NUMBERS = (PASSAGES, RECS)


class EssayModel(TableModel):
    """Pieces of the shelf; ticks and new titles are only asked for, the session decides."""

    heads, numbers = HEADS, NUMBERS
    tips: ClassVar[dict[int, str]] = {TICK: "Ticked pieces are in the brief"}

    ticked = Signal(str, bool)
    retitled = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf: tuple[EssayFacts, ...] = ()
        self._in_brief: frozenset[str] = frozenset()
        self.editable = True

    def show(self, shelf: tuple[EssayFacts, ...], in_brief: frozenset[str]) -> None:
        """Show `shelf`; the selection stays where the pieces are the same."""
        with shown_anew(self, [f.essay.id for f in shelf] == [f.essay.id for f in self._shelf]):
            self._shelf, self._in_brief = shelf, in_brief

    def fact_at(self, row: int) -> EssayFacts | None:
        """Return the piece in a row."""
        return self._shelf[row] if 0 <= row < len(self._shelf) else None

    def row_of(self, essay_id: str) -> int:
        """Return the row of a piece, -1 when it is not there."""
        return next((at for at, fact in enumerate(self._shelf) if fact.essay.id == essay_id), -1)

    def rows_shown(self) -> int:
        return len(self._shelf)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TICK:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == TITLE and self.editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        fact = self.fact_at(index.row()) if index.isValid() else None
        if fact is None:
            return None
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self.cell(fact, column).text
            case Qt.ItemDataRole.ToolTipRole:
                return phrases.tip(self.cell(fact, column).text) or None
            case Qt.ItemDataRole.CheckStateRole:
                return tick(fact.essay.id in self._in_brief) if column == TICK else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(fact, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight if column in NUMBERS else None
        if role == CELL:
            return self.cell(fact, column)
        return self._sort_key(fact, column) if role == SORT else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        fact = self.fact_at(index.row()) if index.isValid() else None
        if fact is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TICK:
            self.ticked.emit(fact.essay.id, Qt.CheckState(value) != Qt.CheckState.Unchecked)
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() == TITLE and str(value).strip():
            self.retitled.emit(fact.essay.id, str(value).strip())
            return True
        return False

    def cell(self, fact: EssayFacts, column: int) -> Cell:
        """Return what one cell of a piece shows."""
        essay = fact.essay
        match column:
            case 1:
                return Cell(text=phrases.authors(essay), bold=True)
            case 2:
                return Cell(text=essay.reference.title or essay.id)
            case 3:
                return Cell(text=phrases.pages(essay), quiet=True)
            case 4:
                return Cell(text=str(fact.passages), quiet=not fact.passages)
            case 5:
                return Cell(text=str(fact.recommendations), quiet=not fact.recommendations)
            case 6:
                sign = signs.READING_SIGNS[essay.reading]
                return Cell(text=signs.WORDS[sign], sign=sign, quiet=True)
            case 7:
                return Cell(text=fact.check, sign=fact.check_sign, quiet=fact.check_sign not in ("warn", "doubtful"))
            case _:
                return Cell(text="")

    def _spoken(self, fact: EssayFacts, column: int) -> str:
        who = f"{phrases.authors(fact.essay)}, {fact.essay.reference.title or fact.essay.id}"
        if column == TICK:
            return f"{who}: {'in the brief' if fact.essay.id in self._in_brief else 'not in the brief'}"
        text = self.cell(fact, column).text
        words = {PAGES: "pages ", PASSAGES: "passages ", RECS: "recommendations ", READING: "", CHECK: "check "}
        return f"{who}: {words[column]}{text}" if column in words else text

    def _sort_key(self, fact: EssayFacts, column: int) -> Any:
        match column:
            case 0:
                return fact.essay.id not in self._in_brief
            case 3:
                return fact.essay.order
            case 4:
                return fact.passages
            case 5:
                return fact.recommendations
            case _:
                return self.cell(fact, column).text.casefold()


class EssayProxy(QSortFilterProxyModel):
    """The shelf as filtered and sorted; without a sorted column it keeps shelf order."""

    def __init__(self, model: EssayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._keep: Callable[[EssayFacts], bool] = lambda _: True
        self.setSourceModel(model)
        self.setSortRole(SORT)

    def keep(self, test: Callable[[EssayFacts], bool]) -> None:
        """Show only pieces for which `test` holds."""
        self._keep = test
        self.invalidate()

    def fact_at(self, index: Index) -> EssayFacts | None:
        """Return the piece at an index of the filtered table."""
        return self._model.fact_at(self.mapToSource(index).row()) if index.isValid() else None

    def place_of(self, essay_id: str, column: int = AUTHOR) -> QModelIndex:
        """Return where a piece stands now, an invalid index when it is filtered away."""
        return self.mapFromSource(self._model.index(self._model.row_of(essay_id), column))

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        fact = self._model.fact_at(row)
        return fact is not None and self._keep(fact)
