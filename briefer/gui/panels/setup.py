"""How the brief is set up: what it is about, its shape and look, sources, handling, gate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from briefer.compose.marking import CUI
from briefer.gui import brief_edits
from briefer.gui.arrivals import dropped
from briefer.gui.brand_work import SUFFIXES
from briefer.gui.brief_edits import CHOICES, GATE_FIELDS, GATE_LEVELS, MARKINGS
from briefer.gui.kit import Kit
from briefer.gui.results import Outline
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.entries import Combo, Line, Pair, Words, mark
from briefer.gui.widgets.fit_bar import FitBar
from briefer.gui.widgets.panel import Scroll, group
from briefer.gui.widgets.text import Text
from briefer.model.colour import TLP_COLOURS

Pairs: TypeAlias = Sequence[Pair] | Callable[[], Sequence[Pair]]
"""What can be chosen, or how to find out."""
SHIPPED = ("institute", "command", "plain")
"""Brands that Briefer builds itself; they have no layouts to choose."""

INDICATOR = (
    ("Controlled by, parted by semicolons", "handling.controlled_by"),
    ("CUI category", "handling.category"),
    ("Dissemination", "handling.dissemination"),
    ("Point of contact", "handling.contact"),
)
"""What the designation indicator of CUI says, and the fields that hold it."""

GATE_WORDS = {
    "unsourced": "Statement without a source",
    "inexact": "Quotation that does not match",
    "assessment": "Assessment without a name",
    "single_source": "Claim with a single source",
    "unread": "Essay not read",
}


class Setup(Scroll):
    """Every field of the brief that is not a pick."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._loaders: list[Callable[[], None]] = []
        self._filling = False
        self._about()
        self._shape()
        self._sources()
        self._gate()
        self.column.addStretch(1)
        kit.session.brief_changed.connect(self.refresh_in_sight)
        kit.outliner.ready.connect(self._show_fit)

    def refresh(self) -> None:
        """Show the brief's fields as they are."""
        if self._kit.session.brief is None:
            return
        self._filling = True
        for load in self._loaders:
            load()
        self._filling = False

    def _about(self) -> None:
        self.column.addWidget(group(self._kit.look, "About"))
        self._line("Title", "title")
        self._words("Question", "question")
        pair = QHBoxLayout()
        pair.setSpacing(10)
        for label, field in (("For", "audience"), ("From", "prepared_by")):
            pair.addLayout(self._labelled(label, self._line_of(label, field)), 1)
        self.column.addLayout(pair)
        dates = QHBoxLayout()
        dates.setSpacing(10)
        for label, field in (("Date", "date"), ("Evidence as of", "as_of")):
            dates.addLayout(self._labelled(label, self._line_of(label, field)), 1)
        self.column.addLayout(dates)

    def _shape(self) -> None:
        services = self._kit.services
        self.column.addWidget(group(self._kit.look, "Deck"))
        decks = [(t.id, t.name) for t in services.templates() if t.kind == "deck"]
        self._grid(
            [
                ("Template", "deck.template", decks),
                ("Sources", "deck.sources", CHOICES["deck.sources"]),
                ("Brand", "deck.brand", self._brands),
            ]
        )
        self._templates()
        limit = self._line_of("At most, slides", "deck.max_slides")
        self.column.addLayout(self._labelled("At most, slides (0 for no limit)", limit))
        self._fit = FitBar(self._kit.look, "Slides")
        self.column.addWidget(self._fit)
        self.column.addWidget(group(self._kit.look, "Memo"))
        memos = [(t.id, t.name) for t in services.templates() if t.kind == "memo"]
        self._grid([("Template", "memo.template", memos), ("Paper", "memo.paper", CHOICES["memo.paper"])])

    def _brands(self) -> Sequence[Pair]:
        return [(name, name.replace("-", " ").capitalize()) for name in self._kit.services.brands()]

    def _templates(self) -> None:
        """Under the brand: add a file of one's own, and look at how it is used."""
        row = QHBoxLayout()
        row.setContentsMargins(self._kit.look.scaled(78) + 10, 0, 0, 0)
        row.setSpacing(14)
        self.add_template = button(self._kit.look, "Add template…", "link")
        self.add_template.setToolTip("Use a PowerPoint file (.pptx, .potx) of your own; you can also drop it here")
        self.add_template.clicked.connect(self._kit.brands.ask)
        self.show_template = button(self._kit.look, "Layouts", "link")
        self.show_template.setToolTip("Which layout of your file carries which slide, and what to know about it")
        self.show_template.clicked.connect(lambda: self._kit.brands.look(self._brand()))
        row.addWidget(self.add_template)
        row.addWidget(self.show_template)
        row.addStretch(1)
        self.column.addLayout(row)
        self.setAcceptDrops(True)
        self._kit.brands.changed.connect(self.refresh)
        self._loaders.append(lambda: self.show_template.setVisible(self._brand() not in SHIPPED))

    def _brand(self) -> str:
        brief = self._kit.session.brief
        return brief_edits.value(brief, "deck.brand") if brief else ""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(path.suffix.lower() in SUFFIXES for path in dropped(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [path for path in dropped(event.mimeData()) if path.suffix.lower() in SUFFIXES]
        if paths:
            event.acceptProposedAction()
            self._kit.brands.add(paths[0])

    def _sources(self) -> None:
        self.column.addWidget(group(self._kit.look, "Attribution and handling"))
        markings = [(name, name or "None") for name in MARKINGS]
        self._grid(
            [
                ("Authors", "citations.attribution", CHOICES["citations.attribution"]),
                ("Citations", "citations.style", CHOICES["citations.style"]),
                ("Marking", "handling.marking", markings),
                ("Unconfirmed", "unconfirmed", CHOICES["unconfirmed"]),
                ("Advice", "recommendations.order", CHOICES["recommendations.order"]),
            ]
        )
        self._colours = QWidget()
        row = QHBoxLayout(self._colours)
        row.setContentsMargins(0, 0, 0, 0)
        colours = self._combo("Colour of the mark", "handling.colours", CHOICES["handling.colours"])
        row.addLayout(self._labelled("Colour of the mark", colours))
        self.column.addWidget(self._colours)
        self._line("Banner in words of your own", "handling.marking")
        self._line("Mark of each portion, such as U", "handling.portion")
        self._indicator = QWidget()
        column = QVBoxLayout(self._indicator)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for words, field in INDICATOR:
            column.addLayout(self._labelled(words, self._line_of(words, field)))
        lacking = self._combo("When one of these is missing", "gate.designation", CHOICES["gate.designation"])
        column.addLayout(self._labelled("When one of these is missing", lacking))
        self.column.addWidget(self._indicator)

        def load() -> None:
            brief = self._kit.session.brief
            marking = brief.handling.marking if brief is not None else ""
            self._indicator.setVisible(marking == CUI)
            self._colours.setVisible(marking in TLP_COLOURS)

        self._loaders.append(load)

    def _gate(self) -> None:
        self.column.addWidget(group(self._kit.look, "Gate: what happens at"))
        for field in GATE_FIELDS:
            combo = self._combo(GATE_WORDS[field], f"gate.{field}", GATE_LEVELS)
            self.column.addLayout(self._labelled(GATE_WORDS[field], combo))

    def _labelled(self, words: str, field: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        label = Text(self._kit.look, words, "small", "text2")
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)
        return column

    def _grid(self, fields: Sequence[tuple[str, str, Pairs]]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, (words, field, pairs) in enumerate(fields):
            combo = self._combo(words, field, pairs)
            label: QLabel = Text(self._kit.look, words, "small", "text2", wrap=False)
            label.setBuddy(combo)
            grid.addWidget(label, at, 0)
            grid.addWidget(combo, at, 1)
        grid.setColumnMinimumWidth(0, 78)
        self.column.addLayout(grid)

    def _combo(self, words: str, field: str, pairs: Pairs) -> Combo:
        combo = Combo(self._kit.look)
        combo.setAccessibleName(words)

        def load() -> None:
            brief = self._kit.session.brief
            if brief is not None:
                offered = pairs() if callable(pairs) else pairs
                combo.show_pairs(offered, brief_edits.value(brief, field))

        combo.activated.connect(lambda _: self._change(words, field, str(combo.currentData())))
        self._loaders.append(load)
        return combo

    def _line(self, words: str, field: str) -> None:
        self.column.addLayout(self._labelled(words, self._line_of(words, field)))

    def _line_of(self, words: str, field: str) -> Line:
        line = Line(self._kit.look)
        line.setAccessibleName(words)

        def load() -> None:
            brief = self._kit.session.brief
            text = brief_edits.value(brief, field) if brief else ""
            if brief is None or not brief_edits.holds(brief, field, line.text()):
                line.setText(text)
                line.setCursorPosition(0)
            mark(line, "")

        def typed(text: str) -> None:
            reason = brief_edits.refusal(field, text)
            mark(line, reason)
            if not reason:
                self._change(words, field, text)

        line.textEdited.connect(typed)
        self._loaders.append(load)
        return line

    def _words(self, words: str, field: str) -> None:
        box = Words(self._kit.look)
        box.setAccessibleName(words)

        def load() -> None:
            brief = self._kit.session.brief
            text = brief_edits.value(brief, field) if brief else ""
            if text != box.toPlainText():
                box.setPlainText(text)

        box.textChanged.connect(lambda: None if self._filling else self._change(words, field, box.toPlainText()))
        self._loaders.append(load)
        self.column.addLayout(self._labelled(words, box))

    def _change(self, words: str, field: str, text: str) -> None:
        brief = self._kit.session.brief
        if brief is not None and not self._filling:
            changed = brief_edits.with_value(brief, field, text)
            self._kit.session.edit_brief(f"change of {words.lower()}", changed, merge=field)

    def _show_fit(self, outline: Outline | None) -> None:
        brief = self._kit.session.brief
        limit = int(brief_edits.value(brief, "deck.max_slides")) if brief else 0
        self._fit.setVisible(outline is not None and bool(limit))
        if outline is not None and limit:
            used = outline.counted
            apart = f", {len(outline.pages) - used} apart" if len(outline.pages) > used else ""
            self._fit.show_fit(used, limit, f"{used} of {limit} slides{apart}")
