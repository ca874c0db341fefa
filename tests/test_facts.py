"""Figures and dates in one form, the facts that hold them, and facts of different essays that contradict each other."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judged import essay_of

from briefer.mining.conflicts import conflicts
from briefer.mining.dates import dates
from briefer.mining.facts import DATE, MAX_FACTS, facts, facts_of
from briefer.mining.figures import figures

BILLION = 10**9


def said(text):
    return [(figure.value, figure.unit) for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It costs US$20 million a year.", [(20 * 10**6, "USD")]),
        ("It costs 20 million dollars.", [(20 * 10**6, "USD")]),
        ("It costs €3.5bn and £1,250.", [(Fraction(7, 2) * BILLION, "EUR"), (1250, "GBP")]),
        ("Prices rose by 1.5 per cent, or 2%, or six percent.", [(Fraction(3, 2), "%"), (2, "%"), (6, "%")]),
        ("A third of the crews and two-thirds of the boats", [(Fraction(100, 3), "%"), (Fraction(200, 3), "%")]),
        ("Half of the depots closed.", [(50, "%")]),
        ("The yard built 1,200 grey hulls.", [(1200, "hull")]),
        ("A hundred thousand people and 14 million of them", [(10**5, "peopl")]),
        ("It holds 10 000 jars at minus 18 degrees.", [(10**4, "jar"), (-18, "degre")]),
        ("It was 2.4 °C warmer, and 18° in the shade", [(Fraction(12, 5), "degre"), (18, "degre")]),
        ("Twenty-five trams and a dozen buses", [(25, "tram"), (12, "bus")]),
    ],
)
def test_figures_have_one_form(text, found):
    assert said(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "There are two reasons and three ways.",
        "In 2019 the board met on 3 May 2020, and again on May 4.",
        "See Article 5, Table 3, Resolution 1325 and pp. 12–14.",
        "The Seven Lakes pact, the G20 and Route 66",
        "In the first half of the century nobody counted.",
        "The 1990s were quiet; the 21st century is not.",
        "It took thirty years.",
        "Trial 20 tested the brakes.",
    ],
)
def test_numbers_that_measure_nothing_are_no_figures(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on 3 May 2019", ["2019-05-03"]),
        ("on May 3, 2019 and in June 2020", ["2019-05-03", "2020-06"]),
        ("between 2014–2019", ["2014/2019"]),
        ("2014-19, then 2030", ["2014/2019", "2030"]),
        ("by 2100, when 2100 ships sail", ["2100"]),
        ("in the 1990s, at US$2019, under Agenda 2030", []),
    ],
)
def test_dates_are_iso(text, iso):
    assert [date.iso for date in dates(text)] == iso


def test_a_fact_says_what_it_measures():
    made = essay_of(
        [["The board spent, as it said in 2019, about US$20 million on new tracks, which nobody had planned."]]
    )
    [fact] = facts_of(made.essay, made.body, made.sentences)
    [suggestion] = facts(made.essay, made.body, [fact])

    assert (fact.value, fact.unit, fact.date, fact.rough) == (20 * 10**6, "USD", "2019", True)
    assert suggestion.object == "about US$20 million on new tracks"
    assert suggestion.reason == "gives a figure: US$20 million"
    assert (suggestion.horizon, suggestion.flags) == ("2019", ("rough figure",))


@pytest.mark.parametrize(
    "text",
    [
        "The harbour has been closed since the great fire in 1931.",
        "In 1931, a lamp that nobody had trimmed for a month set the sheds and half of the quay on fire.",
        "The Harbour Act of 1931 put the keepers under the council.",
        "The 1931 harbour code names no keeper.",
    ],
)
def test_the_year_of_what_happened_is_a_fact(text):
    made = essay_of([[text]])
    [suggestion] = facts(made.essay, made.body, facts_of(made.essay, made.body, made.sentences))

    assert suggestion.horizon == "1931"


def test_a_count_in_a_wish_is_no_fact():
    made = essay_of([["Every harbour should have eleven lamps."], ["The harbour has eleven lamps."]])
    [suggestion] = facts(made.essay, made.body, facts_of(made.essay, made.body, made.sentences))

    assert suggestion.start == made.sentences[1][0]


def test_a_figure_that_somebody_else_gives_has_its_holder():
    made = essay_of([["The depot is old.", "Ann Berg claims that 40 per cent of the trams are late."]])
    [suggestion] = facts(made.essay, made.body, facts_of(made.essay, made.body, made.sentences))

    assert (suggestion.tier, suggestion.holder, suggestion.flags) == ("reported", "Ann Berg", ("no date",))


SENTENCES = st.lists(
    st.sampled_from(["It costs 3 per cent.", "The pact was signed in 1999.", "40 ships sailed in 2020.", "Nothing."])
    | st.text(max_size=50).map(lambda text: " ".join(text.split()) or "x"),
    min_size=1,
    max_size=8,
)


@given(st.lists(SENTENCES, min_size=1, max_size=6))
def test_facts_lie_in_their_sentences(paragraphs):
    made = essay_of(paragraphs)
    found = facts_of(made.essay, made.body, made.sentences)
    suggested = facts(made.essay, made.body, found)

    assert len(suggested) <= MAX_FACTS
    assert len({one.id for one in suggested}) == len(suggested)
    assert {(one.start, one.end) for one in suggested} <= set(made.sentences)
    for fact in found:
        assert fact.written in " ".join(made.body[fact.start : fact.end].split())


def of(*texts):
    """Return the facts of essays of one sentence each."""
    found = []
    for number, text in enumerate(texts):
        made = essay_of([[text]], id=f"e-{number}")
        found += facts_of(made.essay, made.body, made.sentences)
    return found


def test_the_same_thing_with_two_figures_is_a_conflict():
    [found] = conflicts(
        of(
            "In 2016 about US$3.3 trillion of goods crossed the Amber Strait.",
            "Goods worth US$5 trillion crossed the Amber Strait in 2016.",
            "The Amber Strait froze twice in 2016.",
        )
    )

    assert found.values == ("US$3.3 trillion", "US$5 trillion")
    assert {found.a.essay_id, found.b.essay_id} == {"e-0", "e-1"}


def test_an_event_with_two_dates_is_a_conflict():
    [found] = conflicts(of("Operation Lantern was launched in 2008.", "The navies launched Operation Lantern in 2009."))

    assert (found.a.unit, found.values) == (DATE, ("2008", "2009"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In 2016 goods for US$3 trillion crossed the strait.", "Goods for US$5 trillion crossed the strait in 2018."),
        ("Goods for US$3 trillion crossed the strait.", "Goods for US$3 trillion crossed the strait."),
        ("Some 600 ferries served the islands in 2016.", "In 2016, 610 ferries served the islands."),
        ("The board spent 40 million euros on tracks.", "The bakery spent 4 million euros on ovens."),
        ("The board spent 40 million euros on tracks.", "The board spent 30 million dollars on tracks."),
    ],
)
def test_other_years_rough_figures_and_other_things_are_none(one, other):
    assert conflicts(of(one, other)) == ()


def test_one_essay_never_contradicts_itself():
    made = essay_of([["Forty ferries served the islands.", "Fifty ferries served the islands."]])

    assert conflicts(facts_of(made.essay, made.body, made.sentences)) == ()
