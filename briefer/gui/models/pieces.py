"""The pieces of one imported file as a table that can be edited in place; what is doubtful carries its sign."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from briefer.app.guesses import Doubt
from briefer.gui import phrases
from briefer.gui.models.rows import Index, tick
from briefer.gui.models.table import CELL, Cell, TableModel, shown_anew
from briefer.structure.grounds import grounds
from briefer.structure.imported import Piece

TAKE, NUMBER, KIND, TITLE, AUTHOR, AFFILIATION, PAGES, LANGUAGE, SURE = range(9)
HEADS = ("Take", "No.", "Kind", "Title", "Author", "Affiliation", "Pages", "Lang.", "Confidence")
FIELDS = {
    KIND: "kind",
    TITLE: "title",
    AUTHOR: "author",
    AFFILIATION: "affiliation",
    PAGES: "pages",
    LANGUAGE: "language",
}
"""What decisions call the field of a column."""
_SAYS = {KIND: "kind", AFFILIATION: "affiliation", PAGES: "pages", LANGUAGE: "language", SURE: "confidence"}
_LEAST = 0.8


class PieceModel(TableModel):
    """Pieces with their doubts; edits are only asked for, the import decides."""

    heads = HEADS
    tips: ClassVar[dict[int, str]] = {TAKE: "Pieces without a tick are not imported"}

    said = Signal(int, str, str)
    """Number of the piece, field, value."""
    ticked = Signal(int, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self._doubts: tuple[tuple[Doubt, ...], ...] = ()
        self._left_out: frozenset[int] = frozenset()

    def show(self, pieces: tuple[Piece, ...], doubts: tuple[tuple[Doubt, ...], ...], left_out: frozenset[int]) -> None:
        """Show `pieces`; while there are as many as before, the place and the selection stay."""
        with shown_anew(self, len(pieces) == len(self._pieces)):
            self._pieces, self._doubts, self._left_out = pieces, doubts, left_out

    def piece_at(self, index: Index) -> Piece | None:
        """Return the piece in a row."""
        return self._pieces[index.row()] if index.isValid() and index.row() < len(self._pieces) else None

    def doubt_at(self, index: Index) -> Doubt | None:
        """Return what is doubtful in a cell."""
        if self.piece_at(index) is None:
            return None
        field = FIELDS.get(index.column())
        return next((doubt for doubt in self._doubts[index.row()] if doubt.field == field), None)

    def doubtful(self) -> list[QModelIndex]:
        """Return the doubtful cells of pieces that are taken, in reading order."""
        cells = (self.index(row, column) for row in range(len(self._pieces)) for column in FIELDS)
        return [index for index in cells if index.row() + 1 not in self._left_out and self.doubt_at(index)]

    def rows_shown(self) -> int:
        return len(self._pieces)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TAKE:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in FIELDS else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        piece = self.piece_at(index)
        if piece is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cell(index).text
            case Qt.ItemDataRole.EditRole:
                return self._value(piece, index)
            case Qt.ItemDataRole.ToolTipRole:
                doubt = self.doubt_at(index)
                whole = "\n".join((*piece.essay.remarks, *grounds(piece.essay))) if index.column() == SURE else ""
                return phrases.tip(doubt.reason if doubt else whole or self.cell(index).text) or None
            case Qt.ItemDataRole.CheckStateRole:
                return tick(index.row() + 1 not in self._left_out) if index.column() == TAKE else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(piece, index)
        return self.cell(index) if role == CELL else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        piece = self.piece_at(index)
        if piece is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TAKE:
            self.ticked.emit(index.row() + 1, Qt.CheckState(value) != Qt.CheckState.Unchecked)
            return True
        if role != Qt.ItemDataRole.EditRole or index.column() not in FIELDS:
            return False
        said = " ".join(str(value).split())
        if said != self._value(piece, index):
            self.said.emit(index.row() + 1, FIELDS[index.column()], said)
        return True

    def cell(self, index: Index) -> Cell:
        """Return what a cell shows."""
        piece = self._pieces[index.row()]
        doubt = self.doubt_at(index)
        column, out = index.column(), index.row() + 1 in self._left_out
        match index.column():
            case 1:
                return Cell(text=str(index.row() + 1), quiet=True)
            case 8:
                return self._sure(index.row(), piece)
        text = self._value(piece, index)
        if doubt and not text:
            text = "not found"
        quiet = out or column in (KIND, AFFILIATION, PAGES, LANGUAGE) or bool(doubt and text == "not found")
        return Cell(text=text, sign="doubtful" if doubt else "", quiet=quiet)

    def _sure(self, row: int, piece: Piece) -> Cell:
        if row + 1 in self._left_out:
            return Cell(text="left out", sign="silent", quiet=True)
        share = f"{round(piece.essay.confidence * 100)} %"
        reasons = [doubt.reason for doubt in self._doubts[row]]
        if reasons:
            return Cell(text=f"{share} · {reasons[0]}", sign="doubtful")
        if piece.essay.remarks:
            sign = "warn" if piece.essay.confidence < _LEAST else "info"
            return Cell(text=f"{share} · {piece.essay.remarks[0]}", sign=sign, quiet=True)
        return Cell(text=" · ".join((share, *grounds(piece.essay)[:1])), sign="ok", quiet=True)

    def _value(self, piece: Piece, index: Index) -> str:
        essay = piece.essay
        match index.column():
            case 2:
                return essay.kind
            case 3:
                return essay.reference.title
            case 4:
                return "; ".join(name.full for name in essay.reference.authors)
            case 5:
                return "; ".join(essay.affiliations)
            case 6:
                return essay.reference.page
            case 7:
                return essay.language or essay.reference.language
            case _:
                return ""

    def _spoken(self, piece: Piece, index: Index) -> str:
        column = index.column()
        who = f"Piece {index.row() + 1}, {piece.essay.reference.title or 'no title'}"
        if column == TAKE:
            return f"{who}: {'left out' if index.row() + 1 in self._left_out else 'taken'}"
        doubt = self.doubt_at(index)
        words = f"{who}, {_SAYS.get(column, HEADS[column].lower())}: {self.cell(index).text}"
        guess = f"; best guess {doubt.guess}, seen {doubt.seen}" if doubt and doubt.guess else ""
        return f"{words}, doubtful: {doubt.reason}{guess}" if doubt else words
