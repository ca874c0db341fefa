"""An afternoon at the desk by keyboard: all that was done can be undone, done again, and is there the next day."""

from __future__ import annotations

from itertools import pairwise

from gui_fakes import new_window
from PySide6.QtCore import Qt

from briefer.app.services import DesktopServices
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Recommendation

CTRL = Qt.KeyboardModifier.ControlModifier
QUESTION = "Should the council fund night buses?"
TEXTS = {
    "buses.md": """# Buses for the small hours

By Ada Holm

Nurses walk home at two. The last tram leaves at eleven, and taxis cost a third of a shift.

The council should fund night buses on three lines before winter. It must publish the timetable in every ward. The
operators should train drivers for the night, and the council ought to pay for the lamps at the stops.

A bus that runs is worth two that are planned. The board needs to count the riders each week. The council should
report the figures in public.
""",
    "bridges.md": """# Bridges first

By Ben Strand

Buses burn money when they run empty. The council should not fund night buses, since few people would ride.

It must repair the southern bridge first. Drivers of lorries wait an hour there. The port should open a second gate,
and the ministry ought to lend the cranes. The council should close the old ramp at night.
""",
    "wards.md": """# Wards at night

By Cleo Marsh

Two wards stay open after ten. The council should fund night buses on three lines before the winter. The hospital
must publish its rosters a month ahead.

Some experts argue that the council should fund night buses at once. The clinics should share one desk at night, and
the trust ought to test a shuttle for two winters. The board should ask the porters first.
""",
}
SELECTIONS = (
    ("holm", "Nurses walk home at two", Qt.Key.Key_Q),
    ("holm", "A bus that runs is worth two that are planned", Qt.Key.Key_C),
    ("strand", "Drivers of lorries wait an hour there", Qt.Key.Key_F),
    ("strand", "Buses burn money when they run empty", Qt.Key.Key_P),
    ("marsh", "Two wards stay open after ten", Qt.Key.Key_S),
)


def opened(qtbot, look, services, folder, create=False):
    window = new_window(look, services, folder)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.kit.libraries.open(folder / "town.briefer", create=create)
    qtbot.waitUntil(lambda: window.session.library is not None, timeout=20_000)
    return window


def closed(qtbot, window):
    qtbot.waitUntil(lambda: not window.lanes.store.jobs, timeout=20_000)
    window.kit.libraries.close()
    qtbot.waitUntil(lambda: not window.lanes.store.jobs, timeout=20_000)
    window.lanes.close()


def import_files(qtbot, window, folder):
    paths = []
    for name, text in TEXTS.items():
        paths.append(folder / name)
        paths[-1].write_text(text, encoding="utf-8")
    imports = window.kit.imports
    imports.begin(paths)
    qtbot.waitUntil(lambda: imports.review is not None and len(imports.read) == len(TEXTS), timeout=30_000)
    for _ in range(3):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_PageDown, CTRL)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not imports.active, timeout=20_000)


def essay_of(window, family):
    return next(e for e in window.session.shelf.all(Essay) if e.reference.authors[0].family.casefold() == family)


def read(qtbot, window, family):
    desk, essay = window.read, essay_of(window, family)
    window.show_essay(essay.id)
    qtbot.waitUntil(lambda: desk.suggested.of(desk.essay) is not None, timeout=20_000)
    desk.text.setFocus()
    return desk


def accept(qtbot, window, family, most):
    desk = read(qtbot, window, family)
    done = 0
    qtbot.keyClick(desk.text, Qt.Key.Key_N)
    while desk.suggestion is not None and done < most:
        qtbot.keyClick(desk.text, Qt.Key.Key_Return)
        done += 1
    return done


def mark(qtbot, window, family, words, key):
    desk = read(qtbot, window, family)
    start = desk.text.toPlainText().index(words)
    cursor = desk.text.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), cursor.MoveMode.KeepAnchor)
    desk.text.setTextCursor(cursor)
    qtbot.keyClick(desk.text, key)


def draft(qtbot, window):
    window.rail.choose("Compose")
    window.commands["draft"].trigger()
    page = window.compose.draft_page
    page.question.setPlainText(QUESTION)
    qtbot.keyClick(page.question, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.kit.drafts.busy and not window.kit.outliner.busy, timeout=30_000)


def confirm_positions(qtbot, window):
    window.rail.choose("Positions")
    desk, shelf = window.positions, lambda: window.session.shelf
    for position in [p for p in shelf().all(Position) if not p.confirmed]:
        desk.go_to(position.essay_id, position.proposition_id)
        if position.stand in ("for-if", "relayed"):
            qtbot.keyClick(desk.table, Qt.Key.Key_1)
        desk.go_to(position.essay_id, position.proposition_id)
        qtbot.keyClick(desk.table, Qt.Key.Key_Return)
    return [p for p in shelf().all(Position) if p.confirmed]


def merge_two(qtbot, window):
    window.rail.choose("Positions")
    window.positions._switch(2)
    register = window.positions.register
    row = next(at for at in range(register.model.rowCount()) if register._proposed(register.model.line_at(at)))
    register.table.setCurrentIndex(register.model.index(row, 0))
    register.table.setFocus()
    qtbot.keyClick(register.table, Qt.Key.Key_M, CTRL)


def drop_items(qtbot, window, count):
    for _ in range(count):
        window.commands["next-waiting"].trigger()
        qtbot.keyClick(window.compose.page, Qt.Key.Key_X)
        qtbot.waitUntil(lambda: not window.kit.outliner.busy, timeout=20_000)


def test_an_afternoon_can_be_undone_done_again_and_is_there_the_next_day(qtbot, look, tmp_path):
    window = opened(qtbot, look, DesktopServices(), tmp_path, create=True)
    session = window.session
    empty = session.library
    states = [empty]
    session.library_edited.connect(lambda _: states.append(session.library))

    import_files(qtbot, window, tmp_path)
    assert len(session.shelf.all(Essay)) == 3
    accepted = accept(qtbot, window, "holm", 5) + accept(qtbot, window, "strand", 4) + accept(qtbot, window, "marsh", 3)
    assert accepted == 12
    assert sum(p.confirmed for p in session.shelf.all(Passage)) == 12
    for family, words, key in SELECTIONS:
        mark(qtbot, window, family, words, key)
    assert {p.kind for p in session.shelf.all(Passage)} >= {"quotation", "comment", "fact", "paraphrase", "summary"}
    assert len(session.shelf.all(Passage)) == 17

    draft(qtbot, window)
    assert any(not p.confirmed for p in session.shelf.all(Position))
    assert confirm_positions(qtbot, window)
    assert all(p.confirmed for p in session.shelf.all(Position))
    merge_two(qtbot, window)
    assert any(entry.merged_from for entry in session.shelf.all(Recommendation))

    draft(qtbot, window)
    before = session.library
    drop_items(qtbot, window, 2)
    assert session.library != before
    after, brief = session.library, session.brief

    stack = session.undo_stack
    steps = stack.index()
    assert steps >= 12 + 5 + 1 + 1 + 2
    while stack.canUndo():
        stack.undo()
    assert session.library == empty
    while stack.canRedo():
        stack.redo()
    assert stack.index() == steps
    assert (session.library, session.brief) == (after, brief)
    assert all(one != two for one, two in pairwise(states)), "every step changes something"

    closed(qtbot, window)
    again = opened(qtbot, look, DesktopServices(), tmp_path)
    assert again.session.library == after
    closed(qtbot, again)
