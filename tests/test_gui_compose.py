"""The Compose tab on a real library: slides are moved, hidden, locked, doubled and reworded, one undo step each."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from gui_fakes import new_window
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPushButton

from briefer.app.services import DesktopServices
from briefer.gui import brief_edits, slide_edits
from briefer.gui.models.outline import key_of
from briefer.gui.panels.inspector import CONTENT, SLIDE_PAGE
from briefer.gui.widgets.dragging import PASSAGE, SLIDE, carrying
from briefer.gui.widgets.tray import PickChip
from briefer.model.evidence import Passage
from briefer.specs.brief import Pick

SAMPLES = Path(__file__).parent.parent / "sample_briefs"


@pytest.fixture
def real(qtbot, look, tmp_path):
    """Return the window with the sample brief open in Compose, on the real services."""
    shutil.copytree(SAMPLES / "library", tmp_path / "library")
    made = new_window(look, DesktopServices(), tmp_path / "settings")
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.kit.libraries.open(tmp_path / "library")
    qtbot.waitUntil(lambda: made.session.library is not None)
    made.kit.briefs.open(SAMPLES / "pacific-partners.yaml")
    qtbot.waitUntil(lambda: made.session.brief is not None and made.session.brief.id == "nato-pacific")
    made.rail.choose("Compose")
    settle(qtbot, made)
    yield made
    made.lanes.close()


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.kit.outliner.outline is not None and not window.kit.outliner.busy)


def keys(window):
    return list(dict.fromkeys(key_of(sheet.id) for sheet in window.compose.sheets))


def test_the_sample_has_what_these_tests_need(real):
    assert len(keys(real)) > 5
    assert keys(real)[-1] == "register"


def test_alt_and_arrows_move_the_chosen_slide_and_undo_moves_it_back(qtbot, real):
    board, before = real.compose.storyboard, keys(real)
    board.choose(before[2])
    board.setFocus()

    real.commands["slide-up"].trigger()
    settle(qtbot, real)

    assert keys(real) == [before[0], before[2], before[1], *before[3:]]
    assert key_of(board.current_id) == before[2]
    real.commands["slide-up"].trigger()
    settle(qtbot, real)
    assert keys(real)[0] == before[2]
    real.session.undo_stack.undo()
    real.session.undo_stack.undo()
    settle(qtbot, real)
    assert keys(real) == before
    assert real.session.brief.edits == {}


def drop(view, data, point):
    event = QDropEvent(
        QPointF(point), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    view.dropEvent(event)
    return event


def test_a_slide_dropped_between_two_others_stands_there(qtbot, real):
    board, before = real.compose.storyboard, keys(real)
    rect = board.visualRect(board.rows.place_of(before[0]))

    drop(board, carrying(SLIDE, (before[3],)), QPoint(rect.center().x(), rect.bottom() - 4))
    settle(qtbot, real)

    assert keys(real)[:3] == [before[0], before[3], before[1]]
    assert board.dragDropMode() == QAbstractItemView.DragDropMode.DragDrop


def test_a_passage_dropped_on_a_slide_stands_there_with_its_citation(qtbot, real):
    brief, shelf = real.session.brief, real.session.shelf
    passage = next(
        p
        for p in shelf.all(Passage)
        if slide_edits.no_place(brief, p, "bluf", True) == "" and p.confirmed and p.kind == "paraphrase"
    )
    board = real.compose.storyboard
    rect = board.visualRect(board.rows.place_of("bluf"))

    drop(board, carrying(PASSAGE, (passage.id,)), rect.center())
    settle(qtbot, real)

    slide = next(s for s in real.kit.outliner.outline.slides if s.key == "bluf")
    said = [s for s in slide.statements if passage.id in {c.passage_id for c in s.citations} and s.field != "title"]
    assert said
    assert real.session.undo_stack.undoText() == "putting a passage on a slide"


def test_a_hidden_slide_is_grey_and_a_locked_one_has_its_lock(qtbot, real):
    board = real.compose.storyboard
    board.choose("bluf")

    real.commands["slide-hide"].trigger()
    real.commands["slide-lock"].trigger()
    settle(qtbot, real)

    row = next(row for row in board.rows.rows if row.id == "bluf")
    assert (row.zero, row.icon) == (True, "ph.lock-simple")
    assert "hidden" in row.spoken and "locked" in row.spoken
    assert real.session.brief.lock
    real.session.undo_stack.undo()
    real.session.undo_stack.undo()
    assert real.session.brief.edits == {} and real.session.brief.lock == {}


def test_a_slide_taken_out_comes_back_and_a_doubled_one_is_shown(qtbot, real):
    board, before = real.compose.storyboard, keys(real)
    board.choose("bluf")
    real.commands["slide-out"].trigger()
    settle(qtbot, real)
    assert keys(real) == [key for key in before if key != "bluf"]

    real.commands["slide-back"].trigger()
    settle(qtbot, real)
    assert keys(real) == before
    assert board.current_id == "bluf"

    real.commands["slide-copy"].trigger()
    settle(qtbot, real)
    assert keys(real)[keys(real).index("bluf") + 1] == "own/1"
    assert board.current_id == "own/1"


def test_the_register_stays_last_and_cannot_be_changed(qtbot, real):
    real.compose.storyboard.choose("register")
    before = real.session.brief

    for id in ("slide-up", "slide-hide", "slide-lock", "slide-copy", "slide-out"):
        real.commands[id].trigger()

    assert real.session.brief == before


def test_words_are_edited_on_their_place_while_the_preview_follows(qtbot, real):
    desk = real.compose
    desk.storyboard.choose("bluf")
    desk.page.choose(0)
    desk.page.setFocus()
    qtbot.keyClick(desk.page, Qt.Key.Key_Return)
    editor = desk.slides.editor
    steps = real.session.undo_stack.count()

    qtbot.keyClicks(editor.words, "A shorter title")
    settle(qtbot, real)

    assert desk.sheet.slide.title == "A shorter title"
    assert editor.fit.accessibleName().startswith("Room: 1 of 2 lines")
    qtbot.keyClick(editor.words, Qt.Key.Key_Return)
    assert desk.slides.editor is None
    assert real.session.undo_stack.count() == steps + 1
    assert real.session.brief.edits["bluf"].title == "A shorter title"


def test_escape_takes_the_words_back(qtbot, real):
    desk = real.compose
    desk.storyboard.choose("bluf")
    desk.page.choose(1)
    before = real.session.brief
    desk.slides.edit()

    qtbot.keyClicks(desk.slides.editor.words, "Wait.")
    assert real.session.brief != before
    qtbot.keyClick(desk.slides.editor.words, Qt.Key.Key_Escape)

    assert real.session.brief == before


def test_a_quotation_is_not_retyped_and_says_what_to_do(qtbot, real):
    desk, said = real.compose, []
    real.kit.talk.toasted.connect(lambda words, undo: said.append(words))
    for sheet in desk.sheets:
        for statement in sheet.slide.statements:
            if statement.role == "quotation" and sheet.page.part == 1:
                desk.storyboard.choose(sheet.id)
                lines = desk.page.lines.rows
                found = [n for n, line in enumerate(lines) if line.statement and line.statement.id == statement.id]
                if found:
                    desk.page.choose(found[0])
                    desk.slides.edit()
                    assert desk.slides.editor is None
                    assert said[-1] == slide_edits.QUOTED
                    return
    pytest.fail("the sample has no quotation")


def test_an_evidence_row_is_dragged_over_the_rail_onto_a_slide(qtbot, real):
    real.rail.choose("Evidence")
    tab = real.rail._tabs["Compose"]
    passage = real.session.shelf.all(Passage)[0]
    data = carrying(PASSAGE, (passage.id,))

    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    tab.dragEnterEvent(enter)

    assert real.rail.current == "Compose"


def test_enter_on_a_chip_of_the_tray_puts_it_on_the_slide(qtbot, real):
    desk, brief = real.compose, real.session.brief
    taken = {pick.passage for pick in brief.picks}
    passage = next(
        p
        for p in real.session.shelf.all(Passage)
        if p.id not in taken and not slide_edits.no_place(brief, p, "bluf", True) and p.confirmed
    )
    real.session.edit_brief("picking", replace(brief, picks=(*brief.picks, Pick(passage=passage.id))))
    settle(qtbot, real)
    desk.storyboard.choose("bluf")
    chip = next(chip for chip in real.tray.findChildren(PickChip) if chip._id == passage.id)

    qtbot.keyClick(chip, Qt.Key.Key_Return)
    settle(qtbot, real)

    assert [pick.slide for pick in real.session.brief.picks if pick.passage == passage.id] == ["bluf"]
    assert not [chip for chip in real.tray.findChildren(PickChip) if chip._id == passage.id and chip.isVisible()]


def test_a_layout_is_chosen_from_those_that_fit_and_the_own_one_says_nothing(qtbot, real):
    desk = real.compose
    sheet = next(s for s in desk.sheets if len(s.slide.alternatives) > 1)
    desk.storyboard.choose(sheet.id)
    box = desk.inspector.slide.layout_box
    offered = [box.itemData(at) for at in range(box.count())]

    box.setCurrentIndex(1)
    box.activated.emit(1)
    settle(qtbot, real)
    assert desk.sheet.page.layout == offered[1]
    assert real.session.brief.edits[sheet.page.key].layout == offered[1]

    box.setCurrentIndex(box.findData(sheet.slide.alternatives[0]))
    box.activated.emit(0)
    assert real.session.brief.edits == {}


def test_remarks_lead_to_their_slide(qtbot, real):
    card = real.compose.inspector
    card.show_page(SLIDE_PAGE)
    real.compose.storyboard.choose("title")
    link = next(b for b in card.slide.findChildren(QPushButton) if b.accessibleName().startswith("Go to slide"))

    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)

    assert real.compose.sheet.caption.startswith(link.accessibleName().removeprefix("Go to s").replace("lide", "Slide"))


def test_the_slides_fill_the_screen_and_hidden_ones_are_left_out(qtbot, real):
    desk = real.compose
    desk.storyboard.choose("bluf")
    real.commands["slide-hide"].trigger()
    settle(qtbot, real)
    desk.storyboard.choose("title")

    real.commands["present"].trigger()
    show = desk.slides.presenter
    qtbot.keyClick(show, Qt.Key.Key_Right)

    assert show.sheet.page.key not in ("title", "bluf")
    assert show.accessibleName().startswith("Slide 2 of ")
    qtbot.keyClick(show, Qt.Key.Key_End)
    assert show.sheet.page.key == "register"
    qtbot.keyClick(show, Qt.Key.Key_Home)
    last = show.sheet.id
    qtbot.keyClick(show, Qt.Key.Key_Escape)
    assert desk.storyboard.current_id == last


def test_template_and_brand_are_chosen_by_their_looks(qtbot, real):
    desk = real.compose
    desk.pick_look()
    qtbot.waitUntil(lambda: desk.look_page.brands.count() == 3, timeout=20000)
    brands = desk.look_page.brands
    at = next(n for n in range(3) if brands.item(n).data(Qt.ItemDataRole.UserRole) == "plain")

    brands.setCurrentRow(at)
    qtbot.keyClick(brands, Qt.Key.Key_Return)
    settle(qtbot, real)

    assert real.session.brief.deck.brand == "plain"
    assert real.session.undo_stack.undoText() == "change of brand"
    assert "in use" in brands.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.keyClick(desk.look_page, Qt.Key.Key_Escape)
    assert desk.page.isVisible()


def test_rows_of_the_brief_are_added_moved_changed_and_taken_out_one_step_each(qtbot, real):
    contents = real.compose.inspector.contents
    real.compose.inspector.show_page(CONTENT)
    contents.show_part("agenda")
    steps = real.session.undo_stack.count()

    qtbot.keyClick(contents.list, Qt.Key.Key_Insert)
    qtbot.keyClick(contents.list, Qt.Key.Key_Insert)
    line = [box for box in contents.findChildren(QLineEdit) if box.accessibleName() == "Item"][-1]
    qtbot.waitUntil(line.isVisible)
    line.selectAll()
    qtbot.keyClicks(line, "Why now")
    contents.list.setFocus()
    qtbot.keyClick(contents.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)

    assert [item.text for item in real.session.brief.agenda] == ["Why now", "New item"]
    assert real.session.undo_stack.count() == steps + 4
    qtbot.keyClick(contents.list, Qt.Key.Key_Delete)
    assert [item.text for item in real.session.brief.agenda] == ["New item"]
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    assert line.accessibleDescription() == "Item cannot be empty"
    assert real.session.brief.agenda[0].text == "New item"


def test_a_statement_is_worded_in_its_field_and_typing_it_back_leaves_no_edit(qtbot, real):
    desk = real.compose
    desk.inspector.show_page(SLIDE_PAGE)
    desk.storyboard.choose("bluf")
    field = next(
        f for f in desk.inspector.slide.fields.shown if not f.words.isReadOnly() and f.statement.field != "title"
    )
    composed = field.words.toPlainText()

    field.words.setFocus()
    field.words.selectAll()
    qtbot.keyClicks(field.words, "Ask for less")
    settle(qtbot, real)

    assert "Ask for less" in [line.text for line in desk.page.lines.rows]
    assert desk.page.lines.row_at(desk.page.currentIndex()).statement.id == field.statement.id
    assert field.words.hasFocus()
    assert field.words.toPlainText() == "Ask for less"
    real.session.undo_stack.undo()
    assert real.session.brief.edits == {}

    field.words.selectAll()
    field.words.insertPlainText(f"{composed} x")
    assert real.session.brief.edits
    qtbot.keyClick(field.words, Qt.Key.Key_Backspace)
    qtbot.keyClick(field.words, Qt.Key.Key_Backspace)
    assert real.session.brief.edits == {}
    qtbot.keyClick(field.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.page.hasFocus()


def test_what_is_said_goes_into_the_brief_as_one_step(qtbot, real):
    desk = real.compose
    desk.inspector.show_page(SLIDE_PAGE)
    desk.storyboard.choose("bluf")
    box = desk.inspector.slide.fields.say
    before = real.session.brief.say

    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "Two minutes on the reserve")
    settle(qtbot, real)

    assert real.session.brief.say["bluf"] == "Two minutes on the reserve"
    assert desk.sheet.slide.say == "Two minutes on the reserve"
    assert real.session.undo_stack.undoText() == "what you say"
    real.session.undo_stack.undo()
    assert real.session.brief.say == before


def test_a_title_set_smaller_offers_to_be_shortened_and_opens_its_editor(qtbot, real):
    desk = real.compose
    desk.storyboard.choose("bluf")
    wide = " ".join(["MAMMOTH PROGRAMMES WARM"] * 4)
    real.session.edit_brief("a wide title", slide_edits.with_edit(real.session.brief, "bluf", title=wide))
    settle(qtbot, real)
    qtbot.waitUntil(lambda: any(b.isVisible() for b in desk.remarks.findChildren(QPushButton)))
    press = next(b for b in desk.remarks.findChildren(QPushButton) if b.isVisible())
    assert press.text() == "Shorten the title"

    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)

    assert desk.slides.editor.words.accessibleName() == "Title"
    desk.slides.editor.end(False)


def test_passages_dropped_together_are_one_step_and_the_hint_says_how_full_the_body_would_be(qtbot, real):
    desk = real.compose
    desk.storyboard.choose("bluf")
    here = desk.slides
    free = [p.id for p in real.session.shelf.all(Passage) if here.words_for((p.id,), "bluf")[1]][:2]
    words, can = here.words_for((*free, "no-such-passage"), "bluf")

    assert can
    assert words.startswith("adds 2 passages; 1 cannot go here; body about ")

    steps = real.session.undo_stack.count()
    desk.page.given.emit(free)
    assert real.session.undo_stack.count() == steps + 1
    assert [pick.passage for pick in real.session.brief.picks if pick.slide == "bluf"][-2:] == free
    real.session.undo_stack.undo()
    assert not [pick for pick in real.session.brief.picks if pick.passage in free and pick.slide == "bluf"]


def test_a_slide_that_gives_way_to_a_doubled_one_is_named_with_undo(qtbot, real):
    before = keys(real)
    real.compose.storyboard.choose("bluf")
    real.commands["slide-copy"].trigger()
    settle(qtbot, real)

    lost = [key for key in before if key not in keys(real)]
    assert lost, "the sample has as many slides as it may have"
    said = real.toast.accessibleName()
    assert all(real_title(before, real, key) in said for key in lost) and "10 slides" in said
    assert real.toast.isVisible() and real.toast._undo.isVisible()
    real.toast._undo.click()
    settle(qtbot, real)
    assert keys(real) == before


def real_title(before, window, key):
    """Return the title of a slide as the brief composes it without any edit."""
    plain = window.kit.services.outline(window.session.library, replace(window.session.brief, edits={}))
    return next(slide.title for slide in plain.slides if slide.key == key)


def test_a_slide_doubled_with_room_for_it_says_so(qtbot, real):
    brief = real.session.brief
    real.session.edit_brief("room", replace(brief, deck=replace(brief.deck, max_slides=0)))
    settle(qtbot, real)
    real.compose.storyboard.choose("bluf")
    real.commands["slide-copy"].trigger()
    settle(qtbot, real)

    assert real.toast.accessibleName() == "Doubled: the copy stands behind it"


def test_a_change_that_cannot_be_composed_offers_to_be_taken_back(qtbot, real):
    brief = real.session.brief
    real.session.edit_brief("a theme", replace(brief, themes=("no-such-theme",)))
    qtbot.waitUntil(lambda: any(notice.about == "outline" for notice in real.banners.notices))

    notice = next(notice for notice in real.banners.notices if notice.about == "outline")
    assert "no-such-theme" in notice.advice
    dict(notice.actions)["Undo"]()
    qtbot.waitUntil(lambda: all(notice.about != "outline" for notice in real.banners.notices))
    assert real.session.brief == brief


def test_other_essays_and_another_template_leave_every_edit_and_name_what_waits(qtbot, real):
    real.compose.storyboard.choose("bluf")
    real.compose.slides.hide()
    settle(qtbot, real)
    brief = real.session.brief
    ids = brief_edits.candidates(real.session.shelf, "essays")
    fewer = brief_edits.with_ticks(brief, real.session.shelf, "essays", ids[3:9], False)
    real.session.edit_brief("leaving out essays", fewer)
    settle(qtbot, real)

    said = [notice for notice in real.banners.notices if notice.about == "waiting"]
    assert len(said) == 1 and "wait" in said[0].finding and "\n" not in said[0].advice
    assert real.session.brief.edits == brief.edits
    assert next(sheet for sheet in real.compose.sheets if sheet.id == "bluf").page.hidden
    outline = real.kit.outliner.outline
    assert any("not chosen" in remark.text for remark in outline.remarks[: outline.waiting])

    real.session.undo_stack.undo()
    settle(qtbot, real)
    assert all(notice.about != "waiting" for notice in real.banners.notices)
    assert real.session.brief == brief


LONG = "We ask you to found a forum, and to say in one sentence that it never takes on what others already do well, nor more"


def test_a_title_too_long_says_so_stays_where_it_is_and_has_a_remedy(qtbot, real):
    compose = real.compose
    compose.storyboard.choose("bluf")
    compose.page.choose(0)
    compose.slides.edit()
    editor, said = compose.slides.editor, compose.sheet.slide.say
    editor.words.clear()
    qtbot.keyClicks(editor.words, LONG)
    settle(qtbot, real)
    assert "over" in editor.fit.accessibleName() and editor.remedy.isVisible()
    qtbot.keyClick(editor.words, Qt.Key.Key_Return)
    assert compose.slides.editor is editor and editor.words.toPlainText() == LONG

    compose.storyboard.setFocus()
    compose.storyboard.choose("title")
    real.rail.choose("Evidence")
    real.rail.choose("Compose")
    compose.storyboard.choose("bluf")
    field = compose.inspector.slide.fields.shown[0]
    assert field.words.toPlainText() == LONG
    assert "over" in field.room.accessibleName() and field.remedy.isVisible()
    field.remedy.click()
    settle(qtbot, real)
    short = compose.sheet.slide.title
    assert len(short) <= 105 and LONG.startswith(f"{short} ")
    assert compose.sheet.slide.say.splitlines() == [LONG, *said.splitlines()]
    assert not field.remedy.isVisible() and "over" not in field.room.accessibleName()
    real.session.undo_stack.undo()
    settle(qtbot, real)
    assert compose.sheet.slide.say == said


def test_escape_and_alt_enter_end_an_editor_whose_words_are_too_long(qtbot, real):
    compose = real.compose
    compose.storyboard.choose("bluf")
    compose.page.choose(0)
    title = compose.sheet.slide.title
    for key, there in ((Qt.Key.Key_Escape, title), (Qt.Key.Key_Return, slide_edits.shortened(LONG))):
        compose.slides.edit()
        editor = compose.slides.editor
        editor.words.setPlainText(LONG)
        alt = Qt.KeyboardModifier.AltModifier if key == Qt.Key.Key_Return else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(editor.words, key, alt)
        settle(qtbot, real)
        assert compose.slides.editor is None and compose.slides.unfit == {}
        assert compose.sheet.slide.title == there


def test_a_passage_over_the_slide_says_what_a_drop_would_do_and_the_drop_does_it(qtbot, real):
    brief, shelf, page = real.session.brief, real.session.shelf, real.compose.page
    real.compose.storyboard.choose("bluf")
    passage = next(p for p in shelf.all(Passage) if slide_edits.no_place(brief, p, "bluf", True) == "" and p.confirmed)
    before = page.grab().toImage()
    mime, point = carrying(PASSAGE, (passage.id,)), page.viewport().rect().center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dragEnterEvent(QDragEnterEvent(point, Qt.DropAction.CopyAction, mime, left, none))
    assert page._aim == (*real.compose.slides.words_for((passage.id,), "bluf"),) and page._aim[0].startswith("adds ")
    assert page.grab().toImage() != before
    page.dropEvent(QDropEvent(QPointF(point), Qt.DropAction.CopyAction, mime, left, none))
    settle(qtbot, real)

    assert page._aim is None
    assert passage.id in {pick.passage for pick in real.session.brief.picks if pick.slide == "bluf"}


def test_space_shows_where_the_source_says_it(qtbot, real):
    page = real.compose.page
    real.compose.storyboard.choose("bluf")
    at = next(n for n, line in enumerate(page.lines.rows) if line.kind == "statement" and line.statement.citations)
    page.choose(at)
    wanted = real.compose.behind.passage_id
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert real.rail.current == "Read"
    assert real.read.essay_id == real.session.shelf.get(Passage, wanted).essay_id


def test_f8_goes_to_a_remark_and_enter_takes_its_remedy(qtbot, real):
    wide = " ".join(["MAMMOTH PROGRAMMES WARM"] * 4)
    real.session.edit_brief("a wide title", slide_edits.with_edit(real.session.brief, "bluf", title=wide))
    settle(qtbot, real)
    real.compose.storyboard.choose("title")
    real.compose.next_finding()
    remedy = real.compose.remarks.first_remedy
    assert real.compose.storyboard.current_id == "bluf" and remedy.hasFocus()
    qtbot.keyClick(remedy, Qt.Key.Key_Return)
    assert real.compose.slides.editor.words.accessibleName() == "Title"
    real.compose.slides.editor.end(False)


def test_f8_goes_on_from_one_remedy_to_that_of_the_next_slide(qtbot, real):
    wide = " ".join(["MAMMOTH PROGRAMMES WARM"] * 4)
    first, second = keys(real)[1:3]
    for key in (first, second):
        real.session.edit_brief("a wide title", slide_edits.with_edit(real.session.brief, key, title=wide))
    settle(qtbot, real)
    real.compose.storyboard.choose("title")
    for key in (first, second):
        real.compose.next_finding()
        assert real.compose.storyboard.current_id == key
        qtbot.waitUntil(real.compose.remarks.first_remedy.hasFocus)


def test_a_brief_whose_picture_is_missing_opens_and_names_the_file(qtbot, real, tmp_path):
    path = tmp_path / "bars.yaml"
    figure = {"essay": "burton-2020-why-asia-matters", "locator": "p. 31", "file": "bars.png", "caption": "Four bars"}
    about = {"title": "Bars", "date": "2026-11-22", "library": str(tmp_path / "library"), "themes": ["maritime"]}
    brief = {"briefer": "brief/1", **about, "figures": [{**figure, "permission": "Ours"}]}
    path.write_text(json.dumps(brief), encoding="utf-8")
    real.kit.briefs.open(path)
    qtbot.waitUntil(lambda: real.session.brief is not None and real.session.brief.title == "Bars")
    settle(qtbot, real)

    said = [notice for notice in real.banners.notices if notice.about == "waiting"]
    assert [notice.finding for notice in said] == ["1 part of the brief waits."]
    assert "the picture “bars.png” is not beside the brief" in said[0].advice
    assert len(keys(real)) > 1
    real.compose.pick_look()
    qtbot.waitUntil(lambda: real.compose.look_page.templates.count() > 3)
    offered = real.compose.look_page.templates
    assert not [text for at in range(offered.count()) if "cannot be made" in (text := offered.item(at).text())]

    Image.new("RGB", (300, 200), "white").save(tmp_path / "bars.png")
    real.kit.briefs.open(path)
    qtbot.waitUntil(lambda: all(notice.about != "waiting" for notice in real.banners.notices))
    settle(qtbot, real)
    assert "figures/1" in keys(real)
