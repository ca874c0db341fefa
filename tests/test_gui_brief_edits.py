"""The one place that knows the fields of a brief."""

from __future__ import annotations

from pathlib import Path

import pytest
from gui_fakes import invented_brief, invented_library
from hypothesis import given
from hypothesis import strategies as st

from briefer.gui import brief_edits as edits

LIBRARY = invented_library()
BRIEF = invented_brief(LIBRARY)
groups = st.sampled_from(edits.GROUPS)


@given(groups, st.data())
def test_a_tick_and_its_opposite_leave_the_same_ticks(group, data):
    id = data.draw(st.sampled_from(edits.candidates(LIBRARY, group)))
    before = edits.ticked(BRIEF, LIBRARY, group)

    on = edits.with_ticks(BRIEF, LIBRARY, group, [id], True)
    off = edits.with_ticks(on, LIBRARY, group, [id], False)

    assert edits.ticked(on, LIBRARY, group) == before | {id}
    assert edits.ticked(off, LIBRARY, group) == before - {id}


def test_all_essays_are_written_as_all_and_one_less_as_a_list():
    every = edits.with_ticks(BRIEF, LIBRARY, "essays", edits.candidates(LIBRARY, "essays"), True)
    one_less = edits.with_ticks(every, LIBRARY, "essays", [edits.candidates(LIBRARY, "essays")[0]], False)

    assert every.essays == edits.ALL
    assert len(one_less.essays) == len(edits.candidates(LIBRARY, "essays")) - 1


def test_all_recommendations_are_those_the_picked_essays_support_within_the_picked_themes():
    few = edits.with_chosen(BRIEF, "essays", (edits.candidates(LIBRARY, "essays")[1],))

    assert edits.ticked(edits.with_chosen(few, "themes", ()), LIBRARY, "recommendations") == {
        "rec/a-treaty-before-winter"
    }
    assert edits.ticked(edits.with_chosen(few, "themes", ("cost",)), LIBRARY, "recommendations") == frozenset()


def test_names_the_library_does_not_know_stay_in_the_brief():
    strange = edits.with_chosen(BRIEF, "themes", ("reserve", "not-here"))

    changed = edits.with_ticks(strange, LIBRARY, "themes", ["storage"], True)

    assert set(changed.themes) == {"reserve", "storage", "not-here"}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "New"),
        ("deck.brand", "plain"),
        ("deck.max_slides", "12"),
        ("handling.marking", ""),
        ("as_of", "2025"),
        ("handling.controlled_by", "Ministry; Desk"),
        ("citations.attribution", "institution"),
    ],
)
def test_a_field_holds_what_was_put_into_it(field, text):
    assert edits.value(edits.with_value(BRIEF, field, text), field) == text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("date", "2026-02-30"),
        ("date", "soon"),
        ("as_of", "2026-13"),
        ("title", " "),
        ("version", "x"),
        ("handling.marking", "TLP:WHITE"),
        ("handling.portion", "(U)"),
    ],
)
def test_a_field_refuses_what_the_brief_could_not_hold(field, text):
    assert edits.refusal(field, text)
    with pytest.raises(ValueError, match=r"."):
        edits.with_value(BRIEF, field, text)


def test_a_passage_stands_in_the_tray_once():
    once = edits.with_pick(BRIEF, "a/1", True)

    assert edits.with_pick(once, "a/1", True) == once
    assert edits.with_pick(once, "a/1", False) == BRIEF


def test_a_brief_is_called_after_its_file():
    assert edits.caption(BRIEF, Path("pacific-partners.yaml")) == "Pacific partners  v2"
    assert edits.caption(BRIEF, None) == "One reserve for the quiet grid  v2"
