"""Briefs as files: new, open, save, the sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from briefer.gui import brief_edits
from briefer.gui.lanes import Job, Lanes
from briefer.gui.library_work import LibraryWork
from briefer.gui.services import Services
from briefer.gui.session import Session
from briefer.gui.talk import Dialogs, Talk
from briefer.gui.widgets.banner import Notice
from briefer.model.text import slug
from briefer.specs.brief import Brief

BRIEFS = "Briefs (*.yaml *.yml);;All files (*)"


class BriefWork(QObject):
    """What the user can have done with briefs."""

    def __init__(
        self, session: Session, services: Services, lanes: Lanes, talk: Talk, dialogs: Dialogs, libraries: LibraryWork
    ) -> None:
        super().__init__(talk)
        self._session, self._services, self._lanes = session, services, lanes
        self._talk, self._dialogs, self._libraries = talk, dialogs, libraries

    def new(self) -> None:
        """Begin a new brief in the place of this one, undoably."""
        if self._session.library is not None:
            self._session.load_brief("new brief", self._services.new_brief(self._session.library), None)
            self._talk.toast("A new brief")

    def ask_open(self) -> None:
        """Ask for a brief and open it."""
        path = self._dialogs.file("Open a brief", BRIEFS)
        if path is not None:
            self.open(path)

    def open_sample(self) -> None:
        """Open the sample brief with its library."""
        path = self._services.sample_brief()
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> Job:
        """Open the brief at `path`, and first the library it names if that is another one."""
        job = self._lanes.store.run(
            f"Opening {path.name}", lambda progress, cancelled: self._services.load_brief(path), shown=False
        )
        job.done.connect(lambda brief: self._loaded(brief, path))
        job.failed.connect(lambda error: self._refused(path, error))
        return job

    def save(self) -> None:
        """Write the brief to its file; ask for one when it has none."""
        if self._session.brief_path is None:
            self.ask_save()
        else:
            self._write(self._session.brief_path)

    def ask_save(self) -> None:
        """Ask where to write the brief, and write it there."""
        brief, library = self._session.brief, self._session.path
        if brief is None:
            return
        folder = (self._session.brief_path or library or Path.home()).parent
        start = folder / f"{slug(brief.title, 6) or 'brief'}.yaml"
        path = self._dialogs.new_file("Save the brief", start, BRIEFS)
        if path is not None:
            self._write(path if path.suffix else path.with_suffix(".yaml"))

    def copy_text(self) -> None:
        """Put the brief as YAML on the clipboard."""
        if self._session.brief is not None:
            QGuiApplication.clipboard().setText(self._services.brief_text(self._session.brief))
            self._talk.toast("The brief is on the clipboard as YAML", False)

    def _write(self, path: Path) -> Job | None:
        brief = self._session.brief
        if brief is None:
            return None
        job = self._lanes.store.run(
            f"Saving {path.name}", lambda progress, cancelled: self._services.save_brief(path, brief), shown=False
        )
        job.done.connect(lambda: self._saved(brief, path))
        again = lambda: self._write(path)  # noqa: E731  a name for the button's action
        job.failed.connect(lambda error: self._talk.refuse(f"{path.name} was not saved", error, "brief", again))
        return job

    def _saved(self, brief: Brief, path: Path) -> None:
        self._session.brief_saved(brief, path)
        self._talk.solved.emit("brief")
        self._talk.toast(f"Saved as {path.name}", False)

    def _loaded(self, brief: Brief, path: Path) -> None:
        wanted = brief_edits.library_of(brief, path)
        if wanted is not None and wanted.exists() and wanted != self._session.path:
            self._libraries.open(wanted, then=lambda: self._show(brief, path))
        elif self._session.library is not None:
            self._show(brief, path)
        else:
            self._talk.say(
                Notice(
                    kind="warn",
                    finding=f"{path.name} needs a library.",
                    advice="Open the library it was written for, then open the brief again.",
                    actions=(("Open a library…", self._libraries.ask_open),),
                    about="brief",
                )
            )

    def _show(self, brief: Brief, path: Path) -> None:
        self._session.load_brief(f"opening of {path.name}", brief, path)
        self._talk.solved.emit("brief")
        self._talk.went.emit("Compose")

    def _refused(self, path: Path, error: BaseException) -> None:
        self._talk.refuse(f"{path.name} was not opened", error, "brief", lambda: self.open(path))
