"""Composing: storyboard, the chosen slide as paper, what goes into the brief and how it is set up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import brief_edits, phrases
from briefer.gui.kit import Kit
from briefer.gui.models.outline import PageLine, slide_lines, slide_sign, storyboard_rows
from briefer.gui.panels.behind import Behind, Remarks
from briefer.gui.panels.export import Export
from briefer.gui.panels.picks import Picks
from briefer.gui.panels.setup import Setup
from briefer.gui.services import Outline, OutlineSlide, as_remark
from briefer.gui.widgets.banner import Notice
from briefer.gui.widgets.buttons import MenuButton, button, icon_button, set_kind
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.page_view import PageView
from briefer.gui.widgets.panel import Panel, Scroll, SubBar
from briefer.gui.widgets.segments import Segments
from briefer.gui.widgets.storyboard import Storyboard
from briefer.gui.widgets.text import Elided, Ground, Text, rule

WIDE = 16 / 9


class Inspector(Panel):
    """Picks and set-up of the brief; export stands in their place when it is asked for."""

    exporting = Signal(bool)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.look)
        self._pages = QStackedWidget()
        brief = QWidget()
        column = QVBoxLayout(brief)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 7, 14, 5)
        self.segments = Segments(kit.look, "Brief", ("What goes in", "Set-up"))
        head.addWidget(self.segments)
        head.addStretch(1)
        column.addLayout(head)
        self.picks, self.setup, self.export = Picks(kit), Setup(kit), Export(kit)
        self._body = QStackedWidget()
        self._body.addWidget(self.picks)
        self._body.addWidget(self.setup)
        column.addWidget(self._body, 1)
        self._pages.addWidget(brief)
        self._pages.addWidget(self.export)
        self.column.addWidget(self._pages, 1)
        self.segments.chosen.connect(self.show_page)
        self.export.closed.connect(self.close_export)

    def show_page(self, at: int) -> None:
        """Show what goes in (0) or the set-up (1)."""
        self.segments.choose(at)
        self._body.setCurrentIndex(at)

    def open_export(self) -> None:
        """Show what will be written."""
        self._pages.setCurrentIndex(1)
        self.exporting.emit(True)
        self.export.write.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_export(self) -> None:
        """Go back to the brief."""
        self._pages.setCurrentIndex(0)
        self.exporting.emit(False)


class ComposeDesk(Desk):
    """The deck as it will be."""

    name = "Compose"
    has_tray = True
    right_width = 344

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._pages: dict[str, tuple[PageLine, ...]] = {}
        look = kit.look
        self.storyboard = Storyboard(look)
        self.inspector = Inspector(kit)
        self.page = PageView(look, "Slide", 1 / WIDE)
        self.remarks = Remarks(kit, "Remarks on this slide")
        self.behind = Behind(kit)
        left = Panel(look, "Storyboard")
        self._count = Elided(look, "", "small", "text2")
        left.head.insertWidget(1, self._count)
        left.column.addWidget(self.storyboard, 1)
        self.tools = self._tools()
        self.primary = self._export = button(look, "Export…", "primary", "ph.export", kit.commands["export"])
        self.assemble(left, self._centre(), self.inspector)
        self.storyboard.chosen.connect(lambda _: self._show_slide())
        self.storyboard.opened.connect(lambda _: self.page.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.page.chosen.connect(self.behind.show_line)
        self.inspector.export.asked.connect(self.go_to)
        self.inspector.exporting.connect(self._show_primary)
        kit.outliner.ready.connect(self._show)
        kit.outliner.failed.connect(self._fail)
        kit.session.brief_changed.connect(self._templates)
        kit.commands.on("to-tray", self._to_tray)
        kit.commands.only_in("to-tray", self.page)

    def _show_primary(self, exporting: bool) -> None:
        """One primary button a screen: while the export panel is open it is Write."""
        set_kind(self._kit.look, self._export, "plain" if exporting else "primary", "ph.export")

    def first_focus(self) -> QWidget:
        return self.storyboard

    def go_to(self, key: str) -> None:
        """Show a slide by its key."""
        self.storyboard.choose(key)
        self.storyboard.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_finding(self) -> None:
        """Go to the next slide with something to look at."""
        slides = self._slides()
        keys = [slide.key for slide in slides]
        current = self.storyboard.current_id
        start = keys.index(current) + 1 if current in keys else 0
        for slide in [*slides[start:], *slides[:start]]:
            if slide_sign(slide):
                self.go_to(slide.key)
                return
        self._kit.talk.toast("Nothing to look at on these slides", False)

    def _slides(self) -> list[OutlineSlide]:
        outline = self._kit.outliner.outline
        return list(outline.slides) if outline else []

    def _tools(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        look, commands = self._kit.look, self._kit.commands
        self._template = MenuButton(look, "Deck template", lambda menu: self._fill_templates(menu))
        row.addWidget(self._template)
        row.addWidget(icon_button(look, "ph.arrow-u-up-left", "Undo", commands["undo"]))
        row.addWidget(icon_button(look, "ph.arrow-u-up-right", "Redo", commands["redo"]))
        return holder

    def _centre(self) -> QWidget:
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
        bar.row.addSpacing(6)
        bar.row.addWidget(self._brand)
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
        return centre

    def _show(self, outline: Outline | None) -> None:
        self._kit.talk.solved.emit("outline")
        slides = self._slides()
        total = max([len(slides), *(slide.number for slide in slides)])
        brief = self._kit.session.brief
        marking = brief_edits.value(brief, "handling.marking") if brief else ""
        self._pages = {slide.key: tuple(slide_lines(slide, total, marking, self._footer())) for slide in slides}
        self._count.set_text(phrases.counted(len(slides), "slide") if slides else "")
        self.storyboard.show_slides(storyboard_rows(slides), self._pages)
        if slides and not self.storyboard.current_id:
            self.storyboard.choose(slides[0].key)
        self._none.setVisible(not slides)
        self._none.setText("" if slides else self._why_empty(outline))
        for part in (self.page, self.remarks, self.behind):
            part.setVisible(bool(slides))
        self._show_slide()

    def _show_slide(self) -> None:
        slides = self._slides()
        slide = next((slide for slide in slides if slide.key == self.storyboard.current_id), None)
        if slide is None:
            for part in (self._number, self._layout_name, self._brand):
                part.set_text("")
            self._state.hide()
            return
        self._number.set_text(f"Slide {slide.number}")
        self._layout_name.set_text(phrases.layout_name(slide.layout))
        self.page.setAccessibleName(f"Slide {slide.number}, {phrases.layout_name(slide.layout)}")
        sign = slide_sign(slide)
        words = {"": "Nothing to look at", "warn": "Look at", "fail": "Does not match", "unconfirmed": "Not confirmed"}
        self._state.setText(words[sign])
        self._state.set_sign(sign or "ok")
        self._state.show()
        brief = self._kit.session.brief
        brand = brief_edits.value(brief, "deck.brand") if brief else ""
        self._brand.set_text(f"{brand.capitalize()} · outline")
        self.page.show_lines(self._pages.get(slide.key, ()))
        self.behind.show_line(self.page.lines.line_at(self.page.currentIndex()))
        remarks = [as_remark(remark, slide.key) for remark in slide.remarks]
        self.remarks.show_remarks(remarks, "Nothing to look at on this slide")

    def _footer(self) -> str:
        brief = self._kit.session.brief
        if brief is None:
            return ""
        as_of = f" · evidence as of {brief.as_of}" if brief.as_of else ""
        return f"{brief.id or brief.title} · v{brief.version}{as_of}"

    def _why_empty(self, outline: Outline | None) -> str:
        if outline is None:
            return "Composing…" if self._kit.outliner.busy else "Open a library to compose a brief."
        return "No slides yet. Tick essays and themes at the right; the deck appears here as you tick."

    def _fail(self, reason: str) -> None:
        notice = Notice(kind="fail", finding="The brief could not be composed.", advice=reason, about="outline")
        self._kit.talk.say(notice)

    def _templates(self) -> None:
        brief = self._kit.session.brief
        if brief is not None:
            id = brief_edits.value(brief, "deck.template")
            names = {info.id: info.name for info in self._kit.services.templates() if info.kind == "deck"}
            self._template.show_text(names.get(id, id))

    def _fill_templates(self, menu: QMenu) -> None:
        brief = self._kit.session.brief
        if brief is None:
            return
        current = brief_edits.value(brief, "deck.template")
        for info in self._kit.services.templates():
            if info.kind == "deck":
                action = menu.addAction(info.name)
                action.setCheckable(True)
                action.setChecked(info.id == current)
                action.triggered.connect(lambda _=False, id=info.id: self._use_template(id))

    def _use_template(self, id: str) -> None:
        brief = self._kit.session.brief
        if brief is not None:
            self._kit.session.edit_brief("change of template", brief_edits.with_value(brief, "deck.template", id))

    def _to_tray(self) -> None:
        brief, id = self._kit.session.brief, self.behind.passage_id
        if brief is not None and id:
            if brief_edits.has_pick(brief, id):
                self._kit.talk.toast("The passage is in the tray already", False)
                return
            self._kit.session.edit_brief("putting a passage into the tray", brief_edits.with_pick(brief, id, True))
            self._kit.talk.toast("Put into the tray")
