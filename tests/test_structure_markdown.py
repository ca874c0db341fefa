"""Markdown: the folder form written by hand, single essays and volumes."""

from __future__ import annotations

from itertools import pairwise

import documents
from hypothesis import given
from hypothesis import strategies as st

from briefer.model.essay import Page
from briefer.model.text import canonical
from briefer.readers import read
from briefer.structure.markdown import MarkdownBody, body_of

HAND_WRITTEN = """[p. 12]

## Tolls

The tolls rose[^1] while the
[p. 13]
boats *waited*.

- Mend the jetty.
- Paint the mill.

| quay | depth |
|------|-------|
| old  | 11    |

> Nobody[^b] paid.

[^1]: Harbour Board, p. 3.
[^b]: Ibid.
"""


def test_a_page_line_starts_a_page_even_inside_a_paragraph():
    found = body_of(HAND_WRITTEN)

    assert found.pages[0] == Page(0, "12")
    assert found.body[found.pages[1].start :].startswith("boats waited.")
    assert "[p." not in found.body
    assert "The tolls rose while the boats waited." in found.body


def test_marks_leave_the_body_and_notes_keep_their_place():
    found = body_of(HAND_WRITTEN)

    assert [(note.label, note.text, note.status) for note in found.footnotes] == [
        ("1", "Harbour Board, p. 3.", "linked"),
        ("2", "Ibid.", "linked"),
    ]
    assert found.body[: found.footnotes[0].mark_at].endswith("The tolls rose")
    assert "Harbour" not in found.body


def test_headings_items_quotes_and_tables_keep_apart():
    found = body_of(HAND_WRITTEN)

    assert [section.title for section in found.sections] == ["Tolls"]
    texts = [found.body[p.start : p.end] for p in found.paragraphs]
    assert texts == ["The tolls rose while the boats waited.", "Mend the jetty.", "Paint the mill.", "Nobody paid."]
    assert [(aside.kind, found.body[aside.start : aside.end]) for aside in found.asides] == [
        ("table", "quay | depth\nold | 11")
    ]


def test_a_page_that_breaks_a_sentence_between_blank_lines_joins_it():
    found = body_of("The boats waited for\n\n[p. iv]\n\nthe tide.\n\n[p. v]\n\nThen they left.\n")

    assert found.body == "The boats waited for the tide.\n\nThen they left."
    assert [(page.label, found.body[page.start :][:4]) for page in found.pages] == [("iv", "the "), ("v", "Then")]


def test_a_mark_without_a_note_is_lost_and_a_note_without_a_mark_is_unlinked():
    found = body_of("Tolls rose.[^1] Then fell.[^2]\n\n[^2]: Ledger.\n[^3]: Never cited.\n")

    assert [(note.label, note.status) for note in found.footnotes] == [
        ("1", "lost"),
        ("2", "linked"),
        ("3", "unlinked"),
    ]


@given(st.text(alphabet="ab.# \n*[]^:_12>-|`<&\u0301é\f", max_size=80) | st.text(max_size=40))
def test_any_markdown_gives_a_canonical_body_and_offsets_inside_it(markdown):
    found = body_of(markdown)

    assert canonical(found.body) == found.body
    spans = sorted((one.start, one.end) for one in (*found.sections, *found.paragraphs, *found.asides))
    assert all(0 <= start < end <= len(found.body) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(note.mark_at is None or 0 <= note.mark_at <= len(found.body) for note in found.footnotes)


def test_nothing_written_is_no_body():
    assert body_of(" \n") == MarkdownBody("")


def test_front_matter_gives_the_volume_its_reference():
    fields = ("title: Rivers and Other Debts", "author: Piet Vonk and Jutta Amsel (eds.)", "date: Spring 2019")
    front = "\n".join(("---", *fields, "publisher: Uferverlag", "---"))

    found = read("rivers.md", documents.markdown(documents.VOLUME, front).encode())

    reference = found.pieces[0].essay.reference
    assert (reference.container_title, reference.publisher) == ("Rivers and Other Debts", "Uferverlag")
    assert (reference.issued, reference.issue) == ("2019", "Spring 2019")
    assert [name.full for name in found.reference.editors] == ["Piet Vonk", "Jutta Amsel"]


def test_one_heading_at_the_top_is_the_title_of_one_essay():
    text = "# The missing treaty\n\nBy Ana Ruiz\n\nNobody has seen it.\n\n## Where it was\n\nIn a cellar.\n"

    found = read("treaty.md", text.encode())

    (piece,) = found.pieces
    assert (piece.essay.reference.title, piece.essay.reference.authors[0].full) == ("The missing treaty", "Ana Ruiz")
    assert [section.title for section in piece.essay.sections] == ["Where it was"]
    assert piece.body == "Nobody has seen it.\n\nWhere it was\n\nIn a cellar."


def test_headings_without_authors_are_sections_of_one_essay():
    found = read("report.md", b"# Tolls\n\nThey rose.\n\n# Locks\n\nThey fell.\n")

    (piece,) = found.pieces
    assert [section.title for section in piece.essay.sections] == ["Tolls", "Locks"]
    assert piece.essay.reference.title == "report"
    assert piece.essay.confidence < 1


def test_notes_collected_at_the_end_of_the_file_go_to_the_essay_that_cites_them():
    text = "# Tolls\n\nIda Moor\n\nThey rose.[^a]\n\n# Locks\n\nUwe Pohl\n\nThey fell.[^b]\n\n[^a]: First.\n[^b]: Second.\n"

    found = read("volume.md", text.encode())

    assert [[note.text for note in piece.essay.footnotes] for piece in found.pieces] == [["First."], ["Second."]]
