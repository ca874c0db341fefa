"""Hand edits: what a person wrote stays, moves with its slide, and is never lost in silence."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.compose.edits import (
    base_of,
    by_hand,
    edited,
    keys_in_order,
    moved,
    ordered,
    reworded,
    without_target,
)
from briefer.model.deck import Cell, Column, Columns, Line, Lines, Row, Slide, Table
from briefer.model.essay import Locator
from briefer.model.statement import Citation, Mark, Span, Statement
from briefer.specs.brief import Brief, SlideEdit, StatementEdit


def said(text, id="s-1", role="paraphrase", key="a", **values):
    return Statement(id=id, slide_key=key, field="body", role=role, text=text, **values)


def slide(key, *statements):
    title = said(f"Title {key}", f"s-t{key}", "own", key)
    return Slide(key=key, layout="bluf", title=title, blocks=(Lines(tuple(Line(s) for s in statements)),))


def brief(lock=None, **edits):
    return Brief(title="T", date="2026-11-22", edits=edits, lock=lock or {})


def keys(slides, **edits):
    found, remarks = ordered([slide(key) for key in slides], brief(**edits))
    return "".join(s.key for s in found), [remark.text for remark in remarks]


@pytest.mark.parametrize(
    ("edits", "order"),
    [
        ({"d": "a"}, "adbc"),
        ({"c": "a", "d": "a"}, "acdb"),
        ({"d": "a", "c": "a"}, "adcb"),
        ({"b": "d", "c": "b"}, "adbc"),
        ({"c": "b", "b": "d"}, "adbc"),
    ],
)
def test_a_slide_follows_the_one_it_was_put_after_wherever_that_goes(edits, order):
    assert keys("abcd", **{key: SlideEdit(after=after) for key, after in edits.items()}) == (order, [])


@pytest.mark.parametrize("edits", [{"a": "a"}, {"a": "b", "b": "a"}, {"c": "a", "a": "b", "b": "a"}, {"a": "gone"}])
def test_an_order_that_cannot_be_is_a_remark_and_loses_no_slide(edits):
    order, remarks = keys("abc", **{key: SlideEdit(after=after) for key, after in edits.items()})

    assert sorted(order) == list("abc")
    assert len(remarks) == len(edits)


@given(st.dictionaries(st.sampled_from("abcde"), st.sampled_from("abcdefg")))
def test_no_order_loses_or_doubles_a_slide(after):
    order, _ = keys("abcde", **{key: SlideEdit(after=target) for key, target in after.items()})

    assert sorted(order) == list("abcde")


def test_every_statement_of_a_slide_can_be_reworded():
    cells = (Cell((said("cell", "s-c"),)),)
    full = replace(
        slide("a", said("line", "s-l")),
        kicker=said("kicker", "s-k"),
        foot=said("foot", "s-f"),
        blocks=(
            Lines((Line(said("line", "s-l")),)),
            Table((said("head", "s-h"),), (Row(cells),), "alt"),
            Columns((Column(said("heading", "s-g"), 1, (said("voice", "s-v"),)),)),
        ),
    )
    changes = {s.id: StatementEdit(text=s.text.upper()) for s in full.statements}
    changed, remarks = edited(full, brief(a=SlideEdit(statements=changes)))

    assert [s.text for s in changed.statements] == [s.text.upper() for s in full.statements]
    assert remarks == ()


def test_an_edit_made_for_another_text_says_so_and_stands():
    old = said("Three texts agree.")
    kept = brief(a=SlideEdit(statements={"s-1": StatementEdit(text="Mine.", base=base_of(old.text))}))
    remarks = []

    assert reworded(old, kept, remarks).text == "Mine."
    assert remarks == []
    assert reworded(said("Four texts agree."), kept, remarks).text == "Mine."
    assert "read it again" in remarks[0].text


def test_a_locked_text_stays_and_says_what_it_would_be():
    remarks = []
    found = reworded(said("Four agree."), brief({"s-1": "Three agree."}), remarks)

    assert (found.text, found.edited) == ("Three agree.", True)
    assert "Four agree." in remarks[0].text
    assert reworded(said("Three agree."), brief({"s-1": "Three agree."}), remarks) == said("Three agree.")


def test_words_and_marks_keep_their_places_around_a_change():
    old = said(
        "Tan holds that ships go (29) far.", spans=(Span(0, 3, "bold"), Span(24, 28, "pages")), marks=(Mark(33, (1,)),)
    )
    new = by_hand(old, "Tan holds that every ship goes (29) far.")

    assert [new.text[s.start : s.end] for s in new.spans] == ["Tan", "(29)"]
    assert new.marks == (Mark(len(new.text), (1,)),)


@given(st.text(max_size=9), st.text(max_size=9), st.integers(0, 9), st.integers(0, 9))
def test_no_span_or_mark_leaves_an_edited_text(before, after, start, length):
    end = min(len(before), start + length)
    spans = (Span(min(start, end), end, "bold"),)
    new = by_hand(said(before, spans=spans, marks=(Mark(end, (1,)),)), after)

    assert all(0 <= s.start <= s.end <= len(after) for s in new.spans)
    assert all(0 <= mark.at <= len(after) for mark in new.marks)


def test_a_count_that_a_person_rewrote_is_a_count_no_more():
    cited = said("7", role="count", computed=True, citations=(Citation("tan", Locator()),))

    assert (by_hand(cited, "8").role, by_hand(cited, "8").computed) == ("paraphrase", False)
    assert by_hand(said("Words", role="boilerplate"), "Words of mine").role == "own"
    assert by_hand(said("“Words”", role="quotation"), "“Word”").role == "quotation"


def test_edits_and_locks_without_a_target_are_remarks():
    there = slide("a", said("line", "s-l"))
    changes = {"s-gone": StatementEdit(text="x")}
    kept = brief({"s-lost": "x", "s-l": "line"}, a=SlideEdit(statements=changes), b=SlideEdit(title="x"))
    found = [remark.text for remark in without_target(kept, [there], there.statements)]

    assert all(word in text for text, word in zip(found, ("s-gone", "“b”", "s-lost"), strict=True))


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdefg")),
    st.sampled_from("abcdef"),
    st.sampled_from(["", *"abcdef"]),
)
def test_a_moved_slide_stands_where_it_was_put_and_all_others_keep_their_order(after, key, target):
    before = brief(**{slide: SlideEdit(after=other, hidden=slide == "b") for slide, other in after.items()})
    shown = keys_in_order("abcdef", before)
    target = "" if target == key else target

    changed = moved("abcdef", before, key, target)

    found = keys_in_order("abcdef", changed)
    at = found.index(key)
    assert (found[at - 1] if at else "") == target
    assert [each for each in found if each != key] == [each for each in shown if each != key]
    assert {k for k, e in changed.edits.items() if e.hidden} == {k for k, e in before.edits.items() if e.hidden}


def test_a_move_among_slides_leaves_the_edits_of_slides_that_are_not_there():
    before = brief(gone=SlideEdit(after="a", title="Kept"))

    changed = moved("abc", before, "c", "a")

    assert changed.edits == {"gone": SlideEdit(after="a", title="Kept"), "c": SlideEdit(after="a")}


def test_what_comes_new_onto_a_locked_slide_is_a_remark():
    held, fresh = said("Held.", "s-1"), said("Fresh.", "s-2")
    locked = brief({"s-1": "Held.", "s-ta": "Title a"}, a=SlideEdit(locked=True))

    _, remarks = edited(slide("a", held, fresh), locked)

    assert [remark.text for remark in remarks] == ["“Fresh.” is new on “a”, which is locked."]
