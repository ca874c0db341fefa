"""The art director's checks on every brand that comes along: what a program can see of them, on all sample pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from itertools import groupby, pairwise
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from briefer.errors import SpecError
from briefer.gui.tokens import contrast
from briefer.gui.widgets.slide_paint import SlidePainter
from briefer.model.deck import Choices, SourceLine
from briefer.readers.deck import read_deck
from briefer.specs.brand import Brand
from briefer.specs.brand_file import read_brand
from briefer.typeset.grid import grid_of
from briefer.typeset.joining import unjoined
from briefer.typeset.layout import Typeset, lay_out
from briefer.typeset.lines import choices_paragraph
from briefer.typeset.measure import NARROW, SHORTEST_LAST_LINE
from briefer.typeset.page import (
    STROKES,
    CellBox,
    ChartBox,
    Page,
    Paragraph,
    PictureBox,
    Rule,
    TableBox,
    TextBox,
)
from briefer.typeset.placing import placed
from briefer.writers.markup import A, P, emu
from briefer.writers.master import build_master
from briefer.writers.memo_docx import write_memo_docx
from briefer.writers.memo_pdf import memo_data
from briefer.writers.pptx import write_deck
from tests.every_layout import every_layout
from tests.sample_deck import BLUF, BRANDS, EXTRA, FOLDER, INSTITUTE, SAMPLE
from tests.sample_memo import SAMPLE as MEMO

every_brand = pytest.mark.parametrize("brand", BRANDS.values(), ids=list(BRANDS))
SMALLEST_CELL = {"institute": 14, "command": 14}
"""In points; 13 in other brands."""
COLOURED = {id: brand for id, brand in BRANDS.items() if brand.colours["accent"] != brand.colours["ink"]}
"""In the others weight and words stand for the accent."""
COVERS = ("title", "section")
IN_COLUMNS = ("two-voices", "timeline")
"""Layouts whose sentences stand in narrow columns, in the size of dense tables."""
CLEAR = ((124, 136), (432, 440), (494, 503))
"""Bands without ink, in points from the top: under the title, over the sources, over the foot."""
FRAME = ("title", "status", "source_label", "source_line", "slide_number", "footer_text", "banner_top", "banner_bottom")
_LEANING = re.compile(
    r"(?:\W|^)(?:a|an|the|of|to|one|two|three|four|five|six|seven|eight|nine|ten|\d+)$", re.IGNORECASE
)


def typesets(brand: Brand) -> list[Typeset]:
    """Return the decks of the tests and, last, the one with a slide of every layout."""
    return [*(lay_out(deck, brand) for deck in (SAMPLE, EXTRA)), Typeset(every_layout(brand.id).pages)]


def pages(brand: Brand) -> list[Page]:
    return [page for typeset in typesets(brand) for page in typeset.pages]


def boxes(page: Page) -> list[TextBox]:
    return [shape for shape in page.shapes if isinstance(shape, TextBox)]


def cells(page: Page) -> list[CellBox]:
    tables = (shape for shape in page.shapes if isinstance(shape, TableBox))
    return [cell for table in tables for row in table.rows[int(table.head) :] for cell in row]


def paragraphs(page: Page) -> list[Paragraph]:
    return [p for holder in (*boxes(page), *cells(page)) for p in holder.paragraphs]


def ratio(brand: Brand, colours: dict, one: str) -> float:
    return contrast(f"#{colours[one]}", f"#{colours['ground']}")


@every_brand
def test_the_samples_fit_without_remarks(brand: Brand):
    assert [remark.text for typeset in typesets(brand)[:2] for remark in typeset.remarks] == []
    assert {remark.severity for remark in every_layout(brand.id).remarks} <= {"info"}


@every_brand
def test_every_line_begins_on_an_edge_of_the_grid(brand: Brand):
    for page in pages(brand):
        columns = {54.0, 198.0, 252.0}
        for shape in page.shapes:
            match shape:
                case TableBox():
                    columns |= {shape.x + sum(shape.widths[:n]) for n in range(len(shape.widths))}
                case TextBox(framed=False):
                    assert shape.x in (54, 198, 270, 342, 486, 558, 630, 702), (page.key, shape.field)
                    columns.add(shape.x)
        text = replace(page, shapes=tuple(shape for shape in page.shapes if not isinstance(shape, ChartBox)))
        words = [word for word in placed(text, brand).words if not word.run.raised]
        assert all(word.x >= 53 and word.x + word.width <= 907 for word in words)
        for _, line in groupby(sorted(words, key=lambda word: word.baseline), key=lambda word: round(word.baseline)):
            first = min(line, key=lambda word: word.x)
            hung = page.layout == "quotation" or first.x > 800
            assert hung or any(abs(first.x - edge) <= 1 for edge in columns | {218, 224, 230}), (page.key, first)


@every_brand
def test_titles_have_two_even_lines_at_most(brand: Brand):
    for page in pages(brand):
        title = next(box for box in boxes(page) if box.field == "title")
        lines = [line.strip() for line in title.paragraphs[0].lines]
        words = placed(replace(page, shapes=(title,)), brand).words
        ends = dict.fromkeys((word.baseline for word in words), 0.0)
        for word in words:
            ends[word.baseline] = max(ends[word.baseline], word.x + word.width - title.x)
        widths = list(ends.values())

        assert len(lines) <= (3 if page.layout in COVERS else 2)
        assert len(lines) == 1 or max(widths) * 1.015 <= title.width - title.paragraphs[0].right
        assert min(widths) >= (0.4 if len(lines) > 2 else 0.5) * max(widths), lines
        assert not [line for line in lines[:-1] if _LEANING.search(line)]


@every_brand
def test_only_sizes_of_the_type_table_occur_and_none_is_too_small(brand: Brand):
    known = {style.size for style in brand.type.values()}
    allowed = known | {size - brand.assessment_smaller for size in known} | {22}
    for page in pages(brand):
        assert {run.size for p in paragraphs(page) for run in p.runs} <= allowed
        assert all(
            run.size >= SMALLEST_CELL.get(brand.id, 13)
            for c in cells(page)
            for p in c.paragraphs
            for run in p.runs
            if (run.statement and not run.raised)
        )
        for box in boxes(page):
            sizes = {run.size for p in box.paragraphs for run in p.runs if run.statement and not run.raised}
            if box.field.startswith("body") and page.layout not in IN_COLUMNS:
                assert min(sizes, default=18) >= 18 - brand.assessment_smaller, (page.key, box.field)
            if box.framed:
                assert {run.size for p in box.paragraphs for run in p.runs} == {12}
    assert brand.style("source").size >= 10


@every_brand
def test_no_paragraph_ends_in_a_word_or_begins_a_line_with_a_mark(brand: Brand):
    for page in pages(brand):
        for box in boxes(page):
            for p in box.paragraphs:
                assert not [line for line in p.lines[1:] if re.match(r"\u2060?\[\d|al\.", line)]
                if len(p.lines) > 1 and box.width >= NARROW and "\n" not in "".join(p.lines):
                    said = re.sub(r"\u2060\[\d+\]", "", p.lines[-1]).rstrip()
                    assert len(said) >= SHORTEST_LAST_LINE, p.lines


@every_brand
def test_every_text_can_be_read_on_its_ground(brand: Brand):
    for colours in (brand.colours, brand.on_paper):
        assert min(ratio(brand, colours, ink) for ink in ("ink", "ink2", "accent")) >= 7
        assert ratio(brand, colours, "rule") >= 3
        assert ratio(brand, colours, "hairline") >= 1.5
    assert ratio(brand, brand.on_paper, "ground") == 1
    assert brand.on_paper["ground"] == "FFFFFF"


@every_brand
def test_voices_differ_by_word_and_form_and_not_only_by_colour(brand: Brand):
    found = {page.key: page for page in pages(brand)}
    label, _, text, *_ = next(box for box in boxes(found["bluf"]) if box.field == "body").paragraphs[0].runs
    evidence = next(box for box in boxes(found["bluf"]) if box.field == "body").paragraphs[2].runs
    recommended = [cell for cell in cells(found["options"]) if cell.above == cell.below == "recommended"]
    words = [run for cell in recommended for p in cell.paragraphs for run in p.runs]
    unconfirmed = [run for p in paragraphs(found["consensus-map/unconfirmed"]) for run in p.runs if run.dotted]

    assert (label.text, label.bold, text.italic) == ("Assessment", True, True)
    assert not any(run.italic or run.bold for run in evidence)
    assert [run.bold for run in words if "Recommended" in run.text] == [True]
    assert unconfirmed and any(
        "○" in run.text for p in paragraphs(found["consensus-map/unconfirmed"]) for run in p.runs
    )


@every_brand
def test_what_is_said_can_be_told_from_silence_at_a_glance(brand: Brand):
    found = [page for page in pages(brand) if page.layout in ("position-matrix", "theme-matrix")]
    words = [cell.paragraphs[0].runs[0] for page in found for cell in cells(page)]
    looks = {}
    for run in words:
        kind = (
            "silent" if re.match(r"· silent|none", run.text) else "said" if re.match(r"[+±−] |speaks", run.text) else ""
        )
        looks.setdefault(kind, set()).add((run.bold, brand.colours[run.ink]))

    assert looks["said"] and looks["silent"]
    assert not looks["said"] & looks["silent"]


@every_brand
def test_heads_stand_in_lines_of_about_equal_length(brand: Brand):
    heads = [
        cell.paragraphs[0]
        for page in pages(brand)
        for shape in page.shapes
        if isinstance(shape, TableBox) and shape.head
        for cell in shape.rows[0]
    ]
    broken = [[len(line.strip()) for line in head.lines] for head in heads if len(head.lines) > 1]

    assert broken
    assert all(min(lines) >= 0.5 * max(lines) for lines in broken)


@every_brand
def test_the_words_over_bars_begin_where_the_bars_do(brand: Brand):
    for page in (page for page in pages(brand) if page.layout == "position-chart"):
        found = placed(page, brand)
        head = min(word.x for word in found.words if word.run.text.startswith("Filled"))

        assert abs(head - min(bar.x for bar in found.bars)) <= 1


@every_brand
def test_dates_of_a_timeline_are_smaller_than_its_title(brand: Brand):
    for page in (page for page in pages(brand) if page.layout == "timeline"):
        dates = [box.paragraphs[0].runs[0].size for box in boxes(page) if box.field.startswith("body")]

        assert max(dates) <= 0.85 * brand.style("title").size


@every_brand
def test_the_words_under_a_picture_do_not_lean_on_the_sources(brand: Brand):
    found = [page for page in pages(brand) if any(isinstance(shape, PictureBox) for shape in page.shapes)]

    assert found
    for page in found:
        words = next(box for box in boxes(page) if box.field == "body")
        assert words.y + words.height <= 432 - 8


@every_brand
def test_choices_stand_on_stops_that_every_program_has_and_well_apart(brand: Brand):
    page = next(page for page in pages(brand) if page.layout == "decision")
    (line,) = [p for box in boxes(page) for p in box.paragraphs if p.tabs]
    box = next(box for box in boxes(page) if line in box.paragraphs)
    words = placed(replace(page, shapes=(box,)), brand).words
    ticks = [word.x for word in words if word.run.text.startswith("□")]
    ends = [max(word.x + word.width for word in words if word.x < tick and word.run.text.strip()) for tick in ticks[1:]]

    assert [tab % 72 for tab in line.tabs] == [0] * len(ticks)
    assert all(tick - end >= 16 for tick, end in zip(ticks[1:], ends, strict=True))


@every_brand
@given(choices=st.lists(st.text("aemnostw ", min_size=1, max_size=30), max_size=6))
def test_any_choices_stand_one_after_the_other(brand: Brand, choices: list[str]):
    grid = grid_of("decision", brand)
    set_ = choices_paragraph(Choices("Director", tuple(choices)), brand, grid)

    assert len(set_.tabs) == max(1, len(choices))
    assert all(a < b for a, b in pairwise(set_.tabs))
    assert "".join(run.text for run in set_.runs).count("□") == len(choices)


@pytest.mark.parametrize("brand", COLOURED.values(), ids=list(COLOURED))
def test_the_accent_covers_less_than_a_hundredth_of_a_page(qapp, brand: Brand):
    accent = [(shift, int(brand.colours["accent"], 16) >> shift & 255) for shift in (16, 8, 0)]
    for page in (page for page in pages(brand) if page.layout not in ("position-chart", "figure")):
        image = SlidePainter(brand).picture(page, QSize(1280, 720), 1).toImage()
        dots = Counter(memoryview(image.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I"))
        near = sum(n for dot, n in dots.items() if all(abs((dot >> s & 255) - c) < 48 for s, c in accent))
        assert near < 0.01 * dots.total(), (page.key, near / dots.total())


@every_brand
def test_margins_and_the_bands_between_the_parts_of_a_slide_are_clear(qapp, brand: Brand):
    width, height = 960, 540
    for page in pages(brand):
        image = SlidePainter(brand).picture(page, QSize(width, height), 1).toImage()
        dots = memoryview(image.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
        rows = [dots[y * width : (y + 1) * width] for y in range(height)]
        ground = rows[0][0]
        bands = () if page.layout in COVERS else CLEAR

        assert all(dot == ground for a, b in bands for row in rows[a:b] for dot in row), page.key
        assert all(dot == ground for row in rows for dot in (*row[:52], *row[908:])), page.key
        assert all(dot == ground for row in (*rows[:16], *rows[527:]) for dot in row), page.key


@every_brand
def test_title_rule_foot_and_marks_never_move(brand: Brand):
    seen: dict[str, set[tuple[float, ...]]] = {}
    for typeset in typesets(brand):
        for page in typeset.pages:
            if page.layout in COVERS:
                continue
            for shape in page.shapes:
                if isinstance(shape, Rule) and shape.stroke == "source":
                    seen.setdefault("rule", set()).add((shape.x, shape.y, shape.width))
                elif isinstance(shape, TextBox) and shape.field in FRAME:
                    wide = 0.0 if shape.field == "source_line" else shape.width
                    seen.setdefault(shape.field, set()).add((shape.x, shape.y, wide, shape.height))

    assert {name: len(places) for name, places in seen.items()} == dict.fromkeys(seen, 1)
    assert {"rule", "title", "source_line", "slide_number", "banner_top"} <= set(seen)


def deck(brand: Brand) -> bytes:
    made = every_layout(brand.id)
    return write_deck(made.pages, made.deck, brand, (FOLDER / brand.id / brand.master).read_bytes())


@every_brand
def test_every_text_and_table_stands_in_a_placeholder_and_what_is_drawn_is_told(brand: Brand):
    for slide in Presentation(BytesIO(deck(brand))).slides:
        for shape in slide.shapes:
            told = shape._element.xpath(".//p:cNvPr")[0]
            drawn = shape.name in ("Rule", "Axis") or shape.name.startswith("Figure · ")
            assert shape.is_placeholder or drawn, (slide.slide_id, shape.name)
            assert shape.name == "Rule" or not drawn or told.get("descr")
            assert not (shape.has_table or shape.has_chart) or told.get("descr")
            assert not shape.has_text_frame or shape.text_frame.text.strip()


@every_brand
def test_only_four_strokes_and_no_filled_shape_are_drawn(brand: Brand):
    widths = {emu(width) for _, width in STROKES.values()}
    for slide in Presentation(BytesIO(deck(brand))).slides:
        element = slide._element
        drawn = {int(line.get("w")) for tag in ("ln", "lnT", "lnB") for line in element.iter(f"{A}{tag}")}
        assert drawn <= widths
        assert not [*element.iter(f"{A}gradFill", f"{A}effectLst", f"{A}outerShdw", f"{A}lnL", f"{A}lnR")]
        assert not element.xpath(".//p:spPr/a:solidFill") and not element.xpath(".//a:tcPr/a:solidFill")


@every_brand
def test_colours_and_faces_are_those_of_the_theme(brand: Brand):
    for slide in Presentation(BytesIO(deck(brand))).slides:
        assert not [*slide._element.iter(f"{A}srgbClr")]
        assert {face.get("typeface") for face in slide._element.iter(f"{A}latin")} <= {"+mj-lt", "+mn-lt"}
        assert {colour.get("val") for colour in slide._element.iter(f"{A}schemeClr")} <= {
            "bg1",
            "tx1",
            "tx2",
            "bg2",
            "accent1",
            "accent2",
        }
        assert all(run.get("sz") for run in slide._element.iter(f"{A}rPr"))


@every_brand
def test_sources_in_two_boxes_are_read_back_in_their_order(brand: Brand):
    five = tuple(SourceLine(n, f"Author {n} 2020, p. {n}") for n in range(1, 6))
    one = replace(SAMPLE, slides=(replace(BLUF, sources=five),))
    pages = lay_out(one, brand).pages

    found = read_deck(write_deck(pages, one, brand, build_master(brand)))

    assert [unjoined(text.text) for text in found.slides[0].texts if text.place == "source"] == [
        f"[{line.number}] {line.text}" for line in five
    ]


@every_brand
def test_labelled_lines_hang_by_their_placeholder(brand: Brand):
    body = Presentation(BytesIO(deck(brand))).slides[1].placeholders[10]
    lead, under, *others = [paragraph._p.pPr for paragraph in body.text_frame.paragraphs]

    assert [(p.get("marL"), p.get("indent")) for p in (lead, *others)] == [(None, None)] * (1 + len(others))
    assert (under.get("marL"), under.get("indent")) == (str(emu(144)), "0")


@every_brand
def test_the_master_of_a_dark_brand_swaps_ground_and_text_but_not_for_notes(brand: Brand):
    with ZipFile(BytesIO(build_master(brand))) as file:
        master, notes, theme, paper = (
            etree.fromstring(file.read(f"ppt/{name}.xml"))
            for name in ("slideMasters/slideMaster1", "notesMasters/notesMaster1", "theme/theme1", "theme/theme2")
        )

    def shown(root: etree._Element, of: etree._Element, slot: str) -> str:
        name = root.find(f"{P}clrMap").get(slot)
        return of.find(f".//{A}clrScheme/{A}{name}")[0].get("val")

    assert (shown(master, theme, "bg1"), shown(master, theme, "tx1")) == (brand.colours["ground"], brand.colours["ink"])
    assert (shown(notes, paper, "bg1"), shown(notes, paper, "tx1")) == ("FFFFFF", brand.on_paper["ink"])


@every_brand
def test_a_brand_has_the_layouts_and_fields_of_the_others(brand: Brand):
    assert brand.layouts == INSTITUTE.layouts
    assert brand.frame == INSTITUTE.frame


@every_brand
def test_a_memo_has_faces_and_colours_of_its_brand(brand: Brand):
    with ZipFile(BytesIO(write_memo_docx(MEMO, "a4", brand))) as file:
        whole = "".join(file.read(name).decode() for name in file.namelist() if name.startswith("word/"))

    assert set(re.findall(r'w:ascii="([^"]*)"', whole)) == {brand.title_face, brand.body_face}
    assert set(re.findall(r'w:color(?: w:val)?="(\w{6})"', whole)) <= set(brand.on_paper.values())
    assert memo_data(MEMO, "a4", brand)["colours"] == brand.on_paper


def test_what_is_wrong_with_a_brand_is_said_all_at_once():
    text = (FOLDER / "plain" / "brand.yaml").read_text(encoding="utf-8")
    wrong = text.replace('accent: "000000"', "accent: black").replace("size: 26, leading: 32", "size: 0, leading: 32")
    wrong = wrong.replace("options: dense_small", "options: tiny")

    with pytest.raises(SpecError) as refused:
        read_brand(wrong, "brand.yaml", "plain")

    said = "\n".join(str(problem) for problem in refused.value.problems)
    assert "colours.accent" in said and "six" in said
    assert "type.title" in said
    assert "tables.options" in said


def test_a_dark_brand_names_the_colours_of_its_paper():
    text = (FOLDER / "command" / "brand.yaml").read_text(encoding="utf-8")
    start, end = text.index("# the same on paper"), text.index("# the type of memos")

    with pytest.raises(SpecError, match="paper: the ground is dark; name the colours of notes pages and memos here"):
        read_brand(text[:start] + text[end:], "brand.yaml", "command")
