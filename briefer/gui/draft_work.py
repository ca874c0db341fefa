"""A draft from a question, made on a lane; brief and library change together as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from briefer.gui import brief_edits, phrases
from briefer.gui.lanes import Job, Lane
from briefer.gui.results import Drafted
from briefer.gui.services import Services
from briefer.gui.session import Session
from briefer.gui.talk import Talk
from briefer.gui.widgets.banner import Notice
from briefer.model.library import Edit, Library

ABOUT = "draft"


class DraftWork(QObject):
    """What the user can have drafted."""

    changed = Signal()
    """A draft began or ended."""
    drafted = Signal()
    """The draft is in the session."""

    def __init__(self, session: Session, services: Services, lane: Lane, talk: Talk) -> None:
        super().__init__(talk)
        self._session, self._services, self._lane, self._talk = session, services, lane, talk
        self.job: Job | None = None
        self._question = ""
        session.brief_changed.connect(self._follow)

    @property
    def busy(self) -> bool:
        """Tell whether a draft is being made."""
        return self.job is not None

    def run(self, question: str, essay_ids: Sequence[str]) -> Job | None:
        """Draft a brief on `question` over the essays `essay_ids`, or all."""
        library, path, brief = self._session.library, self._session.path, self._session.brief
        if library is None or path is None or brief is None or self.busy:
            return None
        base = brief
        if not brief_edits.is_blank(brief):
            base = replace(
                self._services.new_brief(library),
                audience=brief.audience,
                prepared_by=brief.prepared_by,
                contact=brief.contact,
                language=brief.language,
                handling=brief.handling,
            )
        self._talk.solved.emit(ABOUT)
        self.job = job = self._lane.run(
            "Drafting",
            lambda progress, cancelled: self._services.draft(library, base, question, essay_ids, progress, cancelled),
        )
        job.done.connect(lambda made: self._take(made, library, path))
        job.failed.connect(lambda error: self._talk.refuse("Nothing was drafted", error, ABOUT))
        job.cancelled.connect(lambda: self._talk.toast("Stopped; nothing was drafted", False))
        job.ended.connect(self._ended)
        self.changed.emit()
        return job

    def cancel(self) -> None:
        """Stop drafting; nothing is changed."""
        if self.job is not None:
            self.job.cancel()

    def _take(self, made: Drafted, before: Library, path: Path) -> None:
        session = self._session
        if session.path != path:
            return
        edits = tuple(edit for edit in made.edits if _untouched(edit, before, session.shelf))
        session.load_draft("the draft", edits, made.brief)
        self._question = made.brief.question
        finding = "This is a draft: each item is kept with K or dropped with X; U goes to the next."
        if session.read_only:
            finding = "This draft holds only what the library has, because the library can only be read."
        advice = " ".join(made.remarks)
        self._talk.say(Notice(kind="info", finding=finding, advice=advice, about=ABOUT, where=("Compose",)))
        self._talk.toast(
            f"Drafted: {phrases.counted(len(edits), 'new item')}, none confirmed yet" if edits else "Drafted"
        )
        self.drafted.emit()

    def _follow(self) -> None:
        """Take the banner down once another brief is open."""
        brief = self._session.brief
        if self._question and (brief is None or brief.question != self._question):
            self._question = ""
            self._talk.solved.emit(ABOUT)

    def _ended(self) -> None:
        self.job = None
        self.changed.emit()


def _untouched(edit: Edit, before: Library, now: Library) -> bool:
    """Tell whether nobody has changed what `edit` writes since the draft began."""
    return before.entities.get(edit.key) == now.entities.get(edit.key)
