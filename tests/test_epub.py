"""E-books: notes inside and outside their chapters, authors by chapter, printed pages, title pages, hostile "
"archives."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webpages import FILLER, NOTES, STYLES, TEXT, book, chapter

from briefer.errors import ImportRefused
from briefer.readers import read

REF = '<a epub:type="noteref" href="{file}#n{n}" id="r{n}">{n}</a>'
NOTE = '<aside epub:type="footnote" id="n{n}"><p><a href="{file}#r{n}">{n}.</a> {text}</p></aside>'


def essay(title: str, author: str, mark: str = "", behind: str = "") -> str:
    return f"<h1>{title}</h1><p>{author}</p><p>The boats waited.{mark}</p>{FILLER}{behind}"


def volume(**changes: object) -> bytes:
    chapters = {
        "a.xhtml": essay("Tolls", "Ida Moor", REF.format(n=1, file=""), NOTE.format(n=1, file="", text=NOTES[0])),
        "b.xhtml": essay("Locks", "Uwe Pohl", REF.format(n=1, file=""), NOTE.format(n=1, file="", text=NOTES[1])),
    }
    return book(chapters, **changes)


def test_each_chapter_is_an_essay_with_its_author_and_notes():
    found = read("rivers.epub", volume())

    essays = [piece.essay for piece in found.pieces]
    assert [(one.reference.title, one.reference.authors[0].full) for one in essays] == [
        ("Tolls", "Ida Moor"),
        ("Locks", "Uwe Pohl"),
    ]
    assert [[(note.label, note.text, note.status) for note in one.footnotes] for one in essays] == [
        [("1", NOTES[0], "linked")],
        [("1", NOTES[1], "linked")],
    ]
    assert found.reference.title == "Rivers and Other Debts"
    assert {one.reference.container_title for one in essays} == {"Rivers and Other Debts"}
    assert found.source.media_type == "application/epub+zip"


@pytest.mark.parametrize("inside", [True, False])
def test_notes_in_a_file_of_their_own_go_to_their_chapters(inside):
    notes = "<h1>Notes</h1>" + "".join(
        f'<h2>{title}</h2><div><p id="{file}{n}"><a href="{file}.xhtml#r{n}">{n}</a>. {text}</p></div>'
        for title, file, n, text in (
            ("Tolls", "a", 1, NOTES[0]),
            ("Tolls", "a", 2, NOTES[1]),
            ("Locks", "b", 1, NOTES[2]),
        )
    )
    mark = '<sup><a id="r{n}" href="notes.xhtml#{file}{n}">{n}</a></sup>'
    chapters = {
        "a.xhtml": essay(
            "Tolls", "Ida Moor", mark.format(n=1, file="a"), f"<p>They left.{mark.format(n=2, file='a')}</p>"
        ),
        "b.xhtml": essay("Locks", "Uwe Pohl", mark.format(n=1, file="b")),
    }
    files = (
        {"chapters": {**chapters, "notes.xhtml": notes}}
        if inside
        else {"chapters": chapters, "outside": {"notes.xhtml": notes}}
    )

    found = read("rivers.epub", book(**files))

    assert [[note.text for note in piece.essay.footnotes] for piece in found.pieces] == [
        [NOTES[0], NOTES[1]],
        [NOTES[2]],
    ]
    assert [[note.label for note in piece.essay.footnotes] for piece in found.pieces] == [["1", "2"], ["1"]]


@pytest.mark.parametrize("style", ["pressbooks", "kramdown", "chicago", "docutils", "word"])
def test_notes_are_found_however_the_chapter_links_them(style):
    one = STYLES[style]
    body = "".join(
        f"<p>{before}.{one.mark.format(n=n, text=note)}</p><p>It was a dry year{behind}</p>"
        for n, ((before, behind), note) in enumerate(zip(TEXT, NOTES, strict=True), start=1)
    )
    notes = one.around.format("".join(one.note.format(n=n, text=text) for n, text in enumerate(NOTES, start=1)))
    page = f"<h1>The toll</h1><p>Ida Moor</p>{body}{notes}".replace('<br clear="all">', "<br/>").replace(
        "<hr>", "<hr/>"
    )

    (piece,) = read("toll.epub", book({"a.xhtml": page})).pieces

    assert [(note.text, note.status) for note in piece.essay.footnotes] == [(text, "linked") for text in NOTES]
    ends = [piece.body[: note.mark_at] for note in piece.essay.footnotes]
    assert all(end.endswith(f"{before}.") for end, (before, _) in zip(ends, TEXT, strict=True))


def test_page_breaks_and_the_list_of_pages_give_printed_pages():
    body = (
        '<h1>Tolls</h1><p>Ida Moor</p><p><span epub:type="pagebreak" id="p7" title="7"/>The boats waited for'
        f'<span id="p8"/> the tide.</p>{FILLER}<div role="doc-pagebreak" aria-label="9"/>{FILLER}'
    )
    nav = '<nav epub:type="page-list"><ol><li><a href="a.xhtml#p7">7</a></li><li><a href="a.xhtml#p8">8</a></li></ol></nav>'

    (piece,) = read("rivers.epub", book({"a.xhtml": body}, nav)).pieces

    assert [page.label for page in piece.essay.pages] == ["7", "8", "9"]
    assert piece.body[piece.essay.pages[1].start :].startswith("the tide.")
    assert "The boats waited for the tide." in piece.body


def test_title_page_contents_and_cover_are_no_essays():
    front = {
        "cover.xhtml": '<div epub:type="cover"><img src="cover.png" alt="cover"/></div>',
        "title.xhtml": "<section epub:type='titlepage'><h1>Rivers and Other Debts</h1><p>Piet Vonk (ed.)</p></section>",
        "toc.xhtml": "<h1>Contents</h1>" + "".join(f'<p><a href="a.xhtml#x{n}">Chapter {n}</a></p>' for n in range(5)),
    }
    found = read(
        "rivers.epub", book({**front, "a.xhtml": essay("Tolls", "Ida Moor"), "b.xhtml": essay("Locks", "Uwe Pohl")})
    )

    assert [piece.essay.reference.title for piece in found.pieces] == ["Tolls", "Locks"]


def test_contents_name_headings_that_the_pages_do_not():
    nav = '<nav epub:type="toc"><ol><li><a href="a.xhtml">Tolls</a></li><li><a href="b.xhtml">Locks</a></li></ol></nav>'
    chapters = {
        "a.xhtml": f"<p class='ct'>Tolls</p><p>Ida Moor</p>{FILLER}",
        "b.xhtml": f"<p class='ct'>Locks</p><p>Uwe Pohl</p>{FILLER}",
    }

    found = read("rivers.epub", book(chapters, nav))

    assert [piece.essay.reference.title for piece in found.pieces] == ["Tolls", "Locks"]


def test_the_package_names_authors_editors_publisher_and_date():
    metadata = (
        '<dc:title>Rivers and Other Debts</dc:title><dc:creator id="c">Vonk, Piet</dc:creator>'
        '<meta refines="#c" property="role">edt</meta><dc:publisher>Uferverlag</dc:publisher><dc:date>2019-05-01</dc:date>'
        "<dc:language>en-GB</dc:language>"
    )

    reference = read("rivers.epub", volume(metadata=metadata)).reference

    assert [name.full for name in reference.editors] == ["Piet Vonk"]
    assert (reference.publisher, reference.issued) == ("Uferverlag", "2019-05-01")


def test_a_table_of_chapters_that_links_back_and_forth_is_no_list_of_notes():
    body = (
        '<p><a id="t1" href="#c1">1</a></p><p><a id="t2" href="#c2">2</a></p>'
        f'<h2><a id="c1" href="#t1">1</a> Tolls</h2>{FILLER}<h2><a id="c2" href="#t2">2</a> Locks</h2>{FILLER}'
    )

    (piece,) = read("rivers.epub", book({"a.xhtml": f"<h1>Rivers</h1><p>Ida Moor</p>{body}"})).pieces

    assert piece.essay.footnotes == ()
    assert piece.body.count("The rest of the winter") == 2


def packed(name: str, content: bytes, base: bytes | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with zipfile.ZipFile(io.BytesIO(base or volume())) as old:
            for entry in old.infolist():
                if entry.filename != name:
                    archive.writestr(entry.filename, old.read(entry.filename))
        archive.writestr(name, content)
    return out.getvalue()


HOSTILE = {
    "bomb": ("OPS/big.xhtml", b"<p>" + b"a" * 40_000_000 + b"</p>"),
    "entities": (
        "OPS/a.xhtml",
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>&x;</body></html>',
    ),
    "package entities": ("OPS/book.opf", b'<!DOCTYPE p [<!ENTITY x "y">]><package>&x;</package>'),
    "outside": ("../evil.xhtml", b"x"),
    "no package": ("META-INF/container.xml", b"<container/>"),
    "no xml": ("OPS/book.opf", b"\x00\x01"),
    "protected": ("META-INF/encryption.xml", b'<CipherReference URI="OPS/a.xhtml"/>'),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_and_damaged_books_are_refused_with_a_reason(kind):
    with pytest.raises(ImportRefused, match=r"^“rivers.epub” "):
        read("rivers.epub", packed(*HOSTILE[kind]))


LOCK = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
    '<e:EncryptedData><e:CipherData><e:CipherReference URI="{}"/></e:CipherData></e:EncryptedData></encryption>'
)


@pytest.mark.parametrize("part", ["OPS/a.xhtml", "OPS/chapter%201.html", "OPS/text.xml", "OPS/content"])
def test_a_book_whose_text_is_locked_is_refused(part):
    with pytest.raises(ImportRefused, match="protected against copying"):
        read("a.epub", volume(extra={"META-INF/encryption.xml": LOCK.format(part).encode()}))


@pytest.mark.parametrize("part", ["OPS/fonts/a.otf", "OPS/B.TTF", "OPS/c.woff2", "OPS/cover.jpg"])
def test_a_book_whose_fonts_are_scrambled_is_read(part):
    assert len(read("a.epub", volume(extra={"META-INF/encryption.xml": LOCK.format(part).encode()})).pieces) == 2


def test_a_book_of_fixed_pages_says_what_to_expect():
    metadata = '<dc:title>Rivers</dc:title><meta property="rendition:layout">pre-paginated</meta>'

    assert any("fixed pages" in remark for remark in read("a.epub", volume(metadata=metadata)).remarks)
    assert not any("fixed pages" in remark for remark in read("a.epub", volume()).remarks)


def test_legal_pages_lists_and_advertisements_are_no_essays():
    chapters = {
        "title.xhtml": '<section epub:type="titlepage"><h1>Rivers and Other Debts</h1><p>Edited by Sam Roe</p></section>',
        "legal.xhtml": "<p>Copyright © 2019 by Quay Press. All rights reserved.</p><p>ISBN 978-3-16-148410-0</p>",
        "toc.xhtml": "<h1>Contents</h1><p><a href='a.xhtml'>Tolls</a></p><p><a href='b.xhtml'>Locks</a></p>",
        "a.xhtml": essay("Tolls", "Ida Moor"),
        "b.xhtml": essay("Locks", "Uwe Pohl"),
        "ads.xhtml": "<h1>Also by Quay Press</h1><ul><li><i>A History of Rope</i></li><li><i>Salt</i></li></ul>",
        "about.xhtml": "<h1>About the Authors</h1><p>Ida Moor lives near a port.</p>",
    }

    found = read("a.epub", book(chapters))

    assert [piece.essay.reference.title for piece in found.pieces if piece.essay.kind == "essay"] == ["Tolls", "Locks"]
    assert not any("rights reserved" in piece.body for piece in found.pieces)


def test_scripts_images_and_files_outside_are_not_read():
    body = (
        '<h1>Tolls</h1><p>Ida Moor</p><script>planted()</script><p>Text.<img src="file:///etc/passwd" alt="planted"/>'
        f'<a href="file:///etc/passwd#x">1</a></p>{FILLER}'
    )

    (piece,) = read("rivers.epub", book({"a.xhtml": body})).pieces

    assert "planted" not in piece.body
    assert "root:" not in piece.body


def test_named_entities_of_web_pages_are_read():
    (piece,) = read(
        "rivers.epub",
        book({"a.xhtml": f"<h1>Tolls</h1><p>Ida Moor</p><p>One&nbsp;&mdash; two &amp; three.</p>{FILLER}"}),
    ).pieces

    assert "One — two & three." in piece.body


def test_a_page_that_is_no_xml_is_read_as_a_web_page():
    broken = chapter(f"<h1>Tolls</h1><p>Ida Moor<p>One & two.{FILLER}").encode()

    pieces = read("rivers.epub", packed("OPS/a.xhtml", broken)).pieces

    assert "One & two." in pieces[0].body


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_damaged_books_are_read_or_refused(data):
    whole = bytearray(volume())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    with suppress(ImportRefused):
        read("rivers.epub", bytes(whole))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["ref", "note", "text", "head"]), max_size=12))
def test_every_mark_has_one_note_and_no_note_stays_in_the_text(parts):
    shown = {"text": FILLER, "head": "<h2>On the quay</h2>"}
    refs = parts.count("ref")
    body, n = "", 0
    for part in parts:
        n += part == "ref"
        body += f"<p>The boats waited.{REF.format(n=n, file='')}</p>" if part == "ref" else shown.get(part, "")
    notes = "".join(NOTE.format(n=n, file="", text=f"Minute {n}, and nothing else.") for n in range(1, refs + 1))

    (piece,) = read("rivers.epub", book({"a.xhtml": f"<h1>Tolls</h1><p>Ida Moor</p>{FILLER}{body}{notes}"})).pieces

    found = [(note.text, note.status) for note in piece.essay.footnotes]
    assert found == [(f"Minute {n}, and nothing else.", "linked") for n in range(1, refs + 1)]
    assert "Minute" not in piece.body


@pytest.mark.corpus
def test_the_volume_as_an_e_book(shared, tmp_path):
    from test_import_scores import score

    total = score("volume.epub", "volume_nopages.json", tmp_path)

    assert shared
    assert (total["titles"], total["authors"], total["extra_essays"]) == (14, 14, 0)
    assert total["markers_right"] == total["markers_found"] == 167
    assert total["headings_right"] == total["headings_found"] == 42
    assert total["notes_right"] >= 165
    assert total["wer"] <= 0.0005
