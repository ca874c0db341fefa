"""PDFs made in code, imported: every dimension of layout against known truth."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pytest
from pdf_documents import BOLD, HEIGHT, WIDTH, Writer, columns, prose, running, written

from briefer.errors import ImportRefused
from briefer.readers import read
from briefer.structure.imported import Imported, Piece


def imported(data: bytes) -> Imported:
    return read("coast.pdf", data)


def running_text(piece: Piece) -> str:
    return "\n\n".join(piece.body[p.start : p.end] for p in piece.essay.paragraphs)


def one(data: bytes) -> Piece:
    (piece,) = imported(data).pieces
    return piece


def simple(count: int) -> bytes:
    """Return one essay in `count` columns on two pages."""

    def write(canvas):
        writer = Writer(canvas, columns(1, top=760, floor=700))
        writer.lines(["The Long Quay"], BOLD, 18, centred=True)
        writer.lines(["Dr. Orla Penhallow"], centred=True)
        writer.columns, writer.at = columns(count, top=680), 0
        writer.turned = lambda: columns(count)
        for start in range(0, 60, 5):
            writer.paragraph(prose(5, start))

    return written(write)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_columns_are_read_one_after_the_other(count):
    piece = one(simple(count))

    assert piece.essay.reference.title == "The Long Quay"
    assert [name.full for name in piece.essay.reference.authors] == ["Orla Penhallow"]
    assert running_text(piece).split("\n\n") == [prose(5, start) for start in range(0, 60, 5)]


def test_full_width_bands_stand_between_the_columns_they_divide():
    def write(canvas):
        writer = Writer(canvas, columns(2, top=760, floor=560))
        writer.paragraph(prose(18))
        writer.columns, writer.at = columns(1, top=520, floor=460), 0
        writer.paragraph("Across both columns: " + prose(3, 3), indent=False)
        writer.columns, writer.at = columns(2, top=440, floor=200), 0
        writer.paragraph(prose(18, 1))

    text = running_text(one(written(write)))

    assert text.replace("\n\n", " ") == " ".join((prose(18), "Across both columns: " + prose(3, 3), prose(18, 1)))


def volume(labels: list[str], heads: bool = True) -> bytes:
    """Return three essays of two pages each; heads change with the essay."""
    titles = [
        (["The Salt Road and the", "Price of Patience"], "Orla Penhallow"),
        (["Ropes"], "Dr. Tomas de Vries"),
        (["What the Pilots Know"], "Ines Baudelot and Karl Ostrander"),
    ]

    def write(canvas):
        page = 0
        for number, (title, author) in enumerate(titles):
            writer = Writer(canvas, columns(1, top=740, floor=660))
            writer.lines(title, BOLD, 20, centred=True)
            writer.lines(["", author, ""], centred=True)
            writer.columns = columns(2, top=640)
            writer.paragraph(prose(20, number) + "^1^ " + prose(10, number + 1), indent=False)
            writer.heading("Ways over the water")
            writer.paragraph(prose(12, number + 2) + "^2^", indent=False)
            writer.notes(writer.columns[0], [["1", f"First note of essay {number + 1}, which goes on in"]])
            writer.notes(writer.columns[1], [["", "the next column."], ["2", "A second note."]])
            if heads:
                running(canvas, "Island Papers", labels[page])
            page += 1
            writer.turn(columns(2))
            writer.paragraph(prose(40, number), indent=True)
            if heads:
                running(canvas, " ".join(title), labels[page])
            page += 1
            canvas.showPage()

    return written(write)


def test_a_volume_is_split_where_titles_stand_over_names():
    found = imported(volume(["7", "8", "9", "10", "11", "12"]))

    references = [piece.essay.reference for piece in found.pieces]
    assert [one.title for one in references] == [
        "The Salt Road and the Price of Patience",
        "Ropes",
        "What the Pilots Know",
    ]
    assert [[name.full for name in one.authors] for one in references] == [
        ["Orla Penhallow"],
        ["Tomas de Vries"],
        ["Ines Baudelot", "Karl Ostrander"],
    ]
    assert [one.page for one in references] == ["7–8", "9–10", "11–12"]


def test_notes_restart_with_each_piece_and_flow_over_columns():
    for number, piece in enumerate(imported(volume(["1", "2", "3", "4", "5", "6"])).pieces, start=1):
        assert [(note.label, note.text, note.status) for note in piece.essay.footnotes] == [
            ("1", f"First note of essay {number}, which goes on in the next column.", "linked"),
            ("2", "A second note.", "linked"),
        ]
        assert piece.body[: piece.essay.footnotes[0].mark_at].endswith(prose(20, number - 1))


def test_heads_that_change_and_feet_are_no_text():
    for piece in imported(volume(["1", "2", "3", "4", "5", "6"])).pieces:
        assert "Island Papers" not in piece.body
        assert piece.essay.reference.title not in piece.body
        assert [section.title for section in piece.essay.sections] == ["Ways over the water"]


def test_roman_front_matter_is_counted_apart():
    found = imported(volume(["iii", "iv", "1", "2", "3", "4"]))

    assert [piece.essay.reference.page for piece in found.pieces] == ["iii–iv", "1–2", "3–4"]


def test_the_label_map_of_the_file_stands_in_for_printed_numbers():
    with pikepdf.open(io.BytesIO(volume([""] * 6, heads=False))) as pdf:
        pdf.Root.PageLabels = pikepdf.Dictionary(
            Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r), 2, pikepdf.Dictionary(S=pikepdf.Name.D, St=41)]
        )
        out = io.BytesIO()
        pdf.save(out)

    found = imported(out.getvalue())

    assert [piece.essay.reference.page for piece in found.pieces] == ["i–ii", "41–42", "43–44"]


def test_pages_without_numbers_are_counted_with_a_remark():
    found = imported(volume([""] * 6, heads=False))

    assert [piece.essay.reference.page for piece in found.pieces] == ["1–2", "3–4", "5–6"]
    assert found.remarks[0] == "No page numbers are printed: pages are counted from the first one."


def test_signs_mark_notes_too():
    def write(canvas):
        writer = Writer(canvas, columns(1))
        writer.lines(["Ropes"], BOLD, 18)
        writer.paragraph(f"{prose(6)}^*^ {prose(6, 2)}^†^ {prose(4)}", indent=False)
        writer.notes(writer.columns[0], [["*", "Told by a pilot."], ["†", "Told by her mate."]])

    piece = one(written(write))

    assert [(note.label, note.text) for note in piece.essay.footnotes] == [
        ("*", "Told by a pilot."),
        ("†", "Told by her mate."),
    ]
    assert running_text(piece) == f"{prose(6)} {prose(6, 2)} {prose(4)}"


def test_endnotes_are_taken_from_the_end():
    def write(canvas):
        writer = Writer(canvas, columns(1))
        writer.lines(["Ropes"], BOLD, 18)
        writer.paragraph(f"{prose(6)}^1^ {prose(6, 2)}^2^ {prose(4)}^3^", indent=False)
        writer.heading("Notes")
        writer.lines([f"{number}. Ledger of the harbour, folio {number}." for number in (1, 2, 3)])

    piece = one(written(write))

    assert [(note.label, note.text, note.status) for note in piece.essay.footnotes] == [
        (str(number), f"Ledger of the harbour, folio {number}.", "linked") for number in (1, 2, 3)
    ]
    assert "Ledger" not in piece.body


def test_numbers_that_mark_no_note_stay_in_the_text():
    def write(canvas):
        writer = Writer(canvas, columns(1))
        writer.lines(["Ropes"], BOLD, 18)
        writer.paragraph(f"{prose(3)} The quay covers 40 m^2^ of the shore. {prose(6)}", indent=False)

    piece = one(written(write))

    assert "40 m² of the shore" in piece.body
    assert piece.essay.footnotes == ()


def test_hyphens_at_line_ends_follow_the_words_of_the_document():
    def write(canvas):
        writer = Writer(canvas, columns(1))
        writer.lines(["Ropes"], BOLD, 18)
        writer.lines(
            [
                "The wind-driven mills stand idle while the harbour waits, and the harbour is wind-",
                "driven like every mill that was built upon the measured shore of the island har-",
                "bour, where a pilot measures the depth and no harbour is ever measured twice.",
            ]
        )

    assert "harbour is wind-driven like every mill" in one(written(write)).body
    assert "the island harbour, where a pilot" in one(written(write)).body


def test_a_table_stands_apart_from_the_running_text():
    def write(canvas):
        writer = Writer(canvas, columns(1))
        writer.lines(["Ropes"], BOLD, 18)
        writer.paragraph(prose(8), indent=False)
        for row in range(6):
            writer._room(12)
            for cell in range(3):
                writer._set(f"Cell {row}-{cell}", 60 + cell * 150, writer.columns[0].y, "Times-Roman", 10.5)
            writer.columns[0].y -= 14
        writer.paragraph(prose(8, 1), indent=False)

    piece = one(written(write))

    assert "Cell" not in running_text(piece)
    assert [aside.kind for aside in piece.essay.asides] == ["table"]


def test_an_encrypted_file_is_refused():
    with pikepdf.open(io.BytesIO(simple(1))) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(ImportRefused, match=r"^“coast.pdf” is protected by a password\. Save a copy"):
        imported(out.getvalue())


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\nnothing of a PDF follows here\n%%EOF", simple(1)[:400]])
def test_a_damaged_file_is_refused(data):
    with pytest.raises(ImportRefused, match=r"^“coast\.pdf”"):
        imported(data)


def test_a_file_of_pictures_asks_for_ocr():
    def write(canvas):
        for _ in range(2):
            canvas.rect(50, 50, WIDTH - 100, HEIGHT - 100, fill=1)
            canvas.showPage()

    with pytest.raises(ImportRefused, match=r"has no text layer\. Run OCR on it, then import it again\."):
        imported(written(write))


def test_the_same_file_gives_the_same_essays():
    data = volume(["1", "2", "3", "4", "5", "6"])

    assert imported(data) == imported(data)
    assert imported(data).source.sha256 == hashlib.sha256(data).hexdigest()
    assert imported(data).source.media_type == "application/pdf"
