"""Slides and memo as rows: the storyboard, and the statements that stand on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from briefer.gui import phrases
from briefer.gui.models.rows import Index, Row
from briefer.gui.services import OutlineSection, OutlineSlide, as_remark
from briefer.model.statement import Statement

LINE = Qt.ItemDataRole.UserRole + 4

LineKind: TypeAlias = Literal["marking", "title", "head", "note", "statement", "sources", "foot"]
LABELS = ("label", "heading", "number")
"""Fields whose words stand in the left column, before the statement that follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """One line of the outline page; only titles and statements can be chosen."""

    kind: LineKind
    text: str
    label: str = ""
    statement: Statement | None = None
    key: str = ""


def slide_sign(slide: OutlineSlide) -> str:
    """Return the sign of the worst thing to look at on a slide, "" when there is none."""
    severities = {as_remark(remark, slide.key).severity for remark in slide.remarks}
    if "fail" in severities:
        return "fail"
    if "warn" in severities:
        return "warn"
    if slide.status or any(not statement.confirmed for statement in slide.statements):
        return "unconfirmed"
    return ""


def storyboard_rows(slides: Sequence[OutlineSlide]) -> list[Row]:
    """Return one row a slide: number, layout, state."""
    words = {"fail": "has a mistake", "warn": "to look at", "unconfirmed": "not yet confirmed", "": ""}
    rows = []
    for slide in slides:
        sign = slide_sign(slide)
        spoken = f"Slide {slide.number}, {phrases.layout_name(slide.layout)}: {slide.title}"
        rows.append(
            Row(
                id=slide.key,
                text=slide.title,
                note=phrases.layout_name(slide.layout),
                count=str(slide.number),
                sign=sign,
                spoken=f"{spoken}; {words[sign]}" if sign else spoken,
            )
        )
    return rows


def slide_lines(slide: OutlineSlide, total: int, marking: str, footer: str) -> list[PageLine]:
    """Return what stands on a slide, top to bottom."""
    lines = [PageLine(kind="marking", text=marking, label=slide.status)]
    lines.append(PageLine(kind="title", text=slide.title, key=slide.key))
    lines += _content(slide)
    if slide.sources:
        lines.append(PageLine(kind="sources", text="\n".join(slide.sources), label="Sources"))
    lines.append(PageLine(kind="foot", text=footer, label=f"{slide.number} / {total}"))
    return lines


def _content(slide: OutlineSlide) -> list[PageLine]:
    """Return the statements of a slide; words that only name the next one become its label."""
    lines: list[PageLine] = []
    heads = [s.text for s in slide.statements if s.field == "head"]
    if any(heads):
        lines.append(PageLine(kind="note", text=" · ".join(text for text in heads if text)))
    columns = iter(heads)
    label = ""
    for statement in slide.statements:
        if statement.field in ("title", "head") or not statement.text:
            continue
        if statement.field in LABELS and statement.role == "boilerplate":
            label, columns = statement.text, iter(heads[1:])
            continue
        if slide.layout == "options" and statement.field == "cell":
            column = next(columns, "")
            label = label or column
        lines.append(statement_line(statement, label=label))
        label = ""
    return lines


def memo_lines(sections: Sequence[OutlineSection], subject: str, marking: str) -> list[PageLine]:
    """Return what stands in the memo, top to bottom."""
    lines = [PageLine(kind="marking", text=marking), PageLine(kind="title", text=subject)]
    for section in sections:
        lines.append(PageLine(kind="head", text=section.label, key=section.id))
        lines += [statement_line(statement, section.id) for statement in section.statements]
    return lines


def statement_line(statement: Statement, key: str = "", label: str = "") -> PageLine:
    """Return a statement as a line of the page."""
    label = statement.label or label or ("Assessment" if statement.role == "assessment" else "")
    return PageLine(kind="statement", text=statement.text, label=label, statement=statement, key=key)


def spoken(line: PageLine) -> str:
    """Return a line in full: role, who and how sure, then the words."""
    statement = line.statement
    if statement is None:
        names = {"title": "Title", "sources": "Sources", "foot": "Foot", "marking": "Marking"}
        prefix = names.get(line.kind, "")
        return f"{prefix}: {line.text}" if prefix else line.text
    parts: list[str] = [statement.role if statement.role != "own" else "own text"]
    if statement.role == "assessment":
        parts += [part for part in (statement.by, statement.confidence or "") if part]
    elif line.label:
        parts.append(line.label)
    if not statement.confirmed:
        parts.append("unconfirmed")
    words = ", ".join(parts)
    return f"{words[:1].upper()}{words[1:]}: {statement.text}"


class PageModel(QAbstractListModel):
    """The lines of one page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[PageLine, ...] = ()

    @property
    def lines(self) -> tuple[PageLine, ...]:
        """Return all lines."""
        return self._lines

    def show(self, lines: Sequence[PageLine]) -> None:
        """Show another page."""
        if tuple(lines) != self._lines:
            self.beginResetModel()
            self._lines = tuple(lines)
            self.endResetModel()

    def line_at(self, index: Index) -> PageLine | None:
        """Return the line at `index`."""
        return self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  an invalid index is a value
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line_at(index)
        if line is None or line.kind not in ("title", "statement"):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line_at(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line)
        return line if role == LINE else None
