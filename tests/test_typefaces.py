"""Letters that the typefaces of typst lack: set in fonts of this machine and said so, refused only where none has them."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
import typst
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given
from hypothesis import strategies as st
from test_memo_pdf import say, text_of

from briefer.app.build import build
from briefer.errors import OutputError
from briefer.model.memo import MemoSection, Point
from briefer.writers import typefaces
from briefer.writers.memo_pdf import preview_pages, write_memo_pdf
from briefer.writers.typefaces import faces_for, shown
from tests.sample_deck import INSTITUTE
from tests.sample_memo import SAMPLE
from tests.test_packet import BODIES, BRIEF, LIBRARY, PDF

NAME = "王毅"
NOBODYS = "\U0010fffd"
"""A letter that no font has: the last of the private ones."""


def font_of(letters: str) -> bytes:
    """Return a font whose letters are boxes."""
    pen = TTGlyphPen(None)
    for at, (x, y) in enumerate([(50, 0), (50, 700), (450, 700), (450, 0)]):
        (pen.lineTo if at else pen.moveTo)((x, y))
    pen.closePath()
    names = [".notdef", *(f"uni{ord(letter):04X}" for letter in letters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"uni{ord(letter):04X}" for letter in letters})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "fullName": "Boxes", "psName": "Boxes"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    data = io.BytesIO()
    builder.save(data)
    return data.getvalue()


@pytest.fixture(params=["with", "without"])
def machine(request, tmp_path, monkeypatch):
    """Be a machine whose only font of its own has the letters of `NAME`, or one without fonts."""
    if request.param == "with":
        (tmp_path / "boxes.ttf").write_bytes(font_of(NAME))
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(tmp_path)])
    monkeypatch.setattr(typefaces, "machine_fonts", lambda: fonts)
    faces_for.cache_clear()
    yield request.param == "with"
    faces_for.cache_clear()


def memo_saying(text: str):
    return replace(SAMPLE, sections=(MemoSection("a", "A", (Point((say(text),)),)),))


@pytest.mark.parametrize("text", ["Bağbaşlıoğlu and Kłodkowski", "☐ Approve → now", "Ελλάς, Москва, עברית, नेहरू"])
def test_letters_that_typst_brings_need_no_font_of_the_machine(text):
    faces = faces_for((text,))

    assert faces.borrowed == faces.lacking == ()


def test_a_name_is_set_in_a_font_of_the_machine_or_refused_in_a_sentence(machine):
    memo = memo_saying(f"Written by {NAME}.")
    if not machine:
        with pytest.raises(OutputError, match=r"no font here has “王”.*docx"):
            write_memo_pdf(memo, "a4", INSTITUTE)
        return
    data = write_memo_pdf(memo, "a4", INSTITUTE)

    assert f"Written by {NAME}." in text_of(data)
    assert data == write_memo_pdf(memo, "a4", INSTITUTE)
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
    assert preview_pages(memo, "a4", INSTITUTE, 40) != preview_pages(memo_saying("Written by ."), "a4", INSTITUTE, 40)


def test_the_remark_names_the_letters_and_that_another_machine_may_differ(machine, tmp_path):
    brief = replace(BRIEF, title=f"Harbours need {NAME}", prepared_by="Desk")
    if not machine:
        with pytest.raises(OutputError, match="no font here has “王”"):
            build(LIBRARY, BODIES, brief, tmp_path / "out", ("handout",))
        return
    made = build(LIBRARY, BODIES, brief, tmp_path / "out", ("handout", "packet", "pdf"), source=lambda sha256: PDF)
    told = [remark.text for remark in made.remarks if "王毅" in remark.text and "fonts of this machine" in remark.text]

    assert len(told) == 3
    assert any(text.startswith("The handout’s PDF") for text in told)


def test_a_packet_shows_a_sign_where_no_font_has_a_letter_of_a_source(machine, tmp_path):
    made = build(
        LIBRARY,
        BODIES,
        replace(BRIEF, title=f"Ropes {NOBODYS}"),
        tmp_path / "out",
        ("packet",),
        source=lambda sha256: PDF,
    )

    assert "Ropes □" in text_of(made.files[0].path.read_bytes())
    assert any("no font here has “U+10FFFD”" in remark.text for remark in made.remarks)


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=("Cs", "Cc")), max_size=40))
def test_latin_letters_are_never_looked_for_elsewhere(text):
    assert faces_for((text,)).borrowed == ()


@given(st.recursive(st.text("ab□" + NOBODYS), lambda kids: st.lists(kids) | st.dictionaries(st.text("k"), kids)))
def test_only_what_is_lacking_is_replaced(data):
    assert shown(data, ()) == data
    assert NOBODYS not in str(shown(data, (NOBODYS,)))
    assert str(shown(data, (NOBODYS,))).count("□") == str(data).count("□") + repr(data).count(repr(NOBODYS)[1:-1])
