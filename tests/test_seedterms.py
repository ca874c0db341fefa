"""Seed terms are suggested from what a theme's passages share and others do not."""

import re

from hypothesis import given
from hypothesis import strategies as st

from briefer.mining.seeds import Lexicon
from briefer.mining.seedterms import phrases, setting_apart, suggested_seeds
from briefer.model.evidence import Theme

THEME = Theme(id="ferries", label="Ferries", seeds=("ferry", "ferries"))
HERE = (
    "The island timetable binds the ferry and the school.",
    "No island timetable survives a storm; ask the HHB.",
    "The HHB prints an island timetable for each ferry.",
)
THERE = ("The school timetable is long.", "A storm closed the bakery.", "The bakery feeds the school.")


def test_what_the_passages_share_and_others_lack_is_suggested_with_its_count():
    found = suggested_seeds(THEME, HERE, THERE)

    assert [seed.term for seed in found] == ["island timetable", "HHB"]
    assert found[0].why == "in 3 of 3 passages, 0 of 3 others"


def test_phrases_that_keep_company_come_first():
    found = phrases(["The grey seal colony is at rest.", "A grey seal colony and the tide", "the tide and the tide"])

    assert found[0] == ("grey seal colony", 9.0)
    assert "tide" in dict(found)


TAGGED = (
    "The ferry’s night pilot waits at the slipway.",
    "Each ferry needs a night pilot and a lamp.",
    "A night pilot costs less than a ferry that waits.",
    "The lamp at the slipway guides the ferry.",
)
OTHERS = ("The lamp of the bakery burns.", "A lamp is cheap.", "The bakery waits for flour.")


def test_terms_that_set_tagged_sentences_apart_are_told_with_their_counts():
    found = setting_apart(THEME, TAGGED, OTHERS)

    assert [(seed.term, seed.why) for seed in found] == [("night pilot", "in 3 of 4 sentences, 0 of 3 others")]


def test_words_of_the_seeds_themselves_set_nothing_apart():
    ferries = Theme(id="ferries", label="Ferries", seeds=("night ferry",))
    tagged = tuple(f"The night ferry’s {word} is late." for word in ("crew", "cook", "horn", "bell"))

    assert [seed.term for seed in setting_apart(ferries, tagged, OTHERS)] == ["late"]


TEXTS = st.lists(
    st.lists(st.sampled_from(["ferry", "island", "HHB", "the", "a", "storm,", "bakery", "school.", "x"])).map(" ".join),
    max_size=6,
)


@given(TEXTS, TEXTS)
def test_no_suggestion_is_a_seed_already_or_common(here, there):
    found = suggested_seeds(THEME, here, there)

    assert all(not Lexicon.of((THEME,)).hits(seed.term) for seed in found)
    assert all(seed.score > 0 and seed.term.lower() not in {"the", "a"} for seed in found)
    assert len({seed.term for seed in found}) == len(found)


@given(TEXTS, TEXTS)
def test_what_sets_sentences_apart_stands_in_more_of_them_than_of_the_others(tagged, others):
    for seed in setting_apart(THEME, tagged, others):
        assert sum(seed.term.casefold() in text.casefold() for text in tagged) >= 3
        assert not Lexicon.of((THEME,)).hits(seed.term)
        here, of, there, rest = (int(n) for n in re.findall(r"\d+", seed.why))
        assert here > there and (of, rest) == (len(tagged), len(others))
