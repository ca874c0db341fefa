"""The reading desk: page and text together, suggestions kept or dropped with one key, passages marked in the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui_fakes import BODIES, WINTERS, clipped
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextDocument

from briefer.gui.models.reading import Offsets, Stretch, page_number, page_of_label, stretch_at, waiting
from briefer.gui.models.rows import RowModel
from briefer.gui.widgets.banner import Notice
from briefer.model.essay import Essay, Page
from briefer.model.evidence import Passage, Theme
from briefer.model.library import Put
from briefer.model.text import digest

LIND, OKORO = "lind-2024-a-reserve-that", "okoro-2024-what-the-cold"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def read(qtbot, desk):
    """Return the desk with an essay open, its suggestions found and the focus in the text."""
    desk.show_essay(LIND)
    qtbot.waitUntil(lambda: desk.read.waiting != () and desk.read.pane.page.shown)
    desk.read.text.setFocus()
    return desk.read


def press(qtbot, read, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(read.text, key, modifier)


def body(read):
    return BODIES[read.essay.body_sha256]


def shelf(read):
    return read._kit.session.shelf


def stack(read):
    return read._kit.session.undo_stack


def said(read):
    return read.window().toast._words.text()


def select(read, words):
    start = body(read).index(words)
    cursor = read.text.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), cursor.MoveMode.KeepAnchor)
    read.text.setTextCursor(cursor)
    return start


def go(read, words):
    read.go(body(read).index(words))


def test_enter_on_the_shelf_opens_the_essay_and_the_cursor_stands_in_the_text(qtbot, desk):
    desk.library.choose(OKORO)
    qtbot.keyClick(desk.library.table, Qt.Key.Key_Return)
    assert desk.rail.current == "Read"
    assert desk.read.essay_id == OKORO
    assert desk.focusWidget() is desk.read.text
    assert desk.read.text.toPlainText() == BODIES[desk.read.essay.body_sha256]


def test_the_tab_alone_opens_what_the_shelf_stands_at(desk):
    desk.library.choose(OKORO)
    desk.rail.choose("Read")
    assert desk.read.essay_id == OKORO


def test_a_passage_is_shown_where_it_stands(qtbot, desk):
    passage = desk.session.shelf.passages_of(OKORO)[1]
    desk.talk.show_passage(passage.id)
    assert desk.rail.current == "Read"
    assert desk.read.passage == passage
    first, last = desk.read.text.in_sight
    assert first <= passage.anchor.start <= last


def test_text_comes_first_page_and_suggestions_when_they_are_ready(qtbot, desk, services):
    services.hold.clear()
    desk.show_essay(LIND)
    read = desk.read
    assert read.text.toPlainText().startswith("A reserve that nobody owns")
    assert read.waiting == ()
    qtbot.waitUntil(lambda: read.pane.page._words == "Drawing page 1…")
    read.text.setFocus()
    press(qtbot, read, Qt.Key.Key_N)
    assert said(read) == "Looking for suggestions…"
    select(read, "Ministers should")
    press(qtbot, read, Qt.Key.Key_F)
    assert read.passage.kind == "fact"
    services.hold.set()
    qtbot.waitUntil(lambda: read.pane.page.shown and len(read.waiting) == 3)


def test_journey_two_by_keyboard(qtbot, read):
    before = shelf(read)
    press(qtbot, read, Qt.Key.Key_N)
    first = read.suggestion
    assert first is not None and body(read)[first.start : first.end] == WINTERS
    press(qtbot, read, Qt.Key.Key_N, Qt.Key.Key_N)
    press(qtbot, read, Qt.Key.Key_N)
    assert read.suggestion == first
    press(qtbot, read, Qt.Key.Key_N, modifier=SHIFT)
    press(qtbot, read, Qt.Key.Key_N)
    press(qtbot, read, Qt.Key.Key_Return)
    kept = next(p for p in shelf(read).passages_of(LIND) if p.anchor.start == first.start)
    assert (kept.kind, kept.confirmed, kept.relays, kept.themes) == (
        "recommendation",
        True,
        "the operators",
        ("rules",),
    )
    assert [(m.theme, m.decision) for m in kept.marks] == [("rules", "accepted")]
    assert stack(read).undoText().startswith("keeping “Most winters are mild,")

    second = read.suggestion
    assert second is not None and second.start > first.start
    press(qtbot, read, Qt.Key.Key_Delete)
    assert second.id in read.essay.dismissed
    assert stack(read).undoText().startswith("dropping the suggestion “Most winters")
    assert read.suggestion is not None and read.suggestion.start > second.start

    go(read, "In the cold week")
    for _ in range(3):
        press(qtbot, read, Qt.Key.Key_Right, modifier=SHIFT | CTRL)
    press(qtbot, read, Qt.Key.Key_Q)
    marked = read.passage
    assert (marked.kind, marked.anchor.quote) == ("quotation", "In the cold")
    press(qtbot, read, Qt.Key.Key_T)
    field = read.inspector.passage.theme
    assert read.window().focusWidget() is field
    qtbot.keyClicks(field, "storage")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "storage" in read.passage.themes
    assert read.window().focusWidget() is read.text
    press(qtbot, read, Qt.Key.Key_A)
    assert marked.id in [pick.passage for pick in read._kit.session.brief.picks]
    page = read.page.number
    press(qtbot, read, Qt.Key.Key_PageDown)
    assert read.page.number == page  # the text ends here
    read.go(0)
    press(qtbot, read, Qt.Key.Key_PageDown)
    assert read.page.number == 1
    for _ in range(5):
        qtbot.keyClick(read.text, Qt.Key.Key_Z, CTRL)
    assert shelf(read) == before
    assert len(read.waiting) == 3


def test_a_digit_after_t_or_alone_takes_a_recent_theme(qtbot, read):
    read._kit.passages.remember("cost")
    read.choose(shelf(read).passages_of(LIND)[0].id)
    press(qtbot, read, Qt.Key.Key_T)
    qtbot.keyClicks(read.inspector.passage.theme, "1")
    assert "cost" in read.passage.themes
    assert read.window().focusWidget() is read.text
    themes = read._kit.passages.recent(shelf(read))
    press(qtbot, read, Qt.Key.Key_3)
    assert themes[2] in read.passage.themes


def test_without_a_selection_the_sentence_is_marked_and_a_passage_changes_its_kind(qtbot, read):
    go(read, "trade power every day")
    press(qtbot, read, Qt.Key.Key_P)
    assert read.passage.anchor.quote == "The regions trade power every day."
    assert read.passage.kind == "paraphrase"
    id = read.passage.id
    press(qtbot, read, Qt.Key.Key_F)
    assert (read.passage.id, read.passage.kind) == (id, "fact")
    assert stack(read).undoText().startswith("the kind of")
    press(qtbot, read, Qt.Key.Key_Delete)
    assert shelf(read).get(Passage, id) is None
    stack(read).undo()
    assert shelf(read).get(Passage, id).kind == "fact"


def test_a_heading_is_no_sentence(qtbot, read):
    go(read, "nobody owns")
    before = stack(read).count()
    press(qtbot, read, Qt.Key.Key_Q)
    assert said(read) == "No sentence stands here: select the words first"
    assert stack(read).count() == before


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("Q", "quotation"),
        ("P", "paraphrase"),
        ("S", "summary"),
        ("F", "fact"),
        ("R", "recommendation"),
        ("C", "comment"),
    ],
)
def test_each_letter_makes_its_kind(qtbot, read, key, kind):
    select(read, "argued at length")
    qtbot.keyClick(read.text, getattr(Qt.Key, f"Key_{key}"))
    assert (read.passage.kind, read.passage.anchor.quote) == (kind, "argued at length")
    assert read.pane.bar.kinds[kind].filled


def test_a_suggestion_can_be_kept_as_another_kind(qtbot, read):
    press(qtbot, read, Qt.Key.Key_N, Qt.Key.Key_Q)
    assert (read.passage.kind, read.passage.anchor.quote) == ("quotation", WINTERS)


def test_borders_move_by_words_and_sentences_as_one_step_and_an_unfair_cut_warns_at_once(qtbot, read):
    passage = next(p for p in shelf(read).passages_of(LIND) if p.kind == "recommendation")
    read.choose(passage.id)
    assert ("ok", "No condition or sentence cut off") in checks(read)
    count = stack(read).count()
    press(qtbot, read, Qt.Key.Key_E)
    press(qtbot, read, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert "ends in mid-sentence" in read.pane._border_words.text()
    assert read.passage == passage
    press(qtbot, read, Qt.Key.Key_B)
    press(qtbot, read, Qt.Key.Key_Left, modifier=SHIFT)
    press(qtbot, read, Qt.Key.Key_Escape)
    assert read.pane._border.isHidden()
    assert read.passage.anchor.quote == f"{WINTERS} Ministers should sign a reserve treaty before the"
    assert ("warn", "It ends in mid-sentence") in checks(read)
    assert stack(read).count() == count + 1
    stack(read).undo()
    assert read.passage == passage


def checks(read):
    from briefer.gui.panels.read_inspector import facts_of

    return facts_of(read.passage, read.essay, body(read), "ok", "Verbatim")["Checks"]


def test_sentences_are_joined_and_split(qtbot, read):
    go(read, "trade power every day")
    press(qtbot, read, Qt.Key.Key_J, modifier=CTRL)
    assert read.essay.joins == (body(read).index(WINTERS),)
    press(qtbot, read, Qt.Key.Key_Q)
    assert read.passage.anchor.quote == f"The regions trade power every day. {WINTERS}"
    stack(read).undo()
    stack(read).undo()
    go(read, "and most contracts")
    press(qtbot, read, Qt.Key.Key_J, modifier=CTRL | SHIFT)
    assert read.essay.splits == (body(read).index("and most contracts"),)


def test_the_page_follows_the_cursor_and_the_text_follows_the_page(qtbot, read, services):
    essay = read.essay
    for number in (1, 2, 0):
        read.go(essay.pages[number].start + 5)
        assert read.pane._label.full == f"Page {essay.pages[number].label}"
        assert read.pane._file.full == f"PDF {essay.pages[number].index}"
    read.pane._on.click()
    assert read.page.number == 1
    first, last = read.text.in_sight
    assert first <= essay.pages[1].start + 2 <= last
    qtbot.waitUntil(lambda: {index for _, index, _ in services.drawn} >= {essay.pages[1].index})


def test_a_page_that_cannot_be_drawn_says_so_and_the_text_stays(qtbot, desk, services):
    services.undrawable = True
    desk.show_essay(LIND)
    qtbot.waitUntil(lambda: "not kept in this library" in desk.read.pane.page._words)
    assert desk.read.text.toPlainText()
    assert desk.banners.notices == ()


def test_sources_without_pages_have_no_picture_and_count_paragraphs(qtbot, read):
    essay = replace(read.essay, pages=(), source_name="grid.html")
    read._kit.session.edit_library("a web page", Put(essay))
    read.essay_id = ""
    read.open_essay(LIND)
    assert not read.pane.page.isVisible()
    assert [small for _, large, small in read.pane.margin._labels() if not large][:2] == ["¶1", "¶2"]
    press(qtbot, read, Qt.Key.Key_PageDown)
    assert read.text.caret > 0


def test_a_missing_text_is_said(qtbot, desk):
    desk.show_essay("solheim-2025-build")
    assert "is missing" in desk.read.pane._remark_words.text()
    assert desk.read.pane._remark.isVisible()


def test_a_larger_page_is_drawn_once_though_scroll_bars_come_and_go(qtbot, read, services):
    for width in (1440, 1300, 1180):
        read.window().resize(width, 720)
        qtbot.wait(60)
        for _ in range(3):
            read.pane._zoom.click()
            wanted = read.pane.page.pixels_wide
            qtbot.waitUntil(lambda wanted=wanted: wanted in {w for _, _, w in services.drawn})
            qtbot.wait(40)
            assert read.pane.page.pixels_wide == wanted
    assert len(services.drawn) == len(set(services.drawn))


@pytest.mark.parametrize("id", [LIND, "solheim-2025-build"])
def test_lines_are_as_long_as_the_pane_also_when_opened_from_another_tab(qtbot, desk, id):
    for width in (1440, 1180):
        desk.rail.choose("Library")
        desk.show_essay(id)
        desk.resize(width, 800)
        qtbot.wait(20)
        text = desk.read.text
        assert text.document().textWidth() == text.viewport().width()


def test_a_passage_whose_words_are_not_in_the_text_is_shown_all_the_same(desk):
    passage = replace(desk.session.shelf.passages_of(OKORO)[0], anchor=None, text="Its own sentence.")
    desk.session.edit_library("no place", Put(passage))
    desk.show_passage(passage.id)
    assert desk.read.passage == passage
    assert desk.read.inspector._cards.currentWidget() is desk.read.inspector.passage


def test_commands_of_reading_do_nothing_out_of_sight(desk):
    desk.show_essay(LIND)
    desk.rail.choose("Compose")
    before = desk.session.library
    desk.commands["make-quotation"].trigger()
    assert desk.session.library == before
    assert desk.rail.current == "Read"


def test_notes_are_shown_by_focus_arrows_and_pointing(qtbot, read):
    notes = read.pane.notes
    read.go(0)
    notes.setFocus(Qt.FocusReason.TabFocusReason)
    assert notes.popup.isVisible()
    assert notes.popup._words.text() == "Note 1 of Lind."
    qtbot.keyClick(notes, Qt.Key.Key_Down)
    assert notes.popup._words.text() == "Note 2 of Lind."
    assert "Note 2 of Lind." in notes.accessibleName()
    qtbot.keyClick(notes, Qt.Key.Key_Space)
    assert not notes.popup.isVisible()
    read.text.setFocus()
    _, chip = notes.chips()[0]
    qtbot.mouseMove(notes, QPoint(2, 2))
    qtbot.mouseMove(notes, chip.center())
    qtbot.waitUntil(notes.popup.isVisible)


def test_notes_that_stand_in_a_passage_are_told(qtbot, read):
    words = "What follows from this is argued at length below."
    select(read, words)
    press(qtbot, read, Qt.Key.Key_Q)
    assert read.passage.footnotes == ("1",)


def test_a_digest_can_be_paraphrased_never_quoted(qtbot, read):
    read._kit.session.edit_library("a summary", Put(replace(read.essay, text="digest")))
    read.essay_id = ""
    read.open_essay(LIND)
    assert "never quoted" in read.pane._remark_words.text()
    select(read, "Most winters")
    count = stack(read).count()
    press(qtbot, read, Qt.Key.Key_Q)
    assert "can be paraphrased, never quoted" in said(read)
    assert stack(read).count() == count
    press(qtbot, read, Qt.Key.Key_P)
    assert (read.passage.kind, read.passage.locator.page) == ("paraphrase", "1")
    press(qtbot, read, Qt.Key.Key_Q)
    assert read.passage.kind == "paraphrase"


def test_no_suggestions_is_an_answer(qtbot, read):
    for _ in range(3):
        press(qtbot, read, Qt.Key.Key_N, Qt.Key.Key_Delete)
    assert read.waiting == ()
    press(qtbot, read, Qt.Key.Key_N)
    assert said(read) == "No suggestion is left in this text"
    assert read.inspector._cards.currentWidget() is read.inspector.summary
    assert read.inspector.summary._suggested(()).text() == "Nothing found by rule. Select text and press Q."


def test_a_read_only_library_is_read_and_not_changed(qtbot, window, services, tmp_path):
    services.read_only = True
    window.kit.libraries.open(tmp_path / "quiet-grid.briefer")
    qtbot.waitUntil(lambda: window.kit.outliner.outline is not None)
    window.show_essay(LIND)
    read = window.read
    qtbot.waitUntil(lambda: read.waiting != ())
    read.text.setFocus()
    before = window.session.library
    press(qtbot, read, Qt.Key.Key_N, Qt.Key.Key_Return, Qt.Key.Key_Delete)
    select(read, "argued at length")
    press(qtbot, read, Qt.Key.Key_Q, Qt.Key.Key_B)
    assert window.session.library == before
    assert not read.pane.bar.isVisible()
    commands = window.commands
    for id in ("keep-suggestion", "drop-here", "make-quotation", "move-begin", "join-sentences", "add-theme"):
        assert not commands[id].isEnabled()
    assert commands["make-quotation"].toolTip() == "This library is read only"
    assert commands["next-suggestion"].isEnabled()


def test_words_are_found_and_a_page_is_gone_to(qtbot, read):
    qtbot.keyClick(read.text, Qt.Key.Key_F, CTRL)
    field = read.pane.seek.field
    assert read.window().focusWidget() is field
    qtbot.keyClicks(field, "treaty")
    assert read.pane.seek._said.full == "1 of 1"
    assert read.text.caret == body(read).index("treaty")
    qtbot.keyClicks(field, "zz")
    assert read.pane.seek._said.full == "Not in this text"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert read.window().focusWidget() is read.text
    qtbot.keyClick(read.text, Qt.Key.Key_G, CTRL)
    label = read.essay.pages[2].label
    qtbot.keyClicks(read.pane.jump.field, label)
    qtbot.keyClick(read.pane.jump.field, Qt.Key.Key_Return)
    assert read.page.number == 2
    qtbot.keyClick(read.text, Qt.Key.Key_G, CTRL)
    qtbot.keyClicks(read.pane.jump.field, "99")
    qtbot.keyClick(read.pane.jump.field, Qt.Key.Key_Return)
    assert "No page 99 here" in read.pane.jump._said.full


def test_the_letters_grow_and_the_place_stays(qtbot, read):
    size = read.text.size_
    qtbot.keyClick(read.text, Qt.Key.Key_Equal, CTRL)
    assert read.text.size_ == size + 1
    for _ in range(20):
        qtbot.keyClick(read.text, Qt.Key.Key_Minus, CTRL)
    assert read.text.size_ == 12


def test_f8_goes_to_what_is_to_be_looked_at(qtbot, read):
    qtbot.keyClick(read.text, Qt.Key.Key_F8)
    assert read.suggestion is not None


def test_the_action_bar_is_there_for_chosen_words_only_and_never_covers_them(qtbot, read):
    read.go(len("A reserve"))
    assert not read.pane.bar.isVisible()
    last = body(read).rindex("argued at length")
    cursor = read.text.textCursor()
    cursor.setPosition(last)
    cursor.setPosition(last + 6, cursor.MoveMode.KeepAnchor)
    read.text.setTextCursor(cursor)
    assert read.pane.bar.isVisible()
    assert read.text.cursorRect().bottom() + read.text.viewport().y() < read.pane.bar.y()


def test_reading_state_is_set_from_the_summary(qtbot, read):
    read.go(0)
    read.inspector.summary._state._group.button(2).click()
    assert read.essay.reading == "unread"
    stack(read).undo()
    assert read.essay.reading == "read"


def test_the_shelf_stands_where_one_reads(desk):
    desk.show_essay(OKORO)
    assert desk.library.proxy.fact_at(desk.library.table.currentIndex()).essay.id == OKORO


def test_an_essay_is_left_and_found_again_at_its_place(qtbot, read):
    place = body(read).index("In the cold week")
    read.go(place)
    read.list.choose(OKORO)
    assert read.essay_id == OKORO
    read.list.choose(LIND)
    assert read.text.caret == place


def test_the_list_counts_passages_and_open_suggestions(qtbot, qtmodeltester, read):
    row = next(row for row in read.list.rows.rows if row.id == LIND)
    assert row.note == "3 passages · 3 suggested"
    press(qtbot, read, Qt.Key.Key_N, Qt.Key.Key_Return)
    row = next(row for row in read.list.rows.rows if row.id == LIND)
    assert row.note == "4 passages · 2 suggested"
    qtmodeltester.check(read.list.rows)
    assert isinstance(read.list.rows, RowModel)


@pytest.mark.parametrize("size", [(1440, 900), (1180, 720)])
def test_no_text_of_the_desk_is_clipped(qtbot, read, size):
    read.window().resize(*size)
    qtbot.wait(30)
    for id in (read.waiting[0].id, shelf(read).passages_of(LIND)[0].id):
        read.choose(id)
        qtbot.wait(30)
        assert clipped(read) == []


def test_when_an_essay_leaves_the_shelf_the_next_takes_its_place(qtbot, read):
    read._kit.commands["drop-essay"].trigger()
    assert read.essay_id == OKORO
    assert read.text.toPlainText() == body(read)


@given(st.text(alphabet=st.sampled_from("aé😀 \n𝄞z"), max_size=40))
def test_offsets_and_positions_are_each_others_inverse(qapp, text):
    document = QTextDocument(text)
    offsets = Offsets(text)
    for at in range(len(text) + 1):
        position = offsets.position(at)
        assert offsets.offset(position) == at
        assert position == len(text[:at].encode("utf-16-le")) // 2
    assert offsets.position(len(text)) == document.characterCount() - 1


def test_the_shortest_stretch_at_a_place_is_current():
    wide = Stretch(id="wide", start=0, end=20, suggested=False)
    inner = Stretch(id="inner", start=5, end=10, suggested=True)
    assert stretch_at((wide, inner), 7) == inner
    assert stretch_at((wide, inner), 10) == wide
    assert stretch_at((inner,), 10) == inner
    assert stretch_at((wide, inner), 21) is None


def test_pages_are_found_by_label_and_by_place():
    pages = (Page(3, "iv", 8), Page(10, "1", 9))
    assert [page_number(pages, at) for at in (0, 3, 9, 10, 99)] == [0, 0, 0, 1, 1]
    assert page_number((), 4) == -1
    assert [page_of_label(pages, label) for label in (" IV", "pdf 9", "7")] == [0, 1, None]


def test_a_suggestion_waits_until_a_passage_holds_most_of_its_words(services):
    from gui_fakes import suggestions_of

    essay = services.library.get(Essay, LIND)
    found = suggestions_of(essay, BODIES[essay.body_sha256])
    passage = services.library.passages_of(LIND)[0]
    anchor = passage.anchor
    one = found[0]
    most = replace(passage, anchor=replace(anchor, start=one.start, end=one.end - 5))
    few = replace(passage, anchor=replace(anchor, start=one.start, end=one.start + 5))
    assert one not in waiting(found, essay, [most])
    assert one in waiting(found, essay, [few])
    assert one not in waiting(found, replace(essay, dismissed=(one.id,)), [])
    assert services.library.all(Theme) and digest("") != essay.body_sha256


def test_what_is_decided_stays_in_sight_however_much_there_is_to_read(qtbot, desk, read):
    desk.resize(1180, 720)
    desk.kit.talk.say(Notice(kind="info", finding="A long notice. " * 12, about="test", where=("Read",)))
    press(qtbot, read, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: read.suggestion is not None)
    many = replace(
        read.suggestion,
        reason="said in so many words that the reason takes several lines of the card " * 4,
        flags=tuple(f"remark {n} of many that are to be looked at" for n in range(12)),
    )
    read.inspector.show_suggestion(many, read.essay, read.waiting)
    qtbot.wait(0)
    for button in (read.inspector._keep, read.inspector._drop):
        assert button.visibleRegion().boundingRect() == button.rect()
