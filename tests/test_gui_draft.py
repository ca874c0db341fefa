"""Drafting from a question in the window, and keeping or dropping each item with one key."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from gui_fakes import FakeServices, clipped, found_by_rule, new_window
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from test_draft import QUESTION as BUSES
from test_draft import shelf

from briefer.app.library import open_library
from briefer.app.services import DesktopServices
from briefer.gui.keeping_edits import Waiting, dropping, keeping, waiting
from briefer.gui.panels.draft_page import TICKED
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Recommendation
from briefer.model.library import Put
from briefer.specs.brief import Pick

QUESTION = "Should the regions keep one shared reserve?"


@pytest.fixture
def blank(qtbot, look, tmp_path):
    """Return Compose on a library with a new brief that asks for nothing yet."""
    services = FakeServices()
    services.blank = True
    window = new_window(look, services, tmp_path)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.kit.libraries.open(tmp_path / "quiet-grid.briefer")
    qtbot.waitUntil(lambda: window.kit.outliner.outline is not None and not window.kit.outliner.busy)
    window.rail.choose("Compose")
    yield window
    services.hold.set()
    window.lanes.close()


def settled(qtbot, window):
    qtbot.waitUntil(lambda: not window.kit.drafts.busy and not window.kit.outliner.busy)


def draft(qtbot, window):
    """Have the question drafted by keyboard alone."""
    page = window.compose.draft_page
    page.question.setFocus()
    qtbot.keyClicks(page.question, QUESTION)
    qtbot.keyClick(page.question, Qt.Key.Key_Return)
    settled(qtbot, window)


def unconfirmed(window):
    return [p.id for p in window.session.shelf.all(Passage) if p.id.rpartition("/")[2].startswith("fff")]


def test_a_new_brief_asks_for_its_question_and_one_undo_takes_the_draft_back(qtbot, blank):
    compose, session = blank.compose, blank.session
    before = session.library, session.brief
    assert compose.asking and compose.draft_page.question.hasFocus()
    assert clipped(blank) == []

    draft(qtbot, blank)
    assert not compose.asking
    assert session.brief.question == QUESTION
    assert len(unconfirmed(blank)) == 2
    assert any(notice.about == "draft" for notice in blank.banners.notices)
    line = compose.page.lines.row_at(compose.page.currentIndex())
    assert line is not None and not line.statement.confirmed

    session.undo_stack.undo()
    assert (session.library, session.brief) == before
    assert compose.asking
    assert not any(notice.about == "draft" for notice in blank.banners.notices)
    session.undo_stack.redo()
    assert session.brief.question == QUESTION and len(unconfirmed(blank)) == 2


def test_a_draft_over_the_ticked_essays_only(qtbot, blank, look):
    services, page = blank.kit.services, blank.compose.draft_page
    ids = tuple(essay.id for essay in services.library.all(Essay))[1:3]
    blank.session.edit_brief("ticks", replace(blank.session.brief, essays=ids))
    page.scope.chosen.emit(TICKED)
    draft(qtbot, blank)
    assert services.asked == [(QUESTION, ids)]


def test_ticks_and_other_work_leave_the_page_as_the_user_wants_it(qtbot, blank):
    compose, session = blank.compose, blank.session
    ids = tuple(essay.id for essay in session.shelf.all(Essay))
    qtbot.mouseClick(compose.draft_page.show_slides, Qt.MouseButton.LeftButton)
    session.edit_brief("ticks", replace(session.brief, essays=ids[:4]))
    assert not compose.asking
    session.edit_brief("a theme", replace(session.brief, themes=("reserve",)))
    blank.commands["draft"].trigger()
    session.edit_brief("ticks", replace(session.brief, essays=ids[:2]))
    assert compose.asking
    draft(qtbot, blank)
    assert not compose.asking


def test_a_draft_without_a_question_asks_for_it(qtbot, blank):
    page = blank.compose.draft_page
    qtbot.mouseClick(page.start, Qt.MouseButton.LeftButton)
    assert not blank.kit.drafts.busy
    assert page.question.hasFocus()


def test_a_draft_can_be_stopped_and_changes_nothing(qtbot, blank):
    services, session = blank.kit.services, blank.session
    before = session.library, session.brief
    services.hold.clear()
    page = blank.compose.draft_page
    qtbot.keyClicks(page.question, QUESTION)
    qtbot.mouseClick(page.start, Qt.MouseButton.LeftButton)
    assert page.stop.isVisible() and not page.start.isEnabled()
    qtbot.mouseClick(page.stop, Qt.MouseButton.LeftButton)
    settled(qtbot, blank)
    assert (session.library, session.brief) == before
    assert page.start.isEnabled() and not page.stop.isVisible()


def test_what_the_user_changed_meanwhile_is_not_overwritten(qtbot, blank):
    services, session = blank.kit.services, blank.session
    services.hold.clear()
    page = blank.compose.draft_page
    qtbot.keyClicks(page.question, QUESTION)
    qtbot.mouseClick(page.start, Qt.MouseButton.LeftButton)
    mine = replace(found_by_rule(session.shelf)[0], confirmed=True, note="mine")
    session.edit_library("a passage", Put(mine))
    services.hold.set()
    settled(qtbot, blank)
    assert session.shelf.get(Passage, mine.id) == mine


def test_a_library_that_can_only_be_read_gives_what_it_has_and_says_so(qtbot, blank):
    blank.kit.services.read_only = blank.session.read_only = True
    draft(qtbot, blank)
    assert unconfirmed(blank) == []
    notice = next(notice for notice in blank.banners.notices if notice.about == "draft")
    assert "only what the library has" in notice.finding


def test_one_key_keeps_a_statement_and_undo_brings_the_mark_back(qtbot, blank):
    draft(qtbot, blank)
    page, session = blank.compose.page, blank.session
    line = page.lines.row_at(page.currentIndex())
    id = line.statement.citations[0].passage_id
    assert blank.compose.behind.choice.isVisible()
    before = blank.kit.outliner.outline.audit.unconfirmed
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_K)
    assert session.shelf.get(Passage, id).confirmed
    assert blank.toast.isVisible()
    settled(qtbot, blank)
    assert blank.kit.outliner.outline.audit.unconfirmed == before - 1
    session.undo_stack.undo()
    assert not session.shelf.get(Passage, id).confirmed


@pytest.mark.parametrize("key", [Qt.Key.Key_X, Qt.Key.Key_Delete])
def test_one_key_drops_a_statement_from_library_and_brief_and_no_rule_finds_it_again(qtbot, blank, key):
    draft(qtbot, blank)
    page, session = blank.compose.page, blank.session
    before = session.library, session.brief
    id = page.lines.row_at(page.currentIndex()).statement.citations[0].passage_id
    essay = session.shelf.get(Passage, id).essay_id
    page.setFocus()
    qtbot.keyClick(page, key)
    assert session.shelf.get(Passage, id) is None
    assert all(pick.passage != id for pick in session.brief.picks)
    assert session.shelf.get(Essay, essay).dismissed
    session.undo_stack.undo()
    assert (session.library, session.brief) == before


def test_a_slide_is_kept_as_a_whole_in_one_step(qtbot, blank):
    draft(qtbot, blank)
    before = blank.session.library
    waits = blank.compose.sheet
    assert blank.compose.keeping.waits(waits)
    qtbot.keyClick(
        blank.compose.page, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    settled(qtbot, blank)
    assert not blank.compose.keeping.waits(blank.compose.sheet)
    assert not blank.compose._keep_all.isVisible()
    blank.session.undo_stack.undo()
    assert blank.session.library == before


def test_u_goes_through_every_statement_that_waits(qtbot, desk):
    session = desk.session
    session.edit_library(
        "doubt", *(Put(replace(p, confirmed=False)) for p in session.shelf.all(Passage) if "rules" in p.themes)
    )
    settled(qtbot, desk)
    desk.rail.choose("Compose")
    compose, seen = desk.compose, []
    compose.storyboard.setFocus()
    for _ in range(40):
        qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_U)
        line = compose.page.lines.row_at(compose.page.currentIndex())
        assert not line.statement.confirmed
        seen.append(line.statement.id)
    shown = {s.id for slide in desk.kit.outliner.outline.slides for s in slide.statements if not s.confirmed}
    assert set(seen) == shown


def test_an_unconfirmed_position_is_kept_on_the_slide_that_counts_it(qtbot, desk):
    session = desk.session
    desk.rail.choose("Compose")
    lines = desk.compose.page
    settled(qtbot, desk)
    while True:
        desk.commands["next-waiting"].trigger()
        statement = lines.lines.row_at(lines.currentIndex()).statement
        if statement.role == "count":
            break
    found = waiting(session.shelf, statement)
    assert found.positions
    desk.commands["keep"].trigger()
    assert all(session.shelf.get(Position, one.id).confirmed for one in found.positions)


def test_a_dropped_position_leaves_the_passage_that_is_picked_elsewhere(qtbot, desk):
    session = desk.session
    position = next(p for p in session.shelf.all(Position) if not p.confirmed)
    (id,) = position.passages
    session.edit_library("doubt", Put(replace(session.shelf.get(Passage, id), confirmed=False)))
    session.edit_brief("a pick", replace(session.brief, picks=(Pick(passage=id),)))
    settled(qtbot, desk)
    desk.rail.choose("Compose")
    page = desk.compose.page
    while True:
        desk.commands["next-waiting"].trigger()
        if page.lines.row_at(page.currentIndex()).statement.role == "count":
            break
    desk.commands["drop"].trigger()
    assert session.shelf.get(Position, position.id) is None
    assert session.shelf.get(Passage, id) is not None
    assert session.brief.picks == (Pick(passage=id),)


def test_a_title_is_never_dropped(qtbot, desk):
    desk.rail.choose("Compose")
    before = desk.session.library, desk.session.brief
    desk.compose.go_to("theme-summary/reserve")
    desk.compose.page.choose(0)
    desk.commands["drop"].trigger()
    assert (desk.session.library, desk.session.brief) == before


def test_words_of_ones_own_are_never_dropped(qtbot, desk):
    desk.rail.choose("Compose")
    before = desk.session.library, desk.session.brief
    desk.compose.go_to("bluf")
    desk.compose.page.choose(1)
    desk.commands["drop"].trigger()
    assert (desk.session.library, desk.session.brief) == before


@given(marks=st.lists(st.booleans(), min_size=60, max_size=60))
def test_keeping_and_dropping_touch_only_what_waits(marks):
    services = FakeServices()
    entities = [*services.library.all(Passage), *services.library.all(Position), *services.library.all(Recommendation)]
    library = services.library.after(
        *(Put(replace(one, confirmed=on)) for one, on in zip(entities, marks, strict=False))
    )
    waits = Waiting(
        passages=tuple(p for p in library.all(Passage) if not p.confirmed),
        positions=tuple(p for p in library.all(Position) if not p.confirmed),
        entries=tuple(p for p in library.all(Recommendation) if not p.confirmed),
    )
    kept = library.after(*keeping(waits))
    for kind in (Passage, Recommendation):
        assert all(one.confirmed for one in kept.all(kind))
        assert len(kept.all(kind)) == len(library.all(kind))
    after = library.after(*dropping(library, waits, (), lambda passage: ()))
    known = {p.id for p in after.all(Passage)}
    for kind in (Passage, Position, Recommendation):
        assert {p.id for p in library.all(kind) if p.confirmed} <= {p.id for p in after.all(kind)}
    for one in (*after.all(Position), *after.all(Recommendation)):
        assert set(one.passages) <= known


@pytest.fixture
def real(qtbot, look, tmp_path):
    """Return the window with the program's own services on a library in a file."""
    entities, bodies = shelf("read")
    path = tmp_path / "buses.briefer"
    opened = open_library(path, create=True, now=datetime(2026, 3, 2, tzinfo=UTC))
    opened.apply(tuple(Put(entity) for entity in entities.entities.values()), bodies).close()
    window = new_window(look, DesktopServices(), tmp_path)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.kit.libraries.open(path)
    qtbot.waitUntil(lambda: window.kit.outliner.outline is not None and not window.kit.outliner.busy, timeout=20_000)
    window.rail.choose("Compose")
    yield window
    window.lanes.store.run("Closing", lambda *_: window.kit.services.close_library(), shown=False)
    window.lanes.close()


def written(window, folder):
    session = window.session
    made = window.kit.services.build(session.library, session.brief, folder, ("md",), lambda *_: None, lambda: False)
    return made.files[0].read_text("utf-8")


def test_a_draft_is_built_with_marks_and_without_them_once_each_item_is_kept(qtbot, real, tmp_path):
    page, session = real.compose.draft_page, real.session
    assert real.compose.asking
    qtbot.keyClicks(page.question, BUSES)
    qtbot.keyClick(page.question, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not real.kit.drafts.busy, timeout=20_000)
    qtbot.waitUntil(lambda: not real.kit.outliner.busy, timeout=20_000)
    outline = real.kit.outliner.outline
    assert outline.audit.unconfirmed > 0
    assert "unconfirmed" in written(real, tmp_path / "before")
    qtbot.waitUntil(lambda: clipped(real) == [])

    for _ in range(len(outline.slides)):
        real.commands["next-waiting"].trigger()
        real.commands["keep-slide"].trigger()
        qtbot.waitUntil(lambda: not real.kit.outliner.busy, timeout=20_000)
    assert real.kit.outliner.outline.audit.unconfirmed == 0
    assert all(p.confirmed for p in session.shelf.all(Position))
    assert "unconfirmed" not in written(real, tmp_path / "after")


def test_what_is_dropped_is_not_drafted_again(qtbot, real):
    library, services = real.session.library, real.kit.services
    passage = next(
        edit.entity
        for edit in services.draft(library, real.session.brief, BUSES, (), lambda *_: None, lambda: False).edits
        if isinstance(edit.entity, Passage)
    )
    known = library.after(Put(passage))
    edits = dropping(known, Waiting(passages=(passage,)), (), lambda p: services.suggestions_at(known, p))
    after = known.after(*edits)
    again = services.draft(after, real.session.brief, BUSES, (), lambda *_: None, lambda: False)
    picks = {pick.passage for pick in again.brief.picks}
    assert passage.id not in picks


def drafted(real):
    """Return the library of the window after a draft, unsaved."""
    library, services = real.session.library, real.kit.services
    made = services.draft(library, real.session.brief, BUSES, (), lambda *_: None, lambda: False)
    return library.after(*made.edits)


def again(real, library):
    made = real.kit.services.draft(library, real.session.brief, BUSES, (), lambda *_: None, lambda: False)
    return [edit.entity for edit in made.edits]


def test_a_stand_that_was_dropped_with_its_slide_or_its_sentence_is_not_drafted_again(real):
    library, services = drafted(real), real.kit.services
    position = next(one for one in library.all(Position) if one.passages)
    passages = tuple(library.get(Passage, id) for id in position.passages)
    for waits in (Waiting(positions=(position,), passages=passages), Waiting(passages=passages)):
        after = library.after(*dropping(library, waits, (), lambda p: services.suggestions_at(library, p)))
        assert after.get(Position, position.id) is None
        assert position.id not in {one.id for one in again(real, after)}


def test_a_dropped_recommendation_is_not_drafted_again_even_if_something_else_rests_on_its_passage(real):
    library, services = drafted(real), real.kit.services
    entry = library.all(Recommendation)[0]
    passages = tuple(library.get(Passage, id) for id in entry.passages)
    waits = Waiting(entries=(entry,), passages=passages)
    edits = dropping(library, waits, entry.passages, lambda p: services.suggestions_at(library, p))
    after = library.after(*edits)
    assert all(after.get(Passage, id) for id in entry.passages)
    assert entry.id not in {one.id for one in again(real, after)}


def test_keep_and_drop_of_a_statement_stay_in_sight_in_a_small_window(qtbot, blank):
    blank.resize(1180, 720)
    draft(qtbot, blank)
    assert any(notice.about == "draft" for notice in blank.banners.notices)
    choice = blank.compose.behind.choice
    for button in choice.findChildren(QPushButton):
        assert button.visibleRegion().boundingRect() == button.rect()
