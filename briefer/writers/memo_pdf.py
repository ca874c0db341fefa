"""A memo as a tagged PDF by typst, its page count, and pictures of its pages. The same memo makes the same bytes.

Words enter the template as JSON and never as markup; the typeface is the one that typst carries.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import briefer
from briefer.errors import OutputError
from briefer.model.memo import HeaderField, Memo, Paper
from briefer.specs.brand import Brand, MemoStyle
from briefer.typeset import memo as page
from briefer.typeset.joining import unjoined
from briefer.typeset.memo_rows import SHEETS, MemoRow, header_rows, rows_of, scale_of, source_runs
from briefer.typeset.page import Run

_TEMPLATE = "memos/information-memo/memo.typ"
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MISSING = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed', re.DOTALL)


def write_memo_pdf(memo: Memo, paper: Paper, brand: Brand) -> bytes:
    """Return `memo` as a tagged PDF on `paper`; raises OutputError when it holds letters that cannot be set."""
    return _compiled(memo_data(memo, paper, brand), "pdf")[0]


def page_count(memo: Memo, paper: Paper, brand: Brand) -> int:
    """Return how many pages the PDF of `memo` has."""
    import typst

    try:
        inputs = _inputs(memo_data(memo, paper, brand))
        found = typst.query(
            _template(), "<pages>", field="value", one=True, ignore_system_fonts=True, sys_inputs=inputs
        )
    except typst.TypstError as error:
        raise OutputError(_sentence(str(error))) from error
    return int(json.loads(found))


def preview_pages(memo: Memo, paper: Paper, brand: Brand, pixels_per_inch: float = 96) -> tuple[bytes, ...]:
    """Return the pages of `memo` as PNG pictures."""
    return _compiled(memo_data(memo, paper, brand), "png", pixels_per_inch)


def memo_data(memo: Memo, paper: Paper, brand: Brand) -> dict[str, Any]:
    """Return everything that the template sets, as plain JSON values; sizes are those of the one face it has."""
    usual = MemoStyle()
    style = replace(usual.subject, bold=brand.memo.subject.bold)
    brand = replace(brand, memo=replace(usual, subject=style))
    width, height = SHEETS[paper]
    scale = scale_of(memo, brand)
    language, *subtags = (memo.language or "en-GB").split("-")
    text = width - 2 * page.EDGE
    return {
        "width": width,
        "height": height,
        "bottom": page.bottom(memo, text, brand),
        "size": scale.size,
        "pitch": scale.pitch,
        "gap": scale.gap,
        "band": scale.band,
        "title": memo.subject,
        "subject": [unjoined(line).strip() for line in page.subject(memo, text, brand).lines],
        "heading": {"size": style.size, "leading": style.leading, "bold": style.bold},
        "colours": dict(brand.on_paper),
        "author": memo.author,
        "description": memo.stamp,
        "keywords": [word for word in (memo.brief_id, memo.run, memo.marking) if word],
        "date": _date(memo.date),
        "lang": language,
        "region": next((tag.upper() for tag in subtags if len(tag) == 2), None),
        "marking": memo.marking,
        "foot": memo.foot,
        "header": [[_field(field) for field in row] for row in header_rows(memo)],
        "rows": [_row(row) for row in rows_of(memo, brand)],
        "sources": _runs(source_runs(memo)),
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
            {"size": paragraph.size, "leading": paragraph.leading, "runs": _runs(paragraph.runs)}
            for paragraph in row.paragraphs
        ],
    }


def _runs(runs: Iterable[Run]) -> list[dict[str, Any]]:
    """Return runs with what differs from plain text."""
    looks = ("bold", "italic", "raised", "dotted")
    return [
        {"text": run.text, "size": run.size, "ink": run.ink} | {look: True for look in looks if getattr(run, look)}
        for run in runs
    ]


def _date(date: str) -> list[int]:
    match = _DATE.match(date)
    if not match:
        raise OutputError(f"The memo’s date “{date}” is no day. Write it as 2026-11-22 in the brief.")
    return [int(part) for part in match.groups()]


def _compiled(data: dict[str, Any], kind: Literal["pdf", "png"], resolution: float | None = None) -> tuple[bytes, ...]:
    import typst

    try:
        found = typst.compile(
            _template(),
            format=kind,
            ppi=resolution,
            ignore_system_fonts=True,
            sys_inputs=_inputs(data),
            pdf_standards="ua-1" if kind == "pdf" else [],
            timestamp=0,
        )
    except typst.TypstError as error:
        raise OutputError(_sentence(str(error))) from error
    return (found,) if isinstance(found, bytes) else tuple(found or ())


def _inputs(data: dict[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False)}


def _sentence(message: str) -> str:
    """Return what to tell the user when typst refuses."""
    missing = _MISSING.search(message)
    if missing:
        return (
            f"The memo’s PDF was not written: its typeface has no “{missing['text']}”. "
            "Write the word in other letters, or the memo as .docx."
        )
    return f"The memo’s PDF was not written: {message}. Write it as .docx instead."


@lru_cache(maxsize=1)
def _template() -> bytes:
    package = Path(briefer.__file__).parent
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / _TEMPLATE).is_file():
            return (folder / _TEMPLATE).read_bytes()
    raise OutputError(f"The memo’s template {_TEMPLATE} is missing beside {package}. Install Briefer again.")
