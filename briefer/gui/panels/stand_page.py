"""The matrix of stands with the map of one proposition: who stands where, who speaks for it, the computed title."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout

from briefer.gui import phrases
from briefer.gui.kit import Kit
from briefer.gui.panels.stand_card import Voice
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.stand_map import StandMap, groups_of
from briefer.gui.widgets.stand_table import StandTable
from briefer.gui.widgets.text import Elided, Ground, Text, rule
from briefer.model.counts import Tally
from briefer.model.evidence import Proposition


class StandPage(Ground):
    """The matrix; below it the proposition of the current column."""

    def __init__(self, kit: Kit, table: StandTable) -> None:
        super().__init__("base")
        self._kit, self._table = kit, table
        look = kit.look
        self._map = StandMap(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.empty = Text(
            look, "No proposition yet. Add one: a sentence that a text can be for or against.", ink="text2"
        )
        self.empty.setContentsMargins(14, 28, 14, 14)
        column.addWidget(self.empty)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(table)
        self._below = Ground("window")
        below = QVBoxLayout(self._below)
        below.setContentsMargins(14, 10, 14, 12)
        below.setSpacing(10)
        head = QHBoxLayout()
        self._about = Elided(look, "", "strong")
        self._counts = Elided(look, "", "small", "text2")
        head.addWidget(self._about)
        head.addWidget(self._counts, 1)
        copy = button(look, "Copy count line", action=kit.commands["copy-count"])
        send = button(look, "Send to slide", icon="ph.presentation", action=kit.commands["send-proposition"])
        head.addWidget(copy)
        head.addWidget(send)
        below.addLayout(head)
        below.addWidget(self._map)
        voices = QHBoxLayout()
        voices.setSpacing(12)
        self._for = Voice(kit, "for", "Speaks for it")
        self._against = Voice(kit, "against", "Strongest opponent, same slide")
        voices.addWidget(self._for, 1)
        voices.addWidget(self._against, 1)
        below.addLayout(voices)
        below.addStretch(1)
        below.addWidget(rule())
        foot = QHBoxLayout()
        foot.addWidget(Text(look, "Computed title", "small-strong", "text2", wrap=False))
        self._line = Elided(look, "")
        foot.addWidget(self._line, 1)
        state = Text(look, "computed, not yet reviewed", "small", "text2", wrap=False)
        state.set_sign("unconfirmed")
        foot.addWidget(state)
        below.addLayout(foot)
        split.addWidget(self._below)
        split.setSizes([420, 360])
        column.addWidget(split, 1)

    @property
    def line(self) -> str:
        """Return the count line that is shown."""
        return self._line.full

    def show_any(self, any_: bool) -> None:
        """Show the matrix, or that there is no proposition yet."""
        self.empty.setVisible(not any_)
        self._table.setVisible(any_)
        self._below.setVisible(any_)

    def show_proposition(self, proposition: Proposition, found: Tally) -> None:
        """Show how the texts stand on a proposition."""
        library = self._kit.session.shelf
        self._about.set_text(phrases.topic(proposition))
        self._counts.set_text(f"{phrases.tally_line(found)} of {found.denominator}")
        self._map.show_groups(groups_of(library, found))
        self._for.show_first(found.confirmed["for"] or found.confirmed["for-if"])
        self._against.show_first(found.confirmed["against"])
        self._line.set_text(self._kit.services.count_line(library, found))
