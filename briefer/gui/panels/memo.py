"""The memo: its sections, the page as it will be printed, its statements one by one, and export."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer.citation.full import long_date
from briefer.gui import brief_edits, phrases
from briefer.gui.kit import Kit
from briefer.gui.models.outline import PageLine, memo_lines
from briefer.gui.models.rows import Row
from briefer.gui.panels.behind import Behind
from briefer.gui.panels.export import Export, findings
from briefer.gui.panels.template_menu import TemplateMenu
from briefer.gui.results import Outline, OutlineSection
from briefer.gui.widgets.buttons import button, tool_row
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.fit_bar import FitBar
from briefer.gui.widgets.memo_pages import MemoPages
from briefer.gui.widgets.page_view import PageView
from briefer.gui.widgets.panel import Panel, Scroll, SubBar, clear, fact_line, group
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.segments import Segments
from briefer.gui.widgets.text import Elided, Ground, Text, rule
from briefer.model.memo import Paper
from briefer.typeset.memo_rows import SHEETS

SHAPES: dict[str, float] = {paper: height / width for paper, (width, height) in SHEETS.items()}
NAMES: dict[Paper, str] = {"a4": "A4", "letter": "Letter"}
PAPERS = tuple(NAMES)
PAGE_WIDTH = 620
PAGE, STATEMENTS = range(2)
"""What the centre shows."""


class MemoDesk(Desk):
    """The one-page memo: its page, or its statements one by one."""

    name = "Memo"
    right_width = 344

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._at, self._any, self._reason = PAGE, False, ""
        look = kit.look
        self.sections = RowList(look, "Sections of the memo")
        self.page = PageView("Statements of the memo", SHAPES["a4"])
        self.pictures = MemoPages(PAGE_WIDTH)
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
        for signal in (self.sections.opened, self.sections.clicked):
            signal.connect(lambda _: self.show_view(STATEMENTS))
        self.page.chosen.connect(self._chosen)
        self.export.closed.connect(lambda: self._pages.setCurrentIndex(0))
        kit.outliner.ready.connect(self.refresh_in_sight)
        kit.session.brief_changed.connect(self._set_up)
        kit.memo_pictures.ready.connect(self._show_pages)
        kit.memo_pictures.failed.connect(lambda reason: self._show_pages((), reason))
        self._show_view()

    def first_focus(self) -> QWidget:
        return self.sections

    def open_export(self) -> None:
        """Show what will be written."""
        self._pages.setCurrentIndex(1)
        self.export.write.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_view(self, at: int) -> None:
        """Show the page as it will be printed, or its statements."""
        self._view.choose(at)
        self._at = at
        self._show_view()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch()

    def next_finding(self) -> None:
        """Go to the next statement that nobody has confirmed."""
        lines = self.page.lines.rows
        start = self.page.currentIndex().row() + 1
        order = [*range(start, len(lines)), *range(start)]
        for at in order:
            statement = lines[at].statement
            if statement is not None and not statement.confirmed:
                self.show_view(STATEMENTS)
                self.page.choose(at)
                self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        self._kit.talk.toast("Every statement of the memo is confirmed", False)

    def _tools(self) -> QWidget:
        return tool_row(self._kit.look, self._kit.commands, TemplateMenu(self._kit, "memo"))

    def _centre(self) -> QWidget:
        look = self._kit.look
        centre = Ground("desk")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = SubBar(look)
        self._view = Segments(look, "Show", ("Page", "Statements"))
        self._view.chosen.connect(self.show_view)
        bar.row.addWidget(self._view)
        bar.row.addSpacing(10)
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
        for part in (self.pictures, self.page):
            scroll.column.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
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
        self._fills = {paper: FitBar(look, f"{name}, Word") for paper, name in NAMES.items()}
        for bar in self._fills.values():
            column.addWidget(bar)
        self._printed = Text(look, "")
        column.addWidget(self._printed)
        words = "When it is written it is shortened step by step until it fits; the remarks then say what went."
        self._trim = Text(look, words, "small", "text2")
        column.addWidget(self._trim)
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

    def refresh(self, _: object = None) -> None:
        """Show the memo as it was last composed."""
        outline, brief = self._kit.outliner.outline, self._kit.session.brief
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
        self._any = bool(sections)
        self._show_view()
        total = sum(section.words for section in sections)
        self._words.set_text(phrases.counted(total, "word") if sections else "")
        self._show_always(sections)
        self._show_fill(outline)
        clear(self._remarks)
        shown = [r for r in (findings(outline) if outline else []) if not r.slide_key]
        for remark in shown:
            self._remarks.addWidget(fact_line(self._kit.look, remark.severity, remark.text))
        if not shown:
            self._remarks.addWidget(fact_line(self._kit.look, "ok", "Nothing to look at"))

    def _show_view(self) -> None:
        """Show the page or the statements, or say why there is nothing to show."""
        self.pictures.setVisible(self._any and self._at == PAGE)
        for part in (self.page, self.behind):
            part.setVisible(self._any and self._at == STATEMENTS)
        reason = self._reason if self._at == PAGE else ""
        self._none.setText(reason if self._any else "No memo yet. Tick essays and themes in Compose.")
        self._none.setVisible(bool(self._none.text()))
        self._watch()

    def _watch(self) -> None:
        """Have the page set while it can be seen, as fine as the screen is."""
        seen = self.isVisible() and self._at == PAGE and self._any
        brief = self._kit.session.brief
        inches = SHEETS[brief.memo.paper][0] / 72 if brief else 1
        self._kit.memo_pictures.watch(PAGE_WIDTH * self.devicePixelRatioF() / inches if seen else 0)

    def _show_pages(self, pictures: Sequence[bytes] | None, reason: str = "") -> None:
        """Show the pages as they will be printed, or the reason why there are none."""
        self._reason = reason
        self.pictures.show_pages(pictures or ())
        count = self.pictures.count
        self._printed.setVisible(bool(count))
        self._printed.set_sign("ok" if count == 1 else "fail")
        self._printed.setText(f"PDF: {phrases.counted(count, 'page')}")
        self._show_view()

    def _show_fill(self, outline: Outline | None) -> None:
        """Show how much of one page the memo takes on either paper."""
        brief = self._kit.session.brief
        for paper, bar in self._fills.items():
            share = outline.memo_fill[paper] if outline else 0
            bar.setVisible(self._any)
            bar.show_fit(share, 1, f"{NAMES[paper]}, Word: {round(share * 100)} %")
        over = outline is not None and brief is not None and outline.memo_fill[brief.memo.paper] > 1
        self._trim.setVisible(self._any and over)

    def _show_always(self, sections: list[OutlineSection]) -> None:
        """Say what stands on every memo."""
        clear(self._always)
        brief, look = self._kit.session.brief, self._kit.look
        if brief is None or not sections:
            return
        self._always.addWidget(Text(look, "Always on the memo", "small-strong", "text2"))
        as_of = f"As of {long_date(brief.as_of)}" if brief.as_of else "As of the newest essay"
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

    def _go_to(self, section_id: str) -> None:
        for at, line in enumerate(self.page.lines.rows):
            if line.kind == "statement" and line.key == section_id:
                self.page.choose(at)
                return

    def _chosen(self, line: PageLine) -> None:
        self.behind.show_line(line)
        if line.key and line.key != self.sections.current_id:
            self.sections.blockSignals(True)
            self.sections.choose(line.key)
            self.sections.blockSignals(False)

    def _change(self, words: str, field: str, value: str) -> None:
        brief = self._kit.session.brief
        if brief is not None:
            self._kit.session.edit_brief(words, brief_edits.with_value(brief, field, value))
