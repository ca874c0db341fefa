"""Makes the records that a written file carries, so that it can be compared with its sources later.

Everything that can be read on a slide gets one: statements, source lines, what stands under a statement, and what
every slide repeats. So a text without a record is a text that somebody added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from briefer.audit.locating import locator_text
from briefer.audit.visible import (
    BANNER,
    CHART,
    CONTINUATION,
    FIGURE,
    FURNITURE,
    NOTES,
    SOURCE_LINE,
    UNDER,
    sources_in,
    visible,
)
from briefer.model.deck import Deck, RegisterEntry, Slide
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.found import bar_text
from briefer.model.library import Bodies, Library
from briefer.model.picture import picture_text
from briefer.model.provenance import Record
from briefer.model.statement import Role, Statement, statement_id
from briefer.model.text import Anchor
from briefer.quotation.match import match
from briefer.quotation.quoted import quoted
from briefer.quotation.tokens import Words
from briefer.typeset.page import ChartBox, Page, Paragraph, PictureBox, TableBox, TextBox

_EVERY_SLIDE = ("source_label", "footer_text", "slide_number", "banner_top", "banner_bottom", "status")
_BANNERS = ("banner_top", "banner_bottom")


def records(deck: Deck, pages: Sequence[Page], library: Library, bodies: Bodies) -> tuple[Record, ...]:
    """Return a record of everything readable in `deck` as measured into `pages`, in reading order.

    Without `pages` the composed slides are taken as they are.
    """
    maker = _Maker(deck, library, bodies, _banners(pages))
    made = [record for page in pages for record in maker.of_page(page)]
    if not pages:
        made = [record for slide in deck.slides for record in maker.of_slide(slide)]
    made.extend(record for slide in deck.slides for record in maker.of_notes(slide))
    return tuple(made)


class Shown:
    """The records of a deck by slide key and by what they say; pages of one key are asked for one after the other."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._of: dict[str, list[Record]] = {}
        for record in records:
            self._of.setdefault(record.slide_key, []).append(record)
        self._everywhere = _by_text(self._of.get("", ()))
        self._last: tuple[str, _Said] = "", self._everywhere

    def on(self, key: str) -> _Said:
        """Return the records of slide `key`, "" for those of every slide; of such as differ in their place the first."""
        if key and key != self._last[0]:
            self._last = key, _by_text(self._of.get(key, ()))
        return self._last[1] if key else self._everywhere


_Said: TypeAlias = Mapping[str, Mapping[tuple[object, ...], Record]]
"""Records by what they say and by what else tells them apart, but for their place."""


def _by_text(records: Iterable[Record]) -> _Said:
    found: dict[str, dict[tuple[object, ...], Record]] = {}
    for record in records:
        same = (record.id, record.field, record.role, record.essays, record.locator, record.source_sha256, record.start)
        found.setdefault(record.issued, {}).setdefault(same, record)
    return found


def noted(records: Shown, page: Page) -> tuple[Record, ...]:
    """Return the records that the notes of a measured slide list: those of its paragraphs, but of no source lines."""
    said = dict.fromkeys([_shown(paragraph) for _, _, _, paragraph in _paragraphs(page)])
    known = (records.on(page.key), records.on(""))
    shown = [record for held in known for text in said if text in held for record in held[text].values()]
    own = {record.issued for record in shown if record.id in page.statement_ids}
    beside = {("", FURNITURE), ("", BANNER), (page.key, UNDER), (page.key, CONTINUATION)}
    return tuple(
        record
        for record in shown
        if record.id in page.statement_ids or (record.issued not in own and (record.slide_key, record.field) in beside)
    )


def quotations(statement: Statement) -> tuple[str, ...]:
    """Return what `statement` presents as the words of a source.

    In a quotation that is what stands in quotation marks, or all of it when marks are few; elsewhere only what is
    set as quoted.
    """
    spans = tuple(statement.text[span.start : span.end] for span in statement.spans if span.kind == "quoted")
    if spans or statement.role != "quotation":
        return spans
    marked = tuple(quoted(statement.text))
    share = sum(len(Words.of(part)) for part in marked)
    return marked if 2 * share >= len(Words.of(statement.text)) else (statement.text,)


@dataclass(slots=True)
class _Maker:
    deck: Deck
    library: Library
    bodies: Bodies
    banners: frozenset[tuple[str, str]]
    """Box and text of the marks that every slide bears."""
    _seen: Counter[str | tuple[str, str, str]] = field(default_factory=Counter)
    _rows: Counter[str] = field(default_factory=Counter)
    """Rows of tables so far, by slide key."""
    _statements: dict[str, dict[str, Statement]] = field(default_factory=dict)
    """Those of each slide key by their ids."""

    def of_page(self, page: Page) -> Iterator[Record]:
        """Yield the records of one measured slide."""
        if page.key not in self._statements:
            slide = next((slide for slide in self.deck.slides if slide.key == page.key), None)
            self._statements[page.key] = {s.id: s for s in slide.statements} if slide else {}
        statements = self._statements[page.key]
        above = self._rows[page.key]
        for box, row, column, paragraph in _paragraphs(page):
            shown = _shown(paragraph)
            self._rows[page.key] = max(self._rows[page.key], above + row)
            if not shown.strip() or any(run.field == "slidenum" for run in paragraph.runs):
                continue
            ids = dict.fromkeys(run.statement for run in paragraph.runs if run.statement in statements)
            if not ids:
                made = self._side(page.key, box, shown)
            elif page.part > 1 and box == "title":
                made = iter((self._plain(page.key, CONTINUATION, shown),))
            else:
                made = iter((self.of_statement(statements[next(iter(ids))], shown),))
            yield from (replace(record, row=above + row, column=column) if row else record for record in made)
        for chart in (shape for shape in page.shapes if isinstance(shape, ChartBox)):
            for at, name in enumerate(chart.names):
                told = bar_text(name, ((series.name, series.values[at]) for series in chart.series))
                yield self._plain(page.key, CHART, told, "count")
        for shape in page.shapes:
            if isinstance(shape, PictureBox):
                shown = picture_text(shape.picture.sha256, shape.alt)
                yield self._figure(page.key, shown, statements[shape.statement])

    def of_slide(self, slide: Slide) -> Iterator[Record]:
        """Yield the records of one composed slide."""
        for statement in slide.statements:
            yield self.of_statement(statement, visible(statement))
        for source in slide.sources:
            yield self._source_line(slide.key, f"[{source.number}] {source.text}")

    def of_notes(self, slide: Slide) -> Iterator[Record]:
        """Yield the records of evidence and sources in the speaker notes, where quotations and titles stand in full."""
        for line in (*slide.notes.evidence, *slide.notes.sources):
            yield self._plain(slide.key, NOTES, line)

    def of_statement(self, statement: Statement, shown: str) -> Record:
        """Return the record of one statement that stands in the file as `shown`."""
        first = statement.citations[0] if statement.citations else None
        record = Record(
            id=statement.id,
            slide_key=statement.slide_key,
            field=statement.field,
            role=statement.role,
            passages=tuple(dict.fromkeys(c.passage_id for c in statement.citations if c.passage_id)),
            essays=tuple(dict.fromkeys(c.essay_id for c in statement.citations)),
            locator=locator_text(first.locator) if first else "",
            issued=shown,
            source_sha256="",
        )
        return self._anchored(record, statement)

    def _anchored(self, record: Record, statement: Statement) -> Record:
        """Add where the first quotation of `statement` stands, when it is one."""
        for quote in quotations(statement)[:1]:
            for essay_id, anchor in self._anchors(statement, quote):
                essay = self.library.get(Essay, essay_id)
                if essay is not None:
                    return replace(
                        record,
                        source_sha256=essay.body_sha256,
                        start=anchor.start,
                        end=anchor.end,
                        quote=anchor.quote,
                        before=anchor.before,
                        after=anchor.after,
                    )
        return record

    def _anchors(self, statement: Statement, quote: str) -> Iterator[tuple[str, Anchor]]:
        """Yield where `quote` may come from: the cited passages that hold it, then the cited essays."""
        for citation in statement.citations:
            passage = self.library.get(Passage, citation.passage_id)
            if passage is not None and passage.anchor is not None and match(quote, passage.anchor.quote).exact:
                yield passage.essay_id, passage.anchor
        for citation in statement.citations:
            essay = self.library.get(Essay, citation.essay_id)
            body = self.bodies.get(essay.body_sha256, "") if essay else ""
            found = match(quote, body)
            if found.exact:
                yield citation.essay_id, Anchor.of(body, found.start, found.end)

    def _side(self, key: str, box: str, shown: str) -> Iterator[Record]:
        """Yield the record of a paragraph that belongs to no statement; what every slide repeats has one in all."""
        if box in ("source_line", "source_line2"):
            yield self._source_line(key, shown)
        elif box not in _EVERY_SLIDE:
            yield self._plain(key, UNDER, shown)
        elif not self._seen[shown]:
            self._seen[shown] += 1
            banners = sum((each, shown) in self.banners for each in _BANNERS)
            yield from (self._plain("", BANNER if banners else FURNITURE, shown) for _ in range(banners or 1))

    def _source_line(self, key: str, shown: str) -> Record:
        entries = (_entry(self.deck.register, number) for number in sources_in(shown))
        essays = dict.fromkeys(id for entry in entries if entry for id in entry.essay_ids)
        return replace(self._plain(key, SOURCE_LINE, shown), essays=tuple(essays))

    def _figure(self, key: str, shown: str, caption: Statement) -> Record:
        """Return the record of a picture: its hash, its words for those who do not see it, and whose it is."""
        said = self.of_statement(caption, "")
        made = self._plain(key, FIGURE, shown)
        return replace(made, passages=said.passages, essays=said.essays, locator=said.locator)

    def _plain(self, key: str, name: str, shown: str, role: Role = "boilerplate") -> Record:
        seed = (key, name, shown)
        ordinal = self._seen[seed]
        self._seen[seed] += 1
        return Record(
            id=statement_id(key, name, (shown,), ordinal),
            slide_key=key,
            field=name,
            role=role,
            passages=(),
            essays=(),
            locator="",
            issued=shown,
            source_sha256="",
        )


def _banners(pages: Sequence[Page]) -> frozenset[tuple[str, str]]:
    """Return box and text of the handling marks that stand on every slide."""
    marks = [
        {(box, shown) for box, _, _, paragraph in _paragraphs(page) if box in _BANNERS and (shown := _shown(paragraph))}
        for page in pages
    ]
    return frozenset(set.intersection(*marks)) if marks else frozenset()


def _entry(register: Iterable[RegisterEntry], number: int) -> RegisterEntry | None:
    return next((entry for entry in register if entry.number == number), None)


def _paragraphs(page: Page) -> Iterator[tuple[str, int, int, Paragraph]]:
    """Yield field, row and column (from 1; 0 outside tables) and paragraph of all that can be read, in reading order."""
    above = 0
    for shape in page.shapes:
        match shape:
            case TextBox():
                yield from ((shape.field, 0, 0, paragraph) for paragraph in shape.paragraphs)
            case TableBox():
                for number, row in enumerate(shape.rows, above + 1):
                    yield from (("table", number, c, p) for c, cell in enumerate(row, 1) for p in cell.paragraphs)
                above += len(shape.rows)
            case _:
                pass


def _shown(paragraph: Paragraph) -> str:
    runs = paragraph.runs
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
