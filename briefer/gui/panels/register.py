"""The register of recommendations: who supports what, what may be the same, merging and splitting side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefer.gui import phrases
from briefer.gui.kit import Kit
from briefer.gui.models.register import RegisterModel
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.panel import Panel, Scroll, SubBar, clear, fact_line, group
from briefer.gui.widgets.plain_table import PlainTable
from briefer.gui.widgets.segments import Segments
from briefer.gui.widgets.text import Card, Elided, Ground, Text, rule
from briefer.model.evidence import Recommendation
from briefer.model.library import Put
from briefer.model.register import UNITS, RegisterLine, Unit, merging, splitting
from briefer.model.suggestion import MergeProposal

_WIDTHS = {1: 110, 2: 84, 3: 190, 4: 116}
_MOST = 6


class RegisterView(Ground):
    """The table with what it counts by; `card` is its inspector."""

    def __init__(self, kit: Kit) -> None:
        super().__init__("base")
        self._kit = kit
        look = kit.look
        self.model = RegisterModel(self)
        self.table = PlainTable(look, self.model, "Recommendations", _WIDTHS)
        self.card = Panel(look)
        self._scroll = Scroll(margins=(14, 14, 14, 14))
        self.card.column.addWidget(self._scroll, 1)
        self.card.column.addLayout(self._choices())
        self._unit: Unit = "text"
        self._proposals: tuple[MergeProposal, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = SubBar(look, "base")
        bar.row.addWidget(Text(look, "Supporters counted by", "small", "text2", wrap=False))
        units = Segments(look, "Count by", [unit.capitalize() for unit in UNITS])
        units.chosen.connect(self._count_by)
        bar.row.addWidget(units)
        bar.row.addStretch(1)
        self._count = Elided(look, "", "small", "text2")
        bar.row.addWidget(self._count)
        column.addWidget(bar)
        column.addWidget(rule())
        self._none = Text(look, "No recommendation in the register. That is an answer, too.", ink="text2")
        self._none.setContentsMargins(14, 28, 14, 14)
        column.addWidget(self._none)
        column.addWidget(self.table, 1)
        self.table.chosen.connect(self._show)
        kit.commands.on("merge", self._merge_first)
        kit.commands.only_in("merge", self)

    def refresh(self) -> None:
        """Show the register as it is now; the chosen line stays chosen."""
        library = self._kit.session.shelf
        was = self.model.line_at(self.table.currentIndex().row())
        self._proposals = tuple(self._kit.services.merge_proposals(library))
        self.model.show(library, self._unit)
        rows = self.model.rowCount()
        self._none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        pairs = phrases.counted(len(self._proposals), "pair")
        self._count.set_text(f"{phrases.counted(rows, 'entry', 'entries')}; {pairs} may be the same")
        row = max(self.model.row_of(was.entry.id), 0) if was else 0
        if rows:
            self.table.setCurrentIndex(self.model.index(min(row, rows - 1), 0))
        self._show()

    def choose(self, id: str) -> None:
        """Show one entry, or the one it was merged into, with the focus on it."""
        row = self.model.row_of(id)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, 0))
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _count_by(self, at: int) -> None:
        self._unit = UNITS[at]
        self.refresh()

    def _line(self) -> RegisterLine | None:
        return self.model.line_at(self.table.currentIndex().row())

    def _proposed(self, line: RegisterLine) -> Sequence[MergeProposal]:
        return [p for p in self._proposals if line.entry.id in (p.kept, p.other)][:_MOST]

    def _show(self) -> None:
        look, column = self._kit.look, self._scroll.column
        clear(column)
        line = self._line()
        self._keep.setVisible(line is not None and not line.entry.confirmed)
        self._keep.setEnabled(not self._kit.session.read_only)
        self._kit.commands.allow(
            "merge", line is not None and bool(self._proposed(line)), "Nothing here may be the same"
        )
        if line is None:
            column.addWidget(Text(look, "No recommendation chosen", ink="text2"))
            column.addStretch(1)
            return
        entry = line.entry
        column.addWidget(Text(look, entry.text, "subject"))
        facts = (("Who", entry.actor), ("Does", entry.action), ("With", entry.instrument), ("By when", entry.horizon))
        for label, words in (*facts, ("If", entry.condition)):
            if words:
                column.addWidget(Text(look, f"{label}: {words}", ink="text2"))
        for flag in line.flags:
            column.addWidget(fact_line(look, "unconfirmed" if flag == "unconfirmed" else "warn", flag))
        self._supported(line)
        self._merged(line)
        self._alike(line)
        column.addStretch(1)

    def _supported(self, line: RegisterLine) -> None:
        look, library, column = self._kit.look, self._kit.session.shelf, self._scroll.column
        column.addWidget(group(look, "Rests on", phrases.counted(len(line.passages), "passage")))
        for passage in line.passages:
            card = Card("plain", margin=10, spacing=4)
            words = Text(look, passage.headline or passage.wording)
            words.set_sign(passage.kind)
            card.column.addWidget(words)
            foot = QHBoxLayout()
            foot.addWidget(Text(look, phrases.source_of(library, passage), "small", "text2"), 1)
            show = button(look, "Show", "link")
            show.clicked.connect(lambda _=False, id=passage.id: self._kit.talk.show_passage(id))
            foot.addWidget(show)
            card.column.addLayout(foot)
            column.addWidget(card)

    def _merged(self, line: RegisterLine) -> None:
        look, column = self._kit.look, self._scroll.column
        if not line.merged:
            return
        column.addWidget(group(look, "Merged into it", str(len(line.merged))))
        for other in line.merged:
            row = QHBoxLayout()
            row.addWidget(Text(look, other.text), 1)
            out = button(look, "Split", "link")
            out.setEnabled(other.id in line.entry.merged_from and not self._kit.session.read_only)
            out.clicked.connect(lambda _=False, id=other.id: self._split(line.entry.id, id))
            row.addWidget(out)
            holder = QWidget()
            holder.setLayout(row)
            row.setContentsMargins(0, 0, 0, 0)
            column.addWidget(holder)

    def _alike(self, line: RegisterLine) -> None:
        look, library, column = self._kit.look, self._kit.session.shelf, self._scroll.column
        found = self._proposed(line)
        if not found:
            return
        column.addWidget(group(look, "May be the same", "side by side"))
        for proposal in found:
            other = library.get(Recommendation, proposal.other if proposal.kept == line.entry.id else proposal.kept)
            if other is None:
                continue
            card = Card("plain", margin=10, spacing=6)
            pair = QHBoxLayout()
            pair.setSpacing(12)
            for entry in (line.entry, other):
                who = f"\n{entry.actor}" if entry.actor else ""
                pair.addWidget(Text(look, f"{entry.text}{who}", "small"), 1)
            card.column.addLayout(pair)
            card.column.addWidget(Text(look, f"Alike {proposal.score:.0%}: {proposal.why}", "small", "text2"))
            press = button(look, "Merge into this", "plain", "ph.git-merge")
            press.setEnabled(not self._kit.session.read_only)
            press.clicked.connect(lambda _=False, id=other.id: self._merge(line.entry.id, id))
            card.column.addWidget(press, alignment=Qt.AlignmentFlag.AlignLeft)
            column.addWidget(card)

    def _choices(self) -> QHBoxLayout:
        """Return what is decided about an entry; it stands below what scrolls, however long the entry is."""
        row = QHBoxLayout()
        row.setContentsMargins(14, 10, 14, 0)
        self._keep = button(self._kit.look, "Confirm", "plain", "ph.check")
        self._keep.clicked.connect(self._confirm)
        row.addWidget(self._keep)
        row.addStretch(1)
        return row

    def _confirm(self) -> None:
        line = self._line()
        if line is not None and not self._kit.session.read_only:
            self._kit.session.edit_library("confirming a recommendation", Put(replace(line.entry, confirmed=True)))

    def _merge_first(self) -> None:
        line = self._line()
        found = self._proposed(line) if line else ()
        if line is not None and found:
            first = found[0]
            self._merge(line.entry.id, first.other if first.kept == line.entry.id else first.kept)

    def _merge(self, kept: str, other: str) -> None:
        edits = merging(self._kit.session.shelf, kept, [other])
        if edits and not self._kit.session.read_only:
            self._kit.session.edit_library("merging two recommendations", *edits)
            self._kit.talk.toast("Merged: both keep their supporters")

    def _split(self, kept: str, out: str) -> None:
        self._kit.session.edit_library("splitting a recommendation", *splitting(self._kit.session.shelf, kept, out))
