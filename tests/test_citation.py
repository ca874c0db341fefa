"""Short cites: never two sources under one name, never a place lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.citation.full import full_reference, long_date, short_date
from briefer.citation.short import (
    bare_place,
    creator_names,
    merged_places,
    place,
    short_names,
    united_pages,
    volume_name,
)
from briefer.model.essay import Essay, Locator
from briefer.model.reference import Name, Reference

NBSP = "\u00a0"


def essay(id, *families, year="2020", given="", title="T"):
    authors = tuple(Name(family=f, given=given) for f in families)
    return Essay(id=id, reference=Reference(title=title, authors=authors, issued=year), body_sha256="0")


families = st.lists(st.sampled_from(["Tan", "Lai", "Jenne", "de Vries"]), min_size=1, max_size=5, unique=True)
shelves = st.lists(st.tuples(families, st.sampled_from(["2019", "2020"]), st.sampled_from(["A.", "B."])), max_size=6)


@given(shelves)
def test_no_two_essays_share_a_short_cite(shelf):
    essays = [essay(f"e{i}", *names, year=year, given=given) for i, (names, year, given) in enumerate(shelf)]
    cites = [name.dated for name in short_names(essays).values()]

    assert len(set(cites)) == len(cites)


def test_names_of_one_two_three_and_many():
    names = short_names(
        [essay("1", "Tan"), essay("2", "Tan", "Lai"), essay("3", "Tan", "Lai", "Oh"), essay("4", "A", "B", "C", "D")]
    )

    assert [n.names for n in names.values()] == ["Tan", "Tan and Lai", "Tan, Lai and Oh", f"A et{NBSP}al."]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Night boats", "Night boats"),
        ("Night boats for the whole delta", "Night boats for the…"),
        ("“Lamps on every single quay”: a review", "“Lamps on every single…”"),
        ("„Licht an jedem Kai“ im Rückblick", "„Licht an jedem Kai“…"),
        ("„Licht an jedem einzelnen Kai“", "„Licht an jedem einzelnen…“"),
        ("«Des lampes sur chaque quai»", "«Des lampes sur chaque…»"),
        ('"Lamps on every single quay": a review', '"Lamps on every single…"'),
    ],
)
def test_a_work_without_author_is_named_by_its_first_words_with_their_quotation_marks_closed(title, name):
    assert creator_names(Reference(title=title)) == name


def test_two_works_of_a_year_are_a_and_b_in_the_order_of_the_brief():
    names = short_names([essay("later", "Tan"), essay("earlier", "Tan"), essay("other", "Tan", year="2019")])

    assert [n.dated for n in names.values()] == ["Tan 2020a", "Tan 2020b", "Tan 2019"]


def test_two_persons_of_one_name_get_their_initials():
    names = short_names([essay("1", "Tan", given="Alexander"), essay("2", "Tan", given="Seng")])

    assert [n.names for n in names.values()] == ["A. Tan", "S. Tan"]


@pytest.mark.parametrize(
    ("locator", "long", "bare"),
    [
        (Locator(page="36"), f"p.{NBSP}36", "36"),
        (Locator(page="36–37"), f"pp.{NBSP}36–37", "36–37"),
        (Locator(section="Advice", paragraph="2"), "Advice ¶2", "Advice ¶2"),
        (Locator(page="28", note="9"), f"p.{NBSP}28 n.{NBSP}9", f"p.{NBSP}28 n.{NBSP}9"),
        (Locator(paragraph="5"), "¶5", "¶5"),
        (Locator(page="xii"), f"p.{NBSP}xii", "xii"),
    ],
)
def test_places(locator, long, bare):
    assert place(locator) == long
    assert bare_place(locator) == bare


pages = st.lists(st.integers(1, 30).flatmap(lambda a: st.sampled_from([str(a), f"{a}–{a + 2}"])), min_size=1)


@given(pages)
def test_uniting_pages_loses_no_page_and_names_none_twice(found):
    def covered(labels):
        seen = set()
        for label in labels:
            first, _, last = label.partition("–")
            seen |= set(range(int(first), int(last or first) + 1))
        return seen

    united = united_pages(found)
    assert covered(united) == covered(found)
    assert len(set(united)) == len(united)


def test_places_of_one_essay_join():
    places = [Locator(page="37"), Locator(page="36–37"), Locator(page="5")]
    sections = [Locator(section="Advice", paragraph="2"), Locator(section="Advice", paragraph="3")]

    assert merged_places(places) == f"pp.{NBSP}5, 36–37"
    assert merged_places(sections) == "Advice ¶2–3"


@pytest.mark.parametrize(
    ("cited", "shown"),
    [
        (["52", "53–54", "54–55"], ["52–55"]),
        (["2", "3", "4"], ["2–4"]),
        (["2", "4"], ["2", "4"]),
        (["9–12", "11"], ["9–12"]),
        (["ix", "x", "1", "2"], ["ix", "x", "1–2"]),
        (["200", "201–29"], ["200", "201–29"]),
        (["A1", "A2"], ["A1", "A2"]),
    ],
)
def test_pages_that_follow_one_another_are_one_range_and_claim_no_page_that_is_not_cited(cited, shown):
    assert united_pages(cited) == shown


def test_a_full_reference_names_everything_it_has():
    editors = (Name(given="Ann", family="Lee"), Name(given="Bo", family="Ray"))
    reference = Reference(
        title="Is “new” new?",
        authors=(Name(given="Joe", family="Fox"),),
        editors=editors,
        container_title="Two Seas",
        publisher="Harbour Press",
        issued="2020",
        page="1–5",
    )

    assert full_reference(reference) == (
        f"Joe Fox, “Is ‘new’ new?”, in Two Seas, eds Ann Lee and Bo Ray (Harbour Press, 2020), pp.{NBSP}1–5"
    )
    assert volume_name(reference) == "Lee and Ray (eds) 2020"


def test_dates():
    assert (long_date("2026-11-22"), long_date("2020-12"), long_date("2020")) == (
        "22 November 2026",
        "December 2020",
        "2020",
    )
    assert short_date("2026-12-04") == "4 Dec"
