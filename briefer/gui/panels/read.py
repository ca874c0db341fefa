"""Read: the page beside its text; suggestions kept or dropped with one key, passages marked in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from briefer.app.passages import cut_remarks, recut
from briefer.errors import BrieferError
from briefer.gui.kit import Kit
from briefer.gui.marker import Marker
from briefer.gui.models.reading import (
    Stretch,
    essay_rows,
    has_pictures,
    stretch_at,
    stretches,
    waiting,
)
from briefer.gui.page_pictures import PagePictures
from briefer.gui.panels.read_border import ReadBorder
from briefer.gui.panels.read_inspector import DIGEST, ReadInspector
from briefer.gui.panels.read_page import ReadPage
from briefer.gui.panels.read_work import ReadWork
from briefer.gui.panels.reading_pane import ReadingPane
from briefer.gui.suggested import Suggested
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.panel import Panel
from briefer.gui.widgets.row_list import RowList
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Theme
from briefer.model.library import Edit
from briefer.model.suggestion import Suggestion


class _Waiting(NamedTuple):
    """What waited in an essay, and what that was worked out from."""

    found: tuple[Suggestion, ...]
    essay: Essay
    passages: Sequence[Passage]
    left: tuple[Suggestion, ...]


class ReadDesk(Desk):
    """Essays at the left, page and text in the centre, what is current at the right."""

    name = "Read"
    tray_hint = "Chosen passage:"
    opened = Signal(str)
    """An essay was opened."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.essay_id = ""
        self.body = ""
        self.current = ""
        self._places: dict[str, int] = {}
        self._stretches: tuple[Stretch, ...] = ()
        self.quiet = self.deciding = False
        self._waited: dict[str, _Waiting] = {}
        self.marker = Marker(kit)
        self.suggested = Suggested(kit.session, kit.services, kit.reading, self)
        self.pictures = PagePictures(kit.session, kit.services, kit.drawing, self)
        self.list = RowList(kit.look, "Essays", two_lines=True)
        self.pane = ReadingPane(kit)
        self.text = self.pane.text
        self.inspector = ReadInspector(kit)
        self.tools = self.pane.heading
        left = Panel(kit.look, "Essays")
        left.column.addWidget(self.list, 1)
        self.assemble(left, self.pane, self.inspector)
        self.border, self.page = ReadBorder(kit, self), ReadPage(self)
        self.work = ReadWork(kit, self)
        self._connect()
        self.work.allow()

    @property
    def essay(self) -> Essay | None:
        """Return the essay that is read, as the library has it now."""
        return self._kit.session.shelf.get(Essay, self.essay_id) if self.essay_id else None

    @property
    def passage(self) -> Passage | None:
        """Return the current passage."""
        return self._kit.session.shelf.get(Passage, self.current)

    @property
    def suggestion(self) -> Suggestion | None:
        """Return the current suggestion."""
        return next((s for s in self.waiting if s.id == self.current), None)

    @property
    def waiting(self) -> tuple[Suggestion, ...]:
        """Return the suggestions of the essay that wait for a decision; none while they are looked for."""
        essay = self.essay
        return (self._left_in(essay, self._kit.session.passages_of(essay.id)) or ()) if essay else ()

    def _left_in(self, essay: Essay, passages: Sequence[Passage]) -> tuple[Suggestion, ...] | None:
        """Return the suggestions of an essay that wait, None while they are looked for; looked through once."""
        found = self.suggested.of(essay)
        if found is None:
            return None
        known = self._waited.get(essay.id)
        if known is None or known.found is not found or known.essay is not essay or known.passages != passages:
            known = _Waiting(found, essay, passages, waiting(found, essay, passages))
            self._waited[essay.id] = known
        return known.left

    @property
    def foot(self) -> int:
        return self.pane.bar.sizeHint().height() + 12 if self.essay_id else 0

    def first_focus(self) -> QWidget:
        return self.text if self.essay_id else self.list

    def open_essay(self, essay_id: str, offset: int | None = None) -> None:
        """Show an essay at `offset`, else where it was left; its page and its suggestions come later."""
        essay = self._kit.session.shelf.get(Essay, essay_id)
        if essay is None:
            return
        self.border.end()
        if essay_id != self.essay_id:
            if self.essay_id:
                self._places[self.essay_id] = self.text.caret
            self.essay_id, self.current, self.page.number = essay_id, "", -1
            self._load(essay)
            self._stale = self._stale or not self.isVisible()
            self.list.choose(essay_id)
            self.opened.emit(essay_id)
            self.go(self._places.get(essay_id, 0) if offset is None else offset)
        elif offset is not None:
            self.go(offset)

    def open_passage(self, passage: Passage) -> None:
        """Show a passage where it stands, else the begin of its essay."""
        self.open_essay(passage.essay_id, passage.anchor.start if passage.anchor else 0)
        self.choose(passage.id)

    def choose(self, id: str) -> None:
        """Make a passage or suggestion current and bring it into sight."""
        found = next((s for s in self._stretches if s.id == id), None)
        if found is not None:
            self.current = id
            self.go(found.start, keep=True)
            self._announce(found)
        elif self._kit.session.shelf.get(Passage, id) is not None:  # its words do not stand in the text
            self.current = id
            self.show_current()

    def next_finding(self) -> None:
        """Go to the next suggestion, or passage that is unconfirmed, doubtful or unfairly cut."""
        here = self.text.caret
        found = [s for s in self._stretches if s.suggested or self._to_look_at(s.id)]
        after = [s for s in found if s.start > here] or found
        if after:
            self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.choose(after[0].id)
        else:
            self._kit.talk.toast("Nothing to look at in this text", False)

    def refresh(self, _: object = None) -> None:
        """Show the library as it is now."""
        self._show_list()
        if self.essay_id and self.essay is None:
            self._close()
        self.show_marks()

    def keep(self, settings: QSettings) -> None:
        super().keep(settings)
        settings.setValue("desk/Read/panes", self.pane.splitter.saveState())
        settings.setValue("desk/Read/size", self.text.size_)

    def restore(self, settings: QSettings) -> None:
        super().restore(settings)
        panes = settings.value("desk/Read/panes")
        if isinstance(panes, QByteArray):
            self.pane.splitter.restoreState(panes)
        size = str(settings.value("desk/Read/size", ""))
        if size.isdigit():
            self.text.set_size(int(size))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.page.follow()

    def _connect(self) -> None:
        session, text = self._kit.session, self.text
        session.opened.connect(self._opened)
        session.library_edited.connect(self._edited)
        self.list.chosen.connect(self.open_essay)
        self.list.opened.connect(lambda _: text.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.suggested.ready.connect(self._mined)
        self.suggested.failed.connect(self._not_mined)
        self.pane.asked_place.connect(self.go)
        text.moved.connect(self.moved)
        self.inspector.asked.connect(self.choose)
        self.inspector.passage.opened.connect(self.choose)
        self.inspector.passage.themed.connect(lambda: text.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _opened(self) -> None:
        self.suggested.clear()
        self.pictures.clear()
        self._places, self._waited = {}, {}
        self._close()
        self.refresh_in_sight()

    def _close(self) -> None:
        self.essay_id = self.body = self.current = ""
        self.page.number = -1
        self.pane.show_nothing()
        self.show_marks()

    def _edited(self, edits: Sequence[Edit]) -> None:
        if any(edit.key[0] is Theme for edit in edits):
            self.suggested.clear()
        self.refresh_in_sight()
        if self.essay_id:
            self.suggested.want(self.essay_id)

    def _load(self, essay: Essay) -> None:
        try:
            self.body, why = self._kit.services.body(essay), ""
        except BrieferError as error:
            self.body, why = "", str(error)
        remark = why or (DIGEST if essay.text == "digest" else "")
        self.quiet = True
        self.pane.show_essay(essay, self.body, remark, has_pictures(essay))
        self.quiet = False
        self.show_marks()
        if not why:
            self.suggested.want(essay.id)

    def _mined(self, essay_id: str) -> None:
        if essay_id == self.essay_id or not self.isVisible():
            self.refresh_in_sight()
        else:
            self._show_list()

    def _not_mined(self, essay_id: str, why: str) -> None:
        if essay_id == self.essay_id:
            self._kit.talk.toast(f"No suggestions could be made: {why}", False)
        self._mined(essay_id)

    def _show_list(self) -> None:
        shelf = self._kit.session.shelf
        counts = {}
        for essay in shelf.all(Essay):
            left = self._left_in(essay, self._kit.session.passages_of(essay.id))
            if left is not None:
                counts[essay.id] = len(left)
        self.list.show_rows(essay_rows(shelf, counts))
        self.list.choose(self.essay_id)

    def show_marks(self) -> None:
        """Mark the text, and show what is current."""
        essay = self.essay
        passages = self._kit.session.passages_of(essay.id) if essay else ()
        self._stretches = stretches(self.body, passages, self.waiting) if essay else ()
        if self.passage is None and self.suggestion is None:
            self.current = ""
        if not self.deciding:
            self.show_current()

    def show_current(self) -> None:
        """Show the current passage or suggestion, else the essay."""
        essay, shown = self.essay, self._stretches
        if self.border.draft is not None:
            start, end = self.border.draft
            shown = tuple(
                Stretch(id=s.id, start=start, end=end, suggested=False) if s.id == self.current else s for s in shown
            )
        self.text.show_stretches(shown, self.current)
        passage, suggestion = self.passage, self.suggestion
        if essay is not None and passage is not None:
            cut = recut(essay, self.body, passage, *self.border.draft) if self.border.draft is not None else passage
            self.inspector.show_passage(cut, essay, self.body)
        elif essay is not None and suggestion is not None:
            self.inspector.show_suggestion(suggestion, essay, self.waiting)
        else:
            found = self.suggested.of(essay) if essay else ()
            self.inspector.show_essay(essay, self.body, self.waiting if found is not None else None)
        self.page.show_here()
        self._show_bar()
        self.work.allow()

    def moved(self) -> None:
        """The cursor went somewhere: what stands there is current."""
        if self.quiet or self.border.draft is not None:
            return
        if self.text.selection is None:
            found = stretch_at(self._stretches, self.text.caret)
            if (found.id if found else "") != self.current:
                self.current = found.id if found else ""
                self.show_current()
        self._show_bar()
        self.page.follow()

    def go(self, offset: int, keep: bool = False) -> None:
        """Put the cursor at `offset`; with `keep` the current passage or suggestion stays so."""
        self.quiet = True
        self.text.go_to(offset)
        self.quiet = False
        if keep:
            self.show_current()
            self.page.follow()
        else:
            self.moved()

    def _show_bar(self) -> None:
        passage = self.passage
        chosen = self.text.selection is not None
        wanted = (chosen or bool(self.current)) and not self._kit.session.read_only and self.border.draft is None
        self.pane.show_bar(wanted, passage.kind if passage is not None and not chosen else "")

    def _to_look_at(self, id: str) -> bool:
        passage = self._kit.session.shelf.get(Passage, id)
        if passage is None or passage.anchor is None:
            return False
        return not passage.confirmed or passage.doubtful or bool(cut_remarks(self.body, passage.anchor))

    def _announce(self, found: Stretch) -> None:
        words = " ".join(self.body[found.start : found.end].split())
        kind = "Suggestion" if found.suggested else "Passage"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.text, f"{kind}: {words}"))
