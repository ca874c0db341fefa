"""Slides and memo as rows: the storyboard, and the statements that stand on the page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from PySide6.QtCore import Qt

from briefer.compose.wording import capitalised
from briefer.gui import phrases
from briefer.gui.models.rows import Index, ListModel, Row
from briefer.gui.results import Outline, OutlineSection, OutlineSlide, as_remark
from briefer.model.statement import Statement
from briefer.typeset.page import Page, Paragraph, TableBox, TextBox

LINE = Qt.ItemDataRole.UserRole + 4

LineKind: TypeAlias = Literal["marking", "title", "head", "statement"]
_ABOUT = {"own": "own text", "boilerplate": "text of the template"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """One line of a page; only titles and statements can be chosen."""

    kind: LineKind
    text: str
    label: str = ""
    statement: Statement | None = None
    key: str = ""
    cites: tuple[str, ...] = ()
    """The sources on the slide that its marks name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the storyboard: a slide, or a part of one that is continued."""

    number: int
    page: Page
    slide: OutlineSlide
    locked: bool = False

    @property
    def id(self) -> str:
        """Return the slide's key; parts after the first have their own."""
        return self.page.key if self.page.part == 1 else f"{self.page.key}#{self.page.part}"

    @property
    def part(self) -> str:
        """Return "2 of 4", "" for a slide on one page."""
        return f"{self.page.part} of {self.page.parts}" if self.page.parts > 1 else ""

    @property
    def caption(self) -> str:
        """Return "Slide 13 · 2 of 4"."""
        return " · ".join(words for words in (f"Slide {self.number}", self.part) if words)


def sheets_of(outline: Outline, locked: Collection[str] = ()) -> list[Sheet]:
    """Return every page of the deck with its slide; `locked` are the keys of the slides whose texts are held."""
    slides = {slide.key: slide for slide in outline.slides}
    return [
        Sheet(number, page, slides[page.key], page.key in locked) for number, page in enumerate(outline.pages, start=1)
    ]


def key_of(sheet_id: str) -> str:
    """Return the key of the slide that a page is of."""
    return sheet_id.split("#")[0]


def slide_sign(sheet: Sheet) -> str:
    """Return the sign of the worst thing to look at on a page, "" when there is none."""
    slide = sheet.slide
    severities = {as_remark(remark, slide.key).severity for remark in slide.remarks if sheet.page.part == 1}
    if "fail" in severities:
        return "fail"
    if "warn" in severities:
        return "warn"
    shown = set(statement_ids(sheet.page))
    if slide.status or any(not s.confirmed for s in slide.statements if s.id in shown):
        return "unconfirmed"
    return ""


def storyboard_rows(sheets: Sequence[Sheet]) -> list[Row]:
    """Return one row a page: number, part, state."""
    words = {"fail": "has a mistake", "warn": "to look at", "unconfirmed": "not yet confirmed", "": ""}
    rows = []
    for sheet in sheets:
        sign = slide_sign(sheet)
        spoken = f"{sheet.caption}, {phrases.layout_name(sheet.page.layout)}: {sheet.slide.title}"
        spoken += "; hidden" * sheet.page.hidden + "; locked" * sheet.locked
        rows.append(
            Row(
                id=sheet.id,
                text=sheet.slide.title,
                note=sheet.part.replace(" of ", "/"),
                count=str(sheet.number),
                sign=sign,
                icon="ph.lock-simple" if sheet.locked else "",
                zero=sheet.page.hidden,
                spoken=f"{spoken}; {words[sign]}" if sign else spoken,
            )
        )
    return rows


def statement_ids(page: Page) -> tuple[str, ...]:
    """Return the statements that stand on a page, in reading order."""
    paragraphs: list[Paragraph] = []
    for shape in page.shapes:
        if isinstance(shape, TextBox):
            paragraphs += shape.paragraphs
        elif isinstance(shape, TableBox):
            paragraphs += [p for row in shape.rows for cell in row for p in cell.paragraphs]
    return tuple(dict.fromkeys(run.statement for p in paragraphs for run in p.runs if run.statement))


def sheet_lines(sheet: Sheet) -> list[PageLine]:
    """Return the statements that stand on a page, in reading order."""
    known = {statement.id: statement for statement in sheet.slide.statements}
    return [_sheet_line(known[id], sheet.slide) for id in statement_ids(sheet.page) if id in known]


def _sheet_line(statement: Statement, slide: OutlineSlide) -> PageLine:
    marks = tuple(f"[{number}] " for mark in statement.marks for number in mark.numbers)
    return PageLine(
        kind="title" if statement.field == "title" else "statement",
        text=statement.text,
        label=statement.label,
        statement=statement,
        key=slide.key,
        cites=tuple(source for source in slide.sources if source.startswith(marks)) if marks else (),
    )


def memo_lines(sections: Sequence[OutlineSection], subject: str, marking: str) -> list[PageLine]:
    """Return what stands in the memo, top to bottom."""
    lines = [PageLine(kind="marking", text=marking), PageLine(kind="title", text=subject)]
    for section in sections:
        lines.append(PageLine(kind="head", text=section.label, key=section.id))
        lines += [statement_line(statement, section.id) for statement in section.statements]
    return lines


def statement_line(statement: Statement, key: str = "") -> PageLine:
    """Return a statement as a line of the memo."""
    label = statement.label or ("Assessment" if statement.role == "assessment" else "")
    return PageLine(kind="statement", text=statement.text, label=label, statement=statement, key=key)


def about(line: PageLine) -> str:
    """Return what a line is: its role, who says it and how sure, and its sources."""
    statement = line.statement
    if statement is None:
        return ""
    parts: list[str] = [_ABOUT.get(statement.role, statement.role)]
    if line.kind == "title":
        parts = ["title"]
    elif statement.role == "assessment":
        parts += [part for part in (statement.by, statement.confidence or "") if part]
    elif line.label:
        parts.append(line.label)
    if not statement.confirmed:
        parts.append("unconfirmed")
    return capitalised(", ".join([*parts, *line.cites]))


def spoken(line: PageLine) -> str:
    """Return a line in full: role, who and how sure, its sources, then the words."""
    prefix = about(line) or {"title": "Title", "marking": "Marking"}.get(line.kind, "")
    return f"{prefix}: {line.text}" if prefix else line.text


class PageModel(ListModel[PageLine]):
    """The lines of one page."""

    def identity(self, row: PageLine) -> object:
        return row.kind, row.key, row.statement.id if row.statement else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.row_at(index)
        if line is None or line.kind not in ("title", "statement"):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.row_at(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return phrases.tip(about(line))
        return line if role == LINE else None
