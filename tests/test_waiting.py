"""What of a brief waits when its essays or its template change, and that nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefer.app import resources
from briefer.app.check import problems
from briefer.app.services import DesktopServices
from briefer.app.waiting import composable
from briefer.citation.short import short_names
from briefer.errors import SpecError
from briefer.gui import brief_edits
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.picture import Picture
from briefer.specs.brief import Question, SlideEdit, brief_document
from briefer.specs.figure import ReadFigure


@pytest.fixture(scope="module")
def sample():
    """Return the services, the sample library and its brief."""
    services = DesktopServices()
    root = resources.root("sample_briefs")
    yield services, services.open_library(root / "library").library, services.load_brief(root / "pacific-partners.yaml")
    services.close_library()


def test_a_sound_brief_waits_for_nothing(sample):
    services, library, brief = sample
    assert composable(brief, library, services._bodies) == (brief, ())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_essays_are_left_out_the_rest_is_sound_and_every_part_is_kept_or_named(sample, data):
    services, library, brief = sample
    ids = brief_edits.candidates(library, "essays")
    gone = data.draw(st.sets(st.sampled_from(ids), max_size=len(ids) - 1))
    changed = brief_edits.with_ticks(brief, library, "essays", gone, False)
    rest, remarks = composable(changed, library, services._bodies)

    assert problems(rest, brief_document(rest), library, services._bodies) == []
    assert all(line in changed.statements for line in rest.statements)
    left = sum(len(getattr(changed, name)) - len(getattr(rest, name)) for name in PARTS)
    assert left == len(remarks)
    assert replace(rest, **{name: getattr(changed, name) for name in PARTS}) == changed


PARTS = ("picks", "statements", "assessments", "options", "risks", "next_steps", "agenda", "events", "objections",
         "questions", "changes", "figures", "headlines", "say")  # fmt: skip


def test_lines_for_slides_of_another_template_wait_by_name_and_edits_stay(sample):
    services, library, brief = sample
    edited = replace(brief, edits={"bluf": SlideEdit(title="A title of ours")})
    other = brief_edits.with_value(edited, "deck.template", "information-brief")
    outline = services.outline(library, other)

    assert outline.waiting and len(outline.slides) > 3
    named = [remark.text for remark in outline.remarks[: outline.waiting]]
    assert all(" waits: " in text and "[@" not in text for text in named)
    assert any("has no slide “decision”" in text for text in named)
    assert other.edits == edited.edits
    assert services.outline(library, edited).waiting == 0


def test_a_figure_of_a_text_that_is_not_chosen_waits(sample):
    services, library, brief = sample
    ids = [essay.id for essay in library.all(Essay)]
    shown = Picture(kind="png", width=8, height=8, sha256="0" * 64, data=b"")
    figures = tuple(
        ReadFigure(file="a.png", caption=f"Ships of {at}", permission="Free", essay=id, locator="p. 2", picture=shown)
        for at, id in enumerate(ids)
    )
    changed = replace(brief, essays=tuple(ids[1:]), figures=figures)
    rest, remarks = composable(changed, library, services._bodies)

    assert rest.figures == tuple(replace(figure, id=str(n)) for n, figure in enumerate(figures, start=1))[1:]
    assert [remark.text for remark in remarks if "Ships" in remark.text] == [
        f"“Ships of 0” waits: it cites {short_names([library.get(Essay, ids[0])])[ids[0]].dated}, which is not chosen."
    ]


def test_a_mistake_that_is_no_part_of_a_list_is_refused_with_all_others(sample):
    services, library, brief = sample
    wrong = replace(brief, themes=("no-such-theme",))
    with pytest.raises(SpecError, match="no-such-theme"):
        composable(wrong, library, services._bodies)


def test_the_slide_of_a_question_keeps_its_edits_while_the_question_before_it_waits(sample):
    services, library, brief = sample
    essay, passage = next((p.essay_id, p.id) for p in library.all(Passage) if p.essay_id.startswith("jenne"))
    asked = (
        Question(text="Who gains?", answer=f"See [@{passage}]."),
        Question(text="Who pays?", answer="Nobody said."),
    )
    edited = replace(brief, questions=asked, edits={"questions/2": SlideEdit(title="Nobody has said who pays")})
    changed = brief_edits.with_ticks(edited, library, "essays", {essay}, False)

    for held in (edited, changed):
        slides = {slide.key: slide for slide in services.outline(library, held).slides}
        assert slides["questions/2"].title == "Nobody has said who pays"
    assert "questions/1" not in slides
    assert composable(changed, library, services._bodies)[0].questions == (replace(asked[1], id="2"),)


def test_two_questions_of_one_id_are_named(sample):
    services, library, brief = sample
    brief = replace(brief, questions=tuple(Question(id="costs", text=f"Q{n}?", answer="A") for n in range(2)))

    found = problems(brief, brief_document(brief), library, services._bodies)

    assert [(problem.where, problem.what) for problem in found] == [
        ("questions[1].id", "“costs” stands twice; each needs an id of its own")
    ]
