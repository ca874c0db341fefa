"""Whose view it is: reported speech, quotations and attributions by rule, in sentences of our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.mining.ownership import reported


def holder(text, marked, authors=("Fox",)):
    start = text.index(marked)
    found = reported(text, start, start + len(marked), authors)
    return found.holder if found else None


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Some observers argue that ports should be widened.", "Some observers"),
        ("According to Maria Lund, ports should be widened.", "Maria Lund"),
        ("The minister, Ann Berg, has recently warned that ports must close.", "Ann Berg"),
        ("Likewise, Per Dahl in a recent essay proposes several steps for ports.", "Per Dahl"),
        ("As General Holt said during a visit, “ports must close”.", "General Holt"),
        ("The declaration stated: “ports must close”.", "The declaration"),
        ("Critics contend ports are too dear.", "Critics"),
        ("As Professor Berg has argued, ports pay for themselves.", "Professor Berg"),
    ],
)
def test_somebody_elses_view_has_a_holder(text, whose):
    assert holder(text, text) == whose


@pytest.mark.parametrize(
    "text",
    [
        "Ports should be widened without delay.",
        "I argue that ports should be widened.",
        "This essay argues that ports should be widened.",
        "Fox argues that ports should be widened.",
        "We propose that ports should be widened.",
        "Ports show the way trade will go.",
        "The committee should report by spring.",
    ],
)
def test_the_authors_own_view_has_none(text):
    assert holder(text, text) is None


def test_a_quotation_carries_its_holder_across_sentences():
    text = "Ann Berg put it so: “Ports must close. They should never open again.” We disagree."

    assert holder(text, "They should never open again.") == "Ann Berg"
    assert holder(text, "We disagree.") is None


def test_a_pronoun_means_the_holder_named_before():
    text = "Ann Berg argues that ports must close. She goes on to warn that ships will wait."

    assert holder(text, "She goes on to warn that ships will wait.") == "Ann Berg"


def test_a_name_after_the_quotation_owns_it():
    text = "“Ports must close at once and stay closed.” Ann Berg, Oslo, 2019"

    assert holder(text, "Ports must close at once") == "Ann Berg"


@given(st.text(max_size=200), st.integers(0, 200), st.integers(1, 50))
def test_no_text_breaks_the_rule(text, start, length):
    start = min(start, max(0, len(text) - 1))
    if text:
        found = reported(text, start, min(len(text), start + length), ())
        assert found is None or 0 <= found.start < found.end <= len(text)
