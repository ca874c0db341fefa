"""What PDF/UA asks of every PDF that Briefer writes, as far as a program can see it in the file."""

from __future__ import annotations

import io
from itertools import pairwise

import pikepdf
import pytest
from test_memo_pdf import tags

from briefer.app.build import build
from briefer.typeset.layout import lay_out
from briefer.writers.handout_pdf import write_handout
from briefer.writers.memo_pdf import write_memo_pdf
from tests.sample_deck import INSTITUTE, SAMPLE
from tests.sample_memo import SAMPLE as MEMO
from tests.test_packet import BODIES, BRIEF, LIBRARY, PDF

KINDS = ("memo", "handout", "packet", "texts")


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> dict[str, bytes]:
    made = build(LIBRARY, BODIES, BRIEF, tmp_path_factory.mktemp("ua"), ("packet",), source=lambda sha256: PDF)
    texts = build(LIBRARY, BODIES, BRIEF, tmp_path_factory.mktemp("texts"), ("packet",))
    return {
        "memo": write_memo_pdf(MEMO, "a4", INSTITUTE),
        "handout": write_handout(SAMPLE, lay_out(SAMPLE, INSTITUTE).pages, "a4", INSTITUTE)[0],
        "packet": made.files[0].path.read_bytes(),
        "texts": texts.files[0].path.read_bytes(),
    }


@pytest.fixture(params=KINDS)
def pdf(request, written):
    with pikepdf.Pdf.open(io.BytesIO(written[request.param])) as opened:
        yield opened


def elements(node) -> list[pikepdf.Dictionary]:
    """Return the structure elements under `node` in reading order."""
    kids = node.get("/K", [])
    found = [node] if "/S" in node else []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += elements(kid)
    return found


def test_title_language_and_tags_are_said_and_the_title_is_shown(pdf):
    title = str(pdf.docinfo["/Title"])

    assert title
    assert str(pdf.Root.Lang).startswith("en")
    assert pdf.Root.MarkInfo.Marked is True
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == title


def test_only_what_is_wholly_ours_says_that_it_keeps_to_pdf_ua(written):
    marks = {}
    for kind, data in written.items():
        with pikepdf.Pdf.open(io.BytesIO(data)) as opened:
            marks[kind] = b"pdfuaid" in opened.Root.Metadata.read_bytes()

    assert marks == {"memo": True, "handout": True, "packet": False, "texts": True}


def test_headings_begin_at_the_first_level_and_leave_none_out(pdf):
    levels = [int(tag[1]) for tag in tags(pdf.Root.StructTreeRoot) if tag in ("H1", "H2", "H3")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_figure_has_its_words_and_every_table_its_heads_and_even_rows(pdf):
    for element in elements(pdf.Root.StructTreeRoot):
        if str(element.S) == "/Figure":
            assert str(element.Alt).strip()
        if str(element.S) == "/Table":
            inside = elements(element)
            rows = [row for row in inside if str(row.S) == "/TR"]
            assert len({len([c for c in elements(row) if str(c.S) in ("/TH", "/TD")]) for row in rows}) == 1
            assert any(str(cell.S) == "/TH" for cell in inside)


def test_all_text_is_tagged_or_marked_as_furniture(pdf):
    for page in pdf.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            assert depth or name not in ("Tj", "TJ", "Do", "'", '"'), operands
        assert depth == 0


def test_annotations_have_words_and_a_place_in_the_structure(pdf):
    parents = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            assert str(note.Contents).strip()
            element = parents[int(note.StructParent)]
            assert str(element.S) == ("/Link" if note.Subtype == pikepdf.Name.Link else "/Annot")


def test_every_font_of_ours_is_in_the_file(pdf):
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            below = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            assert any(f"/FontFile{kind}" in below.FontDescriptor for kind in ("", "2", "3"))
            assert "/ToUnicode" in font
