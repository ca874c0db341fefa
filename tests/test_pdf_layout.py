"""Pages of PDFs with more than running text: notes in body size, numbered lines, tables, captions, pull quotes, bios."""

from __future__ import annotations

import pytest
from pdf_documents import BOLD, ITALIC, SENTENCES, SERIF, WIDTH, Writer, columns, prose, written
from test_pdf_pages import one


def running_text(piece) -> str:
    return "\n\n".join(piece.body[p.start : p.end] for p in piece.essay.paragraphs)


@pytest.mark.parametrize("has_rule", [True, False])
def test_notes_in_the_size_of_the_text_are_known_by_rule_number_and_place(has_rule):
    def write(canvas):
        def turned():
            return columns(1, floor=150)

        writer = Writer(canvas, columns(1, floor=150))
        writer.lines(["Ropes"], BOLD, 18)
        number = 0
        for page in range(3):
            writer.paragraph(
                f"{prose(9, page)}^{number + 1}^ {prose(9, page + 1)}^{number + 2}^ {prose(3)}", indent=False
            )
            if has_rule:
                canvas.line(55, 128, 180, 128)
            canvas.setFont(SERIF, 10.5)
            for step in (1, 2):
                y = 142 - 26 * step - (0 if has_rule else 8)
                canvas.drawString(55, y, f"{number + step}. Ledger of the harbour for the year of the flood, folio")
                canvas.drawString(55, y - 12.5, f"{number + step}, kept by the pilots in the tower.")
            number += 2
            if page < 2:
                writer.turn(turned())

    piece = one(written(write))

    assert [(note.label, note.text, note.status) for note in piece.essay.footnotes] == [
        (
            str(number),
            f"Ledger of the harbour for the year of the flood, folio {number}, kept by the pilots in the tower.",
            "linked",
        )
        for number in range(1, 7)
    ]
    assert "Ledger" not in piece.body


def test_a_numbered_list_at_the_foot_of_a_page_is_no_note():
    def write(canvas):
        writer = Writer(canvas, columns(1, floor=150))
        writer.lines(["Ropes"], BOLD, 18)
        writer.paragraph(prose(20), indent=False)
        writer.lines(["1. Buy rope before the winter.", "2. Sell salt when the ships come.", "3. Mend the nets."])

    piece = one(written(write))

    assert piece.essay.footnotes == ()
    assert "2. Sell salt" in piece.body


@pytest.mark.parametrize("every", [1, 5])
@pytest.mark.parametrize("x", [26, 42, WIDTH - 45])
@pytest.mark.parametrize("restarts", [True, False])
def test_numbers_of_lines_in_the_margin_are_no_text(every, x, restarts):
    def write(canvas):
        number = 0
        for page in range(2):
            canvas.setFont(SERIF, 11)
            for at in range(40):
                number = at + 1 if restarts else number + 1
                y = 735 - 15 * at
                canvas.drawString(62, y, f"{SENTENCES[(at + 3 * page) % 8]}")
                if number % every == 0:
                    canvas.drawRightString(x + 12, y, str(number))
            canvas.showPage()

    piece = one(written(write))

    assert "".join(sign for sign in piece.body if sign.isdigit()) == ""
    assert piece.body.split()[:4] == ["The", "harbour", "keeps", "its"]
    assert " ".join(piece.body.split()) == " ".join(
        SENTENCES[(at + 3 * page) % 8] for page in range(2) for at in range(40)
    )


def test_a_numbered_list_keeps_its_numbers():
    def write(canvas):
        writer = Writer(canvas, columns(1))
        writer.paragraph(prose(10), indent=False)
        writer.lines([f"{number}. {SENTENCES[number % 8]}" for number in range(1, 13)])
        writer.paragraph(prose(10), indent=False)

    body = one(written(write)).body

    assert all(f"{number}. {SENTENCES[number % 8]}" in body for number in range(1, 13))


def test_a_table_across_two_columns_stands_apart():
    def write(canvas):
        writer = Writer(canvas, columns(2, top=760, floor=470))
        writer.paragraph(prose(22), indent=False)
        canvas.setFont(SERIF, 9)
        for row in range(6):
            for cell in range(5):
                canvas.drawString(60 + cell * 100, 450 - 13 * row, f"Quay {row}{cell}")
        writer.columns, writer.at = columns(2, top=360), 0
        writer.paragraph(prose(20, 1), indent=False)

    piece = one(written(write))

    assert "Quay" not in running_text(piece)
    assert [aside.kind for aside in piece.essay.asides] == ["table"]
    assert running_text(piece).replace("\n\n", " ") == f"{prose(22)} {prose(20, 1)}"


def test_a_table_in_one_of_two_columns_stands_apart():
    def write(canvas):
        left, right = columns(2, top=760)
        right.y = 600
        writer = Writer(canvas, [left, right])
        writer.paragraph(prose(56), indent=False)
        canvas.setFont(SERIF, 9)
        for row in range(8):
            for cell, word in enumerate(("Harbour", "12 ships", "40 lamps")):
                canvas.drawString(right.x + cell * 80, 755 - 13 * row, f"{word}{row}")

    piece = one(written(write))

    assert "lamps3" not in running_text(piece)
    assert running_text(piece).replace("\n\n", " ") == prose(56)


def test_a_caption_below_a_picture_is_no_text():
    def write(canvas):
        writer = Writer(canvas, columns(2, top=760, floor=500))
        writer.paragraph(prose(18), indent=False)
        canvas.rect(60, 380, 220, 100, fill=1)
        canvas.setFont(SERIF, 8.5)
        canvas.drawString(60, 366, "Figure 2. The quay in the year of the flood.")
        writer.columns, writer.at = columns(2, top=345), 0
        writer.paragraph(prose(20, 6), indent=False)

    piece = one(written(write))

    assert [piece.body[a.start : a.end] for a in piece.essay.asides] == ["Figure 2. The quay in the year of the flood."]
    assert "Figure" not in running_text(piece)


@pytest.mark.parametrize("across", [True, False])
def test_a_pull_quote_in_larger_type_stands_apart(across):
    quote = ["No council has ever paid for", "two of the lamps, and no", "pilot has asked it to."]

    def write(canvas):
        canvas.setFont(BOLD, 20)
        canvas.drawString(60, 785, "Lamps")
        writer = Writer(canvas, columns(2, top=760, floor=500))
        writer.paragraph(prose(18), indent=False)
        canvas.setFont(ITALIC, 16)
        for number, text in enumerate(quote):
            canvas.drawString(150 if across else 62, 470 - 20 * number, text)
        writer.columns, writer.at = columns(2, top=400 if across else 480), 0
        if not across:
            writer.columns[0].y = 400
        writer.paragraph(prose(20, 6), indent=False)

    piece = one(written(write))

    assert [(a.kind, piece.body[a.start : a.end]) for a in piece.essay.asides] == [("pull-quote", " ".join(quote))]
    assert piece.essay.sections == ()
    assert "paid for two" not in running_text(piece)


BIO = "Orla Penhallow is a fellow of the Institute for Coastal Studies and keeps the lamps of the outer chain."
DISCLAIMER = "The views expressed here are those of the author alone and do not represent the council of the islands."


@pytest.mark.parametrize(("said", "kind"), [(BIO, "biography"), (DISCLAIMER, "disclaimer")])
@pytest.mark.parametrize(("font", "size"), [(ITALIC, 10.5), (SERIF, 8.5)])
def test_what_is_said_of_the_author_below_the_last_paragraph_is_no_argument(said, kind, font, size):
    def write(canvas):
        writer = Writer(canvas, columns(1))
        writer.lines(["Ropes"], BOLD, 18)
        writer.lines(["Orla Penhallow"])
        writer.paragraph(prose(14))
        writer.paragraph(prose(9, 3))
        writer.paragraph(said, indent=False, font=font, size=size)

    piece = one(written(write))

    assert running_text(piece).endswith(prose(9, 3))
    assert [(a.kind, piece.body[a.start : a.end]) for a in piece.essay.asides] == [(kind, said)]


def test_an_emphasised_last_sentence_stays_in_its_paragraph():
    def write(canvas):
        writer = Writer(canvas, columns(1))
        writer.lines(["Ropes"], BOLD, 18)
        writer.paragraph(prose(14))
        writer.paragraph("Keep the lamps low and the ropes dry, and let no ferry leave at noon.", font=ITALIC)

    piece = one(written(write))

    assert running_text(piece).endswith("let no ferry leave at noon.")
