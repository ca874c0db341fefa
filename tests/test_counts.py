"""Counts: every counted essay stands in exactly one place, and nothing is counted that was not confirmed and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.citation.short import ShortName
from briefer.compose.wording import count_line
from briefer.model.counts import tally
from briefer.model.essay import Essay
from briefer.model.evidence import STANDS, Position, Proposition
from briefer.model.library import Library
from briefer.model.reference import Name, Reference

PROPOSITION = Proposition(id="prop/x", text="X should be", short="x")


def essay(id, kind="essay", reading="read"):
    reference = Reference(title=id, authors=(Name(family=id),), issued="2020")
    return Essay(id=id, reference=reference, kind=kind, body_sha256="0", reading=reading)


def position(essay_id, stand, confirmed=True):
    key = Position.key("prop/x", essay_id)
    return Position(id=key, proposition_id="prop/x", essay_id=essay_id, stand=stand, confirmed=confirmed)


essays = st.lists(
    st.builds(
        essay,
        st.sampled_from("abcdefgh"),
        st.sampled_from(["essay", "foreword", "introduction"]),
        st.sampled_from(["read", "skimmed", "unread"]),
    ),
    unique_by=lambda e: e.id,
)
stands = st.lists(st.builds(position, st.sampled_from("abcdefgh"), st.sampled_from(STANDS), st.booleans()))


@given(essays, stands)
def test_every_counted_essay_stands_in_exactly_one_place(shelf, positions):
    found = tally(Library.of([PROPOSITION, *shelf, *positions]), PROPOSITION, [e.id for e in shelf])
    places = [p.essay_id for groups in (found.confirmed, found.unconfirmed) for ps in groups.values() for p in ps]
    places += found.not_read

    assert sorted(places) == sorted(e.id for e in shelf if e.counts)
    assert found.denominator == len(places)


@given(essays, stands)
def test_an_unread_essay_is_never_silent_by_default(shelf, positions):
    found = tally(Library.of([PROPOSITION, *shelf, *positions]), PROPOSITION, [e.id for e in shelf])
    confirmed = {p.essay_id for p in positions if p.confirmed}
    unread = {e.id for e in shelf if e.reading == "unread"} - confirmed

    assert not unread & {p.essay_id for p in found.confirmed["silent"]}


def test_an_editors_gloss_is_listed_and_never_counted():
    library = Library.of([PROPOSITION, essay("a"), essay("i", "introduction"), position("i", "for")])
    found = tally(library, PROPOSITION, ["a", "i"])

    assert found.denominator == 1
    assert [p.essay_id for p in found.glosses] == ["i"]
    assert found.count("for") == 0


def test_a_relayed_view_is_not_a_stand():
    found = tally(Library.of([PROPOSITION, essay("a"), position("a", "relayed")]), PROPOSITION, ["a"])

    assert found.count("for", "for-if", "against") == 0
    assert found.count("relayed") == 1


@pytest.mark.parametrize(
    ("stands", "names", "line"),
    [
        (("silent", "against"), ("Berg", "Holm"), "None of two texts supports x; Holm is against"),
        (("for", "against"), ("Berg", "Holm"), "One of two texts supports x; Holm disagrees"),
        (("for", "against"), ("Berg", "Holm et al."), "One of two texts supports x; Holm et al. disagree"),
        (("against", "against"), ("A", "B"), "None of two texts supports x; A and B are against"),
    ],
)
def test_dissent_from_what_nobody_supports_is_said_to_be_against_it(stands, names, line):
    taken = [position(id, stand) for id, stand in zip("ab", stands, strict=True)]
    counted = tally(Library.of([PROPOSITION, essay("a"), essay("b"), *taken]), PROPOSITION, ["a", "b"])

    assert count_line(counted, {id: ShortName(name, "2020") for id, name in zip("ab", names, strict=True)}) == line
