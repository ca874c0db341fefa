"""Read: the page beside its text; suggestions kept or dropped with one key, passages marked in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from briefer.app.passages import cut_remarks, recut
from briefer.errors import BrieferError
from briefer.gui.commands import MAKING
from briefer.gui.kit import Kit
from briefer.gui.marker import Marker
from briefer.gui.models.reading import (
    Stretch,
    essay_rows,
    has_pictures,
    page_number,
    page_span,
    stretch_at,
    stretches,
    waiting,
)
from briefer.gui.page_pictures import PagePictures
from briefer.gui.panels.read_inspector import DIGEST, ReadInspector
from briefer.gui.panels.reading_pane import ReadingPane
from briefer.gui.suggested import Suggested
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.panel import Panel
from briefer.gui.widgets.row_list import RowList
from briefer.model.essay import Essay, Reading
from briefer.model.evidence import Passage, PassageKind, Theme
from briefer.model.library import Edit
from briefer.model.suggestion import Suggestion
from briefer.model.text import Anchor

READ_ONLY = "This library is read only"


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
        self._body = ""
        self._current = ""
        self._places: dict[str, int] = {}
        self._stretches: tuple[Stretch, ...] = ()
        self._draft: tuple[int, int] | None = None
        self._begin = True
        self._page = -1
        self._quiet = self._deciding = False
        self._waited: dict[str, _Waiting] = {}
        self._marker = Marker(kit)
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
        self._connect()
        self._allow()

    @property
    def essay(self) -> Essay | None:
        """Return the essay that is read, as the library has it now."""
        return self._kit.session.shelf.get(Essay, self.essay_id) if self.essay_id else None

    @property
    def passage(self) -> Passage | None:
        """Return the current passage."""
        return self._kit.session.shelf.get(Passage, self._current)

    @property
    def suggestion(self) -> Suggestion | None:
        """Return the current suggestion."""
        return next((s for s in self.waiting if s.id == self._current), None)

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
        self._end_border()
        if essay_id != self.essay_id:
            if self.essay_id:
                self._places[self.essay_id] = self.text.caret
            self.essay_id, self._current, self._page = essay_id, "", -1
            self._load(essay)
            self._stale = self._stale or not self.isVisible()
            self.list.choose(essay_id)
            self.opened.emit(essay_id)
            self._go(self._places.get(essay_id, 0) if offset is None else offset)
        elif offset is not None:
            self._go(offset)

    def open_passage(self, passage: Passage) -> None:
        """Show a passage where it stands, else the begin of its essay."""
        self.open_essay(passage.essay_id, passage.anchor.start if passage.anchor else 0)
        self.choose(passage.id)

    def choose(self, id: str) -> None:
        """Make a passage or suggestion current and bring it into sight."""
        found = next((s for s in self._stretches if s.id == id), None)
        if found is not None:
            self._current = id
            self._go(found.start, keep=True)
            self._announce(found)
        elif self._kit.session.shelf.get(Passage, id) is not None:  # its words do not stand in the text
            self._current = id
            self._show_current()

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
        self._show_marks()

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
        self._show_page()

    def _connect(self) -> None:
        session, commands, text = self._kit.session, self._kit.commands, self.text
        session.opened.connect(self._opened)
        session.library_edited.connect(self._edited)
        self.list.chosen.connect(self.open_essay)
        self.list.opened.connect(lambda _: text.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.suggested.ready.connect(self._mined)
        self.suggested.failed.connect(self._not_mined)
        self.pictures.ready.connect(self._show_picture)
        self.pane.page.resized.connect(self._want_picture)
        self.pane.asked_page.connect(self._go_to_page)
        self.pane.asked_place.connect(self._go)
        text.moved.connect(self._moved)
        text.scrolled.connect(self._show_page)
        text.bordered.connect(self._move_border)
        text.ended.connect(self._end_border)
        text.asked_menu.connect(self._menu)
        self.inspector.asked.connect(self.choose)
        self.inspector.state_chosen.connect(self._set_reading)
        self.inspector.passage.opened.connect(self.choose)
        self.inspector.passage.themed.connect(lambda: text.setFocus(Qt.FocusReason.ShortcutFocusReason))
        keys: dict[str, Callable[[], object]] = {
            "next-suggestion": lambda: self._step(1),
            "previous-suggestion": lambda: self._step(-1),
            "keep-suggestion": self._keep,
            "drop-here": self._drop,
            "move-begin": lambda: self._begin_border(True),
            "move-end": lambda: self._begin_border(False),
            "add-theme": self._add_theme,
            "pick-here": self._pick,
            "next-page": lambda: self._turn(1),
            "previous-page": lambda: self._turn(-1),
            "join-sentences": lambda: self._sentence(self._marker.join),
            "split-sentence": lambda: self._sentence(self._marker.split),
            **{f"theme-{at}": partial(self._theme, at) for at in range(1, 10)},
            **{f"make-{kind}": partial(self._make, kind) for kind, _, _ in MAKING},
        }
        for id, do in keys.items():
            commands.on(id, partial(self._act, do))
            commands.only_in(id, text)
        wide: dict[str, Callable[[], object]] = {
            "find-text": self.pane.open_find,
            "go-to-page": self.pane.open_pages,
            "larger-text": lambda: text.set_size(text.size_ + 1),
            "smaller-text": lambda: text.set_size(text.size_ - 1),
        }
        for id, do in wide.items():
            commands.on(id, partial(self._act, do))
            commands.only_in(id, self)
        commands["keep-suggestion"].setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        commands["larger-text"].setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])

    def _act(self, do: Callable[[], object]) -> None:
        """Run a command; called from the menu of another tab, show this one first: nothing happens out of sight."""
        if self.isVisible():
            do()
        else:
            self._kit.talk.went.emit(self.name)

    def _opened(self) -> None:
        self.suggested.clear()
        self.pictures.clear()
        self._places, self._waited = {}, {}
        self._close()
        self.refresh_in_sight()

    def _close(self) -> None:
        self.essay_id = self._body = self._current = ""
        self._page = -1
        self.pane.show_nothing()
        self._show_marks()

    def _edited(self, edits: Sequence[Edit]) -> None:
        if any(edit.key[0] is Theme for edit in edits):
            self.suggested.clear()
        self.refresh_in_sight()
        if self.essay_id:
            self.suggested.want(self.essay_id)

    def _load(self, essay: Essay) -> None:
        try:
            self._body, why = self._kit.services.body(essay), ""
        except BrieferError as error:
            self._body, why = "", str(error)
        remark = why or (DIGEST if essay.text == "digest" else "")
        self._quiet = True
        self.pane.show_essay(essay, self._body, remark, has_pictures(essay))
        self._quiet = False
        self._show_marks()
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

    def _show_marks(self) -> None:
        """Mark the text, and show what is current."""
        essay = self.essay
        passages = self._kit.session.passages_of(essay.id) if essay else ()
        self._stretches = stretches(self._body, passages, self.waiting) if essay else ()
        if self.passage is None and self.suggestion is None:
            self._current = ""
        if not self._deciding:
            self._show_current()

    def _show_current(self) -> None:
        essay, shown = self.essay, self._stretches
        if self._draft is not None:
            start, end = self._draft
            shown = tuple(
                Stretch(id=s.id, start=start, end=end, suggested=False) if s.id == self._current else s for s in shown
            )
        self.text.show_stretches(shown, self._current)
        passage, suggestion = self.passage, self.suggestion
        if essay is not None and passage is not None:
            cut = recut(essay, self._body, passage, *self._draft) if self._draft is not None else passage
            self.inspector.show_passage(cut, essay, self._body)
        elif essay is not None and suggestion is not None:
            self.inspector.show_suggestion(suggestion, essay, self.waiting)
        else:
            found = self.suggested.of(essay) if essay else ()
            self.inspector.show_essay(essay, self._body, self.waiting if found is not None else None)
        self._show_here()
        self._show_bar()
        self._allow()

    def _moved(self) -> None:
        """The cursor went somewhere: what stands there is current."""
        if self._quiet or self._draft is not None:
            return
        if self.text.selection is None:
            found = stretch_at(self._stretches, self.text.caret)
            if (found.id if found else "") != self._current:
                self._current = found.id if found else ""
                self._show_current()
        self._show_bar()
        self._show_page()

    def _go(self, offset: int, keep: bool = False) -> None:
        """Put the cursor at `offset`; with `keep` the current passage or suggestion stays so."""
        self._quiet = True
        self.text.go_to(offset)
        self._quiet = False
        if keep:
            self._show_current()
            self._show_page()
        else:
            self._moved()

    def _show_bar(self) -> None:
        passage = self.passage
        chosen = self.text.selection is not None
        wanted = (chosen or bool(self._current)) and not self._kit.session.read_only and self._draft is None
        self.pane.show_bar(wanted, passage.kind if passage is not None and not chosen else "")

    def _show_page(self) -> None:
        """Follow the cursor, or the text where the cursor is out of sight, on the page."""
        essay = self.essay
        if essay is None or self._quiet or not self.isVisible():
            return
        first, last = self.text.in_sight
        at = self.text.caret if first <= self.text.caret <= last else self.text.offset_at(self.text.height() // 3)
        number = page_number(essay.pages, at)
        if number != self._page:
            self._page = number
            self.pane.show_page(essay, number)
            self._show_here()
            self._want_picture()
        if number >= 0 and self.pane.page.shown:
            start, end = page_span(essay.pages, number, len(self._body))
            self.pane.page.show_part((at - start) / max(end - start, 1))

    def _show_here(self) -> None:
        """Show the suggestions of the page, or of the text where it has no pages."""
        essay = self.essay
        pages = essay.pages if essay else ()
        first, last = page_span(pages, max(self._page, 0), len(self._body)) if pages else (0, len(self._body))
        here = [s for s in self.waiting if first <= s.start < last]
        where = "on this page" if pages else "in this text"
        self.pane.show_count(len(here) if essay and self.suggested.of(essay) is not None else None, where, essay)
        words = [(s, " ".join(self._body[s.start : s.end].split())) for s in here if s.id != self._current]
        self.inspector.show_waiting(words, where)

    def _want_picture(self) -> None:
        essay = self.essay
        if essay is None or self._page < 0 or not has_pictures(essay) or not self.isVisible():
            return
        page = essay.pages[self._page]
        if page.index is None:
            self.pane.page.show_words("This page has no picture in the file.")
            return
        self.pictures.want(essay.id, page.index, self.pane.page.pixels_wide)
        if self.pictures.drawn is None and not self.pictures.refusal:
            self.pane.page.show_words(f"Drawing page {page.label}…")

    def _show_picture(self, _: object = None) -> None:
        essay = self.essay
        if essay is None or self._page < 0 or not has_pictures(essay):
            return
        image = self.pictures.drawn
        if image is not None:
            self.pane.page.show_picture(image, f"page {essay.pages[self._page].label}")
        elif self.pictures.refusal:
            self.pane.page.show_words(self.pictures.refusal)

    def _allow(self) -> None:
        """Switch the commands on or off as the essay, the cursor and the library stand."""
        commands, essay = self._kit.commands, self.essay
        text = essay is not None and bool(self._body)
        edit = text and not self._kit.session.read_only
        why = READ_ONLY if text else "Open an essay first"
        for id in ("find-text", "go-to-page", "next-page", "previous-page", "next-suggestion", "previous-suggestion"):
            commands.allow(id, text, why)
        for id in ("join-sentences", "split-sentence", *(f"make-{kind}" for kind, _, _ in MAKING)):
            commands.allow(id, edit, why)
        passage, suggestion = self.passage is not None, self.suggestion is not None
        commands.allow("keep-suggestion", edit, why)
        commands.allow("drop-here", edit and (passage or suggestion), "Go to a passage or a suggestion first")
        for id in ("move-begin", "move-end", "add-theme", *(f"theme-{at}" for at in range(1, 10))):
            commands.allow(id, edit and passage, why if not edit else "Go to a passage first")
        commands.allow("pick-here", passage, "Go to a passage first")

    def _step(self, way: int) -> None:
        """Go to the next suggestion that waits, round the end."""
        self._end_border()
        found = self.waiting
        if not found:
            essay = self.essay
            looking = essay is not None and self.suggested.of(essay) is None
            self._kit.talk.toast("Looking for suggestions…" if looking else "No suggestion is left in this text", False)
            return
        ids = [s.id for s in found]
        if self._current in ids:
            self.choose(ids[(ids.index(self._current) + way) % len(ids)])
            return
        after = [s for s in found if s.start >= self.text.caret]
        before = [s for s in found if s.start < self.text.caret]
        ahead = [*after, *before] if way > 0 else [*reversed(before), *reversed(after)]
        self.choose(ahead[0].id)

    def _keep(self) -> None:
        if self._draft is not None:
            self._end_border()
            return
        essay, suggestion = self.essay, self.suggestion
        if essay is None or suggestion is None:
            self._kit.talk.toast("Enter keeps a suggestion: press N for the next one", False)
        else:
            self._decide(suggestion, partial(self._marker.keep, essay, self._body, suggestion))

    def _drop(self) -> None:
        essay, passage, suggestion = self.essay, self.passage, self.suggestion
        self._end_border()
        if essay is not None and suggestion is not None:
            self._decide(suggestion, partial(self._marker.dismiss, essay, self._body, suggestion))
        elif passage is not None:
            self._kit.passages.drop([passage.id])
            self._moved()

    def _decide(self, suggestion: Suggestion, decide: Callable[[], object]) -> None:
        """Keep or drop a suggestion and go on; what is current then is shown once."""
        before = self._kit.session.shelf
        self._deciding = True
        try:
            decide()
        finally:
            self._deciding = False
        if self._kit.session.shelf is not before:
            self._go_on(suggestion)

    def _go_on(self, decided: Suggestion) -> None:
        """Go to the suggestion after one that was decided; to the first when it was the last."""
        left = self.waiting
        after = [s for s in left if s.start >= decided.start] or list(left)
        if after:
            self.choose(after[0].id)
        else:
            self._show_current()
            self._go(decided.start)

    def _make(self, kind: PassageKind) -> None:
        essay, chosen, suggestion, passage = self.essay, self.text.selection, self.suggestion, self.passage
        if essay is None or self._kit.session.read_only:
            return
        self._end_border()
        if chosen is not None:
            id = self._marker.make(essay, self._body, *chosen, kind)
        elif suggestion is not None:
            id = self._marker.keep(essay, self._body, suggestion, kind)
        elif passage is not None:
            self._marker.change_kind(passage, kind)
            id = passage.id
        else:
            id = self._marker.make_of_sentence(essay, self._body, self.text.caret, kind)
        if id:
            self.choose(id)

    def _add_theme(self) -> None:
        if self.passage is not None:
            if not self.inspector.isVisible():
                self.fold_right()
            field = self.inspector.passage.theme
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.inspector.passage.ensureWidgetVisible(field)

    def _theme(self, number: int) -> None:
        if self.passage is not None:
            self._kit.passages.put_under([self.passage.id], number)

    def _pick(self) -> None:
        if self.passage is not None:
            self._kit.passages.to_tray([self.passage.id])

    def _set_reading(self, reading: Reading) -> None:
        essay = self.essay
        if essay is not None and not self._kit.session.read_only:
            self._marker.set_reading(essay, reading)

    def _sentence(self, change: Callable[[Essay, str, int], None]) -> None:
        essay = self.essay
        if essay is not None and not self._kit.session.read_only:
            change(essay, self._body, self.text.caret)

    def _begin_border(self, begin: bool) -> None:
        passage = self.passage
        if passage is None or passage.anchor is None or self._kit.session.read_only:
            return
        if self._draft is None:
            self._draft = (passage.anchor.start, passage.anchor.end)
        self._begin = begin
        self.text.moving_border = True
        self._show_border()

    def _move_border(self, step: int, whole: bool) -> None:
        essay = self.essay
        if essay is not None and self._draft is not None:
            self._draft = self._marker.moved(essay, self._body, self._draft, self._begin, step, whole)
            self._show_border()

    def _show_border(self) -> None:
        if self._draft is None:
            return
        start, end = self._draft
        remarks = cut_remarks(self._body, Anchor.of(self._body, start, end))
        self.pane.show_border("Begin" if self._begin else "End", remarks)
        self._quiet = True
        self.text.go_to(start if self._begin else end)
        self._quiet = False
        self._show_current()

    def _end_border(self) -> None:
        """Take over the borders that were moved, as one step."""
        draft, passage, essay = self._draft, self.passage, self.essay
        self._draft, self.text.moving_border = None, False
        if draft is None:
            return
        self.pane.hide_border()
        if essay is not None and passage is not None:
            self._marker.cut(essay, self._body, passage, *draft)
        self._show_marks()

    def _turn(self, way: int) -> None:
        """Go to the next page, or by a screen where there are no pages."""
        essay = self.essay
        if essay is None:
            return
        number = page_number(essay.pages, self.text.caret) + way
        if essay.pages and 0 <= number < len(essay.pages):
            self._go_to_page(number)
            return
        high = self.text.viewport().height()
        wanted = self.text.offset_at(0 if way < 0 else high) if not essay.pages else (0 if way < 0 else len(self._body))
        self._go(wanted)

    def _go_to_page(self, number: int) -> None:
        essay = self.essay
        if essay is None or not 0 <= number < len(essay.pages):
            return
        start, end = page_span(essay.pages, number, len(self._body))
        while start < end - 1 and self._body[start].isspace():
            start += 1
        self._go(start)
        self.text.bring_to_top(start)

    def _to_look_at(self, id: str) -> bool:
        passage = self._kit.session.shelf.get(Passage, id)
        if passage is None or passage.anchor is None:
            return False
        return not passage.confirmed or passage.doubtful or bool(cut_remarks(self._body, passage.anchor))

    def _menu(self, at: QPoint) -> None:
        commands = self._kit.commands
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        groups = (
            ("keep-suggestion", "drop-here") if self.suggestion is not None else (),
            tuple(f"make-{kind}" for kind, _, _ in MAKING),
            ("add-theme", "pick-here", "move-begin", "move-end"),
            ("drop-here",) if self.suggestion is None else (),
            ("join-sentences", "split-sentence"),
        )
        for ids in groups:
            for id in ids:
                menu.addAction(commands[id])
            menu.addSeparator()
        menu.popup(at)

    def _announce(self, found: Stretch) -> None:
        words = " ".join(self._body[found.start : found.end].split())
        kind = "Suggestion" if found.suggested else "Passage"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.text, f"{kind}: {words}"))
