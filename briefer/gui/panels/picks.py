"""What goes in: essays, themes, propositions, recommendations, each with a tick."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from briefer.gui import brief_edits
from briefer.gui.kit import Kit
from briefer.gui.models.picks import HEADINGS, pick_rows, split_id
from briefer.gui.widgets.in_sight import InSight
from briefer.gui.widgets.row_list import RowList


class Picks(InSight, QWidget):
    """The picks of a brief; a heading's tick takes all of its group, or none."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._session = kit.session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setContentsMargins(14, 2, 14, 4)
        self._find = QLineEdit()
        self._find.setPlaceholderText("Find in the picks")
        self._find.setAccessibleName("Find in the picks")
        self._find.setClearButtonEnabled(True)
        self._find.setFont(kit.look.font())
        self._find.textChanged.connect(lambda _: self.refresh())
        top.addWidget(self._find)
        column.addLayout(top)
        self.list = RowList(kit.look, "What goes in", two_lines=True, wrap=True)
        self.list.ticked.connect(self._tick)
        column.addWidget(self.list, 1)
        for signal in (kit.session.brief_changed, kit.session.library_edited, kit.session.opened):
            signal.connect(self.refresh_in_sight)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()

    def refresh(self) -> None:
        """Show the ticks as they are."""
        if self._session.brief is not None:
            self.list.show_rows(pick_rows(self._session.shelf, self._session.brief, self._find.text()))

    def _tick(self, row_id: str, on: bool) -> None:
        brief, shelf = self._session.brief, self._session.shelf
        group, id = split_id(row_id)
        if brief is None or group is None:
            return
        if not id:
            ids: tuple[str, ...] = brief_edits.ALL if on and group in ("essays", "recommendations") else ()
            if on and not ids:
                ids = brief_edits.candidates(shelf, group)
            words = f"{'taking in all' if on else 'leaving out all'} {HEADINGS[group].lower()}"
            self._session.edit_brief(words, brief_edits.with_chosen(brief, group, ids))
            return
        text = next((row.text for row in self.list.rows.rows if row.id == row_id), id)
        words = f"{'taking in' if on else 'leaving out'} {text}"
        self._session.edit_brief(words, brief_edits.with_ticks(brief, shelf, group, [id], on))
