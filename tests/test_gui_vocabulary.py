"""The vocabulary desk: every change is one undoable step, a theme that goes leaves no trace, order is the user's."""

from dataclasses import replace
from pathlib import Path

import pytest
from gui_fakes import clipped, invented_library
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from test_sentences import essay_of

from briefer.app.library import removal
from briefer.app.vocabulary import seed_terms
from briefer.gui.models.vocabulary import PASSAGES, VocabularyModel
from briefer.gui.theme_edits import labelled, moving, new_theme, terms
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Proposition, Recommendation, Theme, ThemeMark
from briefer.model.library import Library, Put
from briefer.model.text import digest


@pytest.fixture
def vocabulary(qtbot, desk):
    desk.commands["vocabulary"].trigger()
    qtbot.waitUntil(lambda: desk.vocabulary.isVisible())
    return desk.vocabulary


def shelf(vocabulary):
    return vocabulary._kit.session.shelf


def labels(vocabulary):
    return [theme.label for theme in shelf(vocabulary).all(Theme)]


@given(st.lists(st.integers(0, 3), max_size=8), st.data())
def test_moving_keeps_the_themes_and_changes_one_place(orders, data):
    library = Library.of(Theme(id=f"t{at}", label=str(at), order=order) for at, order in enumerate(orders))
    before = [theme.id for theme in library.all(Theme)]
    id = data.draw(st.sampled_from([*before, "none"]))
    by = data.draw(st.sampled_from([-1, 1]))

    after = [theme.id for theme in library.after(*moving(library, id, by)).all(Theme)]

    expected = list(before)
    if id in before and 0 <= before.index(id) + by < len(before):
        at = before.index(id)
        expected[at], expected[at + by] = expected[at + by], expected[at]
    assert after == expected


@given(st.lists(st.text("ab ,*\n", max_size=6), max_size=6))
def test_terms_written_out_are_read_back_equal(parts):
    found = terms(",".join(parts))
    assert terms(", ".join(found)) == found
    assert len(set(found)) == len(found)
    assert all(term == " ".join(term.split()) and term for term in found)


@given(st.lists(st.text(max_size=12), max_size=6))
def test_new_themes_have_ids_of_their_own_and_stand_last(names):
    library = Library()
    for name in names:
        theme = new_theme(library, name)
        assert library.get(Theme, theme.id) is None
        library = library.after(Put(theme))
        assert library.all(Theme)[-1] == theme


def test_a_theme_that_goes_is_named_nowhere():
    library = invented_library()
    passage = next(p for p in library.all(Passage) if "reserve" in p.themes)
    library = library.after(
        Put(replace(passage, marks=(ThemeMark("reserve", "accepted"), ThemeMark("cost", "refused"))))
    )

    after = library.after(*removal(library, (Theme, "reserve")))

    assert after.get(Theme, "reserve") is None
    holders = (*after.all(Passage), *after.all(Essay), *after.all(Proposition), *after.all(Recommendation))
    assert all("reserve" not in holder.themes for holder in holders)
    assert after.get(Passage, passage.id).marks == (ThemeMark("cost", "refused"),)


def test_the_model_keeps_the_contract_of_qt_and_counts(qtmodeltester, services):
    model = VocabularyModel()
    model.show(services.library)
    qtmodeltester.check(model)
    for row, theme in enumerate(services.library.all(Theme)):
        wanted = sum(theme.id in p.themes for p in services.library.all(Passage))
        assert model.index(row, PASSAGES).data() == str(wanted)
        assert theme.label in model.index(row, PASSAGES).data(Qt.ItemDataRole.AccessibleTextRole)


def test_terms_are_of_confirmed_passages_that_the_user_put_there():
    library = invented_library()
    one, two = [p for p in library.all(Passage) if "storage" in p.themes and p.confirmed][:2]
    quoted = [replace(p, anchor=None, text="The tidal basin fills twice a day.") for p in (one, two)]
    library = library.after(*map(Put, quoted))
    assert "tidal basin fills twice" in [seed.term for seed in seed_terms(library, "storage")]
    by_rule = [replace(p, marks=(ThemeMark("storage", "found"),)) for p in quoted]
    found = seed_terms(library.after(*map(Put, by_rule)), "storage")
    assert all("tidal" not in seed.term for seed in found)
    assert seed_terms(library, "no-such-theme") == ()


def test_terms_come_from_sentences_that_rules_tag_with_the_theme_too():
    text = " ".join(f"The ferry needs a night pilot on line {n}. The bakery closes at {n}." for n in range(2, 7))
    essay, body = essay_of(text)
    theme = Theme(id="ferries", label="Ferries", seeds=("ferry",))
    library = Library.of([theme, replace(essay, body_sha256=digest(body))])
    bodies = {digest(body): body}

    assert "night pilot" in " ".join(seed.term for seed in seed_terms(library, "ferries", bodies))
    assert all("bakery" not in seed.term for seed in seed_terms(library, "ferries", bodies))
    assert seed_terms(library, "ferries") == ()


def test_it_stands_in_the_place_of_the_shelf_until_escape(qtbot, desk, vocabulary):
    assert desk.desk is vocabulary
    assert desk.focusWidget() is vocabulary.table
    qtbot.keyClick(vocabulary.table, Qt.Key.Key_Escape)
    assert desk.desk is desk.library
    desk.commands["vocabulary"].trigger()
    essay = shelf(vocabulary).all(Essay)[0]
    desk.talk.show_place(essay.id, 0)
    assert desk.desk is desk.read and not vocabulary.active


def test_it_ends_with_the_tab_and_with_the_library(qtbot, desk, vocabulary, services, tmp_path):
    desk.rail.choose("Evidence")
    assert not vocabulary.active
    assert not desk.commands["drop-theme"].isEnabled()
    desk.commands["vocabulary"].trigger()
    vocabulary.choose("storage")
    vocabulary.card.seeds.setPlainText("typed for the first library")
    desk.kit.libraries.open(tmp_path / "other.briefer")
    qtbot.waitUntil(lambda: desk.session.path == tmp_path / "other.briefer")
    assert not vocabulary.active
    assert shelf(vocabulary).get(Theme, "storage").seeds == ()


def test_it_gives_way_to_an_import(qtbot, desk, vocabulary):
    desk.kit.imports.begin([Path("volume.pdf")])
    assert desk.desk is desk.wizard
    assert not desk.commands["vocabulary"].isEnabled()
    desk.kit.imports.cancel()
    assert desk.desk is desk.library
    assert desk.commands["vocabulary"].isEnabled()


def test_a_field_shows_all_its_lines(qtbot, vocabulary):
    vocabulary.choose("rules")
    scope = vocabulary.card.scope
    low = scope.height()
    scope.setFocus()
    scope.setPlainText("What holds in a crisis, who signed it and who may leave it. " * 4)
    vocabulary.choose("cost")
    qtbot.waitUntil(lambda: scope.height() == low)
    vocabulary.choose("rules")
    qtbot.waitUntil(lambda: scope.height() > low)


def test_a_theme_is_added_by_typing_once(qtbot, vocabulary):
    before = shelf(vocabulary)
    for typed in ("Island  grids", "island grids"):
        vocabulary._new.setFocus()
        qtbot.keyClicks(vocabulary._new, typed)
        qtbot.keyClick(vocabulary._new, Qt.Key.Key_Return)
    assert labels(vocabulary)[-1] == "Island grids"
    assert vocabulary._theme().id == "island-grids"
    vocabulary._kit.session.undo_stack.undo()
    assert shelf(vocabulary) == before


def test_a_renamed_theme_keeps_its_id_and_no_two_have_one_name(qtbot, vocabulary):
    vocabulary.choose("storage")
    label = vocabulary.card.label
    qtbot.keyClick(vocabulary.table, Qt.Key.Key_Return)
    assert vocabulary.window().focusWidget() is label
    label.setText("Stores and dams")
    qtbot.keyClick(label, Qt.Key.Key_Return)
    assert shelf(vocabulary).get(Theme, "storage").label == "Stores and dams"
    for refused in ("the COLD week", "  "):
        label.setText(refused)
        qtbot.keyClick(label, Qt.Key.Key_Return)
        assert label.text() == "Stores and dams"
    assert labelled(shelf(vocabulary), "stores AND dams").id == "storage"


def test_every_field_is_one_step_when_the_cursor_leaves_it(qtbot, vocabulary):
    card, steps = vocabulary.card, vocabulary._kit.session.undo_stack
    vocabulary.choose("rules")
    before = shelf(vocabulary)
    changes = (
        (card.scope, "What binds whom.", "scope", "What binds whom."),
        (card.seeds, "treat*, clause\nclause", "seeds", ("treat*", "clause")),
        (card.exclude, "santa clause", "exclude", ("santa clause",)),
    )
    for count, (field, typed, name, wanted) in enumerate(changes, start=1):
        field.setFocus()
        field.setPlainText(typed)
        card.label.setFocus()
        assert getattr(shelf(vocabulary).get(Theme, "rules"), name) == wanted
        assert steps.count() == count
    card.auto.click()
    card.facet.setCurrentIndex(1)
    card.facet.activated.emit(1)
    theme = shelf(vocabulary).get(Theme, "rules")
    assert (theme.auto, theme.facet) == (False, "region")
    for _ in range(5):
        steps.undo()
    assert shelf(vocabulary) == before
    assert card.seeds.toPlainText() == ""


def test_what_was_typed_is_kept_when_another_theme_is_chosen(qtbot, vocabulary):
    vocabulary.choose("rules")
    vocabulary.card.seeds.setPlainText("clause")
    vocabulary.choose("cost")
    assert shelf(vocabulary).get(Theme, "rules").seeds == ("clause",)
    assert shelf(vocabulary).get(Theme, "cost").seeds == ()
    assert vocabulary._theme().id == "cost"
    assert vocabulary.card.label.text() == shelf(vocabulary).get(Theme, "cost").label


def test_alt_and_arrows_move_a_theme_which_stays_chosen(qtbot, vocabulary):
    first, second = labels(vocabulary)[:2]
    vocabulary.choose(shelf(vocabulary).all(Theme)[0].id)
    qtbot.keyClick(vocabulary.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert labels(vocabulary)[:2] == [second, first]
    assert vocabulary._theme().label == first
    qtbot.keyClick(vocabulary.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert labels(vocabulary)[:2] == [first, second]
    assert not vocabulary._kit.commands["theme-up"].isEnabled()


def test_a_theme_goes_with_the_brief_in_one_step(qtbot, vocabulary):
    session = vocabulary._kit.session
    before, brief = shelf(vocabulary), session.brief
    vocabulary.choose("storage")
    assert "storage" in brief.themes
    qtbot.keyClick(vocabulary.table, Qt.Key.Key_Delete)
    assert shelf(vocabulary).get(Theme, "storage") is None
    assert "storage" not in session.brief.themes
    assert vocabulary._theme() is not None
    session.undo_stack.undo()
    assert shelf(vocabulary) == before
    assert session.brief == brief


def test_a_suggested_term_becomes_a_seed(qtbot, vocabulary):
    vocabulary.choose("reserve")
    card = vocabulary.card
    qtbot.waitUntil(lambda: bool(card.offered.rows.rows))
    term = card.offered.rows.rows[0].id
    card.offered.choose(term)
    qtbot.keyClick(card.offered, Qt.Key.Key_Return)
    assert term in shelf(vocabulary).get(Theme, "reserve").seeds
    assert term in card.seeds.toPlainText()
    qtbot.waitUntil(lambda: not card.finder.busy)
    assert term not in [row.id for row in card.offered.rows.rows]


def test_a_library_that_is_read_only_is_shown_and_not_changed(qtbot, window, services, tmp_path):
    services.read_only = True
    window.kit.libraries.open(tmp_path / "quiet-grid.briefer")
    qtbot.waitUntil(lambda: window.session.library is not None)
    window.commands["vocabulary"].trigger()
    assert window.vocabulary.card.label.isReadOnly()
    for id in ("theme-up", "theme-down", "drop-theme"):
        assert not window.commands[id].isEnabled()
    card = window.vocabulary.card
    for part in (window.vocabulary._new, card.facet, card.auto):
        assert not part.isEnabled() and "read only" in part.toolTip()
    assert not card.offered.isVisible()


def test_no_text_of_the_desk_is_clipped(qtbot, desk, vocabulary):
    for size in ((1440, 900), (1180, 720)):
        desk.resize(*size)
        qtbot.wait(30)
        assert clipped(desk) == []
