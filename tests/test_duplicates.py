"""The same words in different essays are found, labelled, and nothing else is."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from briefer.mining.duplicates import SHARED, Text, duplicates, marked, shared_with
from briefer.model.suggestion import Suggestion

TREATY = "the keepers of the harbour lights shall answer every signal given in distress by any vessel"
TEXTS = (
    Text("a", "lee", f"The convention says it plainly: “{TREATY}”."),
    Text("b", "roe", f"One rule has lasted: “{TREATY.replace('given ', '')}”, as every pilot knows by heart."),
    Text("c", "fox", "Every pilot knows the coast by heart, and no vessel leaves without its lights."),
    Text("d", "lee", f"Again: “{TREATY}”."),
)


def pairs(texts):
    return {(found.a.key, found.b.key) for found in duplicates(texts)}


def test_the_same_quotation_in_two_essays_is_a_shared_source():
    assert pairs(TEXTS) == {("a", "b"), ("b", "d")}
    assert shared_with(duplicates(TEXTS)) == {"a": ("roe",), "b": ("lee",), "d": ("roe",)}


def test_short_phrases_and_one_essays_own_repetition_are_none():
    assert pairs([Text("a", "lee", "The lights went out."), Text("b", "roe", "The lights went out.")]) == set()
    assert pairs([TEXTS[0], TEXTS[3]]) == set()


def test_suggestions_are_labelled_once():
    bodies = {"lee": TREATY, "roe": f"Well. {TREATY}", "fox": "Every pilot knows the coast by heart."}
    given_ = [
        Suggestion(id="1", essay_id="lee", kind="claim", start=0, end=len(TREATY), flags=("no actor",)),
        Suggestion(id="2", essay_id="roe", kind="claim", start=6, end=6 + len(TREATY), flags=(SHARED,)),
        Suggestion(id="3", essay_id="fox", kind="claim", start=0, end=30),
    ]
    one, two, three = marked(given_, bodies)

    assert (one.shared_with, one.flags) == (("roe",), ("no actor", SHARED))
    assert (two.shared_with, two.flags) == (("lee",), (SHARED,))
    assert three == given_[2]


WORDS = st.sampled_from(
    ("lantern", "harbour", "keeper", "signal", "vessel", "pilot", "storm", "tide", "quay", "rope", "bell")
)
SENTENCES = st.lists(WORDS, min_size=6, max_size=11, unique=True).map(" ".join)


@given(st.lists(SENTENCES, min_size=1, max_size=12))
def test_every_copy_of_a_sentence_with_rare_words_is_found(sentences):
    rare = [f"{text} zeta{at} omega{at} kappa{at}" for at, text in enumerate(sentences)]
    texts = [Text(f"{essay}{at}", essay, text) for essay in ("one", "two") for at, text in enumerate(rare)]

    assert {(f"one{at}", f"two{at}") for at in range(len(rare))} <= pairs(texts)


@given(st.lists(SENTENCES, max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_the_texts_does_not_matter(sentences, rng: random.Random):
    texts = [Text(str(at), "one" if at % 2 else "two", text) for at, text in enumerate(sentences)]
    mixed = texts[:]
    rng.shuffle(mixed)

    assert {frozenset(pair) for pair in pairs(texts)} == {frozenset(pair) for pair in pairs(mixed)}


def test_the_work_grows_with_the_number_of_texts():
    """Words that very many texts share bring none together, so that no pair of all is looked at."""
    from briefer.mining.duplicates import _candidates

    words = [frozenset(f"w{at} common harbour lantern keeper signal".split()) for at in range(2000)]

    assert _candidates(words, [str(at) for at in range(2000)]) == []
