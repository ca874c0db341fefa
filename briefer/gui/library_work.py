"""Opening and saving a library: asks where, works on a lane, tells the session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings

from briefer.gui.lanes import Job, Lanes
from briefer.gui.results import OpenLibrary
from briefer.gui.services import Services
from briefer.gui.session import Session
from briefer.gui.talk import Dialogs, Talk
from briefer.gui.widgets.banner import Notice
from briefer.model.library import Edit
from briefer.specs.brief import Brief

SUFFIX = ".briefer"
LIBRARIES = f"Libraries (*{SUFFIX} library.yaml);;All files (*)"
SOURCES = (
    "Essays and references (*.pdf *.docx *.odt *.epub *.html *.htm *.xhtml *.mhtml *.txt *.md *.markdown "
    "*.bib *.ris *.json);;All files (*)"
)
READS = "PDF, Word, OpenDocument, e-books, saved web pages, Markdown and plain text"
RECENT = 6


STAYS = "The brief can still be composed and saved, and files verified."
"""What a library that can only be read leaves free."""


class LibraryWork(QObject):
    """What the user can have done with libraries."""

    def __init__(
        self, session: Session, services: Services, lanes: Lanes, talk: Talk, dialogs: Dialogs, settings: QSettings
    ) -> None:
        super().__init__(talk)
        self._session, self._services, self._lanes = session, services, lanes
        self._talk, self._dialogs, self._settings = talk, dialogs, settings

    def recent(self) -> list[Path]:
        """Return the libraries opened last that are still there, newest first."""
        names = self._settings.value("recent", [])
        found = [names] if isinstance(names, str) else list(names or [])  # type: ignore[call-overload]
        return [Path(name) for name in found if Path(name).exists()]

    def ask_open(self) -> None:
        """Ask for a library file and open it."""
        path = self._dialogs.file("Open a library", LIBRARIES)
        if path is not None:
            self.open(path.parent if path.name == "library.yaml" else path)

    def ask_open_folder(self) -> None:
        """Ask for a library kept as a folder and open it."""
        path = self._dialogs.folder("Open a library folder")
        if path is not None:
            self.open(path)

    def ask_new(self, then: Callable[[], object] | None = None) -> None:
        """Ask where a new library should lie and open it."""
        start = Path.home() / f"Library{SUFFIX}"
        path = self._dialogs.new_file("Where should the library be kept?", start, LIBRARIES)
        if path is not None:
            self.open(path if path.suffix else path.with_suffix(SUFFIX), create=True, then=then)

    def open(self, path: Path, create: bool = False, then: Callable[[], object] | None = None) -> Job | None:
        """Open the library at `path`; `then` runs once it is open. The one that is open already stays as it is."""
        if path == self._session.path and not self._session.read_only:
            self._talk.went.emit("Library")
            if then is not None:
                then()
            return None

        def work(progress: object, cancelled: object) -> tuple[OpenLibrary, Brief]:
            opened = self._services.open_library(path, create)
            return opened, self._services.new_brief(opened.library)

        job = self._lanes.store.run(f"Opening {path.name}", work)
        job.done.connect(lambda result: self._opened(result[0], result[1], then))
        again = lambda: self.open(path, create, then)  # noqa: E731  a name for the button's action
        job.failed.connect(lambda error: self._talk.refuse(f"{path.name} was not opened", error, "library", again))
        return job

    def close(self) -> None:
        """Close the open library."""
        if self._session.library is not None:
            self._lanes.store.run("Closing", lambda progress, cancelled: self._services.close_library(), shown=False)
            self._session.close()
            self._talk.solved.emit("library")
            self._talk.solved.emit("library-remark")

    def save(self, path: Path, edits: tuple[Edit, ...]) -> None:
        """Queue a write of `edits`; what could not be written is offered again."""
        job = self._lanes.store.run("Saving", lambda progress, cancelled: self._services.save(path, edits), shown=False)
        again = lambda: self.save(path, edits)  # noqa: E731  a name for the button's action
        job.failed.connect(lambda error: self._talk.refuse("The library was not saved", error, "save", again))
        job.done.connect(lambda: self._talk.solved.emit("save"))

    def _opened(self, opened: OpenLibrary, brief: Brief, then: Callable[[], object] | None) -> None:
        self._talk.solved.emit("library")
        self._talk.solved.emit("library-remark")
        self._remember(opened.path)
        self._session.open(opened, brief)
        if opened.read_only:
            self._talk.say(
                Notice(
                    kind="warn",
                    finding="Read only.",
                    advice=f"{opened.reason} {STAYS}",
                    actions=(("Try again", lambda: self.open(opened.path)),),
                    about="library",
                    where=("Library", "Read", "Evidence", "Positions"),
                )
            )
        if opened.remark:
            self._talk.say(Notice(kind="info", finding="Library opened.", advice=opened.remark, about="library-remark"))
        self._talk.went.emit("Library")
        if then is not None:
            then()

    def _remember(self, path: Path) -> None:
        names = [str(path), *(str(other) for other in self.recent() if other != path)]
        self._settings.setValue("recent", names[:RECENT])
