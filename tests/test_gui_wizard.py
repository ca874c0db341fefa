"""The import wizard by keyboard on real files: nothing is written before Finish, and one undo takes all of it back."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import replace

import pytest
from arriving_files import image_only, put, volume
from gui_fakes import clipped, new_window
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from test_gui_keyboard import name_of, walk

from briefer.app.library import open_library
from briefer.app.services import DesktopServices
from briefer.gui.models.arriving import ArrivalModel
from briefer.gui.models.labels import LabelModel
from briefer.gui.models.pieces import AUTHOR, PAGES, TITLE, PieceModel
from briefer.gui.panels.wizard import ESSAYS, FILES, FOUND, NUMBERS
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Put
from briefer.model.text import Anchor
from briefer.readers.worker import Worker

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
UNSIGNED = (
    b"The ferry and the fog\n\n\nNobody owns this quay, yet the text argues that the ferry should wait for the fog to "
    b"lift before it leaves, and that the council should pay for the lamps.\n\nIt says so more than once.\n\n"
    b"Martha Reyes\n"
)


class Counted(DesktopServices):
    """The program's own services on processes that stay warm from test to test; counts what is written."""

    def __init__(self, workers):
        super().__init__()
        self._worker, self._drawer = workers
        self.saved = 0

    def save(self, path, edits):
        super().save(path, edits)
        self.saved += 1


@pytest.fixture(scope="module")
def workers():
    with Worker() as reading, Worker() as drawing:
        yield reading, drawing


@pytest.fixture
def services(workers):
    return Counted(workers)


@pytest.fixture
def shelf(qtbot, look, services, tmp_path):
    """Return the window with an empty library open."""
    window = new_window(look, services, tmp_path)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.kit.libraries.open(tmp_path / "harbour.briefer", create=True)
    qtbot.waitUntil(lambda: window.session.library is not None)
    yield window
    window.kit.libraries.close()
    window.lanes.close()


def begin(qtbot, window, *paths):
    window.kit.imports.begin(list(paths))
    qtbot.waitUntil(lambda: bool(window.kit.imports.entries) and not window.kit.imports.reading, timeout=30000)
    qtbot.waitUntil(lambda: not window.kit.imports.read or window.kit.imports.review is not None, timeout=10000)


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window.focusWidget(), key, modifier)


def finish(qtbot, window):
    window.wizard.go_to(FOUND)
    window.kit.imports.finish()
    qtbot.waitUntil(lambda: not window.kit.imports.active, timeout=10000)
    qtbot.waitUntil(lambda: not window.lanes.store.jobs, timeout=10000)


def titles(window):
    return [essay.reference.title for essay in window.session.shelf.all(Essay)]


def unsigned(tmp_path):
    path = tmp_path / "fog.txt"
    path.write_bytes(UNSIGNED)
    return path


def test_a_volume_is_imported_by_keyboard_alone_as_one_step(qtbot, shelf, services, tmp_path):
    shelf.kit.imports._dialogs.answers.append(put(tmp_path)[0])
    press(qtbot, shelf, Qt.Key.Key_O, CONTROL)
    imports = shelf.kit.imports
    qtbot.waitUntil(lambda: imports.review is not None and bool(imports.read), timeout=30000)
    assert shelf.pages.currentWidget() is shelf.wizard
    assert shelf.wizard.step == FILES

    for step in (ESSAYS, NUMBERS, FOUND):
        press(qtbot, shelf, Qt.Key.Key_PageDown, CONTROL)
        assert shelf.wizard.step == step
        assert shelf.wizard.isAncestorOf(shelf.focusWidget())
    press(qtbot, shelf, Qt.Key.Key_PageUp, CONTROL)
    assert shelf.wizard.step == NUMBERS
    assert (shelf.session.library.all(Essay), services.saved) == ([], 0)
    assert open_library(shelf.session.path).library.all(Essay) == []

    press(qtbot, shelf, Qt.Key.Key_Return, CONTROL)
    press(qtbot, shelf, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not imports.active, timeout=10000)
    qtbot.waitUntil(lambda: services.saved == 1, timeout=10000)

    assert titles(shelf)[:2] == ["Foreword", "Lamps below the northern shoals"]
    assert shelf.focusWidget() is shelf.library.table
    chosen = shelf.library.proxy.fact_at(shelf.library.table.currentIndex()).essay
    assert chosen.reference.title == "Lamps below the northern shoals"
    assert shelf.session.undo_stack.count() == 1
    shelf.commands["undo"].trigger()
    assert shelf.session.library.all(Essay) == []


def test_leaving_the_wizard_writes_and_keeps_nothing(qtbot, shelf, services, tmp_path):
    begin(qtbot, shelf, put(tmp_path)[0])
    shelf.kit.imports.say(shelf.kit.imports.entries[0], 2, "title", "Another title")

    press(qtbot, shelf, Qt.Key.Key_Escape)

    assert shelf.pages.currentWidget() is shelf.library
    assert (shelf.kit.imports.entries, services.saved, titles(shelf)) == ([], 0, [])
    assert not shelf.commands["import-next"].isEnabled()


def test_a_refused_file_is_a_banner_and_the_others_go_on(qtbot, shelf, tmp_path):
    begin(qtbot, shelf, *put(tmp_path))

    states = {entry.path.name: entry.state for entry in shelf.kit.imports.entries}
    assert states == {"volume.pdf": "read", "report.md": "read", "scan.pdf": "refused"}
    [notice] = [one for one in shelf.banners.notices if one.kind == "fail"]
    assert (notice.finding, notice.actions) == ("scan.pdf cannot be imported:", ())
    assert "no text layer" in notice.advice
    finish(qtbot, shelf)
    assert titles(shelf)[-1] == "The river report"
    assert shelf.banners.notices == ()


def test_a_doubtful_cell_takes_its_guess(qtbot, shelf, tmp_path):
    begin(qtbot, shelf, unsigned(tmp_path))
    shelf.wizard.go_to(ESSAYS)
    table, model = shelf.wizard.essays.table, shelf.wizard.essays.model
    table.setCurrentIndex(model.index(0, TITLE))

    press(qtbot, shelf, Qt.Key.Key_F8)
    assert table.currentIndex() == model.index(0, AUTHOR)
    assert model.cell(table.currentIndex()).sign == "doubtful"
    assert "best guess Martha Reyes" in model.data(table.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    before = shelf.kit.imports.entries[0].pieces[0].essay.confidence
    press(qtbot, shelf, Qt.Key.Key_Return, CONTROL)

    essay = shelf.kit.imports.entries[0].pieces[0].essay
    assert model.cell(table.currentIndex()).sign == ""
    assert essay.confidence > before
    assert [(o.field, o.kind) for o in essay.origins] == [("authors", "user")]
    finish(qtbot, shelf)
    [essay] = shelf.session.shelf.all(Essay)
    assert [name.full for name in essay.reference.authors] == ["Martha Reyes"]


def test_what_is_typed_into_a_cell_is_the_users(qtbot, shelf, tmp_path):
    begin(qtbot, shelf, put(tmp_path)[0])
    shelf.wizard.go_to(ESSAYS)
    table = shelf.wizard.essays.table
    table.setCurrentIndex(shelf.wizard.essays.model.index(1, AUTHOR))

    press(qtbot, shelf, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Okafor, Ines; Lee, Ann")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    finish(qtbot, shelf)

    essay = shelf.session.shelf.all(Essay)[1]
    assert [name.full for name in essay.reference.authors] == ["Ines Okafor", "Ann Lee"]
    assert essay.id.startswith("okafor-lamps")
    shelf.library.choose(essay.id)
    shown = [
        label.accessibleName() or label.text()
        for label in shelf.library.card.findChildren(type(shelf.library._found.count))
    ]
    assert "by you" in shown


def test_a_border_moves_by_a_page_and_no_word_is_lost(qtbot, shelf, tmp_path):
    begin(qtbot, shelf, put(tmp_path)[0])
    shelf.wizard.go_to(ESSAYS)
    entry = shelf.kit.imports.entries[0]
    table, model, pages = shelf.wizard.essays.table, shelf.wizard.essays.model, shelf.wizard.essays.border.pages
    words = "".join("".join(piece.body.split()) for piece in entry.pieces)
    table.setCurrentIndex(model.index(2, TITLE))
    qtbot.waitUntil(lambda: len(pages.pictures) == 4, timeout=20000)

    pages.setFocus()
    qtbot.keyClick(pages, Qt.Key.Key_Right)
    assert [model.index(row, PAGES).data() for row in (1, 2)] == ["1–4", "5–8"]
    assert next(page.label for page in pages.pages if page.begins) == "5"
    qtbot.keyClick(pages, Qt.Key.Key_Left)
    assert [model.index(row, PAGES).data() for row in (1, 2)] == ["1–3", "4–8"]
    qtbot.keyClick(table, Qt.Key.Key_Left, ALT)
    assert [model.index(row, PAGES).data() for row in (1, 2)] == ["1–2", "3–8"]
    assert "".join("".join(piece.body.split()) for piece in entry.pieces) == words


def test_pieces_are_split_merged_and_left_out(qtbot, shelf, tmp_path):
    begin(qtbot, shelf, put(tmp_path)[0])
    shelf.wizard.go_to(ESSAYS)
    essays = shelf.wizard.essays
    essays.table.setCurrentIndex(essays.model.index(2, TITLE))

    essays._split_at("6")
    assert [essays.model.index(row, PAGES).data() for row in (2, 3)] == ["4–5", "6–8"]
    assert "author" in [doubt.field for doubt in shelf.kit.imports.entries[0].doubts[3]]
    essays.table.setCurrentIndex(essays.model.index(0, TITLE))
    shelf.commands["import-leave"].trigger()
    essays.table.setCurrentIndex(essays.model.index(2, TITLE))
    shelf.commands["import-merge"].trigger()

    finish(qtbot, shelf)
    assert len(titles(shelf)) == 3
    assert "Foreword" not in titles(shelf)


def test_another_page_offset_shows_at_once_and_can_be_taken_back(qtbot, shelf, tmp_path):
    begin(qtbot, shelf, put(tmp_path)[0])
    shelf.wizard.go_to(NUMBERS)
    step = shelf.wizard.numbers
    applied = lambda: [row.applied for row in step.model.rows if row.piece]  # noqa: E731
    found = applied()

    step.number.click()
    assert step.offset.text() == "-2"
    step.offset.selectAll()
    qtbot.keyClicks(step.offset, "40")
    assert applied()[:2] == ["43", "44"]
    assert [row.found for row in step.model.rows if row.piece] == found
    step.number.click()
    assert applied() == found


def test_a_name_spelled_in_two_ways_is_offered_and_never_merged_unasked(qtbot, shelf, tmp_path):
    begin(qtbot, shelf, put(tmp_path)[0])
    shelf.wizard.go_to(FOUND)
    names = lambda: [n.full for p in shelf.kit.imports.entries[0].pieces for n in p.essay.reference.authors]  # noqa: E731
    assert names()[-1] == "J. Haakon"

    offer = next(b for b in shelf.wizard.found.findChildren(QAbstractButton) if "Joris Haakon" in b.accessibleName())
    offer.click()

    assert names()[-1] == "Joris Haakon"
    qtbot.waitUntil(lambda: shelf.kit.imports.spellings() == [], timeout=10000)


def test_what_is_on_the_shelf_is_skipped_unless_asked_for(qtbot, shelf, tmp_path):
    path = unsigned(tmp_path)
    begin(qtbot, shelf, path)
    finish(qtbot, shelf)

    begin(qtbot, shelf, path)
    shelf.wizard.go_to(FOUND)
    imports = shelf.kit.imports
    assert (imports.standing(imports.entries[0], 1).likeness, imports.taken) == ("same", 0)
    imports.set_fate(imports.entries[0], 1, "new")
    assert imports.taken == 1
    finish(qtbot, shelf)

    assert len(titles(shelf)) == 2


def test_a_changed_file_shows_what_breaks_and_becomes_a_new_revision(qtbot, shelf, tmp_path):
    path = unsigned(tmp_path)
    begin(qtbot, shelf, path)
    finish(qtbot, shelf)
    [essay] = shelf.session.shelf.all(Essay)
    body = shelf.kit.services._bodies[essay.body_sha256]
    at = body.index("It says so")
    anchor = Anchor.of(body, at, at + len("It says so more than once."))
    shelf.session.edit_library("passage", Put(Passage(id="p/1", essay_id=essay.id, kind="quotation", anchor=anchor)))
    path.write_bytes(UNSIGNED.replace(b"more than once", b"twice"))

    begin(qtbot, shelf, path)
    shelf.wizard.go_to(FOUND)
    imports = shelf.kit.imports
    standing = imports.standing(imports.entries[0], 1)
    assert (standing.likeness, standing.revision.count("broken")) == ("changed", 1)
    assert imports.fate(imports.entries[0], 1) == "update"
    spoken = [label.text() for label in shelf.wizard.found.side.findChildren(type(shelf.wizard.tools))]
    assert any(words.startswith("broken: “It says so") for words in spoken)
    finish(qtbot, shelf)

    [after] = shelf.session.shelf.all(Essay)
    assert (after.id, after.revision) == (essay.id, essay.revision + 1)
    shelf.commands["undo"].trigger()
    assert shelf.session.shelf.all(Essay) == [essay]


def test_without_a_library_finish_asks_where_it_shall_be(qtbot, look, services, tmp_path):
    window = new_window(look, services, tmp_path)
    qtbot.addWidget(window)
    window.show()
    begin(qtbot, window, unsigned(tmp_path))
    assert window.pages.currentWidget() is window.wizard
    window.kit.imports._dialogs.answers.append(tmp_path / "new")

    finish(qtbot, window)

    assert window.session.path == tmp_path / "new.briefer"
    assert len(titles(window)) == 1
    assert len(open_library(window.session.path).library.all(Essay)) == 1
    window.kit.libraries.close()
    window.lanes.close()


@pytest.mark.skipif(sys.platform == "win32", reason="the fake program is a shell script")
def test_a_scan_is_read_by_ocr_where_the_program_is_installed(qtbot, shelf, tmp_path, monkeypatch):
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "read.pdf").write_bytes(volume())
    program = tools / "ocrmypdf"
    program.write_text(f'#!/bin/sh\nfor last; do :; done\ncp "{tools}/read.pdf" "$last"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(image_only())

    begin(qtbot, shelf, scan)
    [notice] = shelf.banners.notices
    assert notice.actions[0][0] == "Run OCR"
    notice.actions[0][1]()
    qtbot.waitUntil(lambda: shelf.kit.imports.entries[0].state == "read", timeout=20000)

    assert "The text was made by OCR: check quotations against the pages." in shelf.kit.imports.entries[0].shown.remarks
    assert shelf.banners.notices == ()
    assert scan.read_bytes() == image_only()
    assert sorted(tmp_path.glob("*.pdf")) == [scan]


def test_tab_alone_reaches_every_control_of_each_step_and_each_has_a_name(qtbot, shelf, tmp_path):
    begin(qtbot, shelf, *put(tmp_path))
    for step in (FILES, ESSAYS, NUMBERS, FOUND):
        shelf.wizard.go_to(step)
        reached = walk(qtbot, shelf)
        assert all(name_of(widget) for widget in reached), [type(w).__name__ for w in reached if not name_of(w)]
        wanted = [
            widget
            for widget in shelf.wizard.findChildren(QAbstractButton)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert [name_of(widget) for widget in wanted if widget not in reached] == []


def test_no_text_of_a_step_is_wider_than_its_box(qtbot, shelf, look, tmp_path):
    begin(qtbot, shelf, *put(tmp_path), unsigned(tmp_path))
    for mode, size in (("light", (1440, 900)), ("dark", (1180, 720))):
        look.set_mode(mode)
        shelf.resize(*size)
        for step in (FILES, ESSAYS, NUMBERS, FOUND):
            shelf.wizard.go_to(step)
            shelf.wizard.next_finding()
            qtbot.wait(30)
            assert clipped(shelf) == []
    look.set_mode("light")


def test_a_cancelled_import_can_be_taken_up_again(qtbot, shelf, tmp_path):
    begin(qtbot, shelf, unsigned(tmp_path))
    shelf.kit.imports.say(shelf.kit.imports.entries[0], 1, "title", "Fog")
    shelf.kit.imports.cancel()

    [notice] = shelf.banners.notices
    notice.actions[0][1]()

    assert shelf.pages.currentWidget() is shelf.wizard
    assert shelf.banners.notices == ()
    finish(qtbot, shelf)
    assert titles(shelf) == ["Fog"]


def test_a_wish_about_a_text_that_is_like_nothing_any_more_is_dropped(qtbot, shelf, tmp_path):
    begin(qtbot, shelf, unsigned(tmp_path))
    finish(qtbot, shelf)
    other = tmp_path / "again.txt"
    other.write_bytes(UNSIGNED.replace(b"more than once", b"twice"))
    begin(qtbot, shelf, other)
    imports = shelf.kit.imports
    [entry] = imports.entries
    assert (imports.standing(entry, 1).likeness, imports.fate(entry, 1)) == ("similar", "skip")
    imports.set_fate(entry, 1, "update")

    imports.say(entry, 1, "title", "Quite another matter")
    imports.say(entry, 1, "author", "Ann Lee")
    qtbot.waitUntil(lambda: imports.standing(entry, 1).known is None, timeout=10000)
    finish(qtbot, shelf)

    assert titles(shelf) == ["The ferry and the fog", "Quite another matter"]


def test_the_models_are_lawful(qtbot, shelf, tmp_path):
    begin(qtbot, shelf, put(tmp_path)[0])
    wizard = shelf.wizard
    for step in (ESSAYS, NUMBERS, FOUND):
        wizard.go_to(step)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    for model in (wizard.essays.model, wizard.numbers.model, wizard.found.model):
        QAbstractItemModelTester(model, fatal)
        assert model.rowCount() > 0
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                assert model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
    for empty in (PieceModel(), LabelModel(), ArrivalModel()):
        QAbstractItemModelTester(empty, fatal)
        assert empty.rowCount() == 0


def test_a_title_changed_on_the_shelf_is_the_users(qtbot, shelf, tmp_path):
    begin(qtbot, shelf, unsigned(tmp_path))
    finish(qtbot, shelf)
    [essay] = shelf.session.shelf.all(Essay)

    shelf.library.model.retitled.emit(essay.id, "Another title")

    [after] = shelf.session.shelf.all(Essay)
    assert [(o.field, o.kind) for o in after.origins] == [("title", "user")]
    assert after == replace(essay, reference=replace(essay.reference, title="Another title"), origins=after.origins)
