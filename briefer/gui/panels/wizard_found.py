"""Last step of the import: what was found in each piece, how it stands to the library, and what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefer.app.shelving import Fate, Spelling
from briefer.gui import phrases
from briefer.gui.kit import Kit
from briefer.gui.models.arriving import (
    AUTHOR,
    FATE,
    FOUND,
    NOTES,
    SHELF,
    Arrival,
    ArrivalModel,
    fate_words,
    found_line,
    notes_line,
    shelf_line,
)
from briefer.gui.models.entries import Entry
from briefer.gui.panels.essay_card import reference_lines
from briefer.gui.panels.wizard_step import WizardStep
from briefer.gui.widgets.buttons import button, icon_button
from briefer.gui.widgets.finding import Finding
from briefer.gui.widgets.panel import clear, fact_line, group
from briefer.gui.widgets.piece_table import CellTable
from briefer.gui.widgets.text import Card, Text, rule

_OFFERS = 2
"""Offers about names that are shown at once."""
_FATES: tuple[tuple[Fate, str], ...] = (
    ("update", "Import as new revision"),
    ("skip", "Skip"),
    ("new", "Import anyway"),
)


class FoundStep(WizardStep):
    """Every piece of every file that is taken."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        look = kit.look
        self.model = ArrivalModel(self)
        samples = {
            AUTHOR: "Nakagawa-Reyes",
            NOTES: "12 linked, 1 unlinked",
            FOUND: "4 headings, 2 facts",
            SHELF: "like Nakagawa-Reyes 2024",
            FATE: "– (skipped)",
        }
        needs = {FOUND: 980, AUTHOR: 800}
        signed = (NOTES, SHELF)
        self.table = CellTable(look, "What was found", self.model, samples, signed, needs_width=needs)
        row = QHBoxLayout()
        row.setContentsMargins(14, 12, 14, 10)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.note, 1)
        self.column.addLayout(row)
        self._offers = QVBoxLayout()
        self._offers.setContentsMargins(14, 0, 14, 10)
        self._offers.setSpacing(8)
        self.column.addLayout(self._offers)
        self.column.addWidget(rule())
        self.column.addWidget(self.table, 1)
        self.table.chosen.connect(self._show_facts)

    def show_entry(self, entry: Entry | None) -> None:
        """Show all pieces as they are decided and compared now."""
        super().show_entry(entry)
        imports = self.kit.imports
        rows = [
            Arrival(
                file=at,
                number=number,
                piece=piece,
                standing=imports.standing(one, number),
                fate=imports.fate(one, number),
                found=self._found(at, number),
            )
            for at, one in enumerate(imports.read)
            for number, piece in enumerate(one.pieces, 1)
            if one.takes(number)
        ]
        self.model.show(rows)
        if rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        new = sum(row.fate == "new" for row in rows)
        again = sum(row.fate == "update" for row in rows)
        skipped = sum(row.fate == "skip" for row in rows)
        parts = [f"{count} {word}" for count, word in ((again, "as new revision"), (skipped, "skipped")) if count]
        self.title.set_text(f"{phrases.counted(new, 'new piece')}")
        self.note.set_text(
            ", ".join(parts) or ("nothing on the shelf is like them" if imports.review else "comparing…")
        )
        self._show_offers()
        self._show_facts()

    def first_focus(self) -> QWidget:
        return self.table

    def next_finding(self) -> bool:
        """Go to the next piece that is like a text on the shelf."""
        return self.table.go_to_next(self.model.doubtful())

    def _found(self, at: int, number: int) -> dict[str, int]:
        review = self.kit.imports.review
        if review is None or at >= len(review.found) or number > len(review.found[at]):
            return {}
        return dict(review.found[at][number - 1])

    def _show_offers(self) -> None:
        """Offer to write one person's name alike; nothing is merged unasked."""
        clear(self._offers)
        offers = self.kit.imports.spellings()
        for offer in offers[:_OFFERS]:
            self._offers.addWidget(self._offer(offer, len(offers) - _OFFERS if offer is offers[:_OFFERS][-1] else 0))

    def _offer(self, offer: Spelling, more: int) -> Card:
        look, imports = self.kit.look, self.kit.imports
        card = Card("warn", margin=0)
        row = QHBoxLayout()
        row.setContentsMargins(10, 3, 4, 3)
        row.setSpacing(8)
        finding = f"“{offer.name.full}” and “{offer.other.full}” may be one person."
        rest = f"{more} more after this." if more > 0 else ""
        row.addWidget(Finding(look, "doubtful", finding, rest), 1)
        use = button(look, f"Write “{offer.other.full}”")
        use.clicked.connect(lambda: imports.spell(offer))
        leave = icon_button(look, "ph.x", f"Leave {offer.name.full} and {offer.other.full} as they are")
        leave.clicked.connect(lambda: imports.leave_spelling(offer))
        row.addWidget(use)
        row.addWidget(leave)
        card.column.addLayout(row)
        return card

    def _show_facts(self) -> None:
        column, look = self.facts.column, self.kit.look
        clear(column)
        arrival = self.model.row_at(self.table.currentIndex())
        if arrival is None:
            column.addWidget(Text(look, "No piece chosen", ink="text2"))
            column.addStretch(1)
            return
        essay = arrival.piece.essay
        column.addWidget(Text(look, essay.reference.title or essay.id, "subject"))
        language = f" · language {essay.language}" if essay.language else " · language not recognised"
        column.addWidget(Text(look, f"{essay.kind} · {phrases.pages(essay)}{language}", "small", "text2"))
        self._show_standing(arrival)
        column.addWidget(group(look, "Found in it"))
        column.addWidget(fact_line(look, "", f"Notes: {notes_line(essay)}"))
        column.addWidget(fact_line(look, "", found_line(arrival)))
        if not arrival.found:
            column.addWidget(Text(look, "No passage is suggested by rule.", "small", "text2"))
        column.addWidget(group(look, "Reference"))
        for line in reference_lines(look, essay):
            column.addWidget(line)
        column.addStretch(1)

    def _show_standing(self, arrival: Arrival) -> None:
        column, look, standing = self.facts.column, self.kit.look, arrival.standing
        column.addWidget(group(look, "On the shelf"))
        sign, words = shelf_line(standing)
        column.addWidget(fact_line(look, sign, words))
        if standing is None or standing.known is None:
            return
        known = standing.known
        column.addWidget(Text(look, f"already on the shelf as {known.id}", "small", "text2"))
        becomes = "Will be skipped" if arrival.fate == "skip" else f"Becomes {fate_words(arrival)}"
        column.addWidget(Text(look, becomes, "strong"))
        for fate, text in _FATES:
            if fate == arrival.fate or (fate == "update" and standing.revision is None):
                continue
            press = button(look, text)
            press.clicked.connect(lambda _=False, fate=fate: self._set_fate(arrival, fate))
            column.addWidget(press, alignment=Qt.AlignmentFlag.AlignLeft)
        if standing.revision is not None:
            for passage in standing.revision.passages:
                if passage.fate != "kept":
                    quote = " ".join(passage.quote.split())[:60]
                    sign = "warn" if passage.fate == "moved" else "fail"
                    column.addWidget(fact_line(look, sign, f"{passage.fate}: “{quote}…” {passage.says}"))
        review = self.kit.imports.review
        if review is not None and review.briefs:
            column.addWidget(fact_line(look, "warn", f"Briefs it touches: {phrases.listed(review.briefs)}"))

    def _set_fate(self, arrival: Arrival, fate: Fate) -> None:
        self.kit.imports.set_fate(self.kit.imports.read[arrival.file], arrival.number, fate)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
