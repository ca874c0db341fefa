"""Sentences: exact stretches that tile their paragraph, whatever the text and whatever the user joins and splits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.mining.sentences import boundaries, join, sentence_at, sentences, split
from briefer.model.essay import Aside, Essay, Paragraph, Section
from briefer.model.reference import Reference

PIECES = st.sampled_from(
    [
        "Ports close.",
        "Dr.",
        "Lund",
        "“Why?”",
        "said",
        "the",
        "U.S.",
        "No.",
        "4",
        "coast…",
        "Then",
        "e.g.",
        "ice.",
        "”",
        "(See",
        "Annex",
        "I.",
        "2.",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=120), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)
)


def essay_of(*paragraphs):
    """Return an essay of these paragraphs and its body."""
    body, spans = "", []
    for text in paragraphs:
        spans.append(Paragraph(len(body), len(body) + len(text)))
        body += f"{text}\n\n"
    return Essay(id="e", reference=Reference(), body_sha256="", paragraphs=tuple(spans)), body


def texts(essay, body):
    return [body[s.start : s.end] for s in sentences(essay, body)]


@given(st.lists(TEXTS, min_size=1, max_size=3), st.data())
def test_sentences_tile_their_paragraphs(paragraphs, data):
    essay, body = essay_of(*paragraphs)
    places = st.lists(st.integers(0, len(body)), max_size=4)
    essay = replace(essay, joins=tuple(data.draw(places)), splits=tuple(data.draw(places)))
    found = sentences(essay, body)

    for number, paragraph in enumerate(essay.paragraphs):
        inside = [s for s in found if s.block == number]
        edges = [paragraph.start, *(edge for s in inside for edge in (s.start, s.end)), paragraph.end]
        assert edges == sorted(edges)
        between = "".join(body[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
        assert not between.strip()
        assert all(body[s.start : s.end] == body[s.start : s.end].strip() != "" for s in inside)


@given(TEXTS, st.integers(0, 120))
def test_join_and_split_undo_each_other(text, at):
    essay, _ = essay_of(text)

    assert split(join(essay, at), at) == essay
    assert join(split(essay, at), at) == essay


@given(TEXTS)
def test_every_boundary_can_be_joined_and_the_words_stay(text):
    essay, body = essay_of(text)
    for sentence in sentences(essay, body)[1:]:
        essay = join(essay, sentence.start)

    assert len(sentences(essay, body)) <= 1
    assert "".join(texts(essay, body)) == text.strip()


@given(TEXTS)
def test_the_same_text_has_the_same_sentences(text):
    assert boundaries(text) == boundaries(text)


@pytest.mark.parametrize(
    "parts",
    [
        ["Dr. Lund met Gen. Holt in St. Ives.", "They left."],
        ["He quoted J. F. K. Marsh, e.g. on p. 4.", "Nobody objected."],
        ["“We must act.”", "She left."],
        ["They wrote it down (in ink).", "Then they left."],
        ["The limits stand in Annex II.", "Nobody reads it."],
        ["“Is it so?” she asked.", "It was."],
        ["We wait…", "Then we act."],
        ["1. Open the port.", "2. Close the road."],
        ["See Fig. 3 and No. 4.", "They agree."],
        ["It cost 3.5 million.", "The U.S. paid."],
    ],
)
def test_repairs(parts):
    essay, body = essay_of(" ".join(parts))

    assert texts(essay, body) == parts


def test_an_ellipsis_without_a_blank_parts_sentences():
    essay, body = essay_of("The sea is near to us…Ships pass every day.")

    assert texts(essay, body) == ["The sea is near to us…", "Ships pass every day."]


def test_headings_have_no_sentences_and_boxes_have():
    body = "A title\n\nOne. Two.\n\nA box. More.\n\nA caption."
    essay = Essay(
        id="e",
        reference=Reference(),
        body_sha256="",
        sections=(Section("A title", 1, 0, 7),),
        paragraphs=(Paragraph(9, 18),),
        asides=(Aside("box", 20, 32), Aside("caption", 34, 44)),
    )

    assert texts(essay, body) == ["One.", "Two.", "A box.", "More."]
    assert [s.block for s in sentences(essay, body)] == [0, 0, 1, 1]


def test_a_sentence_is_found_by_a_place_in_it():
    essay, body = essay_of("One. Two.")
    found = sentences(essay, body)

    assert sentence_at(found, 6) == found[1]
    assert sentence_at(found, 4) is None
    assert sentence_at(found, 99) is None
