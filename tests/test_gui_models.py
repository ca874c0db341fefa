"""Models: lawful for Qt, and every cell says in full what it means."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui_fakes import invented_brief, invented_library, outline_of, verdicts
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractTableModel, Qt

from briefer.gui import brief_edits
from briefer.gui.models import essays, facts, outline, picks, rows
from briefer.gui.models import verdicts as verdict_models
from briefer.gui.widgets.command_palette import Entry, find
from briefer.gui.widgets.storyboard import StoryboardModel
from briefer.model.library import Library

LIBRARY = invented_library()
BRIEF = invented_brief(LIBRARY)
SHELF = facts.facts(LIBRARY)
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def essay_model():
    model = essays.EssayModel()
    model.show(SHELF, brief_edits.ticked(BRIEF, LIBRARY, "essays"))
    return model


def row_model():
    model = rows.RowModel()
    model.show(picks.pick_rows(LIBRARY, BRIEF))
    return model


def storyboard_model():
    model = StoryboardModel()
    model.show(outline.storyboard_rows(outline.sheets_of(outline_of(LIBRARY, BRIEF))))
    return model


def page_model():
    model = outline.PageModel()
    model.show(outline.sheet_lines(outline.sheets_of(outline_of(LIBRARY, BRIEF))[1]))
    return model


def verdict_model():
    model = verdict_models.VerdictModel()
    model.show(verdicts(), {})
    return model


def essay_proxy():
    proxy = essays.EssayProxy(essay_model())
    proxy.keep(lambda fact: fact.essay.counts)
    proxy.sort(essays.TITLE)
    return proxy


def verdict_proxy():
    proxy = verdict_models.VerdictProxy(verdict_model())
    proxy.keep(lambda row: True, unfolded=False)
    return proxy


@pytest.mark.parametrize(
    "make", [essay_model, row_model, storyboard_model, page_model, verdict_model, essay_proxy, verdict_proxy]
)
def test_a_model_keeps_qts_laws(qtmodeltester, qapp, make):
    model = make()

    qtmodeltester.check(model, force_py=True)
    qtmodeltester.check(model)


@pytest.mark.parametrize("make", [essay_model, row_model, page_model, verdict_model])
def test_a_model_stays_lawful_while_it_shows_other_rows(qtmodeltester, qapp, make):
    model = make()
    qtmodeltester.check(model)

    if isinstance(model, essays.EssayModel):
        model.show(SHELF[1:], frozenset())
        model.show((), frozenset())
    elif isinstance(model, rows.RowModel):
        model.show(picks.pick_rows(Library(), BRIEF))
    elif isinstance(model, outline.PageModel):
        model.show([])
    else:
        model.show([], {})


@pytest.mark.parametrize("make", [essay_model, row_model, page_model, verdict_model])
def test_every_cell_is_spoken(qapp, make):
    model = make()

    for row in range(model.rowCount()):
        for column in range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1):
            index = model.index(row, column)
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                assert index.data(SPOKEN), (row, column)


def test_phrases_say_the_whole(qapp):
    table = essay_model()
    row = table.row_of(next(fact.essay.id for fact in SHELF if fact.essay.reading == "unread"))
    assert table.index(row, essays.READING).data(SPOKEN) == "Zsigmond, Letters from the island line: not read"
    assert table.index(row, essays.TICK).data(SPOKEN) == "Zsigmond, Letters from the island line: not in the brief"

    page = page_model()
    spoken = [page.index(at).data(SPOKEN) for at in range(page.rowCount())]
    assert "Assessment, Grid desk, moderate: Support one reserve, run by the operators' own office." in spoken

    compared = verdict_model()
    assert compared.index(0, 0).data(SPOKEN) == "Altered, modal · slide 5: removed should, added must"


def test_tags_in_a_title_are_words_everywhere(qapp):
    fact = SHELF[1]
    essay = replace(fact.essay, reference=replace(fact.essay.reference, title="<b>A & B</b>"))
    model = essays.EssayModel()
    model.show((replace(fact, essay=essay),), frozenset())

    title = model.index(0, essays.TITLE)
    assert title.data() == "<b>A & B</b>"
    assert title.data(Qt.ItemDataRole.ToolTipRole) == "<p>&lt;b&gt;A &amp; B&lt;/b&gt;</p>"


def test_silent_not_read_and_unconfirmed_are_counted_apart(qapp):
    notes = {row.id: row.note for row in picks.pick_rows(LIBRARY, BRIEF)}

    assert notes["propositions:prop/shared-reserve"] == "2 for · 1 if · 1 against · 4 silent · 1 unconfirmed"


def test_worst_verdicts_stand_first_and_matches_fold_after_the_tenth(qapp):
    proxy = verdict_proxy()

    severities = [proxy.row_at(proxy.index(at, 0)).severity for at in range(proxy.rowCount())]

    assert severities == ["fail"] * 2 + ["warn"] * 2 + ["ok"] * verdict_models.FOLD_AFTER
    assert proxy.folded == len(verdicts()) - len(severities)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_diff_holds_both_texts_whole(issued, found):
    left, right = verdict_models.diff(issued, found)

    assert "".join(text for text, _ in left) == issued
    assert "".join(text for text, _ in right) == found
    same = [[text for text, kind in side if kind == "same"] for side in (left, right)]
    assert "".join(same[0]) == "".join(same[1])


def test_only_asking_reaches_the_session_when_a_row_is_ticked(qtbot, qapp):
    model = row_model()
    at = model.place_of("themes:cost")

    with qtbot.waitSignal(model.ticked) as asked:
        model.setData(at, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)

    assert asked.args == ["themes:cost", True]
    assert at.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked


def test_the_palette_finds_all_words_in_any_order_and_marks_them():
    entries = [
        Entry(group="Commands", text="Save the brief", do=list, offered=True),
        Entry(group="Essays", text="The brief winter", note="Lind 2024", do=list),
    ]

    assert [entry.text for entry, _ in find(entries, "")] == ["Save the brief"]
    found = find(entries, "brief save")
    assert [(entry.text, row.match) for entry, row in found] == [("Save the brief", ((9, 14), (0, 4)))]
    assert [entry.text for entry, _ in find(entries, "lind")] == ["The brief winter"]
