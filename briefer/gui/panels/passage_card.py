"""The card of a passage: its place in the text, the user's sentence, themes, doubts; shared by Read and Evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from briefer.gui import phrases, signs
from briefer.gui.evidence_edits import changed, confirmed, with_theme
from briefer.gui.kit import Kit
from briefer.gui.panels.trimmer import Rewriter, Trimmer
from briefer.gui.results import PassageCheck
from briefer.gui.widgets.buttons import Chip, TickBox, button, explain
from briefer.gui.widgets.excerpt import Excerpt
from briefer.gui.widgets.flow import Flow
from briefer.gui.widgets.panel import Scroll, clear, fact_line, group
from briefer.gui.widgets.text import Card, Elided, Text
from briefer.model.evidence import Passage, Position, Proposition, Theme
from briefer.model.library import Put
from briefer.model.text import Anchor

_CHIP = 190
"""Width in pixels from which the name of a theme is cut; the tooltip has it whole."""


_NO_FACTS: Mapping[str, Sequence[tuple[str, str]]] = {}


class _Sentence(QPlainTextEdit):
    """Says when the cursor has left it."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class PassageCard(Scroll):
    """Shows and changes one passage; each change is one undoable step."""

    opened = Signal(str)
    themed = Signal()
    """A theme was added here."""

    def __init__(self, kit: Kit, beside_text: bool = False) -> None:
        """With `beside_text` the words are not repeated, as they stand beside the card."""
        super().__init__(margins=(14, 14, 14, 14))
        self._kit, self._beside_text = kit, beside_text
        self._passage: Passage | None = None
        look = kit.look
        self._title = Text(look, "", "subject")
        self._source = Text(look, "", "small", "text2")
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self.headline = self._line("Headline", "Its point in a few words")
        self.wording = _Sentence()
        self.wording.setAccessibleName("Your sentence")
        self.wording.setPlaceholderText("As it stands in the text")
        self.wording.setFont(look.font())
        self.wording.setTabChangesFocus(True)
        self.wording.setFixedHeight(look.scaled(76))
        self.note = self._line("Note", "For yourself; never on a slide")
        self.doubtful = TickBox(look, "Doubtful: do not use")
        self.overtaken = TickBox(look, "May be overtaken by events")
        self.theme = self._line("Add a theme", "Type a theme, Enter adds it")
        self._fields = QWidget()
        fields = QVBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(6)
        self._chips = Flow()
        chips = QWidget()
        chips.setLayout(self._chips)
        self.trimmer, self._rewriter = Trimmer(kit), Rewriter(kit)
        self._sentence = QWidget()
        sentence = QVBoxLayout(self._sentence)
        sentence.setContentsMargins(0, 0, 0, 0)
        sentence.setSpacing(6)
        for part in (group(look, "Your sentence"), self.wording, self._rewriter):
            sentence.addWidget(part)
        for part in (
            *(group(look, "Headline"), self.headline),
            *(self.trimmer, self._sentence),
            *(group(look, "Themes"), chips, self.theme),
            *(group(look, "Note"), self.note, self.doubtful, self.overtaken),
        ):
            fields.addWidget(part)
        for part in (self._title, self._source, self._holder, self._fields):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.headline.editingFinished.connect(lambda: self._write("headline"))
        self.note.editingFinished.connect(lambda: self._write("note"))
        self.wording.left.connect(lambda: self._write("text"))
        self.trimmer.saved.connect(lambda new: self._apply("a shorter quotation", new))
        self._rewriter.saved.connect(lambda new: self._apply("an imperative", new))
        self.theme.returnPressed.connect(self._add_theme)
        self.theme.textEdited.connect(self._recent_theme)
        self.doubtful.clicked.connect(lambda on: self._flag("doubtful", on))
        self.overtaken.clicked.connect(lambda on: self._flag("overtaken", on))
        self.show_passage(None, None, ())

    def _line(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.setFont(self._kit.look.font())
        return field

    def show_passage(
        self,
        passage: Passage | None,
        check: PassageCheck | None,
        also: Sequence[str] = (),
        facts: Mapping[str, Sequence[tuple[str, str]]] = _NO_FACTS,
    ) -> None:
        """Show `passage` with its check; `also` are the ids of the other selected ones, `facts` signs and words."""
        self._passage = passage
        library, look = self._kit.session.shelf, self._kit.look
        editable = passage is not None and not self._kit.session.read_only
        clear(self._rows)
        self._fields.setVisible(passage is not None)
        if passage is None:
            self._title.setText("No passage chosen")
            self._title.set_sign("")
            self._source.setText("")
            return
        self._title.setText(passage.headline or signs.WORDS[passage.kind].capitalize())
        self._title.set_sign(passage.kind)
        state = "confirmed" if passage.confirmed else "not yet confirmed"
        self._source.setText(f"{phrases.source_of(library, passage)} · {state}")
        if also:
            self._rows.addWidget(fact_line(look, "info", f"{len(also) + 1} are selected; keys act on all of them"))
        if not self._beside_text or (check is not None and len(check.places) > 0):
            self._on_the_page(passage, check)
        for title, lines in facts.items():
            self._rows.addWidget(group(look, title))
            for sign, words in lines:
                self._rows.addWidget(fact_line(look, sign, words))
        self._stands_for(passage)
        for field, words in ((self.headline, passage.headline), (self.note, passage.note)):
            field.setReadOnly(not editable)
            if field.text() != words:
                field.setText(words)
        self.wording.setReadOnly(not editable)
        if self.wording.toPlainText() != passage.text:
            self.wording.setPlainText(passage.text)
        self.trimmer.show_passage(passage, editable)
        self._rewriter.show_passage(passage, editable)
        self._sentence.setVisible(not self.trimmer.offered)
        for box, on in ((self.doubtful, passage.doubtful), (self.overtaken, passage.overtaken)):
            box.setChecked(on)
        for part in (self.doubtful, self.overtaken, self.theme):
            part.setEnabled(editable)
            explain(part, self._kit.session.why_not)
        themes = QCompleter([theme.label for theme in library.all(Theme)], self.theme)
        themes.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        themes.setFilterMode(Qt.MatchFlag.MatchContains)
        self.theme.setCompleter(themes)
        self._show_themes(passage, editable)

    def _on_the_page(self, passage: Passage, check: PassageCheck | None) -> None:
        look, library = self._kit.look, self._kit.session.shelf
        head = QHBoxLayout()
        head.setContentsMargins(0, 6, 0, 0)
        head.addWidget(Elided(look, "On the page", "small-strong", "text2"), 1)
        locator = library.locator(passage)
        words = f"Open {phrases.place(locator)}" if locator.page else "Open the text"
        show = button(look, words, "link")
        show.clicked.connect(lambda: self.opened.emit(passage.id))
        head.addWidget(show)
        holder = QWidget()
        holder.setLayout(head)
        self._rows.addWidget(holder)
        places = tuple(check.places) if check else ()
        if len(places) > 1:
            self._rows.addWidget(fact_line(look, "warn", f"{check.words if check else ''}: choose the right one"))
            for start, _ in places:
                self._rows.addWidget(self._place(passage, start, "It is this one"))
            return
        self._rows.addWidget(self._place(passage, places[0][0] if places else None, "Move it here" if places else ""))
        if check is not None and check.state in ("fail", "warn"):
            self._rows.addWidget(fact_line(look, check.state, check.words))

    def _place(self, passage: Passage, start: int | None, choose: str) -> QWidget:
        """Return the passage between the words around it; with `choose`, a button that moves it there."""
        look, found = self._kit.look, self._kit.services.passage_context(self._kit.session.shelf, passage, start)
        card = Card("plain", margin=10, spacing=6)
        anchor = passage.anchor
        shown = passage
        if anchor is not None:
            shown = replace(passage, anchor=Anchor(anchor.start, anchor.end, found.quote, found.before, found.after))
        card.column.addWidget(Excerpt(look, shown))
        if choose and start is not None:
            press = button(look, choose, "link")
            press.setEnabled(not self._kit.session.read_only)
            press.clicked.connect(lambda: self._move(passage, start))
            card.column.addWidget(press, alignment=Qt.AlignmentFlag.AlignLeft)
        return card

    def _stands_for(self, passage: Passage) -> None:
        look, library = self._kit.look, self._kit.session.shelf
        resting = [p for p in library.all(Position) if passage.id in p.passages]
        if not resting:
            return
        self._rows.addWidget(group(look, "Stands for"))
        for position in resting:
            proposition = library.get(Proposition, position.proposition_id)
            about = phrases.topic(proposition) if proposition else position.proposition_id
            sign = signs.STAND_SIGNS[position.stand]
            self._rows.addWidget(fact_line(look, sign, f"{signs.WORDS[sign].capitalize()}: {about}"))

    def _show_themes(self, passage: Passage, editable: bool) -> None:
        self._chips.clear()
        library = self._kit.session.shelf
        why = {mark.theme: mark for mark in passage.marks}
        for id in passage.themes:
            theme = library.get(Theme, id)
            label = theme.label if theme else id
            room = self._kit.look.scaled(_CHIP)
            chip = Chip(
                self._kit.look, self.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, room), on=True
            )
            chip.setAccessibleName(f"Theme {label}; Delete takes it away")
            mark = why.get(id)
            by_rule = mark is not None and mark.decision == "found"
            tip = f"found by rule, {mark.why}. Press to refuse." if by_rule and mark else "press to take it away."
            chip.setToolTip(phrases.tip(f"{label}: {tip}"))
            chip.setEnabled(editable)
            chip.clicked.connect(lambda _=False, id=id: self._set_theme(id, False))
            self._chips.addWidget(chip)

    def _apply(self, what: str, new: Passage) -> None:
        if self._passage is not None and new != self._passage and not self._kit.session.read_only:
            self._kit.session.edit_library(what, Put(new))

    def _write(self, field: str) -> None:
        passage = self._current()
        if passage is None:
            return
        match field:
            case "headline":
                self._apply("a headline", replace(passage, headline=" ".join(self.headline.text().split())))
            case "note":
                self._apply("a note", replace(passage, note=self.note.text().strip()))
            case _:
                self._apply("a sentence", replace(passage, text=" ".join(self.wording.toPlainText().split())))

    def _flag(self, field: str, on: bool) -> None:
        passage = self._current()
        if passage is not None:
            new = replace(passage, doubtful=on) if field == "doubtful" else replace(passage, overtaken=on)
            self._apply(f"the mark “{field}”", new)

    def _add_theme(self) -> None:
        words = self.theme.text().strip().casefold()
        themes = self._kit.session.shelf.all(Theme)
        found = [t for t in themes if t.label.casefold() == words] or [
            t for t in themes if words and (words in t.label.casefold() or words == t.id)
        ]
        if not found:
            self._kit.talk.toast("The vocabulary has no such theme", False)
            return
        self.theme.clear()
        self._set_theme(found[0].id, True)
        self._kit.passages.remember(found[0].id)
        self.themed.emit()

    def _recent_theme(self, words: str) -> None:
        """A digit alone stands for one of the themes used last."""
        passage = self._current()
        if passage is not None and words.isdigit() and words != "0" and len(words) == 1:
            self.theme.clear()
            self._kit.passages.put_under([passage.id], int(words))
            self.themed.emit()

    def _set_theme(self, theme: str, on: bool) -> None:
        passage = self._current()
        if passage is not None:
            edits = changed(self._kit.session.shelf, [passage.id], lambda p: with_theme(p, theme, on))
            self._kit.session.edit_library("a theme", *edits)

    def _move(self, passage: Passage, start: int) -> None:
        new = self._kit.services.moved_passage(self._kit.session.shelf, passage, start)
        if new is not None:
            self._apply("the place of a passage", confirmed(new))

    def _current(self) -> Passage | None:
        """Return the shown passage as the library has it now; None when it is gone."""
        return self._kit.session.shelf.get(Passage, self._passage.id) if self._passage else None
