"""What a person does to a slide is kept under its key, can be taken back, and touches nothing else."""

from dataclasses import replace

import pytest
from gui_fakes import invented_brief, invented_library
from hypothesis import given
from hypothesis import strategies as st

from briefer.compose.edits import edited
from briefer.compose.wording import MAX_TITLE
from briefer.gui import slide_edits
from briefer.model.deck import Line, Lines, Slide
from briefer.model.evidence import Passage
from briefer.model.statement import Statement
from briefer.specs.brief import SlideEdit, read_brief, write_brief

LIBRARY = invented_library()
BRIEF = invented_brief(LIBRARY)
PASSAGES = {passage.kind: passage for passage in LIBRARY.all(Passage) if passage.essay_id in BRIEF.essays}


def said(text, id="s-1", role="paraphrase", field="body"):
    return Statement(id=id, slide_key="bluf", field=field, role=role, text=text)


SLIDE = Slide(
    key="bluf",
    layout="bluf",
    title=said("Said first", "s-0", "own", "title"),
    blocks=(Lines((Line(said("Ships wait.")), Line(said("“Ships wait.”", "s-2", "quotation")))),),
)


@given(st.booleans(), st.booleans(), st.sampled_from(["", "A title"]), st.sampled_from(["", "voices"]))
def test_what_is_changed_and_changed_back_leaves_the_brief_as_it_was(hidden, removed, title, layout):
    changed = slide_edits.with_edit(BRIEF, "bluf", hidden=hidden, removed=removed, title=title, layout=layout)
    back = slide_edits.with_edit(changed, "bluf", hidden=False, removed=False, title="", layout="")

    assert back == BRIEF
    assert read_brief(write_brief(changed), "b")[0] == changed


def test_a_locked_slide_reads_as_it_did_whatever_is_composed():
    locked = slide_edits.with_lock(BRIEF, "bluf", SLIDE.statements, True)
    other = SLIDE.reworded(lambda s: replace(s, text=s.text + " Now."))

    found, remarks = edited(other, locked)

    assert [s.text for s in found.statements] == [s.text for s in SLIDE.statements]
    assert len(remarks) == 3
    assert slide_edits.with_lock(locked, "bluf", SLIDE.statements, False) == BRIEF


def test_a_copy_has_a_key_and_a_title_of_its_own():
    first, key = slide_edits.with_copy(BRIEF, "bluf", "T" * MAX_TITLE)
    second, other = slide_edits.with_copy(first, key, "Again")

    assert (key, other) == ("own/1", "own/2")
    assert second.edits["own/2"].copy_of == "bluf"
    assert len(second.edits["own/1"].title) == MAX_TITLE
    assert second.edits["own/1"].title != second.edits["own/2"].title


def test_a_passage_of_the_tray_goes_onto_the_slide_and_one_twice_does_not():
    passage = PASSAGES["quotation"]
    picked = replace(BRIEF, picks=())
    once = slide_edits.placed(picked, LIBRARY, passage, "bluf")

    assert [(pick.passage, pick.slide, pick.role) for pick in once.picks] == [(passage.id, "bluf", "quotation")]
    assert slide_edits.no_place(picked, passage, "bluf", True) == ""
    assert "already" in slide_edits.no_place(once, passage, "bluf", True)
    assert "counts" in slide_edits.no_place(picked, passage, "bluf", False)
    assert "doubtful" in slide_edits.no_place(picked, replace(passage, doubtful=True), "bluf", True)
    assert "not in this brief" in slide_edits.no_place(replace(picked, essays=()), passage, "bluf", True)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (said("“Ships wait.”", role="quotation"), slide_edits.QUOTED),
        (said("Two of three", role="count"), "counted from positions"),
        (said("By when", role="boilerplate"), "template"),
        (said("Ships wait."), ""),
        (said("Ships wait.", role="assessment"), ""),
        (said("Counted", role="count", field="title"), ""),
    ],
)
def test_own_words_can_be_retyped_and_those_of_a_source_cannot(statement, why):
    found = slide_edits.why_fixed(BRIEF, statement)

    assert found == why or (why and why in found)


def test_other_words_know_what_they_replace_and_no_words_give_the_old_ones_back():
    first = slide_edits.with_words(BRIEF, said("Ships wait."), "Ships  queue.\n")
    again = slide_edits.with_words(first, said("Ships queue."), "Ships stand.")

    edits = again.edits["bluf"].statements["s-1"]
    assert edits.text == "Ships stand."
    assert edits.base == first.edits["bluf"].statements["s-1"].base
    assert slide_edits.with_words(again, said("Ships stand."), " ") == BRIEF
    assert slide_edits.with_words(BRIEF, SLIDE.title, "New").edits == {"bluf": SlideEdit(title="New")}


@given(text=st.text(alphabet=st.sampled_from("abc ,;:.–"), max_size=300))
def test_a_shortened_title_fits_and_begins_as_the_long_one_does(text):
    short = slide_edits.shortened(text)
    assert len(short) <= MAX_TITLE
    assert " ".join(text.split()).startswith(short)
