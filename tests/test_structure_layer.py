"""A raw text layer of two columns: notes scattered between the halves of a sentence, notes and columns out of order."""

from __future__ import annotations

import documents

from briefer.readers import read
from briefer.structure.imported import Imported

SENTENCES = documents.SENTENCES
TORN = " ".join((*SENTENCES[:6], "Whoever sails by the almanac#1 will measure the upstream"))
REST = " ".join(("current twice before the lamps are lit.", *SENTENCES[6:10]))
SCATTERED = """1“Almanacs

for

Lockmen,”

who reads them
Upper River
https://example.org/gazette/almanacs-
for-lockmen-and-others.html

Gazette,

Tides

14 May"""


def columns(left: str, notes: str, right: str) -> str:
    """Return a page whose left column is broken inside a sentence by the notes below it."""
    bodies = ["\n".join(documents.wrapped(documents.marked(text, "{}"), 46)) for text in (left, right)]
    return f"On the almanac\n\nDr. Ines Marbach\n\n{bodies[0]}\n\n{notes}\n\n{bodies[1]}\n\n7\n\n"


def volume(first: str) -> Imported:
    pages = documents.paged([documents.LOCKS], first=8)
    return read("volume.txt", (first + "\f" + pages).encode())


def words(found: Imported, place: int = 0) -> str:
    piece = found.pieces[place]
    return " ".join(" ".join(piece.body[p.start : p.end] for p in piece.essay.paragraphs).split())


def test_what_stands_between_the_halves_of_a_sentence_is_no_text():
    found = volume(columns(TORN, SCATTERED, REST))

    assert words(found) == documents.marked(f"{TORN} {REST}", "")
    assert found.pieces[0].essay.sections == ()
    assert "almanacs" in found.pieces[0].essay.footnotes[0].text


def test_a_heading_below_the_notes_of_a_column_stays_a_heading():
    ended, begins = " ".join((*SENTENCES[:6], "Nobody reads the almanac.#1")), " ".join(SENTENCES[6:12])

    found = volume(columns(ended, SCATTERED, f"HEADING {begins}").replace("HEADING ", "A rule of the river\n\n"))

    assert [section.title for section in found.pieces[0].essay.sections] == ["A rule of the river"]
    assert words(found) == documents.marked(f"{ended} {begins}", "")


def test_a_note_that_stands_after_its_successor_is_found():
    text = TORN.replace("timber", "timber#1").replace("#1 will", "#2 will")
    notes = "2 " + documents.NOTES[1] + "\n\n1 " + documents.NOTES[2] + "\n\n3 " + documents.NOTES[5]

    found = volume(columns(text, notes, REST + " " + SENTENCES[11] + "#3"))

    assert [note.status for note in found.pieces[0].essay.footnotes] == ["linked"] * 3
    assert [note.text for note in found.pieces[0].essay.footnotes] == [documents.NOTES[n] for n in (2, 1, 5)]


def test_a_left_column_written_after_the_signature_of_the_right_one_goes_before_it():
    left = " ".join((*SENTENCES[:7], "For this reason we welcome every inter-"))
    right = " ".join(("national survey of the lower rapids.", *SENTENCES[8:11]))
    page = "\n".join(documents.wrapped(right, 46)) + "\nHon. Jutta Amsel\nMinister of Waterways\n\n"
    page += "\n".join(documents.wrapped(left, 46)) + "\n\n"
    essays = documents.paged(documents.VOLUME).replace("A treaty", "An international treaty")

    found = read("volume.txt", f"Foreword\n\n{page}\f{essays}".encode())

    assert words(found) == f"{left.removesuffix('-')}{right}"
    assert found.pieces[0].essay.reference.authors[0].full == "Jutta Amsel"


def test_a_quotation_or_list_inside_a_sentence_stays_in_the_text():
    quoted = "The river pays for itself and for the mill,\nthe pilots say, and nobody has asked the\nkeepers yet."
    listed = "1. the price of grain at the upper quay\n\n2. the hour of the ferry in the winter"
    before, after = (
        " ".join((*SENTENCES[:6], "It was held by all of the clerks that#1")),
        "and nothing else has been said of it since.",
    )
    blocks = [*(("\n".join(documents.wrapped(text, 46))) for text in (documents.marked(before, "{}"), after))]

    for between in (quoted, listed):
        note = f"1 {documents.NOTES[1]}"
        found = volume(
            "\n\n".join(("On the almanac", "Dr. Ines Marbach", blocks[0], between, blocks[1], note, "7", ""))
        )

        assert " ".join(between.split()) in words(found)
        assert words(found).endswith(after)
