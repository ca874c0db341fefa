"""The inspector of the positions desk: one text's stand, what it rests on, and what rules take it to be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from briefer.compose.wording import capitalised
from briefer.gui import phrases, signs
from briefer.gui.kit import Kit
from briefer.gui.position_edits import is_dropped, lacks
from briefer.gui.results import StandHintLine
from briefer.gui.signs import sign_icon
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.excerpt import Excerpt
from briefer.gui.widgets.panel import Panel, Scroll, clear, fact_line, group
from briefer.gui.widgets.text import Card, KeyCap, Text
from briefer.model.essay import Essay
from briefer.model.evidence import STANDS, Passage, Position, Proposition, Stand
from briefer.model.suggestion import StandHint

_SHORT: dict[Stand, str] = {
    "for": "For",
    "for-if": "If",
    "against": "Against",
    "relayed": "Relayed",
    "silent": "Silent",
}


class StandCard(Panel):
    """Shows and changes one position; every change is asked for, the desk makes it."""

    stood = Signal(str)
    written = Signal(str, str)
    """The field (condition, holder, reason) and its new words."""
    rested = Signal(int)
    """The number of the sentence, among those that bear, that the position is to rest on."""
    opened = Signal(str)
    """The id of a passage to show on its page."""
    taken_back = Signal()
    """The user wants rules to propose the stand again."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.look)
        self._kit = kit
        look = kit.look
        self._scroll = Scroll(margins=(14, 14, 14, 14))
        self.column.addWidget(self._scroll, 1)
        column = self._scroll.column
        self._title = Text(look, "", "subject")
        self._under = Text(look, "", "small", "text2")
        column.addWidget(self._title)
        column.addWidget(self._under)
        column.addWidget(group(look, "Position"))
        column.addLayout(self._stands())
        column.addLayout(self._keys())
        column.addWidget(self._way_back())
        self.condition = self._field("Condition", "Only for “for, if…”", "condition")
        self.holder = self._field("Whose view", "Only for “relayed”", "holder")
        self.reason = self._field("Ground, in a few words", "no forces to spare", "reason")
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        column.addWidget(holder)
        column.addStretch(1)
        self.show_stand(None, None, None, None, ())

    def _stands(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        for at, stand in enumerate(STANDS):
            press = QToolButton()
            press.setText(_SHORT[stand])
            press.setCheckable(True)
            press.setFont(self._kit.look.font("small"))
            press.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            press.setIconSize(QSize(18, 18))
            press.setProperty("kind", "stand")
            press.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            press.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            press.setAccessibleName(f"{signs.WORDS[signs.STAND_SIGNS[stand]]}, key {at + 1}")
            press.setToolTip(f"{signs.WORDS[signs.STAND_SIGNS[stand]]} ({at + 1})")
            self._group.addButton(press, at)
            row.addWidget(press, 1)
        self._group.idClicked.connect(lambda at: self.stood.emit(STANDS[at]))
        self._paint_signs()
        self._kit.look.changed.connect(self._paint_signs)
        return row

    def _paint_signs(self) -> None:
        for at, stand in enumerate(STANDS):
            self._group.button(at).setIcon(sign_icon(signs.STAND_SIGNS[stand], self._kit.look.tokens, 18))

    def _keys(self) -> QHBoxLayout:
        look = self._kit.look
        row = QHBoxLayout()
        row.setSpacing(6)
        for part in (
            KeyCap(look, "1"),
            Text(look, "to", "small", "text2", wrap=False),
            KeyCap(look, "5"),
            Text(look, "set", "small", "text2", wrap=False),
            KeyCap(look, "Enter"),
            Text(look, "confirm and go on", "small", "text2", wrap=False),
        ):
            row.addWidget(part)
        row.addStretch(1)
        return row

    def _way_back(self) -> QWidget:
        """Return what says that the user dropped what rules find, with the way back."""
        look = self._kit.look
        self._dropped = QWidget()
        column = QVBoxLayout(self._dropped)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(group(look, "Found by rule", "dropped by you"))
        column.addWidget(Text(look, "No hint and no draft proposes a stand here any more.", "small", "text2"))
        self._back = button(look, "Let rules look again", "link")
        self._back.clicked.connect(self.taken_back)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        return self._dropped

    def _field(self, label: str, hint: str, name: str) -> QLineEdit:
        column, look = self._scroll.column, self._kit.look
        words = Text(look, label, "small-strong", "text2")
        column.addSpacing(6)
        column.addWidget(words)
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setAccessibleName(label)
        field.setFont(look.font())
        words.setBuddy(field)
        field.editingFinished.connect(lambda: self.written.emit(name, field.text().strip()))
        column.addWidget(field)
        return field

    def show_stand(
        self,
        essay: Essay | None,
        proposition: Proposition | None,
        position: Position | None,
        hint: StandHint | None,
        lines: Sequence[StandHintLine],
    ) -> None:
        """Show where `essay` stands on `proposition`; `lines` are the sentences behind the hint."""
        look = self._kit.look
        editable = essay is not None and proposition is not None and not self._kit.session.read_only
        for press in self._group.buttons():
            press.setEnabled(editable)
        for field, words in (
            (self.condition, position.condition if position else ""),
            (self.holder, position.holder if position else ""),
            (self.reason, position.reason if position else ""),
        ):
            field.setReadOnly(not editable or position is None)
            if field.text() != words:
                field.setText(words)
        self._group.setExclusive(False)
        for at, stand in enumerate(STANDS):
            self._group.button(at).setChecked(position is not None and position.stand == stand)
        self._group.setExclusive(True)
        clear(self._rows)
        dropped = position is None and essay is not None and proposition is not None and is_dropped(essay, proposition)
        self._dropped.setVisible(dropped)
        self._back.setEnabled(editable)
        if essay is None or proposition is None:
            self._title.setText("No cell chosen")
            self._under.setText("Choose a text and a proposition in the matrix.")
            return
        self._title.setText(f"{phrases.authors(essay)} on {proposition.short or proposition.text}")
        pages = phrases.pages(essay)
        self._under.setText(f"{essay.reference.title} · {f'pp. {pages}' if pages != '§ ¶' else pages}")
        self._rests(position)
        if not dropped:
            self._hinted(hint, lines)
        self._rows.addWidget(group(look, "State"))
        self._rows.addWidget(fact_line(look, *_state(essay, position)))
        if position is not None and (missing := lacks(position)):
            self._rows.addWidget(fact_line(look, "warn", missing))

    def _rests(self, position: Position | None) -> None:
        look, library = self._kit.look, self._kit.session.shelf
        found = [p for id in (position.passages if position else ()) if (p := library.get(Passage, id)) is not None]
        self._rows.addWidget(group(look, "Rests on", phrases.counted(len(found), "passage")))
        for passage in found:
            card = Card("plain", margin=10, spacing=4)
            words = Text(look, passage.headline or passage.wording)
            words.set_sign("doubtful" if passage.doubtful else passage.kind)
            card.column.addWidget(words)
            foot = QHBoxLayout()
            foot.addWidget(Text(look, phrases.place(library.locator(passage)), "small", "text2", wrap=False))
            foot.addStretch(1)
            show = button(look, "Show on its page", "link")
            show.clicked.connect(lambda _=False, id=passage.id: self.opened.emit(id))
            foot.addWidget(show)
            card.column.addLayout(foot)
            self._rows.addWidget(card)
        if not found:
            self._rows.addWidget(Text(look, "No passage yet", "small", "text2"))

    def _hinted(self, hint: StandHint | None, lines: Sequence[StandHintLine]) -> None:
        if hint is None:
            return
        look = self._kit.look
        self._rows.addWidget(group(look, "Found by rule", "a hint, not counted"))
        word = signs.WORDS[signs.STAND_SIGNS[hint.stand]] if hint.stand else "not clear"
        line = Text(look, f"{word}: {hint.reason}", "small", "text2")
        line.set_sign(signs.STAND_SIGNS[hint.stand] if hint.stand else "unconfirmed")
        self._rows.addWidget(line)
        for at, found in enumerate(lines):
            card = Card("plain", margin=10, spacing=4)
            card.column.addWidget(Excerpt(look, found.passage))
            foot = QHBoxLayout()
            foot.addWidget(Text(look, found.place, "small", "text2", wrap=False))
            foot.addStretch(1)
            use = button(look, "Rest on this", "link")
            use.setEnabled(not self._kit.session.read_only)
            use.clicked.connect(lambda _=False, at=at: self.rested.emit(at))
            foot.addWidget(use)
            card.column.addLayout(foot)
            self._rows.addWidget(card)
        if lines:
            drop = button(look, "Drop this hint", "link", action=self._kit.commands["drop-stand"])
            self._rows.addWidget(drop, 0, Qt.AlignmentFlag.AlignLeft)


class Voice(Card):
    """Who speaks for a proposition, or against it, with the passage it rests on."""

    def __init__(self, kit: Kit, sign: str, title: str) -> None:
        super().__init__("plain", margin=10, spacing=4)
        self._kit = kit
        head = Text(kit.look, title, "small-strong", "text2")
        head.set_sign(sign)
        self._words = Text(kit.look, "")
        self._source = Text(kit.look, "", "small", "text2")
        for part in (head, self._words, self._source):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_first(self, positions: Sequence[Position]) -> None:
        """Show the first of `positions` that rests on a passage; without any, that nobody speaks so."""
        library = self._kit.session.shelf
        found = ((p, library.get(Passage, id)) for p in positions for id in p.passages)
        position, passage = next(((p, q) for p, q in found if q is not None and not q.doubtful), (None, None))
        if position is None or passage is None:
            self._words.setText("Nobody, as far as the texts were read")
            self._source.setText("")
            return
        words = position.condition or position.reason or passage.headline or passage.wording
        self._words.setText(capitalised(words))
        self._source.setText(f"{phrases.source_of(library, passage)} · {signs.WORDS[passage.kind]}")


def _state(essay: Essay, position: Position | None) -> tuple[str, str]:
    if position is None:
        if essay.reading == "unread":
            return "not-read", "Nobody has read this text: it counts as not read"
        return "silent", "Read; no position was noted, so it counts as silent"
    return ("ok", "Confirmed by you") if position.confirmed else ("unconfirmed", "Not yet confirmed: not counted")
