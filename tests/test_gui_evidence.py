"""The evidence desk: passages filtered, read in context, changed several at once as one step."""

from dataclasses import replace

import pytest
from gui_fakes import clipped
from PySide6.QtCore import QItemSelectionModel, Qt

from briefer.app.evidence import CONTEXT, PassageCheck, check_passage, context, moved
from briefer.gui.evidence_edits import confirmed, dropping, with_theme
from briefer.gui.models.passages import PassageModel, PassageProxy, facts_of, filter_rows, passes
from briefer.model.essay import Essay, Page
from briefer.model.evidence import Passage, Position, Theme, ThemeMark
from briefer.model.library import Library, Put
from briefer.model.reference import Reference
from briefer.model.text import Anchor, digest


@pytest.fixture
def evidence(qtbot, desk):
    desk.rail.choose("Evidence")
    qtbot.waitUntil(lambda: desk.evidence.isVisible() and not desk.evidence.checker.busy)
    return desk.evidence


def select(evidence, *rows):
    table, model = evidence.table, evidence.proxy
    table.setCurrentIndex(model.index(rows[0], 1))
    for row in rows[1:]:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        table.selectionModel().select(model.index(row, 1), flags)
    table.setFocus()
    return [model.fact_at(model.index(row, 1)).passage.id for row in rows]


def shelf(evidence):
    return evidence._kit.session.shelf


def test_the_model_keeps_the_contract_of_qt(qtmodeltester, services):
    model = PassageModel()
    model.show(facts_of(services.library, None, {}))
    qtmodeltester.check(model)
    qtmodeltester.check(PassageProxy(model))
    assert model.rowCount() == len(services.library.all(Passage))


def test_every_filter_shows_as_many_as_it_says(services):
    facts = facts_of(services.library, None, {})
    for row in filter_rows(services.library, facts):
        if not row.heading:
            assert int(row.count) == sum(passes(fact, row.id) for fact in facts), row.id


def test_filters_and_the_count_agree(evidence):
    for row in evidence.filters.rows.rows:
        if row.heading:
            continue
        evidence.filters.choose(row.id)
        assert evidence.proxy.rowCount() == int(row.count)
        assert evidence._found.count.full.startswith(row.count)


def test_several_passages_are_marked_as_one_undoable_step(qtbot, evidence):
    ids = select(evidence, 0, 1, 2)
    before = shelf(evidence)
    qtbot.keyClick(evidence.table, Qt.Key.Key_D)
    assert all(shelf(evidence).get(Passage, id).doubtful != before.get(Passage, id).doubtful for id in ids)
    evidence._kit.session.undo_stack.undo()
    assert shelf(evidence) == before


def test_a_digit_puts_the_selected_passages_under_a_recent_theme(qtbot, evidence):
    theme = shelf(evidence).all(Theme)[-1].id
    evidence._kit.passages.remember(theme)
    ids = select(evidence, 0, 3)
    qtbot.keyClick(evidence.table, Qt.Key.Key_1)
    assert all(theme in shelf(evidence).get(Passage, id).themes for id in ids)


def test_a_puts_all_selected_passages_into_the_tray_at_once(qtbot, evidence):
    session = evidence._kit.session
    session.edit_brief("empty", replace(session.brief, picks=()))
    ids = select(evidence, 1, 2)
    qtbot.keyClick(evidence.table, Qt.Key.Key_A)
    assert [pick.passage for pick in session.brief.picks] == ids
    session.undo_stack.undo()
    assert session.brief.picks == ()


def test_dropping_a_passage_takes_it_out_of_positions_and_the_focus_goes_on(qtbot, evidence):
    library = shelf(evidence)
    position = next(p for p in library.all(Position) if p.passages)
    evidence.choose(position.passages[0])
    row = evidence.table.currentIndex().row()
    evidence._kit.commands["drop-passage"].trigger()
    assert shelf(evidence).get(Passage, position.passages[0]) is None
    assert position.passages[0] not in shelf(evidence).get(Position, position.id).passages
    assert evidence.table.currentIndex().row() == min(row, evidence.proxy.rowCount() - 1)
    evidence._kit.session.undo_stack.undo()
    assert shelf(evidence) == library


def test_what_is_written_in_the_card_is_saved_when_the_field_is_left(qtbot, evidence):
    (id,) = select(evidence, 0)
    evidence.card.headline.setFocus()
    evidence.card.headline.selectAll()
    qtbot.keyClicks(evidence.card.headline, "A plain point")
    qtbot.keyClick(evidence.card.headline, Qt.Key.Key_Return)
    assert shelf(evidence).get(Passage, id).headline == "A plain point"
    evidence.card.doubtful.click()
    assert shelf(evidence).get(Passage, id).doubtful


def test_a_theme_is_added_by_typing_and_a_found_one_refused(qtbot, evidence):
    (id,) = select(evidence, 0)
    label = shelf(evidence).all(Theme)[0].label
    qtbot.keyClick(evidence.table, Qt.Key.Key_T)
    assert evidence.window().focusWidget() is evidence.card.theme
    qtbot.keyClicks(evidence.card.theme, label)
    qtbot.keyClick(evidence.card.theme, Qt.Key.Key_Return)
    theme = shelf(evidence).all(Theme)[0].id
    assert theme in shelf(evidence).get(Passage, id).themes
    evidence.card._set_theme(theme, False)
    marks = {mark.theme: mark.decision for mark in shelf(evidence).get(Passage, id).marks}
    assert marks[theme] == "refused"


def test_an_ambiguous_place_is_chosen_by_the_user_never_silently(qtbot, services, evidence):
    passage = next(p for p in shelf(evidence).all(Passage) if p.anchor is not None)
    places = tuple((at, at + len(passage.anchor.quote)) for at in (3, 40, 77))
    services.checks = {passage.id: PassageCheck(state="warn", words="Found in 3 places", places=places)}
    evidence.checker.refresh()
    qtbot.waitUntil(lambda: evidence._checks.get(passage.id) == services.checks[passage.id])
    assert shelf(evidence).get(Passage, passage.id).anchor == passage.anchor
    evidence.choose(passage.id)
    evidence.card._move(passage, 40)
    assert shelf(evidence).get(Passage, passage.id).anchor.start == 40


def test_the_shown_passages_are_exported_in_their_order(qtbot, services, evidence, tmp_path):
    kinds = [row.id for row in evidence.filters.rows.rows if row.id.startswith("kind:") and row.count != "0"]
    evidence.filters.choose(kinds[0])
    evidence._kit.outputs._dialogs.answers.append(tmp_path / "evidence.csv")
    evidence._kit.commands["export-evidence"].trigger()
    qtbot.waitUntil(lambda: bool(services.tables))
    ids, path = services.tables[0]
    assert path == tmp_path / "evidence.csv"
    assert len(ids) == evidence.proxy.rowCount()


@pytest.mark.parametrize("cards", [False, True])
def test_no_text_of_the_desk_is_clipped(qtbot, desk, evidence, cards):
    evidence.table.show_cards(cards)
    for size in ((1440, 900), (1180, 720)):
        desk.resize(*size)
        qtbot.wait(30)
        assert clipped(evidence) == []


BODY = (
    "Rain fell for nine days. The town lost 40 bridges. " * 2
    + "Nobody had counted the 12 ferries. "
    + "So it goes. " * 60
)


def one_passage(quote, body=BODY, **more):
    essay = Essay(
        id="doe-2020-rain",
        reference=Reference(title="Rain", issued="2020"),
        body_sha256=digest(body),
        pages=(Page(0, "7"),),
    )
    start = body.index(quote)
    passage = Passage(
        id="doe-2020-rain/1", essay_id=essay.id, anchor=Anchor.of(body, start, start + len(quote)), **more
    )
    return Library.of([essay, passage]), {essay.body_sha256: body}, passage


def test_a_check_names_what_was_compared():
    quote = "Nobody had counted the 12 ferries."
    cases = (
        ({"kind": "quotation"}, "ok", "Verbatim"),
        ({"kind": "fact", "text": "There were 12 ferries."}, "ok", "Number kept"),
        ({"kind": "fact", "text": "There were 13 ferries."}, "fail", "13 is not in the text"),
        ({"kind": "claim"}, "ok", "Page seen"),
        ({"kind": "claim", "confirmed": False, "relays": "Roe"}, "unconfirmed", "Relayed, unconfirmed"),
        ({"kind": "claim", "doubtful": True}, "doubtful", "Doubtful: do not use"),
        ({"kind": "quotation", "text": "Nobody had counted … ferries."}, "ok", "Verbatim, marked cuts"),
        ({"kind": "quotation", "text": "Somebody had counted the 12 ferries."}, "fail", "Words differ from the text"),
    )
    for fields, state, words in cases:
        library, bodies, passage = one_passage(quote, **fields)
        found = check_passage(library, bodies, passage)
        assert (found.state, found.words) == (state, words)


def test_words_that_stand_twice_are_ambiguous_once_their_place_is_lost():
    library, bodies, passage = one_passage("The town lost 40 bridges.")
    lost = replace(passage, anchor=replace(passage.anchor, start=1, end=26, before="", after=""))
    found = check_passage(library, bodies, lost)
    assert (found.state, len(found.places)) == ("warn", 2)
    assert moved(library, bodies, lost, found.places[1][0]).start == found.places[1][0]
    assert moved(library, bodies, lost, 5) is None


def test_the_context_is_the_text_itself_cut_at_words():
    library, bodies, passage = one_passage("Nobody had counted the 12 ferries.")
    found = context(library, bodies, passage)
    assert f"{found.before}{found.quote}{found.after}" in BODY
    assert len(found.before) <= CONTEXT and len(found.after) <= CONTEXT
    assert not found.after.endswith(" ")


def test_keeping_accepts_found_themes_and_a_refusal_is_kept():
    passage = Passage(id="a/1", essay_id="a", text="x", themes=("t",), marks=(ThemeMark("t", "found", "seed “x”"),))
    kept = confirmed(passage)
    assert kept.confirmed and kept.marks[0].decision == "accepted"
    refused = with_theme(kept, "t", False)
    assert refused.themes == () and refused.marks == (ThemeMark("t", "refused"),)
    assert with_theme(refused, "t", True).themes == ("t",)


def test_dropping_nothing_changes_nothing(services):
    assert dropping(services.library, []) == ()
    assert dropping(services.library, ["no/such"]) == ()
    library = services.library.after(Put(services.library.all(Theme)[0]))
    assert library == services.library


def test_fields_of_a_library_that_can_only_be_read_look_it_and_say_why(qtbot, window, services, tmp_path):
    services.read_only = True
    window.kit.libraries.open(tmp_path / "quiet-grid.briefer")
    qtbot.waitUntil(lambda: window.session.library is not None)
    window.rail.choose("Evidence")
    desk = window.evidence
    desk.table.setCurrentIndex(desk.proxy.index(0, 0))
    card = desk.card

    assert [notice.finding for notice in window.banners.notices] == ["Read only."]
    assert window.banners.isVisible()
    assert "brief can still be composed" in window.banners.notices[0].advice
    assert card.headline.isReadOnly() and card.wording.isReadOnly() and not card.theme.isEnabled()
    for field in (card.headline, card.note, card.wording):
        picture = field.grab().toImage()
        assert picture.pixelColor(picture.width() - 12, picture.height() // 2) == window.kit.look.colour("window")
    for part in (card.theme, card.doubtful, card.overtaken, desk._keep):
        assert not part.isEnabled() and "read only" in part.toolTip()
    before = window.session.shelf
    desk._key("K")
    assert window.session.shelf is before and "read only" in window.toast.accessibleName()


def test_a_passage_of_a_library_that_can_only_be_read_goes_into_the_tray(qtbot, window, services, tmp_path):
    services.read_only = True
    window.kit.libraries.open(tmp_path / "quiet-grid.briefer")
    qtbot.waitUntil(lambda: window.session.library is not None)
    window.rail.choose("Evidence")
    window.evidence.table.setCurrentIndex(window.evidence.proxy.index(0, 0))
    picks = len(window.session.brief.picks)
    window.evidence._key("A")
    assert len(window.session.brief.picks) == picks + 1
