"""The positions desk: the matrix by keys, hints that are never counted, the register merged and split."""

from dataclasses import replace

import pytest
from gui_fakes import FakeHintLine, FakeHints, clipped
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from briefer.gui.models.register import RegisterModel
from briefer.gui.models.stands import StandModel
from briefer.gui.models.themes import ThemeModel
from briefer.gui.widgets.stand_map import groups_of
from briefer.model.counts import tally
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Recommendation
from briefer.model.library import Drop, Library, Put
from briefer.model.matrix import stand_matrix
from briefer.model.suggestion import StandHint, hint_id


@pytest.fixture
def positions(qtbot, desk):
    desk.rail.choose("Positions")
    qtbot.waitUntil(lambda: desk.positions.isVisible())
    return desk.positions


def first_cell(positions, **wanted):
    """Put the cursor on the first position that has `wanted`; returns it."""
    library = positions._kit.session.shelf
    position = next(p for p in library.all(Position) if all(getattr(p, k) == v for k, v in wanted.items()))
    positions.go_to(position.essay_id, position.proposition_id)
    return position


def now(positions, position):
    return positions._kit.session.shelf.get(Position, position.id)


def press(qtbot, positions, *keys):
    for key in keys:
        qtbot.keyClick(positions.table, key)


def test_models_keep_the_contract_of_qt(qtmodeltester, services):
    library = services.library
    essays = [e.id for e in library.all(Essay)]
    stands, register, themes = StandModel(), RegisterModel(), ThemeModel()
    stands.show(library, stand_matrix(library, [p.id for p in library.all(Proposition)], essays))
    register.show(library, "text")
    themes.show(library)
    for model in (stands, register, themes):
        qtmodeltester.check(model)
    assert stands.rowCount() == sum(e.counts for e in library.all(Essay))


def test_every_cell_says_in_words_what_its_sign_shows(positions):
    model = positions.model
    for row in range(model.rowCount()):
        for column in range(1, model.columnCount()):
            words = model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
            assert any(word in words for word in ("for", "against", "relayed", "silent", "not read"))
            assert "," in words


def test_a_digit_sets_a_stand_that_is_not_counted_before_it_is_confirmed(qtbot, positions):
    position = first_cell(positions, stand="for", confirmed=True)
    library = positions._kit.session.shelf
    proposition = library.get(Proposition, position.proposition_id)
    everyone = [e.id for e in library.all(Essay)]
    before = tally(library, proposition, everyone)

    press(qtbot, positions, Qt.Key.Key_3)
    changed = now(positions, position)
    assert (changed.stand, changed.confirmed) == ("against", False)
    after = tally(positions._kit.session.shelf, proposition, everyone)
    assert after.count("against") == before.count("against")
    assert after.count("for") == before.count("for") - 1

    press(qtbot, positions, Qt.Key.Key_Return)
    assert now(positions, position).confirmed
    positions._kit.session.undo_stack.undo()
    positions._kit.session.undo_stack.undo()
    assert now(positions, position) == position


def test_a_condition_is_asked_for_before_for_if_can_be_confirmed(qtbot, positions):
    position = first_cell(positions, stand="for", confirmed=True)
    press(qtbot, positions, Qt.Key.Key_2)
    assert positions.window().focusWidget() is positions.card.condition
    positions.table.setFocus()
    press(qtbot, positions, Qt.Key.Key_Return)
    assert not now(positions, position).confirmed
    qtbot.keyClicks(positions.card.condition, "only with a budget")
    qtbot.keyClick(positions.card.condition, Qt.Key.Key_Return)
    positions.table.setFocus()
    press(qtbot, positions, Qt.Key.Key_Return)
    assert now(positions, position).confirmed
    assert now(positions, position).condition == "only with a budget"


def test_enter_confirms_and_goes_on_to_the_next_that_waits(qtbot, positions):
    library = positions._kit.session.shelf
    two = [p for p in library.all(Position) if p.stand == "for"][:2]
    positions._kit.session.edit_library("doubt", *(Put(replace(p, confirmed=False)) for p in two))
    qtbot.keyClick(positions.table, Qt.Key.Key_U)
    assert not positions._next.isEnabled() or positions._left_count.text()
    while any(not p.confirmed for p in positions._kit.session.shelf.all(Position)):
        left = sum(not p.confirmed for p in positions._kit.session.shelf.all(Position))
        positions.next_finding()
        current = positions._kit.session.shelf.get(Position, Position.key(positions.proposition_id, positions.essay_id))
        assert not current.confirmed
        if current.stand == "for-if" and not current.condition:
            break
        press(qtbot, positions, Qt.Key.Key_Return)
        assert sum(not p.confirmed for p in positions._kit.session.shelf.all(Position)) == left - 1


def test_a_hint_is_shown_with_its_sentence_and_counts_only_once_it_is_taken_and_confirmed(qtbot, services, positions):
    library = positions._kit.session.shelf
    proposition = library.all(Proposition)[0]
    essay = next(e for e in library.all(Essay) if e.counts)
    known = library.get(Position, Position.key(proposition.id, essay.id))
    if known is not None:
        positions._kit.session.edit_library("clear", Drop((Position, known.id)))
    passage = next(p for p in library.all(Passage) if p.essay_id == essay.id)
    hint = StandHint(
        essay_id=essay.id, proposition_id=proposition.id, stand="against", bearings=(), reason="“should not”"
    )
    services.hints = FakeHints(hints={essay.id: hint}, lines={essay.id: (FakeHintLine(passage, "p. 3"),)})
    positions._hinted = ""
    positions.go_to(essay.id, proposition.id)
    positions._show_cell()
    qtbot.waitUntil(lambda: positions.hints is not None)
    everyone = [e.id for e in library.all(Essay)]
    before = tally(positions._kit.session.shelf, proposition, everyone).count("against")

    positions.card.rested.emit(0)
    taken = positions._kit.session.shelf.get(Position, Position.key(proposition.id, essay.id))
    assert (taken.stand, taken.confirmed, taken.passages) == ("against", False, (passage.id,))
    assert tally(positions._kit.session.shelf, proposition, everyone).count("against") == before
    positions.go_to(essay.id, proposition.id)
    press(qtbot, positions, Qt.Key.Key_Return)
    assert tally(positions._kit.session.shelf, proposition, everyone).count("against") == before + 1


@pytest.mark.parametrize("key", [Qt.Key.Key_X, Qt.Key.Key_Delete])
@pytest.mark.parametrize("confirmed", [True, False])
def test_one_key_drops_a_stand_for_good_and_undo_brings_it_back(qtbot, positions, key, confirmed):
    session = positions._kit.session
    position = first_cell(positions, confirmed=confirmed)
    proposition = session.shelf.get(Proposition, position.proposition_id)
    before = session.library
    press(qtbot, positions, key)
    assert now(positions, position) is None
    assert hint_id(position.essay_id, proposition) in session.shelf.get(Essay, position.essay_id).dismissed
    assert session.shelf.all(Passage) == before.all(Passage), "what it rested on stays"
    session.undo_stack.undo()
    assert session.library == before


def test_a_dropped_hint_is_shown_as_dropped_and_can_be_taken_back(qtbot, positions):
    session = positions._kit.session
    position = first_cell(positions)
    press(qtbot, positions, Qt.Key.Key_X)
    positions.go_to(position.essay_id, position.proposition_id)
    steps = session.undo_stack.count()
    press(qtbot, positions, Qt.Key.Key_X)
    assert session.undo_stack.count() == steps, "dropped once is enough"
    back = next(b for b in positions.card.findChildren(QPushButton) if b.text() == "Let rules look again")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert not session.shelf.get(Essay, position.essay_id).dismissed
    assert not any(
        b.text() == "Let rules look again" for b in positions.card.findChildren(QPushButton) if b.isVisible()
    )


def test_the_map_counts_as_the_tally_does_and_keeps_empty_groups(services):
    library = services.library
    everyone = [e.id for e in library.all(Essay)]
    for proposition in library.all(Proposition):
        found = tally(library, proposition, everyone)
        groups = groups_of(library, found)
        assert [g.sign for g in groups] == ["for", "for-if", "against", "relayed", "silent", "not-read"]
        assert sum(g.confirmed + g.unconfirmed for g in groups) == found.denominator


def test_a_new_proposition_is_a_column_and_can_be_taken_away_and_back(qtbot, positions):
    columns = positions.model.columnCount()
    positions._kit.commands["new-proposition"].trigger()
    qtbot.keyClicks(positions._new, "Ministers should meet twice a year.")
    qtbot.keyClick(positions._new, Qt.Key.Key_Return)
    assert positions.model.columnCount() == columns + 1
    made = positions._kit.session.shelf.all(Proposition)[-1]
    assert made.text == "Ministers should meet twice a year"
    positions.list.choose(made.id)
    positions._kit.commands["drop-proposition"].trigger()
    assert positions.model.columnCount() == columns
    positions._kit.session.undo_stack.undo()
    assert positions.model.columnCount() == columns + 1


def test_two_entries_are_merged_and_split_with_all_their_supporters(qtbot, services, positions):
    essays = [e for e in positions._kit.session.shelf.all(Essay) if e.counts][:2]
    passages = [
        next(p for p in positions._kit.session.shelf.all(Passage) if p.essay_id == e.id and not p.relays)
        for e in essays
    ]
    pair = [
        Recommendation(id=f"rec/{n}", text=text, actor="the Council", passages=(p.id,), order=900 + at)
        for at, (n, text, p) in enumerate(
            zip(
                ("one", "two"),
                ("Publish the reserve ledger monthly", "Publish a monthly reserve ledger"),
                passages,
                strict=True,
            )
        )
    ]
    positions._kit.session.edit_library("two entries", *(Put(entry) for entry in pair))
    positions._switch(2)
    register = positions.register
    rows = register.model.rowCount()
    register.table.setCurrentIndex(register.model.index(register.model.row_of("rec/one"), 0))
    positions._kit.commands["merge"].trigger()
    assert register.model.rowCount() == rows - 1
    line = register.model.line_at(register.model.row_of("rec/one"))
    assert len(line.voices) == 2 and len(line.merged) == 1
    register._split(line.entry.id, line.merged[0].id)
    assert register.model.rowCount() == rows


def test_send_to_slide_takes_the_proposition_into_the_brief(positions, desk):
    position = first_cell(positions, confirmed=True)
    session = positions._kit.session
    session.edit_brief("none", replace(session.brief, propositions=()))
    positions._kit.commands["send-proposition"].trigger()
    assert session.brief.propositions == (position.proposition_id,)
    assert desk.rail.current == "Compose"


def test_a_library_that_can_only_be_read_keeps_its_positions(qtbot, services, positions):
    positions._kit.session.read_only = True
    position = first_cell(positions, stand="for", confirmed=True)
    press(qtbot, positions, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert now(positions, position) == position


@pytest.mark.parametrize("view", [0, 1, 2])
def test_no_text_of_the_desk_is_clipped(qtbot, positions, desk, view):
    positions._switch(view)
    for size in ((1440, 900), (1180, 720)):
        desk.resize(*size)
        qtbot.wait(30)
        assert clipped(positions) == []


def test_an_empty_library_says_what_to_do(positions):
    empty = Library.of([])
    positions._kit.session.library = empty
    positions.refresh()
    assert positions.page.empty.isVisible()


def test_what_is_done_from_the_menu_out_of_sight_loses_nothing_and_drops_nothing(positions, desk):
    session = desk.session
    position = first_cell(positions)
    desk.library.choose(position.essay_id)
    essay = session.shelf.get(Essay, position.essay_id)
    reading = "skimmed" if essay.reading != "skimmed" else "read"
    session.edit_library("dropping a suggestion", Put(replace(essay, dismissed=("sg-0123456789",))))
    desk.commands[f"mark-{reading}"].trigger()
    now = session.shelf.get(Essay, position.essay_id)
    assert (now.reading, now.dismissed) == (reading, ("sg-0123456789",))
    desk.rail.choose("Library")
    before = session.library
    desk.commands["drop-stand"].trigger()
    assert session.library == before
    assert desk.rail.current == "Positions"


def test_the_passages_behind_a_stand_go_into_the_tray(qtbot, positions, desk):
    desk.rail.choose("Positions")
    assert desk.tray.isVisible()
    session = positions._kit.session
    brief = session.brief
    session.edit_brief("no picks", replace(brief, picks=()))
    position = first_cell(positions, confirmed=True)
    press(qtbot, positions, Qt.Key.Key_A)
    assert {pick.passage for pick in session.brief.picks} == set(position.passages)
    session.undo_stack.undo()
    assert session.brief.picks == ()
