"""The centre of the reading desk: the page of the source, and the text with its margins and its lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from briefer.compose.wording import capitalised
from briefer.gui import phrases
from briefer.gui.kit import Kit
from briefer.gui.models.reading import page_of_label
from briefer.gui.widgets.action_bar import ActionBar
from briefer.gui.widgets.buttons import button, icon_button
from briefer.gui.widgets.panel import SubBar
from briefer.gui.widgets.reading_margins import NoteMargin, PageMargin
from briefer.gui.widgets.reading_text import ReadingText
from briefer.gui.widgets.seek_bar import SeekBar
from briefer.gui.widgets.source_page import ZOOMS, SourcePage
from briefer.gui.widgets.text import Card, Elided, Ground, Text, rule
from briefer.model.essay import Essay

MOST_FOUND = 2_000
_HOW = "arrows by a word, Shift by a sentence, Esc ends"


class ReadingPane(Ground):
    """Shows what the desk tells it; asks for pages and places."""

    asked_page = Signal(int)
    """Which page of the essay to go to, from 0."""
    asked_place = Signal(int)
    """Which code point of the text to go to."""

    def __init__(self, kit: Kit) -> None:
        super().__init__("base")
        self._kit = kit
        look = kit.look
        self._body = ""
        self._essay: Essay | None = None
        self._number = -1
        self._found: list[int] = []
        self.heading = QWidget()
        self._title = Elided(look, "", "strong")
        self._pages = Elided(look, "", "small", "text2")
        row = QHBoxLayout(self.heading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._pages)
        self.heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.page, self.text = SourcePage(look), ReadingText(look)
        self.margin, self.notes = PageMargin(look, self.text), NoteMargin(look, self.text)
        self.bar = ActionBar(look, kit.commands, self.text)
        self.seek = SeekBar(look, "Find in the text", "Words in the text", steps=True)
        self.jump = SeekBar(look, "Go to page", "Printed page, or PDF 57", steps=False)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self._source = self._source_side()
        self.splitter.addWidget(self._source)
        self.splitter.addWidget(self._text_side())
        self.splitter.setStretchFactor(0, 42)
        self.splitter.setStretchFactor(1, 58)
        self.splitter.setSizes([420, 580])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.splitter, 1)
        self.seek.sought.connect(self._find)
        self.seek.closed.connect(self._found_enough)
        self.jump.sought.connect(self._jump)
        self.jump.closed.connect(self._to_text)
        self.page.turned.connect(self._scroll)
        QWidget.setTabOrder(self.text, self.notes)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that no essay is open."""
        self._essay, self._body, self._number = None, "", -1
        self._title.set_text("No essay open")
        self._pages.set_text("")
        self.text.show_body("", ())
        self.margin.show_essay(None)
        self.notes.show_notes(())
        self._remark_holder.hide()
        self._source.hide()
        self.bar.hide()
        self._count.set_text("")
        self._where.set_text("")

    def show_essay(self, essay: Essay, body: str, remark: str, pictures: bool) -> None:
        """Show the text of an essay from its beginning; the page beside it where it has `pictures`."""
        self._essay, self._body, self._number = essay, body, -1
        authors, title = phrases.authors(essay), essay.reference.title
        self._title.set_text(f"{authors}, “{title}”" if title and title != authors else authors)
        pages = phrases.pages(essay)
        self._pages.set_text(f"pp. {pages}" if pages[:1].isalnum() else "")
        self._remark_holder.setVisible(bool(remark))
        self._remark_words.setText(remark)
        self._source.setVisible(pictures)
        self.page.show_words("")
        self._where.set_text("")
        self.text.show_body(body, essay.sections)
        self.text.setAccessibleName(f"Text of {authors}, {title}")
        self.margin.show_essay(essay)
        self.notes.show_notes(essay.footnotes)
        for line in (self.seek, self.jump):
            line.hide()

    def show_page(self, essay: Essay, number: int) -> None:
        """Say on which page one is."""
        self._number = number
        page = essay.pages[number] if number >= 0 else None
        self._label.set_text(f"Page {page.label}" if page else "")
        self._file.set_text(f"PDF {page.index}" if page and page.index is not None else "")
        self._back.setEnabled(number > 0)
        self._on.setEnabled(page is not None and number + 1 < len(essay.pages))
        self._where.set_text(f"Page {page.label}" if page and self._source.isHidden() else "")

    def show_count(self, count: int | None, where: str, essay: Essay | None) -> None:
        """Say how many suggestions wait here; None while they are looked for."""
        if essay is None or essay.text == "digest":
            self._count.set_text("Summary" if essay else "")
        elif count is None:
            self._count.set_text("Looking for suggestions…")
        else:
            self._count.set_text(f"{phrases.counted(count, 'suggestion') if count else 'No suggestion'} {where}")

    def show_bar(self, wanted: bool, kind: str) -> None:
        """Show what can be done, with the kind the passage has; scroll the words from below it."""
        self.bar.show_kind(kind)
        if wanted and not self.bar.isVisible():
            self.bar.show()
            self.bar.place()
        elif not wanted and not self.bar.isHidden():
            if self.bar.isAncestorOf(self.focusWidget() or self.text):
                self.text.setFocus()
            self.bar.hide()
        if wanted:
            under = self.text.cursorRect().bottom() - (self.bar.y() - self.text.viewport().y() - 6)
            if 0 < under < self.text.viewport().height():
                self.text.verticalScrollBar().setValue(self.text.verticalScrollBar().value() + under)

    def show_border(self, which: str, remarks: Sequence[str]) -> None:
        """Say which border is moved, and what is unfair about the cut as it stands."""
        self._border.set_kind("warn" if remarks else "info")
        self._border_words.set_sign("warn" if remarks else "info")
        said = "; ".join(remarks)
        self._border_words.setText(f"{which}: {_HOW}" + (f". {capitalised(said)}." if said else ""))
        self._border.show()
        self._place_border()
        if said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._border, said))

    def hide_border(self) -> None:
        """The border stands."""
        self._border.hide()

    def open_find(self) -> None:
        """Ask for words to find."""
        self.jump.hide()
        self.seek.open()

    def open_pages(self) -> None:
        """Ask for a page to go to."""
        self.seek.hide()
        self.jump.open()
        if self._essay is not None and not self._essay.pages:
            self.jump.say("This text has no pages")

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self._border.isHidden():
            self._place_border()
        return False

    def _source_side(self) -> QWidget:
        look = self._kit.look
        side = Ground("window")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = SubBar(look)
        self._back = icon_button(look, "ph.caret-left", "Page before")
        self._on = icon_button(look, "ph.caret-right", "Page after")
        self._back.clicked.connect(lambda: self.asked_page.emit(self._number - 1))
        self._on.clicked.connect(lambda: self.asked_page.emit(self._number + 1))
        self._label, self._file = Elided(look, "", "strong"), Elided(look, "", "small", "text2")
        self._zoom = button(look, "100 %", "ghost")
        self._zoom.setToolTip("Show the page larger")
        self._zoom.clicked.connect(self._next_zoom)
        for part in (self._back, self._label, self._file, self._on):
            bar.row.addWidget(part)
        bar.row.addStretch(1)
        bar.row.addWidget(self._zoom)
        column.addWidget(bar)
        column.addWidget(rule())
        column.addWidget(self.page, 1)
        side.setMinimumWidth(220)
        return side

    def _text_side(self) -> QWidget:
        look = self._kit.look
        side = Ground("base")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = SubBar(look)
        self._where = Elided(look, "", "strong")
        self._count = Elided(look, "", "small", "text2")
        bar.row.addWidget(Elided(look, "Text", "strong"))
        bar.row.addWidget(self._where)
        bar.row.addWidget(self._count, 1)
        for sign, words in (("unconfirmed", "suggested"), ("quotation", "marked")):
            legend = Text(look, words, "small", "text2", wrap=False)
            legend.set_sign(sign)
            bar.row.addWidget(legend)
        column.addWidget(bar)
        column.addWidget(rule())
        self._remark = Card("info", margin=10)
        self._remark_words = Text(look, "")
        self._remark_words.set_sign("paraphrase")
        self._remark.column.addWidget(self._remark_words)
        self._remark_holder = QWidget()
        holder = QVBoxLayout(self._remark_holder)
        holder.setContentsMargins(14, 10, 14, 6)
        holder.addWidget(self._remark)
        column.addWidget(self._remark_holder)
        column.addWidget(self.seek)
        column.addWidget(self.jump)
        column.addWidget(self.text, 1)
        self._border = Card("info", margin=8)
        self._border.setParent(self.text)
        self._border_words = Text(look, "")
        self._border.column.addWidget(self._border_words)
        self._border.hide()
        self.text.installEventFilter(self)
        side.setMinimumWidth(330)
        return side

    def _place_border(self) -> None:
        wide = self.text.width() - 28
        self._border.setFixedWidth(wide)
        self._border.resize(wide, self._border.column.heightForWidth(wide))
        self._border.move(14, self.text.height() - self._border.height() - 12)
        self._border.raise_()

    def _next_zoom(self) -> None:
        zoom = ZOOMS[(ZOOMS.index(self.page.zoom) + 1) % len(ZOOMS)]
        self.page.set_zoom(zoom)
        self._zoom.setText(f"{zoom:.0%}".replace("%", " %"))

    def _scroll(self, pixels: int) -> None:
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def _find(self, words: str, way: int) -> None:
        """Mark every place of `words`, and go to the first from here, the next or the one before."""
        wanted, text = words.casefold(), self._body.casefold()
        self._found = []
        if wanted and len(text) == len(self._body):
            at = text.find(wanted)
            while at >= 0 and len(self._found) < MOST_FOUND:
                self._found.append(at)
                at = text.find(wanted, at + len(wanted))
        self.text.show_found([(at, at + len(words)) for at in self._found])
        if not self._found:
            self.seek.say("Not in this text" if words else "")
            return
        here = self.text.caret
        if way < 0:
            number = max((n for n, at in enumerate(self._found) if at < here), default=len(self._found) - 1)
        else:
            number = min((n for n, at in enumerate(self._found) if at >= here + (way > 0)), default=0)
        self.seek.say(f"{number + 1} of {len(self._found)}")
        self.asked_place.emit(self._found[number])

    def _found_enough(self) -> None:
        self.text.show_found(())
        self._to_text()

    def _jump(self, words: str, way: int) -> None:
        if not way or self._essay is None or not words.strip():
            return
        number = page_of_label(self._essay.pages, words)
        if number is None:
            first, last = (self._essay.pages[0].label, self._essay.pages[-1].label) if self._essay.pages else ("", "")
            self.jump.say(f"No page {words.strip()} here: {first}–{last}" if first else "This text has no pages")
            return
        self.jump.leave()
        self.asked_page.emit(number)

    def _to_text(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
