"""A verified file as a table: as generated, in the file, in the source, with what differs word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSortFilterProxyModel, Qt

from briefer.gui import phrases
from briefer.gui.models.rows import Index, Row
from briefer.gui.results import VerifyRow

Piece: TypeAlias = tuple[str, Literal["same", "removed", "added"]]

VERDICT = Qt.ItemDataRole.UserRole + 5
PLACE = Qt.ItemDataRole.UserRole + 6
HEADS = ("Verdict", "As generated", "In the file", "In the source")
FOLD_AFTER = 10
"""Statements that match are folded after this many."""

SIGNS = {"fail": "fail", "warn": "warn", "ok": "ok"}
_RANK = {"fail": 0, "warn": 1, "ok": 2}
_FILTERS = (("fail", "Fail"), ("warn", "Look at"), ("ok", "Matches"))
_WORDS = {
    "verbatim-marked": "Verbatim, marked",
    "elsewhere": "On another page",
    "unquotable": "Not to be quoted",
    "source-changed": "Source changed",
}


def verdict_word(row: VerifyRow) -> str:
    """Return a verdict as it is shown: "Altered", "On another page"."""
    return _WORDS.get(row.verdict, row.verdict.replace("-", " ").capitalize())


def where(row: VerifyRow) -> str:
    """Return what changed and on which slide."""
    place = f"slide {row.slide}" if row.slide else "memo"
    return " · ".join([*(change.replace("-", " ") for change in row.changes), place])


def diff(issued: str, found: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts cut into what is the same, what was removed and what was added, by whole words."""
    old, new = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (issued, found))
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if gone:
            left.append((gone, "same" if tag == "equal" else "removed"))
        if come:
            right.append((come, "same" if tag == "equal" else "added"))
    return left, right


def spoken_change(row: VerifyRow) -> str:
    """Return what differs in words: "removed should, added must"."""
    left, right = diff(row.issued, row.found)
    parts = [f"removed {text.strip()}" for text, kind in left if kind == "removed" and text.strip()]
    parts += [f"added {text.strip()}" for text, kind in right if kind == "added" and text.strip()]
    return ", ".join(parts)


def worst_first(rows: Sequence[VerifyRow]) -> list[VerifyRow]:
    """Return rows by severity, then in the order of the file."""
    return sorted(rows, key=lambda row: (_RANK[row.severity], row.slide))


def verdict_rows(rows: Sequence[VerifyRow]) -> list[Row]:
    """Return the filters over a verified file with their counts."""
    severities = Counter(row.severity for row in rows)
    found = [_filter("all", "All statements", len(rows))]
    for severity, name in _FILTERS:
        count = sum(number for key, number in severities.items() if key == severity)
        found.append(_filter(f"severity:{severity}", name, count, severity))
    changes = Counter(change for row in rows for change in row.changes)
    if changes:
        found.append(Row(id="h:changes", text="What changed", heading=True))
        found += [_filter(f"change:{c}", c.replace("-", " ").capitalize(), n) for c, n in sorted(changes.items())]
    slides = Counter(row.slide for row in rows if row.severity != "ok" and row.slide)
    if slides:
        found.append(Row(id="h:slides", text="Slides to look at", heading=True))
        found += [_filter(f"slide:{number}", f"Slide {number}", count) for number, count in sorted(slides.items())]
    return found


def passes(row: VerifyRow, chosen: str) -> bool:
    """Tell whether a row belongs to the filter `chosen`."""
    kind, _, name = chosen.partition(":")
    match kind:
        case "severity":
            return row.severity == name
        case "change":
            return name in row.changes
        case "slide":
            return str(row.slide) == name
        case _:
            return True


def _filter(id: str, text: str, count: int, sign: str = "") -> Row:
    spoken = f"{text}, {phrases.counted(count, 'statement')}"
    return Row(id=id, text=text, count=str(count), sign=sign, spoken=spoken, zero=count == 0)


class VerdictModel(QAbstractTableModel):
    """Statements of a finished file, worst first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[VerifyRow] = []
        self._names: dict[str, str] = {}

    def show(self, rows: Sequence[VerifyRow], names: Mapping[str, str]) -> None:
        """Show another file's statements; `names` says how an essay is cited."""
        self.beginResetModel()
        self._rows, self._names = worst_first(rows), dict(names)
        self.endResetModel()

    @property
    def rows(self) -> Sequence[VerifyRow]:
        """Return all rows as they stand."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  an invalid index is a value
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(HEADS):
            if role == Qt.ItemDataRole.DisplayRole:
                return HEADS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        page = self.cited(row)
        texts = (verdict_word(row), row.issued, row.found, f"{page}\n{row.source}".strip())
        text = texts[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column(), text)
        if role == PLACE:
            return page
        return row if role == VERDICT else None

    def cited(self, row: VerifyRow) -> str:
        """Return where a statement comes from as a reader cites it."""
        essay, comma, rest = row.page.partition(",")
        return f"{self._names.get(essay, essay)}{comma}{rest}"

    def _spoken(self, row: VerifyRow, column: int, text: str) -> str:
        if column == 0:
            change = spoken_change(row)
            return f"{verdict_word(row)}, {where(row)}" + (f": {change}" if change else "")
        return f"{HEADS[column]}: {text or 'nothing'}"


class VerdictProxy(QSortFilterProxyModel):
    """Verdicts as filtered; statements that match are folded after the tenth until unfolded."""

    def __init__(self, model: VerdictModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._keep: Callable[[VerifyRow], bool] = lambda _: True
        self._unfolded = False
        self._shown: frozenset[int] = frozenset()
        self.folded = 0
        self.setSourceModel(model)

    def keep(self, test: Callable[[VerifyRow], bool], unfolded: bool) -> None:
        """Show only rows for which `test` holds."""
        self._keep, self._unfolded = test, unfolded
        kept = [at for at, row in enumerate(self._model.rows) if self._keep(row)]
        matches = [at for at in kept if self._model.rows[at].severity == "ok"]
        hidden = set() if unfolded else set(matches[FOLD_AFTER:])
        self.folded = len(hidden)
        self._shown = frozenset(at for at in kept if at not in hidden)
        self.invalidate()

    def row_at(self, index: Index) -> VerifyRow | None:
        """Return the statement at an index of the filtered table."""
        return self._model.rows[self.mapToSource(index).row()] if index.isValid() else None

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        return row in self._shown
