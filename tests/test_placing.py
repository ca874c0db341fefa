"""Where words stand on a page: lines as they were broken, nothing lost, every statement with its place."""

from __future__ import annotations

import ctypes
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from briefer.typeset.layout import lay_out
from briefer.typeset.measure import Measure, paragraph
from briefer.typeset.page import Page, Paragraph, Run, TableBox, TextBox
from briefer.typeset.placing import lines_of, placed
from briefer.writers.master import build_master
from briefer.writers.pptx import write_deck
from tests.sample_deck import EXTRA, INSTITUTE, SAMPLE
from tests.test_typeset_render import as_pdf

PAGES = [page for deck in (SAMPLE, EXTRA) for page in lay_out(deck, INSTITUTE).pages]
every_page = pytest.mark.parametrize("page", PAGES, ids=[f"{page.key}-{page.part}" for page in PAGES])

NEAR = 1.5
"""Points by which a word may stand elsewhere than in the rendered slide."""


def paragraphs(page: Page) -> list[Paragraph]:
    found: list[Paragraph] = []
    for shape in page.shapes:
        if isinstance(shape, TextBox):
            found += shape.paragraphs
        elif isinstance(shape, TableBox):
            found += [p for row in shape.rows for cell in row for p in cell.paragraphs]
    return found


@every_page
def test_lines_are_those_that_were_measured(page):
    for each in paragraphs(page):
        assert ["".join(run.text for run in line) for line in lines_of(each)] == list(each.lines)


@every_page
def test_every_word_of_every_run_is_placed_once(page):
    found = placed(page, INSTITUTE)

    wanted = "".join(run.text for each in paragraphs(page) for run in each.runs)
    shown = "".join(word.text for word in found.words)
    assert sorted(shown.replace(" ", "")) == sorted(wanted.replace(" ", "").replace("\t", ""))


@every_page
def test_every_statement_has_its_place_in_reading_order(page):
    found = placed(page, INSTITUTE)

    wanted = dict.fromkeys(run.statement for each in paragraphs(page) for run in each.runs if run.statement)
    assert [spot.statement for spot in found.spots] == list(wanted)
    assert all(box.width > 0 and box.height > 0 for spot in found.spots for box in spot.boxes)


@every_page
def test_words_of_a_line_stand_one_after_the_other(page):
    before = None
    for word in placed(page, INSTITUTE).words:
        if before is not None and word.baseline == before.baseline and word.x > before.x:
            assert word.x >= before.x + before.width - 0.01
        before = word


def box(set_: Paragraph, **more: object) -> Page:
    shape = replace(TextBox("body", 100, 50, 300, 200, (set_,)), **more)
    return replace(PAGES[0], shapes=(shape,))


def text(words: str, **more: object) -> Paragraph:
    return replace(paragraph((Run(words),), INSTITUTE, 26, Measure(300)), **more)


def test_a_line_stands_on_its_baseline():
    found = placed(box(text("Two words")), INSTITUTE).words

    assert (found[0].x, found[0].baseline) == (100, 50 + 26 - 0.2 * 20)


def test_labels_hang_and_the_text_stands_on_its_margin():
    runs = (Run("Why", size=16), Run("\t"), Run("It is so."))
    set_ = paragraph(runs, INSTITUTE, 26, Measure(300, 90, -90))
    found = placed(box(set_), INSTITUTE).words

    assert [(word.text, word.x) for word in found][:2] == [("Why", 100), ("It", 190)]


def test_a_centred_line_stands_in_the_middle_of_its_box():
    word = placed(box(text("MARK", align="center"), anchor="middle", height=40), INSTITUTE).words[0]

    assert word.x + word.width / 2 == pytest.approx(250)
    assert word.baseline == 50 + 7 + 26 - 4


def test_what_is_read_from_the_right_begins_at_the_right():
    first, second = placed(box(text("שלום עולם")), INSTITUTE).words

    assert first.x + first.width == pytest.approx(400)
    assert second.x < first.x


def test_sources_fill_one_column_after_the_other():
    set_ = tuple(text(f"Line {n}", leading=20) for n in range(4))
    found = placed(box(set_[0], paragraphs=set_, height=40, columns=2, column_gap=20), INSTITUTE).words

    assert [word.x for word in found if word.text == "Line"] == [100, 100, 260, 260]
    assert len({word.baseline for word in found}) == 2


def test_a_superscript_is_raised_and_smaller():
    set_ = Paragraph((Run("word"), Run("[1]", raised=True)), 26, ("word[1]",))
    word, mark = placed(box(set_), INSTITUTE).words

    assert mark.baseline == word.baseline - 6
    assert mark.size == pytest.approx(13.2)


def test_only_unconfirmed_words_are_underlined():
    set_ = Paragraph((Run("Lind, "), Run("Van Okoro", dotted=True)), 26, ("Lind, Van Okoro",))
    found = placed(box(set_), INSTITUTE)

    (line,) = found.underlines
    assert line.x == found.words[1].x
    assert line.x + line.width == found.words[2].x + found.words[2].width


@pytest.mark.render
def test_words_stand_where_libreoffice_draws_them(soffice: str, tmp_path: Path) -> None:
    file = tmp_path / "sample.pptx"
    file.write_bytes(write_deck(lay_out(SAMPLE, INSTITUTE).pages, SAMPLE, INSTITUTE, build_master(INSTITUTE)))
    drawn = pypdfium2.PdfDocument(as_pdf(soffice, file))

    near = far = 0
    for number, page in enumerate(lay_out(SAMPLE, INSTITUTE).pages):
        letters = origins(drawn[number], INSTITUTE.height)
        for word in placed(page, INSTITUTE).words:
            places = letters.get(word.text.strip("\u2060\u00a0")[:1], [])
            found = any(abs(x - word.x) <= NEAR and abs(y - word.baseline) <= NEAR for x, y in places)
            near, far = near + found, far + (not found)

    assert near / (near + far) >= 0.97


def origins(page: pypdfium2.PdfPage, height: float) -> dict[str, list[tuple[float, float]]]:
    """Return where each letter of a PDF page begins on its baseline, from the top."""
    text_page, found = page.get_textpage(), {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(text_page.count_chars()):
        pdfium.FPDFText_GetCharOrigin(text_page, at, ctypes.byref(x), ctypes.byref(y))
        letter = chr(pdfium.FPDFText_GetUnicode(text_page, at))
        found.setdefault(letter, []).append((x.value, height - y.value))
    return found
