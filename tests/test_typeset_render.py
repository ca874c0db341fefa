"""Line breaks as measured against line breaks as LibreOffice draws them."""

from __future__ import annotations

import random
import re
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Pt

from briefer.specs.brand import Brand
from briefer.typeset.joining import joined
from briefer.typeset.layout import lay_out
from briefer.typeset.measure import Measure, paragraph
from briefer.typeset.page import Page, Paragraph, Run, TableBox, TextBox
from briefer.writers.master import build_master
from briefer.writers.pptx import write_deck
from tests.conftest import need
from tests.drawn import convert
from tests.sample_deck import BRANDS, EXTRA, INSTITUTE, SAMPLE

FAMILIES = ("Calibri", "Cambria", "Arial", "Times New Roman")
BOXES = 200
LEADING = 40


pytestmark = pytest.mark.render


def sentences() -> list[str]:
    """Return the sentences of the sample decks, hyphens, ranges, brackets and all."""
    found = {s.text for deck in (SAMPLE, EXTRA) for slide in deck.slides for s in slide.statements}
    return sorted(text for text in found if len(text) > 40)


def boxes() -> list[tuple[str, float, Paragraph]]:
    """Return texts of two or three sentences in many faces, sizes and widths, as measured."""
    rng, texts, made = random.Random(7), sentences(), []
    for n in range(BOXES):
        face = FAMILIES[n % len(FAMILIES)]
        brand = replace(INSTITUTE, body_face=face)
        text = joined(" ".join(rng.sample(texts, rng.choice((1, 2, 3)))))
        width = rng.choice((150, 200, 252, 300, 372, 432, 540, 654, 708))
        size = rng.choice((11, 14, 16, 18, 20, 24))
        run = Run(text, size=size, bold=rng.random() < 0.2, italic=rng.random() < 0.2)
        made.append((face, width, paragraph((run,), brand, LEADING, Measure(width))))
    return made


def write(made: list[tuple[str, float, Paragraph]], path: Path) -> None:
    """Write one box a slide, without insets and on a fixed leading."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(960), Pt(1600)
    for face, width, measured in made:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        frame = slide.shapes.add_textbox(Pt(54), Pt(20), Pt(width), Pt(1500)).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.paragraphs[0].line_spacing = Pt(LEADING)
        for source in measured.runs:
            run = frame.paragraphs[0].add_run()
            run.text = source.text
            run.font.size, run.font.bold, run.font.italic, run.font.name = (
                Pt(source.size),
                source.bold,
                source.italic,
                face,
            )
            run._r.get_or_add_rPr().set("lang", "en-GB")
    deck.save(str(path))


def drawn(pdftotext: str, pdf: Path) -> list[list[str]]:
    """Return the lines of every page, each without spaces and joiners."""
    pages = []
    for page in _html(pdftotext, pdf):
        rows: dict[int, str] = {}
        for top, word in re.findall(r'yMin="([\d.]+)"[^>]*>(.*?)</word>', page):
            row = round((float(top) - 20) / LEADING)
            rows[row] = rows.get(row, "") + unescape(word)
        pages.append([bare(rows[row]) for row in sorted(rows)])
    return pages


def bare(line: str) -> str:
    """Return the visible characters of a line; ligatures are taken apart."""
    for ligature, letters in {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}.items():
        line = line.replace(ligature, letters)
    return re.sub(r"[\s\u00a0\u2060\u200b]", "", line)


def as_pdf(soffice: str, file: Path) -> Path:
    """Return the PDF that LibreOffice makes of `file`, beside it."""
    convert(soffice, [file], file.parent, file.parent / "profile")
    return file.with_suffix(".pdf")


def test_lines_break_where_libreoffice_breaks_them(soffice: str, tmp_path: Path) -> None:
    pdftotext = need("pdftotext", "Debian: poppler-utils")
    made = boxes()
    write(made, tmp_path / "boxes.pptx")

    pages = drawn(pdftotext, as_pdf(soffice, tmp_path / "boxes.pptx"))

    measured = [[bare(line) for line in paragraph.lines] for _, _, paragraph in made]
    pairs = list(zip(measured, pages, strict=True))
    assert [(a, b) for a, b in pairs if "".join(a) != "".join(b)] == []
    assert [(a, b) for a, b in pairs if len(a) < len(b)] == []
    same = sum(a == b for a, b in pairs)
    assert same >= 0.95 * BOXES, f"{same} of {BOXES} boxes break alike"


@pytest.mark.parametrize("brand", BRANDS.values(), ids=list(BRANDS))
def test_the_sample_is_drawn_line_for_line(brand: Brand, soffice: str, tmp_path: Path) -> None:
    pdftotext = need("pdftotext", "Debian: poppler-utils")
    pages = [(deck, page) for deck in (SAMPLE, EXTRA) for page in lay_out(deck, brand).pages]
    master = build_master(brand)
    rows = []
    for name, deck in (("sample", SAMPLE), ("extra", EXTRA)):
        file = tmp_path / f"{name}.pptx"
        file.write_bytes(write_deck([page for d, page in pages if d is deck], deck, brand, master))
        rows += page_rows(pdftotext, as_pdf(soffice, file))

    for (_, page), drawn_rows in zip(pages, rows, strict=True):
        for line in page_lines(page):
            assert any(line in row for row in drawn_rows), (page.key, line)


def page_lines(page: Page) -> list[str]:
    """Return the visible characters of every line of a page."""
    found: list[Paragraph] = []
    for shape in page.shapes:
        if isinstance(shape, TextBox):
            found += shape.paragraphs
        elif isinstance(shape, TableBox):
            found += [p for row in shape.rows for cell in row for p in cell.paragraphs]
    return [line for line in (bare(line) for p in found for line in p.lines) if line]


def page_rows(pdftotext: str, pdf: Path) -> list[list[str]]:
    """Return what stands side by side on each page: words whose middles are within a few points of a height."""
    pages = []
    for page in _html(pdftotext, pdf):
        found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)</word>', page)
        words = sorted((float(x), (float(top) + float(end)) / 2, bare(unescape(word))) for x, top, end, word in found)
        heights = {round(middle) for _, middle, _ in words}
        pages.append(["".join(w for _, middle, w in words if abs(middle - at) < 7) for at in sorted(heights)])
    return pages


def _html(pdftotext: str, pdf: Path) -> list[str]:
    html = subprocess.run([pdftotext, "-bbox", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    return html.split("<page ")[1:]
