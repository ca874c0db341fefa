"""Counts that a person wrote: a remark where the positions count something else now."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefer.app.briefs import library_for, load_brief
from briefer.compose.shelf import shelf_of
from briefer.compose.stated import count_remarks
from briefer.model.essay import Essay
from briefer.model.evidence import Position, Proposition
from briefer.model.library import Library
from briefer.model.numbers import number_word
from briefer.model.reference import Name, Reference
from briefer.model.text import digest
from briefer.specs.brief import Brief, WrittenLine

SAMPLES = Path(__file__).parent.parent / "sample_briefs"
GATES = Proposition(id="prop/gates", text="The gates should open", short="open gates")


def shelf(stands, **about):
    """Return a shelf with an essay for each of `stands` on the gates, all confirmed."""
    essays = [
        Essay(
            id=f"e-{at}",
            reference=Reference(title=f"Gates {at}", authors=(Name(family=f"Mora{at}"),), issued="2021"),
            body_sha256=digest("Gates."),
            reading="read",
            order=at,
        )
        for at in range(len(stands))
    ]
    positions = [
        Position(id=Position.key(GATES.id, e.id), proposition_id=GATES.id, essay_id=e.id, stand=stand, confirmed=True)
        for e, stand in zip(essays, stands, strict=True)
    ]
    brief = Brief(**{"title": "Gates", "date": "2026-11-22", "propositions": (GATES.id,), **about})
    return shelf_of(Library.of([*essays, GATES, *positions]), brief)


def said(stands, headline):
    return [remark.text for remark in count_remarks(shelf(stands, headlines={GATES.id: headline}))]


@given(st.integers(0, 12), st.integers(0, 6), st.integers(0, 6), st.integers(1, 25), st.booleans())
def test_a_headline_is_right_exactly_where_the_positions_count_so(support, against, silent, stated, words):
    stands = ["for"] * support + ["against"] * against + ["silent"] * silent
    total = len(stands)
    told = number_word if words else str
    assume(total and stated <= total)
    found = said(stands, f"{told(stated).capitalize()} of {told(total)} texts want open gates")

    assert bool(found) == (stated not in {support, against, silent})
    assert all(f"({stated} of {total})" in text and f"{support} of {total} are in favour" in text for text in found)


@pytest.mark.parametrize(
    ("headline", "silent"),
    [
        ("Two of three texts want open gates", True),
        ("2 of 3 want open gates", True),
        ("All of three texts", False),
        ("None of three texts is against", True),
        ("Three of four texts want open gates", False),
        ("Three of the four want open gates", False),
        ("At least three of four texts want gates", True),
        ("Gates “three of four texts” open", True),
        ("Gates should open", True),
    ],
)
def test_a_headline_that_no_longer_agrees_is_told_with_both_numbers(headline, silent):
    assert bool(said(["for", "for-if", "silent"], headline)) != silent


def test_both_numbers_and_the_place_are_named():
    assert said(["for", "for", "for-if", "silent"], "Eleven of thirteen texts want open gates") == [
        "The headline of “prop/gates” says “Eleven of thirteen” (11 of 13), but on “open gates” 3 of 4 are in favour, 1 of "
        "them on a condition, 0 against, 1 silent. Change the text or check the positions."
    ]


def test_numbers_in_two_words_are_read():
    assert "(21 of 22)" in said(["for", "silent"], "Twenty-one of twenty-two texts want open gates")[0]


def test_the_bottom_line_is_held_against_all_that_the_brief_counts():
    def remarks(text):
        lines = (WrittenLine(text=text, slide="bluf"),)
        return list(
            count_remarks(shelf(["for", "for", "for", "silent", "against", "silent", "silent"], statements=lines))
        )

    assert remarks("Three of seven texts want gates.") == []
    assert remarks("Two of three harbours close.") == []
    assert "(5 of 7)" in remarks("Five of seven texts want gates.")[0].text
    assert "(3 of 8)" in remarks("Three of eight texts want gates.")[0].text


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_samples_count_right(path):
    loaded = load_brief(path)
    with library_for(loaded, None, {}) as opened:
        assert list(count_remarks(shelf_of(opened.library, loaded.brief))) == []


def test_a_position_that_changes_its_stand_makes_the_headline_of_the_sample_stale():
    loaded = load_brief(SAMPLES / "pacific-partners.yaml")
    with library_for(loaded, None, {}) as opened:
        changed = next(
            p for p in opened.library.all(Position) if p.proposition_id == "prop/closer-ties" and p.stand == "for"
        )
        rest = [e for e in opened.library.entities.values() if e is not changed]
        library = Library.of([*rest, replace(changed, stand="against")])
        (remark, *_) = count_remarks(shelf_of(library, loaded.brief))
    assert remark.text.startswith("The headline of “prop/closer-ties” says “Eleven of thirteen” (11 of 13), but on")
    assert "10 of 13 are in favour" in remark.text
