"""Finished files: building them, opening their folder, verifying one that came back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from briefer.compose.wording import capitalised
from briefer.errors import GateRefused
from briefer.gui import phrases
from briefer.gui.lanes import Job, Lanes
from briefer.gui.results import BuildResult, VerifyResult, as_remark
from briefer.gui.services import Services
from briefer.gui.session import Session
from briefer.gui.talk import Dialogs, Talk
from briefer.gui.widgets.banner import Notice

TABLES = "Excel workbook (*.xlsx);;Comma-separated values (*.csv)"
OUTPUTS = "Decks (*.pptx *.ppsx *.potx);;All files (*)"


class OutputWork(QObject):
    """What the user can have done with finished files."""

    built = Signal(object)
    verifying = Signal(object)
    """Path of the file that is being compared."""
    verified = Signal(object, object)
    """Path and result."""
    stopped = Signal()

    def __init__(self, session: Session, services: Services, lanes: Lanes, talk: Talk, dialogs: Dialogs) -> None:
        super().__init__(talk)
        self._session, self._services, self._lanes = session, services, lanes
        self._talk, self._dialogs = talk, dialogs
        session.opened.connect(lambda: talk.solved.emit("build"))
        self.chosen_folder: Path | None = None
        self.written: Path | None = None
        """Folder of the last files written."""

    @property
    def folder(self) -> Path | None:
        """Return where files will be written: the chosen folder, else `output` beside the brief or the library."""
        beside = self._session.brief_path or self._session.path
        return self.chosen_folder or (beside.parent / "output" if beside else None)

    def ask_folder(self) -> None:
        """Ask for the folder to write to."""
        folder = self._dialogs.folder("Write files to", self.folder)
        if folder is not None:
            self.chosen_folder = folder

    def open_folder(self) -> None:
        """Show the folder of the last files written."""
        if self.written is not None:
            self._dialogs.show_folder(self.written)

    def build(self, formats: Sequence[str]) -> Job | None:
        """Write the brief's files in `formats`."""
        library, brief, folder = self._session.library, self._session.brief, self.folder
        if library is None or brief is None or folder is None or not formats:
            return None
        self._talk.solved.emit("build")
        job = self._lanes.work.run(
            f"Writing {phrases.listed([name.upper() for name in formats])}",
            lambda progress, cancelled: self._services.build(library, brief, folder, formats, progress, cancelled),
        )
        job.done.connect(lambda result: self._built(result, folder))
        job.cancelled.connect(lambda: self._talk.toast("Stopped; no file was written", False))
        job.failed.connect(lambda error: self._build_refused(error, formats))
        return job

    def ask_table(self, passages: Sequence[str]) -> None:
        """Ask for a file and write the evidence table of `passages` to it."""
        library = self._session.library
        start = (self.folder or Path()) / "evidence.xlsx"
        path = self._dialogs.new_file("Export the evidence table", start, TABLES) if library is not None else None
        if library is None or path is None:
            return
        job = self._lanes.work.run(
            f"Writing {path.name}",
            lambda progress, cancelled: self._services.evidence_table(library, passages, path),
        )
        job.done.connect(lambda written: self._talk.toast(f"Written: {written.name}", False))
        job.failed.connect(lambda error: self._talk.refuse("The table was not written", error, "table"))

    def ask_verify(self) -> None:
        """Ask for a finished file and compare it with the library."""
        path = self._dialogs.file("Verify a file", OUTPUTS)
        if path is not None:
            self.verify(path)

    def verify(self, path: Path) -> Job:
        """Compare `path` with the open library; the file is only read."""
        library = self._session.library
        self._talk.went.emit("Verify")
        self.verifying.emit(path)
        job = self._lanes.work.run(
            f"Comparing {path.name}", lambda progress, cancelled: self._services.verify(path, library)
        )
        job.done.connect(lambda result: self._verified(path, result))
        job.cancelled.connect(self.stopped)
        job.failed.connect(lambda error: self._verify_refused(path, error))
        return job

    def _built(self, result: BuildResult, folder: Path) -> None:
        self.written = result.files[0].parent if result.files else folder
        names = phrases.listed([path.name for path in result.files])
        worst = "warn" if any(as_remark(remark).severity != "info" for remark in result.remarks) else "ok"
        remarks = phrases.counted(len(result.remarks), "remark") if result.remarks else ""
        gate = capitalised(result.gate)
        advice = " · ".join(part for part in (gate, remarks) if part)
        self._talk.say(
            Notice(
                kind="warn" if worst == "warn" else "ok",
                finding=f"Written: {names}.",
                advice=advice,
                actions=(("Open folder", self.open_folder),),
                about="build",
            )
        )
        self.built.emit(result)

    def _build_refused(self, error: BaseException, formats: Sequence[str]) -> None:
        what = "The gate is shut; nothing was written" if isinstance(error, GateRefused) else "Nothing was written"
        again = None if isinstance(error, GateRefused) else lambda: self.build(formats)
        self._talk.refuse(what, error, "build", again)

    def _verified(self, path: Path, result: VerifyResult) -> None:
        self._talk.solved.emit("verify")
        self.verified.emit(path, result)

    def _verify_refused(self, path: Path, error: BaseException) -> None:
        self._talk.refuse(f"{path.name} was not compared", error, "verify", lambda: self.verify(path))
        self.stopped.emit()
