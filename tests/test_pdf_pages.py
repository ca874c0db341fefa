"""Pages of PDFs that are turned, pictures, protected or written in other directions."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pdf_documents import BOLD, HEIGHT, SENTENCES, SERIF, WIDTH, Writer, columns, prose, running, turned, written
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from briefer.errors import ImportRefused
from briefer.readers import read
from briefer.structure.imported import Piece


def one(data: bytes) -> Piece:
    (piece,) = read("coast.pdf", data).pieces
    return piece


def essay(canvas, count: int = 2) -> None:
    writer = Writer(canvas, columns(1, top=760, floor=700))
    writer.lines(["Ropes"], BOLD, 18)
    writer.columns, writer.at = columns(count, top=680), 0
    for start in range(0, 30, 5):
        writer.paragraph(prose(5, start) + (" As told.^1^" if start == 5 else ""))
    writer.notes(writer.columns[0], [["1", "Told by a pilot."]])


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


@pytest.mark.parametrize("angle", [90, 180, 270])
@pytest.mark.parametrize("is_shown_upright", [True, False])
def test_a_turned_page_reads_as_the_upright_one(angle, is_shown_upright):
    upright = written(essay)

    piece, other = one(turned(upright, angle, angle if is_shown_upright else 0)), one(upright)

    assert piece.body == other.body
    assert piece.essay.footnotes == other.essay.footnotes
    assert piece.essay.footnotes[0].status == "linked"


@pytest.mark.parametrize("shown", [90, 180, 270])
@pytest.mark.parametrize("drawn", [0, 90, 180, 270])
def test_how_a_page_is_shown_changes_nothing_of_its_text(drawn, shown):
    upright = written(essay)
    piece, other = one(turned(upright, drawn, shown)), one(upright)

    assert piece.body == other.body
    assert piece.essay.footnotes == other.essay.footnotes


@pytest.mark.parametrize("angle", [90, 270])
def test_text_on_its_side_in_the_margin_is_no_text_of_the_essay(angle):
    def write(canvas):
        essay(canvas)
        canvas.saveState()
        canvas.translate(24 if angle == 90 else WIDTH - 24, 300)
        canvas.rotate(angle)
        canvas.setFont(SERIF, 20)
        canvas.drawString(0, 0, "Fetched from the archive on a Monday")
        canvas.restoreState()

    assert one(written(write)).body == one(written(essay)).body


def test_a_page_says_what_stands_on_its_side_and_was_left_out():
    def write(canvas):
        essay(canvas)
        canvas.saveState()
        canvas.rotate(90)
        canvas.setFont(SERIF, 9)
        for number, sentence in enumerate(SENTENCES[:4]):
            canvas.drawString(200, -20 - 11 * number, sentence)
        canvas.restoreState()

    found = read("coast.pdf", written(write))

    assert "Text set sideways on page 1 of the file is in no essay." in found.remarks


def pictures(has_text: list[bool], stamp: str = "") -> bytes:
    def write(canvas):
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        scan = ImageReader(Image.new("L", (60, 80), 200))
        for number, with_text in enumerate(has_text):
            if with_text:
                Writer(canvas, columns(1)).paragraph(prose(24, number), indent=False)
            else:
                canvas.drawImage(scan, 40, 60, WIDTH - 80, HEIGHT - 120)
            canvas.setFont(SERIF, 8)
            canvas.drawString(60, 20, stamp.format(number + 1))
            canvas.showPage()

    return written(write)


def test_pages_that_are_pictures_are_named():
    found = read("coast.pdf", pictures([True, False, True, False, False, True]))

    assert (
        "Pages 2 and 4–5 of the file are pictures without text; run OCR on it, then import it again, to have them too."
    ) in found.remarks


@pytest.mark.parametrize("has_text", [[False] * 3, [True] + [False] * 11])
def test_a_scan_is_refused_whatever_is_stamped_on_its_pages(has_text):
    data = pictures(has_text, stamp="Fetched from the archive of the outer islands on a Monday, sheet {}")

    with pytest.raises(ImportRefused, match=r"has no text layer\. Run OCR on it, then import it again\."):
        read("coast.pdf", data)


def test_the_invisible_text_over_a_scan_is_read_though_its_sizes_waver():
    def write(canvas):
        writer = Writer(canvas, columns(1))
        writer.lines(["Ropes"], BOLD, 20)
        text = canvas.beginText(60, 680)
        text.setTextRenderMode(3)
        text.setLeading(14)
        for number, sentence in enumerate(SENTENCES * 4):
            text.setFont(SERIF, 10.5 + (number * 7 % 9 - 4) * 0.2)
            text.textLine(sentence)
        canvas.drawText(text)

    piece = one(written(write))

    assert piece.essay.reference.title == "Ropes"
    assert piece.essay.sections == ()
    assert piece.body == " ".join(SENTENCES * 4)


def test_a_file_that_only_its_owner_may_change_is_read():
    with pikepdf.open(io.BytesIO(written(essay))) as pdf:
        data = saved(pdf, encryption=pikepdf.Encryption(owner="a", user=""))

    assert one(data).body == one(written(essay)).body


def test_a_file_without_pages_is_refused():
    with pytest.raises(ImportRefused, match=r"^“coast\.pdf” has no pages\. Choose the file that holds the text\.$"):
        read("coast.pdf", saved(pikepdf.new()))


def written_as(data: bytes, letters: dict[str, str]) -> bytes:
    """Return a PDF whose Times shows `letters` (Latin to another script) as its text layer says."""
    pairs = "\n".join(f"<{ord(a):02x}> <{b.encode('utf-16-be').hex()}>" for a, b in letters.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(letters)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap end end"
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            if font.BaseFont == pikepdf.Name("/Times-Roman"):
                font.ToUnicode = pikepdf.Stream(pdf, cmap.encode())
        return saved(pdf)


HEBREW = dict(zip("abcdefghijklmnopqrstu", "אבגדהוזחטיכלמנסעפצקרש", strict=True))
ARABIC = dict(zip("abcdefghijklmnopqrstu", "ابتثجحخدذرزسشصضطظعغفق", strict=True))


@pytest.mark.parametrize("script", [HEBREW, ARABIC])
def test_right_to_left_writing_keeps_its_logical_order(script):
    lines = ["abc defg hij klm nop qrst abcd", "efg hijk lmno pq rst uab cde fgh", "ijkl mno pqr"]

    def write(canvas):
        canvas.setFont(SERIF, 12)
        for number, line in enumerate(lines):
            canvas.drawRightString(500, 700 - 15 * number, line[::-1])

    data = written_as(written(write), script)

    logical = "".join(script.get(sign, sign) for sign in " ".join(lines))
    assert one(data).body == logical


def test_right_to_left_words_drawn_one_by_one_keep_their_order():
    lines = ["abc defg hij klm nop qrst abcd", "efg hijk lmno pq rst uab cde fgh", "ijkl mno pqr"]

    def write(canvas):
        canvas.setFont(SERIF, 12)
        for number, line in enumerate(lines):
            x = 500.0
            for word in line.split():
                canvas.drawRightString(x, 700 - 15 * number, word[::-1])
                x -= canvas.stringWidth(word + " ", SERIF, 12)

    logical = "".join(HEBREW.get(sign, sign) for sign in " ".join(lines))
    assert one(written_as(written(write), HEBREW)).body == logical


JAPANESE = (
    "港の人々は北の風が吹くときに灯を低く",
    "保つ。新しい水路がいくらかかるかを誰",
    "も水先案内人に尋ねなかった。",
)


def test_lines_of_chinese_and_japanese_are_joined_without_spaces():
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))

    def write(canvas):
        canvas.setFont("HeiseiMin-W3", 12)
        for number, line in enumerate(JAPANESE):
            canvas.drawString(80, 700 - 18 * number, line)

    assert one(written(write)).body == "".join(JAPANESE)


def test_columns_of_vertical_writing_are_read_from_right_to_left():
    font = UnicodeCIDFont("HeiseiMin-W3", isVertical=True)
    pdfmetrics.registerFont(font)

    def write(canvas):
        canvas.setFont(font.fontName, 12)
        for number, line in enumerate(JAPANESE[1:]):
            canvas.drawString(500 - 30 * number, 760, line)

    assert one(written(write)).body == "".join(JAPANESE[1:])


def test_progress_tells_every_page():
    def write(canvas):
        for number in range(3):
            Writer(canvas, columns(1)).paragraph(prose(20, number))
            running(canvas, "", str(number + 1))
            canvas.showPage()

    told: list[tuple[int, int]] = []
    read("coast.pdf", written(write), lambda done, total: told.append((done, total)))

    assert told == [(1, 3), (2, 3), (3, 3)]
