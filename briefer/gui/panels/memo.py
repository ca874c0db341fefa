"""The memo: its sections, the page as an outline, what it must hold, and export."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import brief_edits, phrases
from briefer.gui.kit import Kit
from briefer.gui.models.outline import PageLine, memo_lines
from briefer.gui.models.rows import Row
from briefer.gui.panels.behind import Behind
from briefer.gui.panels.export import Export, findings
from briefer.gui.services import Outline, OutlineSection
from briefer.gui.widgets.buttons import MenuButton, button, icon_button
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.page_view import PageView
from briefer.gui.widgets.panel import Panel, Scroll, SubBar, clear, fact_line, group
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.segments import Segments
from briefer.gui.widgets.text import Elided, Ground, Text, rule

SHAPES = {"a4": 297 / 210, "letter": 11 / 8.5}
PAPERS = ("a4", "letter")
PAGE_WIDTH = 620


class MemoDesk(Desk):
    """The one-page memo as an outline; it is measured when it is built."""

    name = "Memo"
    right_width = 344

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        look = kit.look
        self.sections = RowList(look, "Sections of the memo")
        self.page = PageView(look, "Memo", SHAPES["a4"], memo=True)
        self.behind = Behind(kit, own_key=False)
        self.export = Export(kit)
        left = Panel(look, "Sections")
        left.head.addWidget(Elided(look, "words", "small", "text2"))
        left.column.addWidget(self.sections, 1)
        self._always = left.foot()
        self.tools = self._tools()
        self.primary = button(look, "Export…", "plain", "ph.export", kit.commands["export"])
        self.assemble(left, self._centre(), self._inspector())
        self.sections.chosen.connect(self._go_to)
        self.page.chosen.connect(self._chosen)
        self.export.closed.connect(lambda: self._pages.setCurrentIndex(0))
        kit.outliner.ready.connect(self._show)
        kit.session.brief_changed.connect(self._set_up)

    def first_focus(self) -> QWidget:
        return self.sections

    def open_export(self) -> None:
        """Show what will be written."""
        self._pages.setCurrentIndex(1)
        self.export.write.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_finding(self) -> None:
        """Go to the next statement that nobody has confirmed."""
        lines = self.page.lines.lines
        start = self.page.currentIndex().row() + 1
        order = [*range(start, len(lines)), *range(start)]
        for at in order:
            statement = lines[at].statement
            if statement is not None and not statement.confirmed:
                self.page.choose(at)
                self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        self._kit.talk.toast("Every statement of the memo is confirmed", False)

    def _tools(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        look, commands = self._kit.look, self._kit.commands
        self._template = MenuButton(look, "Memo template", self._fill_templates)
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
        self._paper = Segments(look, "Paper", ("A4", "Letter"))
        self._paper.chosen.connect(lambda at: self._change("change of paper", "memo.paper", PAPERS[at]))
        bar.row.addWidget(self._paper)
        bar.row.addStretch(1)
        self._words = Elided(look, "", "small", "text2")
        bar.row.addWidget(self._words)
        column.addWidget(bar)
        column.addWidget(rule())
        scroll = Scroll("desk", (22, 22, 22, 22))
        self._none = Text(look, "", ink="text2")
        scroll.column.addWidget(self._none)
        self.page.setFixedWidth(PAGE_WIDTH)
        scroll.column.addWidget(self.page, alignment=Qt.AlignmentFlag.AlignHCenter)
        scroll.column.addStretch(1)
        column.addWidget(scroll, 1)
        return centre

    def _inspector(self) -> QWidget:
        look = self._kit.look
        panel = Panel(look)
        self._pages = QStackedWidget()
        scroll = Scroll(margins=(14, 4, 14, 14))
        column = scroll.column
        column.addWidget(group(look, "One page", "the contract of this format"))
        words = "Measured when the memo is built, in both papers. Nothing is cut unless you take a step that says so."
        column.addWidget(Text(look, words, "small", "text2"))
        column.addSpacing(6)
        column.addWidget(self.behind)
        column.addWidget(group(look, "Remarks"))
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(8)
        column.addLayout(self._remarks)
        column.addWidget(group(look, "Never trimmed"))
        column.addWidget(
            Text(look, "Quotations, the dissent line, the source of a statement that stays.", "small", "text2")
        )
        column.addStretch(1)
        self._pages.addWidget(scroll)
        self._pages.addWidget(self.export)
        panel.column.addWidget(self._pages, 1)
        return panel

    def _show(self, outline: Outline | None) -> None:
        brief = self._kit.session.brief
        sections = list(outline.memo) if outline else []
        self.sections.show_rows(
            [
                Row(id=s.id, text=s.label, count=str(s.words), spoken=f"{s.label}, {phrases.counted(s.words, 'word')}")
                for s in sections
            ]
        )
        if brief is not None and sections:
            subject = brief_edits.value(brief, "memo.subject") or brief.title
            marking = brief_edits.value(brief, "handling.marking")
            self.page.show_lines(memo_lines(sections, subject, marking))
        self.page.setVisible(bool(sections))
        self._none.setVisible(not sections)
        self._none.setText("" if sections else "No memo yet. Tick essays and themes in Compose.")
        total = sum(section.words for section in sections)
        self._words.set_text(f"{phrases.counted(total, 'word')} · outline" if sections else "")
        self._show_always(sections)
        clear(self._remarks)
        shown = [r for r in (findings(outline) if outline else []) if not r.slide_key]
        for remark in shown:
            sign = {"info": "info", "warn": "warn", "fail": "fail"}[remark.severity]
            self._remarks.addWidget(fact_line(self._kit.look, sign, remark.text))
        if not shown:
            self._remarks.addWidget(fact_line(self._kit.look, "ok", "Nothing to look at"))

    def _show_always(self, sections: list[OutlineSection]) -> None:
        """Say what stands on every memo."""
        clear(self._always)
        brief, look = self._kit.session.brief, self._kit.look
        if brief is None or not sections:
            return
        self._always.addWidget(Text(look, "Always on the memo", "small-strong", "text2"))
        as_of = f"As of {brief.as_of}" if brief.as_of else "As of the newest essay"
        self._always.addWidget(fact_line(look, "ok", as_of))
        cited = any(statement.citations for section in sections for statement in section.statements)
        self._always.addWidget(fact_line(look, "ok" if cited else "warn", "Sourcing" if cited else "No source yet"))

    def _set_up(self) -> None:
        brief = self._kit.session.brief
        if brief is None:
            return
        paper = brief_edits.value(brief, "memo.paper")
        self._paper.choose(PAPERS.index(paper) if paper in PAPERS else 0)
        self.page.set_shape(SHAPES.get(paper, SHAPES["a4"]))
        id = brief_edits.value(brief, "memo.template")
        names = {info.id: info.name for info in self._kit.services.templates() if info.kind == "memo"}
        self._template.show_text(names.get(id, id))

    def _go_to(self, section_id: str) -> None:
        for at, line in enumerate(self.page.lines.lines):
            if line.kind == "statement" and line.key == section_id:
                self.page.choose(at)
                return

    def _chosen(self, line: PageLine) -> None:
        self.behind.show_line(line)
        if line.key and line.key != self.sections.current_id:
            self.sections.blockSignals(True)
            self.sections.choose(line.key)
            self.sections.blockSignals(False)

    def _fill_templates(self, menu: QMenu) -> None:
        brief = self._kit.session.brief
        if brief is None:
            return
        current = brief_edits.value(brief, "memo.template")
        for info in self._kit.services.templates():
            if info.kind == "memo":
                action = menu.addAction(info.name)
                action.setCheckable(True)
                action.setChecked(info.id == current)
                action.triggered.connect(
                    lambda _=False, id=info.id: self._change("change of template", "memo.template", id)
                )

    def _change(self, words: str, field: str, value: str) -> None:
        brief = self._kit.session.brief
        if brief is not None:
            self._kit.session.edit_brief(words, brief_edits.with_value(brief, field, value))
