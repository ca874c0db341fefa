"""Themes by seeds and by likeness; what the user decided stands; the starter vocabulary meets its floors."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from conftest import unavailable
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.score_themes import GOLD, scores
from briefer.app.library import import_from, open_library
from briefer.app.resources import root, starter_themes
from briefer.mining.seeds import Lexicon
from briefer.mining.themes import MAX_TAGS, Tagger, accepted_texts
from briefer.model.evidence import Passage, Theme, ThemeMark
from briefer.model.text import Anchor

PORTS = Theme(id="ports", label="Ports", scope="Harbours, quays and what they cost.", seeds=("harbour*", "sea lane*"))
BODY = Theme(id="body", label="Health bodies", seeds=("WHO", "health"), exclude=("healthy", "health food*"))
SPOKES = Theme(
    id="spokes", label="Spokes", scope="Wheels and bridges.", seeds=("hub-and-spoke*", "modernis*", "centre*")
)
MUTE = Theme(id="mute", label="Mute", scope="Whistles.", seeds=("whistle*",), auto=False)
SMALL = Tagger.of((PORTS, BODY, SPOKES, MUTE))


def seeds(text, *themes):
    return [(hit.term.theme, text[hit.start : hit.end]) for hit in Lexicon.of(themes or SMALL.themes).hits(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Harbours and Sea  lanes", [("ports", "Harbours"), ("ports", "Sea  lanes")]),
        ("the harbors of the north", [("ports", "harbors")]),
        ("the WHO asks who pays", [("body", "WHO")]),
        ("healthy people and health foods", []),
        ("health, not healthy", [("body", "health")]),
        ("hub and spokes, hub–and–spoke", [("spokes", "hub and spokes"), ("spokes", "hub–and–spoke")]),
        ("modernization, Modernised", [("spokes", "modernization"), ("spokes", "Modernised")]),
        ("centers", [("spokes", "centers")]),
        ("an archharbour", []),
    ],
)
def test_seeds_are_whole_words_in_either_spelling(text, found):
    assert seeds(text) == found


def test_a_longer_seed_of_the_same_theme_counts_once():
    theme = Theme(id="c", label="C", seeds=("chalk", "chalk cliff*"))

    assert seeds("chalk cliffs and chalk", theme) == [("c", "chalk cliffs"), ("c", "chalk")]


def test_every_tag_says_why():
    assert SMALL.tags("A harbour needs quays.")[0].why == "seed “harbour*”"
    assert SMALL.tags("Quays and what they cost.")[0].why == "like its scope note: quays, cost"


def test_what_the_user_accepted_is_learned():
    learned = Tagger.of(SMALL.themes, {"spokes": ["Ferry timetables bind the islands."]})

    assert SMALL.tags("Timetables of ferries") == ()
    assert learned.tags("Timetables of ferries")[0].theme == "spokes"
    assert learned.tags("Timetables of ferries")[0].why.startswith("like what you accepted: ")


def test_a_theme_that_is_not_automatic_can_only_be_picked():
    assert SMALL.tags("whistle") == ()
    assert [tag.theme for tag in SMALL.ranked("whistle")] == ["mute"]


def test_a_theme_of_nearly_every_sentence_is_damped():
    text = "Health in the harbour."
    document = ["Health matters here."] * 12 + ["The quay is long."] * 4
    damped = SMALL.damped(document)

    assert {tag.theme for tag in damped.tags(text)} == {"ports", "body"}
    assert damped.tags(text)[0].theme == "ports"
    assert damped.tags(text)[1].why == "seed “health”; frequent in this text"
    assert SMALL.damped(["Health"] * 3).damping == {}


words = st.sampled_from(
    ["harbour", "WHO", "who", "health", "healthy", "hub", "and", "spoke", "-", "quays", "ğ", "İ", "?"]
)
texts = st.lists(words, max_size=12).map(" ".join) | st.text(max_size=40)


@given(texts)
def test_no_text_breaks_the_tagger(text):
    found = SMALL.tags(text)

    assert len(found) <= MAX_TAGS
    assert all(0 < tag.score <= 1 and tag.why for tag in found)
    assert list(found) == sorted(found, key=lambda tag: -tag.score)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in SMALL.lexicon.hits(text))


def test_only_what_the_user_stands_for_is_learned_from():
    passage = Passage(
        id="e/1",
        essay_id="e",
        anchor=Anchor.of("The quay is long.", 0, 17),
        themes=("a", "b", "c"),
        marks=(ThemeMark("a", "found"), ThemeMark("b", "accepted"), ThemeMark("d", "refused")),
    )

    assert accepted_texts([passage]) == {"b": ["The quay is long."], "c": ["The quay is long."]}


def test_a_new_library_starts_with_the_vocabulary(tmp_path):
    with open_library(tmp_path / "shelf", create=True, starter=True) as opened:
        assert opened.library.all(Theme) == starter_themes()
    with open_library(tmp_path / "shelf", create=True, starter=True) as again:
        assert again.library == opened.library


def test_untouched_themes_give_way_to_an_imported_library(tmp_path):
    sample = root("sample_briefs") / "library"
    with open_library(tmp_path / "shelf", create=True, starter=True, now=datetime(2026, 11, 22, tzinfo=UTC)) as opened:
        after = import_from(sample, opened)
        with open_library(sample) as folder:
            assert after.library == folder.library


def test_the_starter_vocabulary_is_sound():
    themes = starter_themes()

    assert len(themes) == len({theme.id for theme in themes}) == 25
    assert all(theme.scope and theme.seeds for theme in themes)
    assert {theme.id for theme in themes if theme.facet == "region"} == {
        "russia",
        "asean",
        "taiwan",
        "india",
        "arctic",
        "africa",
    }
    for theme in themes:
        for seed in theme.seeds:
            found = Lexicon.of((replace(theme, exclude=()),)).hits(f"x {seed.rstrip('*').replace('*', '')} x")
            assert found or "*" in seed, (theme.id, seed)


def test_the_starter_vocabulary_keeps_neighbours_apart():
    tagger = Tagger.of(starter_themes())

    def of(text):
        return {tag.theme for tag in tagger.tags(text)}

    assert "africa" not in of("Our report on the transport of goods")
    assert "resilience" not in of("The report came late.")
    assert "india" not in of("Patrols in the Indian Ocean") and "maritime" in of("Patrols in the Indian Ocean")
    assert "india" not in of("Southeast Asian capitals") and "asean" in of("Southeast Asian capitals")
    assert "health" not in of("those who came") and "health" in of("a grant from the WHO")
    assert "climate" not in of("a tense security environment")
    assert "cohesion" not in of("The United States and the United Kingdom")


@pytest.mark.corpus
def test_the_starter_vocabulary_meets_its_floors():
    if not (GOLD / "recommendations.jsonl").exists():
        unavailable(f"{GOLD} is not there: the reference corpus lies beside the checkout")
    found = scores()

    assert found["hit@1"] >= 0.78
    assert found["MAP"] >= 0.74
    assert found["MAP"] >= found["seeds MAP"]
