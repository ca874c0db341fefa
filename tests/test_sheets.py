import csv
import io
import re
import zipfile
from string import ascii_uppercase

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libraries import libraries
from lxml import etree

from briefer.app.tables import evidence
from briefer.model.evidence import Passage
from briefer.writers.sheets import FORMULA, MOST, Table, guarded, write_csv, write_xlsx

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
risky = st.sampled_from(
    ["=1+1", "+1", "-5", "@SUM(A1)", "\t=1", "'=1", "''-", "=HYPERLINK(1)", "http://x.org", "_x000D_", "5", ""]
)
cells = (
    risky | texts.map(lambda text: re.sub("[^\t\n\x20-\ud7ff\ue000-\ufffd]", "", text)) | st.integers(-(10**9), 10**9)
)
tables = st.lists(st.tuples(cells, cells, cells), max_size=4).map(
    lambda rows: Table("T", ("a", "=b", "c"), tuple(rows))
)


def from_csv(data):
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return [
        [cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell for cell in r]
        for r in rows
    ]


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def from_xlsx(data, width=3):
    package = parts(data)
    strings = []
    if "xl/sharedStrings.xml" in package:
        for item in etree.fromstring(package["xl/sharedStrings.xml"]).iter(f"{MAIN}si"):
            text = "".join(t.text or "" for t in item.iter(f"{MAIN}t"))
            strings.append(re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text))
    rows = []
    for row in etree.fromstring(package["xl/worksheets/sheet1.xml"]).iter(f"{MAIN}row"):
        found = {}
        for cell in row.iter(f"{MAIN}c"):
            value = cell.findtext(f"{MAIN}v")
            if value is not None:
                found[ascii_uppercase.index(cell.get("r")[0])] = (
                    strings[int(value)] if cell.get("t") == "s" else float(value)
                )
        rows.append([found.get(at, "") for at in range(width)])
    return rows


@settings(deadline=None)
@given(tables)
def test_a_csv_file_reads_back_and_runs_nothing(table):
    data = write_csv(table)

    assert data.startswith(b"\xef\xbb\xbf")
    for row, told in zip(
        list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:], table.rows, strict=True
    ):
        assert not [c for c, cell in zip(row, told, strict=True) if isinstance(cell, str) and c.startswith(FORMULA)]
    assert from_csv(data)[1:] == [[str(cell) for cell in row] for row in table.rows]


@settings(deadline=None, max_examples=60)
@given(tables)
def test_a_workbook_reads_back_and_has_no_formula_and_no_link(table):
    data = write_xlsx(table)

    sheet = parts(data)["xl/worksheets/sheet1.xml"]
    assert b"<f>" not in sheet and b"<f " not in sheet and b"hyperlink" not in sheet.lower()
    assert from_xlsx(data) == [list(table.columns), *([*row] for row in table.rows)]
    assert data == write_xlsx(table)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(libraries())
def test_the_evidence_of_any_library_runs_nothing_and_has_a_row_for_each_passage(drawn):
    library, bodies = drawn
    table = evidence(library, bodies)

    assert {row[0] for row in table.rows} == {passage.id for passage in library.all(Passage)}
    assert b"<f>" not in parts(write_xlsx(table))["xl/worksheets/sheet1.xml"]
    assert from_csv(write_csv(table))[1:] == [list(row) for row in table.rows]


@pytest.mark.parametrize(
    ("text", "written"), [("=1", "'=1"), ("'=1", "''=1"), ("-5", "'-5"), ("a=1", "a=1"), ("'a", "'a")]
)
def test_an_apostrophe_guards_what_would_run(text, written):
    assert guarded(text) == written


def test_a_text_too_long_for_a_cell_is_cut_and_says_so():
    (_, (text, *_)) = from_xlsx(write_xlsx(Table("T", ("a", "b", "c"), (("x" * (MOST + 1), "", ""),))))

    assert len(text) == MOST
    assert text.endswith("[cut here; the .csv has all]")


def test_rows_are_as_tall_as_their_texts_and_one_column_is_the_widest():
    long = "Ferries sail at dawn, at noon and at dusk, and nobody has asked for more of them. " * 3
    table = Table(
        "T",
        ("no.", "passage", "title"),
        ((1, long, "A title that is rather long for its column, as some are"), (2, "x", "y")),
    )
    sheet = etree.fromstring(parts(write_xlsx(table))["xl/worksheets/sheet1.xml"])
    first, second, third = (float(column.get("width")) for column in sheet.iter(f"{MAIN}col"))
    heights = [row.get("ht") for row in sheet.iter(f"{MAIN}row")]

    assert second > third > first
    assert heights == [None, "75", None]
