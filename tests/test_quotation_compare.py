"""How far a paraphrase was changed after it was issued."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefer.quotation.compare import compare, name_words
from tests.quotation_changes import HARMFUL, decomposed, hard_spaces, joiners, soft_hyphens, straight_marks
from tests.test_quotation import VOCABULARY

AUTHORS = name_words("Burton", "Heng", "de Vries")
sentences = st.lists(st.sampled_from(VOCABULARY), min_size=8, max_size=24).map(lambda words: f"{' '.join(words)}.")
TYPOGRAPHY = (straight_marks, hard_spaces, joiners, decomposed, soft_hyphens)


@given(sentences, st.sampled_from(TYPOGRAPHY), st.integers(0, 2**16))
def test_typography_leaves_a_statement_unchanged(text, change, seed) -> None:  # type: ignore[no-untyped-def]
    assert compare(text, change(text, random.Random(seed))).verdict == "unchanged"


@given(sentences, st.sampled_from(HARMFUL), st.integers(0, 2**16))
def test_a_changed_word_is_always_named(text, change, seed) -> None:  # type: ignore[no-untyped-def]
    changed = change(text, random.Random(seed))
    assume(changed is not None and changed != text)

    found = compare(text, changed)

    assert found.verdict == "reworded"
    assert found.changes


@pytest.mark.parametrize(
    ("issued", "found", "changes"),
    [
        ("Heng sees no forces to spare (25).", "Heng sees no forces to spare (26).", ["page"]),
        ("Heng sees no forces to spare (25).", "Heng sees no forces to spare.", ["page"]),
        ("Lorenz wants a forum (Lorenz 36–37)", "Lorenz wants a forum (Lorenz 36–38)", ["page"]),
        ("About US$20 million", "About US$20 billion", ["number"]),
        ("About US$20 million", "About US$30 million", ["number"]),
        ("Eleven of thirteen texts", "Twelve of thirteen texts", ["number"]),
        ("Eleven of thirteen texts", "11 of 13 texts", ["word"]),
        ("Heng sees it", "Burton sees it", ["author"]),
        ("It sees ties with Japan now", "It sees ties with Korea now", ["name"]),
        ("They will widen it", "They will not widen it", ["negation"]),
        ("A likely outcome", "An unlikely outcome", ["negation"]),
        ("They may widen it", "They must widen it", ["modal"]),
        ("Ties of trade and aid", "Ties of aid and trade", ["order"]),
        ("Two want ships and three want trade", "Three want ships and two want trade", ["number", "order"]),
        ("So Heng wants ships and Burton trade", "So Burton wants ships and Heng trade", ["author", "order"]),
        ("They do not want ships but trade", "They do want ships but not trade", ["negation", "order"]),
        ("They need ≥ 5 ships", "They need ≤ 5 ships", ["number"]),
        ("They need 5 ± 2 ships", "They need 5 2 ships", ["word"]),
        ("No gain in it", "No benefit in it", ["word"]),
        ("A long-range plan", "A long range plan", ["word"]),
        ("–", "+", ["word"]),
        ("low", "high", ["word"]),
    ],
)
def test_changes_have_their_kind(issued: str, found: str, changes: list[str]) -> None:
    assert list(compare(issued, found, AUTHORS).changes) == changes


@pytest.mark.parametrize(
    ("issued", "found"),
    [
        ("US$20\u00a0m a year (Tan\u00a028\u2060–\u206029)", "US$20 m a year (Tan 28-29)"),
        ("wants a “30+4” network", 'wants a "30+4" network'),
        ("", ""),
        ("✓", "✓"),
        ("–", "—"),
    ],
)
def test_bindings_are_no_change(issued: str, found: str) -> None:
    assert compare(issued, found).verdict == "unchanged"


@pytest.mark.parametrize(
    ("found", "changes"),
    [
        ("[3] Heng 2020, p. 54", ["author"]),
        ("[3] Burton 2020, p. 55", ["page"]),
        ("[4] Burton 2020, p. 54", ["source-line"]),
        ("[3] Burton 2021, p. 54", ["source-line"]),
    ],
)
def test_changes_of_a_source_line_concern_the_source(found: str, changes: list[str]) -> None:
    assert list(compare("[3] Burton 2020, p. 54", found, AUTHORS, source_line=True).changes) == changes
