"""Line breaks as measured against line breaks as LibreOffice draws them."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from briefer.typeset.joining import joined
from briefer.typeset.measure import Measure, paragraph
from briefer.typeset.page import Paragraph, Run
from tests.sample_deck import EXTRA, INSTITUTE, SAMPLE

FAMILIES = ("Calibri", "Cambria", "Arial", "Times New Roman")
BOXES = 160
LEADING = 40


def _missing() -> str:
    return " and ".join(tool for tool in ("soffice", "pdftotext") if shutil.which(tool) is None)


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
            run._r.get_or_add_rPr().set("kern", "0")
            assert run._r.find(qn("a:rPr")) is not None
    deck.save(str(path))


def drawn(pdf: Path) -> list[list[str]]:
    """Return the lines of every page, each without spaces and joiners."""
    html = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    pages = []
    for page in html.split("<page ")[1:]:
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


def test_lines_break_where_libreoffice_breaks_them(tmp_path: Path) -> None:
    if _missing():
        message = f"{_missing()} is not installed"
        if os.environ.get("BRIEFER_NO_SKIP"):
            pytest.fail(message)
        pytest.skip(message)
    made = boxes()
    write(made, tmp_path / "boxes.pptx")

    office = [
        "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
        "--outdir", str(tmp_path), str(tmp_path / "boxes.pptx"),
    ]  # fmt: skip
    subprocess.run(office, check=True, capture_output=True, timeout=180)
    pages = drawn(tmp_path / "boxes.pdf")

    measured = [[bare(line) for line in paragraph.lines] for _, _, paragraph in made]
    same = sum(a == b for a, b in zip(measured, pages, strict=True))
    short = [n for n, (a, b) in enumerate(zip(measured, pages, strict=True)) if len(a) < len(b)]
    assert not short, [(measured[n], pages[n]) for n in short]
    assert same >= 0.95 * BOXES, f"{same} of {BOXES} boxes break alike"
