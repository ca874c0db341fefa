"""What the window lets one do, from opening a library to verifying a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gui_fakes import invented_brief, new_window
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton

from briefer.app.changes import SinceBuild
from briefer.errors import GateRefused
from briefer.gui import brief_edits
from briefer.gui.panels.inspector import PICKS, SETUP
from briefer.gui.widgets.text import Text
from briefer.model.essay import Essay
from briefer.model.state import Change
from briefer.specs.brief import Change as ToldChange


def outlined(qtbot, window):
    qtbot.waitUntil(lambda: window.kit.outliner.outline is not None and not window.kit.outliner.busy)
    return window.kit.outliner.outline


def findings(window):
    return [notice.finding for notice in window.banners.notices]


def dialogs(window):
    return window.kit.libraries._dialogs


def test_without_a_library_one_can_import_open_and_verify(window):
    assert window.pages.currentWidget() is window.start
    assert window.focusWidget() is window.start.first_focus()
    assert window.commands["import"].isEnabled()
    assert window.commands["verify"].isEnabled()
    assert not window.commands["export"].isEnabled()
    assert window.commands["export"].toolTip() == "Open a library first"


def test_opening_a_library_shows_its_shelf_and_remembers_it(qtbot, window, tmp_path):
    place = tmp_path / "quiet-grid.briefer"
    place.touch()
    dialogs(window).answers.append(place)

    window.commands["open-library"].trigger()
    outlined(qtbot, window)

    assert window.pages.currentWidget() is window.library
    assert window.library.table.model().rowCount() == 10
    assert window.kit.libraries.recent() == [place]
    assert window.compose.storyboard.rows.rows


def test_a_library_that_cannot_be_opened_says_why_and_offers_to_try_again(qtbot, window, services, tmp_path):
    place = tmp_path / "newer.briefer"
    services.broken.add(place)

    window.kit.libraries.open(place)
    qtbot.waitUntil(lambda: window.banners.notices != ())

    notice = window.banners.notices[0]
    assert "newer Briefer" in notice.advice
    services.broken.clear()
    notice.actions[0][1]()
    outlined(qtbot, window)
    assert window.banners.notices == ()


def test_a_read_only_library_can_be_composed_from_but_not_changed(qtbot, window, services, tmp_path):
    services.read_only = True
    window.kit.libraries.open(tmp_path / "quiet-grid.briefer")
    outlined(qtbot, window)

    assert findings(window) == ["Read only."]
    assert not window.commands["import"].isEnabled()
    assert not window.commands["drop-essay"].isEnabled()
    assert window.commands["tick-essay"].isEnabled()
    assert window.commands["export"].isEnabled()


def test_a_tick_changes_the_outline_and_undo_changes_it_back(qtbot, desk):
    before = outlined(qtbot, desk)
    desk.rail.choose("Compose")
    desk.compose.inspector.show_page(PICKS)
    picks = desk.compose.inspector.picks.list

    index = picks.rows.place_of("themes:cost")
    picks.model().setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    after = outlined(qtbot, desk)
    assert "theme-summary/cost" in [slide.key for slide in after.slides]
    assert "theme-summary/cost" in [row.id for row in desk.compose.storyboard.rows.rows]
    assert desk.commands["undo"].text() == "Undo taking in Cost and who bears it"

    desk.commands["undo"].trigger()
    assert outlined(qtbot, desk) == before
    assert desk.commands["redo"].text() == "Redo taking in Cost and who bears it"


def test_space_ticks_the_chosen_essay_in_the_library(qtbot, desk):
    desk.library.choose("lind-2024-a-reserve-that")
    assert "lind-2024-a-reserve-that" in brief_edits.ticked(desk.session.brief, desk.session.shelf, "essays")

    qtbot.keyClick(desk.library.table, Qt.Key.Key_Space)

    assert "lind-2024-a-reserve-that" not in brief_edits.ticked(desk.session.brief, desk.session.shelf, "essays")


def test_a_heading_takes_all_of_its_group_or_none(qtbot, desk):
    desk.rail.choose("Compose")
    desk.compose.inspector.show_page(PICKS)
    picks = desk.compose.inspector.picks.list

    for wanted in (Qt.CheckState.Checked, Qt.CheckState.Unchecked):
        picks.model().setData(picks.rows.place_of("themes:"), wanted, Qt.ItemDataRole.CheckStateRole)
        on = brief_edits.ticked(desk.session.brief, desk.session.shelf, "themes")
        assert len(on) == (5 if wanted == Qt.CheckState.Checked else 0)


def test_essays_that_are_taken_off_the_shelf_come_back_whole(qtbot, desk, services):
    before = desk.session.library
    desk.library.choose("okoro-2024-what-the-cold")

    desk.commands["drop-essay"].trigger()
    assert desk.session.library.get(Essay, "okoro-2024-what-the-cold") is None
    assert desk.session.library.passages_of("okoro-2024-what-the-cold") == []
    assert desk.library.table.currentIndex().isValid()
    desk.commands["undo"].trigger()

    assert desk.session.library == before
    qtbot.waitUntil(lambda: len(services.saved) == 2)


def test_reading_state_and_title_are_edited_undoably(qtbot, desk):
    desk.library.choose("lind-2024-a-reserve-that")
    desk.commands["mark-unread"].trigger()
    desk.library.model.retitled.emit("lind-2024-a-reserve-that", "A new title")

    essay = desk.session.library.get(Essay, "lind-2024-a-reserve-that")
    assert (essay.reading, essay.reference.title) == ("unread", "A new title")
    assert desk.session.undo_stack.count() == 2


def test_a_write_that_fails_is_said_and_can_be_tried_again(qtbot, desk, services):
    services.broken.add(desk.session.path)
    desk.library.choose("lind-2024-a-reserve-that")

    desk.commands["mark-skimmed"].trigger()
    qtbot.waitUntil(lambda: findings(desk) == ["The library was not saved."])
    services.broken.clear()
    desk.banners.notices[0].actions[0][1]()

    qtbot.waitUntil(lambda: findings(desk) == [])
    assert len(services.saved) == 1


def test_opening_the_open_library_again_changes_nothing(qtbot, desk):
    desk.session.edit_brief("change of title", replace(desk.session.brief, title="Changed"))
    desk.rail.choose("Compose")

    assert desk.kit.libraries.open(desk.session.path) is None

    assert desk.rail.current == "Library"
    assert desk.session.brief.title == "Changed"


def test_import_adds_pieces_in_one_step_and_says_what_was_refused(qtbot, desk):
    before = desk.session.library
    imports = desk.kit.imports

    imports.begin([Path("one.pdf"), Path("two.pdf"), Path("three.locked")])
    qtbot.waitUntil(lambda: bool(imports.entries) and not imports.reading)
    assert findings(desk) == ["three.locked cannot be imported:"]
    assert desk.session.library == before
    imports.finish()
    qtbot.waitUntil(lambda: desk.session.library != before)

    assert desk.commands["undo"].text() == "Undo import of 2 pieces"
    desk.commands["undo"].trigger()
    assert desk.session.library == before


def test_reading_can_be_stopped_at_once_and_nothing_is_added(qtbot, desk, services):
    services.hold.clear()
    before = desk.session.library
    desk.kit.imports.begin([Path("one.pdf"), Path("two.pdf")])
    qtbot.waitUntil(lambda: desk.status.job.isVisible())

    with qtbot.waitSignal(desk.lanes.work.jobs[0].cancelled, timeout=200):
        desk.status.job._stop()

    assert not desk.status.job.isVisible()
    assert [entry.state for entry in desk.kit.imports.entries] == ["stopped", "stopped"]
    assert desk.session.library == before
    assert desk.toast.isVisible()


def test_files_dropped_while_an_import_is_open_are_added_to_it(qtbot, desk):
    imports = desk.kit.imports
    imports.begin([Path("one.pdf")])
    imports.begin([Path("one.pdf"), Path("two.pdf")])
    qtbot.waitUntil(lambda: len(imports.entries) == 2 and not imports.reading)

    imports.remove(imports.entries[0])
    assert [entry.path.name for entry in imports.entries] == ["two.pdf"]


def test_a_library_that_can_only_be_read_takes_no_import(qtbot, window, services, tmp_path):
    services.read_only = True
    window.kit.libraries.open(tmp_path / "quiet-grid.briefer")
    outlined(qtbot, window)

    window.kit.imports.begin([Path("one.pdf")])

    assert not window.kit.imports.active
    assert "Nothing was imported." in findings(window)


def test_a_brief_is_saved_and_opened_again(qtbot, desk, services, tmp_path):
    place = tmp_path / "grid.yaml"
    dialogs(desk).answers.append(tmp_path / "grid")
    desk.session.edit_brief("change of title", replace(desk.session.brief, title="Changed"))
    assert desk.session.unsaved

    desk.commands["save-brief"].trigger()
    qtbot.waitUntil(lambda: not desk.session.unsaved)
    assert services.briefs[place].title == "Changed"
    desk.commands["new-brief"].trigger()
    desk.kit.briefs.open(place)
    qtbot.waitUntil(lambda: desk.session.brief_path == place)

    assert desk.session.brief.title == "Changed"
    assert desk.rail.current == "Compose"
    assert "Grid  v2" in desk.windowTitle()


def test_a_brief_with_mistakes_is_refused_with_their_places(qtbot, desk, services, tmp_path):
    services.broken.add(tmp_path / "bad.yaml")
    before = desk.session.brief

    desk.kit.briefs.open(tmp_path / "bad.yaml")
    qtbot.waitUntil(lambda: desk.banners.notices != ())

    assert desk.banners.notices[0].advice == "bad.yaml:6:5: deck.max_slides: expected a whole number"
    assert desk.session.brief == before


def test_a_brief_opens_the_library_it_names(qtbot, window, services, tmp_path):
    (tmp_path / "library").mkdir()
    brief = replace(invented_brief(services.library), library="library", title="Named")
    services.briefs[tmp_path / "named.yaml"] = brief

    window.kit.briefs.open(tmp_path / "named.yaml")
    qtbot.waitUntil(lambda: window.session.brief is not None and window.session.brief.title == "Named")

    assert window.session.path == tmp_path / "library"


def test_cui_asks_for_its_designation_indicator(qtbot, desk):
    from PySide6.QtWidgets import QComboBox, QLineEdit

    desk.rail.choose("Compose")
    desk.compose.inspector.show_page(SETUP)
    setup = desk.compose.inspector.setup
    controlled = next(
        line for line in setup.findChildren(QLineEdit) if line.accessibleName().startswith("Controlled by")
    )
    combos = {combo.accessibleName(): combo for combo in setup.findChildren(QComboBox)}
    assert controlled.parentWidget().isHidden()
    for name, wanted in (("Marking", "CUI"), ("Authors", "chatham-house")):
        combos[name].setCurrentIndex(combos[name].findData(wanted))
        combos[name].activated.emit(combos[name].currentIndex())
    qtbot.keyClicks(controlled, "Ministry; Desk")

    assert not controlled.parentWidget().isHidden()
    assert controlled.text() == "Ministry; Desk"
    assert desk.session.brief.handling.controlled_by == ("Ministry", "Desk")
    assert desk.session.brief.citations.attribution == "chatham-house"


def test_a_traffic_light_mark_can_have_its_colour_and_no_other_mark_keeps_it(qtbot, desk):
    from PySide6.QtWidgets import QComboBox

    desk.rail.choose("Compose")
    desk.compose.inspector.show_page(SETUP)
    combos = {c.accessibleName(): c for c in desk.compose.inspector.setup.findChildren(QComboBox)}

    def choose(name, wanted):
        combos[name].setCurrentIndex(combos[name].findData(wanted))
        combos[name].activated.emit(combos[name].currentIndex())

    choose("Marking", "TLP:AMBER")
    choose("Colour of the mark", "True")
    assert not combos["Colour of the mark"].parentWidget().isHidden()
    assert desk.session.brief.handling.colours

    choose("Marking", "UNCLASSIFIED")
    assert combos["Colour of the mark"].parentWidget().isHidden()
    assert not desk.session.brief.handling.colours


def test_fields_of_the_set_up_change_the_brief_as_one_types(qtbot, desk):
    desk.rail.choose("Compose")
    desk.compose.inspector.show_page(SETUP)
    setup = desk.compose.inspector.setup
    from PySide6.QtWidgets import QComboBox, QLineEdit

    lines = {line.accessibleName(): line for line in setup.findChildren(QLineEdit)}
    combos = {combo.accessibleName(): combo for combo in setup.findChildren(QComboBox)}
    lines["For"].clear()
    qtbot.keyClicks(lines["For"], "All regions")
    marking = combos["Marking"]
    marking.setCurrentIndex(marking.findData("TLP:AMBER"))
    marking.activated.emit(marking.currentIndex())

    assert desk.session.brief.audience == "All regions"
    assert desk.session.brief.handling.marking == "TLP:AMBER"
    desk.commands["undo"].trigger()
    desk.commands["undo"].trigger()
    assert desk.session.brief == invented_brief(desk.session.shelf)
    assert lines["For"].text() == "Energy minister"


def test_what_a_field_cannot_hold_stays_in_the_field_and_says_why(qtbot, desk):
    from PySide6.QtWidgets import QLineEdit

    setup = desk.compose.inspector.setup
    date = next(line for line in setup.findChildren(QLineEdit) if line.accessibleName() == "Date")
    before = desk.session.brief

    date.clear()
    qtbot.keyClicks(date, "2026-13")

    assert desk.session.brief == before
    assert date.accessibleDescription() == "Write the day as 2026-11-22"


def test_the_export_panel_says_what_changed_since_the_last_build_and_notes_it(qtbot, desk, services):
    flipped = Change(kind="side", about="Quiet grid", was="against", now="for", id="prop/x", text="a" * 12)
    noted = ToldChange(label="Grid", was="against", now="for")
    services.last_build = SinceBuild(card=Path("x.build.json"), changes=(flipped,), noted=(noted,))
    desk.commands["export"].trigger()
    since = desk.compose.inspector.export.since
    qtbot.waitUntil(lambda: any("changed sides: 1" in text.text() for text in since.findChildren(Text)))

    assert any(text.text() == "Quiet grid: against → for" for text in since.findChildren(Text))
    qtbot.mouseClick(since.findChild(QAbstractButton), Qt.MouseButton.LeftButton)

    assert desk.session.brief.changes == (noted,)
    desk.session.undo_stack.undo()
    assert desk.session.brief.changes == ()


def test_files_are_built_on_a_lane_and_their_folder_opens(qtbot, desk, services, tmp_path):
    desk.commands["export"].trigger()
    export = desk.compose.inspector.export
    assert export.chosen == ["pptx", "docx", "pdf"]
    assert desk.focusWidget() is export.write

    qtbot.keyClick(export.write, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: services.built == [("pptx", "docx", "pdf")])
    qtbot.waitUntil(lambda: bool(findings(desk)))

    assert findings(desk) == ["Written: quiet-grid.pptx, quiet-grid.docx and quiet-grid.pdf."]
    desk.commands["open-folder"].trigger()
    assert dialogs(desk).shown == [tmp_path / "output"]


def test_a_build_can_be_stopped(qtbot, desk, services):
    services.hold.clear()
    job = desk.kit.outputs.build(["pptx"])
    qtbot.waitUntil(lambda: desk.status.job.isVisible())

    with qtbot.waitSignal(job.cancelled, timeout=200):
        desk.status.job._stop()

    assert services.built == []
    assert findings(desk) == []


def test_a_shut_gate_says_why_nothing_was_written(qtbot, desk, services, monkeypatch):
    def refuse(*_):
        raise GateRefused("Two quotations do not match their source: slides 4 and 6.")

    monkeypatch.setattr(services, "build", refuse)
    desk.kit.outputs.build(["pptx"])
    qtbot.waitUntil(lambda: bool(findings(desk)))

    assert findings(desk) == ["The gate is shut; nothing was written."]
    assert "slides 4 and 6" in desk.banners.notices[0].advice


def test_a_file_is_verified_and_f8_goes_through_what_is_to_look_at(qtbot, desk):
    dialogs(desk).answers.append(Path("edited.pptx"))
    desk.commands["verify"].trigger()
    qtbot.waitUntil(lambda: desk.verify.proxy.rowCount() > 0)

    assert findings(desk) == ["Does not match its sources: 2 statements fail."]
    seen = []
    for _ in range(4):
        seen.append(desk.verify.proxy.row_at(desk.verify.table.currentIndex()).verdict)
        desk.commands["next-finding"].trigger()
    assert seen == ["altered", "removed", "reworded", "new"]
    desk.verify.filters.choose("severity:fail")
    assert desk.verify.proxy.rowCount() == 2


def test_a_file_can_be_verified_without_a_library(qtbot, window):
    window.kit.outputs.verify(Path("edited.pptx"))
    qtbot.waitUntil(lambda: window.verify.proxy.rowCount() > 0)

    assert "Compared with what was issued: no library is open." in findings(window)


def test_a_statement_shows_the_passage_behind_it_and_a_puts_it_into_the_tray(qtbot, desk):
    desk.rail.choose("Compose")
    desk.compose.go_to("bluf")
    page = desk.compose.page
    at = next(n for n, line in enumerate(page.lines.rows) if line.statement and line.statement.role == "quotation")
    page.choose(at)
    page.setFocus()

    assert desk.compose.behind.passage_id
    qtbot.keyClick(page, Qt.Key.Key_A)

    assert [pick.passage for pick in desk.session.brief.picks] == [desk.compose.behind.passage_id]
    desk.commands["undo"].trigger()
    assert desk.session.brief.picks == ()


def test_the_library_card_says_where_an_essay_is_used(desk):
    desk.library.choose("lind-2024-a-reserve-that")

    assert "slides" in desk.library.card._used_line.text()


def test_dropped_files_go_where_they_belong(qtbot, desk, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "edited.pptx"))])
    actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    desk.dropEvent(QDropEvent(QPoint(5, 5).toPointF(), actions, data, buttons, keys))
    qtbot.waitUntil(lambda: desk.verify.proxy.rowCount() > 0)

    assert desk.rail.current == "Verify"


def test_an_unsaved_brief_is_not_lost_by_closing_the_window(desk):
    desk.session.edit_brief("change of title", replace(desk.session.brief, title="Changed"))

    assert not desk.close()
    assert findings(desk) == ["The brief has unsaved changes."]
    desk.commands["undo"].trigger()
    assert findings(desk) == []
    assert desk.close()


def test_two_banners_at_most_stand_over_the_content_worst_first(qtbot, desk):
    from briefer.gui.widgets.banner import Notice
    from briefer.gui.widgets.finding import Finding

    for kind in ("ok", "warn", "fail", "info"):
        desk.talk.say(Notice(kind=kind, finding=kind))

    def shown():
        return [each.accessibleName() for each in desk.banners.findChildren(Finding) if each.isVisible()]

    qtbot.waitUntil(lambda: shown() == ["fail", "warn"])


def test_sizes_and_folds_are_remembered(qtbot, look, services, tmp_path):
    first = new_window(look, services, tmp_path)
    first.show()
    first.compose.fold_right()
    first.close()

    second = new_window(look, services, tmp_path)
    qtbot.addWidget(second)

    assert not second.compose.right.isVisibleTo(second.compose)
    assert second.library.right.isVisibleTo(second.library)
    second.lanes.close()


def test_a_long_message_wraps_and_stays_in_the_window(qtbot, desk):
    desk.resize(1180, 720)
    desk.kit.talk.toast("A change that takes many words to tell. " * 6)
    toast = desk.toast
    assert toast.isVisible() and toast.geometry().right() < toast.parentWidget().width()
    assert toast.height() > 2 * toast.fontMetrics().height()
    desk.kit.talk.toast("Done")
    assert toast.width() < 260
