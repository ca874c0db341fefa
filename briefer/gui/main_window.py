"""The window: it assembles the parts and connects the commands; what happens is decided elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import areas, arrivals, brief_edits, finding
from briefer.gui.brief_work import BriefWork
from briefer.gui.commands import TABS, Commands
from briefer.gui.import_work import ImportWork
from briefer.gui.kit import Kit
from briefer.gui.lanes import Lanes
from briefer.gui.library_work import LibraryWork
from briefer.gui.memo_pictures import MemoPictures
from briefer.gui.outliner import Outliner
from briefer.gui.output_work import OutputWork
from briefer.gui.palette import Look
from briefer.gui.panels.compose import ComposeDesk
from briefer.gui.panels.evidence import EvidenceDesk
from briefer.gui.panels.library import LibraryDesk
from briefer.gui.panels.memo import MemoDesk
from briefer.gui.panels.placeholder import placeholders
from briefer.gui.panels.positions import PositionsDesk
from briefer.gui.panels.start import Start
from briefer.gui.panels.verify import VerifyDesk
from briefer.gui.panels.wizard import ImportDesk
from briefer.gui.services import Services
from briefer.gui.session import Session
from briefer.gui.talk import Dialogs, Talk
from briefer.gui.widgets.banner import Banners, Notice
from briefer.gui.widgets.command_palette import CommandPalette
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
            libraries=libraries,
            imports=ImportWork(self.session, services, self.lanes, self.talk, dialogs, libraries),
            briefs=BriefWork(self.session, services, self.lanes, self.talk, dialogs, libraries),
            outputs=OutputWork(self.session, services, self.lanes, self.talk, dialogs),
        )
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
        self.wizard, self.evidence = ImportDesk(self.kit), EvidenceDesk(self.kit)
        self.positions = PositionsDesk(self.kit)
        studies = (*placeholders(self.kit), self.evidence, self.positions)
        made = (self.library, self.wizard, *studies, self.compose, self.memo, self.verify)
        self.desks: dict[str, Desk] = {desk.name: desk for desk in made}
        self.pages = QStackedWidget()
        for page in (self.start, *made):
            self.pages.addWidget(page)
        self.banners, self.tray = Banners(look), Tray(look, self.session)
        self.status = Status(look, self.session)
        self.setCentralWidget(self._frame())
        self.toast = Toast(
            look, self.commands["undo"], self.pages, lambda: self.start if self.starting else self.desk.centre
        )
        self.palette_box = CommandPalette(look, self, lambda: finding.entries(self))

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
        self.session.opened.connect(self._opened)
        self.session.brief_changed.connect(lambda: refresh_commands(self))
        self.session.file_changed.connect(self._title)
        self.talk.said.connect(self.banners.say)
        self.talk.solved.connect(self.banners.solve)
        self.talk.toasted.connect(self.toast.say)
        self.talk.went.connect(self.rail.choose)
        self.talk.pointed.connect(self.show_passage)
        self.lanes.started.connect(self.status.job.add)
        self.lanes.store.started.connect(lambda _: self.status.saving(True))
        self.lanes.store.idle.connect(lambda: self.status.saving(False))
        self.kit.outliner.ready.connect(self.status.show_outline)
        self.kit.imports.began.connect(self.refresh)
        self.kit.imports.ended.connect(self._imported)
        connect_commands(self)

    @property
    def desk(self) -> Desk:
        """Return the desk of the current tab; an import stands in the place of the library."""
        importing = self.kit.imports.active and self.rail.current == "Library"
        return self.wizard if importing else self.desks[self.rail.current]

    @property
    def starting(self) -> bool:
        """Tell whether the start stands in the place of the library."""
        return self.session.library is None and self.rail.current == "Library" and not self.kit.imports.active

    def refresh(self) -> None:
        """Show the current tab, and switch off what cannot be done without a library."""
        open_ = self.session.library is not None
        for name in NEEDS_LIBRARY:
            self.rail.allow(name, open_, "open a library first")
        if not open_ and self.rail.current in NEEDS_LIBRARY:
            self.rail.choose("Library")
        if self.starting:
            self.start.refresh()
        self.pages.setCurrentWidget(self.start if self.starting else self.desk)
        self.header.show_desk(None if self.starting else self.desk)
        self._place_banners()
        self.tray.setVisible(self.desk.has_tray and open_)
        self.commands[f"tab-{self.rail.current.lower()}"].setChecked(True)
        refresh_commands(self)
        areas.focus_first(self)

    def show_passage(self, passage_id: str) -> None:
        """Show a passage where it stands: its essay on the shelf."""
        passage = self.session.shelf.get(Passage, passage_id)
        if passage is not None:
            self.rail.choose("Library")
            self.library.choose(passage.essay_id)

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
