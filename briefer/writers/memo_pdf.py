"""A memo as a tagged PDF by typst, its page count, and pictures of its pages. The same memo makes the same bytes.

Words enter the template as JSON and never as markup; the typeface is the one that typst carries.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefer.model.memo import HeaderField, Memo, Paper
from briefer.specs.brand import Brand, MemoStyle
from briefer.typeset import memo as page
from briefer.typeset.joining import unjoined
from briefer.typeset.memo_rows import SHEETS, MemoRow, header_rows, rows_of, scale_of, source_runs
from briefer.writers.sheet_pdf import compiled, pages_in, runs_data, sheet_data
from briefer.writers.typefaces import borrowed_remark, faces_of

_TEMPLATE = "memos/information-memo/memo.typ"


def write_memo_pdf(memo: Memo, paper: Paper, brand: Brand) -> bytes:
    """Return `memo` as a tagged PDF on `paper`; raises OutputError when it holds letters that cannot be set."""
    return compiled(_TEMPLATE, memo_data(memo, paper, brand), "memo")[0]


def letters_remark(memo: Memo, paper: Paper, brand: Brand) -> str:
    """Return what to tell of letters of `memo` that are set in fonts of this machine, "" where there are none."""
    return borrowed_remark("memo", faces_of(memo_data(memo, paper, brand)))


def page_count(memo: Memo, paper: Paper, brand: Brand) -> int:
    """Return how many pages the PDF of `memo` has."""
    return pages_in(_TEMPLATE, memo_data(memo, paper, brand), "memo")


def preview_pages(memo: Memo, paper: Paper, brand: Brand, pixels_per_inch: float = 96) -> tuple[bytes, ...]:
    """Return the pages of `memo` as PNG pictures."""
    return compiled(_TEMPLATE, memo_data(memo, paper, brand), "memo", "png", pixels_per_inch)


def memo_data(memo: Memo, paper: Paper, brand: Brand) -> dict[str, Any]:
    """Return everything that the template sets, as plain JSON values; sizes are those of the one face it has."""
    usual = MemoStyle()
    style = replace(usual.subject, bold=brand.memo.subject.bold)
    brand = replace(brand, memo=replace(usual, subject=style))
    scale = scale_of(memo, brand)
    text = SHEETS[paper][0] - 2 * page.EDGE
    sheet = sheet_data(
        paper,
        brand,
        memo,
        title=memo.subject,
        foot=memo.foot,
    )
    return sheet | {
        "bottom": page.bottom(memo, text, brand),
        "size": scale.size,
        "pitch": scale.pitch,
        "gap": scale.gap,
        "band": scale.band,
        "subject": [unjoined(line).strip() for line in page.subject(memo, text, brand).lines],
        "heading": {"size": style.size, "leading": style.leading, "bold": style.bold},
        "description": memo.stamp,
        "keywords": [word for word in (memo.brief_id, memo.run, memo.marking) if word],
        "header": [[_field(field) for field in row] for row in header_rows(memo)],
        "rows": [_row(row) for row in rows_of(memo, brand)],
        "sources": runs_data(source_runs(memo)),
    }


def _field(field: HeaderField) -> dict[str, Any]:
    return {"label": field.label, "value": field.value, "bold": field.bold}


def _row(row: MemoRow) -> dict[str, Any]:
    return {
        "label": row.label,
        "ink": row.ink,
        "ruled": row.ruled,
        "numbered": row.numbered,
        "paragraphs": [
            {"size": paragraph.size, "leading": paragraph.leading, "runs": runs_data(paragraph.runs)}
            for paragraph in row.paragraphs
        ],
    }
