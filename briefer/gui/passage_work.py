"""What is done to passages in the same words on every desk: tray, themes, dropping; each one undoable step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from briefer.gui import brief_edits, phrases
from briefer.gui.evidence_edits import changed, dropping, with_theme
from briefer.gui.session import Session
from briefer.gui.talk import Talk
from briefer.model.evidence import Theme
from briefer.model.library import Library

RECENT = 9


class PassageWork(QObject):
    """Changes passages of the session and says what happened."""

    def __init__(self, session: Session, talk: Talk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._talk = session, talk
        self._used: list[str] = []

    def recent(self, library: Library) -> list[str]:
        """Return the themes of keys 1 to 9 by id: those used last, then the others in the order of the vocabulary."""
        ids = dict.fromkeys([*self._used, *(theme.id for theme in library.all(Theme))])
        return [id for id in ids if library.get(Theme, id)][:RECENT]

    def remember(self, theme: str) -> None:
        """Take note that a theme was used."""
        self._used = [theme, *(id for id in self._used if id != theme)][:RECENT]

    def to_tray(self, ids: Sequence[str]) -> None:
        """Put passages into the tray of the brief."""
        brief = self._session.brief
        if brief is None or not ids:
            return
        new = brief
        for id in ids:
            new = brief_edits.with_pick(new, id, True)
        if new == brief:
            self._talk.toast("In the tray already", False)
            return
        self._session.edit_brief("putting passages into the tray", new)
        count = phrases.counted(len(new.picks) - len(brief.picks), "passage")
        self._talk.toast(f"{count.capitalize()} in the tray")

    def put_under(self, ids: Sequence[str], number: int) -> None:
        """Put passages under the recent theme of a key, 1 to 9."""
        library = self._session.shelf
        themes = self.recent(library)
        if number > len(themes) or self._session.read_only:
            return
        theme = themes[number - 1]
        edits = changed(library, ids, lambda p: with_theme(p, theme, True))
        if edits:
            self._session.edit_library("a theme", *edits)
            entry = library.get(Theme, theme)
            label = entry.label if entry else theme
            self._talk.toast(f"{phrases.counted(len(edits), 'passage').capitalize()} under {label}")
        self.remember(theme)

    def drop(self, ids: Sequence[str]) -> None:
        """Drop passages, out of positions and register entries too."""
        edits = dropping(self._session.shelf, ids)
        if edits and not self._session.read_only:
            self._session.edit_library("dropping passages", *edits)
            self._talk.toast(f"{phrases.counted(len(ids), 'passage').capitalize()} dropped")
