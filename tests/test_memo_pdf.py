"""The PDF memo: tagged, titled, the same bytes twice; words are never markup."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from sample_memo import SAMPLE, invented, point, say

from briefer.errors import OutputError
from briefer.model.memo import Memo, MemoSection, Paper, Point
from briefer.typeset.joining import unjoined
from briefer.typeset.memo import height_of
from briefer.writers.memo_pdf import memo_data, page_count, preview_pages, write_memo_pdf
from tests.sample_deck import INSTITUTE

PAPERS: tuple[Paper, ...] = ("a4", "letter")
SIZES = {"a4": (595.28, 841.89), "letter": (612, 792)}


def opened(memo: Memo, paper: Paper = "a4") -> pikepdf.Pdf:
    return pikepdf.Pdf.open(io.BytesIO(write_memo_pdf(memo, paper, INSTITUTE)))


def text_of(data: bytes) -> str:
    """Return the text of all pages on one line; \\x02 is how pdfium writes a hyphen at the end of a line."""
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    return re.sub(r"\s+", " ", unjoined(" ".join(pages).replace("\x02", "-")))


def tags(node: pikepdf.Object) -> list[str]:
    """Return the structure tags under `node` in reading order."""
    found = [str(node.S)[1:]] if "/S" in node else []
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            found += tags(child)
    return found


@pytest.mark.parametrize("paper", PAPERS)
def test_the_same_memo_makes_the_same_bytes(paper):
    assert write_memo_pdf(SAMPLE, paper, INSTITUTE) == write_memo_pdf(SAMPLE, paper, INSTITUTE)


@pytest.mark.parametrize(
    "memo", [SAMPLE, *(m for m in map(invented, range(24)) if height_of(m, "letter", INSTITUTE).fits)]
)
def test_every_statement_stands_in_the_pdf_in_order(memo):
    whole = text_of(write_memo_pdf(memo, "letter", INSTITUTE))
    at = 0
    for statement in memo.statements:
        at = whole.find(statement.text, at)

        assert at >= 0, statement.text


def test_the_file_says_what_a_reader_with_a_screen_reader_needs():
    pdf = opened(SAMPLE)
    metadata = pdf.open_metadata()

    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert metadata["pdfuaid:part"] == "1"
    assert str(metadata["dc:title"]) == SAMPLE.subject
    assert str(pdf.docinfo["/Author"]) == SAMPLE.author
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261122")


def test_the_tags_give_title_labels_and_numbered_points_in_reading_order():
    pdf = opened(SAMPLE)
    found = tags(pdf.Root.StructTreeRoot)
    headings = [tag for tag in found if tag.startswith("H")]

    assert headings == ["H1", *["H2"] * len(SAMPLE.sections)]
    assert found.count("L") == 1
    assert found.count("LI") == 4
    assert "Figure" not in found
    assert "Table" not in found


@pytest.mark.parametrize("paper", PAPERS)
def test_the_sheet_is_the_paper_asked_for(paper):
    pdf = opened(SAMPLE, paper)
    box = [float(edge) for edge in pdf.pages[0].MediaBox]

    assert box[2:] == pytest.approx(SIZES[paper], abs=0.01)


def test_only_the_typeface_that_comes_along_is_used_and_embedded():
    pdf = opened(SAMPLE)
    fonts = [f for page in pdf.pages for f in page.Resources.Font.values()]
    names = {str(font.BaseFont) for font in fonts}

    assert names
    assert all("LibertinusSerif" in name for name in names)
    assert all("/FontDescriptor" in font.DescendantFonts[0] for font in fonts)


def test_words_that_look_like_markup_stay_words():
    hostile = '#eval("1") *b* _i_ $x$ `c` <l> @r = h \\ "q" #sys.inputs'
    section = MemoSection("a", hostile, (point(hostile),))
    memo = replace(SAMPLE, subject=hostile, marking=hostile[:12], foot=hostile, sections=(section,))
    words = text_of(write_memo_pdf(memo, "a4", INSTITUTE))

    assert words.count(hostile) == 4


def test_marks_and_unconfirmed_names_are_set():
    memo = replace(SAMPLE, sections=(MemoSection("a", "A", (Point((say("Lai ^[3]and ~Heng~ say **more**."),)),)),))

    assert "Lai [3]and Heng say more." in text_of(write_memo_pdf(memo, "a4", INSTITUTE))


def test_a_date_that_is_no_day_is_refused():
    with pytest.raises(OutputError, match="2026-11-22"):
        write_memo_pdf(replace(SAMPLE, date="soon"), "a4", INSTITUTE)


@pytest.mark.parametrize("seed", range(6))
def test_pages_are_counted_without_writing_the_file(seed):
    memo = invented(seed)

    assert page_count(memo, "a4", INSTITUTE) == len(opened(memo).pages) == len(preview_pages(memo, "a4", INSTITUTE, 20))


def test_the_preview_is_a_picture_of_the_page():
    (picture,) = preview_pages(SAMPLE, "a4", INSTITUTE, 72)

    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == pytest.approx(595, abs=1)


def test_the_data_hold_nothing_but_json_values():
    data = memo_data(SAMPLE, "a4", INSTITUTE)

    assert data["subject"] == ["What thirteen texts of 2020 advise", "on the Alliance and its Pacific partners"]
    assert [len(row) for row in data["header"]] == [2, 2, 1]
    assert [row["label"] for row in data["rows"]] == [section.label for section in SAMPLE.sections]
