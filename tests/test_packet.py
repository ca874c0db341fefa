"""The source packet: the cited pages of an original with their words marked, or the paragraphs of a text; nothing more."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_documents import SENTENCES, prose, turned
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from briefer.app import packet as packets
from briefer.app.briefs import checked, library_for, load_brief
from briefer.app.build import build
from briefer.app.packet import _marked
from briefer.errors import GateRefused, ImportRefused
from briefer.model.essay import Essay, Page, Paragraph
from briefer.model.evidence import Passage
from briefer.model.library import Library
from briefer.model.reference import Name, Reference
from briefer.model.text import Anchor, digest
from briefer.readers.pdf_cited import Wanted, cited_pages
from briefer.specs.brief import Brief, Citations, Handling, Pick
from tests.test_memo_pdf import text_of

LINES = 60


def pdf_of(*pages: str) -> bytes:
    """Return a PDF with each text broken into lines; a raised figure stands in the middle of every page."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4, invariant=1)
    for text in pages:
        words, line, y = text.split(), "", 760
        for at, word in enumerate(words):
            line = f"{line} {word}".strip()
            if len(line) > LINES or at == len(words) - 1:
                canvas.setFont("Times-Roman", 11)
                canvas.drawString(72, y, line)
                if y == 732:
                    canvas.setFont("Times-Roman", 7)
                    canvas.drawString(72 + canvas.stringWidth(line, "Times-Roman", 11), y + 4, "7")
                line, y = "", y - 14
        canvas.showPage()
    canvas.save()
    return data.getvalue()


PAGES = (f"Alpha. {prose(8)}", f"Beta. {prose(8, 3)}", f"Gamma. {prose(8, 5)}", f"{prose(6, 1)} Delta.")
PDF = pdf_of(*PAGES)
BODY = "\n".join(PAGES)
STARTS = [sum(len(page) + 1 for page in PAGES[:at]) for at in range(len(PAGES))]


def anchored(body: str, start: int, words: str) -> Anchor:
    at = body.index(words, start)
    return Anchor.of(body, at, at + len(words))


ESSAY = Essay(
    id="quill-2020-harbour",
    reference=Reference(
        type="chapter",
        title="The harbour",
        authors=(Name(family="Quill", given="Bo"),),
        issued="2020",
        publisher="Press",
    ),
    body_sha256=digest(BODY),
    pages=tuple(Page(start, str(11 + at), at + 1) for at, start in enumerate(STARTS)),
    paragraphs=tuple(Paragraph(start, start + len(page)) for start, page in zip(STARTS, PAGES, strict=True)),
    reading="read",
    source_sha256=digest("pdf"),
    source_name="harbour.pdf",
    order=1,
)
TEXT = (
    "A first paragraph says nothing of use.\n\n"
    "The ropes are old. They must be replaced before winter. Nobody has asked for it.\n\nA last one ends."
)
PLAIN = replace(
    ESSAY,
    id="reed-2020-ropes",
    reference=replace(ESSAY.reference, title="Ropes", authors=(Name(family="Reed", given="Al"),)),
    body_sha256=digest(TEXT),
    pages=(),
    paragraphs=(Paragraph(0, 38), Paragraph(40, 112), Paragraph(114, len(TEXT))),
    source_sha256="",
    source_name="ropes.txt",
    order=2,
)
ACROSS = Anchor.of(BODY, STARTS[3] - 1 - len(SENTENCES[(5 + 7) % 8]), STARTS[3] + len(SENTENCES[1]))
PASSAGES = (
    Passage(id=f"{ESSAY.id}/00000001", essay_id=ESSAY.id, anchor=anchored(BODY, STARTS[1], SENTENCES[5])),
    Passage(id=f"{ESSAY.id}/00000002", essay_id=ESSAY.id, anchor=ACROSS, order=1),
    Passage(
        id=f"{PLAIN.id}/00000003", essay_id=PLAIN.id, anchor=anchored(TEXT, 0, "They must be replaced before winter.")
    ),
)
LIBRARY = Library.of([ESSAY, PLAIN, *PASSAGES])
BODIES = {digest(BODY): BODY, digest(TEXT): TEXT}
BRIEF = Brief(
    title="Harbours need new ropes",
    date="2026-11-22",
    id="ropes",
    prepared_by="Harbour desk",
    handling=Handling(marking="TLP:AMBER"),
    picks=tuple(Pick(passage=p.id, role="quotation", slide="bluf") for p in PASSAGES),
)


def built(folder, brief=BRIEF, library=LIBRARY, source=lambda sha256: PDF, formats=("packet",)):
    made = build(library, BODIES, brief, folder, formats, source=source)
    return made, {file.format: file.path.read_bytes() for file in made.files}


@pytest.fixture(scope="module")
def packet(tmp_path_factory):
    made, files = built(tmp_path_factory.mktemp("packet"))
    return made, files["packet"]


def highlights(data: bytes, at: int) -> list[pikepdf.Dictionary]:
    """Return the highlight annotations of a page as (plain) dictionaries."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        found = [note for note in pdf.pages[at].get("/Annots", []) if note.Subtype == pikepdf.Name.Highlight]
        return [
            {"quads": [float(x) for x in n.QuadPoints], "text": str(n.Contents), "flags": int(n.F), "by": str(n.T)}
            for n in found
        ]


def quads(data: bytes, at: int) -> list[tuple[float, float, float, float]]:
    """Return the highlighted boxes of a page as (left, bottom, right, top)."""
    found = []
    for note in highlights(data, at):
        points = note["quads"]
        for first in range(0, len(points), 8):
            xs, ys = points[first : first + 8 : 2], points[first + 1 : first + 8 : 2]
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def test_only_cited_pages_stand_in_the_packet(packet):
    made, data = packet
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_bounded() for page in document]

    assert made.files[0].parts == len(document) == 5
    assert made.files[0].path.name == "ropes-v1-TLP-AMBER-packet.pdf"
    assert ["Beta." in texts[1], "Gamma." in texts[2], "Delta." in texts[3]] == [True, True, True]
    assert "Alpha" not in text_of(data)
    assert "A first paragraph" not in text_of(data)
    assert "They must be replaced before winter." in texts[4]


def test_the_cited_words_are_marked_where_they_stand(packet):
    document = pypdfium2.PdfDocument(packet[1])
    under = []
    for at in (1, 2, 3):
        page = document[at].get_textpage()
        under.append(" ".join(page.get_text_bounded(*box) for box in quads(packet[1], at)))
    words = ["".join(filter(str.isalpha, text)) for text in under]
    wanted = (SENTENCES[5], SENTENCES[(5 + 7) % 8], SENTENCES[1])

    for text, sentence in zip(words, wanted, strict=True):
        letters = "".join(filter(str.isalpha, sentence))
        assert letters[2:16] in text
        assert letters[-16:-2] in text
        assert len(letters) - 3 < len(text) < len(letters) + 8


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


def test_every_mark_is_an_annotation_that_names_source_page_slide_and_statement(packet):
    made, data = packet
    ids = {record.id for record in made.draft.records}
    notes = [highlights(data, at) for at in range(5)]

    assert [len(page) for page in notes] == [0, 1, 1, 1, 1]
    places = ("Quill 2020, p. 12", "Quill 2020, p. 13", "Quill 2020, p. 14", "Reed 2020")
    for (note,), place in zip(notes[1:], places, strict=True):
        assert place in plain(note["text"])
        assert " · slide" in note["text"]
        assert set(re.findall(r"s-[0-9a-f]{10}", note["text"])) & ids
        assert note["flags"] == 4
        assert note["by"] == "Harbour desk"
    assert all(note["text"].startswith("[1] ") for (note,) in notes[1:4])
    assert notes[4][0]["text"].startswith("[2] ")


def test_marks_stand_in_the_structure_and_look_the_same_in_every_viewer(packet):
    with pikepdf.Pdf.open(io.BytesIO(packet[1])) as pdf:
        parents = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
        notes = [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype != pikepdf.Name.Link]
        for note in notes:
            element = parents[int(note.StructParent)]
            kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
            assert str(element.S) == "/Annot"
            assert any(isinstance(k, pikepdf.Dictionary) and k.get("/Obj") == note for k in kids)
            assert b" re" in note.AP.N.read_bytes()
            assert str(note.AP.N.Resources.ExtGState.Mark.BM) == "/Multiply"
        links = [str(note.get("/A", {}).get("/URI", "")) for page in pdf.pages for note in page.get("/Annots", [])]

    assert len(notes) == 4
    assert not any(link.startswith("briefer") for link in links)


def test_cited_words_of_a_text_are_marked_over_the_lines_they_fill(packet):
    page = pypdfium2.PdfDocument(packet[1])[4].get_textpage()
    under = " ".join(page.get_text_bounded(*box) for box in quads(packet[1], 4))

    assert " ".join(under.split()) == "They must be replaced before winter."


def test_a_reader_shows_title_language_sources_as_bookmarks_and_pages_by_their_source(packet):
    pdf = pikepdf.Pdf.open(io.BytesIO(packet[1]))
    with pdf.open_outline() as outline:
        (root,) = outline.root
        sources = [(plain(str(item.title)), [plain(str(i.title)) for i in item.children]) for item in root.children]
    labels = [plain(page.label) for page in pdf.pages]

    assert str(root.title) == BRIEF.title
    assert sources[0][0] == "[1] Quill 2020: The harbour"
    assert [title.split(" · ")[0] for title in sources[0][1]] == ["p. 12", "p. 13", "p. 14"]
    assert all("slide" in title for title in sources[0][1])
    assert sources[1] == ("[2] Reed 2020: Ropes", [])
    assert labels == ["1", "[1] p. 12", "[1] p. 13", "[1] p. 14", "5"]
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/Title"]) == f"Source packet: {BRIEF.title}"
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.MarkInfo.Marked
    assert all(page.get("/Tabs") == pikepdf.Name.S for page in pdf.pages)
    assert str(pdf.docinfo["/Author"]) == "Harbour desk"
    assert "TLP:AMBER" in str(pdf.docinfo["/Keywords"])


def test_the_numbers_are_those_of_the_register(packet):
    made, data = packet
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        heads = [plain(str(item.title)) for item in outline.root[0].children]
    register = [f"[{entry.number}] {entry.short}" for entry in made.draft.deck.register]

    assert [head.partition(":")[0] for head in heads] == [plain(entry) for entry in register]


def test_every_page_bears_the_handling_mark(packet):
    pages = pypdfium2.PdfDocument(packet[1])

    assert min(page.get_textpage().get_text_bounded().count("TLP:AMBER") for page in pages) >= 2


def test_the_contents_give_reference_pages_and_slides(packet):
    first = pypdfium2.PdfDocument(packet[1])[0].get_textpage().get_text_bounded()

    assert "The harbour" in first
    assert "pp. 12–14" in plain(first)


def test_the_same_brief_makes_the_same_packet(packet, tmp_path):
    assert built(tmp_path)[1]["packet"] == packet[1]


def test_nothing_active_of_an_original_comes_along(tmp_path):
    with pikepdf.Pdf.open(io.BytesIO(PDF)) as original:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        original.Root.OpenAction = original.make_indirect(script)
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 200, 200], A=script)
        original.pages[1].Annots = original.make_indirect(pikepdf.Array([original.make_indirect(link)]))
        data = io.BytesIO()
        original.save(data)
    files = built(tmp_path, source=lambda sha256: data.getvalue())[1]
    with pikepdf.Pdf.open(io.BytesIO(files["packet"])) as pdf:
        told = " ".join(repr(item) for item in pdf.objects if not isinstance(item, pikepdf.Stream))

    assert "JavaScript" not in told
    assert "app.alert" not in told


def locked(data: bytes) -> bytes:
    kept = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        pdf.save(kept, encryption=pikepdf.Encryption(owner="key", user="lock"))
    return kept.getvalue()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (lambda sha256: None, "the library no longer has “harbour.pdf”"),
        (lambda sha256: b"%PDF-1.7 broken", "“harbour.pdf” is damaged: it does not open as a PDF"),
        (lambda sha256: locked(PDF), "“harbour.pdf” is protected by a password"),
        (lambda sha256: pdf_of(PAGES[0]), "“harbour.pdf” has no page 2"),
        (lambda sha256: b"text", "“harbour.pdf” is no PDF"),
    ],
)
def test_without_pages_the_text_stands_in_their_place_and_one_sentence_says_why(tmp_path, source, said):
    made, files = built(tmp_path, source=source)
    texts = [remark.text for remark in made.remarks if "harbour" in remark.text]

    assert SENTENCES[5] in text_of(files["packet"])
    assert texts == [f"Packet, source 1: {said}; its text stands in its place."]
    assert plain(said) in text_of(files["packet"])


def test_an_original_whose_pages_are_too_large_gives_its_text(tmp_path, monkeypatch):
    monkeypatch.setattr(packets, "MOST_BYTES", 500)
    made, files = built(tmp_path)

    assert SENTENCES[5] in text_of(files["packet"])
    assert any("its pages are too large for the packet; its text stands in its place" in r.text for r in made.remarks)


def test_words_that_are_not_on_the_page_leave_it_without_a_mark_and_the_contents_say_so(tmp_path):
    made, files = built(tmp_path, source=lambda sha256: pdf_of(*("Other words altogether stand here." for _ in PAGES)))
    document = pypdfium2.PdfDocument(files["packet"])

    assert highlights(files["packet"], 1) == []
    assert "Other words altogether" in document[1].get_textpage().get_text_bounded()
    assert any("not found on p.\u00a012" in remark.text for remark in made.remarks)
    assert "the page stands without a mark" in text_of(files["packet"])


@pytest.mark.parametrize("mode", ["institution", "chatham-house"])
def test_a_brief_that_withholds_names_has_no_packet_and_its_other_files_go_on(tmp_path, mode):
    brief = replace(BRIEF, citations=Citations(attribution=mode))
    made, files = built(tmp_path, brief, formats=("packet", "md"))

    assert set(files) == {"md"}
    assert any("withholds names" in remark.text for remark in made.remarks)
    with pytest.raises(GateRefused, match="packet was not written"):
        built(tmp_path, brief)
    assert "packet" not in [file["format"] for file in json.loads(next(tmp_path.glob("*.json")).read_text())["files"]]


@given(st.integers(0, 7), st.integers(0, 3))
@settings(max_examples=20, deadline=None)
def test_a_sentence_is_found_on_its_page_whatever_breaks_it(sentence, page):
    quote = SENTENCES[sentence]
    (found,) = cited_pages("a.pdf", PDF, [Wanted(page=page + 1, quotes=((quote, ""),))]).pages

    assert bool(found.found[0]) == (quote in PAGES[page])
    assert all(0 <= b.x < b.x + b.width <= A4[0] and 0 <= b.y < b.y + b.height <= A4[1] for b in found.found[0])


@pytest.mark.parametrize("rotated", [90, 180, 270])
def test_boxes_stand_on_the_page_as_it_is_seen(rotated):
    wish = Wanted(page=1, quotes=((SENTENCES[0], ""),))
    (upright,) = cited_pages("a.pdf", PDF, [wish]).pages
    (seen,) = cited_pages("a.pdf", turned(PDF, 0, rotated), [wish]).pages
    quarter = rotated != 180
    long = sum(box.height if quarter else box.width for box in seen.found[0])

    assert long == pytest.approx(sum(box.width for box in upright.found[0]), rel=0.35)
    assert all(b.x >= 0 and b.x + b.width <= seen.width and b.y + b.height <= seen.height for b in seen.found[0])
    assert (seen.width, seen.height) == (
        (upright.width, upright.height) if rotated == 180 else (upright.height, upright.width)
    )


@pytest.mark.parametrize("rotated", [0, 90, 180, 270])
@pytest.mark.parametrize("drawn", [0, 90, 180, 270])
def test_words_that_run_over_lines_are_found_on_a_turned_page(drawn, rotated):
    quotes = tuple((sentence, "") for sentence in SENTENCES if sentence in PAGES[0])
    data = turned(PDF, drawn, rotated)
    (page,) = cited_pages("a.pdf", data, [Wanted(page=1, quotes=quotes)]).pages

    assert len(quotes) > 3
    assert all(page.found)
    boxes = [box for found in page.found for box in found]
    assert all(0 <= b.x <= b.x + b.width <= page.width and 0 <= b.y <= b.y + b.height <= page.height for b in boxes)
    with pypdfium2.PdfDocument(cited_pages("a.pdf", data, [Wanted(page=1, quotes=())]).pdf) as cut:
        assert cut[0].get_rotation() == rotated


def test_a_page_that_is_not_there_is_refused():
    with pytest.raises(ImportRefused, match="has no page 9"):
        cited_pages("a.pdf", PDF, [Wanted(page=9, quotes=())])


@given(st.text("ab \n", min_size=1, max_size=40), st.data())
def test_marking_keeps_every_word_and_marks_the_cited_ones(body, data):
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    parts = _marked(body, 0, len(body), [(Anchor.of(body, start, end), "s-1")])

    assert "".join(part.text for paragraph in parts for part in paragraph) == body.replace("\n", "")
    marked = "".join(part.text for paragraph in parts for part in paragraph if part.note)
    assert marked == body[start:end].replace("\n", "")


def test_words_cited_twice_have_both_notes():
    (parts,) = _marked("abcdef", 0, 6, [(Anchor.of("abcdef", 0, 4), "s-1"), (Anchor.of("abcdef", 2, 6), "s-2")])

    assert [(part.text, part.note) for part in parts] == [("ab", "s-1"), ("cd", "s-1\ns-2"), ("ef", "s-2")]


def test_contents_name_a_volume_once_and_tell_once_what_holds_of_many(tmp_path):
    samples = Path(__file__).parent.parent / "sample_briefs"
    loaded = load_brief(samples / "pacific-partners.yaml")
    with library_for(loaded, None, {}) as opened:
        brief = checked(loaded, opened.library, opened.bodies)
        made = build(opened.library, opened.bodies, brief, tmp_path, ("packet",))
    document = pypdfium2.PdfDocument(made.files[0].path.read_bytes())
    contents = plain(document[0].get_textpage().get_text_bounded())
    whole = " ".join((contents + plain(document[1].get_textpage().get_text_bounded())).split())

    assert whole.count("the library has a digest of it") == 1
    assert whole.count("in no. 16") >= 9
    assert "Sources 1–14: the library has a digest of it" in whole


def test_marks_of_a_packet_of_texts_cover_each_line_and_no_more(tmp_path):
    data = built(tmp_path, source=lambda sha256: None)[1]["packet"]
    document = pypdfium2.PdfDocument(data)
    boxes = [(at, box) for at in range(len(document)) for box in quads(data, at)]
    under = " ".join(document[at].get_textpage().get_text_bounded(*box) for at, box in boxes)

    assert all(top - bottom < 16 for _, (_, bottom, _, top) in boxes)
    assert "They must be replaced before winter." in " ".join(under.split())
    assert "Nobody has asked" not in under


@pytest.mark.parametrize(("data", "pages", "told"), [(PDF, 5, 0), (b"plain text", 1, 0), (None, 1, 0)])
def test_what_a_file_is_tells_its_content_and_only_a_pdf_is_missed(tmp_path, data, pages, told):
    library = Library.of([replace(ESSAY, source_name="harbour"), PLAIN, *PASSAGES])
    made, _ = built(tmp_path, library=library, source=lambda sha256: data)

    assert made.files[0].parts == pages
    assert sum("harbour" in remark.text for remark in made.remarks) == told
