"""Notes marked by signs instead of numbers."""

from __future__ import annotations

import documents
import pytest

from briefer.readers import read
from briefer.structure.imported import Piece

PARAGRAPHS = tuple(" ".join(documents.SENTENCES[at : at + 4]) for at in (0, 4, 8))
NOTES = documents.NOTES
HEAD = "On the water\n\nBy Ines Marbach\n\n"


def imported(text: str) -> Piece:
    return read("water.txt", text.encode()).pieces[0]


def words(piece: Piece) -> list[str]:
    return " ".join(piece.body[p.start : p.end] for p in piece.essay.paragraphs).split()


def before(piece: Piece) -> list[str]:
    """Return the last word before each mark."""
    return [piece.body[: note.mark_at].split()[-1] for note in piece.essay.footnotes if note.mark_at is not None]


@pytest.mark.parametrize("heading", ["Notes\n\n", ""])
@pytest.mark.parametrize("signs", [("*", "†"), ("*", "**"), ("‡", "§"), ("†", "††")])
def test_signs_mark_notes_at_the_end(signs, heading):
    first = PARAGRAPHS[0].replace("summers ago.", f"summers ago.{signs[0]}")
    second = PARAGRAPHS[1].replace("own eyes.", f"own eyes.{signs[1]}")
    notes = f"{signs[0]} {NOTES[0]}\n\n{signs[1]} {NOTES[1]}\n"

    piece = imported(HEAD + "\n\n".join((first, second, PARAGRAPHS[2], heading + notes)))

    assert words(piece) == " ".join(PARAGRAPHS).split()
    assert [(note.label, note.text) for note in piece.essay.footnotes] == list(zip(signs, NOTES[:2], strict=True))
    assert before(piece) == ["ago.", "eyes."]


@pytest.mark.parametrize("blank", ["\n", ""])
def test_signs_that_begin_anew_on_each_page_are_numbered(blank):
    pages: list[str] = []
    for at, text in enumerate(PARAGRAPHS):
        lines = [
            *documents.wrapped(text.replace(". ", ".* ", 1) + "†", 62),
            blank,
            *documents.wrapped(f"* {NOTES[at]}", 74),
        ]
        pages.append(
            "\n".join((*lines, *documents.wrapped(f"† {NOTES[at + 1]}", 74), "", str(at + 5))).replace("\n\n\n", "\n\n")
        )

    piece = imported(HEAD + "\n\f".join(pages) + "\n")

    assert words(piece) == " ".join(PARAGRAPHS).split()
    assert [note.label for note in piece.essay.footnotes] == ["1", "2", "3", "4", "5", "6"]
    assert [note.text for note in piece.essay.footnotes] == [NOTES[at] for at in (0, 1, 1, 2, 2, 3)]
    assert {note.status for note in piece.essay.footnotes} == {"linked"}
    assert [page.label for page in piece.essay.pages] == ["5", "6", "7"]


def test_a_note_to_the_title_stands_beside_numbered_notes():
    notes = f"* First given as a talk.\n\n[1] {NOTES[1]}\n"
    text = f"On the water*\n\nBy Ines Marbach\n\n{PARAGRAPHS[0]}[1]\n\n{PARAGRAPHS[1]}\n\n{notes}"

    piece = imported(text)

    assert piece.essay.reference.title == "On the water"
    assert [(note.label, note.status) for note in piece.essay.footnotes] == [("*", "unlinked"), ("1", "linked")]
    assert words(piece) == " ".join(PARAGRAPHS[:2]).split()


def test_asterisks_that_stress_a_word_or_begin_an_item_are_no_marks():
    block = "The clerks *never* agreed on **two** points:\n\n* the price of grain\n\n* the hour of the ferry"

    piece = imported(HEAD + "\n\n".join((PARAGRAPHS[0], block, PARAGRAPHS[1])))

    assert piece.essay.footnotes == ()
    assert "* the price of grain" in piece.body
    assert "*never* agreed on **two** points:" in piece.body
