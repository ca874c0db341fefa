"""Saved web pages: notes of plug-ins and platforms, the article among the furniture, metadata, hostile pages."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webpages import FILLER, NOTES, STYLES, TEXT, article

from briefer.errors import ImportRefused
from briefer.model.text import canonical
from briefer.readers import read
from briefer.structure.imported import Imported, Piece

PLAIN = STYLES["wordpress"]


def page(html: str, name: str = "page.html") -> Piece:
    (piece,) = read(name, html.encode()).pieces
    return piece


def wrapped(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>The toll</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize("style", STYLES)
def test_every_way_to_write_notes_gives_the_same_essay(style):
    piece = page(article(STYLES[style]))

    essay = piece.essay
    assert [(note.label, note.text, note.status) for note in essay.footnotes] == [
        (str(n), text, "linked") for n, text in enumerate(NOTES, start=1)
    ]
    assert [
        piece.body[: note.mark_at].endswith(f"{before}.")
        for note, (before, _) in zip(essay.footnotes, TEXT, strict=True)
    ]
    expected = [part for before, behind in TEXT for part in (f"{before}.", f"It was a dry year{behind}")]
    shown = [piece.body[p.start : p.end] for p in essay.paragraphs]
    assert shown[:-1] == expected
    assert f"<p>{shown[-1]}</p>" == FILLER
    assert [section.title for section in essay.sections] == ["The quay"]
    assert (essay.reference.title, [name.full for name in essay.reference.authors]) == ("The toll", ["Ida Moor"])


@pytest.mark.parametrize("style", STYLES)
def test_marks_stand_where_they_were_cited(style):
    piece = page(article(STYLES[style]))

    marks = [piece.body[: note.mark_at] for note in piece.essay.footnotes if note.mark_at is not None]
    assert all(mark.endswith(f"{before}.") for mark, (before, _) in zip(marks, TEXT, strict=True))


def test_pull_quotes_captions_tables_and_boxes_stand_beside_the_text():
    extra = (
        '<blockquote class="pullquote"><p>Nobody complained.</p></blockquote>'
        '<figure><img src="file:///etc/passwd"><figcaption>The quay in 1911</figcaption></figure>'
        "<table><tr><th>quay</th><th>depth</th></tr><tr><td>old</td><td>11</td></tr></table>"
        "<aside><p>What a toll is.</p></aside>"
    )

    piece = page(article(PLAIN, extra=extra))

    found = [(aside.kind, piece.body[aside.start : aside.end]) for aside in piece.essay.asides]
    assert found == [
        ("pull-quote", "Nobody complained."),
        ("caption", "The quay in 1911"),
        ("table", "quay | depth\nold | 11"),
        ("box", "What a toll is."),
    ]


def test_structured_data_names_title_authors_date_and_publisher():
    head = (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Q"},'
        '{"@type": "NewsArticle", "headline": "The toll", "datePublished": "2019-03-04T10:00:00Z", "author": '
        '[{"@type": "Person", "name": "Ida Moor"}, {"@type": "Person", "name": "Uwe Pohl"}],'
        '"publisher": {"@type": "Organization", "name": "Quay Press"}}]}</script>'
        '<link rel="canonical" href="https://quay.example/toll">'
    )

    reference = page(article(PLAIN, head)).essay.reference

    assert [name.full for name in reference.authors] == ["Ida Moor", "Uwe Pohl"]
    assert (reference.issued, reference.publisher) == ("2019-03-04", "Quay Press")
    assert reference.url == "https://quay.example/toll"


def test_citation_tags_name_a_journal_article():
    head = "".join(
        f'<meta name="citation_{name}" content="{content}">'
        for name, content in (
            ("title", "The toll"),
            ("author", "Moor, Ida"),
            ("author", "Pohl, Uwe"),
            ("publication_date", "2019/03/04"),
            ("journal_title", "Journal of Quays"),
            ("volume", "7"),
            ("doi", "10.1000/182"),
        )
    )

    reference = page(article(PLAIN, head)).essay.reference

    assert [name.full for name in reference.authors] == ["Ida Moor", "Uwe Pohl"]
    assert (reference.container_title, reference.volume, reference.doi) == ("Journal of Quays", "7", "10.1000/182")
    assert reference.issued == "2019-03-04"


def test_without_article_the_densest_part_is_the_text():
    body = f"<div id='left'><a href='/'>Home</a></div><div id='c'><h1>The toll</h1>{FILLER * 4}</div><div>© 2019</div>"

    piece = page(wrapped(body))

    assert len(piece.essay.paragraphs) == 4
    assert "©" not in piece.body
    assert "Home" not in piece.body


def test_lines_broken_twice_are_paragraphs():
    piece = page(wrapped("<h1>The toll</h1>The boats waited<br>for the tide.<br><br>Then they left the harbour.<br>"))

    assert piece.body == "The boats waited for the tide.\n\nThen they left the harbour."


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("windows-1250", "cp1250"),
        ("utf-8", "utf-8"),
        ("shift_jis", "shift_jis"),
        ("", "utf-16"),
    ],
)
def test_the_declared_encoding_is_believed(declared, encoding):
    word = {"cp1252": "Café – déjà vu", "cp1250": "Źródło", "shift_jis": "港の料金"}.get(encoding, "Łódź — 港")
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""

    found = read("page.html", wrapped(f"<h1>T</h1><p>{word}</p>", meta).encode(encoding))

    assert word in found.pieces[0].body


def test_a_page_that_declares_the_wrong_encoding_is_read_all_the_same():
    found = read("page.html", wrapped("<p>Łódź — 港</p>", '<meta charset="us-ascii-x">').encode())

    assert "Łódź — 港" in found.pieces[0].body


def test_several_pieces_on_one_page_are_several_essays():
    body = (
        f"<h1>Rivers</h1><p class='author'>Piet Vonk (ed.)</p><h1>Tolls</h1><p>Ida Moor</p>{FILLER}"
        f"<h1>Locks</h1><p>Uwe Pohl</p>{FILLER}"
    )

    found = read("rivers.html", wrapped(body).replace("The toll", "Rivers").encode())

    assert [piece.essay.reference.title for piece in found.pieces] == ["Tolls", "Locks"]
    assert [piece.essay.reference.authors[0].full for piece in found.pieces] == ["Ida Moor", "Uwe Pohl"]


HOSTILE = {
    "script": "<script>planted()</script><p onclick='planted()'>Text.</p><noscript>planted</noscript>",
    "style": "<style>planted</style><svg><text>planted</text></svg><p>Text.</p>",
    "frame": "<iframe src='file:///etc/passwd'>planted</iframe><object data='x'>planted</object><p>Text.</p>",
    "image": "<img src='file:///etc/passwd' alt='planted'><p>Text.</p>",
    "hidden": "<p style='display: none'>planted</p><p hidden>planted</p><p>Text.</p>",
    "comment": "<!-- planted --><?planted ?><p>Text.</p>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_but_text_is_taken(kind):
    assert page(wrapped(f"<h1>The toll</h1>{HOSTILE[kind]}")).body == "Text."


def test_entities_of_its_own_are_not_expanded():
    declared = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "boom">]>'

    found = read(
        "page.xhtml", f'<?xml version="1.0"?>{declared}<html><body><p>Text &x; &y;.</p></body></html>'.encode()
    )

    assert "root:" not in found.pieces[0].body
    assert "boom" not in found.pieces[0].body


def test_deep_nesting_and_many_links_are_read_in_time():
    deep = "<div>" * 1500 + "<p>Text.</p>" + "</div>" * 1500
    links = "".join(f'<p><a id="a{n}" href="#a{n + 1}">{n % 99}</a></p>' for n in range(2000))

    assert "Text." in page(wrapped(deep)).body
    assert page(wrapped(links + FILLER))


@pytest.mark.parametrize("style", ["one paragraph", "word", "wiki"])
def test_a_page_of_thousands_of_notes_keeps_them_all(style):
    one = STYLES[style]
    texts = [f"Minutes of the harbour board, vol. {n}, sheet 7." for n in range(1, 3001)]
    marks = "".join(f"<p>Toll {n} was paid.{one.mark.format(n=n, text='')}</p>" for n in range(1, 3001))
    notes = "".join(one.note.format(n=n, text=text) for n, text in enumerate(texts, start=1))

    piece = page(wrapped(f"<h1>The toll</h1>{marks}{one.around.format(notes)}"))

    assert [note.text for note in piece.essay.footnotes] == texts


def test_tags_with_a_prefix_or_a_damaged_name_do_not_break_a_paragraph():
    piece = page(
        wrapped("<h1>The toll</h1><p>Tolls rose<o:p></o:p> in <st1:place>Utrecht</st1:place> and <x&y>fell.</p>")
    )

    assert piece.body == "Tolls rose in Utrecht and fell."


def test_signs_that_stand_for_marks_inside_are_taken_out():
    piece = page(wrapped("<h1>The toll</h1><p>One&#2;n:1&#3; two.</p>"))

    assert piece.essay.footnotes == ()
    assert canonical(piece.body) == piece.body


def test_a_page_without_text_is_refused():
    with pytest.raises(ImportRefused, match="holds no text"):
        read("page.html", b"<html><body><script>x</script></body></html>")


def test_a_web_archive_holds_its_page():
    head = (
        'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    )
    part = "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"

    piece = page(f"{head}{part}{article(PLAIN)}\r\n--b--\r\n", "page.mhtml")

    assert [note.text for note in piece.essay.footnotes] == list(NOTES)


TAGS = st.sampled_from(
    ["p", "h1", "h2", "div", "li", "ol", "blockquote", "table", "tr", "td", "sup", "span", "a", "aside"]
)
KEYS = st.sampled_from(["", ' id="a"', ' href="#a"', ' id="b" href="#a"', ' class="footnote"'])
TREES = st.recursive(
    st.text(alphabet="ab 1.[]é\u0301\x02&<\u00a0\n", max_size=12).map(lambda t: t.replace("<", "&lt;")),
    lambda inner: st.tuples(
        TAGS,
        st.sampled_from(["", ' id="a"', ' href="#a"', ' id="b" href="#a"', ' class="footnote"']),
        st.lists(inner, max_size=4),
    ).map(lambda one: f"<{one[0]}{one[1]}>{''.join(one[2])}</{one[0]}>"),
    max_leaves=14,
)


@settings(deadline=None)
@given(st.lists(TREES, min_size=1, max_size=6))
def test_any_page_gives_a_canonical_body_and_offsets_inside_it(trees):
    found = _read(wrapped("".join(trees)))

    for piece in found.pieces if found else ():
        body, essay = piece.body, piece.essay
        assert canonical(body) == body
        assert "\x02" not in body + "".join(note.text for note in essay.footnotes)
        spans = sorted((one.start, one.end) for one in (*essay.sections, *essay.paragraphs, *essay.asides))
        assert all(0 <= start < end <= len(body) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert all(note.mark_at is None or 0 <= note.mark_at <= len(body) for note in essay.footnotes)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with suppress(ImportRefused):
        read("page.html", b"<html>" + data)


def _read(html: str) -> Imported | None:
    try:
        return read("page.html", html.encode())
    except ImportRefused:
        return None


@pytest.mark.corpus
def test_the_volume_as_a_web_page(shared, tmp_path):
    from test_import_scores import score

    total = score("volume.html", "volume_nopages.json", tmp_path)

    assert shared
    assert (total["titles"], total["authors"], total["extra_essays"]) == (14, 14, 0)
    assert total["markers_right"] == total["markers_found"] == 167
    assert total["headings_right"] == total["headings_found"] == 42
    assert total["notes_right"] >= 165
    assert total["wer"] <= 0.0005


def test_a_summary_set_into_the_title_is_canonical_text():
    dek = (
        "how e\u0301migre\u0301s paid for the harbour and what the council made of it in the years that came after them"
    )
    page = f"<html><head><title>Tolls | {dek}</title></head><body><article>{FILLER * 3}</article></body></html>"

    (piece,) = read("page.html", page.encode()).pieces

    assert canonical(piece.essay.reference.title) == piece.essay.reference.title
    assert canonical(piece.body) == piece.body
