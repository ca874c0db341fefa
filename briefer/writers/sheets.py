"""Tables as .xlsx and .csv: nothing in them can run as a formula, and equal tables have equal bytes."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, StringIO
from textwrap import wrap
from typing import TypeAlias

import xlsxwriter

Cell: TypeAlias = str | int | float

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text of a CSV file for a formula."""
MOST = 32_767
"""Characters that a cell of a workbook can hold."""
_CUT = " … [cut here; the .csv has all]"
_WIDEST, _WIDE, _NARROWEST = 60, 32, 6
"""Characters: the column with the most words, any other, and the least."""
_LINE, _TALLEST = 15, 409
"""Points: a line of a row, and the tallest row that spreadsheets have."""
_A4 = 9
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_UNSAFE = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts and numbers under their headings; `name` is the sheet's."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_csv(table: Table) -> bytes:
    """Return `table` as RFC 4180 with a UTF-8 mark; texts that a spreadsheet would run begin with an apostrophe."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guarded(name) for name in table.columns])
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """Return `text` with one more apostrophe before it when it begins like a formula, apostrophes left out."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a workbook says of itself; the marking stands on every printed page as well."""

    title: str
    author: str = ""
    marking: str = ""
    stamp: str = ""


def write_xlsx(table: Table, about: About | None = None) -> bytes:
    """Return `table` as a workbook: texts as texts, the head frozen, a filter, long cells wrapped."""
    data = BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, **_UNSAFE})
    told = about or About(title=table.name)
    properties = {"title": told.title, "author": told.author, "keywords": told.marking, "comments": told.stamp}
    book.set_properties({**{name: text for name, text in properties.items() if text}, "created": _MADE})
    sheet = book.add_worksheet(table.name[:31])
    if told.marking:
        line = f"&C&B{told.marking.replace('&', '&&')}"
        sheet.set_header(line)
        sheet.set_footer(line)
    if about:
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top", "align": "left"})
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), max(0, len(table.columns) - 1))
    widths = _widths(table)
    for at, name in enumerate(table.columns):
        sheet.set_column(at, at, widths[at])
        sheet.write_string(0, at, name, head)
    for number, row in enumerate(table.rows, 1):
        lines = max((_lines(cell, width) for cell, width in zip(row, widths, strict=True)), default=1)
        if lines > 1:
            sheet.set_row(number, min(_TALLEST, lines * _LINE))
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, at, _fitted(cell), body)
            else:
                sheet.write_number(number, at, cell, body)
    book.close()
    return data.getvalue()


def _fitted(text: str) -> str:
    return text if len(text) <= MOST else text[: MOST - len(_CUT)] + _CUT


def _widths(table: Table) -> list[float]:
    """Return the width of each column in characters: what its texts need, the rest of them on further lines."""
    sizes = [sum(len(str(row[at])) for row in table.rows) for at in range(len(table.columns))]
    main = sizes.index(max(sizes)) if sizes else 0
    return [
        min(
            _WIDEST if at == main else _WIDE,
            max(_NARROWEST, len(name) + 3, 1 + max((_longest(row[at]) for row in table.rows), default=0)),
        )
        for at, name in enumerate(table.columns)
    ]


def _longest(cell: Cell) -> int:
    return max(map(len, str(cell).splitlines()), default=0)


def _lines(cell: Cell, width: float) -> int:
    """Return how many lines a cell fills, words kept whole."""
    room = max(1, int(width) - 1)
    return sum(1 if len(line) <= room else len(wrap(line, room)) or 1 for line in str(cell).splitlines())


SHEETS: dict[str, Callable[[Table], bytes]] = {"csv": write_csv, "xlsx": write_xlsx}
