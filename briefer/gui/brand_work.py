"""Files of the user's own as brands: adding one, looking at its mapping, changing it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from briefer.app.brands import CheckedBrand
from briefer.gui import brief_edits, phrases
from briefer.gui.lanes import Job, Lanes
from briefer.gui.outliner import Outliner
from briefer.gui.services import Services
from briefer.gui.session import Session
from briefer.gui.talk import Dialogs, Talk

FILES = "PowerPoint files (*.pptx *.potx)"
SUFFIXES = (".pptx", ".potx")


class BrandWork(QObject):
    """What the user can have done with a file as a brand."""

    changed = Signal()
    """There are other brands than before."""
    looked = Signal(object)
    """A brand with its file, to be shown."""

    def __init__(
        self, session: Session, services: Services, lanes: Lanes, outliner: Outliner, talk: Talk, dialogs: Dialogs
    ) -> None:
        super().__init__(talk)
        self._session, self._services, self._lanes, self._outliner = session, services, lanes, outliner
        self._talk, self._dialogs = talk, dialogs

    def ask(self) -> None:
        """Ask for a file and make a brand of it."""
        path = self._dialogs.file("Add a PowerPoint template", FILES)
        if path is not None:
            self.add(path)

    def add(self, path: Path) -> Job:
        """Make a brand of a file and set the open brief in it."""
        self._talk.solved.emit("brand")
        job = self._lanes.work.run(f"Adding {path.name}", lambda progress, cancelled: self._services.add_brand(path))
        job.done.connect(self._added)
        job.failed.connect(lambda error: self._talk.refuse(f"{path.name} was not added", error, "brand"))
        return job

    def look(self, id: str) -> Job:
        """Read a brand and its file again."""
        job = self._lanes.work.run(
            "Reading the brand", lambda progress, cancelled: self._services.user_brand(id), shown=False
        )
        job.done.connect(self.looked)
        job.failed.connect(lambda error: self._talk.refuse("The brand cannot be used", error, "brand"))
        return job

    def remap(self, id: str, layout: str, name: str) -> Job:
        """Put a layout of templates on another layout of the brand's file."""
        job = self._lanes.work.run(
            "Changing the brand", lambda progress, cancelled: self._services.remap_brand(id, layout, name), shown=False
        )
        job.done.connect(self.looked)
        job.done.connect(self._outliner.refresh)
        job.failed.connect(lambda error: self._talk.refuse("The layout was not changed", error, "brand"))
        return job

    def _added(self, made: CheckedBrand) -> None:
        self.changed.emit()
        brief = self._session.brief
        if brief is not None:
            changed = brief_edits.with_value(brief, "deck.brand", made.brand.id)
            self._session.edit_brief("change of brand", changed, merge="deck.brand")
        problems = [remark for remark in made.remarks if remark.weight != "note"]
        said = f", {phrases.counted(len(problems), 'thing')} to look at" if problems else ""
        self._talk.toast(f"{made.brand.name} added{said}", brief is not None)
        self.looked.emit(made)
