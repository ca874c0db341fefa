"""Decks are read back whole, and files that are no decks are refused with a sentence."""

from __future__ import annotations

import io
import random
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from briefer.errors import ImportRefused
from briefer.readers.deck import read_deck
from briefer.readers.zip_guard import BOOK, DECK, Limits, check_zip
from tests.coastguards import issued, written
from tests.sample_deck import SAMPLE

Parts = dict[str, bytes]


def zipped(parts: Parts, level: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def presentation(build: Callable[[Presentation], None]) -> bytes:
    deck = Presentation()
    build(deck)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def one_slide(*texts: str) -> bytes:
    def build(deck: Presentation) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = texts[0]
        slide.placeholders[1].text_frame.text = texts[1] if len(texts) > 1 else ""
        for text in texts[2:]:
            slide.placeholders[1].text_frame.add_paragraph().text = text

    return presentation(build)


def test_a_written_deck_is_read_back() -> None:
    deck = read_deck(written())

    slide = deck.slides[0]
    assert slide.title.replace("\u00a0", " ") == "Two texts want a joint patrol, and one doubts that it can be paid for"
    assert [text.label for text in slide.texts if text.label] == ["Assessment", "Evidence", "Objection"]
    assert [text.marks for text in slide.texts if text.marks] == [(1,), (2,)]
    assert next(text.text for text in slide.texts if text.place == "source").startswith("[1] Mora 2020")
    assert [text.row for text in deck.slides[2].texts if text.place == "cell"] == [1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize(
    "line",
    ["[1] Mora 2020, p. 4", "[1] Mora 2020 · [2] Lind 2019 · [3]–[9]: register, slide 4, and notes", "[2]–[4]: notes"],
)
def test_a_line_of_sources_is_read_as_it_stands(line: str) -> None:
    (slide,) = read_deck(one_slide("A title", "A sentence.", line)).slides

    assert [(text.text, text.marks) for text in slide.texts if text.place == "source"] == [(line, ())]


def test_the_records_come_with_it() -> None:
    deck = read_deck(written())

    assert deck.records == issued()
    assert (deck.run, deck.records_edited) == ("0a1b2c3d", False)


def test_edited_records_are_noticed() -> None:
    data = io.BytesIO(written())
    with zipfile.ZipFile(data) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["customXml/item1.xml"] = parts["customXml/item1.xml"].replace(b"two ships", b"ten ships")

    assert read_deck(zipped(parts)).records_edited


def test_footers_numbers_and_banners_are_furniture() -> None:
    texts = [text for slide in read_deck(written(SAMPLE)).slides for text in slide.texts]

    furniture = {text.text.split("\u00a0")[0] for text in texts if text.place == "furniture"}
    assert {"TLP:GREEN", "Sources", "nato-pacific"} <= furniture
    assert not any(text.text == "TLP:GREEN" for text in texts if text.place != "furniture")


def test_notes_are_read_line_by_line() -> None:
    notes = read_deck(written()).slides[0].notes

    assert notes[:2] == ("SAY", "Ask for two ships only.")
    assert any(line.startswith("s-") for line in notes)


def test_a_foreign_deck_is_read() -> None:
    deck = read_deck(one_slide("A title", "First\tpoint", "Second [12] point [3]"))

    texts = deck.slides[0].texts
    assert [(text.place, text.label, text.text, text.marks) for text in texts] == [
        ("title", "", "A title", ()),
        ("body", "First", "point", ()),
        ("body", "", "Second [12] point", (3,)),
    ]
    assert deck.records == ()


def test_groups_tables_and_hidden_slides_are_read() -> None:
    def build(deck: Presentation) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        group = slide.shapes.add_group_shape()
        group.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "in a group"
        table = slide.shapes.add_table(1, 2, 0, 0, Inches(2), Inches(1)).table
        table.cell(0, 1).text = "in a cell"
        slide._element.set("show", "0")

    slide = read_deck(presentation(build)).slides[0]

    assert [text.text for text in slide.texts] == ["in a group", "in a cell"]
    assert slide.hidden


def test_slides_come_in_the_order_of_the_deck() -> None:
    def build(deck: Presentation) -> None:
        for title in ("one", "two", "three"):
            deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = title
        deck.slides._sldIdLst.append(deck.slides._sldIdLst[0])

    assert [slide.title for slide in read_deck(presentation(build)).slides] == ["two", "three", "one"]


ALTERNATIVES = """<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
    xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">
  <mc:Choice Requires="p14">%s</mc:Choice><mc:Fallback><p:pic/></mc:Fallback></mc:AlternateContent>"""


def test_of_alternatives_the_first_is_read_and_ink_is_passed_over() -> None:
    def build(deck: Presentation) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        box = slide.shapes.add_textbox(0, 0, Inches(1), Inches(1))
        box.text_frame.text = "with an equation"
        choice = etree.tostring(box._element).decode()
        for words in (choice, "<p:contentPart/>"):
            slide.shapes._spTree.append(etree.fromstring(ALTERNATIVES % words))
        slide.shapes._spTree.remove(box._element)

    slide = read_deck(presentation(build)).slides[0]

    assert [text.text for text in slide.texts] == ["with an equation"]
    assert slide.unread == 0


@pytest.mark.parametrize("kind", ["template", "slideshow"])
def test_templates_and_shows_are_read(kind: str) -> None:
    parts = _parts()
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b"presentation.main+xml", f"{kind}.main+xml".encode())

    assert read_deck(zipped(parts)) == read_deck(written())


def test_records_that_nothing_refers_to_are_found() -> None:
    parts = _parts()
    name = "ppt/_rels/presentation.xml.rels"
    parts[name] = re.sub(rb"<Relationship [^>]*customXml/item1[^>]*>", b"", parts[name])

    assert read_deck(zipped(parts)).records == issued()


def test_the_program_starts_without_python_pptx() -> None:
    code = "import sys, briefer.cli.commands, briefer.app.services, briefer.app.verify; print('pptx' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert said.stdout.strip() == "False"


def _bomb() -> bytes:
    return zipped({"ppt/slides/slide1.xml": b"<a>" + b" " * (9 << 20) + b"</a>"})


def _twice() -> bytes:
    out = io.BytesIO()
    with pytest.warns(UserWarning), zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.xml", "<a/>")
        archive.writestr("a.xml", "<b/>")
    return out.getvalue()


def _encrypted() -> bytes:
    data = bytearray(zipped({"a.xml": b"<a/>"}, zipfile.ZIP_STORED))
    central = data.index(b"PK\x01\x02")
    flags = struct.unpack_from("<H", data, central + 8)[0]
    struct.pack_into("<H", data, central + 8, flags | 1)
    return bytes(data)


def _link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("a.xml")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


REFUSED = {
    "no zip": lambda: b"not a zip at all",
    "nothing": lambda: b"",
    "half a file": lambda: written()[:-400],
    "a bomb": _bomb,
    "a part twice": _twice,
    "a part outside": lambda: zipped({"../a.xml": b"<a/>"}),
    "a part at the root": lambda: zipped({"/a.xml": b"<a/>"}),
    "a part on a drive": lambda: zipped({"C:a.xml": b"<a/>"}),
    "a link": _link,
    "a password": _encrypted,
    "a document type": lambda: zipped({"a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    "a wide document type": lambda: zipped({"a.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>".encode("utf-16")}),
    "too many parts": lambda: zipped({f"{n}.bin": b"" for n in range(DECK.entries + 1)}),
    "an empty zip": lambda: zipped({}),
    "a zip of something else": lambda: zipped({"a.txt": b"a"}),
    "a damaged slide": lambda: zipped({**_parts(), "ppt/slides/slide1.xml": b"<p:sld"}),
}


def _parts() -> Parts:
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_deck_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_deck(REFUSED[name](), "odd.pptx")

    assert str(refusal.value).startswith("“odd.pptx”")
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


def test_sizes_that_lie_are_measured() -> None:
    data = zipped({"a.xml": b"<a>" + random.Random(1).randbytes(3 << 20).hex().encode() + b"</a>"})

    with pytest.raises(ImportRefused, match="larger than 4 MiB"):
        check_zip(data, "a.docx", Limits(xml=4 << 20))


def test_the_doctype_of_web_pages_is_allowed_in_books_only() -> None:
    data = zipped({"a.xhtml": b'<?xml version="1.0"?><!DOCTYPE html><html/>'})

    check_zip(data, "a.epub", BOOK)
    with pytest.raises(ImportRefused):
        check_zip(data, "a.pptx", DECK)


def test_entities_are_refused_in_books_too() -> None:
    with pytest.raises(ImportRefused):
        check_zip(zipped({"a.xhtml": b'<!DOCTYPE html [<!ENTITY a "b">]><html/>'}), "a.epub", BOOK)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_damage_never_crashes_the_reader(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(_WRITTEN)
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)

    try:
        read_deck(bytes(data))
    except ImportRefused as refusal:
        assert str(refusal).endswith(".")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_damaged_parts_never_crash_the_reader(seed: int) -> None:
    chance = random.Random(seed)
    parts = dict(_PARTS)
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    content = bytearray(parts[name])
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(content))
        content[at : at + chance.randint(0, 9)] = chance.randbytes(chance.randint(0, 4))
    parts[name] = bytes(content)

    try:
        read_deck(zipped(parts, zipfile.ZIP_STORED))
    except ImportRefused as refusal:
        assert str(refusal).endswith(".")


_WRITTEN = written()
_PARTS = _parts()
