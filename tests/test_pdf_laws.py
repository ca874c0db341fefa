"""Laws of the pure parts of PDF import, and what the reference corpus must keep reaching."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_documents import SENTENCES

from briefer.model.transcript import Run, Sheet, Style, Transcript
from briefer.readers import read
from briefer.readers.pdf import read_transcript
from briefer.structure.imported import Source
from briefer.structure.pdfcolumns import page_lines
from briefer.structure.pdflines import rows, segments
from briefer.structure.pdfpieces import imported_transcript

numbers = st.floats(min_value=10, max_value=580, allow_nan=False)
styles = st.builds(Style, size=st.sampled_from([6.0, 8.0, 10.0, 18.0]), bold=st.booleans(), italic=st.booleans())
words = st.text(alphabet="abcXYZ 0123456789*†.-“”é", min_size=1, max_size=20)


@st.composite
def runs(draw):
    x0 = draw(numbers)
    return Run(draw(words), x0, x0 + draw(st.floats(1, 200)), draw(st.floats(10, 830)), draw(styles))


sheets = st.lists(runs(), max_size=30).map(lambda some: Sheet(595, 842, "", tuple(some)))
SOURCE = Source(name="any.pdf", sha256="0" * 64, media_type="application/pdf")


def letters(texts):
    return sorted(sign for text in texts for sign in text if sign.isalnum())


@given(st.lists(runs(), max_size=40))
def test_lines_hold_every_letter_of_a_page_once(some):
    lines = page_lines(segments(some), 0, 595, 0)

    assert letters(line.text for line in lines) == letters(run.text for run in some)


@given(st.lists(runs(), max_size=40))
def test_rows_run_from_top_to_bottom_and_left_to_right(some):
    for row in rows(segments(some)):
        assert [segment.x0 for segment in row] == sorted(segment.x0 for segment in row)


@settings(max_examples=60)
@given(st.lists(sheets, min_size=1, max_size=4))
def test_whatever_stands_on_the_pages_everything_points_into_the_body(some):
    title = Run(SENTENCES[0], 60, 400, 500, Style(10.0))
    first = Sheet(595, 842, "", (*some[0].runs, title))

    for piece in imported_transcript(Transcript(sheets=(first, *some[1:])), SOURCE).pieces:
        essay, size = piece.essay, len(piece.body)
        assert all(0 <= one.start < one.end <= size for one in (*essay.sections, *essay.paragraphs, *essay.asides))
        assert all(note.mark_at is None or 0 <= note.mark_at <= size for note in essay.footnotes)
        assert all(piece.body[one.start : one.end] == one.title for one in essay.sections)
        assert "\x02" not in piece.body
        assert "\x03" not in piece.body


@pytest.mark.corpus
def test_the_volume_of_the_corpus_is_split_with_its_notes_and_pages(shared):
    data = (shared / "corpus/volume.pdf").read_bytes()

    began = time.perf_counter()
    found = read("volume.pdf", data)
    taken = time.perf_counter() - began

    essays = [piece.essay for piece in found.pieces]
    assert len(essays) == 14
    assert sum(len(essay.sections) for essay in essays) == 42
    assert sum(note.status == "linked" for essay in essays for note in essay.footnotes) == 167
    assert [essay.pages[0].label for essay in essays[:3]] == ["1", "2", "5"]
    assert taken < 15


@pytest.mark.corpus
def test_reading_tells_how_far_it_is(shared):
    told: list[tuple[int, int]] = []

    read_transcript("volume.pdf", (shared / "corpus/volume.pdf").read_bytes(), lambda *done: told.append(done))

    assert told[0] == (1, 51)
    assert told[-1] == (51, 51)
