"""The Word memo: the same bytes, every statement in order, styles instead of formatting, one page."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from sample_memo import SAMPLE, invented, point, records, say

from briefer.app.memo import fit_memo
from briefer.model.memo import HeaderField, Memo, MemoSection, Paper, Point
from briefer.model.provenance import NAMESPACE, from_json
from briefer.model.statement import Span
from briefer.typeset.joining import unjoined
from briefer.typeset.memo import EDGE, SEPARATOR, SOURCE_ABOVE, TOP, height_of, sources_height
from briefer.typeset.memo_rows import SHEETS
from briefer.writers.memo_docx import write_memo_docx
from tests.drawn import convert
from tests.sample_deck import INSTITUTE
from tests.validators import findings_in

PAPERS: tuple[Paper, ...] = ("a4", "letter")


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def words_of(data: bytes) -> str:
    """Return the text of the body as composed, source numbers apart."""
    found = []
    for run in part(data, "word/document.xml").iter(qn("w:r")):
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        if style is None or style.get(qn("w:val")) != "MemoSourceNumber":
            found += [text.text or "" for text in run.iter(qn("w:t"))]
    return unjoined("".join(found))


def stands_in_order(texts: list[str], whole: str) -> bool:
    at = 0
    for text in texts:
        at = whole.find(text, at) + len(text)
        if at < len(text):
            return False
    return True


@pytest.mark.parametrize("paper", PAPERS)
def test_the_same_memo_makes_the_same_bytes(paper):
    assert write_memo_docx(SAMPLE, paper, INSTITUTE, records()) == write_memo_docx(SAMPLE, paper, INSTITUTE, records())


@pytest.mark.parametrize("seed", range(12))
def test_every_statement_stands_in_the_file_in_order(seed):
    memo = invented(seed) if seed else SAMPLE

    assert stands_in_order([s.text for s in memo.statements], words_of(write_memo_docx(memo, "a4", INSTITUTE)))


def test_every_statement_is_found_by_its_bookmark():
    body = part(write_memo_docx(SAMPLE, "a4", INSTITUTE), "word/document.xml")
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]

    assert names == [s.id.replace("-", "_") for s in SAMPLE.statements]
    assert len(list(body.iter(qn("w:bookmarkEnd")))) == len(names)


def test_a_bookmark_encloses_marks_and_unconfirmed_names():
    statement = say("Lai ^[3]and ~Heng~ want more ~Tan~.")
    memo = replace(SAMPLE, sections=(MemoSection("a", "A", (Point((statement,)),)),))
    body = part(write_memo_docx(memo, "a4", INSTITUTE), "word/document.xml")

    start = next(body.iter(qn("w:bookmarkStart")))
    inside = "".join(t.text or "" for run in start.itersiblings(qn("w:r")) for t in run.iter(qn("w:t")))
    assert unjoined(inside) == "Lai [3]and Heng want more Tan."
    assert start.getparent()[-1].tag == qn("w:bookmarkEnd")


def test_the_look_stands_in_styles_and_not_in_the_text():
    data = write_memo_docx(SAMPLE, "a4", INSTITUTE)
    body = part(data, "word/document.xml")

    direct = {etree.QName(e).localname for run in body.iter(qn("w:rPr")) for e in run}
    used = {e.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle") for e in body.iter(qn(tag))}
    known = {e.get(qn("w:styleId")) for e in part(data, "word/styles.xml").iter(qn("w:style"))}
    assert direct == {"rStyle"}
    assert used <= known


def test_whose_judgement_it_is_stands_in_second_ink_as_in_the_pdf():
    said = say("The count is firm.", "assessment")
    bracket = " (Asia desk, high confidence)"
    judged = replace(said, text=said.text + bracket, spans=(Span(len(said.text), len(said.text + bracket), "quiet"),))
    memo = replace(SAMPLE, sections=(MemoSection("assessment", "Assessment", (Point((judged,)),), style="assessment"),))
    data = write_memo_docx(memo, "a4", INSTITUTE)

    styles = {e.get(qn("w:styleId")): e for e in part(data, "word/styles.xml").iter(qn("w:style"))}
    runs = [
        r for r in part(data, "word/document.xml").iter(qn("w:r")) if "Asia desk, high" in unjoined(r.xpath("string()"))
    ]
    style = styles[runs[0].find(f"{qn('w:rPr')}/{qn('w:rStyle')}").get(qn("w:val"))]
    assert style.find(f".//{qn('w:color')}").get(qn("w:val")) == INSTITUTE.on_paper["ink2"]
    assert style.find(f".//{qn('w:i')}") is not None
    assert "(Asia desk, high confidence)" in runs[0].xpath("string()").replace(" ", "_").replace("\u00a0", " ")


def test_key_points_are_a_numbered_list_of_the_program_and_not_typed_digits():
    document = Document(io.BytesIO(write_memo_docx(SAMPLE, "a4", INSTITUTE)))
    points = [p for row in document.tables[1].rows for p in row.cells[1].paragraphs if p.style.name == "Memo Key Point"]

    assert len(points) == 4
    assert points[0].text.startswith("Adjusting is treated as unavoidable.")


def test_a_second_numbered_section_starts_at_one_again():
    sections = tuple(MemoSection(n, n, (point("One."), point("Two.")), numbered=True) for n in "ab")
    data = write_memo_docx(replace(SAMPLE, sections=sections), "a4", INSTITUTE)
    lists = [e.get(qn("w:val")) for e in part(data, "word/document.xml").iter(qn("w:numId"))]

    assert lists == ["2", "2"]
    assert len(list(part(data, "word/numbering.xml").iter(qn("w:startOverride")))) == 2


def test_title_author_date_and_language_are_properties():
    document = Document(io.BytesIO(write_memo_docx(SAMPLE, "a4", INSTITUTE)))
    properties = document.core_properties

    assert (properties.title, properties.author, properties.language) == (SAMPLE.subject, "Asia desk", "en-GB")
    assert properties.created.date().isoformat() == SAMPLE.date
    assert properties.comments == SAMPLE.stamp


def test_mark_and_page_stand_in_header_and_footer():
    document = Document(io.BytesIO(write_memo_docx(SAMPLE, "a4", INSTITUTE)))
    section = document.sections[0]
    foot = "".join(t.text or "" for t in section.footer._element.iter(qn("w:t")))
    fields = [f.get(qn("w:instr")).strip() for f in section.footer._element.iter(qn("w:fldSimple"))]

    assert section.header.paragraphs[0].text == "TLP:GREEN"
    assert foot == f"1 / 1{SAMPLE.foot}TLP:GREEN"
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_provenance_record_is_in_the_file_whole():
    root = part(write_memo_docx(SAMPLE, "a4", INSTITUTE, records()), "customXml/item1.xml")

    assert root.tag == f"{{{NAMESPACE}}}provenance"
    assert from_json(root.text) == records()
    assert json.loads(root.text)["run"] == SAMPLE.run


def test_words_that_look_like_markup_stay_words():
    hostile = 'A <w:p/> & "quoted" ]]> \x0b &amp; text.'
    field = HeaderField(hostile, hostile)
    section = MemoSection(hostile, hostile, (Point((replace(say("x"), text=hostile),)),))
    memo = replace(SAMPLE, subject=hostile, marking="<&>", foot=hostile, header=(field,), sections=(section,))

    assert hostile.replace("\x0b", "") in words_of(write_memo_docx(memo, "a4", INSTITUTE))


def test_a_memo_without_mark_header_or_sources_is_written():
    memo = replace(SAMPLE, marking="", header=(), sources=(), foot="")

    assert Document(io.BytesIO(write_memo_docx(memo, "a4", INSTITUTE))).tables


@pytest.mark.validator
def test_validators_find_nothing(tmp_path: Path, ooxml_validator: str):
    for name, memo in samples().items():
        for paper in PAPERS:
            path = tmp_path / f"{name}-{paper}.docx"
            path.write_bytes(write_memo_docx(memo, paper, INSTITUTE, records(memo)))
            assert findings_in(path, ooxml_validator) == []


def samples() -> dict[str, Memo]:
    """Return memos of every shape that the writer knows."""
    marked = MemoSection(
        "m", "Marks", (Point((say("Lai ^[3]and ~Heng~ say **more**."),)), point("Two.")), numbered=True
    )
    return {
        "sample": SAMPLE,
        "marks": replace(SAMPLE, sections=(marked, marked, *SAMPLE.sections)),
        "bare": replace(SAMPLE, marking="", header=(), sources=(), foot="", stamp=""),
        "small": replace(SAMPLE, size=10.5, spacing="tight"),
        "long": invented(7),
    }


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory, soffice: str) -> list[tuple[Memo, Paper, pypdfium2.PdfDocument]]:
    """Return memos as LibreOffice draws them: one run of the program for all."""
    folder = tmp_path_factory.mktemp("memos")
    memos: list[tuple[Memo, Paper]] = [(invented(seed), PAPERS[seed % 2]) for seed in range(80)]
    memos += [(fit_memo(SAMPLE, paper, INSTITUTE)[0], paper) for paper in PAPERS]
    for number, (memo, paper) in enumerate(memos):
        (folder / f"{number}.docx").write_bytes(write_memo_docx(memo, paper, INSTITUTE))
    files = [folder / f"{number}.docx" for number in range(len(memos))]
    convert(soffice, files, folder, folder / "profile")
    return [(*memo, pypdfium2.PdfDocument(folder / f"{number}.pdf")) for number, memo in enumerate(memos)]


@pytest.mark.render
def test_a_memo_that_is_said_to_fit_never_runs_over(drawn):
    fitting = [(memo, len(pdf)) for memo, paper, pdf in drawn if height_of(memo, paper, INSTITUTE).fits]

    assert len(fitting) > 20
    assert [memo.subject for memo, pages in fitting if pages > 1] == []


@pytest.mark.render
def test_the_estimate_is_hardly_higher_than_what_is_drawn(drawn):
    over = sorted(estimated(memo, paper) - lowest(pdf) for memo, paper, pdf in drawn if len(pdf) == 1)

    assert over[0] > -1
    assert over[len(over) // 2] < 14
    assert over[-1] < 45


def estimated(memo: Memo, paper: Paper) -> float:
    """Return where the text over the sources ends, by the estimate."""
    text = SHEETS[paper][0] - 2 * EDGE
    return (
        TOP + height_of(memo, paper, INSTITUTE).used - SOURCE_ABOVE - sources_height(memo, text, INSTITUTE) - SEPARATOR
    )


def lowest(pdf: pypdfium2.PdfDocument) -> float:
    """Return where the last word over the sources was drawn."""
    page = pdf[0]
    text = page.get_textpage()
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    rects = [(page.get_height() - bottom, text.get_text_bounded(left, bottom, right, top))
             for left, bottom, right, top in boxes]  # fmt: skip
    sources = min(y for y, words in rects if re.match(r"Sources\b", words.strip()))
    return max(y for y, _ in rects if y < sources - 9)
