"""Laws of layout: everything stands in its band, nothing is dropped, and the boxes are those of the visual language."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from itertools import combinations, groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.app import resources
from briefer.model.deck import Cell, Column, Columns, Deck, Line, Lines, Row, Slide, SourceLine, Table
from briefer.model.statement import Mark, Span, Statement
from briefer.specs.brand import Brand
from briefer.typeset import layout
from briefer.typeset.grid import grid_of
from briefer.typeset.joining import unjoined
from briefer.typeset.layout import lay_out
from briefer.typeset.lines import descent, height_of
from briefer.typeset.measure import text_width
from briefer.typeset.page import CellBox, ChartBox, Page, Paragraph, Rule, Run, TableBox, TextBox
from briefer.typeset.voices import clipped
from tests.sample_deck import (
    BLUF,
    BRANDS,
    CONSENSUS,
    COVER,
    EXTRA,
    INSTITUTE,
    RANKED,
    REGISTER,
    SAMPLE,
    VOLUME,
    cell,
    count,
    line,
    say,
    title,
)

FRAME = ("title", "status", "kicker", "foot", "source_label", "source_line", "slide_number", "footer_text")
SAMPLE_PAGES = lay_out(SAMPLE, INSTITUTE).pages
EXTRA_PAGES = lay_out(EXTRA, INSTITUTE).pages
PAGES = {page.key: page for page in (*SAMPLE_PAGES, *EXTRA_PAGES)}


def box(page: Page, field: str) -> TextBox | TableBox:
    return next(s for s in page.shapes if not isinstance(s, Rule) and s.field == field)


def text_box(page: Page, field: str) -> TextBox:
    found = box(page, field)
    assert isinstance(found, TextBox)
    return found


def table(page: Page) -> TableBox:
    return next(s for s in page.shapes if isinstance(s, TableBox))


def paragraphs(page: Page) -> list[Paragraph]:
    found: list[Paragraph] = []
    for shape in page.shapes:
        if isinstance(shape, TextBox):
            found += shape.paragraphs
        elif isinstance(shape, TableBox):
            found += [p for row in shape.rows for cell in row for p in cell.paragraphs]
    return found


def issued(pages: tuple[Page, ...]) -> dict[str, str]:
    """Return what the pages show of each statement, joiners and marks taken out."""
    texts: dict[str, str] = {}
    for page in pages:
        for run in (run for p in paragraphs(page) for run in p.runs if run.statement):
            texts[run.statement] = texts.get(run.statement, "") + unjoined(run.text)
    return texts


def content_bottom(page: Page) -> float:
    """Return the y under the last ink of the content."""
    ends = [0.0]
    for shape in page.shapes:
        if isinstance(shape, TextBox) and shape.field.startswith("body"):
            ends.append(shape.y + height_of(shape.paragraphs))
        elif isinstance(shape, ChartBox):
            ends.append(shape.y + shape.height)
        elif isinstance(shape, TableBox):
            ends.append(shape.y + sum(shape.heights))
    return max(ends)


def deck_of(*slides: Slide) -> Deck:
    return replace(SAMPLE, slides=slides)


word = st.text("abcdefghiklmnoprstuvwz", min_size=1, max_size=12)
text = st.lists(word, min_size=1, max_size=40).map(lambda words: " ".join(words))
short = st.lists(word, min_size=1, max_size=6).map(lambda words: " ".join(words))


def statement(words: str, number: int) -> Statement:
    spans = (Span(0, min(4, len(words)), "bold"),)
    return Statement(
        id=f"s-{number}", slide_key="k", field="body", role="paraphrase", text=words, spans=spans,
        marks=(Mark(len(words), (1,)),), label="Evidence",
    )  # fmt: skip


line_slides = st.lists(text, min_size=1, max_size=14).map(
    lambda texts: Slide(
        key="k",
        layout="bluf",
        title=title("A title", "k"),
        blocks=(Lines(tuple(Line(statement(t, n)) for n, t in enumerate(texts))),),
    )
)


def table_slide(name: str, rows: list[list[str]]) -> Slide:
    made = []
    for r, texts in enumerate(rows):
        label = Cell((statement("Label", 1000 + r),))
        made.append(Row((label, Cell(tuple(statement(t, 10 * r + n) for n, t in enumerate(texts)))), bars=(r,)))
    table = Table((), tuple(made), "A table", ("For",), len(rows))
    return Slide(key="k", layout=name, title=title("A title", "k"), blocks=(table,))


table_slides = st.builds(
    table_slide,
    st.sampled_from(
        ["source-summary", "executive-summary", "purpose-and-scope", "position-matrix", "position-chart", "risks"]
    ),
    st.lists(st.lists(text, min_size=1, max_size=6), min_size=1, max_size=12),
)
column_slides = st.lists(st.lists(short, min_size=1, max_size=9), min_size=2, max_size=3).map(
    lambda columns: Slide(
        key="k",
        layout="two-voices",
        title=title("A title", "k"),
        blocks=(
            Columns(
                tuple(
                    Column(statement("View", 1000 + c), 3, tuple(statement(t, 20 * c + n) for n, t in enumerate(texts)))
                    for c, texts in enumerate(columns)
                )
            ),
        ),
    )
)


@settings(max_examples=60, deadline=None)
@given(line_slides | table_slides | column_slides, st.sampled_from(list(BRANDS.values())))
def test_content_stays_in_its_band_and_nothing_is_dropped(slide: Slide, brand: Brand):
    pages = lay_out(deck_of(slide), brand).pages

    for page in pages:
        assert content_bottom(page) <= 432.01 or any(r.severity == "fail" for r in page.remarks)
    shown = issued(pages)
    for found in slide.statements:
        repeated = found is slide.title or found.text in ("Label", "View")
        assert shown[found.id] == found.text * (shown[found.id].count(found.text) if repeated else 1)
    assert {p.parts for p in pages} == {len(pages)}
    assert len(pages) == 1 or len([r for p in pages for r in p.remarks]) >= 1


@settings(max_examples=25, deadline=None)
@given(line_slides | table_slides)
def test_the_same_deck_makes_the_same_pages(slide: Slide):
    first = lay_out(deck_of(slide), INSTITUTE)
    layout._sheets.cache_clear()

    assert lay_out(deck_of(slide), INSTITUTE) == first


def test_an_edit_costs_one_slide():
    lay_out(SAMPLE, INSTITUTE)
    before = layout._sheets.cache_info().misses
    changed = replace(SAMPLE.slides[1], title=replace(BLUF.title, text="We ask you for something else"))

    lay_out(replace(SAMPLE, slides=(SAMPLE.slides[0], changed, *SAMPLE.slides[2:])), INSTITUTE)

    assert layout._sheets.cache_info().misses == before + 1


def test_the_sample_fits_without_remarks():
    assert [remark.text for page in (*SAMPLE_PAGES, *EXTRA_PAGES) for remark in page.remarks] == []
    assert [page.parts for page in (*SAMPLE_PAGES, *EXTRA_PAGES)] == [1] * 17
    assert all(page.fill_used <= 1 for page in PAGES.values())
    assert all(content_bottom(page) <= 432 for page in PAGES.values() if page.layout != "title")


def test_every_statement_of_the_sample_is_shown_word_for_word():
    shown = issued(SAMPLE_PAGES)

    for slide in SAMPLE.slides:
        for found in slide.statements:
            if found.text:
                assert re.sub(r"\s+", " ", shown[found.id]) == re.sub(r"\s+", " ", found.text)


@pytest.mark.parametrize(
    ("key", "field", "place"),
    [
        ("title", "title", (54, 96, 852, 150)),
        ("title", "kicker", (54, 48, 708, 20)),
        ("title", "body", (54, 300, 852, 150)),
        ("title", "foot", (54, 474, 852, 14)),
        ("bluf", "title", (54, 48, 852, 76)),
        ("bluf", "body", (54, 138, 852, 294)),
        ("two-voices", "body", (54, 138, 276, 36)),
        ("two-voices", "body2", (54, 186, 258, 150)),
        ("two-voices", "body3", (342, 138, 276, 36)),
        ("two-voices", "body6", (630, 186, 258, 150)),
        ("two-voices", "body7", (54, 346, 852, 22)),
        ("two-voices", "body8", (54, 376, 852, 44)),
        ("ranked-table", "body2", (54, 378, 852, 44)),
        ("options", "body2", (54, 402, 852, 22)),
        ("decision", "body", (54, 141, 852, 96)),
        ("decision", "body2", (54, 265, 852, 32)),
        ("decision", "body3", (54, 320, 852, 110)),
        ("quotation", "body", (54, 162, 852, 44)),
        ("quotation", "body2", (54, 246, 852, 98)),
        ("bluf", "source_label", (54, 450, 132, 14)),
        ("bluf", "source_line", (198, 450, 708, 42)),
        ("bluf", "slide_number", (54, 508, 132, 14)),
        ("bluf", "footer_text", (198, 508, 480, 14)),
        ("bluf", "banner_top", (822, 18, 84, 20)),
        ("bluf", "banner_bottom", (822, 505, 84, 20)),
        ("consensus-map/unconfirmed", "status", (54, 21, 600, 14)),
    ],
)
def test_boxes_stand_where_the_visual_language_puts_them(key, field, place):
    found = text_box(PAGES[key], field)

    assert (found.x, found.y, found.width, found.height) == place


@pytest.mark.parametrize(
    ("key", "widths"),
    [
        ("source-summary", (144, 708)),
        ("consensus-map", (144, 54, 654)),
        ("voices", (144, 54, 654)),
        ("ranked-table", (144, 84, 372, 252)),
        ("options", (24, 168, 114, 102, 72, 156, 216)),
        ("risks", (144, 432, 276)),
        ("register", (28, 516, 146, 68, 94)),
    ],
)
def test_tables_have_the_columns_of_the_visual_language(key, widths):
    found = table(PAGES[key])

    assert (found.x, found.y, found.widths) == (54, 138, widths)
    assert found.fill_used <= 1


def test_rules_stand_only_where_they_may():
    rules = {
        page.key: [(s.x, s.y, s.width, s.stroke) for s in page.shapes if isinstance(s, Rule)] for page in PAGES.values()
    }

    assert rules["title"] == []
    assert rules["bluf"] == [(54, 441, 852, "source")]
    assert rules["next-steps"] == []
    assert rules["decision"][:2] == [(54, 258, 852, "ink"), (54, 304, 852, "ink")]
    assert rules["two-voices"][:3] == [(54, 178, 276, "ink"), (342, 178, 276, "ink"), (630, 178, 276, "ink")]


def test_strokes_mark_head_sum_and_recommendation():
    consensus, options = table(PAGES["consensus-map"]), table(PAGES["options"])

    assert [row[0].above for row in consensus.rows] == ["", "hairline", "hairline", "hairline", "ink"]
    assert consensus.rows[-1][0].below == ""
    assert [row[0].above for row in options.rows] == ["", "ink", "recommended", "recommended", "hairline"]
    assert options.head and not consensus.head


def test_numerals_stand_on_the_line_of_their_text():
    row = table(PAGES["consensus-map"]).rows[0]
    numeral, names = row[1], row[2]

    def baseline(cell: CellBox, role: str) -> float:
        return cell.top + cell.paragraphs[0].leading - descent(INSTITUTE.style(role), INSTITUTE)

    assert numeral.paragraphs[0].runs[0].size == 28
    assert baseline(numeral, "numeral") == baseline(names, "roomy")


def test_only_sizes_of_the_type_table_occur():
    allowed = {style.size for style in INSTITUTE.type.values()} | {25, 19, 17, 22}

    assert {run.size for page in PAGES.values() for p in paragraphs(page) for run in p.runs} <= allowed
    assert all(p.leading % 2 == 0 for page in PAGES.values() for p in paragraphs(page))


def test_label_and_text_are_one_paragraph():
    lead, under, evidence, *_ = text_box(PAGES["bluf"], "body").paragraphs

    assert [run.text for run in evidence.runs[:2]] == ["Evidence", "\t"]
    assert (evidence.margin, evidence.indent, evidence.space_before) == (144, -144, 20)
    assert (under.margin, under.indent, under.runs[0].text) == (144, 0, "Confidence: moderate")
    assert lead.runs[0].ink == "accent" and lead.runs[0].bold
    assert (lead.runs[2].face, lead.runs[2].size, lead.runs[2].italic) == ("title", 25, True)


def test_marks_are_raised_and_stay_with_their_word():
    mark = text_box(PAGES["bluf"], "body").paragraphs[2].runs[-1]

    assert (mark.text, mark.raised, mark.ink, mark.statement) == ("\u2060[1]\u2060[2]", True, "accent", "")


def test_unconfirmed_names_wear_a_ring_and_dots():
    row = table(PAGES["consensus-map/unconfirmed"]).rows[1]

    assert row[0].paragraphs[0].runs[0].dotted
    assert row[1].paragraphs[0].runs[0].text == "+\u00a02"
    assert [(run.text, run.dotted) for run in row[2].paragraphs[0].runs[:2]] == [("○\u00a0", False), ("Lai", True)]


def test_pages_in_brackets_are_quiet_and_upright():
    note = text_box(PAGES["two-voices"], "body8").paragraphs[0]
    pages = [run for run in note.runs if "36" in run.text]

    assert [(run.ink, run.italic, run.bold) for run in pages] == [("ink2", False, False)]


def test_the_slide_number_is_a_field_with_its_total():
    number = text_box(SAMPLE_PAGES[3], "slide_number").paragraphs[0]

    assert [(run.text, run.field) for run in number.runs] == [("4", "slidenum"), (" / 10", "")]


def test_a_hidden_slide_keeps_its_number_and_the_total_is_that_of_the_last_slide_shown():
    typeset = lay_out(deck_of(COVER, replace(BLUF, hidden=True), CONSENSUS), INSTITUTE)

    assert text_box(typeset.pages[0], "slide_number").paragraphs[0].lines == ("1 / 3",)
    shown = {page.key: number for number, page in enumerate(typeset.pages, start=1) if not page.hidden}
    assert shown == {"title": 1, "consensus-map": 3}
    last = lay_out(deck_of(COVER, BLUF, replace(CONSENSUS, hidden=True)), INSTITUTE)
    assert text_box(last.pages[0], "slide_number").paragraphs[0].lines == ("1 / 2",)


def test_the_total_is_of_the_slides_that_count_and_back_up_says_what_it_is():
    typeset = lay_out(deck_of(COVER, BLUF, replace(CONSENSUS, uncounted=True)), INSTITUTE)
    numbers = [text_box(page, "slide_number").paragraphs[0] for page in typeset.pages]

    assert [number.lines for number in numbers] == [("1 / 2",), ("2 / 2",), ("3 · back-up",)]
    assert [run.field for run in numbers[2].runs] == ["slidenum", ""]
    only = lay_out(deck_of(replace(BLUF, uncounted=True)), INSTITUTE)
    assert text_box(only.pages[0], "slide_number").paragraphs[0].lines == ("1 · back-up",)


def test_lines_take_a_smaller_size_before_they_part_and_a_part_names_its_own_sources():
    words = "The harbour master asks for a second pilot boat, since one alone cannot serve two berths in a gale"

    def slide(count):
        lines = Lines(tuple(line(f"Text {n}", f"{words}; {words.lower()}.^[{n}]") for n in range(1, count + 1)))
        sources = tuple(SourceLine(n, f"Text {n} 2020, p. 1") for n in range(1, count + 1))
        return replace(BLUF, layout="theme-summary", blocks=(lines,), sources=sources)

    four = lay_out(deck_of(slide(4)), INSTITUTE)
    assert [len(four.pages), four.remarks[0].text] == [1, "Slide 1 is set one size smaller so that it fits."]
    five = lay_out(deck_of(slide(5)), INSTITUTE)
    feet = [
        "".join(run.text for p in text_box(page, "source_line").paragraphs for run in p.runs) for page in five.pages
    ]
    assert len(feet) == 2
    assert [sum(f"[{n}]" in foot for foot in feet) for n in range(1, 6)] == [1, 1, 1, 1, 1]


@pytest.mark.parametrize("brand", BRANDS.values(), ids=list(BRANDS))
def test_a_label_of_a_table_comes_nearer_to_its_text_where_it_then_keeps_to_one_line(brand):
    style = brand.style(brand.tables.get("source-summary", "roomy"))
    labels = [f"{'m' * m}{'i' * i} and Lind" for m in range(12) for i in range(12)]
    near = next(s for s in labels if 133 < text_width((Run(s, style.face, style.size),), brand) < 135)
    slide = Slide(
        key="x",
        layout="source-summary",
        title=say("A title", "own"),
        blocks=(Table((), tuple(Row((cell(label), cell("a text"))) for label in (near, f"{near} and more")), "x"),),
    )
    (one, _), (several, _) = table(lay_out(deck_of(slide), brand).pages[0]).rows

    assert one.paragraphs[0].lines == (near,)
    assert len(several.paragraphs[0].lines) > 1
    assert (one.right, several.right) == (8, 12)


@pytest.mark.parametrize("brand", BRANDS.values(), ids=list(BRANDS))
def test_the_same_head_over_both_halves_of_a_list_is_broken_alike(brand):
    for words in ("Patrols off the northern coast and freedom of passage", "Short words"):
        head = tuple(say(text, "head") for text in ("", words, "", words))
        rows = tuple(Row(tuple(cell(text) for text in ("Mora", "speaks", "Lind", "none"))) for _ in range(5))
        slide = Slide(key="x", layout="theme-matrix", title=say("A title", "own"), blocks=(Table(head, rows, "x"),))
        _, left, _, right = table(lay_out(deck_of(slide), brand).pages[0]).rows[0]

        assert left.paragraphs[0].lines == right.paragraphs[0].lines


def test_a_table_that_is_too_long_goes_on_with_its_head_and_says_so():
    rows = RANKED.blocks[0].rows * 2
    slide = replace(RANKED, blocks=(replace(RANKED.blocks[0], rows=rows), RANKED.blocks[1]))

    typeset = lay_out(deck_of(COVER, slide), INSTITUTE)

    second = typeset.pages[2]
    assert second.title == "Cyber and maritime safety are where most authors would start work (2 of 2)"
    assert unjoined("".join(run.text for run in text_box(second, "title").paragraphs[0].runs)) == second.title
    assert table(second).head
    assert abs(len(table(second).rows) - len(table(typeset.pages[1]).rows)) <= 1
    assert [remark.text for remark in typeset.remarks] == ["Slide 2: six rows became two slides."]
    assert [page.key for page in typeset.pages[1:]] == ["ranked-table", "ranked-table"]


def test_hundreds_of_rows_are_divided_in_their_order_and_soon():
    row = RANKED.blocks[0].rows[0]
    rows = tuple(replace(row, cells=(cell(f"Field {n}"), *row.cells[1:])) for n in range(400))
    slide = replace(RANKED, blocks=(replace(RANKED.blocks[0], rows=rows),))
    began = time.process_time()

    pages = lay_out(deck_of(slide), INSTITUTE).pages

    shown = [row[0].paragraphs[0].runs[0].text for page in pages for row in table(page).rows[1:]]
    assert time.process_time() - began < 10
    assert shown == [f"Field {n}" for n in range(400)]
    assert min(len(table(page).rows) for page in pages) > 2


@pytest.mark.parametrize("count", [7, 60])
def test_a_register_fills_its_slides_and_shows_every_source(count):
    entries = tuple(
        Row(
            (
                cell(str(n)),
                cell(f"Author {n}, “A title of a few words”, 2020"),
                cell("p. 1"),
                cell("in full"),
                cell("1"),
            )
        )
        for n in range(1, count + 1)
    )
    head = REGISTER.blocks[0].head
    slide = replace(REGISTER, blocks=(Table(head, entries, "Sources"),))
    pages = lay_out(replace(EXTRA, slides=(slide,)), INSTITUTE).pages
    rows = [len(table(page).rows) - 1 for page in pages]

    assert sum(rows) == count
    assert all(page.fill_used > 0.85 for page in pages[:-1])
    assert rows[-1] > 1 or len(rows) == 1
    assert max(rows) <= 12


def test_a_sum_row_never_opens_a_continuation():
    body = CONSENSUS.blocks[0]
    long = replace(body, rows=(*body.rows[:4] * 2, body.rows[4]))

    pages = lay_out(deck_of(replace(CONSENSUS, blocks=(long,))), INSTITUTE).pages

    assert len(pages) == 2
    assert table(pages[1]).rows[0][1].paragraphs[0].runs[0].text != "13"
    assert min(len(table(page).rows) for page in pages) > 1


def test_a_row_taller_than_a_slide_is_divided():
    names = " · ".join(f"Author{n} ({n})" for n in range(300))
    slide = replace(CONSENSUS, blocks=(Table((), (Row((count("300"), count("300"), Cell((say(names),)))),), "x"),))

    typeset = lay_out(deck_of(slide), INSTITUTE)

    assert len(typeset.pages) > 1
    assert issued(typeset.pages)[slide.blocks[0].rows[0].cells[2].statements[0].id] == names
    assert all(content_bottom(page) <= 432 for page in typeset.pages)


def test_a_table_that_needs_it_is_one_size_smaller_first():
    words = ("word " * 80).strip()
    rows = tuple(Row((Cell((say("For"),)), count("1"), Cell((say(words, key=str(r)),)))) for r in range(3))
    slide = Slide(key="k", layout="voices", title=title("A title", "k"), blocks=(Table((), rows, "x"),))

    typeset = lay_out(deck_of(slide), INSTITUTE)

    assert [remark.text for remark in typeset.remarks] == ["Slide 1 is set one size smaller so that it fits."]
    assert {row[2].paragraphs[0].runs[0].size for row in table(typeset.pages[0]).rows} == {14}


LONG_TITLE = "The Alliance should consult four Pacific partners as a group, and stay out of their waters while it waits"


def test_a_title_that_is_too_long_is_set_smaller_before_it_is_refused():
    longer = f"{LONG_TITLE} for their answers to our questions of last year"
    fits, close, never = (
        replace(BLUF, title=replace(BLUF.title, text=text))
        for text in (longer, f"{longer}, on the ferry and on the tunnel", "Wide " * 60)
    )
    typeset = lay_out(deck_of(COVER, fits, close, never), INSTITUTE)

    titles = [text_box(page, "title") for page in typeset.pages[1:]]
    assert [(t.paragraphs[0].runs[0].size, t.paragraphs[0].leading) for t in titles[:2]] == [(24, 30), (24, 25)]
    assert all(title.paragraphs[0].height <= title.height for title in titles[:2])
    assert [remark.severity for remark in typeset.remarks] == ["info", "info", "fail"]
    assert typeset.remarks[0].text == (
        "The title of slide 2 is set smaller so that it fits; about 105 characters fit at full size."
    )
    assert typeset.remarks[2].text == (
        "The title of slide 4 is taller than its box; shorten it to about 105 characters."
    )


def test_the_title_of_a_continued_slide_has_one_size_on_all_its_parts():
    rows = tuple(Row((cell(f"Text {n}"), cell("a reason of several words " * 12))) for n in range(12))
    words = "One of four texts asks for a common ferry under the northern bridge and for a tunnel to Quarry Point"
    slide = Slide(key="x", layout="theme-summary", title=say(words, "own"), blocks=(Table((), rows, "rows"),))

    pages = lay_out(deck_of(slide), INSTITUTE).pages

    assert len(pages) > 1
    assert len({text_box(page, "title").paragraphs[0].runs[0].size for page in pages}) == 1


@pytest.mark.parametrize("brand", ["institute", "command", "plain"])
def test_a_title_breaks_at_the_same_place_on_every_part_of_a_slide(brand):
    rows = tuple(Row((cell(f"Text {n}"), cell("a reason of several words " * 12))) for n in range(12))
    for words in (
        "Work on the ferries has the most sponsors; a new pier has three",
        "One of four asks for a new ferry",
    ):
        slide = Slide(key="x", layout="theme-summary", title=say(words, "own"), blocks=(Table((), rows, "rows"),))
        pages = lay_out(deck_of(slide), resources.brand(brand)[0]).pages
        lines = [text_box(page, "title").paragraphs[0].lines for page in pages]

        assert len(pages) > 1
        assert len({re.sub(r" \(.*", "", first).strip() for first, *_ in lines}) == 1


def test_slides_of_one_title_are_told_apart():
    pages = lay_out(deck_of(COVER, BLUF, replace(BLUF, key="again"), replace(BLUF, key="more")), INSTITUTE).pages

    assert [page.title.removeprefix(BLUF.title.text) for page in pages[1:]] == ["", " (2)", " (3)"]
    assert "".join(text_box(pages[2], "title").paragraphs[0].lines).endswith(" (2)")


def test_sources_that_are_too_long_are_cut_and_the_notes_keep_them():
    long = "Author and others 2020, " + "a heading of very many words, " * 8 + "¶3"
    lines = tuple(SourceLine(n, long) for n in range(1, 6))

    page = lay_out(deck_of(replace(BLUF, sources=lines)), INSTITUTE).pages[0]

    left, right = text_box(page, "source_line"), text_box(page, "source_line2")
    assert [len(p.lines) for box in (left, right) for p in box.paragraphs] == [1] * 5
    assert all("".join(p.lines).endswith("…") for p in left.paragraphs)
    assert [(r.severity, r.text) for r in page.remarks] == [
        ("info", "The sources of slide 1 are shortened; its notes have them in full.")
    ]


def test_a_text_taller_than_a_slide_goes_on_with_the_next_one_after_a_sentence():
    sentence = "The council keeps the ferry and the tunnel open in the winter for all who pay their share."
    long = say(" ".join([sentence] * 20), label="Who")
    slide = Slide(key="x", layout="theme-summary", title=say("A title", "own"), blocks=(Lines((Line(long),)),))

    typeset = lay_out(deck_of(slide), INSTITUTE)

    shown = ["".join(p.lines) for page in typeset.pages for p in text_box(page, "body").paragraphs]
    assert len(shown) == len(typeset.pages) == 2
    assert all(text.startswith("Who\t") and text.rstrip().endswith("share.") for text in shown)
    assert " ".join(text.removeprefix("Who\t").strip() for text in shown) == long.text
    assert [remark.severity for remark in typeset.remarks] == ["info"]


@pytest.mark.parametrize("text", ["電網港" * 300, "x" * 2000, "Quiet words " * 150])
def test_a_text_without_sentences_is_divided_all_the_same(text):
    quoted = say(text.strip(), "quotation", "Who")
    lines = Lines((Line(quoted, "quotation"), Line(say("Ana Ruiz", label="From"), "fact")))
    slide = Slide(key="x", layout="quotation", title=say("A title", "own"), blocks=(lines,))

    typeset = lay_out(deck_of(slide), INSTITUTE)

    assert all(page.fill_used <= 1.0001 for page in typeset.pages)
    bodies = [text_box(page, "body") for page in typeset.pages]
    shown = "".join(r.text for body in bodies for p in body.paragraphs for r in p.runs if r.statement == quoted.id)
    assert unjoined(shown).replace(" ", "") == text.replace(" ", "")


def test_the_facts_of_a_cover_are_set_smaller_where_they_are_many():
    facts = tuple(Line(say("Eight words for a desk with many names " * 2, label=f"Fact {n}"), "fact") for n in range(5))
    page = lay_out(deck_of(replace(COVER, blocks=(Lines(facts),))), INSTITUTE).pages[0]

    body = text_box(page, "body")
    assert height_of(body.paragraphs) <= grid_of("title", INSTITUTE).band
    assert page.fill_used <= 1


def test_a_label_wider_than_its_column_opens_its_line():
    line = Line(say("They agree on the ferry.", label="Featherstonehaugh-Whitcombe and Ruiz Peralta"), "note")
    slide = Slide(key="x", layout="statement", title=say("A title", "own"), blocks=(Lines((line,)),))

    (paragraph,) = text_box(lay_out(deck_of(slide), INSTITUTE).pages[0], "body").paragraphs

    assert "".join(paragraph.lines).startswith("Featherstonehaugh-Whitcombe and Ruiz Peralta: They agree")


def test_a_box_ends_where_the_next_one_begins():
    pages = lay_out(SAMPLE, INSTITUTE).pages + lay_out(EXTRA, INSTITUTE).pages

    for page in pages:
        boxes = [s for s in page.shapes if isinstance(s, TextBox) and s.field.startswith("body")]
        for one, other in combinations(boxes, 2):
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert apart or one.y + one.height <= other.y + 0.01 or other.y + other.height <= one.y + 0.01, page.key


def test_many_sources_take_two_columns_and_more_than_five_stand_one_after_the_other():
    five = tuple(SourceLine(n, f"Author {n} 2020, p. {n}") for n in range(1, 6))
    nine = tuple(SourceLine(n, f"Author {n} 2020, p. {n}") for n in range(1, 10))

    fits, full = (lay_out(deck_of(replace(BLUF, sources=s, whole=True)), INSTITUTE).pages[0] for s in (five, nine))

    left, right = text_box(fits, "source_line"), text_box(fits, "source_line2")
    assert [(box.x, box.width, len(box.paragraphs)) for box in (left, right)] == [(198, 348, 3), (558, 348, 2)]
    assert (left.columns, left.fill_used, right.fill_used) == (1, 1, 2 / 3)
    box = text_box(full, "source_line")
    assert [(box.x, box.width, len(box.paragraphs), len(box.paragraphs[0].lines))] == [(198, 708, 1, 2)]
    assert not fits.remarks and not full.remarks


def test_a_source_that_only_fits_over_two_columns_stays_whole():
    long = "Author and others 2020, recommendations to governments, first part, paragraphs 2 and 3, 2020"
    lines = (*(SourceLine(n, long) for n in (1, 2)), SourceLine(3, "Author 2020"), SourceLine(4, "Author 2021"))

    page = lay_out(deck_of(replace(BLUF, sources=lines)), INSTITUTE).pages[0]

    assert text_box(page, "source_line").columns == 2
    assert not page.remarks


def test_a_long_mark_grows_to_the_left():
    deck = replace(SAMPLE, marking="OFFICIAL-SENSITIVE: RELEASABLE TO NATO AND FOUR PARTNERS")

    page = lay_out(deck, INSTITUTE).pages[3]

    for field in ("banner_top", "banner_bottom"):
        found = text_box(page, field)
        assert found.x + found.width == 906 and found.width > 300 and found.framed
        assert len(found.paragraphs[0].lines) == 1
    assert text_box(page, "footer_text").x + text_box(page, "footer_text").width < text_box(page, "banner_bottom").x


def test_a_deck_without_marking_has_no_frames():
    page = lay_out(replace(SAMPLE, marking=""), INSTITUTE).pages[1]

    assert not [s for s in page.shapes if isinstance(s, TextBox) and s.framed]


def test_the_title_is_read_first_and_every_field_once():
    for page in PAGES.values():
        fields = [s.field for s in page.shapes if not isinstance(s, Rule)]
        assert fields[0] == "title"
        assert all(len(list(same)) == 1 for _, same in groupby(sorted(fields)))
        assert {f for f in fields if not re.match(r"body|banner", f)} <= set(FRAME)
        assert set(fields) <= {*INSTITUTE.frame, *INSTITUTE.layouts[page.layout].placeholders}


def test_the_brand_file_says_what_the_visual_language_says():
    assert BRANDS["institute"] == INSTITUTE


@given(text.filter(lambda words: len(words) > 1), st.data())
def test_a_statement_cut_in_two_keeps_its_words_and_marks(words, data):
    whole = replace(statement(words, 1), marks=(Mark(0, (1,)), Mark(len(words) // 2, (2,)), Mark(len(words), (3,))))
    at = data.draw(st.integers(1, len(words) - 1))

    first, second = clipped(whole, 0, at), clipped(whole, at, len(words))

    assert first.text + second.text == words
    assert sorted(n for part in (first, second) for mark in part.marks for n in mark.numbers) == [1, 2, 3]


def test_a_run_without_a_statement_is_furniture():
    runs = [run for p in text_box(PAGES["bluf"], "body").paragraphs for run in p.runs]

    assert {run.statement for run in runs if run.text in ("Evidence", "\t", "Confidence: moderate")} == {""}
    assert Run("x") in {Run("x"), runs[0]}
    assert line("Evidence", "x").statement.label == "Evidence"
    assert VOLUME.number == 4


def test_lines_stand_closer_before_they_go_on_with_the_next_slide():
    reason = (
        "A reason that takes two lines of the slide has some twenty words, and this is one of them to the very end."
    )
    lines = Lines(tuple(Line(say(reason)) for _ in range(5)))

    typeset = lay_out(
        deck_of(Slide(key="x", layout="theme-summary", title=say("A title", "own"), blocks=(lines,))), INSTITUTE
    )

    (page,) = typeset.pages
    assert [len(p.lines) for p in text_box(page, "body").paragraphs] == [2] * 5
    assert [remark.text for remark in typeset.remarks] == ["Slide 1 is set more closely so that it fits."]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=2, max_size=24))
def test_continued_slides_are_the_fewest_and_even(words):
    rows = tuple(Row((cell(f"Text {n}"), cell(" ".join(["reasons"] * count)))) for n, count in enumerate(words))
    slide = Slide(key="x", layout="theme-summary", title=say("A title", "own"), blocks=(Table((), rows, "rows"),))

    pages = lay_out(deck_of(slide), INSTITUTE).pages

    high = [sum(table(page).heights) for page in pages]
    assert all(h <= 294.01 for h in high)
    if len(pages) > 1:
        rest = [h for page in pages for h in table(page).heights]
        assert sum(rest) > 294 * (len(pages) - 1) - max(rest) * len(pages)
        assert max(high) - min(high) <= 2 * max(rest)


def test_columns_follow_their_texts_before_a_table_goes_on_with_the_next_slide():
    long = "a long reason of several words for the ferry and for the tunnel and for the bridge over the water"
    row = Row((cell("Who"), cell(f"{long} and a long reason of se"), cell("Brief")))
    one, four = (
        Slide(key="x", layout="risks", title=say("A title", "own"), blocks=(Table((), (row,) * count, "risks"),))
        for count in (1, 4)
    )
    fixed = table(lay_out(deck_of(one), INSTITUTE).pages[0]).widths

    typeset = lay_out(deck_of(four), INSTITUTE)

    widths = table(typeset.pages[0]).widths
    assert len(typeset.pages) == 1
    assert widths[0] == fixed[0] and sum(widths) == sum(fixed)
    assert widths[1] > fixed[1] and widths[2] >= fixed[2] / 2
    assert [r.text for r in typeset.remarks] == ["The columns of slide 1 follow their texts so that it fits."]


@given(st.integers(1, 60), st.integers(1, 4))
def test_the_last_slide_of_a_register_is_no_mere_tail(count, lines):
    words = " ".join(["a long name of a source"] * lines)
    rows = tuple(Row((Cell((say(str(n)),)), Cell((say(f"Mora, “Gates {n}”, {words}"),)))) for n in range(count))
    table = Table((say(""), say("Source")), rows, "Sources")
    slide = Slide(key="register", layout="register", title=say("Sources"), blocks=(table,))

    pages = lay_out(deck_of(slide), INSTITUTE).pages
    found = [next(shape for shape in page.shapes if isinstance(shape, TableBox)) for page in pages]
    filled = [sum(box.heights) for box in found]

    assert sum(len(box.rows) - 1 for box in found) == count
    assert len(found) == 1 or 3 * filled[-1] >= grid_of("register", INSTITUTE).band or 3 * filled[-1] >= filled[-2]
    assert all(high <= grid_of("register", INSTITUTE).band for high in filled)


def test_roomy_rows_are_set_as_dense_ones_before_a_table_goes_on_with_the_next_slide():
    rows = tuple(Row((cell(f"Point {n}"), cell(" ".join(["reasons"] * 22)))) for n in range(5))
    slide = Slide(key="x", layout="essay-card", title=say("A title", "own"), blocks=(Table((), rows, "points"),))

    typeset = lay_out(deck_of(slide), INSTITUTE)

    (page,) = typeset.pages
    sizes = {run.size for row in table(page).rows for c in row for p in c.paragraphs for run in p.runs}
    assert sizes == {INSTITUTE.style("dense").size}
    assert [remark.text for remark in typeset.remarks] == ["Slide 1 is set one size smaller so that it fits."]


def test_columns_follow_their_texts_on_all_slides_of_a_table_that_goes_on():
    advice = " ".join(["Lend the ferries of the town to the islands in winter"] * 4)
    rows = tuple(
        Row((cell(str(n)), cell("The town"), cell(f"{advice} {n}"), cell("1"), cell("Berg (7)"))) for n in range(1, 9)
    )
    head = tuple(say(word, "head") for word in ("", "Who", "What", "of 9", "Supported by"))
    slide = Slide(key="x", layout="recommendations", title=say("A title", "own"), blocks=(Table(head, rows, "advice"),))

    pages = lay_out(deck_of(slide), INSTITUTE).pages

    widths = {table(page).widths for page in pages}
    assert len(pages) > 1 and len(widths) == 1
    (found,) = widths
    assert found[2] > 1.5 * found[4] and sum(found) == 852


@pytest.mark.parametrize("brand", BRANDS.values(), ids=list(BRANDS))
@pytest.mark.parametrize("reasons", range(1, 14))
def test_a_count_never_touches_the_rule_over_its_row(brand, reasons):
    said = cell(" · ".join(["Berg (7): the ferries are full in winter"] * reasons))
    rows = tuple(Row((cell("In favour"), count("13"), said)) for _ in range(5))
    slide = Slide(key="x", layout="consensus-map", title=say("A title", "own"), blocks=(Table((), rows, "map"),))

    for page in lay_out(deck_of(slide), brand).pages:
        for _, numeral, text in table(page).rows:
            (large,) = numeral.paragraphs[0].runs
            under = descent(replace(brand.style("body"), face="body", size=text.paragraphs[0].runs[0].size), brand)
            baseline = text.top + text.paragraphs[0].leading - under
            assert baseline - 0.68 * large.size >= 3


def test_long_labels_get_room_before_a_table_goes_on_with_the_next_slide():
    labels = ("Lending the ferries of the town to the islands in winter", "Roads", "Schools and their halls", "Ports")
    rows = tuple(Row((cell(label), cell(" ".join(["reasons"] * 34)))) for label in labels)
    slide = Slide(key="x", layout="executive-summary", title=say("T", "own"), blocks=(Table((), rows, "x"),))
    short = replace(slide, blocks=(Table((), rows[1:], "x"),))

    (page,) = lay_out(deck_of(slide), INSTITUTE).pages

    assert table(page).widths == (198, 654)
    assert table(lay_out(deck_of(short), INSTITUTE).pages[0]).widths == (144, 708)


def test_a_register_of_many_slides_gives_their_numbers_room_where_that_makes_it_lower():
    def widths(slides):
        entries = tuple(
            Row((cell(str(n)), cell("Ann Berg, “Ferries”, 2020"), cell("p. 1"), cell("in full"), cell(slides)))
            for n in range(1, 30)
        )
        slide = replace(REGISTER, blocks=(Table(REGISTER.blocks[0].head, entries, "Sources"),))
        return {table(page).widths for page in lay_out(replace(EXTRA, slides=(slide,)), INSTITUTE).pages}

    assert widths("1, 3–4") == {(28, 516, 146, 68, 94)}
    assert widths("1, 3, 5, 7–13, 16, 18–19, 24–26, 29–30") == {(28, 484, 142, 68, 130)}
