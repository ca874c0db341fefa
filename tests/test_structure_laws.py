"""What holds for every text, whatever stands in it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import documents
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefer.app.inspect import inspect_json
from briefer.errors import BrieferError
from briefer.model.text import canonical, digest
from briefer.structure.imported import Imported, Source
from briefer.structure.mdvolume import imported_markdown
from briefer.structure.plain import imported_text

SOURCE = Source(name="text.txt", sha256="0" * 64, media_type="text/plain")
ROOT = documents.paged(documents.VOLUME).split("\n")
pieces_of_text = st.sampled_from(
    [
        *ROOT[:40],
        "",
        "",
        " ",
        "\f",
        "1",
        "12",
        "1 Harbour Board, p. 3.",
        "2. Paint the mill.",
        "¹",
        "Notes",
        "Introduction",
        "Contents",
        "Dr. Ines Marbach",
        "By Ines Marbach",
        "rose.1Harbour Board, https://example.org/a",
        "rose.2Ibid.",
        "* * *",
        "inter-",
        "[^1]",
        "[^1]: note",
        "# Title",
        "[p. 3]",
        "\u0301",
        "soft\u00ad",
        "rose.*",
        "rose†",
        "* Harbour Board, p. 3.",
        "† Ibid.",
        "rose.(1) rose^2",
        "| Quay | Grain |",
        "Quay    Grain    Rye",
        "- the price of grain",
        "**Tolls**",
        "I. Tolls",
        "3 THE WATER READER",
        "- 4 -",
        "From: Ines Marbach <ines@example.org>",
        "Subject: Tolls",
        "Title: Tolls",
        "*** START OF THE SAMPLE EBOOK ***",
        "*** END OF THE SAMPLE EBOOK ***",
        "<p>Tolls &amp; tempers</p>",
        "Chapter 2",
        "李雷",
        "محمد بن سلمان",
    ]
)
texts = st.lists(pieces_of_text | st.text(max_size=12), max_size=60).map("\n".join)
sentences = st.sampled_from(documents.SENTENCES)
paragraphs = st.lists(sentences, min_size=1, max_size=5).map(" ".join)


def check(found: Imported) -> None:
    assert found.pieces
    assert len({piece.essay.id for piece in found.pieces}) == len(found.pieces)
    for piece in found.pieces:
        essay, body = piece.essay, piece.body
        assert canonical(body) == body
        assert essay.body_sha256 == digest(body)
        assert 0 < essay.confidence < 1
        assert all(body[section.start : section.end] == section.title for section in essay.sections)
        spans = sorted((one.start, one.end) for one in (*essay.sections, *essay.paragraphs, *essay.asides))
        assert all(0 <= start < end <= len(body) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        starts = [page.start for page in essay.pages]
        assert starts == sorted(set(starts))
        assert all(0 <= start < len(body) for start in starts)
        assert all(note.mark_at is None or 0 <= note.mark_at <= len(body) for note in essay.footnotes)
        assert all((note.text == "") == (note.status == "lost") for note in essay.footnotes)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts)
def test_every_text_becomes_essays_or_is_refused_with_a_sentence(text):
    try:
        check(imported_text(text, SOURCE))
    except BrieferError as error:
        assert str(error).endswith(".")


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts)
def test_every_markdown_becomes_essays_or_is_refused_with_a_sentence(text):
    try:
        check(imported_markdown(text, SOURCE))
    except BrieferError as error:
        assert str(error).endswith(".")


@settings(max_examples=100, deadline=None)
@given(st.lists(paragraphs, min_size=1, max_size=6), st.sampled_from([0, 50, 72]))
def test_no_word_of_an_unmarked_text_is_lost(written, width):
    blocks = ["\n".join(documents.wrapped(text, width)) if width else text for text in written]

    found = imported_text("\n\n".join(blocks), SOURCE)

    words = Counter(" ".join((found.reference.title, found.pieces[0].body)).split())
    assert not Counter(" ".join(written).split()) - words


@given(st.lists(paragraphs, min_size=1, max_size=4))
def test_the_same_text_gives_the_same_essays(written):
    text = "\n\n".join(written)

    assert inspect_json(imported_text(text, SOURCE)) == inspect_json(imported_text(text, SOURCE))


def test_a_text_of_no_convention_is_one_essay_with_a_remark():
    found = imported_text(" ".join(documents.SENTENCES), SOURCE)

    assert len(found.pieces) == 1
    assert found.pieces[0].essay.confidence < 0.9
    assert any("file's name stands for it" in remark for remark in found.remarks)
