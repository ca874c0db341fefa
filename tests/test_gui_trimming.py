"""Shortening a quotation and making an imperative, in the card of a passage."""

from dataclasses import replace

import pytest
from gui_fakes import BODIES, clipped
from PySide6.QtCore import Qt

from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Put
from briefer.model.text import Anchor, digest

SENTENCE = (
    "However, ministers (of all five regions) should not sign a treaty in a hurry, because the lines will hold anyway."
)


@pytest.fixture
def card(qtbot, desk):
    """Return the card of a quotation with something to leave out."""
    shelf = desk.session.shelf
    essay = next(e for e in shelf.all(Essay) if e.id in BODIES)
    known = BODIES[essay.id]
    body = f"{known}\n\n{SENTENCE}"
    BODIES[essay.id] = body
    start = body.index(SENTENCE)
    passage = Passage(
        id=f"{essay.id}/eeeeeeee", essay_id=essay.id, anchor=Anchor.of(body, start, start + len(SENTENCE)), order=99
    )
    desk.session.edit_library("a passage", Put(replace(essay, body_sha256=digest(body))), Put(passage))
    desk.rail.choose("Evidence")
    qtbot.waitUntil(lambda: desk.evidence.isVisible() and not desk.evidence.checker.busy)
    desk.evidence.choose(passage.id)
    yield desk.evidence.card
    BODIES[essay.id] = known


def saved(card):
    return card._current()


def offer(card, name):
    layout = card.trimmer._offers
    buttons = [layout.itemAt(at).widget() for at in range(layout.count())]
    return next(press for press in buttons if name in press.accessibleName())


def test_an_offer_is_taken_and_saved_as_one_step(qtbot, desk, card):
    assert card.trimmer.isVisible() and not card._sentence.isVisible()
    assert not card.trimmer.use.isEnabled()
    press = offer(card, "However,")
    assert press.text().endswith("−1")
    qtbot.waitUntil(lambda: clipped(card) == [])
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    assert card.trimmer.preview.text().startswith("“[M]inisters (of all")
    assert saved(card).text == ""
    qtbot.mouseClick(card.trimmer.use, Qt.MouseButton.LeftButton)
    assert saved(card).text.startswith("[M]inisters") and saved(card).kind == "quotation"
    desk.session.undo_stack.undo()
    assert saved(card).text == ""


def test_words_are_struck_by_space_and_a_hazard_warns(qtbot, card):
    strip = card.trimmer.strip
    strip.setFocus()
    words = SENTENCE.split()
    for _ in range(words.index("not")):
        qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert "“not”, kept" in strip.accessibleName()
    qtbot.keyClick(strip, Qt.Key.Key_Space)
    assert "“not”, left out" in strip.accessibleName()
    warning = card.trimmer._warnings.itemAt(0).widget()
    assert "“not” is left out" in warning.findChild(type(card.trimmer.preview)).text()
    assert "should … sign" in card.trimmer.preview.text()
    qtbot.keyClick(strip, Qt.Key.Key_Space)
    assert card.trimmer._warnings.count() == 0
    assert not card.trimmer.use.isEnabled()


def test_a_click_strikes_a_word_and_the_whole_passage_comes_back(qtbot, card):
    strip = card.trimmer.strip
    for box in strip.boxes(strip.width())[-2:]:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=box.center())
    qtbot.mouseClick(card.trimmer.use, Qt.MouseButton.LeftButton)
    assert saved(card).text.endswith("the lines will …")
    assert card.trimmer._out == {len(SENTENCE.split()) - 2, len(SENTENCE.split()) - 1}
    qtbot.mouseClick(card.trimmer.whole, Qt.MouseButton.LeftButton)
    assert saved(card).text == ""
    assert card.trimmer._out == set()


def test_nothing_left_is_refused_with_the_reason(qtbot, card):
    for at in range(len(SENTENCE.split())):
        card.trimmer.strip.toggled.emit(at)
    assert not card.trimmer.use.isEnabled()
    assert card.trimmer._warnings.count() == 1


def test_a_library_that_can_only_be_read_offers_no_trim(desk, card):
    desk.session.read_only = True
    desk.evidence.refresh()
    assert not card.trimmer.isVisible()


def test_a_recommendation_becomes_an_imperative_that_is_to_be_kept(qtbot, desk):
    passage = next(p for p in desk.session.shelf.all(Passage) if p.kind == "recommendation")
    desk.rail.choose("Evidence")
    qtbot.waitUntil(lambda: desk.evidence.isVisible() and not desk.evidence.checker.busy)
    desk.evidence.choose(passage.id)
    card = desk.evidence.card
    assert card._rewriter.isVisible()
    qtbot.waitUntil(lambda: clipped(card) == [])
    qtbot.mouseClick(card._rewriter.use, Qt.MouseButton.LeftButton)
    new = desk.session.shelf.get(Passage, passage.id)
    assert (new.kind, new.confirmed) == ("paraphrase", False)
    assert new.text.endswith("(should)")
    desk.session.undo_stack.undo()
    assert desk.session.shelf.get(Passage, passage.id) == passage
