"""The choice of a template of deck or memo in the header."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from briefer.gui import brief_edits
from briefer.gui.kit import Kit
from briefer.gui.widgets.buttons import MenuButton


class TemplateMenu(MenuButton):
    """The template of the open brief; its menu offers all of the kind, then `more`."""

    def __init__(self, kit: Kit, kind: Literal["deck", "memo"], *more: QAction) -> None:
        super().__init__(kit.look, f"{kind.capitalize()} template", self._offer)
        self._kit, self._kind, self._more = kit, kind, more
        self._names: dict[str, str] = {}
        kit.session.brief_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the template of the brief by its name."""
        brief = self._kit.session.brief
        if brief is not None:
            id = brief_edits.value(brief, f"{self._kind}.template")
            if id not in self._names:
                self._names = {info.id: info.name for info in self._kit.services.templates() if info.kind == self._kind}
            self.show_text(self._names.get(id, id))

    def _offer(self, menu: QMenu) -> None:
        brief = self._kit.session.brief
        if brief is None:
            return
        current = brief_edits.value(brief, f"{self._kind}.template")
        for info in self._kit.services.templates():
            if info.kind == self._kind:
                action = menu.addAction(info.name)
                action.setCheckable(True)
                action.setChecked(info.id == current)
                action.triggered.connect(lambda _=False, id=info.id: self._use(id))
        if self._more:
            menu.addSeparator()
            menu.addActions(self._more)

    def _use(self, id: str) -> None:
        brief = self._kit.session.brief
        if brief is not None:
            new = brief_edits.with_value(brief, f"{self._kind}.template", id)
            self._kit.session.edit_brief("change of template", new)
