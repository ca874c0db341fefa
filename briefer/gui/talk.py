"""How work speaks to the user: banners, toasts, going to a tab; and the operating system's file dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from briefer.errors import BrieferError, SpecError
from briefer.gui.widgets.banner import Notice

SHOWN = 3
"""Mistakes that are told at once."""


class Talk(QObject):
    """Signals from work to the window."""

    said = Signal(object)
    solved = Signal(str)
    toasted = Signal(str, bool)
    went = Signal(str)
    pointed = Signal(str)
    """A passage to be shown on its page."""
    opened = Signal(str)
    """An essay to be read."""
    placed = Signal(str, int)
    """A place to be shown: an essay, and where in its body (code points; -1 for no place in particular)."""

    def say(self, notice: Notice) -> None:
        """Show a banner."""
        self.said.emit(notice)

    def refuse(self, what: str, error: BaseException, about: str, again: Callable[[], object] | None = None) -> None:
        """Say that something could not be done, and why."""
        words = reasons(error) if isinstance(error, BrieferError) else f"{type(error).__name__}: {error}"
        actions = (("Try again", again),) if again else ()
        self.say(Notice(kind="fail", finding=f"{what}.", advice=words, actions=actions, about=about))

    def show_passage(self, passage_id: str) -> None:
        """Show a passage where it stands in its text."""
        self.pointed.emit(passage_id)

    def read(self, essay_id: str) -> None:
        """Show an essay on the reading desk."""
        self.opened.emit(essay_id)

    def show_place(self, essay_id: str, start: int) -> None:
        """Show the words of an essay that begin at `start` of its body."""
        self.placed.emit(essay_id, start)

    def toast(self, text: str, undoable: bool = True) -> None:
        """Say in passing what happened."""
        self.toasted.emit(text, undoable)


def reasons(error: BaseException) -> str:
    """Return why something was refused: of many mistakes of a brief the first few, and how many more there are."""
    if not isinstance(error, SpecError) or len(error.problems) <= SHOWN:
        return str(error)
    shown = "\n".join(str(problem) for problem in error.problems[:SHOWN])
    return f"{shown}\n{len(error.problems) - SHOWN} more"


class Dialogs:
    """The file dialogs of the operating system; the only modal windows there are."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def files(self, title: str, kinds: str) -> list[Path]:
        """Ask for files to read."""
        found, _ = QFileDialog.getOpenFileNames(self._parent, title, "", kinds)
        return [Path(name) for name in found]

    def file(self, title: str, kinds: str) -> Path | None:
        """Ask for one file to read."""
        found, _ = QFileDialog.getOpenFileName(self._parent, title, "", kinds)
        return Path(found) if found else None

    def new_file(self, title: str, start: Path, kinds: str) -> Path | None:
        """Ask where to write a file."""
        found, _ = QFileDialog.getSaveFileName(self._parent, title, str(start), kinds)
        return Path(found) if found else None

    def folder(self, title: str, start: Path | None = None) -> Path | None:
        """Ask for a folder."""
        found = QFileDialog.getExistingDirectory(self._parent, title, str(start) if start else "")
        return Path(found) if found else None

    def show_folder(self, folder: Path) -> None:
        """Open a folder in the desktop's own file browser."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
