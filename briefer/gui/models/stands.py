"""The matrix of texts and propositions as the table shows it: a sign and a page in each cell, never colour alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from briefer.gui import phrases, signs
from briefer.gui.models.rows import Index
from briefer.gui.models.table import shown_anew
from briefer.model.essay import Essay
from briefer.model.evidence import Proposition
from briefer.model.library import Library
from briefer.model.matrix import StandCell, StandMatrix

STAND = Qt.ItemDataRole.UserRole + 1
"""A StandCell, None in the first column."""


class StandModel(QAbstractTableModel):
    """Texts down, propositions across."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._essays: tuple[Essay, ...] = ()
        self._propositions: tuple[Proposition, ...] = ()
        self._cells: tuple[tuple[StandCell, ...], ...] = ()

    def show(self, library: Library, matrix: StandMatrix) -> None:
        """Show `matrix`; where texts and propositions are the same, the place of the cursor stays."""
        essays = tuple(e for id in matrix.essays if (e := library.get(Essay, id)) is not None)
        propositions = tuple(p for id in matrix.propositions if (p := library.get(Proposition, id)) is not None)
        same = [e.id for e in essays] == [e.id for e in self._essays] and [p.id for p in propositions] == [
            p.id for p in self._propositions
        ]
        with shown_anew(self, same):
            self._essays, self._propositions, self._cells = essays, propositions, matrix.cells
        if same and essays:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(propositions))

    def essay_at(self, row: int) -> Essay | None:
        """Return the text of a row."""
        return self._essays[row] if 0 <= row < len(self._essays) else None

    def proposition_at(self, column: int) -> Proposition | None:
        """Return the proposition of a column, None in the first."""
        return self._propositions[column - 1] if 0 < column <= len(self._propositions) else None

    def cell_at(self, row: int, column: int) -> StandCell | None:
        """Return where a text stands."""
        inside = 0 <= row < len(self._cells) and 0 < column <= len(self._propositions)
        return self._cells[row][column - 1] if inside else None

    def place_of(self, essay_id: str, proposition_id: str) -> QModelIndex:
        """Return the index of a cell, an invalid one when it is not there."""
        row = next((at for at, essay in enumerate(self._essays) if essay.id == essay_id), -1)
        column = next((at for at, p in enumerate(self._propositions, 1) if p.id == proposition_id), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  an invalid index is a value
        return 0 if parent.isValid() else len(self._essays)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(self._propositions)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        proposition = self.proposition_at(section)
        if role == Qt.ItemDataRole.DisplayRole and (section == 0 or proposition is not None):
            return "Text" if proposition is None else phrases.topic(proposition)
        if role == Qt.ItemDataRole.ToolTipRole and proposition is not None:
            return phrases.tip(proposition.text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        essay = self.essay_at(index.row()) if index.isValid() else None
        if essay is None:
            return None
        cell, proposition = self.cell_at(index.row(), index.column()), self.proposition_at(index.column())
        if cell is None or proposition is None:
            return phrases.authors(essay) if role in _WORDS else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown(cell)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                about = proposition.short or proposition.text
                return f"{phrases.authors(essay)}, {about}: {spoken(cell)}"
            case _:
                return cell if role == STAND else None


_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


def shown(cell: StandCell) -> str:
    """Return what stands beside the sign of a cell: its page, "not read", or nothing for a text that is silent."""
    if cell.stand is None:
        return signs.WORDS["not-read"]
    return "" if cell.stand == "silent" else _place(cell)


def _place(cell: StandCell) -> str:
    """Return "p. 5", or "¶5" where there are no pages; the section is in the inspector."""
    return phrases.place(cell.locator if cell.locator.page else replace(cell.locator, section=""))


def sign_of(cell: StandCell) -> str:
    """Return the sign of a cell."""
    return "not-read" if cell.stand is None else signs.STAND_SIGNS[cell.stand]


def spoken(cell: StandCell) -> str:
    """Return a cell as it is read out: "against, page 54, confirmed"."""
    if cell.stand is None:
        return "not read"
    words = [signs.WORDS[signs.STAND_SIGNS[cell.stand]], _place(cell).replace("pp.", "pages").replace("p.", "page")]
    if cell.position is not None:
        words.append("confirmed" if cell.confirmed else "unconfirmed")
    return ", ".join(filter(None, words))
