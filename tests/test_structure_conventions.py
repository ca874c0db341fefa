"""The same invented essays in many conventions: always the same pieces, pages, headings and notes."""

from __future__ import annotations

import re

import documents
import pytest

from briefer.readers import read
from briefer.structure.imported import Imported, Piece

CONVENTIONS = {
    "form feeds": documents.paged(documents.VOLUME),
    "form feeds and a running head": documents.paged(documents.VOLUME, head="The Water Reader"),
    "no blank lines": documents.paged(documents.VOLUME, blank_lines=False, head="The Water Reader"),
    "numbered endnotes": documents.with_endnotes(documents.VOLUME),
    "numbered endnotes in short lines": documents.with_endnotes(documents.VOLUME, width=72),
    "Markdown": documents.markdown(documents.VOLUME),
    "one blank line between essays": documents.with_endnotes(documents.VOLUME).replace("\n\n\n\n", "\n\n"),
    "a rule between essays": documents.with_endnotes(documents.VOLUME).replace("\n\n\n\n", "\n\n* * *\n\n"),
    "authors above titles": documents.paged(documents.VOLUME, author_first=True),
    "a title page and a table of contents": documents.TITLE_PAGE + documents.paged(documents.VOLUME),
    "Windows line ends": documents.paged(documents.VOLUME).replace("\n", "\r\n"),
}
PAGED = ("form feeds", "form feeds and a running head", "no blank lines", "Windows line ends")


def imported(convention: str) -> Imported:
    suffix = "md" if convention == "Markdown" else "txt"
    return read(f"volume.{suffix}", CONVENTIONS[convention].encode())


def running_words(piece: Piece) -> list[str]:
    return " ".join(piece.body[p.start : p.end] for p in piece.essay.paragraphs).split()


every_convention = pytest.mark.parametrize("convention", list(CONVENTIONS))


@every_convention
def test_both_essays_are_found_with_title_and_author(convention):
    pieces = imported(convention).pieces

    assert [piece.essay.reference.title for piece in pieces] == [one.title for one in documents.VOLUME]
    assert [piece.essay.reference.authors[0].full for piece in pieces] == ["Ines Marbach", "Tomás de Vries"]


@every_convention
def test_the_running_text_is_the_authors_words_and_nothing_else(convention):
    pieces = imported(convention).pieces

    assert [running_words(piece) for piece in pieces] == [one.words for one in documents.VOLUME]


@every_convention
def test_headings_are_sections(convention):
    pieces = imported(convention).pieces

    wanted = [[part.heading for part in one.parts if part.heading] for one in documents.VOLUME]
    assert [[section.title for section in piece.essay.sections] for piece in pieces] == wanted


@every_convention
def test_every_note_is_linked_behind_its_sentence(convention):
    pieces = imported(convention).pieces

    for piece, one in zip(pieces, documents.VOLUME, strict=True):
        assert [note.label for note in piece.essay.footnotes] == [str(n) for n in range(1, len(one.notes) + 1)]
        assert [note.text for note in piece.essay.footnotes] == list(one.notes)
        for note in piece.essay.footnotes:
            text = " ".join(p for part in one.parts for p in part.paragraphs)
            before = documents.marked(text[: text.index(f"#{note.label}")], "")
            assert note.status == "linked"
            assert note.mark_at is not None
            assert piece.body[: note.mark_at].endswith(before[-40:])


@pytest.mark.parametrize("convention", PAGED)
def test_pages_bear_their_printed_numbers(convention):
    pieces = imported(convention).pieces

    assert [[page.label for page in piece.essay.pages] for piece in pieces] == [["11", "12", "13"], ["14", "15", "16"]]
    assert pieces[0].essay.reference.page == "11–13"


def test_a_running_head_names_the_volume():
    found = imported("form feeds and a running head")

    assert found.reference.title == "The Water Reader"
    assert {piece.essay.reference.container_title for piece in found.pieces} == {"The Water Reader"}
    assert {piece.essay.reference.type for piece in found.pieces} == {"chapter"}


def test_a_form_feed_that_became_a_leading_space_still_begins_a_page():
    pages = documents.paged(documents.VOLUME, first=3).split("\n\f")
    text = "".join(page.rstrip("0123456789\n") + "\n " if n != 2 else page + "\n\n" for n, page in enumerate(pages))

    found = read("volume.txt", text.encode())

    assert [[page.label for page in piece.essay.pages] for piece in found.pieces] == [["3", "4", "5"], ["6", "7", "8"]]
    assert found.pieces[0].essay.sections[0].title == "Tolls and tempers"


def test_page_numbers_alone_between_blank_lines_are_page_ends():
    text = documents.paged(documents.VOLUME, feed="\n")

    found = read("volume.txt", text.encode())

    assert [[page.label for page in piece.essay.pages] for piece in found.pieces] == [
        ["11", "12", "13"],
        ["14", "15", "16"],
    ]


def test_pages_without_printed_numbers_are_counted_and_the_user_is_told():
    found = read("notes.txt", b"First page. It has two sentences.\n\fSecond page, with a little more text.\n")

    assert [page.label for page in found.pieces[0].essay.pages] == ["1", "2"]
    assert "counted" in " ".join(found.remarks)


def test_front_matter_before_page_one_has_no_negative_numbers():
    foreword = "Foreword\n\n" + documents.SENTENCES[3] + "\n\nHon. Jutta Amsel\nMinister of Waterways\n\n\f"
    more = "Introduction\n\n" + documents.SENTENCES[4] + "\n\nDr. Piet Vonk\nManaging Editor for The Water Reader\n\n\f"

    found = read("volume.txt", (foreword + more + documents.paged(documents.VOLUME, first=1)).encode())

    kinds = [piece.essay.kind for piece in found.pieces]
    assert kinds == ["foreword", "introduction", "essay", "essay"]
    assert [page for piece in found.pieces[:2] for page in piece.essay.pages] == []
    assert [piece.essay.reference.authors[0].full for piece in found.pieces[:2]] == ["Jutta Amsel", "Piet Vonk"]
    assert found.pieces[0].essay.affiliations == ("Minister of Waterways",)
    assert [name.full for name in found.reference.editors] == ["Piet Vonk"]
    assert found.reference.title == "The Water Reader"


def test_a_title_page_gives_the_reference_of_the_volume():
    found = imported("a title page and a table of contents")

    reference = found.reference
    assert (reference.title, reference.publisher, reference.issued) == ("Rivers and Other Debts", "Uferverlag", "2019")
    assert (reference.issue, [name.full for name in reference.editors]) == ("Spring 2019", ["Piet Vonk", "Jutta Amsel"])
    assert found.pieces[0].essay.id == "marbach-2019-the-river-that"


def test_one_essay_takes_title_author_and_date_from_its_head():
    found = read(
        "water.txt", ("On the water\nBy Ines Marbach\n3 May 2017\n\n" + "\n\n".join(documents.SENTENCES[:6])).encode()
    )

    reference = found.reference
    assert (reference.title, reference.authors[0].full, reference.issued) == (
        "On the water",
        "Ines Marbach",
        "2017-05-03",
    )
    assert found.pieces[0].body == "\n\n".join(documents.SENTENCES[:6])
    assert found.pieces[0].essay.confidence < 1


def test_a_note_whose_number_is_lost_shifts_no_other():
    text = documents.with_endnotes([documents.LOCKS, documents.RIVER]).replace("[3] Ibid., p. 41.\n\n", "", 1)

    notes = read("volume.txt", text.encode()).pieces[0].essay.footnotes

    assert [(note.label, note.status) for note in notes][2] == ("3", "lost")
    assert [note.text for note in notes][3:] == list(documents.NOTES[3:6])


def collected(headings: list[str], start: str = "{}. ") -> str:
    """Return the volume with the notes of all essays at its end, those of each under one of `headings` ("" for none)."""
    works = [one.split("\n\nNotes\n\n")[0] for one in documents.with_endnotes(documents.VOLUME).split("\n\n\n\n")]
    groups = [
        "\n\n".join(filter(None, (head, *(start.format(n) + note for n, note in enumerate(one.notes, start=1)))))
        for head, one in zip(headings, documents.VOLUME, strict=True)
    ]
    return "\n\n\n\n".join((*works, "Notes\n\n" + "\n\n".join(groups))) + "\n"


@pytest.mark.parametrize(
    "headings",
    [
        [one.title for one in documents.VOLUME],
        [f"{number}. {one.title.upper()}" for number, one in enumerate(documents.VOLUME, start=1)],
        ["Chapter 1", "Chapter 2"],
        ["I", "II"],
        ["Ines Marbach", "Tomás de Vries"],
        ["", ""],
    ],
)
def test_notes_at_the_end_of_the_volume_go_to_their_essays(headings):
    found = read("volume.txt", collected(headings).encode())

    for piece, one in zip(found.pieces, documents.VOLUME, strict=True):
        assert [note.text for note in piece.essay.footnotes] == list(one.notes)
        assert {note.status for note in piece.essay.footnotes} == {"linked"}
        assert running_words(piece) == one.words


@pytest.mark.parametrize("headed", [True, False])
def test_notes_numbered_through_a_volume_go_to_the_essays_that_mark_them(headed):
    works = [one.split("\n\nNotes\n\n")[0] for one in documents.with_endnotes(documents.VOLUME).split("\n\n\n\n")]
    notes, before = ["Notes"], 0
    for at, one in enumerate(documents.VOLUME):
        works[at] = re.sub(r"\[(\d+)\]", lambda mark, by=before: f"[{int(mark[1]) + by}]", works[at])
        notes += [one.title] if headed else []
        notes += [f"{before + n}. {note}" for n, note in enumerate(one.notes, start=1)]
        before += len(one.notes)

    found = read("volume.txt", "\n\n\n\n".join((*works, "\n\n".join(notes))).encode())

    for piece, one in zip(found.pieces, documents.VOLUME, strict=True):
        assert [note.text for note in piece.essay.footnotes] == list(one.notes)
        assert {note.status for note in piece.essay.footnotes} == {"linked"}
        assert running_words(piece) == one.words


def test_a_numbered_list_stays_in_the_text():
    text = (
        "A plan for the quay\n\n"
        + documents.SENTENCES[0]
        + "\n\n1. Mend the jetty.\n\n2. Paint the mill.\n\n3. Find the treaty.\n"
    )

    found = read("plan.txt", text.encode()).pieces[0]

    assert found.essay.footnotes == ()
    assert "Paint the mill." in found.body
