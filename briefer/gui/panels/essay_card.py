"""The card of the chosen piece: reference, page map, what was found in it, where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from briefer.gui import brief_edits, phrases, signs
from briefer.gui.kit import Kit
from briefer.gui.models.facts import EssayFacts
from briefer.gui.palette import Look
from briefer.gui.results import Outline
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.panel import Panel, Scroll, clear, fact_line, group
from briefer.gui.widgets.text import Elided, Text, rule
from briefer.model.essay import Essay
from briefer.model.evidence import Position, Proposition


class EssayCard(Panel):
    """The inspector of the library."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.look)
        self._kit = kit
        self._fact: EssayFacts | None = None
        self._scroll = Scroll(margins=(14, 14, 14, 14))
        self.column.addWidget(self._scroll, 1)
        foot = self.foot()
        row = QHBoxLayout()
        row.setSpacing(8)
        self._take = button(kit.look, "Take into the brief", icon="ph.check-square", action=kit.commands["tick-essay"])
        row.addWidget(self._take)
        row.addStretch(1)
        foot.addLayout(row)
        kit.outliner.ready.connect(lambda _: self._used())
        self.show_essay(None)

    def show_essay(self, fact: EssayFacts | None) -> None:
        """Show one piece, or say that none is chosen."""
        self._fact = fact
        column, look = self._scroll.column, self._kit.look
        clear(column)
        self._used_line: Text | None = None
        self._take.setVisible(fact is not None)
        if fact is None:
            column.addWidget(Text(look, "No essay chosen", ink="text2"))
            column.addStretch(1)
            return
        essay = fact.essay
        column.addWidget(Text(look, essay.reference.title or essay.id, "subject"))
        column.addWidget(Text(look, self._subtitle(essay), "small", "text2"))
        column.addSpacing(8)
        column.addWidget(rule())
        self._reference(essay)
        self._page_map(fact)
        self._found(fact)
        self._stands(essay)
        column.addWidget(group(look, "Used in"))
        self._used_line = Text(look, "")
        column.addWidget(self._used_line)
        if essay.source_name:
            column.addWidget(Text(look, self._origin(essay), "small", "text2"))
        column.addStretch(1)
        self._used()

    def _subtitle(self, essay: Essay) -> str:
        place = phrases.pages(essay)
        pages = f"pp. {place}" if place != "§ ¶" else "by section and paragraph"
        voice = "one voice" if essay.counts else "not counted"
        return f"{phrases.authors(essay)} · {pages} · {essay.kind}, {voice}"

    def _origin(self, essay: Essay) -> str:
        hash = essay.source_sha256
        return f"{essay.source_name} · {hash[:4]}…{hash[-4:]}" if hash else essay.source_name

    def _reference(self, essay: Essay) -> None:
        column, look, work = self._scroll.column, self._kit.look, essay.reference
        column.addWidget(group(look, "Reference"))
        editors = " and ".join(name.short for name in work.editors)
        within = f"In {editors} (eds), {work.container_title}" if editors else work.container_title
        who = "" if within else phrases.persons(work.authors)
        parts = [who, within, work.publisher, work.issue or work.issued or work.year]
        column.addWidget(Text(look, ", ".join(part for part in parts if part)))
        column.addWidget(group(look, "Where it comes from"))
        for line in reference_lines(look, essay):
            column.addWidget(line)

    def _page_map(self, fact: EssayFacts) -> None:
        column, look, essay = self._scroll.column, self._kit.look, fact.essay
        column.addWidget(group(look, "Page map"))
        indexed = [page for page in essay.pages if page.index is not None]
        if indexed:
            first, last = indexed[0], indexed[-1]
            line = f"PDF {first.index}–{last.index} = printed {first.label}–{last.label}"
            column.addWidget(Text(look, line))
        column.addWidget(fact_line(look, fact.check_sign, fact.check))
        for remark in essay.remarks[1:]:
            column.addWidget(fact_line(look, "warn", remark))

    def _found(self, fact: EssayFacts) -> None:
        column, look = self._scroll.column, self._kit.look
        column.addWidget(group(look, "Found in it"))
        column.addWidget(fact_line(look, "quotation", "Passages", str(fact.passages)))
        column.addWidget(fact_line(look, "recommendation", "Recommendations", str(fact.recommendations)))
        if fact.unconfirmed:
            column.addWidget(fact_line(look, "unconfirmed", "Not yet confirmed", str(fact.unconfirmed)))
        notes = fact.essay.footnotes
        if notes:
            linked = sum(note.status == "linked" for note in notes)
            sign = "ok" if linked == len(notes) else "warn"
            column.addWidget(fact_line(look, sign, "Footnotes linked", f"{linked} of {len(notes)}"))

    def _stands(self, essay: Essay) -> None:
        column, look, library = self._scroll.column, self._kit.look, self._kit.session.shelf
        rows: list[QWidget] = []
        for proposition in library.all(Proposition):
            position = library.get(Position, Position.key(proposition.id, essay.id))
            if position is None or position.stand == "silent":
                continue
            sign = signs.STAND_SIGNS[position.stand]
            state = "" if position.confirmed else ", unconfirmed"
            words = f"{signs.WORDS[sign].capitalize()}{state}: {proposition.short or proposition.text}"
            rows.append(fact_line(look, sign, words))
        if rows:
            column.addWidget(group(look, "Stands"))
            for row in rows:
                column.addWidget(row)

    def _used(self) -> None:
        """Say on which slides the piece is cited."""
        if self._used_line is None or self._fact is None:
            return
        brief, outline = self._kit.session.brief, self._kit.outliner.outline
        if brief is None or self._fact.essay.id not in brief_edits.ticked(brief, self._kit.session.shelf, "essays"):
            self._used_line.setText("Not in the brief")
            self._take.setText("Take into the brief")
            return
        self._take.setText("Leave out of the brief")
        places = cited_places(outline, self._fact.essay.id) if outline else ""
        self._used_line.setText(f"{brief.title}: {places}" if places else f"{brief.title}: nothing cited yet")


def cited_places(outline: Outline, essay_id: str) -> str:
    """Return where an essay is cited: "slides 2, 4; memo"."""
    slides = [
        str(slide.numbers[0])
        for slide in outline.slides
        if any(citation.essay_id == essay_id for s in slide.statements for citation in s.citations)
    ]
    memo = any(c.essay_id == essay_id for section in outline.memo for s in section.statements for c in s.citations)
    parts = [f"{'slide' if len(slides) == 1 else 'slides'} {', '.join(slides)}"] if slides else []
    return "; ".join([*parts, *(["memo"] if memo else [])])


_FIELDS = {
    "authors": "Author",
    "title": "Title",
    "editors": "Editors",
    "container_title": "In",
    "publisher": "Publisher",
    "issued": "Date",
    "page": "Pages",
    "doi": "DOI",
    "url": "Address",
    "language": "Language",
}


def reference_lines(look: Look, essay: Essay) -> list[QWidget]:
    """Return a line for each field of a reference: what it says, and whether the file, a sidecar or the user said so."""
    origins = {origin.field: origin for origin in essay.origins}
    lines: list[QWidget] = []
    for field, name in _FIELDS.items():
        value = getattr(essay.reference, field)
        words = value if isinstance(value, str) else phrases.persons(value)
        if words:
            origin = origins.get(field)
            source = "by you" if origin and origin.kind == "user" else origin.name if origin else "file"
            lines.append(_field_line(look, name, words, source))
    return lines


def _field_line(look: Look, name: str, words: str, source: str) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(0)
    grid.addWidget(Elided(look, name, "small", "text2"), 0, 0)
    grid.addWidget(Elided(look, source, "small", "text2", cut_middle=True), 0, 1, Qt.AlignmentFlag.AlignRight)
    grid.addWidget(Text(look, words), 1, 0, 1, 2)
    grid.setColumnStretch(1, 1)
    return holder
