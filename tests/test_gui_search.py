"""Searching the library from the palette: the newest query, on its lane, and every hit opened where it belongs."""

import pytest
from gui_fakes import invented_bodies, invented_library
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from briefer.gui import finding
from briefer.gui.models.rows import ROW
from briefer.gui.searching import counts, excerpt, source
from briefer.model.essay import Locator
from briefer.model.evidence import Position, Proposition, Recommendation, Theme
from briefer.store.search import Hit
from briefer.store.snippets import Span
from briefer.store.sqlite import search_folder


@pytest.fixture
def palette(qtbot, desk):
    desk.commands["palette"].trigger()
    return desk.palette_box


def rows(palette):
    return [palette._list.rows.index(at).data(ROW) for at in range(palette._list.rows.rowCount())]


def type_and_wait(qtbot, desk, words):
    field = desk.focusWidget()
    field.clear()
    qtbot.keyClicks(field, words)
    qtbot.waitUntil(lambda: desk.palette_box._answer is not None)
    return field


WORD = st.text("abcé𝄞", min_size=1, max_size=9)


@given(st.lists(WORD, min_size=1, max_size=40), st.integers(0, 39))
def test_the_found_word_is_marked_and_near_the_beginning_of_a_row(words, at):
    at %= len(words)
    text = " ".join(words)
    start = len(" ".join(words[:at])) + (at > 0)
    hit = Hit("body", "e", "e", Locator(), start, text, (Span(start, start + len(words[at])),))

    shown, ((first, last),) = excerpt(hit)

    assert shown[first:last] == words[at]
    assert first <= 60
    assert text.endswith(shown.removeprefix("… "))


def test_hits_appear_in_their_group_with_author_year_and_place(qtbot, desk, palette, services):
    type_and_wait(qtbot, desk, "megawatts")

    found = [row for row in rows(palette) if row.stacked]
    assert [row.text for row in rows(palette) if row.heading][-1] == "In the library"
    assert any(row.note.startswith("Marchetti 2024, p. ") for row in found)
    for row in found:
        assert all(row.text[start:end].casefold() == "megawatts" for start, end in row.match)
        assert row.note in row.spoken
    assert services.searched == ["megawatts"]
    assert palette._counts.full.startswith(f"{len(found)} in the library · ")


def test_only_the_newest_query_is_answered(qtbot, desk, palette, services):
    services.hold.clear()
    field = desk.focusWidget()
    qtbot.keyClicks(field, "storage")
    qtbot.waitUntil(lambda: services.searched == ["storage"])
    qtbot.keyClicks(field, " dams")
    assert palette._answer is None
    services.hold.set()
    qtbot.waitUntil(lambda: palette._answer is not None)
    assert services.searched == ["storage", "storage dams"]
    assert all("storage dams" not in row.text for row in rows(palette) if row.stacked)


def test_a_query_that_cannot_be_read_says_so_in_a_quiet_row(qtbot, desk, palette):
    type_and_wait(qtbot, desk, "(reserve")

    last = rows(palette)[-1]
    assert last.zero
    assert "never closed" in last.text
    qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_likelier_spelling_replaces_the_words(qtbot, desk, palette):
    field = type_and_wait(qtbot, desk, "megawats")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert field.text() == "megawatts"
    assert palette.isVisible()
    qtbot.waitUntil(lambda: palette._answer is not None and any(row.stacked for row in rows(palette)))


def test_where_nothing_has_the_name_the_library_is_searched_at_once(qtbot, desk, palette, services):
    field = desk.focusWidget()
    qtbot.keyClicks(field, "author:okoro cold")
    assert rows(palette)[-1].text == "Search the library for “author:okoro cold”"
    qtbot.keyClick(field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: palette._answer is not None)
    assert palette._scope.full == finding.LIBRARY
    assert all("Okoro" in row.note for row in rows(palette) if row.stacked and not row.zero)


def test_enter_opens_a_hit_and_the_arrows_choose_it(qtbot, desk, palette):
    field = type_and_wait(qtbot, desk, "kind:body minutes")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert not palette.isVisible()
    assert desk.rail.current == "Read"
    assert desk.read.essay.reference.authors[0].family == "Marchetti"


def test_every_kind_of_hit_is_opened_where_one_works_on_it(qtbot, desk):
    library = desk.session.shelf

    def opened(kind, id, essay_id=""):
        finding.open_hit(desk, Hit(kind, id, essay_id, Locator(), -1, "", ()))
        return desk.rail.current

    theme = library.all(Theme)[1]
    assert opened("theme", theme.id) == "Evidence"
    assert desk.evidence.filters.current_id == f"theme:{theme.id}"
    entry = library.all(Recommendation)[-1]
    assert opened("recommendation", entry.id) == "Positions"
    assert desk.positions.register._line().entry.id == entry.id
    proposition = library.all(Proposition)[1]
    assert opened("proposition", proposition.id) == "Positions"
    assert desk.positions.proposition_id == proposition.id
    position = library.all(Position)[3]
    assert opened("position", position.id, position.essay_id) == "Positions"
    assert (desk.positions.essay_id, desk.positions.proposition_id) == (
        position.essay_id,
        position.proposition_id,
    )
    assert opened("note", "x#n1", position.essay_id) == "Read"
    assert desk.read.essay_id == position.essay_id


def test_a_search_is_no_saving(qtbot, desk, palette, services):
    services.hold.clear()
    qtbot.keyClicks(desk.focusWidget(), "storage")
    qtbot.waitUntil(lambda: bool(services.searched))
    assert not desk.status._saving
    services.hold.set()


def test_what_was_found_is_told_in_words():
    library = invented_library()
    result = search_folder(library, invented_bodies(), "reserve")
    assert counts(library, result).startswith(f"{result.total} in the library · ")
    assert all(source(library, hit) for hit in result.hits)
