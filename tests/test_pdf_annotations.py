"""Marks and comments in a PDF: they become annotations of the essay, passages of the library, or a remark."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest
from pdf_documents import BOLD, SERIF, TURNS, WIDTH, Writer, columns, prose, turned, written

from briefer.app.importing import import_files
from briefer.app.inspect import inspect_json
from briefer.app.reimport import update_files
from briefer.model.evidence import Passage
from briefer.model.library import Library, Put
from briefer.readers import read
from briefer.readers.worker import Worker
from briefer.structure.divide import split

LINES = (
    "The pilots of the outer chain keep the lamps and count the ships that pass^1^ in",
    "winter. Every lamp costs a barrel of oil, and no council has ever paid for two of",
    "them. The ferrymen say so, and the mea-",
    "sured depth of the channel has not been told to anybody since the storm.",
)
TOP, LEADING = 700.0, 14.0


def essay(canvas) -> None:
    canvas.setFont(BOLD, 18)
    canvas.drawString(60, 750, "Lamps")
    writer = Writer(canvas, columns(1))
    for number, line in enumerate(LINES):
        writer._set(line, 60, TOP - number * LEADING, SERIF, 10.5)
    writer.columns[0].y = TOP - 5 * LEADING
    writer.paragraph(prose(8), indent=False)
    writer.notes(writer.columns[0], [["1", "Counted from the tower."]])


def quad(canvas_text: str, words: str, line: int) -> list[float]:
    """Return the corners of a mark over `words` of a line."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    y = TOP - line * LEADING
    x0 = 60 + stringWidth(canvas_text[: canvas_text.index(words)], SERIF, 10.5)
    x1 = x0 + stringWidth(words, SERIF, 10.5)
    return [x0, y + 9, x1, y + 9, x0, y - 2, x1, y - 2]


def annotated(*annotations: dict[str, object], page: int = 0) -> bytes:
    """Return the essay with annotations of these keys."""
    with pikepdf.open(io.BytesIO(written(essay))) as pdf:
        made = [
            pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, **{"Rect": [0, 0, 10, 10], **one}))
            for one in annotations
        ]
        pdf.pages[page].Annots = pikepdf.Array(made)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def mark(kind: str, quads: list[float], contents: str = "") -> dict[str, object]:
    xs, ys = quads[::2], quads[1::2]
    return {
        "Subtype": pikepdf.Name(f"/{kind}"),
        "QuadPoints": quads,
        "Rect": [min(xs), min(ys), max(xs), max(ys)],
        **({"Contents": contents} if contents else {}),
    }


@pytest.mark.parametrize("kind", ["Highlight", "Underline", "Squiggly"])
def test_marked_words_are_quotations_with_the_comment_as_their_note(kind):
    found = read("lamps.pdf", annotated(mark(kind, quad(LINES[1], "Every lamp costs a barrel of oil", 1), "Dear!")))

    (one,) = found.annotations
    assert (one.kind, one.anchor.quote, one.note) == ("quotation", "Every lamp costs a barrel of oil", "Dear!")
    assert found.pieces[0].body[one.anchor.start : one.anchor.end] == one.anchor.quote


def test_a_mark_over_lines_leaps_the_mark_of_a_note_and_a_hyphen():
    quads = [*quad(LINES[0], "count the ships", 0)[:2], 560, TOP + 9, *quad(LINES[0], "count", 0)[4:6], 560, TOP - 2]
    quads += quad(LINES[1], "winter.", 1)
    over_hyphen = [*quad(LINES[2], "the mea-", 2), *quad(LINES[3], "sured depth", 3)]

    found = read("lamps.pdf", annotated(mark("Highlight", quads), mark("Highlight", over_hyphen)))

    assert [one.anchor.quote for one in found.annotations] == [
        "count the ships that pass in winter.",
        "the measured depth",
    ]


def test_a_comment_belongs_to_the_sentence_beside_it():
    y = TOP - 2 * LEADING
    note = {"Subtype": pikepdf.Name.Text, "Rect": [WIDTH - 40, y - 4, WIDTH - 20, y + 12], "Contents": "Who?"}
    popup = {"Subtype": pikepdf.Name.Popup, "Contents": "Who?"}

    (one,) = read("lamps.pdf", annotated(note, popup)).annotations

    assert (one.kind, one.note) == ("comment", "Who?")
    assert one.anchor.quote.endswith(
        "The ferrymen say so, and the measured depth of the channel has not been told to anybody since the storm."
    )


def test_the_mark_nearest_to_its_place_is_taken_where_words_repeat():
    found = read("lamps.pdf", annotated(mark("Highlight", quad(LINES[1], "lamp", 1))))

    (one,) = found.annotations
    assert one.anchor.before.endswith("winter. Every ")


def test_words_marked_twice_keep_both_notes():
    quads = quad(LINES[1], "Every lamp", 1)

    (one,) = read(
        "lamps.pdf", annotated(mark("Highlight", quads, "Dear!"), mark("Underline", quads, "Why?"))
    ).annotations

    assert one.note == "Dear!\nWhy?"


def test_a_mark_outside_the_text_is_a_remark():
    on_a_note = [55, 90, 200, 90, 55, 60, 200, 60]

    found = read("lamps.pdf", annotated(mark("Highlight", on_a_note, "Check this.")))

    assert found.annotations == ()
    assert found.remarks[-1] == (
        "A reader's mark on page 1 of the file (“Check this.”) touches no text of an essay: it was left out."
    )


def test_an_answer_goes_with_the_comment_it_answers():
    data = annotated(mark("Highlight", quad(LINES[1], "Every lamp", 1), "Dear!"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        first = pdf.pages[0].Annots[0]
        answer = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="Not very.", IRT=first
        )
        pdf.pages[0].Annots.append(pdf.make_indirect(answer))
        out = io.BytesIO()
        pdf.save(out)

    (one,) = read("lamps.pdf", out.getvalue()).annotations

    assert one.note == "Dear!\nNot very."


def test_marks_become_passages_once_however_often_the_file_is_imported(tmp_path: Path):
    path = tmp_path / "lamps.pdf"
    path.write_bytes(annotated(mark("Highlight", quad(LINES[1], "Every lamp costs a barrel of oil", 1), "Dear!")))

    first = import_files([path], Library())
    library = Library().after(*first.edits)
    again = import_files([path], library)
    path.write_bytes(
        annotated(
            mark("Highlight", quad(LINES[1], "Every lamp costs a barrel of oil", 1), "Dear!"),
            mark("Underline", quad(LINES[3], "since the storm", 3)),
        )
    )
    more = import_files([path], library)

    passages = [edit.entity for edit in first.edits if isinstance(edit, Put) and isinstance(edit.entity, Passage)]
    assert [(one.essay_id, one.kind, one.note) for one in passages] == [(first.essays[0].id, "quotation", "Dear!")]
    assert (first.annotations, again.annotations, more.annotations) == (1, 0, 1)
    assert first.as_json()["annotations"] == 1
    assert again.edits == ()


def test_inspect_shows_annotations():
    found = read("lamps.pdf", annotated(mark("Highlight", quad(LINES[1], "no council", 1), "Which?")))

    document = json.loads(json.dumps(inspect_json(found)))["essays"][0]

    (one,) = document["annotations"]
    assert document["text"][one["start"] : one["end"]] == one["quote"] == "no council"
    assert (one["kind"], one["page"], one["note"]) == ("quotation", "1", "Which?")


def test_annotations_follow_their_words_when_pieces_are_divided():
    def write(canvas):
        writer = Writer(canvas, columns(1))
        writer.lines(["Lamps"], BOLD, 20)
        for number, title in enumerate(("Oil", "Wicks")):
            writer.lines([title], BOLD, 15)
            writer.paragraph(f"Part {title} begins here. " + prose(8, number), indent=False)

    with pikepdf.open(io.BytesIO(written(write))) as pdf:
        note = {"Subtype": pikepdf.Name.Text, "Rect": [500, 610, 510, 620], "Contents": "Ask."}
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, **note))])
        out = io.BytesIO()
        pdf.save(out)
    found = read("lamps.pdf", out.getvalue())
    divided = split(found)

    quotes = [[one.anchor.quote for one in divided.annotations_of(piece)] for piece in divided.pieces]

    assert sum(map(len, quotes)) == len(found.annotations) == 1
    for piece in divided.pieces:
        for one in divided.annotations_of(piece):
            assert piece.body[one.anchor.start : one.anchor.end] == found.annotations[0].anchor.quote


def test_an_update_makes_passages_of_new_marks_and_leaves_those_that_are_here(tmp_path: Path):
    path = tmp_path / "lamps.pdf"
    old = mark("Highlight", quad(LINES[1], "Every lamp costs a barrel of oil", 1), "Dear!")
    path.write_bytes(annotated(old))
    library = Library().after(*import_files([path], Library()).edits)
    path.write_bytes(annotated(old, mark("Highlight", quad(LINES[0], "keep the lamps", 0), "All of them?")))

    with Worker() as worker:
        updated = update_files([path], library, worker)
        after = library.after(*updated.edits)
        again = update_files([path], after, worker)

    assert {one.anchor.quote for one in after.all(Passage)} == {"Every lamp costs a barrel of oil", "keep the lamps"}
    assert updated.remarks[-1].endswith(": 1 passage was made of what readers marked in the file.")
    assert again.edits == ()


@pytest.mark.parametrize("shown", [0, 90, 180, 270])
@pytest.mark.parametrize("drawn", [0, 90, 180, 270])
def test_a_mark_over_two_lines_is_found_however_the_page_is_drawn_and_shown(drawn, shown):
    words = "council has ever paid for two of", "them. The ferrymen say so"
    quads = quad(LINES[1], words[0], 1) + quad(LINES[2], words[1], 2)
    a, b, c, d, e, f = TURNS.get(drawn, (1, 0, 0, 1, 0, 0))
    corners = [n for x, y in zip(quads[::2], quads[1::2], strict=True) for n in (a * x + c * y + e, b * x + d * y + f)]
    upright = annotated(mark("Highlight", corners))

    found = read("lamps.pdf", turned(upright, drawn, shown))

    assert [one.anchor.quote for one in found.annotations] == [" ".join(words)]
