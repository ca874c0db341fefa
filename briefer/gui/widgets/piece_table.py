"""Tables of the import: pieces that are edited in place, pages, and what becomes of each piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from briefer.app.decisions import KINDS
from briefer.gui.models import pieces
from briefer.gui.palette import Look
from briefer.gui.widgets.paint import GAP, INSET
from briefer.gui.widgets.table import TIGHT, CellDelegate, prepare, space_rows

Index = QModelIndex | QPersistentModelIndex


class CellTable(QTableView):
    """A table of cells: columns as wide as a sample text, the rest shared by those without one."""

    chosen = Signal()

    def __init__(
        self,
        look: Look,
        name: str,
        model: QAbstractItemModel,
        samples: Mapping[int, str],
        signed: tuple[int, ...] = (),
        tick: int | None = None,
        needs_width: Mapping[int, int] | None = None,
    ) -> None:
        super().__init__()
        self._look, self._needs_width = look, dict(needs_width or {})
        self.setModel(model)
        prepare(self, look, name)
        self.setItemDelegate(CellDelegate(look, self, tick))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head, metrics = self.horizontalHeader(), QFontMetrics(look.font())
        heads = QFontMetrics(look.font("small"))
        for column in range(model.columnCount()):
            if column not in samples:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
                continue
            words = max(
                metrics.horizontalAdvance(samples[column]) + (16 + GAP if column in signed else 0),
                heads.horizontalAdvance(str(model.headerData(column, Qt.Orientation.Horizontal))) + 2 * TIGHT,
            )
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, INSET + words + TIGHT)
        space_rows(self, look)
        look.density_changed.connect(lambda: space_rows(self, look))

    def go_to_next(self, found: Sequence[QModelIndex]) -> bool:
        """Go to the first of `found` in a row below the current one, round the end; tells whether there is any."""
        if not found:
            return False
        at = self.currentIndex().row()
        index = next((one for one in found if one.row() > at), found[0])
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, width in self._needs_width.items():
            self.setColumnHidden(column, self.width() < self._look.scaled(width))


class PieceTable(CellTable):
    """The pieces of a file; F2 or typing edits a cell, Space takes a piece or leaves it out."""

    pushed = Signal(int)
    """Alt+Left (-1) or Alt+Right (1): move the beginning of the piece by a page."""

    def __init__(self, look: Look, model: pieces.PieceModel) -> None:
        samples = {
            pieces.TAKE: "Take",
            pieces.NUMBER: "99",
            pieces.KIND: "introduction",
            pieces.AUTHOR: "Marta Brandão-Re",
            pieces.AFFILIATION: "Institute for Grids",
            pieces.PAGES: "111–123",
            pieces.LANGUAGE: "en-GB",
            pieces.SURE: "98 % · No author",
        }
        super().__init__(
            look,
            "Pieces found",
            model,
            samples,
            signed=(pieces.AUTHOR, pieces.LANGUAGE, pieces.SURE),
            tick=pieces.TAKE,
            needs_width={pieces.AFFILIATION: 1040, pieces.LANGUAGE: 860, pieces.SURE: 700},
        )
        self.setItemDelegate(PieceDelegate(look, self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.pushed.emit(step)
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            box = self.model().index(self.currentIndex().row(), pieces.TAKE)
            on = box.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            self.model().setData(box, state, Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)


class PieceDelegate(CellDelegate):
    """Cells of the pieces with their editors: a choice for the kind, a line for everything else."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(look, view, pieces.TAKE)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        name = f"{pieces.HEADS[index.column()]} of piece {index.row() + 1}"
        if index.column() == pieces.KIND:
            choice = QComboBox(parent)
            choice.addItems(KINDS)
            choice.setAccessibleName(name)
            choice.activated.connect(lambda _: self._done(choice))
            return choice
        line = QLineEdit(parent)
        line.setAccessibleName(name)
        line.setProperty("kind", "cell")
        if index.column() == pieces.AUTHOR:
            line.setPlaceholderText("Ann Lee; Roe, Sam")
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        text = editor.currentText() if isinstance(editor, QComboBox) else ""
        text = editor.text() if isinstance(editor, QLineEdit) else text
        model.setData(index, text, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        if isinstance(editor, QComboBox):
            rect.setWidth(max(rect.width(), editor.sizeHint().width()))
        editor.setGeometry(rect)

    def _done(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
