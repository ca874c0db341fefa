"""The inspector of the reading desk: the passage or suggestion that is current, else the essay; and what waits here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from briefer.app.evidence import check_passage
from briefer.app.passages import cut_remarks
from briefer.compose.wording import capitalised
from briefer.gui import phrases, signs
from briefer.gui.kit import Kit
from briefer.gui.panels.passage_card import PassageCard
from briefer.gui.panels.suggestion_card import SuggestionCard, SuggestionTile
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.panel import Panel, Scroll, clear, fact_line, group
from briefer.gui.widgets.segments import Segments
from briefer.gui.widgets.text import KeyCap, Text, rule
from briefer.model.essay import Essay, Reading
from briefer.model.evidence import Passage
from briefer.model.suggestion import Suggestion

MOST_TILES = 3
CARD, TILE = 420, 78
"""Pixels that the card and what is always there take, and what a tile takes."""
READINGS: tuple[tuple[Reading, str], ...] = (("read", "In full"), ("skimmed", "Skimmed"), ("unread", "Not read"))
NOTHING = "Nothing found by rule. Select text and press Q."
DIGEST = "This is a summary, not the author’s own words: it can be paraphrased, never quoted."


class ReadInspector(Panel):
    """Three cards in one place, and the suggestions of the page below them."""

    asked = Signal(str)
    """A suggestion, by id, that was pressed."""
    state_chosen = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.look)
        self._kit = kit
        self.passage = PassageCard(kit, beside_text=True)
        self.suggestion = SuggestionCard(kit)
        self.summary = EssaySummary(kit)
        self.summary.state_chosen.connect(self.state_chosen)
        self._cards = QStackedWidget()
        for card in (self.summary, self.passage, self.suggestion):
            self._cards.addWidget(card)
        self.column.addWidget(self._cards, 1)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(rule())
        holder = QWidget()
        self._tiles = QVBoxLayout(holder)
        self._tiles.setContentsMargins(14, 2, 14, 8)
        self._tiles.setSpacing(8)
        below.addWidget(holder)
        self.column.addWidget(self._below)
        self._here: tuple[tuple[Suggestion, str], ...] = ()
        """The suggestions of the page, each with its words."""
        self._where, self._fitting = "", MOST_TILES
        self.column.addWidget(rule())
        self._offered = self._choices()
        self.column.addWidget(self._offered)
        self._choose(self.summary)

    def show_essay(self, essay: Essay | None, body: str, waiting: Sequence[Suggestion] | None) -> None:
        """Show the essay itself."""
        self.summary.show_essay(essay, body, waiting)
        self._choose(self.summary)

    def show_passage(self, passage: Passage, essay: Essay, body: str) -> None:
        """Show a passage with its notes and checks."""
        check = check_passage(self._kit.session.shelf, {essay.body_sha256: body}, passage)
        self.passage.show_passage(passage, check, (), facts_of(passage, essay, body, check.state, check.words))
        self._choose(self.passage)

    def show_suggestion(self, suggestion: Suggestion, essay: Essay, waiting: Sequence[Suggestion]) -> None:
        """Show a suggestion that waits."""
        number = [s.id for s in waiting].index(suggestion.id) + 1
        self.suggestion.show_suggestion(suggestion, essay, number, len(waiting))
        self._choose(self.suggestion)

    def show_waiting(self, here: Sequence[tuple[Suggestion, str]], where: str) -> None:
        """Show the suggestions of the page, each with its words; none when there are none."""
        known = tuple(suggestion.id for suggestion, _ in self._here)
        self._here, self._where = tuple(here), where
        self._offered.setVisible(self._cards.currentWidget() is self.suggestion or bool(here))
        if known != tuple(suggestion.id for suggestion, _ in here) or not here:
            self._show_tiles()

    def _show_tiles(self) -> None:
        here, look = self._here, self._kit.look
        self._fitting = most = self._room()
        focused = self.window().focusWidget() if self.isVisible() else None
        held = focused is not None and self._below.isAncestorOf(focused)
        clear(self._tiles)
        self._below.setVisible(bool(here))
        if not here:
            return
        self._tiles.addWidget(group(look, f"Suggestions {self._where}", str(len(here))))
        tiles = [SuggestionTile(look, suggestion, words) for suggestion, words in here[:most]]
        for tile in tiles:
            tile.asked.connect(self.asked)
            self._tiles.addWidget(tile)
        if len(here) > most:
            more = phrases.counted(len(here) - most, "more")
            self._tiles.addWidget(Text(look, f"and {more.removesuffix('s')}", "small", "text2"))
        if held:
            tiles[0].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._room() != self._fitting:
            self._show_tiles()

    def _room(self) -> int:
        """Return how many tiles leave the card above them enough height to be read."""
        return min(MOST_TILES, max(1, (self.height() - CARD) // TILE))

    def _choices(self) -> QWidget:
        """Return what is decided about a suggestion; it stands below what scrolls, whatever the height."""
        look, commands = self._kit.look, self._kit.commands
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._keep = button(look, "Keep", "primary", action=commands["keep-suggestion"])
        self._drop = button(look, "Drop", action=commands["drop-here"])
        for part in (self._keep, self._drop, button(look, "Next", action=commands["next-suggestion"])):
            row.addWidget(part)
        row.addStretch(1)
        column.addLayout(row)
        keys = QHBoxLayout()
        keys.setSpacing(6)
        for key, words in (("Enter", "keep"), ("Del", "drop"), ("N", "next")):
            keys.addWidget(KeyCap(look, key))
            keys.addWidget(Text(look, words, "small", "text2", wrap=False))
        keys.addStretch(1)
        column.addLayout(keys)
        return holder

    def _choose(self, card: QWidget) -> None:
        """Show one of the cards, with what can be done about it."""
        self._cards.setCurrentWidget(card)
        self._keep.setVisible(card is self.suggestion)
        self._drop.setVisible(card is not self.summary)
        self._offered.setVisible(card is self.suggestion or bool(self._here))


class EssaySummary(Scroll):
    """What an essay is, how far it was read, and what was found in it."""

    state_chosen = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__(margins=(14, 14, 14, 14))
        self._kit = kit
        look = kit.look
        self._title = Text(look, "", "subject")
        self._source = Text(look, "", "small", "text2")
        self._state = Segments(look, "Reading", [words for _, words in READINGS])
        self._state.chosen.connect(lambda at: self.state_chosen.emit(READINGS[at][0]))
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self._how_far = group(look, "How far you have read it")
        for part in (self._title, self._source, self._how_far, self._state, self._holder):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_essay(self, essay: Essay | None, body: str, waiting: Sequence[Suggestion] | None) -> None:
        """Show an essay; `waiting` is None while its suggestions are looked for."""
        clear(self._rows)
        for part in (self._state, self._how_far):
            part.setVisible(essay is not None)
        if essay is None:
            self._title.setText("No essay chosen")
            self._source.setText("Choose one in the list, or press Enter on one in the Library.")
            return
        look, library = self._kit.look, self._kit.session.shelf
        self._title.setText(essay.reference.title or essay.id)
        pages = phrases.pages(essay)
        place = f", pp. {pages}" if pages[:1].isalnum() else ""
        self._source.setText(f"{phrases.persons(essay.reference.authors) or essay.id}, {essay.reference.year}{place}")
        self._state.choose([reading for reading, _ in READINGS].index(essay.reading))
        self._state.setEnabled(not self._kit.session.read_only)
        self._rows.addWidget(group(look, "Found in it"))
        passages = library.passages_of(essay.id)
        counts = (
            ("Passages", len(passages)),
            ("of them not yet confirmed", sum(not p.confirmed for p in passages)),
            ("Notes", len(essay.footnotes)),
            ("Words", len(body.split())),
        )
        for words, count in counts:
            if count or words == "Passages":
                self._rows.addWidget(fact_line(look, "", words, f"{count:,}".replace(",", " ")))
        if essay.text != "digest":
            self._rows.addWidget(group(look, "Suggestions"))
            self._rows.addWidget(self._suggested(waiting))

    def _suggested(self, waiting: Sequence[Suggestion] | None) -> QWidget:
        look = self._kit.look
        if waiting is None:
            return Text(look, "Looking for suggestions…", ink="text2")
        if waiting:
            return fact_line(look, "unconfirmed", "To decide; N goes to the next", str(len(waiting)))
        return Text(look, NOTHING, ink="text2")


def facts_of(passage: Passage, essay: Essay, body: str, state: str, words: str) -> dict[str, list[tuple[str, str]]]:
    """Return what the card says of a passage: its notes, what was compared, whether the cut is fair, whose view it is."""
    notes = {note.label: note.text for note in essay.footnotes}
    found: dict[str, list[tuple[str, str]]] = {}
    if passage.footnotes:
        found["Notes in it"] = [("", f"n. {n}: {notes.get(n) or 'not found in the file'}") for n in passage.footnotes]
    count = phrases.counted(len(passage.anchor.quote.split()), "word") if passage.anchor else ""
    checks = [(state, f"{words}, {count}" if state == "ok" and count else words)]
    if passage.anchor is not None and body[passage.anchor.start : passage.anchor.end] == passage.anchor.quote:
        remarks = cut_remarks(body, passage.anchor)
        checks += [("warn", capitalised(remark)) for remark in remarks]
        if not remarks:
            checks.append(("ok", "No condition or sentence cut off"))
    if passage.relays:
        checks.append(("relayed", f"{signs.WORDS['relayed'].capitalize()}: the view of {passage.relays}"))
    found["Checks"] = checks
    return found
