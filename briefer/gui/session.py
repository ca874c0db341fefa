"""What is open: a library snapshot and a brief, one undo stack for both, and signals that say what changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from briefer.gui.results import OpenLibrary
from briefer.model.evidence import Passage
from briefer.model.library import Edit, Library
from briefer.specs.brief import Brief

Save: TypeAlias = Callable[[Path, tuple[Edit, ...]], None]


class Session(QObject):
    """The open library and brief as every panel sees them."""

    opened = Signal()
    """Another library is open; everything may be different."""
    library_edited = Signal(object)
    """The edits just applied, also on undo and redo."""
    brief_changed = Signal()
    file_changed = Signal()
    """The brief's file, or whether it holds all changes, is another."""

    def __init__(self, save: Save, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.library: Library | None = None
        self.path: Path | None = None
        self.read_only = False
        self.reason = ""
        self.brief: Brief | None = None
        self.brief_path: Path | None = None
        self._save = save
        self._kept: dict[Path | None, Brief] = {}
        self._passages: tuple[Library, dict[str, list[Passage]]] | None = None

    @property
    def shelf(self) -> Library:
        """Return the open library, or an empty one."""
        return self.library or Library()

    def passages_of(self, essay_id: str) -> list[Passage]:
        """Return the passages of one essay in the order of the text; worked out once for each state of the library."""
        shelf = self.shelf
        if self._passages is None or self._passages[0] is not shelf:
            self._passages = (shelf, shelf.passages_by_essay())
        return self._passages[1].get(essay_id, [])

    @property
    def why_not(self) -> str:
        """Return why the library cannot be changed, "" when it can."""
        return "This library is read only" if self.read_only else ""

    @property
    def unsaved(self) -> bool:
        """Tell whether the brief differs from its file (a new one: from what it began as)."""
        return self.brief is not None and self.brief != self._kept.get(self.brief_path)

    def open(self, opened: OpenLibrary, brief: Brief) -> None:
        """Show another library with `brief` as a new one; what was done before cannot be undone any more."""
        self.undo_stack.clear()
        self.library, self.path = opened.library, opened.path
        self.read_only, self.reason = opened.read_only, opened.reason
        self.brief, self.brief_path, self._kept = brief, None, {None: brief}
        self.opened.emit()
        self.brief_changed.emit()
        self.file_changed.emit()

    def close(self) -> None:
        """Show nothing any more."""
        self.undo_stack.clear()
        self.library = self.path = self.brief = self.brief_path = None
        self.read_only, self.reason, self._kept = False, "", {}
        self.opened.emit()
        self.brief_changed.emit()
        self.file_changed.emit()

    def edit_library(self, text: str, *edits: Edit) -> None:
        """Apply `edits` as one undoable step; `text` completes the menu entry "Undo …"."""
        if self.library is not None and edits and not self.read_only:
            self.undo_stack.push(_LibraryCommand(self, text, edits))

    def edit_brief(self, text: str, brief: Brief, merge: str = "") -> None:
        """Change the brief undoably; steps with the same `merge` that follow each other become one."""
        if self.brief is not None and brief != self.brief:
            self.undo_stack.push(_BriefCommand(self, text, brief, self.brief_path, merge))

    def edit_both(self, text: str, edits: tuple[Edit, ...], brief: Brief) -> None:
        """Apply `edits` and change the brief as one undoable step; the brief never names what the library lacks."""
        self._both(text, edits, lambda: self.edit_brief(text, brief), brief_first=True)

    def load_draft(self, text: str, edits: tuple[Edit, ...], brief: Brief) -> None:
        """Put a new brief in the place of this one, with what it needs in the library, as one undoable step."""
        self._both(text, edits, lambda: self.load_brief(text, brief, None), brief_first=False)

    def _both(self, text: str, edits: tuple[Edit, ...], change: Callable[[], None], brief_first: bool) -> None:
        self.undo_stack.beginMacro(text)
        if brief_first:
            change()
        self.edit_library(text, *edits)
        if not brief_first:
            change()
        self.undo_stack.endMacro()

    def load_brief(self, text: str, brief: Brief, path: Path | None) -> None:
        """Put another brief in the place of this one, undoably; `path` is the file it came from."""
        if path is not None:
            self._kept[path] = brief
        self.undo_stack.push(_BriefCommand(self, text, brief, path, ""))

    def brief_saved(self, brief: Brief, path: Path) -> None:
        """Take note that `path` now holds `brief`."""
        self._kept[path] = brief
        self.brief_path = path
        self.file_changed.emit()

    def apply_edits(self, edits: tuple[Edit, ...]) -> None:
        """Apply `edits` without an undo step; only the undo commands call this."""
        if self.library is None or self.path is None:
            return
        self.library = self.library.after(*edits)
        self._save(self.path, edits)
        self.library_edited.emit(edits)

    def apply_brief(self, brief: Brief, path: Path | None) -> None:
        """Show `brief` without an undo step; only the undo commands call this."""
        self.brief, self.brief_path = brief, path
        self.brief_changed.emit()
        self.file_changed.emit()


class _LibraryCommand(QUndoCommand):
    def __init__(self, session: Session, text: str, edits: tuple[Edit, ...]) -> None:
        super().__init__(text)
        self._session, self._do, self._back = session, edits, session.shelf.inverse(*edits)

    def redo(self) -> None:
        self._session.apply_edits(self._do)

    def undo(self) -> None:
        self._session.apply_edits(self._back)


class _BriefCommand(QUndoCommand):
    def __init__(self, session: Session, text: str, brief: Brief, path: Path | None, merge: str) -> None:
        super().__init__(text)
        if session.brief is None:
            raise ValueError("there is no brief to change")
        self._session, self._merge = session, merge
        self._old, self._new = session.brief, brief
        self._old_path, self._new_path = session.brief_path, path

    def redo(self) -> None:
        self._session.apply_brief(self._new, self._path(self._new_path))

    def undo(self) -> None:
        self._session.apply_brief(self._old, self._path(self._old_path))

    def id(self) -> int:
        return 1 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _BriefCommand) or other._merge != self._merge:
            return False
        self._new = other._new
        return True

    def _path(self, wanted: Path | None) -> Path | None:
        """A step inside one brief keeps the file it has by now: it may have been saved since."""
        return self._session.brief_path if self._old_path == self._new_path else wanted
