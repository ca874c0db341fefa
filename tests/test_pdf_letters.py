"""Letters of PDFs as typesetters leave them: ligatures, soft hyphens, small capitals, initials, letters drawn twice."""

from __future__ import annotations

import pytest
from pdf_documents import BOLD, SENTENCES, SERIF, Writer, columns, prose, written
from test_pdf_pages import one, written_as


def page(draw) -> str:
    """Return the body of a page with a title, on which `draw` sets lines from a height on."""

    def write(canvas):
        Writer(canvas, columns(1)).lines(["Ropes"], BOLD, 18)
        canvas.setFont(SERIF, 10.5)
        draw(canvas)

    return one(written(write)).body


def lines(canvas, texts, x=55.0, y=690.0) -> float:
    for text in texts:
        canvas.drawString(x, y, text)
        y -= 13
    return y


def test_ligatures_are_letters():
    def write(canvas):
        canvas.setFont(SERIF, 10.5)
        lines(canvas, [*SENTENCES, "To X Y is Z."])

    data = written_as(written(write), {"X": "ﬁ", "Y": "ﬂ", "Z": "ﬃ"})

    assert one(data).body.endswith("To fi fl is ffi.")


def test_a_soft_hyphen_at_the_end_of_a_line_is_none_of_the_word():
    def draw(canvas):
        y = lines(canvas, SENTENCES)
        lines(canvas, ["Every quay was meas\u00ad", "ured by a well\u00adknown pilot."], y=y)

    assert page(draw).endswith("Every quay was measured by a well-known pilot.")


def drawn_twice(canvas, unit: str, shift: float) -> None:
    y = 690.0
    for text in SENTENCES:
        parts = [text] if unit == "line" else text.split(" ") if unit == "word" else list(text)
        x = 55.0
        for part in parts:
            canvas.drawString(x, y, part)
            canvas.drawString(x + shift, y, part)
            x += canvas.stringWidth(part + (" " if unit == "word" else ""), SERIF, 10.5)
        y -= 13


@pytest.mark.parametrize("unit", ["line", "word", "letter"])
@pytest.mark.parametrize("shift", [0.2, 0.5])
def test_letters_drawn_twice_to_look_bold_are_read_once(unit, shift):
    assert page(lambda canvas: drawn_twice(canvas, unit, shift)) == " ".join(SENTENCES)


def test_lines_drawn_twice_one_layer_after_the_other_are_read_once():
    def draw(canvas):
        lines(canvas, SENTENCES)
        lines(canvas, SENTENCES, x=55.3)

    assert page(draw) == " ".join(SENTENCES)


def test_words_without_spaces_between_them_stand_apart_by_their_gaps():
    def draw(canvas):
        y = 690.0
        for text in SENTENCES:
            x = 55.0
            for word in text.split():
                canvas.drawString(x, y, word)
                x += canvas.stringWidth(word, SERIF, 10.5) + 2.4
            y -= 13

    assert page(draw) == " ".join(SENTENCES)


def test_letters_with_loose_tracking_make_one_word():
    def draw(canvas):
        y = lines(canvas, SENTENCES)
        text = canvas.beginText(55, y)
        text.setFont(SERIF, 10.5)
        text.setCharSpace(1.1)
        text.textLine("Pilots keep the lamps.")
        canvas.drawText(text)

    assert page(draw).endswith("Pilots keep the lamps.")


def test_small_capitals_of_two_sizes_are_one_word():
    def draw(canvas):
        y = lines(canvas, SENTENCES)
        x = 55.0
        for part, size in (
            ("The N", 10.5),
            ("ORTH", 8.2),
            (" W", 10.5),
            ("IND", 8.2),
            (" blows over the shoals.", 10.5),
        ):
            canvas.setFont(SERIF, size)
            canvas.drawString(x, y, part)
            x += canvas.stringWidth(part, SERIF, size)

    assert page(draw).endswith("The NORTH WIND blows over the shoals.")


@pytest.mark.parametrize("rows", [2, 3])
def test_an_initial_over_several_lines_begins_its_word_and_its_paragraph(rows):
    def draw(canvas):
        canvas.setFont(SERIF, 13 * rows * 1.35)
        canvas.drawString(55, 690 - 13 * (rows - 1), "T")
        width = canvas.stringWidth("T", SERIF, 13 * rows * 1.35) + 2
        canvas.setFont(SERIF, 10.5)
        texts = ["he harbour keeps its lamps low when the northern wind comes over the shoals of", *LONG]
        for number, text in enumerate(texts):
            canvas.drawString(55 + (width if number < rows else 0), 690 - 13 * number, text)
        y = 690 - 13 * len(texts)
        canvas.drawString(67, y, "Its owners pay the toll in autumn and recover the sum.")

    assert page(draw) == (
        "The harbour keeps its lamps low when the northern wind comes over the shoals of "
        + " ".join(LONG)
        + "\n\nIts owners pay the toll in autumn and recover the sum."
    )


LONG = (
    "the outer chain, and nobody in the council had asked the pilots what the new channel",
    "would cost them in a year of storms. A ferry that leaves at noon returns by lantern light",
    "in the darker half of the year, and the owners of the ferry pay for the lantern and for its",
    "oil and for the boy who carries it. So it has been since the first chart was drawn here.",
)


def test_an_initial_that_is_a_word_of_its_own_stays_one():
    def draw(canvas):
        canvas.setFont(SERIF, 35)
        canvas.drawString(55, 677, "A")
        canvas.setFont(SERIF, 10.5)
        texts = ["ferry that leaves at noon returns by lantern light in the darker half of the year, and", *LONG]
        for number, text in enumerate(texts):
            canvas.drawString(55 + (28.5 if number < 2 else 0), 690 - 13 * number, text)

    assert page(draw).startswith("A ferry that leaves at noon")


def test_prose_is_the_same_in_any_case():
    assert page(lambda canvas: lines(canvas, SENTENCES)) == prose(8)
