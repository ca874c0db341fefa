"""Sentences in which a label stands for names: verbs, pronouns, institutions."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.compose.affiliations import institution_of
from briefer.compose.naming import Names, Person
from briefer.model.reference import Name

MORA, LIND, RUIZ, QUILL = (Name(family=f, given="Ida") for f in ("Mora", "Lind", "Ruiz", "Quill"))
TEXT = "Text\u00a0N"
NAMES = Names(
    [Person(MORA, TEXT), Person(LIND, TEXT), Person(RUIZ, "Text\u00a0R"), Person(QUILL, "one author")],
    ["the gates stay open"],
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mora et al. want gates.", "Text N wants gates."),
        ("Mora and Lind say that gates close.", "Text N says that gates close."),
        ("Mora et al. [@mora/1] also carry more.", "Text N [@mora/1] also carries more."),
        ("Mora and Lind are late; Mora et al. have time.", "Text N is late; Text N has time."),
        ("Mora et al. would wait, and Mora et al. wish it.", "Text N would wait, and Text N wishes it."),
        ("Mora et al. on gates: Mora and Lind (2020) focus there.", "Text N on gates: Text N (2020) focus there."),
        ("Mora et al. wanted gates and wrote it.", "Text N wanted gates and wrote it."),
        ("Ruiz and Mora et al. want gates.", "Text R and Text N want gates."),
        ("Ruiz, Mora and Lind want gates.", "Text R, Text N want gates."),
        ("Do Mora et al. want gates?", "Does Text N want gates?"),
        ("Would Mora and Lind close?", "Would Text N close?"),
        ("What did Mora et al. say?", "What did Text N say?"),
        ("The gates of Mora et al. stay open.", "The gates of Text N stay open."),
        ("the Mora et al. paper says so", "the Text N paper says so"),
        ("Mora and her co-authors argue for gates.", "Text N argues for gates."),
        ("In Asia, Mora et al. try harder.", "In Asia, Text N tries harder."),
        ("Mora wants gates; Mora and Lind’s plan is old.", "Text N wants gates; Text N’s plan is old."),
        ("Quill et al. doubt it.", "Several authors doubt it."),
        ("Gates, say Mora et al. here.", "Gates, says Text N here."),
        ("Ruiz counts nine gates, Mora et al. six in all.", "Text R counts nine gates, Text N six in all."),
        ("Ruiz says that Mora et al. want gates.", "Text R says that Text N wants gates."),
        ("It is odd to find Mora et al. here.", "It is odd to find Text N here."),
        ("We have Mora et al. for that.", "We have Text N for that."),
        ("Why do Mora et al. want gates?", "Why does Text N want gates?"),
        ("She read “Mora and Lind want gates”.", "She read “[Text N] want gates”."),
    ],
)
def test_verbs_agree_with_what_stands_for_several_names(written, read):
    assert NAMES.without(written).replace("\u00a0", " ") == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mora fills her forum with projects.", "Text N fills its forum with projects."),
        (
            "Mora hopes for gates; she speaks of the Harbour only.",
            "Text N hopes for gates; it speaks of the Harbour only.",
        ),
        ("Ruiz needs time to choose hers.", "Text R needs time to choose its own."),
        ("Ruiz praises a minister and his plan.", "Text R praises a minister and his plan."),
        ("Ruiz quotes Tanaka on his plan.", "Text R quotes Tanaka on his plan."),
        ("Ruiz argues. He is late.", "Text R argues. He is late."),
        ("The plan of Ruiz is sound, as “he said”.", "The plan of Text R is sound, as “he said”."),
        ("Ruiz asks who follows her in.", "Text R asks who follows her in."),
        ("Ruiz contradicts himself.", "Text R contradicts itself."),
    ],
)
def test_pronouns_that_mean_the_text_say_it(written, read):
    assert NAMES.without(written).replace("\u00a0", " ") == read


WORDS = st.sampled_from(
    ("Mora et al.", "Mora and Lind", "Ruiz", "want", "the gates", "and", "his", "[@a/1]", "say", "“so”", ".", ",", "Do")
)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_a_second_reading_changes_nothing_and_no_mark_is_left(text):
    once = NAMES.without(text)

    assert NAMES.without(once) == once
    assert not re.search("[\ue000-\uf8ff]", once)
    assert re.findall(r"\[@[^\]]*\]", once) == re.findall(r"\[@[^\]]*\]", text)


@pytest.mark.parametrize(
    ("affiliation", "institution"),
    [
        ("Harbour Initiative, Tidal Center for Ports, Northern Council", "Northern Council"),
        ("Department of Politics, University of Harbourton, Ireland", "University of Harbourton"),
        ("Senior Fellow, Tide Institute", "Tide Institute"),
        ("Professor of Law at the School of Ports", "School of Ports"),
        ("Director of the Institute for Tides", "Institute for Tides"),
        ("former Ambassador of Ruritania to Freedonia", ""),
        ("independent writer", ""),
        ("Harbour Watch", "Harbour Watch"),
        ("", ""),
    ],
)
def test_an_institution_is_told_from_offices_and_units(affiliation, institution):
    assert institution_of(affiliation) == institution
