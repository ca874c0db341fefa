"""Everything by keyboard, and a name for everything that can take the focus."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from briefer.gui.commands import COMMANDS, TABS
from briefer.gui.panels.inspector import CONTENT, PICKS, SETUP, SLIDE_PAGE


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def walk(qtbot, window, limit=300):
    """Return the widgets that Tab alone reaches, in order, until it comes round."""
    found: list[QWidget] = []
    start = window.focusWidget()
    for _ in range(limit):
        widget = window.focusWidget()
        if found and widget is start:
            break
        found.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    return found


@pytest.mark.parametrize("tab", TABS)
def test_tab_alone_reaches_every_control_and_each_has_a_name(qtbot, desk, tab):
    desk.rail.choose(tab)
    reached = walk(qtbot, desk)

    assert all(name_of(widget) for widget in reached), [type(w).__name__ for w in reached if not name_of(w)]
    wanted = [
        widget
        for widget in desk.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and isinstance(widget, (QAbstractButton, QLineEdit, QComboBox))
        and widget.focusProxy() is None
    ]
    missed = [name_of(widget) for widget in wanted if widget not in reached]
    assert missed == []


def test_the_start_is_reached_by_tab_too(qtbot, window):
    reached = walk(qtbot, window)

    assert all(name_of(widget) for widget in reached)
    assert "Open a library…" in [name_of(widget) for widget in reached]


def test_set_up_and_export_are_reached_by_tab(qtbot, desk):
    desk.rail.choose("Compose")
    desk.compose.inspector.show_page(SETUP)
    names = [name_of(widget) for widget in walk(qtbot, desk)]
    assert {"Title", "Question", "Brand", "Marking", "Quotation that does not match"} <= set(names)

    desk.commands["export"].trigger()
    names = [name_of(widget) for widget in walk(qtbot, desk)]
    assert {"Deck for PowerPoint (.pptx)", "Change the folder", "Write 3 files"} <= set(names)


def test_the_slide_and_the_rows_of_the_brief_are_reached_by_tab(qtbot, desk):
    desk.rail.choose("Compose")
    desk.compose.inspector.show_page(SLIDE_PAGE)
    names = [name_of(widget) for widget in walk(qtbot, desk)]
    said = {"Title", "What you say on this slide"}
    assert {"Hide", "Lock", "Double", "Take out", "Present"} | said <= set(names)

    desk.compose.inspector.show_page(CONTENT)
    desk.compose.inspector.contents.show_part("next_steps")
    qtbot.keyClick(desk.compose.inspector.contents.list, Qt.Key.Key_Insert)
    qtbot.waitUntil(
        lambda: any(
            field.accessibleName() == "Who" and field.isVisible()
            for field in desk.compose.inspector.contents.findChildren(QLineEdit)
        )
    )
    names = [name_of(widget) for widget in walk(qtbot, desk)]
    assert {"Part of the brief", "Next steps: 1 step", "Add", "Take out", "What", "Who", "By"} <= set(names)

    desk.commands["pick-look"].trigger()
    qtbot.waitUntil(lambda: desk.compose.look_page.brands.count() == 3)
    names = [name_of(widget) for widget in walk(qtbot, desk)]
    assert {"Template", "Brand", "Done"} <= set(names)


def test_every_command_stands_in_the_menus_and_no_key_is_given_twice(desk):
    in_menus = {
        action.objectName()
        for top in desk.menuBar().actions()
        for action in [
            *top.menu().actions(),
            *(a for sub in top.menu().actions() if sub.menu() for a in sub.menu().actions()),
        ]
    }

    assert {command.id for command in COMMANDS} <= in_menus
    keys = Counter((QKeySequence(c.key).toString(), c.where) for c in COMMANDS if c.key)
    assert [key for key, count in keys.items() if count > 1] == []


def test_ctrl_and_a_digit_changes_the_tab(qtbot, desk):
    for number, name in enumerate(TABS, 1):
        qtbot.keyClick(desk, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert desk.rail.current == name
        assert desk.focusWidget() is not None


def test_f6_goes_round_all_areas_and_shift_f6_back(qtbot, desk):
    desk.rail.choose("Compose")
    start = desk.focusWidget()
    seen = []
    for _ in range(8):
        qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_F6)
        seen.append(desk.focusWidget())
        if seen[-1] is start:
            break
    assert seen[-1] is start
    areas = (desk.rail, desk.header, desk.compose.left, desk.compose.centre, desk.compose.right, desk.status)
    for area in areas:
        assert any(area.isAncestorOf(widget) for widget in seen), area

    qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_F6)
    qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert desk.focusWidget() is start


def test_f9_f10_and_f11_fold_the_sides(qtbot, desk):
    desk.rail.choose("Compose")
    for command, part in (("fold-left", desk.compose.left), ("fold-right", desk.compose.right)):
        desk.commands[command].trigger()
        assert not part.isVisible()
        desk.commands[command].trigger()
        assert part.isVisible()

    desk.commands["focus-mode"].trigger()
    assert not any(part.isVisible() for part in (desk.compose.left, desk.compose.right, desk.tray))
    desk.commands["focus-mode"].trigger()
    assert all(part.isVisible() for part in (desk.compose.left, desk.compose.right, desk.tray))


def test_in_a_narrow_window_the_left_list_comes_back_over_the_centre(qtbot, desk):
    desk.rail.choose("Compose")
    desk.resize(1180, 720)
    qtbot.waitUntil(lambda: not desk.compose.left.isVisible())

    desk.commands["fold-left"].trigger()
    assert desk.compose.left.isVisible()
    assert desk.compose.left.isAncestorOf(desk.focusWidget())
    qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_Escape)

    assert not desk.compose.left.isVisible()
    assert desk.focusWidget() is not None


def test_the_palette_runs_what_it_finds_and_gives_the_focus_back(qtbot, desk):
    desk.rail.choose("Compose")
    before = desk.focusWidget()
    qtbot.keyClick(desk, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = desk.focusWidget()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert desk.focusWidget() is before
    assert not desk.palette_box.isVisible()

    desk.commands["palette"].trigger()
    qtbot.keyClicks(field, "appearance dark")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert desk.kit.look.mode == "dark"
    desk.commands["look-light"].trigger()


def test_the_palette_leads_to_an_essay_and_to_a_slide(qtbot, desk):
    for words, tab in (("against one more", "Library"), ("storage decides", "Compose")):
        desk.commands["palette"].trigger()
        field = desk.focusWidget()
        qtbot.keyClicks(field, words)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert desk.rail.current == tab
    assert desk.compose.storyboard.current_id == "theme-summary/storage"


def test_single_letters_do_nothing_while_one_types(qtbot, desk):
    desk.rail.choose("Compose")
    desk.compose.inspector.show_page(PICKS)
    find = desk.compose.inspector.picks._find
    find.setFocus()

    qtbot.keyClicks(find, "a")

    assert find.text() == "a"
    assert desk.session.brief.picks == ()


def test_a_tab_that_is_off_says_why(window):
    tab = window.rail._tabs["Compose"]

    assert not tab.isEnabled()
    assert tab.accessibleName() == "Compose, tab 5 of 7, off: open a library first"
