"""The slide and the memo as they will be printed: everything is drawn in its place, and can be chosen there."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest
from gui_fakes import invented_brief, invented_library, outline_of
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QImage
from sample_deck import EXTRA, INSTITUTE, SAMPLE, say

from briefer.gui.models.outline import sheet_lines, sheets_of, slide_sign, storyboard_rows
from briefer.gui.tokens import PAPER
from briefer.gui.widgets import slide_paint
from briefer.gui.widgets.slide_paint import SlidePainter
from briefer.gui.widgets.slide_view import SlideView
from briefer.model.deck import Deck, Line, Lines, Slide
from briefer.model.master import Drawing
from briefer.typeset.layout import lay_out
from briefer.typeset.placing import placed

SIZE = QSize(960, 540)
AROUND = 3
"""Pixels by which a letter may reach over its place: overhang of italics, and the blur of edges."""


def outline_from(deck: Deck):
    """Return pages and slides of a composed deck as the window is given them."""
    pages = lay_out(deck, INSTITUTE).pages
    slides = [
        SimpleNamespace(key=s.key, title=s.title.text, statements=s.statements, sources=(), remarks=(), status="")
        for s in deck.slides
    ]
    return SimpleNamespace(pages=pages, slides=slides, brand=INSTITUTE)


def long_deck() -> Deck:
    """Return a deck of one slide that takes several pages."""
    words = "A sentence that is long enough to fill a line of the slide, and then goes on over its end"
    lines = tuple(Line(say(f"{words}, for the {n}th time.", key="long", field=f"body{n}")) for n in range(16))
    slide = Slide(key="long", layout="theme-summary", title=say("It goes on", key="long", field="title"))
    return replace(SAMPLE, slides=(replace(slide, blocks=(Lines(lines),)),))


SHEETS = [sheet for deck in (SAMPLE, EXTRA, long_deck()) for sheet in sheets_of(outline_from(deck))]
every_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.id for sheet in SHEETS])


def drawn(page, brand=INSTITUTE) -> QImage:
    return SlidePainter(brand).picture(page, SIZE, 1).toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def inked(image: QImage) -> list[bytes]:
    """Return every row of pixels, 255 where nothing was drawn."""
    data = bytes(image.constBits())
    return [data[y * image.bytesPerLine() :][: image.width()] for y in range(image.height())]


def allowed(page, brand=INSTITUTE) -> list[bytearray]:
    """Return where something may be drawn: the places of words, rules and frames."""
    free = [bytearray(SIZE.width()) for _ in range(SIZE.height())]

    def fill(x: float, y: float, right: float, bottom: float) -> None:
        left, end = max(0, int(x - AROUND)), min(SIZE.width(), int(right + AROUND) + 1)
        for row in free[max(0, int(y - AROUND)) : int(bottom + AROUND) + 1]:
            row[left:end] = b"\1" * (end - left)

    found = placed(page, brand)
    for word in found.words:
        fill(word.x, word.baseline - word.size, word.x + word.width, word.baseline + 0.3 * word.size)
    for rule in found.rules:
        fill(rule.x, rule.y, rule.x + rule.width, rule.y)
    for frame in found.frames:
        fill(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
    return free


@every_sheet
def test_every_word_is_drawn_in_its_place(qapp, sheet):
    rows = inked(drawn(sheet.page))

    for word in placed(sheet.page, INSTITUTE).words:
        if any(char.isalnum() for char in word.text):
            lines = rows[int(word.baseline - 0.7 * word.size) : int(word.baseline) + 1]
            assert any(min(line[int(word.x) : int(word.x + word.width) + 1]) < 160 for line in lines), word.text


@every_sheet
def test_nothing_is_drawn_outside_the_places(qapp, sheet):
    free = allowed(sheet.page)

    for y, row in enumerate(inked(drawn(sheet.page))):
        outside = [x for x, ink in enumerate(row) if ink < 200 and not free[y][x]]
        assert outside == [], (y, outside)


def test_where_a_face_is_missing_words_keep_their_lines_and_do_not_run_into_each_other(qapp, monkeypatch):
    page = next(sheet.page for sheet in SHEETS if sheet.id == "bluf")
    free = allowed(page)

    monkeypatch.setattr(slide_paint, "METRIC_COMPATIBLE", {"calibri": "DejaVu Sans", "cambria": "DejaVu Sans Mono"})

    for y, row in enumerate(inked(drawn(page))):
        assert [x for x, ink in enumerate(row) if ink < 200 and not free[y][x]] == []


def test_figures_are_those_of_the_face_whatever_the_window_uses(qapp, look):
    page = next(sheet.page for sheet in SHEETS if sheet.page.layout == "consensus-map")
    usual, plain = qapp.font(), qapp.font()
    plain.setFeature(QFont.Tag("tnum"), 0)

    with_tabular = drawn(page)
    qapp.setFont(plain)
    without = drawn(page)
    qapp.setFont(usual)

    assert with_tabular == without


def test_a_picture_is_as_large_as_the_screen_wants(qapp):
    picture = SlidePainter(INSTITUTE).picture(SHEETS[0].page, QSize(480, 270), 2)

    assert picture.size() == QSize(960, 540)
    assert picture.deviceIndependentSize().toSize() == QSize(480, 270)


@pytest.fixture
def view(qtbot):
    made = SlideView()
    qtbot.addWidget(made)
    made.resize(960, 540)
    made.show_sheet(next(sheet for sheet in SHEETS if sheet.page.layout == "options"), SlidePainter(INSTITUTE))
    made.show()
    return made


def test_arrows_go_through_the_statements_in_reading_order(qtbot, view):
    view.choose(0)
    seen = [view.currentIndex().row()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right) * view.lines.rowCount():
        qtbot.keyClick(view, key)
        seen.append(view.currentIndex().row())

    last = view.lines.rowCount() - 1
    assert seen[: last + 1] == list(range(last + 1))
    assert set(seen[last:]) == {last}
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.currentIndex().row() == last - 1
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == last


def test_statements_stand_in_the_order_in_which_they_are_read(view):
    tops = [view.visualRect(view.lines.index(at)).top() for at in range(view.lines.rowCount())]

    assert view.lines.rows[0].kind == "title"
    assert all(later >= earlier - 20 for earlier, later in pairwise(tops))


def test_a_click_chooses_the_statement_under_the_mouse(qtbot, view):
    for at in range(view.lines.rowCount()):
        with qtbot.waitSignal(view.chosen) if view.currentIndex().row() != at else nullcontext():
            spot = view.boxes(view.lines.index(at))[0].center().toPoint()
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)

        assert view.currentIndex().row() == at
        assert view.selectedIndexes() == [view.lines.index(at)]


def test_a_click_beside_all_statements_chooses_none(qtbot, view):
    view.choose(2)

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))

    assert view.indexAt(QPoint(3, 3)).isValid() is False
    assert view.currentIndex().row() == 2


def test_the_chosen_statement_has_a_frame(view):
    view.choose(1)
    edge = view.visualRect(view.lines.index(1))
    image = view.grab().toImage()

    column = [image.pixelColor(edge.center().x(), y) for y in range(edge.top() - 8, edge.bottom() + 8)]
    assert any(near(pixel, QColor(PAPER.here)) for pixel in column)


def test_readers_of_the_screen_hear_one_entry_a_statement(view):
    entries = QAccessible.queryAccessibleInterface(view)
    heard = [entries.child(at).text(QAccessible.Text.Name) for at in range(entries.childCount())]

    assert len(heard) == view.lines.rowCount()
    assert heard[0].startswith("Title: ")
    assert all(line.text in words for line, words in zip(view.lines.rows, heard, strict=True))


def test_a_statement_is_heard_with_its_sources(qapp):
    library = invented_library()
    sheet = sheets_of(outline_of(library, invented_brief(library)))[1]
    line = next(line for line in sheet_lines(sheet) if line.statement.role == "quotation")

    assert line.cites and line.cites[0].startswith("[")


def test_every_page_has_its_own_entry_in_the_storyboard(qapp):
    key = next(sheet.page.key for sheet in SHEETS if sheet.page.parts > 1)
    parts = [sheet for sheet in SHEETS if sheet.page.key == key]
    rows = {row.id: row for row in storyboard_rows(SHEETS)}

    assert [sheet.id for sheet in parts][:2] == [key, f"{key}#2"]
    assert parts[1].caption == f"Slide {parts[1].number} · 2 of {len(parts)}"
    assert rows[parts[1].id].note == f"2/{len(parts)}"
    assert rows[parts[1].id].count == str(parts[1].number)


def test_a_page_is_unconfirmed_only_when_such_a_statement_stands_on_it(qapp):
    first, second = [sheet for sheet in SHEETS if sheet.page.parts > 1][:2]
    there = {line.statement.id for line in sheet_lines(second)} - {line.statement.id for line in sheet_lines(first)}
    statements = tuple(replace(s, confirmed=s.id not in there) for s in first.slide.statements)
    slide = SimpleNamespace(**{**vars(first.slide), "statements": statements})

    assert slide_sign(replace(first, slide=slide)) == ""
    assert slide_sign(replace(second, slide=slide)) == "unconfirmed"


def test_thumbnails_follow_an_edit_and_are_kept_otherwise(qtbot, desk):
    desk.rail.choose("Compose")
    board, size = desk.compose.storyboard, QSize(150, 84)
    before = {row.id: board.picture(row.id, size).cacheKey() for row in board.rows.rows}

    brief = desk.session.brief
    judged = (replace(brief.assessments[0], text="Wait for the audit of the reserve."), *brief.assessments[1:])
    desk.session.edit_brief("change of an assessment", replace(brief, assessments=judged))
    qtbot.waitUntil(lambda: not desk.kit.outliner.busy)

    after = {row.id: board.picture(row.id, size).cacheKey() for row in board.rows.rows}
    assert [id for id in before if before[id] != after[id]] == ["bluf"]
    assert "Wait for the audit of the reserve." in [line.text for line in shown(desk, "bluf")]


def test_the_chosen_statement_stays_chosen_after_an_edit(qtbot, desk):
    desk.rail.choose("Compose")
    desk.compose.go_to("bluf")
    desk.compose.page.choose(2)
    was = desk.compose.page.lines.rows[2].statement.id

    desk.session.edit_brief("change of marking", replace(desk.session.brief, title="Changed"))
    qtbot.waitUntil(lambda: not desk.kit.outliner.busy)

    at = desk.compose.page.currentIndex().row()
    assert desk.compose.page.lines.rows[at].statement.id == was


def test_the_memo_is_set_while_somebody_looks_at_it(qtbot, desk, services):
    assert services.pictured == []

    desk.rail.choose("Memo")
    qtbot.waitUntil(lambda: desk.memo.pictures.count == 1)
    assert desk.memo.pictures.accessibleName() == "Memo as printed, 1 page"
    desk.rail.choose("Library")
    desk.session.edit_brief("change of title", replace(desk.session.brief, title="Changed"))
    qtbot.waitUntil(lambda: not desk.kit.outliner.busy)

    assert not desk.kit.memo_pictures.busy
    assert len(services.pictured) == 1


def test_the_memo_is_set_again_on_the_other_paper(qtbot, desk, services):
    desk.rail.choose("Memo")
    qtbot.waitUntil(lambda: desk.memo.pictures.count == 1)
    high = desk.memo.pictures.height()

    desk.memo._change("change of paper", "memo.paper", "letter")
    qtbot.waitUntil(lambda: services.pictured[-1][0].memo.paper == "letter")
    qtbot.waitUntil(lambda: desk.memo.pictures.height() < high)

    assert desk.memo._fills["a4"].accessibleName() == "A4, Word: A4, Word: 96 % · tight"
    assert desk.memo._trim.isVisible()


def test_a_memo_that_cannot_be_set_says_why_and_can_still_be_read(qtbot, desk, services):
    services.unset = True

    desk.rail.choose("Memo")
    qtbot.waitUntil(lambda: "typeface" in desk.memo._none.text())

    desk.memo.show_view(1)
    assert desk.memo.page.isVisible()
    assert not desk.memo._none.isVisible()


def test_every_page_of_a_memo_that_is_too_long_is_shown(qtbot, desk, services):
    services.memo_pages = 2

    desk.rail.choose("Memo")
    qtbot.waitUntil(lambda: desk.memo.pictures.count == 2)

    assert desk.memo._printed.text() == "PDF: 2 pages"


def test_a_section_leads_to_its_statements(qtbot, desk):
    desk.rail.choose("Memo")
    desk.memo.sections.choose("theme-summary")
    assert not desk.memo.page.isVisible()

    qtbot.keyClick(desk.memo.sections, Qt.Key.Key_Return)

    assert desk.memo.page.isVisible()
    assert desk.memo.page.lines.row_at(desk.memo.page.currentIndex()).key == "theme-summary"


def test_what_else_is_to_know_about_a_library_is_said(qtbot, window, services, tmp_path):
    services.remark = "No backup could be made: the disk is full."
    window.kit.libraries.open(tmp_path / "quiet-grid.briefer")
    qtbot.waitUntil(lambda: window.banners.notices != ())

    (notice,) = window.banners.notices
    assert (notice.kind, notice.advice) == ("info", services.remark)


def shown(desk, id):
    desk.compose.go_to(id)
    return desk.compose.page.lines.rows


def near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) < 60 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


def test_what_the_users_file_draws_is_behind_the_words_of_a_slide():
    dots = bytes((200, 30, 30)) * 16
    behind = Drawing(width=4, height=4, dot=240, dots=dots)
    page = SHEETS[0].page
    name = INSTITUTE.layouts[page.layout].name

    image = SlidePainter(INSTITUTE, {name: behind}).picture(page, QSize(480, 270), 1).toImage()

    assert image.pixelColor(470, 260).getRgb()[:3] == (200, 30, 30)
