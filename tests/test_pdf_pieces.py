"""Which pieces a PDF holds when no names stand under titles: outline, contents, grouped endnotes, and how sure it is."""

from __future__ import annotations

import pytest
from pdf_documents import BOLD, SERIF, WIDTH, Writer, columns, prose, running, written

from briefer.readers import read

CHAPTERS = ("Salt and the Winter Road", "What a Lamp Costs", "Quays Without Pilots")


def label(canvas, text: str) -> None:
    running(canvas, "", text)


def report(
    canvas, outline: bool, contents: bool, marks_each: int = 0, pages: int = 3, shift: int = 0, runs_on: bool = False
) -> None:
    """Draw a report of chapters that name no authors; its first chapter stands on page 3 and is labelled 1."""
    canvas.setFont(BOLD, 26)
    canvas.drawString(60, 600, "The Cost of Harbours")
    canvas.setFont(SERIF, 12)
    canvas.drawString(60, 560, "Institute for Coastal Studies, March 2021")
    canvas.showPage()
    if contents:
        canvas.setFont(BOLD, 18)
        canvas.drawString(60, 740, "Contents")
        canvas.setFont(SERIF, 11)
        for number, title in enumerate(CHAPTERS):
            page = str(1 + number * pages + shift)
            canvas.drawString(60, 700 - 18 * number, title)
            canvas.drawString(70 + canvas.stringWidth(title, SERIF, 11), 700 - 18 * number, "." * 30)
            canvas.drawRightString(WIDTH - 60, 700 - 18 * number, page)
    else:
        Writer(canvas, columns(1)).paragraph("All rights of this report are with the institute.", indent=False)
    canvas.showPage()
    for number, title in enumerate(CHAPTERS):
        for page in range(pages):
            writer = Writer(canvas, columns(1))
            if page == 0:
                writer.lines([title], BOLD, 18)
                if outline:
                    canvas.bookmarkPage(f"c{number}")
                    canvas.addOutlineEntry(title, f"c{number}")
            before = (number * pages * runs_on + page) * marks_each
            mark = "".join(f" As told.^{before + at + 1}^" for at in range(marks_each))
            writer.paragraph(f"Chapter {title} goes on. {prose(24, number + page)}{mark}", indent=False)
            if page == 1:
                writer.heading("Ways over the water")
                writer.paragraph(prose(9, number))
            label(canvas, str(1 + number * pages + page))
            canvas.showPage()


@pytest.mark.parametrize(("outline", "contents"), [(True, False), (False, True), (True, True)])
def test_chapters_without_authors_are_known_by_outline_or_contents(outline, contents):
    found = read("coast.pdf", written(lambda canvas: report(canvas, outline, contents)))

    essays = [piece.essay for piece in found.pieces]
    assert [essay.reference.title for essay in essays] == list(CHAPTERS)
    assert [essay.kind for essay in essays] == ["chapter"] * 3
    assert [essay.reference.page for essay in essays] == ["1–3", "4–6", "7–9"]
    assert found.reference.title == "The Cost of Harbours"
    assert [[section.title for section in essay.sections] for essay in essays] == [["Ways over the water"]] * 3
    source = "outline" if outline else "table of contents"
    assert f"The piece was found by the {source} of the file." in essays[0].remarks
    assert 0.5 < essays[0].confidence < 0.97


def test_contents_that_name_other_pages_are_doubted():
    found = read("coast.pdf", written(lambda canvas: report(canvas, False, True, shift=1)))

    assert [piece.essay.reference.title for piece in found.pieces] == list(CHAPTERS)
    assert "The table of contents names page 5 for this piece; it begins on page 4." in found.pieces[1].essay.remarks
    straight = read("coast.pdf", written(lambda canvas: report(canvas, False, True)))
    assert found.pieces[1].essay.confidence < straight.pieces[1].essay.confidence


def test_an_article_with_an_outline_of_its_sections_stays_one():
    def write(canvas):
        writer = Writer(canvas, columns(1), turned=lambda: columns(1))
        writer.lines(["Ropes and Their Makers"], BOLD, 20)
        writer.lines(["Dr. Orla Penhallow"])
        for number, title in enumerate(("Before the Flood", "The Flood", "After the Flood", "What Remains")):
            canvas.bookmarkPage(f"s{number}")
            canvas.addOutlineEntry(title, f"s{number}")
            writer.heading(title)
            writer.paragraph(prose(20, number))

    (piece,) = read("coast.pdf", written(write)).pieces

    assert [section.title for section in piece.essay.sections][:2] == ["Before the Flood", "The Flood"]


def collection(canvas, by_line: bool) -> None:
    """Draw three essays listed with their authors; the second one's opening page names nobody if not `by_line`."""
    listed = [("Salt and the Winter Road", "Orla Penhallow"), ("What a Lamp Costs", "Ines Baudelot")]
    listed.append(("Quays Without Pilots", "Karl Ostrander"))
    canvas.setFont(BOLD, 18)
    canvas.drawString(60, 740, "Contents")
    canvas.setFont(SERIF, 11)
    for number, (title, author) in enumerate(listed):
        y = 700 - 40 * number
        canvas.drawString(60, y, title)
        canvas.drawString(70 + canvas.stringWidth(title, SERIF, 11), y, "." * 30)
        canvas.drawRightString(WIDTH - 60, y, str(2 + 2 * number))
        canvas.drawString(60, y - 14, author)
    label(canvas, "1")
    canvas.showPage()
    for number, (title, author) in enumerate(listed):
        for page in range(2):
            writer = Writer(canvas, columns(1))
            if page == 0:
                writer.lines([title], BOLD, 18)
                writer.lines([author] if by_line or number != 1 else [])
            writer.paragraph(prose(28, number + page), indent=False)
            label(canvas, str(2 + 2 * number + page))
            canvas.showPage()


@pytest.mark.parametrize("by_line", [True, False])
def test_the_contents_supply_the_author_whom_an_opening_page_leaves_out(by_line):
    found = read("coast.pdf", written(lambda canvas: collection(canvas, by_line)))

    essays = [piece.essay for piece in found.pieces]
    assert [[name.full for name in essay.reference.authors] for essay in essays] == [
        ["Orla Penhallow"],
        ["Ines Baudelot"],
        ["Karl Ostrander"],
    ]
    assert [essay.reference.page for essay in essays] == ["2–3", "4–5", "6–7"]
    assert ("The author is named in the table of contents only." in essays[1].remarks) is not by_line


def endnotes(canvas, heads: list[str] | None, restart: bool = True) -> None:
    """Draw the notes of all chapters under one heading, two a page of each chapter."""
    writer = Writer(canvas, columns(1))
    writer.lines(["Notes"], BOLD, 18)
    count = 0
    for number in range(3):
        if heads:
            writer.heading(heads[number])
        for at in range(6):
            count = at + 1 if restart else count + 1
            writer.lines([f"{count}. Ledger of chapter {number + 1}, folio {at + 1}."])
    label(canvas, "10")
    canvas.showPage()


@pytest.mark.parametrize(
    "heads",
    [list(CHAPTERS), ["Chapter 1", "Chapter 2", "Chapter 3"], [f"{n}. {t}" for n, t in enumerate(CHAPTERS, 1)], None],
)
def test_endnotes_of_a_whole_book_go_to_the_chapters_they_stand_for(heads):
    def write(canvas):
        report(canvas, True, True, marks_each=2)
        endnotes(canvas, heads)

    found = read("coast.pdf", written(write))

    assert [piece.essay.reference.title for piece in found.pieces] == list(CHAPTERS)
    for number, piece in enumerate(found.pieces, start=1):
        assert [(note.label, note.text, note.status) for note in piece.essay.footnotes] == [
            (str(at), f"Ledger of chapter {number}, folio {at}.", "linked") for at in range(1, 7)
        ]
        assert "Ledger" not in piece.body
    assert found.pieces[2].essay.reference.page == "7–9"


@pytest.mark.parametrize("heads", [list(CHAPTERS), None])
def test_endnotes_whose_numbers_run_on_go_where_their_marks_stand(heads):
    def write(canvas):
        report(canvas, True, True, marks_each=2, runs_on=True)
        endnotes(canvas, heads, restart=False)

    found = read("coast.pdf", written(write))

    for number, piece in enumerate(found.pieces, start=1):
        assert [(note.label, note.text, note.status) for note in piece.essay.footnotes] == [
            (str(6 * number - 6 + at), f"Ledger of chapter {number}, folio {at}.", "linked") for at in range(1, 7)
        ]


def test_guessed_page_labels_are_said():
    def write(canvas):
        for number in range(6):
            writer = Writer(canvas, columns(1))
            writer.paragraph(prose(28, number), indent=False)
            label(canvas, str(number + 11) if number in (1, 2, 4) else "")
            canvas.showPage()

    found = read("coast.pdf", written(write))

    assert found.pieces[0].essay.reference.page == "11–16"
    assert "Page numbers are printed on 3 of 6 pages; the others were counted from them." in found.remarks
