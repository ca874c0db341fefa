"""Composing: storyboard, the chosen slide as it will be printed, what goes into the brief and how it is set up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import brief_edits, phrases
from briefer.gui.kit import Kit
from briefer.gui.models.outline import Sheet, sheets_of, slide_sign
from briefer.gui.panels.behind import Behind, Remarks
from briefer.gui.panels.draft_page import DraftPage
from briefer.gui.panels.inspector import PICKS, SLIDE_PAGE, Inspector
from briefer.gui.panels.keeping import Keeping
from briefer.gui.panels.look_page import LookPage
from briefer.gui.panels.slide_work import SlideWork
from briefer.gui.panels.template_menu import TemplateMenu
from briefer.gui.results import Outline, as_remark
from briefer.gui.widgets.banner import Notice
from briefer.gui.widgets.buttons import button, set_kind, tool_row
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.panel import Panel, Scroll, SubBar
from briefer.gui.widgets.slide_paint import SlidePainter
from briefer.gui.widgets.slide_view import SlideView
from briefer.gui.widgets.storyboard import Storyboard
from briefer.gui.widgets.text import Elided, Ground, Text, rule
from briefer.model.essay import Essay


class ComposeDesk(Desk):
    """The deck as it will be."""

    name = "Compose"
    tray_hint = "Passage behind a statement:"
    right_width = 344

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._sheets: list[Sheet] = []
        self._painter: SlidePainter | None = None
        self._blank = False
        self._waiting: tuple[str, ...] = ()
        """Why parts of the brief have no place, as it was last said."""
        look = kit.look
        self.storyboard = Storyboard(look)
        self.inspector = Inspector(kit)
        self.page = SlideView()
        self.remarks = Remarks(kit, "Remarks on this slide")
        self.behind = Behind(kit)
        left = Panel(look, "Storyboard")
        self._count = Elided(look, "", "small", "text2")
        left.head.insertWidget(1, self._count)
        left.column.addWidget(self.storyboard, 1)
        self.keeping = Keeping(kit, self)
        self.slides = SlideWork(kit, self)
        self.inspector.slide.attend(self.slides)
        self.look_page = LookPage(kit)
        self.draft_page = DraftPage(kit)
        self.tools = self._tools()
        self.primary = self._export = button(look, "Export…", "primary", "ph.export", kit.commands["export"])
        self.assemble(left, self._centre(), self.inspector)
        self.storyboard.chosen.connect(lambda _: self._show_slide())
        self.storyboard.opened.connect(lambda _: self.page.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.page.chosen.connect(self.behind.show_line)
        self.page.asked.connect(self._show_source)
        self.inspector.export.asked.connect(self.go_to)
        self.inspector.exporting.connect(self._show_primary)
        kit.outliner.ready.connect(self._show)
        kit.outliner.failed.connect(self._fail)
        kit.session.opened.connect(self._opened)
        for signal in (kit.session.brief_changed, kit.session.library_edited):
            signal.connect(self._follow_brief)
        kit.drafts.drafted.connect(self._drafted)
        self.draft_page.left.connect(lambda: self._show_centre(False))
        self.look_page.left.connect(lambda: self._show_centre(False))
        self.page.chosen.connect(self.inspector.contents.show_line)
        self.page.chosen.connect(self.inspector.slide.show_line)
        kit.commands.on("pick-look", self.pick_look)
        kit.commands.only_in("pick-look", self)
        kit.commands.on("to-tray", self._to_tray)
        kit.commands.only_in("to-tray", self.page)

    def _show_primary(self, exporting: bool) -> None:
        """One primary button a screen: while the export panel is open it is Write."""
        set_kind(self._kit.look, self._export, "plain" if exporting else "primary", "ph.export")

    def first_focus(self) -> QWidget:
        return self.draft_page.question if self.asking else self.storyboard

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Return the pages of the deck."""
        return tuple(self._sheets)

    @property
    def sheet(self) -> Sheet | None:
        """Return the page that is shown."""
        return next((sheet for sheet in self._sheets if sheet.id == self.storyboard.current_id), None)

    @property
    def painter(self) -> SlidePainter | None:
        """Return what draws the slides, None before there are any."""
        return self._painter

    @property
    def asking(self) -> bool:
        """Tell whether the centre asks for a question to draft from."""
        return self._pages.currentIndex() == 1

    def ask_draft(self) -> None:
        """Ask for the question of a draft."""
        self.draft_page.begin()
        self._show_centre(True)
        self.draft_page.question.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def pick_look(self) -> None:
        """Show this brief in every template and brand, to choose by picture."""
        self._pages.setCurrentWidget(self.look_page)
        self.look_page.begin()
        self.look_page.templates.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_centre(self, asking: bool) -> None:
        """Show the slide, or ask for a question; one primary button a screen."""
        self._pages.setCurrentIndex(int(asking))
        self._show_primary(asking)

    def _follow_brief(self, _: object = None) -> None:
        """Ask for a question where a brief is new and empty."""
        session = self._kit.session
        blank = session.brief is not None and brief_edits.is_blank(session.brief) and bool(session.shelf.all(Essay))
        if blank != self._blank:
            self._blank = blank
            self._show_centre(blank)
            self.inspector.show_page(PICKS if blank else SLIDE_PAGE)
            self.draft_page.begin()

    def _opened(self) -> None:
        self._blank = False
        self._show_centre(False)
        self.inspector.close_export()

    def _drafted(self) -> None:
        self._show_centre(False)
        self.keeping.go_on()

    def go_to(self, id: str) -> None:
        """Show a page by its id; a slide's key leads to its first page."""
        self.storyboard.choose(id)
        self.storyboard.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_finding(self) -> None:
        """Go to the next slide with something to look at, and to its first remedy."""
        ids = [sheet.id for sheet in self._sheets]
        current = self.storyboard.current_id
        start = ids.index(current) + 1 if current in ids else 0
        for sheet in [*self._sheets[start:], *self._sheets[:start]]:
            if slide_sign(sheet) or _has_remedy(sheet):
                self.go_to(sheet.id)
                remedy = self.remarks.first_remedy
                if remedy is not None:
                    remedy.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        self._kit.talk.toast("Nothing to look at on these slides", False)

    def _tools(self) -> QWidget:
        commands = self._kit.commands
        return tool_row(self._kit.look, commands, TemplateMenu(self._kit, "deck", commands["pick-look"]))

    def _centre(self) -> QWidget:
        holder = Ground("desk")
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._slide())
        self._pages.addWidget(self.draft_page)
        self._pages.addWidget(self.look_page)
        whole.addWidget(self._pages, 1)
        return holder

    def _slide(self) -> QWidget:
        look = self._kit.look
        centre = Ground("desk")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = SubBar(look)
        self._number = Elided(look, "", "strong")
        self._layout_name = Elided(look, "", "small", "text2")
        self._state = Text(look, "", wrap=False)
        self._brand = Elided(look, "", "small", "text2")
        for part in (self._number, self._layout_name):
            bar.row.addWidget(part)
        bar.row.addStretch(1)
        bar.row.addWidget(self._state)
        self._keep_all = button(look, "Keep all on this slide", action=self._kit.commands["keep-slide"])
        bar.row.addWidget(self._keep_all)
        bar.row.addSpacing(6)
        bar.row.addWidget(self._brand)
        self._present = button(look, "Present", "ghost", "ph.presentation", self._kit.commands["present"])
        bar.row.addWidget(self._present)
        column.addWidget(bar)
        column.addWidget(rule())
        scroll = Scroll("desk", (22, 18, 22, 18))
        scroll.column.setSpacing(14)
        scroll.column.addWidget(self.page)
        cards = QHBoxLayout()
        cards.setSpacing(14)
        cards.addWidget(self.remarks, 1)
        cards.addWidget(self.behind, 1)
        scroll.column.addLayout(cards)
        scroll.column.addStretch(1)
        self._none = Text(look, "", ink="text2")
        scroll.column.insertWidget(0, self._none)
        column.addWidget(scroll, 1)
        column.addWidget(self.behind.choice)
        return centre

    def _show(self, outline: Outline | None) -> None:
        self._kit.talk.solved.emit("outline")
        self._tell_waiting(outline)
        brief = self._kit.session.brief
        locked = {key for key, edit in brief.edits.items() if edit.locked} if brief else set()
        self._sheets = sheets_of(outline, locked) if outline else []
        if outline and (self._painter is None or self._painter.brand != outline.brand):
            self._painter = SlidePainter(outline.brand, outline.drawings)
        self._count.set_text(phrases.counted(len(self._sheets), "slide") if self._sheets else "")
        self.storyboard.show_sheets(self._sheets, self._painter)
        if self._sheets and not self.storyboard.current_id:
            self.storyboard.choose(self._sheets[0].id)
        self._none.setVisible(not self._sheets)
        self._none.setText("" if self._sheets else self._why_empty(outline))
        for part in (self.page, self.remarks, self.behind):
            part.setVisible(bool(self._sheets))
        self._show_slide()
        self.inspector.slide.show_deck(outline)
        self.keeping.shown()
        self.slides.shown(outline)

    def _tell_waiting(self, outline: Outline | None) -> None:
        """Say what of the brief has no place in its slides, where that is something else than before."""
        waiting = tuple(as_remark(remark).text for remark in outline.remarks[: outline.waiting]) if outline else ()
        if waiting == self._waiting:
            return
        self._waiting = waiting
        self._kit.talk.solved.emit("waiting")
        if waiting:
            finding = (
                f"{phrases.counted(len(waiting), 'part')} of the brief {'waits' if len(waiting) == 1 else 'wait'}."
            )
            others = " The remarks of the deck name the others." if len(waiting) > 1 else ""
            advice = f"{waiting[0]}{others} Nothing is lost: what waits is back as soon as it has a place."
            self._kit.talk.say(Notice(kind="warn", finding=finding, advice=advice, about="waiting", where=("Compose",)))

    def _show_slide(self) -> None:
        sheet = self.sheet
        self.inspector.slide.show_slide(sheet)
        if sheet is None or self._painter is None:
            for part in (self._number, self._layout_name, self._brand):
                part.set_text("")
            self._state.hide()
            self._keep_all.hide()
            return
        layout = phrases.layout_name(sheet.page.layout)
        self._number.set_text(sheet.caption)
        self._layout_name.set_text(layout)
        self.page.setAccessibleName(f"{sheet.caption}, {layout}")
        sign = slide_sign(sheet)
        words = {"": "Nothing to look at", "warn": "Look at", "fail": "Does not match", "unconfirmed": "Not confirmed"}
        self._state.setText(words[sign])
        self._state.set_sign(sign or "ok")
        self._state.show()
        self._keep_all.setVisible(self.keeping.waits(sheet))
        self._brand.set_text(self._painter.brand.name)
        self.page.show_sheet(sheet, self._painter)
        chosen = self.page.lines.row_at(self.page.currentIndex())
        self.behind.show_line(chosen)
        self.inspector.contents.show_line(chosen)
        remarks = [as_remark(remark, sheet.slide.key) for remark in sheet.slide.remarks]
        self.remarks.show_remarks(remarks, "Nothing to look at on this slide")

    def _why_empty(self, outline: Outline | None) -> str:
        if outline is None:
            if self._kit.outliner.busy:
                return "Composing…"
            shelved = bool(self._kit.session.shelf.all(Essay))
            return "Nothing to show yet." if shelved else "The shelf is empty. Import essays first (Ctrl+O)."
        return "No slides yet. Tick essays and themes at the right; the deck appears here as you tick."

    def _fail(self, reason: str) -> None:
        stack = self._kit.session.undo_stack
        actions = (("Undo", stack.undo),) if stack.canUndo() else ()
        finding = "The brief could not be composed."
        self._kit.talk.say(Notice(kind="fail", finding=finding, advice=reason, actions=actions, about="outline"))

    def _show_source(self) -> None:
        """Show the passage behind the chosen statement on its page."""
        if self.behind.passage_id:
            self._kit.talk.show_passage(self.behind.passage_id)
        else:
            self._kit.talk.toast("No passage stands behind this statement", False)

    def _to_tray(self) -> None:
        if self.behind.passage_id:
            self._kit.passages.to_tray([self.behind.passage_id])


def _has_remedy(sheet: Sheet) -> bool:
    remarks = (as_remark(remark, sheet.slide.key) for remark in sheet.slide.remarks)
    return sheet.page.part == 1 and any(remark.shorten for remark in remarks)
