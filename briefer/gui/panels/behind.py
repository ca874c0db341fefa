"""Under the page: remarks on it, and the passage behind the chosen statement."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from briefer.gui import phrases, signs
from briefer.gui.kit import Kit
from briefer.gui.models.outline import PageLine
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.excerpt import Excerpt
from briefer.gui.widgets.panel import clear, fact_line
from briefer.gui.widgets.text import GAP, SIGN, Card, Elided, Ground, KeyCap, Text
from briefer.model.deck import Remark
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Library
from briefer.model.statement import Statement

MOST_PASSAGES = 3
HEAD = 24
REMEDIES = {"title": "Shorten the title", "body": "Shorten the longest"}


class Remarks(Card):
    """What the user should know about the page, each with the obvious remedy."""

    shorten = Signal(str)
    """The words to shorten: `title` or `body`."""

    def __init__(self, kit: Kit, title: str) -> None:
        super().__init__("plain", margin=12, spacing=8)
        self._kit = kit
        self._shown: tuple[object, ...] = ()
        self.first_remedy: QPushButton | None = None
        """The button of the first remedy, None where no remark has one."""
        head = Elided(kit.look, title, "small-strong", "text2")
        head.setMinimumHeight(HEAD)
        self.column.addWidget(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    def show_remarks(self, remarks: Sequence[Remark], calm: str) -> None:
        """Show `remarks`, or that there is nothing to look at."""
        shown = (*remarks, calm)
        if shown == self._shown:
            return
        self._shown, self.first_remedy = shown, None
        clear(self._rows)
        for remark in remarks:
            self._rows.addWidget(fact_line(self._kit.look, remark.severity, remark.text))
            if remark.shorten:
                self._rows.addWidget(self._remedy(remark))
        if not remarks:
            self._rows.addWidget(fact_line(self._kit.look, "ok", calm))

    def _remedy(self, remark: Remark) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(SIGN + GAP, 0, 0, 0)
        press = button(self._kit.look, REMEDIES[remark.shorten])
        press.setAccessibleDescription(remark.text)
        press.clicked.connect(lambda: self.shorten.emit(remark.shorten))
        self.first_remedy = self.first_remedy or press
        row.addWidget(press)
        row.addStretch(1)
        return holder


class Behind(Card):
    """The passages a statement rests on, each with its place."""

    def __init__(self, kit: Kit, own_key: bool = True) -> None:
        super().__init__("plain", margin=12, spacing=8)
        self._kit, self._own_key = kit, own_key
        self.passage_id = ""
        """The passage that A puts into the tray."""
        self._shown: tuple[PageLine | None, Library] | None = None
        """The line that is shown, and the library its passages are of."""
        head = QHBoxLayout()
        self._title = Elided(kit.look, "Behind the statement", "small-strong", "text2")
        self._add = button(kit.look, "Add to tray", "link", action=kit.commands["to-tray"])
        self._title.setMinimumHeight(HEAD)
        head.addWidget(self._title, 1)
        head.addWidget(self._add)
        self.column.addLayout(head)
        self.choice = self._keep_or_drop()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)
        self.show_line(None)

    def _keep_or_drop(self) -> Ground:
        """Return what is asked about a statement that nobody has confirmed; the desk puts it where it never scrolls."""
        look, commands = self._kit.look, self._kit.commands
        holder = Ground("window")
        row = QHBoxLayout(holder)
        row.setContentsMargins(22, 8, 22, 8)
        row.setSpacing(8)
        words = Text(look, "Nobody has confirmed the chosen statement", "small", "text2", wrap=False)
        words.set_sign("unconfirmed")
        row.addWidget(words)
        row.addStretch(1)
        for text, id, key in (("Keep", "keep", "K"), ("Drop", "drop", "X")):
            row.addWidget(button(look, text, action=commands[id]))
            row.addWidget(KeyCap(look, key))
        return holder

    def show_line(self, line: PageLine | None) -> None:
        """Show what stands behind a line of the page."""
        shelf = self._kit.session.shelf
        if self._shown is not None and self._shown[0] == line and self._shown[1] is shelf:
            return
        self._shown = line, shelf
        clear(self._rows)
        statement = line.statement if line and line.kind == "statement" else None
        passages = self._passages(statement)
        self.passage_id = passages[0].id if passages else ""
        self._add.setVisible(bool(passages) and self._own_key)
        self.choice.setVisible(self._own_key and statement is not None and not statement.confirmed)
        if self._own_key:
            self._kit.commands.allow("to-tray", bool(passages), "Choose a statement that rests on a passage")
        for passage in passages[:MOST_PASSAGES]:
            self._rows.addWidget(self._passage(passage))
        if len(passages) > MOST_PASSAGES:
            more = f"and {phrases.counted(len(passages) - MOST_PASSAGES, 'more passage')}"
            self._rows.addWidget(Text(self._kit.look, more, "small", "text2"))
        if not passages:
            self._rows.addWidget(Text(self._kit.look, self._why(line), ink="text2"))

    def _passages(self, statement: Statement | None) -> list[Passage]:
        library = self._kit.session.shelf
        ids = dict.fromkeys(citation.passage_id for citation in statement.citations) if statement else {}
        found = (library.get(Passage, id) for id in ids)
        return [passage for passage in found if passage is not None]

    def _why(self, line: PageLine | None) -> str:
        if line is None:
            return "Choose a statement on the page: the passage it rests on stands here."
        statement = line.statement
        if statement is None or line.kind == "title":
            return "The title speaks for the whole page; its sources are those of the statements below."
        if statement.role == "assessment":
            by = f" of {statement.by}" if statement.by else ""
            return f"The judgement{by}. It rests on no passage, and is set apart for that reason."
        if statement.role == "count":
            names = [essay for c in statement.citations if (essay := self._kit.session.shelf.get(Essay, c.essay_id))]
            counted = phrases.listed([phrases.authors(essay) for essay in names])
            return f"Counted from positions: {counted}." if counted else "Counted from positions."
        if statement.citations:
            names = [essay for c in statement.citations if (essay := self._kit.session.shelf.get(Essay, c.essay_id))]
            return f"Cites {phrases.listed([phrases.cited(essay) for essay in names])} without a passage."
        return "No source: words of your own, or the template’s."

    def _passage(self, passage: Passage) -> QWidget:
        look, library = self._kit.look, self._kit.session.shelf
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Excerpt(look, passage))
        foot = QHBoxLayout()
        source = Text(look, f"{phrases.source_of(library, passage)} · {signs.WORDS[passage.kind]}", "small", "text2")
        source.set_sign(passage.kind)
        foot.addWidget(source, 1)
        sign, words = _check(passage)
        state = Text(look, words, "small", "text2", wrap=False)
        state.set_sign(sign)
        show = button(look, "Open", "link")
        words = f"Open {phrases.source_of(library, passage)}"
        show.setAccessibleName(words)
        show.setToolTip(phrases.tip(words))
        show.clicked.connect(lambda: self._kit.talk.show_passage(passage.id))
        for part in (state, show):
            foot.addWidget(part, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(foot)
        return holder


def _check(passage: Passage) -> tuple[str, str]:
    if passage.doubtful:
        return "doubtful", "doubtful"
    return ("ok", "confirmed") if passage.confirmed else ("unconfirmed", "unconfirmed")
