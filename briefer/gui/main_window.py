"""The window: it assembles the parts and connects the commands; what happens is decided elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import areas, arrivals, brief_edits, finding, searching
from briefer.gui.brand_work import BrandWork
from briefer.gui.brief_work import BriefWork
from briefer.gui.commands import TABS, Commands
from briefer.gui.draft_work import DraftWork
from briefer.gui.import_work import ImportWork
from briefer.gui.kit import Kit
from briefer.gui.lanes import Job, Lanes
from briefer.gui.library_work import LibraryWork
from briefer.gui.memo_pictures import MemoPictures
from briefer.gui.outliner import Outliner
from briefer.gui.output_work import OutputWork
from briefer.gui.palette import Look
from briefer.gui.panels.compose import ComposeDesk
from briefer.gui.panels.evidence import EvidenceDesk
from briefer.gui.panels.library import LibraryDesk
from briefer.gui.panels.memo import MemoDesk
from briefer.gui.panels.positions import PositionsDesk
from briefer.gui.panels.read import ReadDesk
from briefer.gui.panels.start import Start
from briefer.gui.panels.verify import VerifyDesk
from briefer.gui.panels.vocabulary import VocabularyDesk
from briefer.gui.panels.wizard import ImportDesk
from briefer.gui.passage_work import PassageWork
from briefer.gui.searching import LibrarySearch
from briefer.gui.services import Services
from briefer.gui.session import Session
from briefer.gui.talk import Dialogs, Talk
from briefer.gui.widgets.banner import Banners, Notice
from briefer.gui.widgets.command_palette import Answer, CommandPalette
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.header import Header
from briefer.gui.widgets.rail import Rail
from briefer.gui.widgets.status import Status
from briefer.gui.widgets.text import Ground
from briefer.gui.widgets.toast import Toast
from briefer.gui.widgets.tray import Tray
from briefer.gui.window_commands import connect_commands, refresh_commands
from briefer.model.evidence import Passage

NEEDS_LIBRARY = tuple(name for name in TABS if name not in ("Library", "Verify"))


class MainWindow(QMainWindow):
    """Rail, header, desks, tray and status line around one session."""

    def __init__(self, services: Services, look: Look, settings: QSettings, dialogs: Dialogs | None = None) -> None:
        super().__init__()
        self.settings, self.lanes, self.commands = settings, Lanes(self), Commands(self)
        self.talk = Talk(self)
        self.session = Session(lambda path, edits: libraries.save(path, edits), self)
        dialogs = dialogs or Dialogs(self)
        libraries = LibraryWork(self.session, services, self.lanes, self.talk, dialogs, settings)
        outliner = Outliner(self.session, services, self.lanes.compose, self)
        self.kit = Kit(
            look=look,
            commands=self.commands,
            session=self.session,
            services=services,
            outliner=outliner,
            memo_pictures=MemoPictures(self.session, services, self.lanes.preview, outliner, self),
            talk=self.talk,
            reading=self.lanes.reading,
            drawing=self.lanes.drawing,
            passages=PassageWork(self.session, self.talk, self),
            libraries=libraries,
            imports=ImportWork(self.session, services, self.lanes, self.talk, dialogs, libraries),
            briefs=BriefWork(self.session, services, self.lanes, self.talk, dialogs, libraries),
            drafts=DraftWork(self.session, services, self.lanes.work, self.talk),
            outputs=OutputWork(self.session, services, self.lanes, self.talk, dialogs),
            brands=BrandWork(self.session, services, self.lanes, outliner, self.talk, dialogs),
        )
        self.search = LibrarySearch(self.session, services, self.lanes.store, self)
        self._leaving = False
        self._build(look)
        self._connect()
        self._restore()
        self.refresh()

    def _build(self, look: Look) -> None:
        self.setMinimumSize(1180, 720)
        self.resize(1440, 900)
        self.setAcceptDrops(True)
        self.commands.fill(self.menuBar())
        self.rail = Rail(look, self.commands)
        self.header = Header(look, self.commands, self.session)
        self.start, self.library = Start(self.kit), LibraryDesk(self.kit)
        self.compose, self.memo, self.verify = ComposeDesk(self.kit), MemoDesk(self.kit), VerifyDesk(self.kit)
        self.wizard, self.read = ImportDesk(self.kit), ReadDesk(self.kit)
        self.evidence, self.positions = EvidenceDesk(self.kit), PositionsDesk(self.kit)
        self.vocabulary = VocabularyDesk(self.kit)
        studies = (self.read, self.evidence, self.positions)
        made = (self.library, self.wizard, self.vocabulary, *studies, self.compose, self.memo, self.verify)
        self.desks: dict[str, Desk] = {desk.name: desk for desk in made}
        self.pages = QStackedWidget()
        for page in (self.start, *made):
            self.pages.addWidget(page)
        self.banners, self.tray = Banners(look), Tray(look, self.session)
        self.tray.placed.connect(lambda passage: self.compose.slides.place_here((passage,)))
        self.status = Status(look, self.session)
        self.setCentralWidget(self._frame())
        self.toast = Toast(
            look,
            self.commands["undo"],
            self.pages,
            lambda: self.start if self.starting else self.desk.centre,
            lambda: self.desk.foot,
        )
        self.palette_box = CommandPalette(look, self, lambda: finding.entries(self), finding.LIBRARY)

    def _frame(self) -> QWidget:
        frame, body = Ground("window"), QHBoxLayout()
        whole = QVBoxLayout(frame)
        side = QVBoxLayout()
        for layout in (whole, body, side):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        line = Ground("window")
        for part in (self.header, self.pages, self.tray):
            side.addWidget(part, int(part is self.pages))
        line.setLayout(side)
        body.addWidget(self.rail)
        body.addWidget(line, 1)
        whole.addLayout(body, 1)
        whole.addWidget(self.status)
        return frame

    def _connect(self) -> None:
        self.rail.chosen.connect(lambda _: self.refresh())
        self.vocabulary.turned.connect(self.refresh)
        self.session.opened.connect(self._opened)
        self.session.brief_changed.connect(lambda: refresh_commands(self))
        self.session.file_changed.connect(self._title)
        self.talk.said.connect(self.banners.say)
        self.talk.solved.connect(self.banners.solve)
        self.talk.toasted.connect(self.toast.say)
        self.talk.went.connect(self.rail.choose)
        self.talk.pointed.connect(self.show_passage)
        self.talk.opened.connect(self.show_essay)
        self.read.opened.connect(self._follow)
        self.talk.placed.connect(self.show_place)
        self.lanes.started.connect(self.status.job.add)
        self.lanes.store.started.connect(self._stored)
        self.lanes.store.idle.connect(lambda: self.status.saving(False))
        self.palette_box.asked.connect(self.search.ask)
        self.search.ready.connect(lambda found: self.palette_box.show_answer(finding.answer(self, found)))
        self.search.failed.connect(lambda why: self.palette_box.show_answer(Answer(remark=why)))
        self.kit.outliner.ready.connect(self.status.show_outline)
        self.kit.imports.began.connect(self.refresh)
        self.kit.imports.ended.connect(self._imported)
        connect_commands(self)

    @property
    def desk(self) -> Desk:
        """Return the desk of the current tab; an import or the vocabulary stands in the place of the library."""
        if self.rail.current == "Library":
            if self.kit.imports.active:
                return self.wizard
            if self.vocabulary.active:
                return self.vocabulary
        return self.desks[self.rail.current]

    @property
    def starting(self) -> bool:
        """Tell whether the start stands in the place of the library."""
        return self.session.library is None and self.rail.current == "Library" and not self.kit.imports.active

    def refresh(self) -> None:
        """Show the current tab, and switch off what cannot be done without a library."""
        if self.rail.current != "Library" or self.kit.imports.active:
            self.vocabulary.end()
        open_ = self.session.library is not None
        for name in NEEDS_LIBRARY:
            self.rail.allow(name, open_, "open a library first")
        if not open_ and self.rail.current in NEEDS_LIBRARY:
            self.rail.choose("Library")
        if self.starting:
            self.start.refresh()
        shown = self.library.proxy.fact_at(self.library.table.currentIndex())
        if self.rail.current == "Read" and not self.read.essay_id and shown is not None:
            self.read.open_essay(shown.essay.id)
        self.pages.setCurrentWidget(self.start if self.starting else self.desk)
        self.header.show_desk(None if self.starting else self.desk)
        self._place_banners()
        self.tray.show_hint(self.desk.tray_hint)
        self.tray.setVisible(bool(self.desk.tray_hint) and open_)
        self.commands[f"tab-{self.rail.current.lower()}"].setChecked(True)
        refresh_commands(self)
        areas.focus_first(self)

    def show_on_shelf(self, essay_id: str) -> None:
        """Show an essay on the shelf."""
        self.vocabulary.end()
        self.rail.choose("Library")
        self.library.choose(essay_id)

    def show_passage(self, passage_id: str) -> None:
        """Show a passage where it stands: its essay on the reading desk."""
        passage = self.session.shelf.get(Passage, passage_id)
        if passage is not None:
            self.read.open_passage(passage)
            self.rail.choose("Read")

    def show_essay(self, essay_id: str) -> None:
        """Show an essay on the reading desk."""
        self.read.open_essay(essay_id)
        self.rail.choose("Read")

    def _follow(self, essay_id: str) -> None:
        """Let the shelf stand at the essay that is read: the commands of the menu act on it."""
        index = self.library.proxy.place_of(essay_id)
        if index.isValid():
            self.library.table.setCurrentIndex(index)
        else:
            self.library.choose(essay_id)

    def show_place(self, essay_id: str, start: int) -> None:
        """Show the words of an essay that begin at `start` of its body, or the essay for -1."""
        self.read.open_essay(essay_id, max(start, 0))
        self.rail.choose("Read")

    def edit_vocabulary(self) -> None:
        """Show the vocabulary in the place of the shelf."""
        self.rail.choose("Library")
        self.vocabulary.begin()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if arrivals.dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        arrivals.take(self, arrivals.dropped(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.unsaved and not self._leaving:
            event.ignore()
            actions = (("Save", self.kit.briefs.save), ("Close without saving", self.leave))
            self.banners.say(
                Notice(kind="warn", finding="The brief has unsaved changes.", actions=actions, about="close")
            )
            return
        self.settings.setValue("window", self.saveGeometry())
        for desk in self.desks.values():
            desk.keep(self.settings)
        self.lanes.close()
        event.accept()

    def leave(self) -> None:
        """Close without saving the brief."""
        self._leaving = True
        self.close()

    def _opened(self) -> None:
        self.banners.solve("close")
        self._title()
        self.refresh()

    def _stored(self, job: Job) -> None:
        if job.verb != searching.VERB:
            self.status.saving(True)

    def _imported(self, first: str) -> None:
        """Show the shelf again, the first new essay chosen."""
        self.refresh()
        if first and self.session.library is not None:
            self.library.choose(first)

    def _place_banners(self) -> None:
        """Banners stand over the content of the current page."""
        place = self.start.layout() if self.starting else self.desk.centre.layout()
        if isinstance(place, QVBoxLayout):
            place.insertWidget(0, self.banners)
            self.banners.go_to(self.rail.current)

    def _title(self) -> None:
        brief = self.session.brief
        self.setWindowTitle(f"{brief_edits.caption(brief, self.session.brief_path)} – Briefer" if brief else "Briefer")
        if not self.session.unsaved:
            self.banners.solve("close")

    def _restore(self) -> None:
        geometry = self.settings.value("window")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        for desk in self.desks.values():
            desk.restore(self.settings)
