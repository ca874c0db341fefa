"""The session: one undo stack over library and brief."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from gui_fakes import FakeOpen, invented_brief, invented_library
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.gui import brief_edits
from briefer.gui.session import Session
from briefer.model.evidence import Theme
from briefer.model.library import Drop, Library, Put

LIBRARY = invented_library()
BRIEF = invented_brief(LIBRARY)
PLACE = Path("quiet-grid.briefer")

themes = st.builds(lambda id, label: Put(Theme(id=id, label=label)), st.sampled_from("abc"), st.text(max_size=3))
drops = st.builds(lambda id: Drop((Theme, id)), st.sampled_from(["a", "b", "reserve", "storage"]))
library_steps = st.lists(themes | drops, min_size=1, max_size=3).map(lambda edits: ("library", tuple(edits)))
brief_steps = st.sampled_from(brief_edits.candidates(LIBRARY, "essays")).flatmap(
    lambda id: st.booleans().map(lambda on: ("brief", brief_edits.with_ticks(BRIEF, LIBRARY, "essays", [id], on)))
)
typed = st.text(min_size=1, max_size=3).map(lambda text: ("typed", text))
loaded = st.sampled_from(["one.yaml", "two.yaml"]).map(lambda name: ("load", name))


def opened(saved=None, library=LIBRARY, read_only=False):
    session = Session((saved if saved is not None else []).append)
    session._save = lambda path, edits: saved.append(edits) if saved is not None else None
    session.open(FakeOpen(PLACE, "Quiet grid", library, read_only), BRIEF)
    return session


def do(session, step):
    kind, what = step
    match kind:
        case "library":
            session.edit_library("change", *what)
        case "brief":
            session.edit_brief("tick", what)
        case "typed":
            session.edit_brief("typing", replace(session.brief, question=what), merge="question")
        case "load":
            session.load_brief("opening", replace(BRIEF, title=what), Path(what))


def state(session):
    return session.library, session.brief, session.brief_path


@settings(deadline=None, max_examples=60)
@given(st.lists(library_steps | brief_steps | typed | loaded, max_size=12))
def test_whatever_was_done_can_be_undone_and_done_again(qapp, steps):
    session = opened()
    start = state(session)
    for step in steps:
        do(session, step)
    end = state(session)

    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    undone = state(session)
    while session.undo_stack.canRedo():
        session.undo_stack.redo()

    assert undone == start
    assert state(session) == end


def test_library_and_brief_are_undone_in_the_order_they_were_done(qapp):
    session = opened()

    session.edit_library("new theme", Put(Theme(id="tariffs", label="Tariffs")))
    session.edit_brief("change of title", replace(BRIEF, title="Another"))

    assert session.undo_stack.undoText() == "change of title"
    session.undo_stack.undo()
    assert session.brief == BRIEF
    assert session.library.get(Theme, "tariffs") is not None
    assert session.undo_stack.undoText() == "new theme"
    session.undo_stack.undo()
    assert session.library == LIBRARY


def test_a_compound_edit_is_one_step_and_undo_is_saved_too(qapp):
    saved = []
    session = opened(saved)
    edits = (Put(Theme(id="a", label="A")), Drop((Theme, "storage")))

    session.edit_library("swap of themes", *edits)
    session.undo_stack.undo()

    assert saved[0] == edits
    assert LIBRARY.after(*saved[0]).after(*saved[1]) == LIBRARY


def test_typing_into_one_field_is_one_step(qapp):
    session = opened()

    for text in ("W", "Wh", "Why"):
        session.edit_brief("change of question", replace(session.brief, question=text), merge="question")
    session.edit_brief("change of audience", replace(session.brief, audience="All"), merge="audience")

    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    assert session.brief.question == "Why"
    session.undo_stack.undo()
    assert session.brief == BRIEF


def test_a_brief_that_was_opened_gives_way_to_the_former_one_with_its_file(qapp):
    session = opened()
    session.brief_saved(BRIEF, Path("first.yaml"))
    other = replace(BRIEF, title="Other")

    session.load_brief("opening of second.yaml", other, Path("second.yaml"))
    assert session.brief_path == Path("second.yaml")
    assert not session.unsaved
    session.undo_stack.undo()

    assert (session.brief, session.brief_path) == (BRIEF, Path("first.yaml"))


def test_saving_under_another_name_survives_undo_of_earlier_steps(qapp):
    session = opened()
    changed = replace(BRIEF, title="Changed")
    session.edit_brief("change of title", changed)

    session.brief_saved(changed, Path("kept.yaml"))
    assert not session.unsaved
    session.undo_stack.undo()

    assert session.brief_path == Path("kept.yaml")
    assert session.unsaved


@pytest.mark.parametrize("library", [LIBRARY, None])
def test_nothing_changes_a_library_that_can_only_be_read(qapp, library):
    saved = []
    session = opened(saved, library or Library(), read_only=True)

    session.edit_library("new theme", Put(Theme(id="a", label="A")))

    assert not session.undo_stack.canUndo()
    assert saved == []
