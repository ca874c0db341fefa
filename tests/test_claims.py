"""Claims and quotations worth using: found in invented essays that were judged before, and by law self-contained."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judged import essay_of, judged_essays

from briefer.mining.claims import MAX_CLAIMS, claims
from briefer.mining.quotable import LONGEST, MAX_QUOTABLE, SHORTEST, SHORTEST_HALF, quotables
from briefer.mining.standalone import stands_alone

JUDGED = judged_essays()
PROSE = judged_essays("judged_prose.txt")


def precision_and_recall(find, mark, essays=JUDGED):
    found = right = wanted = 0
    for judged in essays:
        starts = {one.start for one in find(judged.essay, judged.body, judged.sentences)}
        found += len(starts - judged.marked(mark.lower()))
        right += len(starts & judged.marked(mark))
        wanted += len(judged.marked(mark))
    return right / found, right / wanted


def test_claims_of_the_judged_essays():
    precision, recall = precision_and_recall(claims, "C")

    assert precision >= 0.85
    assert recall >= 0.8


def test_quotations_of_the_judged_essays():
    precision, recall = precision_and_recall(quotables, "Q")

    assert precision >= 0.85
    assert recall >= 0.7


def test_claims_of_plain_prose():
    precision, recall = precision_and_recall(claims, "C", PROSE)

    assert precision >= 0.85
    assert recall >= 0.4


def test_quotations_of_plain_prose():
    precision, recall = precision_and_recall(quotables, "Q", PROSE)

    assert precision >= 0.6
    assert recall >= 0.6


@pytest.mark.parametrize("find", [claims, quotables])
def test_somebody_elses_words_are_never_the_authors(find):
    for judged in (*JUDGED, *PROSE):
        for one in find(judged.essay, judged.body, judged.sentences):
            covered = {start for start, _ in judged.sentences if one.start <= start < one.end}
            assert covered.isdisjoint(judged.marked("R"))


SENTENCES = st.lists(
    st.sampled_from(
        [
            "This essay argues that bridges matter more than the roads that lead to them.",
            "They are old.",
            "However, nobody can mend a bridge that was never drawn on any map.",
            "A bridge without a keeper is the cheapest way to lose a valley in one spring.",
            "It is the keeper who decides, not the council that pays for the keeper.",
            "Some engineers argue that bridges should be closed in winter.",
            "Is it?",
            "The real problem is not the river but the map on which it was drawn.",
        ]
    )
    | st.text(max_size=60).map(lambda text: " ".join(text.split()) or "x"),
    min_size=1,
    max_size=6,
)


@given(st.lists(SENTENCES, min_size=1, max_size=8))
def test_suggestions_lie_on_sentences_in_order_and_few(paragraphs):
    made = essay_of(paragraphs)
    starts, ends = {start for start, _ in made.sentences}, {end for _, end in made.sentences}
    for find, most in ((claims, MAX_CLAIMS), (quotables, MAX_QUOTABLE)):
        found = find(made.essay, made.body, made.sentences)
        assert found == find(made.essay, made.body, list(reversed(made.sentences)))
        assert len(found) <= most
        assert len({one.id for one in found}) == len(found)
        assert all(one.start in starts and one.end in ends and 0 < one.score <= 1 and one.reason for one in found)
        assert all(a.start < b.start for a, b in pairwise(found))


@given(st.lists(SENTENCES, min_size=1, max_size=8))
def test_a_quotation_stands_alone_and_overlaps_none(paragraphs):
    made = essay_of(paragraphs)
    found = quotables(made.essay, made.body, made.sentences)
    for one in found:
        inside = [made.body[a:b] for a, b in made.sentences if one.start <= a and b <= one.end]
        assert stands_alone(inside[0])
        shortest = SHORTEST if len(inside) == 1 else SHORTEST_HALF
        assert all(shortest <= len(sentence.split()) <= LONGEST for sentence in inside)
        assert 1 <= len(inside) <= 2
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "This would close the harbour for good.",
        "However, the harbour must stay open.",
        "They close the harbour whenever the wind turns.",
        "The harbour pays for such mistakes in the end.",
        "In sum, the harbour pays.",
        "When they left, the harbour closed.",
        "The former is dearer than the latter.",
        "Unsurprisingly, the harbour was closed.",
        "On the contrary, harbours need more keepers.",
        "Other harbours close at noon.",
        "Many of them close at noon.",
        "The harbour owes him an answer.",
        "Pilots avoid them.",
        "We pay for it every winter.",
        "Harbours should also be lit.",
        "The sooner that is done, the better.",
        "The town never did so.",
        "Take the harbour of the north, which closes early.",
        "Ferries do not like fog either.",
    ],
)
def test_what_leans_on_other_words_does_not_open_a_quotation(text):
    assert not stands_alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "Harbours such as ours close early.",
        "There are harbours that never close.",
        "Those who close harbours pay for those who need them.",
        "This essay holds that harbours pay.",
        "Harbours that close early lose their ferries; this is the law of the coast.",
        "A lamp alone is dear; a lamp with a keeper, however, is worth its oil.",
        "One in five harbours has no keeper.",
        "Neither fog nor frost closes a harbour that is lit.",
        "A keeper loves the lamp more than the ship.",
    ],
)
def test_what_is_complete_may_open_a_quotation(text):
    assert stands_alone(text)


def test_a_bare_recommendation_is_no_quotation():
    made = arguments(
        ["The council should install lamps on the eastern pier before the ferries return from the islands."]
    )

    assert quotables(*made) == ()


def test_two_sentences_of_which_one_is_short_make_one_quotation():
    text = [
        "Lamps are not enough.",
        "They are worthless without a keeper who knows the harbour better than the wind does.",
    ]
    [one] = quotables(*arguments(["The harbour was built in 1907."], text))

    assert one.end - one.start == len(" ".join(text))


def test_a_short_essay_has_few_claims():
    made = arguments(["The real problem is not the river but the map."] * 12)

    assert len(claims(*made)) == 4


def test_a_reason_is_a_phrase_with_the_words_that_gave_it():
    [claim] = claims(*arguments(["I argue that harbours are worth their keep to every town behind them."]))

    assert claim.reason == "says what the author argues, in the first paragraph"
    assert claim.cues == ("I argue", "are worth")


def arguments(*paragraphs):
    made = essay_of(list(paragraphs))
    return made.essay, made.body, made.sentences
