"""Slides of questions and figures keep their ids when others go, wait, move or come between."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefer.gui.content_edits import added, dropped, moved, part_of
from briefer.specs.brief import Brief, Question, read_brief, write_brief
from briefer.specs.figure import Figure
from briefer.specs.numbering import ids_of, with_ids, without_plain_ids

QUESTIONS = part_of("questions")
OWN = st.sampled_from(["", "", "", "1", "2", "3", "5", "costs"])


@st.composite
def briefs(draw):
    """Draw a brief with questions and figures, some with an id that no other has."""

    def drawn() -> list[str]:
        ids = draw(st.lists(OWN, max_size=5))
        return [id if id not in ids[:n] else "" for n, id in enumerate(ids)]

    return Brief(
        title="T",
        date="2026-11-22",
        questions=tuple(Question(id=id, text=f"Q{n}", answer="A") for n, id in enumerate(drawn())),
        figures=tuple(Figure(id=id, file=f"{n}.png", caption="C", permission="P") for n, id in enumerate(drawn())),
    )


def by_words(brief: Brief) -> dict[str, str]:
    return {q.text: id for q, id in zip(brief.questions, ids_of(brief.questions), strict=True)}


@given(briefs())
def test_no_two_have_one_id_and_numbers_are_left_out(brief: Brief):
    for items in (brief.questions, brief.figures):
        assert len(set(ids_of(items))) == len(items)
    for made in (with_ids(brief), without_plain_ids(with_ids(brief)), read_brief(write_brief(brief), "")[0]):
        assert ids_of(made.questions) == ids_of(brief.questions)
        assert ids_of(made.figures) == ids_of(brief.figures)
    assert all(q.id != str(n) for n, q in enumerate(without_plain_ids(with_ids(brief)).questions, start=1))


@given(briefs(), st.data())
def test_a_question_keeps_its_id_when_others_come_go_and_move(brief: Brief, data: st.DataObject):
    before = by_words(brief)
    at = data.draw(st.integers(0, max(0, len(brief.questions) - 1)))
    changed = [added(brief, QUESTIONS, at, "")]
    if brief.questions:
        changed += [dropped(brief, QUESTIONS, at), moved(brief, QUESTIONS, at, data.draw(st.integers(-4, 4)))]
    for made in changed:
        after = by_words(made)
        assert len(set(after.values())) == len(made.questions)
        assert all(after[words] == id for words, id in before.items() if words in after)
