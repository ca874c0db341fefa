"""Tables as .xlsx and .csv: nothing in them can run as a formula, and equal tables have equal bytes."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import TypeAlias

import xlsxwriter

Cell: TypeAlias = str | int | float

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text of a CSV file for a formula."""
MOST = 32_767
"""Characters that a cell of a workbook can hold."""
_CUT = " … [cut here; the .csv has all]"
_WIDEST, _NARROWEST = 60, 8
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
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), max(0, len(table.columns) - 1))
    for at, name in enumerate(table.columns):
        sheet.set_column(at, at, _width(name, (row[at] for row in table.rows)))
        sheet.write_string(0, at, name, head)
    for number, row in enumerate(table.rows, 1):
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, at, _fitted(cell), body)
            else:
                sheet.write_number(number, at, cell, body)
    book.close()
    return data.getvalue()


def _fitted(text: str) -> str:
    return text if len(text) <= MOST else text[: MOST - len(_CUT)] + _CUT


def _width(name: str, cells: Iterator[Cell]) -> float:
    longest = max((len(line) for cell in cells for line in str(cell).splitlines()), default=0)
    return min(_WIDEST, max(_NARROWEST, len(name) + 3, longest + 1))


SHEETS: dict[str, Callable[[Table], bytes]] = {"csv": write_csv, "xlsx": write_xlsx}
