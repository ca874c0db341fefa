"""Pages of an imported file: where each stands in the file, what is printed on it, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefer.app.decisions import Decisions, decided
from briefer.gui.models.table import Cell, RowsTable
from briefer.structure.imported import Imported

INDEX, FOUND, APPLIED, PIECE, REMARK = range(5)
HEADS = ("File page", "As found", "Cited as", "Piece", "Remark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One page: `index` in the file from 1, None where the file has no pages of its own."""

    index: int | None
    found: str
    applied: str
    piece: int
    """Number of the piece, 0 for a page in none."""
    title: str = ""
    remark: str = ""
    sign: str = ""


def labels(read: Imported, decisions: Decisions) -> list[Label]:
    """Return the pages of a file in order, as they were found and as `decisions` number them."""
    before = decided(read, Decisions(split=decisions.split, changes=decisions.changes))
    after = decided(read, decisions)
    rows: list[Label] = []
    for number, (old, new) in enumerate(zip(before.pieces, after.pieces, strict=True), 1):
        title = new.essay.reference.title
        for page, label in zip(old.essay.pages, new.essay.pages, strict=True):
            rows.append(Label(index=page.index, found=page.label, applied=label.label, piece=number, title=title))
    used = {row.index for row in rows}
    if None not in used:
        rows += [Label(index=at, found="", applied="", piece=0) for at in range(1, read.pages + 1) if at not in used]
        rows.sort(key=lambda row: (row.index or 0, row.piece))
    return _remarked(rows)


def _remarked(rows: Sequence[Label]) -> list[Label]:
    """Add to each page what is unusual about its number: Roman, missing, or out of sequence."""
    out: list[Label] = []
    last: Label | None = None
    for row in rows:
        remark, sign = "", ""
        if row.piece == 0:
            remark = "in no piece"
        elif not row.applied:
            remark, sign = "no number printed", "warn"
        elif not row.applied.isdecimal():
            remark = "Roman number" if set(row.applied.lower()) <= set("ivxlcdm") else "not a number"
        elif last is not None and last.applied.isdecimal() and (row.index, row.applied) != (last.index, last.applied):
            step = int(row.applied) - int(last.applied)
            pages = (row.index - last.index) if row.index is not None and last.index is not None else 1
            if step != pages and not (step == 0 and row.piece != last.piece):
                remark, sign = _jump(last.applied, row.applied, step), "warn"
        out.append(
            Label(
                index=row.index,
                found=row.found,
                applied=row.applied,
                piece=row.piece,
                title=row.title,
                remark=remark,
                sign=sign,
            )
        )
        if row.piece:
            last = row
    return out


def _jump(before: str, now: str, step: int) -> str:
    if step == 2:
        return f"page {int(before) + 1} is missing"
    if step > 2:
        return f"pages {int(before) + 1}–{int(now) - 1} are missing"
    return f"{now} after {before}"


class LabelModel(RowsTable[Label]):
    """The pages of one file; read only."""

    heads = HEADS

    def cell(self, row: Label, column: int) -> Cell:
        match column:
            case 0:
                return Cell(text=str(row.index) if row.index else "–", quiet=True)
            case 1:
                return Cell(text=row.found or "–", quiet=True)
            case 2:
                return Cell(text=row.applied or "–", bold=row.applied != row.found)
            case 3:
                return Cell(text=f"{row.piece}  {row.title}" if row.piece else "", quiet=True)
            case _:
                return Cell(text=row.remark, sign=row.sign, quiet=not row.sign)

    def spoken(self, row: Label, column: int) -> str:
        place = f"page {row.index} of the file" if row.index else f"page found as {row.found}"
        return f"{place}, {HEADS[column].lower()}: {self.cell(row, column).text or 'nothing'}"
