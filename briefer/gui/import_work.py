"""An import while it is decided: files are read on a lane, decisions kept, and only Finish changes the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from briefer.app.decisions import Change, Decisions, Said
from briefer.app.shelving import Chosen, Fate, Review, Spelling, Standing
from briefer.app.sidecars import Sidecars
from briefer.app.stage import Staged
from briefer.errors import BrieferError
from briefer.gui import phrases
from briefer.gui.lanes import Job, Lanes, Work
from briefer.gui.library_work import SOURCES, LibraryWork
from briefer.gui.models.entries import Entry
from briefer.gui.results import ImportResult
from briefer.gui.services import Cancelled, Progress, Services
from briefer.gui.session import Session
from briefer.gui.talk import Dialogs, Talk
from briefer.gui.widgets.banner import Notice
from briefer.model.essay import Essay
from briefer.model.library import Put

ABOUT = "import"


class ImportWork(QObject):
    """Files on their way into the library; nothing is written before `finish`."""

    began = Signal()
    files_changed = Signal()
    """A file was added, read, refused or taken away."""
    decided = Signal(object)
    """Something was decided about this entry."""
    reviewed = Signal()
    """The comparison with the library is new."""
    ended = Signal(str)
    """The import is over; the id of the first new essay, "" when nothing was imported."""

    def __init__(
        self,
        session: Session,
        services: Services,
        lanes: Lanes,
        talk: Talk,
        dialogs: Dialogs,
        libraries: LibraryWork,
    ) -> None:
        super().__init__(talk)
        self._session, self._services, self._lanes = session, services, lanes
        self._talk, self._dialogs, self._libraries = talk, dialogs, libraries
        self.entries: list[Entry] = []
        self.references = Sidecars()
        self.review: Review | None = None
        self.dropped: set[tuple[str, str]] = set()
        """Pairs of spellings that the user said are two people's, or left as they are."""
        self.active = False
        self._jobs: list[Job] = []
        self._checking: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._check)
        session.opened.connect(self.look_again)

    @property
    def reading(self) -> bool:
        """Tell whether files are still being read."""
        return any(entry.state in ("waiting", "reading") for entry in self.entries)

    @property
    def read(self) -> list[Entry]:
        """Return the files that were read."""
        return [entry for entry in self.entries if entry.shown is not None]

    @property
    def taken(self) -> int:
        """Return how many pieces Finish would take in, as new ones or new revisions."""
        return sum(
            entry.takes(number) and self.fate(entry, number) != "skip"
            for entry in self.read
            for number in range(1, len(entry.pieces) + 1)
        )

    def ask(self) -> None:
        """Ask for files and begin."""
        if paths := self._dialogs.files("Import files", SOURCES):
            self.begin(paths)

    def begin(self, paths: Sequence[Path]) -> None:
        """Show the wizard with `paths`; while it is open already, add them."""
        if self._session.library is not None and self._session.read_only:
            self._refuse_read_only()
            return
        known = {entry.path for entry in self.entries}
        fresh = [path for path in dict.fromkeys(paths) if path not in known]
        if not self.active:
            self.active = True
            self._talk.solved.emit(ABOUT)
            self.began.emit()
        self._talk.went.emit("Library")
        if fresh:
            job = self._run(
                "Looking for references", lambda progress, cancelled: self._services.references(fresh, cancelled)
            )
            job.done.connect(lambda found: self._sorted(fresh, found))
            job.failed.connect(lambda error: self._talk.refuse("The files were not read", error, ABOUT))

    def cancel(self) -> None:
        """Leave; nothing was written. Until the next import one can go on with what was decided."""
        if not self.active:
            return
        entries, references = self.read, self.references
        self._end("")
        go_on = (("Go on with it", lambda: self._resume(entries, references)),) if entries else ()
        self._talk.say(
            Notice(
                kind="info",
                finding="Import cancelled.",
                advice="Nothing was written.",
                actions=go_on,
                about=ABOUT,
                where=("Library",),
            )
        )

    def remove(self, entry: Entry) -> None:
        """Take a file out of the import."""
        self.entries.remove(entry)
        self._talk.solved.emit(f"refused:{entry.path}")
        self.files_changed.emit()
        self.look_again()

    def run_ocr(self, entry: Entry) -> None:
        """Let OCR read a refused file, then stage what it made."""
        entry.state, entry.reason = "waiting", ""
        self._talk.solved.emit(f"refused:{entry.path}")
        self._read(entry, with_ocr=True)
        self.files_changed.emit()

    def say(self, entry: Entry, piece: int, field: str, value: str) -> None:
        """Set a field of a piece as the user wants it."""
        self.decide(entry, entry.decisions.saying(Said(field, value, piece)))

    def change(self, entry: Entry, change: Change) -> bool:
        """Merge, split or move a border; tells whether it could be done, and says why not."""
        return self.decide(entry, entry.decisions.changing(change))

    def decide(self, entry: Entry, decisions: Decisions) -> bool:
        """Take up decisions about a file; what cannot be done is said and the old ones stay."""
        before = entry.decisions
        if decisions == before:
            return True
        entry.decisions = decisions
        try:
            entry.work_out()
        except BrieferError as error:
            entry.decisions = before
            self._talk.toast(str(error), False)
            return False
        if len(decisions.changes) != len(before.changes):
            entry.fates.clear()
        self.decided.emit(entry)
        self.look_again()
        return True

    def fate(self, entry: Entry, number: int) -> Fate:
        """Return what becomes of a piece."""
        standing = self.standing(entry, number)
        return standing.fate(entry.fates.get(number)) if standing else "new"

    def set_fate(self, entry: Entry, number: int, fate: Fate) -> None:
        """Import a known text anyway, as a new revision, or not at all."""
        entry.fates[number] = fate
        self.decided.emit(entry)

    def standing(self, entry: Entry, number: int) -> Standing | None:
        """Return how a piece stands to the library, None while that is not known."""
        read = self.read
        if self.review is None or entry not in read or read.index(entry) >= len(self.review.standings):
            return None
        of_file = self.review.standings[read.index(entry)]
        return of_file[number - 1] if number <= len(of_file) else None

    def spellings(self) -> list[Spelling]:
        """Return the offers to write a name alike that are still open."""
        found = self.review.spellings if self.review else ()
        return [one for one in found if (one.name.full, one.other.full) not in self.dropped]

    def spell(self, offer: Spelling) -> None:
        """Write a name as the other spelling has it."""
        read = self.read
        for at, number in offer.pieces:
            authors = read[at].pieces[number - 1].essay.reference.authors
            names = [offer.other if name == offer.name else name for name in authors]
            said = "; ".join(f"{name.family}, {name.given}" if name.family else name.full for name in names)
            self.say(read[at], number, "author", said)

    def leave_spelling(self, offer: Spelling) -> None:
        """Leave both spellings as they are."""
        self.dropped.add((offer.name.full, offer.other.full))
        self.reviewed.emit()

    def finish(self) -> None:
        """Put everything that was decided into the library, as one step; without a library, ask for one first."""
        if not self.active or self.reading:
            self._talk.toast("The files are still being read", False)
            return
        if self._session.library is None:
            self._libraries.ask_new(then=self.finish)
            return
        if self._session.read_only:
            self._refuse_read_only()
            return
        library = self._session.library
        chosen = [
            Chosen(staged=entry.staged, decisions=entry.decisions, fates=dict(entry.fates))
            for entry in self.read
            if entry.staged is not None
        ]
        job = self._run("Importing", lambda progress, cancelled: self._services.import_of(library, chosen))
        job.done.connect(self._put)
        job.failed.connect(lambda error: self._talk.refuse("Nothing was imported", error, ABOUT))

    def draw(self, work: Callable[[], object]) -> Job:
        """Run `work` on the lane for pictures; nobody is told of it."""
        return self._lanes.preview.run("Drawing pages", lambda progress, cancelled: work(), shown=False)

    def look_again(self) -> None:
        """Compare with the library as soon as the event loop is free."""
        if self.active:
            self._soon.start(0)

    def _run(self, verb: str, work: Work) -> Job:
        job = self._lanes.work.run(verb, work)
        self._jobs.append(job)
        job.ended.connect(lambda: self._jobs.remove(job) if job in self._jobs else None)
        job.cancelled.connect(self._stopped)
        return job

    def _refuse_read_only(self) -> None:
        self._talk.say(Notice(kind="warn", finding="Nothing was imported.", advice=self._session.reason, about=ABOUT))

    def _resume(self, entries: list[Entry], references: Sidecars) -> None:
        """Take up an import that was cancelled."""
        if not self.active:
            self.active, self.entries, self.references = True, entries, references
            self._talk.solved.emit(ABOUT)
            self.began.emit()
            self.files_changed.emit()
            self.look_again()

    def _sorted(self, paths: Sequence[Path], found: Sidecars) -> None:
        before = self.references
        self.references = Sidecars(
            given=[*before.given, *found.given],
            beside={**before.beside, **found.beside},
            refused=[*before.refused, *found.refused],
            remarks=[*before.remarks, *found.remarks],
        )
        for name, reason in found.refused:
            self._talk.say(
                Notice(kind="fail", finding=f"{name} cannot be used:", advice=reason, about=f"refused:{name}")
            )
        known = {entry.path for entry in self.entries}
        fresh = [Entry(path=path) for path in found.texts if path not in known]
        self.entries += fresh
        self.files_changed.emit()
        for entry in fresh:
            self._read(entry)
        if not self.entries:
            self._talk.toast("There is no text among these files", False)

    def _read(self, entry: Entry, with_ocr: bool = False) -> None:
        references = self.references

        def work(progress: Progress, cancelled: Cancelled) -> Staged:
            progress(0, 0, "")
            return self._services.stage(entry.path, references, progress, cancelled, with_ocr)

        verb = "Running OCR on" if with_ocr else "Reading"
        job = self._run(f"{verb} {entry.path.name}", work)
        job.progressed.connect(lambda done, total, text: self._progressed(entry))
        job.done.connect(lambda staged: self._staged(entry, staged))
        job.failed.connect(lambda error: self._refused(entry, error))

    def _progressed(self, entry: Entry) -> None:
        if entry.state == "waiting":
            entry.state = "reading"
            self.files_changed.emit()

    def _staged(self, entry: Entry, staged: Staged) -> None:
        entry.staged, entry.state = staged, "read"
        entry.work_out()
        self.files_changed.emit()
        self.look_again()

    def _refused(self, entry: Entry, error: BaseException) -> None:
        known = isinstance(error, BrieferError)
        entry.state, entry.reason = "refused", str(error) if known else f"{type(error).__name__}: {error}"
        run = (("Run OCR", lambda: self.run_ocr(entry)),) if self._services.can_ocr(entry.reason) else ()
        self._talk.say(
            Notice(
                kind="fail",
                finding=f"{entry.path.name} cannot be imported:",
                advice=entry.reason,
                actions=run,
                about=f"refused:{entry.path}",
                where=("Library",),
            )
        )
        self.files_changed.emit()

    def _stopped(self) -> None:
        """Stop the other files with the one whose job was cancelled; what was read stays."""
        if not self.active:
            return
        for job in list(self._jobs):
            job.cancel()
        for entry in self.entries:
            if entry.state in ("waiting", "reading"):
                entry.state = "stopped"
        self.files_changed.emit()
        self._talk.toast("Reading stopped; what was found so far stays", False)

    def _check(self) -> None:
        if not self.active:
            return
        if self._checking is not None:
            self._checking.cancel()
        library, brief = self._session.shelf, self._session.brief
        folder = self._session.brief_path.parent if self._session.brief_path else None
        files = [entry.shown for entry in self.read if entry.shown]

        def work(progress: Progress, cancelled: Cancelled) -> Review:
            return self._services.review(library, files, brief, folder, cancelled)

        self._checking = self._lanes.work.run("Comparing with the library", work, shown=False)
        self._checking.done.connect(self._reviewed)
        self._checking.failed.connect(
            lambda error: self._talk.refuse("The files were not compared with the library", error, ABOUT)
        )

    def _reviewed(self, review: Review) -> None:
        self.review = review
        self.reviewed.emit()

    def _put(self, result: ImportResult) -> None:
        if not self.active:
            return
        new = result.essays
        if result.edits:
            count = sum(isinstance(edit, Put) and isinstance(edit.entity, Essay) for edit in result.edits)
            what = phrases.counted(count, "piece")
            self._session.edit_library(f"import of {what}", *result.edits)
            self._end(next((essay.id for essay in (*filter(lambda one: one.counts, new), *new)), ""))
            self._talk.toast(f"{what} imported" if new else f"{what} updated")
        else:
            self._end("")
            self._talk.toast("Nothing new was found; nothing was written", False)

    def _end(self, first: str) -> None:
        self.active = False
        for job in list(self._jobs):
            job.cancel()
        if self._checking is not None and self._checking.running:
            self._checking.cancel()
        self._soon.stop()
        for entry in self.entries:
            self._talk.solved.emit(f"refused:{entry.path}")
        for name, _ in self.references.refused:
            self._talk.solved.emit(f"refused:{name}")
        self.entries, self.references, self.review, self.dropped = [], Sidecars(), None, set()
        self._talk.solved.emit(ABOUT)
        self.ended.emit(first)
